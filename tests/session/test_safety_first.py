"""Wherever a sign of danger can be given, the safety page is next, and no message follows it.

The paths by screen, plain mode, key, word and palette are played in
``tests/journeys/test_safety_paths.py``; here is every sign in every situation, to the end.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.advice.questions import SAFETY, AnswerKind, Question, Value
from coach.advice.recommendation import Assessment, plan_lines
from coach.content.loader import ContentFolder
from coach.session import flow
from coach.session.safety import SafetyPart
from coach.session.session import Overrule, Session
from coach.vocabulary import Situation, Step, VerdictId
from tests.sweep import over

GUIDE = ContentFolder()
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
SIGNS = tuple(each.id for each in GUIDE.deciding.questions[SAFETY].choices)
WAYS = (*SIGNS, "key")


def fresh(situation: Situation) -> Session:
    return Session(id="w", started=NOW, touched=NOW, situation=situation)


def an_answer(question: Question) -> Value:
    match question.kind:
        case AnswerKind.CHOICE:
            return question.choices[0].id
        case AnswerKind.MANY:
            return ()
        case AnswerKind.YES_NO:
            return True
        case AnswerKind.COUNT:
            return 1
        case AnswerKind.SCALE:
            return 9
        case AnswerKind.DATE:
            return "2026-11-02"
        case _:
            return "words"


def in_danger(session: Session, way: str) -> Session:
    if way == "key":
        return flow.to_safety(GUIDE, session)
    return flow.answer(GUIDE, session, SAFETY, (way,))


def followed(session: Session) -> list[flow.View]:
    """Every view to the end, where whoever asks is answered and all else is gone on from."""
    seen: list[flow.View] = []
    for _ in range(60):
        view = flow.view(GUIDE, session, NOW)
        seen.append(view)
        match view:
            case flow.SendView():
                return seen
            case flow.QuestionView(question=question):
                known = session.answers.get(question.id)
                value = an_answer(question) if known is None else known
                session = flow.answer(GUIDE, session, question.id, value)
            case _:
                session = flow.forward(GUIDE, session, NOW)
    raise AssertionError(f"no end: {session}")


@over("situation", Situation)
@over("way", WAYS)
def test_the_safety_page_is_next_and_no_message_date_or_pause_comes_after(situation, way):
    session = in_danger(fresh(situation), way)
    first, *rest = followed(session)
    assert first == flow.SafetyView(part=SafetyPart.PAGE)
    for view in rest:
        assert isinstance(view, flow.QuestionView | flow.AdviceView | flow.SendView)
        if isinstance(view, flow.AdviceView):
            assert not view.assessment.verdict.id.sends
            assert view.plan.by is None
            assert all(step.on is None for step in view.plan.steps)
            told = " ".join(plan_lines(view.plan)).casefold()
            assert not any(each in told for each in ("write to", "send them", "tell them", "draft"))


@over("way", WAYS)
@over("step", Step)
def test_from_any_step_the_page_is_next_and_no_pause_or_draft_is_left_behind_it(step, way):
    session = replace(fresh(Situation.WAITING), answers={"strength": 9}, step=step, page=99)
    session = session.hold_until(NOW.replace(hour=12), NOW)
    there = in_danger(session, way)
    assert flow.view(GUIDE, there, NOW) == flow.SafetyView(part=SafetyPart.PAGE)
    back = flow.view(GUIDE, flow.leave_safety(there, NOW), NOW)
    assert isinstance(back, flow.QuestionView | flow.AdviceView)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("happened", "He said he will kill me."),
        ("story", "I'm scared of him."),
        ("person", "unsafe"),
        ("topic", "I feel unsafe."),
    ],
)
def test_words_of_fear_in_a_field_ask_once_and_keep_what_was_said(question, words):
    session = flow.answer(GUIDE, fresh(Situation.UNWANTED), question, words)
    assert flow.view(GUIDE, session, NOW) == flow.SafetyView(part=SafetyPart.ASK)
    assert session.answers == {question: words}
    assert not session.in_danger
    again = flow.answer(GUIDE, flow.leave_safety(session, NOW), question, words)
    assert not isinstance(flow.view(GUIDE, again, NOW), flow.SafetyView)


def test_going_back_from_the_page_shows_every_tick_as_it_is():
    session = flow.answer(GUIDE, fresh(Situation.OWING), SAFETY, ("threats",))
    asked_for = flow.to_safety(GUIDE, session)
    back = flow.leave_safety(asked_for, NOW)
    assert back.answers[SAFETY] == ("threats",)
    found = flow.assess(GUIDE, back, NOW.date())
    assert isinstance(found, Assessment)
    assert not any("afraid" in each.text for each in found.because)


def test_a_seller_on_a_private_number_is_asked_about_gently_before_any_message():
    session = fresh(Situation.UNWANTED)
    given = {"person": "Rolf", "topic": "a tool", "channel": "chat", "approach": "pitch"}
    seen = followed(replace(session, answers={**given, SAFETY: (), "i_want": "no"}))
    kinds = [type(each) for each in seen]
    advice = next(each for each in seen if isinstance(each, flow.AdviceView))
    gentle = flow.SafetyView(part=SafetyPart.PRESSED)
    if advice.assessment.verdict.id.sends:
        assert seen.count(gentle) == 1
        assert seen.index(gentle) < kinds.index(flow.AdviceView)
    else:
        assert gentle not in seen


def test_a_boss_who_asks_too_much_at_night_is_asked_about_once_before_a_no_is_advised():
    session = fresh(Situation.UNWANTED)
    given = {"approach": "personal", "i_said": "never", "power": "they_hold", SAFETY: ()}
    seen = followed(replace(session, answers=given))
    gentle = flow.SafetyView(part=SafetyPart.PRESSED)
    advice = next(each for each in seen if isinstance(each, flow.AdviceView))
    assert (gentle in seen) == advice.assessment.verdict.id.sends
    assert seen.count(gentle) <= 1


@over("verdict", VerdictId)
def test_a_wish_to_write_or_to_wait_for_a_day_ends_with_a_sign_of_danger(verdict):
    wish = Overrule(verdict=verdict, reason="I want it over.")
    for way in WAYS:
        session = in_danger(replace(fresh(Situation.WAITING), overrule=wish), way)
        stays = verdict in (VerdictId.SILENCE, VerdictId.GET_HELP)
        assert (session.overrule == wish) == stays
