"""How a session ends: when to let the words go, by which way, and what is kept of it.

The screen and the plain prompts share all of it, so that both leave the same record.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from coach.advice.questions import spoken_date
from coach.advice.recommendation import Assessment, Plan
from coach.app.draft_review import review_draft
from coach.app.ports import Reminder
from coach.app.settings import Quiet
from coach.journal.decisions import Decision, Note, Prediction, Sent
from coach.journal.due_dates import reply_by
from coach.journal.own_promises import asked_by, promised
from coach.sanitize import one_line
from coach.session.flow import plan_of, verdict_of
from coach.session.guidance import Guidance, pause_questions
from coach.session.session import HOT, MORNING_HOUR, Session, tomorrow_morning
from coach.vocabulary import Channel, Ending, Outcome, Severity, Situation, Step, VerdictId

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

LOOK_BACK = timedelta(days=7)
"""How long after a message that waits for nothing one is asked once how it turned out."""

ANSWERED = "They got in touch before I sent anything."
"""The note of a session that an answer has overtaken."""


# -- before letting go ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LastLook:
    """What the last look says: its title, and that the other side wrote before anything left."""

    title: str
    overtaken: str


def last_look_words(session: Session, verdict: VerdictId) -> LastLook:
    """The words of the last look here: nobody waits for an answer that is one's own to give."""
    waits = session.situation is Situation.WAITING and verdict not in _OWN_TURN
    if waits:
        return LastLook("Take a last look. Have they replied since?", "They've replied")
    what = "your answer" if session.situation is Situation.OWING or verdict in _OWN_TURN else "it"
    again = "since" if session.situation is Situation.REPAIR else "again"
    return LastLook(f"Take a last look before you send {what}.", f"They've written {again}")


_OWN_TURN = frozenset({VerdictId.ANSWER, VerdictId.REFER, VerdictId.DEFER})
"""Verdicts that give the other side what they asked for."""


def rates_again(session: Session, assessment: Assessment) -> bool:
    """Whether to ask how strong it feels now: it ran hot, and something is to go out."""
    ran_hot = session.strength >= HOT or session.hold_overridden
    sends = verdict_of(session, assessment).sends
    return sends and ran_hot and session.strength_after is None


def time_advice(
    quiet: Quiet, now: datetime, *, due_today: bool = False, latest: date | None = None
) -> str:
    """The local time, and in quiet hours until when it may wait, or ``due_today`` has to.

    Nothing waits for a morning after the ``latest`` day.
    """
    said = f"It's {now:%A} {now:%H:%M}."
    morning = working_morning(quiet, now)
    if not quiet.covers(now) or (latest and morning.date() > latest):
        return said
    day = "tomorrow" if morning.date() == now.date() + timedelta(days=1) else f"{morning:%A}"
    day = "this" if morning.date() == now.date() else day
    if due_today:
        return f"{said} If you can't reach anyone now, do this first thing {day} morning."
    return f"{said} This can wait until {day} morning."


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
    """By when an answer one owes is best sent, and the time left; empty where none is owed."""
    by = reply_by(session)
    if by is None:
        return ""
    local = by.astimezone(now.tzinfo)
    needed = str(session.answers.get("needed_by", ""))
    if now.date().isoformat() <= needed < local.date().isoformat():
        return f"Best sent by {spoken_date(date.fromisoformat(needed))}, when they need it."
    if by < now:
        return "Three days have passed since you decided. Today is still better than tomorrow."
    return f"Best sent by {spoken_date(local.date())}, {local:%H:%M}: {_time_left(by - now)}."


def _time_left(left: timedelta) -> str:
    """How long there is, roughly, as a friend would say it."""
    if left > timedelta(hours=30):
        three = left > timedelta(hours=54)
        return f"you have {'three' if three else 'two'} days"
    if left > timedelta(hours=12):
        return "you have about a day"
    return "you have a few hours" if left > timedelta(hours=1) else "you have an hour"


def with_answer(guidance: Guidance, session: Session) -> Session:
    """Back to the question who wrote last, since they have written meanwhile."""
    if session.situation is None:
        return session
    ids = [each.id for each in pause_questions(guidance, session.situation)]
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
    """How the user ends a session.

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

    def line(self, question: str) -> str:
        """What was written beside the guess so far. Raises ``KeyError`` as ``with_line`` does."""
        return {"feared": self.feared, "expected": self.expected}[question]


def guess_by(session: Session, verdict: VerdictId, plan: Plan) -> date | None:
    """The day by which an answer may be guessed at; None where none is hoped for."""
    if session.in_danger or verdict not in AWAITS_ANSWER:
        return None
    return next((step.on for step in plan.steps if step.on), None)


def finish(
    guidance: Guidance,
    session: Session,
    assessment: Assessment,
    end: End,
    now: datetime,
    ignored: frozenset[str] = frozenset(),
) -> Decision:
    """The decision as the journal keeps it, frozen at this moment.

    ``ignored`` are the checks the user's settings never mark.
    """
    verdict = verdict_of(session, assessment)
    plan = plan_of(guidance, session, assessment, now.date())
    went = end.ending is Ending.SENT
    told = session if end.words is None else _with_words(session, end.words)
    by = None if end.answered else guess_by(session, verdict, plan)
    next_on, next_step = _following(verdict, plan, went=went)
    if went and next_on and (given := asked_by(told.draft.body, now.date())):
        next_on = max(next_on, given)
    if (deadline := _own_deadline(session, now.date())) and not (next_on and next_on <= deadline):
        next_on, next_step = deadline, f"your deadline: {one_line(plan.do)}"
    if went and next_on is None and not session.in_danger:
        next_on, next_step = now.date() + LOOK_BACK, "look back: how did it turn out?"
    if went and not session.in_danger and (own := promised(told.draft.body, now.date())):
        day, words = own
        if next_on is None or day <= next_on:
            next_on, next_step = day, f"You promised: “{one_line(words)}”"
    return Decision(
        id=session.id,
        decided=now,
        ending=end.ending,
        session=session,
        assessment=assessment,
        sent=_sent(told, now) if went else None,
        next_step=next_step,
        next_on=None if end.answered else next_on,
        findings=_findings(guidance, told, assessment, ignored, now) if went else (),
        strength_after=session.strength_after,
        prediction=_prediction(end, by),
        guidance=guidance.version,
        notes=(Note(at=now, text=ANSWERED, outcome=Outcome.REPLIED),) if end.answered else (),
        own_plan=None if plan is assessment.plan else plan,
    )


def _own_deadline(session: Session, today: date) -> date | None:
    """The day ahead by which something else, such as another offer, needs the user's answer."""
    outside = session.situation is Situation.WAITING and session.answers.get("set_by") == "outside"
    needed = str(session.answers.get("needed_by") or "") if outside else ""
    ahead = bool(needed) and not session.in_danger and today.isoformat() < needed
    return date.fromisoformat(needed) if ahead else None


def _prediction(end: End, by: date | None) -> Prediction | None:
    if end.percent is None or by is None:
        return None
    return Prediction(percent=end.percent, by=by, feared=end.feared, expected=end.expected)


def _with_words(session: Session, words: str) -> Session:
    return replace(session, draft=replace(session.draft, body=words))


def _sent(session: Session, now: datetime) -> Sent:
    draft = session.outgoing
    return Sent(
        subject=draft.subject,
        body=draft.body,
        channel=session.channel,
        at=now,
        how=session.handed,
    )


def _findings(
    guidance: Guidance,
    session: Session,
    assessment: Assessment,
    ignored: frozenset[str],
    now: datetime,
) -> tuple[str, ...]:
    found = review_draft(guidance, session, assessment, ignored, now.date()).review.findings
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
