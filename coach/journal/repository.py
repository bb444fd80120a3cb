"""What the program needs of the place where decisions are kept, as a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.journal.decisions import Decision, HomeSummary, Note, Person, Summary
    from coach.session.session import Session


class Journal(Protocol):
    """Where walks and decisions are kept. Every call that returns has saved.

    Raises ``JournalError`` (a sentence for the user in ``str()``) when the
    journal cannot be read or written; nothing is overwritten then. One with a
    passphrase raises ``JournalLocked`` until ``open_with`` was called.
    """

    def walks(self) -> Sequence[Session]:
        """Walks not finished yet, the last touched first."""

    def keep(self, session: Session) -> None:
        """Save a walk as it stands now."""

    def drop(self, walk: str) -> None:
        """Forget an unfinished walk."""

    def record(self, decision: Decision) -> None:
        """Save a finished walk; it is unfinished no more."""

    def summaries(self) -> Sequence[Summary]:
        """All decisions, newest first."""

    def decision(self, id: str) -> Decision:
        """One decision, whole. Raises ``KeyError`` when there is none."""

    def note(self, id: str, note: Note) -> Decision:
        """Add a note to a decision and return it."""

    def forget(self, id: str) -> Decision:
        """Delete a decision and return it; ``record`` brings it back. Raises ``KeyError``."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Id and all the words of each decision, newest first, for searching."""

    def people(self) -> Sequence[Person]:
        """What is kept about people, by name."""

    def keep_person(self, person: Person) -> None:
        """Save what is kept about a person."""

    def forget_person(self, id: str) -> None:
        """Delete what is kept about a person; their decisions stay."""

    def glance(self) -> HomeSummary:
        """What home needs, as cheaply as possible."""

    @property
    def opened(self) -> bool:
        """Whether it was read already, so that looking into it takes no time to speak of."""

    def open_with(self, passphrase: str) -> None:
        """Open a locked journal, for as long as the program runs.

        Takes a moment. Raises ``JournalLocked`` when the passphrase is another.
        """

    def notices(self) -> Sequence[str]:
        """Sentences about what was found on opening and what was done; each is given once."""

    def close(self) -> None:
        """Let go of the file."""
