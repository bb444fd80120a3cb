"""The user's journal, opened for a command and closed after it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from coach.store.journal_store import TinyJournal
    from coach.store.sealing import Key

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, BROKEN, WRONG_USE = 0, 1, 2


@contextmanager
def opened(*, ask: bool = True, strict: bool = True) -> "Iterator[TinyJournal]":
    """The journal, closed at the end; what opening found is said on stderr.

    Its passphrase is asked for, unless ``ask`` is false: then it may be locked.
    ``strict`` is false where a damaged journal of 0.1.0 shall be moved as far as it can be read.
    """
    from coach.platform.passphrase_prompt import open_locked
    from coach.platform.paths import journal_folder
    from coach.store import sealing
    from coach.store.journal_store import open_journal

    journal = open_journal(journal_folder())
    journal.file.strict = strict
    if ask and journal.locked:
        if not sealing.installed():
            raise sealing.locked(journal.file.path)
        open_locked(journal)
    try:
        yield journal
    finally:
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        journal.close()


def key_of(path: "Path") -> "Key | None":
    """The key of this file, asked for; None for one that needs none."""
    from coach.store.locking import key_for

    words = passphrase_of(path)
    return key_for(path, words) if words else None


def passphrase_of(path: "Path") -> str:
    """The passphrase of this file, asked for; empty for one that needs none."""
    from coach.platform.passphrase_prompt import ask
    from coach.store import locking, sealing

    if not locking.needs_key(path):
        return ""
    if not sealing.installed():
        raise sealing.locked(path)
    return ask(f"Passphrase of {path.name}: ")
