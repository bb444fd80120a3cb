"""The list of sources, each entry read when an article cites it.

The whole list takes longer to read than any article that stands on a few of its entries.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from coach.content.typed_toml import parse_toml, read_toml
from coach.errors import ContentError
from coach.guides.article_notes import Source

FILE = "sources.toml"

_HEADER = re.compile(r"^\[\[?([\w-]+)", re.M)


class Sources(Mapping[str, Source]):
    """The sources in this file by id; one that cannot be read is not there.

    An article reads on without them, so nothing is raised but ``KeyError``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: dict[str, str] | None = None
        self._read: dict[str, Source] = {}

    def __getitem__(self, id: str) -> Source:
        if id not in self._read:
            part = self._texts()[id]
            try:
                self._read |= parse_toml(part, dict[str, Source], name=self._path.name)
            except ContentError:
                raise KeyError(id) from None
        return self._read[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts())

    def __len__(self) -> int:
        return len(self._texts())

    def _texts(self) -> dict[str, str]:
        """The TOML of each entry: its table, and the tables of its works after it."""
        if self._parts is None:
            self._parts = {}
            try:
                text = self._path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                return self._parts
            begins = [*_HEADER.finditer(text)]
            ends = [*(each.start() for each in begins[1:]), len(text)]
            for header, end in zip(begins, ends, strict=True):
                before = self._parts.get(header[1], "")
                self._parts[header[1]] = before + text[header.start() : end]
        return self._parts


def all_sources(folder: Path) -> Mapping[str, Source]:
    """Every source of a content folder, with its faults found; raises ``ContentError``."""
    return read_toml(folder / FILE, dict[str, Source])
