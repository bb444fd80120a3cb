"""An append-only, durable log that TinyDB keeps its tables in.

``write`` appends what changed and returns once it is on the disk; ``read``
takes in what other processes have appended since. Opening replays the file. A
last line that was cut short was never acknowledged: it is set aside, and said.
Damage anywhere else stops everything, and nothing is written.
"""

import contextlib
import errno
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from tinydb.storages import Storage

from coach.domain.ports import JournalError
from coach.storage import files, lines
from coach.storage.kept import File, Kept, Place, encode

LOCK_SECONDS = 10.0
"""How long to wait for another window that is writing."""

WORTH_COMPACTING = 256 * 1024
"""Dead bytes below this are left where they are."""

MUST_COMPACT = 8 * 1024 * 1024
"""Dead bytes above this, and above the living ones, are not left until the next start."""

Tables = dict[str, dict[str, Kept]]
Stream = Iterable[tuple[str, str, bytes]]
"""Documents on their way into a new file: table, id, JSON."""

_GONE = b"null"
_AROUND = 48
"""About how many bytes a line needs beside its document."""

_CANNOT_WRITE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Damaged(JournalError):
    """A line that is not the last is not what was written there."""


class Log(Storage):
    """The tables of one journal file, for ``TinyDB(storage=Log, ...)``.

    ``bulky`` names the tables whose documents stay in the file until they are
    looked at. ``upgrade`` turns the documents of an older schema into this one.
    Raises ``JournalError`` for everything that keeps the file from being used.
    """

    def __init__(
        self,
        path: Path,
        *,
        schema: int = 1,
        bulky: Iterable[str] = (),
        upgrade: Callable[["Log", int], Stream] | None = None,
    ) -> None:
        self.path = path
        self.notices: list[str] = []
        self.read_only = ""
        self._schema = schema
        self._bulky = {name: lines.opens(name) for name in bulky}
        self._upgrade = upgrade
        self._tables: Tables = {}
        self._staged: Tables | None = None
        self._pending: dict[str, dict[str, bytes]] = {}
        self._guard = threading.RLock()
        self._lock = FileLock(
            path.with_suffix(".lock"),
            timeout=LOCK_SECONDS,
            mode=files.PRIVATE_FILE,
            thread_local=False,
        )
        self._broken = ""
        self._file: File | None = None
        self._forget()
        with self._guard:
            self._open()

    # -- what TinyDB calls ------------------------------------------------------------

    def read(self) -> Tables | None:  # type: ignore[override]
        """The tables as they are now, other processes' saves included."""
        with self._guard:
            if self._staged is None:
                self._take_in()
                return dict(self._tables)
            return dict(self._staged)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:  # type: ignore[override]
        """Save what differs from what was read; returns when it is on the disk.

        Inside ``together`` it is only noted down until that ends.
        """
        with self._guard:
            if self._staged is None:
                with self.together():
                    self._stage(data)
            else:
                self._stage(data)

    def close(self) -> None:
        """Compact if that is worth it, and let go of the file."""
        with self._guard:
            if self._file is None:
                return
            if not self._broken and not self.read_only and self._dead() > WORTH_COMPACTING:
                with contextlib.suppress(JournalError):
                    self.compact()
            self._file = None
            self._tables = {}

    # -- what the journal calls -------------------------------------------------------

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Changes whenever the journal does: device, inode and size."""
        return (*self._opened().identity, self._end)

    @property
    def size(self) -> int:
        """How many bytes of the file have been read so far."""
        return self._end

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all writes within one transaction: all of them are saved, or none.

        Holds the lock, so that what is read inside stays true until the end.
        """
        with self._guard:
            if self._staged is not None:
                yield
                return
            with self._alone():
                self._ready_to_write()
                self._staged, self._pending = dict(self._tables), {}
                try:
                    yield
                    if any(self._pending.values()):
                        self._append(self._pending)
                finally:
                    self._staged, self._pending = None, {}
                if self._dead() > max(MUST_COMPACT, self._live):
                    self._rewrite(self.documents())

    def documents(self) -> Iterator[tuple[str, str, bytes]]:
        """Every living document: table, id, JSON."""
        for name, table in self._tables.items():
            for id, kept in table.items():
                yield name, id, kept.raw

    def compact(self) -> None:
        """Write the living documents into a new file and put it in this one's place."""
        with self._guard, self._alone():
            self._ready_to_write()
            self._rewrite(self.documents())

    # -- opening ----------------------------------------------------------------------

    def _open(self) -> None:
        files.make_private_folder(self.path.parent)
        try:
            with self._alone():
                self._open_for_writing()
        except OSError as error:
            if error.errno not in _CANNOT_WRITE:
                raise self._unusable(error) from error
            self._open_for_reading(error)

    def _open_for_writing(self) -> None:
        for leftover in (self.path.with_name(self.path.name + ".new"),):
            leftover.unlink(missing_ok=True)  # a compaction that was killed; it replaced nothing
        if not os.path.lexists(self.path):
            files.replace_durably(self.path, [lines.header(self._schema)[0]])
        self._attach(File(files.open_own(self.path, write=True)))
        if os.fstat(self._opened().fd).st_size == 0:
            self._write_durably(lines.header(self._schema)[0])
        self._take_in_alone()
        if self._found.schema < self._schema:
            self._bring_up_to_date()
        elif self._dead() > max(WORTH_COMPACTING, self._live):
            with contextlib.suppress(JournalError):
                self._rewrite(self.documents())

    def _open_for_reading(self, why: OSError) -> None:
        try:
            self._attach(File(files.open_own(self.path, write=False)))
        except OSError as error:
            raise self._unusable(error) from error
        self.read_only = files.reason(why)
        self._take_in()
        if self._found.schema < self._schema:
            raise JournalError(
                f"{self.path} is of an older version and cannot be brought up to date "
                f"({self.read_only}). It was left alone; make it writable and start again."
            )
        self.notices.append(
            f"{self.path} can be read but not written ({self.read_only}). "
            "Everything in it can be looked at; nothing new can be saved."
        )

    def _unusable(self, error: OSError) -> JournalError:
        return JournalError(
            f"{self.path} could not be opened ({files.reason(error)}). It was left alone; "
            "mend that, or set COACH_HOME to another folder. Articles and checks work without it."
        )

    def _attach(self, file: File) -> None:
        self._file = file
        self._forget()

    def _forget(self) -> None:
        self._tables, self._found = {}, lines.Header(lines.VERSION, self._schema)
        self._end = self._sum = self._line = self._live = self._count = 0

    def _opened(self) -> File:
        if self._file is None:
            raise JournalError("The journal is closed.")
        return self._file

    def _bring_up_to_date(self) -> None:
        if self._upgrade is None:
            raise JournalError(f"{self.path} is of an older version that is no longer known.")
        self._rewrite(self._upgrade(self, self._found.schema))

    # -- taking in --------------------------------------------------------------------

    def _take_in(self) -> None:
        """Read what is new, without the lock; a line being written is left for later."""
        file = self._opened()
        try:
            found = self.path.lstat()
        except FileNotFoundError:
            found = os.fstat(file.fd)  # moved away under us: what was read still stands
        if (found.st_dev, found.st_ino) == file.identity and found.st_size == self._end:
            return
        if (found.st_dev, found.st_ino) != file.identity:
            self._attach(File(files.open_own(self.path, write=not self.read_only)))
        elif found.st_size < self._end:
            self._forget()
        try:
            self._replay()
        except Damaged:
            self._forget()  # another process may have taken back what it could not finish
            self._replay()

    def _take_in_alone(self) -> None:
        """The same with the lock held: a line cut short is nobody's any more."""
        self._take_in()
        file = self._opened()
        rest = os.fstat(file.fd).st_size - self._end
        if rest:
            aside = files.keep_aside(self.path, file.read(self._end, rest), "cut-short")
            os.ftruncate(file.fd, self._end)
            files.sync(file.fd)
            self.notices.append(
                f"The last line of {self.path} was cut short while it was being written. "
                f"It is kept in {aside.name} beside it; everything before it is here."
            )

    def _replay(self) -> None:
        with open(self._opened().fd, "rb", buffering=1 << 20, closefd=False) as stream:
            stream.seek(self._end)
            for line in stream:
                if self._end == 0:
                    self._take_header(line)
                elif line.endswith(b"\n"):
                    self._take(line)

    def _take_header(self, line: bytes) -> None:
        try:
            header = lines.read_header(line)
            if header.schema > self._schema:
                raise lines.NotOurs("was written by a newer version of this program")
        except lines.NotOurs as error:
            raise JournalError(
                f"{self.path} {error}. It was left alone; nothing can be saved until it is moved "
                "away or COACH_HOME names another folder. Articles and checks work without it."
            ) from error
        self._found = header
        self._took(line, lines.claimed(line) or 0)

    def _take(self, line: bytes) -> None:
        checksum = lines.check(line, self._sum)
        if checksum is None:
            raise Damaged(
                f"{self.path} is damaged in line {self._line + 1}, at byte {self._end}. Nothing "
                'was changed; "coach journal verify --mend" keeps every sound line and sets this '
                f"file aside, and earlier copies are in {self.path.parent / 'backups'}."
            )
        for name, beginning in self._bulky.items():
            if lines.body_starts(line, beginning):
                id, offset, size = lines.single(line, beginning)
                whole = Kept(Place(self._opened(), self._end + offset, size))
                self._put(name, id, whole if size > len(_GONE) else None)
                break
        else:
            for name, documents in lines.parse(line).items():
                for id, raw in documents.items():
                    document = bytes(raw)
                    self._put(name, id, None if document == _GONE else Kept(document))
        self._took(line, checksum)

    def _took(self, line: bytes, checksum: int) -> None:
        self._sum = checksum
        self._end += len(line)
        self._line += 1

    def _put(self, name: str, id: str, kept: Kept | None) -> None:
        table = self._tables.setdefault(name, {})
        old = table.pop(id, None) if kept is None else table.get(id)
        if old is not None:
            self._live -= old.size + _AROUND
        if kept is not None:
            table[id] = kept
            self._live += kept.size + _AROUND

    def _dead(self) -> int:
        return self._end - self._live

    # -- writing ----------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise JournalError(
                f"Another window has been busy with {self.path} for {LOCK_SECONDS:.0f} seconds. "
                "Nothing was changed; close it, or try again."
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    def _ready_to_write(self) -> None:
        self._opened()
        if self.read_only:
            raise JournalError(
                f"{self.path} cannot be written ({self.read_only}). "
                "It was not changed; everything in it can still be read."
            )
        if self._broken:
            raise JournalError(self._broken)
        if not os.path.lexists(self.path):
            raise JournalError(
                f"{self.path} was moved or deleted while it was open, so nothing more is saved. "
                "Put it back, or start the program again."
            )
        self._take_in_alone()

    def _stage(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        assert self._staged is not None
        for name in self._staged.keys() | data.keys():
            old, new = self._staged.get(name, {}), data.get(name, {})
            if new is old:
                continue
            changed = {id: encode(doc) for id, doc in new.items() if _differs(doc, old.get(id))}
            gone = old.keys() - new.keys()
            table = {id: kept for id, kept in old.items() if id not in gone}
            table.update({id: Kept(raw) for id, raw in changed.items()})
            self._staged[name] = table
            self._pending.setdefault(name, {}).update(changed)
            self._pending[name].update(dict.fromkeys(gone, _GONE))

    def _append(self, pending: Mapping[str, Mapping[str, bytes]]) -> None:
        written = self._seal(_bodies(pending, self._bulky))
        self._write_durably(b"".join(written))
        for name in pending:  # whoever is looking through the old table goes on doing so
            self._tables[name] = dict(self._tables.get(name, {}))
        for line in written:
            self._take(line)

    def _seal(self, bodies: Iterable[bytes]) -> list[bytes]:
        sealed, checksum = [], self._sum
        for body in bodies:
            line, checksum = lines.seal(body, checksum)
            sealed.append(line)
        return sealed

    def _write_durably(self, data: bytes) -> None:
        """Append and sync; on failure take it back, or refuse all further writing."""
        file = self._opened()
        try:
            files.write_all(file.fd, data)
            files.sync(file.fd)
        except OSError as error:
            self._take_back(file, error)
            raise JournalError(
                f"This could not be saved to {self.path} ({files.reason(error)}). "
                "Everything saved before is safe; make room, and it is tried again."
            ) from error

    def _take_back(self, file: File, error: OSError) -> None:
        try:
            os.ftruncate(file.fd, self._end)
            files.sync(file.fd)
        except OSError:
            self._broken = (
                f"{self.path} cannot be written any more ({files.reason(error)}). Everything "
                "saved before is safe; start the program again when that is mended."
            )

    def _rewrite(self, documents: Stream) -> None:
        """Put a new file with just these documents in this one's place, durably."""
        try:
            files.replace_durably(self.path, _whole(documents, self._schema))
        except OSError as error:
            raise JournalError(
                f"{self.path} could not be written anew ({files.reason(error)}). "
                "It is as it was, and everything in it is safe."
            ) from error
        self._attach(File(files.open_own(self.path, write=True)))
        self._replay()


def _differs(document: Mapping[str, Any], old: Kept | None) -> bool:
    return document is not old or (isinstance(document, Kept) and document.changed)


def _bodies(pending: Mapping[str, Mapping[str, bytes]], bulky: Iterable[str]) -> Iterator[bytes]:
    """What to write, in order: new bulky documents, all that points to them, bulky ones gone."""
    bulk = [(name, id, raw) for name in bulky for id, raw in pending.get(name, {}).items()]
    for name, id, raw in bulk:
        if raw != _GONE:
            yield lines.changes({name: {id: raw}})
    rest = {name: changed for name, changed in pending.items() if changed and name not in bulky}
    if rest:
        yield lines.changes(rest)
    for name, id, raw in bulk:
        if raw == _GONE:
            yield lines.changes({name: {id: raw}})


def _whole(documents: Stream, schema: int) -> Iterator[bytes]:
    """A journal file with these documents, in pieces."""
    line, checksum = lines.header(schema)
    yield line
    for name, id, raw in documents:
        line, checksum = lines.seal(lines.changes({name: {id: raw}}), checksum)
        yield line
