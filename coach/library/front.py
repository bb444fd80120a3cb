"""A Markdown file cut into its front matter and its body."""

from pathlib import Path

from coach.domain.problems import ContentError, Problem

FENCE = "+++"


def split(path: Path) -> tuple[str, str]:
    """The TOML between the ``+++`` lines, and the text below; raises ``ContentError``.

    The TOML begins on line 2 of the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(Problem(file=path.name, what=f"It cannot be read: {error}")) from error
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        what = "It must begin with front matter between two +++ lines."
        raise ContentError(Problem(file=path.name, line=1, what=what))
    end = next(n for n, line in enumerate(lines[1:], start=1) if line.strip() == FENCE)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip("\n")
