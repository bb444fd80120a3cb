"""They went quiet: from the first question to how it turned out, over some days."""

from coach.vocabulary import Ending, Outcome, VerdictId
from tests.journeys.driver import Person


async def tells_the_setting(person: Person) -> None:
    """No day, a plain wish, strangers on one level, nobody else and nothing more in it."""
    await person.sees("Is there a deadline or an agreed date?")
    await person.chooses("No")
    await person.chooses("To get the thing I asked for")
    await person.chooses("We're equals")
    await person.chooses("Strangers")
    await person.goes_on()
    await person.goes_on()


async def tells_the_pause(person: Person, strength: int = 4) -> None:
    """Answers everything the pause asks about a proposal that was met with silence."""
    await person.chooses("They went quiet on me")
    await person.sees("Who went quiet?")
    await person.says("Mara Lindqvist")
    await person.says("the March proposal")
    await person.sees("First, is any of this going on?")
    await person.goes_on()
    await person.chooses("A proposal or quote they asked for")
    await person.chooses("Email")
    await person.chooses("I did")
    await person.sees("When was the last message between you?")
    await person.says("9 days ago")
    await person.says("0")
    await tells_the_setting(person)
    await person.sees("What happened?")
    await person.says("She asked for a quote on 6 November. I sent it on the 8th.")
    await person.says("She found it too dear and does not dare to say so.")
    await person.sees("these questions don't cover?")
    await person.goes_on()
    await person.sees("How do you feel about it?")
    await person.looks("pause")
    await person.ticks("Anxious")
    await person.goes_on()
    await person.rates(strength)


async def answers_the_questions(person: Person) -> None:
    """Answers what the table asks until it has a verdict."""
    await person.sees("What's the last thing they said about this?")
    await person.looks("assess-question")
    await person.chooses("Nothing: they've never replied about this")
    await person.chooses("Not that I know of")
    await person.sees("The usual wait has passed")


async def test_a_proposal_met_with_silence_from_the_knot_to_the_outcome(life):
    async with life.opens() as person:
        await person.sees("What has stalled?", "nothing leaves this computer")
        await person.looks("home-first-run")
        await tells_the_pause(person)
        await answers_the_questions(person)
        await person.looks("assess-verdict")

        await person.reads()
        await person.sees("Use five short parts")
        await person.looks("article")
        await person.presses("escape")
        await person.sees("Recommendation", "The usual wait has passed")

        await person.goes_on()
        await person.chooses("Ask whether they've decided on your quote")
        await person.sees("Hi Mara,", "the March proposal", "Fill in: your name")
        await person.presses("ctrl+home", "f8")
        await person.types("Jo")
        await person.sees("ready")
        await person.looks("draft")

        await person.goes_on()
        await person.sees("Have they replied since?")
        await person.looks("send")
        pasted = await person.copies()
        assert pasted.startswith("Hi Mara,")
        assert pasted.rstrip().endswith("Best,\nJo")
        await person.chooses("Save it as an email file")
        await person.sees("Saved as")
        assert [path.suffix for path in life.handed_over()] == [".eml"]
        await person.chooses("I have sent it")
        await person.sees("How likely is a reply by")
        await person.rates(6)
        await person.sees("What do you fear")
        await person.says("That I look desperate.")
        await person.sees("what do you expect")
        await person.goes_on()
        await person.sees("Your decision is saved")
        await person.looks("put-down")
        await person.chooses("View the saved decision")
        await person.sees("A decision", "Mara Lindqvist")

    (decision,) = life.decisions()
    assert decision.verdict is VerdictId.NUDGE
    assert decision.ending is Ending.SENT
    assert decision.sent is not None
    assert decision.sent.body == pasted
    assert decision.next_on is not None
    assert decision.prediction is not None
    assert (decision.prediction.percent, decision.prediction.feared) == (
        60,
        "That I look desperate.",
    )
    assert decision.session.answers["happened"].startswith("She asked for a quote")
    assert life.open_sessions() == []

    life.sleeps(days=(decision.next_on - decision.decided.date()).days)
    async with life.opens() as person:
        await person.sees("Due", "Mara Lindqvist")
        await person.looks("home")
        await person.opens_the_journal()
        await person.sees("Write once more", "Mara Lindqvist")
        await person.looks("journal")
        await person.presses("enter")
        await person.sees("Decided")
        await person.looks("decision")
        await person.presses("n")
        await person.chooses("They replied, and there's nothing")
        await person.presses("enter")
        await person.says("She took it, with a smaller first part.")
        await person.finds("She took it, with a smaller first part.")

    (decision,) = life.decisions()
    assert decision.outcome is Outcome.REPLIED


async def test_when_it_runs_hot_a_pause_is_offered_and_the_walk_waits_on_home(life):
    async with life.opens() as person:
        await tells_the_pause(person, strength=9)
        await person.sees("That's strong: 9 out of 10")
        await person.looks("pause-hot")
        await person.chooses("Take ten minutes")
        await person.sees("10:00 left")
        await person.goes_home()
        await person.sees("Continue", "Mara Lindqvist", "paused until Tue")
    life.sleeps(minutes=11)
    async with life.opens() as person:
        await person.sees("Due")
        await person.chooses("Mara Lindqvist")
        await person.sees("Your pause is over")
        await person.chooses("Continue")
        await person.sees("What's the last thing they said about this?")


async def test_going_on_without_the_pause_is_kept_without_a_sermon(life):
    async with life.opens() as person:
        await tells_the_pause(person, strength=8)
        await person.chooses("Continue now")
        await person.sees("What's the last thing they said about this?")
    (session,) = life.open_sessions()
    assert session.hold_overridden


async def test_a_wrong_date_gets_a_clear_line_and_what_was_typed_is_kept(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("Mara")
        await person.says("the proposal")
        await person.goes_on()
        await person.chooses("A proposal or quote they asked for")
        await person.chooses("Email")
        await person.chooses("I did")
        await person.says("the day the music died")
        await person.sees("not a date I can read", "the day the music died")
        await person.says("2030-01-01")
        await person.sees("is in the future", "2030-01-01")
        await person.says("last tuesday")
        await person.sees("How many reminders")
        await person.says("a few")
        await person.sees("Type a whole number", "a few")


async def test_going_back_loses_nothing_and_a_changed_answer_keeps_the_later_ones(life):
    async with life.opens() as person:
        await tells_the_pause(person)
        await answers_the_questions(person)
        await person.goes_back()
        await person.sees(
            "Do you know of a harmless reason for the silence?", "● Not that I know of"
        )
        await person.goes_on()
        await person.sees("Recommendation", "The usual wait has passed")
        await person.presses("1")
        await person.goes_on()
        await person.sees("Recommendation")


async def test_a_template_takes_the_place_of_ones_own_words_only_when_told_to(life):
    async with life.opens() as person:
        await tells_the_pause(person)
        await answers_the_questions(person)
        await person.goes_on()
        await person.chooses("Ask whether they've decided on your quote")
        await person.sees("Hi Mara,")
        await person.presses("ctrl+t")
        await person.chooses("Ask whether they've decided on your quote")
        await person.sees("Hi Mara,", "Your draft")  # nothing is lost: no question
        await person.types("Mine. ")
        await person.presses("ctrl+t")
        await person.chooses("A blank page")
        await person.sees("This replaces the draft you've written.")
        await person.presses("enter")
        await person.sees("Mine. Hi Mara,")
        await person.presses("ctrl+t")
        await person.chooses("A blank page")
        await person.chooses("Replace it")
        await person.sees_no("Mine.")
        await person.presses("ctrl+z")
        await person.sees("Mine. Hi Mara,")
