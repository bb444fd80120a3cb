"""Messages for other mail programs: an unsent file, a link, or a command.

Nothing here sends. A saved file carries ``X-Unsent: 1`` so that mail programs
open it as a draft; it has no date and no message id, because those belong to
the moment and to the program that sends it.
"""

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coach.app.ports import MailProgram
from coach.platform.programs import installed, run, started

if TYPE_CHECKING:
    from email.headerregistry import Address

LONGEST_LINK = 1800
"""Encoded characters that mail programs and desktops still take in one link."""

_LONGEST_LIST = 2000
"""Characters of a list of readers that are looked at."""

TOO_LONG_FOR_A_LINK = (
    "This message is too long for an email link. Save it as an email file and open that instead."
)

_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
_PART = r"[^\s@<>()\[\]\\,;:\"]+"
_ADDRESS = re.compile(
    rf"(?P<name>[^<>;@]*)<\s*(?P<user>{_PART})@(?P<host>{_PART})\s*>"
    rf"|(?P<bare>{_PART})@(?P<place>{_PART})"
)


def eml(*, to: str, subject: str, body: str, sender: str = "") -> bytes:
    """The message as a file that mail programs open as a draft (RFC 5322, CRLF).

    ``to`` and ``sender`` are read as addresses ("Ana <ana@example.org>"); what
    holds no address, such as a bare name, leaves its header out. Line breaks
    in headers become spaces, so no text can add a header of its own.
    """
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8

    senders, readers = addresses(sender), addresses(to)
    plain = all(each.addr_spec.isascii() for each in (*senders, *readers))
    mail = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    mail["X-Unsent"] = "1"
    if senders:
        mail["From"] = senders[:1]
    if readers:
        mail["To"] = readers
    if one_line(subject):
        mail["Subject"] = one_line(subject)
    mail.set_content(_encodable(body), charset="utf-8", cte="quoted-printable")
    return bytes(mail)


def mailto(*, to: str, subject: str, body: str) -> str | None:
    """The message as a ``mailto:`` link (RFC 6068), or None where it would be too long."""
    from urllib.parse import quote

    readers = ",".join(quote(each.addr_spec, safe="@!$'*+-._~") for each in addresses(to))
    lines = "\r\n".join(_encodable(body).splitlines())
    fields = {"subject": one_line(subject), "body": lines}
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields.items() if text)
    link = f"mailto:{readers}" + (f"?{query}" if query else "")
    return link if len(link) <= LONGEST_LINK else None


def one_line(text: str) -> str:
    """The text fit for a header: line breaks are single spaces, control characters gone."""
    return _CONTROLS.sub("", _LINE_BREAKS.sub(" ", _encodable(text))).strip()


def addresses(typed: str) -> tuple["Address", ...]:
    """The mail addresses in what was typed, with their names; may be empty."""
    from email.headerregistry import Address

    return tuple(
        Address(
            (found["name"] or "").strip(" ,'\""),
            username=found["user"] or found["bare"],
            domain=found["host"] or found["place"],
        )
        for found in _ADDRESS.finditer(one_line(typed)[:_LONGEST_LIST])
    )


class TerminalMailPrograms:
    """The mail programs for the terminal that are installed here."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    def programs(self, file: str, *, to: str, subject: str, body: str) -> tuple[MailProgram, ...]:
        """Those that can open this draft, which is saved in ``file``."""
        link = mailto(to=to, subject=subject, body=body)
        ways: list[tuple[str, ...]] = [("neomutt", "-H", file), ("mutt", "-H", file)]
        if link is not None:
            ways += [("aerc", link), ("himalaya", "message", "mailto", link)]
        return tuple(MailProgram(name=argv[0], argv=argv) for argv in ways if self._works(argv))

    def open(self, program: MailProgram) -> str:
        """Run it in this terminal and wait; returns a sentence where it failed, else nothing.

        The screen must be suspended around this. Never raises.
        """
        try:
            status = run(program.argv, self._environ)
        except OSError as error:
            return f"{program.name} couldn't be started: {error.strerror}. {_INSTEAD}"
        return f"{program.name} ended with status {status}. {_INSTEAD}" if status else ""

    def _works(self, argv: tuple[str, ...]) -> bool:
        if not installed(argv[0], self._environ):
            return False
        return argv[0] != "himalaya" or _knows(argv[:-1], self._environ)


_PATIENCE = 2.0
"""Seconds a mail program may take to say which commands it has."""

_INSTEAD = "The saved email file is still there."


def _knows(command: tuple[str, ...], environ: Mapping[str, str]) -> bool:
    """Whether this edition has the command: himalaya 2 dropped what himalaya 1 had."""
    from subprocess import TimeoutExpired

    asked = started((*command, "--help"), environ)
    if asked is None:
        return False
    try:
        return asked.wait(timeout=_PATIENCE) == 0
    except TimeoutExpired:
        asked.kill()
        asked.wait()
        return False


def _encodable(text: str) -> str:
    """The text without half characters, which no encoding can carry."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
