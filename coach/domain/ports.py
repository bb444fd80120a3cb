"""What the program needs of the machine, as small protocols.

Only the command line builds the real ones; tests hand in real ones on
temporary folders, or values.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from coach.domain.record import Decision, Note, Summary
from coach.domain.session import Session


class Clock(Protocol):
    """The one door to the time."""

    def now(self) -> datetime:
        """This moment, with the user's own zone."""


class Journal(Protocol):
    """Where walks and decisions are kept. Every call that returns has saved.

    Raises ``JournalError`` (a sentence for the user in ``str()``) when the
    journal cannot be read or written; nothing is overwritten then.
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

    def close(self) -> None:
        """Let go of the file."""


class JournalError(Exception):
    """The journal cannot be read or written; the message says what, where and what still works."""


class Clipboard(Protocol):
    """Somewhere to paste from."""

    def copy(self, text: str) -> str:
        """Hand the text over and return one sentence: where it went, and what if it is empty."""


class Dates(Protocol):
    """Reads dates as people type them."""

    def read(self, typed: str, today: date) -> date | None:
        """The date meant ("12 nov", "9 days ago", "last tuesday", ISO), or None."""


class Outbox(Protocol):
    """Writes files to hand over to other programs."""

    def save_mail(self, *, to: str, subject: str, body: str) -> str:
        """Write an unsent message other mail programs open as a draft; returns where.

        Raises ``OutboxError``.
        """

    def save_text(self, *, subject: str, body: str) -> str:
        """Write the words to a plain text file; returns where. Raises ``OutboxError``."""


class OutboxError(Exception):
    """A file could not be saved; the message says which, why and what still works."""
