"""Settings changed from inside the program count at once and from then on."""

from datetime import time

from coach.app.settings import Quiet
from coach.platform.settings_reader import load


async def test_name_spelling_and_colours_are_set_from_the_palette_and_kept(life):
    async with life.opens() as person:
        await person.presses("ctrl+p")
        await person.types("settings")
        await person.sees("Settings")
        await person.presses("enter")
        await person.sees("The name you sign with: not set")
        await person.presses("1")
        await person.types("Kim")
        await person.presses("enter")
        await person.sees("The name you sign with: Kim")
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


async def test_quiet_hours_are_set_inside_the_program_and_kept(life):
    async with life.opens() as person:
        await person.presses("ctrl+p", *"settings", "enter")
        await person.sees("Quiet hours, when a message can wait: 20:00 to 07:00")
        await person.presses("6")
        await person.clears()
        await person.types("evening")
        await person.presses("enter")
        await person.sees("Enter a start and an end, like this: 20:00 to 07:00.")
        await person.presses("6")
        await person.clears()
        await person.types("18:30 - 8:00")
        await person.presses("enter")
        await person.sees("can wait: 18:30 to 08:00")
        await person.presses("7", "2")
        await person.sees("Quiet weekends: No")
        await person.presses("escape")
    quiet = load(life.home / "coach" / "config.toml").settings.quiet
    assert quiet == Quiet(start=time(18, 30), end=time(8), weekends=False)
