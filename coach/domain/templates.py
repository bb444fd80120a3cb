"""Message templates: known facts are filled in, what is missing is named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from coach.domain.session import Session
from coach.domain.vocabulary import Channel, Situation, VerdictId

T = TypeVar("T")

_FIELD = re.compile(r"\{(\w+)\}")
_SLOT = re.compile(r"‹([^‹›\n]+)›")

FIELDS = {
    "person": "their name",
    "topic": "what it is about",
    "me": "your name",
    "last_contact": "the day you last wrote",
    "by": "the day you need it by",
}
"""Facts a template may name in braces, and what to call each when it is missing."""


class Warmth(StrEnum):
    """How close the words stand to the reader."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message to begin from.

    Empty tuples mean "any". ``{person}`` and the other ``FIELDS`` are filled
    from what is known; ``‹...›`` marks words only the writer can give. ``own``
    is true for the user's own templates.
    """

    id: str
    title: str
    body: str
    subject: str = ""
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    matters: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    warmth: Warmth = Warmth.PLAIN
    read: str = ""
    own: bool = False

    def fits(self, session: Session, verdict: VerdictId) -> bool:
        """Whether it may serve this walk and verdict."""
        return (
            _any(self.situations, session.situation)
            and _any(self.verdicts, verdict)
            and _any(self.channels, session.channel)
            and _any(self.matters, session.answers.get("matter"))
        )

    def closeness(self, session: Session) -> int:
        """How specially it was made for this matter and channel: more is closer."""
        return 2 * bool(self.matters) + bool(self.channels) + 4 * self.own


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A template with the known facts in place; ``missing`` says what is left to fill."""

    subject: str
    body: str
    missing: tuple[str, ...]


def fitting(
    templates: Iterable[Template], session: Session, verdict: VerdictId
) -> tuple[Template, ...]:
    """The templates for this walk and verdict, the most special first."""
    fit = [each for each in templates if each.fits(session, verdict)]
    return tuple(sorted(fit, key=lambda each: (-each.closeness(session), each.title)))


def fill(template: Template, known: Mapping[str, str]) -> Filled:
    """Put the known facts in; name the others in ‹...› where they are needed."""

    def put(found: re.Match[str]) -> str:
        return known.get(found[1]) or f"‹{FIELDS.get(found[1], found[1])}›"

    subject = _FIELD.sub(put, template.subject)
    body = _FIELD.sub(put, template.body)
    return Filled(subject=subject, body=body, missing=open_slots(f"{subject}\n{body}"))


def open_slots(text: str) -> tuple[str, ...]:
    """What is still to be filled in, each once, in order."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def _any(allowed: tuple[T, ...], value: T | None) -> bool:
    return not allowed or value in allowed
