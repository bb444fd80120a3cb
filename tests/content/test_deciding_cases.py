"""The tables answer our own cases as the evidence would."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.advice.engine import consider
from coach.advice.fact_input import read_facts
from coach.advice.recommendation import Assessment, plan_lines
from coach.advice.timing import after_working_days, before_working_days, working_days
from coach.vocabulary import Situation, VerdictId
from tests.advice.paths import TODAY, deciding
from tests.sweep import over

FOLDER = Path(__file__).parent.parent / "cases"
_RELATIVE = re.compile(r"([+-])(\d+)([dw])")


def cases() -> list[tuple[Situation, dict[str, Any]]]:
    return [
        (situation, case)
        for situation in Situation
        for case in tomllib.loads((FOLDER / f"{situation.value}.toml").read_text())["cases"]
    ]


def day(written: str) -> str:
    """ "-10w" is ten working days ago, "+4d" in four days; other texts are dates already."""
    found = _RELATIVE.fullmatch(written)
    if not found:
        return written
    sign, count, unit = found[1], int(found[2]), found[3]
    if unit == "d":
        return (TODAY + timedelta(days=count if sign == "+" else -count)).isoformat()
    move = after_working_days if sign == "+" else before_working_days
    return move(TODAY, count).isoformat()


def decided(situation: Situation, case: dict[str, Any]) -> Assessment:
    dated = {
        name: day(value) if isinstance(value, str) else value
        for name, value in case["facts"].items()
    }
    found = consider(deciding(), situation, read_facts(deciding().questions, dated), TODAY)
    assert isinstance(found, Assessment), f"{found.question.id} is still asked"
    return found


CASES = [pytest.param(*each, id=f"{each[0].value}-{each[1]['id']}") for each in cases()]


@over(("situation", "case"), CASES)
def test_a_case_gets_a_verdict_that_a_wise_friend_would_give(situation, case):
    found = decided(situation, case)
    assert found.verdict.id in case["accept"], f"{found.row}: {found.reason}"
    assert not {each.id for each in found.verdicts} & set(case["refuse"])
    if "also" in case:
        assert case["also"] in {each.id for each in found.verdicts}


@over(("situation", "case"), CASES)
def test_the_reason_given_is_the_reason_in_the_case(situation, case):
    found = decided(situation, case)
    assert {each.fact for each in found.because} & set(case["about"]), found.because


def page(found: Assessment) -> str:
    """Everything the user reads beside the verdict, but for what would change it."""
    beside = (*found.supporting, *found.opposing)
    plan = found.plan
    told = [each.text for each in (*found.verdicts, *beside)]
    told += [found.reason, *found.comfort, *plan_lines(plan), plan.why_then, plan.how, plan.first]
    return "\n".join([*told, *plan.say, *plan.avoid, *plan.meanwhile])


WORDED = [each for each in CASES if {"said", "unsaid"} & set(each.values[1])]


@over(("situation", "case"), WORDED)
def test_what_is_said_beside_a_verdict_fits_what_was_answered(situation, case):
    told = page(decided(situation, case)).lower()
    assert [each for each in case.get("said", ()) if each.lower() not in told] == []
    assert [each for each in case.get("unsaid", ()) if each.lower() in told] == []


def test_there_are_cases_enough_in_every_situation():
    count = {each: sum(s is each for s, _ in cases()) for each in Situation}
    assert sum(count.values()) >= 80
    assert min(count.values()) >= 20


def test_every_case_names_verdicts_that_exist():
    known = {each.value for each in VerdictId}
    for _, case in cases():
        assert set(case["accept"]) | set(case["refuse"]) <= known
        assert not set(case["accept"]) & set(case["refuse"])


def test_days_in_cases_count_from_monday():
    assert day("-5w") == date(2026, 11, 16).isoformat()
    assert working_days(date.fromisoformat(day("-5w")), TODAY) == 5
    assert day("+4d") == date(2026, 11, 27).isoformat()
