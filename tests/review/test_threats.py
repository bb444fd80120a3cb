"""Threats in one's own draft, each named for what it is, and an apology that takes itself back."""

import pytest

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.review.structure import _LEGAL, _VIOLENT
from coach.vocabulary import Situation
from tests.review.checker import check

RULES = load(shipped() / "checks")


def blocked_by(text: str, situation: Situation) -> set[str]:
    """The faults that keep a text from being ready."""
    findings = check(RULES, text, situation=situation).findings
    return {each.fault for each in findings if each.blocks}


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


@pytest.mark.parametrize(
    "said",
    [
        "I'll name you on LinkedIn.",
        "I will name and shame your company.",
        "I’ll post this whole thread online.",
        "If not, I'm going to put your emails on Facebook.",
    ],
)
def test_a_threat_to_expose_somebody_is_told(said):
    assert "ultimatum" in blocked_by(said, Situation.WAITING)


@pytest.mark.parametrize(
    "said",
    [
        "I'll name you as my referee on LinkedIn.",
        "I'll post about the course on LinkedIn on Friday.",
        "I can share the thread with you.",
        "I'll send you the link to the online form.",
        "I'll name the two rooms that are free.",
    ],
)
def test_naming_and_posting_without_harm_is_no_threat(said):
    assert "ultimatum" not in blocked_by(said, Situation.WAITING)


@pytest.mark.parametrize(
    "said",
    [
        "Sorry if this hurt you.",
        "I'm sorry if you were upset by my silence.",
        "I'm sorry you feel that way.",
        "I apologise if anyone was offended.",
    ],
)
def test_an_apology_that_doubts_the_hurt_keeps_a_repair_from_being_ready(said):
    whole = "Hi Ann,\n\nI went quiet in May. {} The pages are attached.\n\nTom"
    assert "passive_aggressive" in blocked_by(whole.format(said), Situation.REPAIR)


@pytest.mark.parametrize(
    "said",
    [
        "I'm sorry that I hurt you.",
        "I'm sorry for not answering.",
        "I'm sorry if my reply of Monday got lost.",
        "I'm sorry you had to wait.",
    ],
)
def test_an_apology_for_what_was_done_is_whole(said):
    assert "passive_aggressive" not in blocked_by(said, Situation.REPAIR)
