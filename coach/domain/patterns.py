"""A small language for turns of phrase, matched against a sentence's plain form.

===============  =====================================================
``word``         that word; between words, fillers such as "just" may stand
``word*``        any word that begins so
``(a|b c)``      one of these; ``word?`` and ``(a|b)?`` may be left out
``<name>``       one of a named list of phrases
``#``            a number
``..`` ``...``   up to three, up to seven words of any kind
``^`` ``$``      the start and the end of the sentence
``[?]`` ``[!]``  the mark it ends with
===============  =====================================================

There is no way to write a repetition inside a repetition, so no text can make a
pattern run away: every part is bounded. A pattern is turned into a regular
expression only when a sentence holds one of the words it cannot do without.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.domain.language import Sentence

FILLERS = (
    "just really very so quite actually simply truly honestly basically literally totally"
    " absolutely completely also please kindly ever even still then again though too only"
    " certainly definitely genuinely sincerely already now maybe perhaps"
)
_FILL = f"(?:(?:{'|'.join(FILLERS.split())}) ){{0,2}}"
_PART = re.compile(r"\[[?!]\]\??|\(|\)\??|\||<[\w-]+>\??|\.{2,3}|[^\s()|<>\[\]]+")
_GAPS = {"..": "(?:[^ ?!]+ ){0,3}?", "...": "(?:[^ ?!]+ ){0,7}?"}
_COMMON = frozenset(
    "i you we he she it they me us them my your our their his her its a an the this that these those"
    " and or but if so as of to in on at by for from with about is are was were be been am do does"
    " did have has had will would can could should may might not no what when which who how".split()
)

Triggers = frozenset[str]
"""Words of which a sentence must hold one; ``word*`` stands for a beginning."""


class PatternError(ValueError):
    """A pattern that cannot be read; ``str()`` says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern as a regular expression, and the words it cannot do without."""

    regex: str
    triggers: Triggers | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One match in a sentence: which pattern, and where in the sentence as typed."""

    pattern: str
    start: int
    end: int


@dataclass(eq=False, slots=True)
class Phrases:
    """A set of patterns that express the same thing, and the named lists they draw on.

    It is compiled bit by bit, as sentences ask for it; what it means never changes.
    """

    patterns: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _parts: tuple[_Part, ...] | None = field(default=None, repr=False)
    _any: Triggers = field(default=frozenset(), repr=False)
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False)

    def hits(self, sentence: Sentence) -> Iterator[Hit]:
        """Each pattern's matches in this sentence, in the order of the patterns."""
        parts = self._parts if self._parts is not None else self._prepare()
        if not _awake(self._any, sentence):
            return
        for pattern, part in zip(self.patterns, parts, strict=True):
            if part.triggers is not None and not _awake(part.triggers, sentence):
                continue
            for match in self._regex(pattern, part).finditer(sentence.plain):
                if match.end() > match.start():
                    yield Hit(pattern, *sentence.place(match.start(), match.end()))

    def found(self, sentence: Sentence) -> bool:
        """Whether any of them is in this sentence."""
        return next(self.hits(sentence), None) is not None

    def _prepare(self) -> tuple[_Part, ...]:
        self._parts = tuple(parse(each, self.lists) for each in self.patterns)
        all_triggers: set[str] = set()
        for part in self._parts:
            all_triggers |= part.triggers if part.triggers is not None else {"*"}
        self._any = frozenset(all_triggers)
        return self._parts

    def _regex(self, pattern: str, part: _Part) -> re.Pattern[str]:
        regex = self._compiled.get(pattern)
        if regex is None:
            regex = self._compiled[pattern] = re.compile(rf"(?<![^ ]){part.regex}")
        return regex


def _awake(triggers: Triggers, sentence: Sentence) -> bool:
    if not triggers.isdisjoint(sentence.words):
        return True
    padded = f" {sentence.plain}"
    return any(f" {each[:-1]}" in padded for each in triggers if each.endswith("*"))


def parse(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> _Part:
    """A pattern as a regular expression with its triggers. Raises ``PatternError``."""
    tokens = _PART.findall(pattern)
    if "".join(tokens) != "".join(pattern.split()):
        raise PatternError(f"{pattern!r} holds something that is not part of a pattern.")
    part, at = _choice(tokens, 0, lists)
    if at != len(tokens):
        raise PatternError(f"{pattern!r} closes a bracket that was never opened.")
    return part


def _choice(tokens: list[str], at: int, lists: Mapping[str, tuple[str, ...]]) -> tuple[_Part, int]:
    branches: list[_Part] = []
    while True:
        part, at = _sequence(tokens, at, lists)
        branches.append(part)
        if at >= len(tokens) or tokens[at] != "|":
            return _any_of(branches), at
        at += 1


def _any_of(branches: list[_Part]) -> _Part:
    if len(branches) == 1:
        return branches[0]
    regex = f"(?:{'|'.join(each.regex for each in branches)})"
    if any(each.triggers is None for each in branches):
        return _Part(regex, None)
    return _Part(regex, frozenset().union(*(each.triggers or () for each in branches)))


def _sequence(
    tokens: list[str], at: int, lists: Mapping[str, tuple[str, ...]]
) -> tuple[_Part, int]:
    regexes: list[str] = []
    best: Triggers | None = None
    while at < len(tokens) and tokens[at] not in {"|", ")", ")?"}:
        part, at = _one(tokens, at, lists)
        regexes.append(part.regex)
        if part.triggers is not None and (best is None or _rarity(part.triggers) > _rarity(best)):
            best = part.triggers
    if not regexes:
        raise PatternError("An empty choice in a pattern.")
    return _Part(_joined(regexes), best), at


def _one(tokens: list[str], at: int, lists: Mapping[str, tuple[str, ...]]) -> tuple[_Part, int]:
    token = tokens[at]
    if token == "(":
        part, at = _choice(tokens, at + 1, lists)
        if at >= len(tokens):
            raise PatternError("A bracket in a pattern is never closed.")
        return (_optional(part) if tokens[at] == ")?" else part), at + 1
    if token in _GAPS:
        return _Part(_GAPS[token], None), at + 1
    maybe = token.endswith("?") and not token.endswith("[?")
    part = _word(token[:-1] if maybe else token, lists)
    return (_optional(part) if maybe else part), at + 1


def _word(token: str, lists: Mapping[str, tuple[str, ...]]) -> _Part:
    if token.startswith("<"):
        name = token[1:-1]
        if name not in lists:
            raise PatternError(f"There is no list named {name!r}.")
        return _any_of([parse(each, lists) for each in lists[name]])
    if token in {"", "?"}:
        raise PatternError("A question mark must follow a word or a closing bracket.")
    if token == "^":
        return _Part("(?:^|(?<=^and )|(?<=^but )|(?<=^so )|(?<=^well ))", None)
    if token == "$":
        return _Part("(?=[?!]? ?$)", None)
    if token in {"[?]", "[!]"}:
        return _Part(re.escape(token[1]) + " ", frozenset(token[1]))
    if token == "#":
        return _Part(r"\d+(?:st|nd|rd|th|am|pm)? ", None)
    if token.endswith("*"):
        return _Part(rf"{re.escape(token[:-1])}[^ ]* ", frozenset((token,)))
    return _Part(f"{re.escape(token)} ", frozenset((token,)))


def _optional(part: _Part) -> _Part:
    return _Part(f"(?:{part.regex}{_FILL})?", None)


def _joined(regexes: list[str]) -> str:
    """The parts in a row, with room for fillers after each word."""
    out: list[str] = []
    for index, regex in enumerate(regexes):
        last = index == len(regexes) - 1
        bare = regex.startswith(("(?:^", "(?=")) or regex in _GAPS.values()
        out.append(regex if last or bare or regex.endswith(")?") else f"{regex}{_FILL}")
    return "".join(out)


def _rarity(triggers: Triggers) -> int:
    """How telling a set of triggers is: the length of its least telling word."""
    return min(0 if each.rstrip("*") in _COMMON else len(each) for each in triggers)
