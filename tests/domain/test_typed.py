"""What was typed is understood, or refused with a line that says what would be."""

from datetime import date

import pytest

from coach.domain.questions import Choice, Kind, Question
from coach.domain.typed import NotUnderstoodError, understand
from coach.system.dates import TypedDates

TODAY = date(2026, 11, 17)
CHOICES = (Choice(id="a", text="One"), Choice(id="b", text="Two"))


def asked(kind: Kind, id: str = "q") -> Question:
    return Question(id=id, kind=kind, ask="?", choices=CHOICES)


def read(kind: Kind, typed: str, id: str = "q"):
    return understand(asked(kind, id), typed, TODAY, TypedDates().read)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.CHOICE, "2", "b"),
        (Kind.CHOICE, "a", "a"),
        (Kind.MANY, "1, 2", ("a", "b")),
        (Kind.MANY, "2 2", ("b",)),
        (Kind.YES_NO, "Yes", True),
        (Kind.YES_NO, "2", False),
        (Kind.COUNT, "3", 3),
        (Kind.SCALE, "10", 10),
        (Kind.DATE, "9 days ago", "2026-11-08"),
        (Kind.TEXT, "[b] as it is", "[b] as it is"),
    ],
)
def test_an_answer_is_understood(kind, typed, value):
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (Kind.CHOICE, "3", "from 1 to 2"),
        (Kind.MANY, "1 9", "from 1 to 2"),
        (Kind.YES_NO, "maybe", "1 for yes"),
        (Kind.COUNT, "-1", "whole number"),
        (Kind.COUNT, "٣", "whole number"),
        (Kind.SCALE, "11", "0 to 10"),
        (Kind.DATE, "the day the music died", "no date I know"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_would_be_one(kind, typed, said):
    with pytest.raises(NotUnderstoodError, match=said):
        read(kind, typed)


def test_a_last_message_in_the_future_is_refused_and_a_deadline_there_is_fine():
    with pytest.raises(NotUnderstoodError, match="still to come"):
        read(Kind.DATE, "2030-01-01", "last_contact")
    assert read(Kind.DATE, "2030-01-01", "deadline") == "2030-01-01"
