"""What the other side sees first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.review.inbox_preview import LINE, answered_by_one_word, glimpse
from coach.vocabulary import Channel

MAIL = """Subject: Archivist post, decision date

Dear Ms Adler,

We spoke on 6 May about the archivist post. Has the panel decided?

Tom
"""


def test_a_mail_is_shown_as_a_phone_shows_it():
    seen = glimpse(MAIL, sender="Tom Weaver")
    assert seen.sender == "Tom Weaver"
    assert seen.subject == "Archivist post, decision date"
    assert seen.lines == (
        "Dear Ms Adler, We spoke on 6 May about",
        "the archivist post. Has the panel…",
    )


def test_the_question_is_found_with_its_place():
    seen = glimpse(MAIL)
    assert seen.ask == "Has the panel decided?"
    assert MAIL[seen.start : seen.end] == seen.ask
    assert seen.one_word


def test_a_message_that_asks_nothing_shows_no_ask():
    seen = glimpse("Hi Dana,\n\nI hope you are well.\n\nMira")
    assert (seen.ask, seen.one_word) == ("", False)


def test_a_chat_has_no_subject():
    assert glimpse(MAIL, channel=Channel.CHAT).subject == ""


def test_a_long_subject_is_cut_with_a_mark():
    seen = glimpse("Subject: " + "word " * 20 + "\n\nHello.")
    assert seen.subject.endswith("…")
    assert len(seen.subject) <= 40


@pytest.mark.parametrize(
    "ask",
    [
        "Is the post still open?",
        "Could you pay by Friday?",
        "Would Tuesday suit you?",
        "Can't you come on Friday?",
        "Please let me know whether I should book it.",
        "Hello Sam, do you still want it?",
    ],
)
def test_yes_or_no_answers_a_closed_question(ask):
    assert answered_by_one_word(ask)


@pytest.mark.parametrize(
    "ask",
    [
        "When will it be paid?",
        "Could you tell me when it will be paid?",
        "Do you want Monday or Tuesday?",
        "Which room do you want?",
        "What's the best day?",
        "Please pay it by 20 May.",
        "If you can't pay it all at once, let me know before then what you can pay and when.",
        "Any thoughts?",
    ],
)
def test_other_questions_need_more_than_a_word(ask):
    assert not answered_by_one_word(ask)


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    seen = glimpse(text)
    assert all(len(line) <= LINE for line in seen.lines)
    assert " ".join(text[seen.start : seen.end].split()) == seen.ask
