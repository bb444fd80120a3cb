"""Message templates from Markdown files: front matter says when, the body is the message."""

import string
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coach.domain.problems import ContentError, Problem, did_you_mean
from coach.domain.templates import FIELDS, Template, Warmth
from coach.domain.vocabulary import Channel, Situation, VerdictId
from coach.library.front import split
from coach.library.typed import parse_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What a template says about itself."""

    title: str
    subject: str = ""
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    matters: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    warmth: Warmth = Warmth.PLAIN
    read: str = ""


def load(folder: Path, own: Path | None = None) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The shipped templates and the user's own, and what is wrong with the others."""
    templates: list[Template] = []
    problems: list[Problem] = []
    for path, mine in _files(folder, own):
        try:
            templates.append(read(path, own=mine))
        except ContentError as error:
            problems += error.problems
    return tuple(templates), tuple(problems)


def read(path: Path, *, own: bool = False) -> Template:
    """One template; raises ``ContentError``."""
    front, body = split(path)
    told = parse_toml(front, _Front, name=path.name, first_line=2)
    for text in (told.subject, body):
        _check_fields(text, path.name)
    return Template(
        id=path.stem,
        title=told.title,
        subject=told.subject,
        body=body,
        situations=told.situations,
        verdicts=told.verdicts,
        matters=told.matters,
        channels=told.channels,
        warmth=told.warmth,
        read=told.read,
        own=own,
    )


def _files(folder: Path, own: Path | None) -> Iterable[tuple[Path, bool]]:
    yield from ((path, False) for path in sorted(folder.glob("*.md")))
    if own is not None and own.is_dir():
        yield from ((path, True) for path in sorted(own.glob("*.md")))


def _check_fields(text: str, name: str) -> None:
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    except ValueError as error:
        raise ContentError(Problem(file=name, what=f"A brace stands alone: {error}")) from error
    for field in fields:
        if field not in FIELDS:
            what = f"{{{field}}} is no field."
            raise ContentError(Problem(file=name, what=what, hint=did_you_mean(field, FIELDS)))
