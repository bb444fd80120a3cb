"""Every way to the safety page in the program: by tick, key, word, home and palette."""

import pytest


async def by_tick(person):
    await person.chooses("They press me")
    for _ in range(40):
        if "I feel afraid" in person.words:
            break
        await person.presses("ctrl+n")
    await person.ticks("I feel afraid")
    await person.goes_on()


async def by_key_in_a_session(person):
    await person.chooses("They press me")
    await person.feels_unsafe()


async def by_key_at_home(person):
    await person.sees("What has stalled?")
    await person.feels_unsafe()


async def by_line_at_home(person):
    await person.chooses("Safety page")


async def by_key_in_the_journal(person):
    await person.sees("What has stalled?")
    await person.opens_the_journal()
    await person.feels_unsafe()


async def by_key_in_a_dialog(person):
    await person.chooses("They press me")
    await person.asks_for_help()
    await person.feels_unsafe()


async def by_word_in_a_field(person):
    await person.chooses("They press me")
    await person.says("I'm scared")
    await person.sees("Do you want the safety page?")
    await person.chooses("Yes")


WAYS = (
    by_tick,
    by_key_in_a_session,
    by_key_at_home,
    by_line_at_home,
    by_key_in_the_journal,
    by_key_in_a_dialog,
    by_word_in_a_field,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_every_way_on_the_screen_leads_to_the_page(life, way):
    async with life.opens(size=(80, 24)) as person:
        await way(person)
        await person.sees("Whom to turn to", "call your local emergency number")
        await person.sees_no("10 minutes", "draft", "Draft the")
