"""What judging costs grows with the text and no faster, whatever is typed or pasted."""

import sys

import pytest

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.review.review import LISTED
from coach.vocabulary import Situation
from tests.review.checker import Checker

CHECKS = load(shipped() / "checks")

SHAPES = {
    "one long word": "a",
    "fillers": "just really ",
    "triggers": "I will get back to you as soon as I can ",
    "sorries": "sorry ",
    "lines of sorry": "sorry\n",
    "marks": "!",
    "questions": "could you send? ",
    "dots": "...x",
    "capitals": "PLEASE ",
    "quotes": '"\u201c',
    "closing quotes": "\u201d",
    "quoted lines": "\n> ",
    "dashes": "-- ",
    "replies": "Re: ",
    "greetings": "hi ",
    "signs": "best ",
    "spaces": " ",
    "line ends": "\n",
    "apostrophes": "i'i'",
    "invisible": "\u200b",
    "brackets": "[(<",
    "reasons": "because I and my and ",
    "numbers": "3 May 12 ",
    "German": "ich wei\u00df nicht was das ist ",
}


def steps(text: str) -> int:
    """Lines of the judge's own code that run: a cost no clock or neighbour can change."""
    count = 0

    def trace(frame, event, _arg):
        nonlocal count
        if "/coach/" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    checker = Checker(CHECKS)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        checker.check(text, situation=Situation.OWING)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_at_most_a_little_over_twice_the_work(shape):
    piece = SHAPES[shape]
    half, whole = (steps(piece * (size // len(piece))) for size in (1_500, 3_000))
    assert whole <= 2.2 * half + 200


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_megabyte_is_judged_and_its_issues_are_counted_not_all_listed(shape):
    piece = SHAPES[shape]
    report = Checker(CHECKS).check(piece * (1_000_000 // len(piece)), situation=Situation.WAITING)
    assert len(report.findings) <= LISTED
    assert bool(report.more) == any("not listed" in each for each in report.unchecked)
