"""A small list laid over a screen to pick one thing from, or a line to type it in."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.ui.keys import also, keys
from coach.ui.widgets.chooser import ChooserEntry
from coach.ui.widgets.signed_list import SignedList
from coach.ui.widgets.tones import quiet

_NUMBERED = 9
_SHOWN = 200
"""Most entries shown at once; typing narrows the rest."""


class Picker(Vertical):
    """Hidden until asked. Few entries are numbered; many are narrowed by typing.

    Says what was ``Picked``, or that it was ``Closed``.
    """

    BINDINGS = [
        *keys("picker.close"),
        also("down", "move(1)"),
        also("up", "move(-1)"),
    ]

    DEFAULT_CSS = """
    Picker {
        layer: above; display: none; width: 64; max-width: 100%; height: auto; max-height: 100%;
        border: round $border; border-title-color: $accent;
        border-subtitle-color: $foreground-muted;
        background: $background; padding: 1 2;
        & > .note { color: $foreground-muted; padding: 0 0 1 0; height: auto; }
        & > Input {
            border: none; height: 1; padding: 0 1; margin: 0 0 1 0; background: $panel;
            &:focus { border: none; }
        }
        & > OptionList {
            border: none; padding: 0; background: transparent; height: auto; max-height: 14;
            text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1;
            &:focus { border: none; background: transparent; background-tint: transparent; }
        }
    }
    """

    @dataclass
    class Picked(Message):
        """This was picked or typed, in answer to this ``kind`` of question."""

        kind: str
        value: str

    class Closed(Message):
        """Nothing was picked."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        self._entries: tuple[ChooserEntry, ...] = ()
        self._offered: tuple[ChooserEntry, ...] = ()

    def compose(self) -> ComposeResult:
        """A note, a line to type in, the entries."""
        yield Static(Content(""), classes="note")
        yield Input()
        yield SignedList(markup=False)

    def offer(
        self, kind: str, title: str, entries: Sequence[ChooserEntry], *, note: str = ""
    ) -> None:
        """Let one of these be picked."""
        self._open(kind, title, note)
        self._entries = tuple(entries)
        many = len(entries) > _NUMBERED
        field, options = self.query_one(Input), self.query_one(OptionList)
        field.placeholder = "type to narrow"
        field.display, options.display = many, True
        self._fill("")
        (field if many else options).focus()

    def ask(self, kind: str, title: str, placeholder: str, *, note: str = "") -> None:
        """Let something be typed."""
        self._open(kind, title, note)
        self._entries = ()
        field = self.query_one(Input)
        field.placeholder = placeholder
        field.display, self.query_one(OptionList).display = True, False
        field.focus()

    def say(self, note: str) -> None:
        """Say something about what was picked, and stay open."""
        line = self.query_one(".note", Static)
        line.update(Content(note))
        line.display = bool(note)

    def _open(self, kind: str, title: str, note: str) -> None:
        self._kind = kind
        self.border_title, self.border_subtitle = Content(title), "esc closes"
        self.say(note)
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.display = True
        self.refresh_bindings()

    def _fill(self, words: str) -> None:
        wanted = words.casefold().split()
        found = (e for e in self._entries if all(word in e.text.casefold() for word in wanted))
        self._offered = tuple(each for each, _ in zip(found, range(_SHOWN), strict=False))
        numbered = len(self._entries) <= _NUMBERED
        options = self.query_one(OptionList)
        options.set_options(
            Option(_prompt(entry, str(n) if numbered else ""))
            for n, entry in enumerate(self._offered, start=1)
        )
        options.highlighted = 0 if self._offered else None

    # Keys

    def on_key(self, event: events.Key) -> None:
        """A number picks its line, where the lines are numbered."""
        if isinstance(self.app.focused, Input) or not event.character:
            return
        if event.character in "123456789" and int(event.character) <= len(self._offered):
            event.stop()
            self._pick(self._offered[int(event.character) - 1].value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        event.stop()
        if self._entries:
            self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed, or the line under the cursor."""
        event.stop()
        options = self.query_one(OptionList)
        if not self._entries:
            self._pick(event.value.strip())
        elif options.highlighted is not None:
            self._pick(self._offered[options.highlighted].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click on a line."""
        event.stop()
        self._pick(self._offered[event.option_index].value)

    def action_move(self, by: int) -> None:
        """Down or up the list, while typing too."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_close(self) -> None:
        """Pick nothing."""
        self.close()
        self.post_message(self.Closed())

    def close(self) -> None:
        """Go away quietly."""
        self.display = False
        self.refresh_bindings()

    def _pick(self, value: str) -> None:
        self.post_message(self.Picked(self._kind, value))


def _prompt(entry: ChooserEntry, number: str) -> Content:
    head = Content.styled(f"{number}  ", "$accent") if number else Content(" ")
    aside = quiet(f"  {entry.aside}") if entry.aside else Content("")
    return head + Content(entry.text) + aside
