"""How right the checks are on words they were not written against."""

from collections import Counter

import pytest

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.vocabulary import Situation
from tests.corpus.scoring import CLEAN, FOLDER, Half, drafts, held_out, phrases, score

RULES = load(shipped() / "checks")
UNSEEN = [each for each in phrases() if Half.of(each.text) is Half.UNSEEN]


def test_at_least_85_percent_of_unseen_faulty_phrases_get_the_right_fault():
    assert score(RULES, UNSEEN, []).recall >= 0.85


def test_at_most_5_percent_of_unseen_clean_phrases_get_any_fault():
    assert score(RULES, UNSEEN, []).alarms <= 0.05


def test_ready_or_not_is_right_for_90_percent_of_unseen_drafts():
    whole = [each for each in drafts() if Half.of(each.text) is Half.UNSEEN]
    assert score(RULES, [], whole).ready >= 0.90


def test_the_bounds_hold_on_what_was_held_out_and_never_mended_for():
    result = score(RULES, *held_out())
    assert len(held_out()[0]) >= 300
    assert result.recall >= 0.85
    assert result.alarms <= 0.05
    assert result.ready >= 0.90


FURTHER = sorted(set(FOLDER.glob("*_*.toml")))
WHOLES = [each for each in FURTHER if "drafts" in each.stem]
PARTS = [each for each in FURTHER if "drafts" not in each.stem]


@pytest.mark.parametrize("path", PARTS, ids=lambda each: each.stem)
def test_the_same_bounds_hold_on_further_batches(path):
    result = score(RULES, phrases(path), [])
    assert result.recall >= 0.85
    assert result.alarms <= 0.05


@pytest.mark.parametrize("path", WHOLES, ids=lambda each: each.stem)
def test_ready_or_not_is_right_for_90_percent_of_further_drafts(path):
    assert score(RULES, [], drafts(path)).ready >= 0.90


def test_no_further_batch_is_left_out():
    assert len(PARTS) >= 24
    assert len(WHOLES) >= 9


def test_the_corpus_is_large_and_a_third_of_it_is_clean():
    some = phrases()
    clean = sum(1 for each in some if each.fault == CLEAN)
    assert len(some) >= 300
    assert 0.3 <= clean / len(some) <= 0.4
    assert len(drafts()) >= 70


def test_every_situation_has_its_share():
    counts = Counter(each.situation for each in (*phrases(), *drafts()))
    assert all(counts[each] >= 70 for each in Situation)


def test_the_two_halves_are_about_even():
    assert 0.4 <= len(UNSEEN) / len(phrases()) <= 0.6


def test_no_text_stands_twice():
    texts = [each.text for each in (*phrases(), *drafts())]
    assert len(texts) == len(set(texts))


def test_a_missed_phrase_and_a_false_alarm_are_counted():
    result = score((), UNSEEN, [])
    assert (result.recall, result.alarms) == (0.0, 0.0)
