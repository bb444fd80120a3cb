"""The clipboard, by whichever way exists here, and an honest word about it.

The desktop's own program comes first, then tmux, then the terminal itself
(OSC 52), which many terminals drop without saying so. The programs are called
here and not through pyperclip, which lets xclip write its errors over the
screen, calls a failed copy done, and waits for ever for a hanging program.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from coach.platform.programs import installed, started

LONGEST_FOR_TERMINAL = 50_000
"""Bytes beyond which terminals cut or drop what is sent by OSC 52."""

IF_EMPTY = "If the paste is empty, save the message as a file instead."

_PATIENCE = 2.0
"""Seconds a clipboard program may take before the next is tried."""


class Program(NamedTuple):
    """A program that takes a text from its standard input.

    ``needs`` is the environment variable without which it cannot work here
    (empty: none), ``platform`` the one system that it belongs to (empty: any).
    """

    name: str
    argv: tuple[str, ...]
    needs: str = ""
    platform: str = ""

    def usable(self, environ: Mapping[str, str]) -> bool:
        """Whether it is installed and has what it needs."""
        return (
            (not self.needs or bool(environ.get(self.needs)))
            and (not self.platform or sys.platform == self.platform)
            and installed(self.name, environ)
        )


DESKTOP = (
    Program("pbcopy", ("pbcopy",), platform="darwin"),
    Program("wl-copy", ("wl-copy",), needs="WAYLAND_DISPLAY"),
    Program("xclip", ("xclip", "-selection", "clipboard"), needs="DISPLAY"),
    Program("xsel", ("xsel", "--clipboard", "--input"), needs="DISPLAY"),
    Program("clip.exe", ("clip.exe",), needs="WSL_DISTRO_NAME"),
    Program("termux-clipboard-set", ("termux-clipboard-set",)),
)
TMUX = (
    Program("tmux", ("tmux", "load-buffer", "-w", "-"), needs="TMUX"),
    Program("tmux", ("tmux", "load-buffer", "-"), needs="TMUX"),
)
"""tmux before 3.2 does not know ``-w``, which also offers the text to the terminal around it."""


class SystemClipboard:
    """The clipboard of this machine, or the nearest thing to one.

    ``terminal`` takes a text and sends it to the terminal by OSC 52 (in the
    screen, the app's own ``copy_to_clipboard``); without it that way is left out.
    """

    def __init__(
        self,
        terminal: Callable[[str], None] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.terminal = terminal
        self._environ = os.environ if environ is None else environ

    def copy(self, text: str) -> str:
        """Hand the text over; one sentence or two say where it went, or that it went nowhere.

        Takes a few milliseconds, but some seconds where programs hang.
        """
        data = text.encode("utf-8", errors="replace")
        for program in self._usable(DESKTOP):
            if _fed(program.argv, data, self._environ):
                return f"Copied with {program.name}. {IF_EMPTY}"
        for program in self._usable(TMUX):
            if _fed(program.argv, data, self._environ):
                return f"Copied to tmux: paste with its prefix key, then ]. {IF_EMPTY}"
        if self.terminal is not None and len(data) <= LONGEST_FOR_TERMINAL:
            self.terminal(text)
            return f"Sent to your terminal, which may not have copied it. {IF_EMPTY}"
        return "No clipboard can be reached from here. Save the message as a file instead."

    def ways(self) -> tuple[str, ...]:
        """The programs that could take a text here, the first tried first; may be empty."""
        return tuple(dict.fromkeys(each.name for each in self._usable((*DESKTOP, *TMUX))))

    def _usable(self, programs: tuple[Program, ...]) -> Iterator[Program]:
        return (each for each in programs if each.usable(self._environ))


def _fed(argv: tuple[str, ...], data: bytes, environ: Mapping[str, str]) -> bool:
    """Whether the program took the text and said that all went well.

    It may stay behind as a daemon, which hands the text out for as long as it runs.
    """
    from subprocess import TimeoutExpired

    running = started(argv, environ, fed=True)
    if running is None:
        return False
    try:
        running.communicate(data, timeout=_PATIENCE)
    except TimeoutExpired:
        running.kill()
        running.wait()
        return False
    except OSError:  # it went away without reading
        running.wait()
        return False
    return running.returncode == 0
