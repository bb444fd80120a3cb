"""Decisions out of the journal as JSON, and back in without losing the newer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from coach import private_files
from coach.errors import JournalError
from coach.journal import exports
from coach.journal.decisions import Decision, Person
from coach.journal.due_dates import due, pending
from coach.journal.people import joined
from coach.session.session import Session
from coach.store import legacy_journal, locking
from coach.store.codec import FAULTS, all_from_json, decoder, zoned
from coach.store.integrity import verify
from coach.store.journal_store import TinyJournal

FORMAT = "follow-up-coach export"
VERSION = 1

YEARS = range(1970, 2200)
"""What a clock can show; a date outside would break reckoning with days and zones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Decisions, people and open sessions on their way from one journal to another."""

    format: str = FORMAT
    version: int = VERSION
    exported: datetime
    decisions: tuple[Decision, ...] = ()
    people: tuple[Person, ...] = ()
    sessions: tuple[Session, ...] = ()


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
    export = Export(exported=now, decisions=tuple(decisions), people=tuple(people))
    told = msgspec.to_builtins(export, order="deterministic")
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def bring_in(journal: TinyJournal, source: Path, passphrase: str = "") -> Merged:
    """Merge an export, or a copy of a journal, into this one: all of it or nothing.

    What is here stays; notes from both sides are kept; of two states of a session
    or a person the later stays. Raises ``JournalLocked`` when the file needs another
    passphrase than this, ``JournalError`` when it cannot be read or understood.
    """
    with private_files.said(source, "read"), source.open("rb") as file:
        beginning = file.read(16)
    if beginning.startswith(b"SQLite format 3"):
        export = _from_copy(journal, source, passphrase)
    elif legacy_journal.is_log(source):
        export = from_old_log(legacy_journal.read(source, passphrase))
    else:
        export = _from_json(source)
    if fault := next(_faults(export), ""):
        raise JournalError(f"{source} can't be used: {fault}. Nothing was imported.")
    return merge(journal, export)


def merge(journal: TinyJournal, export: Export) -> Merged:
    """Bring all this into the journal, in one transaction."""
    merged = Merged()
    with journal.together():
        changed = [_with_ours(journal, theirs, merged) for theirs in export.decisions]
        journal.record_all([each for each in changed if each is not None])
        _people(journal, export.people, merged)
        _sessions(journal, export.sessions, merged)
    return merged


def from_old_log(documents: legacy_journal.Documents) -> Export:
    """What a journal of 0.1.0 holds."""
    return _from_documents({**documents, "sessions": documents.get("walks", {})}, "details")


def _from_copy(journal: TinyJournal, source: Path, passphrase: str) -> Export:
    """A copy of a journal; one that is damaged is refused, since nobody would see what is lost."""
    head = locking.head_of(source)
    key = journal.file.key
    mine = key if head and key and key.head.mark == head.mark else None
    report = verify(source.resolve(), mine or locking.key_for(source, passphrase))
    if report.problems:
        raise JournalError(
            f"{source} is damaged ({report.problems[0]}). Nothing was imported; "
            '"coach journal verify" on a copy of it says more.'
        )
    return _from_documents(report.documents, "decisions")


def _from_documents(told: Mapping[str, Mapping[str, bytes]], decisions: str) -> Export:
    return Export(
        exported=datetime.now(UTC),
        decisions=tuple(all_from_json(told.get(decisions, {}).values(), Decision)),
        people=tuple(all_from_json(told.get("people", {}).values(), Person)),
        sessions=tuple(all_from_json(told.get("sessions", {}).values(), Session)),
    )


def _from_json(source: Path) -> Export:
    try:
        export: Export = decoder(Export).decode(source.read_bytes())
    except FAULTS as error:
        raise JournalError(
            f"{source} isn't an export of this program ({error}). Nothing was imported."
        ) from error
    if export.format != FORMAT or not zoned(export):
        raise JournalError(f"{source} isn't an export of this program. Nothing was imported.")
    if export.version > VERSION:
        raise JournalError(
            f"{source} was written by a newer version of this program. Nothing was imported."
        )
    return export


# -- what no reader could cope with ---------------------------------------------------


def _faults(export: Export) -> Iterator[str]:
    """What is wrong with values that have the right shape, each with its place."""
    yield from _out_of_range(msgspec.to_builtins(export, builtin_types=(date, datetime)), "$")
    for number, decision in enumerate(export.decisions):
        place = f"$.decisions[{number}]"
        if not decision.assessment.verdicts:
            yield f"{place}.assessment.verdicts is empty"
        elif why := _unreadable(decision):
            yield f"{place} can't be shown ({why})"
    for number, session in enumerate(export.sessions):
        try:
            session.channel, session.in_danger, due([session], (), (), datetime.now(UTC))
        except Exception as error:  # whatever a reader stumbles over
            yield f"$.sessions[{number}] can't be shown ({error})"


def _out_of_range(value: object, place: str) -> Iterator[str]:
    day = _as_day(value) if isinstance(value, str) else value
    if isinstance(day, date) and day.year not in YEARS:
        yield f"{place} is {value}, which isn't a valid time"
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _out_of_range(each, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _out_of_range(each, f"{place}[{number}]")


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-30") else None
    except ValueError:
        return None


def _unreadable(decision: Decision) -> str:
    """Why this decision cannot be listed, shown or exported; empty where it can."""
    try:
        summary, now = decision.summary(), datetime.now(UTC)
        due((decision.session,), (summary,), (), now)
        pending((summary,), ())
        exports.markdown([decision])
        exports.table([decision])
        if decision.prediction and not 0 <= decision.prediction.percent <= 100:
            return f"a chance of {decision.prediction.percent} per cent"
        return "" if decision.session.channel else "no channel"
    except Exception as error:  # whatever a reader stumbles over
        return f"{type(error).__name__}: {error}"


# -- theirs and ours ------------------------------------------------------------------


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


def _sessions(journal: TinyJournal, sessions: Sequence[Session], merged: Merged) -> None:
    """Sessions that are neither finished here nor older than the same session here."""
    if not sessions:
        return
    finished = {journal.decision(each.id).session.id for each in journal.summaries()}
    here = {session.id: session for session in journal.sessions()}
    for theirs in sessions:
        ours = here.get(theirs.id)
        latest = theirs if ours is None else max(ours, theirs, key=lambda one: one.touched)
        if theirs.id in finished:
            merged.same += 1
        elif merged.count(ours, latest):
            journal.keep(latest)
