"""Facts written by hand or by a program, read leniently where that is safe."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from coach.advice.questions import HIGHEST_SCALE, AnswerKind, Facts, Question, Value
from coach.errors import did_you_mean


class FactError(ValueError):
    """A fact that is not known or has no such value; the message names it and suggests."""


_YES_NO_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_NONE_TICKED = (["none"], [""], [False])
"""Ways of writing that nothing in a list applies, beside the empty list."""


def read_facts(questions: Mapping[str, Question], given: Mapping[str, Any]) -> Facts:
    """The facts as the tables read them. ``None`` means not known, as if left out.

    A list may be given as one id, a date as a date, a number or yes and no as
    text. Raises ``FactError`` for unknown names and values.
    """
    facts: dict[str, Value] = {}
    for name, value in given.items():
        question = questions.get(name)
        if question is None:
            raise FactError(_sentence(f"there's no fact {name!r}.", did_you_mean(name, questions)))
        if value is not None:
            facts[name] = _READERS[question.kind](question, value)
    return facts


def _sentence(what: str, hint: str) -> str:
    return f"{what} {hint}".strip()


def _choice(question: Question, value: object) -> str:
    ids = [choice.id for choice in question.choices]
    word = value.strip().lower().replace("-", "_") if isinstance(value, str) else value
    if word not in ids:
        hint = did_you_mean(str(word), ids) or f"Use one of: {', '.join(ids)}."
        raise FactError(_sentence(f"{question.id}: {value!r} isn't an answer.", hint))
    return str(word)


def _many(question: Question, value: object) -> tuple[str, ...]:
    several = value if isinstance(value, (list, tuple)) else [value]
    if several in _NONE_TICKED:
        return ()
    return tuple(dict.fromkeys(_choice(question, each) for each in several))


def _yes_no(question: Question, value: object) -> bool:
    found = _YES_NO_WORDS.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise FactError(f"{question.id}: {value!r} is neither true nor false.")
    return found


def _count(question: Question, value: object) -> int:
    if isinstance(value, str) and value.strip().isdigit():
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FactError(f"{question.id}: {value!r} isn't a whole number of 0 or more.")
    return value


def _scale(question: Question, value: object) -> int:
    number = _count(question, value)
    if number > HIGHEST_SCALE:
        raise FactError(f"{question.id}: {value!r} is more than {HIGHEST_SCALE}.")
    return number


def _date(question: Question, value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value).strip()[:10]).isoformat()
    except ValueError:
        raise FactError(f"{question.id}: {value!r} isn't a date such as 2026-11-23.") from None


def _text(_: Question, value: object) -> str:
    return str(value)


_READERS: Mapping[AnswerKind, Callable[[Question, Any], Value]] = {
    AnswerKind.CHOICE: _choice,
    AnswerKind.MANY: _many,
    AnswerKind.YES_NO: _yes_no,
    AnswerKind.COUNT: _count,
    AnswerKind.SCALE: _scale,
    AnswerKind.DATE: _date,
    AnswerKind.TEXT: _text,
    AnswerKind.LONG_TEXT: _text,
}
