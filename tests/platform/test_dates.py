"""Typed dates: what people write, what it means, and nonsense that is not a date."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.platform.typed_dates import LONGEST, TypedDates, read
from tests.sweep import over

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    "typed",
    [
        "friday noon",
        "fri 27 nov at 12",
        "27 nov, 5pm",
        "friday by noon",
        "friday 17:00",
        "friday end of day",
        "27 nov by 5 pm",
        "friday before midday",
    ],
)
def test_the_time_of_a_deadline_leaves_its_day_what_it_is(typed):
    assert read(typed, TODAY, ahead=True) == date(2026, 11, 27)


def test_a_week_on_a_weekday_lies_beyond_the_next_one():
    assert read("a week on friday", TODAY, ahead=True) == date(2026, 12, 4)
    assert read("before halloween", TODAY) is None


@over(
    ("typed", "meant"),
    [
        ("2026-11-12", date(2026, 11, 12)),
        ("2026-9-3", date(2026, 9, 3)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 21)),
        ("the day before yesterday", date(2026, 11, 20)),
        ("12 nov", date(2026, 11, 12)),
        ("12nov", date(2026, 11, 12)),
        ("nov 12", date(2026, 11, 12)),
        ("Nov. 12th, 2025", date(2025, 11, 12)),
        ("on Thursday, the 12th of November", date(2026, 11, 12)),
        ("12 nov 24", date(2024, 11, 12)),
        ("22 nov", TODAY),
        ("23 nov", date(2025, 11, 23)),
        ("29 feb", date(2024, 2, 29)),
        ("the 12th", date(2026, 11, 12)),
        ("the 30th", date(2026, 10, 30)),
        ("the 31st", date(2026, 10, 31)),
        ("3rd november ish", date(2026, 11, 3)),
        ("3 nov-ish", date(2026, 11, 3)),
        ("end of october maybe", date(2026, 10, 31)),
        ("last month sometime", date(2026, 10, 22)),
        ("sat just gone", date(2026, 11, 21)),
        ("thursday 2 weeks ago", date(2026, 11, 5)),
        ("two weeks ago on thursday", date(2026, 11, 5)),
        ("3 weeks last tuesday", date(2026, 10, 27)),
        ("a week last friday", date(2026, 11, 13)),
        ("half year ago", date(2026, 5, 22)),
        ("9 days ago", date(2026, 11, 13)),
        ("9d", date(2026, 11, 13)),
        ("9d ago", date(2026, 11, 13)),
        ("9 days", date(2026, 11, 13)),
        ("about two weeks ago", date(2026, 11, 8)),
        ("a week ago", date(2026, 11, 15)),
        ("a fortnight ago", date(2026, 11, 8)),
        ("a couple of days ago", date(2026, 11, 20)),
        ("a month ago", date(2026, 10, 22)),
        ("three months back", date(2026, 8, 22)),
        ("last week", date(2026, 11, 15)),
        ("last year", date(2025, 11, 22)),
        ("last tuesday", date(2026, 11, 17)),
        ("tuesday", date(2026, 11, 17)),
        ("Tues.", date(2026, 11, 17)),
        ("sunday", date(2026, 11, 15)),
        ("this tuesday", date(2026, 11, 17)),
        ("on friday", date(2026, 11, 20)),
        ("12/11", date(2026, 11, 12)),
        ("3.11.2026", date(2026, 11, 3)),
        ("3/11/26", date(2026, 11, 3)),
        ("11/23", date(2025, 11, 23)),
        ("2026/11/03", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("2 wks ago", date(2026, 11, 8)),
        ("week ago", date(2026, 11, 15)),
        ("half a year ago", date(2026, 5, 22)),
        ("more than a week ago", date(2026, 11, 15)),
        ("~2 weeks ago", date(2026, 11, 8)),
        ("10 working days ago", date(2026, 11, 6)),
        ("tuesday last week", date(2026, 11, 10)),
        ("last week tuesday", date(2026, 11, 10)),
        ("this morning", TODAY),
        ("last night", date(2026, 11, 21)),
        ("yesterday evening", date(2026, 11, 21)),
        ("last monday morning at 9:30", date(2026, 11, 16)),
        ("12 nov?", date(2026, 11, 12)),
        ("fri 20", date(2026, 11, 20)),
        ("2 weeks and 3 days ago", date(2026, 11, 5)),
        ("12 nov 2026 at 23:59", date(2026, 11, 12)),
        ("june", date(2026, 6, 15)),
        ("in June", date(2026, 6, 15)),
        ("last june", date(2026, 6, 15)),
        ("last november", date(2025, 11, 15)),
        ("this november", date(2026, 11, 15)),
        ("november", date(2026, 11, 15)),
        ("december", date(2025, 12, 15)),
        ("dec", date(2025, 12, 15)),
        ("nov 2025", date(2025, 11, 15)),
        ("june last year", date(2025, 6, 15)),
        ("12 june last year", date(2025, 6, 12)),
        ("early march", date(2026, 3, 5)),
        ("at the beginning of march", date(2026, 3, 5)),
        ("mid october", date(2026, 10, 15)),
        ("mid-October", date(2026, 10, 15)),
        ("late november", TODAY),
        ("the end of october", date(2026, 10, 31)),
        ("end of february 2024", date(2024, 2, 29)),
        ("sometime in may", date(2026, 5, 15)),
        ("around june", date(2026, 6, 15)),
        ("end of last month", date(2026, 10, 31)),
        ("the start of this month", date(2026, 11, 5)),
        ("end of last week", date(2026, 11, 13)),
        ("the 3rd", date(2026, 11, 3)),
        ("the 3rd of last month", date(2026, 10, 3)),
        ("a few days ago", date(2026, 11, 19)),
        ("2-3 weeks ago", date(2026, 11, 8)),
        ("a week or two ago", date(2026, 11, 15)),
        ("the week before last", date(2026, 11, 8)),
        ("the tuesday before last", date(2026, 11, 10)),
        ("2 months", date(2026, 9, 22)),
        ("a year and a half ago", date(2025, 5, 22)),
        ("approx. 3 weeks ago", date(2026, 11, 1)),
        ("14.10.", date(2026, 10, 14)),
        ("10/14", date(2026, 10, 14)),
    ],
)
def test_a_typed_date_means_the_day_a_person_would_mean(typed, meant):
    assert read(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow", date(2026, 11, 23)),
        ("in 3 days", date(2026, 11, 25)),
        ("in two weeks' time", date(2026, 12, 6)),
        ("next thu", date(2026, 11, 26)),
        ("next sunday", date(2026, 11, 29)),
        ("1 dec 2026", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("two weeks from now", date(2026, 12, 6)),
    ],
)
def test_a_day_said_to_lie_ahead_stays_ahead_so_that_it_can_be_refused(typed, meant):
    assert read(typed, TODAY) == meant


@over(
    ("typed", "meant"),
    [
        ("1 dec", date(2026, 12, 1)),
        ("12 nov", date(2027, 11, 12)),
        ("22 nov", TODAY),
        ("tuesday", date(2026, 11, 24)),
        ("the 12th", date(2026, 12, 12)),
        ("3 days", date(2026, 11, 25)),
        ("29 feb", date(2028, 2, 29)),
        ("by friday", date(2026, 11, 27)),
        ("until 3 dec", date(2026, 12, 3)),
        ("june", date(2027, 6, 15)),
        ("by december", date(2026, 12, 15)),
        ("november", date(2026, 11, 30)),
        ("early november", date(2026, 11, 30)),
        ("the end of november", date(2026, 11, 30)),
        ("next june", date(2027, 6, 15)),
        ("june 2025", date(2025, 6, 15)),
    ],
)
def test_a_question_about_the_future_takes_the_next_such_day(typed, meant):
    assert TypedDates().read(typed, TODAY, ahead=True) == meant


@over(
    "typed",
    [
        "",
        "   ",
        "soon",
        "no idea",
        "10",
        "1 2 3",
        "30 feb",
        "31/31",
        "2026-13-01",
        "2026-02-30",
        "0000-00-00",
        "last summer",
        "last june 2027",
        "next june 2025",
        "ages ago",
        "2025",
        "first half of june",
        "june 31st",
        "a may be",
        "32nd",
        "at 5",
        "room 12",
        "last",
        "this",
        "evening",
        "some days ago",
        "9999 years ago",
        "12 nov 99999",
        "[red]12 nov[/]",
        "\x1b[31mnope",
        "💌",
        "昨日",
        "12 nov " * 20,
        "9" * 50_000,
    ],
)
def test_what_is_no_date_is_none(typed):
    assert read(typed, TODAY) is None


def test_nonsense_is_refused_quickly_however_long_it_is():
    began = time.process_time()
    for typed in ("x" * 1_000_000, "1" * 1_000_000, "nov " * 250_000, "(" * LONGEST, "a1" * 30):
        read(typed, TODAY)
    assert time.process_time() - began < 2


@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)), today=st.dates(date(2000, 1, 1)))
def test_an_iso_date_is_itself_whatever_day_it_is(day, today):
    assert read(day.isoformat(), today) == day


@given(
    day=st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    form=st.sampled_from(["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%a %d %b %Y", "%d/%m/%Y"]),
)
def test_every_written_form_with_a_year_reads_back(day, form):
    assert read(day.strftime(form), TODAY) == day


@given(
    month=st.integers(1, 12),
    part=st.sampled_from(["", "early ", "mid ", "late ", "end of "]),
    today=st.dates(date(2004, 1, 1), date(2090, 12, 31)),
    ahead=st.booleans(),
)
def test_a_month_is_the_nearest_on_the_asked_side_and_never_beyond_today(month, part, today, ahead):
    found = read(f"{part}{date(2026, month, 1):%B}", today, ahead=ahead)
    assert found is not None
    assert found.month == month
    assert found >= today if ahead else found <= today
    assert abs((found - today).days) <= 366


@given(
    day=st.dates(date(2004, 1, 1), date(2090, 12, 31)),
    today=st.dates(date(2004, 1, 1), date(2090, 12, 31)),
    ahead=st.booleans(),
)
def test_a_day_without_its_year_is_the_nearest_on_the_asked_side(day, today, ahead):
    found = read(f"{day:%d %b}", today, ahead=ahead)
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    assert found >= today if ahead else found <= today
    if (day.day, day.month) != (29, 2):
        assert abs((found - today).days) <= 366


@given(days=st.integers(0, 3000))
def test_days_ago_counts_days(days):
    assert read(f"{days} days ago", TODAY) == TODAY - timedelta(days=days)


@given(today=st.dates(date(2000, 1, 1), date(2090, 12, 31)), which=st.integers(0, 6))
def test_last_and_next_weekday_lie_within_a_week_and_never_today(today, which):
    name = f"{date(2026, 11, 16) + timedelta(days=which):%A}"
    last, following = read(f"last {name}", today), read(f"next {name}", today)
    assert last is not None
    assert following is not None
    assert last.weekday() == following.weekday() == which
    assert 1 <= (today - last).days <= 7
    assert 1 <= (following - today).days <= 7


@given(typed=st.text(max_size=LONGEST + 5))
def test_any_text_at_all_is_a_date_or_none(typed):
    found = read(typed, TODAY)
    assert found is None or isinstance(found, date)
