"""What was typed is understood, or refused with a line that says what would be."""

from dataclasses import replace
from datetime import date

import pytest

from coach.advice.questions import AnswerKind, Choice, Question
from coach.platform.typed_dates import TypedDates
from coach.session.typed_answers import (
    DoubtedError,
    NotUnderstoodError,
    read_back,
    said_on,
    understand,
)

TODAY = date(2026, 11, 17)
CHOICES = (Choice(id="a", text="One"), Choice(id="b", text="Two"))


def asked(kind: AnswerKind, id: str = "q") -> Question:
    return Question(id=id, kind=kind, ask="?", choices=CHOICES)


def read(kind: AnswerKind, typed: str, id: str = "q"):
    return understand(asked(kind, id), typed, TODAY, TypedDates().read)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (AnswerKind.CHOICE, "2", "b"),
        (AnswerKind.CHOICE, "a", "a"),
        (AnswerKind.MANY, "1, 2", ("a", "b")),
        (AnswerKind.MANY, "2 2", ("b",)),
        (AnswerKind.YES_NO, "Yes", True),
        (AnswerKind.YES_NO, "2", False),
        (AnswerKind.COUNT, "3", 3),
        (AnswerKind.COUNT, "about 6", 6),
        (AnswerKind.COUNT, "2 reminders", 2),
        (AnswerKind.COUNT, "Two", 2),
        (AnswerKind.SCALE, "about eight", 8),
        (AnswerKind.SCALE, "10", 10),
        (AnswerKind.DATE, "9 days ago", "2026-11-08"),
        (AnswerKind.TEXT, "[b] as it is", "[b] as it is"),
    ],
)
def test_an_answer_is_understood(kind, typed, value):
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (AnswerKind.CHOICE, "3", "from 1 to 2"),
        (AnswerKind.MANY, "1 9", "from 1 to 2"),
        (AnswerKind.YES_NO, "maybe", "1 for yes"),
        (AnswerKind.COUNT, "-1", "whole number"),
        (AnswerKind.COUNT, "3 or 4", "whole number"),
        (AnswerKind.COUNT, "2.5", "whole number"),
        (AnswerKind.COUNT, "٣", "whole number"),
        (AnswerKind.SCALE, "11", "0 to 10"),
        (AnswerKind.DATE, "the day the music died", "not a date I can read"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_would_be_one(kind, typed, said):
    with pytest.raises(NotUnderstoodError, match=said):
        read(kind, typed)


def test_a_last_message_in_the_future_is_refused_and_a_deadline_there_is_fine():
    with pytest.raises(NotUnderstoodError, match="in the future"):
        read(AnswerKind.DATE, "2030-01-01", "last_contact")
    assert read(AnswerKind.DATE, "2030-01-01", "deadline") == "2030-01-01"


def test_a_choice_can_be_made_by_its_own_words_where_only_one_has_them():
    choices = (Choice(id="a", text="Email"), Choice(id="b", text="A chat or text message"))
    question = Question(id="q", kind=AnswerKind.CHOICE, ask="?", choices=choices)
    assert understand(question, "CHAT", TODAY, TypedDates().read) == "b"
    assert understand(question, "mes", TODAY, TypedDates().read) == "b"
    for unclear in ("e", "ail", "fax", "a"):
        if not question.choice(unclear):
            with pytest.raises(NotUnderstoodError, match="from 1 to 2"):
                understand(question, unclear, TODAY, TypedDates().read)


SUNDAY = date(2026, 11, 22)


def taken(id: str, typed: str) -> str:
    question = Question(id=id, kind=AnswerKind.DATE, ask="When?")
    return str(understand(question, typed, SUNDAY, TypedDates().read))


@pytest.mark.parametrize("typed", ["30 nov", "nov 30", "30/11", "30.11."])
def test_a_day_that_comes_again_soon_is_not_silently_taken_for_last_years(typed):
    with pytest.raises(NotUnderstoodError) as refused:
        taken("last_contact", typed)
    said = str(refused.value)
    assert "Mon 30 Nov 2026 is in the future" in said
    offered = said.rpartition("type: ")[2]
    assert offered == "30 Nov 2025"
    assert taken("last_contact", offered) == "2025-11-30"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 nov", "2026-11-12"),
        ("3 june", "2026-06-03"),
        ("3 march", "2026-03-03"),
        ("december", "2025-12-15"),
        ("friday", "2026-11-20"),
        ("the 30th", "2026-10-30"),
        ("6 months", "2026-05-22"),
        ("june", "2026-06-15"),
    ],
)
def test_a_past_day_is_the_latest_such_day(typed, day):
    assert taken("last_contact", typed) == day


@pytest.mark.parametrize(
    ("typed", "day"), [("friday", "2026-11-27"), ("30 nov", "2026-11-30"), ("june", "2027-06-15")]
)
def test_a_day_by_which_something_is_needed_lies_ahead(typed, day):
    assert taken("needed_by", typed) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 nov", "2026-11-30"),
        ("12 nov", "2026-11-12"),
        ("friday", "2026-11-20"),
        ("wednesday", "2026-11-25"),
        ("mid december", "2026-12-15"),
        ("9 days ago", "2026-11-13"),
    ],
)
def test_a_day_they_named_is_the_nearest_such_day(typed, day):
    assert taken("promised_for", typed) == day


def test_a_date_that_has_just_passed_is_not_taken_for_a_deadline_next_year():
    question = Question(id="needed_by", kind=AnswerKind.DATE, ask="When?")
    monday = date(2026, 11, 30)
    read = TypedDates().read
    assert understand(question, "27 oct", monday, read) == "2026-10-27"
    assert understand(question, "12 jan", monday, read) == "2027-01-12"
    assert understand(question, "thursday", monday, read) == "2026-12-03"


THEIR_MESSAGE = date(2026, 11, 10)
"""A Tuesday, twelve days before the Sunday on which it is typed."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("early next week", "2026-11-16"),
        ("friday", "2026-11-13"),
        ("in 10 days", "2026-11-20"),
        ("end of the month", "2026-11-30"),
        ("12 jan", "2027-01-12"),
        ("tomorrow", "2026-11-23"),
        ("3 days from now", "2026-11-25"),
        ("2026-12-01", "2026-12-01"),
    ],
)
def test_a_date_they_named_counts_from_the_day_they_named_it(typed, day):
    question = Question(id="needed_by", kind=AnswerKind.DATE, ask="When?")
    read = TypedDates().read
    assert understand(question, typed, SUNDAY, read, THEIR_MESSAGE) == day


def test_a_date_they_named_is_read_back_with_its_ground():
    question = Question(id="needed_by", kind=AnswerKind.DATE, ask="When?")
    read = TypedDates().read
    said = read_back(question, "early next week", SUNDAY, read, THEIR_MESSAGE)
    assert said == "Mon 16 Nov 2026, counted from their message on Tue 10 Nov"
    assert read_back(question, "1 dec", SUNDAY, read, THEIR_MESSAGE) == "Tue 1 Dec 2026"
    assert read_back(question, "early next week", SUNDAY, read) == "Mon 23 Nov 2026"
    assert read_back(question, "nonsense", SUNDAY, read, THEIR_MESSAGE) == ""


def test_only_a_date_of_theirs_whose_day_is_known_counts_from_there():
    question = Question(id="needed_by", kind=AnswerKind.DATE, ask="When?")
    known = {"set_by": "them", "last_from": "them", "last_contact": "2026-11-10"}
    assert said_on(question, known) == THEIR_MESSAGE
    assert said_on(question, known | {"set_by": "outside"}) is None
    assert said_on(question, known | {"last_from": "me"}) is None
    assert said_on(replace(question, id="last_contact"), known) is None


def test_a_day_of_long_ago_is_asked_about_once_more():
    question = Question(id="last_contact", kind=AnswerKind.DATE, ask="When?")
    with pytest.raises(DoubtedError, match=r"Mon 1 Jan 1900: is that right\?") as doubted:
        understand(question, "1 jan 1900", SUNDAY, TypedDates().read)
    assert doubted.value.value == "1900-01-01"


def test_a_count_too_high_is_told_the_range():
    question = Question(id="nudges_sent", kind=AnswerKind.COUNT, ask="How many?")
    with pytest.raises(NotUnderstoodError, match="0 to 999"):
        understand(question, "99999", SUNDAY, TypedDates().read)


@pytest.mark.parametrize("typed", ["1", "3.", "?!"])
def test_a_key_meant_for_a_list_is_nobodys_name(typed):
    with pytest.raises(NotUnderstoodError, match="not a name"):
        read(AnswerKind.TEXT, typed, "person")
    assert read(AnswerKind.TEXT, typed, "topic") == typed
    assert read(AnswerKind.TEXT, "李明", "person") == "李明"


def test_a_date_that_isnt_read_shows_dates_of_its_own_kind():
    with pytest.raises(NotUnderstoodError, match="next friday"):
        read(AnswerKind.DATE, "soonish", "needed_by")
    with pytest.raises(NotUnderstoodError, match="two weeks ago"):
        read(AnswerKind.DATE, "soonish", "last_contact")
