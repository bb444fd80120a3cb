"""A list of options whose selected line has a sign, so that no colour is needed to see it."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from coach.ui.upstream import KeyList

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


class SignedList(KeyList):
    """As its base, with the sign in the margin of the option one is on."""

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
