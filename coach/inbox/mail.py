"""One email's bytes become one message."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date

from coach.inbox import automatic_mail, headers, invitations, mime, quotes
from coach.inbox.threads import NOBODY, Invitation, Kind, Message, Party, canonical, clipped

_SENT = frozenset(
    "sent envoy\u00e9 envoy\u00e9s gesendet enviado enviados inviata inviati posta "
    "inviata verzonden"
    " skickat sendt sendte wys\u0142ane enviadas l\u00e4hetetyt odeslan\u00e9 gesendete".split()
) | {
    "sent mail",
    "sent items",
    "sent messages",
    "messages envoy\u00e9s",
    "gesendete objekte",
    "gesendete elemente",
    "elementos enviados",
    "posta inviata",
    "verzonden items",
}
_SKIPPED = frozenset(
    "spam trash drafts draft chat junk brouillons brouillon corbeille "
    "entw\u00fcrfe entwurf papierkorb borradores"
    " papelera cestino bozze prullenbak concepten rascunhos lixeira lixo".split()
) | {
    "bin",
    "deleted items",
    "deleted messages",
    "junk email",
    "junk e-mail",
    "gel\u00f6schte elemente",
    "spamverdacht",
}


def is_sent_folder(name: str) -> bool:
    """Whether a folder of this name holds what the user has sent."""
    return _last(name) in _SENT


def is_skipped_folder(name: str) -> bool:
    """Whether a folder of this name holds spam, rubbish or drafts."""
    return _last(name) in _SKIPPED


def _last(name: str) -> str:
    plain = name.casefold().removesuffix(".mbox").removesuffix(".sbd").removesuffix("-1")
    return re.split(r"[./\\]", plain.strip(" ."))[-1].strip("[] ")


def message(
    raw: bytes, *, source: str = "eml", mine: bool = False, replied: bool = False
) -> Message | None:
    """The message in these bytes; None where there's none, or it isn't to be read."""
    head, body = headers.parted(raw)
    found = headers.fields(head)
    if "from" not in found and "sender" not in found:
        return None
    labels = _labels(found)
    if labels & _SKIPPED or _deleted(found):
        return None
    when = headers.moment(found.get("date", "")) or headers.moment(
        found.get("received", "").rpartition(";")[2]
    )
    if when is None:
        return None
    found["subject"] = headers.decoded(found.get("subject", ""))[:500]
    return _built(
        found,
        body,
        when=when,
        source=source,
        mine=mine or bool(labels & _SENT),
        replied=replied or "answered" in found.get("x-status", "").lower(),
    )


def _labels(found: Mapping[str, str]) -> set[str]:
    value = found.get("x-gmail-labels", "")
    if not value:
        return set()
    return {each.strip().strip('"').casefold() for each in headers.decoded(value).split(",")}


def _deleted(found: Mapping[str, str]) -> bool:
    try:
        return bool(int(found.get("x-mozilla-status", "0")[:4], 16) & 0x0008)
    except ValueError:
        return False


def _built(
    found: dict[str, str],
    body: bytes,
    *,
    when: tuple[float, date],
    source: str,
    mine: bool,
    replied: bool,
) -> Message:
    at, on = when
    sender = next(iter(headers.parties(found.get("from") or found.get("sender", ""))), NOBODY)
    bulk = automatic_mail.is_bulk(found, sender.address)
    invite: Invitation | None = None
    text = ""
    if not bulk or "auto-submitted" in found or b"text/calendar" in body[:20000]:
        held = mime.search(found, body)
        text = quotes.new_words(held.text) if held.plain or held.html else ""
        invite = next(filter(None, map(invitations.invitation, held.calendars)), None)
        unsubscribe = "list-unsubscribe" in found or automatic_mail.reads_like_bulk(held.text)
        bulk = bulk or automatic_mail.says_automatic(text)
    else:
        unsubscribe = True
    auto = automatic_mail.is_auto_answer(found, text)
    if invite is not None:
        bulk = auto = False
        sender = _inviter(invite, sender)
    kind: Kind = invitations.KINDS[invite.method] if invite else "text"
    return Message(
        id=_id(found, sender),
        at=at,
        on=on,
        sender=sender,
        source=source,
        to=headers.parties(found["to"]) if "to" in found else (),
        cc=headers.parties(found["cc"]) if "cc" in found else (),
        thread=_thread_id(found, invite),
        parents=_parents(found),
        subject=found["subject"] or (invite.summary if invite else ""),
        text=clipped(text) if not bulk else "",
        kind=kind,
        auto=auto,
        bulk=bulk and not auto,
        unsubscribe=unsubscribe,
        mine=mine,
        replied=replied,
        attached=b"isposition: attachment" in body,
        invitation=invite,
    )


def _inviter(invite: Invitation, sender: Party) -> Party:
    """Calendars send in their own name; the one who invites is the organizer."""
    if invite.method == "REPLY" or "@" not in invite.organizer:
        return sender
    if automatic_mail.is_machine(sender.address):
        return Party(sender.name, invite.organizer)
    return sender


def _thread_id(found: Mapping[str, str], invite: Invitation | None) -> str:
    if invite is not None:
        return f"uid:{invite.uid}"
    number = found.get("x-gm-thrid", "")
    return f"gm:{number}" if number else ""


def _parents(found: Mapping[str, str]) -> tuple[str, ...]:
    """The messages this one follows; ``References`` alone aren't trusted by the grouping."""
    direct = headers.ids(found["in-reply-to"]) if "in-reply-to" in found else ()
    if direct:
        return direct[:3]
    references = headers.ids(found["references"]) if "references" in found else ()
    if references:
        return tuple(f"?{each}" for each in references[-20:])
    index = found.get("thread-index", "")
    return (f"?index:{index[:29]}",) if len(index) >= 22 else ()


def _id(found: Mapping[str, str], sender: Party) -> str:
    given = headers.ids(found.get("message-id", ""))
    if given:
        return given[0][:250]
    plain = "\n".join((sender.key, found.get("date", ""), canonical(found["subject"])))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]
