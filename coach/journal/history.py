"""Telling a conversation again: what happened in it, in order.

Everything is read off records as they were frozen; nothing here judges.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coach.journal.decisions import Decision, Note, Person, Summary
from coach.journal.filters import spellings
from coach.journal.follow_up import Ask
from coach.journal.people import History, history, name_key, person_named


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


def decided(one: Decision | Summary, names: Mapping[str, str]) -> str:
    """What was decided, in a few words; of a message that never went out, that it did not."""
    name = names.get(one.verdict, str(one.verdict))
    return f"Not sent: {name}" if one.withheld else name


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One decision and what is told with it.

    ``around`` are the decisions about the same matter, the oldest first, this one
    among them; ``ask`` is the question it has come due with.
    """

    decision: Decision
    around: tuple[Decision, ...] = ()
    ask: Ask | None = None


# -- people ---------------------------------------------------------------------------


def acquaintances(past: Past) -> tuple[History, ...]:
    """Everyone decisions were made about or something is kept on, the latest first."""
    owner = {name_key(name): each.id for each in past.people for name in each.spellings}
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
