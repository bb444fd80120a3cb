"""How fast the program is, beside a bare Textual app: `python -m tools.bench [--short]`.

Everything is driven in a real pseudo-terminal, the two in turn. ``--short`` takes
less than a minute and fails (exit status 1) only when something is three times
worse than it should be, for use on busy machines. Linux only.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.bench import measures
from tools.bench.measures import Row
from tools.bench.world import prepare

GROSS = 3.0
"""How many times over its target a figure is taken for a fault and not for noise."""


def main() -> int:
    """Measure, print a table, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="few runs; fail on gross slowness")
    parser.add_argument("--only", metavar="NAME", help="one part: starts, lists, typing, ...")
    args = parser.parse_args()
    if not sys.platform.startswith("linux"):
        print("This reads /proc, and so runs on Linux only.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty"), Path(folder, "full")
        empty.mkdir()
        prepare(full / "coach", 1_000 if args.short else 10_000)
        broken, rows = [], []
        for name, part in _parts(empty, full, args).items():
            try:
                rows += _shown(part())
            except AssertionError as error:  # a screen that was waited for never came
                print(f"✗ {name}: {error}", flush=True)
                broken.append(name)
    missed = [row for row in rows if not row.within()]
    gross = [row for row in rows if not row.rough and not row.within(GROSS)]
    print(f"\n{len(rows)} figures, {len(missed)} over target.")
    for row in gross:
        print(f"Over {GROSS:g} times its target: {row.what}")
    return 1 if broken or (args.short and gross) else 0


def _parts(empty: Path, full: Path, args: argparse.Namespace) -> dict[str, Callable[[], list[Row]]]:
    few = args.short
    parts: dict[str, Callable[[], list[Row]]] = {
        "starts": lambda: measures.starts(empty, full, 3 if few else 25),
        "idling": lambda: measures.idling(full, 2 if few else 10),
        "lists": lambda: measures.lists(full, 20 if few else 100),
        "typing": lambda: measures.typing(full, 30 if few else 150),
        "steps": lambda: measures.steps(full, 1 if few else 5),
        "opening": lambda: measures.opening(full, 1 if few else 7),
        "commands": lambda: measures.commands(full, 3 if few else 15),
    }
    return {name: part for name, part in parts.items() if args.only in (None, name)}


def _shown(rows: list[Row]) -> list[Row]:
    for row in rows:
        print(_line(row), flush=True)
    return rows


def _line(row: Row) -> str:
    mark = " " if row.target is None else "✓" if row.within() else "✗"
    beside = f"{row.beside:8.1f}" if row.beside is not None else " " * 8
    ratio = f"{row.measured:6.2f} x" if row.beside is not None else " " * 8
    limit = f"at most {row.target:g}" if row.target is not None else ""
    return f"{mark} {row.what:48} {row.value:8.1f} {row.unit:5} {beside} {ratio}  {limit}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main())
