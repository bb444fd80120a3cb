"""Every path through the decision tables: each question with each answer that can matter.

Counts, dates and lists have endless answers, so answers that no condition can
tell apart are walked once. Whether they can be told apart is asked of the
conditions themselves, with everything answered so far. Where the same rows are open and all
answers that they can look at are alike, the session goes on in the same way and is made once.
"""

import gc
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from coach.advice.branching import distinct
from coach.advice.deciding import Deciding
from coach.advice.facts import CIRCUMSTANCES, IMPLIED_BY, Known, sources
from coach.advice.questions import Facts, Value
from coach.advice.tables import TableRow, state, words_in
from coach.content.shipped_content import shipped
from coach.content.table_files import load
from coach.vocabulary import Situation

T = TypeVar("T", bound=Hashable)

TODAY = date(2026, 11, 23)  # a Monday


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """An answer and those before it. Paths share their beginnings, for there are many of them."""

    before: "Answer | None"
    question: str
    value: Value

    @classmethod
    def chain(cls, facts: Facts) -> "Answer | None":
        """These answers, each after the one before."""
        told = None
        for question, value in facts.items():
            told = cls(told, question, value)
        return told


def _facts(told: Answer | None) -> dict[str, Value]:
    back = []
    while told is not None:
        back.append((told.question, told.value))
        told = told.before
    return dict(reversed(back))


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A question on a path, and the rows that its answers lead to."""

    situation: Situation
    told: Answer | None
    question: str
    leads_to: tuple[frozenset[str], ...]

    @property
    def facts(self) -> dict[str, Value]:
        """The answers given before, in the order they were asked."""
        return _facts(self.told)


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """One way through a table: the answers in the order they were asked, and the row."""

    situation: Situation
    told: Answer | None
    row: TableRow

    @property
    def facts(self) -> dict[str, Value]:
        """The answers in the order they were asked."""
        return _facts(self.told)

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(self.facts)


@cache
def deciding() -> Deciding:
    return load(shipped())


@cache
def walked(situation: Situation) -> tuple[tuple[Path, ...], tuple[Node, ...]]:
    """All paths of a situation, and every question met on them."""
    session = _OpenSession(situation)
    rows = deciding().rows(situation)
    gc.disable()  # nothing is thrown away, and to look for it again and again takes a third
    try:
        for facts in _circumstances(rows):
            known = deciding().known(facts, TODAY)
            still = _open((row, state(row.when, known)) for row in rows)
            session.on(still, facts, Answer.chain(facts))
    finally:
        gc.enable()
    return tuple(session.paths), tuple(session.nodes)


def _circumstances(rows: tuple[TableRow, ...]) -> Iterator[dict[str, Value]]:
    """Nothing ticked, then alone: each circumstance a row looks at, a wait done, a day gone."""
    yield {}
    for counted, fact in (("waits_done", "waited"), ("lasts_sent", "last_sent")):
        if any(counted in row.when for row in rows):
            yield {fact: 1}
    if any("asked_day" in row.when for row in rows):
        yield {"asked_by": (TODAY + timedelta(days=3)).isoformat()}
    if any("no_show" in row.when for row in rows):
        yield {"left": "appointment"}
    if any("unreported" in row.when for row in rows):
        yield {"left": "report"}
    if any("too_late" in row.when for row in rows):
        yield {"set_by": "outside", "needed_by": (TODAY - timedelta(days=3)).isoformat()}
    tests = [(fact, test) for row in rows for fact, test in row.when.items()]
    for fact in sorted(CIRCUMSTANCES):
        named = dict.fromkeys(
            word for each, test in tests if each == fact for word in words_in(test)
        )
        yield from ({fact: (word,)} for word in named)


def all_paths() -> Iterator[Path]:
    for situation in Situation:
        yield from walked(situation)[0]


Open = tuple[tuple[TableRow, bool | str], ...]
"""Rows that don't fail so far, each with how it stands: it holds, or a question to ask."""

Turns = tuple[tuple[Value, Open], ...]
"""The answers to a question that can be told apart, each with the rows still open after it."""


def _open(rows: Iterable[tuple[TableRow, bool | str]]) -> Open:
    return tuple(each for each in rows if each[1] is not False)


class _OpenSession:
    """What was found so far in one situation."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.paths: list[Path] = []
        self.nodes: list[Node] = []
        self._seen: dict[object, frozenset[str]] = {}
        self._same: dict[object, object] = {}
        self._turned: dict[object, Turns] = {}

    def on(self, open: Open, facts: Facts, told: Answer | None) -> frozenset[str]:
        """Sessions on from here; the ids of the rows that can be reached."""
        row, question = open[0]
        if not isinstance(question, str):
            self.paths.append(Path(self.situation, told, row))
            return self._one(frozenset({row.id}))
        assert question not in facts, f"{question} is asked twice"
        branches: list[frozenset[str]] = []
        for value, still in self._turns(open, question, facts):
            further = {**facts, question: value}
            place = self._place(further, still)
            if place not in self._seen:
                self._seen[place] = self.on(still, further, Answer(told, question, value))
            branches.append(self._seen[place])
        self.nodes.append(Node(self.situation, told, question, self._one(tuple(branches))))
        return self._one(frozenset().union(*branches))

    def _turns(self, open: Open, question: str, facts: Facts) -> Turns:
        """The answers told apart, each with the rows still open after it.

        They are the same wherever the same rows are open and the same was answered to all that
        rows asking this question can look at, so they are worked out once.
        """
        rows = tuple(row for row, _ in open)
        looked_at = _looked_at_beside(question, rows)
        told = frozenset(item for item in facts.items() if item[0] in looked_at)
        place = (id(self._one(open)), question, told)
        if place not in self._turned:
            known = deciding().known(facts, TODAY)
            self._turned[place] = tuple(
                (value, _answered(open, question, _with(known, question, value)))
                for value in _classes(rows, known, question)
            )
        return self._turned[place]

    def _place(self, facts: Facts, open: Open) -> object:
        """Where a session stands: the rows still open and the answers that they can look at."""
        rows = self._one(tuple(row for row, _ in open))
        told = _told(rows)
        return frozenset(item for item in facts.items() if item[0] in told), id(rows)

    def _one(self, value: T) -> T:
        """The same value, held once."""
        return self._same.setdefault(value, value)


def _with(known: Known, question: str, value: Value) -> Known:
    return deciding().known({**known.facts, question: value}, TODAY)


def _answered(open: Open, question: str, known: Known) -> Open:
    """The rows still open after an answer; only those that look at it can have changed."""
    return _open(
        (row, state(row.when, known) if question in _looked_at(row) else before)
        for row, before in open
    )


@cache
def _looked_at(row: TableRow) -> frozenset[str]:
    """The questions whose answers a row's conditions can look at."""
    asked = {source for fact in row.when for source in sources(fact)}
    return frozenset(asked | {IMPLIED_BY[each] for each in asked if each in IMPLIED_BY})


READ_FOR_DATES = frozenset({"matter", "promised_for", "needed_by", "set_by"})
"""Answers read when the days are picked that a date may fall on."""


@cache
def _looked_at_beside(question: str, rows: tuple[TableRow, ...]) -> frozenset[str]:
    """All questions that the rows look at which look at this one."""
    return READ_FOR_DATES.union(*(_looked_at(row) for row in rows if question in _looked_at(row)))


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


@cache
def _told(rows: tuple[TableRow, ...]) -> frozenset[str]:
    facts = {fact for row in rows for fact in row.when}
    seen = frozenset(each for fact in facts for each in sources(fact))
    return (seen - CIRCUMSTANCES) | WATCHED
