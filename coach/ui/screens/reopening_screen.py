"""Before a closed conversation is opened again: when and why it was closed."""

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

LEAVE, SAFETY, ON = "leave", "safety", "on"

_LEAVE = Choice(id=LEAVE, text="Leave it closed", help="This walk is thrown away.")
_SAFETY = Choice(id=SAFETY, text="Go to the safety advice")
_NEW = Choice(id=ON, text="Something new has happened: go on")
_OTHER = Choice(id=ON, text="It is somebody else of this name: go on")


class ReopeningScreen(ModalScreen[str]):
    """Shows why it was closed, and asks what has changed: ``LEAVE``, ``SAFETY`` or ``ON``."""

    BINDINGS = [also("escape", "on")]

    DEFAULT_CSS = """
    ReopeningScreen {
        & #dialogue > Choices { margin: 1 0 0 0; }
        & .quiet { color: $foreground-muted; margin: 1 0 0 0; }
    }
    """

    def __init__(self, title: str, lines: Sequence[str], *, unsafe: bool) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._unsafe = unsafe

    def compose(self) -> ComposeResult:
        """When, why, and the question."""
        with Vertical(id="dialogue") as box:
            box.border_title = Content(self._title)
            yield Static(Content("\n".join(self._lines)))
            if not self._unsafe:
                yield Static(Content("What has changed since?"), classes="quiet")
            yield Choices((_LEAVE, _SAFETY, _OTHER) if self._unsafe else (_LEAVE, _NEW))
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(Choices).focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """This."""
        event.stop()
        self.dismiss(event.ids[0])

    def action_on(self) -> None:
        """Go on; with somebody unsafe that means the safety advice."""
        self.dismiss(SAFETY if self._unsafe else ON)
