"""Real letters, answered as their writers would: the verdict, and points that must appear or not.

The answers were written by someone who knew the tables, so these figures are an upper bound;
letters kept out of this folder are judged elsewhere by readers who don't know them.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from coach.advice.recommendation import Assessment, plan_lines
from coach.vocabulary import Situation
from tests.content.test_deciding_cases import decided

FOLDER = Path(__file__).parent.parent / "cases"


@cache
def letters() -> tuple[tuple[Situation, dict[str, Any], Assessment], ...]:
    read = [
        (situation, letter)
        for situation in Situation
        for letter in tomllib.loads((FOLDER / f"letters_{situation.value}.toml").read_text())[
            "letters"
        ]
    ]
    return tuple((situation, letter, decided(situation, letter)) for situation, letter in read)


def page(found: Assessment) -> str:
    plan = found.plan
    told = [each.text for each in (*found.verdicts, *found.supporting, *found.opposing)]
    told += [found.reason, *plan_lines(plan), plan.why_then, plan.how, plan.first]
    return "\n".join([*told, *plan.say, *plan.avoid, *plan.meanwhile]).lower()


def test_every_letter_gets_a_verdict_its_readers_accept_and_none_they_call_harmful():
    wrong = [
        (letter["id"], found.row, [each.id.value for each in found.verdicts])
        for _, letter, found in letters()
        if found.verdict.id not in letter["accept"]
        or {each.id for each in found.verdicts} & set(letter["refuse"])
    ]
    assert wrong == []


def test_the_points_that_matter_to_a_letter_are_said_and_the_wrong_ones_are_not():
    missing = [
        (letter["id"], point)
        for _, letter, found in letters()
        for point in letter["said"]
        if point.lower() not in page(found)
    ]
    present = [
        (letter["id"], point)
        for _, letter, found in letters()
        for point in letter["unsaid"]
        if point.lower() in page(found)
    ]
    assert (missing, present) == ([], [])


def test_every_letter_is_told_what_to_say_what_to_avoid_or_what_to_do_meanwhile():
    bare = [
        letter["id"]
        for _, letter, found in letters()
        if len(found.plan.say) + len(found.plan.avoid) + len(found.plan.meanwhile) < 2
    ]
    assert bare == []


def test_no_text_is_said_to_more_than_a_third_of_the_letters():
    count: dict[str, int] = {}
    for _, _, found in letters():
        plan = found.plan
        texts = (plan.how, plan.first, *plan.say, *plan.avoid, *plan.meanwhile)
        beside = (each.text for each in (*found.supporting, *found.opposing))
        for text in {*texts, *beside} - {""}:
            pattern = re.sub(r"\w{3} \d+ \w{3}", "{day}", text)
            count[pattern] = count.get(pattern, 0) + 1
    most = len(letters()) / 3
    assert {text: number for text, number in count.items() if number > most} == {}
