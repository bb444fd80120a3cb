"""The page of texts is true, and no text is so general that it shows in more than a third."""

import pytest

from coach.vocabulary import Situation
from tools.advice_texts_page import PAGE, page, shares

pytestmark = pytest.mark.xdist_group("paths")  # they walk all paths once, which takes a minute


def test_the_page_says_how_often_each_text_shows():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.advice_texts_page"


def test_no_text_shows_in_more_than_a_third_of_the_recommendations():
    too_general = {
        (situation.value, text): number / looked_at
        for situation in Situation
        for count, looked_at in [shares(situation)]
        for text, number in count.items()
        if number > looked_at / 3
    }
    assert too_general == {}
