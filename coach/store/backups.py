"""Earlier copies of the journal: whole SQLite files beside it, few enough to keep for years."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.store import private_files

FOLDER = "backups"
EVERY = timedelta(days=1)
"""How old the newest copy may be before another is made."""

NEWEST, DAYS, MONTHS, LABELLED = 3, 5, 3, 3
"""How many copies are kept: the newest; one a day and one a month; and labelled ones."""

_TIME = "%Y%m%dT%H%M%SZ"


def folder_beside(journal: Path) -> Path:
    """Where the copies of this journal lie."""
    return journal.parent / FOLDER


def copies(journal: Path) -> Sequence[Path]:
    """All copies, the newest first. Those that 0.1.0 made stand where their time puts them."""
    folder = folder_beside(journal)
    found = [*folder.glob("journal-*.db"), *folder.glob("journal-*.jsonl")]
    return sorted(found, key=lambda path: _when(path), reverse=True)


def place_for(journal: Path, label: str = "", ending: str = ".db") -> Path:
    """A name for a copy made now that is not taken; its folder is there."""
    folder = folder_beside(journal)
    private_files.make_private_folder(folder)
    stem = f"journal-{datetime.now(UTC):{_TIME}}{f'-{label}' if label else ''}"
    return private_files.free_name(folder / f"{stem}{ending}")


def make(journal: Path, write: Callable[[Path], object]) -> Path:
    """Have ``write`` copy the journal to a new file; returns where it is then.

    Raises ``OSError`` or ``JournalError`` when there is no room; nothing is left behind then.
    """
    copy = place_for(journal)
    for left in copy.parent.glob("*.new*"):  # by somebody who was killed while copying
        left.unlink(missing_ok=True)
    fresh = copy.with_name(copy.name + ".new")
    try:
        write(fresh)
        private_files.put_in_place(fresh, copy)
    finally:
        fresh.unlink(missing_ok=True)
    _thin(journal)
    return copy


def wanted(journal: Path) -> bool:
    """Whether the newest copy is too old for what has changed since."""
    newest = next(iter(copies(journal)), None)
    if newest is None:
        return True
    made = _when(newest)
    changed = datetime.fromtimestamp(journal.stat().st_mtime, UTC)
    return changed > made and datetime.now(UTC) - made > EVERY


def erase(journal: Path, decisions: Collection[str], open_sessions: Collection[str]) -> None:
    """Take these decisions, and all sessions but these, out of every copy.

    Where a decision goes, so do the copies that 0.1.0 made: nothing can be taken out of them.
    """
    for path in copies(journal):
        if path.suffix != ".db":
            if decisions:
                path.unlink(missing_ok=True)
            continue
        with contextlib.suppress(sqlite3.Error), contextlib.closing(_copy(path)) as copy:
            ended = {id for (id,) in copy.execute("select id from sessions")} - {*open_sessions}
            for name in ("decisions", "summaries", "trash"):
                copy.executemany(_REMOVE.format(name), [(id,) for id in decisions])
            copy.executemany(_REMOVE.format("sessions"), [(id,) for id in ended])
            copy.commit()


_REMOVE = "delete from {} where id = ?"


def _copy(path: Path) -> sqlite3.Connection:
    copy = sqlite3.connect(path)
    copy.execute("pragma secure_delete=on")
    return copy


def _thin(journal: Path) -> None:
    """Remove the copies that are not worth keeping any more."""
    all_copies = copies(journal)
    plain = [path for path in all_copies if not _label(path)]
    labelled = [path for path in all_copies if _label(path)]
    kept = {
        *plain[:NEWEST],
        *_newest_of_each(plain, "%Y%m%d")[:DAYS],
        *_newest_of_each(plain, "%Y%m")[:MONTHS],
        *labelled[:LABELLED],
    }
    for path in all_copies:
        if path not in kept:
            with contextlib.suppress(OSError):
                path.unlink()


def _newest_of_each(paths: Iterable[Path], period: str) -> Sequence[Path]:
    """The newest copy of each day or month; ``paths`` has the newest first."""
    found: dict[str, Path] = {}
    for path in paths:
        found.setdefault(f"{_when(path):{period}}", path)
    return list(found.values())


def _when(path: Path) -> datetime:
    """When the copy was made, by its name; by its file where the name does not say."""
    for part in path.stem.split("-"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(part, _TIME).replace(tzinfo=UTC)
    return datetime.fromtimestamp(os.lstat(path).st_mtime, UTC)


def _label(path: Path) -> bool:
    last = path.stem.rsplit("Z", 1)[-1]
    return any(character.isalpha() for character in last)
