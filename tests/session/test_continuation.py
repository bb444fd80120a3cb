"""Going on where a decision left off: nothing known is asked twice, what may have changed is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coach.content.loader import ContentFolder
from coach.session import flow
from coach.session.continuation import answer_them, begun, looked_at_again, still_nothing
from coach.session.session import Session
from coach.vocabulary import Situation, Step, VerdictId

GUIDE = ContentFolder()
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
SENT = date(2026, 11, 5)
BEFORE = Session(
    id="w1",
    started=NOW,
    touched=NOW,
    situation=Situation.WAITING,
    step=Step.SEND,
    answers={
        "person": "Mara",
        "topic": "the March proposal",
        "matter": "proposal",
        "channel": "email",
        "last_from": "them",
        "last_contact": "2026-10-20",
        "nudges_sent": 1,
        "happened": "She asked for a price.",
        "safety": (),
        "strength": 8,
        "owed": "courtesy",
        "cost": "none",
    },
)


def next_one(before=BEFORE, verdict=VerdictId.NUDGE, sent_on=SENT):
    return still_nothing(before, verdict, sent_on, id="w2", guidance=GUIDE, now=NOW)


def questions_asked(session):
    """What the pause asks from where the session stands, each answered with what it has."""
    asked = []
    while isinstance(seen := flow.view(GUIDE, session, NOW), flow.QuestionView):
        if session.step is not Step.PAUSE:
            break
        asked.append(seen.question.id)
        session = flow.forward(GUIDE, session, NOW)
    return asked


def test_a_reminder_that_went_out_is_one_more_and_its_day_the_last_contact():
    on = next_one()
    assert on.answers["nudges_sent"] == 2
    assert on.answers["last_contact"] == "2026-11-05"
    assert on.answers["last_from"] == "me"
    assert (on.id, on.person, on.topic) == ("w2", "Mara", "the March proposal")
    assert on.answers["owed"] == "courtesy"


def test_a_message_that_was_no_reminder_is_not_counted_as_one():
    assert next_one(verdict=VerdictId.ESCALATE).answers["nudges_sent"] == 1


def test_a_formal_demand_that_named_a_day_counts_as_the_last_message():
    owing = replace(BEFORE, answers={**BEFORE.answers, "matter": "invoice"})
    due = date(2026, 11, 16)
    on = still_nothing(
        owing, VerdictId.ESCALATE, SENT, id="w2", guidance=GUIDE, now=NOW, asked_by=due
    )
    assert on.answers["last_sent"] == 1
    assert "last_sent" not in next_one(owing, VerdictId.ESCALATE).answers


def test_where_nothing_was_sent_the_last_contact_stays():
    on = next_one(verdict=VerdictId.WAIT, sent_on=None)
    assert on.answers["nudges_sent"] == 1
    assert on.answers["last_contact"] == "2026-10-20"


def test_only_what_may_have_changed_is_asked_and_safety_always():
    asked = questions_asked(next_one())
    assert "safety" in asked
    assert "happened" in asked
    assert not {
        "story",
        "uncovered",
        "person",
        "topic",
        "matter",
        "channel",
        "last_contact",
        "nudges_sent",
    } & {*asked}


def test_a_wait_that_passed_without_a_word_is_counted():
    first = next_one(verdict=VerdictId.WAIT, sent_on=None)
    assert first.answers["waited"] == 1
    assert next_one(first, verdict=VerdictId.WAIT, sent_on=None).answers["waited"] == 2


def test_feelings_and_the_recommendation_of_then_are_not_carried_over():
    on = next_one(replace(BEFORE, hold_overridden=True, decided=NOW))
    assert "strength" not in on.answers
    assert "cost" not in on.answers
    assert on.decided is None
    assert not on.hold_overridden


def test_after_an_answer_of_ones_own_it_is_they_who_are_quiet():
    on = next_one(replace(BEFORE, situation=Situation.OWING), VerdictId.ANSWER)
    assert on.situation is Situation.WAITING
    assert on.answers["nudges_sent"] == 0
    assert "matter" not in on.answers


def test_an_apology_without_an_answer_is_no_reason_for_a_reminder():
    apologised = replace(BEFORE, situation=Situation.REPAIR, answers={"person": "Mara"})
    for days, said in ((5, "recent"), (20, "ignored")):
        sent_on = NOW.date() - timedelta(days=days)
        on = next_one(apologised, VerdictId.REPAIR_APOLOGY, sent_on)
        assert on.situation is Situation.REPAIR
        assert on.answers["apology"] == said
        assert "nudges_sent" not in on.answers


def test_an_apology_for_what_keeps_them_quiet_is_made_once():
    hurt = replace(BEFORE, answers={**BEFORE.answers, "waiting_extra": ("hurt_them", "sharp")})
    on = next_one(before=hurt, verdict=VerdictId.REPAIR_APOLOGY)
    assert on.answers["waiting_extra"] == ("sharp",)
    assert on.answers["nudges_sent"] == 1
    assert "apology" not in on.answers


def test_where_they_replied_the_next_session_is_about_answering():
    on = answer_them(BEFORE, id="w2", guidance=GUIDE, now=NOW)
    assert on.situation is Situation.OWING
    assert on.person == "Mara"
    assert "last_contact" not in on.answers


def test_an_open_question_is_asked_first_and_known_ones_after_it_are_passed():
    known = {"person": "Mara", "topic": "a talk", "channel": "chat", "last_from": "me"}
    on = begun("w3", Situation.WAITING, known, GUIDE, NOW)
    asked = questions_asked(on)
    assert asked[:2] == ["safety", "matter"]
    assert "channel" not in asked


def test_going_back_still_reaches_what_was_carried_over():
    view = flow.view(GUIDE, flow.back(GUIDE, next_one(), NOW), NOW)
    assert isinstance(view, flow.QuestionView)
    assert view.value is not None


def with_a_date(day, set_by="outside"):
    told = {"set_by": set_by, "needed_by": day, "waiting_extra": ("other_offer", "sharp")}
    then = NOW - timedelta(days=7)
    return replace(BEFORE, started=then, touched=then, answers={**BEFORE.answers, **told})


def test_a_date_of_ones_own_that_has_passed_since_is_asked_for_anew():
    on = next_one(with_a_date("2026-11-14"))
    assert on.lapsed == "2026-11-14"
    assert on.answers["waiting_extra"] == ("sharp",)
    assert "set_by" in questions_asked(on)
    assert "needed_by" not in on.answers


def test_a_date_that_is_still_to_come_that_they_set_or_that_was_past_already_stays():
    for before in (with_a_date("2026-11-17"), with_a_date("2026-11-14", "them")):
        assert next_one(before).answers["needed_by"] == before.answers["needed_by"]
    assert next_one(with_a_date("2026-10-01")).lapsed == ""


def test_an_open_session_whose_date_has_passed_goes_back_to_that_question():
    left = replace(with_a_date("2026-11-14"), step=Step.DRAFT)
    on = looked_at_again(left, GUIDE, NOW.date())
    assert questions_asked(on)[0] == "set_by"
    assert on.draft == left.draft
    assert looked_at_again(left, GUIDE, left.touched.date()) is left


def test_the_day_that_a_message_named_is_known_until_another_one_goes_out():
    on = still_nothing(
        BEFORE,
        VerdictId.FINAL_NUDGE,
        NOW.date() - timedelta(days=3),
        id="w2",
        guidance=GUIDE,
        now=NOW,
        asked_by=NOW.date(),
    )
    assert on.answers["asked_by"] == NOW.date().isoformat()
    waited = next_one(on, verdict=VerdictId.WAIT, sent_on=None)
    assert waited.answers["asked_by"] == NOW.date().isoformat()
    assert "asked_by" not in next_one(on).answers


def test_what_was_carried_over_isnt_counted_among_the_questions_that_are_asked():
    session, numbers = next_one(), []
    while isinstance(view := flow.view(GUIDE, session, NOW), flow.QuestionView):
        if session.step is Step.ASSESS:
            numbers.append(view.number)
            kind = view.question.choices
            value = view.value or (kind[0].id if kind else NOW.date().isoformat())
            session = flow.answer(GUIDE, session, view.question.id, value)
        else:
            session = flow.forward(GUIDE, session, NOW)
    assert numbers == list(range(1, len(numbers) + 1))


def test_going_back_stops_where_going_on_does_and_nothing_is_skipped_in_the_count():
    session, seen = next_one(), []
    while session.step is Step.PAUSE and isinstance(
        view := flow.view(GUIDE, session, NOW), flow.QuestionView
    ):
        seen.append((view.question.id, view.number))
        session = flow.forward(GUIDE, session, NOW)
    assert [number for _, number in seen] == list(range(1, len(seen) + 1))
    session = replace(session, step=Step.PAUSE, page=session.page - 1, hold=None)
    back = []
    for _ in seen:
        back.append(flow.view(GUIDE, session, NOW).question.id)
        session = flow.back(GUIDE, session, NOW)
    assert back[::-1] == [id for id, _ in seen]
