"""The safety page: where one can be on it, what content says there, and the log of incidents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.advice.questions import Facts
from coach.vocabulary import VerdictId

LOG = "safety_log"
"""Under this name a session keeps what is being typed into its log."""

AFRAID = "afraid"
NEARNESS = frozenset({"knows_where", "shared_workplace"})
"""Signs that say how near the other side is; alone they name no danger, but nor a safe place."""

FRAUD = frozenset({"fraud_signs"})
SELF_HARM = "self_harm"

LEFT_OPEN = frozenset({VerdictId.SILENCE, VerdictId.GET_HELP})
"""What a user in danger may decide in place of the advice: all else names a day, or an answer."""


class SafetyPart(StrEnum):
    """Where on it one is: the page itself, the log, or a question before it."""

    PAGE = "page"
    LOG = "log"
    ASK = "ask"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyText:
    """What content says on the safety page.

    ``now`` is for danger at this moment, ``first`` what comes before any change, ``fraud``
    stands in its place where nothing but fraud was ticked, ``harm`` beside it where they
    talk of harming themselves, ``whom`` are the people to turn to by kind. ``offer`` asks
    whether the page is wanted; ``gentle`` whether an answer is feared, where ``pressed``
    names, by fact, the answers of which one set holds. ``asked_for`` is the reason of a
    recommendation where no sign was ticked.
    """

    ask: str
    now: str
    believed: str
    first: str
    fraud: str
    harm: str
    whom: tuple[Turn, ...]
    device: str
    log: tuple[str, ...]
    offer: str
    offer_note: str
    gentle: str
    gentle_note: str
    asked_for: str
    pressed: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    read: str = "not-safe#stop-here"

    def presses(self, facts: Facts) -> bool:
        """Whether these answers say that someone presses hard, short of danger."""
        return any(
            all(str(facts.get(fact, "")).casefold() in values for fact, values in each.items())
            for each in self.pressed
        )
