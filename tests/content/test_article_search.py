"""The search finds sections, best first, with the words marked."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.article_files import load
from coach.content.article_search import ArticleIndex
from coach.content.shipped_content import shipped

ARTICLES = {
    "nudge": '+++\ntitle = "A good nudge"\nsummary = "Five parts."\n+++\nWrite once more.\n\n'
    "## Timing\n\nSend the reminder in the morning.",
    "invoice": '+++\ntitle = "Unpaid"\n+++\nRemind them kindly.\n\n'
    "## Reminder\n\nA letter, [b] résumé.",
    "own": '+++\ntitle = "Other"\n+++\nNothing of the sort. <b> & "quotes"',
}


@pytest.fixture
def index(tmp_path: Path) -> ArticleIndex:
    (tmp_path / "articles").mkdir()
    for slug, text in ARTICLES.items():
        (tmp_path / "articles" / f"{slug}.md").write_text(text)
    return ArticleIndex(load(tmp_path))


def links(index: ArticleIndex, words: str) -> list[str]:
    return [found.link for found in index.find(words)]


def test_a_word_finds_the_sections_that_hold_it_in_any_form(index):
    assert set(links(index, "reminder")) == {"nudge#timing", "invoice#reminder", "invoice"}


def test_a_word_in_a_heading_weighs_more_than_one_in_the_text(index):
    assert links(index, "reminder")[0] == "invoice#reminder"


def test_all_words_must_stand_in_one_section_if_any_has_all(index):
    assert links(index, "reminder morning") == ["nudge#timing"]


def test_where_no_section_has_all_words_some_will_do(index):
    assert set(links(index, "morning letter")) == {"nudge#timing", "invoice#reminder"}


@pytest.mark.parametrize("typed", ["mornin", "morning", "mornings", "MORNING"])
def test_a_word_may_be_unfinished_or_end_otherwise(index, typed):
    assert links(index, typed) == ["nudge#timing"]


def test_accents_do_not_matter(index):
    assert links(index, "resume") == ["invoice#reminder"]


def test_the_summary_is_searched_too(index):
    assert links(index, "five parts") == ["nudge"]


def test_an_excerpt_marks_the_words_that_were_found(index):
    (found,) = index.find("morning")
    assert [piece.text for piece in found.excerpt if piece.hit] == ["morning"]
    assert "Send the reminder in the" in "".join(piece.text for piece in found.excerpt)


@pytest.mark.parametrize("words", ["", "   ", '"', "*", "( ) - ^", "zebra"])
def test_signs_alone_and_absent_words_find_nothing(index, words):
    assert not index.find(words)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_the_search_answers(words):
    SHIPPED.find(words)


SHIPPED = ArticleIndex(load(shipped()))


def test_finds_of_the_shipped_articles_are_places_that_exist():
    shelf = load(shipped())
    for found in SHIPPED.find("silence", limit=100):
        article = shelf.get(found.slug)
        assert article is not None
        assert not found.anchor or article.section(found.anchor)


def test_no_more_is_returned_than_asked_for():
    assert len(SHIPPED.find("silence", limit=3)) == 3


def test_a_word_of_a_title_finds_the_article_before_its_sections(index):
    assert links(index, "unpaid") == ["invoice", "invoice#reminder"]
    assert links(index, "nudge")[0] == "nudge"


def test_words_of_the_title_and_of_a_section_find_that_section(index):
    assert links(index, "unpaid letter") == ["invoice#reminder"]
    assert index.find("unpaid letter")[0].title == "Unpaid"
