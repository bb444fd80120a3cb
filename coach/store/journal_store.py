"""The journal: open sessions, decisions and people, in TinyDB over SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from tinydb import where
from tinydb.queries import QueryInstance

from coach.inbox.closed import Mark
from coach.journal.decisions import Decision, Deleted, HomeSummary, Note, Person, Summary
from coach.journal.due_dates import FORGET_AFTER, pending
from coach.journal.people import name_key, unsafe_names
from coach.journal.repository import Clash
from coach.session.session import Session
from coach.store import backups, legacy_journal, sealing
from coach.store.codec import all_from_json, document, from_json
from coach.store.journal_file import FILE, JournalFile
from coach.store.row_tables import SqliteTable

if TYPE_CHECKING:
    from coach.store.decision_search import DecisionIndex

T = TypeVar("T")

FIRST_PAGE = 60
"""Decisions that fill the first page of the list on any usual screen."""

TRASH = timedelta(days=30)
"""How long a deleted decision can be brought back."""


def open_journal(folder: Path) -> "TinyJournal":
    """The journal in this folder. Nothing is read or made before it is first asked."""
    return TinyJournal(folder / FILE)


class TinyJournal:
    """Fulfils ``coach.journal.repository.Journal``; ``file`` is opened when it is first needed.

    Tables: ``sessions`` (open), ``summaries`` and ``decisions`` (one each a decision, in short
    and whole), ``people``, ``trash`` (deleted decisions), ``threads`` (those found in mail:
    ``JournalThreads``). Several threads of the program may use it at once.
    """

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        moves: bool = True,
    ) -> None:
        self.file = JournalFile(path, bring_in=_bring_in if moves else None)
        self._now = now
        self._known: dict[str, tuple[object, tuple[Any, ...]]] = {}
        self._home: tuple[object, HomeSummary] | None = None
        self._bases: dict[str, bytes] = {}
        self._branches: dict[str, str] = {}
        self._ended = False

    # -- open sessions ----------------------------------------------------------------

    def sessions(self) -> Sequence[Session]:
        """Open sessions, the last touched first."""
        raws = self._table("sessions").raw()
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
        mine = msgspec.json.encode(document(session))
        with self.together():
            stored = next(iter(self._table("sessions").raw(by_id(session.id))), None)
            clash = (
                stored is not None and stored != mine and self._changed(stored, session.id, base)
            )
            own = self._branches.get(session.id) or self._free_session_id(session.id)
            saved = replace(session, id=own) if clash else session
            if clash or not self._finished_so(session):
                self._put("sessions", saved)
        # only now is it on the disk
        if clash and stored is not None:
            self._branches[session.id] = own
            return Clash(kept=saved, newer=from_json(stored, Session))
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
                self._table("sessions").remove(by_id(self._branches.get(each, each)))
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
                self._table("trash").remove(by_id(each.id))
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

    def take_back(self, id: str) -> Decision:
        """Take out the last note that says how things stand. Raises ``KeyError`` as ``note``."""
        with self.together():
            decision = self.decision(id).without_last_said()
            self._save(decision)
        return decision

    def without_last_note(self, id: str) -> Decision:
        """Take out the note that was added last. Raises ``KeyError`` as ``note``."""
        with self.together():
            decision = self.decision(id)
            decision = replace(decision, notes=decision.notes[:-1])
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
                self._table(name).remove(by_id(id))
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
        from coach.store.decision_search import words_in

        return map(words_in, self._table("decisions").raw())

    def finder(self) -> "DecisionIndex":
        """What finds decisions by their words; takes a moment to make."""
        from coach.store.decision_search import DecisionIndex

        return DecisionIndex(self.texts())

    # -- people -----------------------------------------------------------------------

    def people(self) -> Sequence[Person]:
        """What is kept about people, by name."""
        return tuple(sorted(self._all("people", Person), key=lambda person: person.name.casefold()))

    def keep_person(self, person: Person) -> None:
        """Save what is kept about a person."""
        self._put("people", person)

    def forget_person(self, id: str) -> None:
        """Delete what is kept about a person; their decisions stay."""
        self._table("people").remove(by_id(id))
        self._words_gone()

    # -- the whole --------------------------------------------------------------------

    def glance(self, today: date) -> HomeSummary:
        """What home needs on this day; only the decisions it shows or asks about are read."""
        if self.file.nothing_yet:
            return HomeSummary()
        sessions = tuple(self.sessions())
        file = self.file.database.file
        state = (today, file.version("summaries"), file.version("people"))
        if self._home is None or self._home[0] != state:
            people, (told, newest) = tuple(self.people()), self._for_home(today)
            home = HomeSummary(
                decisions=len(self._table("summaries")),
                pending=pending(told, people, today),
                newest=tuple(newest),
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
        told, self.file.notices = self.file.notices, []
        return tuple(told)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all that happens inside at once, or nothing of it."""
        with self.file.database.file.together():
            yield

    def back_up(self) -> Path:
        """Copy the journal into its backups folder; returns where."""
        return self.file.back_up()

    def close(self) -> None:
        """Let go of the file; a copy is made first when the last one is too old."""
        self.file.close(self._leave)
        self._known, self._home = {}, None

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed before anything else."""
        return self.file.locked

    def open_with(self, passphrase: str) -> None:
        """Open a locked journal, for as long as the program runs.

        Raises ``JournalLocked`` when the passphrase is another; nothing was written then.
        """
        self.close()
        self.file.open_with(passphrase)

    def set_passphrase(self, passphrase: str) -> Sequence[Path]:
        """Seal the journal and all its copies, under this passphrase from now on.

        Returns copies under yet another passphrase, which were left as they are.
        Raises ``JournalError``; the journal is as it was then, or sealed.
        """
        return self._reseal(sealing.new_key(passphrase, self.file.key))

    def take_passphrase_off(self) -> Sequence[Path]:
        """Let everybody read the journal and its copies again who can read the files.

        Returns copies that are under another passphrase, or damaged, and stay sealed.
        """
        return self._reseal(None)

    def _reseal(self, key: sealing.Key | None) -> Sequence[Path]:
        self._known, self._home = {}, None
        return self.file.reseal(key)

    def _leave(self) -> None:
        since = (self._now() - TRASH).timestamp()
        old = {each.id for each in self.deleted() if each.deleted.timestamp() < since}
        for id in old:
            self._table("trash").remove(by_id(id))
        self.file.database.file.clear_traces()
        if old or self._ended:
            self._erase_in_copies(old)
        if len(self._table("decisions")) and backups.wanted(self.file.path):
            self.back_up()

    def _words_gone(self) -> None:
        """Something was ended or deleted: its words leave the disk, the copies on closing."""
        self._ended = True
        self.file.database.file.clear_traces()

    def _erase_in_copies(self, decisions: set[str]) -> None:
        backups.erase(self.file.path, decisions, {each.id for each in self.sessions()})
        self._ended = False

    # -- within -----------------------------------------------------------------------

    def _table(self, name: str) -> SqliteTable:
        return self.file.database.table(name)

    def _for_home(self, today: date) -> tuple[Sequence[Summary], Sequence[Summary]]:
        """The decisions that may come due with all they depend on; and the newest.

        They depend on those about the same people, and on all that are marked unsafe.
        """
        if self.opened or self.file.database.file.head is not None:
            return self.summaries(), self.summaries()[:FIRST_PAGE]
        table = self._table("summaries")
        since = (today - FORGET_AFTER).isoformat()
        coming = all_from_json(table.raw(where("due") >= since), Summary)
        names = sorted({name_key(each.person) for each in coming})
        alike = table.raw(where("who").one_of(names) | (where("unsafe") == True))  # noqa: E712
        found = {each.id: each for each in (*coming, *all_from_json(alike, Summary))}
        return [*found.values()], all_from_json(table.raw(limit=FIRST_PAGE), Summary)

    def _all(self, name: str, kind: type[T]) -> tuple[T, ...]:
        """Every document of a table; decoded again only when the table has changed."""
        file = self.file.database.file
        with file.guard:
            version, known = file.version(name), self._known.get(name)
            if known is not None and known[0] == version:
                return known[1]
            rows = self._table(name).raw()
        found = tuple(all_from_json(rows, kind))  # other threads may save meanwhile
        self._known[name] = (version, found)
        return found

    def _values(self, name: str, kind: type[T], id: str = "") -> tuple[T, ...]:
        return tuple(all_from_json(self._table(name).raw(by_id(id) if id else None), kind))

    def _recorded(self, id: str) -> Decision | None:
        found = self._values("decisions", Decision, id) if id else ()
        return found[0] if found else None

    def _save(self, decision: Decision) -> None:
        self._put("decisions", decision)
        self._put("summaries", decision.summary())

    def _put(
        self, name: str, value: Session | Decision | Summary | Person | Deleted | Mark
    ) -> None:
        self._table(name).upsert(document(value), by_id(value.id))

    def _changed(self, stored: bytes | None, id: str, base: Session | None) -> bool:
        """Whether what is stored is another state than the one this window went on from.

        A given state is compared as a value: an older program may have written it differently.
        """
        if base is not None and stored is not None:
            return from_json(stored, Session) != base
        return stored != self._bases.get(id, stored)

    def _finished_so(self, session: Session) -> bool:
        """Whether the session was finished just as it stands here."""
        recorded = self._recorded(session.id)
        return recorded is not None and (
            replace(recorded.session, touched=session.touched) == session
        )

    def _free_id(self, decision: Decision) -> str:
        """Its own id, or the first with a number under which nothing else is recorded."""
        numbered = (f"{decision.id}-{number}" for number in count(2))
        ids = chain([decision.id], numbered)
        return next(id for id in ids if self._recorded(id) in (None, replace(decision, id=id)))

    def _free_session_id(self, id: str) -> str:
        table = self._table("sessions")
        numbered = (f"{id}-{number}" for number in count(2))
        return next(each for each in numbered if not table.raw(by_id(each)))


class JournalThreads:
    """Fulfils ``coach.inbox.closed.ClosedThreads``; sealed where the journal is."""

    def __init__(self, journal: TinyJournal) -> None:
        self._journal = journal

    def marks(self) -> Iterable[Mark]:
        """All marks. Raises ``JournalError``."""
        nothing_yet = self._journal.file.nothing_yet
        return () if nothing_yet else self._journal._values("threads", Mark)

    def put(self, mark: Mark) -> None:
        """Keep a mark; it takes the place of one with the same id. Raises ``JournalError``."""
        self.put_all([mark])

    def put_all(self, marks: Iterable[Mark]) -> None:
        """Keep many at once. Raises ``JournalError``."""
        with self._journal.together():
            for each in marks:
                self._journal._put("threads", each)

    def remove(self, id: str) -> None:
        """Forget a mark. Raises ``JournalError``."""
        self._journal._table("threads").remove(by_id(id))


def _bring_in(path: Path, key: sealing.Key | None, found: legacy_journal.Documents) -> None:
    """Save in the journal at this path what was found in one of 0.1.0, all at once."""
    from coach.store import transfer  # 23 ms, for what is done once in a journal's life

    journal = TinyJournal(path, moves=False)
    journal.file.key = key
    try:
        transfer.merge(journal, transfer.from_old_log(found))
    finally:
        journal.file.close()


def by_id(id: str) -> QueryInstance:
    """The query for the document with this id."""
    query: QueryInstance = where("id") == id
    return query
