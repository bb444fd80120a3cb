"""What screens ask of the app, where it takes more than an action of the app by its name.

What is done in a session goes to its controller.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from coach.app.ports import Reminder
    from coach.journal.decisions import Decision
    from coach.journal.follow_up import Ask
    from coach.session.session import Session
    from coach.vocabulary import Situation


class Turned(Message):
    """Another question stands there: a key that is still held is not meant for it."""


@dataclass
class StartSession(Message):
    """Start a new session."""

    situation: Situation
    """What has stalled."""


@dataclass
class Begin(Message):
    """Enter a new session in which something is known already."""

    session: Session
    """The session, not saved yet."""


@dataclass
class Resume(Message):
    """Go on with a session that was left."""

    session: Session
    """The session as it was left."""


@dataclass
class Drop(Message):
    """Throw an unfinished session away; it can be brought back while the program runs."""

    session: Session
    """The session as it was left."""


@dataclass
class TakeBack(Message):
    """Bring an unfinished session back that was thrown away."""

    session: Session
    """The session as it was left."""


@dataclass
class GoHome(Message):
    """Leave the session, which is kept, and go home."""

    then_open: str = ""
    """The id of a decision to open there, if any."""


@dataclass
class Finished(Message):
    """The session has ended and its decision is in the journal."""

    decision: Decision
    """What was written into the journal."""


@dataclass
class SettingChanged(Message):
    """A setting is to be kept for good."""

    key: str
    """Its name in the settings file."""
    value: object
    """What it is set to."""


@dataclass
class Read(Message):
    """Open something to read."""

    place: str
    """"slug" or "slug#section"; empty for the library."""


@dataclass
class Copy(Message):
    """Put a text where it can be pasted."""

    text: str
    """The text, exactly."""


@dataclass
class SaveReminder(Message):
    """Save a date for the calendar."""

    reminder: Reminder
    """The entry."""


@dataclass
class SaveText(Message):
    """Save words as a plain text file."""

    subject: str
    """What the file is named after."""
    body: str
    """The words."""


@dataclass
class OpenDecision(Message):
    """Open one past decision."""

    id: str
    """Its id."""
    ask: Ask | None = None
    """What to ask about it at once; None asks what it has come due with."""


@dataclass
class OpenPerson(Message):
    """Open what is known about a person."""

    name: str
    """Any spelling of their name."""
