"""Shows a page: lines in a scroll, painted as they come into sight, to move in and select from."""

from collections.abc import Sequence
from typing import ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from coach.guides.page import Page
from coach.guides.prose import Look
from coach.ui.widgets.line_paint import LinePainter, Mark

READING_WIDTH = 72
"""Cells a line of text takes at most here; longer lines tire the eye."""

_MARGIN = 3
"""Cells at least on either side of the text."""


class PageView(ScrollView, can_focus=True):
    """A scroll of one page.

    What is special about a line, a kind of page says itself: ``_sign``, ``_link_style``
    and ``_marks``. Where one of these changes, ``_repaint`` shows it.
    """

    ALLOW_SELECT = True

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"page--{look}" for look in Look),
        "page--focused-link",
        "page--hovered-link",
        "page--hit",
        "page--current-hit",
        "page--target",
        "page--selected",
    }

    DEFAULT_CSS = """
    PageView {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & .page--title { color: $accent; text-style: bold; }
        & .page--heading { color: $accent; text-style: bold; }
        & .page--subheading { text-style: bold; }
        & .page--strong { text-style: bold; }
        & .page--em { text-style: italic; }
        & .page--strike { text-style: strike; }
        & .page--code { background: $panel; }
        & .page--quiet { color: $foreground-muted; }
        & .page--label { color: $foreground-muted; }
        & .page--link { color: $secondary; text-style: underline; }
        & .page--bar { color: $accent; }
        & .page--warning { color: $error; }
        & .page--rule { color: $foreground-muted; }
        & .page--focused-link { background: $accent; color: $surface; text-style: bold; }
        & .page--hovered-link { background: $panel; text-style: underline; }
        & .page--hit { background: $panel; color: $accent; text-style: underline; }
        & .page--current-hit { background: $accent; color: $surface; text-style: bold; }
        & .page--target { color: $accent; text-style: bold; }
        & .page--selected { background: $accent 17%; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._page = Page()
        self._strips: dict[int, Strip] = {}
        self._painter = LinePainter(self, "page")

    @property
    def page(self) -> Page:
        """The page as it is laid out now."""
        return self._page

    # What a kind of page says about its lines

    @property
    def _waits(self) -> bool:
        """Whether there is nothing to see yet."""
        return False

    def _sign(self, line: int) -> str:
        """What stands in the margin beside this line."""
        return ""

    def _link_style(self, link: int) -> str:
        """The name of a style for this link, or none."""
        return ""

    def _marks(self, line: int) -> Sequence[Mark]:
        """What is painted over in this line."""
        return ()

    # Room

    @property
    def _text_width(self) -> int:
        return min(READING_WIDTH, max(1, self.scrollable_content_region.width - 2 * _MARGIN))

    @property
    def _left(self) -> int:
        """Cells left of the text."""
        return max(0, (self.scrollable_content_region.width - self._text_width) // 2)

    def _fit(self) -> None:
        if self.screen.selections:
            self.screen.clear_selection()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._page.lines))
        self._repaint()

    # Painting

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget painted lines when colours change."""
        super().notify_style_update()
        self._strips.clear()
        self._painter.forget()

    def selection_updated(self, _: Selection | None) -> None:
        """Paint the selection."""
        self._repaint()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        number = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if number >= len(self._page.lines):
            waits = y == 1 and self._waits
            said = f"{' ' * self._left}Opening ..."
            return self._painter.quiet(said, width) if waits else self._painter.blank(width)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._painted(number, width)
        return strip

    def _painted(self, number: int, width: int) -> Strip:
        selection = self.text_selection
        strip = self._painter.line(
            self._page.lines[number],
            left=self._left,
            width=width,
            sign=self._sign(number),
            link=self._link_style,
            marks=self._marks(number),
            selected=selection.get_span(number) if selection is not None else None,
        )
        return strip.apply_offsets(0, number)

    # Selecting and copying

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The selected passage as text to paste: unwrapped, without bars and bullets."""
        left = self._left
        start = (selection.start.y, selection.start.x - left) if selection.start else (0, 0)
        last = len(self._page.lines) - 1
        end = (selection.end.y, selection.end.x - left) if selection.end else (last, left + 999)
        return self._page.copied(start, (end[0], max(0, end[1]))), "\n"

    # Moving: at once, so that the eye finds its line again

    def action_scroll_down(self) -> None:
        """A line down."""
        self._move(1)

    def action_scroll_up(self) -> None:
        """A line up."""
        self._move(-1)

    def action_page_down(self) -> None:
        """One screen down, with two lines kept in sight."""
        self._move(self.size.height - 2)

    def action_page_up(self) -> None:
        """One screen up, with two lines kept in sight."""
        self._move(2 - self.size.height)

    def action_scroll_home(self) -> None:
        """To the title."""
        self._jump(0)

    def action_scroll_end(self) -> None:
        """To the end."""
        self._jump(self.max_scroll_y)

    def _move(self, lines: int) -> None:
        self._jump(self.scroll_offset.y + lines)

    def _jump(self, line: int) -> None:
        # By force: just after an article was put in, the scrollbar is not there yet.
        self.scroll_to(y=line, animate=False, force=True)

    def _reveal(self, line: int) -> None:
        """Scroll so that a line is well in sight; stay when it is."""
        top, height = self.scroll_offset.y, self.size.height
        if not top + 1 <= line < top + height - 2:
            self._jump(line - height // 3)
