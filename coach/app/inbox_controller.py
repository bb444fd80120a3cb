"""Finds stalled conversations in files, and takes one of them into a session.

Nothing that was read is kept but what the user takes into a session; of the threads that were
listed, closed or put off, the journal keeps hashes.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.advice.questions import Question, Value
from coach.app.found_threads import Found, known_from, listed, replies
from coach.app.journal_controller import JournalController
from coach.app.session_controller import SessionController
from coach.inbox import closed, grouping, stalled
from coach.inbox.closed import Mark
from coach.inbox.mailbox_reader import Collection, Tally
from coach.inbox.own_addresses import Me, given, plain, propose
from coach.inbox.threads import Message, Party
from coach.inbox.verdict import Finding
from coach.journal.decisions import Note
from coach.journal.people import unsafe_names
from coach.session.continuation import begun
from coach.session.guidance import pause_questions
from coach.session.session import Session
from coach.session.typed_answers import understand
from coach.vocabulary import Outcome, Situation

MOST_CANDIDATES = 9
"""People who are offered as "me"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read. ``notices`` are sentences about what couldn't be; ``stopped``: not all."""

    messages: tuple[Message, ...] = ()
    notices: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be the user. ``likely`` says that the files point to it."""

    party: Party
    count: int
    why: str = ""

    @property
    def likely(self) -> bool:
        """Whether it's proposed."""
        return bool(self.why)


class InboxController:
    """The stalled conversations of this program run. ``read`` and ``find`` take a while."""

    def __init__(self, sessions: SessionController, journal: JournalController) -> None:
        self._sessions = sessions
        self._journal = journal
        self._undo: list[tuple[str, Mark | None]] = []
        self._reading = Reading()
        self._findings: Sequence[Finding] = ()
        self._me = Me(())
        self._taken: set[str] = set()
        self._answered: tuple[Finding, ...] = ()
        self._new: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The user's day."""
        return self._sessions.now.date()

    # Files

    def completions(self, typed: str) -> Sequence[str]:
        """Paths that go on from what is typed."""
        return self._sessions.services.message_files().completions(typed)

    def exists(self, typed: str) -> bool:
        """Whether there's a file or folder under this path."""
        return self._sessions.services.message_files().exists(typed)

    def read(
        self,
        paths: Sequence[str],
        on_progress: Callable[[Tally], None] = lambda _: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Reading:
        """Read the messages in these files; ``stop`` is asked after each message."""
        tally, held, stopped = Tally(on_progress=on_progress), Collection(), False
        for message in self._sessions.services.message_files().messages(paths, tally):
            held.add(message)
            if stop():
                stopped = True
                break
        self._reading = Reading(
            messages=tuple(held.messages), notices=_notices(tally), stopped=stopped
        )
        return self._reading

    # Who is me

    def candidates(self) -> tuple[Candidate, ...]:
        """Who the user may be in what was read, the likely ones first."""
        messages = self._reading.messages
        guesses = [
            Candidate(party=each.party, count=each.count, why=each.why)
            for each in propose(messages)
        ]
        taken = {plain(each.party.key) for each in guesses}
        counts = Counter(each.sender for each in messages if not each.bulk and each.sender.key)
        for party, count in counts.most_common():
            if len(guesses) >= MOST_CANDIDATES:
                break
            if plain(party.key) not in taken:
                taken.add(plain(party.key))
                guesses.append(Candidate(party=party, count=count))
        return tuple(guesses[:MOST_CANDIDATES])

    # What has stalled

    def find(self, me: Sequence[Party]) -> Found:
        """What has stalled, where these are the user. Raises ``JournalError``."""
        messages = self._reading.messages
        words = [each.address or each.name for each in me]
        self._new = frozenset()
        self._me = Me([*given(words, messages), *me])
        self._findings = stalled.findings(grouping.threads(messages), self._me, self.today)
        threads = self._sessions.services.threads()
        known = {each.id: each for each in threads.marks()}
        self._answered = tuple(closed.answered(self._findings, known))
        found = self.again()
        fresh = [each for each in found.rows if each.id not in known]
        threads.put_all(closed.seen(each) for each in (*fresh, *self._answered))
        self._new = found.new
        needed = {each.finding.id for each in found.replied}
        self._findings = [e for e in self._findings if e.situation or e.id in needed]
        self._reading = Reading()  # the rest of the mail needn't stay in memory
        return found

    def again(self) -> Found:
        """The threads found last, as they stand after some were closed. Raises ``JournalError``."""
        seen = self._sessions.services.journal().glance(self.today)
        unsafe = seen.unsafe | unsafe_names(seen.pending, seen.people)
        marks = tuple(self._sessions.services.threads().marks())
        found = listed(self._findings, marks, unsafe, self.today)
        safe = [each for each in seen.pending if not each.unsafe]
        answers = replies(self._findings, self._me, safe, seen.people)
        return replace(
            found,
            new=found.new or self._new,
            answered=self._answered,
            replied=answers,
            taken=frozenset(self._taken),
        )

    @property
    def has_found(self) -> bool:
        """Whether files were read and looked through in this run."""
        return bool(self._findings)

    def finding(self, id: str) -> Finding:
        """One of the threads. Raises ``KeyError`` where there's none."""
        for each in self._findings:
            if each.id == id:
                return each
        raise KeyError(id)

    def is_mine(self, message: Message) -> bool:
        """Whether the user wrote it."""
        return self._me.wrote(message)

    def close(self, finding: Finding) -> None:
        """List this thread no more, until they write again. Raises ``JournalError``."""
        self._put(closed.closed(finding))

    def put_off(self, finding: Finding, days: int) -> None:
        """List this thread again in so many days. Raises ``JournalError``."""
        self._put(closed.put_off(finding, self.today + timedelta(days=days)))

    def _put(self, mark: Mark) -> None:
        threads = self._sessions.services.threads()
        before = next((each for each in threads.marks() if each.id == mark.id), None)
        threads.put(mark)
        self._undo.append((mark.id, before))

    def undo(self) -> bool:
        """Take back what was closed or put off last; whether there was anything."""
        if not self._undo:
            return False
        id, before = self._undo.pop()
        threads = self._sessions.services.threads()
        if before is None:
            threads.remove(id)
        else:
            threads.put(before)
        return True

    def close_decision(self, id: str) -> None:
        """They've answered: say so in the decision's record. Raises ``KeyError``."""
        self._journal.note(id, Note(at=self._sessions.now, outcome=Outcome.REPLIED))

    # Into a session

    def known(self, finding: Finding) -> dict[str, Value]:
        """What a session on this thread needn't ask, by question, to be confirmed."""
        asked = self._questions(finding)
        return {key: value for key, value in known_from(finding).items() if key in asked}

    def _questions(self, finding: Finding) -> Mapping[str, Question]:
        guidance = self._sessions.services.guidance
        intake = {each.id: each for each in pause_questions(guidance, _situation(finding))}
        return {**guidance.deciding.questions, **intake}

    def question(self, finding: Finding, id: str) -> Question:
        """The question that this is an answer to."""
        return self._questions(finding)[id]

    def understood(self, finding: Finding, id: str, typed: str) -> Value:
        """What was typed, as an answer. Raises ``NotUnderstoodError``."""
        read = self._sessions.services.dates().read
        return understand(self.question(finding, id), typed, self.today, read)

    def taken(self, finding: Finding) -> None:
        """A session was started on this thread; the list says so while the program runs."""
        self._taken.add(finding.id)

    def session(self, finding: Finding, known: Mapping[str, Value]) -> Session:
        """A session on this thread, with what was confirmed. Raises ``ContentError``."""
        services = self._sessions.services
        situation = _situation(finding)
        return begun(services.new_id(), situation, known, services.guidance, self._sessions.now)


def _situation(finding: Finding) -> Situation:
    return Situation(finding.situation or Situation.WAITING)


def _notices(tally: Tally) -> tuple[str, ...]:
    said = list(tally.notices[:5])
    if tally.broken_count:
        what = "message was" if tally.broken_count == 1 else "messages were"
        said.append(f"{tally.broken_count} broken {what} left out.")
    if not tally.messages and tally.unknown:
        said.append(f"{tally.unknown[0]}: not a known email or chat format.")
    return tuple(said)
