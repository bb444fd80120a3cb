"""Text to read, free of any markup language and of any screen: blocks of styled runs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How a piece of text is meant to look; screens and terminals choose the colours."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    STRONG = "strong"
    EM = "em"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    LABEL = "label"
    QUIET = "quiet"
    BAR = "bar"
    WARNING = "warning"
    RULE = "rule"


Looks = frozenset[Look]
PLAIN: Looks = frozenset()
QUIET: Looks = frozenset({Look.QUIET})

NO_BREAK = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; ``href`` is where it leads, if anywhere."""

    text: str
    looks: Looks = PLAIN
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, level 1 (the title) to 6; ``anchor`` is unique in its article."""

    level: int
    runs: Runs
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text that flows; a line break in a run's text is one the writer meant.

    ``near`` asks for no air between it and what follows.
    """

    runs: Runs
    anchor: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list; ``done`` is None unless it is a task."""

    blocks: "tuple[Block, ...]"
    done: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list; ``first`` is its first number, or None for bullets. ``tight`` has no air between."""

    items: tuple[Item, ...]
    first: int | None = None
    tight: bool = True


class QuoteKind(StrEnum):
    """What a set-off passage is, which decides how it looks."""

    QUOTE = "quote"
    EXAMPLE = "example"
    BAD = "bad"
    ALERT = "alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage set off with a bar: a message to copy, an example, a note; ``title`` names it."""

    blocks: "tuple[Block, ...]"
    kind: QuoteKind = QuoteKind.QUOTE
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Text to be shown exactly as it is."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizontalRule:
    """A line across the text."""


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseTable:
    """A table; every row has as many cells as ``head``."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[Align, ...]


Block = Heading | Paragraph | Listing | Quote | Code | HorizontalRule | ProseTable
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading as a place to go to."""

    title: str
    level: int
    anchor: str


def anchor_of(title: str) -> str:
    """The ASCII anchor of a heading: "Five parts" becomes "five-parts"; "section" if all goes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9-]", "", re.sub(r"\s+", "-", plain.strip())).strip("-") or "section"


class Anchors:
    """Hands out anchors so that headings of the same words stay apart ("notes", "notes-2")."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, title: str) -> str:
        """The next free anchor for this title."""
        base = anchor_of(title)
        anchor, number = base, 1
        while anchor in self._given:
            number += 1
            anchor = f"{base}-{number}"
        self._given.add(anchor)
        return anchor


def words(runs: Runs) -> str:
    """The text of runs without their looks."""
    return "".join(run.text for run in runs)


def runs_in(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of these blocks and all they hold, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.runs
            case Listing():
                for item in block.items:
                    yield from runs_in(item.blocks)
            case Quote():
                yield from runs_in(block.blocks)
            case ProseTable():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from cell
            case _:
                pass


def passages_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of each paragraph, entry, table row and code, without source labels."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words(tuple(run for run in block.runs if not run.href.startswith("source:")))
            case Listing():
                for item in block.items:
                    yield from passages_in(item.blocks)
            case Quote():
                yield from passages_in(block.blocks)
            case ProseTable():
                yield from (" · ".join(map(words, row)) for row in (block.head, *block.rows))
            case Code():
                yield block.text
            case HorizontalRule():
                pass


def part_of(blocks: Blocks, anchor: str) -> Blocks:
    """The section of this anchor: its heading, and all up to the next heading as high."""
    part: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.anchor == anchor:
                level = block.level
        if level:
            part.append(block)
    return tuple(part)
