"""What reading needs beside the shelf: marks that are remembered, and a search."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read to its end, and what was bookmarked (the newest last), by slug."""

    read: frozenset[str] = frozenset()
    bookmarks: tuple[str, ...] = ()

    def with_read(self, slug: str) -> "Reading":
        """With this article read."""
        return replace(self, read=self.read | {slug})

    def with_bookmark(self, slug: str, on: bool) -> "Reading":
        """With this article bookmarked, or not."""
        others = tuple(each for each in self.bookmarks if each != slug)
        return replace(self, bookmarks=(*others, slug) if on else others)


class Marks(Protocol):
    """Remembers marks between sittings.

    Every change is saved when the call returns, and returns how things stand,
    what another window added included. Raises ``MarksError`` when it cannot save.
    """

    def now(self) -> Reading:
        """How things stand; nothing marked when nothing can be read."""

    def mark_read(self, slug: str) -> Reading:
        """Remember that this article was read to its end."""

    def bookmark(self, slug: str, on: bool) -> Reading:
        """Remember, or forget, a bookmark."""


class MarksError(Exception):
    """Marks could not be saved; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; ``hit`` tells the words that were looked for."""

    text: str
    hit: bool = False


HIT_BEGINS, HIT_ENDS = "\x02", "\x03"
"""The marks that an index puts round the words it found."""


def pieces(excerpt: str) -> tuple[Piece, ...]:
    """An index's excerpt on one line, cut at its marks."""
    parts = re.split(f"({HIT_BEGINS}[^{HIT_ENDS}]*{HIT_ENDS})", re.sub(r"\s+", " ", excerpt))
    return tuple(
        Piece(part.strip(HIT_BEGINS + HIT_ENDS), hit=part.startswith(HIT_BEGINS))
        for part in parts
        if part.strip(HIT_BEGINS + HIT_ENDS)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A section that a search found, with an excerpt. ``section`` is its heading, or empty."""

    slug: str
    anchor: str
    title: str
    section: str
    excerpt: tuple[Piece, ...]

    @property
    def link(self) -> str:
        """Where it is: "slug" or "slug#section"."""
        return f"{self.slug}#{self.anchor}" if self.anchor else self.slug


class Finder(Protocol):
    """Searches all articles at once."""

    def find(self, words: str, limit: int = 30) -> Sequence[SearchHit]:
        """Sections where all these words stand, best first; any of them where none has all."""
