"""Ten minutes first: the offer, the countdown, and its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.app.pages import PausePage
from coach.app.presenter import time_left
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.page_pane import PagePane, asked, drawn

TICK = 1.0
"""Seconds from one look at the clock to the next."""


class PausePane(PagePane):
    """Offers a pause where the feeling is strong, and counts it down."""

    DEFAULT_CSS = """
    PausePane { & > .clock { color: $accent; text-style: bold; margin: 1 0 0 0; } }
    """

    @dataclass
    class Picked(Message):
        """What the user wants: "ten", "tomorrow", "unsendable", "on" or "rested"."""

        what: str

    class TimeHasCome(Message):
        """The countdown has reached its end."""

    def __init__(self, page: PausePage, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._page, self._now = page, now

    def compose(self) -> ComposeResult:
        """What is offered now."""
        yield asked(self._page.ask)
        if self._page.hold is not None:
            yield Static(Content(time_left(self._page.hold, self._now())), classes="clock")
        yield from drawn(self._page.lines)
        yield Choices(self._page.choices)

    def on_mount(self) -> None:
        """Count down, once a second, while there is something to count."""
        self.query_one(Choices).focus()
        if self._page.hold is not None:
            self.set_interval(TICK, self.tick)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Pass on what was picked."""
        event.stop()
        self.post_message(self.Picked(event.ids[0]))

    def tick(self) -> None:
        """Look at the clock."""
        hold = self._page.hold
        if hold is None or not self.is_attached:
            return
        if hold.over(self._now()):
            self.post_message(self.TimeHasCome())
        for line in self.query(".clock").results(Static):
            line.update(Content(time_left(hold, self._now())))
