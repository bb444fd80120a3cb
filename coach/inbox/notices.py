"""Tells notices, receipts and offers from what a person asks, where no header does."""

import re

from coach.inbox import phrases
from coach.inbox.turns import Turn

_ROLE = re.compile(
    r"^(?:info|support|service|services|hello|team|orders?|bookings?|reservations?|billing"
    r"|sales|admin|contact|customer\.?(?:service|care)|"
    r"help(?:desk)?|shop|store|mail|office|kundenservice|accounts?|payments?|invoices?|care"
    r"|members?|events?|hr|careers|jobs|surveys?|feedback)@"
)
"""Addresses behind which there's a desk rather than a person."""
_ABOUT = re.compile(
    r"^(?:[\w' ]{0,20}, )?(?:your|re: your) (?:\w+ )?(?:order|receipt|booking"
    r"|reservation|statement|subscription|payment"
    r"|account|password|parcel|delivery|appointment|ticket|trip|stay|bill"
    r"|membership|trial|visit|purchase)s?\b"
)
"""Subjects of what shops, hotels and banks write by themselves."""
_OFFERING = re.compile(r"\b(?:call|demo|chat|interested|quote|offer|renewal|show you|free)\b")

_SEEKS_ADVICE = re.compile(
    r"\b(?:ask you (?:about|how)|(?:your|some) (?:advice|guidance|perspective)|pick your brain"
    r"|learn (?:from you|how you)|how you (?:got|became|started|found your))\b"
    r"|\b(?:dich|sie) (?:um rat )?(?:\w+ )?fragen\b|\b(?:vos|tes) conseils\b"
)


def offers(ask: Turn, pitch: int = 1) -> bool:
    """Whether what is asked is to be sold something, rather than to be advised."""
    if pitch == 1 and _SEEKS_ADVICE.search(ask.message.text.casefold()):
        return False
    return any(_OFFERING.search(each.casefold()) for each in ask.cues.asks)


def is_notice(ask: Turn) -> bool:
    """Whether a desk or a service wrote, without a question of its own."""
    desk = bool(_ROLE.match(ask.who.address))
    about = ask.message.subject.casefold()
    subject = bool(phrases.NOTICE.search(about) or _ABOUT.match(about))
    question = any("?" in each for each in ask.cues.asks)
    if ask.message.parents:
        return False
    return subject or ask.cues.notice >= 2 or (desk and (not question or ask.cues.notice > 0))


def is_receipt(ask: Turn) -> bool:
    """Whether it reads like a receipt, whoever it comes from."""
    text = f"{ask.message.subject}\n{ask.message.text}".casefold()
    wants = any("?" in a and phrases.REQUEST.search(a.casefold()) for a in ask.cues.asks)
    if wants or ask.message.parents or phrases.UNPAID.search(text):
        return False
    return phrases.RECEIPT.hits(text) >= (2 if _ROLE.match(ask.who.address) else 3)
