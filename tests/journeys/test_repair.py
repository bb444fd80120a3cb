"""I went quiet and regret it: back with one line of apology and the repair."""

from datetime import timedelta

from coach.vocabulary import Ending, VerdictId


async def test_a_promise_let_slip_is_mended_with_one_apology_and_the_thing_itself(life):
    async with life.opens() as person:
        await person.chooses("I went quiet and regret it")
        await person.sees("Who did you go quiet on?")
        await person.says("Priya")
        await person.says("feedback on her draft")
        await person.goes_on()
        await person.chooses("Someone's work that")
        await person.chooses("A friend")
        await person.chooses("Email")
        await person.says("5 weeks ago")
        await person.chooses("No")
        await person.chooses("To put it right")
        await person.goes_on()
        await person.goes_on()
        await person.says("She sent it on 10 October; I said I would read it within a week.")
        await person.says("She must be furious.")
        await person.goes_on()
        await person.ticks("Guilty", "Ashamed")
        await person.goes_on()
        await person.rates(5)
        await person.chooses("I dread their reaction")
        await person.chooses("I don't know")
        await person.chooses("No")
        await person.chooses("Work")
        await person.chooses("I let it slip")
        await person.chooses("Yes, with this message")
        await person.sees("Recommendation", "Apologise in one line")
        await person.goes_on()
        await person.chooses("A blank page")
        await person.pastes(
            "Hello Priya,\n\nI said I would read your draft within a week, and then I went quiet "
            "for five. I am sorry: I took on more than I could do. My comments are attached, "
            "the two on chapter three matter most.\n\nWarm regards\nJo"
        )
        await person.presses("shift+tab")
        await person.pastes("Comments on your draft")
        await person.sees("ready")
        await person.goes_on()
        await person.chooses("I have sent it")
        await person.sees("Your decision is saved", "If they answer kindly")
        await person.chooses("View the saved decision")
        await person.sees("A decision", "Priya")
    (decision,) = life.decisions()
    assert decision.verdict is VerdictId.REPAIR_APOLOGY
    assert decision.ending is Ending.SENT
    assert decision.next_on == decision.decided.date() + timedelta(days=7)  # asked once
