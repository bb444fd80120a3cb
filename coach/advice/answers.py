"""Which answers a question can get, as few as make a difference to a table.

Counts, dates and ticked lists have endless answers; the conditions and the
waiting times name the only points where anything changes. One answer on each
side of every such point stands for all of them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from coach.advice.facts import CIRCUMSTANCES, Known
from coach.advice.questions import AnswerKind, Question, Value
from coach.advice.timing import (
    A_YEAR,
    LONG_PAST,
    NEAR,
    SIX_WEEKS,
    Wait,
    after_working_days,
    before_working_days,
)

MOST_COUNTED = 6
"""No condition looks at a higher count than this; a test holds the tables to it."""


NOT_SURE = ("unsure", "other", "cant_say")
"""Ids of an honest "not sure" or "none of these": any other answer may be the true one."""

EXACT_DATES = frozenset({"needed_by", "promised_for"})
"""Dates that somebody named: nobody is a day off there."""


def answers(question: Question, known: Known, mentioned: Iterable[str] = ()) -> Iterator[Value]:
    """One answer for each that could make a difference here.

    ``mentioned`` are the ids of a ``many`` question that any condition looks at.
    """
    if question.kind is AnswerKind.CHOICE:
        yield from (choice.id for choice in question.choices)
    elif question.kind is AnswerKind.YES_NO:
        yield from (True, False)
    elif question.kind is AnswerKind.COUNT:
        yield from range(MOST_COUNTED + 1)
    elif question.kind is AnswerKind.DATE:
        yield from (day.isoformat() for day in turning_days(question.id, known))
    elif question.kind is AnswerKind.MANY:
        ids = tuple(mentioned)
        single = question.id in CIRCUMSTANCES
        yield from (((), *((id,) for id in ids)) if single else _subsets(ids))


def nearest(question: Question, known: Known, given: Value) -> Iterator[Value]:
    """The other answers, those closest to the given one first."""
    if question.kind is AnswerKind.MANY and isinstance(given, tuple):
        for choice in question.choices:
            without = tuple(each for each in given if each != choice.id)
            yield without if choice.id in given else (*given, choice.id)
        return
    others = [value for value in answers(question, known) if value != given]
    if question.kind is AnswerKind.CHOICE:
        near = might_as_well(question, given)
        others.sort(key=lambda value: value not in near)
    if question.kind is AnswerKind.DATE:
        day = date.fromisoformat(str(given))
        others.sort(key=lambda value: abs(date.fromisoformat(str(value)) - day))
    elif isinstance(given, int) and not isinstance(given, bool):
        others.sort(key=lambda value: abs(int(value) - given) if isinstance(value, int) else 0)
    yield from others


def might_as_well(question: Question, given: Value) -> tuple[Value, ...]:
    """The answers a reasonable person might have given instead of this one."""
    if question.kind is AnswerKind.CHOICE:
        choice = question.choice(str(given))
        if given in NOT_SURE:
            return tuple(each.id for each in question.choices if each.id != given)
        return choice.near if choice else ()
    if question.kind is AnswerKind.DATE and question.id not in EXACT_DATES:
        day = date.fromisoformat(str(given))
        return tuple((day + timedelta(days=days)).isoformat() for days in (-1, 1))
    return ()


def turning_days(question: str, known: Known) -> tuple[date, ...]:
    """The days on both sides of every point in time where a derived fact changes."""
    today = known.today
    wait = known.waits.get(str(known.facts.get("matter", ""))) or known.waits["other"]
    if question == "needed_by":
        ahead = (today - timedelta(days=1), today, after_working_days(today, NEAR))
        named = known.facts.get("promised_for")
        theirs = _needed_beside(date.fromisoformat(str(named)), wait, today) if named else ()
        return tuple(dict.fromkeys((*ahead, ahead[-1] + timedelta(days=7), *theirs)))
    if question == "promised_for":
        needed = known.facts.get("needed_by")
        own = _promised_beside(date.fromisoformat(str(needed)), wait) if needed else ()
        return tuple(dict.fromkeys((*_promised_days(wait, today), *own)))
    return _silent_days(wait, today)


def _needed_beside(named: date, wait: Wait, today: date) -> tuple[date, ...]:
    """Real dates for which a date they named comes too late, and in time."""
    late = after_working_days(named, wait.grace)
    if late <= today:  # their date is over, so it comes too late for nothing
        return ()
    return late, late + timedelta(days=1), named


def _promised_beside(needed: date, wait: Wait) -> tuple[date, ...]:
    """Dates they might name that come in time for a real date, and too late."""
    in_time = before_working_days(needed, wait.grace + 1)
    return in_time, in_time + timedelta(days=3), needed


def _promised_days(wait: Wait, today: date) -> tuple[date, ...]:
    ahead = after_working_days(today, 1)
    grace = tuple(before_working_days(today, count) for count in (wait.grace, LONG_PAST))
    still = tuple(day + timedelta(days=1) for day in grace)
    return tuple(dict.fromkeys((ahead, today, *still, *grace)))


def _silent_days(wait: Wait, today: date) -> tuple[date, ...]:
    turns = {wait.first, wait.then or wait.first}
    points = sorted(turns | {2 * turn for turn in turns} | {wait.close})
    days = [today]
    for point in points:
        reached = before_working_days(today, point)
        days += [reached + timedelta(days=1), reached]
    for span in (SIX_WEEKS, A_YEAR):
        days += [today - timedelta(days=span - 1), today - timedelta(days=span)]
    return tuple(sorted(set(days), reverse=True))


def _subsets(ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(ids) + 1):
        yield from combinations(ids, size)
