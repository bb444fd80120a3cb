"""A long list, drawn one line at a time as it comes into view."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Row = TypeVar("Row")


class Ledger(ScrollView, can_focus=True):
    """Rows of any kind; ``line`` makes one row's text when it is seen.

    Cost does not grow with the number of rows. One line a row, cut to width.
    """

    DEFAULT_CSS = """
    Ledger {
        height: 1fr;
        &:focus > .ledger--cursor { background: $block-cursor-background; }
        & > .ledger--cursor { background: $block-cursor-blurred-background; }
    }
    """

    COMPONENT_CLASSES = {"ledger--cursor"}

    BINDINGS = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home,g", "first", "First", show=False),
        Binding("end,G", "last", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """The row under the cursor, from 0."""

    class Opened(Message):
        """The user opened this row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, line: Callable[[object], Content], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line = line
        self._rows: Sequence[object] = ()

    def show(self, rows: Sequence[object]) -> None:
        """Show these rows from the top."""
        self._rows = rows
        self.virtual_size = Size(0, len(rows))
        self.cursor = 0
        self.scroll_home(animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row, made now."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= len(self._rows):
            return Strip.blank(width, self.visual_style.rich_style)
        style = self.visual_style
        if index == self.cursor:
            style += self.get_visual_style("ledger--cursor")
        line = self._line(self._rows[index]).truncate(width, ellipsis=True)
        strips = Visual.to_strips(self, line, width, 1, style)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def validate_cursor(self, cursor: int) -> int:
        """Never off the list."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Follow the cursor and draw only the two rows that changed."""
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if height and not top <= new < top + height:
            to = new if new < top else new - height + 1
            self.scroll_to(y=to, animate=False, immediate=True)
            self.refresh()
            return
        width = self.size.width
        for row in (old, new):
            self.refresh(Region(0, row - top, width, 1))

    def action_move(self, by: int) -> None:
        """Up or down."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.cursor += by * max(1, self.scrollable_content_region.height - 1)

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self._rows) - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self._rows:
            self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click opens its row."""
        index = event.y + self.scroll_offset.y
        if index < len(self._rows):
            self.cursor = index
            self.action_open()
