"""Which threads have stalled, how, and why. Better to miss one than to name ten that haven't."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from coach.inbox import phrases
from coach.inbox import turns as turning
from coach.inbox.cues import warm
from coach.inbox.other_threads import Surroundings
from coach.inbox.own_addresses import Me
from coach.inbox.same_person import People
from coach.inbox.threads import NOBODY, Party, Thread
from coach.inbox.turns import Turn
from coach.inbox.verdict import Finding, Judge

MOST = 20
"""Stalled threads that are shown unless all are asked for."""
LONG = 90
"""Days from which a silence is a long one."""
OLD = 366
"""Days after which a silence is left alone, unless they had written personally."""
SILENT_FOR_A_YEAR = "Nobody has written for more than a year."
FORGOTTEN = 5 * OLD
"""Days after which even that is left alone."""


def findings(threads: Sequence[Thread], me: Me, today: date) -> list[Finding]:
    """What was found out about each thread, the likeliest to have stalled first."""
    around = _surroundings(threads, me, today)
    joined = _strangers_joined(threads, around)
    found = [judged(thread, around) for thread in joined]
    return sorted(found, key=lambda each: (each.situation is None, -each.likely, each.id))


def stalled(found: Iterable[Finding], most: int = MOST) -> list[Finding]:
    """The stalled ones among them, at most so many.

    Each situation has its fair share, and so has what has been silent for long: the likeliest of
    each come first, then the second of each. Who keeps writing stands after them, and what is
    more than a year old last.
    """
    ranks: Counter[tuple[str, bool]] = Counter()
    ranked: list[tuple[int, float, Finding]] = []
    for each in sorted(found, key=lambda each: -each.likely):
        if each.situation is not None:
            kind = (each.situation, each.days > LONG)
            ranked.append((ranks[kind], -each.likely, each))
            ranks[kind] += 1
    chosen = sorted(ranked, key=lambda each: each[:2])[:most]
    return [each for *_, each in sorted(chosen, key=lambda c: (_last(c[2]), *c[:2]))]


def _last(found: Finding) -> int:
    return 2 if found.days > OLD else 1 if found.situation == "unwanted" else 0


def _surroundings(threads: Sequence[Thread], me: Me, today: date) -> Surroundings:
    around = Surroundings(me, today, People(m for thread in threads for m in thread.messages))
    for thread in threads:
        around.add(thread)
    return around


def _strangers_joined(threads: Sequence[Thread], around: Surroundings) -> list[Thread]:
    """Put the mails of one to whom I've never written into one thread: each has a new subject."""
    alone: dict[str, list[Thread]] = defaultdict(list)
    kept: list[Thread] = []
    for thread in threads:
        senders = {each.sender.key for each in thread.messages}
        bulk = any(each.bulk or each.invitation for each in thread.messages)
        if thread.medium == "email" and len(senders) == 1 and not bulk:
            who = thread.messages[0].sender
            if not around.me.includes(who) and not around.knows(who):
                alone[who.key].append(thread)
                continue
        kept.append(thread)
    for group in alone.values():
        if not any(phrases.SALES.kinds(m.text.casefold()) for t in group for m in t.messages):
            kept += group
            continue
        messages = sorted((m for each in group for m in each.messages), key=lambda m: m.at)
        kept.append(replace(group[-1], id=group[0].id, messages=tuple(messages)))
    return kept


def judged(thread: Thread, around: Surroundings) -> Finding:
    """What was found out about one thread."""
    me, today = around.me, around.today
    if (passed := _passed(thread, around)) is not None:
        return passed
    turns = [each for each in turning.turns(thread, me) if each.on <= today]
    human = [each for each in turns if not each.message.bulk]
    last = next((t for t in reversed(human) if not t.message.auto), None) or (
        turns[-1] if turns else None
    )
    base = _base(thread, me, today, last)
    if last is None:
        return replace(base, reason="It's dated after the day you asked about.")
    if not any(not each.message.auto for each in human) or not human:
        return replace(base, reason="It's a newsletter, notice or receipt, not a personal message.")
    found = Judge(base, thread, turns, around).verdict()
    if base.days > OLD and found.situation != "repair":
        return replace(base, reason=SILENT_FOR_A_YEAR)
    return found


def _base(thread: Thread, me: Me, today: date, last: Turn | None) -> Finding:
    """What is known about a thread before it's judged."""
    mine = last.mine if last else me.wrote(thread.messages[-1])
    on = last.on if last else thread.messages[-1].on
    return Finding(
        id=identity(thread),
        source=thread.source,
        situation=None,
        who=_counterpart(thread, me),
        topic=thread.topic,
        medium=thread.medium,
        last_from="me" if mine else "them",
        last_on=on,
        days=max(0, (today - on).days),
        reason="",
        thread=thread,
    )


def _passed(thread: Thread, around: Surroundings) -> Finding | None:
    """Threads that needn't be read: long silent, or written by machines only."""
    reason = ""
    last = thread.messages[-1]
    if (age := (around.today - last.on).days) > OLD and (
        age > FORGOTTEN or last.bulk or around.me.wrote(last) or not warm(last.text.casefold())
    ):
        reason = SILENT_FOR_A_YEAR
    elif all(each.bulk for each in thread.messages):
        reason = "It's a newsletter, notice or receipt, not a personal message."
    if not reason:
        return None
    return replace(_base(thread, around.me, around.today, None), reason=reason)


def identity(thread: Thread) -> str:
    """An id that stays the same in a newer export, and tells nothing."""
    return hashlib.sha256(f"{thread.medium}\n{thread.id}".encode("utf-8", "replace")).hexdigest()[
        :16
    ]


def _counterpart(thread: Thread, me: Me) -> Party:
    for each in reversed(thread.messages):
        if not me.wrote(each) and each.sender.key and not each.auto:
            return each.sender
    for each in reversed(thread.messages):
        for party in each.to:
            if not me.includes(party):
                return _with_name(party, thread)
    for each in reversed(thread.messages):
        if not me.wrote(each):
            return each.sender
    return Party(thread.title) if thread.title else NOBODY


def _with_name(party: Party, thread: Thread) -> Party:
    if party.name:
        return party
    for each in thread.messages:
        for other in (each.sender, *each.to, *each.cc):
            if other.key == party.key and other.name:
                return other
    return party
