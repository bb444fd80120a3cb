"""Who the user is in these files: proposed from what the files show, and then ticked."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.inbox.same_person import in_order
from coach.inbox.threads import Message, Party

_PLUS = re.compile(r"\+[^@]*@")

SENT, CORRESPONDENTS = 4, 4
"""Mails from an address, and people they went to, from which it's one of the user's own."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Someone who may be the user, and why."""

    party: Party
    count: int
    why: str


class Me:
    """Tells whether someone is the user, by address or, in chats, by name."""

    def __init__(self, parties: Iterable[Party]) -> None:
        known = tuple(parties)
        self.addresses = frozenset(plain(each.address) for each in known if each.address)
        self.names = frozenset(each.name.casefold() for each in known if each.name)
        firsts = {name.split()[0] for name in self.names if name.split()}
        firsts |= {
            re.split(r"[._\d@-]", address)[0] for address in self.addresses if "@" in address
        }
        self._named = [
            re.compile(rf"(?<!\w)@?{re.escape(first)}(?!\w)", re.IGNORECASE)
            for first in sorted(firsts)
            if len(first) > 1
        ]

    def __bool__(self) -> bool:
        return bool(self.addresses or self.names)

    def includes(self, party: Party) -> bool:
        """Whether this is the user."""
        if "@" in party.address:
            return plain(party.address) in self.addresses
        if party.address and party.address in self.addresses:
            return True
        return bool(party.name) and party.name.casefold() in self.names

    def wrote(self, message: Message) -> bool:
        """Whether the user wrote this message."""
        return message.mine or self.includes(message.sender)

    def named_in(self, text: str) -> bool:
        """Whether a text names the user by first name."""
        return any(pattern.search(text) for pattern in self._named)


def plain(address: str) -> str:
    """An address without its plus part, in lower case."""
    return _PLUS.sub("@", address.strip().lower())


def given(words: Sequence[str], messages: Iterable[Message]) -> list[Party]:
    """The people meant by ``--me``: the addresses and names, and what goes with them.

    With an address goes the name it writes under, and with a full name each further address that
    writes under it to somebody else.
    """
    messages = tuple(messages)
    parties = [Party("", plain(w)) if "@" in w else Party(w.strip()) for w in words if w.strip()]
    addresses = {each.address for each in parties if each.address}
    names = {each.name.casefold() for each in parties if each.name}
    seen: set[Party] = set()
    for message in messages:
        sender = message.sender
        if not sender.name or sender in seen:
            continue
        if plain(sender.address) in addresses or (
            sender.name.casefold() in names and sender.address
        ):
            seen.add(sender)
    full = {each.name.casefold() for each in (*parties, *seen) if " " in each.name}
    for message in messages:
        sender = message.sender
        others = not all(plain(each.address) in addresses for each in message.to)
        if sender.name.casefold() in full and sender.address and others and not message.bulk:
            seen.add(sender)
    return [*parties, *sorted(seen, key=lambda each: (each.name, each.address))]


def propose(messages: Sequence[Message]) -> list[Guess]:
    """Who the user probably is, the likeliest first; one for each kind of source."""
    guesses: list[Guess] = []
    by_medium: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        by_medium["email" if message.medium == "email" else message.source].append(message)
    for medium, held in by_medium.items():
        guesses += _from_sent(held) or (_from_mail(held) if medium == "email" else _from_chat(held))
    return guesses + _also(guesses, messages)


def _also(guesses: Sequence[Guess], messages: Sequence[Message]) -> list[Guess]:
    """The other addresses of the same person.

    They write under the same full name, or to many people alone, none of whom is me.
    """
    mine = {plain(each.party.address) for each in guesses} - {""}
    names = {_bare(each.party.name) for each in guesses} - {""}
    sent: Counter[str] = Counter()
    to: dict[str, set[str]] = defaultdict(set)
    named: dict[str, Party] = {}
    same: set[str] = set()
    for each in messages:
        address = plain(each.sender.address)
        if "@" not in address or address in mine or each.bulk or each.auto:
            continue
        named.setdefault(address, each.sender)
        others = {plain(party.address) for party in (*each.to, *each.cc)} - {""}
        if _bare(each.sender.name) in names and others - mine:
            same.add(address)
        if len(others) == 1 and not others & mine:
            sent[address] += 1
            to[address] |= others
    writers = {each for each in sent if sent[each] >= SENT and len(to[each]) >= CORRESPONDENTS}
    chosen = [*same, *(writers - same)] if mine else []
    return [
        Guess(Party(named[each].name, each), sent[each], "seems to be another address of yours")
        for each in sorted(chosen, key=lambda address: (-sent[address], address))
    ]


def _bare(name: str) -> str:
    """A full name as it's said, without what stands in brackets; empty where it's only one word."""
    said = in_order(re.sub(r"\s*\([^)]*\)", "", name).strip()).casefold()
    return said if " " in said else ""


def _from_sent(messages: Sequence[Message]) -> list[Guess]:
    counts = Counter(each.sender for each in messages if each.mine)
    return [
        Guess(party, count, "wrote the messages in Sent") for party, count in counts.most_common(5)
    ]


def _from_mail(messages: Sequence[Message]) -> list[Guess]:
    """The address that is in nearly every mail, as sender or as receiver."""
    counts: Counter[str] = Counter()
    wrote: Counter[str] = Counter()
    names: dict[str, str] = {}
    for each in messages:
        for party in {each.sender, *each.to, *each.cc}:
            counts[plain(party.address)] += 1
            if party.name:
                names.setdefault(plain(party.address), party.name)
        wrote[plain(each.sender.address)] += not each.bulk
    counts.pop("", None)
    if not counts:
        return []
    best = max(counts, key=lambda address: (counts[address], wrote[address], address))
    ties = [a for a in counts if counts[a] == counts[best]]
    if len(ties) > 1 and len(messages) < 4:
        return []
    return [Guess(Party(names.get(best, ""), best), counts[best], "is in most of the emails")]


def _from_chat(messages: Sequence[Message]) -> list[Guess]:
    """The one who is in nearly every chat, or who isn't in the title of the only one."""
    chats: dict[Party, set[str]] = defaultdict(set)
    titles = {}
    for each in messages:
        chats[each.sender].add(each.thread)
        titles[each.thread] = each.title.casefold()
    if not chats:
        return []
    total = len(titles)
    best = sorted(chats, key=lambda party: (-len(chats[party]), party.name))
    if total > 1 and len(chats[best[0]]) > 1 and len(chats[best[0]]) >= total * 0.4:
        return [Guess(best[0], len(chats[best[0]]), "is in most of the chats")]
    if total == 1:
        title = next(iter(titles.values()))
        others = [party for party in best if party.name and party.name.casefold() != title]
        if title and len(best) == 2 and len(others) == 1:
            return [Guess(others[0], 1, "writes to the person the chat is named after")]
    return []
