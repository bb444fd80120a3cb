"""Apple Mail's ``.emlx``: a byte count, the message, a property list.

``.partial.emlx`` is the normal case for mails with attachments; the words in it are complete.
"""

import plistlib
import re
from dataclasses import replace

from coach.inbox import mail
from coach.inbox.threads import Message

_COUNT = re.compile(rb"\A\s{0,4}(\d{1,10})[ \t]*\r?\n")
_DELETED, _ANSWERED, _DRAFT, _JUNK = 1 << 1, 1 << 2, 1 << 6, 1 << 24


def is_emlx(head: bytes) -> bool:
    """Whether a file that begins so is an ``.emlx``."""
    found = _COUNT.match(head)
    return bool(found) and bool(re.match(rb"[!-9;-~]+:", head[found.end() :])) if found else False


def message(raw: bytes, *, mine: bool = False) -> Message | None:
    """The message in an ``.emlx``; None where it's deleted, a draft or junk."""
    found = _COUNT.match(raw)
    if found is None:
        return None
    size = int(found[1])
    flags = _flags(raw[found.end() + size :])
    if flags & (_DELETED | _DRAFT):
        return None
    made = mail.message(raw[found.end() : found.end() + size], source="emlx", mine=mine)
    if made is not None and flags & _ANSWERED:
        return replace(made, replied=True)
    return made


def _flags(tail: bytes) -> int:
    begin = tail.find(b"<?xml")
    if begin < 0 or b"<!ENTITY" in tail[:100_000]:
        return 0
    try:
        value = plistlib.loads(tail[begin : begin + 100_000])
    except Exception:
        return 0
    flags = value.get("flags", 0) if isinstance(value, dict) else 0
    return flags if isinstance(flags, int) and flags >= 0 else 0
