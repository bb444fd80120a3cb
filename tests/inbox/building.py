"""Short ways to say a mailbox in a test."""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

from coach.inbox import grouping, mail, stalled
from coach.inbox.own_addresses import Me
from coach.inbox.threads import Party

TODAY = date(2026, 11, 30)
ME = Me([Party("Ana Lopez", "ana@me.example")])


def raw(days, sender, text, *, to="ana@me.example", subject="Plan", number=0, extra=""):
    at = datetime(2026, 11, 30, 9, number % 60, tzinfo=UTC) - timedelta(days=days)
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {format_datetime(at)}\r\n"
        f"Message-ID: <{subject}.{number}@x.example>\r\n{extra}\r\n{text}"
    ).encode()


def thread(*turns, subject="Plan", other="Tom Reid <tom@x.example>", extra=""):
    """Messages as (days ago, "me" or "them", text)."""
    found = []
    for number, (days, who, text) in enumerate(turns):
        sender, to = (other, "ana@me.example") if who == "them" else ("ana@me.example", other)
        made = mail.message(
            raw(days, sender, text, to=to, subject=subject, number=number, extra=extra)
        )
        assert made is not None
        found.append(made)
    return found


def judge(*turns, **more):
    """What is found about one thread."""
    return all_found(*thread(*turns, **more))[0]


def all_found(*messages):
    return stalled.findings(grouping.threads(messages), ME, TODAY)


ADDRESS = "ana@me.example"
TOM, LEA = "Tom Reid <tom@x.example>", "Lea Park <lea@y.example>"


def mailbox(folder, *more):
    """A mailbox in which Tom owes an answer, and whatever more there is."""
    asked, again = "Here it is: 900. Does that work for you?", "Just checking: does that work?"
    mails = [
        raw(40, TOM, "Could you send a price?", subject="Fence", number=1),
        raw(39, ADDRESS, asked, to=TOM, subject="Fence", number=2),
        raw(30, ADDRESS, again, to=TOM, subject="Fence", number=3),
        raw(36, LEA, "Would you be willing to speak in March?", subject="Talk", number=4),
        *more,
    ]
    file = folder / "mail.mbox"
    start = b"From x Thu Oct  1 09:00:00 2026\n"
    held = [start + each.replace(b"\r\n", b"\n") + b"\n\n" for each in mails]
    file.write_bytes(b"".join(held))
    return file
