"""From honest answers to one recommendation, its reasons and what would change it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coach.advice.answers import NOT_SURE, might_as_well, nearest
from coach.advice.branching import LOOK_AHEAD, at_most
from coach.advice.deciding import Deciding
from coach.advice.facts import (
    CARRIED,
    CIRCUMSTANCES,
    DERIVED,
    IMPLIED_BY,
    UNDATED_BY,
    Known,
    sources,
)
from coach.advice.plan import own_words, plan_of_row, possible_rows
from coach.advice.questions import SAFETY, UNCOVERED, Facts, Question, Value
from coach.advice.recommendation import (
    Assessment,
    Because,
    Change,
    Consideration,
    Sure,
    Undecided,
    Verdict,
)
from coach.advice.tables import Argument, Comfort, TableRow, first_open, state, words_in
from coach.vocabulary import Situation, VerdictId

MOST_COMFORTS = 2
MOST_ARGUMENTS = 4
SEVERAL = 2
"""When this many answers that might as well have been given would turn it, it is a close call."""

CONTEXT = frozenset({"matter", "channel", "feelings", "strength", "pull"})
"""Answers that set the scene; what would change the verdict is sought elsewhere."""

FELT = frozenset({"feelings", "pull"})
"""Answers that choose a line of comfort."""


def consider(
    deciding: Deciding,
    situation: Situation,
    facts: Facts,
    today: date,
    *,
    look_ahead: int = LOOK_AHEAD,
) -> Undecided | Assessment:
    """The next question, or the whole recommendation.

    ``facts`` may hold more than the tables use. ``today`` is the user's local
    day. Depends on nothing else, so the same answers always decide the same.
    ``look_ahead`` bounds the effort spent on counting the questions to come.
    """
    known = deciding.known(facts, today)
    rows = deciding.rows(situation)
    row, question = first_open(rows, known)
    asked = _asked(rows, known)
    if question:
        return Undecided(
            question=deciding.questions[question],
            asked=asked,
            at_most=at_most(rows, known, deciding.questions, look_ahead),
        )
    return _assessment(_Case(deciding, situation, known, row, asked))


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """A decided case: what is known in which situation, and the row that decides it.

    ``asked`` are the questions the table would have asked, in its order.
    """

    deciding: Deciding
    situation: Situation
    known: Known
    row: TableRow
    asked: tuple[str, ...]

    @property
    def about_safety(self) -> bool:
        """Whether a safety row decides: then no side is argued, and comfort speaks of safety."""
        return self.row in self.deciding.safety.rows

    def consoles(self, comfort: Comfort) -> bool:
        """Whether a line of comfort is true here and fits what is to be done."""
        if self.about_safety and SAFETY not in comfort.when:
            return False
        fits = not comfort.verdicts or self.row.verdict in comfort.verdicts
        return fits and state(comfort.when, self.known) is True

    def could_turn(self) -> Iterator[Question]:
        """The questions whose answers may be weighed again.

        Signs of danger are not among them, nor is what nobody was asked.
        """
        ids = (id for id in self.asked if id not in CONTEXT | CARRIED | {SAFETY})
        return (self.deciding.questions[id] for id in ids)

    def turned(self, question: Question, other: Value) -> TableRow | None:
        """The row with another verdict that decides with this one answer changed.

        None where the verdict stays as it is, or another question opens.
        """
        facts = {**self.known.facts, question.id: other}
        known = self.deciding.known(facts, self.known.today)
        row, opened = first_open(self.deciding.rows(self.situation), known)
        return None if opened or row.verdict is self.row.verdict else row

    def may_turn(self, question: Question, other: Value) -> bool:
        """Whether another verdict may come of it, if need be after a question nobody asked yet."""
        facts = {**self.known.facts, question.id: other}
        known = self.deciding.known(facts, self.known.today)
        rows = possible_rows(self.deciding, self.situation, known)
        return any(row.verdict is not self.row.verdict for row in rows)


def _assessment(case: _Case) -> Assessment:
    supporting, opposing = _both_sides(case)
    turning = _turning(case)
    return Assessment(
        row=case.row.id,
        verdicts=tuple(_verdicts(case)),
        reason=case.row.reason,
        because=_because(case),
        supporting=supporting,
        opposing=opposing,
        would_change=tuple(_changes(case, turning)),
        sure=_sure(case, turning),
        plan=plan_of_row(case.deciding, case.situation, case.known, case.row),
        read=case.row.read,
        asked=case.asked,
        comfort=_comfort(case),
    )


def _asked(rows: tuple[TableRow, ...], known: Known) -> tuple[str, ...]:
    """The answered questions the table would have asked, in its order.

    Where something was told unasked and made a difference, all answers that the
    rows can read are given, in the order of the rows.
    """
    given: dict[str, Value] = {
        id: value for id, value in known.facts.items() if id in CIRCUMSTANCES | CARRIED
    }
    while True:
        row, question = first_open(rows, Known(given, known.waits, known.today))
        if not question or not known.has(question):
            break
        given[question] = known.answer(question)
    ids: Iterable[str] = given
    if (row, question) != first_open(rows, known):
        ids = dict.fromkeys(id for row in rows for fact in row.when for id in sources(fact))
    told = (each for id in ids for each in (id, IMPLIED_BY.get(id, ""), UNDATED_BY.get(id, "")))
    return tuple(dict.fromkeys(id for id in told if id in known.facts))


def _verdicts(case: _Case) -> Iterator[Verdict]:
    row, words = case.row, case.deciding.words
    says = own_words(case.deciding, case.situation, case.known, row)
    for id in row.verdicts:
        if not says:
            yield Verdict(id=id, text=words[id].sentence(case.situation))
        elif id is row.verdict:
            yield Verdict(id=id, text=says)
        else:  # what a row says covers both, but help is named for its own sake
            help = id is VerdictId.GET_HELP
            text = words[id].sentence(case.situation) if help else f"{words[id].name}."
            yield Verdict(id=id, text=text, covered=not help)


def _because(case: _Case) -> tuple[Because, ...]:
    facts, asked = case.known.facts, case.asked
    shown = dict.fromkeys(_shown(fact, facts) for fact in case.row.because or case.row.when)
    ids = [id for id in shown if id in facts]
    ids = ids or [id for id in asked if id != SAFETY][-3:] or list(asked)
    return tuple(_answer(case, id) for id in ids)


def _shown(fact: str, facts: Facts) -> str:
    """The answer that stands for a fact of a row."""
    derived = DERIVED.get(fact)
    if derived is None:
        return fact
    if derived.shows in facts:
        return derived.shows
    return next((need for need in derived.needs if need in facts), derived.shows)


def _answer(case: _Case, id: str) -> Because:
    question, value = case.deciding.questions[id], case.known.facts[id]
    text = f"{question.wording(case.situation)} {question.text_of(value)}"
    return Because(fact=id, value=value, text=text)


def _both_sides(case: _Case) -> tuple[tuple[Consideration, ...], tuple[Consideration, ...]]:
    """What speaks for the verdict and against it; nobody in danger is asked to weigh that."""
    if case.about_safety:
        return (), ()
    arguments = case.deciding.arguments(case.situation)
    said = [each for each in arguments if state(each.when, case.known) is True]
    supporting = [each for each in said if case.row.verdict in each.favours]
    opposing = [each for each in said if case.row.verdict in each.opposes]
    return _considered(supporting), _considered(opposing)


def _considered(arguments: list[Argument]) -> tuple[Consideration, ...]:
    """The first few, those that hang on an answer before those that always hold."""
    ordered = sorted(arguments, key=lambda each: not each.when)
    return tuple(Consideration(text=each.text, read=each.read) for each in ordered[:MOST_ARGUMENTS])


def _changes(case: _Case, turning: Collection[str]) -> Iterator[Change]:
    """For each answer that counted, the nearest other one that turns the verdict.

    Those that make it a close call (``turning``) come first.
    """
    first = {id: place for place, id in enumerate(turning)}
    for question in sorted(case.could_turn(), key=lambda each: first.get(each.id, len(first))):
        for other in _others(case, question):
            turned = case.turned(question, other)
            if turned and turned.verdict not in case.row.verdicts:
                yield _change(case, question, other, turned)
                break


def _others(case: _Case, question: Question) -> Iterator[Value]:
    """The answers worth naming as a change, those closest to the given one first.

    What might as well have been given; of what can still come about, also what is further
    off, though no count runs backwards. Of ticks, what is left without one of them: what
    wasn't ticked was seen and left.
    """
    given = case.known.facts[question.id]
    near = might_as_well(question, given)
    for other in nearest(question, case.known, given):
        if isinstance(given, tuple) and isinstance(other, tuple):
            if len(other) < len(given):
                yield other
        elif other in near or (question.id in case.deciding.changing and _ahead(given, other)):
            yield other


def _ahead(given: Value, other: Value) -> bool:
    return not (isinstance(given, int) and isinstance(other, int)) or other >= given


def _change(case: _Case, question: Question, other: Value, row: TableRow) -> Change:
    name = case.deciding.words[row.verdict].name
    given = case.known.facts[question.id]
    if isinstance(given, tuple) and isinstance(other, tuple):
        gone = tuple(each for each in given if each not in other)
        text = f"Without “{question.text_of(gone)}”: {name}."
    else:
        asks, answer = question.wording(case.situation), question.text_of(other)
        text = f"{asks} If the answer were “{answer}”: {name}."
    return Change(fact=question.id, to=other, verdict=row.verdict, text=text)


def _turning(case: _Case) -> tuple[str, ...]:
    """The answers beside which another might as well have been given that turns the verdict.

    Content says which choices lie that near; a date may be a day off. A "not sure" stands
    first. None in a matter of safety, which is not haggled over.
    """
    if case.about_safety:
        return ()
    facts = case.known.facts
    turning = [
        question.id
        for question in case.could_turn()
        if any(
            case.may_turn(question, other) for other in might_as_well(question, facts[question.id])
        )
    ]
    return tuple(sorted(turning, key=lambda each: facts[each] not in NOT_SURE))


def _sure(case: _Case, turning: Collection[str]) -> Sure:
    """Close when several near answers, or one "not sure", would turn the verdict.

    Never firm where the user wrote something that no table can read, safety apart.
    """
    unsure = any(case.known.facts[id] in NOT_SURE for id in turning)
    if unsure or len(turning) >= SEVERAL:
        return Sure.CLOSE
    if case.known.facts.get(UNCOVERED) and not case.about_safety:
        return Sure.UNREAD
    return Sure.FAIRLY if turning else Sure.CLEAR


def _comfort(case: _Case) -> tuple[str, ...]:
    """Lines for what was felt here, a few of them, and no second one for the same feeling."""
    lines: list[str] = []
    answered: set[str] = set()
    for each in case.deciding.comforts_in(case.situation):
        felt = _felt(each, case.known.facts)
        if case.consoles(each) and not (felt and felt <= answered):
            lines.append(each.text)
            answered |= felt
    return tuple(lines[:MOST_COMFORTS])


def _felt(comfort: Comfort, facts: Facts) -> frozenset[str]:
    """Which of the feelings and pulls that were named a line answers."""
    named: set[str] = set()
    for fact in FELT & comfort.when.keys():
        value = facts.get(fact, ())
        named.update(value if isinstance(value, tuple) else (str(value),))
    return frozenset(named & {word for test in comfort.when.values() for word in words_in(test)})
