"""Rating from 0 to 10: by arrow, digit or mouse."""

import pytest

from coach.ui.widgets.rating_scale import Scale
from tests.ui.stage import staged


async def settled(keys, value=None):
    """The numbers settled on when these keys are pressed."""
    widget = Scale(value, low="calm", high="boiling")
    async with staged(widget, Scale.Settled) as play:
        widget.focus()
        await play.press(*keys)
        return [each.value for each in play.said]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["7"], 7),
        (["0"], 0),
        (["1", "0"], 10),
        (["1"], 1),
        (["right"], 0),
        (["l", "l"], 1),
        (["left"], 10),
        (["5", "h"], 4),
        (["9", "right", "right", "right"], 10),
        (["0", "left"], 0),
        (["5", "0"], 0),
        (["1", "0", "0"], 0),
        (["1", "right", "0"], 0),
    ],
)
async def test_keys_move_and_enter_settles(keys, value):
    assert await settled([*keys, "enter"]) == [value]


async def test_enter_before_a_number_is_marked_asks_for_one():
    widget = Scale(low="calm", high="boiling")
    async with staged(widget, Scale.Settled) as play:
        widget.focus()
        assert "[" not in play.screen
        await play.press("enter")
        assert play.said == []
        assert "from 0 to 10" in play.screen
        await play.press("3")
        assert "from 0 to 10" not in play.screen
        await play.press("enter")
        assert [each.value for each in play.said] == [3]


async def test_nothing_is_settled_before_enter():
    assert await settled(["7", "right"]) == []


async def test_it_starts_on_the_answer_given_before():
    assert await settled(["enter"], 0) == [0]
    assert await settled(["enter"], 9) == [9]


async def test_nought_after_an_earlier_one_means_nought():
    assert await settled(["0", "enter"], 1) == [0]


async def test_the_number_and_its_ends_are_seen_without_colour():
    async with staged(Scale(10, low="calm", high="boiling")) as play:
        assert "[10]" in play.screen
        assert "calm" in play.screen
        line = play.screen.splitlines()[1]
        assert line.endswith("boiling")
        assert line.startswith(" calm")


@pytest.mark.parametrize("value", [0, 4, 10])
async def test_a_click_on_a_number_settles_on_it(value):
    widget = Scale()
    async with staged(widget, Scale.Settled) as play:
        await play.pilot.click(widget, offset=(value * 4 + 2, 0))
        await play.pilot.pause()
        assert [each.value for each in play.said] == [value]


async def test_a_click_beside_the_numbers_settles_on_nothing():
    widget = Scale()
    async with staged(widget, Scale.Settled) as play:
        await play.pilot.click(widget, offset=(60, 0))
        await play.pilot.click(widget, offset=(2, 1))
        await play.pilot.pause()
        assert play.said == []
