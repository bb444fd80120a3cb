"""The passphrase of the journal: set, set anew, taken off."""

import argparse
import sys
from typing import TYPE_CHECKING

from coach.commands.journal_command.open_journal import BROKEN, DONE, WRONG_USE, key_of, opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.commands.journal_command.open_journal import Commands
    from coach.store.journal_store import TinyJournal
    from coach.store.sealing import Key

_FINAL = """\
A passphrase encrypts {path} and all its copies.
If you forget it, everything in them is lost for good. Nobody can open them, not even us.
Write it down and store it somewhere safe. Four or five unusual words work well.
Exports, calendar files and drafts saved elsewhere stay readable. So may older copies of
these files on your disk or in your own backups."""

_LOCKED = "Locked. You'll be asked for the passphrase whenever the journal is opened."
_CHANGED = "Done. The new passphrase opens the journal; the old one no longer does."


def add(commands: "Commands") -> None:
    """Add lock, unlock and rekey."""
    for name, run, help in (
        ("lock", _lock, "set a passphrase: the journal and its copies are encrypted"),
        ("unlock", _unlock, "remove the passphrase"),
        ("rekey", _rekey, "change the passphrase"),
    ):
        said = f"{help[0].upper()}{help[1:]}. You can only type it at a terminal."
        parser = commands.add_parser(name, help=help, description=said)
        parser.set_defaults(command=run)


def _lock(_: argparse.Namespace) -> int:
    from coach.store import sealing

    if not sealing.installed():
        print(f"A passphrase needs one more package: {sealing.INSTALL}", file=sys.stderr)
        return BROKEN
    with opened(ask=False) as journal:
        if journal.locked:
            print(
                "The journal already has a passphrase. To change it: coach journal rekey",
                file=sys.stderr,
            )
            return WRONG_USE
        return _set_anew(journal, _LOCKED)


def _rekey(_: argparse.Namespace) -> int:
    with opened() as journal:
        if journal.file.key is None:
            print("The journal has no passphrase. To set one: coach journal lock", file=sys.stderr)
            return WRONG_USE
        return _set_anew(journal, _CHANGED)


def _set_anew(journal: "TinyJournal", done: str) -> int:
    """Ask for a new passphrase, and seal it all under that."""
    chosen = _chosen(_FINAL.format(path=journal.file.path))
    if chosen is None:
        return WRONG_USE
    _say_left(journal.set_passphrase(chosen))
    print(done)
    return DONE


def _unlock(_: argparse.Namespace) -> int:
    from coach.store.locking import follow

    with opened() as journal:
        if journal.file.key is not None:
            left = journal.take_passphrase_off()
        elif (key := _key_of_copies(journal)) is not None:  # what was interrupted before
            left = follow(journal.file.path, None, [key])
        else:
            print("The journal has no passphrase.", file=sys.stderr)
            return WRONG_USE
    _say_left(left)
    print("The passphrase has been removed. Anyone who can read your files can read the journal.")
    return DONE


def _key_of_copies(journal: "TinyJournal") -> "Key | None":
    """The key of copies that are sealed though the journal is not; None where there are none."""
    from coach.store.locking import sealed_around

    sealed = sealed_around(journal.file.path)
    return key_of(sealed[0]) if sealed else None


def _chosen(warning: str) -> str | None:
    """A new passphrase, typed twice after the warning; None where none was given.

    One that is too short, or is typed in two ways, is asked for again, ``TRIES`` times in all.
    """
    from coach.platform.passphrase_prompt import TRIES, ask, require_terminal
    from coach.store.sealing import unfit

    require_terminal()
    print(warning, file=sys.stderr)
    for _ in range(TRIES):
        first = ask("New passphrase (press enter to cancel): ")
        if not first:
            break
        why = unfit(first)
        if not why and ask("Type it again: ") == first:
            return first
        print(why or "The two passphrases differ. Enter both again.", file=sys.stderr)
    print("Nothing was changed.", file=sys.stderr)
    return None


def _say_left(left: "Sequence[Path]") -> None:
    for path in left:
        print(
            f"{path} is damaged or has another passphrase. It wasn't changed.",
            file=sys.stderr,
        )
