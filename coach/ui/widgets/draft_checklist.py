"""What the whole message should do, as a checklist that ticks itself."""

from collections.abc import Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from coach.review.checks import Duty
from coach.ui.widgets.lines import HangingLines, quiet

COLUMN = 46
"""Cells up to which each duty has a line of its own; wider, they flow one after the other."""

FLOWING = 2
"""Lines they may flow over; where that is not enough, what is done is only counted."""

_BETWEEN = Content("   ")


class DraftChecklist(Visual):
    """A line each in a column; else flowing over a line or two, what is open first."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        self._duties = tuple(duties)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As there is room."""
        return self._laid(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines it takes."""
        return self._laid(width).get_height(rules, width)

    def _laid(self, width: int) -> HangingLines:
        if width <= COLUMN:
            return HangingLines(*((_mark(each), _words(each)) for each in self._duties))
        inline = [_mark(each) + _words(each) for each in self._in_order()]
        lines = _flowing(inline, width)
        if len(lines) > FLOWING:
            open_ones = [_mark(each) + _words(each) for each in self._duties if not each.met]
            done = len(self._duties) - len(open_ones)
            count = quiet(f"{'✓ ' if done else ''}{done} of {len(self._duties)} done")
            lines = _flowing([*open_ones, count], width)
        return HangingLines(*((Content(""), line) for line in lines))

    def _in_order(self) -> list[Duty]:
        return sorted(self._duties, key=lambda duty: duty.met)


def _flowing(pieces: Sequence[Content], width: int) -> list[Content]:
    """Pieces one after the other, none of them broken over two lines."""
    lines: list[Content] = []
    for piece in pieces:
        longer = lines[-1] + _BETWEEN + piece if lines else piece
        if lines and longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _mark(duty: Duty) -> Content:
    return Content.styled("✓ ", "$success") if duty.met else Content.styled("○ ", "$accent")


def _words(duty: Duty) -> Content:
    return quiet(duty.text) if duty.met else Content(duty.text)
