"""Writes docs/decision-tables.md: the tables as tables, for people who read no code.

Run `python -m tools.decision_tables_page` after changing content/deciding/.
"""

from collections.abc import Iterator
from pathlib import Path

from coach.advice.deciding import Deciding
from coach.advice.facts import DERIVED, sources
from coach.advice.questions import AnswerKind, Question
from coach.advice.tables import Argument, Bounds, DecisionTable, TableRow, Test, When
from coach.content.shipped_content import shipped
from coach.content.table_files import load
from coach.vocabulary import Situation
from tests.advice.paths import walked

PAGE = Path(__file__).parent.parent / "docs" / "decision-tables.md"

INTRODUCTION = """\
# The decision tables

This page is generated from `content/deciding/` and kept true by a test; do not edit it by hand.

How to read it: the rows of a table are tried from the top, and the first whose conditions all
hold decides. The safety table stands before every other. A condition on a fact that is not known
yet makes the coach ask for it, so the order of rows is also the order of questions. The last row
of each table has no conditions. **Bold** is the verdict; a second one follows after "and".
"""


def page() -> str:
    """The whole page as Markdown."""
    deciding = load(shipped())
    return "\n".join(_lines(deciding)) + "\n"


def _lines(deciding: Deciding) -> Iterator[str]:
    yield INTRODUCTION
    yield from _overview(deciding)
    yield from _table(deciding, "Safety, before everything else", deciding.safety)
    for situation in Situation:
        table = deciding.tables[situation]
        yield from _table(deciding, f"{table.title} (`{situation.value}`)", table)
    yield from _waits(deciding)
    yield from _facts(deciding)
    yield from _derived()
    yield from _verdicts(deciding)


def _overview(deciding: Deciding) -> Iterator[str]:
    yield "## What is proved on every path\n"
    yield "| situation | rows | paths | questions after the pause, longest path |"
    yield "|---|---|---|---|"
    for situation in Situation:
        paths, _ = walked(situation)
        longest = max(sum(each not in deciding.pause for each in path.asked) for path in paths)
        rows = len(deciding.rows(situation))
        yield f"| {situation.value} | {rows} | {len(paths):,} | {longest} |"
    yield ""


def _table(deciding: Deciding, title: str, table: DecisionTable) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| row | when | verdict | reason | read | from |"
    yield "|---|---|---|---|---|---|"
    for row in table.rows:
        yield _row(deciding, row)
    yield "\n### Arguments beside it\n"
    yield "| argument | when | speaks for | speaks against |"
    yield "|---|---|---|---|"
    for argument in table.arguments:
        yield _argument(deciding, argument)
    yield ""


def _row(deciding: Deciding, row: TableRow) -> str:
    names = [f"**{deciding.words[each].name}**" for each in row.verdicts]
    says = f": {row.says}" if row.says else ""
    evidence = ", ".join(row.evidence) or "house view"
    read = ", ".join(row.read)
    when = _when(deciding, row.when)
    verdict = " and ".join(names) + says
    return f"| `{row.id}` | {when} | {verdict} | {row.reason} | {read} | {evidence} |"


def _argument(deciding: Deciding, argument: Argument) -> str:
    favours = ", ".join(deciding.words[each].name for each in argument.favours)
    opposes = ", ".join(deciding.words[each].name for each in argument.opposes)
    when = _when(deciding, argument.when)
    return f"| {argument.text} | {when} | {favours} | {opposes} |"


def _when(deciding: Deciding, when: When) -> str:
    if not when:
        return "always"
    return "; ".join(f"{fact} {_test(deciding, fact, test)}" for fact, test in when.items())


def _test(deciding: Deciding, fact: str, test: Test) -> str:
    if isinstance(test, Bounds):
        return _bounds(test)
    if isinstance(test, bool):
        return "is yes" if test else "is no"
    question = deciding.questions.get(fact)
    many = question is not None and question.kind is AnswerKind.MANY
    if isinstance(test, tuple):
        words = " or ".join(test)
        return f"has {words}" if many else f"is {words}"
    return f"is {test}"


def _bounds(test: Bounds) -> str:
    parts = []
    if test.at_least is not None:
        parts.append(f"is {test.at_least} or more")
    if test.at_most is not None:
        parts.append(f"is {test.at_most} or fewer")
    if test.without:
        parts.append(f"is not {' or '.join(test.without)}")
    if test.all_of:
        parts.append(f"has {' and '.join(test.all_of)}")
    return " and ".join(parts)


def _waits(deciding: Deciding) -> Iterator[str]:
    yield "## Waiting times\n"
    yield "Working days. No study sets them: they are a house view built from the sources named.\n"
    yield "| matter | first reminder | next | reminders | close after | grace | owed | from |"
    yield "|---|---|---|---|---|---|---|---|"
    for wait in deciding.waits.values():
        numbers = f"{wait.first} | {wait.then} | {wait.most} | {wait.close} | {wait.grace}"
        ground = ", ".join(filter(None, (wait.key, *wait.evidence))) or "house view"
        yield f"| {wait.text} (`{wait.id}`) | {numbers} | {wait.owed or 'asked'} | {ground} |"
    yield ""


def _facts(deciding: Deciding) -> Iterator[str]:
    yield "## Facts that are asked\n"
    yield "| fact | question | answers | used in |"
    yield "|---|---|---|---|"
    for question in deciding.questions.values():
        used = ", ".join(s.value for s in Situation if question.id in deciding.looked_at(s))
        yield f"| `{question.id}` | {question.ask} | {_answers(question)} | {used or 'comfort'} |"
    yield ""


def _answers(question: Question) -> str:
    if question.id == "matter":
        return "see waiting times"
    if question.choices:
        return "; ".join(f"`{each.id}`: {each.text}" for each in question.choices)
    return {
        AnswerKind.YES_NO: "yes or no",
        AnswerKind.COUNT: "a number",
        AnswerKind.SCALE: "0 to 10",
        AnswerKind.DATE: "a date",
        AnswerKind.TEXT: "words",
    }[question.kind]


def _derived() -> Iterator[str]:
    yield "## Facts that follow from answers and the day\n"
    yield "| fact | meaning | values | from |"
    yield "|---|---|---|---|"
    for name, derived in DERIVED.items():
        values = ", ".join(derived.values) or "a number"
        yield f"| `{name}` | {derived.meaning} | {values} | {', '.join(sources(name))} |"
    yield ""


def _verdicts(deciding: Deciding) -> Iterator[str]:
    yield "## Verdicts\n"
    yield "| id | name | said | plan |"
    yield "|---|---|---|---|"
    for id, words in deciding.words.items():
        yield f"| `{id.value}` | {words.name} | {words.text} | {words.do} |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
