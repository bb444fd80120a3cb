"""A text editor for prose with findings underlined in it."""

from bisect import bisect_right
from collections.abc import Sequence

from rich.text import Text

from coach.review.checks import Issue
from coach.ui.textual_workarounds import ProseField
from coach.vocabulary import Severity


class DraftEditor(ProseField):
    """A field whose findings are underlined; it never changes a word by itself."""

    COMPONENT_CLASSES = {"words--stop", "words--fix", "words--consider"}

    DEFAULT_CSS = """
    DraftEditor {
        & .words--stop { color: $error; text-style: underline bold; }
        & .words--fix { color: $warning; text-style: underline; }
        & .words--consider { text-style: underline; }
    }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id)
        self._spans: dict[int, list[tuple[int, int, Severity]]] = {}

    def on_resize(self) -> None:
        """Draw at once what was wrapped anew; the stock editor waits for its next blink."""
        self.refresh()

    def mark(self, findings: Sequence[Issue]) -> None:
        """Underline these; ``start`` and ``end`` are characters into the text here."""
        spans: dict[int, list[tuple[int, int, Severity]]] = {}
        starts = self._line_starts()
        for finding in findings:
            for row, begin, end in _rows(starts, finding.start, finding.end):
                spans.setdefault(row, []).append((begin, end, finding.severity))
        if spans != self._spans:
            self._spans = spans
            self.notify_style_update()
            self.refresh()

    def location_of(self, index: int) -> tuple[int, int]:
        """The row and column of a character."""
        starts = self._line_starts()
        row = bisect_right(starts, index) - 1
        return row, index - starts[row]

    def index_of(self, location: tuple[int, int]) -> int:
        """The character at this row and column."""
        row, column = location
        return self._line_starts()[row] + column

    def get_line(self, line_index: int) -> Text:
        """The line as the editor shows it, findings underlined."""
        line = super().get_line(line_index)
        for begin, end, severity in self._spans.get(line_index, ()):
            line.stylize(
                self.get_component_rich_style(f"words--{severity}", partial=True), begin, end
            )
        return line

    def _line_starts(self) -> list[int]:
        starts, at = [], 0
        newline = len(self.document.newline)
        for row in range(self.document.line_count):
            starts.append(at)
            at += len(self.document.get_line(row)) + newline
        return starts


def _rows(starts: Sequence[int], begin: int, end: int) -> list[tuple[int, int, int]]:
    """A span cut into (row, first column, end column), one for each line it touches."""
    rows = []
    row = bisect_right(starts, begin) - 1
    while row < len(starts) and starts[row] < end:
        stop = starts[row + 1] if row + 1 < len(starts) else end
        rows.append((row, max(0, begin - starts[row]), min(end, stop) - starts[row]))
        row += 1
    return rows
