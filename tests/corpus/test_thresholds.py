"""From which odds a fault is told follows from what false alarms may cost."""

import pytest

pytest.importorskip("sklearn", reason="training needs the packages of [dev]")

import numpy as np

from tools.train import _bought

NEVER = -99.0


def told(least: list[float], found) -> float:
    return float((found >= np.array(least)).any(1).mean())


def test_alarms_stay_under_their_shares():
    random = np.random.default_rng(1)
    own = [random.normal(5, 1, 200), random.normal(4, 1, 200)]
    clean, mail = random.normal(0, 1.5, (400, 2)), random.normal(-1, 1.5, (400, 2))
    least = _bought(own, [clean, mail], (0.05, 0.02))
    assert told(least, clean) <= 0.05
    assert told(least, mail) <= 0.02
    assert all(np.mean(each >= least[at]) > 0.5 for at, each in enumerate(own))


def test_a_fault_that_mail_cannot_have_is_told_as_often_whatever_mail_has_of_others():
    random = np.random.default_rng(2)
    own = [random.normal(1, 1, 200), random.normal(3, 1, 200)]
    clean = np.column_stack([np.full(400, -9.0), random.normal(0, 1.5, 400)])
    quiet = np.full((400, 2), NEVER)
    noisy = np.column_stack([random.normal(1, 1.5, 400), np.full(400, NEVER)])
    with_quiet = _bought(own, [clean, quiet], (0.05, 0.02))
    with_noisy = _bought(own, [clean, noisy], (0.05, 0.02))
    assert with_noisy[0] > with_quiet[0]
    assert with_noisy[1] == with_quiet[1]
