"""The template chooser: a window of one size, the list above, the words below, and why."""

import pytest
from textual.app import App

from coach.app.draft_controller import Beginnings
from coach.session.templates import Filled, Template
from coach.ui.app import CoachApp
from coach.ui.dialogs.template_dialogs import TemplateDialog
from coach.ui.theme import OURS
from tools import pictures

WHY = "Listed first because you said: Email; A quote"


def offered(*lengths: int) -> Beginnings:
    """Templates with bodies of so many lines."""
    templates = [
        (
            Template(id=f"t{n}", title=f"Template {n}", body=""),
            Filled(subject="", body="\n".join(f"{n} line {k}" for k in range(lines)), missing=()),
        )
        for n, lines in enumerate(lengths)
    ]
    return Beginnings(templates=tuple(templates), why=WHY)


class Stage(App[None]):
    """The chooser alone, with the program's own look."""

    CSS_PATH = CoachApp.CSS_PATH

    def __init__(self, chooser: TemplateDialog) -> None:
        super().__init__()
        self._chooser = chooser
        for theme in OURS:
            self.register_theme(theme)
        self.theme = "harbour"

    def on_mount(self) -> None:
        self.push_screen(self._chooser)


def seen(app: App[None]) -> str:
    return "\n".join(pictures.grid(app))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_window_keeps_its_size_whatever_line_one_is_on(size):
    chooser = TemplateDialog(offered(3, 14, 8, 1))
    async with Stage(chooser).run_test(size=size) as pilot:
        await pilot.pause()
        regions = set()
        for _ in range(6):
            places = [chooser.query_one(each).region for each in ("#dialogue", "#preview")]
            regions.add(tuple(places))
            await pilot.press("down")
            await pilot.pause()
        assert len(regions) == 1
        ((box, preview),) = regions
        assert preview.height >= 6
        assert box.contains_region(preview)


async def test_it_says_first_why_the_first_one_is_the_first():
    chooser = TemplateDialog(offered(3, 2))
    async with Stage(chooser).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = seen(pilot.app)
        assert screen.index("Listed first because") < screen.index("Template 0")
        assert screen.index("Template 0") < screen.index("0 line 2")


async def test_long_words_can_be_read_to_their_end_and_the_next_begins_at_its_top():
    chooser = TemplateDialog(offered(40, 40))
    async with Stage(chooser).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "0 line 39" not in seen(pilot.app)
        await pilot.press(*["pagedown"] * 6)
        await pilot.pause()
        assert "0 line 39" in seen(pilot.app)
        await pilot.press("down")
        await pilot.pause()
        assert "1 line 0" in seen(pilot.app)
