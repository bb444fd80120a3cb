"""What stands under every article, computed: its sources, and where the session uses it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.guides.prose import (
    NO_BREAK,
    QUIET,
    Block,
    Blocks,
    Heading,
    Item,
    Listing,
    Look,
    Paragraph,
    Run,
    Runs,
    runs_in,
    words,
)
from coach.vocabulary import Label

SOURCES_ANCHOR = "sources"
GROUND_ANCHOR = "sources-of-the-verdict"
USES_ANCHOR = "used-in-the-walk"


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
    """Which part of the session uses an article, as said in the article."""

    QUESTION = "Asked"
    VERDICT = "Decided"
    ARGUMENT = "Weighed"
    TEMPLATE = "Written"
    CHECK = "Checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A part of a session that sends its reader to ``link`` ("slug#section"), by ``name``."""

    link: str
    kind: UseKind
    name: str


def source_id(number: str) -> str:
    """The id of a source as the list of sources has it: entry "E06" is "e6"."""
    return re.sub(r"^([a-z])0+", r"\1", number.lower())


def source_anchor(id: str) -> str:
    """The anchor of a source in the list at the end of an article."""
    return f"source-{id.lower()}"


def cited(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The ids of the sources these blocks point to, each once, in order."""
    ids = (run.href.removeprefix("source:") for run in runs_in(blocks) if _to_source(run))
    return tuple(dict.fromkeys(ids))


def _to_source(run: Run) -> bool:
    return run.href.startswith("source:")


def sources_section(
    blocks: Blocks, sources: Mapping[str, Source], ground: Sequence[str] = ()
) -> Blocks:
    """The list of sources these blocks point to; empty when there are none.

    What a verdict stands on that sent its reader here, its ``ground`` (ids of
    sources), comes first and under a heading of its own.
    """
    first = tuple(each for each in dict.fromkeys(ground) if each in sources)
    rest = tuple(each for each in cited(blocks) if each in sources and each not in first)
    if not first and not rest:
        return ()
    parts = [Heading(level=2, runs=(Run("Sources"),), anchor=SOURCES_ANCHOR)]
    if first:
        title = Run("What your recommendation is based on")
        parts.append(Heading(level=3, runs=(title,), anchor=GROUND_ANCHOR))
    listed = [block for each in first for block in _source_blocks(each, sources[each])]
    if first and rest:
        title = Run("What this guide is based on")
        listed.append(Heading(level=3, runs=(title,), anchor="sources-of-the-article"))
    listed += [block for each in rest for block in _source_blocks(each, sources[each])]
    return (*parts, *listed)


def _source_blocks(id: str, source: Source) -> Blocks:
    runs = [Run(str(source.label), frozenset({Look.LABEL, Look.STRONG})), Run(f"  {source.claim}")]
    if source.limit:
        runs += [Run("\n"), Run(source.limit, QUIET)]
    claim = Paragraph(runs=tuple(runs), anchor=source_anchor(id), near=True)
    items = tuple(Item(blocks=(Paragraph(runs=_work_runs(work)),)) for work in source.works)
    return (claim, Listing(items=items)) if items else (claim,)


def _work_runs(work: Work) -> Runs:
    year = f" ({work.year})" if work.year else ""
    runs = [Run(f"{work.author}{year}. "), Run(_full_stop(work.title), frozenset({Look.EM}))]
    if work.counted:
        runs.append(Run(f" Counted: {_full_stop(work.counted)}", QUIET))
    if work.address:
        link = frozenset({Look.LINK, Look.QUIET})
        runs += [Run("\n"), Run(_without_scheme(work.address), link, work.address)]
    return tuple(runs)


def _full_stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _without_scheme(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


def uses_section(slug: str, body: Blocks, uses: Iterable[Use]) -> Blocks:
    """Where a session sends its readers in this article, section by section; or nothing."""
    here: dict[str, list[Use]] = {}
    for use in uses:
        there, _, anchor = use.link.partition("#")
        if there == slug:
            here.setdefault(anchor, []).append(use)
    if not here:
        return ()
    heading = Heading(level=2, runs=(Run("Where a session uses this guide"),), anchor=USES_ANCHOR)
    titles = {block.anchor: words(block.runs) for block in body if isinstance(block, Heading)}
    known = [anchor for anchor in ("", *titles) if anchor in here]
    return (heading, *(block for each in known for block in _used(each, titles, here[each])))


def _used(anchor: str, titles: Mapping[str, str], uses: Sequence[Use]) -> Blocks:
    name = Run(titles[anchor], frozenset({Look.LINK}), f"#{anchor}") if anchor else Run("All of it")
    kinds = ((kind, [use.name for use in uses if use.kind is kind]) for kind in UseKind)
    items = tuple(
        Item(blocks=(Paragraph(runs=(Run(f"{kind}: ", QUIET), Run(_named(kind, names)))),))
        for kind, names in kinds
        if names
    )
    return (Paragraph(runs=(name,), near=True), Listing(items=items))


def _named(kind: UseKind, names: Sequence[str]) -> str:
    if kind is UseKind.ARGUMENT:  # whole sentences, which the session shows where they matter
        return "1 consideration" if len(names) == 1 else f"{len(names)} considerations"
    return f"{NO_BREAK}· ".join(dict.fromkeys(names))
