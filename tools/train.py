"""Make the learnt judge from the labelled corpus: ``python -m tools.train``.

Writes ``content/model/words.tsv``. With ``--thresholds`` it first finds, by leaving
each writer out in turn, from which odds a fault is told, and writes them to
``content/corpus/thresholds.toml``; only that looks at real mail, where there is any.
Everything is deterministic: the same corpus gives the same file.
"""

import argparse
import json
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
from tools.corpus import CLEAN, FAULTS, FOLDER, HOUSE, ROLES, Line, digest, lines

MODEL = FOLDER.parent / "model" / "words.tsv"
THRESHOLDS = FOLDER / "thresholds.toml"
MAIL = Path("/work/shared/data/mail/sentences.jsonl")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ENTRIES = 100_000
"""Weights that are kept, the heaviest."""

STRICTNESS = 1.0
"""The price of an error while training (``C``); higher fits the corpus closer."""

FLAGGED = 0.03
"""The share of clean lines, half of them made to look like faults, that may be told a fault."""

MAIL_FIXED = 0.015
"""The share of sentences of real mail that may be told one to be fixed."""

EVEN = 100
"""Keeps prices in a handy range."""

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
    """Learn every label, keep the heaviest weights, and make them whole numbers."""
    found = matrix(some)
    solved, bias = [], []
    for label in labels:
        which, truth = target(some, label)
        learner = LinearSVC(C=STRICTNESS, random_state=0, tol=1e-3)
        learner.fit(found.rows[which], truth)
        solved.append(learner.coef_[0])
        bias.append(learner.intercept_[0])
    table = np.column_stack(solved)
    table = _heaviest(table, found.seen)
    scale = np.abs(table).max(0) / 127
    whole = np.rint(table / scale).astype(np.int16)
    return Weights(found.names, sp.csc_matrix(whole), scale, np.array(bias))


def _heaviest(table: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """The table with all but the weights that decide most set to nothing."""
    heavy = np.abs(table) * np.sqrt(seen)[:, None]
    if table.size > ENTRIES:
        least = np.partition(heavy, -ENTRIES, axis=None)[-ENTRIES]
        table = np.where(heavy >= least, table, 0)
    return table


def margins(weights: Weights, some: Sequence[Line]) -> np.ndarray:
    """What the weights say to each sentence, label by label."""
    found = matrix(some)
    known = {name: at for at, name in enumerate(weights.names)}
    columns = [at for at, name in enumerate(found.names) if name in known]
    chosen = [known[found.names[at]] for at in columns]
    sums = found.rows[:, columns] @ weights.table[chosen]
    return np.asarray(sums.todense()) * weights.scale + weights.bias


def left_out(some: Sequence[Line], labels: Sequence[str] = EVERY) -> np.ndarray:
    """The margins of each sentence by weights that saw nothing of its writer.

    The house is always learnt from and never judged: its rows are not a number.
    """
    out = np.full((len(some), len(labels)), np.nan)
    for writer in sorted({each.writer for each in some} - set(HOUSE)):
        weights = fit([each for each in some if each.writer != writer], labels)
        mine = [at for at, each in enumerate(some) if each.writer == writer]
        out[mine] = margins(weights, [some[at] for at in mine])
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
    """For each label, log-odds from its own margin and that of any fault at all."""
    judged = ~np.isnan(found[:, 0])
    out = {}
    for at, label in enumerate(EVERY):
        which, truth = target(some, label)
        keep = judged[which]
        which, truth = which[keep], truth[keep]
        both = found[which][:, [at, 0]]
        if label in ROLES or label == ANY:
            both[:, 1] = 0
        learner = LogisticRegression(C=100).fit(both, truth)
        own, any_ = learner.coef_[0]
        out[label] = Scale(float(own), float(any_), float(learner.intercept_[0]))
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
    """Every other sentence of real mail, questions apart, in every situation.

    Half 0 sets the thresholds, half 1 is for the figures; nothing where there is no mail.
    """
    if not MAIL.exists():
        return []
    rows = MAIL.read_text(encoding="utf-8").splitlines()[half::2]
    texts = [json.loads(each)["text"] for each in rows]
    said = [each for each in texts if not each.rstrip().endswith("?")]
    return [Line("mail", CLEAN, each, None, text) for text in said for each in Situation]


def thresholds(some: Sequence[Line]) -> dict[str, Scale]:
    """From which odds each label is told, by the price of a false alarm."""
    found = left_out(some)
    scales = calibrated(some, found)
    judged = ~np.isnan(found[:, 0])
    seen = [each for each, keep in zip(some, judged, strict=True) if keep]
    real = mail(0)
    outside = margins(fit(some), real) if real else np.zeros((0, len(EVERY)))
    return priced(
        np.array([each.label for each in seen]),
        masked(seen, odds(found[judged], scales)),
        masked(real, odds(outside, scales)),
        scales,
    )


def priced(
    labels: np.ndarray, faults: np.ndarray, outside: np.ndarray, scales: dict[str, Scale]
) -> dict[str, Scale]:
    """Thresholds at which as many faults as can be are told for the alarms allowed."""
    clean = labels == CLEAN
    own = [faults[labels == each, at] for at, each in enumerate(FAULTS)]
    mild = _bought(own, faults[clean], FLAGGED)
    firm = _bought(own, faults[clean], FLAGGED / 2)
    if len(outside):
        strict = _bought(own, outside, MAIL_FIXED)
        firm = [max(each) for each in zip(firm, strict, strict=True)]
    return {
        **scales,
        **{
            fault: replace(scales[fault], fix=firm[at], consider=min(mild[at], firm[at]))
            for at, fault in enumerate(FAULTS)
        },
    }


def _bought(own: Sequence[np.ndarray], wrong: np.ndarray, share: float) -> list[float]:
    """The least odds for each fault, at the highest price that keeps alarms under a share."""
    low, high = 1e-4, 1e4
    for _ in range(40):
        price = (low * high) ** 0.5
        edges = [_worth(own[at], wrong[:, at], price) for at in range(len(own))]
        told = (wrong >= np.array(edges)).any(1).mean()
        low, high = (price, high) if told > share else (low, price)
    return [_worth(own[at], wrong[:, at], high) for at in range(len(own))]


def _worth(right: np.ndarray, wrong: np.ndarray, price: float) -> float:
    """The odds at which the share found, less the price of the alarms, is greatest."""
    edges = np.sort(right)
    found = np.arange(len(edges), 0, -1) / len(edges)
    alarms = len(wrong) - np.searchsorted(np.sort(wrong), edges)
    gain = found - price * alarms / len(wrong) * EVEN
    best = int(np.argmax(gain))
    return float(edges[best]) if gain[best] > 0 else float(max(right.max(), wrong.max()) + 0.01)


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
