"""A sentence as the learnt judge sees it: runs of words and runs of letters.

Training and judging use this one module, so what was learnt is what is looked up.
Every feature only counts as present or absent; each of the three kinds is worth the
same in a short sentence as in a long one.
"""

import re
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

_APOSTROPHES = {ord(each): "'" for each in "\u2019\u2018\u02bc`"}
_JOINERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_TOKEN = re.compile(rf"[^\W\d_]+(?:['{_JOINERS}]{{1,3}}[^\W\d_]+)*|\d+|[?!:]|\u2026|\.\.\.")
_INVISIBLE = dict.fromkeys(map(ord, _JOINERS))
_DIGIT = re.compile(r"\d")

LETTERS = (3, 4, 5)
"""How many letters a run has, the spaces between words among them."""

LONGEST = 120
"""Words of a sentence that are looked at; no learnt sentence is longer."""


class Token(NamedTuple):
    """A word or mark in its plain form, and its place in the sentence as typed."""

    text: str
    start: int
    end: int


class Features(NamedTuple):
    """The features of one sentence by kind, each with what one of them is worth."""

    words: set[str]
    letters: set[str]
    place: set[str]
    word_worth: float
    letter_worth: float
    place_worth: float


def tokens(text: str) -> list[Token]:
    """The words and telling marks of a sentence; digits are all read as 0."""
    level = text.translate(_APOSTROPHES)
    out = []
    for found in _TOKEN.finditer(level):
        word = _DIGIT.sub("0", found[0].lower())
        out.append(Token(word.translate(_INVISIBLE), found.start(), found.end()))
        if len(out) == LONGEST:
            break
    return out


def features(said: list[str], situation: str) -> Features:
    """What is looked up for these tokens in this situation."""
    marked = ["=^", *["=" + each for each in said], "=$"]
    words = set(marked)
    words.update(map("".join, pairwise(marked)))
    words.update(map("".join, zip(marked, marked[1:], marked[2:], strict=False)))
    row = f" {' '.join(said)} "
    letters = {row[at : at + size] for size in LETTERS for at in range(len(row) - size + 1)}
    place = {situation + each for each in marked}
    return Features(
        words,
        letters,
        place,
        1 / sqrt(len(words)),
        1 / sqrt(len(letters) or 1),
        0.5 / sqrt(len(place)),
    )
