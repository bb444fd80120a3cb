"""Whatever lies around a journal, sealed with its key, under another, or laid open again.

A passphrase is worth little while copies beside the journal can be read without it.
Each file is replaced in one step; one that is as it should be is left as it is, so
that doing all of it again completes what was interrupted. Where one passphrase takes
the place of another, the old key is kept under the seal of the new one until all copies
have followed: whoever opens the journal later can complete it without the old one.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from coach.problems import JournalError
from coach.store import backups, home_index, log_lines, private_files
from coach.store.journal_log import beginning
from coach.store.sealing import (
    ASIDE,
    Key,
    first_line,
    needs_key,
    sealed_aside,
    written_key,
)

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file says: the bodies of a journal's lines, or (no ``schema``) pieces of bytes."""

    schema: int | None
    bodies: Sequence[bytes]


def around(journal: Path) -> Sequence[Path]:
    """The files beside a journal that hold some of what it says: copies, and what was set aside."""
    aside = journal.parent.glob(f"{journal.stem}.*-*{journal.suffix}")
    damaged = journal.parent.glob(f"{journal.stem}.damaged*{journal.suffix}")
    return sorted({*aside, *damaged, *backups.copies(journal)})


def sealed_around(journal: Path) -> Sequence[Path]:
    """Those of them that need a passphrase."""
    return [path for path in around(journal) if needs_key(path)]


def promise(journal: Path, key: Key, before: Key) -> None:
    """Note down, before the journal comes under ``key``, what its copies are under until then.

    Raises ``JournalError``; then nothing was changed.
    """
    with private_files.said(journal, "sealed anew"):
        private_files.replace_durably(
            _promise(journal), _file(_Content(None, [before.written()]), key)
        )


def follow(journal: Path, key: Key | None, before: Key | None = None) -> Sequence[Path]:
    """Bring all that lies around the journal under ``key``, or (None) lay it open.

    ``before`` opens what is sealed now; where it was interrupted, what was promised does.
    Returns the files that neither opens, which were left as they are. Raises
    ``JournalError`` when the disk is full or the like: then some are done and some are
    not, each of them whole.
    """
    keys = [each for each in (before, key) if each]
    keys += [each for each in (_promised(journal, one) for one in keys) if each]
    if key is not None:
        _clear_traces(journal)
    left = []
    for path in around(journal):
        with private_files.said(path, "written anew"):
            if not _brought(path, key, keys):
                left.append(path)
    with private_files.said(journal.parent, "cleared"):
        _promise(journal).unlink(missing_ok=True)
    return left


def _promise(journal: Path) -> Path:
    return journal.with_suffix(".rekey")


def _promised(journal: Path, key: Key) -> Key | None:
    """The key that copies may still be under, if this one opens what says so."""
    path = _promise(journal)
    try:
        content = _content(path, [key]) if needs_key(path) else None
    except (JournalError, OSError):
        return None
    return None if content is None else written_key(b"".join(content.bodies))


def _brought(path: Path, key: Key | None, keys: Sequence[Key]) -> bool:
    """Whether this file is now as it should be."""
    try:
        if key is None and not needs_key(path):
            return True
        if key is not None and key.chain(first_line(path)) is not None:
            return True
        content = _content(path, keys)
    except JournalError:
        return False
    if content is None:
        return False
    private_files.replace_durably(path, _file(content, key))
    return True


def _content(path: Path, keys: Iterable[Key]) -> _Content | None:
    """What the file says, or None when no key opens it or not all of it is sound."""
    with os.fdopen(private_files.open_own(path, write=False), "rb") as file:
        data = file.read()
    first, *rest = BytesIO(data).readlines() or [b""]
    if needs_key(path):
        chain = next(filter(None, (key.chain(first) for key in keys)), None)
        bodies = None if chain is None else _read(chain, rest)
        schema = None if sealed_aside(first) else log_lines.read_header(first).schema
        return None if bodies is None else _Content(schema, bodies)
    with contextlib.suppress(log_lines.ForeignError):
        header = log_lines.read_header(first)
        bodies = _read(log_lines.Chain(log_lines.claimed(first) or 0), rest)
        if bodies is not None:
            return _Content(header.schema, bodies)
    return _Content(None, [data[at : at + _PIECE] for at in range(0, len(data), _PIECE)])


def _read(chain: log_lines.Chain, rest: Iterable[bytes]) -> list[bytes] | None:
    said = [chain.read(line) for line in rest]
    bodies = [log_lines.body_of(each) for each in said if each is not None]
    return bodies if len(bodies) == len(said) else None


def _file(content: _Content, key: Key | None) -> Iterator[bytes]:
    if content.schema is None and key is None:
        yield from content.bodies
        return
    if content.schema is None:
        assert key is not None
        first, chain = key.begin(0, ASIDE)
    else:
        first, chain = beginning(content.schema, key)  # type: ignore[assignment]
    yield first
    for body in content.bodies:
        yield chain.write(body)


def _clear_traces(journal: Path) -> None:
    """Remove what was derived from the journal, and what an interrupted writing left."""
    folders = (journal.parent, backups.folder_beside(journal))
    left = [home_index.place(journal), *(path for each in folders for path in each.glob("*.new"))]
    with private_files.said(journal.parent, "cleared"):
        for path in left:
            path.unlink(missing_ok=True)
