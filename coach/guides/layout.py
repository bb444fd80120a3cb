"""Sets an article's blocks into the lines of a page: wrapped, indented, signed.

Widths are in terminal cells.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from coach.guides.page import WIDEST, Line, Link, Page, Span, Spans
from coach.guides.prose import (
    PLAIN,
    QUIET,
    Align,
    Block,
    Blocks,
    Code,
    Heading,
    HorizontalRule,
    Item,
    Listing,
    Look,
    Looks,
    Paragraph,
    ProseTable,
    Quote,
    QuoteKind,
    Run,
    Runs,
    Section,
    words,
)
from coach.guides.wrapping import Measure, cells, chopped, safe, wrapped

NARROWEST = 12
"""Below this many cells text is laid out as if there were as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """The few signs beside the text, and whether tables are set in ``columns``."""

    bullets: tuple[str, ...] = ("•", "◦", "–")
    bar: str = "▎ "
    rule: str = "─"
    done: str = "☑ "
    open: str = "☐ "
    columns: bool = True


SIGNS = Glyphs()
ASCII_SIGNS = Glyphs(bullets=("*", "-", "+"), bar="| ", rule="-", done="[x] ", open="[ ] ")
SPOKEN_SIGNS = replace(ASCII_SIGNS, bar="", columns=False)
"""For whoever hears the page line by line."""


def lay_out(blocks: Blocks, width: int, *, measure: Measure = cells, signs: Glyphs = SIGNS) -> Page:
    """The blocks as a page of lines at most ``width`` cells wide (and never wider than 76)."""
    press = _Press(max(NARROWEST, min(width, WIDEST)), measure, signs)
    press.blocks(blocks)
    return press.page()


@dataclass(slots=True)
class _Inset:
    """Signs before the lines of a container: once, then the rest."""

    first: Span
    rest: Span
    used: bool = False

    def take(self) -> Span:
        taken = self.rest if self.used else self.first
        self.used = True
        return taken


class _Press:
    """Sets blocks into lines, one after the other."""

    def __init__(self, width: int, measure: Measure, signs: Glyphs) -> None:
        self._width = width
        self._measure = measure
        self._signs = signs
        self._lines: list[Line] = []
        self._links: list[Link] = []
        self._anchors: dict[str, int] = {}
        self._contents: list[Section] = []
        self._insets: list[_Inset] = []
        self._at = 0
        self._depth = 0
        self._looks: Looks = PLAIN
        self._left = width

    def page(self) -> Page:
        """All that was set so far."""
        return Page(
            width=self._width,
            lines=tuple(self._lines),
            links=tuple(self._links),
            anchors=self._anchors,
            contents=tuple(self._contents),
        )

    def blocks(self, blocks: Blocks, *, air: int = 1) -> None:
        """Set blocks with ``air`` blank lines between, and more above headings."""
        before: Block | None = None
        for block in blocks:
            if before is not None:
                self._blank(_air(before, block, air))
            self._set(block)
            before = block

    def _set(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Listing():
                self._listing(block)
            case Quote():
                self._quote(block)
            case Code():
                self._code(block)
            case ProseTable():
                self._table(block)
            case HorizontalRule():
                rule = self._signs.rule * min(self._room(), 24)
                self._emit((Span(rule, _RULE),), at=0)
                self._at += 1

    @contextmanager
    def _inset(self, first: Span, rest: Span) -> Iterator[None]:
        wide = self._measure(first.text)
        self._insets.append(_Inset(first, rest))
        self._left -= wide
        yield
        self._left += wide
        self._insets.pop()

    def _room(self) -> int:
        return max(self._left, NARROWEST // 2)

    def _blank(self, count: int) -> None:
        """Blank lines, which count as a character each so that every line has a place."""
        for _ in range(count):
            self._lines.append(self._empty(self._at))
            self._at += 1

    def _empty(self, at: int) -> Line:
        spans = tuple(inset.rest for inset in self._insets)
        while spans and not spans[-1].text.strip():
            spans = spans[:-1]
        return Line(spans=spans, lead=sum(len(span.text) for span in spans), at=at)

    def _emit(self, spans: Spans, *, glue: str = "\n", at: int) -> None:
        signs = tuple(span for span in (inset.take() for inset in self._insets) if span.text)
        lead = sum(len(span.text) for span in signs)
        self._lines.append(Line(spans=(*signs, *spans), lead=lead, glue=glue, at=self._at + at))

    def _flow(self, runs: Runs, looks: Looks = PLAIN) -> None:
        """Wrap runs into the room there is."""
        runs = _safely(runs, looks)
        links = self._register(runs)
        text = words(runs)
        for start, end, glue in wrapped(text, self._room(), self._measure):
            self._emit(_cut(runs, links, start, end), glue=glue, at=start)
        self._at += len(text) + 1

    def _register(self, runs: Runs) -> tuple[int, ...]:
        """Number the links of these runs; runs of one address in a row are one link."""
        numbers: list[int] = []
        before = ""
        for run in runs:
            if run.href and run.href != before:
                self._links.append(Link(text=run.text, href=run.href, line=len(self._lines)))
            elif run.href:
                last = self._links[-1]
                self._links[-1] = replace(last, text=last.text + run.text)
            numbers.append(len(self._links) - 1 if run.href else -1)
            before = run.href
        return tuple(numbers)

    def _heading(self, block: Heading) -> None:
        """A heading, which is also a place to go to."""
        if block.anchor:
            self._anchors.setdefault(block.anchor, len(self._lines))
            title = safe(words(block.runs))
            self._contents.append(Section(title=title, level=block.level, anchor=block.anchor))
        look = _HEADING_LOOKS.get(block.level, Look.SUBHEADING)
        self._flow(block.runs, frozenset({look}))

    def _paragraph(self, block: Paragraph) -> None:
        if block.anchor:
            self._anchors.setdefault(block.anchor, len(self._lines))
        self._flow(block.runs, self._looks)

    def _listing(self, block: Listing) -> None:
        """A list, one sign or number before each item."""
        self._depth += 1
        first = block.first or 0
        last = first + len(block.items) - 1
        for number, item in enumerate(block.items, start=first):
            if number > first and not block.tight:
                self._blank(1)
            sign = self._sign(item, block, number, len(str(last)))
            with self._inset(Span(sign, QUIET), Span(" " * self._measure(sign))):
                self.blocks(item.blocks, air=0 if block.tight else 1)
        self._depth -= 1

    def _sign(self, item: Item, block: Listing, number: int, digits: int) -> str:
        if item.done is not None:
            return self._signs.done if item.done else self._signs.open
        if block.first is not None:
            return f"{number:>{digits}}. "
        bullets = self._signs.bullets
        return f"{bullets[min(self._depth, len(bullets)) - 1]} "

    def _quote(self, block: Quote) -> None:
        """A passage behind a bar; its title, if any, stands on a line of its own."""
        looks = frozenset({Look.WARNING if block.kind is QuoteKind.BAD else Look.BAR})
        bar = Span(self._signs.bar, looks)
        with self._inset(bar, bar):
            if block.title:
                self._flow((Run(block.title, frozenset({Look.QUIET, Look.EM})),))
            self.blocks(block.blocks)

    def _code(self, block: Code) -> None:
        """Text as it is; lines too long for the room go on in the next."""
        looks = frozenset({Look.CODE})
        room = self._room() - 2
        for line in safe(block.text).split("\n"):
            for start, end, glue in chopped(line, room, self._measure):
                text = line[start:end]
                fill = " " * (room - self._measure(text) + 1)
                spans = (Span(" ", looks), Span(text, looks), Span(fill, looks))
                self._emit(spans, glue=glue, at=start)
            self._at += len(line) + 1

    def _table(self, block: ProseTable) -> None:
        """Columns side by side, or one under the other where they do not fit."""
        columns = _column_widths(block, self._room() - _GAP * (len(block.head) - 1), self._measure)
        if columns is None or not self._signs.columns:
            self._stacked(block)
            return
        wraps = False
        self._row(block, block.head, columns, frozenset({Look.STRONG}))
        self._ruled(columns)
        for number, row in enumerate(block.rows):
            if wraps and number:
                self._lines.append(self._empty(self._at - 1))
            wraps = self._row(block, row, columns, PLAIN) > 1 or wraps

    def _ruled(self, columns: list[int]) -> None:
        gap = Span(" " * _GAP)
        rules = [(Span(self._signs.rule * width, _RULE), gap) for width in columns]
        self._emit(tuple(chain.from_iterable(rules))[:-1], at=-1)

    def _row(
        self, table: ProseTable, row: tuple[Runs, ...], columns: list[int], looks: Looks
    ) -> int:
        """Set one row and return how many lines it took."""
        set_cells = [
            self._cell(runs, width, align, looks)
            for runs, width, align in zip(row, columns, table.align, strict=True)
        ]
        height = max(map(len, set_cells))
        for index in range(height):
            spans: list[Span] = []
            for column, (lines, width) in enumerate(zip(set_cells, columns, strict=True)):
                spans += [Span(" " * _GAP)] if column else []
                spans += lines[index] if index < len(lines) else (Span(" " * width),)
            self._emit(_trimmed(spans), at=index)
        self._at += sum(len(words(runs)) for runs in row) + 2
        return height

    def _cell(self, runs: Runs, width: int, align: Align, looks: Looks) -> list[Spans]:
        runs = _safely(runs, looks)
        links = self._register(runs)
        lines: list[Spans] = []
        for start, end, _ in wrapped(words(runs), width, self._measure):
            spans = _cut(runs, links, start, end)
            free = width - sum(self._measure(span.text) for span in spans)
            left = {Align.LEFT: 0, Align.CENTER: free // 2, Align.RIGHT: free}[align]
            lines.append((Span(" " * left), *spans, Span(" " * (free - left))))
        return lines or [(Span(" " * width),)]

    def _stacked(self, block: ProseTable) -> None:
        for number, row in enumerate(block.rows):
            if len(row) == 2 and not self._signs.columns:
                self._flow((*row[0], Run(": "), *row[1]))
                continue
            if number:
                self._blank(1)
            for name, runs in zip(block.head, row, strict=True):
                label = Run(f"{words(name)}: ", QUIET)
                with self._inset(Span(""), Span("")):
                    self._flow((label, *runs))


_RULE: Looks = frozenset({Look.RULE})
_GAP = 2
_HEADING_LOOKS = {1: Look.TITLE, 2: Look.HEADING}


def _air(before: Block, block: Block, air: int) -> int:
    """How many blank lines stand between two blocks."""
    if isinstance(block, Heading):
        return 2 if block.level <= 2 else max(air, 1)
    if isinstance(before, Paragraph) and before.near:
        return int(isinstance(block, Paragraph))
    if isinstance(before, Heading):
        return 0 if before.level == 1 else air
    return air


def _safely(runs: Runs, looks: Looks) -> Runs:
    return tuple(Run(safe(run.text), run.looks | looks, run.href) for run in runs)


def _cut(runs: Runs, links: tuple[int, ...], start: int, end: int) -> Spans:
    """Characters ``start`` to ``end`` of the runs, as spans."""
    spans: list[Span] = []
    at = 0
    for run, link in zip(runs, links, strict=True):
        left, right = max(start - at, 0), min(end - at, len(run.text))
        if left < right:
            spans.append(Span(run.text[left:right], run.looks, link))
        at += len(run.text)
        if at >= end:
            break
    return tuple(spans)


def _trimmed(spans: list[Span]) -> Spans:
    while spans and not spans[-1].text.strip():
        spans.pop()
    return tuple(spans)


_LEAST_COLUMN = 8


def _column_widths(table: ProseTable, room: int, measure: Measure) -> list[int] | None:
    """The widths of the columns, the widest narrowed first; None when they do not fit."""
    columns = list(zip(table.head, *table.rows, strict=True))
    widths = [max(max(measure(safe(words(runs))) for runs in column), 1) for column in columns]
    least = [min(width, _LEAST_COLUMN) for width in widths]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
    return widths
