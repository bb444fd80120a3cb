"""One question on a card: every kind of answer, by key, and what bad input gets."""

import re
from datetime import date

import pytest
from textual.widgets import Input, TextArea

from coach.advice.questions import AnswerKind, Choice, Question
from coach.app.session_pages import question_page
from coach.platform.typed_dates import TypedDates
from coach.session.flow import QuestionView
from coach.ui.widgets.question_card import QuestionCard
from coach.vocabulary import Situation
from tests.ui.stage import STRANGE, staged

TODAY = date(2026, 11, 17)  # a Tuesday
PLANS = tuple(Choice(id=each, text=each.capitalize(), help=f"About {each}.") for each in "abc")
LONG = tuple(Choice(id=f"id{n}", text=f"Line {n}", help=f"About {n}.") for n in range(8))

LONGEST = tuple(Choice(id=f"id{n}", text=f"Line {n}") for n in range(26))


def card(kind, *, id="it", value=None, typed="", people=(), may_wait=False, **more):
    question = Question(id=id, kind=kind, ask="What is it?", **more)
    asking = QuestionView(question=question, number=1, of=3, value=value, typed=typed)
    page = question_page(asking, Situation.WAITING, title="", may_wait=may_wait)
    return QuestionCard(page, today=TODAY, read_date=TypedDates().read, known_people=people)


async def answers(card, *keys):
    """The values answered when these keys are pressed on this card."""
    async with staged(card, QuestionCard.Answered) as play:
        await play.press(*keys)
        return [each.value for each in play.said]


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        (AnswerKind.CHOICE, ["2"], "b"),
        (AnswerKind.CHOICE, ["down", "down", "enter"], "c"),
        (AnswerKind.MANY, ["1", "3", "enter"], ("a", "c")),
        (AnswerKind.MANY, ["enter"], ()),
        (AnswerKind.YES_NO, ["1"], True),
        (AnswerKind.YES_NO, ["2"], False),
        (AnswerKind.COUNT, ["2", "enter"], 2),
        (AnswerKind.COUNT, ["0", "enter"], 0),
        (AnswerKind.SCALE, ["8", "enter"], 8),
        (AnswerKind.DATE, [*"9 days ago", "enter"], "2026-11-08"),
        (AnswerKind.DATE, [*"2026-11-12", "enter"], "2026-11-12"),
        (AnswerKind.TEXT, [*" Ada [b] 漢 ", "enter"], "Ada [b] 漢"),
    ],
)
async def test_a_card_takes_its_kind_of_answer_at_once(kind, keys, value):
    assert await answers(card(kind, choices=PLANS), *keys) == [value]


async def test_a_long_text_keeps_its_lines_and_goes_on_when_told_to():
    asked = card(AnswerKind.LONG_TEXT)
    async with staged(asked, QuestionCard.Answered) as play:
        await play.press("o", "n", "e", "enter", "t", "w", "o")
        assert play.said == []
        asked.settle()
        await play.rests()
        assert [each.value for each in play.said] == ["one\ntwo"]


@pytest.mark.parametrize(
    ("kind", "typed", "part"),
    [
        (AnswerKind.DATE, "soonish", "not a date I can read"),
        (AnswerKind.DATE, "31 feb", "not a date I can read"),
        (AnswerKind.COUNT, "two-ish", "whole number"),
        (AnswerKind.COUNT, "-1", "whole number"),
        (AnswerKind.COUNT, "9999", "whole number"),
        (AnswerKind.COUNT, "٣", "whole number"),
    ],
)
async def test_what_is_not_understood_gets_a_line_and_stays(kind, typed, part):
    async with staged(card(kind), QuestionCard.Answered, QuestionCard.Mistyped) as play:
        await play.press(*typed, "enter")
        await play.rests()
        assert [type(each) for each in play.said] == [QuestionCard.Mistyped]
        assert play.said[0].text == typed
        assert part in play.screen
        assert typed in play.screen


async def test_a_day_still_to_come_is_refused_where_the_past_is_asked():
    async with staged(
        card(AnswerKind.DATE, id="last_contact"), QuestionCard.Answered, QuestionCard.Mistyped
    ) as play:
        await play.press(*"tomorrow", "enter")
        assert [type(each) for each in play.said] == [QuestionCard.Mistyped]
        assert "Wed 18 Nov 2026 is in the future" in play.screen


async def test_the_day_that_is_understood_is_shown_while_one_types():
    async with staged(card(AnswerKind.DATE)) as play:
        await play.type("9 days ago")
        await play.sees("→ Sun 8 Nov 2026")


async def test_the_line_about_a_wrong_date_goes_when_one_types_on():
    async with staged(card(AnswerKind.DATE)) as play:
        await play.press(*"soonish", "enter")
        assert "not a date I can read" in play.screen
        await play.press("backspace")
        assert "not a date I can read" not in play.screen


@pytest.mark.parametrize("kind", [AnswerKind.TEXT, AnswerKind.DATE, AnswerKind.COUNT])
async def test_going_on_with_nothing_is_said_as_such_where_it_may_stay_empty(kind):
    async with staged(
        card(kind, optional=True), QuestionCard.Answered, QuestionCard.Skipped
    ) as play:
        await play.press("enter")
        assert [type(each) for each in play.said] == [QuestionCard.Skipped]


@pytest.mark.parametrize(
    ("kind", "needed"),
    [(AnswerKind.DATE, "Enter a date"), (AnswerKind.COUNT, "Enter a number")],
)
async def test_what_is_needed_is_not_passed_over_by_enter(kind, needed):
    async with staged(card(kind), QuestionCard.Answered, QuestionCard.Skipped) as play:
        await play.press("enter")
        assert play.said == []
        assert needed in play.screen
        assert "later" not in play.screen
        await play.press("2")
        assert needed not in play.screen


async def test_what_may_wait_is_left_for_later_by_the_key_that_is_named():
    asked = card(AnswerKind.DATE, may_wait=True)
    async with staged(asked, QuestionCard.Answered, QuestionCard.Skipped) as play:
        await play.press("enter")
        assert play.said == []
        assert "Press ctrl+n to answer later" in play.screen
        asked.settle()
        await play.rests()
        assert [type(each) for each in play.said] == [QuestionCard.Skipped]


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (AnswerKind.CHOICE, "press a number, or enter for the highlighted choice"),
        (AnswerKind.YES_NO, "press 1 or 2"),
        (AnswerKind.MANY, "press a number · enter to continue"),
    ],
)
async def test_a_list_says_whether_a_number_goes_on_or_ticks(kind, says):
    async with staged(card(kind, choices=PLANS)) as play:
        assert says in play.screen


async def test_a_long_list_says_that_typing_shortens_it():
    async with staged(card(AnswerKind.CHOICE, choices=LONGEST)) as play:
        assert "type a word to shorten the list" in play.screen


async def test_an_answer_given_before_says_so_and_that_enter_keeps_it():
    async with staged(
        card(AnswerKind.CHOICE, choices=PLANS, value="b"), QuestionCard.Answered
    ) as play:
        assert "Your answer so far" in play.screen
        assert "Press enter to keep it" in play.screen
        await play.press("enter")
        assert [each.value for each in play.said] == ["b"]
    async with staged(card(AnswerKind.CHOICE, choices=PLANS)) as play:
        assert "so far" not in play.screen


@pytest.mark.parametrize("window", [(80, 24), (60, 20)])
async def test_lines_out_of_sight_are_counted_and_the_last_is_named(window):
    async with staged(card(AnswerKind.CHOICE, choices=LONGEST), size=window) as play:
        shown = re.findall(r"^  [ ›].  Line \d+", play.screen, re.M)
        assert f"↓ {26 - len(shown)} more below; the last is “Line 25”" in play.screen
        await play.press("end")
        await play.sees("more above")
        assert "↓" not in play.screen


async def test_a_list_that_fits_says_nothing_of_more():
    async with staged(card(AnswerKind.CHOICE, choices=LONGEST), size=(80, 40)) as play:
        assert "more" not in play.screen


async def test_words_are_told_as_they_are_typed():
    async with staged(card(AnswerKind.TEXT), QuestionCard.Typing) as play:
        await play.type("Ad")
        assert [each.text for each in play.said] == ["A", "Ad"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (AnswerKind.TEXT, "Ada", "Ada"),
        (AnswerKind.DATE, "2026-11-12", "Thu 12 Nov 2026"),
        (AnswerKind.COUNT, 2, "2"),
        (AnswerKind.CHOICE, "b", "● B"),
        (AnswerKind.MANY, ("a", "c"), "✓ C"),
        (AnswerKind.YES_NO, False, "● No"),
        (AnswerKind.SCALE, 8, "[ 8]"),
        (AnswerKind.LONG_TEXT, "one\ntwo", "two"),
    ],
)
async def test_the_answer_given_before_stands_there(kind, value, shown):
    async with staged(card(kind, value=value, choices=PLANS)) as play:
        assert shown in play.screen


async def test_an_answer_given_before_is_given_again_as_it_was():
    assert await answers(card(AnswerKind.DATE, value="2026-11-12"), "enter") == ["2026-11-12"]
    assert await answers(card(AnswerKind.COUNT, value=2), "enter") == [2]


async def test_what_was_typed_and_not_understood_stands_there_again():
    async with staged(card(AnswerKind.DATE, value="2026-11-12", typed="soonish")) as play:
        assert "soonish" in play.screen


async def test_names_met_before_are_offered_and_taken_by_the_arrow():
    asked = card(AnswerKind.TEXT, id="person", people=("Maren Holt", "Ada [b]"))
    async with staged(asked, QuestionCard.Answered) as play:
        assert "Maren Holt, Ada [b]" in play.screen
        await play.type("mar")
        await play.rests()
        await play.press("right", "enter")
        assert [each.value for each in play.said] == ["Maren Holt"]


async def test_names_are_offered_only_where_a_name_is_asked():
    async with staged(card(AnswerKind.TEXT, id="topic", people=("Maren Holt",))) as play:
        assert "Maren" not in play.screen


async def test_a_question_is_asked_in_the_words_of_its_situation():
    asked = card(AnswerKind.TEXT, asks={Situation.WAITING: "Who went quiet?"})
    async with staged(asked) as play:
        assert "Who went quiet?" in play.screen
        assert "What is it?" not in play.screen


async def test_a_question_that_may_stay_empty_says_so():
    async with staged(card(AnswerKind.TEXT, optional=True)) as play:
        assert "optional" in play.screen
    async with staged(card(AnswerKind.TEXT)) as play:
        assert "optional" not in play.screen


async def test_a_long_list_explains_the_line_one_is_on_only():
    async with staged(card(AnswerKind.CHOICE, choices=LONG)) as play:
        assert "About 0." in play.screen
        assert "About 1." not in play.screen
        await play.press("down")
        assert "About 1." in play.screen


@pytest.mark.parametrize("kind", [AnswerKind.TEXT, AnswerKind.LONG_TEXT])
async def test_strange_texts_come_back_as_they_were(kind):
    strange = STRANGE.strip()
    asked = card(kind, value=strange, help=STRANGE)
    async with staged(asked, QuestionCard.Answered) as play:
        asked.settle()
        await play.rests()
        assert [each.value for each in play.said] == [strange]
        assert "[@click=app.quit]x[/]" in play.screen


@pytest.mark.parametrize("kind", list(AnswerKind))
async def test_every_card_fits_a_small_window_and_has_the_focus(kind):
    asked = card(kind, choices=PLANS, help="A line of help that says a little more.")
    async with staged(asked, size=(50, 15)) as play:
        focused = play.pilot.app.focused
        assert focused is not None
        assert focused.region.bottom <= 15
        assert "What is it?" in play.screen
        assert isinstance(focused, Input | TextArea) or focused.can_focus


async def test_a_year_of_long_ago_is_an_answer_once_it_was_said_twice():
    asked = card(AnswerKind.DATE, id="last_contact")
    async with staged(asked, QuestionCard.Answered) as play:
        await play.press(*"1 jan 1900", "enter")
        await play.sees("is that right?")
        assert play.said == []
        await play.press("enter")
        assert [each.value for each in play.said] == ["1900-01-01"]


async def test_a_question_for_a_day_to_come_shows_days_to_come():
    async with staged(card(AnswerKind.DATE, id="needed_by")) as play:
        assert "in 10 days" in play.screen
        assert "ago" not in play.screen


async def test_what_is_said_of_a_line_is_never_cut():
    words = " ".join(f"word{n}" for n in range(30)) + " end."
    told = tuple(Choice(id=f"id{n}", text=f"Line {n}", help=words) for n in range(9))
    for size in ((80, 24), (60, 20)):
        async with staged(card(AnswerKind.CHOICE, choices=told), size=size) as play:
            assert "end." in play.screen


async def test_what_is_added_to_a_text_comes_after_what_stands_there():
    told = card(AnswerKind.LONG_TEXT, value="It rained.")
    async with staged(told) as play:
        await play.type(" It stopped.")
        assert told.query_one(TextArea).text == "It rained. It stopped."


async def test_where_no_line_is_found_nothing_is_said_of_another():
    choices = [Choice(id=f"c{n}", text=f"Line {n}", help=f"About {n}") for n in range(12)]
    long = card(AnswerKind.CHOICE, choices=tuple(choices))
    async with staged(long) as play:
        assert "About 0" in play.screen
        await play.type("xyz")
        await play.rests()
        assert "About" not in play.screen


async def test_a_date_that_was_given_is_replaced_by_typing_another():
    asked = card(AnswerKind.DATE, id="last_contact", value="2026-11-10")
    assert await answers(asked, *"12 nov", "enter") == ["2026-11-12"]
