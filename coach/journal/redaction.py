"""Decisions without the names and addresses of the people in them, to be shown to others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, cast

from coach.journal.decisions import Decision, Person
from coach.journal.people import name_key

_MAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_NUMBER = re.compile(r"(?<![\w-])\+?\d[\d ()./-]{6,38}\d(?![\w-])")
"""Each is bounded by what such a thing can be (RFC 5321: 64 and 63 characters), which keeps
the search linear in a text of any shape."""
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
    counts: Counter[str]
    pattern: re.Pattern[str] | None

    @classmethod
    def all(
        cls, decisions: Sequence[Decision], people: Sequence[Person]
    ) -> tuple[list[Decision], list[Person]]:
        """These decisions and people without names and addresses."""
        done = cls.of(decisions, people)
        return [done.decision(each) for each in decisions], [done.person(each) for each in people]

    @classmethod
    def of(cls, decisions: Iterable[Decision], people: Iterable[Person]) -> "Redaction":
        """Ready for the names in these."""
        groups: dict[str, list[str]] = {}
        same = {name_key(name): each.id for each in people for name in each.spellings}
        kept = [name for each in people for name in each.spellings]
        for name in [*(each.session.person for each in decisions), *kept]:
            key = name_key(name)
            if key:
                groups.setdefault(same.get(key, key), []).append(name)
        numbered = enumerate(groups.values(), start=1)
        names = {form: f"Person {number}" for number, group in numbered for form in _forms(group)}
        return cls(names, {}, Counter(), _any_of(names))

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
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda hit: self.names[" ".join(hit[0].split())], text)

    def _phone(self, found: re.Match[str]) -> str:
        return found[0] if _DATE.fullmatch(found[0]) else self._numbered(found[0], "number")

    def _numbered(self, text: str, kind: str) -> str:
        key = f"{kind} {text.casefold()}"
        if key not in self.replaced:
            self.counts[kind] += 1
            self.replaced[key] = f"[{kind} {self.counts[kind]}]"
        return self.replaced[key]


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if pattern else None


def _forms(names: Iterable[str]) -> Iterator[str]:
    """The names and each longer word of them, as typed, with capitals, and shouted.

    Not in any case: somebody called Will must not change "I will".
    """
    for name in names:
        whole = " ".join(name.split())
        for part in (whole, *(word for word in whole.split() if len(word) > 2)):
            yield from (part, part.title(), part.upper())
