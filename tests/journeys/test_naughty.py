"""Whatever is typed shows as it was typed, on every screen, and comes back from disk the same."""

import pytest

from tests import naughty

TOGETHER = 12
"""Strings to a name, so that few sessions try them all."""

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
        await person.sees("Who can help")
        await person.chooses("Save and close")
    (session,) = life.open_sessions()
    assert session.answers["topic"] == session.answers["person"]
    assert session.person
    assert session.person in text
