"""What can be read: articles, the shelf they stand on, and the sources they rest on.

An article's text is blocks of styled runs, free of any markup language and of
any screen. Front matter is known from the start; the text itself is made the
first time it is asked for, because most articles are never opened in a sitting.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coach.domain.problems import Problem
from coach.domain.vocabulary import Label, Situation


class Stage(StrEnum):
    """Where an article helps: one of the four steps of a walk, or looking back on it."""

    PAUSE = "pause"
    ASSESS = "assess"
    DRAFT = "draft"
    SEND = "send"
    REVIEW = "review"


class Look(StrEnum):
    """How a piece of text is meant to look; screens and terminals choose the colours."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    STRONG = "strong"
    EM = "em"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    LABEL = "label"
    QUIET = "quiet"
    BAR = "bar"
    WARNING = "warning"
    RULE = "rule"


Looks = frozenset[Look]
PLAIN: Looks = frozenset()

NO_BREAK = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; ``href`` is where it leads, if anywhere."""

    text: str
    looks: Looks = PLAIN
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, level 1 (the title) to 6; ``anchor`` is unique in its article."""

    level: int
    runs: Runs
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text that flows; a line break in a run's text is one the writer meant.

    ``near`` asks for no air between it and what follows.
    """

    runs: Runs
    anchor: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list; ``done`` is None unless it is a task."""

    blocks: "tuple[Block, ...]"
    done: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list; ``first`` is its first number, or None for bullets. ``tight`` has no air between."""

    items: tuple[Item, ...]
    first: int | None = None
    tight: bool = True


class QuoteKind(StrEnum):
    """What a set-off passage is, which decides how it looks."""

    QUOTE = "quote"
    EXAMPLE = "example"
    BAD = "bad"
    ALERT = "alert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage set off with a bar: a message to copy, an example, a note; ``title`` names it."""

    blocks: "tuple[Block, ...]"
    kind: QuoteKind = QuoteKind.QUOTE
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Text to be shown exactly as it is."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the text."""


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; every row has as many cells as ``head``."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: tuple[Align, ...]


Block = Heading | Paragraph | Listing | Quote | Code | Rule | Table
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading as a place to go to."""

    title: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something published; ``counted`` says who or what was counted in it."""

    author: str
    title: str
    year: int | None = None
    address: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a label in an article points to: one claim, its ground, and its catch."""

    label: Label
    claim: str
    limit: str = ""
    works: tuple[Work, ...] = ()


class UseKind(StrEnum):
    """Which part of the walk uses an article, as said in the article."""

    QUESTION = "Asked"
    VERDICT = "Decided"
    ARGUMENT = "Weighed"
    TEMPLATE = "Written"
    CHECK = "Checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A part of the walk that sends its reader to ``link`` ("slug#section"); ``name`` tells it."""

    link: str
    kind: UseKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. ``body`` makes blocks of ``text`` on first use.

    ``sources`` is what labels mean, and ``uses`` is where the walk sends its
    readers, for all articles of the shelf; both are asked when text is shown.
    ``text`` is as it was written, without front matter, beginning at line
    ``first_line`` of ``file``; ``own`` tells the user's own articles from those
    that came with the program.
    """

    slug: str
    title: str
    summary: str = ""
    situations: tuple[Situation, ...] = ()
    steps: tuple[Stage, ...] = ()
    rows: tuple[str, ...] = ()
    order: int = 0
    own: bool = False
    file: str = ""
    first_line: int = 1
    body: Callable[[], Blocks] = field(default=tuple, compare=False, repr=False)
    text: str = field(default="", compare=False, repr=False)
    sources: Callable[[], Mapping[str, Source]] = field(default=dict, compare=False, repr=False)
    uses: Callable[[], Sequence[Use]] = field(default=tuple, compare=False, repr=False)

    def blocks(self, *, uses: bool = True) -> Blocks:
        """The whole article as read: title, text, sources, and where the walk uses it.

        Without ``uses`` the last is left out, which spares a first look from
        waiting for all that the walk is made of.
        """
        body = self.body()
        return (
            *_front(self),
            *body,
            *sources_section(body, self.sources()),
            *(uses_section(self.slug, body, self.uses()) if uses else ()),
        )

    def section(self, anchor: str) -> Blocks:
        """One section with the sources it rests on; empty when there is none of that name."""
        body = self.body()
        part = part_of(body, anchor)
        if part:
            return (*part, *sources_section(part, self.sources()))
        return part_of(self.blocks(), anchor)

    def sections(self) -> tuple[Section, ...]:
        """Every heading of the whole article but its title, in order."""
        return tuple(
            Section(title=words(block.runs), level=block.level, anchor=block.anchor)
            for block in self.blocks()
            if isinstance(block, Heading) and block.level > 1
        )

    def always(self) -> bool:
        """Whether it belongs to every situation alike."""
        return not self.situations or set(self.situations) == set(Situation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some articles under a heading of the library."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All articles that can be read, in reading order, and what is wrong with the others."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()

    def get(self, slug: str) -> Article | None:
        """The article of this name, or None."""
        return next((article for article in self.articles if article.slug == slug), None)

    def with_uses(self, uses: Callable[[], Sequence[Use]]) -> "Shelf":
        """With articles that say at their end where the walk uses them; asked when one is read."""
        return replace(self, articles=tuple(replace(each, uses=uses) for each in self.articles))

    def by_situation(self) -> tuple[Group, ...]:
        """Grouped by situation; what fits every situation comes last, under its own heading."""
        groups = [
            (
                name,
                [each for each in self.articles if not each.always() and kind in each.situations],
            )
            for kind, name in SITUATION_NAMES.items()
        ]
        groups.append((ANY_SITUATION, [each for each in self.articles if each.always()]))
        return _groups(groups)

    def by_step(self) -> tuple[Group, ...]:
        """Grouped by the step of the walk at which they help."""
        groups = [
            (name, [each for each in self.articles if stage in each.steps])
            for stage, name in STAGE_NAMES.items()
        ]
        groups.append((ANY_STEP, [each for each in self.articles if not each.steps]))
        return _groups(groups)


SITUATION_NAMES: Mapping[Situation, str] = {
    Situation.WAITING: "They went quiet",
    Situation.OWING: "You owe an answer",
    Situation.UNWANTED: "You did not ask for this",
    Situation.REPAIR: "You went quiet",
}
ANY_SITUATION = "Any conversation"

STAGE_NAMES: Mapping[Stage, str] = {
    Stage.PAUSE: "While you pause",
    Stage.ASSESS: "While you decide",
    Stage.DRAFT: "While you write",
    Stage.SEND: "When you send",
    Stage.REVIEW: "Looking back",
}
ANY_STEP = "At any time"

SOURCES_ANCHOR = "sources"
USES_ANCHOR = "used-in-the-walk"


def _groups(groups: Iterable[tuple[str, Sequence[Article]]]) -> tuple[Group, ...]:
    return tuple(Group(title=title, articles=tuple(found)) for title, found in groups if found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link leads: a place on the shelf, or an ``address`` outside."""

    slug: str = ""
    anchor: str = ""
    address: str = ""


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


def target(href: str, here: str = "") -> Target:
    """What ``href`` means in the article ``here``."""
    if href.startswith("source:"):
        return Target(slug=here, anchor=source_anchor(href.removeprefix("source:")))
    if _SCHEME.match(href) or href.startswith("//"):
        return Target(address=href)
    slug, _, anchor = href.partition("#")
    slug = slug.removeprefix("./").removesuffix(".md")
    return Target(slug=slug or here, anchor=anchor)


def source_anchor(id: str) -> str:
    """The anchor of a source in the list at the end of an article."""
    return f"source-{id.lower()}"


def anchor_of(title: str) -> str:
    """The ASCII anchor of a heading: "Five parts" becomes "five-parts"; "section" if all goes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9-]", "", re.sub(r"\s+", "-", plain.strip())).strip("-") or "section"


class Anchors:
    """Hands out anchors so that headings of the same words stay apart ("notes", "notes-2")."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, title: str) -> str:
        """The next free anchor for this title."""
        base = anchor_of(title)
        anchor, number = base, 1
        while anchor in self._given:
            number += 1
            anchor = f"{base}-{number}"
        self._given.add(anchor)
        return anchor


def words(runs: Runs) -> str:
    """The text of runs without their looks."""
    return "".join(run.text for run in runs)


def runs_in(blocks: Iterable[Block]) -> Iterator[Run]:
    """Every run of these blocks and all they hold, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.runs
            case Listing():
                for item in block.items:
                    yield from runs_in(item.blocks)
            case Quote():
                yield from runs_in(block.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from cell
            case _:
                pass


def part_of(blocks: Blocks, anchor: str) -> Blocks:
    """The section of this anchor: its heading, and all up to the next heading as high."""
    part: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.anchor == anchor:
                level = block.level
        if level:
            part.append(block)
    return tuple(part)


def cited(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The ids of the sources these blocks point to, each once, in order."""
    ids = (run.href.removeprefix("source:") for run in runs_in(blocks) if _to_source(run))
    return tuple(dict.fromkeys(ids))


def _to_source(run: Run) -> bool:
    return run.href.startswith("source:")


def _front(article: Article) -> Blocks:
    title = Heading(level=1, runs=(Run(article.title),), anchor="")
    said = [article.summary] if article.summary else []
    said += ["One of your own articles."] if article.own else []
    return (title, Paragraph(runs=(Run("\n".join(said), _QUIET),))) if said else (title,)


def sources_section(blocks: Blocks, sources: Mapping[str, Source]) -> Blocks:
    """The list of sources these blocks point to; empty when there are none."""
    found = [(each, sources[each]) for each in cited(blocks) if each in sources]
    if not found:
        return ()
    heading = Heading(level=2, runs=(Run("Sources"),), anchor=SOURCES_ANCHOR)
    return (heading, *(block for entry in found for block in _source_blocks(*entry)))


_QUIET: Looks = frozenset({Look.QUIET})


def _source_blocks(id: str, source: Source) -> Blocks:
    runs = [Run(str(source.label), frozenset({Look.LABEL, Look.STRONG})), Run(f"  {source.claim}")]
    if source.limit:
        runs += [Run("\n"), Run(source.limit, _QUIET)]
    claim = Paragraph(runs=tuple(runs), anchor=source_anchor(id), near=True)
    items = tuple(Item(blocks=(Paragraph(runs=_work_runs(work)),)) for work in source.works)
    return (claim, Listing(items=items)) if items else (claim,)


def _work_runs(work: Work) -> Runs:
    year = f" ({work.year})" if work.year else ""
    runs = [Run(f"{work.author}{year}. "), Run(_full_stop(work.title), frozenset({Look.EM}))]
    if work.counted:
        runs.append(Run(f" Counted: {_full_stop(work.counted)}", _QUIET))
    if work.address:
        link = frozenset({Look.LINK, Look.QUIET})
        runs += [Run("\n"), Run(_without_scheme(work.address), link, work.address)]
    return tuple(runs)


def _full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _without_scheme(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


def uses_section(slug: str, body: Blocks, uses: Iterable[Use]) -> Blocks:
    """Where the walk sends its readers in this article, section by section; empty when nowhere."""
    here: dict[str, list[Use]] = {}
    for use in uses:
        where = target(use.link)
        if where.slug == slug:
            here.setdefault(where.anchor, []).append(use)
    if not here:
        return ()
    heading = Heading(level=2, runs=(Run("Where the walk uses this"),), anchor=USES_ANCHOR)
    titles = {block.anchor: words(block.runs) for block in body if isinstance(block, Heading)}
    known = [anchor for anchor in ("", *titles) if anchor in here]
    return (heading, *(block for each in known for block in _used(each, titles, here[each])))


def _used(anchor: str, titles: Mapping[str, str], uses: Sequence[Use]) -> Blocks:
    name = Run(titles[anchor], frozenset({Look.LINK}), f"#{anchor}") if anchor else Run("All of it")
    kinds = ((kind, [use.name for use in uses if use.kind is kind]) for kind in UseKind)
    items = tuple(
        Item(blocks=(Paragraph(runs=(Run(f"{kind}: ", _QUIET), Run(_named(kind, names)))),))
        for kind, names in kinds
        if names
    )
    return (Paragraph(runs=(name,), near=True), Listing(items=items))


def _named(kind: UseKind, names: Sequence[str]) -> str:
    if kind is UseKind.ARGUMENT:  # whole sentences, which the walk shows where they matter
        return "1 consideration" if len(names) == 1 else f"{len(names)} considerations"
    return f"{NO_BREAK}· ".join(dict.fromkeys(names))
