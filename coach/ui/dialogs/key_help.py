"""What the keys do here, and the cover of a window that is too small."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.textual_workarounds import OnceDismissed
from coach.ui.widgets.lines import HangingLines, quiet
from coach.ui.widgets.pick_list import PickList


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is shown, what it does, and its name."""

    shown: str
    what: str
    key: str
    id: str = ""
    """By which the settings give it another key; empty where they can't."""


class Help(Dialog[str | None]):
    """The keys that do something here. Returns the one picked, to be pressed."""

    TITLE_TEXT = "Keys on this screen"
    LEAVES = "enter to run · n to show the names used in the settings · esc to close"
    BINDINGS = [also("f1,q", "cancel"), also("n", "names")]

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._named = False

    def pieces(self) -> ComposeResult:
        """A table of keys."""
        yield PickList(*self._options(), markup=False)

    def _options(self) -> list[Option]:
        lines = (
            (
                Content.styled(f"{row.shown:<11}", "$accent"),
                Content(row.what) + quiet(f"  {row.id}" if self._named else ""),
            )
            for row in self._rows
        )
        return [Option(HangingLines(each)) for each in lines]

    def action_names(self) -> None:
        """Show the names by which the settings give a key to something else, or hide them."""
        self._named = not self._named
        lines = self.query_one(PickList)
        lines.refill(self._options(), lines.highlighted)

    def on_option_list_option_selected(self, event: PickList.OptionSelected) -> None:
        """This one."""
        event.stop()
        self.dismiss(self._rows[event.option_index].key)


class TooSmall(OnceDismissed[None]):
    """Covers a window in which nothing can be read; it goes by itself, or with the program."""

    BINDINGS = [also("ctrl+q", "app.quit")]

    def __init__(self, fits: Callable[[], bool]) -> None:
        """``fits`` says whether there is room by now."""
        super().__init__()
        self._fits = fits

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(
            Content("Please make the window larger: at least 40 by 12. ctrl+q to quit."),
            id="too-small",
        )

    def on_screen_resume(self) -> None:
        """What lay above it has gone, and the window may have grown since."""
        if self._fits():
            self.dismiss()
