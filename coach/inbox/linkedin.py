"""LinkedIn's ``messages.csv``, in each form it has had since 2020, and ``Invitations.csv``.

Columns are found by name: their number and order change every year or two.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from coach.inbox import html_text
from coach.inbox.threads import Message, Party, clipped

_YES = frozenset({"yes", "true", "1"})
_PROFILE = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/in/([^/?,\s]+)", re.I)
_FIELD_LIMIT = 1 << 20
INVITED = "invitation|"
"""How the thread of an invitation to connect begins."""
_DATES = ("", "%m/%d/%y, %I:%M %p", "%d/%m/%Y, %H:%M", "%d.%m.%y, %H:%M", "%m/%d/%Y %H:%M")


def is_messages(head: bytes) -> bool:
    """Whether a file that begins so is LinkedIn's list of messages."""
    first = head[:600].split(b"\n", 1)[0].upper()
    names = {each.strip(b' "\r') for each in first.split(b",")}
    return b"CONVERSATION ID" in names or {b"FROM", b"TO", b"CONTENT"} <= names


def is_invitations(head: bytes) -> bool:
    """Whether a file that begins so is LinkedIn's list of invitations to connect."""
    names = {each.strip(b' "\r') for each in head[:600].split(b"\n", 1)[0].upper().split(b",")}
    return {b"FROM", b"TO", b"SENT AT", b"MESSAGE"} <= names


def invitations(text: str) -> Iterator[Message]:
    """The invitations to connect that carry a message."""
    for row in _rows(text):
        with suppress(ValueError, KeyError, OverflowError):
            if row.get("MESSAGE", "").strip():
                yield _invitation(row)


def _invitation(row: Mapping[str, str]) -> Message:
    sender = _party(row["FROM"], row.get("INVITERPROFILEURL", ""))
    receiver = _party(row["TO"], row.get("INVITEEPROFILEURL", ""))
    when, mine = _moment(row["SENT AT"]), row.get("DIRECTION", "").upper() == "OUTGOING"
    thread = f"{INVITED}{receiver.key if mine else sender.key}"
    plain = f"{thread}\n{row['SENT AT']}"
    return Message(
        id=hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32],
        at=when.timestamp(),
        on=when.date(),
        sender=sender,
        to=(receiver,),
        source="linkedin",
        medium="linkedin",
        thread=thread,
        text=clipped(row["MESSAGE"]),
        mine=mine,
    )


def profile_name(profile: str) -> str:
    """The owner's name in ``Profile.csv``."""
    for row in _rows(profile):
        name = f"{row.get('FIRST NAME', '')} {row.get('LAST NAME', '')}".strip()
        return " ".join(name.split())
    return ""


def messages(text: str, owner: str = "") -> Iterator[Message]:
    """The messages, newest first as they stand. ``owner`` is the name in ``Profile.csv``."""
    for row in _rows(text):
        with suppress(ValueError, KeyError, OverflowError):
            if (made := _message(row, owner)) is not None:
                yield made


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\0", ""), newline=""))
    names: list[str] | None = None
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if names is None:
            names = [each.strip().upper() for each in row]
            continue
        if len(row) > 1:
            yield dict(zip(names, row, strict=False))


def _message(row: Mapping[str, str], owner: str) -> Message | None:
    if any(row.get(name, "").strip().lower() in _YES
           for name in ("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT")):  # fmt: skip
        return None
    if row.get("FOLDER", "").upper() == "SPAM":
        return None
    sender = _party(row.get("FROM", ""), row.get("SENDER PROFILE URL", ""))
    title = row.get("CONVERSATION TITLE", "").strip()
    modern = "SENDER PROFILE URL" in row
    if title.lower().startswith("sponsored") or (modern and not sender.address and title):
        return None
    if modern and not sender.address and row.get("FROM", "") in ("", "LinkedIn Member"):
        return None
    receivers = _receivers(row)
    when = _moment(row.get("DATE", ""))
    content = row.get("CONTENT", "")
    if "<" in content and ">" in content:
        content = html_text.text_of(content)
    mine = bool(owner) and sender.name.casefold() == owner.casefold()
    outgoing = row.get("DIRECTION", "").upper() == "OUTGOING"
    conversation = row.get("CONVERSATION ID", "").strip() or "|".join(
        sorted({sender.key, *(each.key for each in receivers)})
    )
    plain = f"{conversation}\n{row.get('DATE')}\n{sender.key}\n{content[:200]}"
    return Message(
        id=hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32],
        at=when.timestamp(),
        on=when.date(),
        sender=sender,
        to=receivers,
        source="linkedin",
        medium="linkedin",
        thread=conversation,
        subject=row.get("SUBJECT", "").strip(),
        text=clipped(content),
        kind="text" if content.strip() else "media",
        mine=mine or outgoing,
        group=len(receivers) > 1,
        title=title,
    )


def _party(name: str, url: str) -> Party:
    found = _PROFILE.search(url)
    return Party(
        " ".join(name.split())[:120], f"linkedin.com/in/{found[1].lower()}" if found else ""
    )


def _receivers(row: Mapping[str, str]) -> tuple[Party, ...]:
    """Names hold commas too, so where there are profile addresses, those are counted."""
    names = row.get("TO", "")
    urls = [each for each in row.get("RECIPIENT PROFILE URLS", "").split(",") if each.strip()]
    if len(urls) <= 1:
        return (_party(names, urls[0] if urls else ""),) if names or urls else ()
    parts = names.split(", ")
    if len(parts) == len(urls):
        return tuple(_party(name, url) for name, url in zip(parts, urls, strict=True))
    return tuple(_party("", url) for url in urls)


def _moment(value: str) -> datetime:
    text = " ".join(value.removesuffix(" UTC").split())
    for form in _DATES:
        with suppress(ValueError):
            found = datetime.strptime(text, form) if form else datetime.fromisoformat(text)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    raise ValueError(value)
