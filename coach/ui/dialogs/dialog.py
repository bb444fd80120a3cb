"""The base of all dialogs, and those that ask for a choice, an entry of a list, or a line."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from coach.advice.questions import Choice
from coach.ui.keys import also, keys
from coach.ui.textual_workarounds import OnceDismissed
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import clickable
from coach.ui.widgets.pick_list import Entry, PickList

_NUMBERED = 9
_SHOWN = 200
"""Most entries shown at once; typing narrows the rest."""


class Dialog(OnceDismissed[ScreenResultType]):
    """A box with a title over the screen, and how to leave it below. Escape leaves it.

    What asks comes from ``pieces``; the first part that can take keys has them.
    """

    BINDINGS = [also("escape", "cancel"), *keys(hidden=("walk.unsafe",))]
    TITLE_TEXT = ""
    LEAVES = ""
    """What the line below the box says of escape."""
    TALL = False
    """Whether the box takes the height of the window."""

    def compose(self) -> ComposeResult:
        """The box and the line of keys."""
        with Vertical(id="dialogue", classes="page" if self.TALL else "") as box:
            box.border_title = Content(self.TITLE_TEXT)
            box.border_subtitle = clickable(self.LEAVES, "screen.cancel")
            yield from self.pieces()
        yield KeyLine()

    def pieces(self) -> ComposeResult:
        """What stands in the box."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Ready to answer."""
        self.ready()

    def ready(self) -> None:
        """Give the keys to the first part that can take them."""
        for each in self.query("#dialogue PickList, #dialogue Input, #dialogue TextArea"):
            each.focus()
            return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key acts before the box stands, nor once it is on its way out."""
        if not (self.is_mounted and self.is_current):
            return False
        return super().check_action(action, parameters)

    def action_cancel(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def action_unsafe(self) -> None:
        """Leave, and on to the safety page."""
        app = self.app
        self.dismiss(self.when_left)
        app.call_later(app.run_action, "app.unsafe")

    @property
    def when_left(self) -> ScreenResultType | None:
        """What is returned where the user goes elsewhere."""
        return None


class PickDialog(Dialog[str]):
    """Says something and asks for one of the choices; returns its id, or ``otherwise``."""

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        choices: Sequence[Choice],
        *,
        leaves: str = "",
        otherwise: str = "",
        note: str = "",
        numbered: bool = True,
    ) -> None:
        """``leaves`` says what escape does, and ``otherwise`` is what it returns.

        Not ``numbered`` is what comes up while the user types: no character chooses then.
        """
        super().__init__()
        self.TITLE_TEXT, self.LEAVES = title, leaves
        self._lines, self._note = tuple(lines), note
        self._choices, self._otherwise = tuple(choices), otherwise
        self._numbered = numbered

    def pieces(self) -> ComposeResult:
        """What is said, a quiet note, and the choices."""
        if self._lines:
            yield Static(Content("\n".join((*self._lines, ""))))
        if self._note:
            yield Static(Content(self._note), classes="quiet")
        yield Choices(self._choices) if self._numbered else Choices(self._choices, keys="")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """This one."""
        event.stop()
        self.dismiss(event.ids[0])

    @property
    def when_left(self) -> str:
        """None of them."""
        return self._otherwise

    def action_cancel(self) -> None:
        """None of them."""
        self.dismiss(self._otherwise)


class ListDialog(Dialog[str]):
    """Asks for one entry of a list; returns its value, or nothing. ``at`` is lit first."""

    DEFAULT_CSS = """
    ListDialog PickList { max-height: 14; text-wrap: nowrap; text-overflow: ellipsis; }
    ListDialog .narrows {
        border: none; height: 1; padding: 0 1; margin: 0 0 1 0; background: $panel;
        &:focus { border: none; }
    }
    """
    BINDINGS = keys("chooser.close")
    LEAVES = "esc to close"

    def __init__(
        self, title: str, entries: Sequence[Entry], *, note: str = "", at: int = 0
    ) -> None:
        super().__init__()
        self.TITLE_TEXT, self._note, self._at = title, note, at
        self._entries = tuple(entries)
        self._offered = self._entries[:_SHOWN]

    def pieces(self) -> ComposeResult:
        """A note, and the entries."""
        if self._note:
            yield Static(Content(f"{self._note}\n"), classes="quiet")
        yield PickList(*self._options(), markup=False)

    def _options(self) -> list[Option]:
        return [Option(each.prompt()) for each in self._offered]

    def ready(self) -> None:
        """Take the keys, with the entry lit that one is most likely to want."""
        listed = self.query_one(PickList)
        listed.highlighted = self._at
        listed.focus()

    def on_option_list_option_selected(self, event: PickList.OptionSelected) -> None:
        """Enter or a click on a line."""
        event.stop()
        if self.query_one(PickList).has(event):
            self.dismiss(self._offered[event.option_index].value)

    def action_move(self, by: int) -> None:
        """Down or up the list, while typing too."""
        self.query_one(PickList).action_move(by)

    @property
    def when_left(self) -> str:
        """None of them."""
        return ""

    def action_close(self) -> None:
        """None of them."""
        self.dismiss("")

    action_cancel = action_close


class NarrowDialog(ListDialog):
    """Such a list, numbered where there are few entries, narrowed by typing where many."""

    BINDINGS = [*keys("picker.close"), also("down", "move(1)"), also("up", "move(-1)")]

    def pieces(self) -> ComposeResult:
        """A note, a line to type in where there are many, and the entries."""
        pieces = list(super().pieces())
        if not self._numbered:
            pieces.insert(-1, Input(placeholder="type to shorten the list", classes="narrows"))
        yield from pieces

    def ready(self) -> None:
        """Ready to pick, or to type."""
        super().ready()
        for field in self.query(Input):
            field.focus()

    @property
    def _numbered(self) -> bool:
        return len(self._entries) <= _NUMBERED

    def _options(self) -> list[Option]:
        numbers = [str(n) if self._numbered else "" for n in range(1, len(self._offered) + 1)]
        return [Option(each.prompt(n)) for each, n in zip(self._offered, numbers, strict=True)]

    def on_key(self, event: events.Key) -> None:
        """A number picks its line, where the lines are numbered."""
        number = int(event.character) if event.character and event.character in "123456789" else 0
        if self._numbered and 0 < number <= len(self._offered):
            event.stop()
            self.dismiss(self._offered[number - 1].value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        event.stop()
        wanted = event.value.casefold().split()
        found = [e for e in self._entries if all(word in e.text.casefold() for word in wanted)]
        self._offered = tuple(found[:_SHOWN])
        self.query_one(PickList).refill(self._options())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The line under the cursor."""
        event.stop()
        if (at := self.query_one(PickList).highlighted) is not None:
            self.dismiss(self._offered[at].value)


class LineDialog(Dialog[str | None]):
    """Asks for one line of words; None when the user thinks better of it."""

    LEAVES = "enter to save · esc to cancel"
    BINDINGS = [also("ctrl+n", "settle", priority=True)]

    def __init__(
        self,
        title: str,
        words: str = "",
        *,
        placeholder: str = "",
        note: str = "",
        leaves: str = LEAVES,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__()
        self.TITLE_TEXT, self.LEAVES, self._words = title, leaves, words
        self._placeholder, self._note = placeholder, note
        self._may_be_empty = may_be_empty

    def pieces(self) -> ComposeResult:
        """A note and a field."""
        if self._note:
            yield Static(Content(self._note), classes="quiet")
        yield Input(self._words, placeholder=self._placeholder, id="why")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Said."""
        event.stop()
        if self._may_be_empty or event.value.strip():
            self.dismiss(event.value.strip())

    async def action_settle(self) -> None:
        """The key that goes on everywhere else goes on here too."""
        await self.query_one(Input).action_submit()
