"""A chat and a letter say what the email says, the way they are said there."""

import pytest

from coach.session.message_forms import Form, derived, written_out

EMAIL = "Hi {given},\n\nCould you call me?\n\nI'm in until five.\n\nThanks,\n{me}"


def test_in_a_chat_the_greeting_runs_into_the_message_and_the_sign_off_goes():
    assert derived(EMAIL, Form.CHAT) == "Hi {given}, could you call me? I'm in until five."


def test_a_letter_is_formal_from_greeting_to_close():
    assert derived(EMAIL, Form.FORMAL) == (
        "Dear {formal},\n\nCould you call me?\n\nI am in until five.\n\nYours sincerely,\n{me}"
    )


def test_the_email_itself_stays_as_it_is():
    assert derived(EMAIL, Form.EMAIL) == EMAIL


@pytest.mark.parametrize("first", ["I'm late.", "{topic} is late.", "‹What is late›"])
def test_what_stands_first_after_the_greeting_keeps_its_capital(first: str):
    assert derived(f"Hi {{given}},\n\n{first}\n\n{{me}}", Form.CHAT) == f"Hi {{given}}, {first}"


def test_whoever_else_is_greeted_is_greeted_by_that_name_in_a_letter():
    letter = derived("Hi ‹their manager›,\n\nCan you help?\n\nThanks,\n{me}", Form.FORMAL)
    assert letter.startswith("Dear ‹their manager›,\n\n")


def test_a_message_without_greeting_has_none_in_any_form():
    assert derived("Please stop.\n\n{me}", Form.CHAT) == "Please stop."
    assert derived("Please don't.\n\n{me}", Form.FORMAL) == "Please do not.\n\n{me}"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("I'm sure you've seen it", "I am sure you have seen it"),
        ("We'll see if they're here", "We will see if they are here"),
        ("I can't, I won't, I don't", "I cannot, I will not, I do not"),
        ("Can't you?", "Cannot you?"),
        ("I'd like that", "I would like that"),
        ("It's fine, that's all", "It is fine, that is all"),
        ("it's been a week", "it has been a week"),
        ("Let's talk", "Let us talk"),
        ("Mara's offer and the firm’s reply", "Mara's offer and the firm’s reply"),
        ("it’s mine", "it is mine"),
    ],
)
def test_contractions_are_written_out_and_possessives_stay(short: str, full: str):
    assert written_out(short) == full
