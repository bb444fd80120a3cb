"""The person in the stories can do what they say, and notices when they cannot."""

import pytest

from tools import pictures


async def test_a_person_sees_home_and_comes_back_to_it(life):
    async with life.opens() as person:
        await person.sees("They went quiet on me", "I owe an answer")
        await person.opens_the_journal()
        await person.sees("No decisions yet")
        await person.goes_home()
        await person.sees_no("No decisions yet")


async def test_what_one_does_by_key_goes_by_mouse_too(life):
    async with life.opens() as person:
        await person.clicks("Someone keeps pushing me")
        await person.sees("Who keeps pushing you?")


async def test_a_walk_is_there_again_the_next_day(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.sees("Who went quiet?")
        await person.types("Ada [b] 你")
    assert [session.person for session in life.open_sessions()] == ["Ada [b] 你"]
    life.sleeps(days=1)
    async with life.opens() as person:
        await person.sees("Continue", "Ada [b] 你")


async def test_waiting_in_vain_ends_and_shows_the_screen(life):
    async with life.opens() as person:
        with pytest.raises(AssertionError, match=r"(?s)'never'.*They went quiet"):
            await person.sees("never", within=0.1)
        with pytest.raises(AssertionError, match="there is no choice 'Fly'"):
            await person.chooses("Fly")


async def test_a_picture_shows_the_screen_in_both_sizes_and_gives_the_size_back(life, tmp_path):
    pytest.importorskip("resvg_py")
    try:
        pictures._font()
    except (RuntimeError, OSError) as reason:
        pytest.skip(str(reason))
    async with life.opens(size=(60, 20)) as person:
        written = await pictures.shoot(person._pilot, "home", tmp_path)
        assert [path.name for path in written] == ["home-80x24.png", "home-120x40.png"]
        assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)
        assert person.app.size == (60, 20)
