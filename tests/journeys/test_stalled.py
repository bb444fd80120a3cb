"""Finding what has stalled in one's own mail, and going on from what is due."""

from datetime import timedelta

import pytest
from textual.widgets import OptionList

from coach.vocabulary import Outcome
from tests.inbox.building import ADDRESS, TOM, mailbox, raw
from tests.ui.past import NOW, ago, decided, remember


async def finds(person, file):
    """From home to the list."""
    await person.presses("m")
    await person.sees("Which file or folder holds your messages?")
    await person.types(str(file))
    await person.presses("enter")
    await person.sees("press enter on an empty line")
    await person.presses("enter")
    await person.sees("Which of these is you?", ADDRESS)
    await person.presses("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_stalled_conversation_is_found_and_taken_into_a_session(life, size):
    file = mailbox(life.home)
    async with life.opens(size) as person:
        await finds(person, file)
        await person.sees("Tom Reid, Fence", "They went quiet")
        await person.chooses("Tom Reid, Fence")
        await person.sees("Just checking: does that work?", "Start a session with these details")
        await person.presses("1")
        await person.sees("Is this right?", "Person: Tom Reid", "Reminders you sent: 1")
        await person.presses("1")
        await person.sees("First, is any of this going on?", "Tom Reid")
        await person.goes_on()
        await person.sees("What are you waiting for?", "Tom Reid")
        await person.chooses("A job application")
        await person.sees("Is there a deadline or an agreed date?")
    (session,) = life.open_sessions()
    assert session.answers["nudges_sent"] == 1
    assert session.answers["last_from"] == "me"
    assert session.topic == "Fence"


async def test_closed_stays_closed_can_be_undone_and_keeps_no_names(life):
    file = mailbox(life.home)
    async with life.opens() as person:
        await finds(person, file)
        await person.sees("2 conversations have stalled")
        await person.presses("c")
        await person.sees("1 conversation has stalled")
        await person.presses("u")
        await person.sees("2 conversations have stalled")
        await person.presses("c")
        await person.sees("1 that you closed or put off aren't listed.")
    async with life.opens() as person:
        await finds(person, file)
        await person.sees("1 conversation has stalled")
    for each in (life.home / "coach").rglob("*"):
        written = each.read_bytes() if each.is_file() else b""
        assert not any(word in written for word in (b"Tom Reid", b"tom@x", b"Fence", b"lea@y"))


async def test_a_decision_that_waits_is_offered_to_be_closed_once_they_wrote(life):
    remember([decided("a", days=20, person="Tom Reid", topic="Fence", next_on=ago(1).date())])
    file = mailbox(life.home, raw(14, TOM, "Yes, 900 works.", subject="Fence", number=5))
    async with life.opens() as person:
        await finds(person, file)
        await person.chooses("They replied: Tom Reid")
        await person.sees("Yes, 900 works.")
        await person.presses("1")
        await person.sees_no("They replied: Tom Reid")
    assert life.decisions()[0].outcome is Outcome.REPLIED


async def test_a_path_that_is_not_there_is_said_and_kept(life):
    async with life.opens() as person:
        await person.presses("m")
        await person.types("/no/such")
        await person.presses("enter")
        await person.sees("There's no such file or folder: /no/such")


async def test_from_what_is_due_still_nothing_opens_a_session_that_counts_the_reminder(life):
    remember([decided("due", days=10, next_on=ago(1).date(), nudges=1)])
    async with life.opens() as person:
        await person.sees("Due")
        await person.chooses("Mara Lindqvist")
        await person.sees("How did it turn out?")
        await person.chooses("Still no reply: decide what to do now")
        await person.sees("Mara Lindqvist")
    (session,) = life.open_sessions()
    assert session.answers["nudges_sent"] == 2
    assert session.answers["last_contact"] == ago(10).date().isoformat()
    assert life.decisions()[0].outcome is Outcome.SILENT


async def test_home_shows_at_most_three_days_to_come(life):
    coming = [
        decided(str(n), person=f"Person {n}", next_on=(NOW + timedelta(days=n)).date())
        for n in range(1, 6)
    ]
    remember(coming)
    async with life.opens() as person:
        await person.sees("Coming up", "Person 1", "Person 3")
        assert "Person 4" not in person.screen
        lit = person.app.screen.query_one(OptionList).highlighted_option
        assert lit is not None
        assert lit.id == "begin:waiting", "what is to come waits for its day"
        await person.chooses("Person 2")
        await person.sees("A decision")
