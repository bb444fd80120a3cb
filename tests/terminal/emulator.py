"""A terminal in memory: pyte, and what pyte 0.8.2 does not know.

Bytes go in, a grid of characters comes out. Beside that it counts painted
frames, remembers which modes a program has left on, and holds the answers that
a real terminal would send back.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterable
from copy import copy, deepcopy
from typing import Any
from unicodedata import combining

import pyte
from wcwidth import wcwidth

ALTERNATE, CURSOR, PASTE, FOCUS, FRAME = 1049, 25, 2004, 1004, 2026
MOUSE = (1000, 1002, 1003, 1006, 1015)

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?P<mark>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    r"|[^\[\]PX^_]"
    r")",
    re.DOTALL,
)
_KNOWN_PRIVATE = frozenset("hlJK")
"""Final bytes of ``CSI ?`` sequences that pyte takes; others it would draw or trip over."""

_ANSWERS = {
    "?2026$p": "\x1b[?2026;2$y",  # frames in brackets: known, off
    "?2048$p": "\x1b[?2048;0$y",  # resizes in the stream: unknown, so signals are sent
}


class _Grid(pyte.Screen):
    """pyte's screen with an alternate buffer, repeats, scrolls and zero-width characters."""

    def __init__(self, columns: int, lines: int) -> None:
        self._under: tuple[Any, Any] | None = None
        self._last = " "
        self.answers: list[str] = []
        super().__init__(columns, lines)

    def draw(self, data: str) -> None:
        """Draw, where pyte would drop the rest of a text after a zero-width character."""
        data = "".join(each for each in data if wcwidth(each) > 0 or combining(each))
        if data:
            self._last = data[-1]
            super().draw(data)

    def repeat(self, count: int = 1) -> None:
        """REP: the last character once more, or more often."""
        self.draw(self._last * (count or 1))

    def scroll_text_up(self, count: int = 1) -> None:
        """SU."""
        self._at_top(lambda: self.delete_lines(count or 1))

    def scroll_text_down(self, count: int = 1) -> None:
        """SD."""
        self._at_top(lambda: self.insert_lines(count or 1))

    def _at_top(self, act: Any) -> None:
        place = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        act()
        self.cursor.x, self.cursor.y = place

    def switch(self, alternate: bool) -> None:
        """Take the alternate buffer, or put back what lay under it."""
        if alternate and self._under is None:
            self._under = deepcopy(self.buffer), copy(self.cursor)
            self.erase_in_display(2)
            self.cursor_position()
        elif not alternate and self._under is not None:
            self.buffer, self.cursor = self._under
            self._under = None

    def write_process_input(self, data: str) -> None:
        """Keep an answer until it is fetched."""
        self.answers.append(data)


class _Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_text_up", "T": "scroll_text_down"}
    events = frozenset([*pyte.Stream.events, "repeat", "scroll_text_up", "scroll_text_down"])


class Emulator:
    """Takes what a program writes, and shows what a person would see."""

    def __init__(self, columns: int = 80, lines: int = 24) -> None:
        self._grid = _Grid(columns, lines)
        self._stream = _Stream(self._grid)
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._rest = ""
        self._keyboards = 0
        self.modes: set[int] = {CURSOR}
        """Private modes that are on now."""
        self.clipboard: list[str] = []
        """What was sent to the terminal's clipboard (OSC 52), as it was sent: base64."""
        self.frames = 0
        """Frames painted whole so far."""

    @property
    def painting(self) -> bool:
        """Whether a frame has begun and not ended."""
        return FRAME in self.modes

    @property
    def application_keys(self) -> bool:
        """Whether arrows are wanted as ``ESC O A`` and not ``ESC [ A``."""
        return 1 in self.modes

    def feed(self, data: bytes) -> None:
        """Take some output; a sequence cut in two waits for its rest."""
        text = self._rest + self._decoder.decode(data)
        self._rest = ""
        at = 0
        while (begin := text.find("\x1b", at)) >= 0:
            self._stream.feed(text[at:begin])
            found = _SEQUENCE.match(text, begin)
            if found is None:
                self._rest = text[begin:]
                return
            self._sequence(found)
            at = found.end()
        self._stream.feed(text[at:])

    def _sequence(self, found: re.Match[str]) -> None:
        sequence, final = found[0], found["final"]
        if final is None:
            self._other(sequence)
        elif found["mark"] == "?" and final in "hl":
            self._mode(found["numbers"], on=final == "h")
            self._stream.feed(sequence)
        elif found["mark"] in "<>" and found["mark"] and final == "u":
            self._keyboards += 1 if found["mark"] == ">" else -1
        elif found["mark"] == "" and not found["between"]:
            self._stream.feed(sequence.replace(":", ";"))
        elif found["mark"] == "?" and final in _KNOWN_PRIVATE:
            self._stream.feed(sequence)
        elif answer := _ANSWERS.get(sequence.removeprefix("\x1b[")):
            self._grid.answers.append(answer)

    def _other(self, sequence: str) -> None:
        if sequence.startswith("\x1b]52;"):
            self.clipboard.append(
                sequence.removesuffix("\x07").removesuffix("\x1b\\").rsplit(";")[-1]
            )
        elif len(sequence) == 2:
            self._stream.feed(sequence)

    def _mode(self, numbers: str, *, on: bool) -> None:
        for number in (int(each) for each in numbers.split(";") if each):
            if number == FRAME and not on and FRAME in self.modes:
                self.frames += 1
            if number in (ALTERNATE, 47, 1047):
                self._grid.switch(on)
            (self.modes.add if on else self.modes.discard)(number)

    def answers(self) -> bytes:
        """What a terminal would have sent back since the last call."""
        said, self._grid.answers = "".join(self._grid.answers), []
        return said.encode()

    def resize(self, columns: int, lines: int) -> None:
        """Make the window this large."""
        self._grid.resize(lines, columns)

    @property
    def lines(self) -> list[str]:
        """The rows as they stand, without blanks at their ends."""
        return [line.rstrip() for line in self._grid.display]

    def place(self, text: str) -> tuple[int, int]:
        """Column and row (from 1) where ``text`` stands. Raises ``ValueError``."""
        for row, line in enumerate(self.lines, start=1):
            if (at := line.find(text)) >= 0:
                return 1 + sum(max(0, wcwidth(each)) for each in line[:at]), row
        raise ValueError(f"{text!r} is not on the screen")

    def colours(self) -> set[str]:
        """The colours that cells with something in them are painted in, "default" left out."""
        seen = {name for cell in self._cells() for name in (cell.fg, cell.bg)}
        return seen - {"default"}

    def digest(self) -> int:
        """A number that changes when anything on the screen does, colours too; not the cursor."""
        rows = self._grid.buffer
        return hash(tuple(tuple(sorted(rows[y].items())) for y in sorted(rows)))

    def _cells(self) -> Iterable[Any]:
        for line in self._grid.buffer.values():
            yield from line.values()

    def left_behind(self) -> set[str]:
        """What a program that has ended should have put back, in words."""
        on = self.modes
        left = {
            "the alternate screen": ALTERNATE in on,
            "a hidden cursor": CURSOR not in on,
            "mouse reports": any(mode in on for mode in MOUSE),
            "bracketed paste": PASTE in on,
            "focus reports": FOCUS in on,
            "an open frame": FRAME in on,
            "another keyboard protocol": self._keyboards > 0,
        }
        return {name for name, is_left in left.items() if is_left}
