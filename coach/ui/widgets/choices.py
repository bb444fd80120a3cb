"""A list to choose from, by number, arrow or mouse: one answer, or several."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.advice.questions import Choice
from coach.ui.keys import also
from coach.ui.widgets.lines import HangingLines, quiet
from coach.ui.widgets.pick_list import PickList

_KEYS = "123456789abcdefhilmnopqrstuvwxyz"
"""A key for each line in their order; g, j and k go up and down."""

_IN_WORDS = 1.0
"""Seconds within which a key after a letter is taken for the next letter of a word."""

_NOT_ASKED = "Press a number, or use the arrows and enter. Typing does nothing here."
_REFUSED = "Typing does nothing here. Press enter again to choose the marked line."


class Choices(PickList):
    """Choices with a key each. A number chooses; with ``several`` it ticks and enter goes on.

    A letter only marks its line, and words typed for another field choose nothing: neither
    do their letters, nor the enter after them.
    """

    BINDINGS = [
        also("j", "cursor_down"),
        also("k", "cursor_up"),
        also("g", "first"),
        also("G", "last"),
        also("space", "tick"),  # where several may be chosen; else on_key takes it
    ]

    @dataclass
    class Chosen(Message):
        """The user settled on these ids (one, unless several may be chosen)."""

        ids: tuple[str, ...]

    @dataclass
    class Highlighted(Message):
        """The cursor is on this choice."""

        choice: Choice

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
        self._letter_at: float | None = None
        self._words_at: float | None = None
        self._before: int | None = None
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

    def _prompt(self, index: int) -> HangingLines:
        one = self._choices[index]
        ticked = one.id in self._ticked
        key = self._keys[index] if index < len(self._keys) else " "
        mark = ("✓ " if ticked else "○ ") if self._several else ("● " if ticked else "")
        words = Content(one.text)
        if one.help and not self._terse:
            words += quiet(f"\n{one.help}")
        return HangingLines((Content.styled(f"{key}  ", "$accent") + Content(mark), words))

    def on_key(self, event: events.Key) -> None:
        """A number chooses its line, a letter marks it; words typed here choose nothing."""
        character = event.character or ""
        if event.key == "enter" and self._words_at is not None:
            self._words_at = None
            self._say(event, _REFUSED)
        elif len(character) != 1 or not character.isprintable():
            self._words_at = self._letter_at = None
        elif self._belongs_to_words(event):
            self._pass_over(event)
        elif character in self._keys[: len(self._choices)]:
            self._taken(event)
            self._press(character, event.time)
        elif character == " " and not self._several:
            self._say(event, _NOT_ASKED)

    def _belongs_to_words(self, event: events.Key) -> bool:
        """Whether a key goes on with words, or begins them because it means nothing here."""
        last = max(self._words_at or 0.0, self._letter_at or 0.0)
        if last and event.time - last < _IN_WORDS:
            return True
        character = event.character or ""
        here = character in self._keys[: len(self._choices)]
        means_something = here or event.key in self.screen.active_bindings
        return not means_something and character.isalnum()

    def _pass_over(self, event: events.Key) -> None:
        """A letter of words: nothing is chosen, and what it marked is marked no more."""
        if self._words_at is None:
            self._say(event, _NOT_ASKED)
        if self._letter_at is not None:
            self.highlighted = self._before
        self._letter_at, self._words_at = None, event.time
        self._taken(event)

    def _press(self, character: str, now: float) -> None:
        index = self._keys.index(character)
        self._before, self._words_at = self.highlighted, None
        self._letter_at = now if character.isalpha() else None
        self.highlighted = index
        if not character.isalpha():
            self._choose(index)

    def _say(self, event: events.Key, text: str) -> None:
        self._taken(event)
        self.notify(text, timeout=5, markup=False)

    def _taken(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click chooses its line, in place of the stock select."""
        event.prevent_default()
        index = event.style.meta.get("option")
        if isinstance(index, int):
            self.highlighted = index
            self._choose(index)

    def hidden(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """The choices out of sight above, and those below."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        above, below, y = [], [], 0
        for index, one in enumerate(self._choices):
            height = self._prompt(index).get_height({}, max(1, self.size.width - 2))
            if y < top:
                above.append(one)
            elif y + height > bottom:
                below.append(one)
            y += height
        return tuple(above), tuple(below)

    def key_of(self, choice: Choice) -> str:
        """The key of this line; empty where there are more lines than keys."""
        index = self._choices.index(choice)
        return self._keys[index : index + 1]

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
