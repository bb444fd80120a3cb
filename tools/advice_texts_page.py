"""Writes docs/advice-texts.md: every text that stands beside a verdict, and how often it shows.

Run `python -m tools.advice_texts_page` after changing content/deciding/ or coach/advice/. It
takes a minute, so the page says what it was made from, and a test compares that.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from zlib import crc32

from coach.advice.engine import consider
from coach.advice.questions import AnswerKind, Question, Value
from coach.advice.recommendation import Assessment
from coach.vocabulary import Situation
from tests.advice.paths import TODAY, deciding, walked
from tests.advice.paths import Path as Way

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "advice-texts.md"

MADE_FROM = (
    *("content/deciding/*.toml", "coach/advice/*.py", "coach/content/table_files.py"),
    *("coach/content/typed_toml.py", "coach/vocabulary.py"),
    *("tests/advice/paths.py", "tools/advice_texts_page.py"),
)
"""The tables, the code that decides by them, and what picks and counts the paths."""

WAYS_PER_ROW = 24
"""So many paths of each row are looked at: enough for every choice of the opening to turn up."""

_DAY = re.compile(r"\b\w{3} \d{1,2} \w{3}\b")

INTRODUCTION = """\
# The texts that stand beside a verdict

This page is generated from `content/deciding/` and kept true by a test; do not edit it by hand.

Each text names the facts it presumes and is shown only where they are known. The share says in
how many of the looked-at recommendations of its situation it is shown: some paths of every row of
the tables, with the answers of the opening run through in turn. What shows in more than a third
is too general to say.
"""


@cache
def shares(situation: Situation) -> tuple[Counter[str], int]:
    """How many recommendations show each text, and how many were looked at."""
    count: Counter[str] = Counter()
    found = list(_looked_at(situation))
    for each in found:
        count.update(set(texts(each)))
    return count, len(found)


def texts(found: Assessment) -> Iterator[str]:
    """The texts beside a verdict, with days taken out."""
    plan = found.plan
    told = [plan.why_then, plan.how, plan.first, *plan.say, *plan.avoid, *plan.meanwhile]
    told += [each.text for each in (*found.supporting, *found.opposing)]
    yield from (_DAY.sub("{day}", text) for text in told if text)


def _looked_at(situation: Situation) -> Iterator[Assessment]:
    by_row: dict[str, list[Way]] = {}
    for way in walked(situation)[0]:
        by_row.setdefault(way.row.id, []).append(way)
    number = 0
    for ways in by_row.values():
        stride = max(1, len(ways) // WAYS_PER_ROW)
        chosen = ways[::stride][:WAYS_PER_ROW]
        for turn in range(WAYS_PER_ROW):
            number += 1
            facts = {**_opening(situation, number), **chosen[turn % len(chosen)].facts}
            found = consider(deciding(), situation, facts, TODAY, look_ahead=0)
            if isinstance(found, Assessment):
                yield found


def _opening(situation: Situation, number: int) -> dict[str, Value]:
    ids = deciding().opening[situation]
    kinds = (AnswerKind.CHOICE, AnswerKind.MANY)
    asked = [deciding().questions[id] for id in ids if deciding().questions[id].kind in kinds]
    return {each.id: _answer(each, crc32(f"{number} {each.id}".encode())) for each in asked}


def _answer(question: Question, number: int) -> Value:
    ids = [choice.id for choice in question.choices]
    if question.kind is AnswerKind.MANY:
        at = number % (2 * len(ids))
        return (ids[at],) if at < len(ids) else ()
    return ids[number % len(ids)]


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    for situation in Situation:
        count, looked_at = shares(situation)
        title = deciding().tables[situation].title
        yield f"## {title} (`{situation.value}`, {looked_at:,} recommendations)\n"
        yield "| share | text |"
        yield "|---|---|"
        for text, number in sorted(count.items(), key=lambda each: (-each[1], each[0])):
            yield f"| {100 * number / looked_at:.1f}% | {text} |"
        yield ""


def stamp(text: str, root: Path = ROOT) -> str:
    """The last line of a page: a fingerprint of what it is made from and of its text."""
    files = sorted(each for pattern in MADE_FROM for each in root.glob(pattern))
    made_from = sha256()
    for each in files:
        content = each.read_bytes().replace(b"\r\n", b"\n")
        name = each.relative_to(root).as_posix()
        made_from.update(f"{name} {len(content)}\n".encode() + content)
    of_text = sha256(text.encode()).hexdigest()
    return f"<!-- made from {made_from.hexdigest()[:16]}, text {of_text[:16]} -->\n"


if __name__ == "__main__":
    made = page()
    PAGE.write_text(made + stamp(made), encoding="utf-8")
