"""The page that shows the tables to people who read no code is true."""

from tools.decision_tables_page import PAGE, page


def test_the_page_says_what_the_tables_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.decision_tables_page"
