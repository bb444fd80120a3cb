"""Before another program takes over the terminal: the command, as it will be run."""

import shlex
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.advice.questions import Choice
from coach.ui.keys import also
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.key_line import KeyLine

_LONGEST = 600
"""Characters of a command that are shown."""


class ShowCommand(ModalScreen[bool]):
    """Shows a command and asks whether to run it; true means yes."""

    BINDINGS = [also("escape", "no")]

    def __init__(self, argv: Sequence[str]) -> None:
        super().__init__()
        whole = shlex.join(argv)
        self._command = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]} ..."

    def compose(self) -> ComposeResult:
        """The command and the two answers."""
        with Vertical(id="dialogue") as box:
            box.border_title = "This will be run here"
            yield Static(Content(f"{self._command}\n"))
            yield Choices(
                (
                    Choice(id="yes", text="Run it", help="This screen waits until it ends."),
                    Choice(id="no", text="Leave it"),
                )
            )
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(Choices).focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Yes or no."""
        event.stop()
        self.dismiss(event.ids == ("yes",))

    def action_no(self) -> None:
        """Not."""
        self.dismiss(False)
