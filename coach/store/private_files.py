"""Files that only their owner can read, opened with care and replaced whole."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coach.problems import JournalError

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
    if hasattr(fcntl, "F_FULLFSYNC"):  # macOS: fsync alone stops at the disk's own cache
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(fd)


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


def replace_durably(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a private file beside ``path`` and put it in its place in one step.

    Whoever looks sees the old file or the whole new one. On failure the old one
    stays and nothing is left behind.
    """
    beside = _beside(path)
    beside.unlink(missing_ok=True)
    with _new(beside) as fd:
        for chunk in chunks:
            write_all(fd, chunk)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a new private file, durably; one that exists is never overwritten (``OSError``)."""
    with _new(path) as fd:
        write_all(fd, data)


def keep_aside(path: Path, data: bytes, kind: str) -> Path:
    """Save bytes in a new private file beside ``path``; returns where. Never overwrites."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside = free_name(path.with_name(f"{path.stem}.{kind}-{stamp}{path.suffix}"))
    write_new(aside, data)
    return aside


def copy_privately(source: Path, copy: Path) -> None:
    """Copy a file to a new private one, durably. On failure nothing is left behind.

    It gets its name when it is whole. Nobody else may be making a file of that name.
    """
    beside = _beside(copy)
    beside.unlink(missing_ok=True)
    fd = open_own(source, write=False)
    try:
        with _new(beside) as to:
            offset, size = 0, os.fstat(fd).st_size
            while offset < size:
                data = os.pread(fd, min(1 << 20, size - offset), offset)
                if not data:
                    break
                write_all(to, data)
                offset += len(data)
        beside.rename(copy)
        sync_folder(copy.parent)
    finally:
        os.close(fd)


def free_name(path: Path) -> Path:
    """This name, or the first with a number that is not taken."""
    if not os.path.lexists(path):
        return path
    names = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 10_000))
    return next(name for name in names if not os.path.lexists(name))


@contextmanager
def _new(path: Path) -> Iterator[int]:
    """A new private file, on the disk when this ends well and gone when it does not."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    fd = os.open(path, flags, PRIVATE_FILE)
    try:
        yield fd
        sync(fd)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        os.close(fd)


def reason(error: OSError) -> str:
    """The machine's own words for what went wrong, in lower case."""
    return (error.strerror or str(error) or "unknown reason").lower()


@contextmanager
def said(path: Path, doing: str) -> Iterator[None]:
    """Turn the machine's errors into one sentence: what could not be done, where and why."""
    try:
        yield
    except OSError as error:
        raise JournalError(
            f"{path} could not be {doing} ({reason(error)}). Everything saved before is safe."
        ) from error


def clear_leftover(path: Path) -> None:
    """Remove what a killed ``replace_durably`` left beside ``path``; it replaced nothing."""
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")
