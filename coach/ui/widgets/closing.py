"""The last yard: how it feels now, the last look, handing over, and putting it down."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from coach.domain.closing import End, Standing, Way
from coach.domain.questions import Choice, spoken_date
from coach.domain.session import HOT, TEN_MINUTES, Draft, tomorrow_morning
from coach.domain.vocabulary import Ending
from coach.ui.widgets.chance import Chance
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.scale import Scale

_COPY = Choice(id="copy", text="Copy the message")
_WAYS = {
    Way.MAIL: Choice(
        id="mail", text="Open it in the mail program", help="As a draft; you send it there."
    ),
    Way.FILE: Choice(
        id="file", text="Save it as a mail file", help="It opens as a draft in a mail program."
    ),
    Way.TEXT: Choice(id="text", text="Save it as a text file"),
}
_MORE = Choice(id="more", text="More ways to hand it over")
_SENT = Choice(id="sent", text="I have sent it")
_CHANGED = Choice(id="changed", text="I sent other words")
_ANSWERED = Choice(id="answered", text="They have written meanwhile")
_NOT_SENT = Choice(id="not_sent", text="I decided not to send it")
_WORDS = Choice(id="back", text="Back to the words")
_MEND = Choice(id="back", text="Mend the words")
_DOWN = Choice(id="not_sent", text="Write the decision down", help="Nothing goes out. It is kept.")
_VERDICT = Choice(id="back", text="Back to the verdict")
_LOOK = Choice(id="look", text="Back to the last look")

_OVERTAKEN = (
    Choice(id="again", text="Look at it again with their answer", help="The draft stays."),
    Choice(id="overtaken", text="Close this walk", help="Kept as not sent, and why."),
    _LOOK,
)
_STILL_HOT = (
    Choice(id="ten", text="Ten more minutes", help="A countdown here; you may also close this."),
    Choice(id="tomorrow", text="Leave it until tomorrow morning", help="It waits on home, at 9."),
    Choice(id="on", text="Go on now", help="That is kept with the decision, without comment."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """All that the last look shows.

    ``draft`` is None where nothing is sent. ``was`` is how strong it felt before,
    where that is to be asked again; ``ways`` are the ways out that exist here;
    ``later`` is the next working morning, in quiet hours; ``guess_by`` is the day
    by which an answer may be guessed at. ``may_be_answered`` says whether an
    answer can have come meanwhile.
    """

    draft: Draft | None
    title: str
    now: datetime
    when: Sequence[str] = ()
    advice: Sequence[str] = ()
    plan: Sequence[str] = ()
    standing: Standing = field(default_factory=Standing)
    ways: Sequence[Way] = ()
    was: int | None = None
    later: datetime | None = None
    guess_by: date | None = None
    may_be_answered: bool = False
    programs: Callable[[], Sequence[str]] = tuple


class Stage(Enum):
    """Where the last yard stands."""

    RATE = auto()
    HOT = auto()
    LOOK = auto()
    MORE = auto()
    ANSWERED = auto()
    WORDS = auto()
    GUESS = auto()


class Closing(VerticalScroll, can_focus=False):
    """Shows what is about to leave, and takes the last decision."""

    DEFAULT_CSS = """
    Closing {
        padding: 0 2;
        & > Static { max-width: 76; }
        & > .ask { text-style: bold; margin: 1 0 0 0; }
        & > .help { color: $foreground-muted; }
        & > .message { border-left: outer $border-blurred; padding: 0 0 0 1; margin: 1 0 0 0; }
        & > .advice { color: $foreground-muted; margin: 1 0 0 0; }
        & > .stop { color: $error; margin: 1 0 0 0; }
        & > .look { color: $warning; margin: 1 0 0 0; }
        & > .how { color: $foreground-muted; margin: 1 0 0 0; }
        & > Choices, & > Scale { margin: 1 0 0 0; max-width: 78; }
        & > Chance { height: 4; }
        & > TextArea {
            border: round $border-blurred; background: transparent; height: 1fr; min-height: 5;
            max-height: 14; max-width: 78; margin: 1 0 0 0;
            &:focus { border: round $border; }
        }
    }
    """

    BINDINGS = [
        Binding("pagedown", "page(1)", "Down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Up", show=False, priority=True),
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

    def __init__(self, parcel: Parcel) -> None:
        super().__init__()
        self._parcel = parcel
        self._stage = Stage.LOOK if parcel.was is None else Stage.RATE
        self._strength = 0
        self._ending = Ending.NOT_SENT
        self._words: str | None = None
        self._programs: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """What belongs to this stage."""
        yield from self._pieces()

    def on_mount(self) -> None:
        """Ready to choose."""
        self._focus()

    async def _go(self, stage: Stage) -> None:
        self._stage = stage
        async with self.batch():
            await self.remove_children()
            await self.mount(*self._pieces())
        self._focus()

    def _focus(self) -> None:
        self.call_after_refresh(self.scroll_home, animate=False)  # choices pull into sight
        for each in self.query("Choices, Scale, TextArea"):
            each.focus(scroll_visible=False)
            if isinstance(each, TextArea):
                each.select_all()  # what is pasted takes its place
            return

    # What is shown

    def _pieces(self) -> Iterator[Widget]:
        match self._stage:
            case Stage.RATE:
                yield from self._rating()
            case Stage.HOT:
                yield _ask(f"Still {self._strength} of 10. Words can wait; nothing is lost.")
                yield Choices(_STILL_HOT)
            case Stage.LOOK:
                yield from self._look()
            case Stage.MORE:
                yield _ask("Hand it over")
                yield Choices(self._more())
            case Stage.ANSWERED:
                yield _ask("They have written meanwhile.")
                yield _help(
                    "Then this message may not be needed, or may have to say another thing."
                )
                yield Choices(_OVERTAKEN)
            case Stage.WORDS:
                yield from self._other_words()
            case Stage.GUESS:
                yield from self._guess()

    def _rating(self) -> Iterator[Widget]:
        yield _ask("Before it leaves: how strong is it now?")
        yield _help(f"It was {self._parcel.was} of 10 when you began.")
        yield Scale(low="calm", high="boiling")
        yield _how("← → or a digit · enter goes on")

    def _look(self) -> Iterator[Widget]:
        parcel, standing = self._parcel, self._parcel.standing
        yield _ask(parcel.title)
        if parcel.when:
            yield _help(" ".join(parcel.when))
        stops = [line for line in standing.lines if line.startswith("✗")]
        if stops:
            yield Static(Content("\n".join(stops)), classes="stop")
        rest = [line for line in standing.lines if line not in stops]
        if rest:
            yield Static(Content("\n".join(rest)), classes="look")
        yield Choices(self._choices())
        if parcel.draft is not None:
            subject = f"{parcel.draft.subject}\n\n" if parcel.draft.subject else ""
            yield Static(Content(f"{subject}{parcel.draft.body}"), classes="message")
        if parcel.advice:
            yield Static(Content("\n".join(parcel.advice)), classes="advice")
        if parcel.plan:
            yield Static(Content("What happens next\n" + "\n".join(parcel.plan)), classes="advice")

    def _choices(self) -> tuple[Choice, ...]:
        parcel = self._parcel
        answered = (_ANSWERED,) if parcel.may_be_answered else ()
        if parcel.draft is None:
            return (_DOWN, *answered, _VERDICT)
        if parcel.standing.blocked:
            return (_MEND, _CHANGED, *answered, _NOT_SENT)
        later = (self._later(parcel.later),) if parcel.later else ()
        return (*self._first_ways(), *later, _SENT, _CHANGED, *answered, _NOT_SENT, _WORDS)

    def _first_ways(self) -> tuple[Choice, ...]:
        ways = [way for way in self._parcel.ways if way in _WAYS]
        second = Choice(id=_WAYS[ways[0]].id, text=_WAYS[ways[0]].text)
        return (_COPY, second, _MORE) if len(ways) > 1 else (_COPY, second)

    def _later(self, morning: datetime) -> Choice:
        return Choice(id="later", text=f"Leave it until {morning:%A} morning, {morning:%H:%M}")

    def _more(self) -> tuple[Choice, ...]:
        known = {
            Way.PROGRAM: [
                Choice(
                    id=f"program:{name}",
                    text=f"Write it on in {name}",
                    help="Here in this terminal; the command is shown first.",
                )
                for name in self._programs
            ],
            **{way: [choice] for way, choice in _WAYS.items()},
        }
        ways = [choice for way in self._parcel.ways for choice in known.get(way, [])]
        return (*ways, _LOOK)

    def _other_words(self) -> Iterator[Widget]:
        draft = self._parcel.draft
        yield _ask("What did you send?")
        yield _help("Paste it here as it went out; it is kept beside the draft.")
        body = draft.body if draft else ""
        yield TextArea(body, highlight_cursor_line=False, tab_behavior="focus")
        yield _how("ctrl+n goes on · ctrl+r back")

    def _guess(self) -> Iterator[Widget]:
        by = self._parcel.guess_by
        assert by is not None, "a guess is asked only where there is a day"
        yield _ask(f"How likely is an answer by {spoken_date(by)}?")
        yield _help("If you like. Later you can see how well you guess.")
        yield Chance()
        yield _how("a digit, then enter · enter alone makes no guess")

    # What is done

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The line that was picked."""
        event.stop()
        picked = event.ids[0]
        if self._stage is Stage.HOT:
            self._cool(picked)
        elif picked in _STAGES:
            await self._enter(_STAGES[picked])
        elif picked.startswith("program:"):
            self.post_message(self.Leaves(Way.PROGRAM, picked.partition(":")[2]))
        elif picked in _LEAVING:
            self.post_message(self.Leaves(Way(picked)))
        else:
            await self._settle(picked)

    async def _enter(self, stage: Stage) -> None:
        if stage is Stage.MORE and Way.PROGRAM in self._parcel.ways:
            self._programs = await asyncio.to_thread(self._parcel.programs)
        await self._go(stage)

    async def _settle(self, picked: str) -> None:
        match picked:
            case "sent":
                await self._end(Ending.SENT)
            case "not_sent":
                # A silence that waits for an answer is guessed at too.
                await self._end(Ending.NOT_SENT, guess=self._parcel.draft is None)
            case "overtaken":
                self.post_message(self.Ended(End(ending=Ending.NOT_SENT, answered=True)))
            case "again":
                self.post_message(self.Returned(answered=True))
            case "later" if self._parcel.later:
                self.post_message(self.Held(self._parcel.later))
            case _:
                self.post_message(self.Returned())

    async def _end(self, ending: Ending, *, guess: bool = True) -> None:
        self._ending = ending
        if guess and self._parcel.guess_by:
            await self._go(Stage.GUESS)
        else:
            self.post_message(self.Ended(End(ending=ending, words=self._words)))

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
        if self._stage is Stage.GUESS:
            percent = self.query_one(Chance).percent
            self.post_message(
                self.Ended(End(ending=self._ending, words=self._words, percent=percent))
            )
        elif event.value >= HOT:
            self._strength = event.value
            await self._go(Stage.HOT)
        else:
            self.post_message(self.Rated(event.value))

    async def settle(self) -> None:
        """Go on with what stands there now."""
        if self._stage is Stage.WORDS:
            words = self.query_one(TextArea).text
            if words.strip():
                self._words = words
                await self._end(Ending.SENT)
            return
        for each in self.query("Choices, Scale"):
            if isinstance(each, Choices | Scale):
                each.settle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field of words its own keys count."""
        return action != "page" or self._stage is not Stage.WORDS

    def action_page(self, by: int) -> None:
        """Scroll what does not fit; the choices stay where they are."""
        self.scroll_relative(y=by * (self.size.height - 2), animate=False)

    async def back(self) -> bool:
        """One stage back; False where this is the first."""
        if self._stage in (Stage.LOOK, Stage.RATE):
            return False
        self._words = None
        await self._go(Stage.RATE if self._stage is Stage.HOT else Stage.LOOK)
        return True


_STAGES = {
    "look": Stage.LOOK,
    "more": Stage.MORE,
    "answered": Stage.ANSWERED,
    "changed": Stage.WORDS,
}
_LEAVING = frozenset(way.value for way in Way if way is not Way.PROGRAM)


def _ask(text: str) -> Static:
    return Static(Content(text), classes="ask")


def _help(text: str) -> Static:
    return Static(Content(text), classes="help")


def _how(text: str) -> Static:
    return Static(Content(text), classes="how")
