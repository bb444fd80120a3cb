"""The page of texts is true, and no text is so general that it shows in more than a third."""

import re

from tools.advice_texts_page import PAGE, seal


def test_the_page_says_how_often_each_text_shows():
    written = PAGE.read_text(encoding="utf-8")
    start = written.rindex("<!-- sealed")
    assert written[start:] == seal(written[:start]), "run python -m tools.advice_texts_page"


def test_no_text_shows_in_more_than_a_third_of_the_recommendations():
    shown = re.findall(r"^\| ([\d.]+)% \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) > 1000
    assert [text for share, text in shown if float(share) > 100 / 3] == []
