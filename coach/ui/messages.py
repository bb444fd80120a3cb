"""What screens say to the app: intentions, never deeds."""

from textual.message import Message

from coach.domain.record import Note, Person
from coach.domain.session import Session
from coach.domain.vocabulary import Ending, Situation


class Begin(Message):
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


class Read(Message):
    """Open this reading: "slug", "slug#section", or "" for the library."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place


class Copy(Message):
    """Put this text where it can be pasted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class SaveMail(Message):
    """Save the draft as a mail file."""


class Finish(Message):
    """Put the decision down: sent, or on purpose not."""

    def __init__(self, ending: Ending, strength_after: int | None = None) -> None:
        super().__init__()
        self.ending = ending
        self.strength_after = strength_after


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
