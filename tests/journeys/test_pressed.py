"""Pressed, short of danger: asked once whether an answer is feared, before a message is advised."""

import pytest
from textual.widgets import Input

from coach.session.safety import SafetyPart

GENTLE = "Are you afraid of what they'd do if you answered, or didn't?"


async def a_seller_with_a_private_number(person):
    await person.chooses("Someone keeps pushing me")
    await person.says("Rolf")
    await person.says("his roof panels")
    await person.goes_on()
    await person.chooses("To sell me something")
    await person.chooses("A stranger")
    await person.chooses("Chat or text message")
    await person.chooses("No")
    await person.chooses("It stops, and I don't hear about it")
    await person.chooses("We're equals")
    await person.goes_on()
    await person.goes_on()
    await person.says("He has my private number and writes every day.")
    await person.goes_on()
    await person.goes_on()
    await person.goes_on()
    await person.rates(2)


async def a_boss_who_turns_intimate(person):
    await person.chooses("Someone keeps pushing me")
    await person.says("Marc")
    await person.says("his late messages")
    await person.goes_on()
    await person.chooses("More than we agreed, or at hours")
    await person.chooses("My boss, or someone who makes decisions about me")
    await person.chooses("Chat or text message")
    await person.chooses("No")
    await person.chooses("It stops, and we stay on good terms")
    await person.chooses("They have power over me")
    await person.goes_on()
    await person.goes_on()
    await person.says("He texts me at night, and it has become intimate.")
    await person.goes_on()
    await person.goes_on()
    await person.goes_on()
    await person.rates(2)


async def comes_to_what_follows(person):
    """Answers what the tables ask, with the first line, until it is no question any more."""
    for _ in range(12):
        await person.rests()
        if GENTLE in person.words or "Recommendation" in person.words:
            return
        if isinstance(person.app.focused, Input):
            await person.says("1")
        else:
            await person.presses("enter")


STORIES = (a_seller_with_a_private_number, a_boss_who_turns_intimate)


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.__name__)
async def test_who_is_pressed_is_asked_before_any_message_and_a_yes_ends_all_messages(life, story):
    async with life.opens(size=(100, 40)) as person:
        await story(person)
        await comes_to_what_follows(person)
        await person.sees(GENTLE)
        await person.sees_no("Recommendation")
        await person.chooses("Yes, or I'm not sure")
        await person.sees("Who can help")
        await person.chooses("Go back to what I was doing")
        await person.rests()
        await person.sees("get advice from people who know about this")
        await person.goes_on()
        await person.sees("Save this decision")
        await person.sees_no("Begin with", "Copy the message", "I have sent it")


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.__name__)
async def test_a_no_goes_on_and_is_not_asked_again(life, story):
    async with life.opens(size=(100, 40)) as person:
        await story(person)
        await comes_to_what_follows(person)
        await person.sees(GENTLE)
        await person.chooses("No, continue")
        await person.sees("Recommendation")
        await person.goes_on()
        await person.sees("Begin with")
        await person.presses("escape")
        await person.goes_back()
        await person.sees("Recommendation")
        await person.sees_no(GENTLE)
    (session,) = life.open_sessions()
    assert session.at_safety is not SafetyPart.PRESSED
    assert not session.unsafe


async def test_what_to_do_where_they_press_with_their_death_is_seen_without_paging(life):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("He says he'll kill himself if I leave.")
        await person.chooses("they say it to make me stay or answer")
        await person.sees("not their family. Don't go there.", "Page down for more help.")
