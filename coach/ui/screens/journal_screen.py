"""The journal: past decisions, narrowed, sorted, found by their words."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from coach.advice.questions import Choice
from coach.app.controllers import Controllers
from coach.errors import JournalError, OutboxError
from coach.journal.decisions import Decision, Summary
from coach.journal.exports import Export
from coach.journal.filters import By, Filters, narrowed
from coach.journal.follow_up import Ask
from coach.journal.history import Past
from coach.journal.people import name_key
from coach.journal.repository import FoundDecisions
from coach.sanitize import one_line
from coach.ui import list_columns
from coach.ui.base_screens import SortedScreen
from coach.ui.decision_lines import glance
from coach.ui.dialogs.dialog import PickDialog
from coach.ui.dialogs.journal_dialogs import Wording, pick_export, pick_filter
from coach.ui.keys import keys
from coach.ui.messages import OpenDecision
from coach.ui.results import DELETED, deliver, done, say_fault, tried
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import clickable, counted
from coach.ui.widgets.list_view import Column, ColumnList, Order
from coach.ui.widgets.pick_list import Entry

_EMPTY = (
    "No decisions yet. Each session you finish is saved here: what you knew, what you decided and"
    " why, the message, and later the outcome.\n\n"
    "Press esc to go home. There, press a number to start a session."
)

_NOTHING = """\
No decision matches all of these filters.

Press backspace or esc to remove the last filter."""

_FOR_GOOD = (
    "It can't be brought back, and its text is deleted from the disk and the backups.",
    "Anything you delete with d can be restored for 30 days.",
)
_THIS, _BEFORE = "this", "before"
_NOT_DELETED = Choice(id="nothing", text="Don't delete anything")

_PATIENCE = 0.15
"""Seconds of quiet typing before words are looked for."""
_GLANCE = 0.08
"""Seconds the cursor rests before the decision under it is read."""
_NEWEST_FIRST = Order("when", falling=True)
_WIDEST_CHIP = 40
"""Cells of what narrows, on the line above the list; the rest is cut."""


class JournalScreen(SortedScreen):
    """A list to go through. What narrows it stands above it in words."""

    BINDINGS = [
        *keys("leave", "journal.find", "journal.narrow", "journal.people", "journal.insights"),
        *keys(
            hidden=(
                "decision.note",
                "journal.widen",
                "journal.order",
                "journal.reverse",
                "journal.export",
                "journal.delete",
                "journal.delete_now",
                "journal.undo",
                "help",
            )
        ),
    ]

    DEFAULT_CSS = """
    JournalScreen {
        & #chips { height: auto; padding: 0 1; display: none; link-style: none;
            link-color: $foreground; link-background: $panel; link-style-hover: none;
            link-color-hover: $foreground; link-background-hover: $panel; }
        & #side { width: 46; padding: 2 2 0 3; }
        & #find { margin: 0 2; }
        & #find:focus { border: none; }
        & #empty { padding: 1 3; height: 1fr; }
    }
    """

    def __init__(self, past: Past, controllers: Controllers) -> None:
        super().__init__(controllers.journal)
        self._past = past
        self._dates = controllers.sessions.services.dates()
        self._verdicts = controllers.sessions.presenter.verdict_names
        self._rows: tuple[Summary, ...] = ()
        self._wording = Wording(self._verdicts)
        self._narrowing = Filters()
        self._order = _NEWEST_FIRST
        self._hits: FoundDecisions | None = None
        self._typing: Timer | None = None
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """What narrows, the list, and at the side the one under the cursor.

        The line to find by comes when first asked for.
        """
        with Horizontal(id="panes"):
            with Vertical(id="work"):
                yield Static(Content(""), id="chips")
                yield Static(Content(""), id="empty")
                yield ColumnList(self._columns())
            with VerticalScroll(id="side", can_focus=False):
                yield Static(Content(""), id="glance")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to go through."""
        self.query_one("#work").border_title = "Journal"
        self._show()
        self._ledger.focus()
        if self._past.older:
            self.call_after_refresh(self._read_the_rest)

    @work(thread=True, exclusive=True, group="rest")
    def _read_the_rest(self) -> None:
        """Open the journal away from the screen, and show all of it."""
        try:
            past = self._journal.past()
        except JournalError as error:
            deliver(self, partial(say_fault, self, f"The decision can't be opened: {error}"))
        else:
            deliver(self, partial(self.renew, past))

    def renew(self, past: Past, at: str = "") -> None:
        """Show this past, still narrowed and sorted; words are looked for again.

        ``at`` is the decision to put the cursor on, if not where it is.
        """
        self._past = past
        if self._narrowing.value(By.WORDS):
            self._search(self._narrowing.value(By.WORDS))
        if self.is_mounted:
            self._show(keep=True, at=at)

    @work(thread=True, exclusive=True, group="find")
    def _search(self, words: str) -> None:
        """Find words in all decisions, away from the screen."""
        try:
            hits = self._journal.find(words)
        except JournalError as error:
            deliver(self, partial(say_fault, self, error))
        else:
            deliver(self, partial(self._found, words, hits))

    def _found(self, words: str, hits: FoundDecisions) -> None:
        """These words were found there; too late when others are wanted by now."""
        if words == self._narrowing.value(By.WORDS):
            self._hits = hits
            self._show(keep=True)

    # The list

    @property
    def _ledger(self) -> ColumnList:
        return self.query_one(ColumnList)

    def _show(self, *, keep: bool = False, at: str = "") -> None:
        """The rows as narrowed and sorted, the cursor on the same one where it is to be kept.

        Where that one is gone, the cursor stays where it was; ``at`` puts it on another.
        """
        before = self._ledger.cursor
        at = at or (self._rows[before].id if keep and before < len(self._rows) else "")
        rows = narrowed(self._past.summaries, self._narrowing, self._past.people, self._hits)
        self._rows = self._sorted(rows)
        there = next((n for n, each in enumerate(self._rows) if each.id == at), before)
        self._ledger.set_columns(self._columns())
        self._ledger.show(self._rows, cursor=there if at else 0, sorted_by=self._order)
        empty = self.query_one("#empty", Static)
        empty.update(Content(_NOTHING if self._past.summaries else _EMPTY))
        empty.display = not self._rows
        self._ledger.display = bool(self._rows)
        if not self._rows:
            self.query_one("#glance", Static).update(Content(""))
        self._tell()

    def _sorted(self, rows: tuple[Summary, ...]) -> tuple[Summary, ...]:
        ways: Mapping[str, Callable[[Summary], Any]] = {
            "when": lambda each: each.decided,
            "with": lambda each: (not each.person, name_key(each.person), name_key(each.topic)),
            "decided": lambda each: self._verdicts.get(each.verdict, each.verdict),
            "outcome": lambda each: each.outcome or "",
        }
        if self._order == _NEWEST_FIRST:
            return rows
        return tuple(sorted(rows, key=ways[self._order.column], reverse=self._order.falling))

    def _columns(self) -> tuple[Column, ...]:
        when = list_columns.when(self._past)
        whom = list_columns.whom()
        if self._hits is not None and self._narrowing.value(By.WORDS):
            words = Column(
                id="words", title="Found", cell=self._excerpt, width=20, grow=6, sorts=False
            )
            return (when, replace(whom, grow=2), words)
        return (
            when,
            whom,
            list_columns.decided(self._verdicts),
            list_columns.kind(),
            list_columns.outcome(),
        )

    def _excerpt(self, row: Summary) -> Content:
        pieces = self._hits.excerpt(row.id) if self._hits else ()
        return list_columns.marked(pieces)

    def _tell(self) -> None:
        """What narrows, what was deleted, and how many are left."""
        chips = [
            _chip(f"{_cut(self._wording.of(each), _WIDEST_CHIP)} ✕", f"unfilter({each.by.value!r})")
            for each in self._narrowing.limits
            if not (each.by is By.WORDS and self._finding)
        ]
        if gone := _named(self._journal.deleted):
            chips.append(_chip(gone, "undo"))
        above = self.query_one("#chips", Static)
        above.update(Content("  ").join(chips))
        above.display = bool(chips)
        all_, left = len(self._past.summaries) + self._past.older, len(self._rows)
        looking = self._narrowing.value(By.WORDS) and self._hits is None
        count = counted(all_, "decision")
        count = f"{left:,} of {count}" if self._narrowing.limits else count
        said = "looking" if looking else count if all_ else ""
        self.query_one("#work").border_subtitle = Content(said)

    # At the side

    def on_column_list_moved(self, event: ColumnList.Moved) -> None:
        """Read the decision under the cursor once it rests, where there is room to show it."""
        event.stop()
        if self._resting is not None:
            self._resting.stop()
        if self.has_class("-wide"):
            self._resting = self.set_timer(_GLANCE, self._glance)

    def on_resize(self) -> None:
        """There may be room at the side now."""
        self.call_after_refresh(self._glance)

    def _glance(self) -> None:
        """Show the decision under the cursor at the side."""
        if not (self._rows and self.has_class("-wide") and self.is_attached):
            return
        with suppress(JournalError, KeyError):
            decision = self._journal.decision(self._rows[self._ledger.cursor].id)
            for preview in self.query("#glance").results(Static):
                preview.update(glance(decision, self._verdicts))

    # Keys and mouse

    def on_column_list_opened(self, event: ColumnList.Opened) -> None:
        """Open a decision."""
        event.stop()
        self.post_message(OpenDecision(event.row.id))

    def action_note(self) -> None:
        """Say how the one under the cursor turned out."""
        if self._rows:
            self.post_message(OpenDecision(self._rows[self._ledger.cursor].id, Ask.OUTCOME))

    def action_delete(self) -> None:
        """Delete the one under the cursor; it can be brought back."""
        if not self._rows:
            return
        id = self._rows[self._ledger.cursor].id
        if done(self, lambda: self._journal.delete(id)):
            self.notify(DELETED, timeout=4, markup=False)

    @work
    async def action_delete_now(self) -> None:
        """Delete the one under the cursor for good, or all that was deleted before."""
        here = self._rows[self._ledger.cursor] if self._rows else None
        before = tried(self, self._journal.deleted_before)
        if before is None:
            return
        choices = [_NOT_DELETED]
        if here is not None:
            named = "" if here.hidden else here.person or here.topic
            whom = one_line(named or "this decision")
            choices.append(Choice(id=_THIS, text=f"Permanently delete {whom}"))
        if before:
            count = counted(len(before), "decision")
            choices.append(
                Choice(id=_BEFORE, text=f"Permanently delete {count} that you deleted earlier")
            )
        asks = PickDialog("Delete for good", _FOR_GOOD, choices, leaves="esc: don't delete")
        picked = await self.app.push_screen_wait(asks)
        ids = {_THIS: [here.id] if here else [], _BEFORE: before}.get(picked, [])
        if ids and done(self, lambda: self._journal.delete_now(*ids)):
            self.notify("Deleted for good.", timeout=4, markup=False)

    def action_undo(self) -> None:
        """Bring back the last one deleted."""
        back = tried(self, self._journal.bring_back)
        if back:
            self._show(keep=True, at=back)
        elif back is not None:
            self.notify("There's nothing to restore.", markup=False)

    def action_unfilter(self, by: str) -> None:
        """Take this off."""
        self._narrow(By(by), "")

    # Filters

    @property
    def _find(self) -> Input:
        return self.query_one("#find", Input)

    @property
    def _finding(self) -> bool:
        return any(each.display for each in self.query("#find"))

    async def action_find(self) -> None:
        """Find by words."""
        if not self.query("#find"):
            field = Input(placeholder="search every decision", id="find", max_length=200)
            await self.query_one("#work").mount(field, before=0)
        with self.prevent(Input.Changed):
            self._find.value = self._narrowing.value(By.WORDS)
        self._find.display = True
        self._find.focus()
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as one types."""
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(_PATIENCE, self._look)

    def _look(self) -> None:
        """Look for what is typed now."""
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        words = " ".join(self._find.value.split())
        if words != self._narrowing.value(By.WORDS):
            self._narrow(By.WORDS, words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list, which stays narrowed."""
        event.stop()
        self._end_finding()

    def _end_finding(self) -> None:
        self._look()
        self._find.display = False
        self._ledger.focus()
        self._tell()

    def _narrow(self, by: By, value: str) -> None:
        self._narrowing = self._narrowing.to(by, value)
        if by is By.WORDS:
            self._hits = None
            if value:
                self._search(value)
                self._tell()
                return
        self._show()

    @work(exclusive=True, group="pick")
    async def action_narrow(self) -> None:
        """First by what, then to what."""

        def found(by: By) -> Sequence[Entry]:
            return self._wording.found(by, self._past, self._narrowing, self._hits)

        picked = await pick_filter(self.app, self._wording, self._narrowing, found, self._day)
        if picked:
            self._narrow(*picked)

    def _day(self, typed: str) -> date | None:
        return self._dates.read(typed, self._past.today)

    @work(exclusive=True, group="pick")
    async def action_export(self) -> None:
        """Take decisions out into a file: all of them, or those shown."""
        count = len(self._past.summaries) + self._past.older
        if not count:
            self.notify("There's nothing to export yet.", markup=False)
            return
        shown = [each.id for each in self._rows] if self._narrowing.limits else None
        if wish := await pick_export(self.app, count, shown):
            self._export(wish)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, wish: Export) -> None:
        """Away from the screen: a lifetime's journal takes a moment."""
        try:
            said = self._journal.export(wish)
        except (JournalError, OutboxError) as error:
            deliver(self, partial(say_fault, self, error))
        except KeyError:
            said = "One of these was just deleted. Try again."
            deliver(self, partial(say_fault, self, said))
        else:
            deliver(self, lambda: self.notify(said, timeout=12, markup=False))

    def action_widen(self) -> None:
        """Take off what narrowed last."""
        limits = self._narrowing.limits
        if limits:
            self._narrow(limits[-1].by, "")

    def action_leave(self) -> None:
        """First the finding, then what narrows, one by one, then the screen."""
        if self._finding:
            self._find.value = ""
            self._end_finding()
        elif self._narrowing.limits:
            self.action_widen()
        else:
            self.dismiss()


def _named(deleted: Decision | None) -> str:
    """What was deleted and how it comes back, empty where nothing was; of some, nobody's name."""
    if deleted is None:
        return ""
    session = deleted.session
    if session.discreet:
        return "Deleted. Press u to restore it, or D to delete it for good at once"
    whom = _cut(one_line(session.person or session.topic or "A decision"), 30)
    return f"{whom} is deleted. Press u to restore it"


def _chip(words: str, action: str) -> Content:
    """Words on the line above the list, and what a click on them does."""
    return clickable(f" {words} ", f"screen.{action}", "$foreground on $panel")


def _cut(words: str, cells: int) -> str:
    return Content(words).truncate(cells, ellipsis=True).plain
