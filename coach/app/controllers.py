"""The controllers of one program run, composed over one owner of the session."""

from dataclasses import dataclass

from coach.app.draft_controller import DraftController
from coach.app.journal_controller import JournalController
from coach.app.send_controller import SendController
from coach.app.services import Services
from coach.app.session_controller import SessionController
from coach.guides.articles import Shelf
from coach.guides.reading import Finder, Marks


class ReadingController:
    """The library as the front ends use it; each part is made when it is first asked for."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def shelf(self) -> Shelf:
        """The articles. Raises ``ContentError``."""
        return self._services.guidance.shelf

    @property
    def marks(self) -> Marks:
        """What was read, and the bookmarks."""
        return self._services.marks()

    @property
    def finder(self) -> Finder:
        """The search over all articles."""
        return self._services.finder()

    def open_outside(self, address: str) -> str:
        """Open an address the user has seen and asked for; a sentence says what came of it."""
        return self._services.opener().open(address)


@dataclass(frozen=True, slots=True, eq=False)
class Controllers:
    """All that a front end may do. Each can be used and tested without a screen."""

    sessions: SessionController
    drafts: DraftController
    sending: SendController
    journal: JournalController
    reading: ReadingController

    @classmethod
    def over(cls, services: Services, *, terminal: bool = True) -> "Controllers":
        """Those over these services; ``terminal``: whether programs may take it over."""
        sessions = SessionController(services, terminal=terminal)
        return cls(
            sessions=sessions,
            drafts=DraftController(sessions),
            sending=SendController(sessions),
            journal=JournalController(sessions),
            reading=ReadingController(services),
        )
