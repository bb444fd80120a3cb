"""Earlier copies of the journal: plain files beside it, few enough to keep for years."""

import contextlib
import os
from collections.abc import Sequence
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
    """All copies, the newest first. Labelled ones stand where their time puts them."""
    found = folder_beside(journal).glob(f"{journal.stem}-*{journal.suffix}")
    return sorted(found, key=lambda path: _when(path), reverse=True)


def make(journal: Path, label: str = "") -> Path:
    """Copy the journal as it lies on the disk; returns where. Nobody may be writing to it.

    Raises ``OSError`` when there is no room; then nothing is left behind.
    """
    folder = folder_beside(journal)
    private_files.make_private_folder(folder)
    for left in folder.glob("*.new"):  # by somebody who was killed while copying
        left.unlink(missing_ok=True)
    stem = f"{journal.stem}-{datetime.now(UTC):{_TIME}}{f'-{label}' if label else ''}"
    copy = private_files.free_name(folder / f"{stem}{journal.suffix}")
    private_files.copy_privately(journal, copy)
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


def _newest_of_each(paths: Sequence[Path], period: str) -> Sequence[Path]:
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
