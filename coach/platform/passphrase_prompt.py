"""Asking for a passphrase at the terminal: unseen, and never from anywhere else.

A secret that stands in an argument or a variable can be read by other programs,
and one that is piped in lies in a file or a history; so neither is offered.
"""

import getpass
import sys
import warnings

from coach.errors import JournalLocked
from coach.journal.repository import Journal

TRIES = 3


class NoTerminalError(JournalLocked):
    """There is nobody to ask: this is not a terminal."""


class NotGivenError(JournalLocked):
    """Whoever was asked gave none."""


def require_terminal() -> None:
    """Raise ``NoTerminalError`` unless somebody can be asked here."""
    if not sys.stdin.isatty():
        raise NoTerminalError(
            "You can only enter the journal's passphrase at a terminal, and this isn't one."
            " Nothing was changed."
        )


def ask(prompt: str) -> str:
    """Ask on the terminal, without showing what is typed. Raises ``JournalLocked``."""
    require_terminal()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            typed = getpass.getpass(prompt)
    except getpass.GetPassWarning as error:
        raise NoTerminalError(
            "This terminal would show your passphrase as you type, so you weren't asked for it. "
            "Nothing was changed."
        ) from error
    except (EOFError, UnicodeDecodeError) as error:
        raise NotGivenError("No passphrase was given. Nothing was changed.") from error
    return typed


def open_locked(journal: Journal) -> None:
    """Ask for the passphrase until it opens the journal. Raises ``JournalLocked`` in the end."""
    for left in range(TRIES - 1, -1, -1):
        try:
            journal.open_with(ask("Journal passphrase: "))
        except (NoTerminalError, NotGivenError):
            raise
        except JournalLocked as error:
            if not left:
                raise
            sys.stderr.write(f"{error}\n")
        else:
            return
