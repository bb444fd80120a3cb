"""Every way to the safety page in the program: by tick, key, word, home and palette."""

import pytest

from coach.journal.decisions import Person
from tests.ui.past import decided, remember


async def by_tick(person):
    await person.chooses("Someone keeps pushing me")
    for _ in range(40):
        if "I feel afraid" in person.words:
            break
        await person.presses("ctrl+n")
    await person.ticks("I feel afraid")
    await person.goes_on()


async def by_key_in_a_session(person):
    await person.chooses("Someone keeps pushing me")
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
    await person.chooses("Someone keeps pushing me")
    await person.asks_for_help()
    await person.feels_unsafe()


async def by_word_in_a_field(person):
    await person.chooses("Someone keeps pushing me")
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
        await person.sees("Who can help", "call your local emergency number")
        await person.sees_no("10 minutes", "draft", "Draft the")


PUSHES = (
    *(
        "write to",
        "reply by",
        "answer within",
        "best sent",
        "remind them",
        "follow up",
        "ten minutes",
    ),
    *("until tomorrow", "breathe", "draft", "calendar", "copy the message", "how firm"),
)
"""What nobody in danger is to read on the way from the safety page."""


async def sees_no_push(person):
    shown = person.words.casefold()
    assert [each for each in PUSHES if each in shown] == [], person.screen


async def test_after_a_danger_sign_no_later_screen_pushes_towards_a_message_a_date_or_a_pause(life):
    async with life.opens(size=(80, 40)) as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("Rolf")
        await person.says("his messages")
        await person.ticks("I feel afraid")
        await person.goes_on()
        await sees_no_push(person)
        await person.chooses("Go back")
        await sees_no_push(person)
        await person.goes_on()
        await person.sees("Recommendation")
        await sees_no_push(person)
        await person.presses("ctrl+o")
        await person.sees("Send nothing")
        await person.sees_no("Wait", "Let it go")
        await person.presses("escape", "escape")
        await person.sees("Continue", "Saved earlier")
        await person.sees_no("Rolf", "his messages", "safety page")
        await person.chooses("Saved earlier")
        await sees_no_push(person)
        await person.goes_on()
        await sees_no_push(person)
        await person.chooses("Save this decision")
        await sees_no_push(person)
        await person.sees("Who can help")
        await person.chooses("Done")
    life.sleeps(days=40)
    async with life.opens(size=(80, 40)) as person:
        await person.sees("Saved earlier")
        await person.sees_no("Due", "Rolf", "Log")
        await person.opens_the_journal()
        await person.presses("enter")
        await person.sees("A decision", "Get help")
        await person.sees_no("Review")
        await sees_no_push(person)
        await person.presses("escape", "p", "enter")
        await person.sees("Unsafe: never suggested for contact")
        await sees_no_push(person)


async def test_going_on_from_an_old_decision_about_somebody_unsafe_meets_the_advice_first(life):
    remember([decided("d", person="Rolf", days=20)], [Person(id="p", name="Rolf", unsafe=True)])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("enter", "n")
        await person.chooses("Still no reply: decide what to do now")
        await person.sees("This person is marked unsafe.")
        await person.chooses("Go to the safety advice")
        await person.sees("Who can help")
