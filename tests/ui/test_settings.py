"""Settings changed from inside the program count at once and from then on."""

from coach.platform.settings_reader import load


async def test_name_spelling_and_colours_are_set_from_the_palette_and_kept(life):
    async with life.opens() as person:
        await person.presses("ctrl+p")
        await person.types("settings")
        await person.sees("Settings")
        await person.presses("enter")
        await person.sees("Your name, as you sign: not set")
        await person.presses("1")
        await person.types("Kim")
        await person.presses("enter")
        await person.sees("Your name, as you sign: Kim")
        await person.presses("5", "2")
        await person.sees("Spelling of templates: American")
        await person.presses("2")
        await person.types("no address")
        await person.presses("enter")
        await person.sees("kim@example.org", "Your email address: not set")
        await person.presses("escape")
        settings = person.app.controllers.sessions.services.settings
        assert (settings.name, settings.english) == ("Kim", "us")
    kept = load(life.home / "coach" / "config.toml").settings
    assert (kept.name, kept.english, kept.email) == ("Kim", "us", "")
