"""Choosing from a list: by number, arrow, words or mouse; one answer, or several."""

import pytest

from coach.advice.questions import Choice
from coach.ui.widgets import choices
from coach.ui.widgets.choices import Choices
from tests.ui.stage import staged

FRUIT = tuple(
    Choice(id=each, text=each.capitalize(), help=f"About {each}.")
    for each in ("apple", "banana", "cherry")
)
MANY = tuple(Choice(id=f"id{number}", text=f"Line {number}") for number in range(14))


async def chosen(keys, choices=FRUIT, **how):
    """The ids settled on, in order, when these keys are pressed."""
    widget = Choices(choices, **how)
    async with staged(widget, Choices.Chosen) as play:
        widget.focus()
        await play.press(*keys)
        return [each.ids for each in play.said]


@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        (["2"], "banana"),
        (["enter"], "apple"),
        (["down", "down", "enter"], "cherry"),
        (["j", "enter"], "banana"),
        (["G", "enter"], "cherry"),
        (["G", "g", "enter"], "apple"),
        (["j", "k", "enter"], "apple"),
    ],
)
async def test_a_key_chooses_one(keys, ids):
    assert await chosen(keys) == [(ids,)]


async def test_a_number_that_is_not_there_chooses_nothing():
    assert await chosen(["7", "0", "z"]) == []


JOBS = (
    *(Choice(id=f"id{n}", text=f"Line {n}", group="Jobs") for n in range(9)),
    Choice(id="paid", text="Money owed to me", help="An invoice, a deposit.", group="Money"),
    Choice(id="wages", text="Wages", help="From my employer.", group="Money"),
)


@pytest.mark.parametrize("typed", ["inv", "money ow", "wages", "deposit"])
async def test_in_a_long_list_typing_leaves_the_lines_with_these_words(typed):
    widget = Choices(JOBS)
    async with staged(widget, Choices.Chosen) as play:
        widget.focus()
        await play.type(typed)
        assert "Line" not in play.screen
        assert f"“{typed}”" in play.screen
        await play.press("enter")
        assert [each.ids for each in play.said] == [("wages" if typed == "wages" else "paid",)]


async def test_a_line_that_says_the_word_comes_before_one_below_a_heading_that_does():
    sale = Choice(id="sale", text="A sale", group="Sales and money")
    assert await chosen([*"money", "enter"], (sale, *JOBS)) == [("paid",)]


async def test_a_number_takes_a_line_of_the_list_that_was_narrowed():
    assert await chosen(["m", "o", "n", "2"], JOBS) == [("wages",)]


async def test_backspace_and_escape_bring_the_whole_list_back():
    widget = Choices(JOBS)
    async with staged(widget, Choices.Chosen) as play:
        widget.focus()
        await play.press("i", "n", "backspace", "backspace")
        assert "Line 0" in play.screen
        await play.press("i", "n", "escape")
        assert "Line 0" in play.screen
        assert play.said == []


async def test_a_long_list_has_its_groups_above_their_lines():
    widget = Choices(JOBS)
    async with staged(widget) as play:
        lines = [each.strip() for each in play.screen.splitlines()]
        assert lines[0] == "Jobs"
        assert lines.index("Money") == lines.index("Money owed to me") - 1


async def test_of_several_enter_never_ticks_and_a_letter_typed_by_mistake_chooses_nothing():
    assert await chosen([*"inv", "enter", "enter"], JOBS, several=True) == [()]
    assert await chosen(["m", "enter", "enter"], JOBS, several=True) == [()]


async def test_of_several_what_was_found_is_ticked_with_space_and_enter_goes_on():
    assert await chosen([*"inv", "enter", "space", *"wag", "1", "enter"], JOBS, several=True) == [
        ("paid", "wages")
    ]


@pytest.mark.parametrize("typed", ["last thursday", "about a week", "I did", "june 12", "ab", "zz"])
@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("choices", [FRUIT, MANY], ids=["few", "many"])
async def test_words_typed_for_another_field_choose_nothing(choices, several, typed):
    widget = Choices(choices, several=several)
    async with staged(widget, Choices.Chosen) as play:
        widget.focus()
        await play.type(typed)
        await play.press("enter")
        assert play.said == []
        assert "✓" not in play.screen


async def test_the_enter_after_typed_words_is_only_passed_over_once():
    assert await chosen([*"last thursday", "enter", "enter"]) == [("apple",)]
    assert await chosen([*"zz", "down", "enter"]) == [("banana",)]


@pytest.fixture(autouse=True)
def _words_go_on(monkeypatch):
    """However busy the machine is, the next key comes while one still types."""
    monkeypatch.setattr(choices, "_IN_WORDS", 600.0)


async def test_a_number_counts_again_once_the_typing_has_stopped(monkeypatch):
    widget = Choices(FRUIT)
    async with staged(widget, Choices.Chosen) as play:
        widget.focus()
        await play.press("z", "2")
        assert play.said == []
        monkeypatch.setattr(choices, "_IN_WORDS", 0.0)
        await play.press("2")
        assert [each.ids for each in play.said] == [("banana",)]


async def test_numbers_one_after_the_other_all_count():
    assert await chosen(["1", "2", "3"]) == [("apple",), ("banana",), ("cherry",)]


async def test_space_chooses_nothing_where_there_is_one_answer():
    assert await chosen(["down", "space"]) == []
    assert await chosen(["down", "space", "enter"]) == [("banana",)]


async def test_the_answer_given_before_is_under_the_cursor():
    assert await chosen(["enter"], chosen=["cherry"]) == [("cherry",)]


async def test_an_answer_that_is_no_choice_any_more_is_forgotten():
    assert await chosen(["enter"], several=True, chosen=["durian", "banana"]) == [("banana",)]


async def test_of_several_each_is_ticked_and_enter_goes_on():
    assert await chosen(["3", "1", "enter"], several=True) == [("cherry", "apple")]


async def test_a_tick_is_taken_back_by_the_same_key():
    assert await chosen(["2", "3", "2", "enter"], several=True) == [("cherry",)]
    assert await chosen(["space", "space", "enter"], several=True) == [()]


async def test_none_of_several_is_an_answer():
    assert await chosen(["enter"], several=True) == [()]


async def test_ticks_are_seen_without_colour():
    widget = Choices(FRUIT, several=True, chosen=["banana"])
    async with staged(widget) as play:
        assert "2  ✓ Banana" in play.screen
        assert "1  ○ Apple" in play.screen
        await play.pilot.click(widget, offset=(8, 0))
        assert "1  ✓ Apple" in play.screen


async def test_a_click_chooses_its_line_once():
    widget = Choices(FRUIT)
    async with staged(widget, Choices.Chosen) as play:
        await play.pilot.click(widget, offset=(5, 2))
        await play.pilot.pause()
        assert [each.ids for each in play.said] == [("banana",)]


async def test_a_click_on_the_help_of_a_line_chooses_that_line():
    widget = Choices(FRUIT)
    async with staged(widget, Choices.Chosen) as play:
        await play.pilot.click(widget, offset=(5, 3))
        await play.pilot.pause()
        assert [each.ids for each in play.said] == [("banana",)]


async def test_a_terse_list_keeps_its_help_to_itself_and_says_which_line_one_is_on():
    widget = Choices(FRUIT, terse=True)
    async with staged(widget, Choices.Highlighted) as play:
        widget.focus()
        assert "About" not in play.screen
        await play.press("down")
        assert play.said[-1].choice.help == "About banana."


async def test_words_with_brackets_stand_as_they_are():
    text = "[b]bold[/b] [@click=app.quit]x[/] 漢字"
    async with staged(Choices([Choice(id="a", text=text)])) as play:
        assert text in play.screen


async def test_a_list_longer_than_the_window_can_be_gone_through():
    widget = Choices(MANY)
    async with staged(widget, size=(60, 6)) as play:
        widget.focus()
        await play.press("end")
        assert "Line 13" in play.screen


async def test_a_line_that_wraps_goes_on_below_its_words():
    long = Choice(id="a", text="word " * 20, help="and more " * 12)
    async with staged(Choices([long]), size=(50, 15)) as play:
        rows = [row for row in play.screen.splitlines() if row.strip()]
        assert len(rows) > 2
        first = rows[0].index("word")
        assert {len(row) - len(row.lstrip()) for row in rows[1:]} == {first}


async def test_a_phrase_typed_to_shorten_a_list_of_ticks_ticks_nothing():
    keys = [*"mon", "space", *"owe", "enter", "enter"]
    assert await chosen(keys, JOBS, several=True) == [()]


async def test_a_line_that_was_only_paged_to_is_not_settled_without_enter():
    widget = Choices(FRUIT)
    async with staged(widget, Choices.Chosen) as play:
        widget.focus()
        await play.press("pagedown")
        widget.settle()
        await play.press("tab")
        assert play.said == []
        await play.press("enter")
        assert [each.ids for each in play.said] == [("cherry",)]
