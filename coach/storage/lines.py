"""The lines of a journal file: how they are sealed, read and told apart.

Every line is one JSON object that begins with its checksum. The checksum is the
CRC-32 of everything between the comma after it and the closing brace (both left
out), started with the checksum of the line before. A changed, missing, doubled
or moved line is therefore noticed. docs/journal-format.md says the same for
people who read the file without this program.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import msgspec

FORMAT = "follow-up-coach journal"
VERSION = 1

_BEGIN = b'{"sum":"'
_SUM = slice(len(_BEGIN), len(_BEGIN) + 8)
_BODY = len(_BEGIN) + 8 + 2
_END = b"}\n"
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


class ForeignError(Exception):
    """The first line is not the header of a journal this program can read; says why."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: the layout of lines (``version``) and of documents (``schema``)."""

    version: int
    schema: int


class Changes(msgspec.Struct):
    """One transaction: by table and id the new document, or ``null`` where it is gone."""

    put: dict[str, dict[str, msgspec.Raw]]


class _Head(msgspec.Struct):
    format: str
    version: int
    schema: int = 0


def seal(body: bytes, before: int) -> tuple[bytes, int]:
    """The whole line for this body, and its checksum; ``before`` is the last line's."""
    checksum = crc32(body, before)
    return b'{"sum":"%08x",%b}\n' % (checksum, body), checksum


def header(schema: int) -> tuple[bytes, int]:
    """The first line of a new journal, and its checksum."""
    body = b'"format":"%b","version":%d,"schema":%d' % (FORMAT.encode(), VERSION, schema)
    return seal(body, 0)


def changes(put: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """The body of a line that puts these documents (already JSON; ``null`` removes)."""
    tables = (
        msgspec.json.encode(name)
        + b":{"
        + b",".join(
            msgspec.json.encode(key) + b":" + document for key, document in documents.items()
        )
        + b"}"
        for name, documents in put.items()
    )
    return b'"put":{' + b",".join(tables) + b"}"


def opens(table: str) -> bytes:
    """How the body of a line begins that puts documents of this table first."""
    return b'"put":{' + msgspec.json.encode(table) + b":{"


def check(line: bytes, before: int) -> int | None:
    """The line's checksum if it is whole and follows ``before``, else None."""
    if not line.startswith(_BEGIN) or not line.endswith(_END):
        return None
    checksum = crc32(memoryview(line)[_BODY : -len(_END)], before)
    return checksum if line[_SUM] == b"%08x" % checksum else None


def claimed(line: bytes) -> int | None:
    """The checksum the line says it has, sound or not; None when it names none."""
    try:
        return int(line[_SUM], 16) if line.startswith(_BEGIN) else None
    except ValueError:
        return None


def body_starts(line: bytes, beginning: bytes) -> bool:
    """Whether the line's body begins like this."""
    return line.startswith(beginning, _BODY)


def single(line: bytes, beginning: bytes) -> tuple[str, int, int]:
    """Id, offset in the line and size of the one document after ``beginning``.

    Only for lines written with exactly one document; nothing is parsed but the id.
    Raises ``msgspec.DecodeError`` for any other.
    """
    start = _BODY + len(beginning)
    name = _STRING.match(line, start)
    if name is None:
        raise msgspec.DecodeError("no id")
    document = name.end() + 1
    return msgspec.json.decode(name[0], type=str), document, len(line) - len(_END) - 2 - document


def parse(line: bytes) -> dict[str, dict[str, msgspec.Raw]]:
    """The documents a sound line puts. Raises ``msgspec.DecodeError`` for any other shape."""
    return msgspec.json.decode(line, type=Changes).put


def read_header(line: bytes) -> Header:
    """The header in a first line. Raises ``ForeignError``, saying what was found."""
    try:
        head = msgspec.json.decode(line, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ForeignError("is not a journal of this program") from error
    if head.format != FORMAT:
        raise ForeignError("is not a journal of this program")
    if head.version > VERSION:
        raise ForeignError("was written by a newer version of this program")
    if check(line, 0) is None:
        raise ForeignError("is damaged in its first line")
    return Header(head.version, head.schema)
