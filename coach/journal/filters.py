"""Which decisions of the journal are shown: what narrows them, one thing after the other."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from coach.journal.decisions import Person, Summary
from coach.journal.people import name_key, person_named
from coach.sanitize import one_line

OPEN = "open"
"""Stands for "nobody has said yet how it turned out" where an outcome is asked for."""


class By(StrEnum):
    """What a list of decisions can be narrowed by."""

    WORDS = "words"
    PERSON = "person"
    SITUATION = "situation"
    VERDICT = "verdict"
    OUTCOME = "outcome"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that narrows: an id, a name, an ISO date or words, by kind."""

    by: By
    value: str


@dataclass(frozen=True, slots=True)
class Filters:
    """All that narrows now, in the order in which it came; at most one limit of a kind."""

    limits: tuple[Limit, ...] = ()

    def value(self, by: By) -> str:
        """What narrows in this way; empty when nothing does."""
        return next((each.value for each in self.limits if each.by is by), "")

    def to(self, by: By, value: str) -> "Filters":
        """Narrowed in this way too, in place of what did before; nothing takes it off."""
        if value and self.value(by):
            limits = (Limit(by, value) if each.by is by else each for each in self.limits)
            return replace(self, limits=tuple(limits))
        others = tuple(each for each in self.limits if each.by is not by)
        return replace(self, limits=(*others, Limit(by, value)) if value else others)


def narrowed(
    summaries: Iterable[Summary],
    narrowing: Filters,
    people: Iterable[Person] = (),
    hits: Container[str] | None = None,
) -> tuple[Summary, ...]:
    """The decisions that all limits leave, in their order.

    A person is met under all their spellings. ``hits`` are the ids in which the
    words were found; while they are not known (None), words leave everything.
    """
    passes = [_test(each, people, hits) for each in narrowing.limits]
    return tuple(each for each in summaries if all(test(each) for test in passes))


def _test(
    limit: Limit, people: Iterable[Person], hits: Container[str] | None
) -> Callable[[Summary], bool]:
    value = limit.value
    if limit.by is By.PERSON:
        keys = spellings(value, people)
        return lambda each: name_key(each.person) in keys
    tests: Mapping[By, Callable[[Summary], bool]] = {
        By.WORDS: lambda each: hits is None or each.id in hits,
        By.SITUATION: lambda each: each.situation == value,
        By.VERDICT: lambda each: each.verdict == value,
        By.OUTCOME: lambda each: (each.outcome or OPEN) == value,
        By.SINCE: lambda each: each.decided.date().isoformat() >= value,
        By.UNTIL: lambda each: each.decided.date().isoformat() <= value,
    }
    return tests[limit.by]


def spellings(name: str, people: Iterable[Person]) -> frozenset[str]:
    """The keys of all names that mean the same person as this one."""
    person = person_named(name, people)
    names = person.spellings if person else (name,)
    return frozenset(name_key(each) for each in names) - {""}


def counted(by: By, summaries: Sequence[Summary], people: Sequence[Person] = ()) -> Counter[str]:
    """What there is to narrow by, with how many decisions each would leave."""
    if by is By.PERSON:
        return _names(summaries, people)
    values: Mapping[By, Callable[[Summary], str]] = {
        By.SITUATION: lambda each: each.situation,
        By.VERDICT: lambda each: each.verdict,
        By.OUTCOME: lambda each: each.outcome or OPEN,
    }
    return Counter(values[by](each) for each in summaries) if by in values else Counter()


def _names(summaries: Iterable[Summary], people: Iterable[Person]) -> Counter[str]:
    """Names as first met, all spellings of one person counted together."""
    shown = {name_key(name): each.name for each in people for name in each.spellings}
    found: Counter[str] = Counter()
    for each in summaries:
        key = name_key(each.person)
        if key:
            found[shown.setdefault(key, one_line(each.person))] += 1
    return found


def spans(today: date) -> tuple[tuple[str, date], ...]:
    """Stretches of time people look back on, each with the day it begins."""
    return (
        ("The last 7 days", today - timedelta(days=7)),
        ("The last 30 days", today - timedelta(days=30)),
        ("This year", today.replace(month=1, day=1)),
        ("The last 12 months", today - timedelta(days=365)),
    )
