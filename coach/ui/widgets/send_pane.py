"""Draws the steps of sending (``coach.app.send_steps``) and takes their answers."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach.advice.questions import Question
from coach.app import send_steps
from coach.app.closing import Way
from coach.app.pages import SendPage
from coach.app.send_steps import SendInput, SendResult, SendState, SendStep
from coach.ui.keys import also, live
from coach.ui.textual_workarounds import ProseField
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.page_pane import PagePane, asked, drawn, hint
from coach.ui.widgets.rating_scale import PercentScale, Scale

_HINTS = {
    SendInput.SCALE: "← → or a digit · enter to continue",
    SendInput.PERCENT: "press a digit, then enter · just enter for no guess",
    SendInput.TEXT: "ctrl+n to continue · ctrl+r to go back",
    SendInput.LINE: "enter to continue · optional",
}


class _SentWords(ProseField):
    """The draft, until what was sent is pasted over it; a stray key only adds to it."""

    def __init__(self, draft: str) -> None:
        super().__init__(draft)
        self._draft = draft

    def on_paste(self) -> None:
        """What is pasted takes the place of the draft as it stood, and of nothing typed."""
        if self.text == self._draft:
            self.select_all()


class SendPane(PagePane):
    """Shows what is about to leave, and says what came of it."""

    DEFAULT_CSS = """
    SendPane {
        & > PercentScale { height: 4; }
        & > TextArea { height: 1fr; min-height: 5; max-height: 14; }
    }
    """

    BINDINGS = [
        also("end", "edge(1)", priority=True),
        also("home", "edge(-1)", priority=True),
    ]

    @dataclass
    class Settled(Message):
        """What sending asks the session to become."""

        result: SendResult

    def __init__(
        self,
        page: SendPage,
        beside: Callable[[], Sequence[Question]] = tuple,
        programs: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """``programs`` finds the mail programs of the terminal, which may take a moment.

        ``beside`` gives the questions for a line beside a guess.
        """
        super().__init__()
        self._page = page
        self._state = send_steps.first(page)
        self._ask_beside, self._find_programs = beside, programs
        self._beside: Sequence[Question] = ()
        self._programs: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """What belongs to this step."""
        yield from self._pieces()

    def on_mount(self) -> None:
        """Ready to choose."""
        self.focus_first()

    def _pieces(self) -> Iterator[Widget]:
        """The choices first, so that they are seen; below them all there is to read."""
        state = self._state
        page = send_steps.send_page(self._page, state, self._beside, self._programs)
        yield asked(page.ask)
        yield from drawn(page.lines)
        match state.input:
            case SendInput.CHOICE:
                yield Choices(page.choices, at=page.at)
            case SendInput.SCALE:
                yield Scale(low="barely there", high="very strong")
            case SendInput.PERCENT:
                yield PercentScale(state.end.percent)
            case SendInput.TEXT:
                yield _SentWords(state.words)
            case SendInput.LINE:
                yield Input(state.end.line(self._beside[state.asked].id))
        yield from drawn(page.below)
        if state.input in _HINTS:
            yield hint(live(self, _HINTS[state.input], "walk.next", "walk.back"))

    # What is answered

    async def _go(self, to: SendState | SendResult) -> None:
        if not isinstance(to, SendState):
            self.post_message(self.Settled(to))
            return
        if (to.step, to.asked) == (self._state.step, self._state.asked):
            self._state = to
            if to.input is SendInput.TEXT:
                self.notify("First paste or type what you sent.", timeout=5, markup=False)
            return
        if to.step is SendStep.MORE and Way.PROGRAM in self._page.ways:
            self._programs = await asyncio.to_thread(self._find_programs)
        if not self.is_attached:
            return
        self._state = to
        await self.show(self._pieces())
        self.screen.refresh_bindings()
        for field in self.query(TextArea):
            field.move_cursor(field.document.end)

    async def has_left(self, page: SendPage) -> None:
        """Show the last look again, with what comes after sending lit."""
        self._page = page
        if self._state.step in (SendStep.LOOK, SendStep.MORE):
            self._state = replace(self._state, step=SendStep.LOOK)
            await self.show(self._pieces())

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The line that was picked."""
        event.stop()
        await self._go(send_steps.chosen(self._page, self._state, event.ids[0]))

    async def on_scale_settled(self, event: Scale.Settled) -> None:
        """How strong it is now, or how likely an answer."""
        event.stop()
        if self._state.input is SendInput.SCALE:
            await self._go(send_steps.rated(self._state, event.value))
            return
        percent = next((each.percent for each in self.query(PercentScale)), None)
        self._beside = self._ask_beside() if percent is not None else ()
        await self._go(send_steps.guessed(self._state, percent, self._beside))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """A line beside the guess, or none."""
        event.stop()
        await self._go(send_steps.said_beside(self._state, event.value, self._beside))

    async def settle(self) -> None:
        """Go on with what stands there now, if it stands there yet."""
        for field in self.query("TextArea, Input, Choices, Scale"):
            if isinstance(field, TextArea):
                await self._go(send_steps.sent_words(self._page, self._state, field.text))
            elif isinstance(field, Input):
                await field.action_submit()
            elif isinstance(field, Choices | Scale):
                field.settle()

    @property
    def goes_back(self) -> bool:
        """Whether there is a step before this one."""
        return send_steps.one_back(self._state) is not None

    async def back(self) -> bool:
        """One step back, with what was typed kept; False where this is the first."""
        for text in self.query(TextArea):
            self._state = replace(self._state, words=text.text)
        before = send_steps.one_back(self._state)
        if before is None:
            return False
        await self._go(before)
        return True

    # Reading what does not fit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field of words its own keys count."""
        typed = self._state.input in (SendInput.TEXT, SendInput.LINE)
        return action not in ("page", "edge") or not typed

    def action_edge(self, which: int) -> None:
        """To the very end, or the top."""
        (self.scroll_end if which > 0 else self.scroll_home)(animate=False)
