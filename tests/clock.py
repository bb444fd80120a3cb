"""A clock that stands where it is put."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class FixedClock:
    """The time, as a test says it."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was put at."""
        return self.moment

    def advance(self, time: timedelta) -> None:
        """Let this much time go by."""
        self.moment += time
