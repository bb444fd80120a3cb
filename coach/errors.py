"""What can be wrong with a file or with the journal, said so that it can be mended."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in a file. ``line`` counts from 1; 0 means the whole file."""

    file: str
    what: str
    line: int = 0
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: {self.what}{hint}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest known word, or an empty string."""
    from difflib import get_close_matches  # only when something is wrong

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""


def toml_fault(error: ValueError, text: str) -> tuple[int, str]:
    """The line (from 1) at which the reading of this TOML text stopped, and why."""
    place = r"\s*\(at (?:line (\d+), column \d+|end of document)\)"
    found = re.search(place, str(error))
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    return line, re.sub(place, "", str(error))


def toml_line(text: str, path: Iterable[str | int]) -> int:
    """The line that holds this key path, or its nearest parent; 0 when not found.

    Exact for the plain TOML that content and settings are written in.
    """
    best = 0
    table: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    wanted = tuple(map(str, path))
    for number, line in enumerate(text.split("\n"), start=1):
        header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$", line)
        if header:
            dotted = re.sub("[\"']", "", header[2])
            if header[1] == "[[":
                counts[dotted] = counts.get(dotted, -1) + 1
            here = table = _numbered(dotted, counts)
        else:
            key = re.sub("[\\s\"']", "", line.partition("=")[0])
            here = (*table, *key.split(".")) if "=" in line else ()
        if here == wanted:
            return number
        if here and wanted[: len(here)] == here:
            best = number
    return best


def _numbered(dotted: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    """A table header with the index of each array table it stands in."""
    out: tuple[str, ...] = ()
    prefix = ""
    for part in dotted.split("."):
        prefix = f"{prefix}.{part}" if prefix else part
        out = (*out, part, *([str(counts[prefix])] if prefix in counts else []))
    return out


class ContentError(Exception):
    """A file that cannot be used; ``errors`` says why, one a line in ``str()``."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class JournalError(Exception):
    """The journal cannot be read or written; the message says what, where and what still works."""


class JournalLocked(JournalError):  # noqa: N818  (a state to be ended, rather than a fault)
    """The journal has a passphrase, and it was not given yet, or is another.

    ``openable`` is false where no passphrase would help: the means to use it are not installed.
    """

    def __init__(self, message: str, *, openable: bool = True) -> None:
        super().__init__(message)
        self.openable = openable


class OutboxError(Exception):
    """A file could not be saved; the message says which, why and what still works."""


class StartError(Exception):
    """The program can't start here; ``str()`` says why and what to do, in one line."""
