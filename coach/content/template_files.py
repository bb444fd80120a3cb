"""Message templates as Markdown files: front matter says when, the body is the message.

The body is the email, from greeting to sign-off. A line ``[chat]`` or ``[formal]`` alone
begins the same message in that form, for where deriving it (``coach.session.message_forms``)
isn't enough; ``[chat]`` serves LinkedIn too. Words that American English spells otherwise
stand in ``spelling.toml`` beside the folder.

The shipped ones are only read. The user's own stand in a folder of theirs and
can be kept, overwritten and removed; they look the same as the shipped ones,
so that they can be edited by hand.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from coach.content.front_matter import FENCE, FIRST_LINE, split
from coach.content.typed_toml import parse_toml, read_toml
from coach.errors import ContentError, OutboxError, Problem, did_you_mean, toml_line
from coach.private_files import replace_text
from coach.session.message_forms import CLOSE, Form
from coach.session.templates import FIELDS, GRAMMARS, Template, lone_brace, unknown_fields
from coach.vocabulary import Channel, Situation, VerdictId, Warmth

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 48
_WORD = re.compile(r"[a-z]+")
_SECTION = re.compile(r"^\[(chat|formal)\]$\n", re.MULTILINE)
_UK_ONLY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelling:
    """British spellings and, for each, the American one."""

    us: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What a template says about itself."""

    title: str
    subject: str = ""
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    matters: tuple[str, ...] = ()
    not_matters: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    warmth: Warmth = Warmth.PLAIN
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    perhaps: bool = False
    first: bool = False
    after: str = ""
    after_last: bool = False
    read: str = ""


def load(folder: Path, *, own: bool = False) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The templates of a folder, which may not exist, and what is wrong with the others."""
    templates: list[Template] = []
    problems: list[Problem] = []
    spelling = {} if own else read_spelling(folder.parent / "spelling.toml")
    for path in sorted(folder.glob("*.md")):
        try:
            templates.append(read(path, own=own, spelling=spelling))
        except ContentError as error:
            problems += error.problems
    return tuple(templates), tuple(problems)


def read_spelling(path: Path) -> Mapping[str, str]:
    """British words and their American spelling; none where there is no such file.

    Raises ``ContentError``.
    """
    return read_toml(path, _Spelling).us if path.exists() else {}


def read(path: Path, *, own: bool = False, spelling: Mapping[str, str] = _UK_ONLY) -> Template:
    """One template; raises ``ContentError``."""
    file = str(path) if own else path.name
    sheet = split(path, file)
    told = parse_toml(sheet.front, _Front, name=file, first_line=FIRST_LINE)
    problems = (
        *_faults(told.subject, file, toml_line(sheet.front, ("subject",)) + FIRST_LINE - 1),
        *_faults(sheet.body, file, sheet.line),
        *_nothing_sent(told.verdicts, file),
    )
    if problems:
        raise ContentError(*problems)
    body, forms = (sheet.body, {}) if own else _forms(sheet.body)
    words = set(_WORD.findall(f"{told.subject} {sheet.body} {CLOSE}".lower()))
    front: dict[str, Any] = {each.name: getattr(told, each.name) for each in fields(told)}
    front["us"] = {uk: us for uk, us in spelling.items() if set(uk.split()) <= words}
    return Template(id=path.stem, body=body, forms=forms, own=own, **front)


def _forms(text: str) -> tuple[str, Mapping[Form, str]]:
    """The email, and the forms written out below it."""
    email, *rest = _SECTION.split(text)
    return email.strip("\n"), {
        Form(name): body.strip("\n") for name, body in zip(rest[::2], rest[1::2], strict=True)
    }


def save(folder: Path, template: Template) -> Path:
    """Keep one of the user's own; without an id it gets one from its title, never one in use.

    The file is complete or not there at all. Raises ``OSError``.
    """
    path = _path(folder, template.id) if template.id else _free(folder, template.title)
    replace_text(path, _written(template))
    return path


def remove(folder: Path, id: str) -> None:
    """Throw one of the user's own away; nothing happens when it is gone already."""
    _path(folder, id).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """Fulfils ``coach.app.ports.TemplateKeeper`` with a folder of Markdown files."""

    folder: Path

    def save(self, template: Template) -> Template:
        """Keep it, over the one it was if it is the user's own; raises ``OutboxError``."""
        mine = template if template.own else replace(template, id="", own=True)
        try:
            path = save(self.folder, mine)
        except OSError as error:
            raise OutboxError(f"The template couldn't be saved: {error.strerror}.") from error
        return replace(mine, id=path.stem)

    def delete(self, id: str) -> None:
        """Forget one of the user's own; raises ``OutboxError``."""
        try:
            remove(self.folder, id)
        except OSError as error:
            raise OutboxError(f"The template couldn't be deleted: {error.strerror}.") from error


def _path(folder: Path, id: str) -> Path:
    if Path(id).name != id or id.startswith("."):
        raise ValueError(f"{id!r} isn't the id of a template")
    return folder / f"{id}.md"


def _free(folder: Path, title: str) -> Path:
    """A path for a new template: its title in plain letters, with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = _NOT_IN_A_NAME.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "mine"
    names = (name if count == 1 else f"{name}-{count}" for count in range(1, 10_000))
    return next(path for each in names if not (path := folder / f"mine-{each}.md").exists())


def _written(template: Template) -> str:
    values = {each.name: getattr(template, each.name) for each in fields(_Front)}
    values |= {f"when.{_quoted(key)}": ids for key, ids in values.pop("when").items()}
    said = {key: value for key, value in values.items() if value or key == "title"}
    lines = (f"{key} = {_quoted(value)}" for key, value in said.items())
    return "\n".join([FENCE, *lines, FENCE, "", template.body, ""])


def _quoted(value: object) -> str:
    """A TOML value: JSON's words, lists and escapes are TOML's, but for the delete sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _faults(text: str, file: str, first_line: int) -> Iterator[Problem]:
    for name in unknown_fields(text):
        line = first_line + text[: text.index(f"{{{name}")].count("\n")
        what = f"{{{name}}} isn't known here."
        field, _, grammar = name.partition(":")
        known = field in FIELDS and grammar
        grammars = f"A topic can be asked for as {' or '.join(GRAMMARS)}."
        hint = grammars if known else did_you_mean(field, FIELDS)
        yield Problem(file=file, line=line, what=what, hint=hint)
    place = lone_brace(text)
    if place is not None:
        line = first_line + text[:place].count("\n")
        hint = "Write a field like this: {person}. To show a brace, type it twice."
        yield Problem(file=file, line=line, what="A single brace was found.", hint=hint)


def _nothing_sent(verdicts: tuple[VerdictId, ...], file: str) -> Iterator[Problem]:
    for verdict in verdicts:
        if not verdict.sends:
            what = f"{str(verdict)!r} sends nothing, so no template can serve it."
            yield Problem(file=file, line=0, what=what)
