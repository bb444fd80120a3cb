"""Recognises a file by its content and reads its messages. Bytes and streams come from outside."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from coach.inbox import (
    emlx,
    linkedin,
    mail,
    mbox,
    notmuch_mu,
    outlook,
    slack,
    telegram,
    whatsapp,
)
from coach.inbox.mime import characters
from coach.inbox.threads import Message

HEAD = 8192
"""Bytes by which a file is recognised."""
TEXT_LIMIT = 200 << 20
"""Bytes of a file that has to be read at once: chats, JSON, CSV."""

_HEADER = re.compile(rb"\A(?:\s{0,8}\r?\n)?[!-9;-~]{1,76}[ \t]*:")
_MAIL_FIELD = re.compile(
    rb"(?im)^(?:from|date|received|return-path|message-id|delivered-to)[ \t]*:"
)
PST = (
    "An Outlook .pst file can't be read here. Convert it to mbox with readpst (from libpst),"
    " or import it into Thunderbird and choose Thunderbird's folder."
)


class Stream(Protocol):
    """What can be read from the beginning, once."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many."""


class Rewound:
    """A stream whose beginning was looked at already."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many."""
        if self._head:
            part = self._head if size < 0 else self._head[:size]
            self._head = self._head[len(part) :]
            return part + (self._rest.read() if size < 0 else b"")
        return self._rest.read(size)


@dataclass(slots=True)
class Tally:
    """What was read, and what couldn't be."""

    messages: int = 0
    files: int = 0
    bytes: int = 0
    broken: list[str] = field(default_factory=list)
    """Where a message couldn't be read, a line each, at most a hundred."""
    broken_count: int = 0
    notices: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    passed_over: int = 0
    """Messages at the beginning that an earlier reading, stopped half way, has seen."""
    on_progress: Callable[["Tally"], None] = lambda _: None

    def skip(self, where: str) -> None:
        """Count a message that can't be read."""
        self.broken_count += 1
        if len(self.broken) < 100:
            self.broken.append(where)

    def took(self, position: int = 0) -> bool:
        """Count a message that was read; whether it's one to go on with."""
        self.messages += 1
        if self.messages % 200 == 0:
            self.bytes = position or self.bytes
            self.on_progress(self)
        return self.messages > self.passed_over


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands, as far as that says something about its messages."""

    name: str
    sent: bool = False
    replied: bool = False
    owner: str = ""


def messages(stream: Stream, place: Place, tally: Tally) -> Iterator[Message]:
    """The messages of one file, whatever it is."""
    head = stream.read(HEAD)
    whole: Stream = Rewound(head, stream)
    tally.files += 1
    if head.startswith(b"!BDN"):
        tally.notices.append(f"{place.name}: {PST}")
    elif mbox.is_mbox(head):
        yield from _mbox(whole, place, tally)
    elif head.startswith(outlook.MAGIC):
        yield from _one(lambda raw: outlook.message(raw, mine=place.sent), whole, place, tally)
    elif emlx.is_emlx(head):
        yield from _one(lambda raw: emlx.message(raw, mine=place.sent), whole, place, tally)
    else:
        yield from _text(head, whole, place, tally)


def _text(head: bytes, whole: Stream, place: Place, tally: Tally) -> Iterator[Message]:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"[", b"{") and not whatsapp.is_chat(_characters(head)):
        yield from _json(_all(whole), place, tally)
    elif b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        tally.unknown.append(place.name)
    elif linkedin.is_messages(start):
        text = _characters(_all(whole))
        yield from _counted(linkedin.messages(text, place.owner), tally)
    elif linkedin.is_invitations(start):
        yield from _counted(linkedin.invitations(_characters(_all(whole))), tally)
    elif whatsapp.is_chat(_characters(head)):
        text, title = _characters(_all(whole)), whatsapp.title_of(place.name)
        yield from _counted(whatsapp.messages(text, title), tally)
    elif _HEADER.match(head) and _MAIL_FIELD.search(head):
        source = "maildir" if place.name.endswith("maildir") else "eml"
        yield from _one(
            lambda raw: mail.message(raw, source=source, mine=place.sent, replied=place.replied),
            whole, place, tally,
        )  # fmt: skip
    else:
        tally.unknown.append(place.name)


def _characters(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    return characters(raw.removeprefix(b"\xef\xbb\xbf"))


def _all(stream: Stream) -> bytes:
    parts, size = [], 0
    while size < TEXT_LIMIT and (part := stream.read(1 << 20)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _counted(made: Iterator[Message], tally: Tally) -> Iterator[Message]:
    for message in made:
        if tally.took():
            yield message


def _mbox(stream: Stream, place: Place, tally: Tally) -> Iterator[Message]:
    for position, raw in mbox.split(stream):
        if not tally.took(position):
            continue
        try:
            made = mail.message(raw, source="mbox", mine=place.sent)
        except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
            tally.skip(f"{place.name}: the message at byte {position}")
            continue
        if made is not None:
            yield made


def _one(
    read: Callable[[bytes], Message | None], stream: Stream, place: Place, tally: Tally
) -> Iterator[Message]:
    parts, size = [], 0
    while size < 4 * mbox.LONGEST and (part := stream.read(1 << 20)):
        parts.append(part)
        size += len(part)
    try:
        made = read(b"".join(parts))
    except outlook.OutlookError as error:
        tally.notices.append(f"{place.name}: {error}")
        return
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        tally.skip(place.name)
        return
    if tally.took() and made is not None:
        yield made


def _json(raw: bytes, place: Place, tally: Tally) -> Iterator[Message]:
    value = notmuch_mu.load(_characters(raw))
    try:
        if notmuch_mu.is_notmuch(value):
            yield from _counted(notmuch_mu.notmuch(value), tally)
        elif telegram.is_export(value):
            yield from _counted(telegram.messages(value), tally)
        elif notmuch_mu.is_mu(value):
            yield from _counted(notmuch_mu.mu(value), tally)
        else:
            tally.unknown.append(place.name)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        tally.skip(place.name)


def archive(
    names: Sequence[str], read: Callable[[str], bytes], place: Place, tally: Tally
) -> Iterator[Message] | None:
    """The messages of files that belong together; None where each stands for itself."""
    plain = {name.rsplit("/", 1)[-1].lower(): name for name in names}
    if slack.is_export(names):
        return _slack(names, read, place, tally)
    if "messages.csv" in plain:
        return _linkedin(plain, read, tally)
    return None


def _slack(
    names: Sequence[str], read: Callable[[str], bytes], place: Place, tally: Tally
) -> Iterator[Message]:
    tally.files += 1
    try:
        yield from _counted(slack.messages(names, lambda name: _characters(read(name))), tally)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        tally.skip(place.name)


def _linkedin(
    plain: dict[str, str], read: Callable[[str], bytes], tally: Tally
) -> Iterator[Message]:
    tally.files += 1
    owner = ""
    if "profile.csv" in plain:
        owner = linkedin.profile_name(_characters(read(plain["profile.csv"])))
    text = _characters(read(plain["messages.csv"]))
    yield from _counted(linkedin.messages(text, owner), tally)
    if "invitations.csv" in plain:
        invited = _characters(read(plain["invitations.csv"]))
        yield from _counted(linkedin.invitations(invited), tally)


class Collection:
    """The messages that were read, in bounded memory: the oldest go when it gets too many."""

    def __init__(self, limit: int = 150 << 20) -> None:
        self._limit = limit
        self._held: list[Message] = []
        self._cost = 0
        self.horizon = float("-inf")
        """Seconds since 1970 before which messages were left out."""

    def add(self, message: Message) -> None:
        """Keep a message."""
        if message.at < self.horizon:
            return
        self._held.append(message)
        self._cost += message.cost
        if self._cost > self._limit:
            self._forget()

    def _forget(self) -> None:
        self._held.sort(key=lambda each: each.at)
        del self._held[: max(1, len(self._held) // 3)]
        self._cost = sum(each.cost for each in self._held)
        self.horizon = self._held[0].at if self._held else self.horizon

    def __len__(self) -> int:
        return len(self._held)

    @property
    def messages(self) -> list[Message]:
        """All that is kept."""
        return self._held
