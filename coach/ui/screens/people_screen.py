"""People: everyone decisions were made about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.app.journal_controller import JournalController
from coach.journal.due_dates import SAVED_EARLIER
from coach.journal.history import Past, acquaintances
from coach.journal.outcomes import BRIEF
from coach.journal.people import History, name_key
from coach.sanitize import one_line
from coach.ui.base_screens import SortedScreen
from coach.ui.keys import keys
from coach.ui.list_columns import short_day
from coach.ui.messages import OpenPerson
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import counted, quiet
from coach.ui.widgets.list_view import Column, ColumnList, Order

_EMPTY = (
    "There's nobody here yet. Once you name someone in a session, they appear here: what you"
    " decided, how often you reminded them, and the outcomes.\n\n"
    "Press esc to go back to the journal, and again to go home and start a session."
)


class PeopleScreen(SortedScreen):
    """Everyone, the latest first; a key or a head sorts otherwise."""

    BINDINGS = keys("past.leave", "journal.order", "help", hidden=("journal.reverse",))

    DEFAULT_CSS = """
    PeopleScreen { & #empty { padding: 1 3; } }
    """

    def __init__(self, past: Past, journal: JournalController) -> None:
        super().__init__(journal)
        self._past = past
        self._rows: tuple[History, ...] = ()
        self._order = Order("last", falling=True)

    def compose(self) -> ComposeResult:
        """The list, or what will be here."""
        with Vertical(id="work"):
            yield Static(Content(_EMPTY), id="empty")
            yield ColumnList(())
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to go through."""
        self.query_one("#work").border_title = "People"
        self.renew(self._past)
        self.query_one(ColumnList).focus()

    def renew(self, past: Past) -> None:
        """Show everyone there is now."""
        self._past = past
        self._rows = acquaintances(past)
        count = len(self._rows)
        self.query_one("#empty").display = not count
        self.query_one(ColumnList).display = bool(count)
        told = counted(count, "person", "people") if count else ""
        self.query_one("#work").border_subtitle = told
        self._show()

    def _columns(self) -> Sequence[Column]:
        return (_last(self._past), *_COLUMNS)

    def _show(self, *, keep: bool = True) -> None:
        ledger = self.query_one(ColumnList)
        at = self._rows[ledger.cursor].name if ledger.cursor < len(self._rows) else ""
        ledger.set_columns(self._columns())
        worth = _SORTS[self._order.column]
        self._rows = tuple(sorted(self._rows, key=worth, reverse=self._order.falling))
        place = next((n for n, each in enumerate(self._rows) if each.name == at), 0)
        ledger.show(self._rows, cursor=place, sorted_by=self._order)

    def on_column_list_opened(self, event: ColumnList.Opened) -> None:
        """One of them."""
        event.stop()
        self.post_message(OpenPerson(event.row.name))


def _name(row: History) -> Content:
    if row.hidden:
        return quiet(SAVED_EARLIER)
    also = row.person.also if row.person else ()
    aside = f"  also {', '.join(map(one_line, also))}" if also else ""
    mark = Content.styled("! ", "$error") if row.unsafe else Content("")
    return mark + Content(one_line(row.name)) + quiet(aside)


def _last(past: Past) -> Column:
    days = [each.decided.year for each in past.summaries]
    this_year = all(year == past.today.year for year in days)

    def cell(row: History) -> Content:
        if not row.decisions:
            return Content("")
        return quiet(short_day(row.decisions[0].decided.date(), past.today))

    return Column(id="last", title="Last", cell=cell, width=6 if this_year else 10, falls=True)


def _number(count: int) -> Content:
    return Content(str(count)) if count else quiet("·")


def _came(row: History) -> Content:
    said = (f"{BRIEF[id]} {n}" for id, n in sorted(row.outcomes.items()))
    return quiet(", ".join(said))


def _noted(row: History) -> Content:
    return _number(len(row.person.notes) if row.person else 0)


_COLUMNS = (
    Column(id="name", title="Name", cell=_name, width=14, grow=2),
    Column(
        id="decisions",
        title="Decisions",
        cell=lambda row: _number(len(row.decisions)),
        width=11,
        right=True,
        falls=True,
    ),
    Column(
        id="reminders",
        title="Reminders",
        cell=lambda row: _number(row.reminders),
        width=11,
        right=True,
        falls=True,
        least=70,
    ),
    Column(id="notes", title="Notes", cell=_noted, width=7, right=True, least=90, falls=True),
    Column(id="came", title="Outcomes", cell=_came, width=12, grow=2, least=110, sorts=False),
)

_SORTS: Mapping[str, Callable[[History], Any]] = {
    "last": lambda row: row.decisions[0].decided.timestamp() if row.decisions else 0.0,
    "name": lambda row: name_key(row.name),
    "decisions": lambda row: len(row.decisions),
    "reminders": lambda row: row.reminders,
    "notes": lambda row: len(row.person.notes) if row.person else 0,
}
