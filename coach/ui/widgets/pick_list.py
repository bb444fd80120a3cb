"""The list that all others are: options with a sign at the selected one, and entries to pick."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.ui.keys import also, keys
from coach.ui.widgets.lines import quiet

SIGN = "›"
"""Stands in the first cell of the line the cursor is on, which is blank on all others."""

_REVERSED, _UNDERLINED = Style(reverse=True), Style(underline=True)


def seen_without_colour(widget: Widget, strip: Strip) -> Strip:
    """A selected line in reverse video where there are no colours, underlined without the focus.

    A ``text-style`` of reverse in a style sheet is lost on the lines a widget draws itself.
    """
    if not widget.app.no_color:
        return strip
    return strip.apply_style(_REVERSED if widget.has_focus else _UNDERLINED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to pick: its words, what it stands for, and quiet words after it."""

    text: str
    value: str
    aside: str = ""
    indent: int = 0

    def prompt(self, number: str = "") -> Content:
        """The line, with a number before it if it has one."""
        head = Content.styled(f"{number}  ", "$accent") if number else Content(" " * self.indent)
        return head + Content(self.text) + (quiet(f"  {self.aside}") if self.aside else "")


class PickList(OptionList):
    """Options without a box; the selected one has a sign, so that no colour is needed to see it.

    It stands still on page keys while it has no lines yet: ``OptionList._move_page`` looks for
    a line that is not laid out. Found by ``tools.fuzz``; to go once Textual mends it.
    """

    BINDINGS = [
        *keys(hidden=("list.down", "list.up")),
        also("g", "first"),
        also("G", "last"),
    ]
    DEFAULT_CSS = """
    PickList {
        height: auto; max-height: 100%; border: none; padding: 0; background: transparent;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background: transparent; background-tint: transparent; }
        & > .option-list--option { padding: 0 1; }
    }
    """

    def render_line(self, y: int) -> Strip:
        """The line, with the sign where the selected option begins."""
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if self.highlighted is None or not 0 <= number < len(self._lines):
            return strip
        option, line = self._lines[number]
        if option != self.highlighted:
            return strip
        first, rest = strip.divide([1, strip.cell_length])
        if line == 0 and first.text == " ":
            style = next((segment.style for segment in first), None)
            strip = Strip.join([Strip([Segment(SIGN, style)], 1), rest])
        return seen_without_colour(self, strip)

    def refill(self, options: Iterable[Option], at: int | None = 0) -> None:
        """Other options in place of these, the one at ``at`` selected if there is one."""
        self.set_options(options)
        self.highlighted = at if self.option_count else None

    def has(self, event: OptionList.OptionSelected) -> bool:
        """Whether what was picked is there yet: a refill may have come before its message."""
        return event.option in self.options

    def action_move(self, by: int) -> None:
        """One line down, or up."""
        self.action_cursor_down() if by > 0 else self.action_cursor_up()

    def action_page_up(self) -> None:
        """A page up."""
        with suppress(KeyError, IndexError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down."""
        with suppress(KeyError, IndexError):
            super().action_page_down()  # type: ignore[no-untyped-call]
