"""Decisions as text for other programs and other people: Markdown, CSV, redacted or not."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, cast

from coach.domain.outcomes import outcome_words
from coach.domain.questions import spoken_date
from coach.domain.record import Decision, Note, Person
from coach.domain.review import name_key
from coach.domain.vocabulary import Ending, Situation

COLUMNS = (
    "id",
    "decided",
    "situation",
    "person",
    "topic",
    "verdict",
    "ending",
    "outcome",
    "next_on",
    "next_step",
    "percent",
    "percent_by",
    "came_true",
    "well_decided",
    "again",
    "reason",
    "subject",
    "sent",
    "notes",
)
"""The columns of the CSV, in order."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


# -- Markdown -------------------------------------------------------------------------


def markdown(decisions: Iterable[Decision]) -> str:
    """The decisions as one Markdown text, each under a heading of its own."""
    return "\n".join("\n".join(_decision(each)) + "\n" for each in decisions)


def _decision(one: Decision) -> Iterable[str]:
    who = " - ".join(part for part in (one.session.person, one.session.topic) if part)
    yield f"# {_inline(who or 'A decision')}"
    yield ""
    yield from _facts(one)
    yield from _section("Why", [one.assessment.reason])
    yield from _section("What spoke for it", [each.text for each in one.assessment.supporting])
    yield from _section("What spoke against it", [each.text for each in one.assessment.opposing])
    if one.session.overrule:
        yield from _section("Decided otherwise because", [one.session.overrule.reason])
    if one.sent:
        yield from _quoted("What went out", one.sent.subject, one.sent.body)
    elif one.session.draft.body:
        yield from _quoted("Drafted", one.session.draft.subject, one.session.draft.body)
    if one.prediction:
        yield from _prediction(one)
    if one.notes:
        yield from ("", "## Since then", "")
        yield from (f"- {_note(each, one.session.situation)}" for each in one.notes)


def _facts(one: Decision) -> Iterable[str]:
    ending = "sent" if one.ending is Ending.SENT else "not sent"
    rows = (
        ("Decided", f"{spoken_date(one.decided.date())}, {one.decided:%H:%M}"),
        ("Situation", str(one.session.situation or "")),
        (
            "Verdict",
            one.assessment.verdict.text
            if not one.session.overrule
            else one.verdict.replace("_", " "),
        ),
        ("Ending", ending),
        ("Next", " ".join(_planned(one))),
        ("Outcome", outcome_words(one.session.situation)[one.outcome] if one.outcome else ""),
        ("Kept as", one.id),
    )
    yield from (f"- {name}: {_inline(text)}" for name, text in rows if text)


def _planned(one: Decision) -> Iterable[str]:
    if one.check_on:
        yield f"{spoken_date(one.check_on)}:"
    if one.next_step:
        yield one.next_step


def _section(title: str, texts: Sequence[str]) -> Iterable[str]:
    said = [text for text in texts if text.strip()]
    if said:
        yield from ("", f"## {title}", "")
        yield from (
            (_inline(said[0]),) if len(said) == 1 else (f"- {_inline(text)}" for text in said)
        )


def _quoted(title: str, subject: str, body: str) -> Iterable[str]:
    """The words exactly, in a fence that nothing in them can close."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", body)), default=0))
    yield from ("", f"## {title}", "")
    if subject:
        yield from (f"Subject: {_inline(subject)}", "")
    yield from (f"{fence}text", body, fence)


def _prediction(one: Decision) -> Iterable[str]:
    guess = one.prediction
    if guess is None:
        return
    came = {True: "It came.", False: "It did not come.", None: "Not resolved yet."}[one.came_true]
    yield from ("", "## The guess", "")
    yield f"- {guess.percent} per cent that a reply comes by {spoken_date(guess.by)}. {came}"
    for name, text in (("Why", guess.why), ("Feared", guess.feared), ("Expected", guess.expected)):
        if text:
            yield f"- {name}: {_inline(text)}"


def _note(note: Note, situation: Situation | None) -> str:
    said = [f"{outcome_words(situation)[note.outcome]}."] if note.outcome else []
    said += [_inline(note.text)] if note.text else []
    if note.well_decided is not None:
        said.append("A good choice." if note.well_decided else "Not the best choice.")
    if note.again is not None:
        said.append("I would do it again." if note.again else "I would not do it again.")
    return f"{spoken_date(note.at.date())}: {' '.join(said) or 'looked at it'}"


def _inline(text: str) -> str:
    """On one line, with nothing in it that Markdown or HTML would act on."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))


# -- CSV ------------------------------------------------------------------------------


def table(decisions: Iterable[Decision]) -> str:
    """The decisions as CSV (RFC 4180) with a header; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(each)] for each in decisions)
    return out.getvalue()


def _row(one: Decision) -> Iterable[object]:
    short = one.summary()
    own: Mapping[str, object] = {
        "decided": short.decided.isoformat(timespec="seconds"),
        "reason": one.assessment.reason,
        "subject": one.sent.subject if one.sent else "",
        "sent": one.sent.body if one.sent else "",
        "notes": "\n".join(each.text for each in one.notes if each.text),
    }
    return [own[name] if name in own else getattr(short, name) for name in COLUMNS]


def _cell(value: object) -> str:
    """As text; a cell that a spreadsheet would take for a formula begins with a quote mark."""
    text = "" if value is None else str(value)
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


# -- redaction ------------------------------------------------------------------------

_MAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_NUMBER = re.compile(r"(?<![\w-])\+?\d[\d ()./-]{6,}\d(?![\w-])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")

_IDS = frozenset(
    {
        *("id", "row", "template", "guidance", "program", "read", "asked", "fact", "findings"),
        *("kept", "looking_at"),
    }
)
"""Fields that hold the program's own ids, where nobody's name can stand."""


@dataclass(slots=True)
class Redaction:
    """Replaces names, addresses, links and long numbers, the same one always by the same.

    Knows the names that the decisions and people hold; a name that only stands
    in the words of a message is not recognised. Each use may add to ``replaced``.
    """

    names: Mapping[str, str]
    replaced: dict[str, str]

    @classmethod
    def of(cls, decisions: Iterable[Decision], people: Iterable[Person]) -> "Redaction":
        """Ready for the names in these."""
        groups: dict[str, list[str]] = {}
        same = {name_key(name): each.id for each in people for name in _spellings(each)}
        kept = [name for each in people for name in _spellings(each)]
        for name in [*(each.session.person for each in decisions), *kept]:
            key = name_key(name)
            if key:
                groups.setdefault(same.get(key, key), []).append(name)
        numbered = enumerate(groups.values(), start=1)
        names = {form: f"Person {number}" for number, group in numbered for form in _forms(group)}
        return cls(names, {})

    def decision(self, one: Decision) -> Decision:
        """The same decision without names and addresses."""
        return cast("Decision", self._value(one))

    def person(self, one: Person) -> Person:
        """The same person without names and addresses; all spellings become one."""
        redacted = cast("Person", self._value(one))
        return replace(redacted, id=redacted.name.casefold().replace(" ", "-"), also=())

    def text(self, text: str) -> str:
        """The same words without names and addresses."""
        text = _LINK.sub(lambda found: self._numbered(found[0], "link"), text)
        text = _MAIL.sub(lambda found: self._numbered(found[0], "address"), text)
        text = _NUMBER.sub(self._phone, text)
        return self._named(text)

    def _value(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self._value(each) for each in value)
        if isinstance(value, Mapping):
            return {key: self._value(each) for key, each in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            changed = {
                field.name: self._value(getattr(value, field.name))
                for field in fields(value)
                if field.name not in _IDS
            }
            return replace(value, **changed)
        return value

    def _named(self, text: str) -> str:
        if not self.names:
            return text
        longest_first = sorted(self.names, key=len, reverse=True)
        pattern = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        found = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
        return found.sub(lambda hit: self.names[" ".join(hit[0].split())], text)

    def _phone(self, found: re.Match[str]) -> str:
        return found[0] if _DATE.fullmatch(found[0]) else self._numbered(found[0], "number")

    def _numbered(self, text: str, kind: str) -> str:
        key = f"{kind} {text.casefold()}"
        if key not in self.replaced:
            count = sum(each.startswith(f"[{kind} ") for each in self.replaced.values())
            self.replaced[key] = f"[{kind} {count + 1}]"
        return self.replaced[key]


def _spellings(person: Person) -> tuple[str, ...]:
    return person.name, *person.also


def _forms(names: Iterable[str]) -> Iterator[str]:
    """The names and each longer word of them, as typed, with capitals, and shouted.

    Not in any case: somebody called Will must not change "I will".
    """
    for name in names:
        whole = " ".join(name.split())
        for part in (whole, *(word for word in whole.split() if len(word) > 2)):
            yield from (part, part.title(), part.upper())
