"""What every format becomes: messages in threads. All that follows reads only these values."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["text", "invite", "answer", "cancel", "media", "call", "deleted", "system"]
"""What a message is: ``answer`` accepts or declines an invitation, ``media`` has no words."""

Medium = Literal["email", "linkedin", "chat"]
"""How the two sides write to each other, by the ids of ``vocabulary.Channel``."""

TEXT_LIMIT = 3000
"""Characters of a message that are kept: its beginning and its end."""

_REPLY = re.compile(
    r"^\s*(?:(?:re|fwd?|fw|aw|wg|sv|vs|antw|tr|r|odp|rv|enc|vb|vl|res|回复|答复|转发)"
    r"(?:\s*\[\d+\]|\s*\(\d+\))?\s*[:：]|\[(?:ext|external|extern)\])\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who writes or is written to. ``address`` is an email, a profile or an id, or ""."""

    name: str
    address: str = ""

    @property
    def key(self) -> str:
        """What tells two people apart: the address, or the name where there's none."""
        return self.address or self.name.casefold()


NOBODY = Party("")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a calendar part says. ``starts`` is the day of the event."""

    uid: str
    method: str
    starts: date | None = None
    summary: str = ""
    organizer: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. ``at`` is in seconds and orders; ``on`` is the day as it was written down."""

    id: str
    at: float
    on: date
    sender: Party
    source: str
    medium: Medium = "email"
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    thread: str = ""
    parents: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    kind: Kind = "text"
    auto: bool = False
    """An automatic answer: it answers nothing, but may say when someone is back."""
    bulk: bool = False
    """A newsletter, a notification, a receipt or list traffic."""
    unsubscribe: bool = False
    """Carries a way to unsubscribe, as newsletters do, and sales sequences too."""
    mine: bool = False
    """Known to be written by the user: from a folder of sent messages."""
    attached: bool = False
    """Carries a file."""
    replied: bool = False
    """The mail program has marked it as answered."""
    invitation: Invitation | None = None
    group: bool = False
    title: str = ""
    """The name of the chat, where it has one."""

    @property
    def cost(self) -> int:
        """About how many bytes of memory this message takes."""
        return 800 + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Messages that belong together, oldest first."""

    id: str
    source: str
    medium: Medium
    topic: str
    messages: tuple[Message, ...]
    title: str = ""
    group: bool = False
    guessed: bool = False
    """Put together by subject and people only."""


def canonical(subject: str) -> str:
    """The subject without any ``Re:``, ``AW:``, ``Fwd:`` before it."""
    before = ""
    text = subject[:400]
    while before != text:
        before, text = text, _REPLY.sub("", text, count=1)
    return " ".join(text.split())


def clipped(text: str, limit: int = TEXT_LIMIT) -> str:
    """The beginning and the end of a long text; the middle rarely asks for anything."""
    if len(text) <= limit:
        return text
    head = limit * 2 // 3
    return f"{text[:head]}\n\n{text[head - limit :]}"
