"""A long list in columns, drawn one line at a time as it comes into view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from coach.ui.keys import also
from coach.ui.widgets.pick_list import seen_without_colour

_GUTTER = 3
_GAP = "  "
_MOST_DRAWN = 500
"""Lines kept once drawn, so that scrolling by one line draws one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, its cell for a row, and its width in cells.

    What all the columns leave free goes to those that ``grow``, by that weight,
    up to ``most`` cells; the rest goes to the one without such a bound.
    The column shows only where the list is at least ``least`` cells wide.
    Without ``sorts`` its head only names it; one that ``falls`` is sorted from high to low first.
    """

    id: str
    title: str
    cell: Callable[[Any], Content]
    width: int
    grow: int = 0
    most: int = 0
    least: int = 0
    right: bool = False
    sorts: bool = True
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """The id of the column a list is sorted by, or none, and whether from high to low."""

    column: str = ""
    falling: bool = False

    def by(self, column: str, *, falling: bool) -> "Order":
        """Sorted by this column; the other way round where it is so already."""
        return Order(column, not self.falling if column == self.column else falling)


AS_IT_COMES = Order()


class ColumnList(ScrollView, can_focus=True):
    """Rows of any kind under heads that stay. A row is made when it is seen.

    Cost does not grow with the number of rows. One line a row, cut to width.
    """

    DEFAULT_CSS = """
    ColumnList {
        height: 1fr;
        scrollbar-size-vertical: 1;
        &:focus > .ledger--cursor { background: $block-cursor-background; }
        & > .ledger--cursor { background: $block-cursor-blurred-background; }
        & > .ledger--head { color: $foreground-muted; }
        & > .ledger--sorted { color: $accent; }
    }
    """

    COMPONENT_CLASSES = {"ledger--cursor", "ledger--head", "ledger--sorted"}

    BINDINGS = [
        also("up,k", "move(-1)"),
        also("down,j", "move(1)"),
        also("pageup", "page(-1)"),
        also("pagedown,space", "page(1)"),
        also("home,g", "first"),
        also("end,G", "last"),
        also("enter", "open"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row under the cursor, from 0."""

    @dataclass
    class Opened(Message):
        """The user opened this row; others may stand in its place by now."""

        index: int
        row: Any

    @dataclass
    class Moved(Message):
        """The cursor is on this row now."""

        index: int

    @dataclass
    class HeadPicked(Message):
        """The user clicked the head of this column."""

        column: str

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._rows: Sequence[object] = ()
        self._sorted = AS_IT_COMES
        self._drawn: dict[tuple[int, bool, int], Strip] = {}

    def show(
        self, rows: Sequence[object], *, cursor: int = 0, sorted_by: Order = AS_IT_COMES
    ) -> None:
        """Show these rows, which are sorted like this, with the cursor on one of them."""
        self._rows = rows
        self._sorted = sorted_by
        self._drawn.clear()
        self.virtual_size = Size(0, len(rows) + 1)
        self.set_reactive(ColumnList.cursor, self.validate_cursor(cursor))
        self._follow()
        self.refresh()
        self._tell()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show the rows in other columns."""
        self._columns = tuple(columns)
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw all anew in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The heads, then one row a line, made when it is first seen."""
        width = self.scrollable_content_region.width
        index = y - 1 + self.scroll_offset.y
        if y == 0:
            return self._strip(self._heads(width), width)
        if index >= len(self._rows):
            return Strip.blank(width, self.visual_style.rich_style)
        place = (index, index == self.cursor, width)
        if place not in self._drawn:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            self._drawn[place] = self._row(*place)
        return self._drawn[place]

    def _row(self, index: int, at: bool, width: int) -> Strip:
        line = self._line(self._rows[index], width, " › " if at else "   ")
        strip = self._strip(line, width, "ledger--cursor" if at else "")
        return seen_without_colour(self, strip) if at else strip

    def _strip(self, line: Content, width: int, component: str = "") -> Strip:
        style = self.visual_style
        style += self.get_visual_style(component) if component else Style()
        strips = Visual.to_strips(self, line.truncate(width, pad=True), width, 1, style)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def _heads(self, width: int) -> Content:
        way = "▾" if self._sorted.falling else "▴"
        parts = []
        for column, wide in self._laid(width):
            here = column.id == self._sorted.column
            title = f"{column.title} {way}" if here else column.title
            style = self.get_visual_style("ledger--sorted" if here else "ledger--head")
            told = Style.from_meta({"head": column.id}) if column.sorts else Style()
            parts.append(_set(Content.styled(title, style + told), wide, column.right))
        return Content(" " * _GUTTER) + Content(_GAP).join(parts)

    def _line(self, row: object, width: int, gutter: str) -> Content:
        cells = [_set(column.cell(row), wide, column.right) for column, wide in self._laid(width)]
        return Content.styled(gutter, "$accent") + Content(_GAP).join(cells)

    def _laid(self, width: int) -> list[tuple[Column, int]]:
        """The columns that fit, each with its width in cells."""
        shown = [each for each in self._columns if width >= each.least]
        gaps = _GUTTER + 1 + len(_GAP) * (len(shown) - 1)
        free = max(0, width - gaps - sum(each.width for each in shown))
        weights = max(1, sum(each.grow for each in shown))
        widths = {each.id: each.width + free * each.grow // weights for each in shown}
        widths |= {each.id: min(widths[each.id], each.most) for each in shown if each.most}
        spare = free + sum(each.width for each in shown) - sum(widths.values())
        open_ = next((each.id for each in shown if each.grow and not each.most), "")
        return [(each, widths[each.id] + spare * (each.id == open_)) for each in shown]

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Never off the list."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Follow the cursor and draw only the two rows that changed."""
        if self._follow():
            self.refresh()
        else:
            for row in (old, new):
                self.refresh(Region(0, row + 1 - self.scroll_offset.y, self.size.width, 1))
        self._tell()

    def _follow(self) -> bool:
        """Bring the cursor into view; whether anything had to move for it."""
        seen, top = self._page, self.scroll_offset.y
        if seen < 1 or top <= self.cursor < top + seen:
            return False
        to = self.cursor if self.cursor < top else self.cursor - seen + 1
        self.scroll_to(y=to, animate=False, immediate=True, force=True)  # the bar may be to come
        return True

    def _tell(self) -> None:
        if self._rows:
            self.post_message(self.Moved(self.cursor))

    @property
    def _page(self) -> int:
        """How many rows are seen at once."""
        return self.scrollable_content_region.height - 1

    def action_move(self, by: int) -> None:
        """Up or down."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.cursor += by * max(1, self._page - 1)

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self._rows) - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._rows:
            self.post_message(self.Opened(self.cursor, self._rows[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """A click opens its row, or says which head it was on."""
        index = event.y - 1 + self.scroll_offset.y
        head = event.style.meta.get("head")
        if event.y == 0 and isinstance(head, str):
            self.post_message(self.HeadPicked(head))
        elif event.y > 0 and index < len(self._rows):
            self.cursor = index
            self.action_open()


def _set(cell: Content, width: int, right: bool) -> Content:
    """The cell cut or filled to its width, by cells."""
    cut = cell.truncate(width, ellipsis=True)
    spare = width - cut.cell_length
    return cut.pad_left(spare) if right else cut.pad_right(spare)
