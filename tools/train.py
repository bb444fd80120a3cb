"""Make the learnt judge from the labelled corpus: ``python -m tools.train``.

Writes ``content/model/words.tsv``. With ``--thresholds`` it first finds, by leaving
a quarter of the writers out in turn, from which odds a fault is told, and writes them to
``content/corpus/thresholds.toml``; only that looks at real mail, where there is any.
Everything is deterministic: the same corpus gives the same file.
"""

import argparse
import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from coach.review.features import features, tokens
from coach.review.model import ANY, Label, Model
from coach.vocabulary import Situation
from tools.corpus import (
    CLEAN,
    FAULTS,
    FOLDER,
    HOUSE,
    ROLES,
    Line,
    digest,
    lines,
    quarters,
    spoken,
)

MODEL = FOLDER.parent / "model" / "words.tsv"
THRESHOLDS = FOLDER / "thresholds.toml"
MAIL = Path(os.environ.get("REAL_MAIL", "mail"))
"""A folder of real mail as JSON lines with a ``text``, to price false alarms; not part of this."""

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ENTRIES = 280_000
"""Weights that are kept for the faults, the heaviest."""

ROLE_ENTRIES = 50_000
"""Weights that are kept for what a sentence does."""

STRICTNESS = 1.0
"""The price of an error while training (``C``); higher fits the corpus closer."""

TYPICAL = 5
"""How much rarity counts for a feature of middling rarity, so that ``STRICTNESS`` stays near 1."""

SHARED = 0.4
"""How much the odds of any fault at all count for each fault, beside its own."""

WHOLE = 1.5
"""Log-odds of any fault that one in a whole message must reach to be told outright."""

FIX, CONSIDER = (0.004, 0.01), (0.02, 0.06)
"""The shares of clean lines, half of them made to look like faults, and of sentences of
real mail, questions apart, that may be told a fault outright or be told one at all."""

WORTH = {
    "blame": 2.0,
    "retaliation": 2.0,
    "ultimatum": 2.0,
    "passive_aggressive": 3.0,
    "presumptive_thanks": 1.5,
}
"""How many times as much it is worth to find a fault: those that can't be taken back, and the
two that are missed most since they are written in the words of politeness."""

CHEAP, DEAR, ROUNDS = 1e-6, 1e3, 4
"""Between which prices of an alarm is looked, and how often each is looked for anew."""

NEARBY = (0.0, 0.5, 1.0, 1.5)
"""Log-odds under a threshold at which an alarm is counted, a quarter each."""

JUDGED = (ANY, *FAULTS)
EVERY = (*JUDGED, *ROLES)
WHERE = {
    "just_checking_in": {"waiting", "repair"},
    "open_question": {"owing", "unwanted"},
    "false_hope": {"owing", "unwanted"},
    "unsafe_detail": {"unwanted"},
}
"""Situations in which a fault can be one; all where it is not named."""


@dataclass(frozen=True)
class Matrix:
    """Sentences as rows, features as columns, and the names of the columns."""

    rows: sp.csr_matrix
    names: tuple[str, ...]
    seen: np.ndarray


@dataclass(frozen=True)
class Weights:
    """One column of small whole numbers a label, with the scale and bias of each."""

    names: tuple[str, ...]
    table: sp.csc_matrix
    scale: np.ndarray
    bias: np.ndarray


def matrix(some: Sequence[Line]) -> Matrix:
    """Every sentence as a row of features."""
    columns: dict[str, int] = {}
    data: list[float] = []
    places: list[int] = []
    ends = [0]
    for line in some:
        found = features([each.text for each in tokens(line.text)], line.situation)
        for names, worth in (
            (sorted(found.words), found.word_worth),
            (sorted(found.letters), found.letter_worth),
            (sorted(found.place), found.place_worth),
        ):
            places += [columns.setdefault(each, len(columns)) for each in names]
            data += [worth] * len(names)
        ends.append(len(places))
    rows = sp.csr_matrix((data, places, ends), shape=(len(some), len(columns)))
    return Matrix(rows, tuple(columns), np.asarray((rows > 0).sum(0)).ravel())


def target(some: Sequence[Line], label: str) -> tuple[np.ndarray, np.ndarray]:
    """Which sentences tell of a label, and which of those have it."""
    if label in ROLES:
        known = [at for at, each in enumerate(some) if each.roles is not None]
        return np.array(known), np.array([label in (some[at].roles or ()) for at in known])
    if label == ANY:
        return np.arange(len(some)), np.array([each.label != CLEAN for each in some])
    return np.arange(len(some)), np.array([each.label == label for each in some])


def fit(some: Sequence[Line], labels: Sequence[str] = EVERY) -> Weights:
    """Learn every label, keep the heaviest weights, and make them whole numbers.

    A rare feature is believed more than one that stands everywhere; that is part of its
    weight, so that judging need not know of it.
    """
    found = matrix(some)
    rare = (np.log((1 + len(some)) / (1 + found.seen)) + 1) / TYPICAL
    rows = (found.rows @ sp.diags(rare)).tocsr()
    solved, bias = [], []
    for label in labels:
        which, truth = target(some, label)
        learner = LinearSVC(C=STRICTNESS, random_state=0, tol=1e-3)
        learner.fit(rows[which], truth)
        solved.append(learner.coef_[0] * rare)
        bias.append(learner.intercept_[0])
    table = np.column_stack(solved)
    table = _heaviest(table, found.seen, labels)
    scale = np.abs(table).max(0) / 127
    whole = np.rint(table / scale).astype(np.int16)
    return Weights(found.names, sp.csc_matrix(whole), scale, np.array(bias))


def _heaviest(table: np.ndarray, seen: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """The table with all but the weights that decide most set to nothing."""
    heavy = np.abs(table) * np.sqrt(seen)[:, None]
    role = np.array([each in ROLES for each in labels])
    for group, entries in ((~role, ENTRIES), (role, ROLE_ENTRIES)):
        some = heavy[:, group]
        if some.size > entries:
            least = np.partition(some, -entries, axis=None)[-entries]
            table[:, group] = np.where(some >= least, table[:, group], 0)
    return table


def margins(weights: Weights, some: Sequence[Line]) -> np.ndarray:
    """What the weights say to each sentence, label by label."""
    found = matrix(some)
    known = {name: at for at, name in enumerate(weights.names)}
    columns = [at for at, name in enumerate(found.names) if name in known]
    chosen = [known[found.names[at]] for at in columns]
    sums = found.rows[:, columns] @ weights.table[chosen]
    return np.asarray(sums.todense()) * weights.scale + weights.bias


def left_out(some: Sequence[Line], asked: Sequence[Line]) -> np.ndarray:
    """The margins of the sentences asked for by weights that saw nothing of their writers."""
    out = np.zeros((len(asked), len(EVERY)))
    for writers in quarters(each.writer for each in asked):
        weights = fit([each for each in some if each.writer not in writers])
        theirs = [at for at, each in enumerate(asked) if each.writer in writers]
        out[theirs] = margins(weights, [asked[at] for at in theirs])
    return out


def applies(label: str, situation: str) -> bool:
    """Whether a fault can be one in a situation."""
    return label not in WHERE or situation in WHERE[label]


@dataclass(frozen=True)
class Scale:
    """How the margins of a label become log-odds, and from which it is told."""

    own: float
    any: float
    base: float
    fix: float = 0.0
    consider: float = 0.0


def calibrated(some: Sequence[Line], found: np.ndarray) -> dict[str, Scale]:
    """For each label, log-odds from its own margin and that of any fault at all.

    A sentence that resembles nothing faulty has to resemble one fault the more.
    """
    out: dict[str, Scale] = {}
    for at, label in enumerate(EVERY):
        which, truth = target(some, label)
        both = found[which][:, [at, 0]]
        if label in ROLES or label == ANY:
            both[:, 1] = 0
        learner = LogisticRegression(C=100).fit(both, truth)
        own, any_ = learner.coef_[0]
        told = WHOLE if label == ANY else 0.0
        scale = Scale(float(own), float(any_), float(learner.intercept_[0]), fix=told)
        if label in FAULTS:
            any_, base = scale.any + SHARED * out[ANY].own, scale.base + SHARED * out[ANY].base
            scale = replace(scale, any=any_, base=base)
        out[label] = scale
    return out


def odds(found: np.ndarray, scales: dict[str, Scale]) -> np.ndarray:
    """Log-odds for every sentence and label."""
    return np.column_stack(
        [
            scales[label].own * found[:, at] + scales[label].any * found[:, 0] + scales[label].base
            for at, label in enumerate(EVERY)
        ]
    )


def masked(some: Sequence[Line], found: np.ndarray) -> np.ndarray:
    """The odds of the faults alone; where one cannot be, it is out of the question."""
    out = found[:, 1 : 1 + len(FAULTS)].copy()
    for at, fault in enumerate(FAULTS):
        out[[not applies(fault, each.situation) for each in some], at] = -99
    return out


def mail(half: int) -> list[Line]:
    """Every other sentence, and the sentences of every other message, of real mail.

    Questions apart. Half 0 sets the thresholds, half 1 is for the figures; nothing where
    there is no mail.
    """
    out = []
    for path in sorted(MAIL.glob("*.jsonl")):
        rows = path.read_text(encoding="utf-8").splitlines()[half::2]
        out += [said for each in rows for said in spoken(json.loads(each)["text"])]
    return [
        Line("mail", CLEAN, Situation.WAITING, None, each) for each in out if not each.endswith("?")
    ]


def thresholds(some: Sequence[Line]) -> dict[str, Scale]:
    """From which odds each label is told, by the price of a false alarm."""
    seen = [each for each in some if each.writer not in HOUSE]
    found = left_out(some, seen)
    scales = calibrated(seen, found)
    faults = masked(seen, odds(found, scales))
    labels = np.array([each.label for each in seen])
    own = [faults[labels == each, at] for at, each in enumerate(FAULTS)]
    wrong = [faults[labels == CLEAN]]
    if real := mail(0):
        wrong.append(masked(real, odds(margins(fit(some), real), scales)))
    fix, consider = (_bought(own, wrong, shares) for shares in (FIX, CONSIDER))
    return {
        **scales,
        **{
            fault: replace(scales[fault], fix=fix[at], consider=min(consider[at], fix[at]))
            for at, fault in enumerate(FAULTS)
        },
    }


@dataclass(frozen=True)
class Offer:
    """For each odds at which a fault may be told, what is found and what each alarm costs."""

    odds: np.ndarray
    gain: np.ndarray
    cost: np.ndarray

    def best(self, prices: np.ndarray) -> float:
        """The odds at which what is found, less the price of the alarms, is worth most."""
        return float(self.odds[int(np.argmax(self.gain - prices @ self.cost))])


def _bought(
    own: Sequence[np.ndarray], wrong: Sequence[np.ndarray], shares: Sequence[float]
) -> list[float]:
    """The least odds for each fault, at the lowest prices that keep alarms under their shares.

    Clean lines and real mail have a price each, so that a fault which mail can't have isn't
    told less because mail has others.
    """
    offers = [
        _offer(right, [each[:, at] for each in wrong], shares, WORTH.get(FAULTS[at], 1.0))
        for at, right in enumerate(own)
    ]
    prices = np.full(len(wrong), CHEAP)
    for at in list(range(len(wrong))) * ROUNDS:
        low, high = CHEAP, DEAR
        for _ in range(40):
            prices[at] = (low * high) ** 0.5
            least = np.array([each.best(prices) for each in offers])
            over = (wrong[at] >= least).any(1).mean() > shares[at]
            low, high = (prices[at], high) if over else (low, prices[at])
        prices[at] = high
    return [each.best(prices) for each in offers]


def _offer(
    right: np.ndarray, wrong: Sequence[np.ndarray], shares: Sequence[float], worth: float
) -> Offer:
    """What each odds would find, and cost in alarms.

    The first half of a fault is worth more than the second, so that none is given up.
    What lies a little under the odds counts as part of an alarm, since others will write
    something that lies a little over.
    """
    never = max(each.max() for each in (right, *wrong)) + 0.01
    edges = np.append(np.sort(right), never)
    gain = worth * np.sqrt(np.arange(len(edges) - 1, -1, -1) / len(right))
    cost = np.zeros((len(wrong), len(edges)))
    for at, each in enumerate(wrong):
        near = [np.searchsorted(np.sort(each), edges[:-1] - under) for under in NEARBY]
        cost[at, :-1] = (1 - np.mean(near, 0) / len(each)) / shares[at]
    return Offer(edges, gain, cost)


def written(scales: dict[str, Scale]) -> str:
    """The thresholds as TOML."""
    parts = [
        "# Made by `python -m tools.train --thresholds`; see docs/checks.md.\n",
        f'corpus = "{digest()}"\n',
    ]
    for label, each in scales.items():
        parts.append(
            f"\n[{label}]\nown = {each.own:.4f}\nany = {each.any:.4f}\nbase = {each.base:.4f}\n"
            f"fix = {each.fix:.4f}\nconsider = {each.consider:.4f}\n"
        )
    return "".join(parts)


def read_thresholds(path: Path = THRESHOLDS) -> dict[str, Scale]:
    """The thresholds as they were last written."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {label: Scale(**each) for label, each in found.items() if isinstance(each, dict)}


def text(weights: Weights, scales: dict[str, Scale], notes: Iterable[str] = ()) -> str:
    """The table as it ships."""
    head = [f"# corpus: {digest()}", *(f"# {each}" for each in notes)]
    for at, label in enumerate(EVERY):
        each = scales[label]
        numbers = (
            f"{weights.scale[at]:.8g} {weights.bias[at]:.6g} {each.own:g} {each.any:g}"
            f" {each.base:g} {each.fix:g} {each.consider:g}"
        )
        head.append(f"# label {label} {LETTERS[at]} {numbers}")
    rows = weights.table.tocsr()
    body = []
    for at, name in enumerate(weights.names):
        some = range(rows.indptr[at], rows.indptr[at + 1])
        said = [
            f"{LETTERS[rows.indices[each]]}{rows.data[each]}" for each in some if rows.data[each]
        ]
        if said:
            body.append(f"{name}\t{' '.join(sorted(said))}")
    return "\n".join([*head, *sorted(body)]) + "\n"


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m tools.train", description=__doc__)
    parser.add_argument("--thresholds", action="store_true", help="find the thresholds anew")
    args = parser.parse_args()
    some = lines()
    if args.thresholds:
        THRESHOLDS.write_text(written(thresholds(some)), encoding="utf-8")
    MODEL.parent.mkdir(exist_ok=True)
    MODEL.write_text(text(fit(some), read_thresholds()), encoding="utf-8")
    counts = Counter(each.label for each in some)
    print(f"{len(some)} sentences, {counts[CLEAN]} of them clean; {MODEL.stat().st_size} bytes")


__all__ = ["Label", "Model", "main"]

if __name__ == "__main__":
    main()
