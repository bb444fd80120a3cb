"""A Markdown file cut into its front matter and its body."""

from dataclasses import dataclass
from pathlib import Path

from coach.errors import ContentError, Problem

FENCE = "+++"
FIRST_LINE = 2
"""The line of the file that front matter begins on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The TOML between the ``+++`` lines, the text below, and the line that text begins on."""

    front: str
    body: str
    line: int


def split(path: Path, file: str = "") -> Sheet:
    """One file in its two parts; blank lines around the body are not part of it.

    ``file`` is what to call it in a problem, its name when not said. Raises
    ``ContentError``.
    """
    name = file or path.name
    lines = _read(path, name).split("\n")
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE]
    if len(fences) < 2 or fences[0] != 0:
        what = f"It must begin with front matter between two {FENCE} lines."
        raise ContentError(Problem(file=name, line=1, what=what))
    body = lines[fences[1] + 1 :]
    blank = next((number for number, line in enumerate(body) if line.strip()), 0)
    return Sheet(
        front="\n".join(lines[1 : fences[1]]),
        body="\n".join(body[blank:]).strip("\n"),
        line=fences[1] + blank + 2,
    )


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContentError(Problem(file=name, what=error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentError(Problem(file=name, line=line, what="This isn't UTF-8 text.")) from error
