"""The user's own figures: how often they were answered, what became of guesses, choices and luck.

Everything is counted from summaries. Nothing here grades anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coach.journal.decisions import Summary, reply_came
from coach.journal.outcomes import went_well
from coach.vocabulary import Ending, Situation

ENOUGH_RESOLVED = 20
"""Below this many resolved predictions nothing is said about them (E120: 10 to 20 at least)."""

Z_95 = 1.959963984540054
"""Standard deviations that hold 95 per cent of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of ``n`` got a reply; ``low`` and ``high`` are the 95 % interval (0 to 1)."""

    group: str
    n: int
    replied: int
    low: float
    high: float


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % score interval (Wilson, 1927) for a share, from 0 to 1; all of it when n is 0."""
    if n == 0:
        return 0.0, 1.0
    share, spread = hits / n, Z_95**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 / (1 + spread) * (share * (1 - share) / n + spread / (4 * n)) ** 0.5
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def by_situation(summary: Summary) -> str:
    """Groups by situation."""
    return str(summary.situation)


def by_matter(summary: Summary) -> str:
    """Groups by what kind of matter it was; empty when not said."""
    return summary.matter


def by_reminders(summary: Summary) -> str:
    """Groups by how many reminders had been sent before: "0", "1", "2", "3 or more"."""
    return str(summary.nudges) if summary.nudges < 3 else "3 or more"


def reply_rates(
    summaries: Iterable[Summary], group: Callable[[Summary], str] = by_situation
) -> tuple[Rate, ...]:
    """The user's own reply rates for what was sent and whose end is known, by group."""
    answers: dict[str, list[bool]] = defaultdict(list)
    for each in summaries:
        came = reply_came(each.outcome)
        pushed = each.situation is Situation.UNWANTED  # their writing again is no reply hoped for
        if each.ending is Ending.SENT and came is not None and not pushed:
            answers[group(each)].append(came)
    return tuple(_rate(name, answers[name]) for name in sorted(answers))


def _rate(group: str, answers: Sequence[bool]) -> Rate:
    low, high = wilson(sum(answers), len(answers))
    return Rate(group=group, n=len(answers), replied=sum(answers), low=low, high=high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """All guesses of one height (per cent), and the reply rate that came of them."""

    percent: int
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How the guesses did: ``brier`` is their mean squared error (0 best, 1 worst).

    ``steady`` is the error of always guessing one's own average, to compare with.
    """

    n: int
    brier: float
    steady: float
    buckets: tuple[Bucket, ...]


def calibration(summaries: Iterable[Summary]) -> Calibration | None:
    """How well guesses fitted, or None while too few are resolved to say (E119, E120)."""
    guesses: dict[int, list[bool]] = defaultdict(list)
    for each in summaries:
        if each.percent is not None and each.came_true is not None:
            guesses[each.percent].append(each.came_true)
    n = sum(map(len, guesses.values()))
    if n < ENOUGH_RESOLVED:
        return None
    error = sum((p / 100 - came) ** 2 for p, all_came in guesses.items() for came in all_came)
    share = sum(map(sum, guesses.values())) / n
    buckets = [Bucket(percent=p, rate=_rate(str(p), guesses[p])) for p in sorted(guesses)]
    return Calibration(n=n, brier=error / n, steady=share * (1 - share), buckets=tuple(buckets))


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """Choices apart from how they turned out (E118), among those judged and ended.

    What a good end is depends on what was hoped for: see ``went_well``.
    ``again`` counts those the user would make once more, of ``asked``.
    """

    well_and_well: int
    well_and_badly: int
    badly_and_well: int
    badly_and_badly: int
    again: int
    asked: int


def luck(summaries: Iterable[Summary]) -> Luck:
    """How often a good choice had a bad end, and the other way round."""
    summaries = tuple(summaries)
    ended = Counter(
        (each.well_decided, went_well(each))
        for each in summaries
        if each.well_decided is not None and each.outcome is not None
    )
    asked = [each.again for each in summaries if each.again is not None]
    return Luck(
        well_and_well=ended[True, True],
        well_and_badly=ended[True, False],
        badly_and_well=ended[False, True],
        badly_and_badly=ended[False, False],
        again=sum(asked),
        asked=len(asked),
    )
