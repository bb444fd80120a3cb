"""The reader's eye: what the other side sees first."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.review.inbox_preview import InboxPreview
from coach.ui.keys import also
from coach.ui.widgets.hanging_lines import clickable
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.tones import quiet


class PreviewScreen(ModalScreen[None]):
    """A phone's two lines, and what they are asked to decide. Any usual key closes it."""

    BINDINGS = [also("escape,enter,q,space,ctrl+o", "close")]

    def __init__(self, glimpse: InboxPreview, sender: str) -> None:
        super().__init__()
        self._glimpse = glimpse
        self._sender = sender

    def compose(self) -> ComposeResult:
        """The inbox line, then the ask."""
        seen = self._glimpse
        with Vertical(id="dialogue") as box:
            box.border_title = "What they see first"
            box.border_subtitle = clickable("esc closes", "screen.close")
            with Vertical(id="phone"):
                yield Static(Content.styled(self._sender or "You", "bold"))
                if seen.subject:
                    yield Static(Content(seen.subject))
                lines = "\n".join(line for line in seen.lines if line)
                yield Static(quiet(lines or "(no words yet)"))
            yield Static(Content.styled("What they are asked", "$accent"), classes="head")
            yield Static(Content(seen.ask or "Nothing. They may read it and go on with their day."))
            yield Static(quiet(_verdict(seen)))
        yield KeyLine()

    def action_close(self) -> None:
        """Back to the words."""
        self.dismiss()


def _verdict(seen: InboxPreview) -> str:
    if not seen.ask:
        return ""
    if seen.one_word:
        return "A yes or a no would answer it."
    return "A yes or a no would not answer it."
