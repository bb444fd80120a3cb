"""Decisions out of the journal as JSON, and back in without losing the newer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coach.journal.decisions import Decision, Person
from coach.journal.people import joined
from coach.problems import JournalError
from coach.session.session import Session
from coach.store import log_lines, private_files
from coach.store.codec import decoder, from_json, zoned
from coach.store.journal_store import TinyJournal

if TYPE_CHECKING:
    from coach.store.sealing import Key

FORMAT = "follow-up-coach export"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    format: str
    version: int
    exported: datetime
    decisions: tuple[Decision, ...] = ()
    people: tuple[Person, ...] = ()
    walks: tuple[Session, ...] = ()


@dataclass(slots=True)
class Merged:
    """How many came in new, how many were completed, how many were here already."""

    added: int = 0
    completed: int = 0
    same: int = 0

    def count(self, before: object, after: object) -> bool:
        """Count one; returns whether it has to be saved."""
        if before is None:
            self.added += 1
        elif before == after:
            self.same += 1
        else:
            self.completed += 1
        return before != after


def to_json(decisions: Iterable[Decision], people: Iterable[Person], now: datetime) -> bytes:
    """Decisions and people as one JSON text that ``bring_in`` can read."""
    export = _Export(
        format=FORMAT,
        version=VERSION,
        exported=now,
        decisions=tuple(decisions),
        people=tuple(people),
    )
    return msgspec.json.format(msgspec.json.encode(export, order="deterministic"), indent=1) + b"\n"


def bring_in(journal: TinyJournal, source: Path, key: "Key | None" = None) -> Merged:
    """Merge an export, or a copy of a journal, into this one: all of it or nothing.

    What is here stays; notes from both sides are kept; of two states of a walk
    or a person the later stays. A sealed copy is opened with ``key``, or with that
    of this journal. Raises ``JournalLocked`` when that is another's, ``JournalError``
    when the file cannot be read or understood.
    """
    try:
        data = source.read_bytes()
    except OSError as error:
        why = private_files.reason(error)
        raise JournalError(
            f"{source} could not be read ({why}). Nothing was brought in."
        ) from error
    key = key or journal.key
    export = _from_journal(source, key) if _is_journal(data) else _from_export(source, data)
    merged = Merged()
    with journal.together():
        changed = [_with_ours(journal, theirs, merged) for theirs in export.decisions]
        journal.record_all([each for each in changed if each is not None])
        _people(journal, export.people, merged)
        _walks(journal, export.walks, merged)
    return merged


def _is_journal(data: bytes) -> bool:
    try:
        log_lines.read_header(data.split(b"\n", 1)[0] + b"\n")
    except log_lines.ForeignError:
        return False
    return True


def _from_journal(source: Path, key: "Key | None") -> _Export:
    """A copy of a journal; one that is damaged is refused, since nobody would see what is lost."""
    from coach.store.verify import verify

    report = verify(source.resolve(), key)
    if report.problems:
        raise JournalError(
            f"{source} is damaged ({report.problems[0]}). Nothing was brought in; "
            '"coach journal verify" on a copy of it says more.'
        )
    tables = report.tables
    return _Export(
        format=FORMAT,
        version=VERSION,
        exported=datetime.now().astimezone(),
        decisions=tuple(from_json(raw, Decision) for raw in tables.get("details", {}).values()),
        people=tuple(from_json(raw, Person) for raw in tables.get("people", {}).values()),
        walks=tuple(from_json(raw, Session) for raw in tables.get("walks", {}).values()),
    )


def _from_export(source: Path, data: bytes) -> _Export:
    try:
        export: _Export = decoder(_Export).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JournalError(
            f"{source} is not an export of this program ({error}). Nothing was brought in."
        ) from error
    if export.format != FORMAT or not zoned(export):
        raise JournalError(f"{source} is not an export of this program. Nothing was brought in.")
    if export.version > VERSION:
        raise JournalError(
            f"{source} was written by a newer version of this program. Nothing was brought in."
        )
    return export


def _with_ours(journal: TinyJournal, theirs: Decision, merged: Merged) -> Decision | None:
    """What to save, or None when all of it is here."""
    try:
        ours = journal.decision(theirs.id)
    except KeyError:
        ours = None
    both = theirs if ours is None else _with_all_notes(ours, theirs)
    return both if merged.count(ours, both) else None


def _with_all_notes(ours: Decision, theirs: Decision) -> Decision:
    notes = sorted({*ours.notes, *theirs.notes}, key=lambda note: note.at)
    latest = max(ours, theirs, key=_last_change)
    return replace(latest, notes=tuple(notes))


def _last_change(decision: Decision) -> datetime:
    return max((decision.decided, *(note.at for note in decision.notes)))


def _people(journal: TinyJournal, people: Iterable[Person], merged: Merged) -> None:
    here = {each.id: each for each in journal.people()}
    for theirs in people:
        ours = here.get(theirs.id)
        both = theirs if ours is None else joined(ours, theirs)
        if merged.count(ours, both):
            journal.keep_person(both)


def _walks(journal: TinyJournal, walks: Sequence[Session], merged: Merged) -> None:
    """Walks that are neither finished here nor older than the same walk here."""
    if not walks:
        return
    finished = {journal.decision(each.id).session.id for each in journal.summaries()}
    here = {walk.id: walk for walk in journal.walks()}
    for theirs in walks:
        ours = here.get(theirs.id)
        latest = theirs if ours is None else max(ours, theirs, key=lambda walk: walk.touched)
        if theirs.id in finished:
            merged.same += 1
        elif merged.count(ours, latest):
            journal.keep(latest)
