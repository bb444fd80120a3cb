"""What the user would rather do than what is recommended, and why."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Input

from coach.advice.questions import Choice
from coach.session.session import Overrule
from coach.ui.dialogs.dialog import Dialog
from coach.ui.widgets.choices import Choices
from coach.vocabulary import VerdictId


class OverruleDialog(Dialog[Overrule | None]):
    """First what, then why; None leaves the recommendation."""

    TITLE_TEXT = "Decide differently"
    LEAVES = "esc to cancel"

    def __init__(self, verdicts: Sequence[Choice]) -> None:
        super().__init__()
        self._verdicts = tuple(verdicts)
        self._chosen: VerdictId | None = None

    def pieces(self) -> ComposeResult:
        """What can be decided, and a line for the reason."""
        yield Choices(self._verdicts)
        yield Input(placeholder="Why, in a few words (enter)", id="why")

    def ready(self) -> None:
        """Ready to choose."""
        self._ask_why(asking=False)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Then why."""
        event.stop()
        self._chosen = VerdictId(event.ids[0])
        self._ask_why(asking=True)

    def _ask_why(self, *, asking: bool) -> None:
        choices, field = self.query_one(Choices), self.query_one("#why", Input)
        choices.display, field.display = not asking, asking
        (field if asking else choices).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Decided."""
        event.stop()
        assert self._chosen is not None
        self.dismiss(Overrule(verdict=self._chosen, reason=event.value.strip()))

    def action_cancel(self) -> None:
        """From the why back to the what; from there, leave all as it is."""
        if self.query_one(Choices).display:
            self.dismiss(None)
        else:
            self._ask_why(asking=False)
