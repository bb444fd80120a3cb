"""Looking back and looking ahead: what is due, and who people are.

Everything is computed from summaries, walks and people, at any size, without
reading a single decision. Nothing here grades anybody.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from coach.domain.questions import spoken_date
from coach.domain.record import Person, Summary
from coach.domain.session import Session
from coach.domain.vocabulary import Ending, Outcome, Situation, Step, VerdictId

FORGET_AFTER = timedelta(days=30)
"""What has been due for longer is not brought up any more: skipping is free."""

ANSWER_WITHIN = timedelta(hours=72)
"""An answer goes out within 48 to 72 hours of deciding; this is the later end."""

_NOT_YET = timedelta(hours=48)
"""How long before its end an open answer is brought up: a day after deciding."""

_REMINDERS = frozenset({VerdictId.NUDGE, VerdictId.FINAL_NUDGE, VerdictId.ESCALATE})


# -- people ---------------------------------------------------------------------------


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
    return {name_key(name) for name in (person.name, *person.also)} - {""}


def _reminders(decisions: Iterable[Summary]) -> int:
    """Per matter the most that were counted at once, this decision's own included."""
    most: dict[str, int] = defaultdict(int)
    for each in decisions:
        sent = each.ending is Ending.SENT and each.verdict in _REMINDERS
        matter = name_key(each.topic) or each.id
        most[matter] = max(most[matter], each.nudges + sent)
    return sum(most.values())


# -- due ------------------------------------------------------------------------------


class DueKind(StrEnum):
    """Why something is due, the most pressing first."""

    REPLY_BY = "reply_by"
    COOLED = "cooled"
    CHECK_IN = "check_in"
    PREDICTION = "prediction"


_KINDS = tuple(DueKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing whose day has come. ``id`` is a walk's or a decision's, by ``kind``."""

    kind: DueKind
    on: date
    id: str
    person: str
    topic: str
    what: str

    @property
    def is_walk(self) -> bool:
        """Whether ``id`` names an unfinished walk."""
        return self.kind in (DueKind.REPLY_BY, DueKind.COOLED)

    def line(self, today: date) -> str:
        """One line a person can read: when, who, what."""
        when = "Today" if self.on == today else f"{'Since' if self.on < today else 'By'} "
        day = "" if self.on == today else spoken_date(self.on)
        who = ", ".join(part for part in (one_line(self.person), one_line(self.topic)) if part)
        return f"{when}{day}: {f'{who}. ' if who else ''}{one_line(self.what)}"


def due(
    walks: Iterable[Session],
    summaries: Iterable[Summary],
    people: Iterable[Person],
    now: datetime,
    unsafe: frozenset[str] = frozenset(),
) -> tuple[Due, ...]:
    """What is due now, the oldest first; ``now`` with the user's own zone.

    Nobody who was marked unsafe is in it, under any spelling; ``unsafe`` names
    more of them (keys), where the summaries given are not all.
    """
    summaries, people = tuple(summaries), tuple(people)
    unsafe |= unsafe_names(summaries, people)
    today = now.date()
    found = [each for walk in walks for each in _due_walk(walk, now) if not walk.in_danger]
    for one in _coming(summaries, people, today - FORGET_AFTER, today):
        found.extend(_due_decision(one, today))
    shown = (each for each in found if name_key(each.person) not in unsafe)
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


def _days(summary: Summary) -> tuple[date, ...]:
    """The days on which this decision comes due: its check-in, its prediction."""
    days = (
        summary.next_on if summary.outcome is None else None,
        summary.percent_by if _guess_open(summary) else None,
    )
    return tuple(day for day in days if day is not None)


def _guess_open(summary: Summary) -> bool:
    return summary.percent is not None and summary.came_true is None


def reply_by(walk: Session) -> datetime | None:
    """The end of the three days in which an answer one owes is best sent; None if none is.

    They run from the moment the verdict was first taken on.
    """
    if walk.situation is not Situation.OWING or walk.step not in (Step.DRAFT, Step.SEND):
        return None
    return (walk.decided or walk.touched) + ANSWER_WITHIN


def _due_walk(walk: Session, now: datetime) -> tuple[Due, ...]:
    def item(kind: DueKind, on: datetime, what: str) -> tuple[Due, ...]:
        day = on.astimezone(now.tzinfo).date()
        return (
            Due(kind=kind, on=day, id=walk.id, person=walk.person, topic=walk.topic, what=what),
        )

    if walk.hold is not None:
        if not walk.hold.over(now):
            return ()
        return item(DueKind.COOLED, walk.hold.until, "Your pause is over; go on when you like.")
    by = reply_by(walk)
    if by is None or now < by - _NOT_YET or now > by + FORGET_AFTER:
        return ()
    return item(DueKind.REPLY_BY, by, "You decided to answer; it is kindest within three days.")


def _due_decision(one: Summary, today: date) -> tuple[Due, ...]:
    def item(kind: DueKind, on: date | None, what: str) -> tuple[Due, ...]:
        if on is None or not today - FORGET_AFTER <= on <= today:
            return ()
        return (Due(kind=kind, on=on, id=one.id, person=one.person, topic=one.topic, what=what),)

    found: tuple[Due, ...] = ()
    if one.outcome is None:
        found += item(DueKind.CHECK_IN, one.next_on, one.next_step or "Look at it again.")
    if _guess_open(one):
        asked = f"Did they answer by then? You gave it {one.percent} per cent."
        found += item(DueKind.PREDICTION, one.percent_by, asked)
    return found


_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def visible(text: str) -> str:
    """The text as a terminal may be given it: control characters become a mark, lines stay."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """The text as a list can show it: visible, and on one line."""
    return " ".join(visible(text).split())
