"""Outlook's ``.msg``, where ``python-oxmsg`` is installed."""

import io
from datetime import UTC, datetime
from typing import Any

from coach.inbox import automatic_mail, headers, html_text, mail, quotes
from coach.inbox.threads import Message, Party, clipped

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MISSING = (
    "This is an Outlook .msg file. To read it, run pip install 'follow-up-coach[msg]', or save it"
    " as .eml in Outlook."
)


class OutlookError(Exception):
    """A ``.msg`` that can't be read; ``str()`` says what to do."""


def message(raw: bytes, *, mine: bool = False) -> Message | None:
    """The message in a ``.msg``."""
    try:
        from oxmsg import Message as Opened
    except ImportError as error:
        raise OutlookError(MISSING) from error
    try:
        opened = Opened.load(io.BytesIO(raw))
        return _made(opened, mine=mine)
    except Exception as error:
        raise OutlookError("This .msg file is broken.") from error


def _made(opened: Any, *, mine: bool) -> Message | None:
    given = {str(name): str(value) for name, value in dict(opened.message_headers or {}).items()}
    body = opened.body or (html_text.text_of(opened.html_body) if opened.html_body else "")
    if given.get("From") and given.get("Date"):
        head = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in given.items()
                       if not name.lower().startswith("content-"))  # fmt: skip
        raw = f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"
        return mail.message(raw.encode("utf-8", "replace"), source="msg", mine=mine)
    sent = opened.sent_date
    if not isinstance(sent, datetime):
        return None
    sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    sender = next(iter(headers.parties(opened.sender or "")), Party(opened.sender or ""))
    text = quotes.new_words(body)
    fields = {"subject": opened.subject or ""}
    return Message(
        id=f"msg:{sent.isoformat()}:{sender.key}:{fields['subject']}"[:250],
        at=sent.timestamp(),
        on=sent.date(),
        sender=sender,
        source="msg",
        to=tuple(
            Party(str(each.name or ""), str(each.email_address or "").lower())
            for each in opened.recipients
        ),
        subject=fields["subject"],
        text=clipped(text),
        auto=automatic_mail.is_auto_answer(fields, text),
        bulk=automatic_mail.is_machine(sender.address) or automatic_mail.says_automatic(text),
        unsubscribe=automatic_mail.reads_like_bulk(text),
        mine=mine,
    )
