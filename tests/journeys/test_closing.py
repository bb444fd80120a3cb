"""The end of a session on the screen: handing over, putting down, and closed conversations."""

from icalendar import Calendar

from coach.journal.decisions import Person
from coach.platform.paths import journal_folder
from coach.store.journal_store import open_journal
from coach.vocabulary import Ending, Outcome, VerdictId
from tests.journeys.driver import Life
from tests.journeys.driver import Person as Someone
from tests.journeys.test_waiting import answers_the_questions, tells_the_pause

WORDS = "Hello Mara,\n\nhave you decided about the quote? A yes or a no by Friday is fine.\n\nJo"


async def comes_to_the_last_look(person: Someone, strength: int = 4) -> None:
    """From home to the last look at a short reminder."""
    await tells_the_pause(person, strength)
    if strength >= 7:
        await person.chooses("Continue now")
    await answers_the_questions(person)
    await person.goes_on()
    await person.chooses("A blank page")
    await person.pastes(WORDS)
    await person.goes_on()


async def test_hot_feelings_are_rated_again_and_a_pause_may_still_be_taken(life):
    async with life.opens() as person:
        await comes_to_the_last_look(person, strength=9)
        await person.sees("how strong is the feeling now?")
        await person.rates(8)
        await person.chooses("Ten more minutes")
        await person.sees("10:00 left")
    life.sleeps(minutes=11)
    async with life.opens() as person:
        await person.sees("Due")
        await person.chooses("Mara Lindqvist")
        await person.chooses("Continue")
        await person.sees("how strong is the feeling now?")
        await person.rates(2)
        await person.chooses("I have sent it")
        await person.presses("enter")
        await person.sees("Your decision is saved")
    (decision,) = life.decisions()
    assert decision.strength_after == 2


async def test_in_the_night_it_waits_for_the_working_morning_on_home(life):
    life.sleeps(days=4, hours=13)
    async with life.opens() as person:
        await comes_to_the_last_look(person)
        await person.sees("It's Saturday 23:00. This can wait until Monday morning.")
        await person.chooses("Leave it until Monday morning")
        await person.sees("What has stalled?", "Mara Lindqvist")
    life.sleeps(hours=34)
    async with life.opens() as person:
        await person.sees("Due")
    assert life.open_sessions()[0].draft.body == WORDS


async def test_an_answer_that_came_meanwhile_ends_the_walk_unsent(life):
    async with life.opens() as person:
        await comes_to_the_last_look(person)
        await person.chooses("They've replied")
        await person.chooses("Close this session")
        await person.sees("Your decision is saved")
    (decision,) = life.decisions()
    assert decision.ending is Ending.NOT_SENT
    assert decision.outcome is Outcome.REPLIED


async def test_an_answer_that_came_meanwhile_can_be_looked_at_with_the_draft_kept(life):
    async with life.opens() as person:
        await comes_to_the_last_look(person)
        await person.chooses("They've replied")
        await person.chooses("Reconsider with their reply")
        await person.sees("Who wrote last?")
    assert life.open_sessions()[0].draft.body == WORDS


async def test_words_that_must_not_leave_have_no_way_out_until_they_are_mended(life):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("Growth Partners")
        await person.says("a tool")
        await person.goes_on()
        await person.chooses("It began with praise")
        await person.chooses("A stranger")
        await person.chooses("LinkedIn, another network")
        await person.chooses("No")
        await person.chooses("It stops, and I don't hear about it")
        await person.chooses("We're equals")
        for _ in ("who else", "what else", "happened", "story", "uncovered", "feelings"):
            await person.goes_on()
        await person.rates(2)
        await person.chooses("No")
        await person.chooses("No")
        await person.chooses("None")
        await person.chooses("No")
        await person.presses("ctrl+o")
        await person.chooses("Set a limit")
        await person.says("I want it said")
        await person.presses("enter")
        await person.goes_on()
        await person.chooses("A blank page")
        await person.pastes("Stop this. I live in Harbour View with my children.")
        await person.goes_on()
        await person.sees("Edit the draft")
        await person.presses("f5")
        await person.sees("This tells them where or when to find you")
        await person.presses("f9")
        await person.sees_no("Copy the message", "I have sent it")
        assert life.clipboard.texts == []
        assert life.handed_over() == []
        await person.chooses("Edit the draft")
        await person.clears()
        await person.pastes("Please do not write to me again.")
        await person.goes_on()
        await person.presses("f9")
        await person.sees("Saved as")
    assert [file.suffix for file in life.handed_over()] == [".txt"]


async def test_the_desktop_is_asked_where_there_is_one(life):
    life.opener.desktop = True
    async with life.opens() as person:
        await comes_to_the_last_look(person)
        await person.chooses("Open it in your email program")
        await person.sees("Opened.")
        await person.chooses("I have sent it")
        await person.presses("enter")
        await person.sees("Your decision is saved")
    assert len(life.opener.links) == 1
    assert life.decisions()[0].sent.how == "opened in your email program"


async def test_the_date_goes_into_a_calendar_from_the_end_and_from_the_record(life):
    async with life.opens() as person:
        await comes_to_the_last_look(person)
        await person.chooses("I have sent it")
        await person.presses("enter")
        await person.chooses("as a calendar file")
        await person.sees("Saved as")
        await person.chooses("View the saved decision")
        await person.sees("A decision")
        life.sleeps(minutes=1)
        await person.presses("c")
        await person.sees("-2.ics")
    entries = [_entry(file) for file in life.handed_over()]
    assert len(entries) == 2
    assert entries[0]["UID"] == entries[1]["UID"]
    assert {each["DTSTART"].dt for each in entries} == {life.decisions()[0].next_on}
    assert {each["SEQUENCE"] for each in entries} != {entries[0]["SEQUENCE"]}
    assert all(list(each.walk("VALARM")) for each in entries)


def _entry(file):
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return event


async def _lets_go(life: Life) -> None:
    async with life.opens() as person:
        await tells_the_pause(person)
        await answers_the_questions(person)
        await person.presses("ctrl+o")
        await person.chooses("Let it go")
        await person.pastes("They never meant it.")
        await person.presses("enter")
        await person.goes_on()
        await person.chooses("Save this decision")
        await person.sees("look back once")
        await person.chooses("Done")


async def test_who_decides_otherwise_gets_a_plan_that_fits(life):
    await _lets_go(life)
    (decision,) = life.decisions()
    assert decision.verdict is VerdictId.LET_GO
    assert decision.next_on is not None
    assert "look back once" in decision.next_step


async def test_a_closed_conversation_says_why_before_it_is_opened_again(life):
    await _lets_go(life)
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("mara lindqvist")
        await person.sees(
            "You closed this conversation", "They never meant it.", "What has changed"
        )
        await person.looks("closed-before")
        await person.chooses("Leave it closed")
        await person.sees("A decision", "Mara Lindqvist")
    assert life.open_sessions() == []
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("Mara Lindqvist")
        await person.chooses("Something new has happened")
        await person.sees("What is it about")
        await person.goes_back()
        await person.goes_on()
        await person.sees("What is it about")
    assert len(life.open_sessions()) == 1


async def test_somebody_marked_unsafe_is_met_with_the_safety_advice(life):
    journal = open_journal(journal_folder())
    journal.keep_person(Person(id="p", name="Rolf", unsafe=True))
    journal.close()
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("rolf")
        await person.sees("This person is marked as unsafe.")
        await person.presses("escape")
        await person.sees("call your local emergency number")
    assert life.open_sessions()[0].unsafe


async def test_a_log_of_what_happened_is_kept_as_it_is_typed(life):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("him")
        await person.feels_unsafe()
        await person.sees("Who can help", "local emergency number")
        await person.sees_no("calendar", "Copy the message")
        await person.chooses("Write down what happened")
        await person.pastes("17 Nov, 9:40: waited at the gate [x].")
    (session,) = life.open_sessions()
    assert "waited at the gate [x]." in str(session)


async def test_feeling_unsafe_takes_back_an_earlier_wish_to_write(life):
    async with life.opens() as person:
        await comes_to_the_last_look(person)
        await person.goes_back()
        await person.goes_back()
        await person.presses("ctrl+o")
        await person.chooses("Write one last time")
        await person.says("I want it over")
        await person.presses("enter")
        await person.goes_on()
        await person.feels_unsafe()
        await person.sees("Who can help")
        await person.sees_no("I have sent it", "Copy the message")
    (session,) = life.open_sessions()
    assert session.overrule is None
