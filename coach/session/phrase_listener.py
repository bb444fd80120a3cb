"""Many phrases listened for at once, each compiled only for a text that has words it needs.

Most texts have none of them, and to look for words takes far less than to compile a phrase.
Which words a phrase can't do without is read off the phrase, so neither can go out of step.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

_BREAK, _OR = "\0", "\1"
_ANY = re.compile(r"\\.|\[[^\]]*\]|[.^$]")
_REPEATED = re.compile(r"[^()|](?:[?*+]|\{[^}]*\})[?+]?")
_GROUP = re.compile(r"\(\?([:=!]|<[=!])([^()]*)\)(?:([?*+]|\{[^}]*\})[?+]?)?")


class PhraseListener:
    """Hears whether a text holds any of several phrases.

    ``phrases`` is a regular expression, its alternatives being the phrases: words, classes,
    repeats, groups that capture nothing, looks ahead and behind, but no escaped bracket.
    ``begin`` and ``end`` stand around each. Raises ``ValueError`` for any other group.
    """

    def __init__(self, phrases: str, *, begin: str = r"\b", end: str = r"\b") -> None:
        self._written, self._begin, self._end = phrases, begin, end
        self._compiled: dict[str, re.Pattern[str]] = {}

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """Of each phrase, the runs of letters of which one is in any text that holds it."""
        phrases = _alternatives(self._written)
        return dict(zip(phrases, map(_runs, _flat(self._written).split("|")), strict=True))

    def hears(self, text: str) -> bool:
        """Whether any of the phrases is in a text."""
        return any(
            self._pattern(phrase).search(text)
            for phrase, needs in self.needs.items()
            if any(each in text for each in needs)
        )

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        if phrase not in self._compiled:
            self._compiled[phrase] = re.compile(f"{self._begin}(?:{phrase}){self._end}")
        return self._compiled[phrase]


def _alternatives(written: str) -> Iterator[str]:
    """What stands between those ``|`` that are in no group."""
    held: list[str] = []
    depth = 0
    for each in written.split("|"):
        held.append(each)
        depth += each.count("(") - each.count(")")
        if depth == 0:
            yield "|".join(held)
            held = []


def _flat(written: str) -> str:
    """The phrases with each group as what it needs; the innermost go first."""
    left, groups = _REPEATED.sub(_BREAK, _ANY.sub(_BREAK, written)), 1
    while groups:
        left, groups = _GROUP.subn(_group, left)
    if "(" in left:
        raise ValueError(f"A phrase has a group of an unknown kind: {written}")
    return left


def _group(found: re.Match[str]) -> str:
    kind, inside, times = found.groups(default="")
    if kind != ":" or times[:1] in {"?", "*"} or times.startswith("{0"):
        return _BREAK
    return _BREAK + _best(inside) + _BREAK


def _runs(phrase: str) -> tuple[str, ...]:
    return tuple(_best(phrase).split(_OR))


@cache
def _best(alternatives: str) -> str:
    """Of each alternative the runs that are longest, all joined: one of them has to be there."""
    return _OR.join(max(each.split(_BREAK), key=_shortest) for each in alternatives.split("|"))


def _shortest(runs: str) -> int:
    return min(map(len, runs.split(_OR)))
