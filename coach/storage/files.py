"""Files that only their owner can read, opened with care and replaced whole."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coach.domain.ports import JournalError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def make_private_folder(folder: Path) -> None:
    """Make the folder, readable by its owner only; one that is there stays as it is."""
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise JournalError(
            f"{folder} is a file, and the journal needs a folder there. "
            "Nothing was changed; move that file away, or set COACH_HOME."
        ) from error
    except OSError as error:
        raise JournalError(
            f"The folder {folder} could not be made ({reason(error)}). "
            "Nothing can be saved until it can, or COACH_HOME names another."
        ) from error


def refuse_strange(path: Path, found: os.stat_result) -> None:
    """Raise ``JournalError`` unless this is a regular file of our own."""
    for is_kind, name in _KINDS:
        if is_kind(found.st_mode):
            raise JournalError(
                f"{path} is {name}, not a journal file. "
                "It was left alone; move it away, or set COACH_HOME to another folder."
            )
    if found.st_uid != os.geteuid():
        raise JournalError(
            f"{path} belongs to another user. "
            "It was left alone; set COACH_HOME to a folder of your own."
        )


def open_own(path: Path, *, write: bool) -> int:
    """Open a regular file of our own, never through a link; returns the descriptor.

    Raises ``FileNotFoundError`` when it is missing, ``JournalError`` when it is
    something else, ``PermissionError`` or ``OSError`` when it cannot be opened.
    """
    refuse_strange(path, path.lstat())
    flags = os.O_RDWR | os.O_APPEND if write else os.O_RDONLY
    fd = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(fd)
        refuse_strange(path, found)
        if write and stat.S_IMODE(found.st_mode) & 0o077:
            os.fchmod(fd, PRIVATE_FILE)
    except BaseException:
        os.close(fd)
        raise
    return fd


def sync(fd: int) -> None:
    """Have the written data on the disk before returning."""
    getattr(os, "fdatasync", os.fsync)(fd)


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on the disk before returning."""
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems know no such thing
            raise
    finally:
        os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; a disk that takes only part raises the reason on the next try."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def replace_durably(path: Path, chunks: Iterable[bytes], *, durable: bool = True) -> None:
    """Write a private file beside ``path`` and put it in its place in one step.

    Whoever looks sees the old file or the whole new one. On failure the old one
    stays and nothing is left behind.
    """
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    fd = os.open(
        beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, PRIVATE_FILE
    )
    try:
        try:
            for chunk in chunks:
                write_all(fd, chunk)
            if durable:
                os.fsync(fd)
        finally:
            os.close(fd)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def keep_aside(path: Path, data: bytes, kind: str) -> Path:
    """Save bytes in a new file beside ``path``; returns where. Never overwrites."""
    aside = free_name(path, kind)
    fd = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        write_all(fd, data)
        os.fsync(fd)
    finally:
        os.close(fd)
    return aside


def free_name(path: Path, kind: str) -> Path:
    """A name beside ``path`` that is not taken: stem, kind, time (UTC), suffix."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = _names(f"{path.stem}.{kind}-{stamp}", path.suffix)
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _names(stem: str, suffix: str) -> Iterator[str]:
    yield stem + suffix
    for number in range(2, 10_000):
        yield f"{stem}-{number}{suffix}"


def reason(error: OSError) -> str:
    """The machine's own words for what went wrong, in lower case."""
    return (error.strerror or str(error) or "unknown reason").lower()


@contextmanager
def refused_politely(path: Path, doing: str) -> Iterator[None]:
    """Turn the machine's errors into one sentence that says what and where."""
    try:
        yield
    except OSError as error:
        raise JournalError(
            f"{path} could not be {doing} ({reason(error)}). Nothing in it was changed."
        ) from error
