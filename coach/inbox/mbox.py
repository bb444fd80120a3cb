"""Cuts an mbox into messages, one pass, in bounded memory.

The standard library's ``mailbox`` cuts at every line that begins with ``From ``, also in the
middle of a message (cpython issue 93376). Here a separator must follow a blank line, end in a
date, and be followed by a header.
"""

import re
from collections.abc import Iterator
from typing import Protocol

CHUNK = 1 << 20
LONGEST = 6 << 20
"""Bytes of a message that are kept; words come before attachments, so the rest isn't missed."""

_SEPARATOR = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S*[ \t]+(?:[^\r\n]{0,80}[ \t])??"
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    rb" [ \d]?\d \d\d:\d\d(?::\d\d)?(?: [+-]\d{4}| [A-Z]{3,4})? \d{4}(?: [+-]\d{4})?[ \t]*\r?\n"
    rb"(?=[!-9;-~]+[ \t]*:|>From )"
)
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
_LOOKBACK = 2048
"""Bytes that a separator and the header's name after it may span."""


class Readable(Protocol):
    """What can be read from the beginning, once."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many."""


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return bool(_SEPARATOR.match(head.lstrip(b"\r\n")))


def split(stream: Readable, longest: int = LONGEST) -> Iterator[tuple[int, bytes]]:
    """Each message with the position of its separator line; the line itself is cut off."""
    kept = b""  # from the last separator on, up to ``longest``
    window = b""  # read, not yet searched to its end
    position = 0  # of the window's first byte
    begun: int | None = None
    while chunk := stream.read(CHUNK):
        window += chunk
        if begun is None and position == 0:
            stripped = window.lstrip(b"\r\n")
            position += len(window) - len(stripped)
            window = stripped
        done = 0
        for found in _separators(window):
            if begun is not None:
                yield begun, _unescaped(kept + window[done : found.start()], longest)
            begun, kept, done = position + found.start(), b"", found.end()
        # the end of the window may hold the first half of a separator
        safe = max(done, len(window) - _LOOKBACK)
        if begun is not None and len(kept) < longest:
            kept += window[done:safe]
        position += safe
        window = window[safe:]
    if begun is not None:
        yield begun, _unescaped(kept + window, longest)


def _separators(window: bytes) -> Iterator[re.Match[bytes]]:
    """The separator lines; a plain search first, for it is ten times as fast."""
    place = 0 if window.startswith(b"From ") else window.find(b"\nFrom ") + 1
    while place > 0 or window.startswith(b"From ", place):
        if found := _SEPARATOR.match(window, place):
            yield found
        place = window.find(b"\nFrom ", place) + 1
        if not place:
            return


def _unescaped(raw: bytes, longest: int) -> bytes:
    raw = raw[:longest]
    return _ESCAPED.sub(rb"\1", raw) if b">From " in raw else raw
