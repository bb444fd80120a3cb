"""What all tests share: ``--slow`` runs those marked slow too, ``life`` is a machine to play on."""

import gc
import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # before anything imports Textual: no test waits for one

import pytest

from tests import settling, shared_content

settling.install()
shared_content.install()

gc.set_threshold(20_000, 10, 10)
"""A process of tests holds all modules and all content. To look through them for garbage as often
as Python does by itself takes a third of the time of tests with a screen."""

gc.freeze = lambda: None
"""The program freezes what stays as long as it runs; a process of tests outlives many programs,
and each would stay in memory with its screens."""


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")


WALK_ALL_PATHS = ("test_deciding_proof", "test_decision_tables_page")
"""Files whose tests share what takes a minute to find, so that one process runs them."""

WALK_ALONE = ("ends_in_one_verdict", "is_never_exceeded")
"""Tests of these files that share nothing, by the end of their names: any process runs them."""

LONGEST_FIRST = (
    *("content/test_deciding_proof.py", "content/test_decision_tables_page.py"),
    *("terminal/test_waiting_story.py", "content/test_deciding_danger.py", "journeys/"),
    *("platform/test_editor.py", "terminal/", "test_growth.py", "store/", "ui/"),
)
"""Where the longest tests are: begun first, so that no process is still at one when all else is
done. Tests of one place stay in their order."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Group by file: pytest 9.2 reads no more the names that pytest-xdist 3.8 gives to groups."""
    from xdist.scheduler import LoadGroupScheduling

    class ByFile(LoadGroupScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.partition("::")[0]
            shares = file.endswith(tuple(f"{e}.py" for e in WALK_ALL_PATHS))
            return "paths" if shares and not nodeid.endswith(WALK_ALONE) else nodeid

    return ByFile(config, log)


def _turn(item):
    """When a test is begun: the number of the first place that names it."""
    where = item.nodeid.removeprefix("tests/")
    return next(
        (n for n, each in enumerate(LONGEST_FIRST) if where.startswith(each)), len(LONGEST_FIRST)
    )


def pytest_collection_modifyitems(config, items):
    items.sort(key=_turn)
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow: run with --slow")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def _garbage_is_collected():
    """Commands switch the collector off, for they're soon over; here many run in one process."""
    yield
    gc.enable()


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A user's machine of its own, in a folder of the test."""
    from tests.journeys.driver import Life  # here, for tests of other rooms load no screen

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    return Life(tmp_path)
