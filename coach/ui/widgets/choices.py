"""A list to choose from, by number, arrow or mouse: one answer, or several."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.domain.questions import Choice
from coach.ui.keys import also
from coach.ui.widgets.hanging import Hanging
from coach.ui.widgets.tones import quiet

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


class Choices(OptionList):
    """Numbered choices. With ``several`` a number ticks and enter goes on."""

    DEFAULT_CSS = """
    Choices {
        height: auto;
        max-height: 100%;
        border: none;
        padding: 0;
        background: transparent;
        &:focus { border: none; background: transparent; }
        & > .option-list--option { padding: 0 1; }
    }
    """

    BINDINGS = [
        also("j", "cursor_down"),
        also("k", "cursor_up"),
        also("g", "first"),
        also("G", "last"),
        also("space", "tick"),
    ]

    class Chosen(Message):
        """The user settled on these ids (one, unless several may be chosen)."""

        def __init__(self, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.ids = ids

    class Highlighted(Message):
        """The cursor is on this choice."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        chosen: Sequence[str] = (),
        several: bool = False,
        terse: bool = False,
        keys: str = _KEYS,
        at: str = "",
        id: str | None = None,
    ) -> None:
        """``keys`` are those of the lines in their order; the one with the id ``at`` is lit first.

        ``terse`` leaves out what would help to choose.
        """
        self._choices = tuple(choices)
        self._keys = keys
        self._at = at
        self._several = several
        self._terse = terse
        self._ticked = [each for each in chosen if any(each == one.id for one in choices)]
        super().__init__(
            *(Option(self._prompt(index), id=one.id) for index, one in enumerate(self._choices)),
            id=id,
            markup=False,
        )

    def on_mount(self) -> None:
        """Start on the answer given before, if any."""
        ids = [one.id for one in self._choices]
        first = self._ticked[0] if self._ticked else self._at
        self.highlighted = ids.index(first) if first in ids else 0

    def on_resize(self) -> None:
        """The line one is on stays in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which choice the cursor is on."""
        event.stop()
        self.post_message(self.Highlighted(self._choices[event.option_index]))

    def _prompt(self, index: int) -> Hanging:
        one = self._choices[index]
        ticked = one.id in self._ticked
        key = self._keys[index] if index < len(self._keys) else " "
        mark = ("✓ " if ticked else "○ ") if self._several else ("● " if ticked else "")
        words = Content(one.text)
        if one.help and not self._terse:
            words += quiet(f"\n{one.help}")
        return Hanging((Content.styled(f"{key}  ", "$accent") + Content(mark), words))

    def on_key(self, event: events.Key) -> None:
        """A number or letter chooses its line."""
        character = event.character or ""
        taken = {"j", "k", "g", "G"}
        if len(character) != 1 or character in taken or character not in self._keys:
            return
        index = self._keys.index(character)
        if index < len(self._choices):
            event.stop()
            event.prevent_default()
            self.highlighted = index
            self._choose(index)

    def on_click(self, event: events.Click) -> None:
        """A click chooses its line, in place of the stock select."""
        event.prevent_default()
        index = event.style.meta.get("option")
        if isinstance(index, int):
            self.highlighted = index
            self._choose(index)

    def action_select(self) -> None:
        """Enter settles."""
        self.settle()

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        if self.highlighted is not None:
            self._choose(self.highlighted)

    def settle(self) -> None:
        """Go on with what is chosen now."""
        if self._several:
            self.post_message(self.Chosen(tuple(self._ticked)))
        elif self.highlighted is not None:
            self._choose(self.highlighted)

    def _choose(self, index: int) -> None:
        if self._several:
            self._tick(index)
        else:
            self.post_message(self.Chosen((self._choices[index].id,)))

    def _tick(self, index: int) -> None:
        id = self._choices[index].id
        if id in self._ticked:
            self._ticked.remove(id)
        else:
            self._ticked.append(id)
        self.replace_option_prompt_at_index(index, self._prompt(index))
