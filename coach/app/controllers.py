"""The controllers of one program run, composed over one owner of the session."""

from dataclasses import dataclass

from coach.app.draft_controller import DraftController
from coach.app.journal_controller import JournalController
from coach.app.reading_controller import ReadingController
from coach.app.send_controller import SendController
from coach.app.services import Services
from coach.app.session_controller import SessionController


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
