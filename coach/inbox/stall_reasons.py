"""The words in which a verdict is given: what was asked or promised, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coach.inbox.phrases import ARTICLES, INDIRECT, LINKS, LITTLE, PROMISE, REQUEST, VAGUE

_BARE = re.compile(r"[^\w'-]")
_PART = re.compile(r"[,;:!?()\u2026\"\n]+|\.(?=\s|$)|\s[-\u2013]\s")
_ABOUT = frozenset("about regarding concerning \u00fcber wegen bez\u00fcglich concernant".split())
LONGEST_TOPIC = 6
"""Words of a topic, in a chat."""


def quoted(sentences: Sequence[str], length: int = 90) -> str:
    """The sentence that asks, short enough for a line."""
    if not sentences:
        return "the last message."
    whole = [each for each in sentences if len(each.split()) > 2] or sentences
    telling = [each for each in whole if len(each.split()) > 4] or whole
    best = next((each for each in telling if "?" in each), telling[0])
    parts = " ".join(best.split()).split(", ")
    while len(parts) > 1 and len(", ".join(parts)) > length:
        if _acts(", ".join(parts[:-1])):
            parts.pop()
        elif _acts(", ".join(parts[1:])):
            parts.pop(0)
        else:
            break
    plain = ", ".join(parts)
    return f'"{plain if len(plain) <= length else plain[: length - 3].rstrip() + "..."}"'


def _acts(words: str) -> bool:
    """Whether these words still ask or promise."""
    low = words.casefold()
    return any(each.search(low) for each in (REQUEST, INDIRECT, PROMISE))


def subject_of(sentences: Sequence[str]) -> str:
    """The first thing that sentences are about, in a few words; empty where they name none."""
    for each in sentences:
        found = [phrase for part in _PART.split(each) for phrase in _things(part)]
        best = max(found, key=_told, default=None)
        if best and _told(best)[0] > 1:
            return " ".join(best.words).strip("'\u2019.-")
    return ""


@dataclass(slots=True)
class _Thing:
    """Words that may name a thing: neither verbs nor little words."""

    words: list[str] = field(default_factory=list)
    marked: bool = False
    """An article stands before it."""


def _things(part: str) -> list[_Thing]:
    found = [_Thing()]
    pending: list[str] = []
    for word in part.split():
        bare = _BARE.sub("", word).casefold()
        held = found[-1]
        if (bare in LINKS and held.words) or (bare in ARTICLES and pending):
            pending.append(word)
        elif bare in LITTLE or bare in LINKS or bare in ARTICLES or not bare:
            found.append(_Thing(marked=bare in ARTICLES or bare in _ABOUT))
            pending = []
        else:
            held.words += [*pending, word]
            pending = []
    for each in found:
        each.words = each.words[:LONGEST_TOPIC]
        while each.words and _BARE.sub("", each.words[-1]).casefold() in LINKS | ARTICLES:
            each.words.pop()
    return [each for each in found if any(len(word) > 2 for word in each.words)]


def _told(thing: _Thing) -> tuple[int, int]:
    """How much it tells: an article before it, a capital in it, two or three words."""
    words = thing.words
    capital = any(each[0].isupper() for each in words[not thing.marked :])
    vague = len(words) == 1 and words[0].casefold() in VAGUE
    return 2 * thing.marked + capital + min(len(words), 3) - 4 * vague, sum(map(len, words))


def day(when: date) -> str:
    """A day as it's said, without its year."""
    return f"{when.day} {when:%B}"


def times(count: int) -> str:
    """How often, in words."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
