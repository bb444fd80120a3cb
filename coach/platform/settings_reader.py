"""The settings, read from a file with care.

A fault in it never stops the program: what is sound counts, the rest keeps its
default, and each fault is named by file and line. The table ``SETTINGS`` is the
one place that says which keys there are, what they mean and what they take.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import NamedTuple

from coach.app.settings import Quiet, Settings
from coach.errors import Problem, did_you_mean, toml_fault, toml_line
from coach.vocabulary import Warmth

_US_SPELLING = frozenset({"US", "PH", "PR", "VI", "GU", "AS", "MP", "UM"})
"""Territories, as locales name them, whose English is spelt as in the United States."""


class SettingSpec(NamedTuple):
    """One key: its path, the value shown as an example, what it means, how it is read.

    ``read`` returns the value or raises ``ValueError`` saying what it takes.
    """

    path: tuple[str, ...]
    example: str
    meaning: str
    read: Callable[[object], object]


class Loaded(NamedTuple):
    """The settings that count, and what was wrong with the file."""

    settings: Settings
    problems: tuple[Problem, ...] = ()


def _words(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    raise ValueError('takes words in quotes, such as "Kim"')


def _email(value: object) -> str:
    said = _words(value)
    if said and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", said):
        raise ValueError('takes one email address, such as "kim@example.org"')
    return said


def _warmth(value: object) -> Warmth:
    try:
        return Warmth(_words(value).casefold())
    except ValueError:
        choices = ", ".join(f'"{each}"' for each in Warmth)
        raise ValueError(f"takes one of {choices}") from None


def _english(value: object) -> str:
    said = _words(value).casefold()
    if said in ("uk", "us"):
        return said
    raise ValueError('takes "uk" or "us"')


def guessed_english(environ: Mapping[str, str] = os.environ) -> str:
    """The spelling usual where the locale says the user is: "us" or "uk"."""
    names = (environ.get(each, "") for each in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((each for each in names if each), "")
    territory = locale.partition(".")[0].partition("@")[0].partition("_")[2]
    return "us" if territory in _US_SPELLING else "uk"


def _ids(value: object) -> frozenset[str]:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return frozenset(value)
    raise ValueError('takes a list of words in quotes, such as ["over-apology"]')


def _hour(value: object) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and re.fullmatch(r"(?:[01]?\d|2[0-3]):[0-5]\d", value):
        hour, _, minute = value.partition(":")
        return time(int(hour), int(minute))
    raise ValueError('takes a time of day, such as "20:00"')


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("takes true or false")


SETTINGS = (
    SettingSpec(("name",), '"Kim"', "How you sign your messages.", _words),
    SettingSpec(("email",), '"kim@example.org"', "Your address, for saved email files.", _email),
    SettingSpec(
        ("theme",),
        '"harbour"',
        "The colours: harbour is dark and paper is light. harbour-contrast and paper-contrast"
        " have higher contrast.",
        _words,
    ),
    SettingSpec(
        ("warmth",),
        '"plain"',
        "Your usual tone, which decides the templates offered first: warm, plain or formal.",
        _warmth,
    ),
    SettingSpec(
        ("english",),
        '"uk"',
        "The spelling of templates: uk or us. By default, your locale decides.",
        _english,
    ),
    SettingSpec(
        ("ascii",), "false", "Plain characters only, for consoles that can't show others.", _yes_no
    ),
    SettingSpec(
        ("keep",),
        '["over-apology"]',
        "Checks to turn off, by their ids in docs/checks.md.",
        _ids,
    ),
    SettingSpec(
        ("quiet", "from"),
        '"20:00"',
        "When quiet hours begin: from then on, a finished message is better left until morning.",
        _hour,
    ),
    SettingSpec(("quiet", "until"), '"07:00"', "When quiet hours end.", _hour),
    SettingSpec(("quiet", "weekends"), "true", "Whether weekends are quiet all day.", _yes_no),
)
"""Every setting but the free table of keys."""

KEYS = "keys"
"""The table that maps ids of bindings to keys."""


def load(file: Path) -> Loaded:
    """The settings in this file; without the file, the defaults. Never raises."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Loaded(_defaults())
    except (OSError, UnicodeDecodeError) as error:
        what = "It isn't UTF-8 text." if isinstance(error, ValueError) else str(error.strerror)
        return Loaded(_defaults(), (Problem(file=str(file), what=what, hint=_DEFAULTS),))
    return parse(text, str(file))


def parse(text: str, name: str) -> Loaded:
    """The settings in this text; ``name`` is the file to name in problems."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, what = toml_fault(error, text)
        problem = Problem(file=name, line=line, what=f"{what}.", hint=_DEFAULTS)
        return Loaded(_defaults(), (problem,))
    problems: list[Problem] = []

    def wrong(path: tuple[str, ...], what: str, hint: str = "") -> None:
        line = toml_line(text, path)
        problems.append(Problem(file=name, line=line, what=what, hint=hint))

    keys = _keys(data.pop(KEYS, {}), wrong)
    return Loaded(_settings(data, keys, wrong), tuple(problems))


def _defaults() -> Settings:
    return Settings(english=guessed_english())


_DEFAULTS = "The defaults are used."
_Wrong = Callable[[tuple[str, ...], str, str], None]


def _settings(data: Mapping[str, object], keys: Mapping[str, str], wrong: _Wrong) -> Settings:
    known = {setting.path: setting for setting in SETTINGS}
    values: dict[tuple[str, ...], object] = {}
    for path, value in _flat(data, known):
        setting = known.get(path)
        if setting is None:
            names = {".".join(each[:depth]) for each in (*known, (KEYS,)) for depth in (1, 2)}
            hint = did_you_mean(".".join(path), sorted(names))
            wrong(path, f"{'.'.join(path)!r} isn't a setting.", hint)
            continue
        try:
            values[path] = setting.read(value)
        except ValueError as error:
            wrong(path, f"{'.'.join(path)!r} {error}.", "")
    return _made(values, keys)


def _made(values: Mapping[tuple[str, ...], object], keys: Mapping[str, str]) -> Settings:
    """The value of what was read, the defaults for all that was not."""
    names = {"from": "start", "until": "end", "weekends": "weekends"}
    quiet = {names[path[1]]: value for path, value in values.items() if path[0] == "quiet"}
    plain = {path[0]: value for path, value in values.items() if len(path) == 1}
    plain.setdefault("english", guessed_english())
    return Settings(**plain, quiet=Quiet(**quiet), keys=keys)  # type: ignore[arg-type]


def _flat(
    data: Mapping[str, object], known: Mapping[tuple[str, ...], SettingSpec]
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Each value with its path; only tables that are known are looked into."""
    tables = {path[0] for path in known if len(path) > 1}
    for key, value in data.items():
        if key in tables and isinstance(value, dict):
            yield from (((key, inner), each) for inner, each in value.items())
        else:
            yield (key,), value


def _keys(table: object, wrong: _Wrong) -> Mapping[str, str]:
    """Ids to keys; an id without quotes ("walk.next = ...") is read as it is meant."""
    if not isinstance(table, dict):
        wrong((KEYS,), f"{KEYS!r} takes a table: [{KEYS}]", "")
        return {}
    found: dict[str, str] = {}
    for name, value in _joined(table):
        path = (KEYS, *name.split("."))
        if not isinstance(value, str) or not value.strip():
            wrong(path, f'{name!r} takes a key in quotes, such as "f5".', "")
        elif refused := refused_key(name, value):
            wrong(path, refused, "It hasn't changed.")
        else:
            found[name] = value.strip()
    return found


ALWAYS_THERE = {
    "walk.unsafe": "ctrl+g",
    "help": "f1",
    "quit": "ctrl+q",
    "leave": "escape",
    "past.leave": "escape",
}
"""The safety page, help and the ways out: each keeps its key, besides any other it is given."""

_LEAVES = (".leave", ".leave_open", ".close", ".stop", ".settle")
"""What the ids of other ways out end in; they share the key for leaving."""


def refused_key(id: str, keys: str) -> str:
    """Why this binding can't have these keys (parted by commas), or nothing where it can."""
    wanted = {each.strip().casefold() for each in keys.split(",")}
    own = ALWAYS_THERE.get(id)
    if own and own not in wanted:
        return f'{id!r} must keep its key {own!r}; add yours to it: "{own},{keys.strip()}".'
    shared = {"escape"} if id.endswith(_LEAVES) else set()
    taken = {key: owner for owner, key in ALWAYS_THERE.items() if key != own}
    for key in sorted(wanted & (taken.keys() - shared)):
        return f"{key!r} belongs to {taken[key]!r} and can't be given to {id!r}."
    return ""


def _joined(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _joined(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
