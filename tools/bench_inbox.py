"""How fast mail is read, next to the standard library: ``python -m tools.bench_inbox [--big]``.

The same mbox is read by ``mailbox.mbox``, which parses each message with ``email``, and by
``coach.inbox``, which also decodes the words, cuts the quotes and tells what is bulk. The count of
messages must be right. ``--big`` writes a 2 GB mbox to a temporary folder, reads it in a process of
its own, prints the peak of its memory, and removes it.
"""

import argparse
import mailbox
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach.inbox import mail, mbox

_WORDS = (
    "the second draft of the plan is nearly done and we would like to hear what you think of it"
)
_QUOTE = "On Mon, Nov 2, 2026 at 9:00 AM Tom Reid <tom@reid.example> wrote:\n"


def generated(number: int, *, size: int = 0, trap: bool = True) -> bytes:
    """One message: every third is a newsletter, every tenth has an attachment.

    With ``trap``, two lines of the text begin with "From", where ``mailbox`` cuts.
    """
    text = "\n".join(f"{_WORDS} {n}." for n in range(4 + number % 9))
    if number % 2:
        text += f"\n\n{_QUOTE}\n" + "\n".join(f"> {_WORDS}" for _ in range(8))
    line = "From" if trap else "Over"
    text += f"\n\n{line} the office we can see the lake.\n\n{line} here on\n\n-- \nTom"
    extra = (
        "List-Id: <news.example>\nList-Unsubscribe: <mailto:x@y.example>\n"
        if not number % 3
        else ""
    )
    page = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    attachment = ""
    if size or not number % 10:
        rows = (
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3OA==\n"
        )
        attachment = (
            "--=_x\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n"
            "Content-Transfer-Encoding: base64\n\n" + rows * max(40, size // len(rows))
        )
    return (
        f"From {number}@xxx Mon Nov 02 09:{number % 60:02}:00 +0000 2026\n"
        f"X-GM-THRID: {number // 4 + 10**18}\nX-Gmail-Labels: Inbox,Opened\n"
        f"Received: by 10.0.0.1 with SMTP id x{number}; Mon, 2 Nov 2026 09:00:00 +0000\n"
        f"From: Person {number % 500} <p{number % 500}@mail.example>\nTo: Ana <ana@me.example>\n"
        f"Subject: Message number {number // 4}\nDate: Mon, {number % 28 + 1:02} Nov "
f"2026 09:00:00 +0100\n"
        f"Message-ID: <{number}@mail.example>\n{extra}MIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=\"=_x\"\n\n"
        "--=_x\nContent-Type: multipart/alternative; boundary=\"=_y\"\n\n"
        f"--=_y\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--=_y\nContent-Type: text/html; charset=utf-8\n\n{page}\n--=_y--\n{attachment}--=_x--\n\n"
    ).encode()  # fmt: skip


def _standard(path: Path) -> int:
    return sum(1 for _ in mailbox.mbox(path, create=False))


def _ours(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(mail.message(raw) is not None for _, raw in mbox.split(stream))


def ratio(messages: int, folder: Path, rounds: int = 5) -> tuple[float, int]:
    """Our messages per second over the standard library's, and how many we count.

    The speed is taken on a file without the trap, where both count right; both are read in turns,
    so that other work on the machine hits both, and the best of each counts.
    """
    plain, trap = folder / "plain.mbox", folder / "trap.mbox"
    plain.write_bytes(b"".join(generated(n, trap=False) for n in range(messages)))
    trap.write_bytes(b"".join(map(generated, range(messages))))
    ours = theirs = float("inf")
    for _ in range(rounds):
        ours, theirs = min(ours, _timed(_ours, plain)), min(theirs, _timed(_standard, plain))
    count, counted = _ours(trap), _standard(trap)
    print(f"{messages} messages, {plain.stat().st_size >> 20} MB")
    print(
        f"  coach.inbox   {messages / ours:8,.0f} a second; counts {count} in the trap"
    )
    print(f"  mailbox.mbox  {messages / theirs:8,.0f} a second; counts {counted}")
    print(f"  ratio         {theirs / ours:8.2f}")
    return theirs / ours, count


def _timed(read: Callable[[Path], int], path: Path) -> float:
    begun = time.process_time()
    read(path)
    return time.process_time() - begun


def big(folder: Path, gigabytes: float) -> None:
    """Read a file of so many gigabytes with the command itself, and print what it took."""
    path = folder / "big.mbox"
    written = number = 0
    with path.open("wb") as file:
        while written < gigabytes * (1 << 30):
            raw = generated(number, size=0 if number % 12 else 60_000)
            file.write(raw)
            written, number = written + len(raw), number + 1
    begun = time.perf_counter()
    command = [sys.executable, "-m", "coach", "inbox", str(path), "--me", "ana@me.example",
               "--today", "2026-12-20", "--json"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(
        f"{written / (1 << 30):.1f} GB, {number} messages: {took:.0f} s, peak {peak} "
        f"MB, exit {done.returncode}"
    )
    print("  " + done.stderr.decode()[:300])


def main() -> int:
    """Print the figures; 1 where the count is wrong or the standard library is faster."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench_inbox", description=__doc__)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--big", nargs="?", type=float, const=2.0, metavar="GB")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.big:
            big(Path(folder), args.big)
            return 0
        found, count = ratio(args.messages, Path(folder))
    return 0 if found >= 1 and count == args.messages else 1


if __name__ == "__main__":
    sys.exit(main())
