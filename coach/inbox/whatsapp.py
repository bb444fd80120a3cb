"""WhatsApp's exported chats: one text file a chat, in whatever date format the phone had.

The file doesn't say whether the day or the month comes first; that's worked out from all dates
of the chat, and marked as unsure where they don't tell.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from coach.inbox.threads import Kind, Message, Party, clipped

_INVISIBLE = dict.fromkeys(map(ord, "\u200f\ufeff\u202a\u202c\u2068\u2069"), None)
_BLANK = dict.fromkeys(map(ord, "\u202f\u00a0\u2009"), " ")
_HEADER = re.compile(
    r"^\[?(\d{1,4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})\.?,?\s(?:\D{0,6}?\s?)??"
    r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?:\s?([APap])\.?\s?[Mm]\.?)?\]?(?:\s?[-\u2013]\s?"
    r"|:?\s)(.*)$"
)
_NO_MONTH_TIME = re.compile(r"^([^:\n]{1,60}?):(?:\s(.*)|$)", re.DOTALL)
_MARK = "\u200e"
"""Stands before what iOS writes by itself, and before media."""
_ENCRYPTED = re.compile(
    r"end-to-end encrypted|ende-zu-ende-verschl|chiffr\u00e9s de bout en bout"
    r"|cifrados de extremo a extremo",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"end-to-end encrypted|ende-zu-ende-verschl|chiffr\u00e9s de bout en bout"
    r"|cifrados de extremo a extremo"
    r"|created (?:this )?group|changed (?:the|this|their|your|to)|security code"
    r"|joined using|was added|added you|^.{0,60} added .{0,60}$"
    r"|^.{0,60} left$|removed .{0,60}$|turned (?:on|off) disappearing|is a contact"
    r"|blocked this contact|pinned a message"
    r"|you're now an admin|disappearing messages|this chat is with a business"
    r"|business account|tap to (?:learn|change)",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"^(?:<?(?:media|image|video|audio|sticker|gif|document|contact card|medien|m\u00e9dias"
    r"|multimedia|bild|imagen)\s?"
    r"(?:omitted|ausgeschlossen|weggelassen|omis(?:es)?|omitido|omitida)?>?|<attached: .*>"
    r"|.*\.\w{2,4} \((?:file attached|datei angeh\u00e4ngt|fichier joint|archivo adjunto)\)"
    r"|missed (?:voice|video|group) .*call.*|(?:voice|video) call.*|null"
    r"|location: https?://.*|\u2022? ?\w+ omitted|view once .*)$",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^(?:voice|video|group|sprach|video-?|appel|llamada)\s?(?:call|anruf|vocal|vid\u00e9o|de voz)?"
    r"\b[^\n]{0,20}\d+ ?(?:min|s\b|sec|sek|hr|hour|std|h\b)",
    re.IGNORECASE,
)
"""A call that was answered: it says how long it took."""
_DELETED = re.compile(
    r"^(?:this message was deleted|you deleted this message"
    r"|diese nachricht wurde gel\u00f6scht|du hast diese nachricht gel\u00f6scht"
    r"|ce message a \u00e9t\u00e9 supprim\u00e9|se elimin\u00f3 este mensaje"
    r"|eliminaste este mensaje)\.?$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<this message was edited>\s*$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:whatsapp[ -]chat (?:with|mit)|whatsapp chat -|conversation whatsapp avec"
    r"|chat de whatsapp con|_chat[ -]?(?:with)?)\s*(.*?)(?:\.txt|\.zip)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Line:
    numbers: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str


def is_chat(head: str) -> bool:
    """Whether a text that begins so is an exported chat."""
    lines = [each for each in _cleaned(head).split("\n")[:12] if each.strip()]
    return bool(lines) and bool(_HEADER.match(lines[0].lstrip(_MARK)))


def title_of(name: str) -> str:
    """The chat's name, from the name of its file."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    found = _TITLE.search(plain)
    return found[1].strip() if found else ""


def _cleaned(text: str) -> str:
    return text.translate(_INVISIBLE).translate(_BLANK).replace("\r\n", "\n").replace("\r", "\n")


def messages(text: str, title: str = "") -> Iterator[Message]:
    """The messages of one chat. Its days are local ones, as the phone showed them."""
    lines = _lines(_cleaned(text))
    order = _order([each.numbers for each in lines])
    authors = {m[1] for each in lines if (m := _NO_MONTH_TIME.match(each.rest))}
    group = len({a for a in authors if a.casefold() != title.casefold() or len(authors) <= 2}) > 2
    thread = title or "|".join(sorted(authors)[:3])
    for number, each in enumerate(lines):
        made = _message(each, order, thread, title=title, group=group, number=number)
        if made is not None:
            yield made


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    for line in text.split("\n"):
        header = _HEADER.match(line[:4000].lstrip(_MARK))
        if header is None:
            if found and len(found[-1].rest) < 20_000:
                found[-1].rest += "\n" + line[:4000]
            continue
        hour, minute, second = int(header[4]), int(header[5]), int(header[6] or 0)
        half = (header[7] or "").lower()
        if half == "p" and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        numbers = (int(header[1]), int(header[2]), int(header[3]))
        found.append(_Line(numbers, (hour, minute, second), header[8]))
    return found


def _order(dates: Sequence[tuple[int, int, int]]) -> str:
    """Which number is what: ``ymd``, ``dmy`` or ``mdy``."""
    if any(first > 31 for first, _, _ in dates):
        return "ymd"
    if any(first > 12 for first, _, _ in dates):
        return "dmy"
    if any(second > 12 for _, second, _ in dates):
        return "mdy"
    falls = {"dmy": 0, "mdy": 0}
    for (a, b, year), (c, d, later) in pairwise(dates):
        falls["mdy"] += (later, c, d) < (year, a, b)
        falls["dmy"] += (later, d, c) < (year, b, a)
    if falls["dmy"] != falls["mdy"]:
        return min(falls, key=lambda each: falls[each])
    first = sum(one[0] != other[0] for one, other in pairwise(dates))
    second = sum(one[1] != other[1] for one, other in pairwise(dates))
    return "mdy" if second > first else "dmy"


def _message(
    line: _Line, order: str, thread: str, *, title: str, group: bool, number: int
) -> Message | None:
    author = _NO_MONTH_TIME.match(line.rest)
    if author is None:
        return None
    name, text = author[1].strip(_MARK + " ").removeprefix("~").strip(), (author[2] or "").strip()
    marked = text.startswith(_MARK)
    text = _EDITED.sub("", text.replace(_MARK, ""))
    if _is_system(name, text, title, group=group, marked=marked):
        return None
    a, b, c = line.numbers
    year, month, day = {"ymd": (a, b, c), "dmy": (c, b, a), "mdy": (c, a, b)}[order]
    try:
        when = datetime(year + 2000 if year < 100 else year, month, day, *line.clock, tzinfo=UTC)
        at = when.timestamp()
    except (ValueError, OverflowError):
        return None
    kind: Kind = "text"
    if _DELETED.match(text):
        kind = "deleted"
    elif _CALL.match(text):
        kind = "call"
    elif _MEDIA.match(text):
        kind = "media"
    plain = f"{thread}\n{when.isoformat()}\n{name}\n{text[:200]}\n{number if not text else ''}"
    return Message(
        id=hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32],
        at=at + number / 1_000_000,  # the file's order within a minute
        on=when.date(),
        sender=Party(name[:120]),
        source="whatsapp",
        medium="chat",
        thread=thread,
        text=clipped(text) if kind == "text" else "",
        kind=kind,
        group=group,
        title=title,
    )


def _is_system(name: str, text: str, title: str, *, group: bool, marked: bool) -> bool:
    """Whether the program wrote this line itself; on iOS it then has a mark before it."""
    if group and title and name.casefold() == title.casefold():
        return True
    if _ENCRYPTED.search(text[:200]):
        return True
    return marked and len(text) < 200 and bool(_SYSTEM.search(text))
