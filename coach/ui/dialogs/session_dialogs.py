"""What a session asks in between: which other decision, and which of two windows goes on."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Input

from coach.advice.questions import Choice
from coach.journal.repository import Clash
from coach.session.session import Overrule, Session
from coach.ui.dialogs.dialog import Dialog, PickDialog
from coach.ui.widgets.choices import Choices
from coach.vocabulary import VerdictId


class OverruleDialog(Dialog[Overrule | None]):
    """First what, then why, where that is asked; None leaves the recommendation."""

    TITLE_TEXT = "Decide differently"
    LEAVES = "esc to cancel"

    def __init__(self, verdicts: Sequence[Choice], *, asks_why: bool = True) -> None:
        """Nobody in danger owes a reason: there ``asks_why`` is False."""
        super().__init__()
        self._asks_why = asks_why
        self._verdicts = tuple(verdicts)
        self._chosen: VerdictId | None = None

    def pieces(self) -> ComposeResult:
        """What can be decided, and a line for the reason."""
        yield Choices(self._verdicts)
        yield Input(placeholder="Why, in a few words (enter to continue)", id="why")

    def ready(self) -> None:
        """Ready to choose."""
        self._ask_why(asking=False)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Then why."""
        event.stop()
        self._chosen = VerdictId(event.ids[0])
        if not self._asks_why:
            self.dismiss(Overrule(verdict=self._chosen, reason=""))
            return
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


_TITLE = "Changed in another window"
THEIRS, MINE = "theirs", "mine"
_LAST_WORDS = 160
"""Characters shown of a version's last words."""


def clash_dialog(clash: Clash) -> PickDialog:
    """Asks which version goes on here; returns THEIRS, or something else for this window's own.

    Both stay kept. It may come up in the middle of a word, so only arrows and enter choose.
    """
    lines = [
        "Another window saved this session after you opened it here.",
        f"The other window, {clash.newer.touched:%H:%M}: {_in_short(clash.newer)}",
        f"This window, {clash.kept.touched:%H:%M}: {_in_short(clash.kept)}",
    ]
    choices = (
        Choice(id=THEIRS, text="Continue with the other window's version"),
        Choice(id=MINE, text="Continue with this window's version"),
    )
    note = "Both versions are kept. You'll find the other one on the home screen."
    return PickDialog(
        _TITLE,
        lines,
        choices,
        leaves="esc: this window's version",
        otherwise=MINE,
        note=note,
        numbered=False,
    )


def _in_short(session: Session) -> str:
    """Where a version stands, and how its words end."""
    words = " ".join(session.draft.body.split())
    where = f"at {session.step.value}, {len(session.answers)} answered"
    if not words:
        return where
    end = words if len(words) <= _LAST_WORDS else f"… {words[-_LAST_WORDS:]}"
    return f"{where}, draft: {end}"
