"""Checks from their TOML files: one file a fault, and one of lists they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coach.content.typed_toml import parse_toml, read_toml
from coach.problems import ContentError, Problem, did_you_mean
from coach.review.checks import NOTHING, Rule, RuleKind
from coach.review.patterns import Lexicon, PatternError, Phrases
from coach.review.shapes import SHAPES
from coach.vocabulary import Channel, Severity, Situation, VerdictId

LISTS = "lists.toml"
EXAMPLES = "\n[examples."
"""Where the part of a file that only tests and docs need begins."""


@dataclass(eq=False, repr=False)  # read once and let go, so nothing dearer is made
class Lists:
    """Named lists of patterns, one a line, that others may use as ``<name>``."""

    lists: dict[str, str]


@dataclass(eq=False, repr=False)  # read once and let go, so nothing dearer is made
class Written:
    """A rule as it is written, its patterns one a line; see ``Rule`` for what the fields mean."""

    id: str
    kind: RuleKind
    message: str
    severity: Severity = Severity.FIX
    situations: tuple[Situation, ...] = tuple(Situation)
    verdicts: tuple[VerdictId, ...] = ()
    never: tuple[VerdictId, ...] = ()
    channels: tuple[Channel, ...] = ()
    match: str = ""
    replace: dict[str, str] = field(default_factory=dict)
    unless: str = ""
    given: str = ""
    without: str = ""
    whole: bool = False
    greeted: bool = False
    least: int = 0
    most: int = 0
    sentence: bool = False
    unit: str = "words"
    shape: str = ""
    why: str = ""
    suggest: str | None = None
    duty: str = ""


@dataclass(eq=False, repr=False)  # read once and let go, so nothing dearer is made
class Examples:
    """What a rule must find, and what it must leave alone."""

    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


@dataclass(eq=False, repr=False)  # read once and let go, so nothing dearer is made
class CheckPage:
    """One fault: its title, what it is, and its rules."""

    fault: str
    title: str
    about: str
    why: str
    rules: tuple[Written, ...]
    examples: dict[str, Examples] = field(default_factory=dict)


def load(folder: Path, *, examples: bool = False) -> tuple[Rule, ...]:
    """Every rule in a folder, in the order of file names. Raises ``ContentError``.

    Without ``examples`` the examples are not even read, which halves the time.
    """
    lexicon = Lexicon(_lists(folder))
    return tuple(
        _rule(page, written, lexicon)
        for page in pages(folder, examples=examples)
        for written in page.rules
    )


def problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the checks in a folder: files, patterns and shapes; empty when sound."""
    try:
        rules = load(folder, examples=True)
    except ContentError as error:
        return error.problems
    out = []
    for rule in rules:
        file = f"{rule.fault}.toml"
        if rule.kind is RuleKind.SHAPE and rule.shape not in SHAPES:
            what = f"{rule.id!r} names no known shape: {rule.shape!r}."
            out.append(Problem(file=file, what=what, hint=did_you_mean(rule.shape, SHAPES)))
        for phrases in (rule.match, rule.unless, rule.given, rule.without):
            try:
                phrases.vet()
            except PatternError as error:
                out.append(Problem(file=file, what=f"{rule.id!r}: {error}"))
    return tuple(out)


def pages(folder: Path, *, examples: bool = True) -> tuple[CheckPage, ...]:
    """The files as written, one a fault. Raises ``ContentError``."""
    paths = sorted(each for each in folder.glob("*.toml") if each.name != LISTS)
    return tuple(_page(each, examples) for each in paths)


def _lists(folder: Path) -> Mapping[str, tuple[str, ...]]:
    path = folder / LISTS
    lists = read_toml(path, Lists).lists if path.exists() else {}
    return {name: _lines(text) for name, text in lists.items()}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.splitlines() if each)


def _page(path: Path, examples: bool) -> CheckPage:
    if examples:
        return read_toml(path, CheckPage)
    text = path.read_text(encoding="utf-8")
    return parse_toml(text.partition(EXAMPLES)[0] + "\n", CheckPage, name=path.name)


def _rule(page: CheckPage, written: Written, lexicon: Lexicon) -> Rule:
    def phrases(text: str, first: Iterable[str] = ()) -> Phrases:
        patterns = (*first, *_lines(text))
        return Phrases(patterns, lexicon) if patterns else NOTHING

    examples = page.examples.get(written.id, Examples())
    return Rule(
        id=written.id,
        fault=page.fault,
        kind=written.kind,
        severity=written.severity,
        situations=frozenset(written.situations),
        message=written.message,
        why=written.why or page.why,
        first=(
            written.situations[0],
            next(iter(written.verdicts), None),
            next(iter(written.channels), Channel.EMAIL),
        ),
        verdicts=frozenset(written.verdicts),
        never=frozenset(written.never),
        channels=frozenset(written.channels),
        match=phrases(written.match, written.replace),
        unless=phrases(written.unless),
        given=phrases(written.given),
        without=phrases(written.without),
        whole=written.whole,
        greeted=written.greeted,
        least=written.least,
        sentence=written.sentence,
        most=written.most,
        unit=written.unit,
        shape=written.shape,
        suggest=written.suggest,
        replace=written.replace,
        duty=written.duty,
        bad=examples.bad,
        good=examples.good,
    )
