"""The few answers that stand for all: nothing happens between them."""

from datetime import date, timedelta

from coach.advice.answers import answers, might_as_well, nearest, turning_days
from coach.advice.questions import AnswerKind, Choice, Question
from tests.advice.paths import TODAY, deciding
from tests.sweep import over

EVERY_DAY = [TODAY + timedelta(days=days) for days in range(-500, 100)]
PAST = [day for day in EVERY_DAY if day <= TODAY]
MATTERS = list(deciding().waits)


def values(fact: str, question: str, days, **facts) -> set:
    """What a derived fact is over these days of one question."""
    return {deciding().known({**facts, question: day.isoformat()}, TODAY)[fact] for day in days}


def standing_for_all(question: str, **facts) -> tuple[date, ...]:
    return turning_days(question, deciding().known(facts, TODAY))


@over("matter", MATTERS)
@over("nudges", [0, 1, 3])
def test_no_day_of_silence_is_paced_unlike_those_that_stand_for_it(matter, nudges):
    facts = {"matter": matter, "nudges_sent": nudges, "their_word": "talking", "promised": "none"}
    few = standing_for_all("last_contact", **facts)
    assert values("timing", "last_contact", few, **facts) == values(
        "timing", "last_contact", PAST, **facts
    )


@over("matter", MATTERS)
def test_no_promised_day_is_unlike_those_that_stand_for_it(matter):
    facts = {"matter": matter, "their_word": "will_do", "promised": "date"}
    few = standing_for_all("promised_for", **facts)
    assert values("promise", "promised_for", few, **facts) == values(
        "promise", "promised_for", EVERY_DAY, **facts
    )


def test_no_deadline_is_unlike_those_that_stand_for_it():
    few = standing_for_all("needed_by", cost="date")
    assert values("deadline", "needed_by", few, cost="date") == values(
        "deadline", "needed_by", EVERY_DAY, cost="date"
    )


def test_no_gap_is_unlike_those_that_stand_for_it():
    few = standing_for_all("last_contact")
    assert values("gap", "last_contact", few) == values("gap", "last_contact", PAST)


def test_a_silence_never_begins_tomorrow():
    for matter in MATTERS:
        assert max(standing_for_all("last_contact", matter=matter)) <= TODAY


CHOICE = Question(
    id="c",
    kind=AnswerKind.CHOICE,
    ask="",
    choices=(Choice(id="a", text=""), Choice(id="b", text=""), Choice(id="c", text="")),
)
MANY = Question(id="m", kind=AnswerKind.MANY, ask="", choices=CHOICE.choices)
COUNT = Question(id="n", kind=AnswerKind.COUNT, ask="")
YES_NO = Question(id="y", kind=AnswerKind.YES_NO, ask="")
DATE = Question(id="needed_by", kind=AnswerKind.DATE, ask="")


def known():
    return deciding().known({}, TODAY)


def test_the_nearest_counts_and_days_come_first():
    assert list(nearest(COUNT, known(), 2))[:2] in ([1, 3], [3, 1])
    days = list(nearest(DATE, known(), "2026-11-24"))
    assert days[0] == "2026-11-23"


def test_the_nearest_list_has_one_tick_more_or_less():
    assert list(nearest(MANY, known(), ("b",))) == [("b", "a"), (), ("b", "c")]


def test_what_might_as_well_have_been_answered_is_what_content_says_or_a_day_off():
    near = Question(
        id="c",
        kind=AnswerKind.CHOICE,
        ask="",
        choices=(
            Choice(id="a", text="", near=("b",)),
            Choice(id="b", text=""),
            Choice(id="unsure", text=""),
        ),
    )
    assert might_as_well(near, "a") == ("b",)
    assert might_as_well(near, "b") == ()
    assert might_as_well(near, "unsure") == ("a", "b")
    assert might_as_well(COUNT, 2) == ()
    said = Question(id="last_contact", kind=AnswerKind.DATE, ask="")
    assert might_as_well(DATE, "2026-11-23") == ()  # a day that somebody named is no guess
    assert set(might_as_well(said, "2026-11-23")) == {"2026-11-22", "2026-11-24"}
    assert might_as_well(MANY, ("a",)) == ()


def test_a_list_is_asked_in_every_combination_of_what_matters():
    assert list(answers(MANY, known(), ("a", "b"))) == [(), ("a",), ("b",), ("a", "b")]
