"""Past decisions and people: read, changed, deleted and brought back, and taken out as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from coach.app.session_controller import SessionController
from coach.journal import incident_log
from coach.journal.decisions import Decision, HomeSummary, Note, Person, Summary
from coach.journal.due_dates import Due, due, upcoming
from coach.journal.exports import ENDINGS, Export, Form, markdown, table
from coach.journal.follow_up import Ask, asked_now, next_session
from coach.journal.history import Past, Telling, conversation
from coach.journal.people import history, name_key
from coach.journal.redaction import Redaction
from coach.journal.repository import DecisionFinder, FoundDecisions
from coach.session.safety import Incident
from coach.session.session import Session

_TOLD = 30
"""Decisions of one conversation that are read for its timeline, the latest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What home shows: what is due, what is to come, sessions left open, and if all is empty."""

    due: tuple[Due, ...]
    summary: HomeSummary
    today: date
    upcoming: tuple[Due, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def fresh(self) -> bool:
        """Whether nothing was ever kept."""
        return not (self.summary.decisions or self.summary.sessions)

    @property
    def logs(self) -> tuple[Summary, ...]:
        """The latest decisions in which safety came first, which keep a log; one a person."""
        unsafe = [each for each in reversed(self.summary.newest) if each.unsafe]
        return tuple({name_key(each.person): each for each in unsafe}.values())[::-1]


class JournalController:
    """The journal as the front ends use it; whatever reads or changes it raises ``JournalError``.

    After each change every listener is called, so that what is shown can be read anew.
    """

    def __init__(self, sessions: SessionController) -> None:
        self._sessions = sessions
        self._deleted: tuple[Decision, ...] = ()
        self._seen: HomeSummary | None = None
        self._listeners: list[Callable[[], object]] = []
        self._index: tuple[Sequence[Summary], DecisionFinder] | None = None
        self._indexing = Lock()

    def listen(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call this after each change; what is returned ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _changed(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    # Reading

    def home(self) -> HomeView:
        """What home shows."""
        services, now = self._sessions.services, self._sessions.now
        if services.still_fresh():  # loading the database takes 30 ms of the first start
            return HomeView(due=(), summary=HomeSummary(), today=now.date())
        journal = services.journal()
        seen, notices = journal.glance(now.date()), tuple(journal.notices())
        self._seen = seen
        found = due(seen.sessions, seen.pending, seen.people, now, seen.unsafe)
        coming = upcoming(seen.pending, seen.people, now, seen.unsafe)
        return HomeView(due=found, summary=seen, today=now.date(), upcoming=coming, notices=notices)

    def past(self) -> Past:
        """All that the journal holds now."""
        journal = self._sessions.services.journal()
        summaries, people = tuple(journal.summaries()), tuple(journal.people())
        self._sessions.remember(summaries, people)
        return Past(summaries=summaries, people=people, today=self._sessions.now.date())

    def first_page(self) -> Past | None:
        """The newest decisions as last seen, where the journal would have to be opened for more."""
        seen = self._seen
        if seen is None or not seen.newest or self._sessions.services.journal().opened:
            return None
        return Past(
            summaries=seen.newest,
            older=seen.decisions - len(seen.newest),
            people=seen.people,
            today=self._sessions.now.date(),
        )

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """The decisions as they were last looked at."""
        return self._sessions.memory.summaries

    def find(self, words: str) -> FoundDecisions:
        """The decisions with these words; their index is made again only when they changed."""
        with self._indexing:
            journal = self._sessions.services.journal()
            summaries = journal.summaries()
            if self._index is None or self._index[0] is not summaries:
                self._index = (summaries, journal.finder())
            return self._index[1].find(words)

    def decision(self, id: str) -> Decision:
        """One decision, whole. Raises ``KeyError`` where there is none."""
        return self._sessions.services.journal().decision(id)

    def telling(self, id: str, past: Past, ask: Ask | None = None) -> Telling:
        """One decision with its conversation, and ``ask`` or what it has come due with.

        Raises ``KeyError`` where there is none.
        """
        journal = self._sessions.services.journal()
        decision = journal.decision(id)
        summary = decision.summary()
        around = conversation(summary, past)
        told = [journal.decision(each.id) for each in around[-_TOLD:] if each.id != id]
        whole = tuple(sorted([*told, decision], key=lambda each: each.decided))
        asked = ask or asked_now(summary, around, past.people, self._sessions.now)
        return Telling(decision=decision, around=whole, ask=asked)

    def incidents(self, name: str, past: Past) -> tuple[Incident, ...]:
        """The log of what happened with this person, of open sessions and of decisions."""
        journal, found = (
            self._sessions.services.journal(),
            history(name, past.summaries, past.people),
        )
        spellings = found.person.spellings if found.person else (name,)
        told = (journal.decision(each.id) for each in found.decisions if each.unsafe)
        entries = [entry for each in told for entry in incident_log.kept_with(each)]
        for left in incident_log.open_logs(journal.sessions(), spellings):
            entries += incident_log.of_session(left)
        return tuple(sorted(dict.fromkeys(entries), key=lambda entry: entry.at))

    # Changes

    def note(self, id: str, note: Note) -> Decision:
        """Add what came of a decision. Raises ``KeyError`` where there is none."""
        decision = self._sessions.services.journal().note(id, note)
        self._changed()
        return decision

    def take_back(self, id: str) -> Decision:
        """Undo what was said last about how it turned out. Raises ``KeyError`` as ``note``."""
        decision = self._sessions.services.journal().take_back(id)
        self.past()  # else a conversation would still count as closed
        self._changed()
        return decision

    def without_last_note(self, id: str) -> Decision:
        """Undo the note that was added last. Raises ``KeyError`` as ``note``."""
        decision = self._sessions.services.journal().without_last_note(id)
        self._changed()
        return decision

    def log(self, id: str, text: str) -> Decision:
        """Write down one more thing that happened. Raises ``KeyError`` where there is none."""
        return self.note(id, Note(at=self._sessions.now, text=text))

    def going_on(self, decision: Decision, value: str) -> Session | None:
        """The session that this answer to how it turned out opens; None where it opens none.

        Raises ``ContentError``.
        """
        services = self._sessions.services
        id, now = services.new_id(), self._sessions.now
        return next_session(decision, value, services.guidance, id, now)

    def delete(self, id: str) -> None:
        """Delete a decision; ``bring_back`` undoes it. Raises ``KeyError`` where there is none."""
        self._deleted = (*self._deleted, self._sessions.services.journal().forget(id))
        self._changed()

    def delete_now(self, *ids: str) -> None:
        """Delete these for good, in the copies too, whether or not they were deleted before.

        Raises ``KeyError`` where one is gone already.
        """
        journal = self._sessions.services.journal()
        for id in ids:
            journal.forget(id, now=True)
        self._deleted = tuple(each for each in self._deleted if each.id not in ids)
        self._changed()

    def deleted_before(self) -> tuple[str, ...]:
        """The ids of all that was deleted and can still be brought back."""
        return tuple(each.id for each in self._sessions.services.journal().deleted())

    @property
    def deleted(self) -> Decision | None:
        """The decision deleted last since the start, which can be brought back."""
        return self._deleted[-1] if self._deleted else None

    def bring_back(self) -> str:
        """Keep again what was deleted last, in this sitting or one before; returns its id.

        Empty where there is nothing to bring back.
        """
        journal = self._sessions.services.journal()
        last = next(iter(journal.deleted()), None)
        if last is None:
            return ""
        journal.restore(last.id)
        self._deleted = tuple(each for each in self._deleted if each.id != last.id)
        self._changed()
        return last.id

    def keep_person(self, person: Person, instead_of: tuple[str, ...] = ()) -> None:
        """Keep this about a person, in place of what was kept under these ids."""
        journal = self._sessions.services.journal()
        journal.keep_person(person)
        for id in instead_of:
            journal.forget_person(id)
        self._changed()

    # Out into a file

    def export(self, wish: Export) -> str:
        """Save decisions as a file; returns a sentence that says how many and where.

        Raises ``OutboxError``, and ``KeyError`` where one was deleted meanwhile.
        """
        services, journal = self._sessions.services, self._sessions.services.journal()
        ids = [each.id for each in journal.summaries()] if wish.ids is None else wish.ids
        decisions, people = [journal.decision(id) for id in ids], list(journal.people())
        if wish.redacted:
            decisions, people = Redaction.all(decisions, people)
        now = self._sessions.now
        match wish.form:
            case Form.JSON:
                data = services.as_json(decisions, people if wish.ids is None else [], now)
            case Form.CSV:
                data = table(decisions).encode(errors="replace")
            case Form.MARKDOWN:
                data = markdown(decisions).encode(errors="replace")
        title = f"decisions {now:%Y-%m-%d}{' without names' if wish.redacted else ''}"
        where = services.outbox().save_export(title=title, ending=ENDINGS[wish.form], data=data)
        count = len(decisions)
        saved = f"{count:,} {'decision' if count == 1 else 'decisions'} saved as {where}."
        if wish.redacted:
            saved += " Read the file before you share it: some names inside sentences may remain."
        return saved
