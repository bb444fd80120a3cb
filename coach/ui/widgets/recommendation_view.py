"""The verdict: what to do, why, the other side, what would change it, and the plan."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.advice.recommendation import Assessment, Change, Consideration, Plan, Sure, plan_lines
from coach.session.session import Overrule
from coach.ui.keys import also
from coach.ui.widgets.hanging_lines import HangingLines, clickable

_CLEAR = "Clear: with most other answers it would be the same."
_CLOSE = "A close call. It turns with:"
NAMED = 2
"""Answers named under the headline of a close call; the others follow below."""


class Lines(Static):
    """HangingLines lines, some of which can be clicked."""

    def action_reconsider(self, number: int) -> None:
        """Change the answer with this number."""
        self.post_message(RecommendationPane.Clicked(number))


class RecommendationPane(VerticalScroll, can_focus=True):
    """Shows an assessment. A number takes one back to that answer; a letter reads."""

    DEFAULT_CSS = """
    RecommendationPane {
        padding: 0 2;
        & > Static { max-width: 76; }
        & > .verdict { text-style: bold; margin: 1 0 0 0; }
        & > .before { color: $secondary; margin: 1 0 0 0; }
        & > .head { color: $accent; margin: 1 0 0 0; }
        & > .close { color: $accent; }
        & > .quiet { color: $foreground-muted; }
        & > Lines { link-style: none; link-color: $foreground; link-background-hover: transparent;
            link-color-hover: $accent; link-style-hover: none; }
    }
    """

    BINDINGS = [
        also("j", "scroll_down"),
        also("k", "scroll_up"),
        also("g", "scroll_home"),
        also("G", "scroll_end"),
    ]

    class Clicked(Message):
        """A click on the answer with this number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Reconsider(Message):
        """The user wants to change this answer."""

        def __init__(self, fact: str) -> None:
            super().__init__()
            self.fact = fact

    def __init__(
        self,
        assessment: Assessment,
        *,
        plan: Plan | None = None,
        overrule: Overrule | None = None,
        overrule_text: str = "",
        before: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._assessment = assessment
        self._plan = plan or assessment.plan
        self._overrule = overrule
        self._overrule_text = overrule_text
        self._before = tuple(before)

    def compose(self) -> ComposeResult:
        """From the sentence a friend would say down to the plan; the user's own choice first."""
        if self._before:
            yield Static(Content("\n".join(self._before)), classes="before")
        if self._overrule is None:
            yield from self._advice()
            yield from _section("Next", _steps(self._plan))
        else:
            yield Static(Content(self._overrule_text), classes="verdict")
            own = f"You decided this yourself. {self._overrule.reason}".strip()
            yield Static(Content(own), classes="quiet")
            yield from _section("Next", _steps(self._plan))
            yield Static(Content("What I would have done"), classes="head")
            yield from self._advice()
        yield from self._weighing()

    def _advice(self) -> ComposeResult:
        found = self._assessment
        for verdict in found.verdicts:
            yield Static(Content(verdict.text), classes="verdict")
        if self._close:
            yield Static(Content(_CLOSE), classes="close")
            yield Lines(HangingLines(*_rows("· ", found.would_change[:NAMED])), classes="quiet")
        yield Static(Content(found.reason))
        for line in found.comfort:
            yield Static(Content(line), classes="quiet")

    @property
    def _close(self) -> bool:
        """Whether it is a close call, and it can be said on what."""
        return self._assessment.sure is Sure.CLOSE and bool(self._assessment.would_change)

    def _weighing(self) -> ComposeResult:
        found = self._assessment
        because = [
            (Content.styled(f"{n}  ", "$accent"), clickable(each.text, f"reconsider({n})"))
            for n, each in enumerate(found.because, start=1)
        ]
        yield from _section("Why (a number or a click goes back to that answer)", because)
        yield from _section("For it", _rows("+ ", found.supporting))
        yield from _section("Against it", _rows("- ", found.opposing))
        others = found.would_change[NAMED if self._close else 0 :]
        head = "What else would change it" if self._close else "What would change it"
        yield from _section(head, _rows("· ", others))
        if not self._close:
            yield Static(Content(_CLEAR), classes="quiet head")

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """A number goes to that answer."""
        if event.character and event.character in "123456789":
            event.stop()
            self._reconsider(int(event.character))

    def on_recommendation_pane_clicked(self, event: Clicked) -> None:
        """So does a click on it."""
        event.stop()
        self._reconsider(event.number)

    def _reconsider(self, number: int) -> None:
        if number <= len(self._assessment.because):
            self.post_message(self.Reconsider(self._assessment.because[number - 1].fact))


def _section(head: str, rows: Sequence[tuple[Content, Content]]) -> ComposeResult:
    if rows:
        yield Static(Content(head), classes="head")
        yield Lines(HangingLines(*rows))


def _steps(plan: Plan) -> list[tuple[Content, Content]]:
    return [(Content.styled("→ ", "$accent"), Content(line)) for line in plan_lines(plan)]


def _rows(mark: str, told: Sequence[Consideration | Change]) -> list[tuple[Content, Content]]:
    return [(Content(mark), Content(each.text)) for each in told]
