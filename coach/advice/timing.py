"""Working days, waiting times by kind of matter, and the states that dates are in.

Days are the user's local days. A working day is Monday to Friday; public
holidays are not known here, so every wait is a little shorter than it feels.
No study sets these numbers; the defaults are a house view built from the
sources named beside each (evidence T1-T14).
"""

from dataclasses import dataclass
from datetime import date, timedelta

SIX_WEEKS = 42
"""Days after which a return is better with a purpose than with regret alone: a house view (E07)."""

A_YEAR = 365
REPLY_WITHIN = timedelta(days=3)
"""A decision is best answered within 48 to 72 hours of making it: a house view (E06)."""

NEAR = 5
"""Working days before a deadline from which it presses."""

LONG_PAST = 10
"""Working days after a promised date from which it is long past."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wait:
    """How long to wait in one kind of matter, and how often to ask.

    ``first`` is the number of working days before the first reminder, ``then``
    before a further one, ``close`` the silence after which only a last note
    fits; ``most`` the number of reminders in all; ``grace`` the working days
    to leave after a date they named. ``owed`` says what such a matter usually
    is (money, duty, courtesy or favour); empty means ask. ``fixed`` means
    that nobody can turn it into something else. ``key`` is the row of the
    evidence sheet; ``plain`` says the wait in words; ``near`` are kinds it is easily taken for;
    ``group`` heads it in the list of all.
    """

    id: str
    key: str
    text: str
    first: int
    then: int
    most: int
    close: int
    plain: str
    grace: int = 1
    owed: str = ""
    group: str = ""
    fixed: bool = False
    help: str = ""
    near: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def working_days(since: date, until: date) -> int:
    """Working days after ``since`` up to and with ``until``; negative when it lies ahead."""
    if until < since:
        return -working_days(until, since)
    weeks, extra = divmod((until - since).days, 7)
    first = since.weekday() + 1
    return weeks * 5 + sum((first + step) % 7 < 5 for step in range(extra))


def after_working_days(day: date, count: int) -> date:
    """The day that lies this many working days after ``day``; never a weekend if count > 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def before_working_days(day: date, count: int) -> date:
    """The latest day with at least this many working days from it to ``day``."""
    while count > 0:
        count -= day.weekday() < 5
        day -= timedelta(days=1)
    return day


def pace(wait: Wait, quiet: int, nudges: int) -> str:
    """Whether it is "too_early", "due", "overdue" or "closing" to write again.

    ``quiet`` counts the working days since the last message from either side.
    """
    turn = turn_of(wait, nudges)
    if quiet >= wait.close:
        return "closing"
    if quiet < turn:
        return "too_early"
    return "overdue" if quiet >= 2 * turn else "due"


def turn_of(wait: Wait, nudges: int) -> int:
    """Working days of silence before the next message, after this many reminders."""
    return wait.then if nudges and wait.then else wait.first


def promise_state(day: date, today: date, grace: int) -> str:
    """Whether a date they named is "ahead", "passed" or "long_past"; grace in working days."""
    past = working_days(day, today)
    if past < grace:
        return "ahead"
    return "passed" if past < LONG_PAST else "long_past"


def deadline_state(day: date, today: date) -> str:
    """Whether a real date is "far", "near" or "past"."""
    if day < today:
        return "past"
    return "near" if working_days(today, day) <= NEAR else "far"


def gap_state(last: date, today: date) -> str:
    """Whether the silence is "short" (under six weeks), "long" or "years" (one and more)."""
    days = (today - last).days
    if days < SIX_WEEKS:
        return "short"
    return "long" if days < A_YEAR else "years"
