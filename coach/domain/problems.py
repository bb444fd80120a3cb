"""What is wrong with a file, said so that its writer can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in a file. ``line`` counts from 1; 0 means the whole file."""

    file: str
    what: str
    line: int = 0
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: {self.what}{hint}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest known word, or an empty string."""
    from difflib import get_close_matches  # only when something is wrong

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""


class ContentError(Exception):
    """A file that cannot be used; ``problems`` says why, one a line in ``str()``."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
