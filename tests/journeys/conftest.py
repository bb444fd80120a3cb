"""What the stories need."""

import pytest

from tests.journeys.driver import Life


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A user's machine of its own, in a folder of the test."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    return Life(tmp_path)
