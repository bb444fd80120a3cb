"""Every way to the safety page in the program: by tick, key, word, home and palette."""

from dataclasses import replace

import pytest

from coach.journal.decisions import Person
from coach.platform.paths import journal_folder
from coach.private_files import make_folder
from coach.store.journal_store import open_journal
from tests.ui.past import decided, remember
from tools.bench.world import PERSON, in_draft


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
        await person.sees("A decision", "Saved earlier")
        await person.sees_no("Rolf", "his messages", "Get help")
        await person.presses("v")
        await person.sees("Rolf", "Get help")
        await person.sees_no("Review")
        await sees_no_push(person)
        await person.presses("escape", "p")
        await person.sees("People")
        await person.sees_no("Rolf")
        await person.presses("enter")
        await person.sees_no("Rolf", "his messages", "Unsafe:")
        await person.presses("v")
        await person.sees("Unsafe: never suggested for contact")
        await sees_no_push(person)


async def test_going_on_from_an_old_decision_about_somebody_unsafe_meets_the_advice_first(life):
    remember([decided("d", person="Rolf", days=20)], [Person(id="p", name="Rolf", unsafe=True)])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("enter", "n")
        await person.chooses("Still no reply: decide what to do now")
        await person.sees("This person is marked as unsafe.")
        await person.chooses("Go to the safety advice")
        await person.sees("Who can help")


WORDS = "I'm scared of what he'll do if I say no"


async def test_after_a_no_graver_words_in_a_session_ask_again_and_the_same_ones_do_not(life):
    async with life.opens(size=(80, 40)) as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("Rolf")
        await person.says(WORDS)
        await person.sees("Do you want the safety page?")
        await person.chooses("No, continue")
        await person.goes_back()
        await person.goes_back()
        await person.presses("enter", "enter")
        await person.sees("is any of this going on")
        await person.sees_no("Do you want the safety page?")
        await person.goes_back()
        await person.clears()
        await person.says("He hit me and said he will kill me")
        await person.sees("Do you want the safety page?")
        await person.chooses("Yes")
        await person.sees("Who can help")


@pytest.mark.parametrize(
    ("who", "told"), [("The other person", "down to you alone"), ("Me", "nearest hospital")]
)
@pytest.mark.parametrize("at_home", [True, False])
async def test_words_about_a_life_ask_whose_it_is(life, who, told, at_home):
    async with life.opens(size=(80, 40)) as person:
        if at_home:
            await person.opens_the_journal()
            await person.presses("slash")
            await person.pastes("He doesn't want to live anymore")
            await person.presses("enter")
        else:
            await person.chooses("I owe an answer")
            await person.says("Jonas")
            await person.says("He doesn't want to live anymore")
        await person.sees("Is someone thinking of ending their life")
        await person.chooses(who)
        await person.sees(told)
        await person.sees_no("stalking", "block")


async def test_home_shows_nobody_beside_the_user_what_it_is_about(life):
    async with life.opens(size=(80, 24)) as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("Viktor Rehn")
        await person.says(WORDS)
        await person.chooses("Yes")
        await person.sees("Who can help", "ctrl+q closes this at once")
        await person.sees_no("Viktor Rehn", "scared")
        await person.presses("ctrl+q")
    async with life.opens(size=(80, 24)) as person:
        await person.sees("Saved earlier")
        await person.sees_no("Viktor", "scared", "safety page  ", "Log")
        await person.chooses("Saved earlier")
        await person.sees("Who can help")
        await person.chooses("Save and close")
        await person.presses("d")
        await person.sees("gone for good once you close this")
        await person.sees_no("Viktor", "scared")
    assert not life.open_sessions()


async def test_who_leaves_while_typing_fear_leaves_no_word_of_it_on_home(life):
    async with life.opens(size=(80, 24)) as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("Viktor Rehn")
        await person.pastes(WORDS)
        await person.presses("ctrl+q")
    async with life.opens(size=(80, 24)) as person:
        await person.sees("Saved earlier")
        await person.sees_no("Viktor", "scared")


async def test_deleting_a_decision_about_danger_names_nobody_and_says_how_it_goes_for_good(life):
    one = decided("d", person="Viktor Rehn", topic="his messages")
    remember([replace(one, session=replace(one.session, fearful=True))])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("enter", "d")
        await person.sees("Press u to restore it, or D to delete it for good at once")
        await person.sees_no("Viktor Rehn is deleted")


async def test_nobody_in_danger_is_asked_for_a_reason_and_signs_taken_out_leave_a_way_back(life):
    async with life.opens(size=(80, 40)) as person:
        await by_tick(person)
        await person.chooses("Go back")
        await person.goes_on()
        await person.sees("Recommendation")
        await person.presses("ctrl+o")
        await person.chooses("Send nothing")
        await person.sees("Send nothing for now")
        await person.sees_no("Why, in a few words")
        await person.presses("1")
        await person.sees("is any of this going on?")
        await person.ticks("I feel afraid")
        await person.goes_on()
        await person.sees("What do they want?", "ctrl+g safety page")
        await person.sees_no("Rolf")


async def test_a_draft_with_words_of_fear_is_never_called_ready_before_they_are_asked_about(life):
    journal = open_journal(make_folder(journal_folder()))
    journal.keep(in_draft(life.clock.now()))
    journal.close()
    async with life.opens(size=(80, 24)) as person:
        await person.chooses(PERSON)
        await person.clears()
        await person.pastes("Dear Ana, I'm scared of you. I can't come on Friday.")
        await person.sees("it mentions fear or harm")
        await person.presses("ctrl+n")
        await person.sees("Do you want the safety page?")


async def test_a_name_from_what_is_about_danger_is_neither_offered_nor_read_out(life):
    one = decided("d", person="Viktor Rehn", topic="his messages")
    remember([replace(one, session=replace(one.session, fearful=True))])
    async with life.opens() as person:
        await person.chooses("I owe an answer")
        await person.sees("Who is waiting for you?")
        await person.sees_no("Viktor")
        await person.presses("escape")
        await person.opens_the_journal()
        await person.presses("D")
        await person.sees("Permanently delete this decision")
        await person.sees_no("Viktor")
