"""What the program needs of the machine, as small protocols.

Only the command line builds the real ones; tests hand in real ones on
temporary folders, or values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from coach.inbox.mailbox_reader import Tally
    from coach.inbox.threads import Message
    from coach.session.templates import Template


class Clock(Protocol):
    """The one door to the time."""

    def now(self) -> datetime:
        """This moment, with the user's own zone."""


class Clipboard(Protocol):
    """Somewhere to paste from."""

    def copy(self, text: str) -> str:
        """Hand the text over and return one sentence: where it went, and what if it is empty."""


class Dates(Protocol):
    """Reads dates as people type them."""

    def read(self, typed: str, today: date, *, ahead: bool = False) -> date | None:
        """The date meant ("12 nov", "9 days ago", "last tuesday", ISO), or None.

        What lacks its year or month is the latest such day, or with ``ahead`` the next.
        """


class Outbox(Protocol):
    """Writes files to hand over to other programs."""

    def save_mail(self, *, to: str, subject: str, body: str, instead_of: str = "") -> str:
        """Write an unsent message other mail programs open as a draft; returns where.

        The older file of the same message, which it comes ``instead_of``, gets another name.
        Raises ``OutboxError``.
        """

    def save_text(self, *, subject: str, body: str, instead_of: str = "") -> str:
        """Write the words to a plain text file, as ``save_mail`` does; returns where."""

    def save_log(self, *, title: str, text: str) -> str:
        """Write the text exactly as it is, under a name made of the title; returns where.

        Raises ``OutboxError``.
        """

    def save_export(self, *, title: str, ending: str, data: bytes) -> str:
        """Write what was taken out of the journal; returns where. Raises ``OutboxError``.

        ``ending`` is that of the file's name, with its dot.
        """

    def save_reminder(self, reminder: Reminder, now: datetime) -> str:
        """Write a calendar file with an alarm; returns where. Raises ``OutboxError``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A date for the calendar. A ``datetime`` (with zone) has a time, a ``date`` is all day.

    ``key`` names what it is about ("a decision's id, which date") and stays the
    same for good: saving the same key again moves the entry and adds none.
    """

    key: str
    title: str
    when: date
    notes: str = ""


class TemplateKeeper(Protocol):
    """Keeps the user's own templates."""

    def save(self, template: Template) -> Template:
        """Keep it, over the one it was if it is the user's own; raises ``OutboxError``."""

    def delete(self, id: str) -> None:
        """Forget one of the user's own; raises ``OutboxError``."""


class Opener(Protocol):
    """Opens links in the user's own programs."""

    def open(self, link: str) -> str:
        """Open a ``mailto:`` or ``https:`` link and say in one sentence what came of it."""

    def mail(self, *, to: str, subject: str, body: str) -> str:
        """Open the message in the mail program of the desktop; says what came of it."""

    def mails(self, *, to: str, subject: str, body: str) -> bool:
        """Whether there is a desktop to ask, and the message is short enough for a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What came back from another editor: the text, and a sentence where something went wrong.

    With a ``problem``, ``text`` is the text as it was before.
    """

    text: str
    problem: str = ""


class Editor(Protocol):
    """The user's own text editor; the screen is suspended around it."""

    def edit(self, text: str) -> Edited:
        """Let the user edit the text. Never raises, takes as long as the user does."""

    def name(self) -> str:
        """What will open, to be said before it does; empty where there is no editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailProgram:
    """A mail program for the terminal and the command that opens a draft in it, to be shown."""

    name: str
    argv: tuple[str, ...]


class TerminalMail(Protocol):
    """Mail programs that take over the terminal; the screen is suspended around them."""

    def programs(self, file: str, *, to: str, subject: str, body: str) -> Sequence[MailProgram]:
        """Those installed here that can open this draft, which is saved in ``file``."""

    def open(self, program: MailProgram) -> str:
        """Run it and wait; returns a sentence where it failed, else nothing. Never raises."""


class MessageFiles(Protocol):
    """Reads mail and chats from files; never writes, never raises."""

    def messages(self, names: Sequence[str], tally: Tally) -> Iterator[Message]:
        """The messages in these files and folders; what can't be read is in the tally."""

    def exists(self, typed: str) -> bool:
        """Whether there's a file or folder under this path."""

    def completions(self, typed: str) -> Sequence[str]:
        """Paths that go on from what is typed, folders with a slash at their end."""
