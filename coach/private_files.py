"""Files that only their owner can read: refused where they are strange, never overwritten."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import JournalError

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


def make_folder(folder: Path) -> Path:
    """The same folder, made for the owner alone if it was not there; raises ``OSError``.

    Only folders that this call makes get mode 0700, whatever the umask; one that
    exists is left as its owner set it.
    """
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    for each in reversed(missing):
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        each.chmod(PRIVATE_FOLDER)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    return folder


def refuse_strange(path: Path) -> None:
    """Raise ``JournalError`` unless this is a regular file of our own, ``OSError`` if missing.

    Looks only at the folder's entry: opening and closing a database's file beside
    SQLite would take SQLite's locks away.
    """
    found = path.lstat()
    for is_kind, name in _KINDS:
        if is_kind(found.st_mode):
            raise JournalError(
                f"{path} is {name}, not a journal file. It wasn't changed; move it away, or"
                " set COACH_HOME to another folder."
            )
    if found.st_uid != os.geteuid():
        raise JournalError(
            f"{path} belongs to another user. It wasn't changed; set COACH_HOME to a folder of"
            " your own."
        )


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on the disk before returning."""
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_new(path: Path, data: bytes) -> None:
    """Write a new private file, durably; one that exists is never overwritten (``OSError``)."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def replace_text(file: Path, text: str) -> None:
    """Put the text in the file's place in one go, so that nobody ever sees half of it.

    Where it is a link, what that leads to is replaced. Raises ``OSError``; then the old file
    stands, and nothing is left beside it.
    """
    make_folder(file.parent)
    target = file.resolve()
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, text.encode("utf-8"))
    try:
        put_in_place(fresh, target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def put_in_place(fresh: Path, path: Path) -> None:
    """Give a file that is whole and on the disk its name, in one step, durably."""
    fresh.replace(path)
    sync_folder(path.parent)


def free_name(path: Path) -> Path:
    """This name, or the first with a number that is not taken."""
    if not os.path.lexists(path):
        return path
    names = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 10_000))
    return next(name for name in names if not os.path.lexists(name))


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
            f"{path} couldn't be {doing} ({reason(error)}). Everything saved before is safe."
        ) from error
