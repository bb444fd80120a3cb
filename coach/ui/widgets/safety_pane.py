"""The safety page and its log: read above, chosen below, so that the choices are always seen."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from coach.app.pages import SafetyPage
from coach.ui.keys import live
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.page_pane import PagePane, asked, drawn, hint

_LEAVES = "If someone comes in: ctrl+q closes this at once. Everything is saved."


class SafetyPane(Vertical):
    """Shows one page of safety; what is typed into the log is told at once."""

    DEFAULT_CSS = """
    SafetyPane {
        & > PagePane { height: 1fr; }
        & > TextArea { height: 5; border: round $border-blurred; background: transparent;
            max-width: 78; margin: 0 2; &:focus { border: round $border; } }
        & > .how { color: $foreground-muted; margin: 0 2; }
        & > Choices { height: auto; margin: 1 2 0 2; max-width: 78; }
    }
    """

    @dataclass
    class Picked(Message):
        """What was chosen."""

        what: str

    @dataclass
    class Typing(Message):
        """What is being typed into the log."""

        text: str

    class Wrote(Message):
        """The entry is finished."""

    def __init__(self, page: SafetyPage) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """What to read, a field for the log, and the choices."""
        leaves = hint(live(self, _LEAVES, "quit"))
        yield PagePane(asked(self._page.ask), *drawn(self._page.lines), leaves)
        if self._page.writes:
            yield TextArea(self._page.typed, highlight_cursor_line=False, tab_behavior="focus")
            yield hint("saved as you type · ctrl+n begins a new entry · tab to the choices")
        yield Choices(self._page.choices)

    def on_mount(self) -> None:
        """Ready to write or to choose."""
        for each in self.query("TextArea, Choices"):
            each.focus()
            return

    def settle(self) -> None:
        """Finish an entry, where there is one."""
        if self._page.writes:
            self.post_message(self.Wrote())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        if event.text_area.text != self._page.typed:
            self.post_message(self.Typing(event.text_area.text))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Pass on what was picked."""
        event.stop()
        self.post_message(self.Picked(event.ids[0]))
