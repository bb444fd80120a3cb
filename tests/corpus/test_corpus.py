"""The corpus can be read, and the judge stands where the figures say it stands."""

from collections import Counter

import pytest

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.vocabulary import Severity, Situation
from tests.corpus.scoring import score
from tests.review.checker import Checker
from tools.corpus import CLEAN, FAULTS, FIRST, digest, lines, table, wholes

CHECKS = load(shipped() / "checks")
LINES = lines()

RIGHT = [
    ("waiting", "I see now that I should have asked."),
    ("repair", "No excuses, and I'm sorry."),
    ("unwanted", "There's no need to decide now."),
    ("repair", "I'd like to come back to the team."),
    ("owing", "I'm away until the 6th."),
    ("unwanted", "In urgent cases the front desk can help."),
    ("unwanted", "Shall we just leave that topic alone?"),
    ("owing", "Thank you for offering to write it."),
    ("owing", "I hope to see you at the autumn fair."),
    ("owing", "If you need a yes or no from me, send me the form."),
    ("waiting", "You're the reason I applied."),
    ("unwanted", "Should you prefer to stop here, I understand and am grateful for the time."),
    ("unwanted", "Your sketches showed us what we wanted."),
    ("waiting", "Where the plan has been shelved, there's nothing you need to do."),
    ("waiting", "I realise now that I should have rung first."),
    ("repair", "No excuses from me, and I apologise."),
    ("unwanted", "You don't have to decide today."),
    ("repair", "I'd like to rejoin the choir in May."),
    ("owing", "I'm on leave until 14 March."),
    ("unwanted", "If it's urgent, reception can help."),
    ("unwanted", "Can we leave that subject there?"),
    ("owing", "Thanks for offering to draft it."),
    ("owing", "If you want a yes or no from me, send the form over."),
    ("waiting", "You're the reason I came to the talk."),
    ("repair", "I'm sorry I missed your birthday."),
    ("waiting", "I asked on 3 May and again on the 12th."),
    ("waiting", "I'll name you as my referee on LinkedIn."),
    ("waiting", "Your boss might like to see the draft first."),
    ("waiting", "I'll post about the course on Friday."),
]

CAUGHT = [
    ("waiting", "Views?"),
    ("waiting", "A reply takes half a minute."),
    ("owing", "Kindly note that the aforesaid is being looked into."),
    ("waiting", "I've kept every message, and I'm happy to share them."),
    ("waiting", "Maybe try treating people decently."),
]

REPROACHES = [
    "I am disappointed that you have ignored my last email.",
    "Nobody bothered to answer me.",
    "I'm disappointed that nobody bothered to answer me.",
]
DISAPPOINTED = [
    "I'm disappointed not to have heard back.",
    "I'm disappointed that my last email got no answer.",
    "Nobody has answered my email of 3 March.",
]


def told(text: str, situation: str) -> list[Severity]:
    report = Checker(CHECKS).check(text, situation=Situation(situation))
    return [each.severity for each in report.findings]


@pytest.mark.parametrize(("situation", "text"), RIGHT)
def test_a_decent_sentence_once_wrongly_blamed_is_left_alone(situation, text):
    assert told(text, situation) == []


@pytest.mark.parametrize(("situation", "text"), CAUGHT)
def test_a_fault_that_uses_no_telling_words_is_caught(situation, text):
    assert told(text, situation)


def a_letter_with(said: str) -> str:
    asked = "Could you tell me by Friday 12 June whether the order stands?"
    return f"Subject: Order 412\n\nHello Ms Meyer,\n\n{said} {asked}\n\nKind regards,\nTom"


@pytest.mark.parametrize("said", REPROACHES)
def test_a_letter_is_not_ready_with_a_reproach_in_it(said):
    assert not Checker(CHECKS).check(a_letter_with(said), situation=Situation.WAITING).ready


@pytest.mark.parametrize("said", DISAPPOINTED)
def test_a_letter_is_ready_with_plain_disappointment_in_it(said):
    assert Checker(CHECKS).check(a_letter_with(said), situation=Situation.WAITING).ready


def test_the_shipped_model_is_the_one_this_corpus_gives():
    assert CHECKS.model is not None
    assert CHECKS.model.notes["corpus"] == digest(), "run: python -m tools.train"


@pytest.mark.slow
def test_training_again_gives_the_shipped_table():
    from tools.train import MODEL, fit, read_thresholds, text

    assert text(fit(LINES), read_thresholds()) == MODEL.read_text(encoding="utf-8")


def test_good_letters_are_left_alone():
    assert score(CHECKS, [], wholes()).good_blamed <= 0.05


def test_every_fault_has_many_lines_by_several_hands():
    counts = Counter(each.label for each in LINES)
    hands = {fault: {each.writer for each in LINES if each.label == fault} for fault in FAULTS}
    assert all(counts[fault] >= 80 for fault in FAULTS)
    assert all(len(hands[fault] - {FIRST}) >= 5 for fault in FAULTS)
    assert counts[CLEAN] >= len(LINES) * 0.4


def test_a_line_that_cannot_be_read_is_named_with_its_file_and_line(tmp_path):
    path = tmp_path / "W9a.tsv"
    path.write_text("clean\twaiting\t-\tFine.\nclean\twaiting\tnonsense\tNot fine.\n")
    with pytest.raises(ValueError, match=r"W9a\.tsv:2: "):
        table(path)
