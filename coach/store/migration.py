"""The one-time move of 0.1.0's journal into this one; until it is done, the old one stands."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from coach import private_files
from coach.errors import JournalError, JournalLocked
from coach.store import backups, legacy_journal, sealing, transfer
from coach.store.database import SqliteStorage
from coach.store.journal_store import TinyJournal

LABEL = "before-0.2"


def move(journal: Path, log: Path, *, strict: bool = True) -> Sequence[str]:
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
    return (_bring_in(journal, None, log, legacy_journal.read(log, strict=strict)),)


def move_sealed(
    journal: Path, log: Path, passphrase: str, key: sealing.Key | None, strict: bool
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
    _bring_in(journal, key, log, found)
    return key


def _bring_in(
    path: Path, key: sealing.Key | None, log: Path, found: legacy_journal.Documents
) -> str:
    """Save what was found, all at once, then put the log among the copies; says so."""
    journal = TinyJournal(path, moves=False)
    journal.file.key = key
    try:
        transfer.merge(journal, transfer.from_old_log(found))
    finally:
        journal.file.close()
    aside = backups.place_for(path, LABEL, ".jsonl")
    with private_files.said(log, "put aside"):
        private_files.put_in_place(log, aside)
        private_files.sync_folder(log.parent)
        for name in ("glance.json", "journal.lock"):
            log.with_name(name).unlink(missing_ok=True)
    return f"Your journal was moved to {path}. The old file is kept in {aside}."
