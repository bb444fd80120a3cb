"""The journal: open sessions, decisions and people, in TinyDB over SQLite."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coach.journal.decisions import Decision, Deleted, HomeSummary, Note, Person, Summary
from coach.journal.due_dates import FORGET_AFTER, last_day, pending
from coach.journal.people import name_key, unsafe_names
from coach.journal.repository import Clash
from coach.problems import JournalError
from coach.session.session import Session

if TYPE_CHECKING:
    from coach.store.database import Database, SqliteTable
    from coach.store.sealing import Key

T = TypeVar("T")

FILE = "journal.db"

FIRST_PAGE = 60
"""Decisions that fill the first page of the list on any usual screen."""

TRASH = timedelta(days=30)
"""How long a deleted decision can be brought back."""


def open_journal(folder: Path) -> "TinyJournal":
    """The journal in this folder. Nothing is read or made before it is first asked."""
    return TinyJournal(folder / FILE)


class TinyJournal:
    """Fulfils ``coach.journal.repository.Journal``. The file is opened when it is first needed.

    Tables: ``sessions`` (open), ``summaries`` and ``decisions`` (one each a decision, in short
    and whole), ``people``, ``trash`` (deleted decisions). TinyDB and SQLite are imported with
    the first opening. Several threads may use it at once.
    """

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now().astimezone()
    ) -> None:
        self.path = path
        self.key: Key | None = None
        self._now = now
        self._guard = threading.RLock()
        self._database: Database | None = None
        self._notices: list[str] = []
        self._known: dict[str, tuple[object, tuple[Any, ...]]] = {}
        self._home: tuple[object, HomeSummary] | None = None
        self._bases: dict[str, bytes] = {}
        self._branches: dict[str, str] = {}
        self._ended = False
        self.strict = True
        """Whether a damaged journal of 0.1.0 is left where it is, rather than moved by half."""

    # -- open sessions ----------------------------------------------------------------

    def sessions(self) -> Sequence[Session]:
        """Open sessions, the last touched first."""
        from coach.store.codec import all_from_json

        raws = [raw for _, raw in self._table("sessions").raw()]
        found = all_from_json(raws, Session)
        self._bases |= {session.id: raw for session, raw in zip(found, raws, strict=True)}
        return tuple(found)

    def keep(self, session: Session, base: Session | None = None) -> Clash | None:
        """Save an open session as it stands now.

        ``base`` is the state it was made from; without one, the state that this window saved
        or was given last. If another window saved a different one since, both are kept, this
        one under an id of its own, and the answer says so. Just as it was finished, a session
        stays finished: a late autosave does not open it again. Going on with it does.
        """
        mine = self._raw_session(session)
        with self.together():
            told = self._table("sessions").raw(self._id(session.id))
            stored = told[0][1] if told else None
            made_from = self._bases.get(session.id) if base is None else self._raw_session(base)
            clash = stored is not None and made_from is not None and stored not in (made_from, mine)
            own = self._branches.get(session.id) or self._free_session_id(session.id)
            saved = replace(session, id=own) if clash else session
            if clash or not self._finished_so(session):
                self._put("sessions", saved)
        # only now is it on the disk
        if clash and stored is not None:
            self._branches[session.id] = own
            return Clash(kept=saved, newer=self._decoded([stored], Session)[0])
        self._branches.pop(session.id, None)
        self._bases[session.id] = mine
        return None

    def drop(self, session: str) -> None:
        """Forget an open session."""
        self._end([session])
        self._words_gone()

    def _end(self, sessions: Sequence[str]) -> None:
        """Remove these sessions; where there was a clash, this window's own."""
        with self.together():
            for each in sessions:
                self._table("sessions").remove(self._id(self._branches.get(each, each)))
        for each in sessions:
            self._branches.pop(each, None)

    # -- decisions --------------------------------------------------------------------

    def record(self, decision: Decision) -> None:
        """Save a finished session as a decision; it is open no more.

        A session that was finished twice, in two windows, makes two decisions: what
        was recorded is never overwritten, the second gets an id of its own.
        """
        with self.together():
            self.record_all([replace(decision, id=self._free_id(decision))])
        self._words_gone()

    def record_all(self, decisions: Sequence[Decision]) -> None:
        """Save many decisions at once, in place of any with the same ids."""
        with self.together():
            for each in decisions:
                self._save(each)
                self._table("trash").remove(self._id(each.id))
            self._end([each.session.id for each in decisions])

    def summaries(self) -> Sequence[Summary]:
        """All decisions, newest first."""
        return self._all("summaries", Summary)

    def decision(self, id: str) -> Decision:
        """One decision, whole. Raises ``KeyError`` when there is none."""
        found = self._recorded(id)
        if found is None:
            raise KeyError(id)
        return found

    def note(self, id: str, note: Note) -> Decision:
        """Add a note to a decision and return it. Raises ``KeyError`` when there is none."""
        with self.together():
            decision = self.decision(id).with_note(note)
            self._save(decision)
        return decision

    def forget(self, id: str, *, now: bool = False) -> Decision:
        """Delete a decision and return it. Raises ``KeyError`` when there is none.

        For 30 days ``restore`` brings it back; ``now`` deletes it for good, also one that
        was deleted before, and in the copies too.
        """
        with self.together():
            trashed = self._values("trash", Deleted, id) if now else ()
            decision = self._recorded(id) or (trashed[0].decision if trashed else self.decision(id))
            for name in ("summaries", "decisions", "trash"):
                self._table(name).remove(self._id(id))
            if not now:
                self._put("trash", Deleted(id=id, deleted=self._now(), decision=decision))
        self._words_gone()
        if now:
            self._erase_in_copies({id})
        return decision

    def deleted(self) -> Sequence[Deleted]:
        """Decisions that can be brought back, the last deleted first."""
        return self._values("trash", Deleted)

    def restore(self, id: str) -> Decision:
        """Bring a deleted decision back and return it. Raises ``KeyError`` when it is gone."""
        with self.together():
            found = self._values("trash", Deleted, id)
            if not found:
                raise KeyError(id)
            self.record_all([found[0].decision])
        return found[0].decision

    def texts(self) -> Iterator[tuple[str, str]]:
        """Id and all the words of each decision, newest first, for searching."""
        from coach.store.decision_words import words_in

        return (words_in(raw) for _, raw in self._table("decisions").raw())

    # -- people -----------------------------------------------------------------------

    def people(self) -> Sequence[Person]:
        """What is kept about people, by name."""
        return tuple(sorted(self._all("people", Person), key=lambda person: person.name.casefold()))

    def keep_person(self, person: Person) -> None:
        """Save what is kept about a person."""
        self._put("people", person)

    def forget_person(self, id: str) -> None:
        """Delete what is kept about a person; their decisions stay."""
        self._table("people").remove(self._id(id))
        self._words_gone()

    # -- the whole --------------------------------------------------------------------

    def glance(self) -> HomeSummary:
        """What home needs; of the decisions only those are read that it shows or asks about."""
        if self._nothing_yet():
            return HomeSummary()
        sessions, today = tuple(self.sessions()), self._now().date()
        file = self._db().file
        state = (today, file.version("summaries"), file.version("people"))
        if self._home is None or self._home[0] != state:
            table, people = self._table("summaries"), tuple(self.people())
            told = self._that_matter()
            home = HomeSummary(
                decisions=len(table),
                pending=pending(told, people, today),
                newest=self._newest(),
                people=people,
                unsafe=unsafe_names(told, people),
            )
            self._home = (state, home)
        return replace(self._home[1], sessions=sessions)

    @property
    def opened(self) -> bool:
        """Whether all was read already, so that looking into it takes no time to speak of."""
        return "summaries" in self._known

    def notices(self) -> Sequence[str]:
        """Sentences about what was found on opening and what was done; each is given once."""
        told, self._notices = self._notices, []
        return tuple(told)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all that happens inside at once, or nothing of it."""
        with self._db().file.together():
            yield

    def back_up(self) -> Path:
        """Copy the journal into its backups folder; returns where."""
        from coach.store import backups, private_files

        with private_files.said(self.path, "copied"):
            return backups.make(self.path, self._db().file.copy_to)

    def close(self) -> None:
        """Let go of the file; a copy is made first when the last one is too old."""
        with self._guard:
            if self._database is None:
                return
            try:
                with contextlib.suppress(JournalError, OSError):
                    self._leave()
            finally:
                self._database.file.close()
                self._database, self._known, self._home = None, {}, None

    # -- the passphrase ---------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed before anything else."""
        from coach.store import locking, moving

        with self._guard:
            if self._database is not None:
                head = self._database.file.head
                return head is not None and self._database.file.key is None
            if self.key is not None:
                return False
            return locking.head_of(self.path) is not None or moving.waits(self._old_log, self.path)

    def open_with(self, passphrase: str) -> None:
        """Open a locked journal, for as long as the program runs.

        What an interrupted ``set_passphrase`` has left readable beside it is sealed now.
        Raises ``JournalLocked`` when the passphrase is another; nothing was written then.
        """
        from coach.store import locking, moving

        with self._guard:
            self.close()
            key = locking.key_for(self.path, passphrase)
            if moving.waits(self._old_log, self.path):
                key = moving.move_sealed(self, self._old_log, passphrase, key)
            self.key = key
            file = self._db().file
            if key is not None and not file.read_only:
                self._remember_lock()
                with contextlib.suppress(JournalError):
                    locking.follow(self.path, key, [key])

    def set_passphrase(self, passphrase: str) -> Sequence[Path]:
        """Seal the journal and all its copies, under this passphrase from now on.

        Returns copies under yet another passphrase, which were left as they are.
        Raises ``JournalError``; the journal is as it was then, or sealed.
        """
        from coach.store import sealing

        return self._reseal(sealing.new_key(passphrase, self.key))

    def take_passphrase_off(self) -> Sequence[Path]:
        """Let everybody read the journal and its copies again who can read the files.

        Returns copies that are under another passphrase, or damaged, and stay sealed.
        """
        self._marker.unlink(missing_ok=True)
        return self._reseal(None)

    def lay_copies_open(self, key: "Key") -> Sequence[Path]:
        """Complete an interrupted ``take_passphrase_off``; the journal itself is open already."""
        from coach.store import locking

        return locking.follow(self.path, None, [key])

    def _reseal(self, key: "Key | None") -> Sequence[Path]:
        from coach.store import locking

        with self._guard:
            before = self.key
            self._db().file.reseal(key)
            self.key, self._known, self._home = key, {}, None
            if key is not None:
                self._remember_lock()
            try:
                return locking.follow(self.path, key, [before, key])
            except JournalError as error:
                raise JournalError(
                    f"{error} The journal itself is done, its copies are not: do it again."
                ) from error

    # -- opening and leaving ----------------------------------------------------------

    @property
    def _old_log(self) -> Path:
        from coach.store import old_log

        return self.path.with_name(old_log.FILE)

    @property
    def _marker(self) -> Path:
        """A file outside the journal's folder that remembers that it has a passphrase."""
        return self.path.parent.with_name(self.path.parent.name + ".sealed")

    def _remember_lock(self) -> None:
        from coach.store import private_files

        with contextlib.suppress(OSError):  # it is there already, or the folder is another's
            private_files.write_new(self._marker, _MARK)

    def _nothing_yet(self) -> bool:
        if self._database is not None:
            return False
        try:
            self.path.parent.stat()
            return not any(each.exists() for each in (self.path, self._old_log))
        except FileNotFoundError:
            return True
        except OSError:
            return False

    def _db(self) -> "Database":
        database = self._database
        if database is not None:  # without the guard: whoever writes must not wait for who closes
            return database
        with self._guard:
            if self._database is None:
                self._database = self._opened()
                try:
                    self._begin(self._database)
                except BaseException:
                    self._database.file.close()
                    self._database = None
                    raise
            return self._database

    def _opened(self) -> "Database":
        from coach.store import moving, sealing
        from coach.store.database import Database, SqliteStorage

        if self.key is None and moving.waits(self._old_log, self.path):
            raise sealing.locked(self._old_log)
        return Database(SqliteStorage(self.path, key=self.key))

    def _begin(self, database: "Database") -> None:
        from coach.store import moving

        file = database.file
        if file.head is not None:
            return
        self.key = file.key = None
        if self._marker.exists():
            raise JournalError(
                f"{self.path} has no passphrase, but yours had one: this is another file. It was "
                "left alone. Bring yours back from a copy, or, if you put this file there "
                f"yourself, delete {self._marker}."
            )
        if file.read_only:
            self._notices.append(
                f"{self.path} can be read but not written ({file.read_only}). "
                "Everything in it can be looked at; nothing new can be saved."
            )
        else:
            self._notices += moving.move(self, self._old_log, strict=self.strict)

    def _leave(self) -> None:
        from coach.store import backups

        file = self._db().file
        if file.read_only:
            return
        since = (self._now() - TRASH).timestamp()
        old = {each.id for each in self.deleted() if each.deleted.timestamp() < since}
        for id in old:
            self._table("trash").remove(self._id(id))
        file.clear_traces()
        if old or self._ended:
            self._erase_in_copies(old)
        if len(self._table("decisions")) and backups.wanted(self.path):
            backups.make(self.path, file.copy_to)

    def _words_gone(self) -> None:
        """Something was ended or deleted: its words leave the disk, the copies on closing."""
        self._ended = True
        self._db().file.clear_traces()

    def _erase_in_copies(self, decisions: set[str]) -> None:
        from coach.store import backups

        backups.erase(self.path, decisions, {each.id for each in self.sessions()})
        self._ended = False

    # -- within -----------------------------------------------------------------------

    def _table(self, name: str) -> "SqliteTable":
        return self._db().table(name)

    def _id(self, id: str) -> Any:
        from tinydb import where

        return where("id") == id

    def _newest(self) -> tuple[Summary, ...]:
        if self.opened or self._db().file.head is not None:
            return tuple(self.summaries()[:FIRST_PAGE])
        return tuple(self._decoded(self._table("summaries").raw(limit=FIRST_PAGE), Summary))

    def _that_matter(self) -> tuple[Summary, ...]:
        """The decisions that may come due, all about the same people, and all marked unsafe."""
        if self.opened or self._db().file.head is not None:
            return tuple(self.summaries())
        from tinydb import where

        table = self._table("summaries")
        since = (self._now().date() - FORGET_AFTER).isoformat()
        coming = self._decoded(table.raw(where("due") >= since), Summary)
        names = sorted({name_key(each.person) for each in coming})
        alike = table.raw(where("who").one_of(names) | (where("unsafe") == True))  # noqa: E712
        found = {each.id: each for each in (*coming, *self._decoded(alike, Summary))}
        return tuple(found.values())

    def _all(self, name: str, kind: type[T]) -> tuple[T, ...]:
        """Every document of a table; decoded again only when the table has changed."""
        file = self._db().file
        with file.guard:
            version, known = file.version(name), self._known.get(name)
            if known is not None and known[0] == version:
                return known[1]
            rows = self._table(name).raw()
        found = tuple(self._decoded(rows, kind))  # other threads may save meanwhile
        self._known[name] = (version, found)
        return found

    def _values(self, name: str, kind: type[T], id: str = "") -> tuple[T, ...]:
        rows = self._table(name).raw(self._id(id) if id else None)
        return tuple(self._decoded(rows, kind))

    def _decoded(self, rows: Sequence[Any], kind: type[T]) -> Sequence[T]:
        from coach.store.codec import all_from_json

        return all_from_json((row if isinstance(row, bytes) else row[1] for row in rows), kind)

    def _recorded(self, id: str) -> Decision | None:
        found = self._values("decisions", Decision, id) if id else ()
        return found[0] if found else None

    def _save(self, decision: Decision) -> None:
        self._put("decisions", decision)
        self._put("summaries", decision.summary())

    def _put(self, name: str, value: "Session | Decision | Summary | Person | Deleted") -> None:
        self._table(name).upsert(document(value), self._id(value.id))

    def _raw_session(self, session: Session) -> bytes:
        import msgspec

        return msgspec.json.encode(document(session))

    def _finished_so(self, session: Session) -> bool:
        """Whether the session was finished just as it stands here."""
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

    def _free_session_id(self, id: str) -> str:
        table = self._table("sessions")
        numbered = (f"{id}-{number}" for number in count(2))
        return next(each for each in numbered if not table.raw(self._id(each)))


_MARK = (
    b"The journal in the folder beside this file has a passphrase. While this file is here, a "
    b"journal without one in its place is refused.\n"
)


def document(value: "Session | Decision | Summary | Person | Deleted") -> dict[str, Any]:
    """A value as a document, with the fields that rows are found and ordered by."""
    from coach.store.codec import to_document

    made = to_document(value)
    match value:
        case Session():
            made["at"] = value.touched.timestamp()
        case Decision():
            made["at"] = value.decided.timestamp()
        case Deleted():
            made["at"] = value.deleted.timestamp()
        case Summary():
            due = last_day(value)
            made["at"] = value.decided.timestamp()
            made["who"] = name_key(value.person)
            made["due"] = due.isoformat() if due else ""
    return made
