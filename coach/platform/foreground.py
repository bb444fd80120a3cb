"""Another program in our terminal, until it ends; the terminal comes back as it was.

The screen must be suspended around it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress


def run(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run it in this terminal and wait for it; returns its status, negative for a signal.

    Raises ``OSError`` when it cannot be started.
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
    import sys

    try:
        import termios

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
    except (ImportError, OSError, ValueError, AttributeError):
        yield
        return
    except termios.error:  # not a terminal
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
