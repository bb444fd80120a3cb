"""The one-time move of 0.1.0's journal into this one; until it is done, the old one stands."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from coach import private_files
from coach.errors import JournalError, JournalLocked
from coach.store import backups, legacy_journal, sealing
from coach.store.database import SqliteStorage

LABEL = "before-0.2"

BringIn = Callable[[Path, sealing.Key | None, legacy_journal.Documents], None]
"""Saves in the journal at this path, opened with this key, what was found, all at once."""


def move(journal: Path, log: Path, bring_in: BringIn, *, strict: bool = True) -> Sequence[str]:
    """Move an old log that has no passphrase; returns what to say about it."""
    if log.lstat().st_size == 0:
        return ()
    private_files.refuse_strange(log)
    if not legacy_journal.is_log(log):
        raise JournalError(
            f"{log} isn't a journal of this program, or is damaged in its first line. "
            "It was left alone; move it away to start a new journal."
        )
    if legacy_journal.is_sealed(log):
        return (f"{log} is locked and wasn't moved. To bring it in: coach journal import {log}",)
    bring_in(journal, None, legacy_journal.read(log, strict=strict))
    return (_put_aside(journal, log),)


def move_sealed(
    journal: Path,
    log: Path,
    bring_in: BringIn,
    passphrase: str,
    *,
    key: sealing.Key | None,
    strict: bool,
) -> sealing.Key | None:
    """Move an old log with a passphrase into a journal with the same one; returns its key.

    ``key`` is that of the journal, if it is sealed already. Nothing of the log lies on the
    disk unsealed at any moment. Raises ``JournalLocked`` when the passphrase is another.
    """
    try:
        found = legacy_journal.read(log, passphrase, strict=strict)
    except JournalLocked:
        if key is None:
            raise
        return key  # it is under another passphrase than this journal: it stays where it is
    if key is None:
        key = sealing.new_key(passphrase)
        with closing(SqliteStorage(journal)) as file:
            file.reseal(key)
    bring_in(journal, key, found)
    _put_aside(journal, log)
    return key


def _put_aside(path: Path, log: Path) -> str:
    """Put the log among the copies; says so."""
    aside = backups.place_for(path, LABEL, ".jsonl")
    with private_files.said(log, "put aside"):
        private_files.put_in_place(log, aside)
        private_files.sync_folder(log.parent)
        for name in ("glance.json", "journal.lock"):
            log.with_name(name).unlink(missing_ok=True)
    return f"Your journal was moved to {path}. The old file is kept in {aside}."
