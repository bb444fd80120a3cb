"""Every path through the decision tables: each question with each answer that can matter.

Counts, dates and lists have endless answers, so answers that no condition can
tell apart are walked once. Whether they can be told apart is asked of the
conditions themselves, with everything answered so far. Where the same rows are open and all
answers that they can look at are alike, the walk goes on in the same way and is made once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from coach.advice.branching import distinct
from coach.advice.deciding import Deciding
from coach.advice.facts import CIRCUMSTANCES, Known, sources
from coach.advice.questions import Facts, Value
from coach.advice.tables import TableRow, first_open, state, words_in
from coach.content.shipped_content import shipped
from coach.content.table_files import load
from coach.vocabulary import Situation

TODAY = date(2026, 11, 23)  # a Monday


@dataclass(frozen=True)
class Node:
    """A question on a path, and the rows that its answers lead to."""

    situation: Situation
    facts: Facts
    question: str
    leads_to: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Path:
    """One way through a table: the answers in the order they were asked, and the row."""

    situation: Situation
    facts: Facts
    row: TableRow

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(self.facts)


@cache
def deciding() -> Deciding:
    return load(shipped())


@cache
def walked(situation: Situation) -> tuple[tuple[Path, ...], tuple[Node, ...]]:
    """All paths of a situation, and every question met on them."""
    walk = _Walk()
    rows = deciding().rows(situation)
    for facts in _circumstances(rows):
        _walk(situation, rows, facts, walk)
    return tuple(walk.paths), tuple(walk.nodes)


def _circumstances(rows: tuple[TableRow, ...]) -> Iterator[dict[str, Value]]:
    """Nothing ticked, then each circumstance that a row looks at, and one wait done, alone."""
    yield {}
    for counted, fact in (("waits_done", "waited"), ("lasts_sent", "last_sent")):
        if any(counted in row.when for row in rows):
            yield {fact: 1}
    tests = [(fact, test) for row in rows for fact, test in row.when.items()]
    for fact in sorted(CIRCUMSTANCES):
        named = dict.fromkeys(
            word for each, test in tests if each == fact for word in words_in(test)
        )
        yield from ({fact: (word,)} for word in named)


def all_paths() -> Iterator[Path]:
    for situation in Situation:
        yield from walked(situation)[0]


Seen = dict[object, frozenset[str]]
"""The rows that can be reached from where a walk has been before."""


def _walk(
    situation: Situation,
    rows: tuple[TableRow, ...],
    facts: dict[str, Value],
    walk: "_Walk",
) -> frozenset[str]:
    """Walks on from here; the ids of the rows that can be reached."""
    known = deciding().known(facts, TODAY)
    row, question = first_open(rows, known)
    if not question:
        walk.paths.append(Path(situation, facts, row))
        return frozenset({row.id})
    assert question not in facts, f"{question} is asked twice"
    branches: list[frozenset[str]] = []
    for value in _classes(rows, known, question):
        further = {**facts, question: value}
        after = deciding().known(further, TODAY)
        still = tuple(each for each in rows if state(each.when, after) is not False)
        place = _place(further, still)
        if place not in walk.seen:
            walk.seen[place] = _walk(situation, still, further, walk)
        branches.append(walk.seen[place])
    walk.nodes.append(Node(situation, facts, question, tuple(branches)))
    return frozenset().union(*branches)


@dataclass
class _Walk:
    """What was found so far."""

    paths: list[Path] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    seen: Seen = field(default_factory=dict)


def _classes(rows: tuple[TableRow, ...], known: Known, question: str) -> tuple[Value, ...]:
    """The answers told apart; of kinds of matter that differ in length only, one."""
    values = distinct(rows, known, deciding().questions[question])
    if question != "matter":
        return values
    alike: dict[object, Value] = {}
    for value in values:
        wait = deciding().waits[str(value)]
        named = frozenset(
            row.id for row in rows if state({"matter": row.when.get("matter", value)}, _of(value))
        )
        shape = (wait.owed, wait.fixed, wait.most, wait.first < wait.then, wait.grace > 1)
        alike.setdefault((named, shape), value)
    return tuple(alike.values())


def _of(matter: Value) -> Known:
    return deciding().known({"matter": matter}, TODAY)


WATCHED = frozenset(
    {"safety", "matter", "their_word", "apology", "their_wish", "my_answer", "owed"}
)
"""Answers on which something is asserted of every path, so that they are never merged."""


def _place(facts: dict[str, Value], rows: tuple[TableRow, ...]) -> object:
    """Where a walk stands: the rows still open and the answers that they can look at."""
    told = _told(rows) | WATCHED
    return frozenset(item for item in facts.items() if item[0] in told), rows


@cache
def _told(rows: tuple[TableRow, ...]) -> frozenset[str]:
    facts = {fact for row in rows for fact in row.when}
    return frozenset(each for fact in facts for each in sources(fact)) - CIRCUMSTANCES
