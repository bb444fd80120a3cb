"""A small list laid over what is read: contents, links, what to do with an address."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.ui.keys import keys
from coach.ui.widgets.signed_list import SignedList
from coach.ui.widgets.tones import quiet


@dataclass(frozen=True, slots=True)
class ChooserEntry:
    """One line to choose: its words, what it stands for, and quiet words after it."""

    text: str
    value: str
    aside: str = ""
    indent: int = 0


class Chooser(Vertical):
    """Offers entries; says which was chosen, or that it was closed.

    ``kind`` names the list in what it says; the entry at ``at`` is lit first;
    ``note`` stands above them.
    """

    BINDINGS = keys("chooser.close", hidden=("chooser.down", "chooser.up"))

    DEFAULT_CSS = """
    Chooser {
        width: 100%;
        max-width: 72;
        height: auto;
        max-height: 90%;
        border: round $border;
        background: $surface;
        padding: 0 1;
        & > Static { padding: 0 0 1 0; }
        & > OptionList {
            border: none;
            padding: 0;
            background: transparent;
            height: auto;
            max-height: 100%;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
            &:focus { border: none; background: transparent; background-tint: transparent; }
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """An entry was chosen: the ``kind`` of list it was in, and what it stands for."""

        kind: str
        value: str

    class Closed(Message):
        """Nothing was chosen."""

    def __init__(
        self, kind: str, title: str, entries: Sequence[ChooserEntry], *, at: int = 0, note: str = ""
    ) -> None:
        super().__init__()
        self._kind, self._entries = kind, tuple(entries)
        self._at, self._note = at, note
        self.border_title = Content(title)

    def compose(self) -> ComposeResult:
        """A note above, if any, and the entries below."""
        if self._note:
            yield Static(Content(self._note))
        yield SignedList(*(Option(_prompt(entry)) for entry in self._entries))

    def begin(self) -> None:
        """Take the keys, with the entry lit that one is most likely to want."""
        options = self.query_one(OptionList)
        options.highlighted = self._at
        options.focus()

    def action_move(self, step: int) -> None:
        """One entry down, or up."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()

    def action_close(self) -> None:
        """Choose nothing."""
        self.post_message(self.Closed())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An entry was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._kind, self._entries[event.option_index].value))


def _prompt(entry: ChooserEntry) -> Content:
    text = Content(" " * entry.indent + entry.text)
    return text + quiet(f"  {entry.aside}") if entry.aside else text
