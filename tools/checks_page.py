"""Write ``docs/checks.md`` from the checks and the figures: ``python -m tools.checks_page``."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coach.content.check_files import CheckPage, Written, load, pages
from coach.content.shipped_content import shipped
from coach.review.checks import RuleKind
from tools.corpus import CLEAN, FAULTS, FOLDER, Line, lines

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
FIGURES = FOLDER / "figures.toml"

HEAD = """# The checks on words

This page is written by `python -m tools.checks_page` from `content/checks/`, the labelled corpus in
`content/corpus/` and the figures measured with `python -m tools.measure`; a test fails when it is
out of date. Do not edit it by hand.

`coach check` and the draft step judge a message for the situation it is sent in: the apology a
repair needs is the fault a refusal has. A draft is **ready** when it has words, no `stop`, and no
`fix` that is not kept on purpose. `consider` never stands in the way.

## How it judges

Most faults are **learnt**. Many people wrote sentences as they are written at work, half of them
faulty, half of them fine; a linear model over runs of words and of letters learnt to tell them
apart. It is a table of text, `content/model/words.tsv`: one feature a line with what it weighs for
each fault. The words shown are those that weigh most. A fault is mended by adding sentences to
`content/corpus` and training again (`python -m tools.train`), never by a phrase in a list.

How surely decides between `fix` and `consider`. A single phrase has to resemble the fault closely;
in a whole message a quarter of the way is enough, where the sentence resembles faulty ones at all.

A few faults are decided by the **build** of the whole message: its subject and length, capitals, a
third question, and what it lacks (a question, a no, the silence named, what happens now). What it
lacks is judged by what its sentences do, and on whole messages only: a text with a subject line, a
sign-off, a greeting on a line of its own, five sentences, or sixty words; in a chat eight words.
Plain threats (of harm, of the law, to expose somebody) and "sorry if" are told by their wording.

## What is not seen

- Other languages. A paragraph that is not English is named and left alone; a message mostly in
  another language is "not checked", never "ready".
- Lines that begin with `>`, forwarded originals, what stands below "On Monday Ann wrote:" or below
  the "From:" and "Sent:" of an earlier message, and what stands below a `-- ` line.
- Whether what is said is true, wise or lawful; names, dates and sums; spelling and grammar.
- What only the history of the two of you makes a barb. Dry irony in plain words is missed more
  often than it is caught: see passive_aggressive below.
"""

WRITING = """
## Adding to the corpus

One file a writer's voice in `content/corpus/lines`, four columns parted by tabs: label, situation,
what the sentence does (or `-`), and the sentence. Write the look-alikes too: for each faulty line
one that shares its words and is fine. Then `python -m tools.train --thresholds`, and
`python -m tools.checks_page`. Measure by leaving whole writers out, never by leaving out lines.
"""


def page() -> str:
    """The whole page."""
    folder = shipped() / "checks"
    some = lines()
    parts = [HEAD, *_figures(), WRITING, "## The faults\n"]
    for each in pages(folder):
        parts += _fault(each, some)
    return "\n".join(parts).rstrip() + "\n"


def _figures() -> Iterator[str]:
    """The figures as they were last measured."""
    if FIGURES.exists():
        found = tomllib.loads(FIGURES.read_text(encoding="utf-8"))
        for part in found["parts"]:
            yield f"## {part['title']}\n\n{part['text'].strip()}\n"


def _fault(each: CheckPage, some: list[Line]) -> Iterator[str]:
    yield f"### {each.title} (`{each.fault}`)\n"
    yield f"{each.about}\n"
    for written in each.rules:
        yield from _rule(written, each.why)
    yield from _examples("Told", each.bad)
    yield from _examples("Left alone", each.good)
    counts = Counter(line.label for line in some)
    if each.fault in FAULTS:
        yield f"Learnt from {counts[each.fault]} sentences, and {counts[CLEAN]} that are fine.\n"


def _rule(rule: Written, page_why: str) -> Iterator[str]:
    where = ", ".join(rule.situations)
    only = f"; decided: {', '.join(rule.verdicts)}" if rule.verdicts else ""
    unless = f"; not when decided: {', '.join(rule.never)}" if rule.never else ""
    matters = [*rule.matters, *(f"not {each}" for each in rule.not_matters)]
    about = f"; awaited: {', '.join(matters)}" if matters else ""
    through = f"; by {', '.join(rule.channels)}" if rule.channels else ""
    weight = f"{rule.severity} or consider" if rule.kind is RuleKind.LEARNT else rule.severity
    yield f"**`{rule.id}`** ({rule.kind}; {weight}; {where}{only}{unless}{about}{through})\n"
    if rule.message:
        why = rule.why or page_why
        yield f"{rule.message} Why: [{why}]({_link(why)})\n"
    if rule.duty:
        yield f"In the checklist: {rule.duty}.\n"


def _examples(name: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"{name}:\n"
        yield from (
            f"- {' / '.join(each.split(chr(10) + chr(10)))}".replace("\n", " ") for each in texts
        )
        yield ""


def _link(why: str) -> str:
    slug, _, anchor = why.partition("#")
    return f"../content/articles/{slug}.md#{anchor}"


if __name__ == "__main__":
    load(shipped() / "checks")
    PAGE.write_text(page(), encoding="utf-8")
