"""Reading marks in a small file of their own, private to the user."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.guides.reading import MarksError, Reading
from coach.private_files import replace_text


@dataclass(frozen=True, slots=True)
class MarksFile:
    """Marks kept as JSON at ``path``.

    The file is read anew before every change, so that a second window loses
    nothing, and replaced whole, so that a crash leaves the old one or the new.
    One that cannot be understood is put aside under the name ``.damaged``.
    """

    path: Path

    def now(self) -> Reading:
        """How things stand; nothing marked when there is no sound file."""
        try:
            return _reading(json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return Reading()

    def mark_read(self, slug: str) -> Reading:
        """Remember that this article was read to its end. Raises ``MarksError``."""
        return self._change(lambda reading: reading.with_read(slug))

    def bookmark(self, slug: str, on: bool) -> Reading:
        """Remember, or forget, a bookmark. Raises ``MarksError``."""
        return self._change(lambda reading: reading.with_bookmark(slug, on))

    def _change(self, change: Callable[[Reading], Reading]) -> Reading:
        before = self.now()
        after = change(before)
        if after != before:
            try:
                self._keep_damaged()
                replace_text(self.path, _text(after))
            except OSError as error:
                why = error.strerror or str(error)
                raise MarksError(f"Your reading marks could not be saved: {why}.") from error
        return after

    def _keep_damaged(self) -> None:
        """Put a file aside that holds something other than marks."""
        try:
            _reading(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return
        except ValueError:
            self.path.replace(self.path.with_name(f"{self.path.name}.damaged"))


def _reading(data: object) -> Reading:
    """The marks in this JSON value; raises ``ValueError`` when it holds something else."""
    if not isinstance(data, dict):
        raise ValueError("not a table of marks")
    return Reading(read=frozenset(_slugs(data, "read")), bookmarks=_slugs(data, "bookmarks"))


def _slugs(data: dict[str, object], key: str) -> tuple[str, ...]:
    values = data.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key} is not a list of names")
    return tuple(values)


def _text(reading: Reading) -> str:
    data = {"bookmarks": list(reading.bookmarks), "read": sorted(reading.read)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
