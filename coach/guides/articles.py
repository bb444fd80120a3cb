"""Articles, the shelf they stand on, and where their links lead.

Front matter is known from the start; the text itself is made the first time
it is asked for, because most articles are never opened in a sitting.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coach.errors import Problem
from coach.guides.article_notes import (
    Source,
    Use,
    source_anchor,
    source_id,
    sources_section,
    uses_section,
)
from coach.guides.prose import (
    QUIET,
    Blocks,
    Heading,
    Paragraph,
    Run,
    Section,
    part_of,
    words,
)
from coach.vocabulary import Situation


class Stage(StrEnum):
    """Where an article helps: one of the four steps of a session, or looking back on it."""

    PAUSE = "pause"
    ASSESS = "assess"
    DRAFT = "draft"
    SEND = "send"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. ``body`` makes blocks of ``text`` on first use.

    ``sources`` is what labels mean, and ``uses`` is where the session sends its
    readers, for all articles of the shelf; both are looked at when text is shown.
    ``ground`` are the sources of the verdict that sent its reader here, if one did.
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
    ground: tuple[str, ...] = ()
    file: str = ""
    first_line: int = 1
    body: Callable[[], Blocks] = field(default=tuple, compare=False, repr=False)
    text: str = field(default="", compare=False, repr=False)
    sources: Mapping[str, Source] = field(default_factory=dict, compare=False, repr=False)
    uses: Callable[[], Sequence[Use]] = field(default=tuple, compare=False, repr=False)

    def blocks(self, *, uses: bool = True) -> Blocks:
        """The whole article as read: title, text, sources, and where the session uses it.

        Without ``uses`` the last is left out, which spares a first look from
        waiting for all that the session is made of.
        """
        body = self.body()
        return (
            *_front(self),
            *body,
            *sources_section(body, self.sources, self.ground),
            *(uses_section(self.slug, body, self.uses()) if uses else ()),
        )

    def standing_on(self, ground: tuple[str, ...]) -> "Article":
        """The article as a reader gets it whom a verdict sent that stands on these sources."""
        return replace(self, ground=ground)

    def section(self, anchor: str) -> Blocks:
        """One section with the sources it rests on; empty when there is none of that name."""
        body = self.body()
        part = part_of(body, anchor)
        if part:
            return (*part, *sources_section(part, self.sources))
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
        """With articles that say at their end where a session uses them; asked when one is read."""
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
        """Grouped by the step of the session at which they help."""
        groups = [
            (name, [each for each in self.articles if stage in each.steps])
            for stage, name in STAGE_NAMES.items()
        ]
        groups.append((ANY_STEP, [each for each in self.articles if not each.steps]))
        return _groups(groups)


SITUATION_NAMES: Mapping[Situation, str] = {
    Situation.WAITING: "They went quiet",
    Situation.OWING: "You owe an answer",
    Situation.UNWANTED: "You didn't ask for this",
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


def _groups(groups: Iterable[tuple[str, Sequence[Article]]]) -> tuple[Group, ...]:
    return tuple(Group(title=title, articles=tuple(found)) for title, found in groups if found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link leads: a place on the shelf, or an ``address`` outside.

    ``ground`` are the ids of the sources that the sender of the link stands on.
    """

    slug: str = ""
    anchor: str = ""
    address: str = ""
    ground: tuple[str, ...] = ()


_GROUND = "?ground="
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"


def target(href: str, here: str = "") -> Target:
    """What ``href`` means in the article ``here``."""
    if href.startswith("source:"):
        return Target(slug=here, anchor=source_anchor(href.removeprefix("source:")))
    if re.match(_SCHEME, href) or href.startswith("//"):
        return Target(address=href)
    place, _, ground = href.partition(_GROUND)
    slug, _, anchor = place.partition("#")
    slug = slug.removeprefix("./").removesuffix(".md")
    ids = tuple(ground.split("+")) if ground else ()
    return Target(slug=slug or here, anchor=anchor, ground=ids)


def standing_on(link: str, ground: Iterable[str]) -> str:
    """The link with the ids of the sources that its sender stands on, for ``target`` to read."""
    ids = "+".join(map(source_id, ground))
    return f"{link}{_GROUND}{ids}" if link and ids else link


def _front(article: Article) -> Blocks:
    title = Heading(level=1, runs=(Run(article.title),), anchor="")
    said = [article.summary] if article.summary else []
    said += ["One of your own guides."] if article.own else []
    return (title, Paragraph(runs=(Run("\n".join(said), QUIET),))) if said else (title,)
