"""The recommendation: what to do, why, the other side, what would change it, and the plan."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.message import Message

from coach.app.pages import AdvicePage
from coach.ui.keys import also
from coach.ui.widgets.page_pane import PagePane, drawn


class RecommendationPane(PagePane, can_focus=True):
    """Shows a recommendation. A number, or a click, leads back to that answer."""

    BINDINGS = [
        also("j", "scroll_down"),
        also("k", "scroll_up"),
        also("g", "scroll_home"),
        also("G", "scroll_end"),
    ]

    @dataclass
    class Reconsider(Message):
        """The user wants to change the answer to this question (its id)."""

        fact: str

    def __init__(self, page: AdvicePage) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """From the sentence a friend would say down to what would change it."""
        yield from drawn(self._page.lines)

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """A number goes to that answer."""
        if event.character and event.character in "123456789":
            event.stop()
            self.action_reconsider(int(event.character))

    def action_reconsider(self, number: int) -> None:
        """Go to the answer with this number."""
        if number <= len(self._page.facts):
            self.post_message(self.Reconsider(self._page.facts[number - 1]))
