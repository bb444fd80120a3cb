"""Rows in three-valued logic, and facts that follow from others."""

from datetime import date

import pytest

from coach.advice.facts import Known, Missing
from coach.advice.tables import Bounds, TableRow, first_open, holds, state
from coach.advice.timing import Wait
from coach.vocabulary import VerdictId

TODAY = date(2026, 11, 23)


def wait(id: str, **more: object) -> Wait:
    plain = {"key": "", "text": id, "first": 5, "then": 5, "most": 1, "close": 20, "plain": ""}
    return Wait(id=id, **{**plain, **more})


WAITS = {
    "other": wait("other"),
    "favour": wait("favour", owed="favour"),
    "interview": wait("interview", owed="courtesy", fixed=True),
    "colleague": wait("colleague", owed="duty"),
}


def known(**facts: object) -> Known:
    return Known(facts, WAITS, TODAY)


def row(id: str, **when: object) -> TableRow:
    return TableRow(id=id, verdict=VerdictId.WAIT, reason="", read=(), when=when)


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        ("a", "a", True),
        ("a", "b", False),
        (("a", "b"), "b", True),
        (("a", "b"), ("b", "c"), True),
        (("a",), ("b",), False),
        ((), (), True),
        ((), ("a",), False),
        (True, True, True),
        (1, True, False),
        (2, 2, True),
        (Bounds(at_least=2), 2, True),
        (Bounds(at_least=2), 1, False),
        (Bounds(at_most=1), 2, False),
        (Bounds(without=("a",)), "b", True),
        (Bounds(without=("a",)), "a", False),
        (Bounds(without=("a",)), ("b", "a"), False),
        (Bounds(all_of=("a", "b")), ("b", "a", "c"), True),
        (Bounds(all_of=("a", "b")), ("a",), False),
    ],
)
def test_a_condition_holds_or_not(test, value, expected):
    assert holds(test, value) is expected


def test_a_row_with_an_open_question_asks_the_first_of_them():
    assert state({"x": "a", "y": "b"}, known()) == "x"
    assert state({"x": "a", "y": "b"}, known(x="a")) == "y"


def test_one_false_condition_settles_a_row_whatever_is_still_open():
    assert state({"x": "a", "y": "b"}, known(y="c")) is False


def test_the_first_row_that_holds_decides_even_if_a_later_one_would_too():
    rows = (row("first", x="a"), row("second", y="b"), row("last"))
    assert first_open(rows, known(x="a", y="b"))[0].id == "first"
    assert first_open(rows, known(x="z", y="b"))[0].id == "second"
    assert first_open(rows, known(x="z", y="z"))[0].id == "last"


def test_a_row_before_the_answered_one_is_asked_about_first():
    rows = (row("first", x="a"), row("second", y="b"), row("last"))
    assert first_open(rows, known(y="b")) == (rows[0], "x")


def test_a_kind_of_matter_says_what_is_owed_so_that_nobody_is_asked():
    assert known(matter="colleague")["standing"] == "duty"


def test_what_the_user_says_is_owed_counts_where_the_matter_leaves_it_open():
    assert known(matter="colleague", owed="courtesy")["standing"] == "courtesy"
    assert known(matter="interview", owed="duty")["standing"] == "courtesy"


def test_a_favour_they_agreed_to_is_more_than_a_favour():
    assert known(matter="favour", their_word="nothing")["standing"] == "favour"
    assert known(matter="favour", their_word="will_do")["standing"] == "courtesy"


def test_not_sure_what_is_owed_is_treated_as_a_courtesy():
    assert known(matter="other", owed="unsure", their_word="nothing")["standing"] == "courtesy"


def test_an_unknown_kind_of_matter_asks_what_is_owed():
    with pytest.raises(Missing) as missing:
        known(matter="other")["standing"]
    assert missing.value.question == "owed"


def test_a_date_that_passed_makes_a_reminder_due_however_recent_the_last_word():
    facts = {"matter": "interview", "their_word": "will_do", "promised_for": "2026-11-20"}
    assert known(**facts, nudges_sent=0, last_contact="2026-11-19")["timing"] == "due"
    assert known(**facts, nudges_sent=1, last_contact="2026-11-20")["timing"] == "too_early"


def test_giving_a_date_answers_the_question_whether_there_is_one():
    assert known(needed_by="2026-11-24")["pressure"] == "pressing"
    assert known(matter="other", their_word="will_do", promised_for="2026-12-24")["promise"] == (
        "ahead"
    )


def test_nobody_is_asked_for_a_date_by_people_who_never_answered():
    assert known(matter="favour", their_word="nothing")["promise"] == "none"


def test_one_more_reminder_is_fair_where_they_gave_their_word_or_it_went_well():
    assert known(matter="favour", their_word="nothing", nudges_sent=1)["nudges_left"] == 0
    assert known(matter="favour", their_word="will_do", nudges_sent=1)["nudges_left"] == 1
    assert known(matter="favour", their_word="talking", nudges_sent=1)["nudges_left"] == 1


def test_more_reminders_than_the_budget_leave_none():
    assert known(matter="favour", their_word="nothing", nudges_sent=5)["nudges_left"] == 0


def test_a_shared_workplace_is_nearer_than_a_known_address():
    signs = ("threats", "knows_where", "shared_workplace")
    assert known(safety=signs)["nearness"] == "work"
    assert known(safety=("threats", "knows_where"))["nearness"] == "home"
    assert known(safety=("threats",))["nearness"] == "far"
