"""One session as one frozen value; every transition returns a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coach.advice.questions import SAFETY, Facts, Value
from coach.message import Message
from coach.session.fear_words import HURT as MARK_OF_HURT
from coach.session.fear_words import says_fear, says_hurt
from coach.session.safety import (
    AFRAID,
    HARM,
    LEFT_OPEN,
    LOG,
    PARTNER,
    Incident,
    SafetyPart,
    as_afraid,
    discloses,
    told_in,
)
from coach.vocabulary import WITH_SUBJECT, Channel, Situation, Step, VerdictId

HOT = 7
"""Feelings at this strength (0-10) or above run hot: a pause is offered first (E92, E93)."""

SPOKEN = ("phone", "in_person")
"""Ways of talking to each other that write nothing."""

TEN_MINUTES = timedelta(minutes=10)
"""The shorter pause that is offered: a house view (E93)."""

AN_HOUR = timedelta(hours=1)
"""The longer one where something is due that day."""

MORNING_HOUR = 9
"""The hour at which the longer one ends, tomorrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A pause the user took on purpose, from ``since`` until ``until`` (both with zone)."""

    since: datetime
    until: datetime

    def over(self, now: datetime) -> bool:
        """Whether its time has come."""
        return now >= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """The user decided otherwise, and why, in their own words."""

    verdict: VerdictId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Message):
    """The message being written. ``template`` is the id it began from, if any.

    ``kept`` holds the ids of checks the user means to keep as they are.
    """

    template: str = ""
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One stalled conversation on its way from pause to send.

    ``answers`` holds every answer by question id, of the pause as of the
    assessment, so that changing one keeps all the others. ``typed`` keeps what
    was typed and not understood. ``decided`` is when the verdict was first taken
    on, from which the time to answer runs; ``strength_after`` is how strong the
    feeling was when asked again before sending; ``handed`` says how the words
    last left this program. ``page`` counts the questions of the pause from 0, and
    ``looking_at`` names the one of the assessment that was gone back to, if any.
    ``unsafe`` is set by the safety key or word, which ticks nothing; ``at_safety`` says
    where on the safety page one is, ``safety_only`` that there was nothing but that page,
    ``safety_asked`` that the gentle question was answered, and ``incidents`` is its log.
    ``heard`` marks the sentences of fear for which the page was offered; ``fearful`` says
    that any were typed.
    ``hold_overridden`` is set by going on in spite of a hold; ``kept`` holds ids of checks
    whose findings stay in all of this session.
    ``unsendable`` are the words of the page that is never sent. ``carried`` names answers
    that were known from before, which the pause doesn't ask; ``follows`` is the decision it
    goes on from, ``lapsed`` the date of then that has passed since ("2026-12-04"), and ``used``
    the template of then. Times carry a zone.
    """

    id: str
    started: datetime
    touched: datetime
    situation: Situation | None = None
    step: Step = Step.PAUSE
    page: int = 0
    answers: Facts = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    looking_at: str = ""
    unsafe: bool = False
    at_safety: SafetyPart | None = None
    safety_only: bool = False
    safety_asked: bool = False
    heard: frozenset[str] = frozenset()
    fearful: bool = False
    incidents: tuple[Incident, ...] = ()
    hold: Hold | None = None
    hold_overridden: bool = False
    overrule: Overrule | None = None
    draft: Draft = Draft()
    kept: frozenset[str] = frozenset()
    unsendable: str = ""
    decided: datetime | None = None
    strength_after: int | None = None
    handed: str = ""
    carried: frozenset[str] = frozenset()
    follows: str = ""
    lapsed: str = ""
    used: str = ""

    @property
    def person(self) -> str:
        """Who the conversation is with, as typed; empty when not said."""
        return str(self.answers.get("person", "")).strip()

    @property
    def topic(self) -> str:
        """What it is about, as typed; empty when not said."""
        return str(self.answers.get("topic", "")).strip()

    @property
    def channel(self) -> Channel:
        """Where they write to each other; email when not said.

        What is said by phone or in person is drafted as briefly as a chat message.
        """
        said = str(self.answers.get("channel", Channel.EMAIL))
        return Channel.CHAT if said in SPOKEN else Channel(said)

    @property
    def outgoing(self) -> Draft:
        """The draft as it leaves: with a subject only where one is sent."""
        return self.draft if self.channel in WITH_SUBJECT else replace(self.draft, subject="")

    @property
    def strength(self) -> int:
        """How strong the feeling is, 0-10; 0 when not said."""
        value = self.answers.get("strength", 0)
        return value if isinstance(value, int) else 0

    def due_by(self, today: date) -> bool:
        """Whether what is needed is needed today or tomorrow, so that no night fits in.

        What the others owe and didn't give by their day can wait a night; what they wait for can't.
        """
        needed = self.answers.get("needed_by")
        day = date.fromisoformat(str(needed)) if needed else date.max
        over = day < today and self.situation is Situation.WAITING
        return day <= today + timedelta(days=1) and not over

    @property
    def untouched(self) -> bool:
        """Whether nothing was said or written yet, so that nothing is lost without it."""
        name = f"{self.person}{self.typed.get('person', '')}"
        named = any(map(str.isalpha, name))  # a digit there was meant for another list
        typed = any(text for question, text in self.typed.items() if question != "person")
        answered = named or typed or self.answers.keys() - {"person"}
        said = answered or self.draft.body or self.unsendable
        return not (said or self.incidents or (self.unsafe and not self.safety_only))

    @property
    def hot(self) -> bool:
        """Whether a pause should be offered before going on."""
        strong = self.strength >= HOT and not self.in_danger
        return strong and not self.hold_overridden and self.hold is None

    def answer(self, question: str, value: Value) -> "Session":
        """With this question answered; anything mistyped there is forgotten."""
        typed = {key: text for key, text in self.typed.items() if key != question}
        answered = replace(self, answers={**self.answers, question: value}, typed=typed)
        told = (question == SAFETY and value) or discloses({question: value})
        return answered._without_message() if told else answered

    def unanswer(self, question: str) -> "Session":
        """With this answer taken back."""
        return replace(
            self, answers={key: value for key, value in self.answers.items() if key != question}
        )

    def typing(self, question: str, text: str) -> "Session":
        """With what is being typed kept, before it is settled."""
        return replace(self, typed={**self.typed, question: text})

    def mistype(self, question: str, text: str) -> "Session":
        """With what was typed kept, though it was not understood; no answer stands."""
        return self.unanswer(question).typing(question, text)

    def begin(self, situation: Situation) -> "Session":
        """With the situation chosen; answers given before stay where they still apply."""
        return replace(self, situation=situation)

    def feel_unsafe(self) -> "Session":
        """With the safety page asked for. It claims no sign for the user."""
        return replace(self, unsafe=True)._without_message()

    def opened_by_mistake(self) -> "Session":
        """As if the safety page had never been asked for; what was ticked or heard stays."""
        asked = self.safety_asked or not (self.heard or says_fear(self.told))
        return replace(self, unsafe=False, at_safety=None, safety_asked=asked)

    def without_last_incident(self) -> "Session":
        """With the entry written last taken out of the log."""
        return replace(self, incidents=self.incidents[:-1])

    def _without_message(self) -> "Session":
        """Without a pause, or an earlier wish to write or to wait for a day: safety comes first."""
        stays = self.overrule is not None and self.overrule.verdict in LEFT_OPEN
        return replace(self, hold=None, overrule=self.overrule if stays else None)

    def write_incident(self, now: datetime) -> "Session":
        """With what is being typed into the log as an entry of this moment."""
        text = self.typed.get(LOG, "").strip()
        rest = {key: words for key, words in self.typed.items() if key != LOG}
        entry = (Incident(at=now, text=text),) if text else ()
        return replace(self, typed=rest, incidents=(*self.incidents, *entry))

    def hold_until(self, until: datetime, now: datetime) -> "Session":
        """With a pause taken from now until then; how it feels is asked again after it."""
        return replace(self, hold=Hold(since=now, until=until), strength_after=None)

    def override_hold(self) -> "Session":
        """Going on without the pause; this is recorded."""
        return replace(self, hold=None, hold_overridden=True)

    def go_on(self) -> "Session":
        """Going on after a pause whose time has come."""
        return replace(self, hold=None)

    def rate_again(self, strength: int) -> "Session":
        """With the feeling rated once more; going on while it is hot is recorded."""
        still_hot = strength >= HOT
        overridden = self.hold_overridden or still_hot
        return replace(self, strength_after=strength, hold_overridden=overridden)

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs of danger that the user ticked, and no others."""
        ticked = self.answers.get(SAFETY, ())
        return ticked if isinstance(ticked, tuple) else ()

    @property
    def in_danger(self) -> bool:
        """Whether no message is suggested: danger was named, or told of a partner."""
        return bool(self.signs) or self.warned or self.silenced

    @property
    def warned(self) -> bool:
        """Whether danger from somebody was named, or the safety page was asked for."""
        named = bool(set(self.signs) - HARM)
        return named or self.unsafe or discloses(self.answers)

    @property
    def silenced(self) -> bool:
        """Whether words of fear about a partner stand here, whatever was answered to them.

        "No" and "by mistake" are what somebody presses when that partner walks in (E103).
        """
        return self.answers.get("tie") == PARTNER and says_fear(self.told)

    @property
    def told(self) -> str:
        """What was told in words of one's own."""
        reason = self.overrule.reason if self.overrule else ""
        return f"{told_in(self.answers)}\n{reason}".strip()

    @property
    def told_of_harm(self) -> bool:
        """Whether violence or control was told of, here or at a prompt."""
        return any(each.startswith(MARK_OF_HURT) for each in self.heard) or says_hurt(self.told)

    @property
    def discreet(self) -> bool:
        """Whether nothing of it is to be seen by who looks at the first screen."""
        if self.in_danger or self.fearful or self.heard or self.logged:
            return True
        words = (*self.typed.values(), self.told, self.draft.body, self.unsendable)
        return says_fear("\n".join(words))

    @property
    def logged(self) -> bool:
        """Whether anything was written into the log of what happened."""
        return bool(self.incidents or self.typed.get(LOG, "").strip())

    @property
    def guarded(self) -> bool:
        """Whether it is decided as if the user were afraid, though they ticked nothing like it."""
        vague = self.unsafe or discloses(self.answers) or self.silenced
        return vague and AFRAID not in self.signs

    def facts(self) -> Facts:
        """Everything known that the decision tables may look at; never claimed as said."""
        if not self.guarded:
            return self.answers
        return as_afraid(self.answers, hurt=self.told_of_harm and not self.signs)


def pause_until(what: str, now: datetime) -> datetime | None:
    """When a pause of "ten" minutes, an "hour" or until "tomorrow" ends; None for no pause."""
    if what == "tomorrow":
        return tomorrow_morning(now)
    length = {"ten": TEN_MINUTES, "hour": AN_HOUR}.get(what)
    return now + length if length else None


def tomorrow_morning(now: datetime) -> datetime:
    """Nine o'clock on the next local day, in the zone of ``now``."""
    day = now + timedelta(days=1)
    return day.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
