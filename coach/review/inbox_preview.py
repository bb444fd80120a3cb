"""What the other side sees first: sender, subject, two lines, and what they are asked.

A phone shows little before a message is opened. This says what it would be, and
whether a one-word answer would settle the question asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.review.features import tokens
from coach.review.message_parts import Letter, Part, take_apart
from coach.vocabulary import Channel

LINE = 40
"""Characters a phone shows of each line before it cuts (house view: mail apps show 35 to 45)."""

SUBJECT = 40
"""Characters a phone shows of a subject."""

_OPEN_WORDS = frozenset({"what", "when", "where", "who", "whom", "why", "how", "whose"})
_CLOSED_WORDS = frozenset(
    (
        "is are was were am do does did has have had can ca could will wo would shall should may"
        " might must"
    ).split()
)
_SHORTENED = re.compile(r"(?:n't|'[a-z]{1,2})$")
_SAID_REQUEST = re.compile(
    r"\bplease (?!do not\b|don't\b|accept\b|excuse\b|forgive\b|find\b)|\blet (?:me|us) know\b"
    r"|\bi(?:'d| would) be (?:grateful|glad|thankful) (?:if|for)\b"
    r"|\bi need (?:to know|your|an|a)\b",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(
    r"\b(?:whether|if you|yes or (?:a )?no|a (?:short |simple |plain )?no\b)", re.IGNORECASE
)
_ASKS_WHAT = re.compile(
    r"\b(?:tell me|let me know)\b[^.;]*\b(?:what|when|how much|who)\s+(?:you|they|it|day|date)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\b(\w+),? or (?!not\b|no\b)(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPreview:
    """A message as it lies in an inbox.

    ``subject`` is empty where the channel shows none or the mail has none.
    ``lines`` are the first two, cut as a phone cuts them. ``ask`` is the
    sentence that asks for something, or empty; ``start`` and ``end`` are its
    place in the text. ``one_word`` says whether "yes" or "no" would answer it.
    """

    sender: str
    subject: str
    lines: tuple[str, str]
    ask: str
    start: int
    end: int
    one_word: bool


def glimpse(text: str, *, sender: str = "", channel: Channel = Channel.EMAIL) -> InboxPreview:
    """The message at first sight. A first line ``Subject: ...`` is its subject."""
    letter = take_apart(text)
    start, end = _ask(text, letter)
    ask = " ".join(text[start:end].split())
    mail = channel is Channel.EMAIL
    return InboxPreview(
        sender=sender,
        subject=_cut(text[slice(*(letter.subject or (0, 0)))], SUBJECT) if mail else "",
        lines=_two_lines(text, letter),
        ask=ask,
        start=start,
        end=end,
        one_word=bool(ask) and answered_by_one_word(ask),
    )


def answered_by_one_word(ask: str) -> bool:
    """Whether "yes" or "no" settles this question or request."""
    said = [_SHORTENED.sub("", each.text) for each in tokens(ask)]
    if not ask.rstrip().endswith("?"):
        return bool(_EITHER_WAY.search(ask)) and not _ASKS_WHAT.search(ask)
    words = set(said)
    if _CHOICE.search(ask) and not words & {"whether"}:
        return False
    first = next((each for each in said if each in _OPEN_WORDS | _CLOSED_WORDS), "")
    if first in _OPEN_WORDS or ("which" in words and first != "would"):
        return False
    return not _tells(said) and first in _CLOSED_WORDS


def _tells(said: list[str]) -> bool:
    """Whether a polite question really asks for words: "could you tell me when ..."."""
    joined = " ".join(said)
    asked = re.search(r"\b(?:tell|let|say|explain|advise|know|confirm|remind)\b", joined)
    return bool(asked) and any(each in _OPEN_WORDS | {"which"} for each in said)


def _ask(text: str, letter: Letter) -> tuple[int, int]:
    """The place of the sentence that asks: the last question, or else the last request."""
    body = [(each.start, each.end) for each in letter.stretches if each.part is Part.BODY]
    questions = [
        place for place in body if text[place[0] : place[1]].rstrip("\"')”’").endswith("?")
    ]
    requests = [place for place in body if _SAID_REQUEST.search(text[place[0] : place[1]])]
    return (questions or requests or [(0, 0)])[-1]


def _two_lines(text: str, letter: Letter) -> tuple[str, str]:
    """The first words of greeting and body, run together as previews are, on two lines."""
    said = " ".join(
        " ".join(text[each.start : each.end].split())
        for each in letter.stretches
        if each.part is not Part.SUBJECT
    )
    lines = list(_wrapped(said))
    first, second = lines[0], lines[1]
    shown = len(first) + len(second) + (1 if second else 0)
    return first, _cut(f"{second}…", LINE) if shown < len(said) else second


def _wrapped(said: str) -> Iterator[str]:
    """Two lines of at most ``LINE`` characters, broken between words where there is a space."""
    rest = said
    for _ in range(2):
        if len(rest) <= LINE:
            yield rest
            rest = ""
            continue
        at = rest.rfind(" ", 1, LINE + 1)
        at = at if at > 0 else LINE
        yield rest[:at]
        rest = rest[at:].lstrip()


def _cut(line: str, most: int) -> str:
    line = " ".join(line.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip(' …')}…"
