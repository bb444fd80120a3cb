"""How easy a text is to read: the Flesch reading-ease score, counted so that it errs low.

206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words). A higher score is easier;
60 is plain English. Syllables are the larger of two counts (hyphenation points, which
miss some, and groups of vowels, which miss others), so a text is never flattered.
"""

import re
from collections.abc import Iterable
from functools import cache

from pyphen import Pyphen

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,:]\d+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"'”’)]|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy])le$|(?<=[^aeioutd])ed$|(?<=[^aeiousxzcghl])es$"
)


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US", left=1, right=1)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; a numeral counts one for each digit."""
    if word[0].isdigit():
        return sum(sign.isdigit() for sign in word)
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(_VOWELS.findall(letters)) - bool(_SILENT_END.search(letters))
    return max(1, groups, len(_hyphenation().positions(letters)) + 1)


def words(text: str) -> list[str]:
    """The words and numerals of a text, in order."""
    return _WORD.findall(text)


def flesch(blocks: Iterable[str]) -> float:
    """The reading ease of some blocks of prose; a block ends its last sentence."""
    read = [(words(block), len(_SENTENCE_END.findall(block.strip()))) for block in blocks]
    counted = [(found, max(1, ends)) for found, ends in read if found]
    total = sum(len(found) for found, _ in counted)
    sentences = sum(ends for _, ends in counted)
    spoken = sum(syllables(word) for found, _ in counted for word in found)
    return 206.835 - 1.015 * total / sentences - 84.6 * spoken / total
