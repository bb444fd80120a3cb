"""Someone who disagrees with a verdict looks up what it stands on."""

from datetime import timedelta

import pytest

from coach.advice.deciding import Deciding
from coach.advice.questions import Value
from coach.content.loader import ContentFolder
from coach.guides.article_notes import cited, source_anchor, source_id
from coach.guides.articles import standing_on, target
from coach.guides.prose import Paragraph, part_of
from coach.session import flow
from coach.session.guide_references import reading_of
from coach.session.session import Session
from coach.vocabulary import Situation
from tests.journeys.driver import A_TUESDAY, Life
from tests.plainest import plainest

PERSON = "Maren Holt"


@pytest.fixture(scope="module")
def guidance() -> ContentFolder:
    return ContentFolder()


def rows(deciding: Deciding):
    """Every row of every table that names a section to read."""
    for table in (deciding.safety, *deciding.tables.values()):
        yield from (row for row in table.rows if row.read)


def at_its_verdict(
    guidance: ContentFolder, situation: Situation
) -> tuple[Session, flow.AdviceView]:
    """A session of this situation, led to its verdict by the first answer to every question."""
    session = Session(id="session", started=A_TUESDAY, touched=A_TUESDAY).begin(situation)
    told: dict[str, Value] = {
        "person": PERSON,
        "last_contact": (A_TUESDAY - timedelta(days=40)).date().isoformat(),
    }
    for _ in range(60):
        match flow.view(guidance, session, A_TUESDAY):
            case flow.QuestionView(question=question):
                value = told.get(question.id, plainest(question))
                session = flow.answer(guidance, session, question.id, value)
            case flow.AdviceView() as found:
                return session, found
            case _:
                session = flow.forward(guidance, session, A_TUESDAY)
    raise AssertionError("no verdict after sixty questions")


@pytest.mark.parametrize("situation", Situation)
async def test_two_keys_lead_from_a_verdict_to_the_source_of_its_reason(
    guidance, situation, tmp_path, monkeypatch
):
    from coach.platform.paths import journal_folder
    from coach.private_files import make_folder
    from coach.store.journal_store import open_journal

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    session, found = at_its_verdict(guidance, situation)
    where = target(reading_of(guidance, found.assessment))
    article = guidance.shelf.get(where.slug)
    ground = where.ground or cited(part_of(article.body(), where.anchor))
    journal = open_journal(make_folder(journal_folder()))
    journal.keep(session)
    journal.close()
    async with Life(tmp_path).opens() as person:
        await person.sees(PERSON)
        await person.presses("enter")
        await person.sees("Recommendation")
        await person.presses("f2")
        await person.presses("s")
        if ground:
            await person.sees("▸ What your recommendation is based on" if where.ground else "▸ ")
            assert article.sources[ground[0]].claim[:30] in person.screen
        else:  # A section of our own judgement: the keys lead to the article's list.
            await person.sees("Sources")


def test_every_reason_with_sources_has_them_in_the_article_it_leads_to(guidance):
    for row in rows(guidance.deciding):
        where = target(standing_on(row.read[0], row.evidence))
        article = guidance.shelf.get(where.slug)
        assert article, row.id
        blocks = article.standing_on(where.ground).blocks(uses=False)
        named = {block.anchor for block in blocks if isinstance(block, Paragraph)}
        missing = {source_anchor(source_id(each)) for each in row.evidence} - named
        assert not missing, (row.id, missing)
