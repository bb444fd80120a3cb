"""Domain values to JSON and back, checked both ways.

What could not be read back exactly is never written: every value is decoded
again and compared before it is handed to the log.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from coach.domain.ports import JournalError

T = TypeVar("T")


def to_document(value: object) -> dict[str, Any]:
    """The value as a JSON document. Raises ``JournalError`` when it cannot be kept whole."""
    kind = type(value)
    try:
        encoded = msgspec.json.encode(value, order="deterministic")
        whole = _decoder(kind).decode(encoded) == value
    except UnicodeEncodeError as error:
        raise JournalError(
            "This text holds half a character (a lone surrogate) and cannot be saved; "
            "take it out and it will be. Everything saved before is safe."
        ) from error
    except msgspec.ValidationError as error:
        raise JournalError(f"This {kind.__name__.lower()} cannot be saved: {error}.") from error
    if not whole or not _zoned(value):
        raise JournalError(
            f"This {kind.__name__.lower()} would not come back as it is, so it was not saved."
        )
    document: dict[str, Any] = msgspec.json.decode(encoded)
    return document


def from_document(document: Mapping[str, Any], kind: type[T]) -> T:
    """The value a document holds. Raises ``JournalError`` for any other shape."""
    try:
        value = msgspec.convert(dict(document), kind)
    except msgspec.ValidationError as error:
        raise _unreadable(kind, error) from error
    return _checked(value, kind)


def from_json(raw: bytes, kind: type[T]) -> T:
    """The value in this JSON. Raises ``JournalError`` for any other shape."""
    try:
        value: T = _decoder(kind).decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(kind, error) from error
    return _checked(value, kind)


def _checked(value: T, kind: type[T]) -> T:
    if not _zoned(value):
        raise _unreadable(kind, "a time without its zone")
    return value


def _unreadable(kind: type[Any], why: object) -> JournalError:
    return JournalError(f"A {kind.__name__.lower()} in the journal cannot be understood: {why}.")


@cache
def _decoder(kind: type[T]) -> "msgspec.json.Decoder[T]":
    return msgspec.json.Decoder(kind)


def _zoned(value: object) -> bool:
    """Whether every time in it knows its zone."""
    if isinstance(value, datetime):
        return value.tzinfo is not None
    if isinstance(value, tuple):
        return all(map(_zoned, value))
    fields = getattr(type(value), "__dataclass_fields__", ())
    return all(_zoned(getattr(value, name)) for name in fields)
