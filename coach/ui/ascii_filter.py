"""Plain signs for consoles that have no others (``--ascii``)."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CORNERS_AND_CROSSINGS = "".join(map(chr, range(0x250C, 0x2550)))
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_CORNERS_AND_CROSSINGS + "╭╮╯╰", "+"),
        **dict.fromkeys("─━╌╍┄┅═╴╶╸╺▔▁", "-"),
        **dict.fromkeys("│┃┆┇║╎╏▏▎▍▌▐▕", "|"),
        **dict.fromkeys("█▇▆▅▄▃▂▀▓", "#"),
        **dict.fromkeys("●•", "*"),
        **dict.fromkeys("○◦", "o"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—", "-"),
        "·": "-",
        "✓": "v",
        "✗": "x",
        "✕": "x",
        "☑": "x",
        "☐": "o",
        "◇": "o",
        "›": ">",
        "‹": "<",
        "→": ">",
        "←": "<",
        "▸": ">",
        "▾": "v",
        "▴": "^",
        "…": ".",
    }
)
"""One sign for one of the same width, so that nothing moves."""


class PlainSigns(LineFilter):
    """Draws lines, marks and quotes with the signs of ASCII; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """These segments of a line with plain signs."""
        return [
            Segment(text.translate(_SIGNS), style, control) for text, style, control in segments
        ]
