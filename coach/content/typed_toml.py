"""TOML into the domain's dataclasses, with every fault named by file and line.

Unknown keys are looked for first, which msgspec lets pass in a dataclass; then
msgspec converts and checks the rest.
"""

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from coach.errors import ContentError, Problem, did_you_mean, toml_fault, toml_line

T = TypeVar("T")

_PATH_PART = r"\.(\w+)|\[(\d+|\.\.\.)\]"  # compiled when something is wrong


def read_toml(path: Path, kind: type[T], *, name: str = "") -> T:
    """The file as a value of this dataclass; raises ``ContentError``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(Problem(file=name or path.name, what=_said(error))) from error
    return parse_toml(text, kind, name=name or path.name)


def parse_toml(text: str, kind: type[T], *, name: str, first_line: int = 1) -> T:
    """TOML text as a value of this dataclass; ``first_line`` is where it stands in its file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, what = toml_fault(error, text)
        raise ContentError(Problem(file=name, line=line + first_line - 1, what=what)) from error

    return _checked(data, kind, text, name, first_line)


def _checked(data: object, kind: type[T], text: str, name: str, first_line: int) -> T:
    """The data as msgspec converts it; raises ``ContentError`` with every fault it can name."""

    def problem(path: tuple[str | int, ...], what: str, hint: str = "") -> Problem:
        line = toml_line(text, path)
        return Problem(file=name, line=line + first_line - 1 if line else 0, what=what, hint=hint)

    unknown = tuple(
        problem(path, f"{path[-1]!r} isn't known here.", did_you_mean(str(path[-1]), known))
        for path, known in _unknown_keys(data, kind)
    )
    if unknown:
        raise ContentError(*unknown)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `")
        raise ContentError(problem(_path(where), what)) from error


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "It isn't UTF-8 text."


def _path(where: str) -> tuple[str | int, ...]:
    return tuple(
        key or (int(index) if index.isdigit() else 0)
        for key, index in re.findall(_PATH_PART, where.rstrip("`"))
    )


def _unknown_keys(
    data: object, kind: Any, path: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    found: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = []
    if not isinstance(data, dict | list):
        return found
    shape = _shape(kind)
    known: Mapping[Any, Any] | None = None
    if isinstance(data, dict) and dataclasses.is_dataclass(shape):
        known = fields(typing.cast("Any", shape))
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        below = _inner(kind) if known is None else known.get(key)
        if known is not None and key not in known:
            found.append(((*path, key), tuple(known)))
        elif below:
            found += _unknown_keys(value, below, (*path, key))
    return found


@cache
def fields(kind: Any) -> Mapping[str, Any]:
    """The fields of a dataclass, with their types."""
    hints = typing.get_type_hints(kind)
    return {each.name: hints[each.name] for each in dataclasses.fields(kind)}


@cache
def _shape(kind: Any) -> Any:
    """The one dataclass in an optional type, or the type itself."""
    if isinstance(kind, types.UnionType):
        classes = [each for each in typing.get_args(kind) if dataclasses.is_dataclass(each)]
        return classes[0] if len(classes) == 1 else kind
    return kind


@cache
def _inner(kind: Any) -> Any:
    """What a list or a mapping holds, if its type says so."""
    arguments = [each for each in typing.get_args(kind) if each is not Ellipsis]
    return arguments[-1] if arguments and not isinstance(kind, types.UnionType) else None
