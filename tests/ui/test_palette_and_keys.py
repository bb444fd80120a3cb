"""Everything can be found in the palette, and keys can be given other keys."""

from coach.ui.keymap import keymap


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
        await person.presses("down", "enter")
        await person.presses("down")
        assert person.app.theme == "paper"
    async with life.opens() as person:
        assert person.app.theme == "paper"


def test_a_key_can_be_given_to_another_deed_by_its_id():
    keys, problems = keymap({"walk.next": "ctrl+e"})
    assert keys == {"walk.next": "ctrl+e"}
    assert problems == ()


def test_an_unknown_id_a_bad_key_and_one_key_for_two_are_named():
    _, problems = keymap({"walk.nxet": "ctrl+e"})
    assert problems == ("Settings, keys: 'walk.nxet' isn't a key's id. Did you mean 'walk.next'?",)
    _, problems = keymap({"walk.next": "ctrl+nonsense"})
    assert "'ctrl+nonsense' is no key" in problems[0]
    _, problems = keymap({"walk.next": "ctrl+e", "walk.back": "ctrl+e"})
    assert "is given to both 'walk.next' and 'walk.back'" in problems[0]


async def test_a_key_from_the_settings_works_in_the_walk(life):
    folder = life.home / "coach"
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text('[keys]\n"walk.unsafe" = "f12"\n')
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.presses("f12")
        await person.sees("advice from people who know this")
