"""A message as one value, from the first draft to the record of what was sent."""

from dataclasses import dataclass
from enum import StrEnum

_SUBJECT = "Subject: "


class MessageField(StrEnum):
    """The two parts of a message. A place in a message is a field and characters within it."""

    SUBJECT = "subject"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A subject, which may be empty, and a body. Neither is ever read out of the other."""

    subject: str = ""
    body: str = ""

    @property
    def head(self) -> str:
        """The subject as a first line and the empty line below it; empty without a subject."""
        return f"{_SUBJECT}{self.subject}\n\n" if self.subject else ""

    @property
    def text(self) -> str:
        """The whole message as one text, for files and for search."""
        return self.head + self.body

    def field(self, field: MessageField) -> str:
        """The text of one of its fields."""
        return self.subject if field is MessageField.SUBJECT else self.body
