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
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from tinydb.storages import Storage

from coach.problems import JournalError
from coach.store import log_lines, private_files
from coach.store.lazy_document import File, Kept, encode
from coach.store.log_reading import GONE, Reading, Tables

if TYPE_CHECKING:
    from coach.store.sealing import Key

LOCK_SECONDS = 10.0
"""How long to wait for another window that is writing."""

WORTH_COMPACTING = 256 * 1024
"""Dead bytes below this are left where they are."""

MUST_COMPACT = 8 * 1024 * 1024
"""Dead bytes above this, and above the living ones, are not left until the next start."""

Stream = Iterable[tuple[str, str, bytes]]
"""Documents on their way into a new file: table, id, JSON."""

_CANNOT_WRITE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Log(Storage):
    """The tables of one journal file, for ``TinyDB(path, storage=Log, ...)``.

    ``bulky`` names the tables whose documents stay in the file until they are
    looked at. ``upgrade`` turns the documents of an older schema into this one's.
    ``key`` opens a sealed file; one that is plain stays so until ``reseal``.
    Raises ``JournalError`` for everything that keeps the file from being used.
    """

    def __init__(
        self,
        path: Path,
        *,
        schema: int = 1,
        bulky: Iterable[str] = (),
        upgrade: Callable[["Log", int], Stream] | None = None,
        key: "Key | None" = None,
    ) -> None:
        self.path = path
        self.notices: list[str] = []
        self.read_only = ""
        self._seen = Reading(path, schema, bulky, key)
        self._upgrade = upgrade
        self._given: Tables = {}
        self._staged: Tables | None = None
        self._pending: dict[str, dict[str, bytes]] = {}
        self._broken = ""
        self.guard = threading.RLock()
        self._lock = FileLock(
            path.with_suffix(".lock"),
            timeout=LOCK_SECONDS,
            mode=private_files.PRIVATE_FILE,
            thread_local=False,
        )
        with self.guard:
            self._open()
            self._given = dict(self._seen.tables)

    # -- what TinyDB calls ------------------------------------------------------------

    def read(self) -> Tables | None:
        """The tables as they are now, other processes' saves included."""
        with self.guard:
            if self._staged is not None:
                return dict(self._staged)
            with private_files.said(self.path, "read"):
                self._seen.catch_up(write=not self.read_only)
            self._given = dict(self._seen.tables)
            return dict(self._given)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save what differs from what was read; returns when it is on the disk.

        Inside ``together`` it is only noted down until that ends. Outside, another
        process may have written since the read: only what this caller changed
        is changed, everything else stays as it is now.
        """
        with self.guard:
            changed = _changes(self._given if self._staged is None else self._staged, data)
            with self.together():
                self._stage(changed)
            self._given = dict(self._seen.tables)

    def close(self) -> None:
        """Compact if that is worth it, and let go of the file."""
        with self.guard:
            if self._seen.is_open:
                self.tidy()
                self._seen.attach(None)
                self._given = {}

    # -- what the journal calls -------------------------------------------------------

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Where the file is and how far it was read: device, inode, bytes."""
        return (*self._seen.file.identity, self._seen.end)

    def version(self, name: str) -> object:
        """Equal to what it was before as long as this table has not changed."""
        return self._seen.versions[name] if self._staged is None else object()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all writes within one transaction: all of them are saved, or none.

        Holds the lock, so that what is read inside stays true until the end.
        """
        with self.guard:
            if self._staged is not None:
                yield
                return
            with self._writing():
                self._staged, self._pending = dict(self._seen.tables), {}
                try:
                    yield
                    self._append(self._pending)
                finally:
                    self._staged, self._pending = None, {}
                if self._seen.dead > max(MUST_COMPACT, self._seen.living):
                    self._compact_if_possible()

    @contextmanager
    def still(self) -> Iterator[None]:
        """Keep other processes from writing, to copy the file whole."""
        with self.guard, self._writing():
            yield

    def documents(self) -> Iterator[tuple[str, str, bytes]]:
        """Every living document: table, id, JSON."""
        for name, table in self._seen.tables.items():
            for key, kept in table.items():
                yield name, key, kept.raw

    def tidy(self) -> None:
        """Compact, if that is worth it and possible."""
        if not (self._broken or self.read_only) and self._heavy():
            with contextlib.suppress(JournalError):
                self.compact()

    def compact(self) -> None:
        """Write the living documents into a new file and put it in this one's place."""
        with self.still():
            self._rewrite(self.documents())

    @property
    def sealed(self) -> bool:
        """Whether the file needs a key, as far as it was read."""
        return self._seen.found.sealed

    def reseal(self, key: "Key | None") -> None:
        """Write the file anew, sealed with this key; without one, for everybody to read.

        Only while it is ``still``: the copies in the folder have to follow.
        """
        self._put_in_place(self.documents(), key)

    # -- opening ----------------------------------------------------------------------

    def _open(self) -> None:
        private_files.make_private_folder(self.path.parent)
        try:
            with self._alone():
                self._open_for_writing()
        except OSError as error:
            if error.errno not in _CANNOT_WRITE:
                raise self._unusable(error) from error
            self._open_for_reading(error)

    def _open_for_writing(self) -> None:
        private_files.clear_leftover(self.path)
        if not os.path.lexists(self.path):
            private_files.replace_durably(
                self.path, whole_file((), self._seen.schema, self._seen.key)
            )
        self._seen.attach(File(private_files.open_own(self.path, write=True)))
        if os.fstat(self._seen.file.fd).st_size == 0:
            self._begin_again(b"")
        try:
            self._take_in_alone()
        except OSError as error:  # no room to set a cut line aside: reading works all the same
            self.notices.append(
                f"Nothing new can be saved in {self.path} yet ({private_files.reason(error)}). "
                "Everything in it can be read; make room, and saving is tried again."
            )
        if self._seen.is_older:
            self._bring_up_to_date()
        elif self._heavy() and self._seen.dead > self._seen.living:
            self._compact_if_possible()

    def _open_for_reading(self, why: OSError) -> None:
        self.read_only = private_files.reason(why)
        try:
            self._seen.attach(File(private_files.open_own(self.path, write=False)))
            self._seen.catch_up(write=False)
        except OSError as error:
            raise self._unusable(error) from error
        if self._seen.end == 0:
            raise self._unusable(why)
        if self._seen.is_older:
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
            f"{self.path} could not be opened ({private_files.reason(error)}). It was left alone; "
            "mend that, or set COACH_HOME to another folder. Articles and checks work without it."
        )

    def _bring_up_to_date(self) -> None:
        if self._upgrade is None:
            raise JournalError(
                f"{self.path} is of version {self._seen.found.schema}, which is no longer known. "
                "It was left alone."
            )
        self._rewrite(self._upgrade(self, self._seen.found.schema))

    def _take_in_alone(self) -> None:
        """Take in what is new, with the lock held: a line cut short is nobody's any more."""
        self._seen.catch_up(write=True)
        rest = self._seen.rest()
        if not rest:
            return
        if self._seen.end == 0:
            self._begin_again(rest)
            return
        aside = private_files.keep_aside(self.path, rest, "cut-short")
        os.ftruncate(self._seen.file.fd, self._seen.end)
        private_files.sync(self._seen.file.fd)
        self.notices.append(
            f"The last line of {self.path} was cut short while it was being written. "
            f"It is kept in {aside.name} beside it; everything before it is here."
        )

    def _begin_again(self, found: bytes) -> None:
        """Complete a first line that was cut short; nothing can have followed it.

        That of a sealed file is never cut short: it is put in its place whole.
        """
        first, _ = beginning(self._seen.schema, self._seen.key)
        if not first.startswith(found):
            raise self._seen.foreign("is not a journal of this program")
        os.ftruncate(self._seen.file.fd, 0)
        self._write_durably(first)
        self._seen.replay()

    # -- writing ----------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock. Raises ``JournalError`` when another process keeps it, or ``OSError``."""
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

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock, with all that others have written taken in."""
        self._refuse_unwritable()
        with contextlib.ExitStack() as held:
            with private_files.said(self.path, "written"):
                held.enter_context(self._alone())
                self._refuse_unwritable()
                self._take_in_alone()
            yield

    def _heavy(self) -> bool:
        return self._seen.dead > max(WORTH_COMPACTING, self._seen.living // 4)

    def _refuse_unwritable(self) -> None:
        if not self._seen.is_open:
            raise JournalError("The journal is closed.")
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

    def _stage(self, changed: Mapping[str, Mapping[str, bytes]]) -> None:
        assert self._staged is not None
        for name, documents in changed.items():
            table = dict(self._staged.get(name, {}))
            for key, raw in documents.items():
                if raw == GONE:
                    table.pop(key, None)
                else:
                    table[key] = Kept(raw)
            self._staged[name] = table
            self._pending.setdefault(name, {}).update(documents)

    def _append(self, pending: Mapping[str, Mapping[str, bytes]]) -> None:
        written = self._seal(_bodies(pending, self._seen.bulky))
        if not written:
            return
        self._write_durably(b"".join(written))
        for name in pending:  # whoever is looking through the old table goes on doing so
            self._seen.tables[name] = dict(self._seen.tables.get(name, {}))
        for line in written:
            self._seen.take(line)

    def _seal(self, bodies: Iterable[bytes]) -> list[bytes]:
        chain = self._seen.chain.copy()
        return [chain.write(body) for body in bodies]

    def _write_durably(self, data: bytes) -> None:
        """Append and sync; on failure take it back, or refuse all further writing."""
        file = self._seen.file
        try:
            private_files.write_all(file.fd, data)
            private_files.sync(file.fd)
        except OSError as error:
            self._take_back(file, error)
            raise JournalError(
                f"This could not be saved to {self.path} ({private_files.reason(error)}). Everything "
                "saved before is safe; mend that, and saving is tried again."
            ) from error

    def _take_back(self, file: File, error: OSError) -> None:
        try:
            os.ftruncate(file.fd, self._seen.end)
            private_files.sync(file.fd)
        except OSError:
            self._broken = (
                f"{self.path} cannot be written any more ({private_files.reason(error)}). Everything "
                "saved before is safe; mend that, and start the program again."
            )

    def _compact_if_possible(self) -> None:
        with contextlib.suppress(JournalError):  # a full disk: the file as it is does as well
            self._rewrite(self.documents())

    def _rewrite(self, documents: Stream) -> None:
        """Put a new file with just these documents in this one's place, durably."""
        self._put_in_place(documents, self._seen.key if self._seen.found.sealed else None)

    def _put_in_place(self, documents: Stream, key: "Key | None") -> None:
        try:
            private_files.replace_durably(self.path, whole_file(documents, self._seen.schema, key))
            self._seen.key = key
            self._seen.attach(File(private_files.open_own(self.path, write=True)))
        except OSError as error:
            raise JournalError(
                f"{self.path} could not be written anew ({private_files.reason(error)}). "
                "It is as it was, and everything in it is safe."
            ) from error
        self._seen.replay()


def beginning(schema: int, key: "Key | None") -> tuple[bytes, log_lines.Chain]:
    """The first line of a new journal, sealed where there is a key, and its chain."""
    return log_lines.begin(schema) if key is None else key.begin(schema)


def whole_file(documents: Stream, schema: int, key: "Key | None" = None) -> Iterator[bytes]:
    """A journal file with just these documents, in pieces."""
    line, chain = beginning(schema, key)
    yield line
    for name, id, raw in documents:
        yield chain.write(log_lines.changes({name: {id: raw}}))


def _changes(
    old: Mapping[str, Mapping[str, Kept]], new: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, bytes]]:
    """By table and id, the JSON of what is new or other, and ``null`` for what is gone.

    Tables and documents that are the very same objects are not looked into.
    """
    changed: dict[str, dict[str, bytes]] = {}
    for name in old.keys() | new.keys():
        before, after = old.get(name, {}), new.get(name, {})
        if before is after:
            continue
        put = {key: _encode(doc) for key, doc in after.items() if _differs(doc, before.get(key))}
        gone = dict.fromkeys(before.keys() - after.keys(), GONE)
        if put or gone:
            changed[name] = {**put, **gone}
    return changed


def _encode(document: Mapping[str, Any]) -> bytes:
    """As JSON; a document changed in place is as it was, until this is on the disk."""
    raw = encode(document)
    if isinstance(document, Kept):
        document.forget_change()
    return raw


def _differs(document: Mapping[str, Any], old: Kept | None) -> bool:
    return document is not old or (isinstance(document, Kept) and document.changed)


def _bodies(pending: Mapping[str, Mapping[str, bytes]], bulky: Iterable[str]) -> Iterator[bytes]:
    """What to write, in order: new bulky documents, all that points to them, bulky ones gone."""
    bulk = [(name, key, raw) for name in bulky for key, raw in pending.get(name, {}).items()]
    yield from (log_lines.changes({name: {key: raw}}) for name, key, raw in bulk if raw != GONE)
    rest = {name: changed for name, changed in pending.items() if changed and name not in bulky}
    if rest:
        yield log_lines.changes(rest)
    yield from (log_lines.changes({name: {key: raw}}) for name, key, raw in bulk if raw == GONE)
