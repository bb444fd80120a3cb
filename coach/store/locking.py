"""Whatever lies around a journal, sealed with its key or laid open again with it.

A passphrase is worth little while copies beside the journal can be read without it.
Each file is changed in one step, and one that is as it should be is left as it is, so
that doing all of it again completes what was interrupted.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from coach import private_files
from coach.errors import JournalError, JournalLocked
from coach.store import backups, legacy_journal
from coach.store.database import TABLES, SqliteStorage
from coach.store.sealing import Head, Key, unlocked

SEALED = ".sealed"
"""What the name of a file ends in that was sealed whole: one that is no sound copy."""

_INSIDE = "file"


def follow(journal: Path, key: Key | None, known: Iterable[Key | None] = ()) -> Sequence[Path]:
    """Bring all that lies around the journal under ``key``, or (None) lay it open.

    ``known`` are the keys that files may be under now. Returns the files that none of them
    opens, which were left as they are. Raises ``JournalError`` when the disk is full or the
    like: then some are done and some are not, each of them whole.
    """
    keys = {each.head.mark: each for each in known if each is not None}
    keys |= {
        each.before.head.mark: each.before for each in keys.values() if each.before is not None
    }
    left = []
    for path in around(journal):
        with private_files.said(path, "written anew"):
            if not _brought(path, key, keys):
                left.append(path)
    return left


def around(journal: Path) -> Sequence[Path]:
    """The files beside a journal that hold some of what it says: copies, and what was set aside."""
    folder = backups.folder_beside(journal)
    backups.clear_unfinished(journal)
    aside = journal.parent.glob(f"{journal.stem}.damaged*")
    return sorted({*aside, *backups.copies(journal), *folder.glob(f"*{SEALED}")})


def sealed_around(journal: Path) -> Sequence[Path]:
    """Those of them that need a passphrase."""
    return [path for path in around(journal) if needs_key(path)]


def needs_key(path: Path) -> bool:
    """Whether this file needs a passphrase: a journal, a copy of one, or one sealed whole."""
    return legacy_journal.is_sealed(path) or head_of(path) is not None


def head_of(path: Path) -> Head | None:
    """How a file of this version is locked, or None where it is not or cannot be read."""
    try:
        if path.suffix == SEALED:
            return msgspec.json.decode(path.read_bytes().partition(b"\n")[0], type=Head)
        if path.suffix != ".db" or not path.exists():
            return None
        file = SqliteStorage(path, mode=backups.mode_of(path))
    except (JournalError, OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    file.close()
    return file.head


def key_for(path: Path, passphrase: str) -> Key | None:
    """The key of a file of this version. Raises ``JournalLocked`` for another passphrase."""
    head = head_of(path)
    return None if head is None else unlocked(head, passphrase, path)


def is_empty(journal: Path) -> bool:
    """Whether there is nothing in this journal yet, or no journal."""
    if not journal.exists():
        return True
    try:
        with closing(SqliteStorage(journal)) as file:
            return not any(file.count(name) for name in TABLES)
    except JournalError:
        return False


def _brought(path: Path, key: Key | None, keys: dict[str, Key]) -> bool:
    """Whether this file is now as it should be."""
    if legacy_journal.is_sealed(path):
        return False
    if path.suffix != ".db" or path.parent.name != backups.FOLDER:
        return _brought_whole(path, key, keys)
    try:
        file = SqliteStorage(path, mode="delete")
    except JournalError:  # no sound copy
        return _brought_whole(path, key, keys)
    with closing(file), suppress(JournalLocked):
        if (file.head and file.head.mark) != (key and key.head.mark):
            file.key = keys.get(file.head.mark) if file.head else None
            file.reseal(key)
        return True
    return False


def _brought_whole(path: Path, key: Key | None, keys: dict[str, Key]) -> bool:
    """The same for one that is no sound copy: it is sealed, or laid open, byte for byte."""
    data, sealed = path.read_bytes(), path.suffix == SEALED
    if not sealed and key is None:
        return True
    if sealed:
        head = head_of(path)
        if head is None or (key is not None and head.mark == key.head.mark):
            return head is not None
        if head.mark not in keys:
            return False
        data = keys[head.mark].open(data.partition(b"\n")[2], _INSIDE)
    name = path.name.removesuffix(SEALED)
    if key is not None:
        name += SEALED
        data = msgspec.json.encode(key.head) + b"\n" + key.seal(data, _INSIDE)
    target = path if name == path.name else private_files.free_name(path.with_name(name))
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    private_files.write_new(fresh, data)
    private_files.put_in_place(fresh, target)
    if target != path:
        path.unlink()
    return True
