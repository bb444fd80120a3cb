"""Ten minutes first: the offer, the countdown, and its end."""

from collections.abc import Callable
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.advice.questions import Choice, spoken_date
from coach.session.session import Hold
from coach.ui.widgets.choices import Choices

_COUNTED = "A countdown here; you may also close this."
_ON_HOME = "It waits on home, at 9."
_TOMORROW = Choice(id="tomorrow", text="Leave it until tomorrow morning", help=_ON_HOME)
_ON = Choice(id="on", text="Go on now", help="The decision notes that you went on; nothing more.")
_OFFER = (Choice(id="ten", text="Take ten minutes", help=_COUNTED), _TOMORROW, _ON)
STILL_HOT = (Choice(id="ten", text="Ten more minutes", help=_COUNTED), _TOMORROW, _ON)
"""What is offered where it is still strong before the words leave."""

_UNSENDABLE = Choice(
    id="unsendable", text="Write what you would never send", help="A page that cannot leave here."
)
_WAITING = (
    _UNSENDABLE,
    Choice(id="on", text="Go on now", help="The pause is ended; that is kept too."),
)
_RESTED = (
    Choice(id="rested", text="Go on, calmer"),
    Choice(id="ten", text="Ten more minutes"),
    Choice(id="tomorrow", text="Tomorrow morning after all"),
)


class PausePane(VerticalScroll, can_focus=False):
    """Offers a pause where the feeling is strong, and counts it down."""

    DEFAULT_CSS = """
    PausePane {
        padding: 0 2;
        & > .ask { text-style: bold; margin: 1 0 0 0; max-width: 76; }
        & > .help { color: $foreground-muted; max-width: 76; }
        & > .clock { color: $accent; text-style: bold; margin: 1 0 0 0; }
        & > Choices { margin: 1 0 0 0; }
    }
    """

    class Picked(Message):
        """What the user wants: "ten", "tomorrow", "unsendable", "on" or "rested"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class TimeHasCome(Message):
        """The countdown has reached its end."""

    def __init__(self, hold: Hold | None, strength: int, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._hold, self._strength, self._now = hold, strength, now

    def compose(self) -> ComposeResult:
        """What is offered now."""
        if self._hold is None:
            yield Static(Content(f"That is strong: {self._strength} of 10."), classes="ask")
            yield Static(
                Content(
                    "It is easier to find the words after a short break. Everything you said "
                    "stays here, and you decide."
                ),
                classes="help",
            )
            yield Choices((*_OFFER, _UNSENDABLE))
        elif self._hold.over(self._now()):
            yield Static(Content("The time has come. How is it now?"), classes="ask")
            yield Static(Content("You may rate it again later, before sending."), classes="help")
            yield Choices(_RESTED)
        else:
            yield Static(Content("A pause, on purpose."), classes="ask")
            yield Static(Content(self._clock()), classes="clock")
            yield Static(
                Content(
                    "Stand up, breathe slowly, look out of a window. Not: rehearse the answer. "
                    "Esc takes you home; the walk waits there."
                ),
                classes="help",
            )
            yield Choices(_WAITING)

    def on_mount(self) -> None:
        """Count down, once a second, while there is something to count."""
        self.query_one(Choices).focus()
        if self._hold is not None and not self._hold.over(self._now()):
            self.set_interval(1.0, self._tick)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Pass on what was picked."""
        event.stop()
        self.post_message(self.Picked(event.ids[0]))

    def _tick(self) -> None:
        assert self._hold is not None
        if self._hold.over(self._now()):
            self.post_message(self.TimeHasCome())
        else:
            self.query_one(".clock", Static).update(Content(self._clock()))

    def _clock(self) -> str:
        assert self._hold is not None
        left = self._hold.until - self._now()
        if left > timedelta(hours=1):
            return f"Pausing until {spoken_date(self._hold.until.date())}, {self._hold.until:%H:%M}"
        minutes, seconds = divmod(max(0, int(left.total_seconds())), 60)
        return f"{minutes}:{seconds:02} left"
