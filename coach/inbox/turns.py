"""A thread as turns: who spoke, and what it did. Chats are drawn together into turns first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from coach.inbox import phrases
from coach.inbox.cues import Cues, read
from coach.inbox.own_addresses import Me
from coach.inbox.threads import Message, Party, Thread

MAIL_TURNS = 14
CHAT_TURNS = 40
"""The latest turns of a thread that are read; what is older is no longer open."""
CHAT_LINES = 20 * CHAT_TURNS
"""The latest lines of a chat from which turns are drawn together."""
CHAT_GAP = 3 * 3600
"""Seconds within which lines of one person in a chat are one turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn. ``where`` says how the user received it; it's empty for own turns."""

    mine: bool
    who: Party
    on: date
    at: float
    cues: Cues
    message: Message
    where: Literal["", "direct", "one of several", "copy"] = ""
    named: bool = False
    """The user's first name stands where something is asked."""
    for_me: bool = False
    """Says of the user, by name, what they'll do."""
    media: bool = False
    """Holds a picture, a recording or a file of a chat, whose content can't be read."""


def turns(thread: Thread, me: Me) -> list[Turn]:
    """The turns of a thread, oldest first."""
    chat = thread.medium != "email"
    bundles = (
        _bundles(thread.messages[-CHAT_LINES:], me)
        if chat
        else [[each] for each in thread.messages]
    )
    limit = CHAT_TURNS if chat else MAIL_TURNS
    return [_turn(bundle, thread, me, chat=chat) for bundle in bundles[-limit:]]


def _bundles(messages: Sequence[Message], me: Me) -> list[list[Message]]:
    bundles: list[list[Message]] = []
    for each in messages:
        if each.kind in ("system", "deleted"):
            continue
        last = bundles[-1][-1] if bundles else None
        if (
            last
            and me.wrote(last) == me.wrote(each)
            and last.sender.key == each.sender.key
            and each.at - last.at <= CHAT_GAP
            and not _closes(each, last)
        ):
            bundles[-1].append(each)
        else:
            bundles.append([each])
    return bundles


def _closes(message: Message, before: Message) -> bool:
    """Whether it settles what was asked before, as a call does."""
    text = message.text.casefold()
    return (
        "call" in (message.kind, before.kind)
        or bool(phrases.RETRACT.search(text))
        or bool(phrases.SETTLED.search(text))
    )


def _turn(bundle: Sequence[Message], thread: Thread, me: Me, *, chat: bool) -> Turn:
    last = bundle[-1]
    text = "\n".join(each.text for each in bundle if each.kind == "text")
    mine = me.wrote(last)
    cues = read(text, last.on, chat=chat and thread.medium != "linkedin")
    if not chat and not text.strip() and last.kind == "text":
        cues = read(last.subject, last.on)
    media = any(each.kind == "media" for each in bundle)
    if any(each.attached for each in bundle) or (media and mine):
        cues = replace(cues, delivers=True, small_talk=False)
    if any(each.kind == "call" for each in bundle):
        cues = replace(cues, settles=not cues.asks)
    return Turn(
        mine=mine,
        who=last.sender,
        on=last.on,
        at=last.at,
        cues=cues,
        message=last if len(bundle) == 1 or last.kind == "text" else bundle[0],
        where="" if mine else _where(last, thread, me),
        named=not mine and _named(text, cues, me),
        for_me=not mine and cues.by_others and me.named_in(text),
        media=media,
    )


_ADDRESSED = re.compile(r"^@?([A-Z][\w'-]+)(?: [A-Z][\w'-]+)?[,:]\s")
_SEVERAL = re.compile(r"\band\b|&|/|\ball\b|\bund\b|\bet\b|\by\b", re.IGNORECASE)


def _named(text: str, cues: Cues, me: Me) -> bool:
    """Whether what is asked is put to the user by name, in the sentence or in the greeting."""
    for each in cues.asks:
        addressed = _ADDRESSED.match(each)
        if me.named_in(addressed[1] if addressed else each):
            return True
    greeting = re.split(r"[,\n!.]", text.lstrip()[:60], maxsplit=1)[0]
    return me.named_in(greeting) and len(greeting) < 40 and not _SEVERAL.search(greeting)


def _where(message: Message, thread: Thread, me: Me) -> Literal["direct", "one of several", "copy"]:
    if message.medium != "email":
        return "one of several" if thread.group else "direct"
    if any(me.includes(each) for each in message.to):
        others = {p.key for p in message.to if not me.includes(p) and p.key != message.sender.key}
        return "one of several" if others else "direct"
    if any(me.includes(each) for each in message.cc):
        return "copy"
    return "direct" if not message.to else "one of several"
