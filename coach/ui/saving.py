"""Saves the session under the keys: in time, before any end, and when a clash is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.errors import JournalError
from coach.ui.results import done, say_fault

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from coach.app.session_controller import SessionController
    from coach.journal.repository import Clash
    from coach.session.session import Session


class SessionSaver:
    """Saves once the keys rest, or at the latest in time; ``SessionController.save_in`` says when.

    ``trouble`` is what was said last to be wrong with the journal; the same is not said again.
    """

    def __init__(self, app: App[None], sessions: SessionController) -> None:
        self._app, self._sessions = app, sessions
        self._timer: Timer | None = None
        self.trouble = ""
        sessions.listen(self._changed)

    def _changed(self, session: Session) -> None:
        """Save it in time; at once where it has waited for long already."""
        wait = self._sessions.save_in
        if wait is not None and wait <= 0:
            self.flush()
        else:
            self.in_time()

    def in_time(self) -> None:
        """Look again when the session is due to be saved; keys put that off, up to a point."""
        wait = self._sessions.save_in
        if wait is None or self._timer is not None:
            return
        if wait <= 0:
            self.flush()
        else:
            self._timer = self._app.set_timer(wait, self._rang)

    def _rang(self) -> None:
        self._timer = None
        self.in_time()

    def flush(self) -> None:
        """Save the session now, if it changed; where it cannot be, say so once."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        try:
            clash = self._sessions.save()
        except JournalError as error:
            if self.trouble != str(error):
                self.trouble = str(error)
                say_fault(self._app, error)
        else:
            if clash is not None:
                self._app.run_worker(self._ask_which(clash))

    async def _ask_which(self, clash: Clash) -> None:
        """Show that another window changed the session; go on with its version, or with this."""
        from coach.ui.dialogs.session_dialogs import THEIRS, clash_dialog
        from coach.ui.screens.session_screen import SessionScreen

        theirs = await self._app.push_screen_wait(clash_dialog(clash))
        mine = self._sessions.session
        if theirs != THEIRS or mine is None or mine.id != clash.kept.id:
            return
        if done(self._app, lambda: self._sessions.switch(clash.newer)):
            for screen in self._app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.renew()
