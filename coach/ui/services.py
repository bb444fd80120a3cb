"""What the screens are given: content, the journal, and the machine, as ports."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.domain.guide import Guide
from coach.domain.ports import Clipboard, Clock, Dates, Journal, Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything the app may ask of the world. ``journal`` opens it on first use.

    ``new_id`` makes an id for a new walk; ``me`` is how the user signs.
    """

    guide: Guide
    journal: Callable[[], Journal]
    clock: Clock
    dates: Dates
    clipboard: Clipboard
    outbox: Outbox
    new_id: Callable[[], str]
    me: str = ""
    program: str = ""
