"""What is measured, one function a question. Every figure has its counterpart in a bare app.

Programs run in turn, the bare one beside ours, so that a busy minute meets both.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from tests.terminal.driver import ROOT, Terminal, environment
from tools.bench.world import DRAFT, PERSON

SIZE = (100, 30)
OURS = (sys.executable, "-c", "import sys; from coach.cli import main; sys.exit(main())")
"""What the installed command runs."""
MOST_ROWS = 40
"""Rows of home that are looked at for the open session."""
BARE = (sys.executable, str(ROOT / "tools" / "bench" / "bare.py"))
PLAIN = "import argparse, json, msgspec, tomllib"
HOME_LINE = "Safety page"
"""The last line of home's list."""

_STEP = 0.4
"""A change of step beside a bare start: 60 ms where that takes 150."""
_QUIT = 0.4
"""Quitting beside a bare app, which polls its terminal twice for a tenth of a second."""
_TICK = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: ``value`` beside ``beside`` (both in ``unit``), and what is to be reached.

    ``target`` is the highest ratio to reach, or, where there is no counterpart
    (``beside`` is None), the highest value. None: only told. ``rough`` says that
    a single slow moment decides it, so that few runs prove nothing.
    """

    what: str
    value: float
    unit: str
    beside: float | None = None
    target: float | None = None
    rough: bool = False

    @property
    def measured(self) -> float:
        """The figure that is held against the target."""
        return self.value if self.beside is None else self.value / max(self.beside, 1e-9)

    def within(self, slack: float = 1.0) -> bool:
        """Whether the target is reached, or missed by no more than this factor."""
        return self.target is None or self.measured <= self.target * slack


@contextmanager
def bare(kind: str, home: Path, text: str = "") -> Iterator[Terminal]:
    """A bare app, painted."""
    first = {"static": "ready when", "list": "line 9", "text": text[:20]}[kind]
    command = (*BARE, kind, *((text,) if text else ()))
    with Terminal(command, home=home, size=SIZE) as terminal:
        terminal.until(first)
        yield terminal


@contextmanager
def coach(home: Path, until: str = HOME_LINE) -> Iterator[Terminal]:
    """Our program, painted."""
    with Terminal(OURS, home=home, size=SIZE) as terminal:
        terminal.until(until)
        yield terminal


def starts(empty: Path, full: Path, pairs: int) -> list[Row]:
    """First useful frame, memory on home, and quitting."""
    took: dict[str, list[float]] = {}
    memory: dict[str, list[float]] = {}
    quits: dict[str, list[float]] = {}

    def run(name: str, program: Callable[[], object]) -> None:
        with program() as terminal:  # type: ignore[attr-defined]
            took.setdefault(name, []).append(terminal.seen - terminal.started)
            terminal.settle(0.4)
            memory.setdefault(name, []).append(_resident(terminal.pid))
            quits.setdefault(name, []).append(terminal.quits())

    for number in range(pairs + 1):
        run("bare", lambda: bare("static", empty))
        run("new", lambda: coach(empty))
        run("full", lambda: coach(full))
        run("due", lambda: coach(full, PERSON))
        if number == 0:  # the first run compiles and fills caches
            for figures in (took, memory, quits):
                figures.clear()
    floor = median(took["bare"]) * 1000
    return [
        Row(
            what="first useful frame of home, nothing kept yet",
            value=floor * _paired(took["new"], took["bare"]),
            unit="ms",
            beside=floor,
            target=1.05,
        ),
        Row(
            what="the same with 10,000 decisions",
            value=floor * _paired(took["full"], took["bare"]),
            unit="ms",
            beside=floor * _paired(took["new"], took["bare"]),
            target=1.05,
        ),
        Row(
            what="home with what is open and due, of 10,000",
            value=floor * _paired(took["due"], took["bare"]),
            unit="ms",
            beside=floor,
        ),
        Row(
            what="memory on home, 10,000 decisions",
            value=median(memory["full"]),
            unit="MiB",
            beside=median(memory["bare"]),
            target=1.10,
        ),
        Row(
            what="quitting, all saved",
            value=median(quits["full"]) * 1000,
            unit="ms",
            beside=median(quits["bare"]) * 1000,
            target=_QUIT,
        ),
    ]


def idling(full: Path, seconds: float) -> list[Row]:
    """CPU used while nothing happens, in milliseconds a second."""
    with bare("static", full) as other, coach(full, PERSON) as ours:
        other.settle(1)
        ours.settle(1)
        before = _cpu(other.pid), _cpu(ours.pid)
        time.sleep(seconds)
        used = [
            (_cpu(each.pid) - was) / seconds
            for each, was in zip((other, ours), before, strict=True)
        ]
    return [
        Row(
            what="idle on home, CPU",
            value=used[1],
            unit="ms/s",
            beside=max(used[0], _TICK / seconds),
            target=2.0,
            rough=True,
        )
    ]


def lists(full: Path, strokes: int) -> list[Row]:
    """Moving in home's list and in the journal, beside an OptionList of 100."""
    with bare("list", full) as other, coach(full, PERSON) as ours:
        other.settle()
        ours.settle()
        first = ours.reaction("down")
        down = _in_turn(other, ours, ["down"], ["down"], strokes)
        rows = [
            *_strokes("down in home's list", *down, target=1.0),
            Row(
                what="first key after the start",
                value=first * 1000,
                unit="ms",
                beside=median(down[1]) * 1000,
                target=2.0,
            ),
        ]
        ours.press("f3")
        ours.until("decisions")
        ours.settle()
        rows += _strokes(
            "down in a journal of 10,000",
            *_in_turn(other, ours, ["down"], ["down"], strokes),
            target=1.0,
        )
        for terminal in (other, ours):
            terminal.press("home")
            terminal.settle()
        page = _in_turn(other, ours, _PAGES, _PAGES, strokes // 2)
        rows += _strokes("page down there", *page)
    return rows


def typing(full: Path, strokes: int) -> list[Row]:
    """Typing in a draft of 300 words, checked as one types, beside a bare TextArea."""
    with bare("text", full, DRAFT) as other, coach(full, PERSON) as ours:
        other.settle()
        _to_open_session(ours)
        ours.press("enter")
        ours.until("Your draft")
        ours.settle(0.6)
        letters = list("so that we know where we are ")
        typed = _in_turn(other, ours, letters, letters, strokes, pause=0.0)
        slowly = _in_turn(other, ours, letters, letters, strokes // 3, pause=0.25)
        ours.settle(0.6)
        rows = _strokes("typing in a draft of 300 words", *typed, target=1.2)
        rows += _strokes("typing slowly, each letter checked", *slowly, target=1.2)
    return rows


def _to_open_session(home: Terminal) -> None:
    """Down home's list, past whatever is due today, to the session that is open."""
    for _ in range(MOST_ROWS):
        home.settle()
        if any("›" in line and PERSON in line for line in home.screen().splitlines()):
            return
        home.press("down")
    raise RuntimeError(f"no row of {PERSON} on home:\n{home.screen()}")


def steps(full: Path, times: int) -> list[Row]:
    """From step to step and screen to screen, beside the start of a bare app."""
    taken: dict[str, list[float]] = {}
    starts: list[float] = []
    for _ in range(times):
        with bare("static", full) as other:
            starts.append(other.seen - other.started)
            other.settle()
            floor = _resident(other.pid)
        with coach(full, PERSON) as ours:
            _to_open_session(ours)
            for what, key, sign in _TOUR:
                taken.setdefault(what, []).append(_until(ours, key, sign))
                ours.settle()
            memory = _resident(ours.pid)
    start = median(starts) * 1000
    rows = [
        Row(
            what=what,
            value=start * _paired(took, starts),
            unit="ms",
            beside=start,
            target=None if "first time" in what else _STEP,
        )
        for what, took in taken.items()
    ]
    rows.append(
        Row(
            what="memory after visiting everything",
            value=memory,
            unit="MiB",
            beside=floor,
            target=2.0,
        )
    )
    return rows


_PAGES = ("pagedown", "pageup")
# A lone escape is taken for the beginning of a sequence for a tenth of a second.
_TOUR = (
    ("home to draft, first time", "enter", "Your draft"),
    ("draft to send", "ctrl+n", "Take a last look"),
    ("send to draft", "ctrl+r", "Your draft"),
    ("draft to verdict", "ctrl+r", "Recommendation"),
    ("verdict to the question before", "ctrl+r", "enter to keep it"),
    ("question to verdict", "ctrl+n", "Recommendation"),
    ("verdict to draft", "ctrl+n", "Your draft"),
    ("draft to journal", "f3", "decisions"),
    ("journal to draft, by escape", "escape", "Your draft"),
    ("walk to home, by escape", "escape", HOME_LINE),
)


def opening(full: Path, times: int) -> list[Row]:
    """The journal's first page and long articles, beside the start of a bare app."""
    took: dict[str, list[float]] = {"floor": [], "journal": [], "20": [], "200": []}
    for _ in range(times):
        with bare("static", full) as other:
            took["floor"].append(other.seen - other.started)
        with coach(full, PERSON) as ours:
            ours.settle()
            took["journal"].append(_until(ours, "f3", "decisions"))
        for kilobytes, keys in (("20", ("end", "up")), ("200", ("end",))):
            with coach(full, PERSON) as ours:
                ours.settle()
                ours.press("r")
                ours.until("Library")
                ours.settle()
                ours.press(*keys)
                ours.settle()
                sign = f"Begins the article of {kilobytes} KB"
                took[kilobytes].append(_until(ours, "enter", sign))
    floor = median(took["floor"]) * 1000
    return [
        Row(
            what=what,
            value=floor * _paired(took[name], took["floor"]),
            unit="ms",
            beside=floor,
            target=target,
        )
        for what, name, target in (
            ("journal of 10,000: key to its first page", "journal", 0.6),
            ("article of 20 KB: key to text", "20", 0.5),
            ("article of 200 KB: key to text", "200", 1.5),
        )
    ]


def commands(full: Path, pairs: int) -> list[Row]:
    """Plain commands beside Python with what any of them would import."""
    plain = (sys.executable, "-c", PLAIN)
    said = {
        "coach check": (("check", "--situation", "waiting"), DRAFT),
        "coach due": (("due",), ""),
        "coach read": (("read", "short-no"), ""),
        "coach assess": (("assess", "--situation", "waiting"), "{}"),
    }
    took: dict[str, list[float]] = {name: [] for name in ("floor", *said)}
    for _ in range(pairs):
        took["floor"].append(_run(plain, "", full))
        for name, (argv, stdin) in said.items():
            took[name].append(_run((*OURS, *argv), stdin, full))
    floor = median(took["floor"]) * 1000
    return [
        Row(
            what=name,
            value=floor * _paired(took[name], took["floor"]),
            unit="ms",
            beside=floor,
            target=2.0,
        )
        for name in said
    ]


def _until(terminal: Terminal, key: str, sign: str) -> float:
    begun = time.perf_counter()
    terminal.press(key)
    terminal.until(sign)
    return terminal.seen - begun


def _in_turn(
    other: Terminal,
    ours: Terminal,
    theirs: Sequence[str],
    keys: Sequence[str],
    strokes: int,
    pause: float = 0.02,
) -> tuple[list[float], list[float]]:
    """Reactions to keys of both programs, in turn; the keys go round."""
    both: tuple[list[float], list[float]] = ([], [])
    for number in range(strokes):
        for terminal, several, reactions in ((other, theirs, both[0]), (ours, keys, both[1])):
            reactions.append(terminal.reaction(several[number % len(several)]))
        time.sleep(pause)
    return both


def _strokes(
    what: str, theirs: list[float], ours: list[float], target: float | None = None
) -> list[Row]:
    return [
        Row(
            what=f"{what}, {name}",
            value=of(ours) * 1000,
            unit="ms",
            beside=of(theirs) * 1000,
            target=target,
            rough=name == "p95",
        )
        for name, of in (("median", median), ("p95", _p95))
    ]


def _p95(figures: list[float]) -> float:
    return quantiles(figures, n=20)[-1]


def _paired(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios, run by run: busy minutes fall out."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def _resident(pid: int) -> float:
    """Memory in MiB; that of processes it started is not counted."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _cpu(pid: int) -> float:
    """CPU used so far, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK


def _run(command: Sequence[str], stdin: str, home: Path) -> float:
    begun = time.perf_counter()
    with suppress(subprocess.TimeoutExpired):
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=environment(home, {}),
            cwd=ROOT,
        )
        taken = time.perf_counter() - begun
        if "Traceback" in done.stderr:
            raise RuntimeError(done.stderr)
        return taken
    return 60.0
