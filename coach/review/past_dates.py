"""Days in one's own draft that have passed: a message sent later than it was written.

Only days that set something to come are meant ("by Wednesday 25 November"), and
only where the sentence does not tell of the past.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? )?(?:the )?"
    rf"(?:(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<month_first>{_MONTH}) (?P<day_last>{_DAY})"
    r"|(?P<iso>\d{4}-\d\d-\d\d))\b(?:,? (?P<year>\d{4})\b)?"
)
_SAID = re.compile(rf"\b{_DATE}", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:by|until|till|before|no later than|not later than) (?:the )?{_DATE}", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.?!\n]+")
_TOLD = re.compile(
    r"\b(?:was|were|had|did|said|told|promised|agreed|asked|wrote|hoped|meant|heard|got|came|went"
    r"|have been|has been|should have)\b",
    re.IGNORECASE,
)


class PastDate(NamedTuple):
    """A passage that names a day to come which has passed; places count characters."""

    start: int
    end: int
    text: str
    day: date


def stale_days(text: str, today: date) -> tuple[PastDate, ...]:
    """The days by which something is to happen that lie before today, in order.

    A day without a year is the nearest such day.
    """
    return tuple(_found(text, today))


def past_days(text: str, today: date) -> tuple[str, ...]:
    """Every date in the text that lies before today, in the words it stands there."""
    return tuple(said[0] for said in _SAID.finditer(text) if (_day(said, today) or today) < today)


def _found(text: str, today: date) -> Iterator[PastDate]:
    for sentence in _SENTENCE.finditer(text):
        if _TOLD.search(sentence[0]):
            continue
        for said in _BY.finditer(text, sentence.start(), sentence.end()):
            day = _day(said, today)
            if day and day < today:
                yield PastDate(said.start(), said.end(), said[0], day)


def _day(said: re.Match[str], today: date) -> date | None:
    with suppress(ValueError):
        if said["iso"]:
            return date.fromisoformat(said["iso"])
        month = _MONTHS.index((said["month"] or said["month_first"])[:3].lower()) + 1
        number = int(re.sub(r"\D", "", said["day"] or said["day_last"]))
        if said["year"]:
            return date(int(said["year"]), month, number)
        near = [date(today.year + years, month, number) for years in (-1, 0, 1)]
        return min(near, key=lambda each: abs(each - today))
    return None
