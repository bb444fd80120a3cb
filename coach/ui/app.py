"""The app: holds the one current session, and is the only one to touch the ports."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.geometry import Size

from coach.problems import ContentError, JournalError, JournalLocked
from coach.ui.draft_controller import AtTheDesk
from coach.ui.journal_controller import LookingBack
from coach.ui.keys import keys
from coach.ui.quick_exit import at_once
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.send_controller import HandingOver
from coach.ui.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.timer import Timer

    from coach.app.services import Services
    from coach.app.settings import Settings
    from coach.journal.decisions import HomeSummary, Person, Summary
    from coach.session.guidance import Guidance
    from coach.session.session import Session
    from coach.ui.messages import (
        Become,
        Drop,
        Read,
        Resume,
        StartSession,
        TakeBack,
        Want,
    )
    from coach.ui.widgets.article_pane import ArticlePane

AUTOSAVE = 0.5
"""Seconds of typing that a crash may cost at most."""

SMALLEST = Size(50, 15)
"""Cells below which a line asks for a larger window."""


def _palette() -> type[Provider]:
    """What the palette offers, imported when it is first opened."""
    from coach.ui.palette import CoachCommands

    return CoachCommands


def _filters(settings: Settings) -> tuple[LineFilter, ...]:
    if not settings.ascii:
        return ()
    from coach.ui.ascii_filter import PlainSigns

    return (PlainSigns(),)


class CoachApp(AtTheDesk, HandingOver, LookingBack):
    """One session at a time, autosaved; screens show it and post messages."""

    TITLE = "Follow-up coach"
    CSS_PATH = Path(__file__).parent / "coach.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-wide")]
    BINDINGS = [*keys(hidden=("quit",))]
    COMMANDS = {lambda: _palette()}

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._saved: Session | None = None
        self._timer: Timer | None = None
        self._summaries: tuple[Summary, ...] = ()
        self._home = HomeScreen(fresh=services.fresh)
        self._filtered_by = _filters(services.settings)
        self._trouble = ""
        self._content_trouble = ""
        self._covered = False
        self._stays_closed = False
        for ours in OURS:
            self.register_theme(ours)
        self._dress(services.settings.theme)

    def _dress(self, wanted: str) -> None:
        """StartSession in a theme; in our own dark one so that the styles are read only once."""
        if wanted != "harbour" and wanted in self.available_themes:
            self.theme = wanted
            return
        self.set_reactive(CoachApp.theme, "harbour")
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """The platform's driver, that leaves without delay."""
        return at_once(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is shown."""
        return [*super().get_line_filters(), *self._filtered_by]

    def get_default_screen(self) -> Screen[None]:
        """Home is the first screen, with nothing below it."""
        return self._home

    def on_mount(self) -> None:
        """Save before any end."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(name, self._ended_from_outside)

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger window where nothing can be read, until there is one."""
        small = event.size.width < SMALLEST.width or event.size.height < SMALLEST.height
        if small and not self._covered:
            from coach.ui.screens.dialogs import TooSmall

            self.push_screen(TooSmall())
        elif self._covered and not small:
            self.pop_screen()
        self._covered = small

    def on_ready(self) -> None:
        """The first frame is painted: see what the journal holds, while the next one waits."""
        if self._services.settings.keys:
            self._remap(self._services.settings.keys)
        gc.freeze()
        gc.enable()
        self._look_at_journal()

    @property
    def guidance(self) -> Guidance:
        """All that content says."""
        return self._services.guidance

    def past(self) -> tuple[Summary, ...]:
        """The decisions as they were last looked at."""
        return self._summaries

    def wear(self, theme: str) -> None:
        """Other colours, now and from now on."""
        self.theme = theme
        self._remember("theme", theme)

    def _remap(self, wanted: Mapping[str, str]) -> None:
        """The user's own keys; what cannot be is named, the rest counts."""
        from coach.ui.keymap import keymap

        keys, problems = keymap(wanted)
        self.set_keymap(dict(keys))
        for problem in problems:
            self.notify(problem, severity="warning", timeout=12, markup=False)

    def _ended_from_outside(self) -> None:
        self.flush()
        self.exit()

    def _fatal_error(self) -> None:
        """Save what there is, and say what broke without showing what was typed."""
        from rich.console import Group
        from rich.traceback import Traceback

        with suppress(Exception):
            self.flush()
        broken = "Something broke, and it is our fault. What you had is kept: start again to go on."
        self.panic(Group(broken, "", Traceback(show_locals=False, width=None)))

    async def action_quit(self) -> None:
        """CoachCommands is saved, so nothing is asked."""
        self.flush()
        self.exit()

    # The journal

    @work(thread=True, exclusive=True, group="journal")
    def _look_at_journal(self) -> None:
        """Open the journal away from the screen, and show on home what it holds."""
        try:
            journal = self._services.journal()
            glance, notices = journal.glance(), tuple(journal.notices())
        except JournalLocked as error:
            self.call_from_thread(self._journal_locked, error)
            return
        except JournalError as error:
            self.call_from_thread(self._journal_fails, str(error))
            return
        self.call_from_thread(self._journal_says, glance, notices)

    def _journal_says(self, glance: HomeSummary, notices: tuple[str, ...]) -> None:
        from coach.journal.due_dates import due

        self._seen = glance
        now = self._services.clock.now()
        found = due(glance.sessions, glance.pending, glance.people, now, glance.unsafe)
        fresh = not (glance.decisions or glance.sessions)
        self._home.show(walks=glance.sessions, due=found, fresh=fresh, today=now.date())
        self._home.say(self._content_trouble)
        for notice in (*self._services.notices, *notices):
            self.notify(notice, severity="warning", timeout=12, markup=False)

    @work
    async def _journal_locked(self, error: JournalLocked) -> None:
        """Ask for the passphrase, once; without it the journal stays closed till asked for."""
        from coach.ui.screens.passphrase_screen import CLOSED

        if not self._stays_closed and await self._unlocks(error):
            self._look_at_journal()
            return
        self._stays_closed = True
        self._journal_fails(CLOSED if error.openable else str(error))

    def _journal_fails(self, why: str) -> None:
        self._trouble = why
        self._home.show(walks=(), due=(), fresh=False, today=self._today, trouble=why)

    def watch_session(self, session: Session | None) -> None:
        """Hand the session down, and save it soon."""
        from coach.ui.screens.session_screen import SessionScreen

        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen) and session is not None:
                screen.session = session
        if session is not None and self._timer is None:
            self._timer = self.set_timer(AUTOSAVE, self.flush)

    def flush(self) -> None:
        """Save the walk now, if it changed."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        session = self._newest()
        if session is None or session is self._saved:
            return
        if self._keep(lambda: self._services.journal().keep(session)):
            self._saved = session

    def _newest(self) -> Session | None:
        """The walk with what its screen took in and could not yet say."""
        if self.session is None:
            return None
        from coach.ui.screens.session_screen import SessionScreen

        shown = (each.session for each in self.screen_stack if isinstance(each, SessionScreen))
        return next(shown, self.session)

    # Walking

    def on_start_session(self, event: StartSession) -> None:
        """A new walk."""
        from coach.session.session import Session

        now = self._services.clock.now()
        fresh = Session(id=self._services.new_id(), started=now, touched=now)
        self._walk(fresh.begin(event.situation))

    def on_resume(self, event: Resume) -> None:
        """On with one that was left."""
        self._walk(event.session)

    def _walk(self, session: Session) -> None:
        from coach.ui.screens.session_screen import SessionScreen

        guidance = self._services.guidance
        try:
            _ = guidance.deciding, guidance.script
        except ContentError as error:
            self._content_trouble = f"No walk can be taken until this is mended: {error}"
            self._home.say(self._content_trouble)
            return
        self.session = session
        self._known_already(session)
        self.push_screen(SessionScreen(self._services, session))
        self._recall()

    def on_drop(self, event: Drop) -> None:
        """An unfinished walk goes; home offers to bring it back."""
        if self._keep(lambda: self._services.journal().drop(event.session.id)):
            self._home.offer_back(event.session)
            self._look_at_journal()

    def on_take_back(self, event: TakeBack) -> None:
        """It is there again, as it was."""
        if self._keep(lambda: self._services.journal().keep(event.session)):
            self._look_at_journal()

    @work(thread=True, exclusive=True, group="recall")
    def _recall(self) -> None:
        """Names met before, and what was decided with them, away from the screen."""
        try:
            journal = self._services.journal()
            summaries, people = tuple(journal.summaries()), tuple(journal.people())
        except JournalError:
            return
        self.call_from_thread(self._recalled, summaries, people)

    def _recalled(self, summaries: tuple[Summary, ...], people: tuple[Person, ...]) -> None:
        from coach.ui.screens.session_screen import SessionScreen

        self._summaries, self._people = summaries, people
        gc.freeze()  # so many that stay: to look through them for garbage takes 25 ms each time
        if isinstance(self.screen, SessionScreen):
            self.screen.remember(summaries, people)

    def on_become(self, event: Become) -> None:
        """The walk is this now."""
        before = self.session
        if before is None:  # a last word of a walk that has been put down
            return
        self.session = event.session
        self._meet(event.session)
        entered = before.step is not event.session.step
        if entered and event.session.step.value == "draft" and not event.session.draft.body:
            self.call_after_refresh(self._choose_template)

    async def on_want(self, event: Want) -> None:
        """A dialogue, or another screen."""
        from coach.ui.messages import Wish

        match event.wish:
            case Wish.HOME:
                await self._go_home()
            case Wish.TEMPLATES:
                self._choose_template()
            case Wish.UNSENDABLE:
                self._write_unsendable()
            case Wish.EYE:
                self._show_eye()
            case Wish.KEEP:
                self._keep_finding()
            case Wish.OVERRULE:
                self._ask_overrule()
            case Wish.EDITOR:
                self._edit()

    async def _go_home(self) -> None:
        session = self.session
        if session is not None and session.untouched:
            self._keep(lambda: self._services.journal().drop(session.id))
            self._saved = session
        self.flush()
        self.session = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self._look_at_journal()

    @work
    async def _ask_overrule(self) -> None:
        """What the user would rather do, and why."""
        from coach.session import flow
        from coach.ui.screens.dialogs import AskOverrule

        session = self.session
        if session is None:
            return
        words = self._services.guidance.deciding.words
        unsafe = bool(session.facts().get("safety"))
        rows = [(id, said.name) for id, said in words.items()]
        overrule = await self.push_screen_wait(AskOverrule(rows, unsafe=unsafe))
        if overrule is not None and self.session is not None:
            guidance = self._services.guidance
            self.session = flow.overruled(guidance, self.session, overrule, self._today)

    # Reading and help

    def on_read(self, event: Read) -> None:
        """Open an article, or the library; leaving it returns to the very same place."""
        from coach.ui.screens.reading_screen import ReadingScreen

        services = self._services
        shelf = services.guidance.shelf
        self.push_screen(ReadingScreen(shelf, services.marks(), services.finder(), event.place))

    def on_article_pane_open_address(self, event: ArticlePane.OpenAddress) -> None:
        """Open an address the user has seen and asked for."""
        self.notify(self._services.opener().open(event.address), markup=False)

    def action_help(self) -> None:
        """What can be done on this screen; what is picked there is done."""
        from coach.ui.screens.dialogs import Help, KeyRow

        def press(key: str | None) -> None:
            if key:
                self.simulate_key(key)

        rows = [
            KeyRow(self.get_key_display(each.binding), each.binding.tooltip, each.binding.key)
            for each in self.screen.active_bindings.values()
            if each.binding.tooltip and each.enabled
        ]
        self.push_screen(Help(tuple(dict.fromkeys(rows))), press)
