"""What the other threads tell about one."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from coach.inbox import phrases
from coach.inbox.course import Promise
from coach.inbox.cues import key_words
from coach.inbox.me import Me
from coach.inbox.threads import Message, Party, Thread


@dataclass(slots=True)
class Surroundings:
    """What the other threads tell: to whom I've written, and who wrote what later."""

    me: Me
    today: date
    written_to: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each person, the threads in which I wrote to them."""
    later: dict[str, list[tuple[float, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """For each person, when they wrote, in which thread, with what subject."""

    mine_later: dict[str, list[tuple[float, str, Message]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """For each person, what I wrote to them, and when and in which thread."""

    def knows(self, who: Party, besides: str = "") -> bool:
        """Whether I've ever written to someone in another thread."""
        return bool(self.written_to.get(who.key, set()) - {besides})

    def kept_elsewhere(self, who: Party, thread: Thread, promise: Promise) -> bool:
        """Whether I wrote to them later, in another thread, and that may be what I promised."""
        wanted = key_words(thread.topic) | key_words(promise.turn.cues.promises)
        for when, other, message in self.mine_later.get(who.key, ()):
            if when > promise.turn.at and other != thread.id:
                if message.kind == "invite" or message.attached:
                    return True
                if phrases.DELIVERED.search(message.text[:400].casefold()):
                    return True
                if len(wanted & key_words(message.subject)) >= 2:
                    return True
        return False

    def answered_elsewhere(self, who: Party, thread: Thread, at: float) -> bool:
        """Whether they wrote later, in another thread, about the same subject."""
        wanted = key_words(thread.topic)
        if not wanted:
            return False
        for when, other, subject in self.later.get(who.key, ()):
            if when > at and other != thread.id:
                shared = wanted & key_words(subject)
                if len(shared) >= 2 or shared == wanted:
                    return True
        return False
