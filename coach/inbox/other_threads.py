"""What the other threads tell about one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from coach.inbox import phrases
from coach.inbox.cues import key_words, sentences
from coach.inbox.named_days import named_day
from coach.inbox.own_addresses import Me
from coach.inbox.same_person import People
from coach.inbox.thread_progress import Promise
from coach.inbox.threads import Message, Party, Thread
from coach.inbox.turns import Turn

ANSWER_WITHIN = 90 * 86400.0
"""Seconds after a question within which another thread may hold its answer."""

LONG_WORD = 9
"""Letters of a word that is rare enough to tell alone what something is about."""


@dataclass(slots=True)
class Surroundings:
    """What the other threads tell: to whom I've written, and who wrote what later."""

    me: Me
    today: date
    people: People
    written_to: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each person, the threads in which I wrote to them."""
    theirs: dict[str, list[tuple[str, Message]]] = field(default_factory=lambda: defaultdict(list))
    """For each person, what they wrote, and in which thread."""
    mine: dict[str, list[tuple[str, Message]]] = field(default_factory=lambda: defaultdict(list))
    """For each person, what I wrote to them, and in which thread."""

    def add(self, thread: Thread) -> None:
        """Take in a thread."""
        others = {m.sender for m in thread.messages if not self.me.wrote(m)}
        for each in thread.messages:
            if self.me.wrote(each):
                for key in {self.people.key(p) for p in (*each.to, *each.cc) or others}:
                    self.written_to[key].add(thread.id)
                    self.mine[key].append((thread.id, each))
            elif not each.bulk and not each.auto:
                self.theirs[self.people.key(each.sender)].append((thread.id, each))

    def knows(self, who: Party, besides: str = "") -> bool:
        """Whether I've ever written to someone in another thread."""
        return bool(self.written_to.get(self.people.key(who), set()) - {besides})

    def names_someone(self, text: str) -> bool:
        """Whether a text holds the full name of someone I've written to."""
        told = set(re.findall(r"[^\W\d_]{2,}", text.casefold()))
        own = {frozenset(each.split()) for each in self.me.names}
        names = (frozenset(key.split()) for key, held in self.written_to.items() if held)
        return any(len(name) > 1 and name <= told and name not in own for name in names)

    def kept_elsewhere(self, who: Party, thread: Thread, promise: Promise) -> bool:
        """Whether I wrote to them later, in another thread, and that may be what I promised."""
        wanted = key_words(thread.topic) | key_words(promise.turn.cues.promises)
        for message in self._elsewhere(self.mine, who, thread, promise.turn.at):
            if message.kind == "invite" or message.attached:
                return True
            if phrases.DELIVERED.search(message.text[:400].casefold()):
                return True
            if len(wanted & key_words(message.subject)) >= 2:
                return True
        return False

    def answered_elsewhere(
        self, who: Party, thread: Thread, last: Turn, asks: Sequence[str], *, by_me: bool = False
    ) -> bool:
        """Whether they, or I, wrote later in another thread about the same, or the same day."""
        topic = key_words(thread.topic) if thread.medium == "email" else frozenset()
        wanted = topic | key_words(" ".join(asks))
        held = self.mine if by_me else self.theirs
        days = _days(asks, last.on)
        for message in self._elsewhere(held, who, thread, last.at):
            told = sentences(message.text[:600], chat=False)
            if days & _days(told, message.on) and _words(asks) & _words(told):
                return True
            subject = topic & key_words(message.subject)
            if subject and (len(subject) >= 2 or subject == topic):
                return True
            if _alike(wanted, key_words(f"{message.subject} {message.text[:600]}")):
                return True
        return False

    def _elsewhere(
        self, held: dict[str, list[tuple[str, Message]]], who: Party, thread: Thread, at: float
    ) -> Iterator[Message]:
        for other, message in held.get(self.people.key(who), ()):
            if other != thread.id and at < message.at < at + ANSWER_WITHIN:
                yield message


def _days(told: Iterable[str], on: date) -> set[int]:
    """The days of a month that are named by their number: "the 12th" may be of any month."""
    named = (named_day(each, on) for each in told if re.search(r"\d", each))
    return {each.day for each in named if each}


def _words(told: Iterable[str]) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", " ".join(told).casefold())
    return set(words) - phrases.LITTLE - phrases.ARTICLES - phrases.LINKS - phrases.COMMON


def _alike(wanted: Iterable[str], told: Iterable[str]) -> bool:
    """Whether two words are in both, whatever their ending, or a long one."""
    stems = {each[:6] for each in told}
    shared = {word[:6]: len(word) for word in wanted if word[:6] in stems}
    return len(shared) > 1 or max(shared.values(), default=0) >= LONG_WORD
