"""Where Textual 8 breaks under fast fingers, mended in one place until it is mended there.

The faults were found by ``tools.fuzz``: a key that arrives before a list was laid out or after a
screen was dismissed, a field painted after it was taken away. Textual raises; nothing is to be
done for the user, so nothing is done. The reports to Textual stand in docs/upstream.md.
"""

from contextlib import suppress

from textual._context import active_message_pump
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.geometry import Region
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.strip import Strip
from textual.widgets import TextArea
from textual.worker import Worker

from coach.ui.keys import also, keys


def only_missed(error: Exception) -> bool:
    """Whether this is raised in a node that is being taken away, for want of what has gone.

    A screen put up while it or the app is closing is mounted without its children.
    """
    node = active_message_pump.get(None)
    going = node is None or node._closing or getattr(node, "_pruning", False) or node.app._exit
    return going and isinstance(error, NoMatches | NoScreen)


def stands_on_top(screen: Screen[ScreenResultType]) -> bool:
    """Whether this screen can be dismissed: nothing lies above it, and it was not dismissed yet.

    ``Screen.dismiss`` answers its caller again, or takes away the screen below.
    """
    callbacks = screen._result_callbacks
    answered = any(each.future is not None and each.future.done() for each in callbacks)
    return screen.is_active and not answered


class LeftOnce(Screen[ScreenResultType]):
    """A screen that is left once, however often its key is pressed before it has gone.

    It stands second among bases: Textual takes styles and keys from the first.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answer and go, unless that is done already."""
        return super().dismiss(result) if stands_on_top(self) else AwaitComplete()


class OnceDismissed(ModalScreen[ScreenResultType], LeftOnce[ScreenResultType]):
    """A dialog that takes one answer."""


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's own palette without these faults, and with the way to the safety page."""

    BINDINGS = [*keys(hidden=("walk.unsafe",))]

    def action_unsafe(self) -> None:
        """Leave, and on to the safety page."""
        app = self.app
        self.dismiss()
        app.call_later(app.run_action, "app.unsafe")

    def _gather_commands(self, search_value: str) -> Worker[None]:
        """Gather what fits, unless the list has gone with the palette before it began."""

        async def gather() -> None:
            with suppress(NoMatches):
                await CommandPalette._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]

        return self.run_worker(gather, exclusive=True, group=self._GATHER_COMMANDS_GROUP)

    def _action_command_list(self, action: str) -> None:
        """Move in the list, unless it has no lines yet."""
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)


class ProseField(TextArea):
    """A field for prose: words wrap, tab goes on to the next field.

    It is painted blank between its removal and the next layout: its styles have gone by then,
    and ``TextArea.render_lines`` asks for them.
    """

    BINDINGS = [
        also("ctrl+home", "edge(0)"),
        also("ctrl+end", "edge(1)"),
    ]

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, tab_behavior="focus", highlight_cursor_line=False)

    def action_edge(self, end: int) -> None:
        """To the very beginning, or the end."""
        self.move_cursor(self.document.end if end else self.document.start)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; blank ones once it has been taken away."""
        if self._component_styles:
            return super().render_lines(crop)
        return [Strip.blank(crop.width)] * crop.height
