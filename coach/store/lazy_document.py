"""Documents as they lie in the file, decoded only when somebody looks."""

import os
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import TinyDB
from tinydb.table import Document, Table

from coach.problems import JournalError

if TYPE_CHECKING:
    from coach.store.sealing import SealedChain


class File:
    """An open journal file; closed when the last document in it is let go of."""

    __slots__ = ("fd", "identity")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        found = os.fstat(fd)
        self.identity = (found.st_dev, found.st_ino)

    def read(self, offset: int, size: int) -> bytes:
        """These bytes of it. Raises ``JournalError`` when they are no longer there."""
        data = os.pread(self.fd, size, offset)
        if len(data) != size:
            raise JournalError("The journal became shorter while it was open; open it again.")
        return data

    def __del__(self) -> None:
        os.close(self.fd)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bulky document lies in its file: offset and size in bytes."""

    file: File
    offset: int
    size: int

    def read(self) -> bytes:
        """The document. Raises ``JournalError`` when it is no longer there."""
        return self.file.read(self.offset, self.size)


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """Where a bulky document lies that is sealed: its line, and where in what that says."""

    file: File
    line: int
    length: int
    chain: "SealedChain"
    offset: int
    size: int

    def read(self) -> bytes:
        """The document. Raises ``JournalError`` when it is no longer what it was."""
        said = self.chain.again(self.file.read(self.line, self.length))
        return said[self.offset : self.offset + self.size]


class Kept(MutableMapping[str, Any]):
    """One document. Every look gives fresh values, so no answer can change the journal.

    Setting a key marks the document as ``changed``; the log writes it out and
    goes on with the new text.
    """

    __slots__ = ("_new", "_source", "size")

    def __init__(self, source: bytes | Place | SealedPlace) -> None:
        self._source = source
        self._new: dict[str, Any] | None = None
        self.size = len(source) if isinstance(source, bytes) else source.size

    @property
    def raw(self) -> bytes:
        """The document as it was written: JSON in UTF-8."""
        source = self._source
        return source if isinstance(source, bytes) else source.read()

    @property
    def changed(self) -> bool:
        """Whether keys were set that are not in the file."""
        return self._new is not None

    def forget_change(self) -> None:
        """Be again as it is in the file."""
        self._new = None

    def whole(self) -> dict[str, Any]:
        """All of it, as values of the caller's own."""
        document: dict[str, Any] = msgspec.json.decode(self.raw)
        return document if self._new is None else dict(self._new)

    def __getitem__(self, key: str) -> Any:
        return self.whole()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._new = {**self.whole(), key: value}

    def __delitem__(self, key: str) -> None:
        new = self.whole()
        del new[key]
        self._new = new

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())


def encode(document: Mapping[str, Any]) -> bytes:
    """A document as JSON. Raises ``ValueError`` unless it comes back exactly the same."""
    whole = document.whole() if isinstance(document, Kept) else dict(document)
    raw = msgspec.json.encode(whole)
    if msgspec.json.decode(raw) != whole:
        raise ValueError("This document would not come back from JSON as it is.")
    return raw


class Row(Document):
    """A document handed out by a table, decoded once."""

    def __init__(self, value: Mapping[str, Any], doc_id: str) -> None:
        super().__init__(value.whole() if isinstance(value, Kept) else value, doc_id)  # type: ignore[arg-type]


class ById(Table):
    """A table whose ids are the program's own (text), not numbers."""

    document_class = Row  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def by_id(self, key: str) -> Row | None:
        """The document with this id, or None."""
        return self.get(doc_id=key)  # type: ignore[call-overload, no-any-return]

    def put(self, rows: Sequence[Row]) -> None:
        """Save these documents, in place of any with the same ids."""
        self.remove(doc_ids=[row.doc_id for row in rows])
        self.insert_multiple(rows)

    def without(self, key: str) -> None:
        """Remove the document with this id, if there is one."""
        self.remove(doc_ids=[key])  # type: ignore[list-item]


class Database(TinyDB):
    """TinyDB with our own ids; nothing else about it is changed."""

    table_class = ById
