"""A digit that is held or pressed again must not answer the question after the one it chose in."""

from dataclasses import dataclass

LET_GO = 0.3
"""Seconds without the key after which it counts as let go."""


@dataclass
class HeldKeys:
    """Knows the digit that chose last; ``turn`` says that another question stands there now."""

    key: str = ""
    at: float = 0.0
    waits: bool = False

    def turn(self) -> None:
        """Another question stands there: the digit pressed last is not meant for it."""
        self.waits = bool(self.key)

    def passes(self, key: str, at: float) -> bool:
        """Whether a key pressed in this moment (seconds) is meant for what stands there."""
        again = key == self.key and at - self.at < LET_GO
        self.key, self.at = (key, at) if key.isdigit() else ("", at)
        self.waits = self.waits and again
        return not self.waits
