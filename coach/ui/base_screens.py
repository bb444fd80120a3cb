"""What the screens of the past have in common."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from coach.errors import JournalError
from coach.ui.keys import also
from coach.ui.textual_workarounds import LeftOnce
from coach.ui.widgets.list_view import Column, ColumnList, Order

if TYPE_CHECKING:
    from coach.app.journal_controller import JournalController
    from coach.journal.history import Past


class PastScreen(LeftOnce[None]):
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
        with suppress(JournalError):
            self.renew(self._journal.past())

    def renew(self, past: "Past") -> None:
        """Show this past in place of the one before."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()


class SortedScreen(PastScreen):
    """One with a list that keys and heads sort: ``_order`` says how, ``_show`` shows it so."""

    _order: Order

    def _columns(self) -> Sequence[Column]:
        """The columns there are now."""
        raise NotImplementedError

    def _show(self, *, keep: bool = True) -> None:
        """Show the list in its order, the cursor on the same row where it is to be kept."""
        raise NotImplementedError

    def on_column_list_head_picked(self, event: ColumnList.HeadPicked) -> None:
        """Sort by this column; the other way round if it is so already."""
        event.stop()
        self._sort(event.column)

    def action_order(self) -> None:
        """Sort by the next column."""
        ids = [each.id for each in self._columns() if each.sorts]
        at = ids.index(self._order.column) if self._order.column in ids else -1
        self._sort(ids[(at + 1) % len(ids)])

    def action_reverse(self) -> None:
        """The same order the other way round."""
        self._sort(self._order.column)

    def _sort(self, column: str) -> None:
        falls = any(each.falls for each in self._columns() if each.id == column)
        self._order = self._order.by(column, falling=falls)
        self._show(keep=True)
