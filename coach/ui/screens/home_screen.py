"""Home: what is due, what is open, and where to start."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.ui.keys import also, keys
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import clickable
from coach.ui.widgets.pick_list import PickList
from coach.vocabulary import SITUATIONS, Situation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from types import ModuleType

    from textual import events
    from textual.app import ComposeResult

    from coach.journal.decisions import Summary
    from coach.journal.due_dates import Due
    from coach.session.session import Session

ROOM = 68
"""Cells for the second line of something due."""

NAME = 34
"""Cells for whom and what an open session is about."""

COLUMN = 32
"""Cells before what stands quietly beside a line."""

MOST_AHEAD = 3
"""Days to come that are shown."""

MOST_LOGS = 3
"""Logs of past decisions that are led to; all are in the journal."""

_SAVED = "Saved earlier"
"""All that is seen here of what is about fear or danger: nobody beside the user is to read more."""

BESIDE = {
    Situation.WAITING: "follow up, or let go?",
    Situation.OWING: "no, not now, or yes?",
    Situation.UNWANTED: "do you owe an answer?",
    Situation.REPAIR: "is it too late?",
}
"""The question behind each situation, quietly beside it."""

_AFRAID = "if you're afraid, or a life is at risk"

_TITLE = Content("Follow-up coach") + Content.styled(f"\n{'─' * 74}", "$border-blurred not bold")

_FIRST_RUN = (
    "In about ten minutes you'll know what to do, and have a draft if you need one. "
    "Nothing is sent from here, and nothing leaves this computer."
)


def messages() -> ModuleType:
    """What home asks of the app. To import it takes 3 ms, which the first frame does not wait."""
    from coach.ui import messages as asked

    return asked


class Menu(PickList):
    """A list in which some words are links of their own."""

    async def on_click(self, event: events.Click) -> None:
        """A click on a link does what it says, and does not choose the line."""
        if action := event.style.meta.get("@click"):
            event.stop()
            event.prevent_default()
            await self.run_action(action)


class HomeScreen(Screen[None]):
    """One list: due, open, start, read, journal."""

    HORIZONTAL_BREAKPOINTS = []  # it looks the same in any width, and is styled once
    BINDINGS = [
        *keys("walk.unsafe", "read", "journal", "help", "quit"),
        *keys(hidden=("home.inbox", "home.drop", "home.undo")),
        also("r", "read"),
        also("o", "app.journal"),
        also("s", "app.unsafe"),
    ]

    def __init__(self, *, fresh: bool = False) -> None:
        super().__init__()
        self._fresh = fresh
        self._trouble = ""
        self._sessions: Sequence[Session] = ()
        self._due: Sequence[Due] = ()
        self._upcoming: Sequence[Due] = ()
        self._logs: Sequence[Summary] = ()
        self._dropped: list[Session] = []
        self._today: date | None = None

    def compose(self) -> ComposeResult:
        """A name, a line or three, the list."""
        yield Static(_TITLE, id="name")
        yield self._told(Static(id="lead"))
        yield Menu(*self._options(), id="menu", markup=False)
        yield KeyLine()

    def _told(self, lead: Static) -> Static:
        """What is said before the list, if anything: how to begin, or what is wrong."""
        said = [Content(_FIRST_RUN)] if self._fresh else []
        said += [Content.styled(self._trouble, "$error")] if self._trouble else []
        lead.update(Content("\n\n").join(said))
        lead.display = bool(said)
        return lead

    def on_mount(self) -> None:
        """Ready to choose."""
        self._to_first()

    def show(
        self,
        *,
        sessions: Sequence[Session],
        due: Sequence[Due],
        fresh: bool,
        today: date,
        upcoming: Sequence[Due] = (),
        logs: Sequence[Summary] = (),
        trouble: str = "",
    ) -> None:
        """What there is now: sessions to go on with, what is due or to come, whether all is new."""
        once = {each.id: each for each in reversed(due)}  # a decision asks all it wants itself
        self._sessions, self._due, self._today = sessions, tuple(reversed(once.values())), today
        self._upcoming = tuple({each.id: each for each in reversed(upcoming)}.values())[::-1]
        self._fresh, self._logs = fresh, logs
        self.say(trouble)
        menu = self.query_one("#menu", OptionList)
        menu.clear_options()
        menu.add_options(self._options())
        self._to_first()

    def say(self, trouble: str) -> None:
        """What is wrong, where it is seen and stays."""
        self._trouble = trouble
        self._told(self.query_one("#lead", Static))

    def _to_first(self) -> None:
        menu = self.query_one("#menu", OptionList)
        menu.focus()
        menu.action_first()
        ids = [each.id or "" for each in menu.options]
        first = menu.highlighted or 0
        if ids and ids[first].startswith("coming"):  # what is to come waits for its day
            menu.highlighted = next(n for n, id in enumerate(ids) if id.startswith("begin"))

    def _options(self) -> list[Option]:
        options: list[Option] = []
        if self._due:
            options.append(_head("Due"))
            options += [
                Option(_due_row(each, self._today or each.on), id=f"due:{n}")
                for n, each in enumerate(self._due[:5])
            ]
        if self._sessions or self._dropped:
            options.append(_head("Continue"))
            over = {each.id for each in self._due}
            options += [
                Option(_session_row(each, n, over=each.id in over), id=f"session:{n}")
                for n, each in self._open()
            ]
        if self._dropped:
            options.append(Option(_gone_row(self._dropped[-1]), id="undo"))
        if self._upcoming:
            options.append(_head("Coming up"))
            options += [
                Option(_coming_row(each), id=f"coming:{n}")
                for n, each in enumerate(self._upcoming[:MOST_AHEAD])
            ]
        options.append(
            _head("What has stalled?", "press a number, or enter for the highlighted line")
        )
        options += [
            Option(_row(str(n), Content(text), BESIDE[situation]), id=f"begin:{situation}")
            for n, (situation, text) in enumerate(SITUATIONS.items(), start=1)
        ]
        options.append(_head("Or"))
        options.append(Option(_row("m", Content("Find stalled conversations")), id="app.inbox"))
        options.append(Option(_row("r", Content("Read the guides")), id="read"))
        options.append(Option(_row("o", Content("Open your journal")), id="app.journal"))
        options.append(Option(_row("s", Content("Safety page"), _AFRAID), id="app.unsafe"))
        options += [
            Option(_row("○", Content(_SAVED), f"{each.decided:%-d %b}"), id=f"past:{n}")
            for n, each in enumerate(self._logs[:MOST_LOGS])
        ]
        return options

    def _open(self) -> list[tuple[int, Session]]:
        return list(enumerate(self._sessions[:5]))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        event.stop()
        kind, _, which = (event.option_id or "").partition(":")
        match kind:
            case "due":
                self._take_up(self._due[int(which)])
            case "coming" | "past":
                self._look_back_on(kind, int(which))
            case "session":
                self.post_message(messages().Resume(self._sessions[int(which)]))
            case "begin":
                self.post_message(messages().StartSession(Situation(which)))
            case action:
                await self.run_action(action)

    def _look_back_on(self, kind: str, which: int) -> None:
        decisions = self._upcoming if kind == "coming" else self._logs
        self.post_message(messages().OpenDecision(decisions[which].id))

    def _take_up(self, due: Due) -> None:
        found = next((each for each in self._sessions if each.id == due.id), None)
        opens = messages().Resume(found) if found else messages().OpenDecision(due.id)
        self.post_message(opens)

    async def action_unsafe(self) -> None:
        """Open the safety page."""
        await self.run_action("app.unsafe")

    def action_drop(self, which: int = -1) -> None:
        """Throw an open session away, this or the one under the cursor; it can be brought back."""
        if which < 0:
            option = self.query_one("#menu", OptionList).highlighted_option
            kind, _, number = ((option.id if option else None) or "").partition(":")
            which = int(number) if kind == "session" else -1
        if 0 <= which < len(self._sessions):
            self.post_message(messages().Drop(self._sessions[which]))

    def offer_back(self, session: Session) -> None:
        """Let this session, which was thrown away, be brought back."""
        self._dropped.append(session)

    def action_undo(self) -> None:
        """Bring back the session thrown away last."""
        if self._dropped:
            self.post_message(messages().TakeBack(self._dropped.pop()))

    def on_key(self, event: events.Key) -> None:
        """A number begins a session."""
        situations = list(SITUATIONS)
        if event.character and event.character in "1234":
            event.stop()
            self.post_message(messages().StartSession(situations[int(event.character) - 1]))

    def action_read(self) -> None:
        """Open the library."""
        self.post_message(messages().Read(""))


def _head(text: str, beside: str = "") -> Option:
    head = Content.styled(f"\n{text}", "$accent")
    return Option(head + Content.styled(f"   {beside}", "$foreground-muted"), disabled=True)


def _row(mark: str, words: Content, beside: str = "") -> Content:
    row = Content.styled(f"{mark}  ", "$accent") + words
    if not beside:
        return row
    gap = " " * max(2, COLUMN - row.cell_length)
    return row + Content.styled(f"{gap}{beside}", "$foreground-muted")


def _session_row(session: Session, index: int, *, over: bool) -> Content:
    """Whom and what, where it stands, and the key and sign to throw it away.

    ``over`` says that its pause, if it has one, is over.
    """
    name = Content(_name(session)).truncate(NAME, ellipsis=True)
    row = _row("○", name) + Content.styled(
        f"   {_where(session, over=over)}   ", "$foreground-muted"
    )
    drop = f"screen.drop({index})"
    return row + clickable("d ", drop, "$accent") + clickable("✕", drop, "$foreground-muted")


def _due_row(due: Due, today: date) -> Content:
    """Who it is about, and below it since when and what."""
    who = " · ".join(part for part in (due.person, due.topic) if part) or "A conversation"
    since = (
        "today" if due.on == today else f"{'since' if due.on < today else 'by'} {due.on:%a %-d %b}"
    )
    what = shorten(f"{since}: {due.what}", ROOM, placeholder=" …")
    return _row("●", Content(who)) + Content.styled(f"\n   {what}", "$foreground-muted")


def _coming_row(due: Due) -> Content:
    """Its day and who it is about, in one quiet line."""
    who = " · ".join(part for part in (due.person, due.topic) if part) or "A conversation"
    text = shorten(f"{due.on:%a %-d %b}  {who}", ROOM, placeholder=" …")
    return _row("○", Content.styled(text, "$foreground-muted"))


def _gone_row(session: Session) -> Content:
    """How the session deleted last is brought back; of some it says how it's gone for good."""
    if session.discreet:
        return _row("u", Content("Undo"), "gone for good once you close this")
    return _row("u", Content(f"Restore {_name(session)}").truncate(NAME, ellipsis=True))


def _about(one: Session) -> str:
    return " · ".join(part for part in (one.person, one.topic) if part)


def _name(session: Session) -> str:
    if session.discreet:
        return _SAVED
    situation = SITUATIONS[session.situation] if session.situation else "A session"
    return _about(session) or situation


def _where(session: Session, *, over: bool) -> str:
    from coach.journal.due_dates import reply_by

    if session.discreet:
        return f"{session.touched:%-d %b}"
    if session.hold is not None and not over:
        return f"paused until {session.hold.until:%a %H:%M}"
    by = reply_by(session)
    return f"reply by {by:%a %H:%M}" if by else f"at {session.step.value}"
