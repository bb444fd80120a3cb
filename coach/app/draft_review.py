"""The last look: what still stands against the words of a walk before they leave."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coach.advice.questions import spoken_date
from coach.advice.recommendation import Assessment
from coach.review.past_dates import past_days, stale_days
from coach.sanitize import one_line
from coach.session.flow import open_places, verdict_of
from coach.session.guidance import Guidance
from coach.session.session import Session
from coach.vocabulary import Channel, Severity, Situation

if TYPE_CHECKING:
    from coach.review.checks import Issue, Review


def judged(
    guidance: Guidance,
    session: Session,
    assessment: Assessment,
    always: frozenset[str] = frozenset(),
) -> "Review":
    """What the checks say to the words; ``always`` are those whose findings are always kept."""
    from coach.review.checks import check

    assert session.situation is not None, "a walk begins with its situation"
    setting = partial(
        check,
        guidance.rules,
        situation=session.situation,
        verdict=verdict_of(session, assessment),
        channel=session.channel,
        kept=session.draft.kept | session.kept | always,
    )
    return seen_whole(setting, session.draft.text, session.channel)


_NO_SUBJECT = "Subject: \n\n"


def seen_whole(judge: Callable[[str], "Review"], text: str, channel: Channel) -> "Review":
    """The report on a draft as it would arrive: a mail without a subject has an empty one.

    ``text`` is that of a ``Draft``, and places in the report are places in it; what
    concerns the missing subject stands before its beginning.
    """
    if channel is not Channel.EMAIL or text.startswith("Subject: ") or not text.strip():
        return judge(text)
    report = judge(_NO_SUBJECT + text)
    before = len(_NO_SUBJECT)
    shifted = (
        replace(each, start=each.start - before, end=each.end - before) for each in report.findings
    )
    return replace(report, findings=tuple(shifted))


_MEANT_FOR = {
    "ask-missing": re.compile(r"\bquestion\b", re.IGNORECASE),
    "sorry-and-nothing": re.compile(
        r"\b(your answer|what you|what is done|you (will|can|would)|how much|rest is paid)\b",
        re.IGNORECASE,
    ),
}
"""Duties that are not done while a place so named is open, whatever stands around it."""


def at_the_desk(
    judge: Callable[[str], "Review"],
    text: str,
    session: Session,
    slots: tuple[str, ...],
    today: date,
) -> "Review":
    """The report on words still being written; ``slots`` are the places left open in them.

    Words with an open place are never ready, and what only such a place says, or a day
    that is over, ticks nothing: a question in ‹...› is none yet.
    """
    report = seen_whole(judge, text, session.channel)
    over = () if session.situation is Situation.REPAIR else past_days(text, today)
    said = _without(text, (*(f"‹{each}›" for each in slots), *over))
    if said == text:
        return with_notices(report, text, today)
    left = {each.id: each.met for each in seen_whole(judge, said, session.channel).duties}
    left |= {duty: False for duty, named in _MEANT_FOR.items() if any(map(named.search, slots))}
    duties = (each._replace(met=each.met and left.get(each.id, True)) for each in report.duties)
    report = replace(report, ready=report.ready and not slots, duties=tuple(duties))
    return with_notices(report, text, today)


def _without(text: str, passages: Iterable[str]) -> str:
    """The text without these passages, which leave blanks."""
    for each in passages:
        text = text.replace(each, " ")
    return text


def with_notices(report: "Review", text: str, today: date) -> "Review":
    """The report with a duty for each day in the text that has passed since it was written."""
    from coach.review.checks import Duty

    days = dict.fromkeys(one_line(each.text) for each in stale_days(text, today))
    more = (
        Duty(id="stale-day", text=f"A day to come in place of “{day}”", met=False) for day in days
    )
    return replace(report, duties=(*report.duties, *more))


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What still stands against the words: ``missing`` and ``stops`` keep them from leaving.

    ``missing`` are sentences; ``left`` are findings that were neither mended nor
    kept on purpose; ``kept`` are those the user means as they are; ``notices`` are
    sentences about what may be overlooked, such as a day that has passed.
    """

    missing: tuple[str, ...] = ()
    stops: tuple["Issue", ...] = ()
    left: tuple["Issue", ...] = ()
    kept: tuple["Issue", ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def blocked(self) -> str:
        """Why the words cannot be handed over yet, in a sentence; empty where they can."""
        if self.missing:
            return self.missing[0]
        return f"This has to go first: {said(self.stops[0])}" if self.stops else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it as lines, the gravest first."""
        return (
            *(f"✗ {each}" for each in self.missing),
            *(f"✗ {said(each)}" for each in self.stops),
            *(f"! {each}" for each in self.notices),
            *(f"! {said(each)}" for each in self.left),
            *(f"· Kept on purpose: {said(each)}" for each in self.kept),
        )


def standing(
    guidance: Guidance,
    session: Session,
    assessment: Assessment,
    always: frozenset[str] = frozenset(),
    today: date | None = None,
) -> ReviewState:
    """What still stands against the words of a walk that sends something, on this local day."""
    draft = session.draft
    missing = [f"Still to fill in: {slot}." for slot in open_places(guidance, draft)]
    if not draft.body.strip():
        return ReviewState(missing=("There are no words yet.",))
    found = judged(guidance, session, assessment, always).findings
    stops = [each for each in found if each.severity is Severity.STOP]
    rest = [each for each in found if each.severity is not Severity.STOP]
    return ReviewState(
        missing=tuple(missing),
        stops=_once(stops),
        left=_once(each for each in rest if not each.kept and each.severity is Severity.FIX),
        kept=_once(each for each in rest if each.kept),
        notices=tuple(dict.fromkeys(passed(draft.text, today))) if today else (),
    )


def passed(text: str, today: date) -> Iterator[str]:
    """A sentence for each day the text still sets, though it lies behind."""
    for each in stale_days(text, today):
        yield f"“{one_line(each.text)}” has passed: {spoken_date(each.day)}. Name a day to come."


def said(finding: "Issue") -> str:
    """A finding as one line, with the words it is about where there are some."""
    quoted = one_line(finding.text)
    return f"{finding.message} “{quoted}”" if quoted else finding.message


def _once(findings: Iterable["Issue"]) -> tuple["Issue", ...]:
    """Each rule once, by its first finding."""
    first: dict[str, Issue] = {}
    for each in findings:
        first.setdefault(each.rule, each)
    return tuple(first.values())
