"""Conversations: which decisions belong together, and whether they are closed.

A conversation is everything decided with one person about one topic. There is one
meaning of closed, used by the warning before a new session, by the record of a
decision, and by what is asked later: the latest decision decides, and after it the
latest word on how it turned out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coach.advice.questions import spoken_date
from coach.journal.decisions import Decision, Note, Person, Summary
from coach.journal.people import history
from coach.journal.repository import Journal
from coach.sanitize import one_line
from coach.vocabulary import Outcome, VerdictId

CLOSING = frozenset(
    {
        VerdictId.LET_GO,
        VerdictId.SILENCE,
        VerdictId.BOUNDARY,
        VerdictId.BLOCK_REPORT,
        VerdictId.DECLINE,
    }
)
"""Verdicts that close a conversation, once their message has gone out where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Since when a conversation is closed, and why: the outcome, or the reason of that day."""

    on: date
    outcome: Outcome | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The decisions with one person, the latest first, and what is kept about them.

    ``unsafe`` is true where they or a decision about them was marked so.
    """

    decisions: tuple[Summary, ...] = ()
    notes: tuple[Note, ...] = ()
    unsafe: bool = False

    @property
    def closed(self) -> Summary | None:
        """The decision that closed it; for somebody unsafe the one that said so, if any."""
        latest = self.decisions[0] if self.decisions else None
        if self.unsafe:
            return next((each for each in self.decisions if each.unsafe), latest)
        return latest if latest and is_closed(latest) else None

    @property
    def warns(self) -> bool:
        """Whether a new session should say what was decided before it opens this again."""
        return self.unsafe or self.closed is not None


def conversation_with(
    name: str, summaries: Iterable[Summary], people: Iterable[Person]
) -> Conversation:
    """What was decided with this person so far, under all spellings of the name."""
    past = history(name, summaries, people)
    notes = past.person.notes if past.person else ()
    return Conversation(decisions=past.decisions, notes=notes, unsafe=past.unsafe)


def is_closed(one: Summary) -> bool:
    """Whether this decision leaves its conversation closed, by all that was noted since."""
    return one.verdict in CLOSING and not one.withheld if one.over is None else one.over


def closed(decision: Decision) -> Closed | None:
    """Why a decision leaves its conversation closed, or None while it is open."""
    if not is_closed(decision.summary()):
        return None
    note = decision.over_by
    if note is not None:
        reason = "" if note.outcome else note.text
        return Closed(on=note.at.date(), outcome=note.outcome, reason=reason)
    overrule = decision.session.overrule
    reason = overrule.reason if overrule else decision.assessment.reason
    return Closed(on=decision.decided.date(), reason=reason)


def why_closed(conversation: Conversation, journal: Journal, names: Mapping[str, str]) -> list[str]:
    """When it was closed, how, and why then, as lines; raises ``JournalError``."""
    lines = ["This person is marked as unsafe."] if conversation.unsafe else []
    one = conversation.closed
    if one is not None:
        about = f", {one_line(one.topic)}" if one.topic else ""
        lines.append(f"{spoken_date(one.decided.date())}: {names[one.verdict]}{about}.")
        lines += _reason_then(journal, one.id)
    latest = conversation.notes[-1:]
    lines += [f"Your note, {spoken_date(each.at.date())}: {one_line(each.text)}" for each in latest]
    return lines


def _reason_then(journal: Journal, id: str) -> list[str]:
    try:
        decision = journal.decision(id)
    except KeyError:  # deleted in another window meanwhile
        return []
    shut = closed(decision)
    reason = shut.reason if shut else ""
    return [one_line(reason or decision.assessment.reason)]
