"""The page that shows the tables to people who read no code is true."""

import pytest

from tests.advice.paths import walked
from tools.decision_tables_page import PAGE, page

pytestmark = pytest.mark.xdist_group("paths")  # they walk all paths once, which takes a minute


@pytest.fixture(scope="module", autouse=True)
def _paths_are_let_go():
    """This is the last of those that session them, and they take the better part of a gigabyte."""
    yield
    walked.cache_clear()


def test_the_page_says_what_the_tables_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.decision_tables_page"
