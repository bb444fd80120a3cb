"""The reader's eye: what the other side sees first."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.review.inbox_preview import InboxPreview
from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.widgets.lines import quiet


class InboxDialog(Dialog[None]):
    """A phone's two lines, and what they are asked to decide. Any usual key closes it."""

    TITLE_TEXT = "What they see first"
    LEAVES = "esc to close"
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
            yield Static(quiet(lines or "(empty)"))
        yield Static(Content.styled("What you ask them", "$accent"), classes="head")
        yield Static(Content(seen.ask or "Nothing. They may read it and not reply."))
        yield Static(quiet(_verdict(seen)))


def _verdict(seen: InboxPreview) -> str:
    if not seen.ask:
        return ""
    if seen.one_word:
        return "They can answer with yes or no."
    return "They can't answer with just yes or no."
