"""Reads the header of an email. No header can stop it: what can't be read is left empty.

The standard library's parser raises on some headers that real programs write (cpython issues
79523, 74886, 151857), and takes longer than all else here together.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from email.header import decode_header
from email.utils import getaddresses
from functools import lru_cache

from coach.inbox.same_person import in_order
from coach.inbox.threads import Party

LIMIT = 256 << 10
"""Bytes of a header that are read."""

_WANTED = (
    "from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|return-path"
    "|delivered-to|x-gm-thrid|x-gmail-labels|x-mozilla-status|thread-index|thread-topic"
    "|content-type|content-transfer-encoding|content-disposition|auto-submitted|x-autoreply"
    "|x-autorespond|x-auto-response-suppress|precedence|list-id|list-unsubscribe|list-post"
    "|feedback-id|x-campaign[a-z-]*|x-mailer|x-failed-recipients|received|status|x-status"
    "|x-mailgun-tag|x-sg-eid|x-mc-user|x-github-reason|x-jira-fingerprint"
)
_FIELD = re.compile(rf"(?im)^({_WANTED})[ \t]*:[ \t]*(.*)$".encode())
_FOLD = re.compile(rb"\r?\n[ \t]+")
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\A\r?\n")
_ONE = re.compile(r'\s*"?([^"<>,;:\\]*?)"?\s*<\s*([^<>\s@,]+@[^<>\s,]+)\s*>\s*\Z')
_BARE = re.compile(r"\s*<?([^<>\s@,;\"]+@[^<>\s@,;\"]+)>?\s*\Z")
_ADDRESS = re.compile(r"[^<>\s@,;\"']+@[^<>\s@,;\"']+")
_DATE = re.compile(
    r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{2,4})\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?"
    r"\s*([+-]\d{4})?"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_IDS = re.compile(r"<\s*([^<>\s]+)\s*>")

Fields = Mapping[str, str]


def parted(raw: bytes) -> tuple[bytes, bytes]:
    """The header and the body of a message."""
    found = _BLANK.search(raw, 0, LIMIT)
    if not found:
        return raw[:LIMIT], b""
    return raw[: found.start()], raw[found.end() :]


def fields(head: bytes) -> dict[str, str]:
    """The fields that are used; of a repeated one, the topmost."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(_FOLD.sub(b" ", head)):
        key = name.decode("ascii").lower()
        if key not in found:
            found[key] = as_text(value[:20000]).strip()
    return found


def as_text(raw: bytes) -> str:
    """Bytes that should be ASCII or UTF-8; anything else is taken as Latin-1."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def decoded(value: str) -> str:
    """A field with its encoded words (RFC 2047) put into plain characters."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value[:4000])
    except Exception:
        return value
    out = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        try:
            out.append(piece.decode(charset or "utf-8", "replace"))
        except (LookupError, ValueError):
            out.append(piece.decode("latin-1"))
    return "".join(out)


@lru_cache(maxsize=8192)
def parties(value: str) -> tuple[Party, ...]:
    """The people in an address field, at most fifty."""
    if one := _ONE.match(value):
        return (Party(_name(one[1]), one[2].lower()),)
    if bare := _BARE.match(value):
        return (Party("", bare[1].lower()),)
    found = []
    try:
        pairs = getaddresses([value[:8000]])
    except Exception:
        pairs = [("", each) for each in _ADDRESS.findall(value[:8000])]
    if not any("@" in address for _, address in pairs):
        pairs = [("", each) for each in _ADDRESS.findall(value[:8000])]
    for name, address in pairs[:50]:
        if "@" in address:
            found.append(Party(_name(name), address.strip("<> ").lower()))
    return tuple(found)


def _name(name: str) -> str:
    text = " ".join(decoded(name.strip().strip("'\"")).split())[:120]
    return "" if "@" in text and " " not in text else in_order(text)


def moment(value: str) -> tuple[float, date] | None:
    """When a ``Date`` field says it was: seconds since 1970, and the day as written."""
    found = _DATE.search(value[:200])
    if not found or found[2].lower() not in _MONTHS:
        return None
    day, year = int(found[1]), int(found[3])
    if year < 100:
        year += 2000 if year < 70 else 1900
    offset = found[7] or "+0000"
    shift = int(offset[1:3]) * 60 + int(offset[3:5])
    try:
        zone = timezone(timedelta(minutes=shift if offset[0] == "+" else -shift))
        at = datetime(
            year, _MONTHS[found[2].lower()], day, int(found[4]), int(found[5]), tzinfo=zone
        )
        return at.timestamp() + int(found[6] or 0), at.date()
    except (ValueError, OverflowError):
        return None


def at_epoch(seconds: float) -> tuple[float, date]:
    """A moment given in seconds since 1970, in UTC."""
    return seconds, datetime.fromtimestamp(seconds, UTC).date()


def ids(value: str) -> tuple[str, ...]:
    """The message ids in a field, as they stand between angle brackets."""
    found = tuple(_IDS.findall(value[-4000:]))
    if not found and value and " " not in value.strip():
        return (value.strip().strip("<>"),)
    return found
