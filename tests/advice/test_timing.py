"""Days, waits and the states that dates are in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.timing import (
    Wait,
    after_working_days,
    before_working_days,
    deadline_state,
    gap_state,
    pace,
    promise_state,
    working_days,
)

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
COUNTS = st.integers(0, 300)
INTERVIEW = Wait(id="i", key="T2", text="", first=5, then=5, most=2, close=20, plain="", grace=1)


def test_a_weekend_holds_no_working_days():
    friday = date(2026, 11, 20)
    assert working_days(friday, date(2026, 11, 22)) == 0
    assert working_days(friday, MONDAY) == 1


def test_days_ahead_count_as_negative():
    assert working_days(date(2026, 11, 30), MONDAY) == -5


@given(DAYS, st.integers(0, 800))
def test_working_days_are_what_counting_them_one_by_one_gives(since, length):
    until = since + timedelta(days=length)
    slowly = sum((since + timedelta(days=n)).weekday() < 5 for n in range(1, length + 1))
    assert working_days(since, until) == slowly


@given(DAYS, st.integers(1, 300))
def test_the_day_after_some_working_days_is_one_and_lies_that_far(day, count):
    reached = after_working_days(day, count)
    assert reached.weekday() < 5
    assert working_days(day, reached) == count


@given(DAYS, st.integers(1, 300))
def test_the_day_before_is_the_latest_that_is_far_enough(day, count):
    reached = before_working_days(day, count)
    assert working_days(reached, day) == count
    assert working_days(reached + timedelta(days=1), day) < count


@pytest.mark.parametrize(
    ("quiet", "nudges", "expected"),
    [
        (4, 0, "too_early"),
        (5, 0, "due"),
        (9, 0, "due"),
        (10, 0, "overdue"),
        (19, 1, "overdue"),
        (20, 0, "closing"),
        (4, 1, "too_early"),
    ],
)
def test_pace_follows_the_wait_of_the_matter(quiet, nudges, expected):
    assert pace(INTERVIEW, quiet, nudges) == expected


def test_a_promised_day_is_ahead_until_its_grace_has_passed():
    today = MONDAY
    assert promise_state(date(2026, 11, 27), today, 1) == "ahead"
    assert promise_state(today, today, 1) == "ahead"
    assert promise_state(date(2026, 11, 20), today, 1) == "passed"
    assert promise_state(date(2026, 11, 20), today, 3) == "ahead"
    assert promise_state(date(2026, 11, 2), today, 1) == "long_past"


def test_a_deadline_is_near_within_five_working_days_and_past_the_day_after():
    assert deadline_state(MONDAY, MONDAY) == "near"
    assert deadline_state(date(2026, 11, 30), MONDAY) == "near"
    assert deadline_state(date(2026, 12, 1), MONDAY) == "far"
    assert deadline_state(date(2026, 11, 22), MONDAY) == "past"


def test_six_weeks_and_a_year_part_the_gaps():
    assert gap_state(MONDAY - timedelta(days=41), MONDAY) == "short"
    assert gap_state(MONDAY - timedelta(days=42), MONDAY) == "long"
    assert gap_state(MONDAY - timedelta(days=364), MONDAY) == "long"
    assert gap_state(MONDAY - timedelta(days=365), MONDAY) == "years"
