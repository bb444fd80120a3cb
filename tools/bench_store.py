"""What a journal of many decisions costs: `python -m tools.bench_store [--decisions 10000]`.

Every figure is the median of a few runs in one process, in milliseconds; beside
it stands the time of a plain loop, so that two machines can be compared.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from coach.journal.decisions import Decision, Note
from coach.store.journal_file import FILE
from coach.store.journal_store import TinyJournal, open_journal
from coach.vocabulary import Outcome
from tests.store.samples import NOON, decision, open_session


def big_journal(path: Path, decisions: int) -> None:
    """Write a journal with this many decisions of about 3 KB, most of them ended."""

    def one(number: int) -> Decision:
        ended = (Note(at=NOON, outcome=Outcome.REPLIED),) if number % 100 else ()
        return decision(number, id=f"d{number:06}", notes=ended)

    journal = TinyJournal(path)
    journal.record_all([one(number) for number in range(decisions)])
    journal.close()


def measured(what: str, run: Callable[[], object], unit: float, times: int = 7) -> None:
    """Print one row: median wall and CPU milliseconds, and the wall time in plain loops."""
    walls, cpus = [], []
    for _ in range(times):
        cpu, wall = time.process_time(), time.perf_counter()
        run()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    wall, cpu = sorted(walls)[times // 2], sorted(cpus)[times // 2]
    print(f"{what:44} {wall * 1e3:8.2f} {cpu * 1e3:8.2f} {wall / unit:8.2f}")


def plain_loop() -> float:
    """How long this machine takes for a fixed piece of Python, in seconds."""
    started = time.perf_counter()
    sum(number * number for number in range(200_000))
    return time.perf_counter() - started


def rows(folder: Path, decisions: int) -> None:
    """Measure and print every row."""
    path = folder / FILE
    big_journal(path, decisions)
    size = path.stat().st_size
    print(f"{decisions} decisions, {size / 1e6:.1f} MB, {size / max(1, decisions):.0f} bytes each")
    unit = sorted(plain_loop() for _ in range(9))[4]
    print(f"{'':44} {'wall ms':>8} {'cpu ms':>8} {'loops':>8}")

    def fresh() -> TinyJournal:
        journal = open_journal(folder)
        journal.notices()
        return journal

    def opened() -> TinyJournal:
        journal = fresh()
        journal.sessions()
        return journal

    measured("glance, as home needs it", lambda: fresh().glance(date.today()), unit)
    measured("open, for the sessions", opened, unit)
    measured("open and list all decisions", lambda: fresh().summaries(), unit)
    measured("open, then glance", lambda: opened().glance(date.today()), unit)
    journal = opened()
    measured("one decision, whole", lambda: journal.decision("d000009"), unit)
    numbers = iter(range(10**6))
    measured("save a session", lambda: journal.keep(open_session(next(numbers) % 3)), unit, 30)
    measured("record a decision", lambda: journal.record(decision(10**6 + next(numbers))), unit)
    measured("list again after that", journal.summaries, unit)
    measured("texts of all, for searching", lambda: sum(1 for _ in journal.texts()), unit, 3)
    touched = open_session(1, touched=open_session(1).touched + timedelta(days=1))

    def close() -> None:
        journal = opened()
        journal.keep(touched)
        journal.close()

    measured("open, save, close", close, unit, 3)


def main() -> int:
    """Run the benchmark on a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--decisions", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows(Path(folder), arguments.decisions)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
