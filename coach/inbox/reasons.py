"""The words in which a verdict is given: what was asked or promised, and when."""

import re
from collections.abc import Sequence
from datetime import date

from coach.inbox.phrases import INDIRECT, LEADING, PROMISE, REQUEST

_BARE = re.compile(r"[^\w']")


def quoted(sentences: Sequence[str], length: int = 90) -> str:
    """The sentence that asks, short enough for a line."""
    if not sentences:
        return "the last message."
    whole = [each for each in sentences if len(each.split()) > 2] or sentences
    best = next((each for each in whole if "?" in each), whole[0])
    parts = " ".join(best.split()).split(", ")
    while len(parts) > 1 and len(", ".join(parts)) > length and _acts(", ".join(parts[1:])):
        parts.pop(0)
    plain = ", ".join(parts)
    return f'"{plain if len(plain) <= length else plain[: length - 3].rstrip() + "..."}"'


def _acts(words: str) -> bool:
    """Whether these words still ask or promise."""
    low = words.casefold()
    return any(each.search(low) for each in (REQUEST, INDIRECT, PROMISE))


def subject_of(sentence: str) -> str:
    """What a sentence is about, in a few words: what is left without its polite beginning."""
    words = sentence.split()
    while words and _BARE.sub("", words[0]).casefold() in LEADING:
        words.pop(0)
    return " ".join(words[:7]).rstrip(",.;:!?\u2026 ") if words else ""


def day(when: date) -> str:
    """A day as it's said, without its year."""
    return f"{when.day} {when:%B}"


def times(count: int) -> str:
    """How often, in words."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
