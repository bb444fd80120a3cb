"""Where a session stands and where it goes: what to show, forward, and back.

The same functions drive the screens and the plain prompts. A view says what to
show now; ``forward`` and ``back`` return the session one step on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from coach.advice.deciding import Deciding
from coach.advice.engine import consider
from coach.advice.plan import plan_for
from coach.advice.questions import (
    SAFETY,
    AnswerKind,
    Facts,
    Question,
    Value,
    written_day,
)
from coach.advice.recommendation import Assessment, Plan, Sure, Undecided
from coach.session.addressing import (
    formal_name,
    full_name,
    given_name,
    topic_to_others,
    topic_to_them,
)
from coach.session.fear_words import (
    LIFE,
    fears,
    says_fear,
    says_grave,
    says_harm,
    says_pressed,
)
from coach.session.guidance import Guidance, pause_questions
from coach.session.safety import (
    AFRAID,
    BOTH,
    HARM,
    SELF_HARM,
    SafetyPart,
    SafetyText,
    disclosed_by,
    discloses,
    reason_for,
)
from coach.session.session import Draft, Hold, Overrule, Session
from coach.session.templates import open_slots, said_gap, slots_of
from coach.vocabulary import Situation, Step, VerdictId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One question, its ``number`` in this step, and ``of`` how many (at most)."""

    question: Question
    number: int
    of: int
    value: Value | None
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseView:
    """A pause offered (``hold`` is None), under way, or over and not yet left."""

    hold: Hold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceView:
    """The verdict, to be read and weighed; ``plan`` is that of what the user decided."""

    assessment: Assessment
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """The words, under a verdict that sends something."""

    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class SendView:
    """The last look, the hand-over, and the decision put down."""

    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyView:
    """The safety page, its log, or the question whether it is wanted."""

    part: SafetyPart


View = QuestionView | PauseView | SafetyView | AdviceView | DraftView | SendView


def view(guidance: Guidance, session: Session, now: datetime) -> View:
    """What to show now."""
    if session.at_safety is not None:
        return SafetyView(part=session.at_safety)
    if session.hold is not None and not session.in_danger:
        return PauseView(hold=session.hold)
    if session.step is Step.PAUSE:
        return _pausing(guidance, session)
    result = assess(guidance, session, now.date())
    looked_at = _question(guidance, session.looking_at)
    if session.step is Step.ASSESS and looked_at:
        return _asking(guidance, session, looked_at, result)
    if isinstance(result, Undecided):
        return _asking(guidance, session, result.question, result)
    return _decided(guidance, session, result, now)


def _decided(guidance: Guidance, session: Session, found: Assessment, now: datetime) -> View:
    asked = _to_ask(session, session.told)
    if asked is not None:  # words of fear that were kept come before any advice
        return SafetyView(part=asked)
    match session.step:
        case Step.DRAFT:
            return DraftView(assessment=found)
        case Step.SEND:
            return SendView(assessment=found)
        case _ if _presses(guidance, session, found):
            return SafetyView(part=SafetyPart.PRESSED)
        case _:
            return AdviceView(assessment=found, plan=plan_of(guidance, session, found, now.date()))


def assess(guidance: Guidance, session: Session, today: date) -> Undecided | Assessment:
    """What the tables say to this session's facts."""
    found = consider(guidance.deciding, situation_of(session), _decidable(guidance, session), today)
    if not isinstance(found, Assessment):
        return found
    if session.guarded:
        reason = _reason(guidance.safety, session)
        found = unclaimed(guidance.deciding, reason, session.signs, found)
    return heeding(guidance.safety, session.told, found)


def unclaimed(
    deciding: Deciding, reason: str, signs: tuple[str, ...], found: Assessment
) -> Assessment:
    """The same for this ``reason``, if any, quoting only the ``signs`` that were ticked."""
    asked = deciding.questions[SAFETY]
    because = tuple(
        replace(each, value=signs, text=f"{asked.ask} {asked.text_of(signs)}")
        if each.fact == SAFETY
        else each
        for each in found.because
        if each.fact != SAFETY or signs
    )
    return replace(found, because=because, reason=reason or found.reason, comfort=())


def _reason(text: SafetyText, session: Session) -> str:
    """Why no message is suggested where nothing but this page, or an answer, says danger."""
    said = ""
    if session.silenced and not session.unsafe:
        said = "partner"
    elif session.told_of_harm:
        said = "hurt"
    elif discloses(session.answers):
        said = "unsafe_answer"
    return reason_for(text, session.signs, asked=session.unsafe, said=said)


def heeding(text: SafetyText, words: str, found: Assessment) -> Assessment:
    """The same, where the user's own words say fear: they come before a message, never after it."""
    if not says_fear(words):
        return found
    found = replace(found, plan=replace(found.plan, left_out=()))
    if not found.verdict.id.sends:
        return found
    return replace(found, reason=f"{text.heard} {found.reason}", sure=Sure.CLOSE)


def _presses(guidance: Guidance, session: Session, found: Assessment) -> bool:
    """Whether to ask, once, if an answer is feared, before a message is advised.

    That is asked after a no to the safety page too, where what was told is grave.
    """
    open_yet = not session.safety_asked and not session.in_danger
    sends = verdict_of(session, found).sends
    return open_yet and sends and presses(guidance.safety, session.told, session.answers)


def presses(text: SafetyText, words: str, answers: Facts) -> bool:
    """Whether words or answers, short of danger, suggest that an answer may be feared."""
    return says_pressed(words) or says_grave(words) or text.presses(answers)


def verdict_of(session: Session, assessment: Assessment) -> VerdictId:
    """What will be done: the user's own choice where they overruled the coach."""
    return session.overrule.verdict if session.overrule else assessment.verdict.id


def overruled(guidance: Guidance, session: Session, choice: Overrule, today: date) -> Session:
    """With the user's own choice; choosing what the coach advised takes an earlier one back."""
    found = assess(guidance, session, today)
    same = isinstance(found, Assessment) and found.verdict.id is choice.verdict
    return replace(session, overrule=None if same else choice)


def plan_of(guidance: Guidance, session: Session, assessment: Assessment, today: date) -> Plan:
    """The plan that goes with what is decided: another one where the user overruled the coach."""
    verdict = verdict_of(session, assessment)
    if verdict is assessment.verdict.id:
        return assessment.plan
    facts = _decidable(guidance, session)
    plan = plan_for(guidance.deciding, verdict, facts, today, session.situation)
    if session.in_danger and verdict is VerdictId.SILENCE:
        plan = _kept_quiet(guidance.safety, plan)
    return replace(plan, left_out=()) if says_fear(session.told) else plan


def _kept_quiet(text: SafetyText, plan: Plan) -> Plan:
    """A silence in danger closes nothing: what comes is kept, and someone is told."""
    steps = tuple(replace(each, then=text.silence_then) for each in plan.steps)
    return replace(plan, do=text.silence_do, steps=steps)


def forward(guidance: Guidance, session: Session, now: datetime) -> Session:
    """One step on: the next question, the verdict, the draft, the last look."""
    match view(guidance, session, now):
        case SafetyView():
            return leave_safety(session, now)
        case QuestionView() if session.step is Step.PAUSE:
            return _leave_page(guidance, session)
        case QuestionView(question=question):
            return replace(session, looking_at=_after(guidance, session, question.id, now))
        case PauseView(hold=hold):
            rested = hold is not None and hold.over(now)
            on = session.go_on() if rested else session.override_hold()
            return _to_assess(on) if session.step is Step.PAUSE else on
        case AdviceView(assessment=assessment):
            sends = verdict_of(session, assessment).sends
            step = Step.DRAFT if sends else Step.SEND
            return replace(session, step=step, decided=session.decided or now)
        case DraftView():
            return heard(replace(session, step=Step.SEND), session.draft.body)
        case SendView():
            return session


def back(guidance: Guidance, session: Session, now: datetime) -> Session:
    """One step back; nothing typed or chosen is lost."""
    match view(guidance, session, now):
        case SafetyView(part=part):
            return _back_from_safety(guidance, session, part, now)
        case QuestionView() | PauseView() if session.step is Step.PAUSE:
            return replace(session, page=_page_before(guidance, session), hold=None)
        case QuestionView(question=question):
            return _back_to(guidance, session, _before(guidance, session, question.id, now))
        case AdviceView() if said := disclosed_by(session.answers):
            return change(guidance, session, said)
        case AdviceView():
            return _back_to(guidance, session, _before(guidance, session, "", now))
        case SendView(assessment=assessment) if verdict_of(session, assessment).sends:
            return replace(session, step=Step.DRAFT)
        case PauseView():
            return session.override_hold()
        case _:
            return replace(session, step=Step.ASSESS, looking_at="")


def answer(guidance: Guidance, session: Session, question: str, value: Value) -> Session:
    """Answer and go on to what that leads to."""
    answered = session.answer(question, value)
    if question == SAFETY and value and value != session.answers.get(SAFETY):
        answered = replace(answered, fearful=True)  # and stays so once the signs are taken out
        return to_safety(guidance, answered, asked_for=False)
    if discloses({question: value}) and value != session.answers.get(question):
        stays = replace(answered, looking_at=question)  # one comes back to where it was said
        return to_safety(guidance, stays, asked_for=False)
    on = _answered(guidance, session, answered, question, value)
    if question == "feelings" and isinstance(value, tuple) and AFRAID in value:
        return _offered(on, frozenset({AFRAID}))
    in_words = isinstance(value, str) and _in_words(guidance, question)
    return offer_safety(on, str(value)) if in_words else on


def _answered(
    guidance: Guidance, session: Session, answered: Session, question: str, value: Value
) -> Session:
    if session.step is Step.PAUSE:
        return _leave_page(guidance, answered)
    if question == SAFETY and not value and _pause_left_open(guidance, session):
        return _leave_page(guidance, replace(answered, step=Step.PAUSE, looking_at=""))
    return replace(answered, looking_at="")


def change(guidance: Guidance, session: Session, question: str) -> Session:
    """Go back to one answer in order to change it; all the others stay."""
    situation = session.situation
    if situation is None:
        return session
    for page, each in enumerate(pause_questions(guidance, situation, session.answers)):
        if each.id == question and session.step is Step.PAUSE:
            return replace(session, page=page)
    return replace(session, step=Step.ASSESS, looking_at=question)


def _pause(guidance: Guidance, session: Session) -> tuple[Question, ...]:
    """The questions of this session's pause."""
    return pause_questions(guidance, situation_of(session), session.answers)


def situation_of(session: Session) -> Situation:
    """The session's situation, once it has one."""
    assert session.situation is not None, "the session has no situation yet"
    return session.situation


def _decidable(guidance: Guidance, session: Session) -> Facts:
    """What is known that the tables may look at."""
    known = guidance.deciding.questions
    return {key: value for key, value in session.facts().items() if key in known}


def to_safety(guidance: Guidance, session: Session, *, asked_for: bool = True) -> Session:
    """Straight to the safety page, from anywhere; no pause and no draft is left to go back to."""
    session = session.feel_unsafe() if asked_for else session
    paused = session.step is Step.PAUSE and session.page < len(_pause(guidance, session))
    session = session if paused or session.step is Step.ASSESS else _to_assess(session)
    in_log = session.at_safety in (SafetyPart.LOG, SafetyPart.WRITTEN)
    part = SafetyPart.LOG if in_log else SafetyPart.PAGE
    heard = session.heard | fears(session.told)
    return replace(session, at_safety=part, hold=None, heard=heard)


def tell_of_harm(guidance: Guidance, session: Session, sign: str) -> Session:
    """With the answer whose life it is, which is a sign like those that are ticked."""
    named = SELF_HARM if sign == BOTH else sign
    told = session.answer(SAFETY, tuple(dict.fromkeys((*session.signs, named))))
    return to_safety(guidance, told, asked_for=sign == BOTH)


def write_incident(session: Session, now: datetime) -> Session:
    """With what was typed in the log; words of ending one's life there are asked about."""
    written = session.write_incident(now)
    if written.incidents == session.incidents or not HARM.isdisjoint(written.signs):
        return written
    words = written.incidents[-1].text
    if not says_harm(words):
        return written
    heard = written.heard | fears(words)
    return replace(written, at_safety=SafetyPart.DESPAIR, heard=heard, fearful=True)


def leave_safety(session: Session, now: datetime) -> Session:
    """Back to what one was doing, every tick as it is; to other words of fear no answer is given.

    Where the page was offered for words that were kept, it's offered for these no more.
    """
    words = session.told
    asked = session.at_safety or _to_ask(session, words)
    heard = session.heard | _meant_by(asked, fears(words))
    gentle = session.safety_asked or asked is None  # it stands there by itself, before a message
    left = replace(session.write_incident(now), at_safety=None, safety_asked=gentle, heard=heard)
    return offer_safety(left, words)


def _back_from_safety(
    guidance: Guidance, session: Session, part: SafetyPart, now: datetime
) -> Session:
    if session.at_safety is None:  # the question before a message, to which no answer was given
        return _back_to(guidance, session, _before(guidance, session, "", now))
    if part in (SafetyPart.LOG, SafetyPart.WRITTEN, SafetyPart.DESPAIR):
        return replace(session.write_incident(now), at_safety=SafetyPart.PAGE)
    return leave_safety(session, now)


def offer_safety(session: Session, words: str) -> Session:
    """With the question whether the safety page is wanted, put once for each sentence of fear."""
    return _offered(session, fears(words))


def _offered(session: Session, marks: frozenset[str]) -> Session:
    part = part_for(marks - session.heard, session.signs, in_danger=session.warned)
    if part is None or session.at_safety is not None:
        return session
    heard = session.heard | _meant_by(part, marks)
    return replace(session, at_safety=part, heard=heard, fearful=True)


def heard(session: Session, text: str) -> Session:
    """The same, with that question where this text of the user's own says fear."""
    return offer_safety(session, text) if says_fear(text) else session


def typed(session: Session, text: str) -> Session:
    """The same, not to be seen on the first screen once words of fear were typed in it."""
    fearful = session.fearful or says_fear(text)
    return session if fearful == session.fearful else replace(session, fearful=fearful)


def unheard(session: Session, text: str) -> bool:
    """Whether words of fear or despair stand in this text that were not asked about yet."""
    return says_fear(text) and not fears(text) <= session.heard


def _to_ask(session: Session, words: str) -> SafetyPart | None:
    """What these words ask for that was not answered yet: whose life it is, or the page."""
    return part_for(fears(words) - session.heard, session.signs, in_danger=session.warned)


def part_for(
    marks: frozenset[str], signs: tuple[str, ...] = (), *, in_danger: bool = False
) -> SafetyPart | None:
    """The question that sentences with these marks lead to; in danger only one that is new."""
    if HARM.isdisjoint(signs) and any(each.startswith(LIFE) for each in marks):
        return SafetyPart.LIFE
    fear = any(not each.startswith(LIFE) for each in marks)
    return SafetyPart.ASK if fear and not in_danger else None


def _meant_by(part: SafetyPart | None, marks: frozenset[str]) -> frozenset[str]:
    """Those of these marks that an answer to this question is about."""
    about_life = part in (SafetyPart.LIFE, SafetyPart.DESPAIR)
    asked = about_life or part is SafetyPart.ASK
    return frozenset(each for each in marks if asked and each.startswith(LIFE) == about_life)


def _in_words(guidance: Guidance, question: str) -> bool:
    """Whether this is answered in the user's own words."""
    known = {each.id: each for each in guidance.script.questions} | dict(
        guidance.deciding.questions
    )
    kinds = (AnswerKind.TEXT, AnswerKind.LONG_TEXT)
    return question in known and known[question].kind in kinds


def _pausing(guidance: Guidance, session: Session) -> View:
    questions = _pause(guidance, session)
    if session.page >= len(questions):
        return PauseView(hold=None)
    question = questions[session.page]
    asked = [each.id for each in questions if each.id not in session.carried - {question.id}]
    return QuestionView(
        question=question,
        number=asked.index(question.id) + 1,
        of=len(asked),
        value=session.answers.get(question.id),
        typed=session.typed.get(question.id, ""),
    )


def _asking(
    guidance: Guidance, session: Session, question: Question, result: Undecided | Assessment
) -> QuestionView:
    known = session.carried - {question.id}
    asked = [id for id in _asked(guidance, session, result) if id not in known]
    more = result.at_most if isinstance(result, Undecided) else 0
    number = asked.index(question.id) + 1 if question.id in asked else len(asked) + 1
    return QuestionView(
        question=question,
        number=number,
        of=max(number, len(asked) + more),
        value=session.answers.get(question.id),
        typed=session.typed.get(question.id, ""),
    )


def _leave_page(guidance: Guidance, session: Session) -> Session:
    """The next page of the pause; after the last, cooling off where hot, else assess.

    In danger the pause ends with the question about it: the rest asks after a story nobody needs.
    """
    questions = _pause(guidance, session)
    pages = len(questions)
    if session.in_danger and all(each.id != SAFETY for each in questions[session.page + 1 :]):
        return _to_assess(session)
    for page in range(session.page + 1, pages):
        if questions[page].id not in session.carried:
            return replace(session, page=page)
    done = replace(session, page=pages)
    return done if done.hot else _to_assess(done)


def _page_before(guidance: Guidance, session: Session) -> int:
    """The page of the pause one came from; the one before where all of them are known already."""
    questions = _pause(guidance, session)
    earlier = range(min(session.page, len(questions)) - 1, -1, -1)
    asked = (page for page in earlier if questions[page].id not in session.carried)
    return next(asked, max(0, session.page - 1))


def _pause_left_open(guidance: Guidance, session: Session) -> bool:
    """Whether the pause was left before its end, for safety."""
    return session.page < len(_pause(guidance, session))


def _to_assess(session: Session) -> Session:
    return replace(session, step=Step.ASSESS, looking_at="")


def _question(guidance: Guidance, id: str) -> Question | None:
    questions: Mapping[str, Question] = guidance.deciding.questions
    return questions.get(id) if id else None


def _asked(guidance: Guidance, session: Session, result: Undecided | Assessment) -> list[str]:
    """The questions of the assessment answered so far, those of the pause left out."""
    paused = {each.id for each in _pause(guidance, session)}
    return [id for id in result.asked if id not in paused]


def _trail(guidance: Guidance, session: Session, now: datetime) -> list[str]:
    return _asked(guidance, session, assess(guidance, session, now.date()))


def _after(guidance: Guidance, session: Session, question: str, now: datetime) -> str:
    trail = _trail(guidance, session, now)
    later = trail[trail.index(question) + 1 :] if question in trail else []
    return later[0] if later else ""


def _before(guidance: Guidance, session: Session, question: str, now: datetime) -> str:
    trail = _trail(guidance, session, now)
    earlier = trail[: trail.index(question)] if question in trail else trail
    return earlier[-1] if earlier else ""


def _back_to(guidance: Guidance, session: Session, question: str) -> Session:
    if question:
        return replace(session, step=Step.ASSESS, looking_at=question)
    last = len(_pause(guidance, session)) - 1
    return replace(session, step=Step.PAUSE, page=max(0, min(session.page, last)), looking_at="")


def known(session: Session, plan: Plan, me: str, today: date) -> Mapping[str, str]:
    """What a template may be told, by field; missing facts are left out."""
    day = _day_of(session, "last_contact")
    by = answer_by(plan)
    needed, answer_on = _day_of(session, "needed_by"), _day_of(session, "answer_on")
    facts = {
        "person": full_name(session.person),
        "given": given_name(session.person),
        "formal": formal_name(session.person),
        "topic": topic_to_them(session.topic, session.person),
        "topic_to_others": topic_to_others(session.topic),
        "owed": owed_on(session),
        "me": me,
        "last_contact": written_day(day) if day else "",
        "gap": said_gap((today - day).days) if day else "",
        "by": written_day(by) if by else "",
        "needed": written_day(needed) if needed else "",
        "due": written_day(needed) if needed and needed < today else "",
        "answer_on": written_day(answer_on) if answer_on else "",
    }
    return {field: text for field, text in facts.items() if text}


def owed_on(session: Session) -> str:
    """What of mine their work or question waits for; empty where the topic says that itself."""
    theirs = topic_to_them(session.topic, session.person)
    what = _WAITS_FOR.get(str(session.answers.get("left")), "")
    return f"{what} on {theirs}" if what and _THEIRS.match(theirs) else ""


_WAITS_FOR = {"review": "my feedback", "answer": "my answer"}
_THEIRS = re.compile(
    r"(?!.*\b(?:comments?|feedback|reviews?|repl(?:y|ies)|answers?|decisions?|notes)\b)your ",
    re.IGNORECASE,
)


def _day_of(session: Session, question: str) -> date | None:
    said = session.answers.get(question)
    return date.fromisoformat(str(said)) if said else None


def open_places(guidance: Guidance, draft: Draft) -> tuple[str, ...]:
    """What the template left to fill in and still stands open; signs of one's own are not."""
    template = next((each for each in guidance.templates if each.id == draft.template), None)
    return open_slots(draft.text, slots_of(template)) if template else ()


def answer_by(plan: Plan) -> date | None:
    """The day by which an answer is hoped for: the first dated if-then of the plan."""
    dated = [step.on for step in plan.steps if step.on]
    return dated[0] if dated else plan.by
