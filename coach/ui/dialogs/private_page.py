"""A private page for what one would never send (E90)."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static, TextArea

from coach.advice.questions import Choice
from coach.ui.dialogs.dialog import Dialog
from coach.ui.textual_workarounds import ProseField
from coach.ui.widgets.choices import Choices

THROW, KEEP, BACK = "throw", "keep", "back"

ENDS = (
    Choice(id=THROW, text="Delete it", help="It's deleted for good, here and on disk."),
    Choice(id=KEEP, text="Save it with this decision", help="In your journal, only for you."),
    Choice(id=BACK, text="Back to the page"),
)
"""What becomes of the page."""

_LEAD = (
    "Write everything you want to say. You can't copy this page, save it as an email or"
    " send it. It isn't kept unless you say so. Press esc to finish."
)


@dataclass(frozen=True, slots=True)
class PrivatePage:
    """What became of the page: the text to keep, and whether the safety key was pressed on it."""

    kept: str = ""
    unsafe: bool = False


class PrivatePageDialog(Dialog[PrivatePage]):
    """Returns what became of the page. Hands nothing over."""

    TITLE_TEXT = "Never to be sent"
    LEAVES = "esc to finish"
    TALL = True

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def pieces(self) -> ComposeResult:
        """A page, and how to end it."""
        yield Static(Content(_LEAD), classes="quiet")
        yield ProseField(self._text)
        yield Choices(ENDS)

    def ready(self) -> None:
        """Ready to write."""
        self._ask(ending=False)

    def _ask(self, *, ending: bool) -> None:
        page, ends = self.query_one(TextArea), self.query_one(Choices)
        ends.display = ending
        page.disabled = ending
        (ends if ending else page).focus()

    def action_cancel(self) -> None:
        """An empty page is simply closed; else ask what becomes of it."""
        if not self.query_one(TextArea).text.strip():
            self.dismiss(PrivatePage())
        else:
            self._ask(ending=not self.query_one(Choices).display)

    def action_unsafe(self) -> None:
        """Straight to the safety advice; the page is kept, for it may matter."""
        self.dismiss(PrivatePage(self.query_one(TextArea).text, unsafe=True))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Thrown away, kept, or written on."""
        event.stop()
        picked = event.ids[0]
        if picked == BACK:
            self._ask(ending=False)
        else:
            self.dismiss(PrivatePage(self.query_one(TextArea).text if picked == KEEP else ""))
