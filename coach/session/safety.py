"""The safety page: where one can be on it, what content says there, and the log of incidents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.advice.questions import SAFETY, Facts
from coach.vocabulary import VerdictId

LOG = "safety_log"
"""Under this name a session keeps what is being typed into its log."""

AFRAID = "afraid"
FRAUD = frozenset({"fraud_signs"})
SELF_HARM, OWN_HARM = "self_harm", "own_harm"
HARM = frozenset({SELF_HARM, OWN_HARM})
"""Signs that somebody may end their life: the other side, or the user."""

DISCLOSES = {"i_said": "not_safe", "fear_meant": True}
"""Answers that say as much as a sign does, to questions that ask for something else."""

TOLD = ("topic", "happened", "story", "uncovered")
"""Answers in which the user tells of it in words of their own."""

LEFT_OPEN = frozenset({VerdictId.SILENCE, VerdictId.GET_HELP})
"""What a user in danger may decide in place of the advice: all else names a day, or an answer."""


class SafetyPart(StrEnum):
    """Where on it one is: the page itself, the log, or a question before it."""

    PAGE = "page"
    LOG = "log"
    ASK = "ask"
    LIFE = "life"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyText:
    """What content says on the safety page.

    ``now`` is for danger at this moment, ``first`` what comes before any change, ``fraud``
    stands in its place where nothing but fraud was ticked, ``harm`` where they talk of harming
    themselves and ``own_harm`` where the user does, ``whom`` are the people to turn to by
    kind, of which those that are not ``for_harm`` are left out where only a life was named.
    ``leaves`` says how to close this at once and what is kept; {close} is the key or word.
    ``offer`` asks whether the page is wanted; ``life`` who it is that thinks of ending their
    life; ``gentle`` whether an answer is feared, where ``pressed`` names, by fact, the answers
    of which one set holds, and ``gentle_partner`` the same of a partner. ``asked_for`` is the
    reason of a recommendation where no sign was ticked; ``harm_dos`` to ``own_donts`` go with
    one that is about a life; ``heard`` stands beside one in place of words that say fear.
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
    asked_for: str
    heard: str
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
    return any(facts.get(fact) == value for fact, value in DISCLOSES.items())


def as_afraid(facts: Facts) -> Facts:
    """These facts, decided as if the user had ticked that they're afraid."""
    signs = facts.get(SAFETY, ())
    named = signs if isinstance(signs, tuple) else ()
    return facts if AFRAID in named else {**facts, SAFETY: (*named, AFRAID)}
