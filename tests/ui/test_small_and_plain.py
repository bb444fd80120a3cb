"""Forty columns by twelve lines, no colour, and windows below that."""

import pytest
from textual.content import Content

from coach.ui.widgets.choices import Choices
from coach.ui.widgets.lines import HangingLines
from tests.journeys.driver import Life
from tests.ui.test_every_screen import SCREENS, life, visit  # noqa: F401
from tools.bench.world import PERSON

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
        await person.finds(
            "If someone comes in", "Get advice before you block", "Someone you trust"
        )
        await person.sees("Write down what happened")


EVERYWHERE = {
    **SCREENS,
    "palette": ["ctrl+p", "j"],
    "settings": ["ctrl+p", *"settings", "enter"],
    "templates": ["enter", "ctrl+t"],
    "a decision otherwise": ["enter", "ctrl+r", "ctrl+o"],
    "why otherwise": ["enter", "ctrl+r", "ctrl+o", "enter"],
    "a kept issue": ["enter", "f8", "ctrl+f"],
    "what they see": ["enter", "ctrl+o"],
    "a filter": ["f3", "f"],
    "a search": ["f3", "slash"],
    "a decision": ["f3", "enter"],
    "its outcome": ["f3", "enter", "n"],
    "an export": ["f3", "e"],
    "people": ["f3", "p"],
    "a person": ["f3", "p", "enter"],
    "a note": ["f3", "p", "enter", "n"],
    "insights": ["f3", "i"],
    "the safety page": ["ctrl+g"],
    "its log": ["ctrl+g", "1"],
}
"""Every screen and dialog, and the keys that lead there from home."""


ONE_THING = ("VerticalScroll", "RecommendationPane", "ArticleView")
"""What is only read, by itself: nothing in it is selected."""


def marked(widget):
    """Whether what has the keys shows it by a sign, a cursor or reverse video."""
    strips = [widget.render_line(y) for y in range(widget.size.height)]
    segments = [segment for strip in strips for segment in strip]
    signs = any(strip.text.lstrip().startswith("›") for strip in strips)
    return signs or any(each.style and each.style.reverse for each in segments)


async def test_without_colours_what_has_the_keys_is_marked_on_every_screen_and_dialog(
    life,  # noqa: F811
    monkeypatch,
):
    monkeypatch.setenv("NO_COLOR", "1")
    unmarked = []
    async with life.opens() as person:
        for name, route in EVERYWHERE.items():
            await person.sees(PERSON)
            await person.presses(*route)
            await person.rests()
            focused = person.app.focused
            if type(focused).__name__ not in ONE_THING and not marked(focused):
                unmarked.append(f"{name}: {focused}\n{person.screen}")
            await person.goes_home()
            await person.rests()
    assert not unmarked, "\n".join(unmarked)


def test_a_window_too_small_to_read_does_not_lay_an_article_out_letter_by_letter():
    article = HangingLines((Content("· "), Content("word and another " * 3000)))
    assert article.get_height({}, 1) < 5 * article.get_height({}, 40)
