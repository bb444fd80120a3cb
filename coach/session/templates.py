"""Message templates: known facts are filled in, what is missing is named.

In a template ``{person}`` and the other ``FIELDS`` are facts the program may
know, ``‹...›`` marks words that only the writer can give, and a brace that
means itself is written twice. What is filled in is put there as it is: a name
that holds braces or marks is not read again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from coach.advice.questions import Question, Value
from coach.session.session import Session
from coach.vocabulary import Channel, Situation, VerdictId, Warmth

T = TypeVar("T")

_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_LONE_BRACE = re.compile(r"[{}]")
_SLOT = re.compile(r"‹([^‹›\n]+)›")

_ABOUT = "what it is about, in three or four words"

FIELDS: Mapping[str, str] = {
    "person": "their name",
    "given": "their name",
    "formal": "their name",
    "topic": _ABOUT,
    "topic_to_others": _ABOUT,
    "me": "your name",
    "last_contact": "the day of the last message",
    "by": "the day you need it by",
    "gap": "how long it has been",
}
"""Facts a template may name in braces, and what to call each when it is missing.

``person`` is the full name, ``given`` what a plain greeting calls them and ``formal``
a formal one. ``topic`` reads on after "about" in a message to them,
``topic_to_others`` in one to somebody else; both are missing where the user's words
would not read so (``coach.session.addressing``). ``last_contact`` is the day of the last message
from either side; ``by`` the day the writer hopes to hear by; ``gap`` the time since
``last_contact`` in words, as ``said_gap`` says it.
"""

KEPT_AS_FIELDS = ("person", "given", "topic", "me")
"""What is put back as a field when a draft is kept as a template."""

SHORTEST_FACT = 2
"""Characters a fact needs before it is looked for in a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message to begin from.

    Empty tuples mean "any"; ``not_matters`` are kinds of matter it must not serve, such
    as a last note that drops a debt. ``when`` narrows it further by other answers: for
    each question, the choices it is made for; while the question is open, it is
    not offered. ``perhaps`` says that it fits only where its title does, which no
    answer can tell: it is offered last. ``read`` is the article section behind it
    ("slug#section"). ``own`` is true for the user's own templates.
    """

    id: str
    title: str
    body: str
    subject: str = ""
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    matters: tuple[str, ...] = ()
    not_matters: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    warmth: Warmth = Warmth.PLAIN
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    perhaps: bool = False
    read: str = ""
    own: bool = False

    def fits(self, session: Session, verdict: VerdictId) -> bool:
        """Whether it may serve this walk and verdict. What is not known excludes no general one."""
        return (
            _allows(self.situations, session.situation)
            and _allows(self.verdicts, verdict)
            and _allows(self.channels, session.channel)
            and _allows(self.matters, session.answers.get("matter"))
            and session.answers.get("matter") not in self.not_matters
            and all(_answers(session.answers.get(each), self.when[each]) for each in self.when)
        )

    def distance(self, session: Session, warmth: Warmth) -> tuple[int, ...]:
        """How far it stands from this walk and warmth, to sort by; the nearest has the smallest.

        The user's own come first, those that fit perhaps last. Between them count the
        channel, then this matter and these answers and how narrowly it is made for
        them, the warmth, how narrow a verdict it serves, and the length.
        """
        special = bool(self.matters) + len(self.when)
        wide = len(self.matters) + sum(map(len, self.when.values()))
        return (
            not self.own,
            self.perhaps,
            self._strangeness(session.channel),
            -special,
            wide,
            abs(_WARMTHS.index(self.warmth) - _WARMTHS.index(warmth)),
            len(self.verdicts),
            len(self.body),
        )

    def _strangeness(self, channel: Channel) -> int:
        """How odd it looks on this channel: a letter in a chat more than a line there."""
        if channel not in _FEW_LINES or self.channels:
            return 0
        return 2 if self.warmth is Warmth.FORMAL else 1


_WARMTHS = (Warmth.WARM, Warmth.PLAIN, Warmth.FORMAL)
_FEW_LINES = frozenset({Channel.CHAT, Channel.LINKEDIN})
"""Channels on which a letter with greeting and close looks out of place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A template with the known facts in place; ``missing`` says what is left to fill."""

    subject: str
    body: str
    missing: tuple[str, ...]


def fitting(
    templates: Iterable[Template],
    session: Session,
    verdict: VerdictId,
    usual: Warmth = Warmth.PLAIN,
) -> tuple[Template, ...]:
    """The templates for this walk and verdict, the nearest first; ``usual`` is the user's tone."""
    fit = [each for each in templates if each.fits(session, verdict)]
    warmth = warmth_between(session, usual)
    return tuple(sorted(fit, key=lambda each: (each.distance(session, warmth), each.title)))


def why_first(template: Template, session: Session, questions: Mapping[str, Question]) -> str:
    """Why this template stands before the others, with the answers that put it there."""
    if template.own:
        return "First, because it is one of yours."
    telling = [*template.when, *(["matter"] if template.matters else [])]
    telling += ["channel"] if template.channels and "channel" in session.answers else []
    said = [
        questions[each].text_of(session.answers[each])
        for each in telling
        if each in questions and each in session.answers
    ]
    if not said:
        return "First, because it is the plainest that fits here."
    return f"First, because you said: {'; '.join(said)}"


def warmth_between(session: Session, usual: Warmth = Warmth.PLAIN) -> Warmth:
    """How warm the two are with each other: ``usual`` where the answers do not say more.

    In a chat nobody is formal; a letter is formal where nothing else is known.
    """
    told = session.answers
    close = told.get("warmth") in ("warm", "close") or told.get("who") == "known"
    if close or told.get("matter") == "personal":
        return Warmth.WARM
    formal = told.get("warmth") == "stranger" or told.get("who") == "official"
    letter = session.channel is Channel.LETTER and "warmth" not in told
    if formal or letter or usual is Warmth.FORMAL:
        return Warmth.PLAIN if session.channel in _FEW_LINES else Warmth.FORMAL
    return usual


def fill(template: Template, known: Mapping[str, str]) -> Filled:
    """Put the known facts in as they are; name the others in ‹...› where they are needed."""

    def put(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0][0]
        return known.get(found[1]) or f"‹{_label(found[1])}›"

    return Filled(
        subject=_FIELD.sub(put, template.subject),
        body=_FIELD.sub(put, template.body),
        missing=tuple(dict.fromkeys(_missing(template, known))),
    )


def open_slots(text: str, among: Iterable[str] | None = None) -> tuple[str, ...]:
    """What is still to be filled in, each once, in order.

    ``among`` narrows it to these, as ``slots_of`` a template names them, so that
    ‹such marks› in the writer's own words or in a name are not taken for slots.
    """
    found = dict.fromkeys(_SLOT.findall(text))
    allowed = None if among is None else frozenset(among)
    return tuple(each for each in found if allowed is None or each in allowed)


def slots_of(template: Template) -> tuple[str, ...]:
    """Every slot this template can leave open, whatever is known."""
    return tuple(dict.fromkeys(_missing(template, {})))


def unknown_fields(text: str) -> tuple[str, ...]:
    """Fields named in braces that do not exist, each once, in order."""
    named = (found[1] for found in _FIELD.finditer(text) if found[1])
    return tuple(dict.fromkeys(each for each in named if each not in FIELDS))


def lone_brace(text: str) -> int | None:
    """The place of the first brace that is neither part of a field nor doubled, or None."""
    blanked = _FIELD.sub(lambda found: " " * len(found[0]), text)
    found = _LONE_BRACE.search(blanked)
    return found.start() if found else None


def from_draft(text: str, known: Mapping[str, str]) -> str:
    """The words of a draft as those of a template.

    Names and the topic become fields again, so that it serves the next person
    too; every other brace is doubled, so that it comes back as it was.
    """
    fields = {
        known[name]: f"{{{name}}}"
        for name in KEPT_AS_FIELDS
        if len(known.get(name, "")) >= SHORTEST_FACT
    }
    longest_first = sorted(map(re.escape, fields), key=len, reverse=True)
    facts = rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)|" if fields else ""

    def put(found: re.Match[str]) -> str:
        return fields.get(found[0]) or 2 * found[0]

    return re.sub(facts + "[{}]", put, text)


def said_gap(days: int) -> str:
    """A length of time as one says it after "about": "a day", "three weeks", "two years"."""
    for size, unit, until in ((365, "year", 330), (30, "month", 53), (7, "week", 7)):
        if days >= until:
            return _counted(max(1, round(days / size)), unit)
    return _counted(max(1, days), "day")


_NUMBERS = ("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _counted(count: int, unit: str) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {unit}" if count == 1 else f"{number} {unit}s"


def _missing(template: Template, known: Mapping[str, str]) -> Iterator[str]:
    """The template's own slots and its fields that are not known, in order."""
    text = f"{template.subject}\n{template.body}"
    places = [(found.start(), found[1]) for found in _SLOT.finditer(text)]
    places += [
        (found.start(), _label(found[1]))
        for found in _FIELD.finditer(text)
        if found[1] and not known.get(found[1])
    ]
    yield from (name for _, name in sorted(places))


def _label(field: str) -> str:
    return FIELDS.get(field, field)


def _answers(value: Value | None, choices: tuple[str, ...]) -> bool:
    return any(each in choices for each in (value if isinstance(value, tuple) else (value,)))


def _allows(allowed: tuple[T, ...], value: T | None) -> bool:
    return not allowed or value in allowed
