"""The parts of a session beside its card, draft and sending: steps, pause, safety, advice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static, TextArea

from coach.app.pages import AdvicePage, PausePage, SafetyPage
from coach.app.session_pages import time_left
from coach.ui.keys import also, live
from coach.ui.textual_workarounds import ProseField
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.page_pane import PagePane, asked, drawn, hint
from coach.vocabulary import Step

_STEPS = tuple(Step)
_WHOLE = 50
"""Cells of a window from which on all the names fit."""

_NAMES = {step: step.value.capitalize() for step in _STEPS}


class Stepper(Static):
    """Shows where the session stands. Meaning is in the mark (✓ ● ○), not in the colour."""

    DEFAULT_CSS = """
    Stepper { height: 1; width: 1fr; color: $foreground-muted; }
    """

    step: reactive[Step] = reactive(Step.PAUSE, layout=True)
    """The step the session is in."""

    def on_resize(self) -> None:
        """Another width may hold more names."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """One line, e.g. "✓ Pause ── ● Assess ── ○ Draft ── ○ Send"; in a narrow window "● Assess".

        The steps then stand as signs alone before it.
        """
        here = _STEPS.index(self.step)
        if self.app.size.width < _WHOLE:
            signs = "✓" * here + "●" + "○" * (len(_STEPS) - here - 1)
            return Content.styled(f"{signs} {_NAMES[self.step]}", "bold $accent")
        parts = []
        for index, step in enumerate(_STEPS):
            mark = "✓" if index < here else "●" if index == here else "○"
            style = "bold $accent" if index == here else ""
            parts.append(Content.styled(f"{mark} {_NAMES[step]}", style))
        return Content(" ── ").join(parts)


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
        if self._page.hold is not None:
            yield hint(live(self, "esc to go home", "leave"))
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


_FEWEST_CHOICES = 3
"""Lines of the choices in a low window; the others are scrolled to."""


class SafetyPane(Vertical):
    """Shows one page of safety; what is typed into the log is told at once."""

    DEFAULT_CSS = """
    SafetyPane {
        & > PagePane { height: 1fr; }
        & > TextArea { height: 5; max-width: 78; margin: 0 2; }
        & > .how { color: $foreground-muted; margin: 0 2; }
        & > Choices { height: auto; margin: 1 2 0 2; max-width: 78; }
    }
    """

    BINDINGS = [
        also("pagedown", "page(1)", priority=True),
        also("pageup", "page(-1)", priority=True),
    ]

    @dataclass
    class Picked(Message):
        """What was chosen."""

        what: str

    @dataclass
    class Typing(Message):
        """What is being typed into the log."""

        text: str

    class Wrote(Message):
        """The entry is finished."""

    def __init__(self, page: SafetyPage) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """What to read, a field for the log, and the choices."""
        leaves = self._page.leaves.format(close="ctrl+q")
        if leaves and not self._page.writes:
            leaves = f"{leaves} Page down for more help."
        said = [hint(live(self, leaves, "quit"))] if leaves else []
        first = 0 if self._page.writes else self._page.urgent  # before all else
        now, then = self._page.lines[:first], self._page.lines[first:]
        yield PagePane(asked(self._page.ask), *drawn(now), *said, *drawn(then))
        if self._page.writes:
            yield ProseField(self._page.typed)
            yield hint("saved as you type · ctrl+n to start a new entry · tab to the choices")
        yield Choices(self._page.choices)

    def on_mount(self) -> None:
        """Ready to write or to choose."""
        if self.screen.has_class("-short"):  # what to do first comes before all the choices
            choices = self.query_one(Choices)
            choices.styles.margin, choices.styles.max_height = (0, 1), _FEWEST_CHOICES
        for each in self.query("TextArea, Choices"):
            each.focus()
            return

    def action_page(self, by: int) -> None:
        """Read on above, or back; the choices keep the keys."""
        page = self.query_one(PagePane)
        page.scroll_relative(y=by * max(1, page.size.height - 1), animate=False)

    def settle(self) -> None:
        """Finish an entry, where there is one."""
        if self._page.writes:
            self.post_message(self.Wrote())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what is typed."""
        event.stop()
        if event.text_area.text != self._page.typed:
            self.post_message(self.Typing(event.text_area.text))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Pass on what was picked."""
        event.stop()
        self.post_message(self.Picked(event.ids[0]))


class RecommendationPane(PagePane, can_focus=True):
    """Shows a recommendation. A number, or a click, leads back to that answer."""

    BINDINGS = [
        also("j", "scroll_down"),
        also("k", "scroll_up"),
        also("g", "scroll_home"),
        also("G", "scroll_end"),
    ]

    @dataclass
    class Reconsider(Message):
        """The user wants to change the answer to this question (its id)."""

        fact: str

    def __init__(self, page: AdvicePage) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """From the sentence a friend would say down to what would change it."""
        yield from drawn(self._page.lines)

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """A number goes to that answer."""
        if event.character and event.character in "123456789":
            event.stop()
            self.action_reconsider(int(event.character))

    def action_reconsider(self, number: int) -> None:
        """Go to the answer with this number."""
        if number <= len(self._page.facts):
            self.post_message(self.Reconsider(self._page.facts[number - 1]))
