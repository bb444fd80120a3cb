"""Whether a journal file is sound, line by line, and what can be kept of one that is not."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError

from coach.journal.decisions import Decision, Person, Summary
from coach.problems import JournalError, Problem
from coach.session.session import Session
from coach.store import log_lines, private_files
from coach.store.codec import from_json
from coach.store.journal_log import LOCK_SECONDS, whole_file
from coach.store.log_reading import GONE, begun
from coach.store.migrations import SCHEMA

if TYPE_CHECKING:
    from coach.store.sealing import Key

KINDS: dict[str, Any] = {
    "walks": Session,
    "decisions": Summary,
    "details": Decision,
    "people": Person,
}
"""What each table holds."""


@dataclass(slots=True)
class VerifyReport:
    """What was found: documents by table, and every problem with its line."""

    path: Path
    schema: int = 0
    sealed: bool = False
    lines: int = 0
    size: int = 0
    tables: dict[str, dict[str, bytes]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many documents each table holds."""
        return Counter({name: len(rows) for name, rows in self.tables.items()})

    @property
    def living(self) -> int:
        """Bytes of the documents that are not replaced or gone."""
        return sum(len(raw) for rows in self.tables.values() for raw in rows.values())

    def problem(self, what: str, line: int = 0, hint: str = "") -> None:
        """Note a problem down."""
        self.problems.append(Problem(file=str(self.path), line=line, what=what, hint=hint))


def verify(path: Path, key: "Key | None" = None) -> VerifyReport:
    """Look at every line and every document. Changes nothing.

    Raises ``JournalLocked`` when the file is sealed and not with this key,
    ``JournalError`` when it cannot be read or is not a journal.
    """
    report = VerifyReport(path)
    with private_files.said(path, "read"):
        fd = private_files.open_own(path, write=False)
    with os.fdopen(fd, "rb") as stream:
        report.size = os.fstat(fd).st_size
        chain = _first_line(report, stream.readline(), key)
        for number, line in enumerate(stream, start=2):
            _next_line(report, number, line, chain)
    _documents(report)
    return report


def mend(path: Path, key: "Key | None" = None) -> tuple[VerifyReport, Path]:
    """Set the file aside whole and write a new one with all that can be understood.

    A sealed file needs its key, and the new one is sealed with it too.

    Returns what was found and where the old file is now. A line that fails its
    checksum but can still be read is kept: a word in it may be wrong, and that
    is better than a lost decision. Raises ``JournalError``; then nothing changed.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(
        path.with_suffix(".lock"), timeout=LOCK_SECONDS, mode=private_files.PRIVATE_FILE
    )
    try:
        with lock:
            report = verify(path, key)
            aside = private_files.free_name(path.with_name(f"{path.stem}.damaged{path.suffix}"))
            with private_files.said(path, "mended"):
                private_files.copy_privately(path, aside)
                seal = key if report.sealed else None
                private_files.replace_durably(
                    path, whole_file(_stream(report), report.schema, seal)
                )
    except Timeout as error:
        raise JournalError(f"Another window is busy with {path}. Nothing was changed.") from error
    return report, aside


def _first_line(report: VerifyReport, line: bytes, key: "Key | None") -> log_lines.Chain:
    try:
        header = log_lines.read_header(line)
        report.schema, report.sealed = header.schema, header.sealed
        if report.schema > SCHEMA:
            raise log_lines.ForeignError("was written by a newer version of this program")
    except log_lines.ForeignError as error:
        raise JournalError(f"{report.path} {error}. It was left alone.") from error
    report.lines = 1
    return begun(report.path, line, header, key)


def _next_line(report: VerifyReport, number: int, line: bytes, chain: log_lines.Chain) -> None:
    report.lines = number
    if not line.endswith(b"\n"):
        report.problem("The last line is cut short.", number, "It will be set aside on opening.")
        return
    sound = chain.read(line)
    said = chain.salvage(line) if sound is None else sound
    try:
        put = log_lines.parse(said or b"")
    except (DecodeError, UnicodeDecodeError):
        report.problem("This line cannot be understood.", number)
        return
    if sound is None:
        report.problem("This line was changed, or one before it is missing.", number)
    for name, documents in put.items():
        rows = report.tables.setdefault(name, {})
        for key, raw in documents.items():
            rows.pop(key, None)
            if bytes(raw) != GONE:
                rows[key] = bytes(raw)


def _documents(report: VerifyReport) -> None:
    """Decode every document; what cannot be understood is named and left out."""
    for name, rows in report.tables.items():
        if name not in KINDS:
            report.problem(f"A table {name!r} is not known.")
            continue
        for key in [key for key, raw in rows.items() if not _understood(report, name, key, raw)]:
            del rows[key]
    decided, details = report.tables.get("decisions", {}), report.tables.get("details", {})
    for key in decided.keys() - details.keys():
        report.problem(f"Decision {key!r} has lost its details.")


def _understood(report: VerifyReport, name: str, key: str, raw: bytes) -> bool:
    try:
        from_json(raw, KINDS[name])
    except JournalError as error:
        report.problem(f"{name} {key!r}: {error}")
        return False
    return True


def _stream(report: VerifyReport) -> Iterator[tuple[str, str, bytes]]:
    """The documents to keep: a decision whose summary is lost gets a new one."""
    from coach.store.codec import to_document
    from coach.store.lazy_document import encode

    details = report.tables.get("details", {})
    for key, raw in details.items():
        yield "details", key, raw
        yield "decisions", key, encode(to_document(from_json(raw, Decision).summary()))
    for name, rows in report.tables.items():
        if name not in ("details", "decisions"):
            yield from ((name, key, raw) for key, raw in rows.items())
