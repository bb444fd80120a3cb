"""Plain signs for consoles that have no others (``--ascii``)."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from coach.sanitize import plain_signs


class PlainSigns(LineFilter):
    """Draws lines, marks and quotes with the signs of ASCII; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """These segments of a line with plain signs."""
        return [Segment(plain_signs(text), style, control) for text, style, control in segments]
