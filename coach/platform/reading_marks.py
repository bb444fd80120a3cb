"""Reading marks in a small file of their own, private to the user."""

import json
from collections.abc import Callable
from contextlib import suppress
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
            return self._read() or Reading()
        except OSError:
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
                raise MarksError(f"Your place in the guides couldn't be saved: {why}.") from error
        return after

    def _keep_damaged(self) -> None:
        """Put a file aside that holds something other than marks."""
        with suppress(FileNotFoundError):
            if self._read() is None:
                self.path.replace(self.path.with_name(f"{self.path.name}.damaged"))

    def _read(self) -> Reading | None:
        """The marks in the file, or None where it holds something else. Raises ``OSError``."""
        import msgspec  # not before somebody reads

        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Reading)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None


def _text(reading: Reading) -> str:
    data = {"bookmarks": list(reading.bookmarks), "read": sorted(reading.read)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
