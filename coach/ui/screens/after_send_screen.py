"""The last page of a walk: it is put down. What comes next, and what may still be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from coach.advice.questions import Choice, spoken_date
from coach.advice.recommendation import plan_lines
from coach.app.after_send import told
from coach.app.closing import reminder
from coach.journal.decisions import Decision
from coach.session.aftercare import Aftercare
from coach.ui.keys import also, keys
from coach.ui.messages import SaveReminder
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.key_line import KeyLine
from coach.vocabulary import Ending, VerdictId

_DONE = Choice(id="done", text="Done")
_RECORD = Choice(id="record", text="Look at what is kept")
_BACK = Choice(id="next", text="Back")


@dataclass(frozen=True, slots=True)
class AfterSendPage:
    """One page: what it says, as heading and lines, and what can be chosen.

    The choices stand after the first ``above`` of the parts.
    """

    ask: str
    parts: Sequence[tuple[str, Sequence[str]]]
    choices: Sequence[Choice]
    above: int = 1
    writes: bool = False


class AfterSendScreen(Screen[None]):
    """Says what comes next, and hands over steps, a date for the calendar, and a log."""

    DEFAULT_CSS = """
    AfterSendScreen {
        & #page { padding: 0 2; }
        & #page > Static { max-width: 76; }
        & #page > .ask { text-style: bold; margin: 1 0 0 0; }
        & #page > .head { color: $accent; margin: 1 0 0 0; }
        & #page > .part { margin: 1 0 0 0; }
        & #page > Choices { margin: 1 0; max-width: 78; }
        & #page > Input {
            border: round $border-blurred; background: transparent; max-width: 78; height: 3;
            margin: 1 0 0 0;
            &:focus { border: round $border; }
        }
    }
    """

    BINDINGS = [
        *keys("past.leave", "journal", "help"),
        also("q", "leave"),
        also("pagedown", "page(1)", priority=True),
        also("pageup", "page(-1)", priority=True),
    ]

    class Wanted(Message):
        """The user wants "done", "record" or "save_log"."""

        def __init__(self, what: str, decision: Decision) -> None:
            super().__init__()
            self.what = what
            self.decision = decision

    class Logged(Message):
        """The user wrote this into the log."""

        def __init__(self, decision: Decision, text: str) -> None:
            super().__init__()
            self.decision = decision
            self.text = text

    def __init__(self, decision: Decision, care: Aftercare) -> None:
        super().__init__()
        self._decision = decision
        self._care = care
        self._entries: list[str] = []
        self._page = "next"

    def compose(self) -> ComposeResult:
        """One pane."""
        with Vertical(id="work") as work:
            work.border_title = "Decision kept"
            with VerticalScroll(id="page", can_focus=False):
                yield from self._pieces()
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to choose."""
        self._focus()

    def renew(self, decision: Decision) -> None:
        """The decision with what was written down since."""
        self._decision = decision

    # Pages

    def _pieces(self) -> Iterator[Widget]:
        page = {"next": self._next, "steps": self._steps, "log": self._log}[self._page]()
        yield Static(Content(page.ask), classes="ask")
        yield from _told(page.parts[: page.above])
        if page.writes:
            yield Input(placeholder="Date, time, what happened, who saw it (enter)")
        yield Choices(page.choices)
        yield from _told(page.parts[page.above :])

    def _next(self) -> AfterSendPage:
        one, care = self._decision, self._care
        helped = one.session.in_danger or one.verdict is VerdictId.GET_HELP
        parts: list[tuple[str, Sequence[str]]] = []
        if helped:
            parts.append(("Whom to turn to", care.whom))
        if lines := _to_come(one):
            parts.append(("What happens next", lines))
        end = "You need not carry it alone." if helped else "Nothing more to do here now."
        ask = f"Your decision is kept in the journal. {end}"
        return AfterSendPage(ask, parts, tuple(self._offers()))

    def _offers(self) -> Iterator[Choice]:
        one = self._decision
        yield _DONE
        if (entry := reminder(one)) is not None:
            day = spoken_date(entry.when)
            yield Choice(id="calendar", text=f"Save {day} as a calendar file")
        if told(self._care, one):
            names = [name.lower() for name, _ in told(self._care, one)]
            yield Choice(id="steps", text=f"Step by step: {', '.join(names)}")
        if _logs(one):
            yield Choice(id="log", text="Keep a log of what happened")
        yield _RECORD

    def _steps(self) -> AfterSendPage:
        care, one = self._care, self._decision
        parts: list[tuple[str, Sequence[str]]] = [("", (care.before,))]
        if one.session.in_danger:
            parts.append(("", (care.talk_first,)))
        parts += [(name, _numbered(lines)) for name, lines in told(care, one)]
        parts.append(("", (care.changes,)))
        return AfterSendPage("Step by step, by your own hand", parts, (_BACK,), above=len(parts))

    def _log(self) -> AfterSendPage:
        written = [f"Written down: {each}" for each in self._entries]
        parts = [("", [f"· {each}" for each in self._care.log])]
        parts += [("", written)] if written else []
        save = Choice(id="save_log", text="Save it as a text file", help="With SHA-256 hashes.")
        return AfterSendPage(
            "A log of what happened", parts, (save, _BACK), above=len(parts), writes=True
        )

    async def _show(self, page: str) -> None:
        self._page = page
        pane = self.query_one("#page", VerticalScroll)
        async with self.batch():
            await pane.remove_children()
            await pane.mount(*self._pieces())
        self._focus()

    def _focus(self) -> None:
        fields = self.query(Input)
        (fields.first() if fields else self.query_one(Choices)).focus(scroll_visible=False)
        pane = self.query_one("#page", VerticalScroll)
        self.call_after_refresh(pane.scroll_home, animate=False)  # choices pull into sight

    # What is done

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The line that was picked."""
        event.stop()
        picked = event.ids[0]
        match picked:
            case "next" | "steps" | "log":
                await self._show(picked)
            case "calendar":
                if (entry := reminder(self._decision)) is not None:
                    self.post_message(SaveReminder(entry))
            case _:
                self.post_message(self.Wanted(picked, self._decision))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """One more entry."""
        event.stop()
        if event.value.strip():
            self._entries.append(event.value.strip())
            self.post_message(self.Logged(self._decision, event.value.strip()))
            await self._show("log")

    def action_page(self, by: int) -> None:
        """Scroll what does not fit; the choices stay where they are."""
        pane = self.query_one("#page", VerticalScroll)
        pane.scroll_relative(y=by * (pane.size.height - 2), animate=False)

    async def action_leave(self) -> None:
        """Back to the first page, or done."""
        if self._page == "next":
            self.post_message(self.Wanted("done", self._decision))
        else:
            await self._show("next")


def _told(parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Widget]:
    for head, lines in parts:
        if head:
            yield Static(Content(head), classes="head")
        yield Static(Content("\n".join(lines)), classes="" if head else "part")


def _to_come(one: Decision) -> list[str]:
    """The plan, without what was done already or was left on purpose."""
    if one.ending is Ending.SENT:
        return plan_lines(one.plan)[1:]
    return [] if one.verdict.sends else plan_lines(one.plan)


def _logs(one: Decision) -> bool:
    return one.session.in_danger or one.verdict is VerdictId.BLOCK_REPORT


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
