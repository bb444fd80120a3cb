"""TinyDB's tables over rows: no call reads or writes more than it is about."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from coach.store.database import COLUMNS, Row, SqliteStorage

_OPERATORS = {"==": "is", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class SqliteTable(Table):
    """TinyDB's table, with the journal's calls done on single rows. Documents carry an ``id``."""

    def __init__(self, storage: SqliteStorage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **options)
        self._file = storage

    def raw(self, cond: QueryLike | None = None, limit: int = -1) -> list[bytes]:
        """The JSON of the documents that a query finds, the latest first."""
        return [raw for _, raw in self._rows(cond, limit)]

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that a query finds, the latest first; fresh ones every time."""
        return [*map(_document, self._rows(cond))]

    def insert(self, document: Mapping[str, Any]) -> int:
        """Save a new document; returns its number."""
        return self._file.put(self.name, document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Save new documents, all or none; returns their numbers."""
        with self._file.together():
            return [self.insert(document) for document in documents]

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Set fields of the documents that a query finds; returns their numbers."""
        if cond is None or doc_ids is not None or callable(fields):
            return super().update(fields, cond, doc_ids)
        with self._file.together():
            found = self.search(cond)
            return [self._file.put(self.name, {**each, **fields}, each.doc_id) for each in found]

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Set these fields of the documents that a query finds, or save it as a new one."""
        with self._file.together():
            return super().upsert(document, cond)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove the documents that a query finds; returns their numbers."""
        if cond is None or doc_ids is not None:
            return super().remove(cond, doc_ids)
        with self._file.together():
            numbers = [number for number, _ in self._rows(cond)]
            self._file.remove(self.name, numbers)
        return numbers

    def __len__(self) -> int:
        return self._file.count(self.name)

    def __iter__(self) -> Iterator[Document]:
        return map(_document, self._rows())

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """What TinyDB does to a whole table: in one transaction, look and save."""
        with self._file.together():
            super()._update_table(updater)

    def _rows(self, cond: QueryLike | None = None, limit: int = -1) -> list[Row]:
        """The rows that a query finds; by their columns, which a sealed journal leaves empty."""
        sealed = self._file.head is not None
        if cond is None:
            found = self._file.rows(self.name, limit=-1 if sealed else limit)
        elif asked := _as_sql(getattr(cond, "_hash", None), {"id", *(() if sealed else COLUMNS)}):
            found = self._file.rows(self.name, *asked)
        else:
            found = [row for row in self._file.rows(self.name) if cond(_document(row))]
        return found if limit < 0 else found[:limit]


class Database(TinyDB):
    """TinyDB with tables of rows; nothing else about it is changed."""

    def __init__(self, file: SqliteStorage) -> None:
        super().__init__(storage=lambda: file)
        self.file = file

    def table(self, name: str, **options: Any) -> SqliteTable:
        """The table with this name."""
        return SqliteTable(self.file, name, **options)


def _document(row: Row) -> Document:
    number, raw = row
    return Document(msgspec.json.decode(raw), number)


def _as_sql(query: object, columns: set[str]) -> tuple[str, list[object]] | None:
    """What a TinyDB query says, by its own description of itself, or None where SQL cannot."""
    match query:
        case ("and" | "or" as word, frozenset() as parts):
            told = [each for part in parts if (each := _as_sql(part, columns))]
            if len(told) < len(parts):
                return None
            values = [value for _, values in told for value in values]
            return f"({f' {word} '.join(sql for sql, _ in told)})", values
        case ("one_of", (str() as name,), tuple() as values) if name in columns:
            return f"{name} in ({', '.join('?' * len(values))})", [*values]
        case (str() as sign, (str() as name,), value) if sign in _OPERATORS and name in columns:
            return f"{name} {_OPERATORS[sign]} ?", [value]
    return None
