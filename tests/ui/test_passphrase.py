"""A locked journal on the screen: asked for once, opened, or left closed with all else working."""

from contextlib import closing
from sqlite3 import connect

import pytest
from textual.widgets import Input

from coach.errors import JournalLocked
from coach.platform.paths import journal_folder
from coach.store import sealing
from coach.store.journal_store import open_journal
from coach.ui.dialogs.passphrase_dialog import CLOSED
from tests.journeys.driver import Life
from tests.store.samples import open_session

WORDS = "four odd words [here], grüße"
ASKED = "Your journal has a passphrase"


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A user's machine of its own, with a locked journal that holds a session."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(sealing, "COST", sealing.Cost(n=2**4))
    journal = open_journal(journal_folder())
    journal.keep(open_session(1, id="old", answers={"person": "Mara", "topic": "the proposal"}))
    journal.set_passphrase(WORDS)
    journal.close()
    return Life(tmp_path)


def kept():
    """The sessions in the journal, which has to be locked still."""
    journal = open_journal(journal_folder())
    with pytest.raises(JournalLocked):
        journal.sessions()
    journal.open_with(WORDS)
    try:
        return journal.sessions()
    finally:
        journal.close()


@pytest.mark.parametrize("size", [(80, 24), (50, 15), (140, 40)])
async def test_the_passphrase_opens_the_journal_and_is_never_shown(life, size):
    async with life.opens(size) as person:
        await person.sees(ASKED)
        await person.sees_no("Mara")
        await person.types(WORDS[:5])
        await person.pastes(WORDS[5:])
        await person.sees("•" * len(WORDS))
        assert WORDS[:5] not in person.words
        await person.presses("enter")
        await person.sees("Mara")
        await person.sees_no(ASKED)
    assert len(kept()) == 1


async def test_what_is_done_after_opening_is_kept_sealed(life):
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.types(WORDS)
        await person.presses("enter")
        await person.sees("Mara")
        await person.chooses("They went quiet on me")
        await person.says("Ines")
        await person.goes_home()
        await person.sees_no(ASKED)
    assert len(kept()) == 2


async def test_a_wrong_one_is_said_the_field_is_empty_and_the_right_one_still_opens(life):
    before = (journal_folder() / "journal.db").read_bytes()
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.types("something else")
        await person.presses("enter")
        await person.sees("That passphrase is wrong. Try again.")
        assert person.app.screen.query_one(Input).value == ""
        assert (journal_folder() / "journal.db").read_bytes() == before
        await person.types(WORDS)
        await person.presses("enter")
        await person.sees("Mara")


async def test_escape_leaves_it_closed_home_says_so_and_it_is_not_asked_again(life):
    before = kept()
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.presses("escape")
        await person.sees(CLOSED)
        await person.chooses("They went quiet on me")
        await person.sees_no(CLOSED)
        await person.goes_home()
        await person.sees(CLOSED)
        await person.sees_no(ASKED)
    assert kept() == before


async def test_after_escape_the_key_of_the_journal_asks_again(life):
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.presses("escape")
        await person.sees(CLOSED)
        await person.presses("f3")
        await person.sees(ASKED)
        await person.presses("escape")
        await person.sees(CLOSED)
        await person.presses("f3")
        await person.types(WORDS)
        await person.presses("enter")
        await person.sees("Each session you finish is saved here")
        await person.goes_home()
        await person.sees_no(CLOSED)
        await person.sees("Mara")


async def test_what_was_typed_cannot_be_copied_out(life):
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.types("something else")
        field = person.app.screen.query_one(Input)
        field.select_all()
        await person.presses("ctrl+c", "ctrl+x")
        assert field.value == "something else"
        assert person.app.clipboard == ""


async def test_an_empty_line_is_no_try(life):
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.presses("enter")
        await person.sees(ASKED)
        await person.sees_no("doesn't open")


async def test_where_it_cannot_be_opened_at_all_home_says_what_is_missing(life, monkeypatch):
    monkeypatch.setattr(sealing, "find_spec", lambda name: None)
    async with life.opens() as person:
        await person.sees("pip install")
        await person.sees_no(ASKED)


async def test_a_damaged_journal_is_named_once_it_is_open(life):
    path = journal_folder() / "journal.db"
    with closing(connect(path)) as file:
        file.execute("update sessions set json = x'00'")
        file.commit()
    async with life.opens() as person:
        await person.sees(ASKED)
        await person.types(WORDS)
        await person.presses("enter")
        await person.sees("is damaged")


async def test_a_journal_locked_in_another_window_is_asked_for_on_the_way_home(life):
    journal = open_journal(journal_folder())
    journal.open_with(WORDS)
    journal.take_passphrase_off()
    journal.close()
    async with life.opens() as person:
        await person.sees("Mara")
        await person.chooses("They went quiet on me")
        await person.rests()
        other = open_journal(journal_folder())
        other.set_passphrase(WORDS)
        other.close()
        await person.presses("escape")
        await person.sees(ASKED)
        await person.types(WORDS)
        await person.presses("enter")
        await person.sees_no(ASKED)
        await person.sees("Mara")
