"""A bare stage for one widget, with the program's own look, that notes what the widget says."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from coach.ui.app import CoachApp
from coach.ui.theme import OURS
from tools import pictures

MOST_TURNS = 400
"""Turns of the message loop in which anything must have come about."""

A_TURN = 0.02
"""Seconds the loop is left to itself in one turn, so that timers and threads get on."""

STRANGE = "[b]Ada[/b] [@click=app.quit]x[/] \x1b[31m 漢字 שלום \u200b\u202e e\u0301 \\["
"""A text that must come through as it stands: markup, escapes, scripts, zero width."""


class Stage(App[None]):
    """Shows one widget."""

    CSS_PATH = CoachApp.CSS_PATH
    HORIZONTAL_BREAKPOINTS = CoachApp.HORIZONTAL_BREAKPOINTS

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget
        for theme in OURS:
            self.register_theme(theme)
        self.theme = "harbour"

    def compose(self) -> ComposeResult:
        yield self._widget


class Performance:
    """A widget on its stage: ``said`` holds its messages, ``screen`` what is seen."""

    def __init__(self, pilot: Pilot[None], said: list[Message]) -> None:
        self.pilot = pilot
        self.said = said

    @property
    def screen(self) -> str:
        return "\n".join(pictures.grid(self.pilot.app))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.rests()

    async def rests(self) -> None:
        """Go round until nothing is on its way any more: two turns that leave the screen alike."""
        before = None
        for _ in range(MOST_TURNS):
            await self.pilot.pause()
            now = self.screen
            if now == before:
                return
            before = now
        raise AssertionError(f"the screen never comes to rest:\n{self.screen}")

    async def until(self, holds: Callable[[], object]) -> None:
        """Go round until this holds; timers and threads are given their time, no clock is read."""
        for _ in range(MOST_TURNS):
            if holds():
                return
            await self.pilot.pause(A_TURN)
        assert holds(), f"it never came to this:\n{self.screen}"

    async def sees(self, *texts: str) -> None:
        """Go round until all these texts are on the screen."""
        for text in texts:
            await self.until(lambda text=text: text in self.screen)

    async def sees_no(self, *texts: str) -> None:
        """Go round until none of these texts is on the screen."""
        for text in texts:
            await self.until(lambda text=text: text not in self.screen)

    async def type(self, text: str) -> None:
        await self.press(*text)


@asynccontextmanager
async def staged(
    widget: Widget, *kinds: type[Message], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Performance]:
    """Play a widget; messages of these kinds are noted, each once."""
    said: list[Message] = []

    def note(message: Message) -> None:
        if isinstance(message, kinds) and not any(message is each for each in said):
            said.append(message)

    async with Stage(widget).run_test(size=size, message_hook=note if kinds else None) as pilot:
        play = Performance(pilot, said)
        await play.rests()
        yield play
