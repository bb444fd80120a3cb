"""Drafts that are hardly drafts, or hold more than one's own words: sensible all the same."""

import pytest

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.review.checks import Review
from coach.vocabulary import Severity, Situation
from tests.review.checker import check

RULES = load(shipped() / "checks")
PLAIN = (
    "Hi Tom,\n\nCould you send me the lease by Friday 12 June? I have to give the agent"
    " an answer that day.\n\nBest,\nAnn\n"
)
RUDE = "You clearly don't care!!! ANSWER ME NOW or else I tell everyone.\n"


def judged(text: str) -> Review:
    return check(RULES, text, situation=Situation.WAITING)


@pytest.mark.parametrize("text", ["", " \n\n", "Hello", "Dear Ms Adler,", "Hi Tom,\n\nBest,\nAnn"])
def test_a_draft_that_says_nothing_is_not_ready_and_has_no_issues(text):
    report = judged(text)
    assert not report.ready
    assert not report.findings


@pytest.mark.parametrize(
    "text",
    [
        "Hallo Herr Lux,\n\nich wollte fragen, ob Sie schon etwas von der Miete wissen.\n\nAnna",
        "Bonjour Madame,\n\nje vous écris pour savoir si vous avez reçu mon dossier.\n\nAnne",
    ],
)
def test_a_draft_in_another_language_is_not_checked(text):
    report = judged(text)
    assert not report.judged
    assert not report.ready


@pytest.mark.parametrize(
    "below",
    [
        "\nOn Mon, 2 Jun 2025 at 10:12, Tom Hill <tom@x.example> wrote:\n> " + RUDE,
        "\nOn Mon, 2 Jun 2025 at 10:12, Tom Hill <tom@x.example> wrote:\n\n" + RUDE,
        "\n-----Original Message-----\n" + RUDE,
        "\nFrom: Tom Hill\nSent: Monday, 2 June 2025\nTo: Ann\n\n" + RUDE,
        "\n________________________________\nFrom: Tom Hill <tom@x.example>\nDate: 2 June\n\n"
        + RUDE,
    ],
)
def test_what_the_other_side_wrote_below_the_draft_is_not_judged(below):
    report = judged(PLAIN + below)
    assert report.ready
    assert report.words == judged(PLAIN).words
    assert report.unchecked == ("lines quoted from the other side",)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.rstrip() + " Lee\nHead of Lettings\nT +44 20 7946 0018 | M 07700 900123\n",
        PLAIN + "-- \nAnn Lee\nT +44 20 7946 0018\n",
        PLAIN.replace("Tom,", "Tom 👋").replace("June?", "June? 🙏"),
        "Hi Tom,\n\nFor Friday:\n\n- the lease, signed on page 4\n- the meter readings\n\n"
        "Can you send both by Thursday 3 July?\n\nAnn",
    ],
)
def test_line_ends_signatures_emojis_and_lists_are_no_faults(text):
    assert judged(text).findings == ()


def test_a_draft_of_five_thousand_words_is_judged_to_its_end():
    more = "The second floor was painted in May and the bill for it came in on the 4th.\n\n" * 320
    report = judged(PLAIN.replace("Could", more + "Could").replace("Best", RUDE + "\nBest"))
    assert report.words > 5_000
    assert {each.severity for each in report.findings} >= {Severity.FIX}
    assert any(each.fault == "ultimatum" for each in report.findings)
