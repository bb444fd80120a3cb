"""The last look: the message as it will go, what to mind, and putting it down."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.domain.questions import Choice
from coach.domain.session import Draft
from coach.ui.widgets.choices import Choices

SENDING = (
    Choice(id="copy", text="Copy the message", help="Then paste it where you write."),
    Choice(id="file", text="Save it as a mail file", help="It opens as a draft in a mail program."),
    Choice(id="sent", text="I have sent it", help="Keeps the exact words and the plan."),
    Choice(id="not_sent", text="I decided not to send it", help="A decision like any other."),
    Choice(id="back", text="Back to the words"),
)
SILENT = (
    Choice(id="not_sent", text="Put the decision down", help="Nothing goes out. It is kept."),
    Choice(id="back", text="Back to the verdict"),
)


class Closing(VerticalScroll, can_focus=False):
    """Shows what is about to leave, and takes the last decision."""

    DEFAULT_CSS = """
    Closing {
        padding: 0 2;
        & > Static { max-width: 76; }
        & > .ask { text-style: bold; margin: 1 0 0 0; }
        & > .message { border-left: outer $border-blurred; padding: 0 0 0 1; margin: 1 0 0 0; }
        & > .advice { color: $foreground-muted; margin: 1 0 0 0; }
        & > .stop { color: $error; margin: 1 0 0 0; }
        & > Choices { margin: 1 0; }
    }
    """

    class Picked(Message):
        """What the user wants: "copy", "file", "sent", "not_sent" or "back"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(
        self,
        draft: Draft | None,
        *,
        title: str,
        advice: Sequence[str] = (),
        warnings: Sequence[str] = (),
        plan: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._draft = draft
        self._title = title
        self._advice = tuple(advice)
        self._warnings = tuple(warnings)
        self._plan = tuple(plan)

    def compose(self) -> ComposeResult:
        """The question first, then what to choose, then the message and the advice."""
        yield Static(Content(self._title), classes="ask")
        if self._warnings:
            yield Static(Content("\n".join(self._warnings)), classes="stop")
        yield Choices(SILENT if self._draft is None else SENDING)
        if self._draft is not None:
            subject = f"{self._draft.subject}\n\n" if self._draft.subject else ""
            yield Static(Content(f"{subject}{self._draft.body}"), classes="message")
        if self._advice:
            yield Static(Content("\n".join(self._advice)), classes="advice")
        if self._plan:
            yield Static(Content("What happens next\n" + "\n".join(self._plan)), classes="advice")

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(Choices).focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Pass on what was picked."""
        event.stop()
        self.post_message(self.Picked(event.ids[0]))

    def settle(self) -> None:
        """Go on with the line under the cursor."""
        self.query_one(Choices).settle()
