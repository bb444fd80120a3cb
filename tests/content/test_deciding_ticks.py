"""What somebody took the trouble to tick is answered on the page."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from coach.advice.engine import consider
from coach.advice.facts import CIRCUMSTANCES
from coach.advice.questions import AnswerKind, Facts, Question, Value
from coach.advice.recommendation import Assessment, Undecided
from coach.vocabulary import Situation, VerdictId
from tests.advice.paths import TODAY, deciding

PEOPLE = 250
"""How many made-up people are asked in each situation."""

SAYS_NOTHING_TO_THEM = {
    VerdictId.SILENCE,
    VerdictId.BLOCK_REPORT,
    VerdictId.GET_HELP,
    VerdictId.LET_GO,
    VerdictId.WAIT,
}
"""Where nothing goes out, a tick about how to put it needs no answer."""

MOST_UNANSWERED = 0.15
"""The part of all ticks of which a page may show nothing: another line serves there as well."""

CHANGES_NOTHING_TO_SAY = {"affected"}
"""That others are affected decides how much a message is worth, not how it is put."""

DAYS = {"last_contact": (-1, -4, -9, -20, -60), "promised_for": (-20, -6, -1, 3)}


def an_answer(question: Question, luck: Random) -> Value:
    match question.kind:
        case AnswerKind.CHOICE:
            return luck.choice(question.choices).id
        case AnswerKind.MANY if question.id != "safety":
            ids = [choice.id for choice in question.choices]
            return tuple(luck.sample(ids, min(luck.choice((0, 1, 1, 2)), len(ids))))
        case AnswerKind.YES_NO:
            return luck.random() < 0.5
        case AnswerKind.COUNT:
            return luck.choice((0, 1, 2, 3, 5))
        case AnswerKind.DATE:
            days = luck.choice(DAYS.get(question.id, (0, 1, 3, 8, 30)))
            return (TODAY + timedelta(days=days)).isoformat()
        case _:
            return () if question.kind is AnswerKind.MANY else ""


def a_person(situation: Situation, luck: Random) -> tuple[Facts, Assessment]:
    """The answers of somebody who is asked the opening and then what the tables need."""
    facts: dict[str, Value] = {}
    while question := deciding().next_in_opening(situation, facts):
        facts[question.id] = an_answer(question, luck)
    facts["safety"] = ()
    while True:
        found = consider(deciding(), situation, facts, TODAY, look_ahead=0)
        if isinstance(found, Assessment):
            return facts, found
        facts[found.question.id] = an_answer(found.question, luck)


def page(found: Assessment) -> tuple[object, ...]:
    return found.verdicts, found.reason, found.plan, found.row


@pytest.mark.parametrize("situation", list(Situation))
def test_what_is_ticked_leaves_its_mark_on_the_page(situation):
    luck = Random(20261130)
    ticked: Counter[str] = Counter()
    unanswered: Counter[str] = Counter()
    for _ in range(PEOPLE):
        facts, found = a_person(situation, luck)
        told_to_stop = facts.get("their_wish") == "stop"
        if told_to_stop or {each.id for each in found.verdicts} & SAYS_NOTHING_TO_THEM:
            continue
        for fact in CIRCUMSTANCES & facts.keys():
            for tick in set(facts[fact]) - CHANGES_NOTHING_TO_SAY:
                rest = tuple(each for each in facts[fact] if each != tick)
                other = consider(deciding(), situation, {**facts, fact: rest}, TODAY)
                ticked[tick] += 1
                unanswered[tick] += not isinstance(other, Undecided) and page(other) == page(found)
    assert ticked.total() > PEOPLE / 2
    assert unanswered.total() < MOST_UNANSWERED * ticked.total(), unanswered.most_common()
