"""A quick look at the sections of a Markdown text, without parsing it: for the search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.guides.prose import Anchors
from coach.vocabulary import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSection:
    """One section as plain words. ``anchor`` is empty before the first heading."""

    title: str
    anchor: str
    text: str


_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FIRST_SIGNS = frozenset("#`~")
"""What a line of either begins with; all other lines, nearly all, are let pass quickly."""

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_CELLS = re.compile(r"^[ \t]*\|[-:| \t]*|[ \t]*\|[ \t]*$", re.M)
_SIGNS = re.compile(r"[*`~]+")
_MARKS = re.compile(r"^\s*(?:[>#+-]|\d{1,2}\.|\[[ x]\])+\s+|^[ \t]*[-=_]{3,}[ \t]*$", re.M)
_LABEL_LINK = re.compile(rf"\s*\[(?:{'|'.join(map(re.escape, sorted(Label)))})\]\([^()\s]*\)")


def sections(text: str) -> Iterator[RawSection]:
    """The sections of a Markdown text as plain words, found without parsing (for the search)."""
    anchors = Anchors()
    title, anchor, lines, fence = "", "", list[str](), ""
    for line in text.split("\n"):
        if line.lstrip(" ")[:1] not in _FIRST_SIGNS:
            lines.append(line)
            continue
        fenced = _FENCE.match(line)
        if fenced:
            fence = "" if fence and fenced[1].startswith(fence) else fence or fenced[1]
        heading = None if fence else _HEADING.fullmatch(line)
        if heading is None:
            lines.append(line)
            continue
        yield RawSection(title=title, anchor=anchor, text=plain("\n".join(lines)))
        title, lines = plain(heading[2] or ""), []
        anchor = anchors.give(title)
    yield RawSection(title=title, anchor=anchor, text=plain("\n".join(lines)))


def plain(text: str) -> str:
    """Markdown with its marks, link targets and labels taken out, on one line."""
    text = _LINK.sub(r"\1", _LABEL_LINK.sub("", text))
    if "|" in text:
        text = _CELLS.sub("", text).replace(" | ", " · ")
    text = _MARKS.sub(" ", _SIGNS.sub("", text))
    return " ".join(text.split())
