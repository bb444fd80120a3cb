"""Finding decisions by their words."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from coach.store.decision_search import DecisionIndex
from tests.ui.stage import STRANGE

TEXTS = (
    ("a", "Mara Lindqvist\nthe March proposal\nCould you tell me by Friday?"),
    ("b", "Ågren\nÉtude naïve\nsee you on friday then"),
    ("c", "張偉\n提案の見積もり\nお返事をお待ちしています"),
    ("d", STRANGE),
    ("e", ""),
)


@pytest.fixture(scope="module")
def index():
    return DecisionIndex(TEXTS)


def found(index, words):
    hits = index.find(words)
    return [id for id, _ in TEXTS if id in hits]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("friday", ["a", "b"]),
        ("FRIDAY mara", ["a"]),
        ("fri", ["a", "b"]),
        ("agren", ["b"]),
        ("etude NAIVE", ["b"]),
        ("見積", ["c"]),
        ("提案", ["c"]),
        ("案提", []),
        ("שלום", ["d"]),
        ("zebra", []),
        ("", []),
        ('"', []),
        ("friday AND mara", []),
        ("friday* NEAR(", []),
        ("-- ; drop table texts", []),
    ],
)
def test_words_are_found_whatever_their_case_accents_or_script(index, words, ids):
    assert found(index, words) == ids


def test_the_words_stand_in_their_sentence_told_apart(index):
    pieces = index.find("friday").excerpt("a")
    assert [each.text for each in pieces if each.hit] == ["Friday"]
    assert "tell me by Friday?" in "".join(each.text for each in pieces)


def test_nothing_is_shown_of_what_was_not_found(index):
    assert index.find("friday").excerpt("c") == ()


def test_marks_of_its_own_never_reach_an_excerpt():
    index = DecisionIndex([("x", "one\x02two\x03three\x04 friday 張偉")])
    text = "".join(each.text for each in index.find("friday").excerpt("x"))
    assert text == "onetwothree friday 張偉"


def test_an_index_made_in_one_thread_is_asked_in_others(index):
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: len(index.find("friday")), range(40)))
    assert counts == [2] * 40
