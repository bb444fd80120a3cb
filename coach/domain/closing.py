"""The last yard: what stands before letting go, how a walk ends, and what follows.

The screen and the plain prompts share all of it, so that both leave the same record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from coach.domain.assessment import Assessment, Plan
from coach.domain.guide import Guide, pause_questions
from coach.domain.ports import Journal, Reminder
from coach.domain.questions import Question, spoken_date
from coach.domain.record import Decision, Note, Person, Prediction, Sent, Summary
from coach.domain.retelling import closed
from coach.domain.review import history, one_line, reply_by
from coach.domain.session import HOT, MORNING_HOUR, Session, tomorrow_morning
from coach.domain.settings import Quiet
from coach.domain.stale import stale_days
from coach.domain.vocabulary import (
    Channel,
    Ending,
    Outcome,
    Severity,
    Situation,
    Step,
    VerdictId,
)
from coach.domain.walk import open_places, plan_of, verdict_of

if TYPE_CHECKING:
    from coach.domain.checks import Finding, Report

AWAITS_ANSWER = frozenset(
    {
        VerdictId.WAIT,
        VerdictId.NUDGE,
        VerdictId.FINAL_NUDGE,
        VerdictId.SWITCH_CHANNEL,
        VerdictId.ESCALATE,
        VerdictId.REPAIR_APOLOGY,
        VerdictId.REENGAGE,
    }
)
"""Verdicts after which one hopes for an answer, so that its chance can be guessed."""

SHUTS = frozenset({VerdictId.LET_GO, VerdictId.SILENCE, VerdictId.BOUNDARY, VerdictId.BLOCK_REPORT})
"""Verdicts that close a conversation for good."""

ANSWERED = "They wrote before anything went out."
"""The note of a walk that an answer has overtaken."""


# -- before letting go ----------------------------------------------------------------


def rates_again(session: Session, assessment: Assessment) -> bool:
    """Whether to ask how strong it feels now: it ran hot, and something is to go out."""
    ran_hot = session.strength >= HOT or session.hold_overridden
    sends = verdict_of(session, assessment).sends
    return sends and ran_hot and session.strength_after is None


def time_advice(quiet: Quiet, now: datetime) -> str:
    """The local time, and in quiet hours until when it may wait."""
    said = f"It is {now:%A} {now:%H:%M}."
    if not quiet.covers(now):
        return said
    morning = working_morning(quiet, now)
    day = "tomorrow" if morning.date() == now.date() + timedelta(days=1) else f"{morning:%A}"
    day = "this" if morning.date() == now.date() else day
    return f"{said} It may wait until {day} morning."


def working_morning(quiet: Quiet, now: datetime) -> datetime:
    """The next morning outside the quiet hours, at nine or when they end if that is later."""
    begin = max(quiet.end, time(MORNING_HOUR))
    for days in range(8):
        morning = (now + timedelta(days=days)).replace(
            hour=begin.hour, minute=begin.minute, second=0, microsecond=0
        )
        if morning > now and not quiet.covers(morning):
            return morning
    return tomorrow_morning(now)


def reply_advice(session: Session, now: datetime) -> str:
    """The same as a sentence, with the hours that are left; empty where nothing is owed."""
    by = reply_by(session)
    if by is None:
        return ""
    local = by.astimezone(now.tzinfo)
    needed = str(session.answers.get("needed_by", ""))
    if now.date().isoformat() <= needed < local.date().isoformat():
        return f"Best sent by {spoken_date(date.fromisoformat(needed))}, when it is needed."
    hours = int((by - now).total_seconds() // 3600)
    left = f"{hours} hours left" if hours > 1 else "an hour left"
    if by < now:
        return "The three days since you decided are over; today is still better than tomorrow."
    return f"Best sent by {spoken_date(local.date())}, {local:%H:%M}: {left}."


def judged(
    guide: Guide, session: Session, assessment: Assessment, always: frozenset[str] = frozenset()
) -> "Report":
    """What the checks say to the words; ``always`` are those whose findings are always kept."""
    from coach.domain.checks import check

    assert session.situation is not None, "a walk begins with its situation"
    setting = partial(
        check,
        guide.rules,
        situation=session.situation,
        verdict=verdict_of(session, assessment),
        channel=session.channel,
        kept=session.draft.kept | session.kept | always,
    )
    return seen_whole(setting, session.draft.text, session.channel)


_NO_SUBJECT = "Subject: \n\n"


def seen_whole(judge: Callable[[str], "Report"], text: str, channel: Channel) -> "Report":
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


def with_notices(report: "Report", text: str, today: date) -> "Report":
    """The report with a duty for each day in the text that has passed since it was written."""
    from coach.domain.checks import Duty

    days = dict.fromkeys(one_line(each.text) for each in stale_days(text, today))
    more = (
        Duty(id="stale-day", text=f"A day to come in place of “{day}”", met=False) for day in days
    )
    return replace(report, duties=(*report.duties, *more))


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands against the words: ``missing`` and ``stops`` keep them from leaving.

    ``missing`` are sentences; ``left`` are findings that were neither mended nor
    kept on purpose; ``kept`` are those the user means as they are; ``notices`` are
    sentences about what may be overlooked, such as a day that has passed.
    """

    missing: tuple[str, ...] = ()
    stops: tuple["Finding", ...] = ()
    left: tuple["Finding", ...] = ()
    kept: tuple["Finding", ...] = ()
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
    guide: Guide,
    session: Session,
    assessment: Assessment,
    always: frozenset[str] = frozenset(),
    today: date | None = None,
) -> Standing:
    """What still stands against the words of a walk that sends something, on this local day."""
    draft = session.draft
    missing = [f"Still to fill in: {slot}." for slot in open_places(guide, draft)]
    if not draft.body.strip():
        return Standing(missing=("There are no words yet.",))
    found = judged(guide, session, assessment, always).findings
    stops = [each for each in found if each.severity is Severity.STOP]
    rest = [each for each in found if each.severity is not Severity.STOP]
    return Standing(
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


def said(finding: "Finding") -> str:
    """A finding as one line, with the words it is about where there are some."""
    quoted = one_line(finding.text)
    return f"{finding.message} “{quoted}”" if quoted else finding.message


def _once(findings: Iterable["Finding"]) -> tuple["Finding", ...]:
    """Each rule once, by its first finding."""
    first: dict[str, Finding] = {}
    for each in findings:
        first.setdefault(each.rule, each)
    return tuple(first.values())


def with_answer(guide: Guide, session: Session) -> Session:
    """Back to the question who wrote last, since they have written meanwhile."""
    if session.situation is None:
        return session
    ids = [each.id for each in pause_questions(guide, session.situation)]
    for id in ("last_from", "last_contact"):
        if id in ids:
            return replace(session, step=Step.PAUSE, page=ids.index(id), looking_at="")
    return replace(session, step=Step.ASSESS, looking_at="")


# -- handing over ---------------------------------------------------------------------


class Way(StrEnum):
    """How the words can leave this program."""

    COPY = "copy"
    MAIL = "mail"
    FILE = "file"
    PROGRAM = "program"
    TEXT = "text"


_BY_MAIL = (Way.COPY, Way.MAIL, Way.FILE, Way.PROGRAM, Way.TEXT)
_ELSEWHERE = (Way.COPY, Way.TEXT)


def ways(channel: Channel) -> tuple[Way, ...]:
    """The ways that make sense on this channel, the best first."""
    return _BY_MAIL if channel is Channel.EMAIL else _ELSEWHERE


# -- the end --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How the user ends a walk.

    ``words`` went out in place of the draft; ``percent`` is their guess that an
    answer comes (0, 10, .. 100), ``feared`` and ``expected`` what they wrote beside
    it; ``answered`` says that one came before anything went out.
    """

    ending: Ending
    words: str | None = None
    percent: int | None = None
    answered: bool = False
    feared: str = ""
    expected: str = ""

    def with_line(self, question: str, text: str) -> "End":
        """With one of the lines beside the guess: the answer to a question of ``Aftercare.beside``.

        Raises ``KeyError`` where there is no such line.
        """
        line = text.strip()
        match question:
            case "feared":
                return replace(self, feared=line)
            case "expected":
                return replace(self, expected=line)
        raise KeyError(question)


def guess_by(session: Session, verdict: VerdictId, plan: Plan) -> date | None:
    """The day by which an answer may be guessed at; None where none is hoped for."""
    if session.in_danger or verdict not in AWAITS_ANSWER:
        return None
    return next((step.on for step in plan.steps if step.on), None)


def finish(
    guide: Guide,
    session: Session,
    assessment: Assessment,
    end: End,
    now: datetime,
) -> Decision:
    """The decision as the journal keeps it, frozen at this moment."""
    verdict = verdict_of(session, assessment)
    plan = plan_of(guide, session, assessment, now.date())
    went = end.ending is Ending.SENT
    told = session if end.words is None else _with_words(session, end.words)
    by = None if end.answered else guess_by(session, verdict, plan)
    next_on, next_step = _following(verdict, plan, went=went)
    return Decision(
        id=session.id,
        decided=now,
        ending=end.ending,
        session=session,
        assessment=assessment,
        sent=_sent(told, now) if went else None,
        next_step=next_step,
        next_on=None if end.answered else next_on,
        findings=_findings(guide, told, assessment) if went else (),
        strength_after=session.strength_after,
        prediction=_prediction(end, by),
        guidance=guide.version,
        notes=(Note(at=now, text=ANSWERED, outcome=Outcome.REPLIED),) if end.answered else (),
        own_plan=None if plan is assessment.plan else plan,
    )


def _prediction(end: End, by: date | None) -> Prediction | None:
    if end.percent is None or by is None:
        return None
    return Prediction(percent=end.percent, by=by, feared=end.feared, expected=end.expected)


def _with_words(session: Session, words: str) -> Session:
    return replace(session, draft=replace(session.draft, body=words))


def _sent(session: Session, now: datetime) -> Sent:
    draft = session.draft
    return Sent(
        subject=draft.subject,
        body=draft.body,
        channel=session.channel,
        at=now,
        how=session.handed,
    )


def _findings(guide: Guide, session: Session, assessment: Assessment) -> tuple[str, ...]:
    found = judged(guide, session, assessment).findings
    return tuple(sorted({each.rule for each in found if each.severity is not Severity.CONSIDER}))


def _following(verdict: VerdictId, plan: Plan, *, went: bool) -> tuple[date | None, str]:
    """When to look again, and at what. What is done, or was left on purpose, comes up no more."""
    if verdict.sends and not went:
        return None, ""
    dated = next((step for step in plan.steps if step.on), None)
    if dated:
        return dated.on, dated.then
    return (plan.by, plan.do) if verdict is VerdictId.GET_HELP else (None, "")


def reminder(decision: Decision) -> Reminder | None:
    """The next date of a decision for the calendar.

    None where there is none, and for somebody unsafe: calendars are shared.
    """
    if decision.check_on is None or decision.session.in_danger:
        return None
    session = decision.session
    about = ", ".join(one_line(part) for part in (session.person, session.topic) if part)
    step = one_line(decision.next_step)
    return Reminder(
        key=f"{decision.id}-next",
        title=f"Follow up: {about}" if about else "Follow up",
        when=decision.check_on,
        notes=f"{step[:1].upper()}{step[1:]}." if step else "",
    )


# -- afterwards -----------------------------------------------------------------------


class Deed(StrEnum):
    """What may be done in other programs after a conversation is closed."""

    KEEP = "keep"
    REPORT = "report"
    MUTE = "mute"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """What content says for the time after: steps by channel and deed, the log, the helpers.

    ``beside`` are the questions for a line each beside the guess, asked once a chance
    was named; every one of them may be passed over, and ``End.with_line`` takes the answer.
    """

    steps: Mapping[Channel, Mapping[Deed, tuple[str, ...]]]
    names: Mapping[Deed, str]
    before: str
    whom: tuple[str, ...]
    log: tuple[str, ...]
    talk_first: str = ""
    changes: str = ""
    beside: tuple[Question, ...] = ()


_DEEDS: Mapping[VerdictId, tuple[Deed, ...]] = {
    VerdictId.BLOCK_REPORT: (Deed.KEEP, Deed.REPORT, Deed.BLOCK),
    VerdictId.GET_HELP: (Deed.KEEP,),
    VerdictId.BOUNDARY: (Deed.KEEP, Deed.MUTE, Deed.BLOCK),
    VerdictId.SILENCE: (Deed.MUTE, Deed.BLOCK),
    VerdictId.LET_GO: (Deed.MUTE,),
}


def deeds(decision: Decision) -> tuple[Deed, ...]:
    """What may now be done about the channel, in order.

    Nothing before a limit has been said: block after closing, not in place of it.
    """
    verdict = decision.verdict
    if verdict.sends and decision.ending is not Ending.SENT:
        return ()
    found = _DEEDS.get(verdict, ())
    if verdict is VerdictId.SILENCE and decision.session.situation is not Situation.UNWANTED:
        return tuple(each for each in found if each is not Deed.BLOCK)
    if decision.session.in_danger and Deed.KEEP not in found:
        return (Deed.KEEP, *found)
    return found


def told(care: Aftercare, decision: Decision) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps for this decision and its channel, as (heading, lines)."""
    mine: Mapping[Deed, tuple[str, ...]] = care.steps.get(decision.session.channel, {})
    return tuple((care.names[each], mine[each]) for each in deeds(decision) if each in mine)


# -- a conversation closed before -----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A conversation that was closed: by which decision, and whether for safety's sake."""

    summary: Summary | None = None
    unsafe: bool = False
    notes: tuple[Note, ...] = field(default=())


def closed_before(
    name: str, summaries: Iterable[Summary], people: Iterable[Person]
) -> Before | None:
    """How the conversation with this person stands closed, or None while it is open."""
    past = history(name, summaries, people)
    latest = past.decisions[0] if past.decisions else None
    notes = past.person.notes if past.person else ()
    if past.unsafe:
        marked = next((each for each in past.decisions if each.unsafe), latest)
        return Before(summary=marked, unsafe=True, notes=notes)
    if latest is None or latest.verdict not in SHUTS or latest.outcome is Outcome.REPLIED:
        return None
    unsaid = latest.verdict.sends and latest.ending is not Ending.SENT
    return None if unsaid else Before(summary=latest, notes=notes)


def why_closed(before: Before, journal: Journal, names: Mapping[VerdictId, str]) -> list[str]:
    """When it was closed, how, and why then, as lines; raises ``JournalError``."""
    lines = ["This person is marked unsafe."] if before.unsafe else []
    one = before.summary
    if one is not None:
        about = f", {one_line(one.topic)}" if one.topic else ""
        lines.append(f"{spoken_date(one.decided.date())}: {names[one.verdict]}{about}.")
        lines += _reason_then(journal, one.id)
    latest = before.notes[-1:]
    lines += [f"Your note, {spoken_date(each.at.date())}: {one_line(each.text)}" for each in latest]
    return lines


def _reason_then(journal: Journal, id: str) -> list[str]:
    try:
        decision = journal.decision(id)
    except KeyError:  # deleted in another window meanwhile
        return []
    shut = closed(decision)
    reason = shut.reason if shut else ""
    return [one_line(reason or decision.assessment.reason)]
