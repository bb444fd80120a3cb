"""Which found threads were closed, put off or seen: a table of hashes in the journal's file."""

from collections.abc import Iterable

from coach.inbox.closed import Mark
from coach.store.codec import document, from_json
from coach.store.journal_store import TinyJournal, by_id


class JournalThreads:
    """Fulfils ``coach.inbox.closed.ClosedThreads``; sealed where the journal is."""

    def __init__(self, journal: TinyJournal) -> None:
        self._journal = journal

    def marks(self) -> Iterable[Mark]:
        """All marks. Raises ``JournalError``."""
        file = self._journal.file
        if file.nothing_yet:
            return ()
        return tuple(from_json(raw, Mark) for _, raw in file.database.table("threads").raw())

    def put(self, mark: Mark) -> None:
        """Keep a mark; it takes the place of one with the same id. Raises ``JournalError``."""
        self.put_all([mark])

    def put_all(self, marks: Iterable[Mark]) -> None:
        """Keep many at once. Raises ``JournalError``."""
        table = self._journal.file.database.table("threads")
        with self._journal.together():
            for each in marks:
                table.upsert(document(each), by_id(each.id))

    def remove(self, id: str) -> None:
        """Forget a mark. Raises ``JournalError``."""
        self._journal.file.database.table("threads").remove(by_id(id))
