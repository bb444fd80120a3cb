"""Where the session sends its readers: every section that content names, and from where."""

from collections.abc import Iterator

from coach.advice.recommendation import Assessment
from coach.guides.article_notes import Use, UseKind
from coach.guides.articles import standing_on
from coach.session.guidance import Guidance


def uses(guidance: Guidance) -> tuple[Use, ...]:
    """Every link from the session into the articles, in the order of the session, each once."""
    found = (*_questions(guidance), *_verdicts(guidance), *_words(guidance))
    return tuple(dict.fromkeys(use for use in found if use.link))


def reading_of(guidance: Guidance, assessment: Assessment) -> str:
    """The link to the section about a verdict, with the sources its reason stands on."""
    link = next(iter(assessment.read), "")
    deciding = guidance.deciding
    for table in (deciding.safety, *deciding.tables.values()):
        for row in table.rows:
            if (row.id, row.read) == (assessment.row, assessment.read):
                return standing_on(link, row.evidence)
    return link


def _questions(guidance: Guidance) -> Iterator[Use]:
    for question in (*guidance.script.questions, *guidance.deciding.questions.values()):
        yield Use(link=question.read, kind=UseKind.QUESTION, name=question.ask)


def _verdicts(guidance: Guidance) -> Iterator[Use]:
    deciding = guidance.deciding
    tables = (deciding.safety, *deciding.tables.values())
    for table in tables:
        for row in table.rows:
            name = deciding.words[row.verdict].name
            for link in row.read:
                yield Use(link=link, kind=UseKind.VERDICT, name=name)
    for table in tables:
        for argument in table.arguments:
            yield Use(link=argument.read, kind=UseKind.ARGUMENT, name=argument.text)


def _words(guidance: Guidance) -> Iterator[Use]:
    for template in guidance.templates:
        yield Use(link=template.read, kind=UseKind.TEMPLATE, name=template.title)
    for rule in guidance.rules:
        yield Use(link=rule.why, kind=UseKind.CHECK, name=rule.fault.replace("_", " "))
