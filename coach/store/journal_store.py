"""The journal: walks, decisions and people in TinyDB, over a log that does not lose them."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coach.journal.decisions import Decision, HomeSummary, Note, Person, Summary
from coach.problems import JournalError
from coach.session.session import Session

if TYPE_CHECKING:
    from coach.store.journal_log import Log
    from coach.store.lazy_document import ById, Database, Row
    from coach.store.sealing import Key

T = TypeVar("T")

FILE = "journal.jsonl"
BULKY = ("details",)
"""Tables whose documents stay in the file until one of them is opened."""


def open_journal(folder: Path) -> "TinyJournal":
    """The journal in this folder. Nothing is read or made before it is first asked."""
    return TinyJournal(folder / FILE)


class TinyJournal:
    """Fulfils ``coach.app.ports.Journal``. The file is opened when it is first needed.

    Tables: ``walks`` (unfinished), ``decisions`` (summaries), ``details``
    (decisions, whole), ``people``. TinyDB is imported with the first opening.
    Several threads may use it at once.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime] = datetime.now) -> None:
        self.path = path
        self._now = now
        self._guard = threading.RLock()
        self._database: Database | None = None
        self._told = 0
        self._before: tuple[object, HomeSummary] | None = None
        self._known: dict[str, tuple[object, tuple[Any, ...]]] = {}
        self.key: Key | None = None

    # -- walks ------------------------------------------------------------------------

    def walks(self) -> Sequence[Session]:
        """Walks not finished yet, the last touched first."""
        return self._all("walks", Session, lambda walk: walk.touched)

    def keep(self, session: Session) -> None:
        """Save a walk as it stands now.

        Just as it was finished, here or in another window, it stays finished: a
        late autosave does not open it again. Going on with it does.
        """
        with self.together():
            if not self._finished_so(session):
                self._put("walks", {session.id: session})

    def drop(self, walk: str) -> None:
        """Forget an unfinished walk."""
        self._remove("walks", walk)

    # -- decisions --------------------------------------------------------------------

    def record(self, decision: Decision) -> None:
        """Save a finished walk; it is unfinished no more.

        A walk that was finished twice, in two windows, makes two decisions: what
        was recorded is never overwritten, the second gets an id of its own.
        """
        with self.together():
            self.record_all([replace(decision, id=self._free_id(decision))])

    def record_all(self, decisions: Sequence[Decision]) -> None:
        """Save many finished walks at once, in place of any with the same ids."""
        with self.together():
            self._put("details", {each.id: each for each in decisions})
            self._put("decisions", {each.id: each.summary() for each in decisions})
            for each in decisions:
                self._remove("walks", each.session.id)

    def summaries(self) -> Sequence[Summary]:
        """All decisions, newest first."""
        return self._all("decisions", Summary, lambda summary: summary.decided)

    def decision(self, id: str) -> Decision:
        """One decision, whole. Raises ``KeyError`` when there is none."""
        found = self._get("details", id) if self._get("decisions", id) is not None else None
        if found is None:
            raise KeyError(id)
        return self._decode(found, Decision)

    def note(self, id: str, note: Note) -> Decision:
        """Add a note to a decision and return it. Raises ``KeyError`` when there is none."""
        with self.together():
            decision = self.decision(id).with_note(note)
            self._put("details", {id: decision})
            self._put("decisions", {id: decision.summary()})
        return decision

    def forget(self, id: str) -> Decision:
        """Delete a decision and return it; ``record`` brings it back. Raises ``KeyError``."""
        with self.together():
            decision = self.decision(id)
            self._remove("decisions", id)
            self._remove("details", id)
        return decision

    def texts(self) -> Iterator[tuple[str, str]]:
        """Id and all the words of each decision, newest first, for searching."""
        from coach.store.decision_words import words_in

        details = (self._log().read() or {}).get("details", {})
        for summary in self.summaries():
            if summary.id in details:
                yield summary.id, words_in(details[summary.id].raw)

    # -- people -----------------------------------------------------------------------

    def people(self) -> Sequence[Person]:
        """What is kept about people, by name."""
        return tuple(sorted(self._all("people", Person), key=lambda person: person.name.casefold()))

    def keep_person(self, person: Person) -> None:
        """Save what is kept about a person."""
        self._put("people", {person.id: person})

    def forget_person(self, id: str) -> None:
        """Delete what is kept about a person; their decisions stay."""
        self._remove("people", id)

    # -- the whole --------------------------------------------------------------------

    def glance(self) -> HomeSummary:
        """What home needs, without opening the journal where that can be helped."""
        from coach.store import home_index

        if self._database is None:
            known = home_index.read(self.path)
            if known is not None:
                return known
        walks, before = self.walks(), self._before
        if before is not None and self._settled() == before[0]:
            return replace(before[1], walks=tuple(walks))
        return home_index.take(walks, self.summaries(), self.people(), self._now().date())

    @property
    def opened(self) -> bool:
        """Whether it was read already, so that looking into it takes no time to speak of."""
        return self._database is not None

    def notices(self) -> Sequence[str]:
        """Sentences about what was found on opening and what was done; each is given once."""
        if self._database is None:
            return ()
        new = self._log().notices[self._told :]
        self._told += len(new)
        return tuple(new)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all that happens inside at once, or nothing of it."""
        with self._log().together():
            yield

    def back_up(self) -> Path:
        """Copy the journal into its backups folder; returns where."""
        from coach.store import backups, private_files

        log = self._log()
        log.compact()
        with log.still(), private_files.said(self.path, "copied"):
            return backups.make(self.path)

    def close(self) -> None:
        """Let go of the file. The daily copy and the glance are made now if they are due."""
        with self._guard:
            database = self._database
            if database is None:
                return
            log = self._log()
            with log.guard:  # no other thread is in the middle of a save
                if not log.read_only:
                    log.tidy()
                    with contextlib.suppress(JournalError, OSError), log.still():
                        self._leave_word()
                self._database, self._before, self._known, self._told = None, None, {}, 0
                database.close()

    # -- the passphrase ---------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed before anything else."""
        from coach.store import sealing

        return self.key is None and sealing.is_sealed(self.path)

    def open_with(self, passphrase: str) -> None:
        """Open a locked journal, for as long as the program runs.

        What an interrupted ``set_passphrase`` has left readable beside it is sealed now.
        Raises ``JournalLocked`` when the passphrase is another; nothing was written then.
        """
        from coach.store import resealing, sealing

        with self._guard:
            key = sealing.key_for(self.path, passphrase)
            self.close()
            self.key = key
            log = self._log()
            if not log.read_only:
                with contextlib.suppress(JournalError), log.still():
                    resealing.follow(self.path, key)

    def set_passphrase(self, passphrase: str) -> Sequence[Path]:
        """Seal the journal and all its copies, under this passphrase from now on.

        Returns copies under yet another passphrase, which were left as they are.
        Raises ``JournalError``; the journal is as it was then, or sealed.
        """
        from coach.store import sealing

        return self._reseal(sealing.new_key(passphrase))

    def take_passphrase_off(self) -> Sequence[Path]:
        """Let everybody read the journal and its copies again who can read the files.

        Returns copies that are under another passphrase, or damaged, and stay sealed.
        """
        return self._reseal(None)

    def lay_copies_open(self, key: "Key") -> Sequence[Path]:
        """Complete an interrupted ``take_passphrase_off``; the journal itself is open already."""
        from coach.store import resealing

        with self._log().still():
            return resealing.follow(self.path, None, key)

    def _reseal(self, key: "Key | None") -> Sequence[Path]:
        from coach.store import resealing

        log = self._log()
        with self._guard, log.still():
            before, self.key = self.key, key
            try:
                if key is not None and before is not None:
                    resealing.promise(self.path, key, before)
                log.reseal(key)
            except JournalError:
                self.key = before
                raise
            self._known, self._before = {}, None
            try:
                return resealing.follow(self.path, key, before)
            except JournalError as error:
                raise JournalError(
                    f"{error} The journal itself is done, its copies are not: do it again."
                ) from error

    # -- within -----------------------------------------------------------------------

    def _leave_word(self) -> None:
        """Make ready for the next start; a full disk only makes that one slower."""
        from coach.store import backups, home_index

        if not self._log().sealed and home_index.read(self.path) is None:
            home_index.write(self.path, self.glance())
        if self.summaries() and backups.wanted(self.path):
            backups.make(self.path)

    def _db(self) -> "Database":
        database = self._database
        if database is not None:  # without the guard: whoever writes must not wait for who closes
            return database
        with self._guard:
            if self._database is None:
                self._database = self._opened()
                self._before = self._glanced_before()
            return self._database

    def _glanced_before(self) -> tuple[object, HomeSummary] | None:
        """The glance that was left for the journal as it is now, and for how long it holds."""
        from coach.store import home_index

        known = home_index.read(self.path)
        return None if known is None else (self._settled(), known)

    def _opened(self) -> "Database":
        if self.locked:  # said at once, without what opening needs
            from coach.store import sealing

            raise sealing.locked(self.path)
        from coach.store.journal_log import Log
        from coach.store.lazy_document import Database
        from coach.store.migrations import SCHEMA, upgrade

        return Database(
            self.path, schema=SCHEMA, bulky=BULKY, upgrade=upgrade, key=self.key, storage=Log
        )

    def _settled(self) -> object:
        """Equal as long as neither decisions nor people have changed."""
        return self._log().version("decisions"), self._log().version("people")

    def _log(self) -> "Log":
        log: Log = self._db().storage  # type: ignore[assignment]
        return log

    def _table(self, name: str) -> "ById":
        table: ById = self._db().table(name)  # type: ignore[assignment]
        return table

    def _all(
        self, name: str, kind: type[T], newest: Callable[[T], datetime] | None = None
    ) -> tuple[T, ...]:
        """Every document of a table; decoded again only when the table has changed."""
        from coach.store.codec import all_from_json

        log = self._log()
        with log.guard:
            rows, version = (log.read() or {}).get(name, {}), log.version(name)
        known = self._known.get(name)
        if known is None or known[0] != version:
            found = all_from_json((kept.raw for kept in rows.values()), kind)
            if newest:
                found.sort(key=newest, reverse=True)
            known = (version, tuple(found))
            self._known[name] = known
        return known[1]

    def _finished_so(self, session: Session) -> bool:
        """Whether the walk was finished just as it stands here."""
        recorded = self._recorded(session.id)
        return recorded is not None and (
            replace(recorded.session, touched=session.touched) == session
        )

    def _free_id(self, decision: Decision) -> str:
        """Its own id, or the first with a number under which nothing else is recorded."""
        numbered = (f"{decision.id}-{number}" for number in count(2))
        return next(
            id
            for id in chain([decision.id], numbered)
            if self._recorded(id) in (None, replace(decision, id=id))
        )

    def _recorded(self, id: str) -> Decision | None:
        try:
            return self.decision(id)
        except KeyError:
            return None

    def _get(self, name: str, id: str) -> "Row | None":
        return self._table(name).by_id(id)

    def _decode(self, row: "Row", kind: type[T]) -> T:
        from coach.store.codec import from_document

        return from_document(row, kind)

    def _put(self, name: str, values: Mapping[str, object]) -> None:
        from coach.store.codec import to_document
        from coach.store.lazy_document import Row

        rows = [Row(to_document(value), id) for id, value in values.items()]
        with self.together():
            self._table(name).put(rows)

    def _remove(self, name: str, id: str) -> None:
        with self.together():
            self._table(name).without(id)
