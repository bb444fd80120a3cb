"""The words of a decision, for searching: taken from its JSON without building it."""

from collections.abc import Iterator
from typing import Any

import msgspec


class _Text(msgspec.Struct):
    subject: str = ""
    body: str = ""


class _Session(msgspec.Struct):
    answers: dict[str, Any] = msgspec.field(default_factory=dict)
    draft: _Text = msgspec.field(default_factory=_Text)


class _Reason(msgspec.Struct):
    reason: str = ""


class _Note(msgspec.Struct):
    text: str = ""


class _Words(msgspec.Struct):
    id: str
    session: _Session
    assessment: _Reason
    sent: _Text | None = None
    next_step: str = ""
    notes: list[_Note] = msgspec.field(default_factory=list)


def words_in(raw: bytes) -> tuple[str, str]:
    """Its id; and person, topic, what was typed, drafted, sent and noted, a line each."""
    found = msgspec.json.decode(raw, type=_Words)
    return found.id, "\n".join(each for each in _parts(found) if each)


def _parts(found: _Words) -> Iterator[str]:
    answers = found.session.answers
    yield from (str(answers.get(key, "")) for key in ("person", "topic"))
    text = found.sent or found.session.draft
    yield from (text.subject, text.body, found.assessment.reason, found.next_step)
    yield from (note.text for note in found.notes)
    for key, value in answers.items():
        if isinstance(value, str) and key not in ("person", "topic"):
            yield value
