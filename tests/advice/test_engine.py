"""One recommendation from honest answers, with its reasons, plan and comfort."""

from datetime import date, timedelta

import pytest

from coach.advice.engine import consider
from coach.advice.recommendation import Assessment, Sure, Undecided
from coach.session.session import Session
from coach.vocabulary import Situation, VerdictId
from tests.advice.paths import TODAY, deciding

INTERVIEW = {
    "safety": (),
    "matter": "after_interview",
    "their_word": "will_do",
    "promised_for": "2026-11-18",
    "known_reason": "none",
    "nudges_sent": 0,
    "last_contact": "2026-11-09",
    "aim": "know",
}
FAVOUR_NO = {
    "safety": (),
    "who": "known",
    "request": "help",
    "i_said": "never",
    "able": "fine",
    "my_answer": "no",
    "bound": "none",
    "tone": "civil",
    "better_placed": False,
}

PITCH = {
    "safety": (),
    "approach": "pitch",
    "i_said": "never",
    "i_want": "no",
    "invested": "none",
    "meet_again": False,
    "their_tries": 1,
}


def decided(situation, facts, today=TODAY) -> Assessment:
    found = consider(deciding(), situation, facts, today)
    assert isinstance(found, Assessment)
    return found


def waiting(today=TODAY, **facts) -> Assessment:
    return decided(Situation.WAITING, {**INTERVIEW, **facts}, today)


def owing(**facts) -> Assessment:
    return decided(Situation.OWING, {**FAVOUR_NO, **facts})


def test_a_passed_date_is_followed_by_one_reminder_with_a_plan():
    found = waiting()
    assert found.verdict.id is VerdictId.NUDGE
    assert found.plan.by == date(2026, 11, 26)
    assert found.plan.steps[0].on == date(2026, 12, 3)  # five working days after that


def test_the_answer_is_due_within_three_days_or_at_once_where_a_real_date_is_near():
    assert owing().plan.by == TODAY + timedelta(days=3)
    undecided = owing(
        my_answer="undecided", answer_on="2026-11-24", who="invested", needed_by="2026-11-24"
    )
    assert undecided.plan.by == TODAY  # tomorrow is the last day, so they need to know now


def test_the_same_answers_decide_otherwise_on_another_day():
    assert waiting(today=date(2026, 11, 16), cost="none").verdict.id is VerdictId.WAIT
    assert waiting(today=date(2026, 11, 23), cost="none").verdict.id is VerdictId.NUDGE


def test_waiting_names_the_day_after_the_promised_one_with_its_grace():
    found = waiting(promised_for="2026-11-27", cost="none")
    assert found.verdict.id is VerdictId.WAIT
    assert found.plan.by == date(2026, 11, 30)


def test_the_deciding_answers_are_told_in_the_words_they_were_asked_in():
    texts = {each.fact: each.text for each in owing().because}
    assert texts["my_answer"] == "What is your honest answer? No"


def test_a_second_verdict_stands_beside_the_first():
    both = owing(better_placed=True).verdicts
    assert [each.id for each in both] == [VerdictId.DECLINE, VerdictId.REFER]


def test_what_would_change_it_names_the_nearest_answer_that_does():
    changes = {each.fact: each for each in waiting().would_change}
    assert changes["nudges_sent"].to == 1
    assert changes["nudges_sent"].verdict is VerdictId.FINAL_NUDGE
    assert "Write one last time" in changes["nudges_sent"].text


def test_what_cannot_be_helped_is_not_offered_as_a_change():
    assert not {"matter", "safety"} & {each.fact for each in waiting().would_change}


def test_a_verdict_that_hangs_on_not_sure_is_a_close_call():
    honest = {"safety": (), "i_said": "never", "approach": "honest"}
    unsure = decided(Situation.UNWANTED, {**honest, "i_want": "unsure"})
    sure = decided(Situation.UNWANTED, {**honest, "i_want": "yes"})
    assert (unsure.sure, sure.sure) == (Sure.CLOSE, Sure.CLEAR)


def test_a_verdict_about_safety_is_clear_and_not_haggled_over():
    found = decided(Situation.UNWANTED, {"safety": ("threats", "shared_workplace")})
    assert found.sure is Sure.CLEAR
    assert found.would_change == ()


def test_the_unsafe_key_decides_whatever_else_was_answered():
    started = date(2026, 11, 23)
    session = Session(id="x", started=started, touched=started, answers=INTERVIEW)
    found = decided(Situation.WAITING, session.feel_unsafe().facts())
    assert found.verdict.id is VerdictId.GET_HELP


def test_facts_the_tables_do_not_know_make_no_difference():
    assert waiting(person="Kim [b]", story="\x1b[31m", strength=9) == waiting()


def test_changing_one_answer_keeps_the_others():
    facts = {**FAVOUR_NO, "my_answer": "later", "answer_on": "2026-12-01", "cost": "none"}
    found = decided(Situation.OWING, facts)
    assert found.verdict.id is VerdictId.DEFER
    assert decided(Situation.OWING, {**facts, "my_answer": "no"}).verdict.id is VerdictId.DECLINE


def test_the_pause_asks_only_what_the_situation_can_use():
    ids = {s: {each.id for each in deciding().intake(s)} for s in Situation}
    assert {"matter", "last_contact", "nudges_sent"} <= ids[Situation.WAITING]
    assert not {"matter", "last_contact", "nudges_sent"} & ids[Situation.OWING]
    assert "last_contact" in ids[Situation.REPAIR]
    assert all({"safety", "feelings", "strength", "channel"} <= each for each in ids.values())


def test_only_who_is_silent_themselves_is_asked_what_makes_them_silent():
    asked = {s for s in Situation if "pull" in {each.id for each in deciding().intake(s)}}
    assert asked == {Situation.OWING, Situation.REPAIR}
    question = deciding().questions["pull"]
    assert question.wording(Situation.REPAIR) != question.wording(Situation.OWING)


@pytest.mark.parametrize("situation", Situation)
def test_what_is_felt_is_asked_only_where_a_line_answers_it(situation):
    answered = {
        fact
        for each in deciding().comforts
        if not each.situations or situation in each.situations
        for fact in each.when
    }
    asked = {each.id for each in deciding().intake(situation)}
    assert asked & {"feelings", "pull"} == answered & {"feelings", "pull"}


def test_an_open_question_says_what_was_asked_before_and_how_many_may_follow():
    found = consider(deciding(), Situation.UNWANTED, {"safety": (), "approach": "bait"}, TODAY)
    assert isinstance(found, Undecided)
    assert found.question.id == "tie"
    assert found.asked == ("safety", "approach")
    assert 1 <= found.at_most <= 7


@pytest.mark.parametrize(
    ("situation", "facts", "feeling", "words"),
    [
        (Situation.WAITING, INTERVIEW, "hurt", "isn't a judgement on you"),
        (
            Situation.UNWANTED,
            PITCH,
            "guilty",
            "don't owe a stranger",
        ),
        (
            Situation.UNWANTED,
            PITCH,
            "foolish",
            "same as being gullible",
        ),
        (Situation.OWING, FAVOUR_NO, "guilty", "like someone and not want"),
    ],
)
def test_a_feeling_that_was_named_gets_its_line_and_no_other_does(situation, facts, feeling, words):
    assert words in " ".join(decided(situation, {**facts, "feelings": (feeling,)}).comfort)
    assert decided(situation, facts).comfort == ()


@pytest.mark.parametrize("pull", ["dread", "overload", "no_obligation", "wont_notice"])
def test_each_reason_for_silence_has_its_own_remedy(pull):
    lines = {p: owing(pull=p).comfort for p in ("dread", "overload", "wont_notice", "none")}
    assert owing(pull=pull).comfort
    assert lines["none"] == ()
    assert len(set(lines.values())) == 4


def test_comfort_is_two_lines_at_most():
    everything = tuple(each.id for each in deciding().questions["feelings"].choices)
    assert len(owing(feelings=everything, pull="dread").comfort) == 2


def test_what_was_told_unasked_is_counted_among_the_answers():
    owed = {"matter": "colleague", "owed": "favour", "their_word": "nothing"}
    told = waiting(**owed, promised_for="2026-11-18", nudges_sent=2)
    assert told.verdict.id is VerdictId.LET_GO
    assert "owed" in told.asked


def test_feelings_never_change_the_verdict():
    for feeling in deciding().questions["feelings"].choices:
        assert waiting(feelings=(feeling.id,), strength=10).verdicts == waiting().verdicts


def test_the_day_of_the_own_answer_is_asked_only_where_that_answer_is_still_to_come():
    opening = {"who": "known", "request": "help", "kept_waiting": "days", "channel": "email"}
    opening |= {"set_by": "none"}
    for answer, asked in (("later", "answer_on"), ("undecided", "answer_on"), ("no", "power")):
        found = deciding().next_in_opening(Situation.OWING, {**opening, "my_answer": answer})
        assert found is not None
        assert found.id == asked


def test_a_day_of_ones_own_is_kept_even_where_it_comes_after_their_date():
    late = owing(my_answer="later", who="invested", answer_on="2026-12-09", needed_by="2026-11-26")
    assert late.verdict.text.startswith("Ask them for more time")
    assert late.plan.by is not None
    assert late.plan.by <= date(2026, 11, 26)
    assert date(2026, 12, 9) in {step.on for step in late.plan.steps}
    in_time = owing(my_answer="later", who="invested", answer_on="2026-11-25")
    assert "more time" not in in_time.verdict.text


HONEST = {"safety": (), "i_said": "never", "approach": "honest"}


def test_what_was_written_beside_the_questions_is_repeated_and_leaves_it_less_firm():
    plain = decided(Situation.UNWANTED, {**HONEST, "i_want": "yes"})
    told = decided(
        Situation.UNWANTED, {**HONEST, "i_want": "yes", "uncovered": "My brother said {no}."}
    )
    assert (plain.sure, told.sure) == (Sure.CLEAR, Sure.UNREAD)
    assert "My brother said (no)" in " ".join(told.plan.left_out)


def test_only_what_may_still_come_about_or_might_as_well_be_said_is_named_as_a_change():
    first, second = waiting(), waiting(nudges_sent=1)
    assert "nudges_sent" in {each.fact for each in first.would_change}
    assert {each.fact for each in second.would_change} == {"known_reason"}, (
        "a reminder that was sent isn't taken back, and what they said last is what they said"
    )
    assert second.verdict.id not in {each.verdict for each in second.would_change}


def test_of_ticks_only_one_taken_away_is_named_as_a_change():
    facts = {**HONEST, "approach": "offer", "i_want": "no", "involved": ("decider", "affected")}
    (change,) = (
        each for each in decided(Situation.UNWANTED, facts).would_change if each.fact == "involved"
    )
    assert change.to == ("affected",)
    assert change.text.startswith("Without “Someone else actually decides")
