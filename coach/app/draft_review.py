"""The one judgement on a draft, for the editor, the last look, ``coach ask`` and the record.

All of them call ``review_draft`` and so agree on what stands against a message, on what
the user keeps on purpose, and on whether it is ready.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple
from weakref import WeakKeyDictionary

from coach.advice.recommendation import Assessment
from coach.message import Message
from coach.review.checks import Duty, Issue, Review, ReviewSetting
from coach.review.past_dates import past_days
from coach.review.review import Judge
from coach.sanitize import one_line
from coach.session.flow import open_places, unheard, verdict_of
from coach.session.guidance import Guidance
from coach.session.session import Session
from coach.vocabulary import Channel, Severity, Situation

NO_WORDS = "The draft is empty."
NOT_ENGLISH = "Not fully checked: the draft isn't in English, so only its form was checked."


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReview:
    """What is said of a draft: ``review`` with its places by field, and what else stands open.

    ``slots`` are the places a template left to fill in. ``empty`` is true without words, and
    ``grave`` where words of fear or despair stand in it that were not asked about yet.
    """

    review: Review
    slots: tuple[str, ...] = ()
    empty: bool = False
    grave: bool = False

    @property
    def ready(self) -> bool:
        """Whether nothing that should be changed is left, and nothing to fill in."""
        return self.review.ready and not (self.slots or self.empty or self.grave)

    @property
    def checked(self) -> bool:
        """Whether a sentence can be passed on it: most of it is in a language that is judged."""
        return self.review.judged or self.empty

    @property
    def not_checked(self) -> str:
        """What nobody looked at, as a sentence; empty where all of it was."""
        left = "; ".join(self.review.unchecked)
        if self.checked:
            return f"Not checked: {left}." if left else ""
        return f"{NOT_ENGLISH} {f'({left}.)' if left else ''}".strip()

    @property
    def missing(self) -> tuple[str, ...]:
        """What keeps it from leaving because it is not there, as sentences."""
        return (NO_WORDS,) if self.empty else tuple(f"Still to fill in: {s}." for s in self.slots)

    @property
    def stops(self) -> tuple[Issue, ...]:
        """The issues that keep it from leaving, each check once."""
        return _once(each for each in self.review.findings if each.severity is Severity.STOP)

    @property
    def left(self) -> tuple[Issue, ...]:
        """The issues neither changed nor kept on purpose, each check once."""
        fix = (each for each in self.review.findings if each.severity is Severity.FIX)
        return _once(each for each in fix if not each.kept)

    @property
    def kept(self) -> tuple[Issue, ...]:
        """The issues the user means as they are, each check once."""
        return _once(each for each in self.review.findings if each.kept)

    @property
    def blocked(self) -> str:
        """Why it cannot leave yet, in a sentence; empty where it can."""
        if self.missing:
            return self.missing[0]
        return f"Remove this before you send: {said(self.stops[0])}" if self.stops else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All that stands against it as lines, the gravest first."""
        return (
            *(f"✗ {each}" for each in self.missing),
            *(f"✗ {said(each)}" for each in self.stops),
            *([f"! {self.not_checked}"] if not self.checked else []),
            *(f"! {said(each)}" for each in self.left),
            *(f"· Ignored: {said(each)}" for each in self.kept),
        )


def review_draft(
    guidance: Guidance,
    session: Session,
    assessment: Assessment,
    ignored: frozenset[str],
    today: date,
) -> DraftReview:
    """What stands against the draft of a session on this local day.

    ``ignored`` are the checks the user's settings never mark; what is kept in this draft
    and this session is added to them.
    """
    assert session.situation is not None, "the session has no situation yet"
    found = review_message(
        guidance,
        session.draft,
        ReviewSetting(
            session.situation,
            verdict_of(session, assessment),
            session.channel,
            str(session.answers.get("matter", "")),
        ),
        slots=open_places(guidance, session.draft),
        ignored=session.draft.kept | session.kept | ignored,
        today=today,
    )
    return replace(found, grave=unheard(session, session.draft.body))


def review_message(
    guidance: Guidance,
    message: Message,
    setting: ReviewSetting,
    *,
    slots: Sequence[str] = (),
    ignored: frozenset[str] = frozenset(),
    today: date,
) -> DraftReview:
    """What stands against a message in this setting; ``slots`` are its places left open."""
    judge = partial(_judged, _judge(guidance), setting=setting, ignored=ignored, today=today)
    review = judge(message)
    return DraftReview(
        review=replace(review, duties=_done(judge, message, review, slots, setting, today)),
        slots=tuple(slots),
        empty=not message.body.strip(),
    )


def said(issue: Issue) -> str:
    """An issue as one line, with the words it is about where there are some."""
    quoted = one_line(issue.text)
    return f"{issue.message} “{quoted}”" if quoted else issue.message


_JUDGES: WeakKeyDictionary[Guidance, Judge] = WeakKeyDictionary()
"""A judge remembers sentences, so that a key press costs the sentence that changed."""


def _judge(guidance: Guidance) -> Judge:
    if guidance not in _JUDGES:
        _JUDGES[guidance] = Judge(guidance.rules)
    return _JUDGES[guidance]


class _Fields(NamedTuple):
    """A message as the judge takes it; no subject means that the channel has none."""

    subject: str | None
    body: str


def _judged(
    judge: Judge,
    message: Message,
    setting: ReviewSetting,
    ignored: frozenset[str],
    today: date,
) -> Review:
    """The judge's report. An email without a subject is judged as one with an empty subject."""
    bare = setting.channel is not Channel.EMAIL or not message.body.strip()
    subject = None if bare and not message.subject else message.subject
    return judge.review(_Fields(subject, message.body), setting, ignored, today)


_MEANT_FOR = {
    "ask-missing": re.compile(r"\bquestion\b", re.IGNORECASE),
    "sorry-and-nothing": re.compile(
        r"\b(your answer|what you|what is done|you (will|can|would)|how much|rest is paid)\b",
        re.IGNORECASE,
    ),
}
"""Duties that are not done while a place so named is open, whatever stands around it."""


def _done(
    judge: partial[Review],
    message: Message,
    review: Review,
    slots: Sequence[str],
    setting: ReviewSetting,
    today: date,
) -> tuple[Duty, ...]:
    """The duties of a message, those not ticked that only an open place or a past day fulfils.

    A question in ‹...› is none yet.
    """
    over = () if setting.situation is Situation.REPAIR else past_days(message.text, today)
    blanks = (*(f"‹{each}›" for each in slots), *over)
    left = replace(
        message, subject=_without(message.subject, blanks), body=_without(message.body, blanks)
    )
    if left == message:
        return review.duties
    met = {each.id: each.met for each in judge(left).duties}
    met |= {duty: False for duty, named in _MEANT_FOR.items() if any(map(named.search, slots))}
    return tuple(each._replace(met=each.met and met.get(each.id, True)) for each in review.duties)


def _without(text: str, passages: Iterable[str]) -> str:
    """The text without these passages, which leave blanks."""
    for each in passages:
        text = text.replace(each, " ")
    return text


def _once(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Each check once, by its first issue."""
    first: dict[str, Issue] = {}
    for each in issues:
        first.setdefault(each.rule, each)
    return tuple(first.values())
