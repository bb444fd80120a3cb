"""The base of all dialogs, and the two that ask for a choice or a line."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from coach.advice.questions import Choice
from coach.ui.keys import also, keys
from coach.ui.messages import OpenSafety
from coach.ui.upstream import OnceDismissed
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.hanging_lines import clickable
from coach.ui.widgets.key_line import KeyLine


class Dialog(OnceDismissed[ScreenResultType]):
    """A box with a title over the screen, and how to leave it below. Escape leaves it.

    What asks comes from ``pieces``; the first part that can take keys has them.
    """

    BINDINGS = [also("escape", "cancel"), *keys(hidden=("walk.unsafe",))]
    TITLE_TEXT = ""
    LEAVES = ""
    """What the line below the box says of escape."""
    TALL = False
    """Whether the box takes the height of the window."""

    def compose(self) -> ComposeResult:
        """The box and the line of keys."""
        with Vertical(id="dialogue", classes="page" if self.TALL else "") as box:
            box.border_title = Content(self.TITLE_TEXT)
            box.border_subtitle = clickable(self.LEAVES, "screen.cancel")
            yield from self.pieces()
        yield KeyLine()

    def pieces(self) -> ComposeResult:
        """What stands in the box."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Ready to answer."""
        self.ready()

    def ready(self) -> None:
        """Give the keys to the first part that can take them."""
        for each in self.query("#dialogue Choices, #dialogue Input, #dialogue TextArea"):
            each.focus()
            return

    def action_cancel(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def action_unsafe(self) -> None:
        """Leave, and on to the safety page."""
        app = self.app
        self.dismiss(self.when_left)
        app.call_later(app.post_message, OpenSafety())

    @property
    def when_left(self) -> ScreenResultType | None:
        """What is returned where the user goes elsewhere."""
        return None


class PickDialog(Dialog[str]):
    """Says something and asks for one of the choices; returns its id, or ``otherwise``."""

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        choices: Sequence[Choice],
        *,
        leaves: str = "",
        otherwise: str = "",
        note: str = "",
        numbered: bool = True,
    ) -> None:
        """``leaves`` says what escape does, and ``otherwise`` is what it returns.

        Not ``numbered`` is what comes up while the user types: no character chooses then.
        """
        super().__init__()
        self.TITLE_TEXT, self.LEAVES = title, leaves
        self._lines, self._note = tuple(lines), note
        self._choices, self._otherwise = tuple(choices), otherwise
        self._numbered = numbered

    def pieces(self) -> ComposeResult:
        """What is said, a quiet note, and the choices."""
        if self._lines:
            yield Static(Content("\n".join((*self._lines, ""))))
        if self._note:
            yield Static(Content(self._note), classes="quiet")
        yield Choices(self._choices) if self._numbered else Choices(self._choices, keys="")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """This one."""
        event.stop()
        self.dismiss(event.ids[0])

    @property
    def when_left(self) -> str:
        """None of them."""
        return self._otherwise

    def action_cancel(self) -> None:
        """None of them."""
        self.dismiss(self._otherwise)


class LineDialog(Dialog[str | None]):
    """Asks for one line of words; None when the user thinks better of it."""

    LEAVES = "enter keeps · esc cancels"

    def __init__(self, title: str, words: str = "", *, may_be_empty: bool = False) -> None:
        super().__init__()
        self.TITLE_TEXT, self._words = title, words
        self._may_be_empty = may_be_empty

    def pieces(self) -> ComposeResult:
        """A field."""
        yield Input(self._words, id="why")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Said."""
        event.stop()
        if self._may_be_empty or event.value.strip():
            self.dismiss(event.value.strip())
