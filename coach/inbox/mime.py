"""Finds the words and the calendar part in a MIME body, without building the whole tree."""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.inbox import headers, html_text

DEPTH = 8
PARTS = 60
PART_LIMIT = 400_000
"""Bytes of one part that are decoded."""

_PARAM = re.compile(
    r'(boundary|charset|method|name)\s*=\s*(?:"([^"]{0,200})"|([^\s;"]{1,200}))', re.I
)


@dataclass(slots=True)
class Found:
    """What a body holds."""

    plain: str = ""
    html: str = ""
    calendars: list[str] = field(default_factory=list)
    budget: int = PARTS

    @property
    def text(self) -> str:
        """The words; those of the HTML part where there's no other."""
        if self.plain.strip():
            return self.plain
        return html_text.text_of(self.html) if self.html else ""


def search(fields: Mapping[str, str], body: bytes) -> Found:
    """The first plain and the first HTML part, and each calendar part."""
    found = Found()
    _walk(fields, body, found, 0)
    return found


def _walk(fields: Mapping[str, str], body: bytes, found: Found, depth: int) -> None:
    if found.budget <= 0:
        return
    found.budget -= 1
    value = fields.get("content-type", "text/plain")
    kind = value.partition(";")[0].strip().lower()
    params = {name.lower(): quoted or bare for name, quoted, bare in _PARAM.findall(value[:2000])}
    if kind.startswith("multipart/"):
        boundary = params.get("boundary", "")
        if boundary and depth < DEPTH:
            for part in _parts(body, boundary):
                head, inner = headers.parted(part)
                _walk(headers.fields(head), inner, found, depth + 1)
                if found.plain and b"text/calendar" not in body and b".ics" not in body:
                    return
        return
    attached = fields.get("content-disposition", "").lower().startswith("attachment")
    if kind == "text/calendar" or (attached and ".ics" in value.lower()):
        found.calendars.append(_decoded(fields, body, params.get("charset", "utf-8")))
    elif attached:
        return
    elif kind in ("text/plain", "text", "") and not found.plain:
        found.plain = _decoded(fields, body, params.get("charset", ""))
    elif kind == "text/html" and not found.html and not found.plain:
        found.html = _decoded(fields, body, params.get("charset", ""))


def _parts(body: bytes, boundary: str) -> Iterator[bytes]:
    mark = b"--" + boundary.encode("utf-8", "replace")
    place = 0 if body.startswith(mark) else body.find(b"\n" + mark)
    while place >= 0:
        begin = body.find(b"\n", place + len(mark))
        if begin < 0 or body[place : place + len(mark) + 4].strip().endswith(b"--" + mark):
            return
        following = body.find(b"\n" + mark, begin)
        yield body[begin + 1 : following if following >= 0 else len(body)]
        if following < 0 or body.startswith(b"--", following + 1 + len(mark)):
            return
        place = following + 1


def _decoded(fields: Mapping[str, str], body: bytes, charset: str) -> str:
    raw = body[:PART_LIMIT]
    encoding = fields.get("content-transfer-encoding", "").strip().lower()
    if encoding == "quoted-printable":
        raw = quopri.decodestring(raw)
    elif encoding == "base64":
        raw = _base64(raw)
    return characters(raw, charset)


def _base64(raw: bytes) -> bytes:
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    clean = clean[: len(clean) // 4 * 4] if len(clean) % 4 == 1 else clean
    try:
        return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""


def characters(raw: bytes, charset: str = "") -> str:
    """Bytes as characters: by the charset given, else UTF-8, else Windows-1252."""
    name = charset.strip().strip("'\"").lower()
    if name and name not in ("utf-8", "us-ascii", "ascii"):
        try:
            return raw.decode("cp1252" if name == "iso-8859-1" else name, "replace")
        except (LookupError, ValueError):
            pass
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 4:  # cut in the middle of a character
            return raw[: error.start].decode("utf-8")
        return raw.decode("cp1252", "replace")
