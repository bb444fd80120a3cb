"""A guess in tens of per cent on one line, or none."""

from textual import events
from textual.content import Content

from coach.ui.widgets.scale import NONE, Scale


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
