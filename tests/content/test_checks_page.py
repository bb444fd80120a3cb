"""The page about the checks says what the checks are now."""

from tools.checks_page import PAGE, page


def test_the_page_about_the_checks_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.checks_page"
