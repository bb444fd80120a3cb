"""What is due: answers owed, pauses over, check-ins and guesses whose day has come.

Everything is computed from summaries, sessions and people, at any size, without
reading a single decision. Nothing here grades anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from coach.advice.questions import spoken_date
from coach.advice.timing import REPLY_WITHIN
from coach.journal.decisions import Person, Summary
from coach.journal.people import name_key, unsafe_names
from coach.sanitize import one_line
from coach.session.session import Session
from coach.vocabulary import Situation, Step

FORGET_AFTER = timedelta(days=30)
"""What has been due for longer is not brought up any more: skipping is free."""

AHEAD = timedelta(days=14)
"""How far ahead the days to come are shown."""

_EVE = timedelta(days=1)
"""How long before a date that a case depends on an open session is brought up."""

SAVED_EARLIER = "Saved earlier"
"""All that is seen, by whoever looks at the first screen, of what is about fear or danger."""

_BROUGHT_UP = timedelta(days=2)
"""How long before its end an open answer is brought up: a day after deciding."""


class DueKind(StrEnum):
    """Why something is due, the most pressing first."""

    REPLY_BY = "reply_by"
    NEEDED_BY = "needed_by"
    COOLED = "cooled"
    CHECK_IN = "check_in"
    PREDICTION = "prediction"


_KINDS = tuple(DueKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing whose day has come. ``id`` is a session's or a decision's, by ``kind``."""

    kind: DueKind
    on: date
    id: str
    person: str
    topic: str
    what: str

    def line(self, today: date) -> str:
        """One line a person can read: when, who, what."""
        when = "Today" if self.on == today else f"{'Since' if self.on < today else 'By'} "
        day = "" if self.on == today else spoken_date(self.on)
        who = ", ".join(part for part in (one_line(self.person), one_line(self.topic)) if part)
        what = one_line(self.what)
        return f"{when}{day}: {f'{who}. ' if who else ''}{what[:1].upper()}{what[1:]}"


def due(
    sessions: Iterable[Session],
    summaries: Iterable[Summary],
    people: Iterable[Person],
    now: datetime,
    unsafe: frozenset[str] = frozenset(),
) -> tuple[Due, ...]:
    """What is due now, the oldest first; ``now`` with the user's own zone.

    Nobody who was marked unsafe is in it, under any spelling; ``unsafe`` names
    more of them (keys), where the summaries given are not all.
    """
    today = now.date()
    calm = [session for session in sessions if not session.in_danger]
    open_now = [each for session in calm for each in _due_session(session, now)]
    summaries = tuple(summaries)
    found = _within(today - FORGET_AFTER, today, open_now, summaries, people, unsafe)
    return _hiding([*calm, *summaries], found)


def upcoming(
    summaries: Iterable[Summary],
    people: Iterable[Person],
    now: datetime,
    unsafe: frozenset[str] = frozenset(),
    ahead: timedelta = AHEAD,
) -> tuple[Due, ...]:
    """What comes due in the days after today, the next first; as in ``due``, nobody unsafe."""
    today = now.date()
    summaries = tuple(summaries)
    found = _within(today + timedelta(days=1), today + ahead, (), summaries, people, unsafe)
    return _hiding(summaries, found)


def _hiding(told: Iterable[Session | Summary], found: Iterable[Due]) -> tuple[Due, ...]:
    """The same, of what is discreet without a name or a word."""
    found = tuple(found)
    named = {each.id for each in found}
    hidden = {each.id for each in told if each.id in named and each.discreet}
    return tuple(
        replace(each, person="", topic="", what=SAVED_EARLIER) if each.id in hidden else each
        for each in found
    )


def _within(
    first: date,
    last: date,
    found: Iterable[Due],
    summaries: Iterable[Summary],
    people: Iterable[Person],
    unsafe: frozenset[str],
) -> tuple[Due, ...]:
    summaries, people = tuple(summaries), tuple(people)
    unsafe |= unsafe_names(summaries, people)
    decisions = _coming(summaries, people, first, last)
    every = [*found, *(each for one in decisions for each in _due_decision(one, first, last))]
    shown = (each for each in every if name_key(each.person) not in unsafe)
    return tuple(sorted(shown, key=lambda each: (each.on, _KINDS.index(each.kind), each.id)))


def pending(
    summaries: Iterable[Summary], people: Iterable[Person], since: date | None = None
) -> tuple[Summary, ...]:
    """The decisions that may still come due, in their order.

    Left out: those with nothing to come, with an outcome and no open guess, with
    a later decision about the same matter, with someone unsafe, and, where
    ``since`` (today) is given, those that were due too long ago to be brought up.
    """
    first = since - FORGET_AFTER if since else date.min
    return tuple(_coming(tuple(summaries), people, first, date.max))


def _coming(
    summaries: Sequence[Summary], people: Iterable[Person], first: date, last: date
) -> Sequence[Summary]:
    """What has a day in this span, and neither somebody unsafe nor a later decision in its way."""

    def comes(one: Summary) -> bool:
        return any(first <= day <= last for day in _days(one))

    waiting = [each for each in summaries if comes(each)]
    if not waiting:
        return ()
    unsafe = unsafe_names(summaries, people)
    latest = _latest_by_matter(summaries)
    current = (
        replace(each, next_on=None) if _overtaken(each, latest) else each
        for each in waiting
        if not each.unsafe and name_key(each.person) not in unsafe
    )
    return [each for each in current if comes(each)]


def _latest_by_matter(summaries: Iterable[Summary]) -> Mapping[tuple[str, str], datetime]:
    latest: dict[tuple[str, str], datetime] = {}
    for each in summaries:
        matter = _matter(each)
        if all(matter) and (matter not in latest or each.decided > latest[matter]):
            latest[matter] = each.decided
    return latest


def _matter(summary: Summary) -> tuple[str, str]:
    return name_key(summary.person), name_key(summary.topic)


def _overtaken(summary: Summary, latest: Mapping[tuple[str, str], datetime]) -> bool:
    """Whether a later decision about the same matter has taken this one's place."""
    return latest.get(_matter(summary), summary.decided) > summary.decided


def last_day(summary: Summary) -> date | None:
    """The last day on which this decision comes due by itself; None where it never does."""
    return max(_days(summary), default=None)


def _days(summary: Summary) -> tuple[date, ...]:
    """The days on which this decision comes due: its check-in, its prediction."""
    days = (
        summary.next_on if summary.outcome is None else None,
        _after(summary.percent_by) if _guess_open(summary) else None,
    )
    return tuple(day for day in days if day is not None)


def _after(day: date | None) -> date | None:
    """The day after, since they may still reply as long as a day runs."""
    return day + timedelta(days=1) if day else None


def _guess_open(summary: Summary) -> bool:
    return summary.percent is not None and summary.came_true is None


def reply_by(session: Session) -> datetime | None:
    """The end of the three days in which an answer one owes is best sent; None if none is.

    They run from the moment the verdict was first taken on.
    """
    if session.situation is not Situation.OWING or session.step not in (Step.DRAFT, Step.SEND):
        return None
    return (session.decided or session.touched) + REPLY_WITHIN


def _due_session(session: Session, now: datetime) -> tuple[Due, ...]:
    def item(kind: DueKind, on: datetime, what: str) -> tuple[Due, ...]:
        day = on.astimezone(now.tzinfo).date()
        return (
            Due(
                kind=kind,
                on=day,
                id=session.id,
                person=session.person,
                topic=session.topic,
                what=what,
            ),
        )

    if session.hold is not None:
        if not session.hold.over(now):
            return ()
        return item(
            DueKind.COOLED, session.hold.until, "Your pause is over. Continue when you're ready."
        )
    needed = session.answers.get("needed_by")
    if needed and now.date() <= (day := date.fromisoformat(str(needed))) <= now.date() + _EVE:
        at = datetime.combine(day, time.min, now.tzinfo)
        return item(
            DueKind.NEEDED_BY, at, f"The deadline is {spoken_date(day)}: continue before then."
        )
    by = reply_by(session)
    if by is None or now < by - _BROUGHT_UP or now > by + FORGET_AFTER:
        return ()
    return item(DueKind.REPLY_BY, by, "You decided to answer. Try to do it within three days.")


def _due_decision(one: Summary, first: date, last: date) -> tuple[Due, ...]:
    def item(kind: DueKind, on: date | None, what: str) -> tuple[Due, ...]:
        if on is None or not first <= on <= last:
            return ()
        return (Due(kind=kind, on=on, id=one.id, person=one.person, topic=one.topic, what=what),)

    found: tuple[Due, ...] = ()
    if one.outcome is None:
        found += item(DueKind.CHECK_IN, one.next_on, one.next_step or "Check where this stands.")
    if _guess_open(one):
        by = spoken_date(one.percent_by) if one.percent_by else "then"
        asked = f"Did they reply by {by}? Your guess was {one.percent}%."
        found += item(DueKind.PREDICTION, _after(one.percent_by), asked)
    return found
