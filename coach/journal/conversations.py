"""A conversation that was closed before: by which decision, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.advice.questions import spoken_date
from coach.journal.decisions import Note, Person, Summary
from coach.journal.history import closed
from coach.journal.people import history
from coach.journal.repository import Journal
from coach.sanitize import one_line
from coach.vocabulary import Ending, Outcome, VerdictId

SHUTS = frozenset({VerdictId.LET_GO, VerdictId.SILENCE, VerdictId.BOUNDARY, VerdictId.BLOCK_REPORT})
"""Verdicts that close a conversation for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A conversation that was closed: by which decision, and whether for safety's sake."""

    summary: Summary | None = None
    unsafe: bool = False
    notes: tuple[Note, ...] = ()


def closed_before(
    name: str, summaries: Iterable[Summary], people: Iterable[Person]
) -> Before | None:
    """How the conversation with this person stands closed, or None while it is open."""
    past = history(name, summaries, people)
    latest = past.decisions[0] if past.decisions else None
    notes = past.person.notes if past.person else ()
    if past.unsafe:
        marked = next((each for each in past.decisions if each.unsafe), latest)
        return Before(summary=marked, unsafe=True, notes=notes)
    if latest is None or latest.verdict not in SHUTS or latest.outcome is Outcome.REPLIED:
        return None
    unsaid = latest.verdict.sends and latest.ending is not Ending.SENT
    return None if unsaid else Before(summary=latest, notes=notes)


def why_closed(before: Before, journal: Journal, names: Mapping[str, str]) -> list[str]:
    """When it was closed, how, and why then, as lines; raises ``JournalError``."""
    lines = ["This person is marked unsafe."] if before.unsafe else []
    one = before.summary
    if one is not None:
        about = f", {one_line(one.topic)}" if one.topic else ""
        lines.append(f"{spoken_date(one.decided.date())}: {names[one.verdict]}{about}.")
        lines += _reason_then(journal, one.id)
    latest = before.notes[-1:]
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
