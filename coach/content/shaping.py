"""Plain data into the domain's dataclasses, where every part is plainly what it should be.

This is the quick road for sound content: one walk over it, and nothing to import. Whatever
is not sound, or not of the few plain types that content has, is ``UnsureError``: ``typed`` then
asks msgspec, which knows every type and says what is wrong and where.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any

Maker = Callable[[object], Any]
_PLAIN = frozenset({str, int, bool})


class UnsureError(Exception):
    """This data is not plainly of that type; it may still be."""


def shaped(data: object, kind: Any) -> Any:
    """The data as a value of this type; raises ``UnsureError``."""
    return _maker(kind)(data)


@cache
def fields(kind: Any) -> Mapping[str, Any]:
    """The fields of a dataclass, with their types."""
    hints = typing.get_type_hints(kind)
    return {each.name: hints[each.name] for each in dataclasses.fields(kind)}


@cache
def _maker(kind: Any) -> Maker:
    if isinstance(kind, type) and not typing.get_args(kind):
        return _of_class(kind)
    inner = typing.get_args(kind)
    match typing.get_origin(kind):
        case typing.Union | types.UnionType:
            return _any_of(tuple(map(_maker, inner)))
        case origin if origin is tuple and inner[1:] == (Ellipsis,):
            return _several(_maker(inner[0]), tuple)
        case origin if origin is frozenset:
            return _several(_maker(inner[0]), frozenset)
        case origin if origin in {dict, Mapping}:
            return _named(_maker(inner[0]), _maker(inner[1]))
    return _unsure


def _of_class(kind: type) -> Maker:
    if kind in _PLAIN:
        return _just(kind)
    if issubclass(kind, Enum):
        return _member(kind)
    return _record(kind) if dataclasses.is_dataclass(kind) else _unsure


def _unsure(_: object) -> Any:
    raise UnsureError


def _just(kind: type) -> Maker:
    def make(data: object) -> Any:
        if type(data) is not kind:
            raise UnsureError
        return data

    return make


def _member(kind: type[Enum]) -> Maker:
    def make(data: object) -> Any:
        if type(data) is not str:
            raise UnsureError
        try:
            return kind(data)
        except ValueError:
            raise UnsureError from None

    return make


def _any_of(makers: tuple[Maker, ...]) -> Maker:
    def make(data: object) -> Any:
        for each in makers:
            try:
                return each(data)
            except UnsureError:
                continue
        raise UnsureError

    return make


def _several(maker: Maker, container: type) -> Maker:
    def make(data: object) -> Any:
        if type(data) is not list:
            raise UnsureError
        return container(map(maker, data))

    return make


def _named(name: Maker, maker: Maker) -> Maker:
    def make(data: object) -> Any:
        if type(data) is not dict:
            raise UnsureError
        return {name(key): maker(each) for key, each in data.items()}

    return make


def _record(kind: Any) -> Maker:
    def make(data: object) -> Any:
        known = fields(kind)
        if type(data) is not dict or not data.keys() <= known.keys():
            raise UnsureError
        try:
            return kind(**{name: _maker(known[name])(each) for name, each in data.items()})
        except (TypeError, ValueError):  # a field is missing, or the class refuses its values
            raise UnsureError from None

    return make
