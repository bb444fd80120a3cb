"""Write ``docs/checks.md`` from the checks and the corpus: ``python -m tools.checks_page``."""

from collections.abc import Iterator
from pathlib import Path

from coach.content.check_files import CheckPage, load, pages
from coach.content.shipped_content import shipped
from coach.review.checks import Rule
from tests.corpus.__main__ import table
from tests.corpus.scoring import Half, drafts, held_out, phrases, score

LINE, PARAGRAPH = "\n", "\n\n"
PAGE = Path(__file__).parents[1] / "docs" / "checks.md"

HEAD = """# The checks on words

This page is written by `python -m tools.checks_page` from `content/checks/` and the labelled corpus
in `tests/corpus/`; a test fails when it is out of date. Do not edit it by hand.

`coach check` and the draft step judge a message for the situation it is sent in. The apology a
repair needs is the fault a refusal has, so every rule says where it applies. A draft is **ready**
when it has words, no `stop`, and no `fix` that is not kept on purpose. `consider` never stands in
the way.

## What counts as a whole message

Some faults are about what is missing. They are judged on whole messages: a text with a subject
line, a sign-off, a greeting on a line of its own, five sentences, or sixty words. A phrase on its
own is held to them only when it hints at what it leaves out ("I hope to hear from you").

## What is not checked

- English only. A paragraph in another language is named and left alone.
- Lines that begin with `>`, forwarded originals, what stands below a `-- ` line, and words in
  quotation marks.
- Whether what is said is true, wise or lawful; names, dates and sums; spelling and grammar.
- Irony that uses no telling turn of phrase. A fault put in words nobody has listed is missed.

## How right they are

The corpus was written for this project and labelled by hand. It is split by a fixed rule (the
parity of the first byte of each text's SHA-256). Rules are written against one half; these figures
are from the other. Precision counts marks on clean phrases as wrong.
"""

LATER = """
The figures above flatter: the rules have since seen every kind of phrase in that half. What
counts is the first try on a **blind set**, written by somebody who had seen neither the rules nor
the corpus, before anything was mended for it. Sets three and four came while the frames were being
widened, and show what that was worth; a set is kept and held to the bounds afterwards.

| blind set | rules | right fault, first try | clean ones marked | ready or not right |
|---|---|---|---|---|
| one | before frames | 85 of 102 (83 %) | 3 of 50 (6 %) | 27 of 30 |
| two | before frames | 84 of 102 (82 %) | 5 of 50 (10 %) | 27 of 30 |
| two | frames from set one alone | 91 of 102 (89 %) | 5 of 50 (10 %) | 26 of 30 |
| three, formal | before frames | 73 of 102 (72 %) | 3 of 50 (6 %) | 29 of 30 |
| three, formal | frames | 79 of 102 (77 %) | 2 of 50 (4 %) | 27 of 30 |
| four, half hard faults | before frames | 85 of 115 (74 %) | 3 of 50 (6 %) | 28 of 30 |
| four, half hard faults | frames, wider | 98 of 115 (85 %) | 2 of 50 (4 %) | 29 of 30 |
| five | frames, wider | 83 of 102 (81 %) | 1 of 50 (2 %) | 28 of 30 |
| six | frames, wider | 96 of 102 (94 %) | 4 of 50 (8 %) | 30 of 30 |
"""

HELD = """
So two more sets were **held out**: no rule was written or mended for them, and nobody has read what
is missed in them. This is what to expect of words the checks have not met:
"""

PROBES = """
Probes are harder still: phrases of the hardest faults, picked by somebody who knew the rules so as
to escape them. At first try 86 of 187, 67 of 136, 41 of 119, 41 of 82, 28 of 63 and 51 of 74 were
named rightly; of clean sentences picked to sit close to a fault 12 of 125, 7 of 91, 5 of 88, 9 of
67, 2 of 26 and 6 of 45 were marked.

By fault, on the first try at sets three and four: blame, threats and early thanks were found in
38 of 48 phrases, revenge in 12 of 16, hurt as a lever in 10 of 16, polite blades in 7 of 16, all
other faults in 110 of 121. Sarcasm has no fixed words. A draft can be unkind and still pass: the
checks know turns of phrase, and reading it aloud once more does the rest.

Two other ways were measured and left. Word weights learned from the corpus, at one false alarm in
two hundred for each fault, found as many of the hardest phrases of set three as the frames did (20
of 36), but could not say why. And dropping every line that others cover in the corpus made the
files a quarter shorter and cost 3 to 10 points on sets held back; narrow old lines that nothing
needed were dropped, which cost 1 phrase in 421.
"""

WRITING = """
## Writing a check

One TOML file a fault, its patterns one a line. The pattern language stands at the top of
`coach/domain/patterns.py`; shared lists are in `lists.toml`. Words are matched in a plain form:
lower case, contractions opened, commas dropped. A pattern cannot run away, because it has no way
to say "any number of".

Write for the act, not for the words: first the frame (who does what to whom: "after all that *I did
for you*, *you do not even*"), then word classes in its places, wide in tense and synonym, then the
innocent twin it must leave alone (`unless`). Before it goes in, think of ten new phrases it should
catch and ten it must not; the probes in `tests/corpus` are such lists.
"""


def page() -> str:
    """The whole page."""
    folder = shipped() / "checks"
    rules = {each.id: each for each in load(folder, examples=True)}
    unseen = score(
        tuple(rules.values()),
        [each for each in phrases() if Half.of(each.text) is Half.UNSEEN],
        [each for each in drafts() if Half.of(each.text) is Half.UNSEEN],
    )
    held = score(tuple(rules.values()), *held_out())
    parts = [HEAD, table(unseen), LATER, HELD, table(held), PROBES, WRITING, "## The faults\n"]
    for each in pages(folder):
        parts += _fault(each, rules)
    return "\n".join(parts).rstrip() + "\n"


def _fault(each: CheckPage, rules: dict[str, Rule]) -> Iterator[str]:
    yield f"### {each.title} (`{each.fault}`)\n"
    yield f"{each.about}\n"
    for written in each.rules:
        yield from _rule(rules[written.id])


def _rule(rule: Rule) -> Iterator[str]:
    where = ", ".join(sorted(rule.situations))
    only = f"; decided: {', '.join(sorted(rule.verdicts))}" if rule.verdicts else ""
    unless = f"; not when decided: {', '.join(sorted(rule.never))}" if rule.never else ""
    through = f"; by {', '.join(sorted(rule.channels))}" if rule.channels else ""
    yield f"**`{rule.id}`** ({rule.severity}; {where}{only}{unless}{through})\n"
    if rule.message:
        yield f"{rule.message} Why: [{rule.why}]({_link(rule.why)})\n"
    if rule.duty:
        yield f"In the checklist: {rule.duty}.\n"
    yield from _examples("Bad", rule.bad)
    yield from _examples("Good", rule.good)


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
    PAGE.write_text(page(), encoding="utf-8")
