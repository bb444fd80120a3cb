"""A plan can be followed: its days come in order, and its if-thens can be read aloud."""

from datetime import date, timedelta

import pytest

from coach.advice.engine import consider
from coach.advice.facts import CARRIED
from coach.advice.plan import plan_for
from coach.advice.recommendation import Assessment
from coach.advice.timing import working_days
from coach.vocabulary import Situation, VerdictId
from tests.advice.paths import TODAY, deciding
from tests.content.test_deciding_cases import CASES, decided
from tests.sweep import over

BLOCKED = {
    "safety": (),
    "last_from": "me",
    "their_word": "nothing",
    "matter": "colleague",
    "promised": "none",
    "known_reason": "none",
    "nudges_sent": 2,
    "last_contact": (TODAY - timedelta(days=5)).isoformat(),
    "cost": "date",
    "other_route": True,
}


def with_real_date(in_days: int) -> tuple[Assessment, date]:
    needed = TODAY + timedelta(days=in_days)
    facts = {**BLOCKED, "needed_by": needed.isoformat()}
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    return found, needed


@over(("situation", "case"), CASES)
def test_no_plan_looks_back_before_its_message_is_due(situation, case):
    plan = decided(situation, case).plan
    assert all(step.on >= plan.by for step in plan.steps if step.on and plan.by)


@over("today", [TODAY + timedelta(days=days) for days in range(7)])
@over("matter", deciding().waits)
def test_who_sends_on_the_last_day_still_leaves_them_the_usual_time_to_answer(matter, today):
    facts = {
        "matter": matter,
        "nudges_sent": 1,
        "last_contact": (today - timedelta(90)).isoformat(),
    }
    plan = plan_for(deciding(), VerdictId.NUDGE, facts, today)
    wait = deciding().waits[matter]
    assert plan.by is not None
    assert working_days(plan.by, plan.steps[0].on) >= max(2, wait.then)


@pytest.mark.parametrize("in_days", range(2, 15))
def test_a_question_goes_out_while_they_can_still_answer_before_the_real_date(in_days):
    found, needed = with_real_date(in_days)
    assert found.verdict.id is VerdictId.SWITCH_CHANNEL
    assert TODAY <= found.plan.by < needed
    assert found.plan.by < found.plan.steps[0].on <= needed


@pytest.mark.parametrize("in_days", [-3, 0, 1])
def test_a_real_date_that_is_here_or_gone_asks_for_a_message_today(in_days):
    found, _ = with_real_date(in_days)
    assert found.plan.by == TODAY
    assert found.plan.steps[0].on >= TODAY


def test_every_if_then_reads_on_after_the_word_if():
    words = deciding()
    steps = [step for each in words.words.values() for step in each.steps]
    for situation in Situation:
        steps += [step for row in words.rows(situation) for step in row.steps]
    subjects = ("there ", "they ", "that ", "the ", "you ", "nothing ", "it ", "a ", "their ")
    subjects += (
        "it's ",
        "they're ",
        "there's ",
        "you're ",
        "you've ",
        "they'd ",
        "others ",
        "more ",
        "something ",
        "whoever ",
    )
    assert [step.when for step in steps if not step.when.startswith(subjects)] == []


def test_a_claim_is_not_met_with_silence_by_its_plan():
    facts = {
        "safety": (),
        "who": "official",
        "i_said": "never",
        "my_answer": "undecided",
        "able": "fine",
        "bound": "unsure",
    }
    found = consider(deciding(), Situation.OWING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.GET_HELP
    told = " ".join([found.plan.do, *(step.then for step in found.plan.steps)])
    assert "Confirm" in told
    assert "don't answer" not in told


def test_nobody_in_danger_is_told_that_courtesy_or_a_limit_speaks_for_answering():
    facts = {
        "safety": ("abusive",),
        "invested": "real",
        "meet_again": True,
        "approach": "pitch",
    }
    found = consider(deciding(), Situation.UNWANTED, facts, TODAY)
    assert isinstance(found, Assessment)
    said = " ".join(each.text for each in found.opposing)
    assert "courtesy" not in said
    assert "limit" not in said


IN_A_HARD_TIME = {
    "safety": (),
    "last_from": "them",
    "their_word": "will_do",
    "matter": "partner",
    "owed": "duty",
    "promised": "vague",
    "known_reason": "hardship",
    "nudges_sent": 0,
    "last_contact": (TODAY - timedelta(days=14)).isoformat(),
    "set_by": "outside",
    "warmth": "warm",
    "waiting_extra": ("own_step",),
}


@pytest.mark.parametrize("in_days", [9, 15, 30])
def test_a_wait_leaves_half_the_time_to_a_real_date(in_days):
    needed = TODAY + timedelta(days=in_days)
    facts = {**IN_A_HARD_TIME, "needed_by": needed.isoformat()}
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.WAIT
    assert TODAY < found.plan.by <= TODAY + timedelta(days=in_days // 2 + 2)
    assert VerdictId.NUDGE in found.plan.steps[0].leads_to


def test_beside_a_wait_no_message_is_dictated():
    facts = {**IN_A_HARD_TIME, "needed_by": (TODAY + timedelta(days=20)).isoformat()}
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert not found.plan.how
    assert not any("What you'll do yourself" in each for each in found.plan.say)


def test_the_last_look_before_a_real_date_comes_a_day_before_it():
    found, needed = with_real_date(14)
    assert max(step.on for step in found.plan.steps if step.on) < needed


def test_a_date_that_is_only_theirs_is_no_deadline_of_the_case():
    day = (TODAY + timedelta(days=8)).isoformat()
    facts = {
        "safety": (),
        "their_word": "will_do",
        "matter": "submission",
        "promised_for": day,
        "needed_by": day,
        "set_by": "them",
    }
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.WAIT
    assert found.plan.by == TODAY + timedelta(days=9)


REFUSED = {
    "safety": (),
    "matter": "volunteer",
    "owed": "courtesy",
    "their_word": "no",
    "nudges_sent": 1,
    "last_contact": (TODAY - timedelta(days=2)).isoformat(),
    "set_by": "none",
    "cost": "some",
}


@pytest.mark.parametrize(
    "hangs_on_it",
    [
        {"waiting_extra": ("procedure",)},
        {"waiting_extra": ("rights",)},
        {"waiting_extra": ("harm",)},
        {"involved": ("affected",)},
        {"set_by": "outside", "needed_by": (TODAY + timedelta(days=9)).isoformat()},
    ],
)
def test_a_no_is_answered_where_a_right_a_date_or_others_hang_on_it(hangs_on_it):
    facts = REFUSED | {"cost": "date"} if "needed_by" in hangs_on_it else REFUSED
    found = consider(deciding(), Situation.WAITING, {**facts, **hangs_on_it}, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.ESCALATE


def test_a_no_to_a_favour_is_still_taken():
    facts = REFUSED | {"matter": "favour", "owed": "favour", "involved": ("affected",)}
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.LET_GO
    assert "leave things as they are" not in found.verdict.text


NO_IS_SAID = {
    "safety": (),
    "who": "work",
    "request": "personal",
    "my_answer": "no",
    "i_said": "once",
    "bound": "none",
    "power": "equals",
    "tone": "civil",
    "channel": "email",
    "kept_waiting": "days",
    "able": "fine",
}


@pytest.mark.parametrize(
    ("facts", "limit"),
    [
        ({}, False),
        ({"owing_extra": ("half_yes",), "tone": "rude"}, False),
        ({"power": "they_hold"}, False),
        ({"power": "they_hold", "tone": "pressing"}, False),
        ({"tone": "pressing"}, True),
    ],
)
def test_a_no_becomes_a_limit_only_towards_equals_who_press_on(facts, limit):
    found = consider(deciding(), Situation.OWING, NO_IS_SAID | facts, TODAY)
    assert isinstance(found, Assessment)
    assert (found.verdict.id is VerdictId.BOUNDARY) is limit
    if facts.get("power") == "they_hold":
        assert "phone" in found.plan.how
        assert found.plan.first


def test_who_is_insulted_by_a_customer_hears_who_can_answer_and_settle_what_is_fair():
    facts = {
        "safety": ("abusive",),
        "tie": "client",
        "approach": "complaint",
        "unwanted_extra": ("a_point",),
    }
    found = consider(deciding(), Situation.UNWANTED, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.BLOCK_REPORT
    assert "ask whoever advises you" in found.plan.first
    assert "without you" in " ".join(found.plan.say)
    assert "ask whoever advises you" in " ".join(found.plan.meanwhile)
    afraid = consider(
        deciding(), Situation.UNWANTED, facts | {"safety": ("abusive", "afraid")}, TODAY
    )
    assert isinstance(afraid, Assessment)
    assert not afraid.plan.say


@over(("situation", "case"), CASES)
def test_no_answer_is_named_as_a_change_that_nobody_was_asked_for(situation, case):
    changes = {each.fact for each in decided(situation, case).would_change}
    assert not changes & CARRIED


@pytest.mark.parametrize("last_sent", [0, 1])
def test_who_was_asked_for_more_time_is_not_asked_again_when_it_goes_on(last_sent):
    """The first page asks the other offer for days, once; what follows it says something else."""
    facts = {
        "safety": (),
        "matter": "final_round",
        "their_word": "talking",
        "last_from": "me",
        "last_contact": (TODAY - timedelta(days=7)).isoformat(),
        "nudges_sent": 1 + last_sent,
        "last_sent": last_sent,
        "waiting_extra": ("other_offer",),
        "set_by": "outside",
        "needed_by": (TODAY + timedelta(days=3)).isoformat(),
        "known_reason": "none",
    }
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    plan = found.plan
    said = " ".join([plan.do, *plan.say, *plan.meanwhile, *(step.then for step in plan.steps)])
    assert said.lower().count("a few more days") == 1 - last_sent


SAID_SO = {
    "safety": (),
    "their_word": "nothing",
    "last_from": "me",
    "last_contact": (TODAY - timedelta(days=30)).isoformat(),
    "nudges_sent": 2,
    "waiting_extra": ("said_last",),
}


@pytest.mark.parametrize(
    ("matter", "verdict"),
    [("submission", VerdictId.LET_GO), ("vendor", VerdictId.ESCALATE)],
)
def test_who_gave_a_final_date_that_has_passed_is_held_to_it(matter, verdict):
    found = consider(
        deciding(), Situation.WAITING, {**SAID_SO, "matter": matter, "owed": "duty"}, TODAY
    )
    assert isinstance(found, Assessment)
    assert found.verdict.id is verdict
    assert "the same final date again" in " ".join(found.plan.avoid)


@pytest.mark.parametrize("in_days", [6, 10, 18, 40])
def test_something_else_is_begun_half_way_to_a_real_date_at_the_latest(in_days):
    found, needed = with_real_date(in_days)
    assert found.plan.by is not None
    first = min(step.on for step in found.plan.steps if step.on)
    assert first <= found.plan.by + (needed - found.plan.by) // 2 + timedelta(days=1)


def test_a_close_friend_in_trouble_is_let_off_and_not_asked_again():
    facts = {**IN_A_HARD_TIME, "warmth": "close"}
    facts["needed_by"] = (TODAY + timedelta(days=18)).isoformat()
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.WAIT
    assert "let it go" in found.plan.do
    assert found.plan.steps[0].then.startswith("assume that they can't")


def test_once_the_day_of_a_last_demand_has_passed_no_new_day_is_offered():
    facts = {
        **BLOCKED,
        "matter": "invoice",
        "nudges_sent": 3,
        "last_sent": 1,
        "set_by": "them",
        "needed_by": (TODAY - timedelta(days=20)).isoformat(),
        "warmth": "stranger",
        "amount": "middle",
    }
    found = consider(deciding(), Situation.WAITING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert found.verdict.id is VerdictId.ESCALATE
    said = str(found)
    assert "Could you pay by" not in said
    assert "carry on without them" not in said
    assert "Take the step you named" in said
