"""Small files of ours, private and replaced whole."""

import os
from pathlib import Path

from coach.platform.paths import private


def replace_text(file: Path, text: str) -> None:
    """Put the text in the file's place in one go, so that nobody ever sees half of it.

    Only its owner can read it; where it is a link, what that leads to is replaced.
    Raises ``OSError``; then the old file stands, and nothing is left beside it.
    """
    private(file.parent)
    target = file.resolve()
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise
