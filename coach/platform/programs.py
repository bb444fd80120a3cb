"""Other programs: whether they are here, and how they are started away from our terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
