"""What lies between the terminal and the app: held keys, plain signs, and leaving at once."""

from dataclasses import dataclass

from rich.segment import Segment
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter

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


class PlainSigns(LineFilter):
    """Draws lines, marks and quotes with the signs of ASCII; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """These segments of a line with plain signs."""
        from coach.sanitize import plain_signs  # only with --ascii: not before the first frame

        return [Segment(plain_signs(text), style, control) for text, style, control in segments]


def at_once(driver: type[Driver]) -> type[Driver]:
    """This driver, except that the program's end does not wait for its thread.

    The thread that reads keys looks up every tenth of a second, and twice before it ends.
    An editor that takes over the terminal needs it gone; the end of the process takes it
    along anyway.
    """

    class AtOnce(driver):  # type: ignore[misc, valid-type]
        """Forgets its thread where the app has ended."""

        def disable_input(self) -> None:
            """Disable further input."""
            ended = self._app.return_code is not None
            if ended:
                self._key_thread = None
            super().disable_input()
            if ended:
                self.exit_event.set()  # it ends by itself, should the process live on

    return AtOnce
