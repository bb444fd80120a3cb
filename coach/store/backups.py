"""Earlier copies of the journal: whole SQLite files beside it, few enough to keep for years."""

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach import private_files

FOLDER = "backups"
EVERY = timedelta(days=1)
"""How old the newest copy may be before another is made."""

NEWEST, DAYS, MONTHS, LABELLED = 3, 5, 3, 3
"""How many copies are kept: the newest; one a day and one a month; and labelled ones."""

_TIME = "%Y%m%dT%H%M%SZ"
_PERIODS = ("%Y%m%d", "%Y%m")


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
    private_files.make_folder(folder)
    stem = f"journal-{datetime.now(UTC):{_TIME}}{f'-{label}' if label else ''}"
    return private_files.free_name(folder / f"{stem}{ending}")


def make(journal: Path, write: Callable[[Path], object]) -> Path:
    """Have ``write`` copy the journal to a new file; returns where it is then.

    Raises ``OSError`` or ``JournalError`` when there is no room; nothing is left behind then.
    """
    copy = place_for(journal)
    clear_unfinished(journal)
    fresh = copy.with_name(copy.name + ".new")
    try:
        write(fresh)
        private_files.put_in_place(fresh, copy)
    finally:
        fresh.unlink(missing_ok=True)
    _thin(journal)
    return copy


def clear_unfinished(journal: Path) -> None:
    """Remove copies that somebody was killed over."""
    for left in folder_beside(journal).glob("*.new*"):
        left.unlink(missing_ok=True)


def mode_of(path: Path) -> str:
    """How SQLite writes this file: a copy stays a single file."""
    return "delete" if path.parent.name == FOLDER else "wal"


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
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as copy:
            copy.execute("pragma secure_delete=on")
            ended = {id for (id,) in copy.execute("select id from sessions")} - {*open_sessions}
            for name in ("sessions", "decisions", "summaries", "trash"):
                gone = [(id,) for id in (ended if name == "sessions" else decisions)]
                copy.executemany(f"delete from {name} where id = ?", gone)  # noqa: S608
            copy.commit()


def _thin(journal: Path) -> None:
    """Remove the copies that are not worth keeping any more."""
    plain = [path for path in copies(journal) if not _label(path)]
    labelled = [path for path in copies(journal) if _label(path)]
    days, months = ({f"{_when(each):{by}}": each for each in plain[::-1]} for by in _PERIODS)
    kept = {
        *plain[:NEWEST],
        *[*days.values()][-DAYS:],
        *[*months.values()][-MONTHS:],
        *labelled[:LABELLED],
    }
    for path in {*plain, *labelled} - kept:
        with suppress(OSError):
            path.unlink()


def _when(path: Path) -> datetime:
    """When the copy was made, by its name; by its file where the name does not say."""
    for part in path.stem.split("-"):
        with suppress(ValueError):
            return datetime.strptime(part, _TIME).replace(tzinfo=UTC)
    return datetime.fromtimestamp(os.lstat(path).st_mtime, UTC)


def _label(path: Path) -> bool:
    last = path.stem.rsplit("Z", 1)[-1]
    return any(character.isalpha() for character in last)
