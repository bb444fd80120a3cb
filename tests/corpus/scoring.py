"""How right the judge is on labelled lines and whole messages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.review.checks import Checks
from coach.vocabulary import Severity
from tests.review.checker import Checker
from tools.corpus import CLEAN, Line, Whole


@dataclass(slots=True)
class Score:
    """Counts over lines and messages; every share is 0 to 1."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    clean: int = 0
    flagged: int = 0
    fixed: int = 0
    messages: int = 0
    judged_right: int = 0
    good: int = 0
    blamed: int = 0

    @property
    def recall(self) -> float:
        """The share of faulty lines that got the right fault."""
        return sum(self.right.values()) / max(1, sum(self.total.values()))

    @property
    def alarms(self) -> float:
        """The share of clean lines that got any fault."""
        return self.flagged / max(1, self.clean)

    @property
    def ready(self) -> float:
        """The share of messages whose readiness was judged right."""
        return self.judged_right / max(1, self.messages)

    @property
    def good_blamed(self) -> float:
        """The share of good messages that were called not ready."""
        return self.blamed / max(1, self.good)


def score(checks: Checks, some: Iterable[Line] = (), whole: Iterable[Whole] = ()) -> Score:
    """Judge these lines and messages and count what was right."""
    checker = Checker(checks)
    out = Score()
    for line in some:
        found = checker.check(line.text, situation=line.situation).findings
        _count(out, line, {each.fault: each.severity for each in found})
    for each in whole:
        report = checker.check(
            each.text, situation=each.situation, verdict=each.verdict, channel=each.channel
        )
        out.messages += 1
        out.judged_right += report.ready == each.ready
        out.good += each.ready
        out.blamed += each.ready and not report.ready
    return out


def _count(out: Score, line: Line, told: dict[str, Severity]) -> None:
    if line.label == CLEAN:
        out.clean += 1
        out.flagged += bool(told)
        out.fixed += any(each is not Severity.CONSIDER for each in told.values())
        out.false.update(told.keys())
        return
    out.total[line.label] += 1
    out.told[line.label] += bool(told)
    out.right[line.label] += line.label in told
    if told and line.label not in told:
        out.confused.update((line.label, each) for each in told)
