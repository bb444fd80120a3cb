"""What narrows a list, in words, each to be taken off by a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

_WIDEST = 40
"""Cells of words in a chip; the rest is cut."""


class Chips(Static):
    """One line; hidden while it has nothing to say."""

    DEFAULT_CSS = """
    Chips { height: auto; padding: 0 1; display: none; }
    """

    @dataclass
    class Clicked(Message):
        """The chip with this id was clicked."""

        id: str

    def show(self, chips: Sequence[tuple[str, str]], last: tuple[str, str] | None = None) -> None:
        """Show these (id, words), each with a sign to take it off, and one without at the end."""
        parts = [_chip(id, f" {_cut(words)} ✕ ") for id, words in chips]
        if last:
            parts.append(_chip(last[0], f" {last[1]} "))
        self.update(Content("  ").join(parts))
        self.display = bool(parts)

    def on_click(self, event: events.Click) -> None:
        """Say which chip it was."""
        id = event.style.meta.get("chip")
        if isinstance(id, str):
            event.stop()
            self.post_message(self.Clicked(id))


def _chip(id: str, words: str) -> Content:
    chip = Content.styled(words, "$foreground on $panel")
    return chip.stylize(Style.from_meta({"chip": id}))


def _cut(words: str) -> str:
    return Content(words).truncate(_WIDEST, ellipsis=True).plain
