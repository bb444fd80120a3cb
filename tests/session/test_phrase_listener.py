"""A phrase is looked for wherever its words are, and never missed for the sake of speed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.session.fear_phrases import ENDS_LIFE, FEARS, HURTS
from coach.session.phrase_listener import PhraseListener

PHRASES = [each for listener in (FEARS, HURTS, ENDS_LIFE) for each in listener.needs.items()]


@given(st.data())
def test_whatever_a_phrase_of_fear_can_match_holds_one_of_the_words_it_is_said_to_need(data):
    phrase, needs = data.draw(st.sampled_from(PHRASES))
    text = data.draw(st.from_regex(phrase, fullmatch=True))
    assert any(each in text for each in needs)


@given(st.data())
def test_whatever_a_phrase_of_fear_can_match_is_heard_in_the_middle_of_a_text(data):
    listener = data.draw(st.sampled_from((FEARS, HURTS, ENDS_LIFE)))
    phrase = data.draw(st.sampled_from(list(listener.needs)))
    text = f"well, {data.draw(st.from_regex(phrase, fullmatch=True))}."
    if re.search(rf"\b(?:{phrase})\b", text):
        assert listener.hears(text)


def test_every_phrase_of_fear_needs_a_word_so_that_most_texts_cost_nothing():
    for phrase, needs in PHRASES:
        assert min(map(len, needs)) >= 3, phrase


@pytest.mark.parametrize(
    ("phrase", "needs"),
    [
        ("hit me", {"hit me"}),
        ("hits? me", {"hit"}),
        ("(?:hit|kick)(?:s|ed)? me", {"hit", "kick"}),
        ("(?:very |so )*scared", {"scared"}),
        ("(?:very ){0,2}scared", {"scared"}),
        ("(?:ve+ry )+?s", {"ry "}),
        (r"(?<!it )a\w+d(?! of)", {"a"}),
        ("(?:do(?:es)?|did) i[tn]? x", {"do", "did"}),
        ("a{0,3}b+?c*?dd", {"dd"}),
        ("(?:a|)", {""}),
    ],
)
def test_what_a_phrase_needs_is_read_off_it(phrase, needs):
    assert set(PhraseListener(phrase).needs[phrase]) == needs


def test_alternatives_are_phrases_of_their_own_and_those_in_a_group_are_not():
    assert list(PhraseListener("a b|(?:c|(?:d|e) f)|g").needs) == ["a b", "(?:c|(?:d|e) f)", "g"]


def test_a_group_of_another_kind_is_refused_rather_than_never_heard():
    with pytest.raises(ValueError, match="unknown kind"):
        PhraseListener("(?P<who>he) hit me").hears("he hit me")
