"""Whether a journal file is sound, row by row, and what can be kept of one that is not."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach import private_files
from coach.errors import JournalError, Problem
from coach.inbox.closed import Mark
from coach.journal.decisions import Decision, Deleted, Person, Summary
from coach.session.session import Session
from coach.store import backups, sealing
from coach.store.codec import document, from_json
from coach.store.database import SqliteStorage

KINDS: dict[str, Any] = {
    "sessions": Session,
    "decisions": Decision,
    "summaries": Summary,
    "people": Person,
    "trash": Deleted,
    "threads": Mark,
}
"""What each table holds."""


@dataclass(slots=True)
class VerifyReport:
    """What was found: by table and id the documents that are sound, and every problem."""

    path: Path
    size: int = 0
    documents: dict[str, dict[str, bytes]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many sound documents each table holds."""
        return Counter({name: len(rows) for name, rows in self.documents.items() if rows})

    def problem(self, what: str) -> None:
        """Note a problem down."""
        self.problems.append(Problem(file=str(self.path), what=what))


def verify(path: Path, key: sealing.Key | None = None) -> VerifyReport:
    """Let SQLite check the file, and look at every document. Changes nothing.

    Raises ``JournalLocked`` when the file is sealed and not with this key,
    ``JournalError`` when it cannot be read or is not a journal.
    """
    report = VerifyReport(path)
    with closing(SqliteStorage(path, mode=backups.mode_of(path), key=key)) as file:
        file.version("settings")  # refuses another key
        report.size = path.stat().st_size
        for fault in file.integrity():
            report.problem(fault)
        for name, kind in KINDS.items():
            rows = report.documents[name] = {}
            for number, id, raw in file.salvage(name):
                if raw is None or not _understood(report, f"{name} {id!r}", id, raw, kind):
                    report.problem(f"{name}: row {number} ({id}) can't be read.")
                else:
                    rows[id] = raw
    _compare(report)
    return report


def mend(path: Path, key: sealing.Key | None = None) -> tuple[VerifyReport, Path]:
    """Set the file aside whole and write a new one with all that can be understood.

    A sealed file needs its key, and the new one is sealed with it too. Returns what was
    found and where the old file is now. Raises ``JournalError``; then nothing changed.
    """
    report = verify(path, key)
    fresh = path.with_name(path.name + ".new")
    aside = private_files.free_name(path.with_name(f"{path.stem}.damaged{path.suffix}"))
    with private_files.said(path, "mended"):
        fresh.unlink(missing_ok=True)
        try:
            _write(fresh, report, key)
            if verify(fresh, key).problems:
                raise JournalError(f"{path} couldn't be repaired. Nothing was changed.")
            private_files.write_new(aside, path.read_bytes())
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            private_files.put_in_place(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    return report, aside


def _write(fresh: Path, report: VerifyReport, key: sealing.Key | None) -> None:
    """A new journal with the sound documents; each decision gets its summary anew."""
    with closing(SqliteStorage(fresh, mode="delete")) as file:
        if key is not None:
            file.reseal(key)
        with file.together():
            for name, kind in KINDS.items():
                for raw in () if name == "summaries" else report.documents[name].values():
                    value = from_json(raw, kind)
                    file.put(name, document(value))
                    if isinstance(value, Decision):
                        file.put("summaries", document(value.summary()))


def _understood(report: VerifyReport, called: str, id: str, raw: bytes, kind: Any) -> bool:
    try:
        value = from_json(raw, kind)
    except JournalError as error:
        report.problem(f"{called}: {error}")
        return False
    return bool(value.id == id)


def _compare(report: VerifyReport) -> None:
    """Each decision has its summary, and no summary stands alone."""
    decisions, summaries = report.documents["decisions"], report.documents["summaries"]
    for id in decisions.keys() ^ summaries.keys():
        report.problem(f"Decision {id!r} is only half there.")
    for id in decisions.keys() & summaries.keys():
        if from_json(decisions[id], Decision).summary() != from_json(summaries[id], Summary):
            report.problem(f"Decision {id!r} and its summary differ.")
