"""Telling a conversation again: what happened in order, what to ask now, why it is closed.

Everything is read off records as they were frozen; nothing here judges.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coach.domain.narrowing import spellings
from coach.domain.record import Decision, Note, Person, Summary
from coach.domain.review import DueKind, History, due, history, name_key, person_named
from coach.domain.vocabulary import Ending, Outcome, VerdictId


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the journal holds, as far as lists need it, and the user's local day.

    ``older`` counts decisions that are kept but not among these ``summaries``
    yet: a first page can be shown while the rest is still being read.
    """

    summaries: tuple[Summary, ...] = ()
    older: int = 0
    people: tuple[Person, ...] = ()
    today: date


# -- one conversation -----------------------------------------------------------------


def conversation(one: Summary, past: Past) -> tuple[Summary, ...]:
    """All decisions with this person about this topic, the oldest first, this one among them.

    Without a person and a topic nothing tells conversations apart, so it stands alone.
    """
    if not (name_key(one.person) and name_key(one.topic)):
        return (one,)
    keys, topic = spellings(one.person, past.people), name_key(one.topic)
    same = (
        each
        for each in past.summaries
        if name_key(each.topic) == topic and name_key(each.person) in keys
    )
    return tuple(sorted(same, key=lambda each: each.decided)) or (one,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a moment: a decision, or (``note``) what was added to it."""

    at: datetime
    decision: Decision
    note: Note | None = None


def timeline(decisions: Iterable[Decision]) -> tuple[Event, ...]:
    """All that happened in these decisions, in order of time."""
    events = [
        event
        for each in decisions
        for event in (
            Event(at=each.decided, decision=each),
            *(Event(at=note.at, decision=each, note=note) for note in each.notes),
        )
    ]
    return tuple(sorted(events, key=lambda event: event.at))


# -- what to ask ----------------------------------------------------------------------


class Ask(StrEnum):
    """The questions that looking back can ask; each may be left open for good."""

    CAME_TRUE = "came_true"
    OUTCOME = "outcome"
    WORDS = "words"
    WELL_DECIDED = "well_decided"
    AGAIN = "again"


_FOR_DUE = {DueKind.PREDICTION: Ask.CAME_TRUE, DueKind.CHECK_IN: Ask.OUTCOME}


def asked_now(
    one: Summary, around: Sequence[Summary], people: Sequence[Person], now: datetime
) -> Ask | None:
    """The one question this decision has come due with, or None. A guess is asked for first.

    ``around`` is its conversation, for what was decided again since asks nothing.
    Nothing is asked on the day of the decision. ``now`` carries the user's own zone.
    """
    if one.decided.astimezone(now.tzinfo).date() >= now.date():
        return None
    kinds = {each.kind for each in due((), around, people, now) if each.id == one.id}
    return next((_FOR_DUE[kind] for kind in _FOR_DUE if kind in kinds), None)


def asked_next(decision: Decision, said: Ask) -> Ask | None:
    """What may be asked after this was said; each question once, and never twice."""
    if said is Ask.CAME_TRUE:
        return Ask.OUTCOME if decision.outcome is None else None
    if said is Ask.OUTCOME:
        return Ask.WORDS if decision.outcome else None
    if said is Ask.WORDS and decision.outcome and decision.summary().well_decided is None:
        return Ask.WELL_DECIDED
    if said is Ask.WELL_DECIDED and decision.summary().again is None:
        return Ask.AGAIN
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One decision and what is told with it.

    ``around`` are the decisions about the same matter, the oldest first, this one
    among them; ``ask`` is the question it has come due with.
    """

    decision: Decision
    around: tuple[Decision, ...] = ()
    ask: Ask | None = None


# -- closed ---------------------------------------------------------------------------

_CLOSING = frozenset(
    {
        VerdictId.LET_GO,
        VerdictId.SILENCE,
        VerdictId.BLOCK_REPORT,
        VerdictId.BOUNDARY,
        VerdictId.DECLINE,
    }
)
_OVER = frozenset({Outcome.REFUSED, Outcome.SETTLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Since when a conversation is closed, and why: the outcome, or the reason of that day."""

    on: date
    outcome: Outcome | None = None
    reason: str = ""


def closed(decision: Decision) -> Closed | None:
    """Why this conversation is closed, or None while it is open."""
    for note in reversed(decision.notes):
        if note.outcome is not None:
            ended = note.outcome in _OVER
            return Closed(on=note.at.date(), outcome=note.outcome) if ended else None
        if note.settled:
            return Closed(on=note.at.date(), reason=note.text)
    if decision.verdict not in _CLOSING:
        return None
    sends_first = decision.verdict.sends and decision.ending is not Ending.SENT
    overrule = decision.session.overrule
    reason = overrule.reason if overrule else decision.assessment.reason
    return None if sends_first else Closed(on=decision.decided.date(), reason=reason)


# -- people ---------------------------------------------------------------------------


def acquaintances(past: Past) -> tuple[History, ...]:
    """Everyone decisions were made about or something is kept on, the latest first."""
    owner = {name_key(name): each.id for each in past.people for name in (each.name, *each.also)}
    theirs: dict[str, list[Summary]] = defaultdict(list)
    for each in past.summaries:
        key = name_key(each.person)
        if key:
            theirs[owner.get(key, f"name {key}")].append(each)
    kept = {each.id: each for each in past.people}
    found = [_history(decisions, kept.get(group)) for group, decisions in theirs.items()]
    unmet = [each for each in past.people if each.id not in theirs]
    return (*found, *(_history((), each) for each in unmet))


def _history(decisions: Sequence[Summary], person: Person | None) -> History:
    if person:
        return history(person.name, decisions, (person,))
    return history(decisions[0].person, decisions, ())


def namesake(name: str, past: Past, id: str) -> Person:
    """What is kept about the person with this name; new, under ``id``, if nothing is yet."""
    found = person_named(name, past.people)
    return found or Person(id=id, name=" ".join(name.split()))
