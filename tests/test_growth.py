"""Work on text grows with the text, whatever its shape: twice as long takes about twice as long.

Held as a ratio within one run, with the least of several tries, so that a busy machine
doesn't matter. Work that grew with the square would take 16 times as long for four times the text.
"""

import time
from collections.abc import Callable
from datetime import date

import pytest

from coach.content.markdown import parse
from coach.guides.layout import lay_out
from coach.guides.wrapping import cells, wrapped
from coach.journal.redaction import Redaction
from coach.platform.typed_dates import read
from coach.sanitize import one_line, plain_signs, styled
from coach.session.addressing import given_name, topic_to_them

SHAPES = (
    *("a", "1", "1 ", "a@", "a.", "-", "www.", "https://x.y ", "+1", '"', "!", "sorry ", "> "),
    *("because ", "\n", "\t", " ", "\x1b[", "漢", "👩‍💻", "(", "[x](", "*", "- a\n", "Mr "),
)
WORK: dict[str, Callable[[str], object]] = {
    "redaction": Redaction.of([], []).text,
    "dates": lambda text: read(text, date(2026, 11, 22)),
    "wrapping": lambda text: list(wrapped(text, 60, cells)),
    "layout": lambda text: lay_out(parse(text), 60).lines,
    "one line": one_line,
    "styled": styled,
    "plain signs": plain_signs,
    "given name": given_name,
    "topic": lambda text: topic_to_them(text, "Ana"),
}
SHORT, TIMES, MOST = 5_000, 4, 10
ENOUGH = 0.002
"""Seconds below which a run is too short to compare."""


def least(work: Callable[[str], object], text: str) -> float:
    """The least CPU time of three tries, in seconds."""
    took = []
    for _ in range(3):
        before = time.process_time()
        work(text)
        took.append(time.process_time() - before)
    return min(took)


@pytest.mark.parametrize("name", WORK)
def test_work_grows_with_the_text(name):
    slow = {}
    for shape in SHAPES:
        long = (shape * SHORT * TIMES)[: SHORT * TIMES]
        short = long[:SHORT]
        took = least(WORK[name], long)
        if took > ENOUGH and took > MOST * least(WORK[name], short):
            slow[shape] = took
    assert not slow
