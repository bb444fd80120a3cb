"""What narrows a list, in words, each to be taken off by a click."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static


class Chips(Static):
    """One line; hidden while it has nothing to say."""

    DEFAULT_CSS = """
    Chips { height: auto; padding: 0 1; display: none; }
    """

    class Clicked(Message):
        """The chip with this id was clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def show(self, chips: Sequence[tuple[str, str]], hint: str = "") -> None:
        """Show these (id, words), and quiet words after them."""
        parts = [
            Content.styled(f" {words} ✕ ", "$foreground on $panel").stylize(
                Style.from_meta({"chip": id})
            )
            for id, words in chips
        ]
        if hint:
            parts.append(Content.styled(hint, "$foreground-muted"))
        self.update(Content("  ").join(parts))
        self.display = bool(parts)

    def on_click(self, event: events.Click) -> None:
        """Say which chip it was."""
        id = event.style.meta.get("chip")
        if isinstance(id, str):
            event.stop()
            self.post_message(self.Clicked(id))
