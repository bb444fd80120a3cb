"""The passphrase of a locked journal: asked for once, shown to nobody, kept nowhere."""

import asyncio
from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from coach.errors import JournalError, JournalLocked
from coach.ui.dialogs.dialog import Dialog

CLOSED = (
    "Your journal stays locked, so nothing is saved. To be asked again, open the journal below."
)

_LEAD = (
    "Without the passphrase you can start a session and read, but your journal isn't shown"
    " and nothing is saved."
)
_WRONG = "That passphrase is wrong. Try again."
_TRYING = "One moment."


class _Masked(Input):
    """A field whose words can neither be seen nor copied out."""

    def action_copy(self) -> None:
        """Nothing leaves it."""

    def action_cut(self) -> None:
        """Nothing leaves it."""


class PassphraseDialog(Dialog[bool]):
    """Tries what is typed with ``open_with``; returns whether the journal is worth another look.

    ``open_with`` runs in a thread, since deriving a key takes a moment.
    """

    DEFAULT_CSS = """
    PassphraseDialog {
        & #dialogue > Input { margin: 1 0 0 0; }
        & #told { color: $warning; }
    }
    """

    TITLE_TEXT = "Your journal has a passphrase"
    LEAVES = "enter to open · esc to leave it locked"

    def __init__(self, open_with: Callable[[str], None]) -> None:
        super().__init__()
        self._open_with = open_with

    def pieces(self) -> ComposeResult:
        """What it is about, a field, and a line for what came of it."""
        yield Static(Content(_LEAD), classes="quiet")
        yield _Masked(password=True, placeholder="Passphrase")
        yield Static(Content(""), id="told")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try it."""
        event.stop()
        if event.value:
            self._try()

    @work(exclusive=True)
    async def _try(self) -> None:
        """Takes the words from the field itself: what a worker is given can turn up in reports."""
        field = self.query_one(Input)
        typed, field.value = field.value, ""
        field.disabled = True
        self._tell(_TRYING)
        try:
            await asyncio.to_thread(lambda: self._open_with(typed))
        except JournalLocked:
            if not self.is_attached:  # left meanwhile
                return
            self._tell(_WRONG)
            field.disabled = False
            field.focus()
        except JournalError:
            self._done()  # looking at it again says what is wrong
        else:
            self._done()

    def _done(self) -> None:
        if self.is_current:
            self.dismiss(True)

    def _tell(self, said: str) -> None:
        self.query_one("#told", Static).update(Content(said))

    def action_cancel(self) -> None:
        """It stays closed."""
        self.dismiss(False)
