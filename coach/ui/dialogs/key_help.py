"""What the keys do here, and the cover of a window that is too small."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.widgets.hanging_lines import HangingLines


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is shown, what it does, and its name."""

    shown: str
    what: str
    key: str


class Help(Dialog[str | None]):
    """The keys that do something here. Returns the one picked, to be pressed."""

    TITLE_TEXT = "Keys here"
    LEAVES = "enter to run · esc to close"
    BINDINGS = [also("f1,q", "cancel")]

    DEFAULT_CSS = """
    Help OptionList {
        height: auto; max-height: 100%; border: none; padding: 0; background: transparent;
        &:focus { border: none; background: transparent; background-tint: transparent; }
    }
    """

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def pieces(self) -> ComposeResult:
        """A table of keys."""
        rows = (
            HangingLines((Content.styled(f"{row.shown:<11}", "$accent"), Content(row.what)))
            for row in self._rows
        )
        yield OptionList(*map(Option, rows), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        event.stop()
        self.dismiss(self._rows[event.option_index].key)


class TooSmall(ModalScreen[None]):
    """Covers a window in which nothing can be read; it goes by itself."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(
            Content("This window is too small. It needs at least 50 by 15."), id="too-small"
        )
