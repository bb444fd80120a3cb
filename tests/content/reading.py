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


def mean_sentence(blocks: Iterable[str]) -> float:
    """Words a sentence in some blocks of prose; a block ends its last sentence."""
    read = [(words(block), _sentences(block)) for block in blocks]
    return sum(len(found) for found, _ in read) / sum(ends for found, ends in read if found)


def _sentences(block: str) -> int:
    """How many sentences a block has; text after the last full stop is one more."""
    said = block.strip()
    ends = [found.end() for found in _SENTENCE_END.finditer(said)]
    return len(ends) + bool(words(said[ends[-1] :] if ends else said))


def flesch(blocks: Iterable[str]) -> float:
    """The reading ease of some blocks of prose; a block ends its last sentence."""
    prose = list(blocks)
    spoken = [word for block in prose for word in words(block)]
    weight = sum(map(syllables, spoken)) / len(spoken)
    return 206.835 - 1.015 * mean_sentence(prose) - 84.6 * weight
