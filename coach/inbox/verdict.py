"""The verdict on one thread: what has stalled, or why nothing has."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from coach.inbox import phrases
from coach.inbox.course import Course, Open, Promise, follow
from coach.inbox.cues import key_words
from coach.inbox.me import Me
from coach.inbox.phrases import STRONG_PROMISE
from coach.inbox.threads import Message, Party, Thread
from coach.inbox.turns import Turn

SituationId = Literal["waiting", "owing", "unwanted", "repair"]
"""The ids of ``vocabulary.Situation``."""

FRESH = 3
"""Days within which silence is no silence yet."""
PROMISE_AGE = 5
"""Days after which a promise of theirs without a day is waited for."""
LATE = 14
"""Days after which a promise of mine without a day is broken."""
VERY_LATE = 21
"""Days after which an answer to someone I know is more than owed."""
STRANGER_LATE = 28
"""The same for someone to whom I've never written."""
COLD = 90
"""Days after which a stranger's question is no debt any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found out about one thread. ``situation`` is None where nothing has stalled."""

    id: str
    source: str
    situation: SituationId | None
    who: Party
    topic: str
    medium: str
    last_from: Literal["me", "them"]
    last_on: date
    days: int
    reason: str
    reminders_sent: int = 0
    promised_for: date | None = None
    sure: bool = True
    likely: float = 0.0
    thread: Thread = field(repr=False, compare=False)


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

    def kept_elsewhere(self, who: Party, thread: Thread, promise: "Promise") -> bool:
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


class Judge:
    """The verdict on one thread."""

    def __init__(
        self, base: Finding, thread: Thread, turns: Sequence[Turn], around: Surroundings
    ) -> None:
        self.base, self.thread, self.around = base, thread, around
        self.today = around.today
        self.course: Course = follow(turns)
        self.known = self.course.i_wrote > 0 or around.knows(base.who, thread.id)

    def verdict(self) -> Finding:
        """The first that fits: insisted, owed, promised, waited for."""
        for fits in (self._unwanted, self._owed, self._promised, self._waiting, self._waited_for):
            found = fits()
            if found is not None:
                return found
        return self._nothing(self.course.ended or "Nobody asked for anything that is still open.")

    def _nothing(self, reason: str) -> Finding:
        return replace(self.base, reason=reason)

    def _is(self, situation: SituationId, reason: str, likely: float, **more: object) -> Finding:
        return replace(
            self.base,
            situation=situation,
            reason=reason,
            likely=likely - min(self.base.days, 360) / 180,
            **more,  # type: ignore[arg-type]
        )

    def _since(self, day: date) -> int:
        return (self.today - day).days

    # they write again and again

    def _unwanted(self) -> Finding | None:
        course = self.course
        after = [
            t
            for t in course.since_refused
            if t.cues.asks or t.cues.pressure or (course.stopped and not t.cues.backs_off)
        ]
        pushy = sum(t.cues.sales + t.cues.pressure for t in course.since_refused)
        if course.refused and after and (course.hard_no or course.stopped or pushy) and course.run:
            count = len(course.since_refused)
            return self._is(
                "unwanted",
                f"You said no on {_day(course.refused.on)}; they've written {_times(count)} since.",
                6 + count,
            )
        run = course.run
        sales, pressure = sum(t.cues.sales for t in run), sum(t.cues.pressure for t in run)
        insists = len(run) >= 4 and pressure >= 2
        if (len(run) >= 3 and not self.known and (sales or pressure)) or insists:
            return self._is(
                "unwanted",
                f"They've written {len(run)} times to sell or press; you never answered.",
                5 + len(run),
            )
        return None

    # I owe

    def _owed(self) -> Finding | None:
        theirs = self.course.theirs
        if theirs is None:
            return None
        ask = theirs.last
        if (nobody := self._not_my_debt(theirs)) is not None:
            return self._nothing(nobody)
        if ask.message.kind == "invite":
            return self._invited(ask)
        return None if self.course.my_promise else self._asked(theirs)

    def _asked(self, theirs: Open) -> Finding:
        ask = theirs.last
        if ask.message.replied or theirs.first.message.replied:
            return self._nothing("Your mail program has marked it as answered.")
        age = self._since(theirs.first.on)
        if self._since(ask.on) < FRESH:
            return self._nothing("They wrote less than three days ago.")
        if not self.known and age > COLD:
            return self._nothing("A stranger's question, more than three months old.")
        quote = _quoted(ask.cues.asks)
        if age > (VERY_LATE if self.known else STRANGER_LATE):
            return self._is(
                "repair", f"They asked {age} days ago and you never answered: {quote}", 4.5
            )
        return self._is(
            "owing",
            f"They asked and you haven't answered: {quote}",
            4.5 if self.known else 3.5,
            sure=self.known,
        )

    def _not_my_debt(self, theirs: Open) -> str | None:
        ask = theirs.last
        if ask.where == "copy":
            return "You were only copied in."
        if ask.where == "one of several" and not (ask.named or theirs.first.named):
            return "It was put to several people, none of them you by name."
        pitch = sum(t.cues.sales for t in self.course.run)
        unsubscribe = any(t.message.unsubscribe for t in self.course.run)
        if not self.known and (pitch >= 2 or unsubscribe or (pitch and _offers(ask))):
            return "It's a cold offer; nobody owes it an answer."
        if not self.course.i_wrote and _is_notice(ask):
            return "It's a notice about an order, an account or a document."
        moot = ask.cues.moot_after
        if moot and moot < self.today and self.base.medium != "email":
            return "It was about a day that has passed."
        return None

    def _invited(self, ask: Turn) -> Finding:
        invitation = ask.message.invitation
        starts = invitation.starts if invitation else None
        if starts is None or starts < self.today:
            return self._nothing("The invitation was for a day that has passed.")
        if self._since(ask.on) < FRESH:
            return self._nothing("The invitation came less than three days ago.")
        return self._is("owing", f"You haven't answered the invitation for {_day(starts)}.", 4)

    def _promised(self) -> Finding | None:
        promise = self.course.my_promise
        if promise is None:
            return None
        due, made = promise.due, promise.turn.on
        if self.around.kept_elsewhere(self.base.who, self.thread, promise):
            return self._nothing("You wrote to them about it later, in another thread.")
        quote = _quoted([promise.turn.cues.promises])
        if due is not None:
            if due < self.today:
                return self._is(
                    "repair",
                    f"You promised it for {_day(due)}, and the day has passed.",
                    7,
                    promised_for=due,
                )
            return self._is("owing", f"You promised it for {_day(due)}.", 3, promised_for=due)
        age = self._since(made)
        if age < FRESH:
            return self._nothing("You promised it less than three days ago.")
        firm = self.course.theirs is not None
        if not firm and not STRONG_PROMISE.search(promise.turn.cues.promises.casefold()):
            return self._nothing("What you said you'd do needs no message.")
        if age > LATE:
            return self._is(
                "repair",
                f"You promised it {age} days ago: {quote}",
                4.5 if firm else 2.5,
                sure=firm,
            )
        return self._is("owing", f"You promised it: {quote}", 4 if firm else 2.5, sure=firm)

    # they owe

    def _waiting(self) -> Finding | None:
        mine = self.course.mine
        if mine is None:
            return None
        if mine.last.message.kind == "invite":
            return self._nothing("They haven't answered your invitation yet.")
        if self.around.answered_elsewhere(self.base.who, self.thread, mine.last.at):
            return self._nothing("They wrote about it later, in another thread.")
        if (due := mine.promised_for) is not None and due >= self.today:
            return self._nothing(f"They promised it for {_day(due)}.")
        if mine.promised_on and not due and self._since(mine.promised_on) < PROMISE_AGE:
            return self._nothing("They promised it only a few days ago.")
        if mine.back_on and mine.back_on >= self.today - timedelta(days=1):
            return self._nothing(f"They're away until {_day(mine.back_on)}.")
        if self._since(mine.last.on) < FRESH:
            return self._nothing("You wrote less than three days ago.")
        quote = _quoted(mine.first.cues.asks)
        return self._is(
            "waiting",
            f"You asked and nobody has answered: {quote}"
            if not mine.promised_on
            else f"They promised an answer{f' for {_day(due)}' if due else ''}; it hasn't come.",
            5 + min(mine.repeats, 3) - mine.passed_by,
            reminders_sent=mine.repeats,
            promised_for=due,
            sure=not mine.passed_by,
        )

    def _waited_for(self) -> Finding | None:
        promise: Promise | None = self.course.their_promise
        if promise is None:
            return None
        if not self.known or promise.turn.where != "direct":
            return None
        due, age = promise.due, self._since(promise.turn.on)
        if due is not None and due < self.today and age >= FRESH:
            return self._is(
                "waiting",
                f"They promised it for {_day(due)}, and it hasn't come.",
                4,
                promised_for=due,
            )
        strong = STRONG_PROMISE.search(promise.turn.cues.promises.casefold())
        if due is None and strong and 2 * PROMISE_AGE <= age <= COLD:
            return self._is(
                "waiting",
                f"They promised it {age} days ago: {_quoted([promise.turn.cues.promises])}",
                2,
                sure=False,
            )
        return self._nothing("They promised it, and there's still time.")


_ROLE = re.compile(
    r"^(?:info|support|service|services|hello|team|orders?|bookings?|reservations?|billing"
    r"|sales|admin|contact|customer\.?(?:service|care)|"
    r"help(?:desk)?|shop|store|mail|office|kundenservice|accounts?|payments?|invoices?|care"
    r"|members?|events?|hr|careers|jobs|surveys?|feedback)@"
)
"""Addresses behind which there's a desk rather than a person."""
_ABOUT = re.compile(
    r"^(?:[\w' ]{0,20}, )?(?:your|re: your) (?:\w+ )?(?:order|receipt|booking"
    r"|reservation|statement|subscription|payment"
    r"|account|password|parcel|delivery|appointment|ticket|trip|stay|bill"
    r"|membership|trial|visit|purchase)s?\b"
)
"""Subjects of what shops, hotels and banks write by themselves."""
_OFFERING = re.compile(r"\b(?:call|demo|chat|interested|quote|offer|renewal|show you|free)\b")


def _offers(ask: Turn) -> bool:
    return any(_OFFERING.search(each.casefold()) for each in ask.cues.asks)


def _is_notice(ask: Turn) -> bool:
    """Whether a desk or a service wrote, without a question of its own."""
    desk = bool(_ROLE.match(ask.who.address))
    about = ask.message.subject.casefold()
    subject = bool(phrases.NOTICE.search(about) or _ABOUT.match(about))
    question = any("?" in each for each in ask.cues.asks)
    if ask.message.parents:
        return False
    return subject or ask.cues.notice >= 2 or (desk and (not question or ask.cues.notice > 0))


def _quoted(sentences: Sequence[str]) -> str:
    """The sentence that asks, short enough for a line."""
    if not sentences:
        return "the last message."
    best = next((each for each in sentences if "?" in each), sentences[0])
    plain = " ".join(best.split())
    return f'"{plain if len(plain) <= 90 else plain[:87].rstrip() + "..."}"'


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
