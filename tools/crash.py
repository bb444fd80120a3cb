"""Breaks a real writer, over and over, and looks whether anything acknowledged was lost.

    python -m tools.crash --kills 1000 --full 200 --writers 60

`--kills` SIGKILLs a writer's process group at random moments (opening, writing,
folding the file together, closing, moving 0.1.0's journal); `--full` lets the disk be full
at a random byte (RLIMIT_FSIZE); `--writers` lets several processes write for so many seconds.
`--sealed` does all of it to a journal with a passphrase, and also kills the setting and
taking off of passphrases. Every trial has an end, and no process outlives it.

A writer says on a pipe what it is about to do, and when its journal has returned
from it. Afterwards each document must be as it was acknowledged, or as it was
about to be.
"""

import argparse
import contextlib
import os
import random
import resource
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from coach.errors import JournalError, JournalLocked
from coach.journal.decisions import Note
from coach.store import backups, database, integrity, locking, sealing
from coach.store.journal_file import FILE, OLD_FILE
from coach.store.journal_store import TinyJournal, open_journal
from tests.store.samples import NOON, decision, open_session

GONE = -1
PASSPHRASE = "for trials only"
ANOTHER = "for trials as well"
KEPT = Path(__file__).parents[1] / "tests" / "store" / "kept"
OLD_HOLDS = ["decision-2", "decision-1"], ["walk-9"]
"""What the kept journals of 0.1.0 hold: decisions, open sessions."""
TRIAL_SECONDS = 30.0
"""No trial may take longer; it counts as failed."""
LOOKS = 20
"""How often a journal that others write to is read again before a difference counts."""

State = dict[str, int]


@dataclass(slots=True)
class Told:
    """What a writer has said: acknowledged versions, and the one on its way."""

    acknowledged: State = field(default_factory=dict)
    on_its_way: tuple[str, int] | None = None
    refused: int = 0
    after: list[tuple[str, int]] = field(default_factory=list)

    def hear(self, line: str) -> None:
        """Take in one line of the pipe."""
        word, *rest = line.split()
        if word == "try":
            self.on_its_way = (rest[0], int(rest[1]))
        elif word == "done" and self.on_its_way:
            key, version = self.on_its_way
            self.acknowledged[key] = version
            self.on_its_way = None
        elif word == "refused":
            self.refused += 1

    def lost(self, found: State) -> list[str]:
        """What is neither as acknowledged nor as it was about to be."""
        allowed = {key: {version} for key, version in self.acknowledged.items()}
        for key, version in (*self.after, *filter(None, [self.on_its_way])):
            allowed.setdefault(key, {GONE}).add(version)
        return [
            f"{key} is {found.get(key, GONE)}, not {sorted(versions)}"
            for key, versions in allowed.items()
            if found.get(key, GONE) not in versions
        ]


# -- the writer -----------------------------------------------------------------------


class Writer:
    """Does random things to a journal, and says on a pipe what and when it was done."""

    def __init__(self, folder: Path, pipe: int, seed: int, name: str) -> None:
        self.folder, self.pipe, self.name = folder, pipe, name
        self.random = random.Random(seed)
        self.journal = opened(folder)
        self.state = {
            key: each for key, each in state_of(self.journal).items() if f"-{name}-" in key
        }
        self.made = seed * 1000

    def say(self, line: str) -> None:
        """Say one line; a pipe takes it whole."""
        os.write(self.pipe, line.encode() + b"\n")

    def step(self) -> None:
        """One random thing."""
        things = (self.keep, self.keep, self.keep, self.record, self.note, self.drop, self.forget)
        if self.random.random() < 0.06:
            self.journal.close()
        elif self.random.random() < 0.06:
            self.journal.file.database.file.clear_traces(vacuum=True)
        else:
            self.random.choice(things)()

    def keep(self) -> None:
        number = self.random.randrange(3)
        self.do(f"walk-{self.name}-{number}", self.next_version(), self._keep)

    def record(self) -> None:
        self.made += 1
        self.do(f"decision-{self.name}-{self.made}", 1, self._record)

    def note(self) -> None:
        if key := self.some("decision"):
            self.do(key, self.state[key] + 1, self._note)

    def drop(self) -> None:
        if key := self.some("walk"):
            self.do(key, GONE, lambda key, _: self.journal.drop(key))

    def forget(self) -> None:
        if (key := self.some("decision")) and self.random.random() < 0.3:
            self.do(key, GONE, lambda key, _: self.journal.forget(key))

    def do(self, key: str, version: int, act: Callable[[str, int], object]) -> None:
        """Announce it, do it, and say whether it was done or refused."""
        self.say(f"try {key} {version}")
        try:
            act(key, version)
        except JournalError:
            self.say("refused")
            raise
        self.state[key] = version
        if version == GONE:
            del self.state[key]
        self.say("done")

    def some(self, kind: str) -> str:
        keys = sorted(key for key in self.state if key.startswith(kind))
        return self.random.choice(keys) if keys else ""

    def next_version(self) -> int:
        self.made += 1
        return self.made

    def _keep(self, key: str, version: int) -> None:
        body = "word " * self.random.randrange(1500)
        self.journal.keep(open_session(1, id=key, page=version, body=body))

    def _record(self, key: str, version: int) -> None:
        self.journal.record(decision(1, id=key, session=open_session(1, id=f"of-{key}")))

    def _note(self, key: str, version: int) -> None:
        self.journal.note(key, Note(at=NOON + timedelta(minutes=version), text=f"note {version}"))


def opened(folder: Path) -> TinyJournal:
    """The journal in this folder, with its passphrase if it has one."""
    journal = open_journal(folder)
    if journal.locked:
        journal.open_with(passphrase_of(journal.file.path))
    return journal


def passphrase_of(path: Path) -> str:
    """Which of the two opens this sealed file. Raises ``JournalLocked`` when none does."""
    if not path.exists():
        return PASSPHRASE
    try:
        locking.key_for(path, PASSPHRASE)
    except JournalLocked:
        locking.key_for(path, ANOTHER)
        return ANOTHER
    return PASSPHRASE


def seal(folder: Path) -> None:
    """Begin the journal of a trial with a passphrase that costs little to try."""
    sealing.COST = sealing.Cost(n=2**4)
    journal = open_journal(folder)
    journal.set_passphrase(PASSPHRASE)
    journal.close()


def state_of(journal: TinyJournal) -> State:
    """Every session and decision with its version; decisions are read whole.

    Another writer may add a note between the two looks at a decision, so a difference
    counts only where it stays.
    """
    for _ in range(LOOKS):
        with contextlib.suppress(AssertionError):
            return _looked(journal)
    return _looked(journal)


def _looked(journal: TinyJournal) -> State:
    found = {each.id: each.page for each in journal.sessions()}
    for each in journal.summaries():
        whole = journal.decision(each.id)
        assert len(whole.notes) == each.notes, f"{each.id}: details and summary differ"
        found[each.id] = each.notes
    return found


def small_limits() -> None:
    """Fold the write-ahead log into the file often, so that much of it falls into the trials.

    And wait for others as long as a trial may take: a busy machine is no fault of the journal.
    """
    database.PAGES, database.BUSY_SECONDS = 8, TRIAL_SECONDS


# -- processes ------------------------------------------------------------------------


@contextlib.contextmanager
def child(run: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """Run this in a process group of its own; yields its id and the end of its pipe to read."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_child(run, read, write)
    os.close(write)
    try:
        yield pid, read
    finally:
        _end(pid)
        os.close(read)


def _be_child(run: Callable[[int], None], read: int, write: int) -> None:
    status = 1
    try:
        os.setsid()
        os.close(read)
        run(write)
        status = 0
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(write, f"failed {error!r}\n".encode())
    finally:
        os._exit(status)


def _kill(pid: int) -> None:
    """End a child and its group; one just begun may not lead a group yet."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _end(pid: int) -> None:
    _kill(pid)
    os.waitpid(pid, 0)


def listen(pipe: int, until: float, told: Told) -> list[str]:
    """Hear what the writer says until then, or until it ends; returns how it failed."""
    rest, failed = b"", []
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe], [], [], left)
        data = os.read(pipe, 65536) if ready else b""
        if not data:
            break
        *whole, rest = (rest + data).split(b"\n")
        failed += _hear(whole, told)
    return failed


def drain(pipe: int, told: Told) -> list[str]:
    """Hear what is left in the pipe of a writer that has ended."""
    data = b""
    while piece := os.read(pipe, 65536):
        data += piece
    return _hear(data.split(b"\n")[:-1], told)


def _hear(lines: list[bytes], told: Told) -> list[str]:
    failed = []
    for line in lines:
        text = line.decode()
        if text.startswith("failed"):
            failed.append(text)
        else:
            told.hear(text)
    return failed


# -- the trials -----------------------------------------------------------------------


def killed(folder: Path, seed: int, told: Told) -> list[str]:
    """Kill a writer at a random moment; returns what is wrong afterwards."""

    def write(pipe: int) -> None:
        small_limits()
        writer = Writer(folder, pipe, seed, "a")
        writer.say("open")
        while True:
            writer.step()

    rng = random.Random(seed)
    with child(write) as (pid, pipe):
        pause = rng.uniform(0, 0.012) if rng.random() < 0.3 else rng.uniform(0, 0.09)
        wrong = listen(pipe, time.monotonic() + pause, told)
        _kill(pid)
        wrong += drain(pipe, told)
    return wrong + looked_at(folder, told)


def full(folder: Path, seed: int, told: Told) -> list[str]:
    """Let the disk be full at a random byte, then have room again; returns what is wrong."""

    def write(pipe: int) -> None:
        small_limits()
        rng = random.Random(seed)
        path = folder / FILE
        size = path.stat().st_size if path.exists() else 0
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (max(1, size + rng.randrange(-4000, 30_000)), hard)
        )
        writer = None
        with contextlib.suppress(JournalError):
            writer = Writer(folder, pipe, seed, "a")
            for _ in range(40):
                writer.step()
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        if writer is not None:
            for _ in range(3):
                writer.step()  # room again: the same journal goes on
            writer.journal.close()

    with child(write) as (_, pipe):
        wrong = listen(pipe, time.monotonic() + TRIAL_SECONDS, told)
    return wrong + looked_at(folder, told)


def relocked(folder: Path, seed: int, told: Told) -> list[str]:
    """Kill somebody who sets, changes and takes off passphrases; returns what is wrong afterwards.

    The journal must open, as it was. Then every copy beside it must open with the very
    same passphrase, or, where that was being taken off, be laid open with it.
    """

    def write(pipe: int) -> None:
        writer = Writer(folder, pipe, seed, "a")
        while True:
            writer.keep()
            if len(backups.copies(writer.journal.file.path)) < 4:
                writer.journal.back_up()
            writer.journal.set_passphrase(PASSPHRASE)
            writer.record()
            writer.journal.set_passphrase(ANOTHER)
            writer.keep()
            writer.journal.take_passphrase_off()

    with child(write) as (pid, pipe):
        wrong = listen(pipe, time.monotonic() + random.Random(seed).uniform(0, 0.12), told)
        _kill(pid)
        wrong += drain(pipe, told)
    return wrong + looked_at(folder, told) + _unreadable_copies(folder / FILE)


def moved(folder: Path, seed: int, told: Told) -> list[str]:
    """Kill somebody who opens a journal of 0.1.0; returns what is wrong afterwards.

    Nothing of it may be missing, and the old file stands until all of it has been moved.
    """
    sealed = seed % 2 == 0
    sealing.COST = sealing.Cost(n=2**4)
    old = (KEPT / ("schema-2-sealed.jsonl" if sealed else "schema-2.jsonl")).read_bytes()
    for each in (*folder.glob("journal.*"), folder.with_name(f"{folder.name}.sealed")):
        each.unlink(missing_ok=True)
    log = folder / OLD_FILE
    log.write_bytes(old)
    log.chmod(0o600)

    def open_it(pipe: int) -> None:
        opened(folder).sessions()
        time.sleep(TRIAL_SECONDS)

    with child(open_it) as (pid, pipe):
        wrong = listen(pipe, time.monotonic() + random.Random(seed).uniform(0, 0.08), told)
        _kill(pid)
        wrong += drain(pipe, told)
    try:
        journal = opened(folder)
        found = [each.id for each in journal.summaries()], [each.id for each in journal.sessions()]
        wrong += map(str, _problems(folder / FILE))
        journal.close()
    except JournalError as error:
        return [*wrong, f"unreadable: {error}"]
    kept = [each.read_bytes() for each in backups.copies(folder / FILE) if ".jsonl" in each.name]
    if found != OLD_HOLDS or log.exists() or old not in kept:
        wrong.append(f"after the move there is {found}")
    if sealed and (
        b"Could you send" in (folder / FILE).read_bytes() or not locking.head_of(folder / FILE)
    ):
        wrong.append("the journal had a passphrase and has none after the move")
    return wrong


def _unreadable_copies(path: Path) -> list[str]:
    """Copies that are damaged, or not under the passphrase of the journal, once it was opened."""
    wrong = []
    head = locking.head_of(path)
    if head is None and (sealed := locking.sealed_around(path)):
        key = locking.key_for(sealed[0], passphrase_of(sealed[0]))
        assert key is not None
        wrong += [f"{left.name} stays sealed" for left in _laid_open(path.parent, key)]
    for copy in backups.copies(path):
        try:
            wrong += [str(each) for each in _problems(copy)]
        except JournalError as error:
            wrong.append(f"{copy.name}: {error}")
        if head is None:
            continue
        if locking.head_of(copy) is None:
            wrong.append(f"{copy.name} lies open beside a sealed journal")
        elif passphrase_of(copy) != passphrase_of(path):
            wrong.append(f"{copy.name} is under another passphrase than the journal")
    return wrong


def _laid_open(folder: Path, key: sealing.Key) -> Sequence[Path]:
    journal = open_journal(folder)
    try:
        return locking.follow(folder / FILE, None, [key])
    finally:
        journal.close()


def looked_at(folder: Path, told: Told) -> list[str]:
    """Open what is left and compare; the state found is what the next trial builds on."""
    path = folder / FILE
    journal = None
    try:
        journal = opened(folder)
        found = state_of(journal)
        wrong = told.lost(found) + [str(each) for each in _problems(path)]
    except (JournalError, AssertionError) as error:
        return [f"unreadable: {error}"]
    finally:
        if journal is not None:
            journal.close()
    told.acknowledged, told.on_its_way, told.after = found, None, []
    return wrong


def _problems(path: Path) -> list[integrity.Problem]:
    if not (path.exists() and path.stat().st_size):
        return []
    return integrity.verify(path, locking.key_for(path, passphrase_of(path))).problems


def together(folder: Path, seconds: float, names: str = "abc") -> tuple[Counter[str], list[str]]:
    """Let several processes write for a while; returns what they did and what is wrong."""

    def writer(name: str) -> Callable[[int], None]:
        def write(pipe: int) -> None:
            small_limits()
            one = Writer(folder, pipe, ord(name), name)
            until, rounds = time.monotonic() + seconds, 0
            while time.monotonic() < until or not rounds:  # whoever came late has its turn too
                rounds += 1
                one.step()
                one.do(f"shared-{name}-{one.next_version()}", 1, lambda key, _: shared(one, key))
            one.journal.close()

        return write

    def shared(one: Writer, key: str) -> None:
        one.journal.note("shared", Note(at=NOON, text=key))

    journal = opened(folder)
    journal.record(decision(1, id="shared", notes=()))
    journal.close()  # SQLite's locks do not survive a fork
    told = {name: Told() for name in names}
    wrong: list[str] = []
    with contextlib.ExitStack() as stack:
        pipes = {name: stack.enter_context(child(writer(name)))[1] for name in names}
        until = time.monotonic() + seconds + TRIAL_SECONDS
        while pipes and time.monotonic() < until:
            ready, _, _ = select.select(list(pipes.values()), [], [], 1.0)
            for name in [name for name, pipe in pipes.items() if pipe in ready]:
                data = _line(pipes[name])
                if data:
                    wrong += _hear([data], told[name])
                else:
                    del pipes[name]
        if pipes:
            wrong.append(f"writers {sorted(pipes)} did not end")
    journal = opened(folder)
    found = state_of(journal)
    notes = Counter(each.text for each in journal.decision("shared").notes)
    done: Counter[str] = Counter()
    for name, each in told.items():
        keys = [key for key in each.acknowledged if key.startswith("shared-")]
        wrong += [f"{key} is there {notes[key]} times" for key in keys if notes[key] != 1]
        own = {key: each.acknowledged[key] for key in each.acknowledged if key not in keys}
        wrong += Told(own, None).lost(found)
        done[name] = len(keys)
    journal.close()
    return done, wrong + [str(each) for each in _problems(folder / FILE)]


def _line(pipe: int) -> bytes:
    """One line from a pipe, byte by byte at its end so that nothing is held back."""
    data = b""
    while not data.endswith(b"\n"):
        piece = os.read(pipe, 1)
        if not piece:
            return b""
        data += piece
    return data[:-1]


Trial = Callable[[Path, int, Told], list[str]]


def repeat(
    trial: Trial, times: int, seed: int, *, afresh: int = 25, sealed: bool = False
) -> tuple[int, list[str]]:
    """Repeat a trial, on a new folder every ``afresh`` times.

    Returns how many saves were refused, and all that went wrong.
    """
    wrong: list[str] = []
    refused = 0
    for first in range(0, times, afresh):
        told = Told()
        with tempfile.TemporaryDirectory(prefix="coach-crash-") as folder:
            place = Path(folder) / "journal"
            place.mkdir(mode=0o700)
            if sealed:
                seal(place)
            for number in range(seed + first, seed + min(first + afresh, times)):
                wrong += [f"trial {number}: {each}" for each in trial(place, number, told)]
        refused += told.refused
    return refused, wrong


def main() -> int:
    """Run the trials asked for; exit status 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--full", type=int, default=200)
    parser.add_argument("--writers", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sealed", action="store_true")
    args = parser.parse_args()
    wrong: list[str] = []
    trials: list[tuple[str, Trial, int]] = [
        ("kills", killed, args.kills),
        ("full disks", full, args.full),
    ]
    trials.append(("kills while 0.1.0's journal was moved", moved, args.kills // 4))
    if args.sealed:
        trials.append(("kills while a passphrase was set or taken off", relocked, args.kills // 4))
    for name, trial, times in trials:
        started = time.monotonic()
        sealed = args.sealed and trial is not moved
        refused, found = repeat(trial, times, args.seed, sealed=sealed)
        wrong += found
        took = f"{refused} saves refused, {time.monotonic() - started:.0f} s"
        print(f"{times} {name}: {len(found)} faults, {took}", flush=True)
    if args.writers:
        with tempfile.TemporaryDirectory(prefix="coach-crash-") as folder:
            place = Path(folder) / "journal"
            place.mkdir(mode=0o700)
            if args.sealed:
                seal(place)
            done, found = together(place, args.writers)
        wrong += found
        counts = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
        print(f"writers for {args.writers:.0f} s ({counts} shared notes): {len(found)} faults")
    for each in wrong[:50]:
        print(each, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
