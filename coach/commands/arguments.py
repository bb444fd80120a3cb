"""Arguments that several commands take: a day, and the names of files."""

import argparse
from datetime import date

_BY_SHELL = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}


def day(text: str) -> date:
    """A day as an option names it. Raises ``ArgumentTypeError``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a date like 2026-03-14") from None


def names_files(argument: argparse.Action) -> None:
    """Let a shell complete this argument with the names of files."""
    argument.complete = _BY_SHELL  # type: ignore[attr-defined]  # for shtab
