"""When a session that changes under the keys is saved: after a pause, and at the latest in time."""

from dataclasses import dataclass

PAUSE = 0.5
"""Seconds without a change after which it is saved."""

CEILING = 1.0
"""Seconds that a change may wait while others keep coming: what a crash may cost at most."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Changes not saved yet: the moments of the ``first`` and the ``last``, in seconds."""

    first: float
    last: float

    @property
    def due(self) -> float:
        """The moment by which they are to be saved."""
        return min(self.last + PAUSE, self.first + CEILING)

    def changed(self, now: float) -> "Unsaved":
        """With one more change."""
        return Unsaved(self.first, now)
