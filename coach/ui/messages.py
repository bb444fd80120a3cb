"""What screens say to the app: intentions, never deeds."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from coach.app.closing import End, Way
    from coach.app.ports import Reminder
    from coach.journal.decisions import Note, Person
    from coach.session.session import Session
    from coach.vocabulary import Situation


class StartSession(Message):
    """Start a new walk in this situation."""

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self.situation = situation


class Resume(Message):
    """Go on with a walk that was left."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class Become(Message):
    """The walk is this now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class Wish(Enum):
    """What a screen cannot do by itself."""

    HOME = auto()
    TEMPLATES = auto()
    EDITOR = auto()
    EYE = auto()
    KEEP = auto()
    OVERRULE = auto()
    UNSENDABLE = auto()


class Want(Message):
    """A dialogue or another screen is wanted."""

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish


class KeepAlways(Message):
    """These are the rules whose findings are never to be marked from now on."""

    def __init__(self, rules: frozenset[str]) -> None:
        super().__init__()
        self.rules = rules


class Drop(Message):
    """Throw an unfinished walk away; it can be brought back while the program runs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class TakeBack(Message):
    """Bring an unfinished walk back that was thrown away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class Read(Message):
    """Open this reading: "slug", "slug#section", or "" for the library."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place


class Copy(Message):
    """Put this text where it can be pasted; ``handed`` says so in the walk's record."""

    def __init__(self, text: str, handed: str = "") -> None:
        super().__init__()
        self.text = text
        self.handed = handed


class HandOver(Message):
    """The draft is to leave this way; ``program`` names a mail program of the terminal."""

    def __init__(self, way: Way, program: str = "") -> None:
        super().__init__()
        self.way = way
        self.program = program


class SaveReminder(Message):
    """Save a date for the calendar."""

    def __init__(self, reminder: Reminder) -> None:
        super().__init__()
        self.reminder = reminder


class Finish(Message):
    """Put the decision down, like this."""

    def __init__(self, end: End) -> None:
        super().__init__()
        self.end = end


class OpenDecision(Message):
    """Open one past decision."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class AddNote(Message):
    """Add to a past decision how it turned out, or a remark."""

    def __init__(self, id: str, note: Note) -> None:
        super().__init__()
        self.id = id
        self.note = note


class OpenPerson(Message):
    """Open what is known about the person with this name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class KeepPerson(Message):
    """Keep this about a person; what was kept under the ids in ``instead_of`` goes."""

    def __init__(self, person: Person, instead_of: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.person = person
        self.instead_of = instead_of


class Forget(Message):
    """Delete a past decision; it can be brought back while the program runs."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id


class BringBack(Message):
    """Bring back what was deleted last."""


class SaveText(Message):
    """Save these words as a plain text file."""

    def __init__(self, subject: str, body: str) -> None:
        super().__init__()
        self.subject = subject
        self.body = body
