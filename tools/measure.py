"""Measure the judge and write the figures into the corpus: ``python -m tools.measure``.

Writers the corpus was learnt from are judged by a model that saw nothing of theirs. With
``--held FOLDER`` (files as in ``content/corpus/lines`` and ``drafts``) the shipped model
judges people nobody learnt from, and only their figures are written anew. Then
``python -m tools.checks_page``.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.review.checks import Checks
from coach.review.model import Model
from coach.vocabulary import Situation
from tests.corpus.scoring import Score, score
from tests.review.checker import Checker
from tools.corpus import FAULTS, Line, Whole, lines, quarters, table, whole_messages, wholes
from tools.train import MAIL, fit, mail, read_thresholds, text

FIGURES = Path(__file__).parents[1] / "content" / "corpus" / "figures.toml"


def crosswise() -> Iterator[tuple[Checks, list[Line], list[Whole]]]:
    """For each quarter of the writers: checks that learnt nothing from them, and their work."""
    some, whole, scales = lines(), wholes(), read_thresholds()
    rules = load(shipped() / "checks").rules
    written = [each for each in some if each.roles is not None]
    for writers in quarters(each.writer for each in (*some, *whole)):
        learnt = text(fit([each for each in some if each.writer not in writers]), scales)
        theirs = [each for each in written if each.writer in writers]
        messages = [each for each in whole if each.writer in writers]
        yield Checks(rules, Model(learnt.encode())), theirs, messages


def held(folder: Path) -> tuple[list[Line], list[Whole]]:
    """Lines and messages by people nobody learnt from."""
    some = [each for path in sorted(folder.rglob("*.tsv")) for each in table(path)]
    return some, [each for path in sorted(folder.rglob("*.jsonl")) for each in whole_messages(path)]


def added(scores: Sequence[Score]) -> Score:
    """Several scores as one."""
    out = Score()
    for each in scores:
        for name in Score.__slots__:
            mine, theirs = getattr(out, name), getattr(each, name)
            setattr(out, name, mine + theirs)
    return out


def summary(found: Score, writers: int) -> str:
    """The main figures, and a row for each fault."""
    told = sum(found.told.values()) / max(1, sum(found.total.values()))
    rows = [
        f"{sum(found.total.values())} faulty and {found.clean} clean lines,"
        f" {found.messages} whole messages, by {writers} writers.",
        "",
        "| | |",
        "|---|---|",
        f"| faulty lines that got the right fault | {found.recall:.1%} |",
        f"| faulty lines that got any | {told:.1%} |",
        f"| clean lines that got any, half of them look-alikes | {found.alarms:.1%} |",
        f"| clean lines that got a `fix` or `stop` | {found.fixed / max(1, found.clean):.1%} |",
    ]
    if found.messages:
        rows += [
            f"| messages rightly called ready or not | {found.ready:.1%} |",
            f"| good messages called not ready | {found.blamed} of {found.good} |",
        ]
    rows += ["", "| fault | lines | right | clean lines told it |", "|---|---|---|---|"]
    rows += [
        f"| {fault} | {found.total[fault]} | {found.right[fault] / found.total[fault]:.0%}"
        f" | {found.false[fault]} |"
        for fault in FAULTS
        if found.total[fault]
    ]
    return "\n".join(rows)


def confusion(found: Score) -> str:
    """Which fault was told in place of which, the commonest first."""
    rows = ["| written as | told as | lines |", "|---|---|---|"]
    rows += [f"| {true} | {told} | {n} |" for (true, told), n in found.confused.most_common(15)]
    return "\n".join(rows)


def real_mail(checks: Checks) -> str:
    """How often sentences of real business mail are told a fault, questions apart."""
    found = score(checks, mail(1))
    rows = ["| fault | sentences |", "|---|---|"]
    rows += [f"| {fault} | {n} |" for fault, n in found.false.most_common(8)]
    return (
        f"Of {found.clean} sentences {100 * found.fixed / found.clean:.1f} in 100 got a `fix` and"
        f" {100 * found.flagged / found.clean:.1f} in 100 got any mark. Nothing of this mail was"
        " learnt from; the other half of it helped to set the thresholds."
        f" {_told_outright(checks)}\n\n" + "\n".join(rows)
    )


def _told_outright(checks: Checks) -> str:
    """How many whole messages of real mail are told a learnt fault outright."""
    texts = [
        json.loads(each)["text"] for path in MAIL.glob("messages*.jsonl") for each in _rows(path)
    ]
    checker = Checker(checks)
    told = sum(
        any(each.blocks and each.fault in FAULTS for each in found.findings)
        for found in (checker.check(each, situation=Situation.WAITING) for each in texts)
    )
    return f"Of {len(texts)} whole messages {told} got a `fix` for a sentence."


def _rows(path: Path) -> list[str]:
    """The messages of one file that set no thresholds."""
    return path.read_text(encoding="utf-8").splitlines()[1::2]


def _of_held(checks: Checks, folder: Path) -> dict[str, str]:
    some, whole = held(folder)
    found = score(checks, some, whole)
    return {
        "Held-out writers": summary(found, len({each.writer for each in (*some, *whole)})),
        "What is taken for what, held-out writers": confusion(found),
    }


def _of_known(checks: Checks) -> dict[str, str]:
    together, hands = Score(), set()
    for others, some, whole in crosswise():
        together = added([together, score(others, some, whole)])
        hands |= {each.writer for each in (*some, *whole)}
    parts = {
        "Leaving a quarter of the writers out in turn": summary(together, len(hands)),
        "What is taken for what": confusion(together),
    }
    return {**parts, "Real mail": real_mail(checks)} if mail(1) else parts


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m tools.measure", description=__doc__)
    parser.add_argument("--held", type=Path, help="a folder of held-out writers")
    args = parser.parse_args()
    checks = load(shipped() / "checks")
    known = tomllib.loads(FIGURES.read_text(encoding="utf-8"))["parts"]
    parts = {each["title"]: each["text"].strip() for each in known}
    parts |= _of_held(checks, args.held) if args.held else _of_known(checks)
    written = "".join(
        f"\n[[parts]]\ntitle = {json.dumps(title)}\ntext = '''\n{said}\n'''\n"
        for title, said in parts.items()
    )
    FIGURES.write_text("# Written by `python -m tools.measure`.\n" + written, encoding="utf-8")
    print("\n\n".join(f"{title}\n{said}" for title, said in parts.items()))


if __name__ == "__main__":
    main()
