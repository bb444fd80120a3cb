"""Cuts text into lines, by what it takes on a screen.

Widths are in terminal cells.
"""

import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], int]
"""How many cells a text takes. A screen brings its own, so that both agree."""


def cells(text: str) -> int:
    """How many cells a text takes in most terminals, by the Unicode tables of Python."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


_CONTROLS = {code: 0x2400 + code for code in range(32) if code != 0x0A}
_CONTROLS |= {0x7F: 0x2421, **dict.fromkeys(range(128, 160), 65533)}


def safe(text: str) -> str:
    """The text with control characters made visible, so that none reaches the terminal."""
    return text.expandtabs(4).translate(_CONTROLS)


Cut = tuple[int, int, str]
"""Start and end of a line in its text, and what glues it to the line before."""


_ASCII = frozenset(map(chr, range(128)))


def wrapped(text: str, width: int, measure: Measure) -> Iterator[Cut]:
    """Cut a text into lines at its spaces, or within a word that is too long."""
    begin = 0
    for paragraph in text.split("\n"):
        end = begin + len(paragraph)
        yield from _wrapped(text, begin, end, width, measure)
        begin = end + 1


def _wrapped(text: str, begin: int, end: int, width: int, measure: Measure) -> Iterator[Cut]:
    narrow = all(measure(sign) == 1 for sign in {*text[begin:end]} - _ASCII)
    glue = "\n"
    start = begin
    while True:
        limit = start + width if narrow else _reach(text, start, end, width, measure)
        if limit >= end:
            yield start, end, glue
            return
        stop, after = _break(text, start, limit)
        yield start, stop, glue
        glue = " " if after > stop else ""
        start = after


def _break(text: str, start: int, limit: int) -> tuple[int, int]:
    """Where a line ends that may reach to ``limit``, and where the next begins."""
    space = text.rfind(" ", start, limit + 1)
    wide = _last_wide(text, max(start, space + 1), limit)
    if wide > start:
        return wide, wide
    if space <= start:
        seam = max(text.rfind(sign, start, limit) for sign in "/-?&=_.") + 1
        return (seam, seam) if seam > start else (limit, limit)
    after = space + 1
    while space > start and text[space - 1] == " ":
        space -= 1
    return space, after


def _last_wide(text: str, start: int, limit: int) -> int:
    """The last place before ``limit`` next to a wide character, where a line may break; or 0."""
    for at in range(limit, start, -1):
        if text[at - 1] > "\u2e7f" and unicodedata.east_asian_width(text[at - 1]) in "WF":
            return at
    return 0


def _reach(text: str, start: int, end: int, width: int, measure: Measure) -> int:
    """How far from ``start`` a line of ``width`` cells reaches; never within a character."""
    used = 0
    for at in range(start, end):
        used += measure(text[at])
        if used > width:
            return max(at, start + 1)
    return end


def chopped(line: str, width: int, measure: Measure) -> Iterator[Cut]:
    """Cut a line wherever it is full, its spaces as they are."""
    start, glue = 0, "\n"
    while True:
        stop = _reach(line, start, len(line), width, measure)
        yield start, stop, glue
        if stop >= len(line):
            return
        start, glue = stop, ""
