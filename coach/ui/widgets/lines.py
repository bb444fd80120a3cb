"""Lines as every widget draws them: hung beside a mark, quiet, or clicked in place of a key."""

from dataclasses import replace

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

EMPTY = Content("")

QUIET = "$foreground-muted"


def quiet(text: str) -> Content:
    """Words that stand back."""
    return Content.styled(text, QUIET)


def counted(count: int, noun: str, nouns: str = "") -> str:
    """A number and what it counts, e.g. "1 guide", "1,200 guides"."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


NARROWEST = 8
"""Cells to wrap words at in a window too small to read, where one cell each would take minutes."""

Row = tuple[Content, Content] | tuple[Content, Content, Content]
"""A mark, the words beside it, and what stands below the mark where they wrap, if anything."""


class HangingLines(Visual):
    """Rows of a mark and words: what wraps begins below the words, never below the mark.

    ``rail`` stands before every line; ``gap`` lines after the last stay empty.
    """

    def __init__(self, *rows: Row, rail: Content = EMPTY, gap: int = 0) -> None:
        self._rows = rows
        self._rail = rail
        self._gap = gap

    def __str__(self) -> str:
        """The words alone, a row a line."""
        return "\n".join(f"{mark}{words}" for mark, words, *_ in self._rows)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Each row, its mark on the first of its lines only."""
        whole = replace(options, selection=None)  # a selection counts from the widget's own top

        def drawn(content: Content, cells: int) -> list[Strip]:
            return content.render_strips(cells, None, style, whole) if cells else [Strip([])]

        rail = drawn(self._rail, self._rail.cell_length)[0]
        strips: list[Strip] = []
        for mark, words, *rest in self._rows:
            indent = mark.cell_length
            head = drawn(mark, indent)[0]
            blank = Strip([Segment(" " * indent, style.rich_style)], indent)
            below = drawn(rest[0], indent)[0] if rest else blank
            for line in drawn(words, self._room(mark, width)):
                strips.append(Strip.join([rail, head, line]))
                head = below
        strips += [Strip.blank(width, style.rich_style)] * self._gap
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the longest row wants to be."""
        wanted = (
            mark.cell_length + words.get_optimal_width(rules, container_width)
            for mark, words, *_ in self._rows
        )
        return self._rail.cell_length + max(wanted, default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines of all rows, and the gap below them."""
        lines = (words.get_height(rules, self._room(mark, width)) for mark, words, *_ in self._rows)
        return sum(lines) + self._gap

    def _room(self, mark: Content, width: int) -> int:
        return max(NARROWEST, width - self._rail.cell_length - mark.cell_length)


def clickable(words: str, action: str, style: str = "") -> Content:
    """Words that run an action when they are clicked."""
    return Content.styled(words, style).stylize(Style.from_meta({"@click": action}))
