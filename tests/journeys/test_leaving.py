"""However the program ends, what was typed just before is kept."""

import os
import signal

import pytest
from textual import events

from coach.platform.paths import journal_folder
from coach.store.journal_store import open_journal


@pytest.mark.parametrize("way", ["a key", "a signal"])
async def test_what_was_typed_just_before_the_end_is_kept(life, way):
    async with life.opens() as person:
        await person.presses("1")
        await person.sees("Who went quiet?")
        for letter in "Adaopsxyz":
            person.app.post_message(events.Key(letter, letter))
        if way == "a key":
            person.app.post_message(events.Key("ctrl+q", None))
        else:
            os.kill(os.getpid(), signal.SIGTERM)
    journal = open_journal(journal_folder())
    assert [each.answers.get("person") for each in journal.sessions()] == ["Adaopsxyz"]
    journal.close()
