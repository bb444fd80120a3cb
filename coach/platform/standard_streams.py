"""Standard input and output as every command may use them, whatever they are connected to.

One door for all that is printed: nothing from outside (a file's name, a message) acts on
the terminal, a sign the terminal's encoding lacks is replaced, and ``--ascii`` reaches
every line. What goes into a pipe or a file is left exactly as it is.
"""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO, cast

from coach.sanitize import plain_signs, styled, visible

WIDEST = 79
"""Columns of the longest line that is printed for people."""

USUAL = 80
"""Columns where no terminal says how many there are."""

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""To the top, the screen blank, and the lines above it gone."""


def prepare(*, ascii: bool = False) -> None:
    """Put usable streams in place of ``sys.stdin``, ``sys.stdout`` and ``sys.stderr``.

    A closed one (``<&-``) is as one that has ended.
    """
    if cast("TextIO | None", sys.stdin) is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    elif isinstance(sys.stdin, io.TextIOWrapper):
        with suppress(OSError, ValueError):
            sys.stdin.reconfigure(errors="replace")
    sys.stdout = _usable(sys.stdout, ascii=ascii, always=False)
    sys.stderr = _usable(sys.stderr, ascii=ascii, always=True)


def _usable(stream: TextIO | None, *, ascii: bool, always: bool) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    if isinstance(stream, io.TextIOWrapper):
        with suppress(OSError, ValueError):
            stream.reconfigure(errors="replace")
    changes: list[Callable[[str], str]] = []
    if always:
        changes.append(visible)  # a fault has no colours of its own; a file's name may bring some
    elif stream.isatty():
        changes.append(styled)
    if ascii:
        changes.append(plain_signs)
    return cast("TextIO", _Changed(stream, changes)) if changes else stream


class _Changed:
    """A stream whose every text passes some changes before it is written."""

    def __init__(self, stream: TextIO, changes: list[Callable[[str], str]]) -> None:
        self._stream = stream
        self._changes = changes

    def write(self, text: str) -> int:
        """Write the changed text; returns how many characters of the given were taken."""
        changed = text
        for change in self._changes:
            changed = change(changed)
        self._stream.write(changed)
        return len(text)

    @property
    def unchanged(self) -> TextIO:
        """The stream below, for what the program itself says to the terminal."""
        return self._stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def can_clear() -> bool:
    """Whether standard output is a terminal that can take off what stands on it."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def clear() -> bool:
    """Take off the terminal all that was printed, the lines above it too; whether that was done."""
    if not can_clear():
        return False
    stream = sys.stdout
    if isinstance(stream, _Changed):
        stream = stream.unchanged  # nothing from outside passes here, only this sequence
    stream.write(_CLEAR)
    stream.flush()
    return True


def columns(descriptor: int) -> int:
    """The width of the terminal behind this file descriptor, in cells; ``COLUMNS`` goes before it.

    As ``shutil.get_terminal_size`` says, whose import takes longer than a short command.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(descriptor).columns or USUAL
    except OSError:  # no terminal
        return USUAL


def folded(text: str) -> str:
    """The text with its lines broken between words where a terminal is narrower than they are."""
    if not sys.stdout.isatty():
        return text
    width = min(WIDEST, columns(sys.stdout.fileno()) - 1)
    return "\n".join(part for line in text.split("\n") for part in wrapped(line, width))


def wrapped(line: str, width: int) -> list[str]:
    """The line in parts of this width; what follows stands under its first word."""
    import re
    from textwrap import wrap

    if len(line) > width:  # columns side by side have no room
        line = re.sub(r"(?<=\S) {3,}|^ {9,}", "  ", line)
    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(line, max(20, width), subsequent_indent=indent) or [""]
