"""The verdict on one thread: what has stalled, or why nothing has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from coach.inbox import notices
from coach.inbox.cues import stems
from coach.inbox.named_days import named_day
from coach.inbox.other_threads import Surroundings
from coach.inbox.phrases import STRONG_PROMISE
from coach.inbox.stall_reasons import day, quoted, subject_of, times
from coach.inbox.thread_progress import Course, Open, Promise, follow
from coach.inbox.threads import Party, Thread, canonical
from coach.inbox.turns import Turn

SituationId = Literal["waiting", "owing", "unwanted", "repair"]
"""The ids of ``vocabulary.Situation``."""

FRESH = 3
"""Working days within which silence is no silence yet."""
PROMISE_AGE = 5
"""Days after which a promise of theirs without a day is waited for."""
SOON = 7
"""Days ahead within which a promise of mine is due."""
SILENT = 56
"""Days of my silence after which the silence is the matter, rather than the answer owed."""
PRESSED = 21
"""The same where they've complained or given up."""
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
    promised: bool = False
    """It's a promise that hasn't been kept, rather than a question without an answer."""
    reminders_sent: int = 0
    promised_for: date | None = None
    sure: bool = True
    likely: float = 0.0
    thread: Thread = field(repr=False, compare=False)


def working_days(since: date, until: date) -> int:
    """How many days from Monday to Friday follow one day, up to another."""
    weeks, rest = divmod(max(0, (until - since).days), 7)
    return weeks * 5 + sum((since.weekday() + each) % 7 < 5 for each in range(1, rest + 1))


class Judge:
    """The verdict on one thread."""

    def __init__(
        self, base: Finding, thread: Thread, turns: Sequence[Turn], around: Surroundings
    ) -> None:
        self.base, self.thread, self.turns, self.around = base, thread, turns, around
        self.today = around.today
        self.course: Course = follow(turns)
        self.known = self.course.i_wrote > 0 or around.knows(base.who, thread.id)
        self.met = self.known or self._is_saved() or self._is_introduced()

    def verdict(self) -> Finding:
        """The first that fits: insisted, owed, promised, waited for."""
        for fits in (self._unwanted, self._owed, self._promised, self._waiting, self._waited_for):
            found = fits()
            if found is not None:
                return found
        return self._nothing(self.course.ended or "Nobody asked for anything that is still open.")

    def _is_saved(self) -> bool:
        """Whether it's someone saved by name in a chat who has nothing to sell."""
        name = self.base.who.name
        saved = self.base.medium == "chat" and name[:1].isalpha() and not self.thread.group
        return saved and not any(t.cues.sales for t in self.turns)

    def _is_introduced(self) -> bool:
        """Whether they name someone I write to, and sell nothing but at most a call."""
        theirs = [t for t in self.turns if not t.mine and not t.message.bulk]
        sold = sum(t.cues.sales for t in theirs)
        return sold < 2 and any(self.around.names_someone(t.message.text[:2000]) for t in theirs)

    def _nothing(self, reason: str) -> Finding:
        return replace(self.base, reason=reason)

    def _is(
        self,
        situation: SituationId,
        reason: str,
        likely: float,
        about: Turn | None = None,
        asks: Sequence[str] = (),
        **more: object,
    ) -> Finding:
        """A finding; ``about`` is the turn in which it was said, ``asks`` what of it is open."""
        return replace(
            self.base,
            situation=situation,
            reason=reason,
            topic=self._topic(about, asks) or self.base.topic,
            likely=likely - min(self.base.days, 360) / 180,
            **more,  # type: ignore[arg-type]
        )

    def _topic(self, about: Turn | None, asks: Sequence[str]) -> str:
        """What it's about: the subject it stands under, or in a chat what was asked."""
        if about is None:
            return ""
        if self.base.medium == "email":
            return canonical(about.message.subject)
        if self.base.topic and self.base.medium == "linkedin":
            return self.base.topic
        cues = about.cues
        said = asks or cues.asks or (cues.promises, cues.heartfelt)
        first = next((t for t in self.turns if t.cues.asks), about)
        return subject_of([*sorted(said, key=len, reverse=True), *first.cues.asks])

    def _since(self, day: date) -> int:
        return (self.today - day).days

    def _fresh(self, day: date) -> bool:
        """Whether too few days have passed since, weekends left out."""
        return working_days(day, self.today) < FRESH

    # they write again and again

    def _unwanted(self) -> Finding | None:
        course = self.course
        after = [
            t
            for t in course.since_refused
            if t.cues.asks or t.cues.pressure or (course.stopped and not t.cues.backs_off)
        ]
        pushy = sum(t.cues.sales + t.cues.pressure for t in course.since_refused)
        firm = course.hard_no or course.stopped or pushy or self._presses_on(after)
        if course.refused and after and firm and course.run:
            count = len(course.since_refused)
            return self._is(
                "unwanted",
                f"You said no on {day(course.refused.on)}; they've written {times(count)} since.",
                6 + count,
                after[0],
            )
        run = course.run
        sales, pressure = sum(t.cues.sales for t in run), sum(t.cues.pressure for t in run)
        insists = len(run) >= 4 and pressure >= 2
        if (len(run) >= 3 and not self.known and (sales or pressure)) or insists:
            return self._is(
                "unwanted",
                f"They've written {len(run)} times to sell you something or push you, "
                "and you never answered.",
                5 + len(run),
                run[0],
                (run[0].message.text[:300],),
            )
        return None

    def _presses_on(self, after: Sequence[Turn]) -> bool:
        """Whether they remind me of what I've said no to, rather than name another day for it."""
        refused = self.course.refused
        if refused is None or len(self.course.run) < len(self.course.since_refused):
            return False
        days = any(named_day(each, refused.on) for each in refused.message.text.split("\n"))
        return not days and any(t.cues.nudges and not t.cues.moot_after for t in after)

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

    def _in_passing(self, promise: Promise) -> bool:
        """Whether it was said in a chat and promises to give or tell nothing."""
        said = promise.turn.cues.promises.casefold()
        return self.base.medium == "chat" and not STRONG_PROMISE.search(said)

    def _asker(self, who: Party | None) -> Party:
        """Who asked, where several write: the last to write may be someone else."""
        return who if who and who.key and not self.around.me.includes(who) else self.base.who

    def _asked_of(self, mine: Open) -> Party:
        """Whom I asked by name, where several are there."""
        asks = " ".join((*mine.first.cues.asks, mine.first.message.text[:60]))
        people = {
            each.key: each
            for message in self.thread.messages
            for each in (message.sender, *message.to)
            if each.name and not self.around.me.includes(each)
        }
        named = [each for each in people.values() if _is_named(each.name.split()[0], asks)]
        if len(named) == 1 and len(people) > 1:
            return named[0]
        to = [each for each in mine.first.message.to if each.name]
        return to[0] if self.base.medium == "email" and len(to) == 1 else self.base.who

    def _settled_elsewhere(self, held: Open, *, by_me: bool = False) -> bool:
        """Whether another thread with this person holds the answer."""
        asks = (*held.first.cues.asks, *held.last.cues.asks)
        who = self.base.who
        return self.around.answered_elsewhere(who, self.thread, held.last, asks, by_me=by_me)

    def _asked(self, theirs: Open) -> Finding:
        ask = theirs.last
        if ask.message.replied or theirs.first.message.replied:
            return self._nothing("Your email program has marked this as answered.")
        age = self._since(theirs.first.on)
        if self._fresh(ask.on):
            return self._nothing("They wrote less than three working days ago.")
        if self._settled_elsewhere(theirs, by_me=True):
            return self._nothing("You wrote to them about this later, in another thread.")
        if not self.met and age > COLD and not theirs.last.cues.warm:
            return self._nothing("A stranger's question, more than three months old.")
        told = _informative(theirs.last, theirs.first)
        asks = told.cues.asks or (told.cues.heartfelt or told.cues.letter,)
        said, quote = "asked" if told.cues.asks else "wrote", quoted(asks)
        who = self._asker(theirs.first.who if theirs.first.named else ask.who)
        if self._is_the_matter(age):
            return self._is(
                "repair",
                f"They {said} {age} days ago and you never answered: {quote}",
                4.5,
                told,
                who=who,
            )
        return self._is(
            "owing",
            f"They {said} and you haven't answered: {quote}",
            4.5 if self.known else 3.5,
            told,
            who=who,
            sure=self.known,
        )

    def _is_the_matter(self, age: int) -> bool:
        """Whether my silence has become the matter, rather than what I owe."""
        theirs = self.course.theirs
        return age > SILENT or (age > PRESSED and theirs is not None and theirs.upset)

    def _not_my_debt(self, theirs: Open) -> str | None:
        ask = theirs.last
        if ask.where == "copy":
            return "You were only copied in."
        if ask.where == "one of several" and not (ask.named or theirs.first.named):
            return "It was addressed to several people, and you weren't named."
        pitch = sum(t.cues.sales for t in self.course.run)
        unsubscribe = any(t.message.unsubscribe for t in self.course.run)
        if not self.met and (pitch >= 2 or unsubscribe or (pitch and notices.offers(ask, pitch))):
            return "It's a cold offer, so you don't owe an answer."
        if not self.course.i_wrote and (notices.is_notice(ask) or notices.is_receipt(theirs.first)):
            return "It's a notice about an order, an account or a document."
        moot = ask.cues.moot_after
        if moot and moot < self.today and self.base.medium != "email":
            return "It was about a date that has passed."
        return None

    def _invited(self, ask: Turn) -> Finding:
        invitation = ask.message.invitation
        starts = invitation.starts if invitation else None
        if starts is None or starts < self.today:
            return self._nothing("The invitation was for a date that has passed.")
        if self._fresh(ask.on):
            return self._nothing("The invitation came less than three working days ago.")
        return self._is("owing", f"You haven't answered the invitation for {day(starts)}.", 4, ask)

    def _promised(self) -> Finding | None:
        promise = self.course.my_promise
        if promise is None:
            return None
        due = promise.due
        if self.around.kept_elsewhere(self.base.who, self.thread, promise):
            return self._nothing("You wrote to them about this later, in another thread.")
        who = self._asker(promise.to)
        if promise.to is None and self._in_passing(promise):
            return self._nothing("You can do what you said you'd do without writing.")
        if due is None:
            return self._promised_someday(promise, who)
        if due > self.today + timedelta(days=SOON):
            return self._nothing(f"You gave {day(due)} as the date, so there's still time.")
        late = self._is_the_matter(self._since(promise.turn.on))
        situation: SituationId = "repair" if late and due < self.today else "owing"
        passed = "" if due >= self.today else ", and the day has passed"
        return self._is(
            situation,
            f"You promised this for {day(due)}{passed}: {self._told(promise)}",
            3 if due >= self.today else 7,
            self._what(promise),
            who=who,
            promised=True,
            promised_for=due,
        )

    def _what(self, promise: Promise) -> Turn:
        """The turn that says what was promised: the question, where one came before."""
        theirs = self.course.theirs
        return theirs.first if theirs and theirs.first.cues.asks else promise.turn

    def _told(self, promise: Promise) -> str:
        """What was promised, and to which question."""
        asked = self._what(promise)
        said = promise.turn.cues.promises or promise.turn.message.text
        if asked is promise.turn:
            return quoted([said])
        asks = _still_open(asked.cues.asks, said, promise.turn.message.text)
        return f"{quoted([said], 60)}, when asked {quoted(asks, 60)}"

    def _promised_someday(self, promise: Promise, who: Party) -> Finding:
        age = self._since(promise.turn.on)
        if self._fresh(promise.turn.on):
            return self._nothing("You made the promise less than three working days ago.")
        firm = self.course.theirs is not None
        if not firm and not STRONG_PROMISE.search(promise.turn.cues.promises.casefold()):
            return self._nothing("You can do what you said you'd do without writing.")
        late = self._is_the_matter(age)
        when = f"{age} days ago" if age > PRESSED else f"on {day(promise.turn.on)}"
        return self._is(
            "repair" if late else "owing",
            f"You promised this {when}: " + self._told(promise),
            (4.5 if late else 4) if firm else 2.5,
            self._what(promise),
            who=who,
            promised=True,
            sure=firm,
        )

    # they owe

    def _waiting(self) -> Finding | None:
        mine = self.course.mine
        if mine is None:
            return None
        if mine.last.message.kind == "invite":
            return self._nothing("They haven't answered your invitation yet.")
        if self._settled_elsewhere(mine):
            return self._nothing("They wrote about this later, in another thread.")
        if (due := mine.promised_for) is not None and due >= self.today:
            return self._nothing(f"They gave {day(due)} as the date.")
        if mine.promised_on and not due and self._since(mine.promised_on) < PROMISE_AGE:
            return self._nothing("They made the promise only a few days ago.")
        if mine.back_on and mine.back_on >= self.today - timedelta(days=1):
            return self._nothing(f"They're away until {day(mine.back_on)}.")
        if self._fresh(mine.last.on):
            return self._nothing("You wrote less than three working days ago.")
        told = _informative(mine.first, mine.last)
        asks = _still_open(told.cues.asks, mine.promised, mine.told)
        quote = quoted(asks)
        until = f" for {day(due)}" if due else ""
        said = f": {quoted([mine.promised], 60)}" if mine.promised else ""
        return self._is(
            "waiting",
            f"You asked and nobody has answered: {quote}"
            if not mine.promised_on
            else f"They promised an answer{until}; it hasn't come{said}. You asked: {quote}",
            5 + min(mine.repeats, 3) - mine.passed_by,
            told,
            asks,
            who=self._asked_of(mine),
            promised=bool(mine.promised_on),
            reminders_sent=mine.repeats,
            promised_for=due,
            sure=not mine.passed_by,
        )

    def _promiser(self, promise: Promise) -> Party:
        """Who is to keep it: whom I had written to, where an assistant answers for them."""
        cues, mine = promise.turn.cues, [m for m in self.thread.messages if self.around.me.wrote(m)]
        to = [each for each in mine[-1].to if each.name] if mine else []
        if (cues.by_others or not cues.promises) and len(to) == 1:
            return to[0]
        return self.base.who

    def _waited_for(self) -> Finding | None:
        promise: Promise | None = self.course.their_promise
        if promise is None:
            return None
        if not self.known or promise.turn.where != "direct":
            return None
        due, age = promise.due, self._since(promise.turn.on)
        said = quoted([promise.turn.cues.promises or promise.turn.message.text])
        if self._in_passing(promise):
            return self._nothing("It was only said in passing, so you aren't waiting for it.")
        if due is not None and due < self.today and not self._fresh(promise.turn.on):
            return self._is(
                "waiting",
                f"They promised this for {day(due)}, and it hasn't come: {said}",
                4,
                promise.turn,
                who=self._promiser(promise),
                promised=True,
                promised_for=due,
            )
        strong = STRONG_PROMISE.search(promise.turn.cues.promises.casefold())
        if due is None and strong and 2 * PROMISE_AGE <= age <= COLD:
            return self._is(
                "waiting",
                f"They promised this {age} days ago: {said}",
                2,
                promise.turn,
                who=self._promiser(promise),
                promised=True,
                sure=False,
            )
        return self._nothing("They made a promise, and there's still time to keep it.")


def _still_open(asks: Sequence[str], promised: str, told: str) -> Sequence[str]:
    """What was asked and not answered beside the promise: what shares no word with the answers."""
    if len(asks) < 2 or not promised:
        return asks
    rest = " ".join(told.split(promised))
    answered, later = _things(rest), _things(promised)
    words = {each: _things(each) for each in asks}
    meant = [each for each in asks if words[each] & later - answered]
    left = [each for each in asks if not words[each] & answered]
    return meant or (left if len(left) < len(asks) or len(rest.split()) < 4 else asks[-1:])


def _things(text: str) -> set[str]:
    """Numbers, and the beginnings of the words that name something."""
    return stems(text) | set(re.findall(r"\d+", text))


def _is_named(first: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w)@?{re.escape(first)}(?!\w)", text, re.IGNORECASE))


def _informative(turn: Turn, other: Turn) -> Turn:
    """The turn that says what was asked: the one, or the other where this only reminds of it."""
    asks = turn.cues.asks
    if any(len(each.split()) > 3 for each in asks) and not turn.cues.nudges:
        return turn
    return max((other, turn), key=lambda held: max(map(len, held.cues.asks), default=0))
