"""Searching all articles, section by section, in a full-text index held in memory."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from coach.guides.articles import Article, Shelf
from coach.guides.prose import Block, Heading, passages_in, words
from coach.guides.reading import HIT_BEGINS, HIT_ENDS, SearchHit, pieces

if TYPE_CHECKING:
    from sqlite3 import Connection

_OURS = str.maketrans("", "", HIT_BEGINS + HIT_ENDS)
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w{4})(?:ies|ied|ings?|ers?|ed|es|ly|[sye])$", re.IGNORECASE)
"""English endings; an index that knows them could not find unfinished words."""

LONGEST = 200
"""Characters of a search that are looked at; a paste by mistake must not stall the screen."""

_EXCERPT_WORDS = 24

_MAKE = """
    create virtual table section using fts5(
        slug unindexed, anchor unindexed, title, heading, text, within,
        tokenize = "unicode61 remove_diacritics 2", prefix = "4 5"
    )
"""
_ASK = f"""
    select slug, anchor, title || within, heading,
        snippet(section, 4, '{HIT_BEGINS}', '{HIT_ENDS}', '…', {_EXCERPT_WORDS})
    from section where section match ?
    order by bm25(section, 0, 0, 8, 4, 1, 0.2), rowid limit ?
"""  # noqa: S608  (nothing in it comes from outside)


class ArticleIndex:
    """A search over one shelf. The index is made at the first search."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._made: Connection | None = None

    def find(self, words: str, limit: int = 30) -> Sequence[SearchHit]:
        """Sections where all these words stand, best first; any of them where none has all.

        A word may be unfinished, or have another ending ("replies" finds "reply"). Signs
        are no words.
        """
        terms = [f'"{_ENDING.sub("", word)}"*' for word in _WORD.findall(words[:LONGEST])]
        if not terms:
            return ()
        return self._ask(" ".join(terms), limit) or self._ask(" OR ".join(terms), limit)

    def _ask(self, query: str, limit: int) -> tuple[SearchHit, ...]:
        rows = self._index().execute(_ASK, (query, limit))
        return tuple(
            SearchHit(
                slug=slug, anchor=anchor, title=title, section=heading, excerpt=pieces(excerpt)
            )
            for slug, anchor, title, heading, excerpt in rows
        )

    def _index(self) -> "Connection":
        if self._made is None:
            from sqlite3 import connect

            self._made = connect(":memory:")
            self._made.execute(_MAKE)
            with closing(self._made.cursor()) as cursor:
                cursor.executemany("insert into section values (?, ?, ?, ?, ?, ?)", self._rows())
        return self._made

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """What is above an article's first heading goes by its title; the rest is within it.

        So a word of the title finds the article first, and not each of its sections.
        """
        for article in self._shelf.articles:
            for heading, anchor, text in _sections(article):
                if anchor:
                    title, within = "", article.title
                else:
                    title, text, within = article.title, f"{article.summary} {text}", ""
                yield article.slug, anchor, title, heading, text.translate(_OURS), within


def _sections(article: Article) -> Iterator[tuple[str, str, str]]:
    """Heading, anchor and words of each section; both are empty above the first heading."""
    heading, anchor, blocks = "", "", list[Block]()
    for block in article.body():
        if isinstance(block, Heading):
            yield heading, anchor, _words(blocks)
            heading, anchor, blocks = words(block.runs), block.anchor, []
        else:
            blocks.append(block)
    yield heading, anchor, _words(blocks)


def _words(blocks: Sequence[Block]) -> str:
    return " ".join(" ".join(passages_in(blocks)).split())
