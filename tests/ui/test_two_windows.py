"""One session open in two windows: nothing is lost, and both are said."""

from dataclasses import replace

from coach.platform.paths import journal_folder
from coach.session.session import Draft
from coach.store.journal_store import open_journal


def elsewhere(words: str) -> None:
    """Another window goes on with the one open session."""
    journal = open_journal(journal_folder())
    (session,) = journal.sessions()
    journal.keep(replace(session, draft=Draft(body=words)))
    journal.close()


async def test_a_change_in_another_window_is_shown_and_both_are_kept(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("Ada")
        person.app.flush()
        elsewhere("an hour of words")
        await person.presses("1")
        await person.sees("Changed in another window", "an hour of words")
        await person.presses("enter")
        await person.sees_no("Changed in another window")
        await person.rests()
        assert person.app.controllers.sessions.current.draft.body == "an hour of words"
    assert len(life.open_sessions()) == 2
    assert "an hour of words" in {each.draft.body for each in life.open_sessions()}


async def test_keys_typed_while_the_other_version_comes_up_choose_nothing(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        person.app.flush()
        elsewhere("an hour of words")
        await person.types("Ada")
        await person.sees("Changed in another window")
        await person.types("2 a1")
        await person.sees("Changed in another window")
        await person.presses("escape")
        await person.sees_no("Changed in another window")
        assert person.app.controllers.sessions.current.draft.body == ""
    assert len(life.open_sessions()) == 2


async def test_a_session_thrown_away_comes_back_as_it_stood_in_the_other_window(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("Ada")
        await person.goes_home()
        await person.sees("Continue")
        elsewhere("an hour of words")
        await person.presses("d")
        await person.sees("Restore")
        await person.presses("u")
        await person.sees_no("Restore")
    assert [each.draft.body for each in life.open_sessions()] == ["an hour of words"]
