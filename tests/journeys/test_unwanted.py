"""Someone keeps pushing me: nothing is owed, and safety comes first."""

from coach.vocabulary import Ending, VerdictId


async def test_praise_that_turns_into_a_pitch_is_let_go_without_a_word(life):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.sees("Who keeps pushing you?")
        await person.says("Growth Partners")
        await person.says("their sales tool")
        await person.goes_on()
        await person.chooses("It began with praise")
        await person.chooses("A stranger")
        await person.chooses("LinkedIn, another network")
        await person.chooses("No")
        await person.chooses("It stops, and I don't hear about it")
        await person.chooses("We're equals")
        await person.goes_on()
        await person.goes_on()
        await person.says("Two kind messages about my talk, then a pitch and a calendar link.")
        await person.says("I was flattered, and feel stupid now.")
        await person.goes_on()
        await person.ticks("Foolish, or taken in")
        await person.goes_on()
        await person.rates(2)
        await person.chooses("No")
        await person.chooses("No")
        await person.chooses("None")
        await person.chooses("No")
        await person.sees("Recommendation")
        await person.goes_on()
        await person.sees("Close")
        await person.sees_no("I have sent it")
        await person.chooses("Save this decision")
        await person.sees("Your decision is saved")
        await person.chooses("View the saved decision")
        await person.sees("A decision", "Nothing was sent")
    (decision,) = life.decisions()
    assert decision.verdict is VerdictId.SILENCE
    assert decision.ending is Ending.NOT_SENT
    assert decision.sent is None


async def test_who_feels_unsafe_is_never_led_to_a_message(life):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("him")
        await person.feels_unsafe()
        await person.sees("Who can help", "call your local emergency number")
        await person.looks("safety")
        await person.chooses("Write down what happened")
        await person.types("9:40, he waited at the gate.")
        await person.presses("escape")
        await person.sees("Who can help")
        await person.chooses("Save and close")
        await person.sees("What has stalled?", "Saved earlier")
        await person.sees_no("him", "safety page", "Log")
        await person.looks("safety-put-down")
    (session,) = life.open_sessions()
    assert [each.text for each in session.incidents] == ["9:40, he waited at the gate."]
    life.sleeps(days=30)
    async with life.opens() as person:
        await person.sees("What has stalled?", "Saved earlier")
        await person.sees_no("Due")
        await person.chooses("Saved earlier")
        await person.sees("Who can help")
        await person.chooses("Write down what happened")
        await person.sees("Written down: 1 entry.")
        await person.sees_no("he waited at the gate")
        await person.chooses("Show what's written down")
        await person.sees("he waited at the gate")


async def test_the_log_of_a_decision_is_found_again_added_to_and_saved_with_its_dates(life):
    async with life.opens(size=(100, 40)) as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("him")
        await person.says("the gate")
        await person.ticks("They follow or watch me")
        await person.goes_on()
        await person.sees("Who can help")
        await person.chooses("Write down what happened")
        await person.pastes("9:40, he waited at the gate.")
        await person.chooses("Back to the safety page")
        await person.chooses("Go back to what I was doing")
        await person.sees("✓ They follow or watch me")
        await person.goes_on()
        await person.sees("Recommendation")
        await person.goes_on()
        await person.chooses("Save this decision")
        await person.chooses("Done")
        await person.sees_no("him ·", "the gate")
        await person.chooses("Saved earlier")
        await person.sees("A decision", "Press v to show it")
        await person.sees_no("he waited at the gate")
        await person.presses("v")
        await person.sees("Log of what happened", "he waited at the gate")
        await person.sees_no("Closed on", "This conversation")
        await person.presses("l")
        await person.chooses("Write down what happened")
        await person.pastes("18:05, he called twice.")
        await person.presses("enter")
        await person.sees("he called twice")
        await person.presses("l")
        await person.chooses("Save it as a text file")
        await person.sees("Saved as")
        await person.presses("p")
        await person.sees_no("he waited at the gate", "him")
        await person.presses("v")
        await person.sees("Log of what happened", "he waited at the gate", "he called twice")
    (file,) = life.handed_over()
    told = file.read_text()
    for entry in ("he waited at the gate", "he called twice"):
        assert entry in told
    assert told.count("Tue 17 Nov 2026, 10:00") >= 2


async def test_once_something_stands_in_the_log_one_slip_does_not_take_the_safety_page_away(life):
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("him")
        await person.feels_unsafe()
        await person.chooses("Write down what happened")
        await person.types("He wrote four times.")
        await person.presses("escape")
        await person.chooses("I opened this by mistake")
        await person.sees("You've added entries to the log.", "No, stay on the safety page")
        await person.presses("enter")
        await person.sees("Who can help")
        await person.chooses("I opened this by mistake")
        await person.chooses("Yes, it was a mistake")
        await person.sees_no("Who can help")
