"""Threats in one's own draft: violence stops it, a legal threat is named for what it is."""

import pytest

from coach.review.structure import _LEGAL, _VIOLENT


@pytest.mark.parametrize(
    "said",
    [
        "I come to your house and you will regret it.",
        "I'll come to your house and you'll regret it.",
        "You will regret this.",
        "I know where you live.",
        "I'm going to hurt you.",
        "I will make you pay.",
        "Watch your back.",
    ],
)
def test_a_threat_of_harm_is_violence_and_no_legal_threat(said):
    assert _VIOLENT.search(said)
    assert not _LEGAL.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "I'll have to take further steps if I don't hear by tomorrow.",
        "You will hear from my lawyer.",
        "We will take legal action.",
    ],
)
def test_a_legal_threat_is_no_violence(said):
    assert _LEGAL.search(said)
    assert not _VIOLENT.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "I regret that I can't come.",
        "I'm sorry this took so long, you will hear from me on Monday.",
        "You'll pay for the parts, and I for the labour.",
        "If it is still open on 1 June, I will file a claim with the small claims court.",
        "I can come to your office on Monday.",
        "What further steps would you like me to take?",
        "I will beat the deadline.",
    ],
)
def test_plain_sentences_threaten_nobody(said):
    assert not _VIOLENT.search(said)
    assert not _LEGAL.search(said)
