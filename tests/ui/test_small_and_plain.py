"""Forty columns by twelve lines, no colour, and windows below that."""

import pytest

from coach.ui.widgets.choices import Choices
from tests.journeys.driver import Life
from tests.ui.test_every_screen import SCREENS, life, visit  # noqa: F401

SMALLEST = (40, 12)


@pytest.mark.parametrize("screen", SCREENS)
async def test_from_forty_by_twelve_what_has_the_keys_is_in_sight(life, screen):  # noqa: F811
    async with life.opens(size=SMALLEST) as person:
        await visit(person, screen)
        focused = person.app.focused
        assert focused is not None
        seen = focused.region.intersection(person.app.screen.region)
        assert seen.height >= 1, person.screen
        assert seen.width >= 10, person.screen


async def test_a_question_and_its_field_are_both_seen(life):  # noqa: F811
    async with life.opens(size=SMALLEST) as person:
        await visit(person, "question")
        assert "Who went quiet?" in person.screen
        await person.presses("M", "a", "r", "a")
        await person.sees("Mara")


async def test_the_first_choice_of_sending_is_in_sight(life):  # noqa: F811
    async with life.opens(size=SMALLEST) as person:
        await visit(person, "send")
        await person.sees("› 1  Copy the message".replace("› ", "›"))


async def test_keys_that_do_not_fit_fold_behind_the_one_that_lists_them(life):  # noqa: F811
    async with life.opens(size=SMALLEST) as person:
        await visit(person, "question")
        assert person.screen.splitlines()[-1].rstrip().endswith("f1 Help")


async def test_below_that_it_says_so_and_only_leaving_does_anything(life):  # noqa: F811
    async with life.opens() as person:
        await person.resizes(39, 11)
        await person.sees("make the window larger")
        before = [type(each).__name__ for each in person.app.screen_stack]
        for key in ("1", "enter", "f3", "f2", "f1", "ctrl+g", "ctrl+p", "ctrl+n"):
            await person.presses(key)
        assert [type(each).__name__ for each in person.app.screen_stack] == before
        assert "40 by 12" in person.screen
        await person.presses("ctrl+q")
        assert person.app._exit


async def test_without_colours_what_is_selected_has_a_sign_and_stands_reversed(
    life,  # noqa: F811
    monkeypatch,
):
    monkeypatch.setenv("NO_COLOR", "1")
    async with life.opens() as person:
        await visit(person, "send")
        choices = person.app.screen.query_one(Choices)
        styles = [segment.style for segment in choices.render_line(0) if segment.text.strip()]
        assert choices.render_line(0).text.startswith("›")
        assert all(style.reverse for style in styles)
        await person.presses("down")
        assert choices.render_line(1).text.startswith("›")
        assert not choices.render_line(0).text.startswith("›")


async def test_in_a_low_window_the_whole_safety_page_can_be_read_by_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    async with Life(tmp_path).opens(size=(40, 12)) as person:
        await person.feels_unsafe()
        await person.sees("call your local emergency number", "Write down what happened")
        await person.finds("Get advice before you block", "Someone you trust", "ctrl+q closes this")
        await person.sees("Write down what happened")
