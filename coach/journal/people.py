"""Who people are, under all spellings of their names, and what happened with each of them.

Everything is computed from summaries and people, at any size, without reading a
single decision.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coach.journal.decisions import Person, Summary
from coach.vocabulary import Ending, Outcome, VerdictId

_REMINDERS = frozenset({VerdictId.NUDGE, VerdictId.FINAL_NUDGE, VerdictId.ESCALATE})


def name_key(name: str) -> str:
    """What two spellings of one name have in common: width, case and spaces aside."""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(name.lower().split())


def person_named(name: str, people: Iterable[Person]) -> Person | None:
    """What is kept about the person with this name or other spelling, if anything."""
    key = name_key(name)
    if not key:
        return None
    return next((each for each in people if key in _keys(each)), None)


def joined(one: Person, other: Person) -> Person:
    """Both as one person, under the first one's id and name; all notes in order of time."""
    names = dict.fromkeys((*one.also, other.name, *other.also))
    return replace(
        one,
        also=tuple(name for name in names if name_key(name) != name_key(one.name)),
        notes=tuple(sorted({*one.notes, *other.notes}, key=lambda note: note.at)),
        unsafe=one.unsafe or other.unsafe,
    )


def parted(person: Person, name: str) -> Person:
    """Without this other spelling, which means somebody else."""
    key = name_key(name)
    return replace(person, also=tuple(each for each in person.also if name_key(each) != key))


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that happened with one person, newest decision first.

    ``reminders`` counts reminders sent over all matters; ``outcomes`` how often
    each came; ``person`` what is kept about them, if anything.
    """

    name: str
    decisions: tuple[Summary, ...]
    reminders: int
    outcomes: Mapping[Outcome, int]
    person: Person | None
    unsafe: bool

    @property
    def hidden(self) -> bool:
        """Whether no name is shown before the user asks for it: all of it is about danger."""
        return bool(self.decisions) and all(each.hidden for each in self.decisions)


def history(name: str, summaries: Iterable[Summary], people: Iterable[Person]) -> History:
    """What is known about the person with this name, under all their spellings."""
    person = person_named(name, people)
    keys = _keys(person) if person else {name_key(name)} - {""}
    theirs = tuple(
        sorted(
            (each for each in summaries if name_key(each.person) in keys),
            key=lambda each: each.decided,
            reverse=True,
        )
    )
    return History(
        name=person.name if person else name.strip(),
        decisions=theirs,
        reminders=_reminders(theirs),
        outcomes=Counter(each.outcome for each in theirs if each.outcome),
        person=person,
        unsafe=any(each.unsafe for each in theirs) or bool(person and person.unsafe),
    )


def unsafe_names(summaries: Iterable[Summary], people: Iterable[Person]) -> frozenset[str]:
    """The keys of all names that were marked unsafe, their other spellings included."""
    people = tuple(people)
    marked = {name_key(each.person) for each in summaries if each.unsafe} - {""}
    for person in people:
        keys = _keys(person)
        if person.unsafe or keys & marked:
            marked |= keys
    return frozenset(marked)


def _keys(person: Person) -> set[str]:
    return {name_key(name) for name in person.spellings} - {""}


def _reminders(decisions: Iterable[Summary]) -> int:
    """Per matter the most that were counted at once, this decision's own included."""
    most: dict[str, int] = defaultdict(int)
    for each in decisions:
        sent = each.ending is Ending.SENT and each.verdict in _REMINDERS
        matter = name_key(each.topic) or each.id
        most[matter] = max(most[matter], each.nudges + sent)
    return sum(most.values())
