"""How strong, from 0 to 10, or how likely, in tens of per cent, on one line."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coach.ui.keys import also
from coach.ui.widgets.lines import quiet

NONE = -1
"""The value of a scale on which nothing is marked."""

_HIGHEST = 10
_PLEASE = "Choose a number from 0 to 10. A guess is fine."


class Scale(Widget, can_focus=True):
    """Arrows or a digit move, enter settles; a click does both.

    Nothing is marked before the user does, and nothing is settled then: enter asks.
    """

    DEFAULT_CSS = """
    Scale { height: 4; width: 1fr; }
    """

    BINDINGS = [
        also("left,h", "move(-1)"),
        also("right,l", "move(1)"),
        also("enter", "settle"),
    ]

    value: reactive[int] = reactive(NONE)
    """The marked number, 0 to 10, or ``NONE``."""

    asked: reactive[bool] = reactive(False)
    """Whether to ask for a number, as none was marked when the user wanted to go on."""

    @dataclass
    class Settled(Message):
        """The user settled on this number."""

        value: int

    def __init__(self, value: int | None = None, *, low: str = "", high: str = "") -> None:
        super().__init__()
        self._low, self._high = low, high
        self._one_typed = False
        self.set_reactive(Scale.value, NONE if value is None else value)

    def render(self) -> Content:
        """The eleven numbers with the chosen one marked, and what the ends mean."""
        numbers = [
            Content.styled(f"[{n:>2}]", "bold $accent") if n == self.value else Content(f" {n:>2} ")
            for n in range(11)
        ]
        ends = f" {self._low}".ljust(44 - len(self._high)) + self._high
        line = Content("").join(numbers) + quiet(f"\n{ends}")
        asks = self.asked and self.value == NONE
        return line + Content.styled(f"\n\n {_PLEASE}", "$warning") if asks else line

    def on_key(self, event: events.Key) -> None:
        """A digit jumps there; 1 then 0 makes ten."""
        if event.character and event.character in "0123456789":
            event.stop()
            digit = int(event.character)
            self.value = 10 if self._one_typed and digit == 0 else digit
            self._one_typed = digit == 1

    def on_click(self, event: events.Click) -> None:
        """A click on a number settles on it."""
        if event.y == 0 and 0 <= event.x // 4 <= 10:
            self.value = event.x // 4
            self.action_settle()

    def action_move(self, by: int) -> None:
        """One less or one more; from none, in from that side."""
        self._one_typed = False
        if self.value == NONE:
            self.value = 0 if by > 0 else _HIGHEST
        else:
            self.value = min(_HIGHEST, max(0, self.value + by))

    def action_settle(self) -> None:
        """Go on with this number; ask for one where none is marked."""
        if self.value == NONE:
            self.asked = True
        else:
            self.post_message(self.Settled(self.value))

    settle = action_settle


class PercentScale(Scale):
    """Like the scale, from 0 to 100 in 100; with nothing marked, enter makes no guess."""

    def __init__(self, percent: int | None = None) -> None:
        super().__init__(low="never", high="surely")
        self.set_reactive(Scale.value, NONE if percent is None else percent // 10)

    def render(self) -> Content:
        """The eleven steps, the chosen one marked, and what stands there in words."""
        said = "no guess" if self.value == NONE else f"{10 * self.value}%"
        return super().render() + Content.styled(f"\n {said}", "bold $accent")

    def on_key(self, event: events.Key) -> None:
        """Backspace takes the guess back; digits are the scale's."""
        if event.key in ("backspace", "delete"):
            event.stop()
            self.value = NONE

    def action_settle(self) -> None:
        """Go on, with a guess or without."""
        self.post_message(self.Settled(self.value))

    settle = action_settle

    @property
    def percent(self) -> int | None:
        """The guess, or None."""
        return None if self.value == NONE else 10 * self.value
