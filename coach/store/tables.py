"""TinyDB's tables over rows: no call reads or writes more than it is about."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from coach.store.database import COLUMNS, SqliteStorage

_OPERATORS = {"==": "is", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class SqliteTable(Table):
    """TinyDB's table, with the journal's calls done on single rows. Documents carry an ``id``."""

    def __init__(self, storage: SqliteStorage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **options)
        self._file = storage

    def raw(self, cond: QueryLike | None = None, limit: int = -1) -> list[tuple[int, bytes]]:
        """Number and JSON of the documents that a query finds, the latest first."""
        narrowed = self._narrowed(cond)
        if narrowed is not None:
            return self._file.rows(self.name, *narrowed, limit=limit)
        found = self._file.rows(self.name)
        if cond is not None:
            found = [row for row in found if cond(msgspec.json.decode(row[1]))]
        return found if limit < 0 else found[:limit]

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that a query finds, the latest first; fresh ones every time."""
        return [Document(msgspec.json.decode(raw), number) for number, raw in self.raw(cond)]

    def get(
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Any:
        """The first document that a query finds, or None; by numbers as in TinyDB."""
        if doc_ids is not None:
            return [each for each in self if each.doc_id in doc_ids]
        if doc_id is not None:
            found = self._file.rows(self.name, "doc_id is ?", [doc_id])
            return next((Document(msgspec.json.decode(raw), doc_id) for _, raw in found), None)
        return None if cond is None else next(iter(self.search(cond)), None)

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
        if cond is None:
            return super().upsert(document, cond)
        with self._file.together():
            return self.update(document, cond) or [self.insert(document)]

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove the documents that a query finds; returns their numbers."""
        with self._file.together():
            numbers = [*doc_ids] if doc_ids is not None else [row for row, _ in self.raw(cond)]
            self._file.remove(self.name, numbers)
        return numbers

    def __len__(self) -> int:
        return self._file.count(self.name)

    def __iter__(self) -> Iterator[Document]:
        return iter([Document(msgspec.json.decode(raw), number) for number, raw in self.raw()])

    def _narrowed(self, cond: QueryLike | None) -> tuple[str, list[object]] | None:
        """The query as SQL, where columns answer it; a sealed journal fills none but the id."""
        sealed = self._file.head is not None
        if cond is None:
            return None if sealed else ("1", [])
        return _as_sql(getattr(cond, "_hash", None), {"id"} if sealed else {"id", *COLUMNS})


class Database(TinyDB):
    """TinyDB with tables of rows; nothing else about it is changed."""

    def __init__(self, file: SqliteStorage) -> None:
        super().__init__(storage=lambda: file)
        self.file = file

    def table(self, name: str, **options: Any) -> SqliteTable:
        """The table with this name."""
        return SqliteTable(self.file, name, **options)


def _as_sql(query: object, columns: set[str]) -> tuple[str, list[object]] | None:
    """What a TinyDB query says, by its own description of itself, or None where SQL cannot."""
    match query:
        case ("and" | "or" as word, frozenset() as parts):
            found = [_as_sql(part, columns) for part in parts]
            told = [each for each in found if each is not None]
            if len(told) < len(found):
                return None
            values = [value for _, values in told for value in values]
            return f"({f' {word} '.join(sql for sql, _ in told)})", values
        case ("one_of", (str() as name,), tuple() as values) if name in columns:
            return f"{name} in ({', '.join('?' * len(values))})", [*values]
        case (str() as sign, (str() as name,), value) if sign in _OPERATORS and name in columns:
            return f"{name} {_OPERATORS[sign]} ?", [value]
    return None
