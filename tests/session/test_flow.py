"""Where a session goes: forward to an end, back without loss, and never past safety."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.advice.questions import AnswerKind, Question, Value
from coach.advice.recommendation import Assessment
from coach.app import closing
from coach.content.loader import ContentFolder
from coach.journal.decisions import Decision
from coach.session import flow
from coach.session.session import Draft, Overrule, Session, tomorrow_morning
from coach.vocabulary import Ending, Situation, Step, VerdictId
from tests.sweep import over

GUIDE = ContentFolder()
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
MOST_STEPS = 60


def fresh(situation: Situation) -> Session:
    return Session(id="w", started=NOW, touched=NOW, situation=situation)


def some_answer(question: Question, data: st.DataObject) -> Value:
    match question.kind:
        case AnswerKind.CHOICE:
            return data.draw(st.sampled_from([each.id for each in question.choices]))
        case AnswerKind.MANY:
            ids = [each.id for each in question.choices]
            return tuple(data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)))
        case AnswerKind.YES_NO:
            return data.draw(st.booleans())
        case AnswerKind.COUNT:
            return data.draw(st.integers(0, 6))
        case AnswerKind.SCALE:
            return data.draw(st.integers(0, 10))
        case AnswerKind.DATE:
            days = data.draw(st.integers(-20, 400))
            return (NOW.date() - timedelta(days=days)).isoformat()
        case _:
            return "words"


def walked(session: Session, data: st.DataObject) -> tuple[Session, list[type]]:
    """Answers whatever is asked until the closing; the kinds of views on the way."""
    seen: list[type] = []
    for _ in range(MOST_STEPS):
        view = flow.view(GUIDE, session, NOW)
        seen.append(type(view))
        match view:
            case flow.QuestionView(question=question):
                known = session.answers.get(question.id)
                value = some_answer(question, data) if known is None else known
                session = flow.answer(GUIDE, session, question.id, value)
            case flow.SendView():
                return session, seen
            case _:
                session = flow.forward(GUIDE, session, NOW)
    raise AssertionError(f"no end after {MOST_STEPS} steps: {session}")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(Situation), st.data())
def test_every_session_ends_and_writes_only_where_something_is_to_be_sent(situation, data):
    session, seen = walked(fresh(situation), data)
    assessment = flow.assess(GUIDE, session, NOW.date())
    assert (flow.DraftView in seen) == assessment.verdict.id.sends


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(Situation), st.data())
def test_who_feels_unsafe_is_led_past_all_writing(situation, data):
    session = replace(fresh(situation).feel_unsafe(), step=Step.ASSESS)
    _, seen = walked(session, data)
    assert flow.DraftView not in seen


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(Situation), st.data())
def test_going_all_the_way_back_and_on_again_loses_no_answer(situation, data):
    session, _ = walked(fresh(situation), data)
    there = session
    for _ in range(MOST_STEPS):
        there = flow.back(GUIDE, there, NOW)
    assert there.step is Step.PAUSE
    assert there.page == 0
    assert there.answers == session.answers


def ready() -> Session:
    """Everything said that a nudge about a proposal needs."""
    answers: dict[str, Value] = {
        "person": "Mara",
        "topic": "the March proposal",
        "matter": "proposal",
        "channel": "email",
        "last_from": "me",
        "last_contact": "2026-11-02",
        "nudges_sent": 0,
        "safety": (),
    }
    session = replace(fresh(Situation.WAITING), step=Step.ASSESS, answers=answers)
    for _ in range(12):
        view = flow.view(GUIDE, session, NOW)
        if not isinstance(view, flow.QuestionView):
            return session
        first = view.question.choices[0].id if view.question.choices else True
        session = flow.answer(GUIDE, session, view.question.id, first)
    raise AssertionError("more questions than promised")


def test_a_changed_answer_keeps_all_the_others_and_leads_straight_back_to_the_verdict():
    session = ready()
    changed = flow.change(GUIDE, session, "their_word")
    assert isinstance(flow.view(GUIDE, changed, NOW), flow.QuestionView)
    again = flow.answer(GUIDE, changed, "their_word", session.answers["their_word"])
    assert again.answers == session.answers
    assert isinstance(flow.view(GUIDE, again, NOW), flow.AdviceView)


def test_the_safety_key_pressed_by_mistake_is_taken_back_and_leads_to_where_one_was():
    before = replace(fresh(Situation.UNWANTED), page=2, answers={"person": "him"})
    unsafe = flow.to_safety(GUIDE, before)
    assert isinstance(flow.view(GUIDE, unsafe, NOW), flow.SafetyView)
    back = unsafe.opened_by_mistake()
    assert (back.step, back.page, back.unsafe, back.answers) == (
        Step.PAUSE,
        2,
        False,
        {"person": "him"},
    )
    assert flow.view(GUIDE, back, NOW) == flow.view(GUIDE, before, NOW)


def test_the_safety_key_claims_no_sign_for_the_user_and_the_advice_quotes_none():
    unsafe = flow.to_safety(GUIDE, replace(fresh(Situation.UNWANTED), answers={"person": "him"}))
    back = flow.leave_safety(unsafe, NOW)
    assert back.answers == {"person": "him"}
    found = flow.assess(GUIDE, back, NOW.date())
    assert isinstance(found, Assessment)
    assert not found.verdict.id.sends
    assert "safety" not in {each.fact for each in found.because}
    assert "afraid" not in found.reason


def test_beside_a_safety_verdict_stands_no_word_about_writing():
    answers = {"pull": "dread", "feelings": ("anxious",)}
    session = replace(fresh(Situation.OWING), answers=answers).feel_unsafe()
    view = flow.view(GUIDE, replace(session, step=Step.ASSESS), NOW)
    assert isinstance(view, flow.AdviceView)
    said = " ".join(
        [
            *view.assessment.comfort,
            *(each.text for each in view.assessment.supporting),
            *(each.text for each in view.assessment.opposing),
        ]
    )
    assert "sentence" not in said
    assert "receipt" not in said


def test_after_an_overrule_the_verdict_page_has_the_plan_of_what_was_decided():
    session = ready()
    before = flow.view(GUIDE, session, NOW)
    choice = Overrule(verdict=VerdictId.LET_GO, reason="enough")
    after = flow.view(GUIDE, flow.overruled(GUIDE, session, choice, NOW.date()), NOW)
    assert isinstance(before, flow.AdviceView)
    assert isinstance(after, flow.AdviceView)
    assert before.plan == before.assessment.plan != after.plan
    assert after.plan.do.startswith("Mark this one as closed for now")


def test_choosing_what_the_coach_advised_takes_an_overrule_back():
    session = replace(ready(), overrule=Overrule(verdict=VerdictId.LET_GO, reason="enough"))
    view = flow.view(GUIDE, session, NOW)
    assert isinstance(view, flow.AdviceView)
    same = Overrule(verdict=view.assessment.verdict.id, reason="after all")
    assert flow.overruled(GUIDE, session, same, NOW.date()).overrule is None


def test_overruling_the_coach_decides_where_the_session_goes():
    session = replace(ready(), overrule=Overrule(verdict=VerdictId.LET_GO, reason="enough"))
    assert isinstance(flow.view(GUIDE, flow.forward(GUIDE, session, NOW), NOW), flow.SendView)


def test_a_pause_stays_until_it_is_left_and_says_when_its_time_has_come():
    session = ready().hold_until(NOW + timedelta(minutes=10), NOW)
    assert flow.view(GUIDE, session, NOW) == flow.PauseView(hold=session.hold)
    early = flow.forward(GUIDE, session, NOW)
    assert early.hold_overridden
    late = flow.forward(GUIDE, session, NOW + timedelta(minutes=11))
    assert not late.hold_overridden
    assert late.hold is None


def test_tomorrow_morning_is_nine_on_the_next_day():
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert tomorrow_morning(late) == datetime(2027, 1, 1, 9, 0, tzinfo=UTC)


def test_only_what_the_template_left_open_counts_as_open():
    template = next(each for each in GUIDE.templates if "‹" in each.body)
    slot = template.body.split("‹")[1].split("›")[0]
    draft = Draft(body=f"‹{slot}› and ‹mes propres guillemets›", template=template.id)
    assert flow.open_places(GUIDE, draft) == (slot,)
    assert flow.open_places(GUIDE, replace(draft, template="")) == ()


@pytest.mark.parametrize("ending", Ending)
def test_the_record_holds_exactly_the_words_that_went_out_or_none(ending):
    session = replace(ready(), draft=Draft(subject="Proposal", body="May I plan you in?"))
    assessment = flow.assess(GUIDE, session, NOW.date())
    decision = closing.finish(GUIDE, session, assessment, closing.End(ending=ending), NOW)
    assert isinstance(decision, Decision)
    assert (decision.sent is not None) == (ending is Ending.SENT)
    if decision.sent:
        assert (decision.sent.subject, decision.sent.body) == ("Proposal", "May I plan you in?")
    assert decision.guidance == GUIDE.version


@over(
    ("left", "topic", "owed"),
    [
        ("review", "your March report", "my feedback on your March report"),
        ("review", "her March report", "my feedback on your March report"),
        ("answer", "your talk in May", "my answer on your talk in May"),
        ("review", "comments on her report", ""),
        ("work", "your logo", ""),
    ],
)
def test_what_is_theirs_is_not_what_the_user_owes_them(left, topic, owed):
    session = replace(ready(), situation=Situation.REPAIR)
    assert flow.owed_on(session.answer("left", left).answer("topic", topic)) == owed


def test_templates_are_told_what_is_known_and_nothing_else():
    session = ready()
    assessment = flow.assess(GUIDE, session, NOW.date())
    known = flow.known(session, assessment.plan, "", NOW.date())
    assert known["person"] == "Mara"
    assert known["last_contact"] == "Monday 2 November"
    assert "me" not in known


@pytest.mark.parametrize("typed", ["1", "3 ", "?"])
def test_a_digit_that_slipped_into_the_name_leaves_no_session_behind(typed):
    begun = fresh(Situation.WAITING)
    assert begun.answer("person", typed).untouched
    assert begun.mistype("person", typed).untouched
    assert not begun.answer("person", "Jo").untouched
    assert not begun.typing("person", "J").untouched
    assert not begun.answer("person", typed).answer("matter", "invoice").untouched
