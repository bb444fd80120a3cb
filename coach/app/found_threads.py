"""What was found in mail and chats, beside what the journal knows. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.advice.questions import Value
from coach.inbox import closed
from coach.inbox.closed import Mark
from coach.inbox.own_addresses import Me
from coach.inbox.report import shown, topic
from coach.inbox.stalled import MOST
from coach.inbox.stalled import stalled as stalled_ones
from coach.inbox.verdict import Finding
from coach.journal.conversations import is_closed
from coach.journal.decisions import Person, Summary
from coach.journal.people import name_key
from coach.vocabulary import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """A decision that waits for somebody, and the thread in which they've written since."""

    summary: Summary
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The stalled threads to be shown, and what has changed since an earlier reading.

    ``new`` holds ids not seen before, empty on the first reading; ``taken`` those
    of threads that a session was started on; ``hidden`` counts the
    threads that were closed or put off, ``left_out`` those beyond the likeliest.
    """

    rows: tuple[Finding, ...] = ()
    new: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    answered: tuple[Finding, ...] = ()
    replied: tuple[Replied, ...] = ()
    hidden: int = 0
    left_out: int = 0


def name_of(finding: Finding) -> str:
    """Whom a thread is with, safe to show."""
    return shown(finding.who.name or finding.who.address) or "Somebody"


def listed(
    findings: Sequence[Finding], marks: Iterable[Mark], unsafe: frozenset[str], today: date
) -> Found:
    """What to show of the threads: nothing of somebody unsafe, nothing closed or put off."""
    known = {each.id: each for each in marks}
    safe = [each for each in findings if name_key(each.who.name) not in unsafe]
    open_ones = closed.shown(safe, known.values(), today)
    stalled = sum(each.situation is not None for each in safe)
    news = closed.found_again(safe, known)
    return Found(
        rows=tuple(stalled_ones(open_ones)),
        left_out=max(0, len(open_ones) - MOST),
        new=frozenset(each.finding.id for each in news if known and each.news == "new"),
        hidden=stalled - len(open_ones),
    )


def replies(
    findings: Iterable[Finding], me: Me, waiting: Iterable[Summary], people: Sequence[Person]
) -> tuple[Replied, ...]:
    """The decisions that wait for an answer which stands in one of these threads.

    Told by the person's name, under any spelling that's kept, and by a message in person that
    came after the day of the decision; each decision once, with the thread nearest to its topic.
    """
    by_name: dict[str, list[Finding]] = {}
    for each in findings:
        by_name.setdefault(name_key(each.who.name), []).append(each)
    found = []
    for one in waiting:
        if one.situation is not Situation.WAITING or one.outcome or is_closed(one):
            continue
        spellings = _spellings(one.person, people)
        near = [
            each
            for name in sorted(spellings)
            for each in by_name.get(name, ())
            if name and _wrote_after(each, me, one)
        ]
        if near:
            words = set(name_key(one.topic).split())
            best = max(near, key=lambda each: len(words & set(name_key(topic(each)).split())))
            found.append(Replied(summary=one, finding=best))
    return tuple(found)


def _spellings(name: str, people: Sequence[Person]) -> set[str]:
    key = name_key(name)
    for each in people:
        names = {name_key(spelling) for spelling in each.spellings}
        if key in names:
            return names
    return {key}


def _wrote_after(finding: Finding, me: Me, one: Summary) -> bool:
    return any(
        each.on > one.decided.date()
        for each in finding.thread.messages
        if not (each.auto or each.bulk or me.wrote(each))
    )


def known_from(finding: Finding) -> Mapping[str, Value]:
    """What a thread says that a session would ask, by question."""
    about = shown(topic(finding))
    known: dict[str, Value] = {
        "person": shown(finding.who.name or finding.who.address.partition("@")[0]),
        "topic": about if about != name_of(finding) else "",
        "channel": finding.medium,
        "last_contact": finding.last_on.isoformat(),
        "last_from": finding.last_from,
        "happened": _in_my_words(shown(finding.reason)),
    }
    if finding.situation == "waiting":
        known["nudges_sent"] = finding.reminders_sent
        if finding.promised_for is not None:
            known |= {
                "their_word": "will_do",
                "promised": "date",
                "promised_for": finding.promised_for.isoformat(),
            }
    return {key: value for key, value in known.items() if value != ""}


_MINE = {"you're": "I'm", "you've": "I've", "you": "I", "your": "my"}


def _in_my_words(reason: str) -> str:
    """A reason as the user would tell it; what is quoted stays."""
    told, quote, rest = reason.partition('"')
    return re.sub(r"\b[Yy]ou(?:'re|'ve|r)?\b", lambda m: _MINE[m[0].lower()], told) + quote + rest
