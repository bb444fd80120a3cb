"""Plays random keys, pauses, pastes and resizes through the real program until something breaks.

    python -m tools.fuzz --events 50000          in one process, without a terminal: for breadth
    python -m tools.fuzz --events 2000 --pty     in a real pseudo-terminal: for truth
    python -m tools.fuzz --seed 17 --shrink      one run again, cut down to what still breaks it

Each run of ``--run`` events has a seed of its own and a fresh home with a few decisions and an
open session. The events depend on nothing but the seed. Several arrive between two looks at
the screen, as fast fingers send them. A traceback ends its run; with ``--shrink`` its
events are then left out, as many as may be, while the same exception comes.
A run that takes longer than ``LONGEST`` tells where it stands and ends the whole.
The exit status is 1 where anything broke.
"""

import argparse
import asyncio
import faulthandler
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.geometry import Size

from coach import cli
from coach.ui.app import CoachApp
from tests.journeys.driver import PaperClipboard, PaperEditor, PaperOpener
from tests.terminal.driver import Terminal
from tests.ui.past import decided, remember

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
SIZES = ((80, 24), (120, 40), (50, 15), (40, 10), (200, 60), (1, 1), (79, 15))
_OFTEN = ("enter", "ctrl+n", "down", "up", "1", "2", "3", "tab", "escape", "space")
_SOME = (
    *("ctrl+r", "f1", "f2", "f3", "f4", "f5", "f8", "f9", "shift+f8", "shift+tab", "left"),
    *("right", "home", "end", "pageup", "pagedown", "backspace", "delete", "ctrl+o", "ctrl+t"),
    *("ctrl+l", "ctrl+f", "ctrl+g", "ctrl+p", "ctrl+z", "ctrl+y", "ctrl+a", "ctrl+k"),
    *"abcdefghijklmnopqrstuvwxyzDGNO0456789/.!?",
)
_RARE = ("ctrl+q", "ctrl+c", "ctrl+x", "ctrl+w", "ctrl+u", "ctrl+d", "ctrl+e")
_WORDS = (
    *("Ana", "the invoice", "9 days ago", "yesterday", "tomorrow", "12 nov", "1 jan 1900", "0"),
    *("99999", "2026-11-12", "early next week", "31 feb", "I am so sorry, sorry!!", "because"),
)
_PASTES = (
    *("Hi Ana,\n\nany news?\n\nBest\nKim", "a\nb\nc", "", "\x1b[31mred\x1b[0m", "[b]x[/b]"),
    *("漢字 שלום \u202e e\u0301", "x" * 5000, "\n" * 50, '"' * 200, "sorry " * 100),
)

LONGEST = 300
"""Seconds after which a run of events is taken for one that never ends."""

_PAUSES = ("0", "0.01", "0.05", "0.1", "0.3", "0.35")
_SINGLE = {
    "often": [("key", each) for each in _OFTEN],
    "some": [("key", each) for each in _SOME],
    "rare": [("key", each) for each in _RARE],
    "paste": [("paste", each) for each in _PASTES],
    "pause": [("pause", each) for each in _PAUSES],
}
_KINDS = {"often": 30, "some": 25, "words": 10, "walk": 6, "paste": 3, "resize": 2} | {
    "pause": 6,
    "held": 3,
    "rare": 0.3,
}
"""Kinds of bursts and how often each comes."""
_SETTLED = 0.7
"""How often typed words are sent off."""


class Event(NamedTuple):
    """Something a person does: ``kind`` is key, paste, resize or pause; ``what`` says which."""

    kind: str
    what: str


class Broken(NamedTuple):
    """What ended a run: the exception's name and place, the whole of it, the events till then."""

    name: str
    told: str
    played: int


def plan(seed: int, count: int) -> list[Event]:
    """The events of one run; the same for the same seed."""
    chance = random.Random(seed)
    found: list[Event] = []
    while len(found) < count:
        found += _burst(chance)
    return found[:count]


def _burst(chance: random.Random) -> Iterator[Event]:
    """A few events that belong together: keys alone seldom come far."""
    kind = chance.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
    match kind:
        case "words":
            yield from (Event("key", each) for each in chance.choice(_WORDS))
            if chance.random() < _SETTLED:
                yield Event("pause", chance.choice(("0", "0.25", "0.3", "0.35")))
                yield Event("key", chance.choice(("enter", "ctrl+n")))
        case "walk":
            for _ in range(chance.randrange(4, 25)):
                yield Event("key", chance.choice(("1", "2", "3", "enter", "ctrl+n", "ctrl+n")))
        case "held":
            key = chance.choice((*_OFTEN, "ctrl+r", "d", "u", "f2"))
            yield from [Event("key", key)] * chance.randrange(3, 12)
        case "resize":
            yield Event("resize", "x".join(map(str, chance.choice(SIZES))))
        case _:
            yield Event(*chance.choice(_SINGLE[kind]))


# -- in one process -------------------------------------------------------------------


def play(seed: int, script: Sequence[Event]) -> Broken | None:
    """Play these events on a fresh home; what broke, if anything did."""
    with tempfile.TemporaryDirectory() as home:
        before = os.environ.get("COACH_HOME")
        os.environ |= {"COACH_HOME": f"{home}/coach", "TZ": "UTC"}
        try:
            _furnish()
            return asyncio.run(_in_time(seed, script))
        finally:
            os.environ.pop("COACH_HOME")
            os.environ |= {"COACH_HOME": before} if before else {}


def _furnish() -> None:
    """A past to look back on."""
    people = ("Mara Lindqvist", "Ana", "Jo", "")
    remember([decided(f"d{n}", days=n * 4 + 1, person=people[n % 4]) for n in range(9)])


async def _in_time(seed: int, script: Sequence[Event]) -> Broken | None:
    """The sittings; of a run that never ends, where each of its tasks waits."""
    sittings = asyncio.ensure_future(_sittings(seed, script))
    done, _ = await asyncio.wait({sittings}, timeout=LONGEST)
    if done:
        return sittings.result()
    told = StringIO()
    for task in asyncio.all_tasks():
        task.print_stack(file=told)
    return Broken("a run that never ends", told.getvalue(), len(script))


async def _sittings(seed: int, script: Sequence[Event]) -> Broken | None:
    """As many sittings as the events quit; each begins where the last one stopped."""
    chance, at = random.Random(seed), 0
    while at < len(script):
        begun = at
        services = replace(
            cli.services(),
            clipboard=PaperClipboard(),
            opener=lambda: PaperOpener(),
            editor=lambda: PaperEditor(),
        )
        app = CoachApp(services)
        try:
            async with app.run_test(size=(80, 24), notifications=True):
                while at < len(script) and app.is_running and not app._exit:
                    await _do(app, script[at], chance)
                    at += 1
                await _idle(app)
        except Exception as error:
            return Broken(_place(error), "".join(traceback.format_exception(error)), at)
        finally:
            services.journal().close()
        if at == begun:
            return Broken("no way in", "the program ended before the first event", at)
    return None


async def _do(app: CoachApp, event: Event, chance: random.Random) -> None:
    """One event; the program gets a turn, or a few, or rests, as chance will have it."""
    driver = app._driver
    assert driver is not None
    match event:
        case Event("key", key):
            name = key if len(key) > 1 or key.isalnum() else _SIGNS.get(key, key)
            said = key if len(key) == 1 else " " if key == "space" else None
            sent = events.Key(name, said)
            sent.set_sender(app)
            driver.send_message(sent)
        case Event("paste", text):
            app.post_message(events.Paste(text))
        case Event("resize", size):
            width, height = map(int, size.split("x"))
            driver._size = (width, height)
            app.post_message(events.Resize(Size(width, height), Size(width, height)))
        case Event("pause", seconds):
            await asyncio.sleep(float(seconds))
    for _ in range(chance.choice((0, 0, 1, 3, 10))):
        await asyncio.sleep(0)
    if chance.random() < 0.3:
        await asyncio.sleep(0.005)


_SIGNS = {" ": "space", "/": "slash", ".": "full_stop", "!": "exclamation_mark"} | {
    "?": "question_mark",
    "-": "minus",
}


async def _idle(app: CoachApp) -> None:
    for _ in range(20):
        await asyncio.sleep(0.01)


def _place(error: BaseException) -> str:
    """The exception's name and where in the program it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        each
        for each in frames
        if "/coach/" in each.filename and "site-packages" not in each.filename
    ]
    at = ours[-1] if ours else frames[-1]
    return f"{type(error).__name__} in {Path(at.filename).name}:{at.name}"


# -- in a real terminal ---------------------------------------------------------------


def play_in_terminal(seed: int, script: Sequence[Event]) -> Broken | None:
    """The same in a pseudo-terminal: no traceback, and the terminal as it was afterwards."""
    chance, at = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        while at < len(script):
            with Terminal(home=home) as terminal:
                terminal.until("Follow-up coach")
                with suppress(OSError):  # it was quit between two keys
                    while at < len(script) and not terminal._ended:
                        _press(terminal, script[at], chance)
                        at += 1
                broken = _left(terminal, at)
                if broken:
                    return broken
    return None


def _press(terminal: Terminal, event: Event, chance: random.Random) -> None:
    match event:
        case Event("key", key):
            with suppress(ValueError):  # a key the driver has no sequence for
                terminal.press(key)
        case Event("paste", text):
            terminal.paste(text.replace("\x1b", ""))
        case Event("resize", size):
            width, height = map(int, size.split("x"))
            terminal.resize(max(width, 20), max(height, 5))
        case Event("pause", seconds):
            terminal._read(float(seconds))
    terminal._read(chance.choice((0.0, 0.0, 0.005)))


def _left(terminal: Terminal, at: int) -> Broken | None:
    """What stands against how the program ended, or ends now."""
    shown = terminal.settle(quiet=0.5)
    if not terminal._ended:
        terminal.resize(80, 24)
        try:
            terminal.quits()
        except AssertionError as still:
            return Broken("it does not leave", str(still), at)
    status = terminal.wait()
    shown = f"{shown}\n{terminal.screen()}"
    left = terminal.left_behind()
    if status or left or "Traceback" in shown or "Something broke" in shown:
        return Broken(f"status {status}, left behind {sorted(left)}", shown, at)
    return None


# -- cutting down ---------------------------------------------------------------------


def shrunk(seed: int, script: Sequence[Event], broken: Broken, tries: int = 60) -> list[Event]:
    """As few of these events as still break in the same place, found in so many plays."""
    left = list(script[: broken.played + 1])
    piece = max(1, len(left) // 2)
    while tries > 0:
        at, cut = 0, False
        while at < len(left) and tries > 0:
            fewer = left[:at] + left[at + piece :]
            tries -= 1
            found = play(seed, fewer)
            if found is not None and found.name == broken.name:
                left, cut = fewer, True
            else:
                at += piece
        if piece == 1 and not cut:
            break
        piece = max(1, piece // 2)
    return left


def main(argv: Sequence[str] | None = None) -> int:
    """Run as asked; 1 where anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("--events", type=int, default=2000, help="events in all")
    parser.add_argument("--run", type=int, default=500, help="events of one run")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first run")
    parser.add_argument("--pty", action="store_true", help="in a real pseudo-terminal")
    parser.add_argument("--shrink", action="store_true", help="cut down what broke")
    args = parser.parse_args(argv)
    runs = -(-args.events // args.run)
    faults: dict[str, int] = {}
    played = 0
    for seed in range(args.seed, args.seed + runs):
        script = plan(seed, args.run)
        faulthandler.dump_traceback_later(2 * LONGEST, exit=True)
        broken = (play_in_terminal if args.pty else play)(seed, script)
        played += broken.played if broken else len(script)
        print(f"{played:,} events, {sum(faults.values())} broke before", end="\r", flush=True)
        if broken is None:
            continue
        if broken.name not in faults:
            print(f"seed {seed}: {broken.name}\n{broken.told}", flush=True)
            if args.shrink and not args.pty:
                print("\n".join(map(str, shrunk(seed, script, broken))), flush=True)
        faults[broken.name] = faults.get(broken.name, 0) + 1
    print(f"{played:,} events in {runs} runs: {sum(faults.values())} broke", flush=True)
    for name, times in faults.items():
        print(f"  {times} × {name}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
