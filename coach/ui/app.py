"""The app: goes from screen to screen, saves in time, and says what goes wrong."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import App
from textual.errors import NoWidget
from textual.geometry import Size

from coach.errors import ContentError, JournalError, JournalLocked
from coach.ui.keys import keys
from coach.ui.results import deliver, done, say_fault, tried
from coach.ui.screens.home_screen import HomeScreen
from coach.ui.terminal import HeldKeys, PlainSigns, at_once
from coach.ui.theme import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.widget import Widget

    from coach.app.controllers import Controllers
    from coach.app.inbox_controller import InboxController
    from coach.app.journal_controller import HomeView
    from coach.app.services import Services
    from coach.journal.history import Past
    from coach.session.session import Session
    from coach.ui import messages
    from coach.ui.saving import SessionSaver
    from coach.ui.screens.after_send_screen import AfterSendScreen
    from coach.ui.screens.session_screen import SessionScreen
    from coach.ui.widgets.article_pane import ArticlePane

SMALLEST = Size(40, 12)
"""Cells below which a line asks for a larger window."""

_TURNS = 100
"""Turns of the event loop before leaving: a key goes through several queues until it's kept."""

_CLASH = (
    "This session was also changed in another window. Both versions are kept; you'll find"
    " them on the home screen."
)


def _palette() -> type[Provider]:
    """What the palette offers, imported when it is first opened."""
    from coach.ui.palette import CoachCommands

    return CoachCommands


class CoachApp(App[None]):
    """Shows home, one session at a time, and the past; the controllers do the work.

    Home must stand before anything else is imported, so all but home is imported where
    it is first needed (``tools.bench``: the first frame within 1.15 of a bare app).
    """

    TITLE = "Follow-up coach"
    CSS_PATH = Path(__file__).parent / "coach.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall-enough")]
    BINDINGS = [*keys(hidden=("quit", "walk.unsafe", "help"))]
    COMMANDS = {lambda: _palette()}

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._made: Controllers | None = None
        self._making = Lock()
        self._saver: SessionSaver | None = None
        self._inbox: InboxController | None = None
        self._home = HomeScreen(fresh=services.fresh)
        self._filtered_by = [PlainSigns()] if services.settings.ascii else []
        self._content_trouble = ""
        self._covered = False
        self._stays_closed = False
        self._held = HeldKeys()
        for ours in OURS:
            self.register_theme(ours)
        self._dress(services.settings.theme)

    @property
    def controllers(self) -> Controllers:
        """What can be done; made once, by the thread that first needs it after the first frame."""
        with self._making:
            if self._made is None:
                from coach.app.controllers import Controllers
                from coach.ui.saving import SessionSaver

                made = Controllers.over(self._services)
                self._saver = SessionSaver(self, made.sessions)
                made.journal.listen(self._look_at_journal)
                self._made = made
            return self._made

    # The frame of it all

    def _dress(self, wanted: str) -> None:
        """Start in a theme; in our own dark one so that the styles are read only once."""
        if wanted != "harbour" and wanted in self.available_themes:
            self.theme = wanted
            return
        self.set_reactive(CoachApp.theme, "harbour")
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Those of the theme; without colours the cursor in a field stands in reverse video."""
        plain = {"input-cursor-text-style": "reverse"} if self.no_color else {}
        return super().get_css_variables() | plain

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
        if small != self._covered:
            from coach.ui.dialogs.key_help import TooSmall

            if small:
                self.push_screen(TooSmall(lambda: not self._covered))
            elif isinstance(self.screen, TooSmall):  # else it goes once it is on top again
                self.pop_screen()
        self._covered = small

    def on_ready(self) -> None:
        """The first frame is painted: see what the journal holds, while the next one waits."""
        if self._services.settings.keys:
            self._remap(self._services.settings.keys)
        gc.freeze()
        gc.enable()
        self._look_at_journal()

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

    def _remember(self, key: str, value: object) -> None:
        """Put one setting into the user's file."""
        done(self, lambda: self._services.remember(key, value))

    def _ended_from_outside(self) -> None:
        self.flush()
        self.run_worker(self.action_quit())

    def _handle_exception(self, error: Exception) -> None:
        """What a screen misses that is on its way out, nobody misses."""
        from coach.ui.textual_workarounds import only_missed

        if not only_missed(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Save what there is, and say what broke without showing what was typed."""
        from rich.console import Group
        from rich.traceback import Traceback

        with suppress(Exception):
            self.flush()
        broken = (
            "Something broke, and it's our fault. Your work is saved."
            " Start coach again to continue."
        )
        self.panic(Group(broken, "", Traceback(show_locals=False, width=None)))

    async def on_event(self, event: events.Event) -> None:
        """Keys that come while the program ends go nowhere, nor does a digit that is still held."""
        typed = isinstance(event, events.InputEvent | events.Paste)
        if typed and (self._exit or not self._screen_stack):
            return  # the screens are going, or gone
        if isinstance(event, events.Key) and not event.is_forwarded:
            held = not self._held.passes(event.key, event.time)
            if held:
                return
        if isinstance(event, events.Paste) and self._in_one_line:
            lines = event.text.replace("\r", "\n").split("\n")
            event.text = " ".join(filter(None, map(str.strip, lines)))
        field = self._left_in_fear(event) if typed and not event.is_forwarded else None
        words = self._words_of(field)
        await super().on_event(event)
        if field is not None:
            from coach.ui.fear_listener import once_done

            once_done(field, lambda: self.call_after_refresh(self._offer_safety, words))

    @property
    def _in_one_line(self) -> bool:
        """Whether a field of one line has the keys: of a paste it takes the first line only."""
        from textual.widgets import Input

        return isinstance(self.focused, Input)

    def _left_in_fear(self, event: events.Event) -> Widget | None:
        """The field this leaves, where its words ask for safety."""
        if self.focused is None or not self.focused.check_consume_key("a", "a"):
            return None  # it takes no words
        from coach.ui.fear_listener import left_in_fear

        under = None
        if isinstance(event, events.MouseDown):
            with suppress(NoWidget):
                under, _ = self.get_widget_at(event.x, event.y)
        return self.focused if left_in_fear(self.focused, event, under) else None

    def _words_of(self, field: Widget | None) -> str:
        """What stands in it before the key takes it away."""
        if field is None:
            return ""
        from coach.ui.fear_listener import words_of

        return words_of(field)

    @work(exclusive=True, group="safety")
    async def _offer_safety(self, words: str) -> None:
        """Ask for these words, in a session or outside of any, whether the safety page is wanted.

        It's asked over what stands there, so that all of that stays as it is.
        """
        from coach.app.safety_pages import NO, question
        from coach.ui.dialogs.dialog import PickDialog

        sessions = self.controllers.sessions
        if (part := sessions.asked_by(words)) is None:
            return
        sessions.offer_safety_beside(words)
        page = question(part, self._services.guidance.safety)
        note = page.lines[0].text
        asked = PickDialog(page.ask, (), page.choices, note=note, numbered=False)
        picked = await self.push_screen_wait(asked)
        if picked not in (None, NO):
            await self._to_safety(picked)

    async def ask_whose_life(self, words: str) -> None:
        """Ask whose life these words are about; where that was answered, the page at once."""
        if self.controllers.sessions.asked_by(words) is None:
            await self.action_unsafe()
        else:
            self._offer_safety(words)

    def on_turned(self) -> None:
        """Another question stands there: a digit still held is not meant for it."""
        self._held.turn()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a window in which nothing can be read, no key acts but the one that leaves."""
        if self._covered and action != "quit":
            return False
        return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """All is saved, so nothing is asked; first the keys on their way arrive."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        self.flush()
        self.exit()

    def flush(self) -> None:
        """Save the session now, if it changed; where it cannot be, say so once."""
        if self._saver is not None:
            self._saver.flush()

    # Home

    @work(thread=True, exclusive=True, group="journal")
    def _look_at_journal(self) -> None:
        """Open the journal away from the screen, and show on home what it holds."""
        try:
            seen = self.controllers.journal.home()
        except JournalLocked as error:
            deliver(self, partial(self._journal_locked, error))
        except JournalError as error:
            deliver(self, partial(self._journal_fails, str(error)))
        else:
            deliver(self, partial(self._journal_says, seen))

    def _journal_says(self, seen: HomeView) -> None:
        self._home.show(
            sessions=seen.summary.sessions,
            due=seen.due,
            fresh=seen.fresh,
            today=seen.today,
            upcoming=seen.upcoming,
            logs=seen.logs,
        )
        self._home.say(self._content_trouble)
        for notice in (*self._services.notices, *seen.notices):
            self.notify(notice, severity="warning", timeout=12, markup=False)
        self._read_content()

    @work(thread=True, exclusive=True, group="content")
    def _read_content(self) -> None:
        """Read what a session needs while the user looks at home."""
        guidance = self._services.guidance
        with suppress(ContentError):
            _ = guidance.deciding, guidance.script, guidance.templates, guidance.rules

    @work
    async def _journal_locked(self, error: JournalLocked) -> None:
        """Ask for the passphrase, once; without it the journal stays closed till asked for."""
        from coach.ui.dialogs.passphrase_dialog import CLOSED

        if not self._stays_closed and await self._unlocks(error):
            self._look_at_journal()
            return
        self._stays_closed = True
        self._journal_fails(CLOSED if error.openable else str(error))

    def _journal_fails(self, why: str) -> None:
        if self._saver is not None:
            self._saver.trouble = why
        today = self._services.clock.now().date()
        self._home.show(sessions=(), due=(), fresh=False, today=today, trouble=why)

    async def on_go_home(self, event: messages.GoHome) -> None:
        """Leave the session, saved, and every screen above home."""
        if tried(self, self.controllers.sessions.leave):
            self.notify(_CLASH, severity="warning", timeout=12, markup=False)
        await self._go_home()
        if event.then_open:
            self._open_decision(event.then_open)

    async def _go_home(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self._look_at_journal()

    def on_drop(self, event: messages.Drop) -> None:
        """An unfinished session goes; home offers to bring it back."""
        if dropped := tried(self, lambda: self.controllers.sessions.throw_away(event.session)):
            self._home.offer_back(dropped)
            self._look_at_journal()

    def on_take_back(self, event: messages.TakeBack) -> None:
        """It is there again, as it was."""
        if done(self, lambda: self._services.journal().keep(event.session)):
            self._look_at_journal()

    # A session

    def on_start_session(self, event: messages.StartSession) -> None:
        """A new one."""
        self._enter(lambda: self.controllers.sessions.start(event.situation))

    def on_begin(self, event: messages.Begin) -> None:
        """A new one in which something is known already."""
        self._enter(lambda: self.controllers.sessions.begin(event.session))

    def on_resume(self, event: messages.Resume) -> None:
        """On with one that was left."""
        self._enter(lambda: self.controllers.sessions.resume(event.session))

    async def action_unsafe(self) -> None:
        """The safety page, from anywhere: of the session one is in, else one of its own."""
        from coach.app.safety_pages import YES

        await self._to_safety(YES)

    async def _to_safety(self, picked: str) -> None:
        from coach.ui.screens.session_screen import SessionScreen

        sessions = self.controllers.sessions
        if sessions.session is None:
            self._enter(lambda: sessions.open_safety(picked))
        elif any(isinstance(each, SessionScreen) for each in self.screen_stack):
            while not isinstance(self.screen, SessionScreen):
                await self.pop_screen()
            sessions.choose_safety(picked)

    def _enter(self, begin: Callable[[], Session]) -> None:
        from coach.ui.screens.session_screen import SessionScreen

        try:
            begin()
        except ContentError as error:
            self._content_trouble = f"You can't start a session until this is fixed: {error}"
            self._home.say(self._content_trouble)
            return
        screen = SessionScreen(self.controllers)
        self.push_screen(screen)
        if self._saver is not None:
            self._saver.in_time()
        self._recall(screen)

    @work(thread=True, exclusive=True, group="recall")
    def _recall(self, screen: SessionScreen) -> None:
        """Names met before, and what was decided with them, away from the screen."""
        with suppress(JournalError):
            self.controllers.journal.past()
            gc.freeze()  # so many that stay: to look through them for garbage takes 25 ms
            deliver(screen, screen.remember)

    async def on_finished(self, event: messages.Finished) -> None:
        """What comes next is shown."""
        from coach.ui.screens.after_send_screen import AfterSendScreen

        await self._go_home()
        try:
            guidance = self._services.guidance
            _ = guidance.aftercare, guidance.safety
        except ContentError as error:  # the decision is kept all the same
            say_fault(self, error)
            self._open_decision(event.decision.id)
            return
        await self.push_screen(AfterSendScreen(event.decision, guidance, self.controllers))

    async def on_after_send_screen_left(self, event: AfterSendScreen.Left) -> None:
        """Done, or on to the record."""
        await self._go_home()
        if event.to_record:
            self._open_decision(event.decision.id)

    def on_setting_changed(self, event: messages.SettingChanged) -> None:
        """Keep it for good."""
        self._services = self.controllers.sessions.services
        self._remember(event.key, event.value)

    # The past

    def look(self, show: Callable[[Past], object]) -> None:
        """Show something of the past; ask for its passphrase, or say why it cannot be read."""
        try:
            show(self.controllers.journal.past())
        except JournalLocked as error:
            self._look_again(error, show)
        except (JournalError, KeyError) as error:
            self.notify(f"The journal can't be opened: {error}", severity="error", markup=False)

    @work
    async def _look_again(self, error: JournalLocked, show: Callable[[Past], object]) -> None:
        """Show it once the passphrase was given."""
        if await self._unlocks(error):
            self._look_at_journal()
            self.look(show)

    async def _unlocks(self, error: JournalLocked) -> bool:
        """Ask for the passphrase; whether the journal is worth another look."""
        from coach.ui.dialogs.passphrase_dialog import PassphraseDialog

        if not error.openable:
            self.notify(str(error), severity="error", markup=False)
            return False
        return await self.push_screen_wait(PassphraseDialog(self._services.journal().open_with))

    def action_command_palette(self) -> None:
        """All that can be done, by typing its name."""
        from coach.ui.textual_workarounds import Palette

        if not self.screen.has_class("--textual-command-palette"):
            self.push_screen(Palette())  # no id: the last one may still be going

    @work(exclusive=True, group="settings")
    async def action_settings(self) -> None:
        """Change settings, one after the other, until there is no more to change."""
        from coach.ui.dialogs.settings_dialogs import as_kept, changed, pick_setting

        sessions = self.controllers.sessions
        while id := await pick_setting(self, sessions.services.settings):
            before = sessions.services.settings
            now = await changed(self, before, id, sorted(self.available_themes))
            if now != before:
                sessions.services = replace(sessions.services, settings=now)
                self._services = sessions.services
                if id == "theme":
                    self.theme = now.theme
                self._remember(*as_kept(now, id))

    async def action_journal(self) -> None:
        """Past decisions; back to them, where they are open below."""
        from coach.ui.screens.journal_screen import JournalScreen

        if any(isinstance(each, JournalScreen) for each in self.screen_stack):
            while not isinstance(self.screen, JournalScreen):
                await self.pop_screen()
            return
        first = self.controllers.journal.first_page()
        if first is None:
            self.look(lambda past: self.push_screen(JournalScreen(past, self.controllers)))
        else:
            self.push_screen(JournalScreen(first, self.controllers))

    def action_inbox(self) -> None:
        """Find stalled conversations in files."""
        from coach.app.inbox_controller import InboxController
        from coach.ui.screens.inbox_screen import InboxScreen

        if isinstance(self.screen, InboxScreen):
            return
        controllers = self.controllers
        inbox = self._inbox or InboxController(controllers.sessions, controllers.journal)
        self._inbox = inbox  # what was found stays for this sitting
        self.look(lambda _: self.push_screen(InboxScreen(inbox)))

    async def action_export(self) -> None:
        """From anywhere: to the journal, and there ask what is to be exported."""
        await self.action_journal()
        self.call_after_refresh(self.run_action, "screen.export")

    async def on_open_decision(self, event: messages.OpenDecision) -> None:
        """One of them, in place of another that is open on top."""
        from coach.ui.screens.decision_screen import DecisionScreen

        if isinstance(self.screen, DecisionScreen):
            await self.pop_screen()
        telling = self.controllers.journal.telling
        self.look(
            lambda past: self.push_screen(
                DecisionScreen(telling(event.id, past, event.ask), self.controllers)
            )
        )

    def _open_decision(self, id: str) -> None:
        from coach.ui.messages import OpenDecision

        self.post_message(OpenDecision(id))

    def action_people(self) -> None:
        """Everyone."""
        from coach.ui.screens.people_screen import PeopleScreen

        self.look(lambda past: self.push_screen(PeopleScreen(past, self.controllers.journal)))

    def on_open_person(self, event: messages.OpenPerson) -> None:
        """One of them."""
        from coach.ui.screens.person_screen import PersonScreen

        self.look(lambda past: self.push_screen(PersonScreen(past, event.name, self.controllers)))

    def action_insights(self) -> None:
        """What came of it all."""
        from coach.ui.screens.insights_screen import InsightsScreen

        matters = {id: wait.text for id, wait in self._services.guidance.deciding.waits.items()}
        self.look(lambda past: self.push_screen(InsightsScreen(past, matters)))

    # Out of the program, reading, help

    @work(thread=True, exclusive=True, group="copy")
    def on_copy(self, event: messages.Copy) -> None:
        """Copy away from the screen: a clipboard program that hangs must not hang it."""
        said = self._services.clipboard.copy(event.text)
        deliver(self, lambda: self.notify(said, timeout=6, markup=False))

    def on_save_reminder(self, event: messages.SaveReminder) -> None:
        """A date for the calendar, as a file."""
        told = (
            "Open the file with your calendar program. If you save a new date later, the"
            " entry moves to it."
        )
        self._save(lambda: self.controllers.sending.save_reminder(event.reminder), told)

    def on_save_text(self, event: messages.SaveText) -> None:
        """A plain text file."""
        outbox = self._services.outbox()
        self._save(lambda: outbox.save_text(subject=event.subject, body=event.body))

    def _save(self, save: Callable[[], str], told: str = "") -> None:
        """Save a file and say where."""
        if where := tried(self, save):
            said = f"Saved as {where}. {told}" if told else f"Saved as {where}"
            self.notify(said, timeout=8, markup=False)

    def on_read(self, event: messages.Read) -> None:
        """Open an article, or the library; leaving it returns to the very same place."""
        from coach.ui.screens.reading_screen import ReadingScreen

        library = self.controllers.reading
        self.push_screen(ReadingScreen(library.shelf, library.marks, library.finder, event.place))

    def on_article_pane_open_address(self, event: ArticlePane.OpenAddress) -> None:
        """Open an address the user has seen and asked for."""
        self.notify(self.controllers.reading.open_outside(event.address), markup=False)

    def action_help(self) -> None:
        """What can be done on this screen; what is picked there is done."""
        from coach.ui.dialogs.key_help import Help, KeyRow

        def press(key: str | None) -> None:
            if key:
                self.simulate_key(key)

        one_back = getattr(self.screen, "leaves_one_step", False)
        rows = [
            KeyRow(
                self.get_key_display(each.binding),
                "Go back one step"
                if one_back and each.binding.action == "leave"
                else each.binding.tooltip,
                each.binding.key,
                each.binding.id or "",
            )
            for each in self.screen.active_bindings.values()
            if each.binding.tooltip and each.enabled
        ]
        self.push_screen(Help(tuple(dict.fromkeys(rows))), press)
