"""What the user may set, once for all sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from coach.vocabulary import Warmth

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The hours in which a finished message is better kept until the next working morning."""

    start: time = time(20)
    end: time = time(7)
    weekends: bool = True

    def covers(self, moment: datetime) -> bool:
        """Whether this local moment lies in them; equal ends mean no quiet hours on a day."""
        if self.weekends and moment.weekday() >= SATURDAY:
            return True
        at = moment.time().replace(tzinfo=None)
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The user's settings; every one has a default, so that none is ever needed.

    ``keys`` maps a binding's id to the key or keys (parted by commas) that the
    user wants for it; ``keep`` holds ids of checks never to be marked;
    ``ascii`` asks for plain signs instead of lines and marks; ``warmth`` is the
    user's usual tone, where nothing is known of how warm two people are; ``english``,
    "uk" or "us", is the spelling of templates.
    """

    name: str = ""
    email: str = ""
    theme: str = "harbour"
    warmth: Warmth = Warmth.PLAIN
    quiet: Quiet = Quiet()
    keys: Mapping[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    ascii: bool = False
    english: str = "uk"

    @property
    def sender(self) -> str:
        """The name and address for the From line of a saved mail; may be empty."""
        return f"{self.name} <{self.email}>" if self.name and self.email else self.email
