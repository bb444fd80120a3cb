"""Where the walk sends its readers: every section that content names, and from where."""

from collections.abc import Iterator

from coach.domain.appendix import Use, UseKind
from coach.domain.articles import standing_on
from coach.domain.assessment import Assessment
from coach.domain.guide import Guide


def uses(guide: Guide) -> tuple[Use, ...]:
    """Every link from the walk into the articles, in the order of the walk, each once."""
    found = (*_questions(guide), *_verdicts(guide), *_words(guide))
    return tuple(dict.fromkeys(use for use in found if use.link))


def reading_of(guide: Guide, assessment: Assessment) -> str:
    """The link to the section about a verdict, with the sources its reason stands on."""
    link = next(iter(assessment.read), "")
    deciding = guide.deciding
    for table in (deciding.safety, *deciding.tables.values()):
        for row in table.rows:
            if (row.id, row.read) == (assessment.row, assessment.read):
                return standing_on(link, row.evidence)
    return link


def _questions(guide: Guide) -> Iterator[Use]:
    for question in (*guide.script.questions, *guide.deciding.questions.values()):
        yield Use(link=question.read, kind=UseKind.QUESTION, name=question.ask)


def _verdicts(guide: Guide) -> Iterator[Use]:
    deciding = guide.deciding
    tables = (deciding.safety, *deciding.tables.values())
    for table in tables:
        for row in table.rows:
            name = deciding.words[row.verdict].name
            for link in row.read:
                yield Use(link=link, kind=UseKind.VERDICT, name=name)
    for table in tables:
        for argument in table.arguments:
            yield Use(link=argument.read, kind=UseKind.ARGUMENT, name=argument.text)


def _words(guide: Guide) -> Iterator[Use]:
    for template in guide.templates:
        yield Use(link=template.read, kind=UseKind.TEMPLATE, name=template.title)
    for rule in guide.rules:
        yield Use(link=rule.why, kind=UseKind.CHECK, name=rule.fault.replace("_", " "))
