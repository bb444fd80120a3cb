"""What all tests share: ``--slow`` runs those marked slow too, ``life`` is a machine to play on."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow: run with --slow")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(skip)


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A user's machine of its own, in a folder of the test."""
    from tests.journeys.driver import Life  # here, for tests of other rooms load no screen

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    return Life(tmp_path)
