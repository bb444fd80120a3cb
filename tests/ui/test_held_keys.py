"""A digit that is held or repeated answers the question it was meant for, and no other."""

from coach.ui.held_keys import HeldKeys


def test_the_same_digit_is_ignored_by_the_next_question_until_it_is_let_go():
    held = HeldKeys()
    assert held.passes("1", 10.0)
    held.turn()
    assert not held.passes("1", 10.03)
    assert not held.passes("1", 10.3)
    assert held.passes("1", 10.61)


def test_another_key_is_meant_for_the_next_question_at_once():
    held = HeldKeys()
    assert held.passes("1", 10.0)
    held.turn()
    assert held.passes("2", 10.05)
    assert held.passes("1", 10.1)


def test_the_same_digit_twice_in_one_field_is_two_digits():
    held = HeldKeys()
    assert held.passes("1", 10.0)
    assert held.passes("1", 10.05)
    held.turn()
    assert held.passes("enter", 10.06)


async def test_a_repeated_digit_does_not_answer_the_next_card(life, monkeypatch):
    monkeypatch.setattr("coach.ui.held_keys.LET_GO", 1e9)
    async with life.opens() as person:
        await person.presses("1")
        await person.sees("Who went quiet?")
        await person.types("1111")
        assert person.app.focused.value == ""
        await person.types("Ana 1")
        assert person.app.focused.value == "Ana 1"
