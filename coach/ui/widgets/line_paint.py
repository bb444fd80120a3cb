"""Paints the lines of a page: looks, links, marks and what is selected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from coach.guides.page import Line
from coach.guides.prose import Look, Looks

LINK_META = "link"
"""The key under which a painted link carries its number, for the mouse to find."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a line painted over in a style of their own."""

    start: int
    end: int
    style: str


class LinePainter:
    """Paints lines in the component styles of a widget (``PREFIX--look``)."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._looks: dict[Looks, Style] = {}

    def forget(self) -> None:
        """Ask for all styles anew, because the colours have changed."""
        self._looks.clear()

    def blank(self, width: int) -> Strip:
        """An empty line."""
        return Strip.blank(width, self._widget.rich_style)

    def quiet(self, text: str, width: int) -> Strip:
        """A line that says something about the text, rather than text."""
        styled = Text(text, style=self._widget.rich_style + self._style(Look.QUIET), end="")
        return self._strip(styled, width)

    def line(
        self,
        line: Line,
        *,
        left: int,
        width: int,
        sign: str,
        link: Callable[[int], str],
        marks: Sequence[Mark],
        selected: tuple[int, int] | None,
    ) -> Strip:
        """A line of text ``left`` cells from the edge, ``width`` cells in all.

        ``sign`` stands in the margin; ``link`` names the style of a link by its
        number, or none; ``selected`` counts from the edge, with -1 for the end.
        """
        margin = f"{sign:>{max(left - 1, 0)}} "[:left]
        text = Text(margin + line.text, style=self._widget.rich_style, no_wrap=True, end="")
        text.stylize(self._style("target"), 0, left)
        self._spans(text, line, left, link)
        for mark in marks:
            text.stylize(self._style(mark.style), left + mark.start, left + mark.end)
        if selected is not None:
            start, end = selected
            text.stylize(
                self._selected(), max(start, left + line.lead), len(text) if end < 0 else end
            )
        return self._strip(text, width)

    def _spans(self, text: Text, line: Line, left: int, link: Callable[[int], str]) -> None:
        at = left
        for span in line.spans:
            end = at + len(span.text)
            style = self._of(span.looks)
            if span.link >= 0:
                style += Style.from_meta({LINK_META: span.link})
                name = link(span.link)
                style += self._style(name) if name else Style.null()
            text.stylize(style, at, end)
            at = end

    def _of(self, looks: Looks) -> Style:
        style = self._looks.get(looks)
        if style is None:
            parts = [self._style(look) for look in Look if look in looks]
            style = self._looks[looks] = sum(parts, Style.null())
        return style

    def _style(self, name: str) -> Style:
        return self._widget.get_component_rich_style(f"{self._prefix}--{name}", partial=True)

    def _selected(self) -> Style:
        """What lies behind a selection; the text on it keeps its own colours."""
        return Style(
            bgcolor=self._widget.get_component_rich_style(f"{self._prefix}--selected").bgcolor
        )

    def _strip(self, text: Text, width: int) -> Strip:
        parts = text.render(self._widget.app.console)
        strip = Strip([Segment(said, style or Style.null()) for said, style, _ in parts])
        return strip.adjust_cell_length(width, self._widget.rich_style)
