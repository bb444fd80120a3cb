"""A list of expressions that is searched fast.

One expression of sixty alternatives tries them all at each letter, fifty microseconds for a
sentence. Most alternatives can't match without some plain word, and looking for a plain word takes
a fraction of one; so each alternative is tried only where a word it needs is there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_parser: Any = getattr(re, "_parser", None)
"""Python's own reader of expressions; without it all are tried, which is slow but right."""

Words = frozenset[str]
_TOO_MANY = 24


class PhraseList:
    """Some expressions, searched as one that has them as alternatives."""

    def __init__(self, *parts: str) -> None:
        self._parts = [(needed(part), re.compile(part)) for part in parts]

    def search(self, text: str) -> re.Match[str] | None:
        """A match of the first expression that has one."""
        for words, pattern in self._parts:
            if words and not one_of(words, text):
                continue
            if found := pattern.search(text):
                return found
        return None

    def kinds(self, text: str) -> int:
        """How many different things the expressions find in a text."""
        return len({each[0] for pattern in self._likely(text) for each in pattern.finditer(text)})

    def hits(self, text: str) -> int:
        """How many of the expressions find something in a text."""
        return sum(bool(pattern.search(text)) for pattern in self._likely(text))

    def _likely(self, text: str) -> Iterator[re.Pattern[str]]:
        return (pattern for words, pattern in self._parts if not words or one_of(words, text))


def one_of(words: Iterable[str], text: str) -> bool:
    """Whether one of these plain words is there, without which an expression can't match."""
    for word in words:  # noqa: SIM110  (a third faster than any() here)
        if word in text:
            return True
    return False


def needed(expression: str) -> Words:
    """Plain words of which a match holds at least one; empty where that can't be told."""
    if _parser is None:
        return frozenset()
    return _of_sequence(list(_parser.parse(expression)))


def _of_sequence(items: Sequence[Any]) -> Words:
    """The most telling words of what has to follow each other."""
    best: Words = frozenset()
    run = ""
    for operator, value in [*items, (None, None)]:
        if str(operator) == "LITERAL":
            run += chr(value)
            continue
        best = _better(best, frozenset({run}) if len(run) > 1 else frozenset())
        run = ""
        best = _better(best, _of_item(str(operator), value))
    return best


def _of_item(operator: str, value: Any) -> Words:
    if operator == "SUBPATTERN":
        return _of_sequence(list(value[3]))
    if operator in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(list(value[2]))
    if operator == "BRANCH":
        each = [_of_sequence(list(branch)) for branch in value[1]]
        if all(each):
            return frozenset().union(*each)
    return frozenset()


def _better(one: Words, other: Words) -> Words:
    """The one of two sets whose shortest word is longer; fewer words where that's equal."""
    if not other or len(other) > _TOO_MANY:
        return one
    if not one:
        return other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))
