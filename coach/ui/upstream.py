"""Where Textual 8 breaks under fast fingers, mended in one place until it is mended there.

Both faults were found by ``tools.fuzz``: a key that arrives before a list was laid out or after a
screen was dismissed. Textual raises; nothing is to be done for the user, so nothing is done.
"""

from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import OptionList


def stands_on_top(screen: Screen[ScreenResultType]) -> bool:
    """Whether this screen can be dismissed: nothing lies above it, and it was not dismissed yet.

    ``Screen.dismiss`` answers its caller again, or takes away the screen below.
    """
    callbacks = screen._result_callbacks
    answered = any(each.future is not None and each.future.done() for each in callbacks)
    return screen.is_active and not answered


class OnceDismissed(ModalScreen[ScreenResultType]):
    """A dialog that takes one answer, however often its key is pressed."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answer and go, unless that is done already."""
        return super().dismiss(result) if stands_on_top(self) else AwaitComplete()


class KeyList(OptionList):
    """A list of options that stands still on page keys while it has no lines yet."""

    def action_page_up(self) -> None:
        """A page up; ``OptionList._move_page`` looks for a line that is not laid out yet."""
        with suppress(KeyError, IndexError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, in the same way."""
        with suppress(KeyError, IndexError):
            super().action_page_down()  # type: ignore[no-untyped-call]


class Palette(CommandPalette):
    """Textual's own palette without both faults."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Answer and go, unless that is done already."""
        return super().dismiss(result) if stands_on_top(self) else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Move in the list, unless it has no lines yet."""
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)
