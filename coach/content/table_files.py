"""The decision tables, their facts, waiting times and words, from content/deciding/."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from coach.advice.deciding import Deciding, VerdictWords
from coach.advice.facts import DERIVED
from coach.advice.plan import SAME_DAY
from coach.advice.plan_days import DAYS
from coach.advice.questions import AnswerKind, Choice, Question
from coach.advice.tables import (
    AdviceRow,
    Comfort,
    DecisionTable,
    TableRow,
    Test,
    When,
    words_in,
)
from coach.advice.timing import Wait
from coach.content.typed_toml import read_toml
from coach.errors import ContentError, Problem, did_you_mean, toml_line
from coach.vocabulary import Situation, VerdictId

FOLDER = "deciding"
T = TypeVar("T")
Keys = tuple[str | int, ...]


@dataclass(eq=False, repr=False)
class _Facts:
    facts: tuple[Question, ...]
    pause: tuple[str, ...] = ()
    opening: Mapping[Situation, tuple[str, ...]] = field(default_factory=dict)
    changing: tuple[str, ...] = ()


@dataclass(eq=False, repr=False)
class _Waits:
    waits: tuple[Wait, ...]


@dataclass(eq=False, repr=False)
class _Words:
    words: Mapping[VerdictId, VerdictWords]


@dataclass(eq=False, repr=False)
class _Comforts:
    comforts: tuple[Comfort, ...] = field(default=())


@dataclass(eq=False, repr=False)
class _Advice:
    advice: tuple[AdviceRow, ...] = field(default=())


ADVICE = "advice"
"""What stands beside a verdict: one file for all situations, one more for each."""

TICKS = "advice_ticks"
"""What is said of a ticked circumstance where nothing else speaks of it."""


def load(content: Path, only: Situation | None = None) -> Deciding:
    """All that content says about deciding; raises ``ContentError`` naming file and line.

    ``content`` is the content folder. With ``only``, the other situations' tables
    and the comforts stay unread, which is all that one assessment needs.
    """
    folder = content / FOLDER
    shared = _read(folder, "facts", _Facts)
    waits = {wait.id: wait for wait in _read(folder, "waits", _Waits).waits}
    wanted = (only,) if only else tuple(Situation)
    tables = {each: _read(folder, each.value, DecisionTable) for each in wanted}
    facts = shared.facts + tuple(fact for table in tables.values() for fact in table.facts)
    questions = _questions(facts, waits)
    deciding = Deciding(
        questions=questions,
        pause=frozenset(shared.pause),
        waits=waits,
        safety=_read(folder, "safety", DecisionTable),
        tables=tables,
        words=_read(folder, "verdicts", _Words).words,
        comforts=() if only else _read(folder, "comforts", _Comforts).comforts,
        advice=tuple(_asked_here(_advice(folder, wanted), questions, only)),
        ticks=tuple(_asked_here(_read(folder, TICKS, _Advice).advice, questions, only)),
        opening={each: ids for each, ids in shared.opening.items() if each in wanted},
        changing=frozenset(shared.changing),
    )
    problems = tuple(_problems(deciding, folder))
    if problems:
        raise ContentError(*problems)
    return deciding


def _advice(folder: Path, wanted: tuple[Situation, ...]) -> Iterator[AdviceRow]:
    """The rows of each situation, then those that hold in all of them."""
    for situation in wanted:
        for row in _read(folder, f"{ADVICE}_{situation.value}", _Advice).advice:
            yield replace(row, situations=(situation,))
    yield from _read(folder, ADVICE, _Advice).advice


def _asked_here(
    rows: Iterable[AdviceRow], questions: Mapping[str, Question], only: Situation | None
) -> Iterator[AdviceRow]:
    """The rows whose every fact is asked where one situation alone is read, else all of them."""
    for row in rows:
        if not only or all(fact in questions or fact in DERIVED for fact in row.when):
            yield row


def _read(folder: Path, name: str, kind: type[T]) -> T:
    return read_toml(folder / f"{name}.toml", kind, name=_name(name))


def _name(part: str) -> str:
    return f"{FOLDER}/{part}.toml"


def _questions(facts: tuple[Question, ...], waits: Mapping[str, Wait]) -> dict[str, Question]:
    """The questions by id; the kinds of matter are those with a waiting time."""
    matters = tuple(
        Choice(id=each.id, text=each.text, help=each.help, near=each.near, group=each.group)
        for each in waits.values()
    )
    return {
        question.id: replace(question, choices=matters) if question.id == "matter" else question
        for question in facts
    }


def _problems(deciding: Deciding, folder: Path) -> Iterator[Problem]:
    """What does not fit together, across files."""
    parts = {"safety": deciding.safety} | {each.value: t for each, t in deciding.tables.items()}
    for part, table in parts.items():
        for path, what, hint in _table_faults(deciding, table):
            yield _problem(folder, part, path, what, hint)
        if part != "safety" and (not table.rows or table.rows[-1].when):
            yield Problem(file=_name(part), what="The last row must have no conditions.")
    for index, comfort in enumerate(deciding.comforts):
        for fact, what, hint in _when_faults(deciding, comfort.when):
            yield _problem(folder, "comforts", ("comforts", index, "when", fact), what, hint)
    yield from _advice_faults(deciding, folder)
    for verdict in VerdictId:
        if verdict not in deciding.words:
            yield Problem(file=_name("verdicts"), what=f"There are no words for {verdict.value!r}.")
    for verdict, words in deciding.words.items():
        for day in _unknown_days(words):
            what, hint = f"{day!r} isn't a day.", did_you_mean(day, DAYS)
            yield _problem(folder, "verdicts", ("words", verdict.value), what, hint)


def _advice_faults(deciding: Deciding, folder: Path) -> Iterator[Problem]:
    """Rows of advice that name what is not there, in the file they stand in."""
    rows = {row.id for each in deciding.tables for row in deciding.rows(each)}
    places: dict[str, int] = {}
    parts = [(_part(each), each) for each in deciding.advice]
    for part, advice in (*parts, *((TICKS, each) for each in deciding.ticks)):
        index = places[part] = places.get(part, -1) + 1
        for fact, what, hint in _when_faults(deciding, advice.when):
            yield _problem(folder, part, ("advice", index, "when", fact), what, hint)
        for row in advice.rows:
            if row not in rows and part != ADVICE:
                hint = did_you_mean(row, rows)
                yield _problem(folder, part, ("advice", index), f"{row!r} isn't a row.", hint)
        if advice.by and not _is_day(advice.by):
            hint = did_you_mean(advice.by, DAYS)
            yield _problem(folder, part, ("advice", index), f"{advice.by!r} isn't a day.", hint)


def _part(advice: AdviceRow) -> str:
    """The file in which a row stands."""
    shared = len(advice.situations) != 1
    return ADVICE if shared else f"{ADVICE}_{advice.situations[0].value}"


def _problem(folder: Path, part: str, path: Keys, what: str, hint: str) -> Problem:
    text = (folder / f"{part}.toml").read_text(encoding="utf-8")
    return Problem(file=_name(part), line=toml_line(text, path), what=what, hint=hint)


def _table_faults(deciding: Deciding, table: DecisionTable) -> Iterator[tuple[Keys, str, str]]:
    seen: set[str] = set()
    for index, row in enumerate(table.rows):
        if row.id in seen:
            yield ("rows", index, "id"), f"{row.id!r} is here twice.", ""
        seen.add(row.id)
        for fact, what, hint in _when_faults(deciding, row.when):
            yield ("rows", index, "when", fact), what, hint
        for day in _unknown_days(row):
            yield ("rows", index), f"{day!r} isn't a day.", did_you_mean(day, DAYS)
    for index, argument in enumerate(table.arguments):
        for fact, what, hint in _when_faults(deciding, argument.when):
            yield ("arguments", index, "when", fact), what, hint


def _unknown_days(said: TableRow | VerdictWords) -> Iterator[str]:
    for day in (said.by, *(step.on for step in said.steps)):
        if day and day != SAME_DAY and not _is_day(day):
            yield day


def _is_day(word: str) -> bool:
    return word in DAYS or (word.startswith("+") and word[1:].isdigit())


def _when_faults(deciding: Deciding, when: When) -> Iterator[tuple[str, str, str]]:
    for fact, test in when.items():
        if fact not in deciding.questions and fact not in DERIVED:
            hint = did_you_mean(fact, [*deciding.questions, *DERIVED])
            yield fact, f"{fact!r} isn't a fact.", hint
        else:
            for what, hint in _test_faults(deciding, fact, test):
                yield fact, what, hint


def _test_faults(deciding: Deciding, fact: str, test: Test) -> Iterator[tuple[str, str]]:
    values = _values(deciding, fact)
    for word in words_in(test):
        if word not in values:
            yield f"{word!r} isn't an answer to {fact!r}.", did_you_mean(word, values)
    question = deciding.questions.get(fact)
    if question and (question.kind is AnswerKind.YES_NO) is not isinstance(test, bool):
        yield (
            f"{fact!r} needs {'true or false' if question.kind is AnswerKind.YES_NO else 'ids'}.",
            "",
        )


def _values(deciding: Deciding, fact: str) -> tuple[str, ...]:
    if fact in DERIVED:
        return DERIVED[fact].values
    return tuple(choice.id for choice in deciding.questions[fact].choices)
