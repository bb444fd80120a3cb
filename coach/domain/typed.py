"""What was typed, understood as an answer: one place for every front end."""

from collections.abc import Callable
from datetime import date

from coach.domain.questions import Kind, Question, Value, spoken_date

ReadDate = Callable[[str, date], date | None]

PAST = frozenset({"last_contact"})
"""Dates of things that have happened."""


class NotUnderstoodError(ValueError):
    """What was typed is no answer; the message says why and what would be."""


def understand(question: Question, typed: str, today: date, read_date: ReadDate) -> Value:
    """The value meant by a line of text; raises ``NotUnderstoodError``."""
    match question.kind:
        case Kind.DATE:
            return _day(question, typed, today, read_date)
        case Kind.COUNT:
            return _number(typed, 999, "A whole number, please: 0, 1, 2 ...")
        case Kind.SCALE:
            return _number(typed, 10, "A number from 0 to 10, please.")
        case Kind.YES_NO:
            return _yes(typed)
        case Kind.CHOICE:
            return _choice(question, typed)
        case Kind.MANY:
            words = typed.replace(",", " ").split()
            return tuple(dict.fromkeys(_choice(question, word) for word in words))
        case _:
            return typed


def _day(question: Question, typed: str, today: date, read_date: ReadDate) -> str:
    day = read_date(typed, today)
    if day is None:
        raise NotUnderstoodError("That is no date I know. Try: 12 nov, 9 days ago, last tuesday.")
    if day > today and question.id in PAST:
        raise NotUnderstoodError(
            f"{spoken_date(day)} is still to come. When was it last, up to today?"
        )
    return day.isoformat()


_SAID = {"none": "0", "no": "0", "one": "1", "once": "1", "two": "2", "twice": "2", "three": "3"}


def _number(typed: str, most: int, else_say: str) -> int:
    typed = _SAID.get(typed.strip().casefold(), typed.strip())
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= most):
        raise NotUnderstoodError(else_say)
    return int(typed)


def _yes(typed: str) -> bool:
    said = typed.strip().casefold()
    if said in ("1", "y", "yes"):
        return True
    if said in ("2", "n", "no"):
        return False
    raise NotUnderstoodError("1 for yes or 2 for no, please.")


def _choice(question: Question, typed: str) -> str:
    said = typed.strip()
    if said.isascii() and said.isdigit() and 1 <= int(said[:3]) <= len(question.choices):
        return question.choices[int(said) - 1].id
    if question.choice(said):
        return said
    raise NotUnderstoodError(f"A number from 1 to {len(question.choices)}, please.")
