"""A day promised in one's own message is found; a condition is no promise."""

from datetime import date

import pytest

from coach.journal.own_promises import asked_by, promised

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hi Kim,\n\nI'll send you the figures by Friday.\n", date(2026, 11, 20)),
        ("I will get back to you on 2 December.", date(2026, 12, 2)),
        ("You'll have it by Friday.", date(2026, 11, 20)),
        ("We can let you know tomorrow.", date(2026, 11, 18)),
    ],
)
def test_a_day_one_promised_is_found_with_its_sentence(text, day):
    found = promised(text, TUESDAY)
    assert found is not None
    assert found[0] == day
    assert found[1] in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "If I don't hear by Friday, I'll give the room to someone else.",
        "Could you send me the figures by Friday?",
        "I sent you the figures on Monday.",
        "I'll send you the figures soon.",
    ],
)
def test_a_condition_a_request_and_no_day_are_no_promise(text):
    assert promised(text, TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Please pay it by Monday 30 November, or tell me when.", date(2026, 11, 30)),
        ("If I haven't heard from you by 4 December, I'll ask a court.", date(2026, 12, 4)),
        ("Could you tell me by Friday?", date(2026, 11, 20)),
        ("I have to answer by Friday. Could you tell me by Thursday?", date(2026, 11, 19)),
        ("My other offer ends by Friday.", None),
        ("You need to pay by Friday.", date(2026, 11, 20)),
        ("I'll send it by Friday.", None),
        ("Could you tell me?", None),
        (
            "Please pay it by Monday 23 November. If I haven't heard from you by then, I will file"
            " a claim with the court on Tuesday 24 November.",
            date(2026, 11, 23),
        ),
        ("If you haven't paid by Friday, I'll go to court by 4 December.", date(2026, 11, 20)),
        ("Please pay by Friday. If not, I will file a claim by 4 December.", date(2026, 11, 20)),
        ("Please pay half by Friday and the rest by 4 December.", None),
    ],
)
def test_the_day_by_which_a_message_asks_is_found(text, day):
    assert asked_by(text, TUESDAY) == day
