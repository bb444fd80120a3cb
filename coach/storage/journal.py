"""The journal: walks and decisions in TinyDB, over a log that does not lose them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.domain.ports import JournalError
from coach.domain.record import Decision, Note, Summary
from coach.domain.session import Session

if TYPE_CHECKING:
    from coach.storage.kept import Database
    from coach.storage.log import Log

FILE = "journal.jsonl"
SCHEMA = 1
BULKY = ("details",)


def open_journal(folder: Path) -> "TinyJournal":
    """The journal in this folder. Nothing is read or made before it is first asked."""
    return TinyJournal(folder / FILE)


class TinyJournal:
    """Fulfils ``coach.domain.ports.Journal``. Opened when it is first asked something.

    Tables: ``walks`` (unfinished), ``decisions`` (summaries), ``details``
    (decisions, whole, read only when one is opened).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: Database | None = None
        self._summaries: tuple[object, tuple[Summary, ...]] = (None, ())

    def walks(self) -> Sequence[Session]:
        """Walks not finished yet, the last touched first."""
        from coach.storage.codec import from_document

        walks = [from_document(document, Session) for document in self._db().table("walks")]
        return tuple(sorted(walks, key=lambda walk: walk.touched, reverse=True))

    def keep(self, session: Session) -> None:
        """Save a walk as it stands now."""
        self._put("walks", session.id, session)

    def drop(self, walk: str) -> None:
        """Forget an unfinished walk."""
        with self._log().together():
            self._remove("walks", walk)

    def record(self, decision: Decision) -> None:
        """Save a finished walk; it is unfinished no more."""
        with self._log().together():
            self._put_decision(decision)
            self._remove("walks", decision.session.id)

    def summaries(self) -> Sequence[Summary]:
        """All decisions, newest first."""
        from coach.storage.codec import from_json

        tables = self._log().read() or {}
        stamp, known = self._log().stamp, self._summaries
        if known[0] != stamp:
            found = [from_json(kept.raw, Summary) for kept in tables.get("decisions", {}).values()]
            found.sort(key=lambda summary: summary.decided, reverse=True)
            known = self._summaries = (stamp, tuple(found))
        return known[1]

    def decision(self, id: str) -> Decision:
        """One decision, whole. Raises ``KeyError`` when there is none."""
        from coach.storage.codec import from_document

        table = self._db().table("decisions")
        found = self._db().table("details").get(doc_id=id) if table.contains(doc_id=id) else None  # type: ignore[arg-type]
        if found is None:
            raise KeyError(id)
        assert not isinstance(found, list)
        return from_document(found, Decision)

    def note(self, id: str, note: Note) -> Decision:
        """Add a note to a decision and return it."""
        with self._log().together():
            decision = self.decision(id).with_note(note)
            self._put_decision(decision)
        return decision

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    # -- within -----------------------------------------------------------------------

    def _db(self) -> "Database":
        if self._database is None:
            from coach.storage.kept import Database
            from coach.storage.log import Log

            self._database = Database(self.path, schema=SCHEMA, bulky=BULKY, storage=Log)
        return self._database

    def _log(self) -> "Log":
        log: Log = self._db().storage  # type: ignore[assignment]
        return log

    def _put_decision(self, decision: Decision) -> None:
        self._put("details", decision.id, decision)
        self._put("decisions", decision.id, decision.summary())

    def _put(self, table: str, id: str, value: object) -> None:
        from coach.storage.codec import to_document
        from coach.storage.kept import Row

        document = to_document(value)
        with self._log().together():
            self._db().table(table).upsert(Row(document, id))

    def _remove(self, table: str, id: str) -> None:
        self._db().table(table).remove(doc_ids=[id])  # type: ignore[list-item]


__all__ = ["FILE", "JournalError", "TinyJournal", "open_journal"]
