"""How wide a terminal is, without what ``shutil`` would import to say it."""

import os

WIDEST = 79
"""Columns of the longest line that is printed for people."""

USUAL = 80
"""Columns where no terminal says how many there are."""


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


def wrapped(line: str, width: int) -> list[str]:
    """The line in parts of this width; what follows stands under its first word."""
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(line, max(20, width), subsequent_indent=indent) or [""]
