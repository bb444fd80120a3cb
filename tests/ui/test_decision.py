"""One decision: as it was frozen, what came of it, and the conversation it belongs to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.journal.decisions import Note, Prediction
from coach.session.session import Overrule
from coach.ui.widgets.key_line import KeyLine
from coach.vocabulary import Outcome, VerdictId
from tests.ui.past import NOW, ago, decided, remember
from tests.ui.stage import STRANGE

DUE = decided("due", days=10, next_on=ago(2).date())
GUESSED = decided("guess", days=10, guess=70, by=ago(2).date())


async def opens_the_first(person):
    await person.opens_the_journal()
    await person.presses("enter")
    await person.sees("A decision")


async def test_a_record_stands_as_it_was_frozen(life):
    remember([decided("a", days=1)])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.sees("Mara Lindqvist · the March proposal", "Mon 16 Nov 2026, 10:00")
        await person.sees("Write once more", "A colleague who owes an answer may be reminded.")
        await person.sees("Sent by email", "Could you tell me by Friday? A no is fine too.")
        await person.finds(
            "Not recorded yet", "6 out of 10 before, 2 out of 10 after.", "guidance 1"
        )


async def test_the_plan_says_each_thing_once(life):
    remember([decided("a", days=1, next_on=NOW.date())])
    async with life.opens((100, 60)) as person:
        await opens_the_first(person)
        await person.sees("The plan")
        assert person.words.count("let it go") == 1


async def test_how_it_turned_out_is_said_in_two_keys(life):
    remember([decided("a", days=1)])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.presses("n", "3")
        assert life.decisions()[0].outcome is Outcome.SILENT


async def test_after_the_outcome_the_rest_is_asked_one_by_one_and_may_be_left(life):
    remember([decided("a", days=1)])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.presses("n", "1")
        await person.sees("When was that?")
        await person.types("soonish")
        await person.presses("enter")
        await person.sees("not a date I can read")
        await person.types("yesterday")
        await person.presses("enter")
        await person.sees("Anything to remember?", "That was on Mon 16 Nov 2026.")
        await person.types("She rang back.")
        await person.presses("enter")
        await person.sees("Was it a good decision, however it turned out?")
        await person.presses("1")
        await person.sees("Would you do the same again?")
        await person.presses("1")
        await person.sees("A good decision, and a good outcome. You'd do the same again.")
        await person.sees("They replied.", "She rang back.")
    (one,) = life.decisions()
    assert [note.outcome for note in one.notes] == [Outcome.REPLIED, None, None, None, None]
    assert one.summary().well_decided
    assert one.summary().again


async def test_leaving_a_question_open_adds_nothing(life):
    remember([decided("a", days=1)])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.presses("n")
        await person.sees("How did it turn out?")
        await person.presses("escape")
        await person.sees_no("How did it turn out?")
        await person.sees("A decision")
        await person.presses("w")
        await person.sees("however it turned out?")
        await person.presses("3")
        await person.sees_no("however it turned out?")
    assert life.decisions()[0].notes == ()


@pytest.mark.parametrize(
    ("sound", "outcome", "said"),
    [
        (True, Outcome.REPLIED, "A good decision, and a good outcome."),
        (True, Outcome.WORSE, "A good decision, and a bad outcome."),
        (False, Outcome.SETTLED, "Not your best decision, but a good outcome."),
        (False, Outcome.SILENT, "Not your best decision, and a bad outcome."),
    ],
)
async def test_choice_and_luck_are_named_apart(life, sound, outcome, said):
    judged = Note(at=ago(1), well_decided=sound)
    remember([decided("a", days=5, outcome=outcome, notes=[judged])])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.finds(said)


async def test_a_due_check_in_opened_from_home_asks_its_one_question_first(life):
    remember([DUE])
    async with life.opens() as person:
        await person.sees("Due")
        await person.chooses("Mara Lindqvist")
        await person.sees("How did it turn out?", "Planned: Let it go")
        await person.chooses("They said no")
    assert life.decisions()[0].outcome is Outcome.REFUSED


async def test_a_slip_is_taken_back_on_the_record_and_home_shows_it_as_due_again(life):
    remember([DUE])
    async with life.opens() as person:
        await person.chooses("Mara Lindqvist")
        await person.presses("1")
        await person.sees("When was that?")
        await person.presses("escape", "n")
        await person.chooses("Take back “They replied”")
        await person.sees("Still no reply: decide what to do now", "Too early to say")
        await person.presses("escape")
        await person.sees("Not recorded yet")
        await person.goes_home()
        await person.sees("Due", "Mara Lindqvist")
    assert life.decisions()[0].outcome is None


async def test_deleting_the_session_that_still_no_reply_began_brings_the_reminder_back(life):
    remember([DUE])
    async with life.opens() as person:
        await person.chooses("Mara Lindqvist")
        await person.chooses("Still no reply: decide what to do now")
        await person.goes_home()
        await person.sees("Continue")
        await person.sees_no("Due")
        await person.presses("d")
        await person.sees("Due", "Let it go")


async def test_a_due_guess_is_resolved_by_enter_and_a_number(life):
    remember([GUESSED])
    async with life.opens() as person:
        await person.sees("Due")
        await person.presses("enter")
        await person.sees("Did they reply by Sun 15 Nov 2026?", "Your guess was 70%.")
        await person.presses("2")
        await person.sees("How did it turn out?")
    assert life.decisions()[0].came_true is False


async def test_an_open_matter_can_wait_a_week_or_be_let_rest(life):
    remember([DUE])
    async with life.opens() as person:
        await person.sees("Due")
        await person.chooses("Mara Lindqvist")
        await person.chooses("Too early to say: ask again in a week")
        await person.finds("Check again on Tue 24 Nov 2026.")
        assert life.decisions()[0].check_on == (NOW + timedelta(days=7)).date()
        await person.presses("n")
        await person.chooses("I'm letting it go: don't ask again")
        await person.sees_no("How did it turn out?")
        await person.goes_home()
        await person.sees_no("Due")
    assert life.decisions()[0].check_on is None


async def test_nothing_is_asked_of_what_is_not_due(life):
    remember([decided("a", days=2, next_on=(NOW + timedelta(days=3)).date())])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.sees_no("How did it turn out?")


async def test_a_matter_decided_again_since_asks_nothing_of_the_older_decision(life):
    remember([DUE, decided("later", days=1)])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("down", "enter")
        await person.sees("Sat 7 Nov 2026, 10:00")
        await person.sees_no("How did it turn out?")


async def test_a_closed_conversation_shows_first_why_it_was_closed(life):
    reason = "Three tries in good faith: the silence is the answer."
    shut = decided("a", days=5, verdict=VerdictId.LET_GO, reason=reason)
    remember([shut])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.sees("Closed on Thu 12 Nov 2026", reason)
        await person.sees("It stays closed unless something new happens.")
        assert person.words.index("Closed on") < person.words.index("Decided")
        assert person.words.count(reason) == 1


async def test_an_answer_opens_a_conversation_that_had_been_let_go(life):
    remember([decided("a", days=5, verdict=VerdictId.LET_GO, outcome=Outcome.REPLIED)])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.sees_no("Closed on")


async def test_fears_and_hopes_stand_beside_what_happened(life):
    guess = Prediction(
        percent=30, by=ago(1).date(), feared="She laughs at me.", expected="A polite no."
    )
    told = Note(at=ago(1), outcome=Outcome.REPLIED, text="She was glad I wrote.")
    remember([replace(decided("a", days=5), prediction=guess, notes=(told,))])
    async with life.opens((100, 60)) as person:
        await opens_the_first(person)
        heads = next(line for line in person.screen.splitlines() if "Feared" in line)
        assert "Expected" in heads
        assert "Happened" in heads
        await person.sees("She laughs at me.", "A polite no.", "She was glad I wrote.")


async def test_the_whole_conversation_stands_in_order_of_time(life):
    first = decided("one", days=20, outcome=Outcome.SILENT)
    second = decided("two", days=9, verdict=VerdictId.FINAL_NUDGE, person="mara  LINDQVIST")
    other = decided("other", days=3, topic="lunch")
    remember([first, second, other])
    async with life.opens((130, 50)) as person:
        await person.opens_the_journal()
        await person.presses("down", "enter")
        await person.sees("This conversation")
        side = [line[80:].strip() for line in person.screen.splitlines()]
        told = [line.strip("● ○│›") for line in side if line.strip("● ○│›")]
        days = [line for line in told if line.endswith("2026")]
        assert days == ["Wed 28 Oct 2026", "Thu 29 Oct 2026", "Sun 8 Nov 2026"]
        assert "Write one last time" in told
        assert "Still no reply." in told
        assert "lunch" not in " ".join(told)


async def test_left_and_right_go_through_the_conversation(life):
    remember([decided("one", days=20), decided("two", days=9, verdict=VerdictId.LET_GO)])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.sees("Sun 8 Nov 2026, 10:00")
        await person.presses("left")
        await person.sees("Wed 28 Oct 2026, 10:00")
        await person.presses("left", "right")
        await person.sees("Sun 8 Nov 2026, 10:00")
        await person.presses("escape")
        await person.sees("2 decisions")


async def test_a_click_on_a_moment_opens_its_decision(life):
    remember([decided("one", days=20), decided("two", days=9, verdict=VerdictId.LET_GO)])
    async with life.opens((130, 40)) as person:
        await opens_the_first(person)
        await person.sees("This conversation")
        await person.clicks("Wed 28 Oct 2026")
        await person.sees("Wed 28 Oct 2026, 10:00")


async def test_it_is_copied_and_saved_as_markdown(life):
    remember([decided("a", days=1)])
    async with life.opens() as person:
        await opens_the_first(person)
        assert (await person.copies()).startswith("# Mara Lindqvist")
        await person.presses("f9")
        await person.sees("Saved as")
    (file,) = life.handed_over()
    assert "Could you tell me by Friday?" in file.read_text()


async def test_deleting_goes_back_and_the_journal_brings_it_back(life):
    remember([decided("a", days=1), decided("b", days=2, topic="lunch")])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.presses("d")
        await person.sees("Mara Lindqvist is deleted")
        assert [each.id for each in life.decisions()] == ["b"]
        await person.presses("u")
        await person.sees("the March pr")
    assert [each.id for each in life.decisions()] == ["a", "b"]


async def test_overruling_the_coach_stands_with_its_reason(life):
    base = decided("a", days=1)
    own = Overrule(verdict=VerdictId.WAIT, reason="She is on leave.")
    remember([replace(base, session=replace(base.session, overrule=own))])
    async with life.opens() as person:
        await opens_the_first(person)
        await person.sees("Against the recommendation: She is on leave.", "The coach recommended:")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_text_of_any_kind_comes_through_at_any_width(life, size):
    guess = Prediction(percent=30, by=ago(1).date(), feared=STRANGE, expected="希望" * 40)
    strange = replace(
        decided("a", days=5, person=STRANGE, topic="件" * 60, body=STRANGE * 3),
        prediction=guess,
        notes=(Note(at=ago(1), outcome=Outcome.REPLIED, text=STRANGE),),
    )
    remember([strange])
    async with life.opens(size) as person:
        await opens_the_first(person)
        assert "\x1b" not in person.screen
        assert "[b]Ada[/b]" in person.words
        assert not person.app.screen.query_one(KeyLine).is_cut
        await person.presses("n", "1", "enter")
        await person.types("[b]x[/b]")
        await person.presses("enter")
        await person.sees("however it turned out?")
    assert life.decisions()[0].notes[-1].text == "[b]x[/b]"
    assert life.decisions()[0].session.person == STRANGE.strip()
