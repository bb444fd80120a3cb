"""Find stalled conversations: files, who is me, the list, one of them, a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from coach.app import inbox_pages
from coach.errors import ContentError, JournalError
from coach.session.typed_answers import NotUnderstoodError
from coach.ui.dialogs.dialog import LineDialog
from coach.ui.keys import keys
from coach.ui.messages import Begin
from coach.ui.results import deliver, done, say_fault, tried
from coach.ui.textual_workarounds import LeftOnce
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.page_pane import PagePane, asked, drawn, hint
from coach.ui.widgets.path_input import PathInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from coach.advice.questions import Value
    from coach.app.found_threads import Found, Replied
    from coach.app.inbox_controller import InboxController, Reading
    from coach.app.pages import Page
    from coach.inbox.mailbox_reader import Tally
    from coach.inbox.threads import Party
    from coach.inbox.verdict import Finding

_PUT_OFF = {"week": 7, "month": 30}
_TAKEN_BACK = "Press u to undo."


class _Threads(Choices):
    """Lines among which letters are keys of the screen."""

    NARROWS = False


class InboxScreen(LeftOnce[None]):
    """Goes from page to page; escape goes one back, and home from the first."""

    BINDINGS = [
        *keys("inbox.leave", "inbox.close", "inbox.put_off", "inbox.undo", "help"),
    ]
    DEFAULT_CSS = """
    InboxScreen {
        & #page > Choices { margin: 1 0 0 0; }
        & #page > #path { max-width: 76; }
        & #page.-list { overflow-y: hidden; }
        & #page.-list > #list { height: 1fr; }
        & #page > .stop { text-wrap: wrap; text-overflow: fold; }
    }
    """

    def __init__(self, inbox: InboxController) -> None:
        super().__init__()
        self._inbox = inbox
        self._files: list[str] = []
        self._found: Found | None = None
        self._finding: Finding | None = None
        self._replied: Replied | None = None
        self._known: dict[str, Value] = {}
        self._back: Callable[[], object] = self.dismiss
        self._at = ""

    def compose(self) -> ComposeResult:
        """One pane."""
        with Vertical(id="work"):
            yield PagePane(id="page")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Ask for files first, or show again what was found in this sitting."""
        if self._inbox.has_found:
            await self._list_again()
        else:
            await self._ask_files()

    # Drawing

    async def _show(self, page: Page, *fields: Widget) -> None:
        self.query_one("#work").border_title = Content(page.title)
        pane = self.query_one("#page", PagePane)
        pane.set_class(self._at == "list" and bool(page.choices), "-list")
        await pane.show(self._pieces(page, fields))
        self.refresh_bindings()

    def _pieces(self, page: Page, fields: tuple[Widget, ...]) -> Iterator[Widget]:
        yield asked(page.ask)
        yield from drawn(page.lines)
        yield from fields
        if page.choices and not fields:
            yield _Threads(page.choices, at=page.at)
        yield from drawn(page.below)
        if page.hint:
            yield hint(page.hint)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Closing and putting off need a thread; taking back needs the list."""
        if action in ("close_thread", "put_off"):
            return self._at in ("list", "thread")
        return action != "take_back" or self._at == "list"

    # Files

    async def _ask_files(self, wrong: str = "") -> None:
        self._at, self._back = "files", self.dismiss
        await self._show(
            inbox_pages.files_page(self._files, wrong), PathInput(self._inbox.completions)
        )

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """A path, or the empty line that begins."""
        event.stop()
        typed = event.value.strip()
        if not typed:
            if self._files:
                await self._begin_reading()
        elif not self._inbox.exists(typed):
            await self._ask_files(f"There's no such file or folder: {typed}")
            for field in self.query(PathInput):
                field.value = typed
        else:
            if typed not in self._files:
                self._files.append(typed)
            await self._ask_files()

    # Reading

    async def _begin_reading(self) -> None:
        self._at, self._back = "reading", self._stop_reading
        self.query_one("#page").focus()
        await self._show(inbox_pages.reading_page(0, 0))
        self._read(tuple(self._files))

    @work(thread=True, exclusive=True, group="inbox")
    def _read(self, files: tuple[str, ...]) -> None:
        worker = get_current_worker()

        def progress(tally: Tally) -> None:
            deliver(self, partial(self._progress, tally.messages, tally.bytes))

        reading = self._inbox.read(files, progress, lambda: self._stopping or worker.is_cancelled)
        deliver(self, partial(self.call_later, self._has_read, reading))

    _stopping = False

    def _progress(self, messages: int, size: int) -> None:
        page = inbox_pages.reading_page(messages, size)
        for line in self.query(".quiet").results(Static):
            if self._at == "reading":
                line.update(Content(page.lines[0].text))

    def _stop_reading(self) -> None:
        self._stopping = True

    async def _has_read(self, reading: Reading) -> None:
        stopped, self._stopping = self._stopping, False
        if reading.messages:
            await self._ask_me(reading)
        else:
            why = " ".join(reading.notices) or "No messages were found there."
            self._files.clear()
            await self._ask_files("" if stopped else why)

    # Who is me

    async def _ask_me(self, reading: Reading) -> None:
        self._at, self._back = "me", partial(self.call_later, self._ask_files)
        self._candidates = self._inbox.candidates()
        page = inbox_pages.me_page(self._candidates, reading)
        likely = [str(n) for n, each in enumerate(self._candidates) if each.likely]
        await self._show(page, _Threads(page.choices, chosen=likely, several=True))

    @work(thread=True, exclusive=True, group="inbox")
    def _find(self, me: tuple[Party, ...]) -> None:
        try:
            found = self._inbox.find(me)
        except JournalError as error:
            deliver(self, partial(say_fault, self, error))
        else:
            deliver(self, partial(self.call_later, self._list, found))

    # The list

    async def _list(self, found: Found, at: str = "") -> None:
        self._at, self._back = "list", partial(self.call_later, self._ask_files)
        self._found, self._finding, self._replied = found, None, None
        page = inbox_pages.list_page(found)
        choices = (_Threads(page.choices, at=at, id="list"),) if page.choices else ()
        await self._show(page, *choices)

    async def _list_again(self) -> None:
        if found := tried(self, self._inbox.again):
            await self._list(found, self._finding.id if self._finding else "")

    async def _open(self, id: str) -> None:
        if id.startswith("replied:") and self._found:
            mine = [each for each in self._found.replied if f"replied:{each.summary.id}" == id]
            self._replied, self._finding = mine[0], mine[0].finding
            page = inbox_pages.replied_page(mine[0], self._inbox.is_mine)
        else:
            self._finding = self._inbox.finding(id)
            page = inbox_pages.thread_page(self._finding, self._inbox.is_mine)
        self._at = "replied" if self._replied else "thread"
        self._back = partial(self.call_later, self._list_again)
        await self._show(page)

    # One of them

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Whatever was chosen on this page."""
        event.stop()
        match self._at:
            case "me":
                me = tuple(self._candidates[int(each)].party for each in event.ids)
                if me:
                    self._find(me)
                else:
                    self.notify("Tick at least one line.", timeout=5, markup=False)
            case "list":
                await self._open(event.ids[0])
            case "confirm":
                await self._confirmed(event.ids[0])
            case _:
                await self._do(event.ids[0])

    def on_choices_highlighted(self, event: Choices.Highlighted) -> None:
        """The line that keys act on."""
        event.stop()
        self._lit = event.choice.id

    _lit = ""

    async def _do(self, what: str) -> None:
        match what:
            case "session" if self._finding:
                self._known = self._inbox.known(self._finding)
                await self._confirm()
            case "close":
                await self.action_close_thread()
            case "week" | "month":
                await self.action_put_off(_PUT_OFF[what])
            case "answered" if self._replied:
                id = self._replied.summary.id
                if done(self, lambda: self._inbox.close_decision(id)):
                    self.notify("Noted: they replied.", timeout=5, markup=False)
                await self._list_again()
            case _:
                await self._list_again()

    def _thread(self) -> Finding | None:
        """The thread that is open, or lit in the list."""
        if self._at != "list":
            return self._finding
        rows = self._found.rows if self._found else ()
        return next((each for each in rows if each.id == self._lit), None)

    async def action_close_thread(self) -> None:
        """Close it for good."""
        thread = self._thread()
        if thread is not None and done(self, partial(self._inbox.close, thread)):
            self.notify(f"Closed for good. {_TAKEN_BACK}", timeout=5, markup=False)
            await self._list_again()

    async def action_put_off(self, days: int = 7) -> None:
        """List it again later."""
        thread = self._thread()
        if thread is not None and done(self, partial(self._inbox.put_off, thread, days)):
            when = "a week" if days == 7 else "a month"
            self.notify(f"Put off for {when}. {_TAKEN_BACK}", timeout=5, markup=False)
            await self._list_again()

    async def action_take_back(self) -> None:
        """Undo the last closing or putting off."""
        undone = tried(self, self._inbox.undo)
        if undone is not None:
            if not undone:
                self.notify("There's nothing to undo.", timeout=5, markup=False)
            await self._list_again()

    # Into a session

    async def _confirm(self) -> None:
        thread = self._finding
        if thread is not None:
            self._at, self._back = "confirm", partial(self.call_later, self._open, thread.id)
            ask = partial(self._inbox.question, thread)
            await self._show(inbox_pages.confirm_page(self._known, ask))

    async def _confirmed(self, what: str) -> None:
        if what != "start":
            self._change(what)
        elif self._finding is not None:
            try:
                session = self._inbox.session(self._finding, self._known)
            except ContentError as error:
                say_fault(self, error)
            else:
                self._inbox.taken(self._finding)
                self.post_message(Begin(session))

    @work
    async def _change(self, id: str) -> None:
        """Another answer to one line; an empty one is asked in the session."""
        thread = self._finding
        if thread is None:
            return
        said = inbox_pages.spoken(self._inbox.question(thread, id), self._known[id])
        dialog = LineDialog(inbox_pages.FIELDS[id], said, may_be_empty=True)
        typed = await self.app.push_screen_wait(dialog)
        if typed == "":
            del self._known[id]
        elif typed is not None:
            try:
                self._known[id] = self._inbox.understood(thread, id, typed)
            except NotUnderstoodError as error:
                self.notify(str(error), severity="warning", timeout=8, markup=False)
        await self._confirm()

    # Back

    def action_leave(self) -> None:
        """One page back, or home."""
        self._back()
