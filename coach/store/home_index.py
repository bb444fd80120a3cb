"""A small file beside the journal with what home needs, so that the rest can stay closed.

It says for which state of the journal it was made (device, inode, size, time of
the last change) and is only believed for that one. It may be deleted at any time.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from coach.journal.decisions import HomeSummary, Person, Summary
from coach.journal.due_dates import pending
from coach.journal.people import unsafe_names
from coach.problems import JournalError
from coach.session.session import Session
from coach.store import private_files
from coach.store.codec import decoder, zoned

VERSION = 2

FIRST_PAGE = 60
"""Decisions that fill the first page of the list on any usual screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamped:
    version: int
    stamp: tuple[int, int, int, int]
    glance: HomeSummary


def place(journal: Path) -> Path:
    """Where the glance of this journal lies."""
    return journal.with_name("glance.json")


def read(journal: Path) -> HomeSummary | None:
    """The glance, if it was made for the journal as it is now; None to look for oneself."""
    try:
        _stamp(journal)
    except FileNotFoundError:
        return HomeSummary()
    except OSError:
        return None
    try:
        with os.fdopen(private_files.open_own(place(journal), write=False), "rb") as file:
            found: _Stamped = decoder(_Stamped).decode(file.read())
        current = found.version == VERSION and found.stamp == _stamp(journal)
    except (OSError, JournalError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found.glance if current and zoned(found.glance) else None


def write(journal: Path, glance: HomeSummary) -> None:
    """Keep this glance for the next start. Raises ``OSError``."""
    stamped = _Stamped(version=VERSION, stamp=_stamp(journal), glance=glance)
    private_files.replace_durably(
        place(journal), [msgspec.json.encode(stamped, order="deterministic"), b"\n"]
    )


def take(
    walks: Iterable[Session],
    summaries: Iterable[Summary],
    people: Iterable[Person],
    today: date,
) -> HomeSummary:
    """The glance of a journal that holds all this."""
    summaries, people = tuple(summaries), tuple(people)
    return HomeSummary(
        decisions=len(summaries),
        walks=tuple(walks),
        pending=pending(summaries, people, today),
        newest=summaries[:FIRST_PAGE],
        people=people,
        unsafe=unsafe_names(summaries, people),
    )


def _stamp(journal: Path) -> tuple[int, int, int, int]:
    found = os.lstat(journal)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
