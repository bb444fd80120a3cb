"""What the screens of the past have in common."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from coach.ui.keys import also

if TYPE_CHECKING:
    from coach.app.journal_controller import JournalController


class PastScreen(Screen[None]):
    """Shows something of the journal, anew at each change of it, until it is left."""

    BINDINGS = [also("q", "leave")]

    def __init__(self, journal: "JournalController") -> None:
        super().__init__()
        self._journal = journal

    def on_mount(self) -> None:
        """Hear what changes in the journal."""
        self._ends_listening = self._journal.listen(self._changed)

    def on_unmount(self) -> None:
        """What changes from now on is not shown here."""
        self._ends_listening()

    def _changed(self) -> None:
        """The journal has changed."""

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()
