"""Links, opened by the desktop and never inside our screen.

Without a desktop the usual openers start a text browser in the terminal and
wait for it; so they are called only where a desktop is running, cut off from
the terminal, and not waited for.
"""

import os
import sys
from collections.abc import Mapping

from coach.platform.programs import installed, started

SCHEMES = ("mailto:", "https://", "http://")
"""The only links that are opened."""

INSTEAD = "copy the message or save it as a file instead."

_OPENERS = (("xdg-open",), ("gio", "open"), ("wslview",))
_A_MOMENT = 0.3
"""Seconds in which an opener that cannot work at all has usually said so."""


class DesktopOpener:
    """Opens links with the programs of the desktop, if there is one."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    def open(self, link: str) -> str:
        """Ask the desktop to open the link; one or two sentences say what came of it.

        Returns within a third of a second, whatever the other program does.
        """
        if not link.casefold().startswith(SCHEMES):
            return "Only email and web links can be opened from here."
        argv = self.command()
        if not argv:
            return f"There's no desktop here that can open {_short(link)}; {INSTEAD}"
        if _opened((*argv, link), self._environ):
            return f"Asked the desktop to open it. If nothing appears: {INSTEAD}"
        return f"The desktop couldn't open {_short(link)}; {INSTEAD}"

    def mail(self, *, to: str, subject: str, body: str) -> str:
        """Open the message as a draft in the desktop's mail program; says what came of it."""
        from coach.platform.mail_drafts import TOO_LONG_FOR_A_LINK, mailto

        link = mailto(to=to, subject=subject, body=body)
        return TOO_LONG_FOR_A_LINK if link is None else self.open(link)

    def mails(self, *, to: str, subject: str, body: str) -> bool:
        """Whether there is a desktop to ask, and the message is short enough for a link."""
        from coach.platform.mail_drafts import mailto

        return bool(self.command()) and mailto(to=to, subject=subject, body=body) is not None

    def command(self) -> tuple[str, ...]:
        """The command that opens links here; empty without a desktop session."""
        if sys.platform == "darwin":
            return ("open",) if not self._environ.get("SSH_CONNECTION") else ()
        if not (self._environ.get("DISPLAY") or self._environ.get("WAYLAND_DISPLAY")):
            return ()
        return next((each for each in _OPENERS if installed(each[0], self._environ)), ())


def _short(link: str) -> str:
    """The address alone, for a line on the screen."""
    return link.partition("?")[0]


def _opened(argv: tuple[str, ...], environ: Mapping[str, str]) -> bool:
    """Whether the program started and has not failed within a moment."""
    from subprocess import TimeoutExpired
    from threading import Thread

    running = started(argv, environ)
    if running is None:
        return False
    try:
        return running.wait(timeout=_A_MOMENT) == 0
    except TimeoutExpired:
        Thread(target=running.wait, daemon=True).start()  # leaves no zombie behind
        return True
