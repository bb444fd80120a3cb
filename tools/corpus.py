"""The labelled corpus in ``content/corpus``, read for training and for measuring.

Three sources: ``lines`` by many hands (tab-separated: label, situation, roles, text; one
file a voice, so ``W3b`` is writer 3's second voice), ``phrases`` and ``drafts`` from the
first hand (TOML), and whole messages by many hands (``drafts/D1.jsonl``). A situation
``*`` means each of them, roles ``?`` that nobody noted them. ``P`` are people who were
held out once; ``B`` wrote polite barbs, early thanks, and what looks like them. ``H1`` and
``W10`` are the house, which has seen the figures.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from coach.review.message_parts import Part, take_apart
from coach.vocabulary import Channel, Situation, VerdictId

FOLDER = Path(__file__).parents[1] / "content" / "corpus"
CLEAN = "clean"
FIRST = "0"
"""The hand that wrote the phrases of the first round: one person, so one writer."""
HOUSE = (FIRST, "H1", "W10")
"""Hands that have seen what is missed; they are learnt from, never measured on."""

FAULTS = (
    "blame",
    "false_hope",
    "guilt_trip",
    "jargon",
    "just_checking_in",
    "open_question",
    "over_apology",
    "over_justification",
    "passive_aggressive",
    "pressure_urgency",
    "presumptive_thanks",
    "retaliation",
    "self_deprecating",
    "ultimatum",
    "unsafe_detail",
    "vague_circle_back",
)
"""The faults that are learnt, one sentence at a time."""

ROLES = (
    "ask",
    "no",
    "yes",
    "reason",
    "apology",
    "thanks",
    "date",
    "gap",
    "repair",
    "next",
    "closing",
    "hope",
    "easyno",
)
"""What a sentence does, whether it is faulty or not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled sentence. ``roles`` is None where nobody noted them."""

    writer: str
    label: str
    situation: Situation
    roles: frozenset[str] | None
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole message, and whether it is ready to be sent."""

    text: str
    ready: bool
    situation: Situation
    verdict: VerdictId | None = None
    channel: Channel = Channel.EMAIL
    faults: tuple[str, ...] = ()
    writer: str = FIRST


def lines(folder: Path = FOLDER) -> list[Line]:
    """Every labelled sentence that can be learnt from, in the order of files."""
    out = [each for path in sorted(folder.glob("lines/*.tsv")) for each in table(path)]
    for path in sorted(folder.glob("phrases/*.toml")):
        out += _phrases(path)
    return out + list(_ordinary(wholes(folder)))


def _ordinary(messages: Iterable[Whole]) -> Iterator[Line]:
    """The sentences of messages that are ready: whatever they say, it may be said."""
    for message in messages:
        if message.ready:
            for said in spoken(message.text):
                yield Line(message.writer, CLEAN, message.situation, None, said)


def spoken(text: str) -> Iterator[str]:
    """The sentences of a message of three words or more, greeting and sign-off apart."""
    for part in take_apart(text).stretches:
        said = " ".join(text[part.start : part.end].split())
        if part.part is Part.BODY and said.count(" ") >= 2:
            yield said


def table(path: Path) -> list[Line]:
    """The sentences of one tab-separated file. Raises ``ValueError`` with file and line."""
    out = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not row.strip():
            continue
        try:
            label, situation, roles, text = row.split("\t")
            noted = frozenset(roles.replace(" ", "").split(",")) - {"-", "", "?"}
            where = list(Situation) if situation == "*" else [Situation(situation)]
            out += [
                Line(_writer(path), label, each, None if roles == "?" else noted, text.strip())
                for each in where
            ]
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
        if label not in (*FAULTS, CLEAN) or not noted.issubset(ROLES):
            raise ValueError(f"{path.name}:{number}: unknown label or role.")
    return out


def _writer(path: Path) -> str:
    """Writer 3 for W3b; a letter more for those who write held-out sets."""
    found = re.match(r"[A-Z]+\d+", path.stem)
    return found[0] if found else path.stem


def quarters(writers: Iterable[str]) -> list[set[str]]:
    """The writers in four parts, by their numbers, the house apart."""
    known = set(writers) - set(HOUSE)
    return [{each for each in known if int(each[1:]) % 4 == part} for part in range(4)]


def _phrases(path: Path) -> Iterable[Line]:
    for fault, settings in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for setting, texts in settings.items():
            situation = Situation(setting.partition(":")[0])
            if fault in (*FAULTS, CLEAN) and not _outdated(fault, situation):
                yield from (Line(FIRST, fault, situation, None, each) for each in texts)


def _outdated(fault: str, situation: Situation) -> bool:
    """One plain sorry was once a fault where nothing was owed; it no longer is."""
    return fault == "over_apology" and situation in {Situation.WAITING, Situation.UNWANTED}


def wholes(folder: Path = FOLDER) -> list[Whole]:
    """Every whole message."""
    out = [each for path in sorted(folder.glob("drafts/*.toml")) for each in drafts(path)]
    for path in sorted(folder.glob("drafts/*.jsonl")):
        out += whole_messages(path)
    return out


def drafts(path: Path) -> list[Whole]:
    """The whole messages of one TOML file."""
    return [
        _whole(each, FIRST) for each in tomllib.loads(path.read_text(encoding="utf-8"))["drafts"]
    ]


def whole_messages(path: Path) -> list[Whole]:
    """The whole messages of one file of JSON lines."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [_whole(json.loads(each), _writer(path)) for each in rows if each.strip()]


def _whole(raw: dict[str, object], writer: str) -> Whole:
    faults = raw.get("faults", ())
    assert isinstance(faults, (list, tuple))
    return Whole(
        text=str(raw["text"]),
        ready=bool(raw["ready"]),
        situation=Situation(str(raw["situation"])),
        verdict=VerdictId(str(raw["verdict"])) if raw.get("verdict") else None,
        channel=Channel(str(raw.get("channel", "email"))),
        faults=tuple(map(str, faults)),
        writer=writer,
    )


def digest(folder: Path = FOLDER) -> str:
    """A short hash over everything the model is made from."""
    out = sha256()
    for path in sorted(folder.glob("*/*.*")):
        out.update(path.name.encode() + b"\n" + path.read_bytes())
    return out.hexdigest()[:16]
