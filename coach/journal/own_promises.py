"""A day the user promised in their own message, so that the promise comes due."""

import re
from datetime import date

from coach.inbox.named_days import named_day

_SENTENCE = re.compile(r"[^.!?\n]+")
_PROMISES = re.compile(
    r"\byou(?:'ll| will) (?:get|have(?! to\b)|hear)\b"
    r"|\b(?:i|we)(?:'ll| will| can|'m going to| am going to) (?:\w+ ){0,2}"
    r"(?:send|reply|answer|get back|come back|let you know|write|call|ring|deliver|have|finish"
    r"|confirm|decide|tell|pay|return|share|give)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|when|once|until|otherwise)\b", re.IGNORECASE)

_BY_THEM = re.compile(r"\bby\b(?:(?!\bby\b)[^,;:()])*", re.IGNORECASE)
_CLAUSE_OF_MINE = re.compile(r"\b(?:i|we)(?:'ll| will|'m going to| am going to)\b", re.IGNORECASE)
_MY_OWN_DAY = re.compile(
    r"\b(?:have|has|need|needs|got) to\b|\bmust\b|\bexpires?\b|\bends?\b", re.IGNORECASE
)
_TO_YOU = re.compile(r"\b(?:you|your|please)\b", re.IGNORECASE)


def asked_by(text: str, today: date) -> date | None:
    """The day ahead by which the message asks for something; None where that isn't clear.

    What the writer will do, and when, is no day that was asked for.
    """
    days = set()
    for found in _SENTENCE.finditer(text.replace("\u2019", "'")):
        own = _PROMISES.search(found[0]) and not _CONDITIONAL.search(found[0])
        own = own or (_MY_OWN_DAY.search(found[0]) and not _TO_YOU.search(found[0]))
        for by in () if own else _BY_THEM.finditer(found[0]):
            clause = re.split(r"[,;:()]", found[0][: by.start()])[-1]
            mine = _CLAUSE_OF_MINE.search(clause)
            asks = _CLAUSE_OF_MINE.split(by[0])[0]
            day = None if mine else named_day(asks, today)
            days |= {day} if day is not None and day > today else set()
    return days.pop() if len(days) == 1 else None


def promised(text: str, today: date) -> tuple[date, str] | None:
    """The first day ahead that the writer promised something for, and the sentence; or None.

    What depends on the other side ("if I don't hear by Monday, I will ...") is no promise.
    """
    for found in _SENTENCE.finditer(text.replace("\u2019", "'")):
        said = " ".join(found[0].split())
        if not _PROMISES.search(said) or _CONDITIONAL.search(said):
            continue
        day = named_day(said, today)
        if day is not None and day > today:
            return day, said
    return None
