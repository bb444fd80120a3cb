"""Filters the journal: what each limit leaves, and how limits come and go."""

from datetime import date

import pytest

from coach.journal.decisions import Person
from coach.journal.filters import OPEN, By, Filters, Limit, counted, narrowed, spans
from coach.vocabulary import Outcome, Situation, VerdictId
from tests.ui.past import decided

MARA = Person(id="m", name="Mara Lindqvist", also=("M. Lindqvist",))
SOME = tuple(
    each.summary()
    for each in (
        decided("new", days=1, outcome=Outcome.REPLIED),
        decided("short", days=2, person="m.  LINDQVIST", verdict=VerdictId.WAIT),
        decided("tom", days=9, person="Tom", situation=Situation.REPAIR),
    )
)


def left(*limits, hits=None):
    narrowing = Filters()
    for by, value in limits:
        narrowing = narrowing.to(by, value)
    return [each.id for each in narrowed(SOME, narrowing, [MARA], hits)]


@pytest.mark.parametrize(
    ("by", "value", "ids"),
    [
        (By.PERSON, "M. Lindqvist", ["new", "short"]),
        (By.PERSON, "Nobody", []),
        (By.SITUATION, "repair", ["tom"]),
        (By.VERDICT, "wait", ["short"]),
        (By.OUTCOME, "replied", ["new"]),
        (By.OUTCOME, OPEN, ["short", "tom"]),
        (By.SINCE, "2026-11-15", ["new", "short"]),
        (By.UNTIL, "2026-11-15", ["short", "tom"]),
    ],
)
def test_a_limit_leaves_what_it_names(by, value, ids):
    assert left((by, value)) == ids


def test_limits_add_up():
    assert left((By.PERSON, "Mara Lindqvist"), (By.OUTCOME, OPEN)) == ["short"]


def test_words_leave_what_was_found_and_everything_until_then():
    assert left((By.WORDS, "quote"), hits={"tom"}) == ["tom"]
    assert left((By.WORDS, "quote")) == ["new", "short", "tom"]


def test_a_second_limit_of_a_kind_takes_the_place_of_the_first():
    narrowing = Filters().to(By.PERSON, "Ana").to(By.VERDICT, "wait").to(By.PERSON, "Tom")
    assert narrowing.limits == (Limit(By.PERSON, "Tom"), Limit(By.VERDICT, "wait"))


def test_nothing_takes_a_limit_off():
    assert Filters().to(By.PERSON, "Ana").to(By.PERSON, "") == Filters()


def test_names_are_counted_under_the_one_that_is_kept():
    assert counted(By.PERSON, SOME, [MARA]) == {"Mara Lindqvist": 2, "Tom": 1}


def test_what_there_is_to_narrow_by_is_counted():
    assert counted(By.OUTCOME, SOME) == {"replied": 1, OPEN: 2}
    assert counted(By.VERDICT, SOME) == {"nudge": 2, "wait": 1}


def test_stretches_of_time_begin_before_today():
    today = date(2026, 11, 17)
    assert all(day < today for _, day in spans(today))
    assert dict(spans(today))["This year"] == date(2026, 1, 1)
