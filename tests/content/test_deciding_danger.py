"""What may stand beside a sign of danger: no line leads to the person who may be the danger."""

import re
from datetime import timedelta
from itertools import product

import pytest

from coach.advice.engine import consider
from coach.advice.questions import SAFETY
from coach.advice.recommendation import Assessment, plan_lines
from coach.advice.tables import state
from coach.content.check_files import load
from coach.content.loader import ContentFolder
from coach.content.shipped_content import shipped
from coach.vocabulary import Situation
from tests.advice.paths import TODAY, deciding
from tests.review.checker import Checker
from tests.sweep import over

CHECKS = load(shipped() / "checks")

LIFE = {"self_harm", "own_harm"}
SIGNS = (
    "threats",
    "hurt",
    "following",
    "controlled",
    "sexual",
    "afraid",
    "abusive",
    "after_no",
    "knows_where",
    "fraud_signs",
)
"""Signs that somebody is a danger to the user."""

TO_THEM = re.compile(
    r"\b(?:(?:write|say it|speak|talk|reply|go) to|answer|call|send|say it to) them\b"
    r"|\bsay it (?:kindly|like this)|\btell them\b|fade out|stay in touch|\bwarn them",
)
ONE_MESSAGE = re.compile(r"\bone (?:\w+ ){0,3}(?:message|note|letter|email)\b|\bone last\b")
GO_BETWEEN = re.compile(r"go-between|on your behalf|through someone else|who can pass it on")
ASKS_THEM = re.compile(r"ask that person|ask them first|not even to those who help")
HURRIES = re.compile(r"\b(?:now|today|tomorrow|at once|straight away)\b")
MAY_HURRY = re.compile(
    r"emergency number|police|service|hospital|bank|one person|someone near them"
    r"|needn't be today|doesn't have to be today"
)
REFUSED = ("don't", "never", "you don't", "you needn't", "nobody")
"""How a sentence begins that forbids, or that frees."""

KINDS = {
    "writes to them": TO_THEM,
    "one message": ONE_MESSAGE,
    "a go-between": GO_BETWEEN,
    "asks the danger first": ASKS_THEM,
}


def told(line: str) -> list[str]:
    """The sentences of a line that tell somebody to do something."""
    parts = re.split(r"(?<=[.!?:;])\s+", line.casefold())
    return [each for each in parts if not each.startswith(REFUSED) and " don't " not in each]


def lines() -> dict[str, str]:
    """Every line that can stand beside a sign of danger from somebody."""
    said: dict[str, str] = {}
    for row in deciding().safety.rows:
        if row.id in LIFE:
            continue
        steps = [step.then for step in row.steps]
        for n, text in enumerate([row.says, row.reason, row.do, *steps]):
            said[f"safety row {row.id} {n}"] = text
    for each in deciding().advice:
        if SAFETY not in each.when or not beside_danger(each):
            continue
        rest = [*each.say, *each.avoid, *each.meanwhile, *each.left_out]
        for n, text in enumerate([each.says, each.do, each.how, each.first, *rest]):
            said[f"{each.id} {n}"] = text
    return {where: text for where, text in said.items() if text}


def beside_danger(advice) -> bool:
    """Whether a row of advice can stand there where one of these signs is ticked."""
    if advice.rows and set(advice.rows) <= LIFE:
        return False
    others = ("self_harm", "shared_workplace")
    ticked = [(sign, *more) for sign in SIGNS for more in ((), *((each,) for each in others))]
    return any(
        state({SAFETY: advice.when[SAFETY]}, deciding().known({SAFETY: signs}, TODAY)) is True
        for signs in ticked
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_beside_a_sign_of_danger_leads_to_them(kind):
    wrong = {
        where: part
        for where, text in lines().items()
        for part in told(text)
        if KINDS[kind].search(part)
    }
    assert wrong == {}


def test_nothing_is_urgent_beside_a_sign_of_danger_but_getting_help():
    wrong = {
        where: text
        for where, text in lines().items()
        if any(HURRIES.search(part) and not MAY_HURRY.search(text) for part in told(text))
    }
    assert wrong == {}


FACTS = {"involved": ("between", "affected", "several"), "unwanted_extra": ("confidential",)}


@over("sign", (*SIGNS, "shared_workplace"))
@over("tie", ("friend", "partner", "family", "colleague", "boss", "acquaintance"))
@over("situation", Situation)
def test_talk_of_a_life_and_any_sign_of_danger_give_no_words_to_write(situation, tie, sign):
    facts = {**FACTS, SAFETY: ("self_harm", sign), "tie": tie, "who": "close"}
    found = consider(deciding(), situation, facts, TODAY)
    assert isinstance(found, Assessment)
    said = " ".join([found.plan.first, *found.plan.say, *plan_lines(found.plan)])
    assert "say it like this" not in said
    assert "go-between" not in said


@over("tie", ("partner",))
@over("situation", (Situation.UNWANTED, Situation.REPAIR))
def test_a_partner_who_hints_at_suicide_is_not_to_be_written_to(situation, tie):
    found = consider(deciding(), situation, {SAFETY: ("self_harm",), "tie": tie}, TODAY)
    assert isinstance(found, Assessment)
    assert not found.plan.say


@over("request_", ("money", "delivery", "promised", "rethink", "decision", "formal"))
def test_who_is_insulted_by_someone_close_settles_nothing_alone(request_):
    facts = {SAFETY: ("abusive",), "request": request_, "who": "close"}
    found = consider(deciding(), Situation.OWING, facts, TODAY)
    assert isinstance(found, Assessment)
    assert "Don't send a go-between" in found.plan.first
    assert "doesn't have to be today" in " ".join(found.plan.meanwhile)


@over("said", ("told me never to contact you", "asked me to leave you alone", "blocked me"))
@over("situation", (Situation.REPAIR, Situation.WAITING, Situation.OWING))
def test_a_message_that_says_no_contact_was_wanted_is_stopped(situation, said):
    report = Checker(CHECKS).check(f"I know you {said}, but I'm sorry.", situation=situation)
    assert "told-not-to" in [each.rule for each in report.findings]
    assert not report.ready


def test_nobody_is_told_to_put_fears_or_an_address_in_a_log():
    said = [each.message for each in CHECKS if each.fault == "unsafe_detail"]
    assert all("log" in each and "your own log" not in each for each in said)


def test_each_text_on_a_life_at_risk_begins_with_what_may_have_happened_already():
    text = ContentFolder().safety
    rows = {row.id: row.says for row in deciding().safety.rows}
    assert text.own_now.startswith("If you've already taken something or hurt yourself")
    assert rows["own_harm"].startswith("If you've already taken something or hurt yourself")
    for said in (text.harm, text.both, rows["self_harm"], rows["self_harm_and_danger"]):
        assert "may already have done something" in said


NO_ANSWER_OWED = ("get_help", "silence", "let_go", "block_report", "wait")
IN_PERSON = re.compile(
    r"\bin person\b|out loud|\bon the phone\b|\bby phone\b|\bcall (?:them|first)\b|\bsee them\b"
)
WARNED = re.compile(r"If they(?:'ve| have)? ever (?:hurt|frightened)")
OTHERS = ("confused", "legal", "accused", "complaint", "dispute", "smears")
"""What a partner may want that has rows of its own, besides another request."""


def pressed_by_a_partner(said):
    """Somebody pressed by a partner or former partner, in every combination that changes much."""
    ids = {
        id: [each.id for each in deciding().questions[id].choices] for id in deciding().questions
    }
    extras = [(), *((each,) for each in ids["unwanted_extra"])]
    for n, (approach, extra) in enumerate(product(ids["approach"], extras)):
        yield {
            **{id: each[n % len(each)] for id, each in ids.items() if each},
            **dict.fromkeys(("same_ask", "meet_again", "better_placed"), n // 3 % 2 == 0),
            **dict.fromkeys(("glad_part", "gave_them"), n // 5 % 2 == 0),
            SAFETY: (),
            "tie": "partner",
            "approach": approach,
            "i_said": said,
            "unwanted_extra": extra,
            "involved": (),
            "marks": (),
            "their_tries": 1 + n % 4,
            "set_by": "none",
        }


def decided(situation, facts):
    facts = {id: each for id, each in facts.items() if id not in ("feelings", "needed_by")}
    found = consider(deciding(), situation, facts, TODAY, look_ahead=0)
    assert isinstance(found, Assessment)
    return found


@over("said", ("once", "twice"))
def test_after_a_clear_no_nothing_leads_to_a_partner_or_former_partner(said):
    for facts in pressed_by_a_partner(said):
        found = decided(Situation.UNWANTED, facts)
        where = f"{facts['approach']} {facts['unwanted_extra']} {found.row}"
        advised = " ".join([*found.said, found.plan.do, found.plan.how, *found.plan.say])
        assert not IN_PERSON.search(" ".join(told(advised))), where
        if facts["approach"] in OTHERS:
            safe = WARNED.match(found.plan.first) or found.row == "smears_by_a_partner"
            shut = found.verdict.id.value == "silence" or found.row == "partner_asks_again"
            assert safe or shut, where
        elif found.row not in ("worried_about_them", "worried_in_a_hard_time"):
            assert found.verdict.id.value in NO_ANSWER_OWED, where
            assert found.row in ("partner_after_no", "partner_asks_again"), where


@over("said", ("never", "soft"))
def test_the_warning_stands_first_wherever_a_partner_may_be_written_to(said):
    for facts in pressed_by_a_partner(said):
        found = decided(Situation.UNWANTED, facts)
        if found.verdict.id.value not in NO_ANSWER_OWED:
            assert WARNED.match(found.plan.first), f"{facts['approach']} {found.row}"


@pytest.mark.parametrize("wish", ["open", "unknown", "upset", "settled"])  # seconds each
def test_the_warning_stands_first_wherever_a_silence_towards_a_partner_is_to_end(wish):
    asked = [deciding().questions[id] for id in deciding().looked_at(Situation.REPAIR)]
    ids = {each.id: [choice.id for choice in each.choices] for each in asked if each.choices}
    for n, (left, apology) in enumerate(product(ids["left"], ids["apology"])):
        for extra in ((), *((each,) for each in ids["repair_extra"])):
            facts = {
                **{id: each[n % len(each)] for id, each in ids.items()},
                SAFETY: (),
                "tie": "partner",
                "their_wish": wish,
                "left": left,
                "apology": apology,
                "repair_extra": extra,
                "involved": (("several", "decider", "first")[n % 3],),
                "last_contact": TODAY - timedelta(days=(3, 30, 400)[n % 3]),
                "set_by": "none",
                "meet_again": n % 2 == 0,
            }
            found = consider(deciding(), Situation.REPAIR, facts, TODAY, look_ahead=0)
            if isinstance(found, Assessment) and found.verdict.id.sends:
                assert "controlled or followed you" in found.plan.first, f"{facts} {found.row}"


@over("row", ("personal_from_a_partner", "chatter_stop", "chatter"))
def test_the_headline_itself_warns_of_a_partner_who_may_be_dangerous(row):
    facts = next(
        found.said
        for said in ("never", "soft")
        for facts in pressed_by_a_partner(said)
        for found in [decided(Situation.UNWANTED, {**facts, "power": "equals"})]
        if found.row == row
    )
    assert any(WARNED.search(each) for each in facts)


def test_whoever_is_responsible_is_never_the_one_who_insults_or_harasses():
    rows = {row.id: row for row in deciding().safety.rows}
    for id in ("insulted", "harassed", "harassed_at_work"):
        said = f"{rows[id].says} {rows[id].do}"
        assert "whoever is responsible" not in said
        assert "close to them" in said


@over("row", ("in_distress", "worried_about_them", "worried_in_a_hard_time"))
def test_who_fears_for_a_partner_is_sent_neither_to_them_nor_to_their_family(row):
    found = next(
        found
        for said in ("never", "once")
        for facts in pressed_by_a_partner(said)
        for outcome in ("help", "stop")
        for found in [decided(Situation.UNWANTED, {**facts, "harm": "yes", "outcome": outcome})]
        if found.row == row
    )
    assert "don't write and don't tell their family" in " ".join(found.said)
    assert "limit" not in " ".join([*found.said, *plan_lines(found.plan)])
