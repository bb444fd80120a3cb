"""One question on a card: its words, a place to answer, and a line for what went wrong."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from coach.advice.questions import AnswerKind, Question, Value, spoken_date
from coach.app.pages import QuestionPage
from coach.session.typed_answers import (
    DoubtedError,
    NotUnderstoodError,
    ReadDate,
    read_back,
    understand,
)
from coach.ui.keys import live
from coach.ui.results import deliver
from coach.ui.textual_workarounds import ProseField
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.page_pane import asked, drawn, hint
from coach.ui.widgets.rating_scale import Scale

_NEEDED = {
    AnswerKind.DATE: "Enter a date. A rough one is fine.",
    AnswerKind.COUNT: "Enter a number. 0 is fine.",
}
_LATER = " Press ctrl+n to answer later."
_SO_FAR = "Your answer so far is here. Press {key} to keep it."

ROOMY = 5
"""Choices up to which each shows its help below it."""

_SHORT = 18
"""Cells of a line out of sight that are shown on the line that says there are more."""

TALL = 28
"""Lines from which a card does not stand right below the frame."""

READ_AFTER = 0.3
"""Seconds without a key before a date is read back."""


class QuestionCard(Vertical):
    """Asks one question and says what was answered."""

    DEFAULT_CSS = """
    QuestionCard {
        padding: 0 2;
        &.-tall { padding: 3 2 0 2; }
        & > .ask { text-style: bold; margin: 1 0 0 0; width: 1fr; max-width: 76; }
        & > .help { color: $foreground-muted; width: 1fr; max-width: 76; }
        & > .how { color: $foreground-muted; margin: 1 0 0 0; max-width: 76; }
        & > .hint { color: $foreground-muted; height: 3; padding: 1 0 0 3; max-width: 76; }
        & > .more { color: $secondary; height: 1; padding: 0 0 0 1; max-width: 76; display: none;
            text-wrap: nowrap; text-overflow: ellipsis; }
        & > .kept { color: $secondary; width: 1fr; max-width: 76; }
        & > Choices { height: auto; max-height: 100%; }
        &.-tight > .ask, &.-tight > .how { margin: 0; }
        &.-tight > .hint { height: 2; padding: 0 0 0 3; }
        &.-tight > .more { display: block; }
        & > .before { color: $secondary; display: none; max-width: 76; }
        & > .wrong { color: $error; display: none; max-width: 76; }
        & > .wrong.-said { display: block; }
        & > .wrong.-read { display: block; color: $secondary; }
        & > Choices, & > Scale, & > Input { margin: 1 0 0 0; }
        & > Input {
            border: round $border-blurred; background: transparent; max-width: 60; height: 3;
            &:focus { border: round $border; }
        }
        & > TextArea {
            height: 1fr; min-height: 5; max-height: 12; max-width: 78; margin: 1 0 0 0;
        }
    }
    """

    @dataclass
    class Answered(Message):
        """The question was answered, and the user wants to go on."""

        question: Question
        value: Value

    class Skipped(Message):
        """The user goes on without an answer."""

    @dataclass
    class Typing(Message):
        """Words as they are typed, to be kept though not settled yet."""

        question: Question
        text: str

    @dataclass
    class Mistyped(Message):
        """What was typed is not understood; it is kept."""

        question: Question
        text: str

    def __init__(
        self,
        page: QuestionPage,
        *,
        today: date,
        read_date: ReadDate,
        known_people: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._page = page
        self._question = page.question
        self._today = today
        self._read_date = read_date
        self._people = known_people
        self._settled = False
        self._doubted = ""
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The question, its help, the place to answer, how to answer, what went wrong."""
        yield asked(self._page.ask)
        yield from drawn(self._page.lines)
        if self._page.value not in (None, "") and not self._page.typed:
            yield Static(Content(_SO_FAR.format(key=self._goes_on)), classes="kept")
        yield Static(Content(""), classes="before")
        field = self._field()
        yield field
        if self._terse:
            yield Static(Content(""), classes="more")
            yield Static(Content(""), classes="hint")
        yield Static(Content(""), classes="wrong")
        yield hint(live(self, self._page.hint, "walk.next"))

    def on_mount(self) -> None:
        """Ready to answer at once."""
        self.offer(self._people)
        field = self.query_one(".field")
        field.focus()
        if isinstance(field, TextArea):  # what is added comes after what stands there
            field.move_cursor(field.document.end)
        if self._terse:
            for moved in ("scroll_y", "virtual_size"):
                self.watch(field, moved, self._name_soon, init=False)

    def on_resize(self) -> None:
        """A long list takes the empty lines, then scrolls, before it hides what helps to choose.

        In a tall window a card stands a little lower.
        """
        self.set_class(self.outer_size.height >= TALL, "-tall")
        if self._terse:
            self.remove_class("-tight")
            self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Room for all else, what is said of the longest line among it; the rest for the list."""
        if not self._whole:
            return
        help = self.query_one(".hint", Static)
        cells = max(1, min(76, self.size.width - 4) - 3)
        longest = max(Content(each.help).get_height({}, cells) for each in self._question.choices)
        help.styles.height = max(2, longest) + (not self.has_class("-tight"))
        field = self.query_one(".field")
        others = [each for each in self.children if each.display and each is not field]
        taken = sum(each.outer_size.height + each.styles.margin.height for each in others)
        room = self.size.height - taken - field.styles.margin.height
        if room < field.virtual_size.height and not self.has_class("-tight"):
            self.add_class("-tight")
            self.call_after_refresh(self._fit)
            return
        field.styles.max_height = max(3, room)
        self.call_after_refresh(self._name_what_is_hidden)

    def _name_soon(self) -> None:
        self.call_after_refresh(self._name_what_is_hidden)

    def _name_what_is_hidden(self) -> None:
        """Say how many lines are out of sight, and name the last."""
        if not self._whole:
            return
        field = self.query_one(".field", Choices)
        above, below = field.hidden()
        if below:
            last = f"{field.key_of(below[-1])} “{_in_short(below[-1].text)}”".strip()
            said = f"↓ {len(below)} more below" + (
                f"; the last is {last}" if below[1:] else f": {last}"
            )
        else:
            said = f"↑ {len(above)} more above" if above else ""
        self.query_one(".more", Static).update(Content(said))

    @property
    def _whole(self) -> bool:
        """Whether all its parts are still there; a call that was put off may come too late."""
        return self.is_attached and bool(self.query(".field")) and bool(self.query(".more"))

    @property
    def _goes_on(self) -> str:
        """The key that goes on from this field: enter begins a line in long text."""
        long = self._question.kind is AnswerKind.LONG_TEXT
        return live(self, "ctrl+n", "walk.next") if long else "enter"

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer the names met before, where a name is asked."""
        if self._question.id != "person" or not names:
            return
        for line in self.query(".before").results(Static):
            line.update(Content(f"Before: {', '.join(names[:6])} (press → to use the name shown)"))
            line.display = True
        for field in self.query(Input):
            field.suggester = SuggestFromList(names, case_sensitive=False)

    @property
    def _terse(self) -> bool:
        """Whether the list is so long that only the line one is on says more."""
        return len(self._question.choices) > ROOMY

    def on_choices_highlighted(self, event: Choices.Highlighted) -> None:
        """Say more about the line one is on."""
        event.stop()
        for line in self.query(".hint").results(Static):
            line.update(Content(event.choice.help))

    def _field(self) -> Choices | Scale | Input | TextArea:
        question, value = self._question, self._page.value
        field: Choices | Scale | Input | TextArea
        match question.kind:
            case AnswerKind.CHOICE:
                chosen = () if value is None else (str(value),)
                field = Choices(question.choices, chosen=chosen, terse=self._terse)
            case AnswerKind.MANY:
                ticked = value if isinstance(value, tuple) else ()
                field = Choices(question.choices, chosen=ticked, several=True, terse=self._terse)
            case AnswerKind.YES_NO:
                said = () if value is None else ("yes" if value else "no",)
                field = Choices(self._page.choices, chosen=said)
            case AnswerKind.SCALE:
                field = Scale(
                    value if isinstance(value, int) else None,
                    low="barely there",
                    high="very strong",
                )
            case AnswerKind.LONG_TEXT:
                field = ProseField(str(value or ""))
            case _:
                typed = self._page.typed or self._as_typed(value)
                replaced = question.kind is AnswerKind.DATE and not self._page.typed
                field = Input(typed, select_on_focus=replaced)
        field.add_class("field")
        return field

    def _as_typed(self, value: Value | None) -> str:
        if value is None:
            return ""
        if self._question.kind is AnswerKind.DATE:
            return spoken_date(date.fromisoformat(str(value)))
        return str(value)

    def settle(self) -> None:
        """Go on with what stands there now; what may wait is left for later.

        While the card is still being put up, or is on its way out, there is nothing to go on with.
        """
        for field in self.query(".field"):
            if isinstance(field, Choices | Scale):
                field.settle()
            elif isinstance(field, TextArea):
                self._say(field.text.strip())
            elif isinstance(field, Input):
                self._typed(field.value, may_wait=self._page.may_wait)

    def ticked(self) -> tuple[Question, tuple[str, ...]] | None:
        """What was ticked or unticked and not settled yet, with its question; None for nothing."""
        changed = [each.changed_ticks for each in self.query(Choices)]
        return next(((self._question, each) for each in changed if each is not None), None)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A choice is an answer."""
        event.stop()
        kind = self._question.kind
        if kind is AnswerKind.MANY:
            self._answer(event.ids)
        elif kind is AnswerKind.YES_NO:
            self._answer(event.ids == ("yes",))
        else:
            self._answer(event.ids[0])

    def on_scale_settled(self, event: Scale.Settled) -> None:
        """So is a number on the scale."""
        event.stop()
        self._answer(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line of text goes on."""
        event.stop()
        self._typed(event.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is being typed."""
        event.stop()
        if self._settled:
            return
        if event.value != self._as_typed(self._page.value):
            self.post_message(self.Typing(self._question, event.value))
        self._say_below("")
        if self._question.kind is AnswerKind.DATE:
            self._read_back(event.value)

    def _read_back(self, typed: str) -> None:
        """Show which day is understood, once the keys rest."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(READ_AFTER, partial(self._understand_day, typed))

    @work(thread=True, exclusive=True)
    def _understand_day(self, typed: str) -> None:
        """Away from the keys: reading a date may take a moment."""
        said_on = self._page.said_on
        day = read_back(self._question, typed, self._today, self._read_date, said_on)
        deliver(self, partial(self._show_day, typed, day))

    def _show_day(self, typed: str, day: str) -> None:
        """The day read, unless something else stands there by now."""
        stands = any(each.value == typed for each in self.query(Input))
        if stands and not self._settled:
            self._say_below(f"→ {day}" if day else "", "-read")

    def _say_below(self, text: str, look: str = "") -> None:
        """The line under the answer: the day that was read, or what is wrong."""
        for line in self.query(".wrong").results(Static):
            line.update(Content(text))
            line.set_class(bool(text) and look == "-read", "-read")
            line.set_class(bool(text) and look == "-said", "-said")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is being typed."""
        event.stop()
        if not self._settled:
            self.post_message(self.Typing(self._question, event.text_area.text))

    def _typed(self, text: str, *, may_wait: bool = False) -> None:
        text = text.strip()
        if not text:
            self._leave_empty(may_wait=may_wait)
            return
        try:
            said_on = self._page.said_on
            self._answer(understand(self._question, text, self._today, self._read_date, said_on))
        except NotUnderstoodError as error:
            if isinstance(error, DoubtedError) and text == self._doubted:
                self._answer(error.value)
                return
            self._doubted = text
            self._wrong(text, str(error))

    def _leave_empty(self, *, may_wait: bool) -> None:
        """On without an answer, where one may; else say what is needed."""
        needed = _NEEDED.get(self._question.kind, "")
        if self._question.optional or may_wait or not needed:
            self.post_message(self.Skipped())
        else:
            later = live(self, _LATER, "walk.next") if self._page.may_wait else ""
            self._say_below(needed + later, "-said")

    def _say(self, text: str) -> None:
        if text:
            self._answer(text)
        else:
            self.post_message(self.Skipped())

    def listen(self) -> None:
        """Take an answer again: the one just given led back to this very question."""
        self._settled = False

    def _answer(self, value: Value) -> None:
        if self._settled:
            return  # a held key answers this question, and no other
        self._settled = True
        self.post_message(self.Answered(self._question, value))

    def _wrong(self, typed: str, why: str) -> None:
        if self._resting is not None:
            self._resting.stop()
        self.workers.cancel_node(self)
        self._say_below(why, "-said")
        self.post_message(self.Mistyped(self._question, typed))


def _in_short(text: str) -> str:
    """The first words of a choice."""
    head = text.partition(",")[0].partition(":")[0]
    return Content(head).truncate(_SHORT, ellipsis=True).plain
