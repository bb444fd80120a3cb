"""What every part of the app stands on: the services, the one walk, and saving that is honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import reactive

from coach.problems import JournalError, OutboxError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coach.advice.recommendation import Assessment
    from coach.app.services import Services
    from coach.journal.decisions import Person, Summary
    from coach.session.session import Session


class Ground(App[None]):
    """The state that the parts of the app share, and what they may ask of each other.

    The parts (``AtTheDesk``, ``HandingOver``, ``LookingBack``) know this and not each
    other. ``CoachApp`` joins them, sets what is only declared here, and brings the two
    deeds without a body.
    """

    session: reactive[Session | None] = reactive(None, init=False)
    """The walk one is in, or None on home."""

    _services: Services
    _saved: Session | None
    """The walk as it was last saved, or put down."""
    _summaries: tuple[Summary, ...]
    """Past decisions as they were last looked at."""
    _people: tuple[Person, ...] = ()
    """The people in them."""
    _trouble: str
    """What was last said about the journal, so that it is not said again."""

    async def _go_home(self) -> None:
        """Leave the walk, saved, and every screen above home."""
        raise NotImplementedError

    def _look_at_journal(self) -> object:
        """Show on home what the journal holds by now."""
        raise NotImplementedError

    @property
    def _today(self) -> date:
        return self._services.clock.now().date()

    def _assessment(self) -> Assessment | None:
        """What is advised in this walk; None while it is not known."""
        if self.session is None:
            return None
        from coach.advice.recommendation import Assessment
        from coach.session import flow

        result = flow.assess(self._services.guidance, self.session, self._today)
        return result if isinstance(result, Assessment) else None

    def _verdict_titles(self) -> dict[str, str]:
        """What each verdict is called, by its id."""
        return {id: words.name for id, words in self._services.guidance.deciding.words.items()}

    def _put_down(self) -> None:
        """Be in no walk; nothing of this one is left to be saved."""
        self._saved = self.session
        self.session = None

    # Saving

    def _keep(self, save: Callable[[], object]) -> bool:
        """Save something in the journal; say so, once, where it cannot be."""
        try:
            save()
        except JournalError as error:
            if self._trouble != str(error):
                self._trouble = str(error)
                self._say_fault(error)
            return False
        return True

    def _write(self, save: Callable[[], object]) -> bool:
        """Write a file for the user; say so where it cannot be."""
        try:
            save()
        except OutboxError as error:
            self._say_fault(error)
            return False
        return True

    def _remember(self, key: str, value: object) -> None:
        """Put one setting into the user's file."""
        self._write(lambda: self._services.remember(key, value))

    def _say_fault(self, fault: object) -> None:
        """Say what went wrong, long enough to be read."""
        self.notify(str(fault), severity="error", timeout=12, markup=False)
