"""The labelled corpus, its fixed split, and how right the checks are on a half of it."""

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from coach.review.checks import Checker, Review, Rule
from coach.vocabulary import Channel, Situation, VerdictId

FOLDER = Path(__file__).parent
HELD_OUT = FOLDER / "held_out"
"""Blind sets for which no rule was ever mended; nobody reads what is missed in them."""
CLEAN = "clean"


class Half(StrEnum):
    """The rules are written against the seen half; the figures in the docs are the unseen one's."""

    SEEN = "seen"
    UNSEEN = "unseen"

    @classmethod
    def of(cls, text: str) -> "Half":
        """Which half a text belongs to: by the parity of its SHA-256, for good."""
        digest = hashlib.sha256(text.strip().encode()).digest()
        return cls.SEEN if digest[0] % 2 == 0 else cls.UNSEEN


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or two sentences with the fault they hold, or "clean"."""

    text: str
    fault: str
    situation: Situation
    verdict: VerdictId | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole message, and whether it is ready to be sent."""

    text: str
    ready: bool
    situation: Situation
    verdict: VerdictId | None = None
    channel: Channel = Channel.EMAIL
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts for one fault over phrases."""

    phrases: int = 0
    found: int = 0
    false_alarms: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of phrases with this fault that were told so."""
        return self.found / self.phrases if self.phrases else 1.0

    @property
    def precision(self) -> float:
        """Of the phrases told this fault, the share that hold any fault at all."""
        told = self.found + self.false_alarms
        return self.found / told if told else 1.0


@dataclass(slots=True)
class Score:
    """How right the checks were."""

    faults: dict[str, Tally] = field(default_factory=dict)
    clean: int = 0
    flagged: list[str] = field(default_factory=list)
    drafts: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of faulty phrases that got the right fault."""
        counted = [each for name, each in self.faults.items() if name != CLEAN]
        total = sum(each.phrases for each in counted)
        return sum(each.found for each in counted) / total if total else 1.0

    @property
    def alarms(self) -> float:
        """The share of clean phrases that got any finding."""
        return len(self.flagged) / self.clean if self.clean else 0.0

    @property
    def ready(self) -> float:
        """The share of drafts whose readiness was judged right."""
        return 1 - len(self.wrong) / self.drafts if self.drafts else 1.0


def phrases(path: Path = FOLDER / "phrases.toml") -> list[Phrase]:
    """Every labelled phrase of a file."""
    out = []
    for fault, settings in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for setting, texts in settings.items():
            situation, _, verdict = setting.partition(":")
            decided = VerdictId(verdict) if verdict else None
            out += [Phrase(each, fault, Situation(situation), decided) for each in texts]
    return out


def drafts(path: Path = FOLDER / "drafts.toml") -> list[Whole]:
    """Every labelled draft of a file."""
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["drafts"]
    return [
        Whole(
            text=each["text"],
            ready=each["ready"],
            situation=Situation(each["situation"]),
            verdict=VerdictId(each["verdict"]) if "verdict" in each else None,
            channel=Channel(each.get("channel", "email")),
            faults=tuple(each.get("faults", ())),
        )
        for each in listed
    ]


def held_out() -> tuple[list[Phrase], list[Whole]]:
    """The phrases and the drafts of all sets that are held out."""
    files = sorted(HELD_OUT.glob("*.toml"))
    parts = [each for path in files if "drafts" not in path.stem for each in phrases(path)]
    return parts, [each for path in files if "drafts" in path.stem for each in drafts(path)]


def score(rules: Sequence[Rule], some: Iterable[Phrase], whole: Iterable[Whole]) -> Score:
    """Judge these phrases and drafts and count what was right."""
    checker = Checker(rules)
    out = Score()
    for phrase in some:
        report = checker.check(phrase.text, situation=phrase.situation, verdict=phrase.verdict)
        _count(out, phrase, report)
    for draft in whole:
        report = checker.check(
            draft.text, situation=draft.situation, verdict=draft.verdict, channel=draft.channel
        )
        out.drafts += 1
        if report.ready != draft.ready:
            told = ", ".join(f"{each.fault}:{each.text!r}" for each in report.findings)
            out.wrong.append(f"should be ready={draft.ready} {draft.faults} [{told}]\n{draft.text}")
    return out


def _count(out: Score, phrase: Phrase, report: Review) -> None:
    told = {each.fault for each in report.findings}
    note = f"{phrase.situation.value}:{phrase.verdict or ''} {phrase.text!r} -> {sorted(told)}"
    if phrase.fault == CLEAN:
        out.clean += 1
        if told:
            out.flagged.append(note)
        for each in told:
            out.faults.setdefault(each, Tally()).false_alarms += 1
        return
    tally = out.faults.setdefault(phrase.fault, Tally())
    tally.phrases += 1
    if phrase.fault in told:
        tally.found += 1
    else:
        tally.missed.append(note)
