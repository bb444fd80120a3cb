"""Every path through the decision tables: each question with each answer that can matter.

Counts, dates and lists have endless answers, so answers that no condition can
tell apart are walked once. Whether they can be told apart is asked of the
conditions themselves, with everything answered so far.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from coach.advice.branching import distinct
from coach.advice.deciding import Deciding
from coach.advice.questions import Facts, Value
from coach.advice.tables import TableRow, first_open, state
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
    nodes: list[Node] = []
    paths = tuple(_walk(situation, deciding().rows(situation), {}, nodes))
    return paths, tuple(nodes)


def all_paths() -> Iterator[Path]:
    for situation in Situation:
        yield from walked(situation)[0]


def _walk(
    situation: Situation, rows: tuple[TableRow, ...], facts: dict[str, Value], nodes: list[Node]
) -> list[Path]:
    known = deciding().known(facts, TODAY)
    row, question = first_open(rows, known)
    if not question:
        return [Path(situation, facts, row)]
    assert question not in facts, f"{question} is asked twice"
    open_rows = tuple(each for each in rows if state(each.when, known) is not False)
    paths: list[Path] = []
    branches: list[frozenset[str]] = []
    for value in distinct(open_rows, known, deciding().questions[question]):
        below = _walk(situation, open_rows, {**facts, question: value}, nodes)
        branches.append(frozenset(path.row.id for path in below))
        paths += below
    nodes.append(Node(situation, facts, question, tuple(branches)))
    return paths
