"""The line under a text to find words in it."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

LONGEST_SEARCH = 80


class FindLine(Horizontal):
    """Takes words; says every change, and when they are settled."""

    DEFAULT_CSS = """
    FindLine {
        dock: bottom; height: 1; padding: 0 2; background: $panel;
        & > Static { width: auto; color: $foreground-muted; }
        & > Input {
            width: 1fr; border: none; height: 1; padding: 0 1; background: transparent;
            &:focus { border: none; }
        }
    }
    """

    @dataclass
    class Wanted(Message):
        """These words are to be found."""

        words: str

    class Settled(Message):
        """The words stand; back to the text."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The words, and how many finds there are."""
        yield Input(self._words, placeholder="Find in this guide", max_length=LONGEST_SEARCH)
        yield Static()

    def begin(self) -> None:
        """Take the keys; what stands there is typed over."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    def count(self, current: int, of: int) -> None:
        """Say which find this is, counted from 0, and how many there are."""
        for field, line in zip(self.query(Input), self.query(Static), strict=False):
            said = f"{current + 1} of {of}" if of else "not found" if field.value.strip() else ""
            line.update(said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every change is looked for."""
        event.stop()
        self.post_message(self.Wanted(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter settles it."""
        event.stop()
        self.post_message(self.Settled())
