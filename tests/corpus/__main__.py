"""Print how right the checks are: ``python -m tests.corpus [seen|unseen] [--misses]``.

Misses can be listed for the seen half only: nobody writes rules against the other.
"""

import argparse
from pathlib import Path

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from tests.corpus.scoring import CLEAN, Half, Score, drafts, phrases, score


def table(result: Score) -> str:
    """The figures as a Markdown table."""
    rows = ["| fault | phrases | precision | recall |", "|---|---|---|---|"]
    rows += [
        f"| {name} | {each.phrases} | {each.precision:.0%} | {each.recall:.0%} |"
        for name, each in sorted(result.faults.items())
        if name != CLEAN
    ]
    faulty = sum(each.phrases for each in result.faults.values())
    return "\n".join(
        [
            *rows,
            "",
            f"{faulty} faulty phrases: {result.recall:.1%} got the right fault.",
            f"{result.clean} clean phrases: {result.alarms:.1%} got any.",
            f"{result.drafts} whole drafts: ready or not was right for {result.ready:.1%}.",
        ]
    )


def main() -> None:
    """Score one half and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("half", nargs="?", choices=[each.value for each in Half], default="unseen")
    parser.add_argument("--misses", action="store_true", help="list what went wrong (seen only)")
    parser.add_argument("--phrases", type=Path, help="another file of phrases, taken whole")
    parser.add_argument("--drafts", type=Path, help="another file of whole drafts, taken whole")
    args = parser.parse_args()
    rules = load(shipped() / "checks")
    other = bool(args.phrases or args.drafts)
    if other:
        result = score(
            rules,
            phrases(args.phrases) if args.phrases else [],
            drafts(args.drafts) if args.drafts else [],
        )
    else:
        half = Half(args.half)
        result = score(
            rules,
            [each for each in phrases() if Half.of(each.text) is half],
            [each for each in drafts() if Half.of(each.text) is half],
        )
    print(table(result))
    if args.misses and (other or args.half == Half.SEEN):
        missed = [f"{name}: {text}" for name, each in result.faults.items() for text in each.missed]
        print("\nMISSED\n" + "\n".join(missed))
        print("\nFLAGGED\n" + "\n".join(result.flagged))
        print("\nREADY OR NOT\n" + "\n".join(result.wrong))


if __name__ == "__main__":
    main()
