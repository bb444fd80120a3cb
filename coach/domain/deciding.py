"""From honest answers to one recommendation, its reasons and what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coach.domain.answers import nearest, one_step
from coach.domain.asking import LOOK_AHEAD, at_most
from coach.domain.assessment import (
    Assessment,
    Because,
    Change,
    Consideration,
    Plan,
    PlanStep,
    Sure,
    Undecided,
    Verdict,
)
from coach.domain.days import named_day
from coach.domain.facts import DERIVED, Known, sources
from coach.domain.questions import Facts, Question, Value
from coach.domain.tables import Argument, Comfort, Row, Step, Table, first_open, state
from coach.domain.timing import Wait
from coach.domain.vocabulary import Situation, VerdictId

SAFETY = "safety"
MOST_COMFORTS = 2
MOST_ARGUMENTS = 4
SEVERAL = 3
"""When this many answers would each turn the verdict by one step, it is a close call."""

NOT_SURE = "unsure"
"""The id of every honest "not sure"; a verdict that hangs on one is a close call."""

SAME_DAY = "by"
"""How a step of a plan names the day of the plan itself."""

CONTEXT = frozenset({"matter", "channel", "feelings", "strength", "pull"})
"""Answers that set the scene; what would change the verdict is sought elsewhere."""

ALWAYS_ASKED = frozenset({"channel", "strength"})
"""Asked in every pause: where the words go, and whether it runs too hot to write them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """What is said with a verdict: its name, its sentence, its plan, do's and don'ts."""

    name: str
    text: str
    do: str
    by: str = ""
    texts: Mapping[Situation, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    dos: tuple[str, ...] = ()
    donts: tuple[str, ...] = ()

    def sentence(self, situation: Situation) -> str:
        """The verdict in a sentence a friend would say, in this situation."""
        return self.texts.get(situation, self.text)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deciding:
    """Everything content says about deciding. Safety stands before every situation."""

    questions: Mapping[str, Question]
    pause: frozenset[str]
    waits: Mapping[str, Wait]
    safety: Table
    tables: Mapping[Situation, Table]
    words: Mapping[VerdictId, Words]
    comforts: tuple[Comfort, ...] = ()

    def rows(self, situation: Situation) -> tuple[Row, ...]:
        """The rows of this situation in order, safety first."""
        return self.safety.rows + self.tables[situation].rows

    def arguments(self, situation: Situation) -> tuple[Argument, ...]:
        """The considerations of this situation, its own before the shared ones."""
        return self.tables[situation].arguments + self.safety.arguments

    def intake(self, situation: Situation) -> tuple[Question, ...]:
        """The questions the pause asks because this situation can use them.

        What is felt is asked where a line for it is kept here: it changes no verdict.
        """
        used = {*self.used(situation), *ALWAYS_ASKED, *self._comforted(situation)}
        return tuple(
            question for id, question in self.questions.items() if id in self.pause and id in used
        )

    def _comforted(self, situation: Situation) -> Iterator[str]:
        """The facts that a comfort of this situation looks at."""
        for comfort in self.comforts:
            if not comfort.situations or situation in comfort.situations:
                yield from comfort.when

    def used(self, situation: Situation) -> tuple[str, ...]:
        """The ids of all questions whose answers this situation's rows can look at."""
        facts = dict.fromkeys(fact for row in self.rows(situation) for fact in row.when)
        return tuple(dict.fromkeys(source for fact in facts for source in sources(fact)))

    def known(self, facts: Facts, today: date) -> Known:
        """The facts as rows read them on this local day."""
        return Known(facts, self.waits, today)


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
    return _assessment(deciding, situation, known, row, asked)


def _assessment(
    deciding: Deciding, situation: Situation, known: Known, row: Row, asked: tuple[str, ...]
) -> Assessment:
    changes = tuple(_changes(deciding, situation, known, row, asked))
    supporting, opposing = _both_sides(deciding, situation, known, row)
    return Assessment(
        row=row.id,
        verdicts=tuple(_verdicts(deciding, situation, row)),
        reason=row.reason,
        because=_because(deciding, situation, known, row, asked),
        supporting=supporting,
        opposing=opposing,
        would_change=changes,
        sure=_sure(deciding, situation, known, row, asked),
        plan=_plan(deciding, known, row),
        read=row.read,
        asked=asked,
        comfort=_comfort(deciding, situation, known, row),
    )


def _asked(rows: tuple[Row, ...], known: Known) -> tuple[str, ...]:
    """The answered questions the table would have asked, in its order.

    Where something was told unasked and made a difference, all answers that the
    rows can read are given, in the order of the rows.
    """
    given: dict[str, Value] = {}
    while True:
        row, question = first_open(rows, Known(given, known.waits, known.today))
        if not question or not known.has(question):
            break
        given[question] = known.answer(question)
    ids: Iterable[str] = given
    if (row, question) != first_open(rows, known):
        ids = dict.fromkeys(id for row in rows for fact in row.when for id in sources(fact))
    return tuple(id for id in ids if id in known.facts)


def _verdicts(deciding: Deciding, situation: Situation, row: Row) -> Iterator[Verdict]:
    for id in row.verdicts:
        text = row.says if row.says and id is row.verdict else ""
        yield Verdict(id=id, text=text or deciding.words[id].sentence(situation))


def _because(
    deciding: Deciding, situation: Situation, known: Known, row: Row, asked: tuple[str, ...]
) -> tuple[Because, ...]:
    shown = dict.fromkeys(_shown(fact, known) for fact in row.because or row.when)
    ids = [id for id in shown if id in known.facts]
    ids = ids or [id for id in asked if id != SAFETY][-3:] or list(asked)
    return tuple(_answer(deciding, situation, known, id) for id in ids)


def _shown(fact: str, known: Known) -> str:
    """The answer that stands for a fact of a row."""
    derived = DERIVED.get(fact)
    if derived is None:
        return fact
    if derived.shows in known.facts:
        return derived.shows
    return next((need for need in derived.needs if need in known.facts), derived.shows)


def _answer(deciding: Deciding, situation: Situation, known: Known, id: str) -> Because:
    question, value = deciding.questions[id], known.facts[id]
    text = f"{question.wording(situation)} {question.text_of(value)}"
    return Because(fact=id, value=value, text=text)


def _both_sides(
    deciding: Deciding, situation: Situation, known: Known, row: Row
) -> tuple[tuple[Consideration, ...], tuple[Consideration, ...]]:
    about_safety = row in deciding.safety.rows
    true = [
        argument
        for argument in deciding.arguments(situation)
        if ("safety" in argument.when or not about_safety) and state(argument.when, known) is True
    ]
    supporting = [each for each in true if row.verdict in each.favours]
    opposing = [each for each in true if row.verdict in each.opposes]
    return _considered(supporting), _considered(opposing)


def _considered(arguments: list[Argument]) -> tuple[Consideration, ...]:
    """The first few, those that hang on an answer before those that always hold."""
    ordered = sorted(arguments, key=lambda each: not each.when)
    return tuple(Consideration(text=each.text, read=each.read) for each in ordered[:MOST_ARGUMENTS])


def _changes(
    deciding: Deciding, situation: Situation, known: Known, row: Row, asked: tuple[str, ...]
) -> Iterator[Change]:
    """For each answer that counted, the nearest other one that turns the verdict."""
    for question in _could_turn(deciding, asked):
        for other in nearest(question, known, known.facts[question.id]):
            turned = _turned(deciding, situation, known, question.id, other)
            if turned and turned.verdict is not row.verdict:
                yield _change(deciding, situation, question, other, turned)
                break


def _could_turn(deciding: Deciding, asked: tuple[str, ...]) -> Iterator[Question]:
    """The questions whose answers may be weighed again; signs of danger are not haggled over."""
    return (deciding.questions[id] for id in asked if id not in CONTEXT | {SAFETY})


def _turned(
    deciding: Deciding, situation: Situation, known: Known, id: str, other: Value
) -> Row | None:
    """The row that decides with this one answer changed; None when a question opens."""
    changed = deciding.known({**known.facts, id: other}, known.today)
    row, question = first_open(deciding.rows(situation), changed)
    return None if question else row


def _change(
    deciding: Deciding, situation: Situation, question: Question, other: Value, row: Row
) -> Change:
    name = deciding.words[row.verdict].name
    asks, answer = question.wording(situation), question.text_of(other)
    return Change(
        fact=question.id,
        to=other,
        verdict=row.verdict,
        text=f"{asks} If the answer were “{answer}”: {name}.",
    )


def _sure(
    deciding: Deciding, situation: Situation, known: Known, row: Row, asked: tuple[str, ...]
) -> Sure:
    """Close when several answers, or one "not sure", would turn the verdict by a single step.

    A step is the next choice in the list, one more or less, or a day or two.
    """
    if SAFETY in row.when:
        return Sure.CLEAR
    turning = [
        question.id
        for question in _could_turn(deciding, asked)
        if _turns_by_a_step(deciding, situation, known, row, question)
    ]
    unsure = any(known.facts[id] == NOT_SURE for id in turning)
    return Sure.CLOSE if unsure or len(turning) >= SEVERAL else Sure.CLEAR


def _turns_by_a_step(
    deciding: Deciding, situation: Situation, known: Known, row: Row, question: Question
) -> bool:
    for other in one_step(question, known.facts[question.id]):
        turned = _turned(deciding, situation, known, question.id, other)
        if turned and turned.verdict is not row.verdict:
            return True
    return False


def plan_for(deciding: Deciding, verdict: VerdictId, facts: Facts, today: date) -> Plan:
    """The plan that goes with a verdict no row chose: one of the user's own."""
    known = deciding.known(facts, today)
    return _plan(deciding, known, Row(id="", verdict=verdict, reason="", read=()))


def _plan(deciding: Deciding, known: Known, row: Row) -> Plan:
    words = deciding.words[row.verdict]
    by = named_day(row.by or words.by, known)
    return Plan(
        do=row.do or words.do,
        by=by,
        steps=tuple(
            PlanStep(
                on=by if step.on == SAME_DAY else named_day(step.on, known),
                when=step.when,
                then=step.then,
            )
            for step in row.steps or words.steps
        ),
    )


def _comfort(deciding: Deciding, situation: Situation, known: Known, row: Row) -> tuple[str, ...]:
    """Lines for what was felt; beside a safety row only those that speak of safety."""
    about_safety = row in deciding.safety.rows
    fitting = (
        comfort.text
        for comfort in deciding.comforts
        if (not comfort.situations or situation in comfort.situations)
        and ("safety" in comfort.when or not about_safety)
        and state(comfort.when, known) is True
    )
    return tuple(fitting)[:MOST_COMFORTS]
