"""Domain values to JSON and back, checked both ways.

What could not be read back exactly is never written: every value is decoded
again and compared, as text, before it is handed to the database. (Not as values: a
time in the hour that a clock change repeats equals nothing in another zone.)
"""

import dataclasses
import typing
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from coach.inbox.closed import Mark
from coach.journal.decisions import Decision, Deleted, Person, Summary
from coach.journal.due_dates import last_day
from coach.journal.people import name_key
from coach.problems import JournalError
from coach.session.session import Session

T = TypeVar("T")


def to_document(value: object) -> dict[str, Any]:
    """The value as a JSON document. Raises ``JournalError`` when it cannot be kept whole."""
    kind = type(value)
    try:
        encoded = msgspec.json.encode(value, order="deterministic")
        again = msgspec.json.encode(decoder(kind).decode(encoded), order="deterministic")
    except UnicodeEncodeError as error:
        raise JournalError(
            "This text holds half a character (a lone surrogate) and cannot be saved; "
            "take it out and it will be. Everything saved before is safe."
        ) from error
    except (msgspec.ValidationError, TypeError) as error:
        raise JournalError(f"This {kind.__name__.lower()} cannot be saved: {error}.") from error
    if again != encoded or not zoned(value):
        raise JournalError(
            f"This {kind.__name__.lower()} would not come back unchanged, so it was not saved."
        )
    document: dict[str, Any] = msgspec.json.decode(encoded)
    return document


def document(value: Session | Decision | Summary | Person | Deleted | Mark) -> dict[str, Any]:
    """A value as a document, with the fields that rows are found and ordered by."""
    made = to_document(value)
    match value:
        case Session():
            made["at"] = value.touched.timestamp()
        case Decision():
            made["at"] = value.decided.timestamp()
        case Deleted():
            made["at"] = value.deleted.timestamp()
        case Summary():
            due = last_day(value)
            made["at"] = value.decided.timestamp()
            made["who"] = name_key(value.person)
            made["due"] = due.isoformat() if due else ""
    return made


def encode(document: Mapping[str, Any]) -> bytes:
    """A document as JSON."""
    return msgspec.json.encode(document)


def from_json(raw: bytes, kind: type[T]) -> T:
    """The value in this JSON. Raises ``JournalError`` for any other shape."""
    try:
        value: T = decoder(kind).decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(kind, error) from error
    return _checked(value, kind)


def all_from_json(raws: Iterable[bytes], kind: type[T]) -> list[T]:
    """Many values of one type. Raises ``JournalError`` for any other shape."""
    decode = decoder(kind).decode
    try:
        values = [decode(raw) for raw in raws]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(kind, error) from error
    if not all(map(zoned, values)):
        raise _unreadable(kind, "a time without its zone")
    return values


def _checked(value: T, kind: type[T]) -> T:
    if not zoned(value):
        raise _unreadable(kind, "a time without its zone")
    return value


def _unreadable(kind: Any, why: object) -> JournalError:
    return JournalError(f"A {kind.__name__.lower()} in the journal cannot be understood: {why}.")


def decoder(kind: Any) -> Any:
    """The JSON decoder for this type; made once."""
    return _decoder(kind)


@cache  # apart from the above, since type checkers hold a generic type for unhashable
def _decoder(kind: Hashable) -> Any:
    return msgspec.json.Decoder(kind)


def zoned(value: object) -> bool:
    """Whether every time in it knows its zone."""
    if isinstance(value, datetime):
        return value.tzinfo is not None
    if isinstance(value, tuple):
        return all(map(zoned, value))
    kind: Any = type(value)
    return all(zoned(getattr(value, name)) for name in _may_hold_times(kind))


@cache
def _may_hold_times(kind: Hashable) -> tuple[str, ...]:
    """The fields of a dataclass that can hold a time, or something with a time in it."""
    if not dataclasses.is_dataclass(kind):
        return ()
    hints = typing.get_type_hints(kind)
    return tuple(
        field.name
        for field in dataclasses.fields(typing.cast("type", kind))
        if _timed(hints[field.name])
    )


def _timed(hint: Any) -> bool:
    return (
        hint is datetime
        or any(map(_timed, typing.get_args(hint)))
        or (dataclasses.is_dataclass(hint) and bool(_may_hold_times(typing.cast("type", hint))))
    )
