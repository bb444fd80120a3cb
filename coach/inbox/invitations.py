"""Reads the calendar part of a mail: who invites, to what day, who has answered.

Only a handful of lines are needed, and broken calendars are common in mail, so they're read by
hand; times need no zone here, for only the day counts.
"""

import re
from contextlib import suppress
from datetime import date

from coach.inbox.threads import Invitation, Kind

_UNFOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"(?m)^(METHOD|UID|DTSTART|SUMMARY|ORGANIZER|SEQUENCE|RRULE)((?:;[^:\r\n]*)?):(.*?)\r?$"
)
_BLOCK = re.compile(r"BEGIN:VTIMEZONE.*?(?:END:VTIMEZONE|\Z)", re.DOTALL)

KINDS: dict[str, Kind] = {
    "REQUEST": "invite",
    "REPLY": "answer",
    "COUNTER": "invite",
    "CANCEL": "cancel",
}


def invitation(calendar: str) -> Invitation | None:
    """The invitation in a calendar part, or None where it's only a file of dates."""
    text = _UNFOLD.sub("", calendar[:100_000])
    if "BEGIN:VCALENDAR" not in text:
        return None
    text = _BLOCK.sub("", text)
    found: dict[str, str] = {}
    for name, _, value in _LINE.findall(text):
        found.setdefault(name, value.strip())
    method = found.get("METHOD", "").upper()
    if method not in KINDS or not found.get("UID"):
        return None
    sequence = found.get("SEQUENCE", "0")
    return Invitation(
        uid=found["UID"][:300],
        method=method,
        starts=_day(found.get("DTSTART", "")),
        summary=found.get("SUMMARY", "").replace("\\,", ",").replace("\\;", ";")[:300],
        organizer=re.sub(r"(?i)^mailto:", "", found.get("ORGANIZER", "")).lower(),
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0,
    )


def _day(value: str) -> date | None:
    with suppress(ValueError):
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    return None
