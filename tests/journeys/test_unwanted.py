"""They press me: nothing is owed, and safety comes first."""

from coach.vocabulary import Ending, VerdictId


async def test_praise_that_turns_into_a_pitch_is_let_go_without_a_word(life):
    async with life.opens() as person:
        await person.chooses("They press me")
        await person.sees("Who is pressing you?")
        await person.says("Growth Partners")
        await person.says("their sales tool")
        await person.chooses("It began with praise or small talk and turned into a pitch")
        await person.chooses("A stranger")
        await person.chooses("LinkedIn, another network")
        await person.chooses("No")
        await person.chooses("That it stops, and I hear no more")
        await person.chooses("We are equals")
        await person.goes_on()
        await person.goes_on()
        await person.says("Two kind messages about my talk, then a pitch and a calendar link.")
        await person.says("I was flattered, and feel stupid now.")
        await person.goes_on()
        await person.goes_on()
        await person.ticks("Foolish, taken in")
        await person.goes_on()
        await person.rates(2)
        await person.chooses("No")
        await person.chooses("No")
        await person.chooses("None")
        await person.chooses("No")
        await person.sees("What I would do")
        await person.goes_on()
        await person.sees("Send and close")
        await person.sees_no("I have sent it")
        await person.chooses("Write the decision down")
        await person.sees("Your decision is kept")
        await person.chooses("Look at what is kept")
        await person.sees("A decision", "Nothing was sent")
    (decision,) = life.decisions()
    assert decision.verdict is VerdictId.SILENCE
    assert decision.ending is Ending.NOT_SENT
    assert decision.sent is None


async def test_who_feels_unsafe_is_never_led_to_a_message(life):
    async with life.opens() as person:
        await person.chooses("They press me")
        await person.says("him")
        await person.feels_unsafe()
        await person.sees("Whom to turn to", "call your local emergency number")
        await person.looks("safety")
        await person.chooses("Write down what happened")
        await person.types("9:40, he waited at the gate.")
        await person.presses("escape")
        await person.sees("Whom to turn to")
        await person.chooses("Save and close")
        await person.sees("What has stalled?", "Log of what happened: him")
        await person.looks("safety-put-down")
    (walk,) = life.walks()
    assert [each.text for each in walk.incidents] == ["9:40, he waited at the gate."]
    life.sleeps(days=30)
    async with life.opens() as person:
        await person.sees("What has stalled?", "safety page")
        await person.sees_no("Due")
        await person.chooses("Log of what happened")
        await person.sees("he waited at the gate")
