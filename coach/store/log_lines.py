"""The lines of a journal file: how they are sealed, read and told apart.

Every line is one JSON object that begins with its checksum. The checksum is the
CRC-32 of everything between the comma after it and the closing brace (both left
out), started with the checksum of the line before. A changed, missing, doubled
or moved line is therefore noticed. docs/journal-format.md says the same for
people who read the file without this program.

A journal with a passphrase has the same lines, but what they say is sealed:
``coach.store.sealing`` knows how.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import msgspec

FORMAT = "follow-up-coach journal"
VERSION = 1
"""The layout of lines that anybody can read."""

SEALED_VERSION = 2
"""The layout of sealed lines; a program that does not know it leaves the file alone."""

_BEGIN = b'{"sum":"'
_SUM = slice(len(_BEGIN), len(_BEGIN) + 8)
_SEAM = b'",'
_BODY = len(_BEGIN) + 8 + len(_SEAM)
_END = b"}\n"
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


class ForeignError(Exception):
    """The first line is not the header of a journal this program can read; says why."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: the layout of lines (``version``) and of documents (``schema``)."""

    version: int
    schema: int

    @property
    def sealed(self) -> bool:
        """Whether the lines after it need a passphrase to be read."""
        return self.version == SEALED_VERSION


class Chain:
    """The lines of one file up to some point, which the next line is built on."""

    __slots__ = ("checksum",)

    def __init__(self, checksum: int = 0) -> None:
        self.checksum = checksum

    def copy(self) -> "Chain":
        """Another one at the same point, to write lines that may yet come to nothing."""
        return Chain(self.checksum)

    def write(self, body: bytes) -> bytes:
        """The next line, which says this; the chain goes on behind it."""
        line, self.checksum = seal(body, self.checksum)
        return line

    def read(self, line: bytes) -> bytes | None:
        """What the line says, as a plain line, if it is whole and the next one; else None.

        The chain goes on behind a line that was read, and stays where it is before any other.
        """
        checksum = check(line, self.checksum)
        if checksum is None:
            return None
        self.checksum = checksum
        return line

    def salvage(self, line: bytes) -> bytes | None:
        """What a line seems to say that could not be read, or None; the chain goes on behind it."""
        claim = claimed(line)
        self.checksum = self.checksum if claim is None else claim
        return line


class Changes(msgspec.Struct):
    """One transaction: by table and id the new document, or ``null`` where it is gone."""

    put: dict[str, dict[str, msgspec.Raw]]


class _Head(msgspec.Struct):
    format: str
    version: int
    schema: int = 0
    key: str = ""


def seal(body: bytes, before: int) -> tuple[bytes, int]:
    """The whole line for this body, and its checksum; ``before`` is the last line's."""
    checksum = crc32(body, before)
    return b'{"sum":"%08x",%b}\n' % (checksum, body), checksum


def header(schema: int) -> tuple[bytes, int]:
    """The first line of a new journal, and its checksum."""
    body = b'"format":"%b","version":%d,"schema":%d' % (FORMAT.encode(), VERSION, schema)
    return seal(body, 0)


def begin(schema: int) -> tuple[bytes, Chain]:
    """The first line of a new journal, and the chain that it begins."""
    line, checksum = header(schema)
    return line, Chain(checksum)


def plain(body: bytes) -> bytes:
    """A line that says this, for reading only: its checksum is not one."""
    return _BEGIN + b"--------" + _SEAM + body + _END


def body_of(line: bytes) -> bytes:
    """What stands between the checksum and the closing brace."""
    return line[_BODY : -len(_END)]


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
    if not (line.startswith(_BEGIN) and line.endswith(_END)):
        return None
    if not line.startswith(_SEAM, _BODY - len(_SEAM)):
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
    if head.version > SEALED_VERSION:
        raise ForeignError("was written by a newer version of this program")
    if check(line, 0) is None or bool(head.key) is not (head.version == SEALED_VERSION):
        raise ForeignError("is damaged in its first line")
    return Header(head.version, head.schema)
