"""The last yard: how it feels now, the last look, handing over, and putting it down."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from coach.advice.questions import Question, spoken_date
from coach.app.closing import End, Way
from coach.session.session import HOT, TEN_MINUTES, tomorrow_morning
from coach.ui.keys import also
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.hanging_lines import HangingLines, marked
from coach.ui.widgets.pause_pane import STILL_HOT
from coach.ui.widgets.percent_scale import PercentScale
from coach.ui.widgets.scale import Scale
from coach.ui.widgets.send_details import OVERTAKEN, SendDetails
from coach.vocabulary import Ending


class SendStage(Enum):
    """Where the last yard stands."""

    RATE = auto()
    HOT = auto()
    LOOK = auto()
    MORE = auto()
    ANSWERED = auto()
    WORDS = auto()
    GUESS = auto()
    BESIDE = auto()


_ENTERED = {
    "look": SendStage.LOOK,
    "more": SendStage.MORE,
    "answered": SendStage.ANSWERED,
    "changed": SendStage.WORDS,
}
_LEAVING = frozenset(way.value for way in Way if way is not Way.PROGRAM)
_TYPED = (SendStage.WORDS, SendStage.BESIDE)


class SendPane(VerticalScroll, can_focus=False):
    """Shows what is about to leave, and takes the last decision."""

    DEFAULT_CSS = """
    SendPane {
        padding: 0 2;
        & > Static { max-width: 76; }
        & > .ask { text-style: bold; margin: 1 0 0 0; }
        & > .help { color: $foreground-muted; }
        & > .message { border-left: outer $border-blurred; padding: 0 0 0 1; margin: 1 0 0 0; }
        & > .head { color: $accent; margin: 1 0 0 0; }
        & > .quiet { color: $foreground-muted; }
        & > .stop, & > .look { text-wrap: nowrap; text-overflow: ellipsis; }
        & > .stop { color: $error; margin: 1 0 0 0; }
        & > .look { color: $warning; margin: 1 0 0 0; }
        & > .how { color: $foreground-muted; margin: 1 0 0 0; }
        & > Choices, & > Scale { margin: 1 0 0 0; max-width: 78; }
        & > PercentScale { height: 4; }
        & > TextArea, & > Input {
            border: round $border-blurred; background: transparent; max-width: 78; margin: 1 0 0 0;
            &:focus { border: round $border; }
        }
        & > TextArea { height: 1fr; min-height: 5; max-height: 14; }
        & > Input { height: 3; }
    }
    """

    BINDINGS = [
        also("pagedown", "page(1)", priority=True),
        also("pageup", "page(-1)", priority=True),
        also("end", "edge(1)", priority=True),
        also("home", "edge(-1)", priority=True),
    ]

    class Rated(Message):
        """How strong it feels now, and the user goes on with it."""

        def __init__(self, strength: int) -> None:
            super().__init__()
            self.strength = strength

    class Held(Message):
        """The user leaves it until then."""

        def __init__(self, until: datetime) -> None:
            super().__init__()
            self.until = until

    class Leaves(Message):
        """The words are to leave this way; ``program`` names a mail program of the terminal."""

        def __init__(self, way: Way, program: str = "") -> None:
            super().__init__()
            self.way = way
            self.program = program

    class Ended(Message):
        """The walk ends like this."""

        def __init__(self, end: End) -> None:
            super().__init__()
            self.end = end

    class Returned(Message):
        """Back, to the words or the verdict; ``answered`` says that they have written."""

        def __init__(self, *, answered: bool = False) -> None:
            super().__init__()
            self.answered = answered

    def __init__(self, parcel: SendDetails) -> None:
        super().__init__()
        self._parcel = parcel
        self._stage = SendStage.LOOK if parcel.was is None else SendStage.RATE
        self._strength = 0
        self._end = End(ending=Ending.NOT_SENT)
        self._words = parcel.draft.body if parcel.draft else ""
        self._programs: Sequence[str] = ()
        self._beside: Sequence[Question] = ()
        self._asked = 0

    def compose(self) -> ComposeResult:
        """What belongs to this stage."""
        yield from self._pieces()

    def on_mount(self) -> None:
        """Ready to choose."""
        self._focus()

    async def _go(self, stage: SendStage) -> None:
        self._stage = stage
        async with self.batch():
            await self.remove_children()
            await self.mount(*self._pieces())
        self._focus()

    def _focus(self) -> None:
        self.call_after_refresh(self.scroll_home, animate=False)  # choices pull into sight
        for each in self.query("Choices, Scale, TextArea, Input"):
            each.focus(scroll_visible=False)
            if isinstance(each, TextArea):
                each.select_all()  # what is pasted takes its place
            return

    # What is shown

    def _pieces(self) -> Iterator[Widget]:
        match self._stage:
            case SendStage.RATE:
                yield _said("Before it leaves: how strong is it now?", "ask")
                yield _said(f"It was {self._parcel.was} of 10 when you began.", "help")
                yield Scale(low="hardly there", high="very strong")
                yield _said("← → or a digit · enter goes on", "how")
            case SendStage.HOT:
                yield _said(
                    f"Still {self._strength} of 10. Words can wait; nothing is lost.", "ask"
                )
                yield Choices(STILL_HOT)
            case SendStage.LOOK:
                yield from self._look()
            case SendStage.MORE:
                yield _said("Hand it over", "ask")
                yield Choices(self._parcel.more(self._programs))
            case SendStage.ANSWERED:
                yield _said(f"{self._parcel.overtaken}.", "ask")
                told = "Then this message may not be needed, or may have to say another thing."
                yield _said(told, "help")
                yield Choices(OVERTAKEN)
            case SendStage.WORDS:
                yield _said("What did you send?", "ask")
                yield _said("Paste it here as it went out; it is kept beside the draft.", "help")
                yield TextArea(self._words, highlight_cursor_line=False, tab_behavior="focus")
                yield _said("ctrl+n goes on · ctrl+r back", "how")
            case SendStage.GUESS:
                yield from self._guess()
            case SendStage.BESIDE:
                question = self._beside[self._asked]
                yield _said(question.ask, "ask")
                yield _said(question.help, "help")
                yield Input(getattr(self._end, question.id))
                yield _said("enter goes on · may stay empty", "how")

    def _look(self) -> Iterator[Widget]:
        """The choices first, so that they are seen; below them all there is to read."""
        parcel = self._parcel
        yield _said(parcel.title, "ask")
        if parcel.when:
            yield _said(" ".join(parcel.when), "help")
        for lines, look in ((parcel.stops(), "stop"), (parcel.notes(), "look")):
            if lines:
                yield _said("\n".join(lines), look)
        offers = parcel.offers()
        lit = offers[-1 if parcel.standing.blocked and parcel.draft else 0].id
        yield Choices(offers, at=lit)
        if parcel.draft is not None:
            subject = f"{parcel.draft.subject}\n\n" if parcel.draft.subject else ""
            yield _said(f"{subject}{parcel.draft.body}", "message")
        yield from _part("Found in it", marked(parcel.standing.lines), parcel.standing.lines)
        head = "To keep in mind" if parcel.draft is None else "While you send it"
        yield from _part(head, marked(parcel.advice), parcel.advice, "quiet")
        steps = HangingLines(*((Content("→ "), Content(line)) for line in parcel.plan))
        yield from _part("What happens next", steps, parcel.plan, "quiet")

    def _guess(self) -> Iterator[Widget]:
        by = self._parcel.guess_by
        assert by is not None, "a guess is asked only where there is a day"
        yield _said(f"How likely is an answer by {spoken_date(by)}?", "ask")
        yield _said("If you like. Later you can see how well you guess.", "help")
        yield PercentScale(self._end.percent)
        yield _said("a digit, then enter · enter alone makes no guess", "how")

    # What is done

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The line that was picked."""
        event.stop()
        picked = event.ids[0]
        if self._stage is SendStage.HOT:
            self._cool(picked)
        elif picked in _ENTERED:
            await self._enter(_ENTERED[picked])
        elif picked.startswith("program:"):
            self.post_message(self.Leaves(Way.PROGRAM, picked.partition(":")[2]))
        elif picked in _LEAVING:
            self.post_message(self.Leaves(Way(picked)))
        else:
            await self._settle(picked)

    async def _enter(self, stage: SendStage) -> None:
        if stage is SendStage.MORE and Way.PROGRAM in self._parcel.ways:
            self._programs = await asyncio.to_thread(self._parcel.programs)
        await self._go(stage)

    async def _settle(self, picked: str) -> None:
        match picked:
            case "sent":
                await self._ends(End(ending=Ending.SENT))
            case "not_sent":
                # A silence that waits for an answer is guessed at too.
                await self._ends(End(ending=Ending.NOT_SENT), guess=self._parcel.draft is None)
            case "overtaken":
                self.post_message(self.Ended(End(ending=Ending.NOT_SENT, answered=True)))
            case "again":
                self.post_message(self.Returned(answered=True))
            case "later" if self._parcel.later:
                self.post_message(self.Held(self._parcel.later))
            case _:
                self.post_message(self.Returned())

    async def _ends(self, end: End, *, guess: bool = True) -> None:
        self._end = end
        if guess and self._parcel.guess_by:
            await self._go(SendStage.GUESS)
        else:
            self.post_message(self.Ended(end))

    def _cool(self, picked: str) -> None:
        now = self._parcel.now
        match picked:
            case "ten":
                self.post_message(self.Held(now + TEN_MINUTES))
            case "tomorrow":
                self.post_message(self.Held(tomorrow_morning(now)))
            case _:
                self.post_message(self.Rated(self._strength))

    async def on_scale_settled(self, event: Scale.Settled) -> None:
        """How strong it is now, or how likely an answer."""
        event.stop()
        if self._stage is SendStage.GUESS:
            await self._guessed(self.query_one(PercentScale).percent)
        elif event.value >= HOT:
            self._strength = event.value
            await self._go(SendStage.HOT)
        else:
            self.post_message(self.Rated(event.value))

    async def _guessed(self, percent: int | None) -> None:
        """Beside a chance, what is feared and expected is asked too."""
        self._end = replace(self._end, percent=percent)
        self._beside, self._asked = self._parcel.beside() if percent is not None else (), 0
        await self._ask_beside()

    async def _ask_beside(self) -> None:
        if self._asked < len(self._beside):
            await self._go(SendStage.BESIDE)
        else:
            self.post_message(self.Ended(self._end))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """A line beside the guess, or none."""
        event.stop()
        self._end = self._end.with_line(self._beside[self._asked].id, event.value)
        self._asked += 1
        await self._ask_beside()

    async def settle(self) -> None:
        """Go on with what stands there now."""
        if self._stage is SendStage.WORDS:
            self._words = self.query_one(TextArea).text
            if self._words.strip():
                await self._ends(End(ending=Ending.SENT, words=self._words))
        elif self._stage is SendStage.BESIDE:
            await self.query_one(Input).action_submit()
        else:
            for each in self.query("Choices, Scale"):
                if isinstance(each, Choices | Scale):
                    each.settle()

    async def back(self) -> bool:
        """One stage back, with what was typed kept; False where this is the first."""
        if self._stage in (SendStage.LOOK, SendStage.RATE):
            return False
        if self._stage is SendStage.WORDS:
            self._words = self.query_one(TextArea).text
        if self._stage is SendStage.BESIDE and self._asked:
            self._asked -= 1
            await self._go(SendStage.BESIDE)
        else:
            before = {SendStage.HOT: SendStage.RATE, SendStage.BESIDE: SendStage.GUESS}
            await self._go(before.get(self._stage, SendStage.LOOK))
        return True

    # Reading what does not fit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field of words its own keys count."""
        return action not in ("page", "edge") or self._stage not in _TYPED

    def action_page(self, by: int) -> None:
        """Scroll what does not fit; the choices stay where they are."""
        self.scroll_relative(y=by * (self.size.height - 2), animate=False)

    def action_edge(self, which: int) -> None:
        """To the very end, or the top."""
        (self.scroll_end if which > 0 else self.scroll_home)(animate=False)


def _said(text: str, look: str) -> Static:
    return Static(Content(text), classes=look)


def _part(head: str, body: HangingLines, lines: Sequence[str], look: str = "") -> Iterator[Widget]:
    if lines:
        yield _said(head, "head")
        yield Static(body, classes=look)
