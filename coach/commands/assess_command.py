"""`coach assess`: one recommendation, or the next question, without a screen."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from coach.advice.deciding import Deciding
from coach.advice.engine import consider
from coach.advice.fact_input import FactError, read_facts
from coach.advice.questions import SAFETY, AnswerKind, Facts, Question
from coach.advice.recommendation import FIRMNESS, Assessment, Undecided, firmness, plan_lines
from coach.commands.arguments import day, names_files
from coach.platform.standard_streams import WIDEST, wrapped
from coach.session import flow
from coach.session.fear_words import says_besides, says_fear, says_harm, says_hurt
from coach.session.safety import (
    AFRAID,
    BOTH,
    HARM,
    OWN_HARM,
    PARTNER,
    SELF_HARM,
    SafetyText,
    as_afraid,
    discloses,
    reason_for,
    told_in,
)
from coach.vocabulary import Situation

DECIDED = 0
USAGE = 2
MORE_TO_ASK = 3

FEAR_MEANT = "fear_meant"
"""Whether fear is meant, or an answer is feared: asked of those who see no safety page."""

LIFE_MEANT = "life_meant"
"""The same of words about ending a life: whose, or that they press or frighten with it."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand with its options."""
    parser = subparsers.add_parser(
        "assess",
        help="what to do about one conversation, from facts in a file",
        description="Recommend what to do about one stalled conversation, or say which answer"
        " is needed next. "
        "Exit status: 0 decided, 2 the facts or options are wrong, 3 one more answer is needed."
        " Where the facts suggest fear, danger or a life at risk, that is asked first.",
    )
    parser.add_argument("--situation", choices=[each.value for each in Situation])
    facts = parser.add_argument(
        "--facts", metavar="FILE", help="a JSON or TOML file of facts by name; - reads from stdin"
    )
    names_files(facts)
    parser.add_argument(
        "--today", type=day, metavar="DATE", help="the local date to decide for, such as 2026-11-23"
    )
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")
    parser.add_argument(
        "--list-facts",
        action="store_true",
        help="list every fact, with its meaning and its possible answers",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was asked for; data to stdout, words about faults to stderr."""
    try:
        return _listed(args) if args.list_facts else _assessed(args)
    except FactError as error:
        print(f"coach assess: {error}", file=sys.stderr)
        return USAGE


def _assessed(args: argparse.Namespace) -> int:
    if not args.situation or not args.facts:
        raise FactError("--situation and --facts are both required. See `coach assess --help`.")
    situation = Situation(args.situation)
    deciding = _load(situation)
    facts = _facts(deciding, _given(args.facts))
    found = _found(deciding, situation, facts, args.today or _today())
    if isinstance(found, Undecided):
        if found.question.id not in (FEAR_MEANT, LIFE_MEANT):
            found = _opening_first(deciding, situation, facts, found)
        print(_json(_next(found, situation)) if args.json else _next_in_words(found, situation))
        return MORE_TO_ASK
    print(_json(as_data(found)) if args.json else in_words(found))
    return DECIDED


def _found(
    deciding: Deciding, situation: Situation, facts: Facts, today: date
) -> Undecided | Assessment:
    """What a session would say: words of fear come first, and never to a message."""
    words = told_in(facts)
    asked = _asked_about(facts, words)
    if asked:
        return Undecided(question=deciding.questions[asked], asked=(), at_most=1)
    signs = _signs(facts)
    known, danger = _as_meant(facts, words)
    found = consider(deciding, situation, known, today, look_ahead=0)
    if isinstance(found, Undecided):
        return found
    open_yet = FEAR_MEANT not in facts and not signs and found.verdict.id.sends
    if not (open_yet or danger or says_fear(words)):
        return found
    from coach.content.loader import ContentFolder

    text = ContentFolder().safety
    if open_yet and flow.presses(text, words, facts):
        return _gently(deciding, text, partner=facts.get("tie") == PARTNER)
    if danger and AFRAID not in signs:
        ticked = _signs(known) if HARM & set(_signs(known)) else signs
        reason = reason_for(text, tuple(ticked), asked=False, said=_said(facts, words))
        found = flow.unclaimed(deciding, reason, signs, found)
    return flow.heeding(text, words, found)


def _gently(deciding: Deciding, text: SafetyText, *, partner: bool) -> Undecided:
    """Whether an answer is feared: asked before a message is advised, as in a session."""
    question = deciding.questions[FEAR_MEANT]
    ask = text.gentle_partner if partner else text.gentle
    return Undecided(question=replace(question, ask=ask), asked=(), at_most=1)


def _signs(facts: Facts) -> tuple[str, ...]:
    ticked = facts.get(SAFETY, ())
    return ticked if isinstance(ticked, tuple) else ()


def _feels_afraid(facts: Facts) -> bool:
    """Whether fear of them was named among the feelings."""
    feelings = facts.get("feelings", ())
    return isinstance(feelings, tuple) and AFRAID in feelings


def _asked_about(facts: Facts, words: str) -> str:
    """What has to be known of these words first: whose life it is, or whether fear is meant."""
    signs = set(_signs(facts))
    if says_harm(words) and not signs & HARM and LIFE_MEANT not in facts:
        return LIFE_MEANT
    fear = says_besides(words) or _feels_afraid(facts)
    return FEAR_MEANT if fear and not signs - HARM and FEAR_MEANT not in facts else ""


def _as_meant(facts: Facts, words: str) -> tuple[Facts, bool]:
    """The facts with what the words meant among the signs, and whether danger from them is meant.

    Of a partner no message is suggested while such words stand, whatever was answered.
    """
    signs = _signs(facts)
    life = str(facts.get(LIFE_MEANT, "")) if says_harm(words) else ""
    meant = {OWN_HARM: (OWN_HARM,), SELF_HARM: (SELF_HARM,), BOTH: (SELF_HARM,)}.get(life, ())
    told: Facts = {**facts, SAFETY: tuple(dict.fromkeys((*signs, *meant)))} if meant else facts
    only_life = says_harm(words) and not says_besides(words) and not _feels_afraid(facts)
    partner = facts.get("tie") == PARTNER and says_fear(words) and not meant
    answered = {id: value for id, value in facts.items() if id != FEAR_MEANT or not only_life}
    danger = discloses(answered) or life == BOTH or partner
    hurt = says_hurt(words) and not _signs(told)
    return (as_afraid(told, hurt=hurt) if danger else told), danger


def _said(facts: Facts, words: str) -> str:
    """What stands in place of a sign: an answer that discloses it, or the kind of words."""
    if facts.get(FEAR_MEANT) is True:
        return "hurt" if says_hurt(words) else "fear"
    return "unsafe_answer" if discloses(facts) else "partner"


def _opening_first(
    deciding: Deciding, situation: Situation, facts: Facts, found: Undecided
) -> Undecided:
    """Where something is still asked, the questions of the opening come before the tables'."""
    question = deciding.next_in_opening(situation, facts)
    if question is None or SAFETY not in facts:
        return found
    asked = tuple(id for id in deciding.opening[situation] if id in facts)
    return replace(found, question=question, asked=tuple(dict.fromkeys((*asked, *found.asked))))


def _facts(deciding: Deciding, given: Mapping[str, Any]) -> Facts:
    """The facts, checked. Those of the other situations are welcome and make no difference."""
    if not set(given) <= set(deciding.questions):
        deciding = _load(None)
    return read_facts(deciding.questions, given)


def _load(only: Situation | None) -> Deciding:
    from coach.content.shipped_content import shipped
    from coach.content.table_files import load
    from coach.errors import ContentError

    try:
        return load(shipped(), only)
    except ContentError as error:
        raise FactError(f"the decision tables can't be read.\n{error}") from error


def _today() -> date:
    from coach.platform.clock import SystemClock

    return SystemClock().now().date()


def _given(where: str) -> Mapping[str, Any]:
    """The facts as written: one JSON or TOML object."""
    try:
        text = sys.stdin.read() if where == "-" else Path(where).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it isn't UTF-8 text"
        raise FactError(f"{where}: {reason}.") from error
    return _parsed(text.lstrip("\ufeff"), "the facts" if where == "-" else where)


def _parsed(text: str, name: str) -> Mapping[str, Any]:
    if text.lstrip().startswith(("{", "[")) and not _looks_like_toml(text):
        return _parsed_json(text, name)
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FactError(f"{name}: neither JSON nor TOML: {error}.") from None


def _looks_like_toml(text: str) -> bool:
    """Whether a text that opens with a bracket is a TOML table header."""
    first = text.lstrip().partition("\n")[0].strip()
    return first.startswith("[") and first.strip("[] ").isidentifier()


def _parsed_json(text: str, name: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FactError(f"{name}:{error.lineno}: not valid JSON: {error.msg}.") from None
    if not isinstance(data, dict):
        raise FactError(f"{name}: the facts must be a single object of names and values.")
    return data


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_data(found: Assessment) -> dict[str, Any]:
    """The recommendation as plain data, the deciding verdict first."""
    return {
        "verdicts": [{"id": each.id.value, "text": each.text} for each in found.verdicts],
        "reason": found.reason,
        "because": [{"fact": each.fact, "value": each.value} for each in found.because],
        "for": [each.text for each in found.supporting],
        "against": [each.text for each in found.opposing],
        "would_change": [
            {"fact": each.fact, "to": each.to, "verdict": each.verdict.value}
            for each in found.would_change
        ],
        "sure": found.sure.value,
        "firm": FIRMNESS[found.sure],
        "plan": {
            "do": found.plan.do,
            "by": _iso(found.plan.by),
            "why_then": found.plan.why_then,
            "how": found.plan.how,
            "first": found.plan.first,
            "say": list(found.plan.say),
            "avoid": list(found.plan.avoid),
            "meanwhile": list(found.plan.meanwhile),
            "left_out": list(found.plan.left_out),
            "then": [
                {"on": _iso(step.on), "when": step.when, "do": step.then}
                for step in found.plan.steps
            ],
        },
        "read": list(found.read),
        "asked": list(found.asked),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _next(found: Undecided, situation: Situation) -> dict[str, Any]:
    question = found.question
    return {
        "next": {
            "fact": question.id,
            "ask": question.wording(situation),
            "type": question.kind.value,
            "choices": _choices(question),
            "meaning": question.meaning,
        },
        "asked": list(found.asked),
        "at_most": found.at_most,
    }


def _choices(question: Question) -> list[dict[str, str]]:
    return [
        {"id": each.id, "text": each.text} | ({"help": each.help} if each.help else {})
        for each in question.choices
    ]


def _next_in_words(found: Undecided, situation: Situation) -> str:
    question = found.question
    lines = [f"Next: {question.wording(situation)}", f"  {question.id} ({question.kind.value})"]
    lines += [f"    {each.id}: {each.text}" for each in question.choices]
    return "\n".join(lines)


def in_words(found: Assessment) -> str:
    """The recommendation as a person reads it, or hears it read: what to do first, short lines."""
    plan, firm = found.plan, firmness(found)
    first, *steps = plan_lines(plan)
    named = (
        ("How", (plan.how,)),
        ("First", (plan.first,)),
        ("Say", plan.say),
        ("Avoid", plan.avoid),
        ("In the meantime", plan.meanwhile),
        ("Not taken into account", plan.left_out),
    )
    beside = [f"{title}: {text}" for title, texts in named for text in texts if text]
    told: tuple[tuple[str, Sequence[str]], ...] = (
        ("Plan:", (first, plan.why_then, *beside, *steps)),
        ("Because:", [each.text for each in found.because]),
        ("For:", [each.text for each in found.supporting]),
        ("Against:", [each.text for each in found.opposing]),
        ("What would change the advice:", [each.text for each in found.would_change]),
        ("Read:", found.read),
    )
    lines = [*found.said, found.reason, *([firm] if firm else ())]
    for title, texts in told:
        lines += ["", title, *(f"  {text}" for text in texts if text)] if any(texts) else []
    return "\n".join(part for line in lines for part in wrapped(line, WIDEST))


def _listed(args: argparse.Namespace) -> int:
    deciding = _load(None)
    listed = [_described(deciding, question) for question in deciding.questions.values()]
    print(_json(listed) if args.json else "\n\n".join(map(_described_in_words, listed)))
    return DECIDED


TYPES = {
    AnswerKind.CHOICE: "one of the ids below",
    AnswerKind.MANY: "a list of the ids below; an empty list means none",
    AnswerKind.YES_NO: "true or false",
    AnswerKind.COUNT: "a whole number, 0 or more",
    AnswerKind.SCALE: "a whole number from 0 to 10",
    AnswerKind.DATE: "a date such as 2026-11-23",
    AnswerKind.TEXT: "words",
}


def _described(deciding: Deciding, question: Question) -> dict[str, Any]:
    used = [each.value for each in Situation if question.id in deciding.looked_at(each)]
    return {
        "fact": question.id,
        "type": question.kind.value,
        "ask": question.ask,
        "asks": {situation.value: text for situation, text in question.asks.items()},
        "meaning": question.meaning,
        "help": question.help,
        "choices": _choices(question),
        "used_in": used,
        "when_asked": "pause" if question.id in deciding.pause else "assess",
    }


def _described_in_words(fact: Mapping[str, Any]) -> str:
    used = ", ".join(fact["used_in"]) or "comfort only"
    lines = [f"{fact['fact']}  ({TYPES[AnswerKind(fact['type'])]}; {used})", f"  {fact['ask']}"]
    lines += [f"  {situation}: {text}" for situation, text in fact["asks"].items()]
    lines.append(f"  {fact['meaning']}")
    for choice in fact["choices"]:
        help = f" ({choice['help']})" if "help" in choice else ""
        lines.append(f"    {choice['id']}: {choice['text']}{help}")
    return "\n".join(lines)
