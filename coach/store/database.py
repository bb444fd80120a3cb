"""TinyDB's storage in one SQLite file: each document is a row of JSON, found by its id.

What it adds to SQLite: what other windows have changed is noticed, rows are sealed where
there is a passphrase, and every fault is said in one sentence.
"""

import errno
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import msgspec
from tinydb.storages import Storage

from coach import private_files
from coach.errors import JournalError
from coach.store import sealing

APPLICATION = 0x436F6163
"""What SQLite's header says of a journal: "Coac"."""

SCHEMA = 4
"""The layout of tables and documents; 1 and 2 were those of 0.1.0's ``journal.jsonl``.

3 had no ``threads``.
"""

TABLES = ("sessions", "summaries", "decisions", "people", "trash", "threads", "settings")
COLUMNS = ("at", "who", "due", "unsafe")
"""Fields of documents that have a column of their own, to find and order rows by."""

PAGES = 1000
"""How many pages of 4 KB the write-ahead log may hold before it is folded into the file."""

BUSY_SECONDS = 10.0
"""How long to wait for another window that is writing."""

_SMALLEST = 512
"""Bytes of the smallest file that SQLite writes."""

_VERSION = "pragma data_version"
"""What changes when another window has saved."""

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What ``sqlite3`` raises; the second where the message quotes what is damaged."""

_ROWS = (
    "(doc_id integer primary key, id text not null unique, "
    "at real, who text, due text, unsafe integer, json not null)"
)
_MAKE = (
    *(f"create table if not exists {name} {_ROWS}" for name in TABLES),
    *(f"create index if not exists summaries_{each} on summaries ({each})" for each in COLUMNS),
    f"pragma application_id={APPLICATION}",
    f"pragma user_version={SCHEMA}",
)


Row = tuple[int, bytes]
"""The number of a document, and its JSON."""


class _At(msgspec.Struct):
    at: float = 0.0


class SqliteStorage(Storage):
    """The tables of one journal file; may be used by several threads.

    ``read_only`` says why nothing can be written, or is empty. A journal with a
    passphrase needs ``key``. Raises ``JournalError`` whenever the file cannot be used.
    """

    def __init__(self, path: Path, *, mode: str = "wal", key: "sealing.Key | None" = None) -> None:
        self.path = path
        self.key = key
        self.guard = threading.RLock()
        self._changes: Counter[str] = Counter()
        self._depth = 0
        with self._said("opened"):
            self.read_only = _why_read_only(path)
            self._connection = self._opened_file(mode)
            self._identity = _identity(path)
            self._seen = _number(self._connection, _VERSION)
            self.head = self._read_head()

    # -- what TinyDB calls ------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Any]]:
        """Everything: by table and number, the documents."""
        return {
            name: {str(number): msgspec.json.decode(raw) for number, raw in self.rows(name)}
            for name in TABLES
        }

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put these documents in the place of everything."""
        with self.together():
            for name in TABLES:
                self.remove(name, [number for number, _ in self.rows(name)])
                for number, document in data.get(name, {}).items():
                    self.put(name, document, int(number))

    def close(self) -> None:
        """Let go of the file; the last window to do so folds everything into it."""
        with self.guard, self._said("closed"):
            self._connection.close()

    # -- rows -------------------------------------------------------------------------

    def rows(
        self, table: str, where: str = "1", values: Iterable[object] = (), limit: int = -1
    ) -> list[Row]:
        """Number and JSON of the documents for which ``where`` is true, the latest first."""
        asked = (
            f"select doc_id, id, json from {table} where {where} order by at desc, doc_id limit ?"  # noqa: S608
        )
        with self.guard, self._said("read"):
            self._catch_up()
            found = self._connection.execute(asked, (*values, limit)).fetchall()
            told = [(number, self._plain(table, id, json)) for number, id, json in found]
        if self.head is not None:  # no column says it
            told.sort(key=lambda row: msgspec.json.decode(row[1], type=_At).at, reverse=True)
        return told

    def count(self, table: str) -> int:
        """How many documents a table holds."""
        with self.guard, self._said("read"):
            self._catch_up()
            return _number(self._connection, f"select count(*) from {table}")  # noqa: S608

    def put(self, table: str, document: Mapping[str, Any], number: int | None = None) -> int:
        """Save a document, in place of the one with this number; returns its number."""
        raw, id = msgspec.json.encode(document), document["id"]
        row = [number, id, *map(document.get, COLUMNS), raw.decode()]
        if self.key is not None and table != "settings":
            row[2:] = [*(None for _ in COLUMNS), self.key.seal(raw, _place(table, id))]
        how = "insert" if number is None else "replace"
        with self.together():
            put = f"{how} into {table} values (?, ?, ?, ?, ?, ?, ?)"
            made = self._connection.execute(put, row).lastrowid
            self._changes[table] += 1
        return int(made or 0)

    def remove(self, table: str, numbers: Sequence[int]) -> None:
        """Remove the documents with these numbers; their words are overwritten."""
        with self.together():
            gone = f"delete from {table} where doc_id = ?"  # noqa: S608
            self._connection.executemany(gone, [(number,) for number in numbers])
            self._changes[table] += 1

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all writes within one transaction: all of them are saved, or none.

        No other window writes meanwhile, so what is read inside stays true.
        """
        with self.guard, self._said("written"):
            if self._depth:
                yield
                return
            self._refuse_unwritable()
            self._depth += 1
            try:
                with _transaction(self._connection):
                    self._catch_up()
                    yield
            except BaseException:
                self._changes.update(TABLES)
                raise
            finally:
                self._depth -= 1

    def version(self, table: str) -> object:
        """Equal to what it was before as long as nobody changed this table."""
        with self.guard, self._said("read"):
            self._catch_up()
            return self._seen, self._changes[table]

    def reseal(self, key: "sealing.Key | None") -> None:
        """Seal every document with this key; without one, have all of them readable.

        One transaction; afterwards nothing of the rows as they were is left in the file.
        """
        before = self.key, self.head
        try:
            with self.together():
                told = {name: self.rows(name) for name in TABLES if name != "settings"}
                self.key, self.head = key, None if key is None else key.head
                for name, rows in told.items():
                    for number, raw in rows:
                        self.put(name, msgspec.json.decode(raw), number)
                self._connection.execute("delete from settings where id = 'seal'")
                if key is not None:
                    self.put("settings", {"id": "seal", **msgspec.structs.asdict(key.head)})
        except BaseException:
            self.key, self.head = before
            raise
        self.clear_traces(vacuum=True)

    def clear_traces(self, *, vacuum: bool = False) -> None:
        """Have the words that were replaced or removed leave the disk, as far as possible now."""
        with self.guard, suppress(*FAULTS):  # a full disk, a window that reads: next time
            self._connection.execute("pragma wal_checkpoint(truncate)")
            if vacuum:
                self._connection.execute("vacuum")
                self._connection.execute("pragma wal_checkpoint(truncate)")

    def copy_to(self, fresh: Path) -> None:
        """Copy everything as it is now to a new file, whole and on the disk."""
        private_files.write_new(fresh, b"")
        with self.guard, self._said("copied"):
            self._catch_up()
            copy = sqlite3.connect(fresh, isolation_level=None)
            try:
                self._connection.backup(copy)
                copy.execute("pragma journal_mode=delete")
            finally:
                copy.close()

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file."""
        with self.guard:
            try:
                told = [row[0] for row in self._connection.execute("pragma integrity_check(20)")]
            except FAULTS as error:
                return [str(error)]
        said = [each.decode(errors="replace").replace("\n", " ") for each in told]
        return [] if said == ["ok"] else said

    def salvage(self, table: str) -> Iterator[tuple[int, str, bytes | None]]:
        """Number, id and JSON of every row that is still found; None where it cannot be read."""
        numbers: set[int] = set()
        for order in ("id", "doc_id", "doc_id desc"):  # damage stops one; another may get past it
            with suppress(*FAULTS):
                asked = f"select doc_id from {table} order by {order}"  # noqa: S608
                numbers.update(number for (number,) in self._connection.execute(asked))
        for number in sorted(numbers):
            id = f"row {number}"
            try:
                asked = f"select id, json from {table} where doc_id = ?"  # noqa: S608
                (found, json) = self._connection.execute(asked, (number,)).fetchone()
                id = found.decode()
                yield number, id, self._plain(table, found, json)
            except (*FAULTS, JournalError, TypeError, AttributeError):
                yield number, id, None

    # -- within -----------------------------------------------------------------------

    def _opened_file(self, mode: str) -> sqlite3.Connection:
        if not self.read_only:
            _begin_file(self.path)
        if 0 < self.path.stat().st_size < _SMALLEST:  # SQLite would take it for an empty one
            raise self._foreign("isn't a journal of this program")
        how = "mode=ro&immutable=1" if self.read_only else "mode=rw"
        connection = sqlite3.connect(
            f"file:{quote(str(self.path))}?{how}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.text_factory = bytes
        try:
            schema = self._refuse_foreign(connection)
            if not self.read_only:
                _set_mode(connection, mode)
                connection.execute("pragma synchronous=full")
                connection.execute("pragma secure_delete=on")
                connection.execute(f"pragma wal_autocheckpoint={PAGES}")
            if schema == 3 and (self.read_only or mode != "wal"):  # a copy, which mustn't change
                connection.execute(f"create temp table threads {_ROWS}")
            elif schema != SCHEMA:
                with _transaction(connection):  # another window may have been first
                    for each in _MAKE:
                        connection.execute(each)
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_foreign(self, connection: sqlite3.Connection) -> int:
        """The file's schema, 0 for an empty one; raises ``JournalError`` if it isn't ours."""
        connection.execute("begin")  # at one moment: another window may just be making the file
        try:
            application = _number(connection, "pragma application_id")
            schema = _number(connection, "pragma user_version")
            tables = _number(connection, "select count(*) from sqlite_master")
        finally:
            if connection.in_transaction:
                connection.execute("rollback")
        if application != APPLICATION and (application or schema or tables):
            raise self._foreign("isn't a journal of this program")
        if schema > SCHEMA:
            raise self._foreign("was written by a newer version of this program")
        if self.read_only and not schema:
            raise self._foreign(f"is empty and can't be written ({self.read_only})")
        return schema

    def _catch_up(self) -> None:
        """Take notice of what other windows have saved, or locked, since."""
        seen = _number(self._connection, _VERSION)
        if seen != self._seen:
            self._seen, self.head = seen, self._read_head()
            if self.head is None:
                self.key = None
        if self.head is not None and (self.key is None or self.key.head.mark != self.head.mark):
            raise sealing.locked(self.path)

    def _read_head(self) -> "sealing.Head | None":
        found = self._connection.execute("select json from settings where id = 'seal'").fetchone()
        try:
            return None if found is None else msgspec.json.decode(found[0], type=sealing.Head)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self._damaged("how it is locked can't be read") from error

    def _plain(self, table: str, id: bytes, json: bytes) -> bytes:
        if self.head is None or table == "settings":
            return json
        if self.key is None:
            raise sealing.locked(self.path)
        try:
            return self.key.open(json, _place(table, id.decode()))
        except (JournalError, UnicodeDecodeError) as error:
            raise self._damaged(str(error)) from error

    def _refuse_unwritable(self) -> None:
        if self.read_only:
            raise JournalError(
                f"{self.path} can't be written ({self.read_only}). "
                "It wasn't changed; everything in it can still be read."
            )
        if _identity(self.path) != self._identity:
            raise JournalError(
                f"{self.path} was moved or replaced while it was open, so nothing more is saved. "
                "Put it back, or start the program again."
            )

    def _foreign(self, what: str) -> JournalError:
        return JournalError(
            f"{self.path} {what}. It was left alone; nothing can be saved until it is moved "
            "away or COACH_HOME names another folder. Articles and checks work without it."
        )

    def _damaged(self, why: str) -> JournalError:
        return JournalError(
            f"{self.path} is damaged ({why}). Nothing was changed; "
            '"coach journal verify --mend" sets it aside and saves what can still be read, and '
            f"earlier copies are in {self.path.parent / 'backups'}."
        )

    @contextmanager
    def _said(self, doing: str) -> Iterator[None]:
        """Turn SQLite's and the machine's errors into one sentence."""
        try:
            yield
        except OSError as error:
            raise JournalError(
                f"{self.path} couldn't be {doing} ({private_files.reason(error)}). It was left "
                "alone. Fix that, or set COACH_HOME to another folder. Articles and checks work "
                "without it."
            ) from error
        except FAULTS as error:
            raise self._fault(error, doing) from error

    def _fault(self, error: Exception, doing: str) -> JournalError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if isinstance(error, UnicodeDecodeError):
            return self._damaged("its layout")
        if code == sqlite3.SQLITE_NOTADB:
            return self._foreign("isn't a journal of this program, or is damaged")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            return self._damaged(str(error))
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return JournalError(
                f"Another window has been busy with {self.path} for {BUSY_SECONDS:.0f} seconds. "
                "Nothing was changed; close it, or try again."
            )
        if isinstance(error, sqlite3.ProgrammingError):
            return JournalError("The journal is closed.")
        return JournalError(
            f"{self.path} couldn't be {doing} ({error}). Everything saved before is safe. "
            "Fix that, and saving is tried again."
        )


def _set_mode(connection: sqlite3.Connection, mode: str) -> None:
    """Change how the file is written. SQLite doesn't wait for a window that is just doing so."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"pragma journal_mode={mode}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.02)
        else:
            return


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written within is saved, or none of it; no other window writes until then."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        with suppress(*FAULTS):
            connection.execute("rollback")
        raise


def _number(connection: sqlite3.Connection, asked: str) -> int:
    """The one number that this command tells."""
    (told,) = connection.execute(asked).fetchone()
    return int(told)


def _begin_file(path: Path) -> None:
    """Refuse what is no file of ours; make one that is missing, for its owner only."""
    try:
        private_files.make_folder(path.parent)
    except (FileExistsError, NotADirectoryError) as error:
        raise JournalError(
            f"{path.parent} is a file, and the journal needs a folder there. "
            "Nothing was changed; move that file away, or set COACH_HOME."
        ) from error
    try:
        private_files.refuse_strange(path)
    except FileNotFoundError:
        with suppress(FileExistsError):
            private_files.write_new(path, b"")
            private_files.sync_folder(path.parent)
    if path.stat().st_mode & 0o077:
        path.chmod(private_files.PRIVATE_FILE)


def _why_read_only(path: Path) -> str:
    """Why this file cannot be written, or an empty string. Raises ``OSError`` if unreadable."""
    try:
        private_files.refuse_strange(path)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK):
        return ""
    read_only = os.statvfs(path).f_flag & os.ST_RDONLY
    return os.strerror(errno.EROFS if read_only else errno.EACCES).lower()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _place(table: str, id: str) -> str:
    return f"{table}\0{id}"
