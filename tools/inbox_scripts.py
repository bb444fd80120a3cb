"""The conversations of the labelled mailbox as people write them down: one text file a persona.

    me: Ana Lopez <ana@lopezstudio.example>
    format: takeout
    set: tune

    === fence-logo | waiting | reminders=1
    with: Tom Reid <tom@reidfencing.example>
    subject: Logo draft
    -34 me
    Which of the two greens do you prefer?

``-34`` is the number of days before ``TODAY``. After ``me`` or ``them`` (or ``from=Name``) may
stand: ``to=`` other receivers, ``cc``, ``list``, ``noreply``, ``auto``, ``deleted``, ``replied``,
``html``, ``inline``, ``media``, ``draft``, ``sponsored``, ``invite=DATE``, ``answer=``,
``cancel``, ``uid=``.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

TODAY = date(2026, 11, 30)
LABELLED = Path(__file__).parent.parent / "tests" / "inbox" / "labelled"
_LINE = re.compile(r"^-(\d+) (me|them|from=[^\n]*?)(?: ([^\n]*))?$")
_OPTION = re.compile(
    r"(\w+)=(.*?)(?= \w+=|$| (?:cc|list|noreply|auto|deleted|replied|html|inline)\b)"
)


@dataclass
class Line:
    """One message of a script."""

    days: int
    who: str
    """``me``, ``them``, or the name of someone else."""
    flags: set[str]
    options: dict[str, str]
    text: str = ""
    at: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    @property
    def mine(self) -> bool:
        """Whether the persona wrote it."""
        return self.who == "me"


@dataclass
class Story:
    """One conversation with its label."""

    slug: str
    label: str
    """The situation, or ``-`` where nothing has stalled."""
    options: dict[str, str]
    name: str = ""
    address: str = ""
    subject: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def group(self) -> bool:
        """Whether it's a chat of several people."""
        return "group" in self.options


@dataclass
class Persona:
    """Someone's mailbox."""

    id: str
    name: str
    address: str
    format: str
    held: bool
    stories: list[Story]


def personas(folder: Path = LABELLED / "scripts") -> list[Persona]:
    """All personas, in the order of their files' names."""
    return [_persona(path) for path in sorted(folder.glob("*.txt"))]


def _persona(path: Path) -> Persona:
    head, *blocks = re.split(r"(?m)^=== ", path.read_text("utf-8"))
    given = dict(line.split(": ", 1) for line in head.strip().splitlines())
    name, address = _party(given["me"])
    stories = [_story(block) for block in blocks]
    return Persona(
        path.stem, name, address, given["format"].strip(), given["set"].strip() == "held", stories
    )


def _party(text: str) -> tuple[str, str]:
    if "<" not in text:
        return text.strip(), ""
    name, _, address = text.rpartition("<")
    return name.strip(), address.strip(" >") or parseaddr(text)[1]


def _story(block: str) -> Story:
    title, *rest = block.strip("\n").split("\n")
    slug, label, *more = (each.strip() for each in title.split("|"))
    options = {}
    for word in " ".join(more).split():
        key, _, value = word.partition("=")
        options[key] = value
    story = Story(slug, label, options)
    for line in rest:
        if found := _LINE.match(line):
            story.lines.append(_opened(found))
        elif story.lines:
            story.lines[-1].text += line + "\n"
        elif line.startswith("with: "):
            story.name, story.address = _party(line[6:])
        elif line.startswith("subject: "):
            story.subject = line[9:].strip()
    for number, each in enumerate(story.lines):
        each.text = each.text.strip()
        start = datetime.combine(TODAY, datetime.min.time(), UTC) - timedelta(days=each.days)
        each.at = start + timedelta(hours=9, minutes=7 * number + len(slug))
    return story


def _opened(found: re.Match[str]) -> Line:
    who, rest = found[2], (found[3] or "").strip()
    if who.startswith("from="):
        return Line(int(found[1]), who[5:] + (f" {rest}" if rest else ""), set(), {})
    options = {key: value.strip() for key, value in _OPTION.findall(rest)}
    flags = {word for word in rest.split() if "=" not in word}
    if "to" in options:
        flags -= set(options["to"].split())
    return Line(int(found[1]), who, flags, options)
