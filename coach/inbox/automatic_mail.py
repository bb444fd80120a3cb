"""Tells what a machine wrote: answers while someone is away, newsletters, receipts, notices."""

import re
from collections.abc import Mapping

from coach.inbox.phrase_list import one_of

_AUTO_SUBJECT = re.compile(
    r"^\s*(?:re:\s*)?(?:auto(?:matic|mated)?[- ]?(?:reply|response|answer)"
    r"|out of (?:the )?office|ooo\b"
    r"|automatische antwort|abwesenheit|ich bin (?:abwesend|nicht im)|r[e\u00e9]ponse automatique"
    r"|absence du bureau|respuesta autom[a\u00e1]tica|fuera de la oficina|risposta automatica"
    r"|fuori sede|automatisch antwoord|afwezig|autosvar|resposta autom[a\u00e1]tica"
    r"|(?:i am |i'm )?(?:away|on (?:annual |parental |maternity )?leave|on vacation|on holiday)\b)",
    re.IGNORECASE,
)
_AUTO_TEXT = re.compile(
    r"\bi(?: am|'m|\u2019m) (?:currently )?(?:out of (?:the )?office"
    r"|away from (?:the office|my desk)"
    r"|on (?:annual |parental |maternity |paternity |sick )?leave|on vacation|on holiday)\b"
    r"|\bi will be out of (?:the )?office\b|\bout of (?:the )?office (?:until|from|and will)"
    r"|\b(?:limited|no|intermittent) access to (?:my )?e-?mail"
    r"|\bthank you for your (?:e-?mail|message)\.? i(?: am|'m"
    r"|\u2019m) (?:currently )?(?:out|away|on)\b"
    r"|\bich bin (?:derzeit |momentan )?(?:nicht im b\u00fcro|abwesend|im urlaub)"
    r"|\bvom .{3,30} bis .{3,30} (?:nicht im b\u00fcro|abwesend|im urlaub)"
    r"|\bje suis (?:actuellement )?(?:absent|en cong)|\bestar\u00e9 fuera de la oficina"
    r"|\bestoy de vacaciones",
    re.IGNORECASE,
)
_BOUNCE = re.compile(
    r"^(?:undeliver|delivery (?:status|failure|has failed)|mail delivery|returned mail"
    r"|failure notice"
    r"|read:|gelesen:|unzustellbar|\u00fcbermittlung|message (?:delayed|recall))",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"^(?:(?:.*[-_.+])?(?:no-?_?\.?reply|do-?not-?reply|donotreply|ne-?pas-?repondre"
    r"|noreply.*|nicht-?antworten"
    r"|mailer-daemon|postmaster|bounces?|auto-?confirm|auto)(?:[-_.+].*)?"
    r"|(?:.*[-_.])?notifications?(?:[-_.].*)?|notify|alerts?|newsletters?|news|updates?"
    r"|digest|mailing"
    r"|receipts?|invoice\+statements.*|marketing|promo(?:tions?)?|deals|offers?"
    r"|drive-shares.*|calendar-notification"
    r"|messages-noreply|invitations|jobalerts.*|jobs-listings|membership|reminders?"
    r"|service-?mail|statements?|e?billing-noreply"
    r"|security-?noreply|confirm(?:ation)?s?|buchungsbestaetigung|orders?-?update"
    r"|shipment-tracking|ship-confirm|order-update|auto-shipping)@",
    re.IGNORECASE,
)
_BULK_TEXT = re.compile(
    r"\bunsubscribe\b|\bview (?:this (?:e-?mail|message) )?in (?:your )?browser\b"
    r"|\bmanage (?:your )?(?:e-?mail |notification )?(?:preferences|subscription|settings"
    r"|notifications)\b"
    r"|\b(?:you(?:'re| are|\u2019re)|you've|you have) (?:receiving|received"
    r"|getting) this (?:e-?mail|message|newsletter|notice|because)"
    r"|\bthis (?:is an? |message (?:is|was) )(?:automat|system[- ]generated)"
    r"|\bautomatically generated\b"
    r"|\b(?:please )?do not reply (?:directly )?to this\b|\bthis (?:mailbox|inbox"
    r"|address) is not monitored\b"
    r"|\bupdate your preferences\b|\bopt[- ]?out (?:of|here)\b|\bnewsletter abbestellen\b"
    r"|\babmelden\b.{0,40}\bnewsletter\b"
    r"|\bse d[\u00e9e]sabonner\b|\bdarse de baja\b|\bautomatisch (?:erstellt|generiert|erzeugt)\b"
    r"|\bnicht auf diese (?:e-?mail|nachricht) (?:zu )?antworten",
    re.IGNORECASE,
)
_MACHINE_TEXT = re.compile(
    r"\bthis (?:is an? |message (?:is|was) |e-?mail (?:is|was) )(?:automat"
    r"|system[- ]generated|sent automat)"
    r"|\bautomatically generated\b|\bthis (?:mailbox|inbox|address) is not monitored\b"
    r"|\bdo not reply (?:directly )?to this\b|\bautomated (?:message|e-?mail|notification"
    r"|reminder)\b"
    r"|\bnicht auf diese (?:e-?mail|nachricht) (?:zu )?antworten|\bautomatisch (?:erstellt"
    r"|generiert|erzeugt)\b",
    re.IGNORECASE,
)
_AWAY_SIGNS = (
    "office",
    "away",
    "leave",
    "vacation",
    "holiday",
    "access to",
    "abwesend",
    "urlaub",
    "b\u00fcro",
    "absent",
    "cong",
    "oficina",
    "vacaciones",
)
_BULK_SIGNS = (
    "unsubscribe",
    "browser",
    "preferences",
    "receiving this",
    "received this",
    "getting this",
    "manage ",
    "automat",
    "generated",
    "not reply",
    "monitored",
    "opt-out",
    "opt out",
    "abbestellen",
    "abmelden",
    "sabonner",
    "de baja",
    "antworten",
)
_MACHINE_SIGNS = ("automat", "generated", "monitored", "not reply", "antworten")


def is_auto_answer(fields: Mapping[str, str], text: str) -> bool:
    """Whether this is a machine's answer to a mail of yours."""
    subject = fields.get("subject", "")
    if fields.get("content-type", "").lower().startswith("multipart/report"):
        return True
    if any(name in fields for name in ("x-autoreply", "x-autorespond", "x-failed-recipients")):
        return True
    if fields.get("auto-submitted", "").strip().lower().startswith("auto-replied"):
        return True
    if fields.get("precedence", "").strip().lower() in ("auto_reply", "auto-reply"):
        return True
    if _AUTO_SUBJECT.search(subject) or _BOUNCE.search(subject):
        return True
    return away(text)


def away(text: str) -> bool:
    """Whether a short text says that its sender is away, as an automatic answer would."""
    if len(text) > 900 or "?" in text or not one_of(_AWAY_SIGNS, low := text[:500].lower()):
        return False
    return bool(_AUTO_TEXT.search(low))


def is_bulk(fields: Mapping[str, str], address: str) -> bool:
    """Whether the header says that this went to many, or came from a machine."""
    if "list-id" in fields or "list-post" in fields or "x-github-reason" in fields:
        return True
    if fields.get("precedence", "").strip().lower() in ("bulk", "list", "junk"):
        return True
    if fields.get("auto-submitted", "no").strip().lower() not in ("no", ""):
        return True
    if "feedback-id" in fields or any(name.startswith("x-campaign") for name in fields):
        return True
    if fields.get("return-path", "").strip() == "<>":
        return True
    return is_machine(address)


def is_machine(address: str) -> bool:
    """Whether nobody reads what is sent to this address."""
    return bool(_MACHINE.match(address))


def reads_like_bulk(text: str) -> bool:
    """Whether the end or the beginning of a text says that it went to many."""
    part = (text if len(text) <= 1800 else text[:600] + text[-1200:]).lower()
    return one_of(_BULK_SIGNS, part) and bool(_BULK_TEXT.search(part))


def says_automatic(text: str) -> bool:
    """Whether a text says that no person wrote it."""
    part = (text if len(text) <= 1600 else text[:800] + text[-800:]).lower()
    return one_of(_MACHINE_SIGNS, part) and bool(_MACHINE_TEXT.search(part))
