"""Cuts the power under a real writer: `python -m tools.power_cut --cuts 100` (root, Linux).

The journal lies on an ext4 file system in a file. At a random moment that file
system is shut down without writing its own log out (EXT4_IOC_SHUTDOWN, flag 2),
which is what a power cut leaves; it is then mounted again and the journal opened.
Not part of the test run: it needs root and loop devices.
"""

import argparse
import contextlib
import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools.crash import Told, Writer, child, listen, looked_at, small_limits

_SHUTDOWN, _WITHOUT_LOG = 0x8004587D, 2


@contextlib.contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """The file system in this image, while inside."""
    subprocess.run(["mount", "-o", "loop", image, folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def shut_down(folder: Path) -> None:
    """Stop the file system at once; nothing more reaches its disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(fd, _SHUTDOWN, struct.pack("I", _WITHOUT_LOG))
    finally:
        os.close(fd)


def cut(image: Path, folder: Path, seed: int, told: Told) -> list[str]:
    """Cut the power once; returns what is wrong after the next start."""

    def write(pipe: int) -> None:
        small_limits()
        writer = Writer(folder / "journal", pipe, seed, "a")
        while True:
            writer.step()

    with mounted(image, folder), child(write) as (pid, pipe):
        wrong = listen(pipe, time.monotonic() + random.Random(seed).uniform(0, 0.25), told)
        wrong += listen(pipe, time.monotonic() + 0.001, told)
        shut_down(folder)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        told.after = said_after(pipe)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    with mounted(image, folder):
        return wrong + looked_at(folder / "journal", told)


def said_after(pipe: int) -> list[tuple[str, int]]:
    """What the writer was about to do while the power went; none of it is promised.

    A machine without power acknowledges nothing, but this writer still runs.
    """
    data = b""
    while piece := os.read(pipe, 65536):
        data += piece
    tried = [line.split() for line in data.decode().split("\n")[:-1] if line.startswith("try")]
    return [(key, int(version)) for _, key, version in tried]


def main() -> int:
    """Cut the power so many times; exit status 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    wrong: list[str] = []
    told = Told()
    with tempfile.TemporaryDirectory(prefix="coach-power-") as place:
        image, folder = Path(place) / "disk.img", Path(place) / "disk"
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(64 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        for number in range(args.seed, args.seed + args.cuts):
            wrong += [f"cut {number}: {each}" for each in cut(image, folder, number, told)]
    print(f"{args.cuts} power cuts: {len(wrong)} faults, {len(told.acknowledged)} documents")
    for each in wrong[:50]:
        print(each, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
