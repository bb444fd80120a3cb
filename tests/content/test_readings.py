"""Where f2 leads from a question: to a section that is there, and that is about it."""

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


def test_every_question_has_a_section_of_its_own_to_read():
    anchors = {
        article.slug: {section.anchor for section in article.sections()}
        for article in GUIDE.shelf.articles
    }
    readings = [(q.id, q.reading(each)) for each in Situation for q in questions(each)]
    lost = []
    for question, link in readings:
        slug, _, anchor = link.partition("#")
        if anchor not in anchors.get(slug, ()):
            lost.append((question, link))
    assert not lost


def test_what_happened_is_read_about_in_the_words_of_the_situation():
    readings = {
        situation: question.reading(situation)
        for situation in Situation
        for question in questions(situation)
        if question.id == "happened"
    }
    assert set(readings) == set(Situation)
    for situation in set(Situation) - {Situation.WAITING}:
        assert readings[situation] != readings[Situation.WAITING]
