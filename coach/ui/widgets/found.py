"""The verdict: what to do, why, the other side, what would change it, and the plan."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.domain.assessment import Assessment, Plan, Sure
from coach.domain.session import Overrule
from coach.domain.walk import plan_lines
from coach.ui.messages import Read

_SURE = {
    Sure.CLEAR: "Clear: with most other answers it would be the same.",
    Sure.CLOSE: "A close call: several other answers would turn it.",
}


class Found(VerticalScroll, can_focus=True):
    """Shows an assessment. A number takes one back to that answer; a letter reads."""

    DEFAULT_CSS = """
    Found {
        padding: 0 2;
        & > Static { max-width: 76; }
        & > .verdict { text-style: bold; margin: 1 0 0 0; }
        & > .before { color: $secondary; margin: 1 0 0 0; }
        & > .head { color: $accent; margin: 1 0 0 0; }
        & > .quiet { color: $foreground-muted; }
    }
    """

    BINDINGS = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("g", "scroll_home", "Top", show=False),
        Binding("G", "scroll_end", "End", show=False),
    ]

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
        """From the sentence a friend would say down to the plan."""
        found = self._assessment
        if self._before:
            yield Static(Content("\n".join(self._before)), classes="before")
        for verdict in found.verdicts:
            yield Static(Content(verdict.text), classes="verdict")
        if self._overrule:
            said = f"You decided otherwise: {self._overrule_text}. {self._overrule.reason}"
            yield Static(Content(said.strip()), classes="before")
        yield Static(Content(found.reason))
        for line in found.comfort:
            yield Static(Content(line), classes="quiet")
        yield from self._section("Next", plan_lines(self._plan))
        yield from self._section(
            "Why (a number changes that answer)",
            [f"{n}  {each.text}" for n, each in enumerate(found.because, start=1)],
        )
        yield from self._section("For it", [f"+ {each.text}" for each in found.supporting])
        yield from self._section("Against it", [f"- {each.text}" for each in found.opposing])
        yield from self._section("What would change it", [e.text for e in found.would_change])
        yield Static(Content(_SURE[found.sure]), classes="quiet head")

    def _section(self, head: str, lines: Sequence[str]) -> ComposeResult:
        if lines:
            yield Static(Content(head), classes="head")
            yield Static(Content("\n".join(lines)))

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """A number goes to that answer."""
        if event.character and event.character in "123456789":
            index = int(event.character) - 1
            if index < len(self._assessment.because):
                event.stop()
                self.post_message(self.Reconsider(self._assessment.because[index].fact))

    def reading(self) -> str:
        """The section that belongs to this verdict."""
        return self._assessment.read[0] if self._assessment.read else ""

    def read(self) -> None:
        """Open it."""
        self.post_message(Read(self.reading()))
