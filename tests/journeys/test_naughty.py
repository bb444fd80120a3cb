"""Whatever is typed shows as it was typed, on every screen, and comes back from disk the same."""

import pytest

from tests import naughty

TOGETHER = 12
"""Strings to a name, so that few walks try them all."""

NAMES = [
    " ".join(naughty.ONE_LINE[start : start + TOGETHER])
    for start in range(0, len(naughty.ONE_LINE), TOGETHER)
]


@pytest.mark.parametrize("text", NAMES, ids=range(len(NAMES)))
async def test_a_name_is_shown_literally_from_pause_to_journal(life, text):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.pastes(text)
        await person.goes_on()
        await person.pastes(text)
        await person.goes_on()
        await person.feels_unsafe()
        await person.sees("Recommendation")
        await person.goes_on()
        await person.chooses("Save this decision")
        await person.chooses("View the saved decision")
        await person.sees("Decided")
        await person.goes_home()
        await person.opens_the_journal()
        await person.presses("enter")
        await person.sees("Decided")
    (decision,) = life.decisions()
    assert decision.session.answers["topic"] == decision.session.answers["person"]
    assert decision.session.person
    assert decision.session.person in text
