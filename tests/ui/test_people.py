"""People: who they are to the user, what is kept about them, and names that mean one person."""

import pytest

from coach.journal.decisions import Note
from coach.journal.decisions import Person as Kept
from coach.ui.widgets.key_line import KeyLine
from coach.vocabulary import Outcome, VerdictId
from tests.ui.past import ago, decided, known_people, remember
from tests.ui.stage import STRANGE

SOME = (
    decided("a", days=1, nudges=1, outcome=Outcome.SILENT),
    decided("b", days=20, topic="lunch", outcome=Outcome.REPLIED),
    decided("c", days=2, person="Tom Okafor", verdict=VerdictId.WAIT),
    decided("d", days=30, person="M. Lindqvist", topic="a reference"),
)


async def opens_people(person):
    await person.opens_the_journal()
    await person.presses("p")
    await person.sees("People")


async def opens(person, name):
    await opens_people(person)
    await person.clicks(name)
    await person.sees("Your private note")


async def test_everyone_stands_once_the_latest_first(life):
    remember(SOME)
    async with life.opens() as person:
        await opens_people(person)
        await person.sees("3 people")
        lines = [line for line in person.screen.splitlines() if "Nov" in line or "Oct" in line]
        assert [line.strip("│ ›").split()[2] for line in lines] == ["Mara", "Tom", "M."]


async def test_with_nobody_yet_it_says_what_will_be_here(life):
    async with life.opens() as person:
        await opens_people(person)
        await person.sees("nobody here yet")
        await person.presses("enter", "o", "escape")
        await person.sees("No decisions yet")


async def test_people_are_sorted_by_what_is_counted(life):
    remember(SOME)
    async with life.opens((100, 24)) as person:
        await opens_people(person)
        await person.clicks("Decisions")
        await person.sees("Decisions ▾")
        await person.presses("enter")
        await person.sees("2 decisions, 3 reminders in all")


async def test_a_person_shows_reminders_over_all_matters_and_what_came(life):
    remember(SOME)
    async with life.opens() as person:
        await opens(person, "Mara Lindqvist")
        await person.sees("2 decisions, 3 reminders in all")
        await person.sees("Still no reply: 1, they replied: 1")
        await person.sees("the March proposal", "lunch")
        await person.presses("enter")
        await person.sees("A decision", "Mon 16 Nov 2026, 10:00")
        await person.presses("escape")
        await person.sees("Your private note")


async def test_the_private_note_is_dated_and_how_to_write_it_is_said_once(life):
    remember(SOME)
    async with life.opens() as person:
        await opens(person, "Mara Lindqvist")
        await person.presses("n")
        await person.sees("what happened and when", "Leave out motives")
        await person.types("Cancelled on the day, 3 and 9 Nov.")
        await person.presses("enter")
        await person.sees("Tue 17 Nov 2026  Cancelled on the day, 3 and 9 Nov.")
        await person.presses("n")
        await person.sees("How Mara Lindqvist behaved")
        await person.sees_no("Leave out motives")
        await person.presses("escape")
    (kept,) = known_people()
    assert [note.text for note in kept.notes] == ["Cancelled on the day, 3 and 9 Nov."]


async def test_two_spellings_become_one_person_and_are_parted_again(life):
    kept = Kept(id="m", name="M. Lindqvist", notes=(Note(at=ago(9), text="Late twice."),))
    remember(SOME, [kept])
    async with life.opens() as person:
        await opens(person, "Mara Lindqvist")
        await person.presses("s")
        await person.chooses("M. Lindqvist")
        await person.sees("Also M. Lindqvist", "3 decisions, 4 reminders in all", "Late twice.")
        assert [each.name for each in known_people()] == ["Mara Lindqvist"]
        await person.presses("escape")
        await person.sees("2 people", "also M. Lindqvist")
        await person.clicks("Mara Lindqvist")
        await person.presses("t")
        await person.chooses("M. Lindqvist")
        await person.sees("2 decisions")
        await person.sees_no("Also M. Lindqvist")
    assert known_people()[0].also == ()


async def test_there_is_nothing_to_part_where_there_is_one_spelling(life):
    remember(SOME)
    async with life.opens() as person:
        await opens(person, "Tom Okafor")
        await person.presses("t")
        await person.sees("There's only one spelling")


async def test_a_person_marked_unsafe_is_never_due_and_the_mark_comes_off_by_the_same_key(life):
    remember([decided("a", days=9, next_on=ago(2).date())])
    async with life.opens() as person:
        await person.sees("Due")
        await opens(person, "Mara Lindqvist")
        await person.presses("x")
        await person.sees("! Unsafe: never suggested for contact.", "press x to undo")
        await person.goes_home()
        await person.sees_no("Due")
        await opens(person, "Mara Lindqvist")
        await person.presses("x")
        await person.sees_no("! Unsafe")
        await person.goes_home()
        await person.sees("Due")


async def test_what_a_walk_said_about_safety_is_not_taken_back_by_a_key(life):
    one = decided("a", days=9)
    session = one.session.feel_unsafe()
    remember([decided("a", days=9, session=session)])
    async with life.opens() as person:
        await opens_people(person)
        await person.clicks("Saved earlier")
        await person.sees("Press v to show it")
        await person.sees_no("Mara Lindqvist")
        await person.presses("v")
        await person.sees("Mara Lindqvist", "! Unsafe")
        await person.presses("x")
        await person.sees("You said in a session")
    assert known_people() == []


async def test_a_person_opens_from_their_decision_too(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("enter")
        await person.sees("A decision")
        await person.presses("p")
        await person.sees("Your private note")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_names_of_any_kind_come_through_at_any_width(life, size):
    odd = Kept(id="p", name=STRANGE, also=("件" * 80,), notes=(Note(at=ago(1), text=STRANGE),))
    remember([decided("a", days=1, person=STRANGE), decided("b", person="件" * 80)], [odd])
    async with life.opens(size) as person:
        await opens_people(person)
        await person.sees("1 person")
        assert not person.app.screen.query_one(KeyLine).is_cut
        await person.presses("enter")
        await person.sees("2 decisions", "[b]Ada[/b]")
        assert "\x1b" not in person.screen
        assert not person.app.screen.query_one(KeyLine).is_cut
