"""Shares with the range that fits them, drawn as text: one line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from coach.ui.widgets.lines import quiet

_WIDEST_TRACK, _NARROWEST_TRACK = 41, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of ``n`` from 0 to 1, the range that fits it, and a guess to hold against it."""

    label: str
    said: str
    share: float
    low: float
    high: float
    guess: float | None = None


class ShareBars(Widget):
    """A line for each share: ``━`` is the range that fits, ``●`` the share, ``◇`` a guess."""

    DEFAULT_CSS = """
    ShareBars { height: auto; max-width: 76; }
    """

    def __init__(
        self, shares: Sequence[Share], *, label: int = 0, said: int = 0, scale: bool = True
    ) -> None:
        """``label`` and ``said`` are cells kept for these, so that charts stand in line."""
        super().__init__()
        self._shares = tuple(shares)
        self._label = label or max((Content(each.label).cell_length for each in shares), default=0)
        self._said = max([said, *(len(each.said) for each in shares)])
        self._scale = scale

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line each, and the scale above."""
        return len(self._shares) + self._scale

    def render(self) -> Content:
        """The scale and the shares."""
        width, said = self.content_size.width, self._said
        label = max(6, min(self._label, width * 2 // 5))
        track = max(_NARROWEST_TRACK, min(_WIDEST_TRACK, width - label - said - 4))
        scale = " " * (label + said + 4) + "0" + "50".center(track - 4) + "100"
        lines = [quiet(scale)] if self._scale else []
        lines += [_line(each, label, said, track) for each in self._shares]
        return Content("\n").join(lines)


def _line(each: Share, label: int, said: int, track: int) -> Content:
    name = Content(each.label).truncate(label, ellipsis=True)
    head = name.pad_right(label - name.cell_length)
    count = quiet(f"  {each.said:>{said}}  ")
    return head + count + _track(each, track)


def _track(each: Share, width: int) -> Content:
    def at(share: float) -> int:
        return round(share * (width - 1))

    marks = [("─", "$border-blurred")] * width
    for place in range(at(each.low), at(each.high) + 1):
        marks[place] = ("━", "$secondary")
    if each.guess is not None:
        marks[at(each.guess)] = ("◇", "$foreground")
    marks[at(each.share)] = ("●", "bold $accent")
    return Content("").join(Content.styled(sign, style) for sign, style in marks)
