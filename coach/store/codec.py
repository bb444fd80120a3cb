"""Domain values to JSON and back, checked both ways.

What could not be read back exactly is never written: every value is decoded
again and compared, as text, before it is handed to the database. (Not as values: a
time in the hour that a clock change repeats equals nothing in another zone.)
"""

import dataclasses
import typing
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from coach.errors import JournalError
from coach.inbox.closed import Mark
from coach.journal.decisions import Decision, Deleted, Person, Summary
from coach.journal.due_dates import last_day
from coach.journal.people import name_key
from coach.session.session import Session

T = TypeVar("T")

FAULTS = (msgspec.DecodeError, UnicodeDecodeError)
"""What a decoder raises."""

decoder: Callable[[Any], Any] = cache(msgspec.json.Decoder)
"""The JSON decoder for a type; made once."""


def to_document(value: object) -> dict[str, Any]:
    """The value as a JSON document. Raises ``JournalError`` when it cannot be kept whole."""
    kind = type(value)
    try:
        encoded = msgspec.json.encode(value, order="deterministic")
        again = msgspec.json.encode(decoder(kind).decode(encoded), order="deterministic")
    except UnicodeEncodeError as error:
        raise JournalError(
            "This text holds half a character (a lone surrogate), so it can't be saved. "
            "Remove that character and try again. Everything saved before is safe."
        ) from error
    except (msgspec.ValidationError, TypeError) as error:
        raise JournalError(f"This {kind.__name__.lower()} can't be saved: {error}.") from error
    if again != encoded or not zoned(value):
        raise JournalError(
            f"This {kind.__name__.lower()} wouldn't come back unchanged, so it wasn't saved."
        )
    document: dict[str, Any] = msgspec.json.decode(encoded)
    return document


def document(value: Session | Decision | Summary | Person | Deleted | Mark) -> dict[str, Any]:
    """A value as a document, with the fields that rows are found and ordered by."""
    made = to_document(value)
    match value:
        case Session():
            made["at"] = value.touched.timestamp()
        case Decision() | Summary():
            made["at"] = value.decided.timestamp()
        case Deleted():
            made["at"] = value.deleted.timestamp()
    if isinstance(value, Summary):
        due = last_day(value)
        made |= {"who": name_key(value.person), "due": due.isoformat() if due else ""}
    return made


def from_json(raw: bytes, kind: type[T]) -> T:
    """The value in this JSON. Raises ``JournalError`` for any other shape."""
    return all_from_json([raw], kind)[0]


def all_from_json(raws: Iterable[bytes], kind: type[T]) -> list[T]:
    """Many values of one type. Raises ``JournalError`` for any other shape."""
    decode, what = decoder(kind).decode, f"A {kind.__name__.lower()} in the journal"
    try:
        values = [decode(raw) for raw in raws]
    except FAULTS as error:
        raise JournalError(f"{what} can't be understood: {error}.") from error
    if not all(map(zoned, values)):
        raise JournalError(f"{what} can't be understood: a time without its zone.")
    return values


def zoned(value: object) -> bool:
    """Whether every time in it knows its zone."""
    if isinstance(value, datetime):
        return value.tzinfo is not None
    if isinstance(value, tuple):
        return all(map(zoned, value))
    return all(zoned(getattr(value, name)) for name in _may_hold_times(type(value)))


def _times_in(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass that can hold a time, or something with a time in it."""
    hints = typing.get_type_hints(kind) if dataclasses.is_dataclass(kind) else {}
    return tuple(name for name, hint in hints.items() if _timed(hint))


_may_hold_times: Callable[[Any], tuple[str, ...]] = cache(_times_in)


def _timed(hint: Any) -> bool:
    return (
        hint is datetime or any(map(_timed, typing.get_args(hint))) or bool(_may_hold_times(hint))
    )
