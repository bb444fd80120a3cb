"""Which of several choices a few typed words mean: the words of one, or close to them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

FEWEST_LETTERS = 3
"""Letters that are enough to choose by, where no other choice has them."""

_CLOSE = 0.8
"""How alike a mistyped word and the one that is meant must be, 1 being the same."""

_LONG_ENOUGH = 4
"""Letters below which a word is never taken for a mistyped other one."""

_SMALL = frozenset({"a", "an", "the", "i", "it", "to", "my", "please"})
"""Words that choose nothing."""

_DENIES = frozenset({"no", "not", "never", "none", "nothing", "nobody", "neither", "without"})


def nearest(typed: str, texts: Sequence[str]) -> int | None:
    """The index of the one text that was meant; None where it may be another, or none.

    A text with a "not" is never taken for one without, nor the other way round.
    """
    said = _words(typed)
    same = [index for index, text in enumerate(texts) if _words(text) == said]
    if said and len(same) == 1:
        return same[0]
    if sum(map(len, said)) < FEWEST_LETTERS:
        return None
    sought = [word for word in said if word not in _SMALL] or said
    fitting = [index for index, text in enumerate(texts) if _fits(sought, _words(text))]
    alone = len(fitting) == 1 and _denied(said) == _denied(_words(texts[fitting[0]]))
    return fitting[0] if alone else None


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold().replace("\u2019", "'").replace("-", ""))


def _fits(said: Sequence[str], text: Sequence[str]) -> bool:
    return all(any(_is_near(word, other) for other in text) for word in said)


def _denied(words: Sequence[str]) -> bool:
    return any(map(_denies, words))


def _denies(word: str) -> bool:
    return word in _DENIES or word.endswith("n't")


def _is_near(word: str, other: str) -> bool:
    if word == other or (len(word) >= FEWEST_LETTERS and other.startswith(word)):
        return True
    long = min(len(word), len(other)) >= _LONG_ENOUGH
    return long and SequenceMatcher(None, word, other).ratio() >= _CLOSE
