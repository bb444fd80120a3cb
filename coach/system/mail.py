"""Messages for other mail programs: an unsent file, a link, or a command.

Nothing here sends. A saved file carries ``X-Unsent: 1`` so that mail programs
open it as a draft; it has no date and no message id, because those belong to
the moment and to the program that sends it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.headerregistry import Address

LONGEST_LINK = 1800
"""Encoded characters that mail programs and desktops still take in one link."""

_LONGEST_LIST = 2000
"""Characters of a list of readers that are looked at."""

TOO_LONG_FOR_A_LINK = (
    "This message is too long for a mail link; save it as a mail file and open that instead."
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


@dataclass(frozen=True, slots=True)
class MailProgram:
    """A mail program for the terminal and the command that opens this draft in it."""

    name: str
    argv: tuple[str, ...]


def mail_programs(
    file: Path, link: str | None, which: Callable[[str], str | None] | None = None
) -> tuple[MailProgram, ...]:
    """The installed terminal mail programs that can open the draft, to be shown first.

    They take over the terminal while they run; run ``argv`` as it is, without a
    shell. ``file`` is a saved mail, ``link`` its ``mailto:`` link if it has one.
    """
    from shutil import which as on_path

    installed = which or on_path
    ways: list[tuple[str, tuple[str, ...]]] = [("neomutt", ("-H", str(file)))]
    ways += [("mutt", ("-H", str(file)))]
    if link is not None:
        ways += [("aerc", (link,)), ("himalaya", ("message", "mailto", link))]
    return tuple(MailProgram(name, (name, *rest)) for name, rest in ways if installed(name))


def _encodable(text: str) -> str:
    """The text without half characters, which no encoding can carry."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
