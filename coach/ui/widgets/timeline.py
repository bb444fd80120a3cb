"""What happened in a conversation, one moment under the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from coach.ui.widgets.lines import quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment: its day, what happened, quiet words under it, and what it opens."""

    day: str
    text: str
    aside: str = ""
    opens: str = ""
    here: bool = False
    decision: bool = False


class Timeline(Widget):
    """A rail of moments. ``●`` are decisions, ``○`` what was added later, ``›`` the one open."""

    DEFAULT_CSS = """
    Timeline { height: auto; max-width: 76; }
    """

    @dataclass
    class Opened(Message):
        """The user clicked the moment that opens this."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._moments: tuple[Moment, ...] = ()

    def show(self, moments: Sequence[Moment]) -> None:
        """Show these, in order."""
        self._moments = tuple(moments)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the moments take at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The rail."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        last = len(self._moments) - 1
        return [
            line
            for n, moment in enumerate(self._moments)
            for line in _lines(moment, max(8, width), end=n == last)
        ]

    def on_click(self, event: events.Click) -> None:
        """Open the decision of this moment."""
        id = event.style.meta.get("moment")
        if isinstance(id, str) and id:
            event.stop()
            self.post_message(self.Opened(id))


def _lines(moment: Moment, width: int, *, end: bool) -> list[Content]:
    mark = "●" if moment.decision else "○"
    head = Content.styled(f"{mark} ", "$accent") + quiet(moment.day)
    text = Content.styled(moment.text, "bold" if moment.here else "")
    if moment.here:
        text = Content.styled("› ", "$accent") + text
    aside = quiet(moment.aside).wrap(width - 2) if moment.aside else []
    rail = Content.styled("  " if end else "│ ", "$border-blurred")
    rest = [*text.wrap(width - 2), *aside, *([] if end else [Content("")])]
    lines = [head, *(rail + each for each in rest)]
    return [each.stylize(Style.from_meta({"moment": moment.opens})) for each in lines]
