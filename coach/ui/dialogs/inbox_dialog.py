"""The reader's eye: what the other side sees first."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.review.inbox_preview import InboxPreview
from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.widgets.tones import quiet


class InboxDialog(Dialog[None]):
    """A phone's two lines, and what they are asked to decide. Any usual key closes it."""

    TITLE_TEXT = "What they see first"
    LEAVES = "esc closes"
    BINDINGS = [also("enter,q,space,ctrl+o", "cancel")]

    def __init__(self, glimpse: InboxPreview, sender: str) -> None:
        super().__init__()
        self._glimpse = glimpse
        self._sender = sender

    def pieces(self) -> ComposeResult:
        """The inbox line, then the ask."""
        seen = self._glimpse
        with Vertical(id="phone"):
            yield Static(Content.styled(self._sender or "You", "bold"))
            if seen.subject:
                yield Static(Content(seen.subject))
            lines = "\n".join(line for line in seen.lines if line)
            yield Static(quiet(lines or "(no words yet)"))
        yield Static(Content.styled("What they are asked", "$accent"), classes="head")
        yield Static(Content(seen.ask or "Nothing. They may read it and go on with their day."))
        yield Static(quiet(_verdict(seen)))


def _verdict(seen: InboxPreview) -> str:
    if not seen.ask:
        return ""
    if seen.one_word:
        return "A yes or a no would answer it."
    return "A yes or a no would not answer it."
