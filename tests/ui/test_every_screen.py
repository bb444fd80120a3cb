"""What holds on every screen, in every window and every look."""

import pytest

from coach.ui.widgets.key_line import KeyLine
from tests.journeys.driver import A_TUESDAY, Life
from tests.store.samples import decision
from tools.bench.world import PERSON, in_draft

USUAL = (80, 24)
WINDOWS = [(60, 20), USUAL, (120, 40)]
THEMES = ["harbour", "paper", "ansi-dark"]

SCREENS = {
    "home": [],
    "question": ["1"],
    "draft": ["enter"],
    "send": ["enter", "ctrl+n"],
    "verdict": ["enter", "ctrl+r"],
    "library": ["f2"],
    "article": ["f2", "down", "enter"],
    "journal": ["f3"],
    "files": ["m"],
    "help": ["f1"],
}
"""Screens, and the keys that lead there from home."""


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A life in which a session has come to its draft, and another to its end."""
    from coach.platform.paths import journal_folder
    from coach.private_files import make_folder
    from coach.store.journal_store import open_journal

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    journal = open_journal(make_folder(journal_folder()))
    journal.record(decision())
    journal.keep(in_draft(A_TUESDAY))
    journal.close()
    return Life(tmp_path)


async def visit(person, screen):
    await person.sees(PERSON)
    for key in SCREENS[screen]:
        await person.presses(key)
    await person.rests()


def on_top(person):
    """What stands on the screen; of a dialogue only itself, since not every look blends."""
    rows = person.screen.splitlines()
    for box in person.app.screen.query("#dialogue"):
        left, top, width, height = box.region
        rows = [row[left : left + width] for row in rows[top : top + height]]
    return rows


def fits(person, screen, window):
    """Whether all of it is within the window, what has the focus too, and no footer is cut."""
    app = person.app
    rows = person.screen.splitlines()
    assert len(rows) <= window[1]
    assert len("".join(rows).split()) > 0
    focused = app.focused
    if screen != "help":
        assert focused is not None, f"nothing has the focus:\n{person.screen}"
        assert focused.region.overlaps(app.screen.region)
    if window[0] >= 80:
        for footer in app.screen.query(KeyLine):
            assert not footer.is_cut, f"the footer is cut:\n{person.screen}"


async def says_the_same_in_every_look(person):
    before, own = on_top(person), person.app.theme
    assert "".join(before).split()
    for theme in THEMES:
        person.app.theme = theme
        await person.rests()
        assert on_top(person) == before, theme
    person.app.theme = own
    await person.rests()


async def follows_a_window_dragged_small_and_large(person):
    before = person.screen
    for window in ((60, 20), (120, 40), (45, 12), (80, 24)):
        await person.resizes(*window)
    await person.rests()
    assert person.screen == before


@pytest.mark.parametrize("window", [each for each in WINDOWS if each != USUAL], ids=str)
@pytest.mark.parametrize("screen", SCREENS)
async def test_it_fits_the_window_and_has_a_focus(life, screen, window):
    async with life.opens(size=window) as person:
        await visit(person, screen)
        fits(person, screen, window)


@pytest.mark.parametrize("screen", SCREENS)
async def test_it_fits_whatever_the_look_follows_the_window_and_escape_leads_home(life, screen):
    async with life.opens(size=USUAL) as person:
        await visit(person, screen)
        fits(person, screen, USUAL)
        await says_the_same_in_every_look(person)
        await follows_a_window_dragged_small_and_large(person)
        await person.goes_home()
        await person.sees("What has stalled?")


@pytest.mark.parametrize("screen", ["files", "journal", "help"])
async def test_a_screen_left_twice_before_it_has_gone_is_left_once(life, screen):
    async with life.opens(size=USUAL) as person:
        await visit(person, screen)
        there = person.app.screen
        leave = getattr(there, "action_leave", None) or there.dismiss
        leave()
        leave()
        await person.rests()
        assert person.app.screen is not there
        await person.sees(PERSON)
