"""After a silence of one's own: peace where it was asked for, and texts of the right occasion."""

from functools import cache
from itertools import cycle, product

import pytest

from coach.advice.engine import consider
from coach.advice.recommendation import Assessment
from coach.vocabulary import Situation, VerdictId
from tests.advice.paths import TODAY, deciding
from tests.sweep import over

BASE = {
    "safety": (),
    "apology": "no",
    "fault": "mine",
    "wish": "put_right",
    "set_by": "none",
    "last_contact": "2026-09-01",
    "meet_again": True,
    "invested": "some",
    "involved": (),
    "repair_extra": (),
}


def found(**facts) -> Assessment:
    told = consider(deciding(), Situation.REPAIR, {**BASE, **facts}, TODAY, look_ahead=0)
    assert isinstance(told, Assessment)
    return told


def choices(question: str) -> tuple[str, ...]:
    return tuple(each.id for each in deciding().questions[question].choices)


@pytest.mark.parametrize("extra", choices("repair_extra"))
def test_whoever_asked_to_be_left_alone_is_neither_called_nor_told_anything(extra):
    ties, channels = cycle(choices("tie")), cycle(choices("channel"))
    for debt, left in product(choices("open_debt"), choices("left")):
        tie, channel = next(ties), next(channels)
        told = found(
            their_wish="stop",
            open_debt=debt,
            left=left,
            tie=tie,
            channel=channel,
            repair_extra=(extra,),
            power="they_hold",
        )
        assert told.verdict.id in {VerdictId.SILENCE, VerdictId.SWITCH_CHANNEL}
        assert told.plan.say == ()
        assert "talk" not in told.plan.how.lower()
        assert "call" not in told.plan.how.lower()


def test_a_claim_is_looked_at_before_anything_is_written():
    for wish, debt, apology in product(
        ("unknown", "open", "upset", "settled"), choices("open_debt"), choices("apology")
    ):
        told = found(their_wish=wish, open_debt=debt, apology=apology, repair_extra=("claim",))
        assert told.row == "advice_first"


OCCASIONS = {
    "a thesis": ("half an hour", {"tie": ("mentor",)}),
    "a death": ("by name", {"left": ("condolence",)}),
    "a lost love": ("you'd like them back", {"tie": ("partner",)}),
    "a wedding photographer or the like": ("insured for this", {"tie": ("client",)}),
    "a new employer": ("have a new job", {"tie": ("employer", "boss")}),
}
"""Words that belong to one occasion, and where it must have been named for them."""


@cache
def said_on_every_occasion() -> tuple[tuple[dict[str, str], str], ...]:
    """What is said of every thing left, to everybody: the answers, and the advice in small."""
    said = []
    debts = cycle((*choices("open_debt"), "work"))  # five, so that no tie meets but one
    for deliver, left, tie in product(choices("deliver"), choices("left"), choices("tie")):
        facts = {"open_debt": next(debts), "deliver": deliver, "left": left, "tie": tie}
        plan = found(
            **facts,
            their_wish="unknown",
            channel="email",
            last_contact="2024-09-01",
            repair_extra=("empty_hands",),
        ).plan
        texts = " ".join((plan.how, plan.first, *plan.say, *plan.avoid, *plan.meanwhile)).lower()
        said.append((facts, texts))
    return tuple(said)


@over("occasion", OCCASIONS)
def test_what_was_written_for_one_occasion_is_said_only_there(occasion):
    words, named = OCCASIONS[occasion]
    shown = 0
    for facts, texts in said_on_every_occasion():
        # "by name" is also how whoever takes over is told of
        if words in texts and not (words == "by name" and facts["deliver"] == "handed"):
            shown += 1
            assert all(facts[fact] in where for fact, where in named.items()), facts
    assert shown


def test_no_second_apology_is_asked_of_whoever_has_apologised():
    for apology, deliver in product(("recent", "ignored", "cool"), choices("deliver")):
        told = found(
            apology=apology,
            deliver=deliver,
            open_debt="money",
            left="money",
            their_wish="upset",
            channel="email",
            tie="friend",
        )
        assert "sorry" not in " ".join(told.plan.say).lower()


def test_a_danger_is_dealt_with_today_whatever_else_was_answered():
    ties, channels = cycle(choices("tie")), cycle(choices("channel"))
    for debt, left in product(choices("open_debt"), choices("left")):
        told = found(
            left=left,
            open_debt=debt,
            deliver="dated",
            tie=next(ties),
            channel=next(channels),
            their_wish="open",
            repair_extra=("harm",),
        )
        assert told.plan.by == TODAY, (left, debt)


@pytest.mark.parametrize("extra", ["below_me", "untrue"])
def test_whoever_depended_on_one_or_was_misled_is_not_passed_over_in_silence(extra):
    for tie in choices("tie"):
        told = found(
            left="answer",
            open_debt="answer",
            deliver="moot",
            tie=tie,
            channel="email",
            their_wish="settled",
            meet_again=False,
            repair_extra=(extra,),
        )
        assert told.verdict.id is VerdictId.REPAIR_APOLOGY


def test_a_trouble_told_in_confidence_is_not_mentioned_to_them():
    for left, tie in product(choices("left"), choices("tie")):
        told = found(
            left=left,
            tie=tie,
            open_debt="money",
            deliver="now",
            channel="email",
            their_wish="unknown",
            repair_extra=("their_low", "not_mine"),
        )
        assert "having a hard time" not in " ".join(told.plan.say)
