"""Everything can be found in the palette, and keys can be given other keys."""

from types import SimpleNamespace

import pytest

from coach.ui.keymap import keymap
from coach.ui.keys import live
from coach.ui.widgets.pick_list import PickList
from tests.ui.past import decided, remember


async def test_the_palette_finds_an_article_by_its_words_and_opens_it(life):
    async with life.opens() as person:
        await person.presses("ctrl+p")
        await person.types("holding replies")
        await person.sees("Read: Holding replies and more time")
        await person.presses("down", "enter")
        await person.sees("Holding replies and more time")
        await person.sees_no("What has stalled?")


async def test_other_colours_are_remembered(life):
    async with life.opens() as person:
        await person.presses("ctrl+p")
        await person.types("colours: paper")
        await person.sees("Colours: paper")
        await person.presses("enter")
        await person.presses("down")
        assert person.app.theme == "paper"
    async with life.opens() as person:
        assert person.app.theme == "paper"


def test_a_key_can_be_given_to_another_deed_by_its_id():
    keys, problems = keymap({"walk.next": "ctrl+b"})
    assert keys == {"walk.next": "ctrl+b"}
    assert problems == ()


def test_an_unknown_id_a_bad_key_and_one_key_for_two_are_named():
    _, problems = keymap({"walk.nxet": "ctrl+b"})
    assert problems == (
        "Settings, keys: 'walk.nxet' isn't the id of a key. Did you mean 'walk.next'?",
    )
    _, problems = keymap({"walk.next": "ctrl+nonsense"})
    assert "'ctrl+nonsense' isn't a key" in problems[0]
    _, problems = keymap({"walk.next": "ctrl+b", "walk.back": "ctrl+b"})
    assert "is given to both 'walk.next' and 'walk.back'" in problems[0]


async def test_a_key_from_the_settings_works_in_the_session(life):
    folder = life.home / "coach"
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text('[keys]\n"walk.unsafe" = "ctrl+g,f12"\n')
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.presses("f12")
        await person.sees("Who can help")


@pytest.mark.parametrize("typed", ["unsafe", "scared", "afraid", "safe", "threat", "stalking"])
async def test_the_safety_page_is_the_first_the_palette_finds_for_words_of_fear(life, typed):
    async with life.opens() as person:
        await person.presses("ctrl+p")
        await person.types(typed)
        await person.sees("Safety page")
        await person.presses("enter")
        await person.sees("Who can help")


@pytest.mark.parametrize("key", ["ctrl+y", "ctrl+e", "f6", "x", "space", "ctrl+m", "down"])
def test_a_key_that_a_field_or_the_terminal_would_swallow_is_refused_with_the_reason(key):
    keys, problems = keymap({"walk.next": key})
    assert keys == {}
    assert "'walk.next' wouldn't receive it" in problems[0]


def test_a_key_another_binding_of_the_screen_has_already_is_refused():
    assert keymap({"walk.next": "f2"})[0] == {}
    assert keymap({"walk.next": "ctrl+t"})[0] == {}
    assert keymap({"journal.find": "b"})[0] == {"journal.find": "b"}


async def test_hints_and_help_name_the_keys_as_they_are_now(life):
    folder = life.home / "coach"
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text('[keys]\n"walk.next" = "f12"\n')
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.sees("f12 Next")
        await person.asks_for_help()
        await person.sees("Continue to the next step")
        assert "walk.next" not in person.screen
        await person.presses("n")
        await person.finds("walk.next")


def test_a_hint_names_the_key_that_the_user_gave():
    node = SimpleNamespace(app=SimpleNamespace(_keymap={"walk.next": "f12,ctrl+b"}))
    assert live(node, "ctrl+n goes on · ctrl+r back", "walk.next", "walk.back") == (
        "f12 goes on · ctrl+r back"
    )


async def test_vim_keys_move_wherever_no_field_takes_words(life):
    remember([decided(f"d{n}", days=n + 1, person=f"Person {n}") for n in range(3)])
    async with life.opens() as person:
        menu = person.app.screen.query_one(PickList)
        await person.presses("G")
        last = menu.highlighted
        await person.presses("k")
        assert menu.highlighted == last - 1
        await person.presses("j")
        assert menu.highlighted == last
        await person.presses("g", "o")
        await person.sees("Person 0")
        await person.presses("G", "enter")
        await person.sees("Person 2")
        await person.presses("G", "g", "j", "k")
        assert person.app._exception is None


@pytest.mark.parametrize("over", ["ctrl+p", "f1"])
async def test_the_program_can_be_left_from_any_dialog(life, over):
    async with life.opens() as person:
        await person.presses(over)
        assert len(person.app.screen_stack) == 2
        await person.presses("ctrl+q")
        assert person.app._exit


async def test_the_safety_page_is_one_key_away_from_the_palette_too(life):
    async with life.opens() as person:
        await person.presses("ctrl+p", *"re", "ctrl+g")
        await person.sees_no("What has stalled?")
        assert person.app.controllers.sessions.current.unsafe
