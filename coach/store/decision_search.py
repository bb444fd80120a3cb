"""Finding decisions by their words: a full-text index held in memory, made when first asked."""

import re
from collections.abc import Container, Iterable
from contextlib import closing
from functools import lru_cache
from sqlite3 import connect
from threading import Lock
from typing import Any

import msgspec

from coach.guides.reading import HIT_BEGINS, HIT_ENDS, Piece, pieces

_SEAM = "\x04"
_OURS = str.maketrans("", "", HIT_BEGINS + HIT_ENDS + _SEAM)
_WORD = re.compile(r"\w+")
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""Letters of scripts that put no space between words; each is indexed as a word.

Compiled when a text first has any.
"""

_MAKE = "create virtual table texts using fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
_FIND = "select rowid from texts where texts match ?"
_EXCERPT = f"""
    select snippet(texts, 0, '{HIT_BEGINS}', '{HIT_ENDS}', '…', 16)
    from texts where texts match ? and rowid = ?
"""  # noqa: S608  (nothing in it comes from outside)


class DecisionIndex:
    """The words of decisions, in any case and with or without accents.

    May be made in one thread and asked in another, by one at a time.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._ids: list[str] = []
        self._lock = Lock()
        self._made = connect(":memory:", check_same_thread=False)
        self._made.execute(_MAKE)
        with closing(self._made.cursor()) as cursor:
            for id, text in texts:
                cursor.execute("insert into texts(text) values (?)", (_indexed(text),))
                self._ids.append(id)

    def find(self, words: str) -> "MatchedIds":
        """The decisions in which all these words stand; the last may be unfinished."""
        query = _query(words)
        with self._lock:
            rows = self._made.execute(_FIND, (query,)).fetchall() if query else ()
        return MatchedIds(self, query, {self._ids[row - 1]: row for (row,) in rows})

    def excerpt(self, query: str, row: int) -> tuple[Piece, ...]:
        """The words round what was found, the hits told apart, on one line."""
        with self._lock:
            found = self._made.execute(_EXCERPT, (query, row)).fetchone()
        return pieces(found[0].replace(_SEAM, "")) if found else ()


class MatchedIds(Container[str]):
    """The ids that a search found, and an excerpt of each when it is looked at."""

    def __init__(self, index: DecisionIndex, query: str, rows: dict[str, int]) -> None:
        self._rows = rows
        self._cut = lru_cache(maxsize=512)(lambda row: index.excerpt(query, row))

    def __contains__(self, id: object) -> bool:
        return id in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def excerpt(self, id: str) -> tuple[Piece, ...]:
        """What was found in this decision."""
        return self._cut(self._rows[id]) if id in self._rows else ()


def _indexed(text: str) -> str:
    text = text.translate(_OURS)
    return text if text.isascii() else re.sub(_UNSPACED, rf"\g<0>{_SEAM}", text)


def _query(words: str) -> str:
    """Each word as a phrase, so that nothing in it is an operator; signs alone find nothing."""
    terms = [f'"{_indexed(word)}"' for word in _WORD.findall(words)]
    return " ".join(terms) + "*" if terms else ""


class _Reason(msgspec.Struct):
    reason: str


class _Words(msgspec.Struct):
    """The part of a decision's JSON that holds its words; building the rest takes longer."""

    id: str
    session: dict[str, Any]
    assessment: _Reason
    sent: dict[str, str] | None
    next_step: str
    notes: list[dict[str, Any]]


_WORDS = msgspec.json.Decoder(_Words)


def words_in(raw: bytes) -> tuple[str, str]:
    """A decision's id; and person, topic, what was typed, drafted, sent and noted, a line each."""
    found = _WORDS.decode(raw)
    answers = found.session["answers"]
    text = found.sent or found.session["draft"]
    parts = (
        *(answers.pop(key, "") for key in ("person", "topic")),
        *(text["subject"], text["body"], found.assessment.reason, found.next_step),
        *(note["text"] for note in found.notes),
        *answers.values(),
    )
    return found.id, "\n".join(each for each in parts if each and isinstance(each, str))
