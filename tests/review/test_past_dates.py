"""A day that has passed since the draft was written does not leave unnoticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.questions import written_day
from coach.review.past_dates import stale_days

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I would be glad of a word by Wednesday 25 November.", "by Wednesday 25 November"),
        ("Please tell me by 3 Nov, so that I can plan.", "by 3 Nov"),
        ("You will have it by Nov 25th at noon.", "by Nov 25th"),
        ("The price holds until the 20th of November 2026.", "until the 20th of November 2026"),
        ("Can you let me know before 2026-11-20?", "before 2026-11-20"),
        ("I will wait until Thu, 26 November.", "until Thu, 26 November"),
    ],
)
def test_a_day_to_come_that_has_passed_is_found_with_its_words(text, found):
    (each,) = stale_days(text, TODAY)
    assert text[each.start : each.end] == each.text == found


@pytest.mark.parametrize(
    "text",
    [
        "A word by Friday 27 November would help me.",
        "A word by 4 December would help me.",
        "Please tell me by 5 January.",
        "You said that you would send it by 3 November.",
        "It was due by 3 November.",
        "I was away until 20 November.",
        "The last message between us is dated Tuesday 3 November.",
        "Please tell me by 31 November.",
        "Tell me by 3 November 2027.",
        "Stand by me.",
    ],
)
def test_days_to_come_and_days_that_are_told_of_are_left_alone(text):
    assert stale_days(text, TODAY) == ()


@given(days=st.integers(-100, 100))
def test_what_a_template_writes_is_stale_from_the_next_day_on(days):
    day = date.fromordinal(TODAY.toordinal() + days)
    found = stale_days(f"If I hear nothing by {written_day(day)}, I will go on.", TODAY)
    assert bool(found) == (day < TODAY)


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(each.day < TODAY for each in stale_days(text, TODAY))
