"""Where f2 leads from a question: to a section that is there, and that is about it."""

import pytest

from coach.content.loader import ContentFolder
from coach.session.guidance import pause_questions
from coach.vocabulary import Situation

ABOUT_NAMES = {"person", "topic"}
"""Questions at which the whole library is offered."""

GUIDE = ContentFolder()


def questions(situation):
    return {
        each.id: each
        for each in (*GUIDE.deciding.questions.values(), *pause_questions(GUIDE, situation))
        if each.id not in ABOUT_NAMES
    }.values()


@pytest.mark.parametrize("situation", Situation)
def test_every_question_has_a_section_of_its_own_to_read(situation):
    for question in questions(situation):
        slug, _, anchor = question.reading(situation).partition("#")
        article = GUIDE.shelf.get(slug)
        assert article is not None, f"{question.id} leads to {slug!r}"
        assert anchor in {each.anchor for each in article.sections()}, (question.id, anchor)


@pytest.mark.parametrize("situation", [each for each in Situation if each != "waiting"])
def test_what_happened_is_read_about_in_the_words_of_the_situation(situation):
    (happened,) = (each for each in questions(situation) if each.id == "happened")
    assert happened.reading(situation) != happened.reading(Situation.WAITING)
