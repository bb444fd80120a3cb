"""What a front end is given: content, the journal, and the machine, as ports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from coach.app.ports import (
        Clipboard,
        Clock,
        Dates,
        Editor,
        MessageFiles,
        Opener,
        Outbox,
        TemplateKeeper,
        TerminalMail,
    )
    from coach.guides.reading import Finder, Marks
    from coach.inbox.closed import ClosedThreads
    from coach.journal.decisions import Decision, Person
    from coach.journal.repository import Journal
    from coach.session.guidance import Guidance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Services:
    """Everything a front end may ask of the world.

    What is a call, such as ``journal()``, is made on the first one; ``new_id`` makes an id
    for a new session; ``threads`` keeps which found threads were closed; ``as_json`` writes
    decisions and people as an import reads them, with the time of it; ``remember`` sets one
    setting for good (raises ``OutboxError``); ``program`` is this program's version, for
    records; ``fresh`` says that nothing was ever kept here, and ``still_fresh()`` that nothing
    is yet.
    """

    guidance: Guidance
    journal: Callable[[], Journal]
    finder: Callable[[], Finder]
    marks: Callable[[], Marks]
    clock: Clock
    dates: Callable[[], Dates]
    clipboard: Clipboard
    outbox: Callable[[], Outbox]
    editor: Callable[[], Editor]
    opener: Callable[[], Opener]
    terminal_mail: Callable[[], TerminalMail]
    own_templates: Callable[[], TemplateKeeper]
    message_files: Callable[[], MessageFiles]
    threads: Callable[[], ClosedThreads]
    as_json: Callable[[Sequence[Decision], Sequence[Person], datetime], bytes]
    remember: Callable[[str, object], None]
    new_id: Callable[[], str]
    settings: Settings = field(default_factory=Settings)
    program: str = ""
    fresh: bool = False
    still_fresh: Callable[[], bool] = lambda: False
    notices: tuple[str, ...] = ()

    @property
    def me(self) -> str:
        """How the user signs; may be empty."""
        return self.settings.name
