"""What a journal file says: its lines taken in one after the other, each checked."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import DecodeError

from coach.problems import JournalError
from coach.store import log_lines, private_files
from coach.store.lazy_document import File, Kept, Place, SealedPlace

if TYPE_CHECKING:
    from coach.store.sealing import Key, SealedChain

Tables = dict[str, dict[str, Kept]]

GONE = b"null"
"""The document that removes one."""

_AROUND = 48
"""About how many bytes a line needs beside its document."""


def begun(path: Path, line: bytes, header: log_lines.Header, key: "Key | None") -> log_lines.Chain:
    """The chain that a first line begins. Raises ``JournalLocked`` where its key is missing."""
    if not header.sealed:
        return log_lines.Chain(log_lines.claimed(line) or 0)
    from coach.store import sealing

    chain = None if key is None else key.chain(line)
    if chain is None:
        raise sealing.locked(path)
    return chain


class DamagedError(JournalError):
    """A line that is not the last is not what was written there."""


class Reading:
    """The tables of a journal file as far as it was read, and where that ends.

    ``bulky`` names the tables whose documents stay in the file until they are
    looked at. ``end`` counts bytes, ``chain`` stands behind the last line taken.
    ``key`` opens the file if it is sealed.
    """

    def __init__(
        self, path: Path, schema: int, bulky: Iterable[str], key: "Key | None" = None
    ) -> None:
        self.path = path
        self.schema = schema
        self.key = key
        self.bulky = {name: log_lines.opens(name) for name in bulky}
        self.versions: Counter[str] = Counter()
        self._file: File | None = None
        self.forget()

    @property
    def file(self) -> File:
        """The open file. Raises ``JournalError`` once the journal is closed."""
        if self._file is None:
            raise JournalError("The journal is closed.")
        return self._file

    @property
    def is_open(self) -> bool:
        """Whether there is a file to read from."""
        return self._file is not None

    @property
    def dead(self) -> int:
        """About how many bytes hold documents that were replaced or removed since."""
        return self.end - self.living

    @property
    def is_older(self) -> bool:
        """Whether the documents are of an older schema than this program's."""
        return self.found.schema < self.schema

    def attach(self, file: File | None) -> None:
        """Read from this file from now on; nothing of it is known yet."""
        self._file = file
        self.forget()

    def forget(self) -> None:
        """Know nothing of the file any more; every table counts as changed."""
        self.tables: Tables = {}
        self.found = log_lines.Header(log_lines.VERSION, self.schema)
        self.chain = log_lines.Chain()
        self.end = self.living = self._line = 0
        self.versions.update(self.versions.keys())

    def catch_up(self, *, write: bool) -> None:
        """Take in what is new at the path, also when the file there was replaced.

        A line that somebody is still writing is left for later. Raises
        ``DamagedError``, other ``JournalError`` or ``OSError``.
        """
        try:
            found = self.path.lstat()
        except FileNotFoundError:
            found = os.fstat(self.file.fd)  # moved away under us: what was read still stands
        if (found.st_dev, found.st_ino) != self.file.identity:
            self.attach(File(private_files.open_own(self.path, write=write)))
        elif found.st_size == self.end:
            return
        elif found.st_size < self.end:
            self.forget()
        try:
            self.replay()
        except DamagedError:
            self.forget()  # another process may have taken back what it could not finish
            self.replay()

    def replay(self) -> None:
        """Take in every whole line from where reading ended.

        Tables handed out before stay as they are, for whoever still looks through them.
        """
        self.tables = {name: dict(rows) for name, rows in self.tables.items()}
        with open(self.file.fd, "rb", buffering=1 << 20, closefd=False) as stream:
            stream.seek(self.end)
            for line in stream:
                if not line.endswith(b"\n"):
                    break
                if self.end == 0:
                    self._take_header(line)
                else:
                    self.take(line)

    def rest(self) -> bytes:
        """What follows the last whole line."""
        size = os.fstat(self.file.fd).st_size - self.end
        return self.file.read(self.end, size) if size else b""

    def take(self, line: bytes) -> None:
        """Take in one whole line that follows the last. Raises ``DamagedError``."""
        said = self.chain.read(line)
        if said is None:
            raise self._damaged()
        try:
            self._take_documents(said, len(line))
        except DecodeError as error:
            raise self._damaged() from error
        self._took(line)

    def foreign(self, what: str) -> JournalError:
        """The error for a file that is not a journal for this program."""
        return JournalError(
            f"{self.path} {what}. It was left alone; nothing can be saved until it is moved "
            "away or COACH_HOME names another folder. Articles and checks work without it."
        )

    def _take_header(self, line: bytes) -> None:
        try:
            header = log_lines.read_header(line)
        except log_lines.ForeignError as error:
            raise self.foreign(str(error)) from error
        if header.schema > self.schema:
            raise self.foreign("was written by a newer version of this program")
        self.chain = begun(self.path, line, header, self.key)
        self.found = header
        self._took(line)

    def _take_documents(self, line: bytes, length: int) -> None:
        for name, beginning in self.bulky.items():
            if log_lines.body_starts(line, beginning):
                key, offset, size = log_lines.single(line, beginning)
                whole = Kept(self._place(length, offset, size))
                self._put(name, key, whole if size > len(GONE) else None)
                return
        for name, documents in log_lines.parse(line).items():
            for key, raw in documents.items():
                document = bytes(raw)
                self._put(name, key, None if document == GONE else Kept(document))

    def _place(self, length: int, offset: int, size: int) -> Place | SealedPlace:
        """Where a document lies, ``offset`` bytes into what the line of ``length`` says."""
        if not self.found.sealed:
            return Place(self.file, self.end + offset, size)
        chain = cast("SealedChain", self.chain)
        return SealedPlace(self.file, self.end, length, chain, offset, size)

    def _put(self, name: str, key: str, kept: Kept | None) -> None:
        table = self.tables.setdefault(name, {})
        old = table.pop(key, None) if kept is None else table.get(key)
        if old is not None:
            self.living -= old.size + _AROUND
        if kept is not None:
            table[key] = kept
            self.living += kept.size + _AROUND
        self.versions[name] += 1

    def _took(self, line: bytes) -> None:
        self.end += len(line)
        self._line += 1

    def _damaged(self) -> DamagedError:
        return DamagedError(
            f"{self.path} is damaged in line {self._line + 1}, at byte {self.end}. Nothing was "
            'changed; "coach journal verify --mend" sets it aside and keeps what is sound, and '
            f"earlier copies are in {self.path.parent / 'backups'}."
        )
