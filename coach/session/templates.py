"""Message templates: the right form for the channel, known facts filled in, gaps named.

In a template ``{person}`` and the other ``FIELDS`` are facts the program may know,
``‹...›`` marks words that only the writer can give, and a brace that means itself is
written twice. A field can say which grammar its place needs and what to write when the
fact doesn't fit: ``{topic:noun|topic:clause|my last message}`` takes the first of its
alternatives that is known and fits. Facts are put in as they are: a name that holds
braces or marks is not read again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from coach.advice.questions import Question, Value
from coach.session.addressing import as_clause, as_noun, is_formal
from coach.session.message_forms import Form, derived
from coach.session.session import Session
from coach.vocabulary import Channel, Situation, VerdictId, Warmth

T = TypeVar("T")

_FIELD = re.compile(r"\{\{|\}\}|\{(\w+(?::\w+)?(?:\|[^{}|\n]+)*)\}")
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
    "needed": "the day it's needed by",
    "due": "due date",
    "answer_on": "the day you will answer",
    "owed": "what of yours they are waiting for",
    "gap": "how long it has been",
}
"""Facts a template may name in braces, and what to call each when it is missing.

``person`` is the full name, ``given`` what a plain greeting calls them and ``formal``
a formal one. ``topic`` reads on after "about" in a message to them,
``topic_to_others`` in one to somebody else; both are missing where the user's words
would not read so (``coach.session.addressing``). ``last_contact`` is the day of the last message
from either side; ``by`` the day the writer hopes to hear by, ``needed`` the real date behind
it, ``owed`` what of the writer's their work waits for ("my feedback on your report"),
``due`` the needed date once it has passed, ``answer_on`` the day the writer will answer on;
``gap`` the time since ``last_contact`` in words, as ``said_gap`` says it.
"""

GRAMMARS: Mapping[str, Callable[[str], str]] = {"noun": as_noun, "clause": as_clause}
"""What a place may ask of a fact: a thing ("the May invoice") or an indirect question."""

KEPT_AS_FIELDS = ("person", "given", "topic", "me")
"""What is put back as a field when a draft is kept as a template."""

SHORTEST_FACT = 2
"""Characters a fact needs before it is looked for in a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message to begin from.

    ``body`` is the email; ``forms`` holds the forms written out by hand, and the others
    follow from the email (``in_form``). Empty tuples mean "any"; ``not_matters`` are kinds
    of matter it must not serve, such as a last note that drops a debt. ``when`` narrows it
    further by other answers: for each question, the choices it is made for; while the
    question is open, it is not offered. ``topics`` are words that single out its case in
    what the user typed ("deposit"): offered early where one is there, last where not.
    ``perhaps`` says that it fits only where its title does, which no answer can tell: it
    is offered last. One that is ``first`` serves only before any reminder was sent.
    One ``after`` another (its id) goes on from that one, and serves nobody who didn't send it;
    one ``after_last`` goes on from any final message, once its day has passed.
    ``read`` is the article section behind it ("slug#section"). ``us`` are the words of it that
    American English spells otherwise. ``own`` is true for the user's own templates, which
    have one form: the one they wrote.
    """

    id: str
    title: str
    body: str
    subject: str = ""
    forms: Mapping[Form, str] = field(default_factory=dict, hash=False)
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    matters: tuple[str, ...] = ()
    not_matters: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    warmth: Warmth = Warmth.PLAIN
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    topics: tuple[str, ...] = ()
    perhaps: bool = False
    first: bool = False
    after: str = ""
    after_last: bool = False
    read: str = ""
    us: Mapping[str, str] = field(default_factory=dict, hash=False)
    own: bool = False

    def fits(self, session: Session, verdict: VerdictId) -> bool:
        """Whether it may serve here. What is not known excludes no general one."""
        kinds = _kinds(session)
        return (
            _allows(self.situations, session.situation)
            and not (self.first and session.answers.get("nudges_sent"))
            and self.after in ("", session.used)
            and (not self.after_last or said_last(session.answers))
            and _allows(self.verdicts, verdict)
            and _allows(self.channels, session.channel)
            and (not self.matters or not kinds.isdisjoint(self.matters))
            and kinds.isdisjoint(self.not_matters)
            and all(_answers(session.answers.get(each), self.when[each]) for each in self.when)
        )

    def in_form(self, form: Form) -> "Template":
        """The same template with the body of this form: written by hand, or derived."""
        if self.own:
            return self
        return replace(self, body=self.forms.get(form) or derived(self.body, form))

    def topic_word(self, topic: str) -> str:
        """The word of the typed topic that this template is made for; empty without one."""
        pattern = "|".join(map(re.escape, self.topics))
        found = re.search(rf"\b(?:{pattern})(?:s|es)?\b", topic, re.IGNORECASE)
        return found[0] if found and self.topics else ""

    def distance(self, session: Session, warmth: Warmth) -> tuple[int, ...]:
        """How far it stands from this session and warmth, to sort by; the nearest is smallest.

        What was sent the last time comes last of all, and what goes on from it first. The
        user's own come before others, those that fit perhaps after them. Between them count the
        topic's words, then this matter and these answers and how narrowly it is made for
        them, the warmth, how narrow a verdict it serves, and the length.
        """
        named = bool(self.topic_word(session.topic))
        special = bool(self.matters) + bool(self.channels) + len(self.when)
        wide = len(self.matters) + sum(map(len, self.when.values()))
        return (
            self.id == session.used != "",
            not (self.after or self.after_last),
            not self.own,
            not named and (self.perhaps or bool(self.topics)),
            not named,
            self.perhaps,
            -special,
            wide,
            self._strangeness(session.channel, warmth),
            len(self.verdicts),
            len(self.body),
        )

    def _strangeness(self, channel: Channel, warmth: Warmth) -> int:
        """How far its tone is from what suits; whatever is plain has a formal form as well."""
        if warmth is Warmth.FORMAL and self.warmth is Warmth.PLAIN:
            return 0
        formal_in_a_chat = channel in SHORT_CHANNELS and self.warmth is Warmth.FORMAL
        return abs(_WARMTHS.index(self.warmth) - _WARMTHS.index(warmth)) + formal_in_a_chat


_WARMTHS = (Warmth.WARM, Warmth.PLAIN, Warmth.FORMAL)
SHORT_CHANNELS = frozenset({Channel.CHAT, Channel.LINKEDIN})
"""Channels on which a message with greeting and sign-off looks out of place."""


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
    """The templates for this session and verdict, nearest first, each in the form to send.

    ``usual`` is the user's tone.
    """
    fit = [each for each in templates if each.fits(session, verdict)]
    warmth = warmth_between(session, usual)
    ordered = sorted(fit, key=lambda each: (each.distance(session, warmth), each.title))
    return tuple(each.in_form(form_for(each, session.channel, warmth)) for each in ordered)


def form_for(template: Template, channel: Channel, warmth: Warmth) -> Form:
    """Which form of a template suits: short in a chat, formal where the two are formal."""
    if channel in SHORT_CHANNELS:
        return Form.CHAT
    if warmth is Warmth.FORMAL and template.warmth is Warmth.PLAIN:
        return Form.FORMAL
    return Form.EMAIL


def why_first(template: Template, session: Session, questions: Mapping[str, Question]) -> str:
    """Why this template stands before the others, with the answers that put it there."""
    if template.own:
        return "Listed first because it's one of yours."
    telling = [*template.when, *(["matter"] if template.matters else [])]
    telling += ["channel"] if template.channels and "channel" in session.answers else []
    said = [
        questions[each].text_of(session.answers[each])
        for each in telling
        if each in questions and each in session.answers
    ]
    if word := template.topic_word(session.topic):
        said.insert(0, f"it's about “{word}”")
    if not said:
        return "Listed first because it's the simplest that fits here."
    return f"Listed first because you said: {'; '.join(said)}"


def warmth_between(session: Session, usual: Warmth = Warmth.PLAIN) -> Warmth:
    """How warm the two are with each other: ``usual`` where the answers do not say more.

    In a chat nobody is formal; a letter is formal where nothing else is known.
    """
    told = session.answers
    close = told.get("warmth") in ("warm", "close") or told.get("who") == "known"
    if close or told.get("matter") == "personal":
        return Warmth.WARM
    formal = told.get("who") == "official" or session.channel is Channel.LETTER
    if formal or usual is Warmth.FORMAL:
        return Warmth.PLAIN if session.channel in SHORT_CHANNELS else Warmth.FORMAL
    return usual


def fill(template: Template, known: Mapping[str, str], english: str = "uk") -> Filled:
    """Put the known facts in as they are; name the others in ‹...› where they are needed.

    ``english`` is "uk" or "us" and spells the template's own words, never the facts.
    """
    spelled = template if english == "uk" else _respelled(template)

    def put(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0][0]
        return _first_that_fits(found[1], known) or f"‹{_label(found[1])}›"

    subject = _FIELD.sub(put, spelled.subject)
    if spelled.subject.startswith(("{topic", "{owed")):  # typed in small letters, mostly
        subject = subject[:1].upper() + subject[1:]
    body = _FIELD.sub(put, spelled.body)
    if is_formal(known.get("given", "")):
        body = re.sub(r"\A(?:Hi|Hello)(?= )", "Dear", body)
    return Filled(
        subject=subject,
        body=body,
        missing=tuple(dict.fromkeys(_missing(spelled, known))),
    )


def _respelled(template: Template) -> Template:
    """With the American words for the British ones; capitals at the start stay."""
    if not template.us:
        return template
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, template.us))})\b", re.IGNORECASE)

    def put(found: re.Match[str]) -> str:
        other = template.us[found[0].lower()]
        return other[:1].upper() + other[1:] if found[0].istitle() else other

    respell = replace(template, subject=words.sub(put, template.subject))
    return replace(respell, body=words.sub(put, template.body))


def _first_that_fits(choice: str, known: Mapping[str, str]) -> str:
    """The first alternative between bars that is known and has the grammar asked for."""
    for each in choice.split("|"):
        name, _, grammar = each.partition(":")
        if name not in FIELDS:
            return each
        fact = known.get(name, "")
        if fitted := GRAMMARS[grammar](fact) if grammar else fact:
            return fitted
    return ""


def open_slots(text: str, among: Iterable[str] | None = None) -> tuple[str, ...]:
    """What is still to be filled in, each once, in order.

    ``among`` narrows it to these, as ``slots_of`` a template names them, so that
    ‹such marks› in the writer's own words or in a name are not taken for slots.
    """
    found = dict.fromkeys(_SLOT.findall(text))
    allowed = None if among is None else frozenset(among)
    return tuple(each for each in found if allowed is None or each in allowed)


def slots_of(template: Template) -> tuple[str, ...]:
    """Every slot this template can leave open, whatever is known and in whichever form."""
    every = [template.in_form(form) for form in Form]
    known: list[Mapping[str, str]] = [{}, {"topic": "-", "topic_to_others": "-"}]
    told = (slot for each in every for some in known for slot in _missing(each, some))
    return tuple(dict.fromkeys(told))


def unknown_fields(text: str) -> tuple[str, ...]:
    """Fields or grammars named in braces that do not exist, each once, in order."""
    named = (found[1].split("|")[0] for found in _FIELD.finditer(text) if found[1])
    return tuple(dict.fromkeys(each for each in named if not _is_field(each)))


def _is_field(named: str) -> bool:
    name, _, grammar = named.partition(":")
    return name in FIELDS and (not grammar or grammar in GRAMMARS)


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
        if found[1] and not _first_that_fits(found[1], known)
    ]
    yield from (name for _, name in sorted(places))


def _label(choice: str) -> str:
    name = re.split(r"[:|]", choice, maxsplit=1)[0]
    return FIELDS.get(name, name)


def _answers(value: Value | None, choices: tuple[str, ...]) -> bool:
    return any(each in choices for each in (value if isinstance(value, tuple) else (value,)))


def said_last(answers: Mapping[str, Value]) -> bool:
    """Whether a final message went out from here, or the user told of one."""
    ticked = answers.get("waiting_extra")
    return bool(answers.get("last_sent")) or (isinstance(ticked, tuple) and "said_last" in ticked)


def _kinds(session: Session) -> frozenset[Value]:
    """What kinds of matter it is: money that is owed is money, whatever else it's about."""
    kinds = frozenset({session.answers.get("matter") or ""}) - {""}
    money = session.answers.get("owed") == "money"
    return kinds - {"other"} | {"invoice"} if money else kinds


def _allows(allowed: tuple[T, ...], value: T | None) -> bool:
    return not allowed or value in allowed
