"""Reads the journal of 0.1.0, ``journal.jsonl``, to move it; nothing is written to it.

Every line is JSON that begins with a CRC-32 of the rest, started with the line before's.
In one with a passphrase each line holds the tag of the line before, a nonce and the
encrypted rest. Later lines replace earlier documents; ``null`` removes one.
"""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec

from coach import private_files
from coach.errors import JournalError
from coach.store import sealing

FORMAT = "follow-up-coach journal"

Documents = dict[str, dict[str, bytes]]
"""By table and id, JSON."""

_SUM, _BODY = slice(8, 16), 18  # {"sum":"01234567",
_TAG = 16


class _Head(msgspec.Struct):
    format: str
    version: int
    n: int = 0
    r: int = 0
    p: int = 0
    salt: str = ""
    key: str = ""


class _Line(msgspec.Struct):
    put: dict[str, dict[str, msgspec.Raw]] = {}
    seal: str = ""


def is_log(path: Path) -> bool:
    """Whether this is a journal of 0.1.0, sealed or not."""
    return _head(_first_line(path)) is not None


def is_sealed(path: Path) -> bool:
    """Whether it needs a passphrase."""
    head = _head(_first_line(path))
    return head is not None and head.version == 2


def read(path: Path, passphrase: str = "", *, strict: bool = True) -> Documents:
    """What it holds. A last line that was cut short was never said to be saved; it is left out.

    Raises ``JournalLocked`` for another passphrase, and ``JournalError`` with the line
    that is damaged; without ``strict`` such a line is left out, or taken as far as it can be read.
    """
    with private_files.said(path, "read"):
        private_files.refuse_strange(path)
        first, *rest = path.read_bytes().splitlines(keepends=True)
    head = _head(first)
    if head is None:
        raise JournalError(f"{path} isn't a journal of this program. It was left alone.")
    if head.version > 2:
        raise JournalError(f"{path} was written by a newer version of this program.")
    secret = _secret(path, first, head, passphrase) if head.version == 2 else b""
    found: Documents = {}
    for number, body in _bodies(first, rest, secret):
        try:
            line = msgspec.json.decode(b"{" + (body or b"") + b"}", type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            body = None
        if body is not None:
            _take(found, line)
        elif strict:
            raise JournalError(
                f"{path} is damaged in line {number}. It was left alone; "
                '"coach journal verify --mend" moves what can still be read.'
            )
    return found


def _take(found: Documents, line: _Line) -> None:
    for table, documents in line.put.items():
        rows = found.setdefault(table, {})
        for id, raw in documents.items():
            rows.pop(id, None)
            if bytes(raw) != b"null":
                rows[id] = bytes(raw)


def _bodies(first: bytes, rest: list[bytes], secret: bytes) -> Iterator[tuple[int, bytes | None]]:
    """Number and content of each whole line; None before one that is not as it was written."""
    checksum = crc32(first[_BODY:-2])
    tag = b64decode(msgspec.json.decode(first, type=_Head).key)[-_TAG:] if secret else b""
    for number, line in enumerate(rest, start=2):
        if not line.endswith(b"\n"):
            return
        body: bytes | None = line[_BODY:-2]
        checksum = crc32(line[_BODY:-2], checksum)
        sound = line[_SUM] == b"%08x" % checksum
        with suppress(ValueError):
            checksum = int(line[_SUM], 16)
        if secret:
            bound, body, after = _unsealed(line[_BODY:-2], secret)
            sound, tag = sound and bound == tag, after
        if not sound:
            yield number, None
        yield number, body


def _unsealed(body: bytes, secret: bytes) -> tuple[bytes, bytes | None, bytes]:
    """The tag that a sealed line follows, what it says (None where it is damaged), its own tag."""
    try:
        sealed = b64decode(msgspec.json.decode(b"{" + body + b"}", type=_Line).seal)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return b"", None, b""
    return sealed[:_TAG], sealing.opened(secret, sealed[_TAG:], sealed[:_TAG]), sealed[-_TAG:]


def _secret(path: Path, first: bytes, head: _Head, passphrase: str) -> bytes:
    cost = sealing.Cost(head.n, head.r, head.p)
    if not cost.bearable:
        raise JournalError(f"{path} is locked in a way this program doesn't know.")
    said, _, _ = first[_BODY:-2].rpartition(b',"key":"')
    derived = sealing.derived(passphrase, cost, b64decode(head.salt))
    secret = sealing.opened(derived, b64decode(head.key), said)
    if secret is None:
        raise sealing.wrong_passphrase()
    return secret


def _first_line(path: Path) -> bytes:
    try:
        private_files.refuse_strange(path)
        with path.open("rb") as file:
            return file.readline(4096)
    except (OSError, JournalError):
        return b""


def _head(line: bytes) -> _Head | None:
    try:
        head = msgspec.json.decode(line, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return head if head.format == FORMAT else None
