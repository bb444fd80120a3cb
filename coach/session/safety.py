"""The safety page: where one can be on it, what content says there, and the log of incidents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.advice.questions import SAFETY, Facts
from coach.vocabulary import VerdictId

LOG = "safety_log"
"""Under this name a session keeps what is being typed into its log."""

AFRAID, HURT = "afraid", "hurt"
FRAUD = frozenset({"fraud_signs"})
SELF_HARM, OWN_HARM = "self_harm", "own_harm"
BOTH = "both"
"""The answer that they talk of ending their life, and frighten the user or press with it."""

HARM = frozenset({SELF_HARM, OWN_HARM})
"""Signs that somebody may end their life: the other side, or the user."""

PARTNER = "partner"
"""The tie of somebody who is, or was, the user's partner."""

DISCLOSES = {"i_said": "not_safe", "fear_meant": True}
"""Answers that say as much as a sign does, to questions that ask for something else."""

TOLD = ("topic", "happened", "story", "uncovered")
"""Answers in which the user tells of it in words of their own."""

LEFT_OPEN = frozenset({VerdictId.SILENCE, VerdictId.GET_HELP})
"""What a user in danger may decide in place of the advice: all else names a day, or an answer."""


class SafetyPart(StrEnum):
    """Where on it one is: the page itself, the log, what stands in it, or a question before it."""

    PAGE = "page"
    LOG = "log"
    WRITTEN = "written"
    ASK = "ask"
    LIFE = "life"
    DESPAIR = "despair"
    PRESSED = "pressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing written down, at a moment with its zone."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Someone to turn to: who, and what they can and cannot do."""

    who: str
    what: str
    for_harm: bool = False
    for_partner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyText:
    """What content says on the safety page.

    ``now`` is for danger at this moment, ``first`` what comes before any change, ``fraud``
    stands in its place where nothing but fraud was ticked, ``harm`` where they talk of harming
    themselves and ``own_harm`` where the user does, ``whom`` are the people to turn to by kind,
    of which those that are not ``for_harm`` are left out where only a life was named, and those
    ``for_partner`` come first where it's about a partner.
    ``leaves`` says how to close this at once and what is kept; {close} is the key or word.
    ``offer`` asks whether the page is wanted; ``life`` who it is that thinks of ending their
    life; ``gentle`` whether an answer is feared, where ``pressed`` names, by fact, the answers
    of which one set holds, and ``gentle_partner`` the same of a partner. ``reasons`` are those
    of a recommendation where no sign was ticked, by what was said instead; ``harm_dos`` to
    ``own_donts`` go with one that is about a life, and ``danger_dos`` and ``danger_donts`` with
    any other; ``close`` says, by verdict, what is decided in danger, and ``silence_do`` and
    ``silence_then`` what a silence means there. ``heard`` stands beside a recommendation in
    place of words that say fear. ``life_first`` stands for ``ask`` where nothing but a life is
    in danger, ``hurt`` says whose fault violence isn't, ``harm_pressed`` what to do where talk
    of a life presses, ``both`` where they are a danger too, ``own_near`` whom to tell where the
    one nearby frightens; ``despair`` asks about words that were written into the log.
    """

    ask: str
    now: str
    believed: str
    first: str
    fraud: str
    harm: str
    own_now: str
    own_harm: str
    whom: tuple[Turn, ...]
    device: str
    log: tuple[str, ...]
    leaves: str
    offer: str
    offer_note: str
    life: str
    life_note: str
    gentle: str
    gentle_partner: str
    gentle_note: str
    reasons: Mapping[str, str]
    heard: str
    life_first: str
    hurt: str
    harm_pressed: str
    both: str
    own_near: str
    despair: str
    despair_note: str
    close: Mapping[str, str]
    silence_do: str
    silence_then: str
    danger_dos: tuple[str, ...]
    danger_donts: tuple[str, ...]
    harm_dos: tuple[str, ...]
    harm_donts: tuple[str, ...]
    own_dos: tuple[str, ...]
    own_donts: tuple[str, ...]
    pressed: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    read: str = "not-safe#stop-here"

    def presses(self, facts: Facts) -> bool:
        """Whether these answers say that someone presses hard, short of danger."""
        return any(
            all(str(facts.get(fact, "")).casefold() in values for fact, values in each.items())
            for each in self.pressed
        )


def discloses(facts: Facts) -> bool:
    """Whether one of these answers says that it isn't safe to write, though it is no sign."""
    return bool(disclosed_by(facts))


def disclosed_by(facts: Facts) -> str:
    """The question whose answer says so; empty where none does."""
    return next((fact for fact, value in DISCLOSES.items() if facts.get(fact) == value), "")


def as_afraid(facts: Facts, *, hurt: bool = False) -> Facts:
    """These facts, decided as if the user had ticked that they're afraid, or ``hurt`` as well."""
    signs = facts.get(SAFETY, ())
    named = signs if isinstance(signs, tuple) else ()
    taken = (*named, HURT, AFRAID) if hurt else (*named, AFRAID)
    return {**facts, SAFETY: tuple(dict.fromkeys(taken))}


def told_in(facts: Facts) -> str:
    """What the user told in words of their own, a line an answer."""
    return "\n".join(str(facts[each]) for each in TOLD if each in facts)


def reason_for(text: SafetyText, signs: tuple[str, ...], *, asked: bool, said: str) -> str:
    """Why no message is suggested, true of what was said; empty where the row's own holds.

    ``asked`` says that the safety page was asked for; ``said`` is the answer that disclosed it,
    or else the kind of words that were heard.
    """
    if OWN_HARM in signs:
        return ""
    if SELF_HARM in signs:
        return text.reasons[BOTH]
    return text.reasons["asked" if asked and not said else said or "asked"]
