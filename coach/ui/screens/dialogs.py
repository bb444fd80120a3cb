"""Small dialogues over a screen: each asks one thing and returns it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.advice.questions import Choice
from coach.session.kept_issues import Scope
from coach.session.session import Overrule
from coach.ui.keys import also
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.hanging_lines import HangingLines, clickable
from coach.ui.widgets.key_line import KeyLine
from coach.vocabulary import VerdictId

_SCOPES = (
    Choice(id=Scope.DRAFT, text="In this draft"),
    Choice(id=Scope.WALK, text="In this walk, whatever I draft"),
    Choice(id=Scope.ALWAYS, text="Always", help="Settings list it under keep; take it out there."),
)


class AskOverrule(ModalScreen[Overrule | None]):
    """What the user would rather do, and why."""

    BINDINGS = [also("escape", "cancel")]

    def __init__(self, verdicts: Sequence[tuple[VerdictId, str]], *, unsafe: bool) -> None:
        super().__init__()
        self._verdicts = [each for each in verdicts if not (unsafe and each[0].sends)]
        self._chosen: VerdictId | None = None

    def compose(self) -> ComposeResult:
        """First what, then why."""
        with Vertical(id="dialogue") as box:
            box.border_title = "I decide otherwise"
            box.border_subtitle = clickable("esc leaves it as it is", "screen.cancel")
            yield Choices([Choice(id=str(id), text=text) for id, text in self._verdicts])
            yield Input(placeholder="Why, in a few words (enter)", id="why")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to choose."""
        self._ask_why(asking=False)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Then why."""
        event.stop()
        self._chosen = VerdictId(event.ids[0])
        self._ask_why(asking=True)

    def _ask_why(self, *, asking: bool) -> None:
        choices, field = self.query_one(Choices), self.query_one("#why", Input)
        choices.display, field.display = not asking, asking
        (field if asking else choices).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Decided."""
        event.stop()
        assert self._chosen is not None
        self.dismiss(Overrule(verdict=self._chosen, reason=event.value.strip()))

    def action_cancel(self) -> None:
        """From the why back to the what; from there, leave all as it is."""
        if self.query_one(Choices).display:
            self.dismiss(None)
        else:
            self._ask_why(asking=False)


class AskScope(ModalScreen[Scope | None]):
    """For how long a finding is meant as it stands; None leaves it marked."""

    BINDINGS = [also("escape", "cancel")]

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        """The finding and three scopes."""
        with Vertical(id="dialogue") as box:
            box.border_title = "Keep it as it is"
            box.border_subtitle = clickable("esc leaves it marked", "screen.cancel")
            yield Static(Content(self._message), classes="quiet")
            yield Choices(_SCOPES)
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(Choices).focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """For that long."""
        event.stop()
        self.dismiss(Scope(event.ids[0]))

    def action_cancel(self) -> None:
        """Leave it marked."""
        self.dismiss(None)


class AskWords(ModalScreen[str | None]):
    """One line of words; None when the user thinks better of it."""

    BINDINGS = [also("escape", "cancel")]

    def __init__(self, ask: str, words: str = "") -> None:
        super().__init__()
        self._ask, self._words = ask, words

    def compose(self) -> ComposeResult:
        """The question and a field."""
        with Vertical(id="dialogue") as box:
            box.border_title = self._ask
            box.border_subtitle = clickable("enter keeps · esc cancels", "screen.cancel")
            yield Input(self._words, id="why")
        yield KeyLine()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Said."""
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is shown, what it does, and its name."""

    shown: str
    what: str
    key: str


class Help(ModalScreen[str | None]):
    """What the keys do here. Returns the one picked by enter or a click, to be pressed."""

    BINDINGS = [also("escape,f1,q", "cancel")]

    DEFAULT_CSS = """
    Help OptionList {
        height: auto; max-height: 100%; border: none; padding: 0; background: transparent;
        &:focus { border: none; background: transparent; background-tint: transparent; }
    }
    """

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def compose(self) -> ComposeResult:
        """A table of keys."""
        with Vertical(id="dialogue") as box:
            box.border_title = "Keys here"
            box.border_subtitle = clickable("enter does it · esc closes", "screen.cancel")
            yield OptionList(
                *(
                    Option(
                        HangingLines(
                            (Content.styled(f"{row.shown:<11}", "$accent"), Content(row.what))
                        )
                    )
                    for row in self._rows
                ),
                markup=False,
            )
        yield KeyLine()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        event.stop()
        self.dismiss(self._rows[event.option_index].key)

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss(None)


class TooSmall(ModalScreen[None]):
    """Covers a window in which nothing can be read; it goes by itself."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(Content("A larger window, please: 50 by 15 at least."), id="too-small")
