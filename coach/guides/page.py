"""An article as lines of a page, with its anchors, links, places and finds.

The same lines are drawn by the reading view, by ``coach read`` and by
whatever copies a passage, so that all three agree. Positions within a line
are in characters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from coach.guides.prose import NO_BREAK, PLAIN, Looks, Section

WIDEST = 76
"""The most cells a line of text may take, however wide the screen."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one look; ``link`` is its place in the page's links, or -1."""

    text: str
    looks: Looks = PLAIN
    link: int = -1


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. Its first ``lead`` characters are signs and indent, not text.

    ``glue`` is what stands between the line before and this one when a passage
    is copied: a line break, or what wrapping took out. ``at`` counts the
    characters of the article before this line, whatever the width.
    """

    spans: Spans = ()
    lead: int = 0
    glue: str = "\n"
    at: int = 0

    @property
    def text(self) -> str:
        """The whole line, signs included."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on the page: its words, where it leads, and the line it begins on."""

    text: str
    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` of a line."""

    line: int
    start: int
    end: int


Hit = tuple[Stretch, ...]
"""One find of a search; more than one stretch where it runs over a line's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article laid out for one width."""

    width: int = WIDEST
    lines: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    contents: tuple[Section, ...] = ()

    def place_of(self, line: int) -> int:
        """The place in the text that this line begins at; it holds for any width."""
        if not self.lines:
            return 0
        return self.lines[max(0, min(line, len(self.lines) - 1))].at

    def line_of(self, place: int) -> int:
        """The line that holds this place of the text."""
        found = bisect_right(self.lines, place, key=lambda line: line.at) - 1
        while found > 0 and self.lines[found - 1].at == self.lines[found].at:
            found -= 1
        return max(0, found)

    def section_at(self, line: int) -> str:
        """The anchor of the section this line is in; empty above the first."""
        before = [each.anchor for each in self.contents if self.anchors[each.anchor] <= line]
        return before[-1] if before else ""

    def lines_of(self, section: str) -> range:
        """The lines of a section up to the next heading of any level; "" is what stands first."""
        starts = sorted(self.anchors[each.anchor] for each in self.contents)
        first = self.anchors[section] if section else 0
        return range(first, next((start for start in starts if start > first), len(self.lines)))

    def find(self, wanted: str, *, loosely: bool = False) -> tuple[Hit, ...]:
        """Every place where these words stand, in any case, line ends notwithstanding.

        ``loosely``: where they stand nowhere together, every place where a word begins so.
        """
        parts = [re.escape(part) for part in wanted.split()]
        found = self._matches(r"\s+".join(parts)) if parts else ()
        if not found and loosely and len(parts) > 1:
            return self._matches(rf"\b(?:{'|'.join(parts)})")
        return found

    def _matches(self, pattern: str) -> tuple[Hit, ...]:
        compiled = re.compile(pattern, re.IGNORECASE)
        return tuple(
            hit for first, last in self._flows() for hit in self._hits(compiled, first, last)
        )

    def _flows(self) -> Iterator[tuple[int, int]]:
        """First and last-but-one line of every stretch of text that wrapping cut up."""
        starts = [number for number, line in enumerate(self.lines) if line.glue == "\n"]
        return pairwise((*starts, len(self.lines)))

    def _hits(self, pattern: re.Pattern[str], first: int, last: int) -> Iterator[Hit]:
        text, begins = "", []
        for number in range(first, last):
            line = self.lines[number]
            text += line.glue if number > first else ""
            begins.append(len(text))
            text += line.text[line.lead :]
        for found in pattern.finditer(text):
            yield tuple(self._stretches(first, begins, found.start(), found.end()))

    def _stretches(self, first: int, begins: list[int], start: int, end: int) -> Iterator[Stretch]:
        for index, begin in enumerate(begins):
            line = self.lines[first + index]
            ends = begin + len(line.text) - line.lead
            if start < ends and end > begin:
                shift = line.lead - begin
                yield Stretch(
                    line=first + index, start=max(start, begin) + shift, end=min(end, ends) + shift
                )

    def copied(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """The text from one (line, character) to another: unwrapped, without signs."""
        (first, left), (last, right) = start, end
        pieces: list[str] = []
        for number in range(max(0, first), min(last, len(self.lines) - 1) + 1):
            line = self.lines[number]
            begins = max(line.lead, left if number == first else 0)
            text = line.text[begins : right if number == last else None]
            pieces += [line.glue if pieces or number > first else "", text]
        return "".join(pieces).replace(NO_BREAK, " ").strip("\n")
