"""The line of keys at the foot of a screen."""

import pytest

from coach.ui.widgets.key_line import KeyLine
from tests.journeys.driver import Life


@pytest.fixture
def life(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    return Life(tmp_path)


def foot(person):
    """The last row."""
    return person.screen.splitlines()[-1]


async def test_a_click_on_a_key_presses_it(life):
    async with life.opens() as person:
        await person.clicks("f3 Journal")
        await person.sees("No decisions yet")


async def test_it_says_what_the_focused_thing_can_do(life):
    async with life.opens() as person:
        assert "Quit" in foot(person)
        await person.presses("1")
        await person.sees("Pause")
        assert "Next" in foot(person)
        assert "Quit" not in foot(person)


async def test_the_pointer_is_told_what_a_key_does(life):
    async with life.opens() as person:
        await person.points_at("f2 Read")
        line = person.app.screen.query_one(KeyLine)
        assert line.tooltip == "Read the guide for this step"


async def test_keys_stand_out_from_what_they_do(life):
    async with life.opens() as person:
        last = person.app.screen.query_one(KeyLine).render_line(0)
        colours = {part.text.strip(): part.style.color for part in last if part.style}
        assert colours["f2"] != colours["Read"]
