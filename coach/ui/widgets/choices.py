"""A list to choose from, by number, arrow or mouse: one answer, or several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.advice.questions import Choice
from coach.ui.keys import also
from coach.ui.messages import Turned
from coach.ui.widgets.lines import HangingLines, quiet
from coach.ui.widgets.pick_list import PickList

_KEYS = "123456789"
"""The keys of the first lines, in their order. A longer list is narrowed by typing."""

_IN_WORDS = 1.0
"""Seconds within which a digit after a letter still belongs to the words."""

_NOT_ASKED = "Press a number, or use the arrows and enter. Typing does nothing here."
_REFUSED = "Typing does nothing here. Press enter again for the highlighted line."
_NOT_TICKED = (
    "Nothing is ticked. Press space to tick the highlighted line, or enter again to continue."
)
_ONLY_SEEN = "Press enter to choose the highlighted line."
_NOTHING = "No line has these words. Press esc to see all lines."


class Choices(PickList):
    """Choices with a key each. A number chooses; with ``several`` it ticks and enter goes on.

    In a list longer than there are numbers, letters leave the lines that have such words. In any
    other, words typed for another field choose nothing, nor does the enter after them.
    """

    BINDINGS = [
        also("space", "tick"),  # where several may be chosen; else on_key takes it
    ]

    NARROWS = True
    """Whether typing narrows a long list; False where letters are keys of the screen."""

    @dataclass
    class Chosen(Message):
        """The user settled on these ids (one, unless several may be chosen) of these choices."""

        ids: tuple[str, ...]
        choices: "Choices"

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
        self._choices = {each.id: each for each in choices}
        self._shown = tuple(choices)
        self._keys = keys
        self._at = at
        self._several = several
        self._terse = terse
        self._narrows = self.NARROWS and 0 < len(keys) < len(choices)
        self._words = ""
        self._words_at: float | None = None
        self._paged_to: int | None = None
        self._ticked = [each for each in chosen if each in self._choices]
        self._before = tuple(self._ticked)
        super().__init__(*self._drawn(), id=id, markup=False)

    def on_mount(self) -> None:
        """Start on the answer given before, if any; a digit held since before chooses nothing."""
        self.post_message(Turned())
        self._light(self._ticked[0] if self._ticked else self._at)

    def on_resize(self) -> None:
        """The line one is on stays in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which choice the cursor is on."""
        event.stop()
        if event.option_id and event.option_id in {each.id for each in self._shown}:
            self.post_message(self.Highlighted(self._choices[event.option_id]))

    # The lines

    def _drawn(self) -> Iterator[Option]:
        """What narrows the list, or the groups, with the choices."""
        if self._words:
            yield Option(quiet(f"   only lines with “{self._words}” · backspace"), disabled=True)
        group = ""
        for one in self._shown:
            if one.group != group and not self._words:
                yield Option(Content.styled(f"   {one.group}", "$accent"), disabled=True)
            group = one.group
            yield Option(self._prompt(one), id=one.id)

    def _prompt(self, one: Choice) -> HangingLines:
        ticked = one.id in self._ticked
        mark = ("✓ " if ticked else "○ ") if self._several else ("● " if ticked else "")
        words = Content(one.text)
        if one.help and not self._terse:
            words += quiet(f"\n{one.help}")
        key = Content.styled(f"{self.key_of(one) or ' '}  ", "$accent")
        return HangingLines((key + Content(mark), words))

    def key_of(self, choice: Choice) -> str:
        """The key of this line; empty where there are more lines than keys."""
        index = self._shown.index(choice)
        return self._keys[index : index + 1]

    def hidden(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """The choices out of sight above, and those below."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        above, below, y = [], [], 0
        for each in self._drawn():
            assert isinstance(each.prompt, Content | HangingLines)
            height = each.prompt.get_height({}, max(1, self.size.width - 2))
            if each.id and y < top:
                above.append(self._choices[each.id])
            elif each.id and y + height > bottom:
                below.append(self._choices[each.id])
            y += height
        return tuple(above), tuple(below)

    @property
    def changed_ticks(self) -> tuple[str, ...] | None:
        """What is ticked now, where it's several and not what it was; else None."""
        now = tuple(self._ticked)
        return now if self._several and now != self._before else None

    def _light(self, id: str = "") -> None:
        """Put the cursor on this line; on the first where it isn't there."""
        if any(each.id == id for each in self._shown):
            self.highlighted = self.get_option_index(id)
        else:
            self.action_first()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """A number chooses its line; letters narrow a long list, and choose nothing in another."""
        character = event.character or ""
        printable = len(character) == 1 and character.isprintable()
        if self._narrows and self._narrowed(event):
            self._taken(event)
        elif event.key == "enter" and self._words_at is not None:
            self._words_at = None
            self._say(event, _REFUSED)
        elif not printable:
            self._words_at = None
        elif not self._narrows and self._belongs_to_words(event):
            self._pass_over(event)
        elif character in self._keys[: len(self._shown)]:
            self._taken(event)
            self._choose(self._shown[self._keys.index(character)].id)
        elif character == " " and not self._several:
            self._say(event, _NOT_ASKED)

    def _narrowed(self, event: events.Key) -> bool:
        """Whether this key changed the words that narrow the list, or found nothing to choose."""
        character, words = event.character or "", self._words
        goes_on = bool(words) and (character.isdigit() or character == " ")
        if character in self._keys[: len(self._shown)] and character:
            return False
        if len(character) == 1 and (character.isalpha() or goes_on):
            self._narrow(words + character)
        elif words and event.key in ("backspace", "escape", "ctrl+u"):
            self._narrow(words[:-1] if event.key == "backspace" else "")
        elif words and event.key == "enter" and not self._shown:
            self._say(event, _NOTHING)
        else:
            return False
        return True

    def _narrow(self, words: str) -> None:
        """Show the lines in which each of these words begins one; those first that say it."""
        lit = self.highlighted_option
        self._words = words
        found = (each for each in self._choices.values() if _has(each, words))
        self._shown = tuple(sorted(found, key=lambda each: not _says(each.text, words)))
        self.set_options(self._drawn())
        self._light(lit.id or "" if lit and not words else "")
        if not self._shown:  # what was said of the line one was on is said no more
            self.post_message(self.Highlighted(Choice(id="", text="")))

    def _belongs_to_words(self, event: events.Key) -> bool:
        """Whether a key goes on with words, or begins them because it means nothing here."""
        if self._words_at is not None and event.time - self._words_at < _IN_WORDS:
            return True
        character = event.character or ""
        here = character in self._keys[: len(self._shown)]
        means_something = here or event.key in self.screen.active_bindings
        return not means_something and character.isalnum()

    def _pass_over(self, event: events.Key) -> None:
        """A letter of words chooses nothing."""
        if self._words_at is None:
            self._say(event, _NOT_ASKED)
        self._words_at = event.time
        self._taken(event)

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
        if isinstance(index, int) and (id := self.get_option_at_index(index).id):
            self._choose(id)

    # Settling

    def action_select(self) -> None:
        """Enter settles."""
        self._paged_to = None
        self.settle()

    def action_page_up(self) -> None:
        """A page up, to read: nothing is meant by the line it ends on."""
        super().action_page_up()
        self._paged_to = self.highlighted

    def action_page_down(self) -> None:
        """A page down, to read: nothing is meant by the line it ends on."""
        super().action_page_down()
        self._paged_to = self.highlighted

    def action_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        if (lit := self.highlighted_option) and lit.id:
            self._choose(lit.id)

    def settle(self) -> None:
        """Go on with what is chosen now; a list of ticks that was narrowed is shown whole first."""
        if self._several and self._words:
            self._narrow("")
            self.notify(_NOT_TICKED, timeout=5, markup=False)
        elif self._several:
            self.post_message(self.Chosen(tuple(self._ticked), self))
        elif self._paged_to is not None and self._paged_to == self.highlighted:
            self.notify(_ONLY_SEEN, timeout=5, markup=False)
        else:
            self.action_tick()

    def _choose(self, id: str) -> None:
        self._light(id)
        if self._several:
            self._tick(id)
        else:
            self.post_message(self.Chosen((id,), self))

    def _tick(self, id: str) -> None:
        if id in self._ticked:
            self._ticked.remove(id)
        else:
            self._ticked.append(id)
        if self._words:
            self._narrow("")
        self.replace_option_prompt(id, self._prompt(self._choices[id]))


def _has(choice: Choice, words: str) -> bool:
    """Whether each of these words begins a word of this choice, its help or its heading."""
    return _says(f"{choice.text} {choice.help} {choice.group}", words)


def _says(text: str, words: str) -> bool:
    said = re.findall(r"\w+", text.casefold())
    return all(any(each.startswith(word) for each in said) for word in words.casefold().split())
