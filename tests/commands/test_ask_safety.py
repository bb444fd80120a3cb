"""The safety page in ``coach ask``: every word for it, at every prompt."""

import pytest

from tests.commands.test_ask import ASSESS, PAUSE, asked  # noqa: F401

WORDS = ("unsafe", "Unsafe.", "UNSAFE", "I feel unsafe", "I'm unsafe!")


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("before", [(), ("3",), ("3", "him"), PAUSE, (*PAUSE, *ASSESS)])
def test_the_word_leads_to_the_page_from_any_prompt(asked, life, word, before):  # noqa: F811
    status, said = asked(*before, word)
    assert status == 3
    assert said.rindex("Whom to turn to") > said.rindex("What has stalled?")


@pytest.mark.parametrize("word", ["I'm scared", "help", "afraid"])
@pytest.mark.parametrize("before", [(), ("3",), PAUSE])
def test_words_of_fear_ask_once_whether_the_page_is_wanted(asked, life, word, before):  # noqa: F811
    _, said = asked(*before, word, "1")
    assert "Do you want the safety page?" in said
    assert "Whom to turn to" in said
    assert not any(each.signs for each in life.walks())
