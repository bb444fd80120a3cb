"""What was typed, understood as an answer: one place for every front end."""

import re
from datetime import date
from typing import Protocol

from coach.advice.questions import (
    HIGHEST_SCALE,
    AnswerKind,
    Facts,
    Question,
    Value,
    spoken_date,
    spoken_day,
)
from coach.session.nearest_choice import nearest


class ReadDate(Protocol):
    """Reads a day as typed on this day, looking ahead or back; as ``Dates.read`` does."""

    def __call__(self, typed: str, today: date, *, ahead: bool = False) -> date | None:
        """The day meant, or None."""


PAST = frozenset({"last_contact"})
"""Dates of things that have happened."""

TO_COME = frozenset({"needed_by"})
"""Dates of things that lie ahead as a rule. All others may lie on either side."""

SOON = 92
"""Days ahead within which a day and month without a year are not taken for last year's."""


HALF_A_YEAR = 183
"""Days ahead beyond which a day and month in figures are taken for the one that has passed."""

LONG_AGO = 10 * 366
"""Days ago beyond which a day is asked about once more."""

MOST = 999
"""The highest count that is taken."""

_FROM_NOW = re.compile(r"today|tonight|tomorrow|\bnow\b|\d+[./-]\d")
"""What is said from the day on which it is typed, whoever said it; and dates in figures."""


class NotUnderstoodError(ValueError):
    """What was typed is no answer; the message says why and what would be."""


class DoubtedError(NotUnderstoodError):
    """What was typed is hardly meant; typed a second time it is the answer, ``value``."""

    def __init__(self, why: str, value: Value) -> None:
        super().__init__(why)
        self.value = value


def understand(
    question: Question,
    typed: str,
    today: date,
    read_date: ReadDate,
    said_on: date | None = None,
) -> Value:
    """The value meant by a line of text; raises ``NotUnderstoodError``.

    ``said_on`` is the day on which the other side named a date, where that is known.
    """
    match question.kind:
        case AnswerKind.DATE:
            return _day(question, typed, today, read_date, said_on)
        case AnswerKind.COUNT:
            return number_meant(typed, MOST, f"Type a whole number from 0 to {MOST}.")
        case AnswerKind.SCALE:
            return number_meant(typed, HIGHEST_SCALE, f"Type a number from 0 to {HIGHEST_SCALE}.")
        case AnswerKind.YES_NO:
            return _yes(typed)
        case AnswerKind.CHOICE:
            return _choice(question, typed)
        case AnswerKind.MANY:
            return _many(question, typed)
        case _ if question.id == "person" and not any(map(str.isalpha, typed)):
            raise NotUnderstoodError("That's not a name. Type one, or leave it empty.")
        case _:
            return typed


def said_on(question: Question, answers: Facts) -> date | None:
    """The day on which the other side named the date asked for; None where that isn't known."""
    theirs = answers.get("set_by") == "them" and answers.get("last_from") == "them"
    day = answers.get("last_contact") if theirs and question.id in TO_COME else None
    return date.fromisoformat(str(day)) if day else None


def read_back(
    question: Question, typed: str, today: date, read_date: ReadDate, said_on: date | None = None
) -> str:
    """The day meant, as it is said, and its ground where it isn't counted from today."""
    day = day_meant(question, typed, today, read_date, said_on)
    if day is None:
        return ""
    if said_on is None or day == day_meant(question, typed, today, read_date):
        return spoken_date(day)
    return f"{spoken_date(day)}, counted from their message on {spoken_day(said_on)}"


def day_meant(
    question: Question,
    typed: str,
    today: date,
    read_date: ReadDate,
    said_on: date | None = None,
) -> date | None:
    """The day that a line of text means as the answer to this question, or None.

    What is said without a year or month is the nearest such day that makes sense
    here. For a thing that has happened that is the latest one; only a day and month
    in figures that come again soon ("30 nov" on the 22nd) stay ahead, to be asked about.
    """
    if question.id in TO_COME:
        if said_on and not _FROM_NOW.search(typed.casefold()):
            return _still_ahead(typed, said_on, read_date)
        return _still_ahead(typed, today, read_date)
    latest, following = read_date(typed, today), read_date(typed, today, ahead=True)
    if latest is None or following is None:
        return latest
    if question.id in PAST:
        return following if _comes_again_soon(typed, latest, following, today) else latest
    return latest if today - latest < following - today else following


def _still_ahead(typed: str, today: date, read_date: ReadDate) -> date | None:
    """The next such day; a date in figures that has only just passed is no date of next year."""
    following, latest = read_date(typed, today, ahead=True), read_date(typed, today)
    if latest is None or following is None or not _in_figures(typed):
        return following
    return latest if (following - today).days > HALF_A_YEAR else following


def _comes_again_soon(typed: str, latest: date, following: date, today: date) -> bool:
    """Whether a day and month were given in figures, and the next such day is near."""
    next_year = (latest.year + 1, latest.month, latest.day)
    same = next_year == (following.year, following.month, following.day)
    return _in_figures(typed) and same and (following - today).days <= SOON


def _in_figures(typed: str) -> bool:
    return any(each.isdigit() for each in typed)


def _day(
    question: Question, typed: str, today: date, read_date: ReadDate, said_on: date | None
) -> str:
    day = day_meant(question, typed, today, read_date, said_on)
    if day is None:
        such = "4 dec, next friday" if question.id in TO_COME else "12 nov, two weeks ago"
        raise NotUnderstoodError(f"That's not a date I can read. A rough one is fine: {such}.")
    if day > today and question.id in PAST:
        raise NotUnderstoodError(_still_to_come(day, read_date(typed, today)))
    if (today - day).days > LONG_AGO:
        why = f"{spoken_date(day)}: is that right? Press enter again if it is."
        raise DoubtedError(why, day.isoformat())
    return day.isoformat()


def _still_to_come(day: date, latest: date | None) -> str:
    said = f"{spoken_date(day)} is in the future."
    if latest is None or latest == day:
        return f"{said} Enter today or an earlier date."
    return f"{said} If you mean the one before, type: {latest.day} {latest:%b %Y}"


_COUNTED = "none one two three four five six seven eight nine ten".split()
_SAID = {word: str(n) for n, word in enumerate(_COUNTED)} | {"no": "0", "once": "1", "twice": "2"}


def number_meant(typed: str, most: int, else_say: str) -> int:
    """The whole number from 0 to ``most`` that is meant; raises ``NotUnderstoodError``."""
    words = (_SAID.get(word, word) for word in re.findall(r"[^\s,.]+", typed.casefold()))
    told = [word for word in words if word not in _AROUND_A_NUMBER]
    typed = told[0] if len(told) == 1 else typed.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= most):
        raise NotUnderstoodError(else_say)
    return int(typed)


_AROUND_A_NUMBER = frozenset(
    "about around roughly maybe perhaps at least only just times time reminder reminders message"
    " messages call calls email emails or so i think so far".split()
)
"""Words beside a number that leave it what it is: "about 6", "2 reminders"."""


def _yes(typed: str) -> bool:
    first = re.match(r"\w*", typed.strip().casefold())
    said = first[0] if first else ""
    if said in ("1", "y", "yes", "yeah", "yep"):
        return True
    if said in ("2", "n", "no", "nope"):
        return False
    raise NotUnderstoodError("Type 1 for yes or 2 for no.")


NONE = frozenset({"none", "none of these", "none of them", "no", "nothing", "0", "-"})
"""What says that none of several things is so, or that there is nothing to say."""


def says_none(typed: str) -> bool:
    """Whether a whole answer is "none", in one of its forms."""
    return typed.strip().casefold().rstrip(".") in NONE


def _many(question: Question, typed: str) -> tuple[str, ...]:
    """Several choices: by their numbers, or in their words with commas between them."""
    if says_none(typed):
        return ()
    for parts in ([typed], re.split(r"[,;]|\band\b", typed), re.split(r"[\s,;]+", typed)):
        said = [part.strip() for part in parts if part.strip()]
        found = [_chosen(question, part) for part in said]
        if found and None not in found:
            return tuple(dict.fromkeys(each for each in found if each is not None))
    raise NotUnderstoodError(
        f"Type numbers from 1 to {len(question.choices)} with spaces between them, or none."
    )


def _choice(question: Question, typed: str) -> str:
    found = _chosen(question, typed)
    if found is None:
        raise NotUnderstoodError(
            f"Type a number from 1 to {len(question.choices)}, or the words of one line."
        )
    return found


def _chosen(question: Question, typed: str) -> str | None:
    said = typed.strip()
    if said.isascii() and said.isdigit() and 1 <= int(said[:3]) <= len(question.choices):
        return question.choices[int(said[:3]) - 1].id
    if question.choice(said):
        return said
    index = nearest(said, [each.text for each in question.choices])
    return None if index is None else question.choices[index].id
