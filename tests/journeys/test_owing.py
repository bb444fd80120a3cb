"""I owe an answer: a short, kind no."""

from coach.vocabulary import Ending, VerdictId


async def test_a_favour_one_does_not_want_to_do_ends_in_a_short_clear_no(life):
    async with life.opens() as person:
        await person.chooses("I owe an answer")
        await person.sees("Who is waiting for you?")
        await person.says("Tomasz")
        await person.says("a talk at his meetup")
        await person.goes_on()
        await person.chooses("Someone I know")
        await person.chooses("For me to take on a role")
        await person.chooses("LinkedIn, another network")
        await person.chooses("A week or more")
        await person.chooses("No")
        await person.sees("What is your honest answer?")
        await person.chooses("No")
        await person.chooses("We're equals")
        await person.goes_on()
        await person.goes_on()
        await person.says("He asked me on 3 November.")
        await person.says("He will think I am arrogant.")
        await person.goes_on()
        await person.ticks("Guilty")
        await person.goes_on()
        await person.rates(3)
        await person.chooses("I dread their reaction")
        await person.chooses("No")
        await person.chooses("Well enough")
        await person.chooses("No")
        await person.chooses("Civil")
        await person.chooses("No")
        await person.sees("Recommendation", "no")
        await person.goes_on()
        await person.sees("Begin with")
        await person.chooses("A blank page")
        await person.pastes(
            "Hi Tomasz,\n\nI am so sorry that I only answer now, I am really sorry. Thank you for"
            " asking me to speak in April.\n\nI can't say for certain at the moment, because the"
            " book is late, because we are moving house, and because my sister is staying with us."
            " Maybe later, when things calm down?\n\nPer my last email I did warn you that spring"
            " is hard.\n\nTouch base soon,\nJo"
        )
        await person.sees("issue")
        await person.presses("f8")
        await person.looks("draft-findings")
        await person.clears()
        await person.pastes("Hi Tomasz, thank you for asking me. I will not give the talk.")
        await person.sees("ready")
        await person.goes_on()
        await person.chooses("I have sent it")
        await person.sees("Your decision is saved")
        await person.chooses("View the saved decision")
        await person.sees("A decision", "Tomasz")
    (decision,) = life.decisions()
    assert decision.verdict is VerdictId.DECLINE
    assert decision.ending is Ending.SENT
    assert decision.sent is not None
    assert decision.sent.body.endswith("I will not give the talk.")
