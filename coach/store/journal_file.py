"""The journal's file: opened when it is first needed, locked and unlocked, copied and left."""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from coach import private_files
from coach.errors import JournalError
from coach.store import backups, legacy_journal, locking, migration, sealing
from coach.store.database import SqliteStorage
from coach.store.row_tables import Database

FILE = "journal.db"
OLD_FILE = "journal.jsonl"
"""Where 0.1.0 kept the journal."""

_MARK = (
    b"The journal in the folder beside this file has a passphrase. While this file is here, a "
    b"journal without one in its place is refused.\n"
)


class JournalFile:
    """One journal's file for this window.

    ``key`` opens a sealed one. ``bring_in`` moves 0.1.0's journal, and is None while it does;
    ``strict`` leaves a damaged one of those where it is, rather than move it by half.
    """

    def __init__(self, path: Path, *, bring_in: migration.BringIn | None) -> None:
        self.path = path
        self.key: sealing.Key | None = None
        self._bring_in = bring_in
        self.strict = True
        self.notices: list[str] = []
        self._guard = threading.RLock()
        self._database: Database | None = None
        self._old_log = path.with_name(OLD_FILE)
        # Outside the journal's folder, so that nobody replaces both at once.
        self._marker = path.parent.with_name(path.parent.name + ".sealed")

    # -- opening and leaving ----------------------------------------------------------

    @property
    def database(self) -> Database:
        """The open file. Raises ``JournalError`` where it cannot be opened."""
        database = self._database
        if database is not None:  # without the guard: whoever writes must not wait for who closes
            return database
        with self._guard:
            if self._database is None:
                self._database = self._opened()
            return self._database

    @property
    def nothing_yet(self) -> bool:
        """Whether no journal was ever made here."""
        return self._database is None and all(map(_is_missing, (self.path, self._old_log)))

    def back_up(self) -> Path:
        """Copy the journal into its backups folder; returns where."""
        with private_files.said(self.path, "copied"):
            return backups.make(self.path, self.database.file.copy_to)

    def close(self, leave: Callable[[], None] = lambda: None) -> None:
        """Let go of the file, after ``leave`` if it is open and can be written."""
        with self._guard:
            if self._database is None:
                return
            try:
                if not self._database.file.read_only:
                    with contextlib.suppress(JournalError, OSError):
                        leave()
            finally:
                self._database.file.close()
                self._database = None

    # -- the passphrase ---------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed before anything else."""
        with self._guard:
            if self._database is not None:
                file = self._database.file
                return file.head is not None and file.key is None
            if self.key is not None:
                return False
            return locking.head_of(self.path) is not None or self._old_log_waits

    def open_with(self, passphrase: str) -> None:
        """Open it with this passphrase. Raises ``JournalLocked`` when that is another.

        What an interrupted ``reseal`` has left readable beside it is sealed now.
        """
        with self._guard:
            key = locking.key_for(self.path, passphrase)
            if self._bring_in and self._old_log_waits:
                log, strict = self._old_log, self.strict
                key = migration.move_sealed(
                    self.path, log, self._bring_in, passphrase, key=key, strict=strict
                )
            self.key = key
            if key is not None and not self.database.file.read_only:
                self._remember_lock()
                with contextlib.suppress(JournalError):
                    locking.follow(self.path, key, [key])

    def reseal(self, key: sealing.Key | None) -> Sequence[Path]:
        """Seal it and its copies with this key; without one, lay all of them open.

        Returns copies that no key opens, which were left as they are.
        """
        with self._guard:
            file, before = self.database.file, self.key
            if key is None:
                self._marker.unlink(missing_ok=True)
            file.reseal(key)
            self.key = key
            if key is not None:
                self._remember_lock()
            try:
                return locking.follow(self.path, key, [before, key])
            except JournalError as error:
                raise JournalError(
                    f"{error} The journal itself is done, but its copies aren't: run this again."
                ) from error

    # -- within -----------------------------------------------------------------------

    @property
    def _old_log_waits(self) -> bool:
        """Whether a journal of 0.1.0 with a passphrase has to be moved first."""
        return (
            self._bring_in is not None
            and legacy_journal.is_sealed(self._old_log)
            and (locking.head_of(self.path) is not None or locking.is_empty(self.path))
        )

    def _remember_lock(self) -> None:
        with contextlib.suppress(OSError):  # it is there already, or the folder is another's
            private_files.write_new(self._marker, _MARK)

    def _opened(self) -> Database:
        if self._bring_in and os.path.lexists(self._old_log):
            if self.key is None and self._old_log_waits:
                raise sealing.locked(self._old_log)
            self.notices += migration.move(
                self.path, self._old_log, self._bring_in, strict=self.strict
            )
        file = SqliteStorage(self.path, key=self.key)
        try:
            self._begin(file)
        except JournalError:
            file.close()
            raise
        return Database(file)

    def _begin(self, file: SqliteStorage) -> None:
        if file.head is not None:
            return
        self.key = file.key = None
        if self._marker.exists():
            raise JournalError(
                f"{self.path} has no passphrase, but yours had one: this is another file. It was "
                "left alone. Restore yours from a copy, or, if you put this file there "
                f"yourself, delete {self._marker}."
            )
        if file.read_only:
            self.notices.append(
                f"{self.path} can be read but not written ({file.read_only}). "
                "You can look at everything in it, but nothing new can be saved."
            )


def _is_missing(path: Path) -> bool:
    """Whether it is known that nothing is there."""
    try:
        path.lstat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False
