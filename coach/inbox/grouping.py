"""Puts messages into threads.

By the mail service's own thread number, else by what a message says it answers. ``References``
count only within one subject: programs reuse them for new conversations. What's left over is
put together by subject and people, and marked as guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from coach.inbox.linkedin import INVITED
from coach.inbox.same_person import People
from coach.inbox.threads import Message, Thread, canonical

GUESS_DAYS = 30
_AUTO = re.compile(
    r"^(?:(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|automatische antwort"
    r"|r\u00e9ponse automatique"
    r"|respuesta autom\u00e1tica|out of (?:the )?office|accepted|declined"
    r"|tentative(?:ly accepted)?|invitation"
    r"|updated invitation|cancel?led(?: event)?|zugesagt|abgesagt|accept\u00e9)\s*:\s*)+",
    re.IGNORECASE,
)


class _Sets:
    """Union-find over keys."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, key: str) -> str:
        above = self._above
        top = key
        while (parent := above.get(top, top)) != top:
            top = parent
        while (parent := above.get(key, key)) != top:
            above[key], key = top, parent
        return top

    def join(self, one: str, other: str) -> None:
        self._above[self.root(one)] = self.root(other)


def distinct(messages: Iterable[Message]) -> list[Message]:
    """The messages without their doubles: labels overlap, and folders are copied."""
    seen: dict[str, Message] = {}
    for message in messages:
        before = seen.get(message.id)
        if before is None or (message.mine and not before.mine):
            seen[message.id] = message
    return list(seen.values())


def threads(messages: Iterable[Message]) -> list[Thread]:
    """The threads of these messages, in the order of their first message."""
    held = sorted(distinct(messages), key=lambda each: each.at)
    sets = _Sets()
    subjects = {each.id: _topic(each.subject) for each in held if each.medium == "email"}
    numbered = {each.id for each in held if each.thread}
    for each in held:
        node = f"m:{each.id}"
        if each.thread:
            sets.join(node, f"t:{each.source if each.medium != 'email' else ''}{each.thread}")
        for parent in each.parents:
            _follow(sets, each, parent, subjects, numbered)
    guessed = _join_alike(held, sets)
    _join_invitations(held, sets)
    grouped: dict[str, list[Message]] = defaultdict(list)
    for each in held:
        grouped[sets.root(f"m:{each.id}")].append(each)
    return [_thread(group, guessed=key in guessed) for key, group in grouped.items()]


def _follow(
    sets: _Sets, each: Message, parent: str, subjects: dict[str, str], numbered: set[str]
) -> None:
    if each.thread.startswith("gm:") and parent.lstrip("?") in numbered:
        return  # the service has already said where both belong
    if not parent.startswith("?"):
        sets.join(f"m:{each.id}", f"m:{parent}")
    elif subjects.get(parent[1:], subjects.get(each.id)) == subjects.get(each.id):
        sets.join(f"m:{each.id}", f"m:{parent[1:]}")


def _topic(subject: str) -> str:
    return canonical(_AUTO.sub("", canonical(subject))).casefold()


def _join_alike(held: Sequence[Message], sets: _Sets) -> set[str]:
    """Join mails of one subject between the same people, at most thirty days apart.

    People are told by name, so that an answer from another address of theirs is found too; what
    calls itself a reply need only come from one of them.
    """
    last: dict[tuple[str, str], Message] = {}
    joined: list[str] = []
    people = People(held)
    for each in held:
        topic = _topic(each.subject)
        if each.medium != "email" or not topic:
            continue
        keys = sorted({people.key(p) for p in (each.sender, *each.to)})
        replies = canonical(each.subject) != " ".join(each.subject.split())
        among = [*keys] if replies and not each.parents else []
        together = " & ".join(keys)
        near = [last.get((topic, one)) for one in (together, *among)]
        for one in (together, *keys):
            last[topic, one] = each
        before = next((one for one in near if one and one.id != each.id), None)
        if before is None or each.at - before.at > GUESS_DAYS * 86400:
            continue
        if sets.root(f"m:{before.id}") != sets.root(f"m:{each.id}"):
            sets.join(f"m:{each.id}", f"m:{before.id}")
            joined.append(f"m:{each.id}")
    return {sets.root(node) for node in joined}


def _join_invitations(held: Sequence[Message], sets: _Sets) -> None:
    """Put an invitation to connect before the conversation that came of it."""
    people = People(held)
    pairs = {
        each.id: frozenset(people.key(party) for party in (each.sender, *each.to))
        for each in held
        if each.medium == "linkedin" and not each.group
    }
    invited = {pairs[e.id]: e.id for e in held if e.thread.startswith(INVITED)}
    for id, pair in pairs.items():
        if pair in invited:
            sets.join(f"m:{id}", f"m:{invited[pair]}")


def _thread(group: list[Message], *, guessed: bool) -> Thread:
    first = next((each for each in group if not each.thread.startswith(INVITED)), group[0])
    return Thread(
        id=first.thread if first.thread and first.medium != "email" else first.id,
        source=first.source,
        medium=first.medium,
        topic=_AUTO.sub("", canonical(first.subject))
        or (first.title if first.medium != "chat" or first.group else ""),
        messages=tuple(group),
        title=next((each.title for each in group if each.title), ""),
        group=any(each.group for each in group),
        guessed=guessed,
    )
