"""Other programs: whether they are here, and how they are started, in our terminal or not."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from subprocess import Popen


def installed(name: str, environ: Mapping[str, str]) -> bool:
    """Whether there is a program of this name on the path of this environment."""
    from shutil import which

    return which(name, path=environ.get("PATH")) is not None


def started(
    argv: Sequence[str], environ: Mapping[str, str], *, fed: bool = False
) -> Popen[bytes] | None:
    """The program, started; None where it cannot be. ``fed``: it is given its input.

    What it says goes nowhere, since it would write over our screen, and a daemon
    that it leaves behind would keep a pipe open. In a session of its own it
    outlives the terminal.
    """
    from subprocess import DEVNULL, PIPE, Popen

    try:
        return Popen(  # noqa: S603 - a fixed list of programs, no shell
            argv,
            stdin=PIPE if fed else DEVNULL,
            stdout=DEVNULL,
            stderr=DEVNULL,
            env=dict(environ),
            start_new_session=True,
        )
    except OSError:
        return None


def run(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run it in this terminal and wait for it; returns its status, negative for a signal.

    The screen must be suspended around it; the terminal comes back as it was. Raises
    ``OSError`` when it cannot be started.
    """
    import subprocess

    with _own_interrupts(), _terminal_kept():
        return subprocess.run(argv, env=dict(environ), check=False).returncode  # noqa: S603


@contextmanager
def _own_interrupts() -> Iterator[None]:
    """Leave ctrl+c to the editor; it must not end the program that waits for it."""
    import signal
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():  # only there can signals be handled
        yield
        return
    # A handler that does nothing, since an ignored signal would be ignored by the editor too.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


@contextmanager
def _terminal_kept() -> Iterator[None]:
    """Give the terminal back as it was, even from an editor that was killed."""
    try:
        import termios

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
    except Exception:  # not a terminal, or a system that has none
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
