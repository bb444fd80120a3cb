"""Checks from their TOML files, one file a fault, and the model the learnt ones ask."""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from coach.content.typed_toml import read_toml
from coach.errors import ContentError, Problem, did_you_mean
from coach.review.checks import Checks, Rule, RuleKind
from coach.review.model import Model, ModelError
from coach.review.structure import DUTIES, STRUCTURES
from coach.vocabulary import Channel, Severity, Situation, VerdictId

MODEL = Path("model") / "words.tsv"
"""Where the model stands, beside the folder of checks."""


@dataclass(eq=False, repr=False)  # read once and let go, so nothing dearer is made
class Written:
    """A rule as it is written; see ``Rule`` for what the fields mean."""

    id: str
    kind: RuleKind
    message: str = ""
    severity: Severity = Severity.FIX
    situations: tuple[Situation, ...] = tuple(Situation)
    verdicts: tuple[VerdictId, ...] = ()
    never: tuple[VerdictId, ...] = ()
    channels: tuple[Channel, ...] = ()
    matters: tuple[str, ...] = ()
    not_matters: tuple[str, ...] = ()
    replace: dict[str, str] = field(default_factory=dict)
    most: int = 0
    unit: str = "words"
    shape: str = ""
    why: str = ""
    suggest: str | None = None
    duty: str = ""


@dataclass(eq=False, repr=False)  # read once and let go, so nothing dearer is made
class CheckPage:
    """One fault: its title, what it is, examples of it and of what is not it, and its rules."""

    fault: str
    title: str
    about: str
    why: str
    rules: tuple[Written, ...]
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


def load(folder: Path) -> Checks:
    """Every rule in a folder, in the order of file names, and the model beside it.

    A folder without a model has no learnt rules that could find anything. Raises
    ``ContentError``.
    """
    rules = [_rule(page, written) for page in pages(folder) for written in page.rules]
    return Checks(rules, _model(folder.parent / MODEL))


def _model(path: Path) -> Model | None:
    if not path.exists():
        return None
    try:
        return Model(path.read_bytes())
    except (ModelError, ValueError) as error:
        raise ContentError(Problem(file=path.name, what=str(error))) from error


def problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the checks in a folder; empty when sound."""
    try:
        checks = load(folder)
    except ContentError as error:
        return error.problems
    shapes = {*STRUCTURES, *DUTIES, ""}
    learnt = {each.name for each in checks.model.labels} if checks.model else set()
    out = []
    for rule in checks:
        file = f"{rule.fault}.toml"
        if rule.shape not in shapes:
            what = f"{rule.id!r} names no known shape: {rule.shape!r}."
            out.append(Problem(file=file, what=what, hint=did_you_mean(rule.shape, shapes)))
        if rule.kind is RuleKind.LEARNT and rule.fault not in learnt:
            out.append(Problem(file=file, what=f"The model hasn't learnt {rule.fault!r}."))
    return tuple(out)


def pages(folder: Path) -> tuple[CheckPage, ...]:
    """The files as written, one a fault. Raises ``ContentError``."""
    return tuple(read_toml(each, CheckPage) for each in sorted(folder.glob("*.toml")))


def _rule(page: CheckPage, written: Written) -> Rule:
    values: dict[str, Any] = {each.name: getattr(written, each.name) for each in fields(written)}
    sets = {name: frozenset(value) for name, value in values.items() if isinstance(value, tuple)}
    return Rule(fault=page.fault, **{**values, **sets, "why": written.why or page.why})
