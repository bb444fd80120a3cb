"""The crash harness in short; `--slow` runs it as long as its own defaults."""

import pytest

from coach.store import sealing
from coach.store.journal_file import FILE
from tools import crash


def test_what_was_acknowledged_survives_kills_at_random_moments():
    _, wrong = crash.repeat(crash.killed, 30, seed=1)
    assert wrong == []


def test_what_was_acknowledged_survives_full_disks():
    refused, wrong = crash.repeat(crash.full, 15, seed=1)
    assert wrong == []
    assert refused > 0


def test_several_writers_at_once_lose_nothing(tmp_path):
    done, wrong = crash.together(tmp_path, 3.0)
    assert wrong == []
    assert all(done[name] for name in "abc")


@pytest.fixture
def cost_restored(monkeypatch):
    """Trials make guessing cheap; other tests shall not notice."""
    monkeypatch.setattr(sealing, "COST", sealing.COST)


@pytest.mark.usefixtures("cost_restored")
@pytest.mark.parametrize(
    ("trial", "times"), [(crash.killed, 20), (crash.full, 10), (crash.relocked, 20)]
)
def test_a_sealed_journal_survives_all_that_too(trial, times):
    _, wrong = crash.repeat(trial, times, seed=3, sealed=True)
    assert wrong == []


@pytest.mark.usefixtures("cost_restored")
def test_the_move_of_an_older_journal_survives_kills():
    _, wrong = crash.repeat(crash.moved, 20, seed=1)
    assert wrong == []


@pytest.mark.usefixtures("cost_restored")
def test_several_writers_at_once_lose_nothing_of_a_sealed_journal(tmp_path):
    crash.seal(tmp_path / "journal")
    done, wrong = crash.together(tmp_path / "journal", 3.0)
    assert wrong == []
    assert all(done[name] for name in "abc")
    assert b"word word" not in (tmp_path / "journal" / FILE).read_bytes()


def test_the_harness_notices_a_loss(tmp_path):
    """A harness that cannot fail is worth nothing: here one more save is claimed."""
    told = crash.Told()
    assert crash.killed(tmp_path, 5, told) == []
    told.acknowledged["walk-a-0"] = 123456
    (wrong,) = crash.looked_at(tmp_path, told)
    assert wrong.startswith("walk-a-0 is ")
    assert wrong.endswith(", not [123456]")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_kills(seed):
    assert crash.repeat(crash.killed, 100, seed=1000 * seed)[1] == []


@pytest.mark.slow
def test_two_hundred_full_disks():
    assert crash.repeat(crash.full, 200, seed=7)[1] == []


@pytest.mark.slow
def test_several_writers_for_a_minute(tmp_path):
    assert crash.together(tmp_path, 60.0)[1] == []
