"""Findings as ``coach inbox`` prints them: a JSON object a line, or a line for a reader."""

import json
import re
from collections.abc import Container, Sequence
from datetime import timedelta

from coach.inbox.stalled import OLD
from coach.inbox.verdict import Finding
from coach.sanitize import one_line

_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SAID = {
    ("waiting", False): "They went quiet",
    ("waiting", True): "They promised",
    ("owing", False): "You owe an answer",
    ("owing", True): "You promised",
    ("repair", False): "You went quiet",
    ("repair", True): "You promised and you're late",
    ("unwanted", False): "They keep writing",
}


def shown(text: str) -> str:
    """Text from outside on one line: nothing in it acts on a terminal or turns its direction."""
    return one_line(_BIDI.sub("", text))


def as_json(finding: Finding) -> str:
    """The finding as one line of JSON."""
    return json.dumps(
        {
            "id": finding.id,
            "source": finding.source,
            "situation": finding.situation,
            "with": {"name": shown(finding.who.name), "address": shown(finding.who.address)},
            "topic": shown(topic(finding)),
            "medium": finding.medium,
            "last_from": finding.last_from,
            "last_on": finding.last_on.isoformat(),
            "days": finding.days,
            "reminders_sent": finding.reminders_sent,
            "promised_for": finding.promised_for.isoformat() if finding.promised_for else None,
            "reason": shown(finding.reason),
            "sure": finding.sure,
        },
        ensure_ascii=False,
    )


def said(finding: Finding) -> str:
    """How a conversation has stalled, in a few words."""
    situation = finding.situation
    today = finding.last_on + timedelta(days=finding.days)
    if situation == "owing" and finding.promised_for and finding.promised_for < today:
        situation = "repair"
    return _SAID[situation, finding.promised] if situation else "Not stalled"


def silence(finding: Finding) -> str:
    """How long nobody has written."""
    days = "today" if not finding.days else "1 day" if finding.days == 1 else f"{finding.days} days"
    return f"{days}, long ago" if finding.situation and finding.days > OLD else days


def topic(finding: Finding) -> str:
    """What the conversation is about: its subject, or what was asked in a chat."""
    return finding.topic or finding.who.name


def lines(findings: Sequence[Finding], width: int = 0, new: Container[str] = ()) -> list[str]:
    """Two lines for each finding; ``new`` holds the ids of those not listed before."""
    out = []
    for number, each in enumerate(findings, start=1):
        who = shown(each.who.name or each.who.address) or "somebody"
        about = shown(topic(each))
        days = silence(each)
        sure = "" if each.sure or not each.situation else " (not sure)"
        head = f"{number}. {said(each)}: {who}" + (f", {about}" if about and about != who else "")
        out.append(f"{head} · {days}{sure}{' · new' if each.id in new else ''}")
        out.append(f"   {shown(each.reason)}")
    return [line[:width] if width else line for line in out]
