"""What the program needs of the place where decisions are kept, as a protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from coach.guides.reading import Piece
    from coach.journal.decisions import Decision, Deleted, HomeSummary, Note, Person, Summary
    from coach.session.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Another window saved the same session meanwhile. Both are kept.

    ``kept`` is the one that was to be saved, under an id of its own; ``newer`` is the
    other window's, under the id that both had.
    """

    kept: Session
    newer: Session


class FoundDecisions(Protocol):
    """The decisions in which some words stand, by id."""

    def __contains__(self, id: object) -> bool: ...

    def __len__(self) -> int: ...

    def excerpt(self, id: str) -> tuple[Piece, ...]:
        """What was found in this decision, the hits told apart."""


class DecisionFinder(Protocol):
    """Finds decisions by their words, as they were when it was made."""

    def find(self, words: str) -> FoundDecisions:
        """The decisions in which all these words stand; the last may be unfinished."""


class Journal(Protocol):
    """Where open sessions and decisions are kept. Every call that returns has saved.

    Raises ``JournalError`` (a sentence for the user in ``str()``) when the
    journal cannot be read or written; nothing is overwritten then. One with a
    passphrase raises ``JournalLocked`` until ``open_with`` was called.
    """

    def sessions(self) -> Sequence[Session]:
        """Open sessions, the last touched first."""

    def keep(self, session: Session, base: Session | None = None) -> Clash | None:
        """Save an open session as it stands now; says so where two windows changed it.

        ``base`` is the state it was made from; without one, the state that this window
        saved or was given last.
        """

    def drop(self, session: str) -> None:
        """Forget an open session."""

    def record(self, decision: Decision) -> None:
        """Save a finished session as a decision; it is open no more."""

    def summaries(self) -> Sequence[Summary]:
        """All decisions, newest first."""

    def decision(self, id: str) -> Decision:
        """One decision, whole. Raises ``KeyError`` when there is none."""

    def note(self, id: str, note: Note) -> Decision:
        """Add a note to a decision and return it."""

    def without_last_note(self, id: str) -> Decision:
        """Take out the note that was added last. Raises ``KeyError`` as ``note``."""
        ...

    def take_back(self, id: str) -> Decision:
        """Take the last note out that says how things stand, and return the decision."""

    def forget(self, id: str, *, now: bool = False) -> Decision:
        """Delete a decision and return it. Raises ``KeyError`` when there is none.

        For 30 days ``restore`` (or ``record``) brings it back; ``now`` deletes it for good.
        """

    def deleted(self) -> Sequence[Deleted]:
        """Decisions that can be brought back, the last deleted first."""

    def restore(self, id: str) -> Decision:
        """Bring a deleted decision back and return it. Raises ``KeyError`` when it is gone."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Id and all the words of each decision, newest first, for searching."""

    def finder(self) -> DecisionFinder:
        """What finds decisions by their words; takes a moment to make."""

    def people(self) -> Sequence[Person]:
        """What is kept about people, by name."""

    def keep_person(self, person: Person) -> None:
        """Save what is kept about a person."""

    def forget_person(self, id: str) -> None:
        """Delete what is kept about a person; their decisions stay."""

    def glance(self, today: date) -> HomeSummary:
        """What home needs on this day, as cheaply as possible."""

    @property
    def opened(self) -> bool:
        """Whether all was read already, so that looking into it takes no time to speak of."""

    def open_with(self, passphrase: str) -> None:
        """Open a locked journal, for as long as the program runs.

        Takes a moment. Raises ``JournalLocked`` when the passphrase is another.
        """

    def notices(self) -> Sequence[str]:
        """Sentences about what was found on opening and what was done; each is given once."""

    def close(self) -> None:
        """Let go of the file."""
