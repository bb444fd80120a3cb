"""Drive a program in a real terminal, as a person at a keyboard would.

    with Terminal([sys.executable, "-m", "coach"], home=tmp_path) as terminal:
        terminal.until("What has stalled?")
        terminal.press("down", "enter")
        terminal.type("Ada")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.left_behind() == set()

The program gets a pseudo-terminal of the given size and an environment of its
own: no variable of the developer's shell reaches it (none of ``PYTHON*``, which
alone can make a start several times slower), ``HOME`` and ``COACH_HOME`` lie in
``home``. The terminal understands bracketed frames, so that ``until`` and
``settle`` look at finished paintings only. Every wait has an end; when it is
reached, the error shows the screen as it stood.
"""

import os
import re
import signal
import sys
import termios
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pexpect

from tests.terminal.emulator import Emulator

ROOT = Path(__file__).parents[2]
"""The checkout; programs run there, so that ``-m coach`` finds the package."""

COACH = (sys.executable, "-m", "coach")
PATIENCE = 60.0
"""Seconds to wait for what should come at once, on a machine that is busy."""

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **dict(zip(("f1", "f2", "f3", "f4"), ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"), strict=True)),
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "shift+f8": "\x1b[19;2~",
}
_FRAME_ENDS = b"\x1b[?2026l"
_ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}


class Terminal:
    """One program in a pseudo-terminal of ``size`` (columns, lines)."""

    def __init__(
        self,
        command: Sequence[str] = COACH,
        *,
        home: Path,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> None:
        columns, lines = size
        self._emulator = Emulator(columns, lines)
        self.started = time.perf_counter()
        """When the program was started (``time.perf_counter``)."""
        self.painted = self.started
        """When the last output was read."""
        self.seen = self.started
        """When what ``until`` last waited for had come."""
        with warnings.catch_warnings():  # Python 3.12 warns of forks beside threads
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                command[0],
                list(command[1:]),
                env=environment(home, env or {}),
                cwd=str(cwd),
                dimensions=(lines, columns),
                timeout=PATIENCE,
            )
        self._child.delaybeforesend = None
        self._child.delayafterclose = self._child.delayafterterminate = 0.5
        self._ended = False

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child.isalive():
            self.kill(signal.SIGKILL)
            self.wait()
        self._child.close(force=True)

    # What one does

    def press(self, *keys: str) -> None:
        """Press keys by name: "enter", "ctrl+n", "f2", "down", "x"."""
        for key in keys:
            self._child.send(self._sequence(key).encode())

    def type(self, text: str) -> None:
        """Type a text, a character after the other."""
        for character in text:
            self._child.send(character.replace("\n", "\r").encode())

    def paste(self, text: str) -> None:
        """Paste a text at once, in brackets as terminals do."""
        self._child.send(f"\x1b[200~{text}\x1b[201~".encode())

    def click(self, text: str) -> None:
        """Click on the first character of a text on the screen."""
        column, row = self._emulator.place(text)
        self._child.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m".encode())

    def resize(self, columns: int, lines: int) -> None:
        """Drag the window to this size."""
        self.settle(quiet=0.05)
        self._emulator.resize(columns, lines)
        self._child.setwinsize(lines, columns)

    def kill(self, number: int = signal.SIGTERM) -> None:
        """Send a signal to the program."""
        self._child.kill(number)

    def hang_up(self) -> None:
        """Close the window on the program."""
        self._ended = True
        self._child.ptyproc.fileobj.close()

    # What one sees

    def screen(self) -> str:
        """The screen as it stands, rows without blanks at their ends."""
        self._read(0.0)
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The rows as last read."""
        return self._emulator.lines

    @property
    def frames(self) -> int:
        """How many frames were painted so far."""
        return self._emulator.frames

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._child.pid

    def colours(self) -> set[str]:
        """The colours in use on the screen."""
        return self._emulator.colours()

    def clipboard(self) -> list[str]:
        """What the program handed to the terminal's clipboard (OSC 52), decoded."""
        from base64 import b64decode

        return [b64decode(each).decode() for each in self._emulator.clipboard]

    def until(self, text: str | re.Pattern[str], timeout: float = PATIENCE) -> str:
        """Wait until a text (or a pattern) stands in a finished frame; returns the screen."""
        wanted = re.compile(re.escape(text)) if isinstance(text, str) else text
        return self._until(lambda seen: bool(wanted.search(seen)), f"{text!r}", timeout)

    def until_gone(self, text: str, timeout: float = PATIENCE) -> str:
        """Wait until a text stands on the screen no more; returns the screen."""
        return self._until(lambda seen: text not in seen, f"the end of {text!r}", timeout)

    def settle(self, quiet: float = 0.3, timeout: float = PATIENCE) -> str:
        """Wait until nothing was painted for ``quiet`` seconds; returns the screen."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self._read(quiet):
            pass
        return "\n".join(self.lines)

    def next_frame(self, timeout: float = PATIENCE) -> float:
        """Wait for the next frame to be painted whole; returns when that was."""
        before = self.frames
        end = time.perf_counter() + timeout
        while self.frames == before:
            if time.perf_counter() > end or (not self._read(0.2) and self._ended):
                raise AssertionError(f"nothing was painted. The screen:\n{self._framed()}")
        return self.painted

    def reaction(self, *keys: str, timeout: float = PATIENCE) -> float:
        """Press keys; returns the seconds until a frame that changed something was whole."""
        while self._read(0.0) or self._emulator.painting:
            pass  # what is painted already is no reaction
        before = self._emulator.digest()
        begun = time.perf_counter()
        self.press(*keys)
        end = begun + timeout
        while True:
            taken = self._frame(end)
            if self._emulator.digest() != before:
                return taken - begun

    def quits(self, timeout: float = PATIENCE) -> float:
        """Press ctrl+q; returns the seconds until the program was gone."""
        begun = time.perf_counter()
        self.press("ctrl+q")
        while not self._ended:
            if time.perf_counter() > begun + timeout:
                raise AssertionError(f"it is still running. The screen:\n{self._framed()}")
            self._read(0.2)
        return time.perf_counter() - begun

    def wait(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended; returns its exit status, or minus a signal."""
        end = time.perf_counter() + timeout
        while not self._ended and time.perf_counter() < end:
            self._read(0.1)
        while self._child.isalive():
            if time.perf_counter() > end:
                raise AssertionError(f"it is still running. The screen:\n{self._framed()}")
            time.sleep(0.01)
        status, number = self._child.exitstatus, self._child.signalstatus
        return -number if number is not None else int(status or 0)

    def left_behind(self) -> set[str]:
        """What an ended program should have put back and did not, in words."""
        flags = termios.tcgetattr(self._child.child_fd)[3]
        cooked = flags & termios.ECHO and flags & termios.ICANON and flags & termios.ISIG
        return self._emulator.left_behind() | (set() if cooked else {"raw keys"})

    def terminal_restored(self) -> bool:
        """Whether the terminal is as it was before."""
        return not self.left_behind()

    # Within

    def _until(self, holds: Callable[[str], bool], what: str, timeout: float) -> str:
        end = time.perf_counter() + timeout
        while True:
            whole = self._ended or not self._emulator.painting
            if whole and holds("\n".join(self.lines)):
                self.seen = self.painted
                return self._whole()
            left = end - time.perf_counter()
            if left <= 0 or self._ended:
                why = "the program ended" if self._ended else f"{timeout} s went by"
                raise AssertionError(f"waited for {what}; {why}. The screen:\n{self._framed()}")
            self._read(min(left, 0.2))

    def _frame(self, end: float) -> float:
        """Take one whole frame, looking at it only when it is whole; returns when that was."""
        output = b""
        while _FRAME_ENDS not in output:
            if time.perf_counter() > end:
                self._emulator.feed(output)
                raise AssertionError(f"nothing changed. The screen:\n{self._framed()}")
            try:
                output += self._child.read_nonblocking(65536, 0.2)
            except pexpect.TIMEOUT:
                continue
        whole = time.perf_counter()
        self._emulator.feed(output)
        return whole

    def _whole(self) -> str:
        """The screen, once what comes in one go with it has come too.

        The first paintings have no brackets: a program asks for them at its start.
        """
        while self._read(0.02 if self.frames == 0 else 0.0) or self._emulator.painting:
            if self._ended:
                break
        return "\n".join(self.lines)

    def _read(self, patience: float) -> bool:
        """Take what has been written; False when there was nothing."""
        if self._ended:
            return False
        try:
            data = self._child.read_nonblocking(65536, patience)
        except pexpect.TIMEOUT:
            return False
        except (pexpect.EOF, OSError, ValueError):
            self._ended = True
            return False
        self.painted = time.perf_counter()
        self._emulator.feed(data)
        if answers := self._emulator.answers():
            self._child.send(answers)
        return True

    def _sequence(self, key: str) -> str:
        if key in _NAMED:
            return _NAMED[key]
        if key in _ARROWS:
            return ("\x1bO" if self._emulator.application_keys else "\x1b[") + _ARROWS[key]
        if re.fullmatch(r"ctrl\+[a-z]", key):
            return chr(ord(key[-1]) - ord("a") + 1)
        if len(key) == 1:
            return key
        raise ValueError(f"no key is called {key!r}")

    def _framed(self) -> str:
        return "\n".join(f"  | {line}" for line in self.lines)


def environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """A clean environment with everything of the user's below ``home``.

    ``more`` is laid over it; a variable set to "" there is left out.
    """
    plain = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "COACH_HOME": str(home / "coach"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "UTC",
        **more,
    }
    return {name: value for name, value in plain.items() if value}
