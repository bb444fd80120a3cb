"""How questions branch: which answers a table can tell apart, and how many may still follow."""

from collections.abc import Iterator, Mapping

from coach.advice.answers import answers
from coach.advice.facts import Known, Missing, sources
from coach.advice.questions import Question, Value
from coach.advice.tables import TableRow, Test, first_open, holds, state, words_in

LOOK_AHEAD = 300
"""Questions looked at before the exact count gives way to a safe one: some fifteen milliseconds."""


def distinct(rows: tuple[TableRow, ...], known: Known, question: Question) -> tuple[Value, ...]:
    """One answer for each class that the conditions of these rows can tell apart.

    Exact as long as a date is asked after everything that is read together with
    it, which a test over all tables holds them to.
    """
    conditions = [
        (fact, test)
        for row in rows
        for fact, test in row.when.items()
        if question.id in sources(fact)
    ]
    by_fact: dict[str, dict[object, Test]] = {}
    for fact, test in conditions:  # many rows test the same, which is read once; 1 isn't True
        by_fact.setdefault(fact, {})[type(test), test] = test
    classes: dict[object, Value] = {}
    for value in answers(question, known, _mentioned(question, conditions)):
        after = Known({**known.facts, question.id: value}, known.waits, known.today)
        signature = tuple(_read(after, by_fact))
        # A kind of matter also brings waiting times of its own, which matter later.
        key = (signature, value) if question.id == "matter" else signature
        classes.setdefault(key, value)
    return tuple(classes.values())


def _read(known: Known, tests: Mapping[str, Mapping[object, Test]]) -> Iterator[bool | str]:
    """How tests of facts come out: met or not, or the question that their fact hangs on."""
    for fact, each in tests.items():
        try:
            value = known[fact]
        except Missing as missing:
            yield missing.question
        else:
            yield from (holds(test, value) for test in each.values())


def at_most(
    rows: tuple[TableRow, ...], known: Known, questions: Mapping[str, Question], look_ahead: int
) -> int:
    """How many questions may still follow, at most: exact where that is quick to tell.

    ``look_ahead`` is the number of questions that may be looked at for it; with
    none the count is only safe.
    """
    found = _Longest(questions, look_ahead).path(rows, known)
    return _unanswered(rows, known) if found is None else found


class _Longest:
    """The longest way to a decision, given up when too many questions lie ahead."""

    def __init__(self, questions: Mapping[str, Question], look_ahead: int) -> None:
        self._questions = questions
        self._left = look_ahead

    def path(self, rows: tuple[TableRow, ...], known: Known) -> int | None:
        _, id = first_open(rows, known)
        if not id:
            return 0
        self._left -= 1
        if self._left < 0:
            return None
        still = tuple(row for row in rows if state(row.when, known) is not False)
        longest = 0
        for value in distinct(still, known, self._questions[id]):
            after = Known({**known.facts, id: value}, known.waits, known.today)
            further = self.path(still, after)
            if further is None:
                return None
            longest = max(longest, further)
        return 1 + longest


def _unanswered(rows: tuple[TableRow, ...], known: Known) -> int:
    """The questions that rows still open hang on: never fewer than may be asked."""
    still = (row for row in rows if state(row.when, known) is not False)
    named = {source for row in still for fact in row.when for source in sources(fact)}
    return sum(not known.has(source) for source in named)


def _mentioned(question: Question, conditions: list[tuple[str, Test]]) -> tuple[str, ...]:
    """The ids that these conditions name; all of them where another fact is read off the list."""
    if any(fact != question.id for fact, _ in conditions):
        return tuple(choice.id for choice in question.choices)
    named = {word for _, test in conditions for word in words_in(test)}
    return tuple(choice.id for choice in question.choices if choice.id in named)
