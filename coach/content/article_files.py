"""Article files onto the shelf: front matter at once, the text when it is first read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from coach.content import sources
from coach.content.front_matter import FIRST_LINE, split
from coach.content.markdown import parse
from coach.content.typed_toml import parse_toml
from coach.errors import ContentError, Problem, did_you_mean
from coach.guides.article_notes import Source
from coach.guides.articles import Article, Shelf, Stage, target
from coach.guides.prose import NO_BREAK, Run, runs_in
from coach.vocabulary import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What an article says about itself."""

    title: str
    summary: str = ""
    situations: tuple[Situation, ...] = ()
    steps: tuple[Stage, ...] = ()
    rows: tuple[str, ...] = ()
    order: int = 1000


def load(folder: Path, own: Path | None = None) -> Shelf:
    """The shelf of the content folder, with the user's own articles (a folder of .md files) after.

    A file that cannot be read is a problem of the shelf; all others work.
    """
    known = sources.Sources(folder / sources.FILE)
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for path, is_own in _files(folder / "articles", own):
        try:
            article = _article(path, known, own=is_own)
        except ContentError as error:
            problems += error.problems
            continue
        if article.slug in articles:
            problems.append(_taken(article))
        else:
            articles[article.slug] = article
    ordered = sorted(articles.values(), key=lambda each: (each.own, each.order, each.slug))
    return Shelf(articles=tuple(ordered), problems=tuple(problems))


def one(folder: Path, slug: str, own: Path | None = None) -> Article | None:
    """The article of this name as ``load`` would give it, with no other read; or None."""
    for shelf, is_own in ((folder / "articles", False), (own, True)):
        path = shelf / f"{slug}.md" if shelf else None
        if path is not None and path.parent == shelf and path.is_file():
            try:
                return _article(path, sources.Sources(folder / sources.FILE), own=is_own)
            except ContentError:
                continue
    return None


def _files(shipped: Path, own: Path | None) -> Iterator[tuple[Path, bool]]:
    yield from ((path, False) for path in sorted(shipped.glob("*.md")))
    if own is not None:
        yield from ((path, True) for path in sorted(own.glob("*.md")))


def _article(path: Path, known: Mapping[str, Source], *, own: bool) -> Article:
    file = str(path) if own else path.name
    sheet = split(path, file)
    meta = parse_toml(sheet.front, _Front, name=file, first_line=FIRST_LINE)
    return Article(
        slug=path.stem,
        title=meta.title,
        summary=meta.summary,
        situations=meta.situations,
        steps=meta.steps,
        rows=meta.rows,
        order=meta.order,
        own=own,
        file=file,
        text=sheet.body,
        first_line=sheet.line,
        body=cache(partial(parse, sheet.body)),
        sources=known,
    )


def _taken(article: Article) -> Problem:
    what = f"There's already a guide named {article.slug!r}."
    return Problem(file=article.file, what=what, hint="Give the file another name.")


def faults(shelf: Shelf, folder: Path) -> tuple[Problem, ...]:
    """All that is wrong, with every text read: broken links, unknown sources, wrong labels."""
    found = [*shelf.problems]
    known: Mapping[str, Source] = {}
    try:
        known = sources.all_sources(folder)
    except ContentError as error:
        found += error.problems
    anchors = {one.slug: {each.anchor for each in one.sections()} for one in shelf.articles}
    for article in shelf.articles:
        for run in filter(lambda each: each.href, runs_in(article.body())):
            what, hint = _link_fault(run, article, anchors, known)
            if what:
                line = _line(article, run)
                found.append(Problem(file=article.file, line=line, what=what, hint=hint))
    return tuple(found)


def _link_fault(
    run: Run, article: Article, anchors: Mapping[str, Collection[str]], known: Mapping[str, Source]
) -> tuple[str, str]:
    """What is wrong with a link, and a hint; both empty when it is sound."""
    if run.href.startswith("source:"):
        return _source_fault(run, known)
    where = target(run.href, article.slug)
    if where.address:
        return "", ""
    if where.slug not in anchors:
        return f"There's no article {where.slug!r}.", did_you_mean(where.slug, anchors)
    if where.anchor and where.anchor not in anchors[where.slug]:
        hint = did_you_mean(where.anchor, anchors[where.slug])
        return f"{where.slug!r} has no section {where.anchor!r}.", hint
    return "", ""


def _source_fault(run: Run, known: Mapping[str, Source]) -> tuple[str, str]:
    name = run.href.removeprefix("source:")
    if name not in known:
        return f"There's no source {name!r}.", did_you_mean(name, known)
    label, said = str(known[name].label), run.text.strip("[]").replace(NO_BREAK, " ")
    return ("", "") if said == label else (f"The label of {name!r} is {label!r}, not {said!r}.", "")


def _line(article: Article, run: Run) -> int:
    before = article.text.partition(f"]({run.href})")[0]
    return article.first_line + before.count("\n") if before != article.text else 0
