"""``coach read``: list, search and show the articles without the full screen.

Rendered on a terminal, plain in a pipe. Exit status 0 when there was something
to show, 1 when a search finds nothing, 2 for a name that is not on the shelf.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO

from coach.errors import did_you_mean
from coach.guides.articles import target
from coach.guides.prose import Blocks, Look
from coach.platform.standard_streams import USUAL, columns, folded

if TYPE_CHECKING:
    from coach.guides.articles import Article, Shelf
    from coach.guides.page import Line
    from coach.guides.reading import SearchHit

SHOWN, NOTHING, USAGE = 0, 1, 2

COMPLETED_BY = {"bash": "_coach_articles", "zsh": "_coach_articles"}
"""The functions of a shell that complete the name of an article; ``completion`` writes them."""

_ATTRIBUTES = {
    Look.TITLE: "1",
    Look.HEADING: "1",
    Look.SUBHEADING: "1",
    Look.STRONG: "1",
    Look.EM: "3",
    Look.STRIKE: "9",
    Look.LINK: "4",
    Look.LABEL: "2",
    Look.QUIET: "2",
    Look.BAR: "2",
    Look.WARNING: "1",
    Look.RULE: "2",
}
"""Terminal attributes rather than colours: they suit every terminal and every eye."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the program's parser."""
    parser = subparsers.add_parser(
        "read",
        help="list, search and show the guides",
        description="List the guides, search them, or show one or a section of one.",
        epilog="Exit status: 0 shown, 1 nothing found, 2 no such guide.",
    )
    article = parser.add_argument(
        "article",
        nargs="?",
        metavar="GUIDE[#SECTION]",
        help="the guide or section to show (default: the list)",
    )
    article.complete = COMPLETED_BY  # type: ignore[attr-defined]  # for shtab
    parser.add_argument("--search", nargs="+", metavar="WORD", help="search every guide")
    parser.add_argument(
        "--by",
        choices=("situation", "step"),
        default="situation",
        help="how to group the list (default: situation)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was asked for; returns the exit status."""
    out = _Printer(sys.stdout)
    if args.search:
        return _search(_shelf(), " ".join(args.search), out)
    if args.article:
        return _show(_alone, _shelf, args.article, out)
    return _list(_shelf(), args.by, out)


def show(shelf: "Shelf", link: str, *, most: int = 0) -> bool:
    """Print "slug" or "slug#section", ``most`` lines of it (0: all); whether more is left."""
    where = target(link)  # the screens' links also carry the sources they stand on
    place = f"{where.slug}#{where.anchor}" if where.anchor else where.slug
    out = _Printer(sys.stdout, most)
    out.spoken = True
    _show(shelf.get, lambda: shelf, place, out)
    return out.left_out


def _shelf() -> "Shelf":
    """The articles by themselves: to say where the session uses them would double the wait."""
    from coach.content.article_files import load
    from coach.content.shipped_content import shipped
    from coach.platform.paths import own_content

    return load(shipped(), own_content() / "articles")


def _alone(slug: str) -> "Article | None":
    """One article of that shelf, with no other read."""
    from coach.content.article_files import one
    from coach.content.shipped_content import shipped
    from coach.platform.paths import own_content

    return one(shipped(), slug, own_content() / "articles")


class _Printer:
    """Prints with attributes where they are understood, and without elsewhere."""

    def __init__(self, stream: TextIO, most: int = 0) -> None:
        self._stream = stream
        self._most, self._printed = most, 0
        self._ended = self.left_out = False
        self._styled = stream.isatty() and os.environ.get("TERM", "") not in {"", "dumb"}
        self.columns = columns(stream.fileno()) if stream.isatty() else USUAL
        self.spoken = False
        self.ascii = not _can_say(stream, "•▎─☑")

    def line(self, *pieces: tuple[str, frozenset[Look]]) -> None:
        """One line of pieces, each with its looks; none after the most, or its sentence."""
        if self._ended:
            self.left_out = True
            return
        self._printed += 1
        said = "".join(text for text, _ in pieces).rstrip()
        over = 0 < self._most <= self._printed
        self._ended = over and (not said or said[-1] in ".!?:\u201d)")
        text = "".join(self._piece(text, looks) for text, looks in pieces)
        encoding = self._stream.encoding or "utf-8"
        self._stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")

    def _piece(self, text: str, looks: frozenset[Look]) -> str:
        text = text.replace("\u00a0", " ")
        codes = ";".join(
            _ATTRIBUTES[look] for look in Look if look in looks and look in _ATTRIBUTES
        )
        return f"\x1b[{codes}m{text}\x1b[0m" if codes and self._styled else text


def _can_say(stream: TextIO, signs: str) -> bool:
    try:
        signs.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


_PLAIN: frozenset[Look] = frozenset()
_QUIET = frozenset({Look.QUIET})
_BOLD = frozenset({Look.STRONG})


def _list(shelf: "Shelf", by: str, out: _Printer, *, example: bool = True) -> int:
    groups = shelf.by_step() if by == "step" else shelf.by_situation()
    wide = max((len(article.slug) for article in shelf.articles), default=0)
    for number, group in enumerate(groups):
        if number:
            out.line()
        out.line((group.title, frozenset({Look.HEADING})))
        for article in group.articles:
            own = "  (your own)" if article.own else ""
            out.line((f"  {article.slug:<{wide}}  ", _PLAIN), (_safe(article.title) + own, _QUIET))
    for problem in shelf.problems:
        print(problem, file=sys.stderr)
    if example:
        one = shelf.articles[0].slug if shelf.articles else "ARTICLE"
        print(f"\nTo read one: coach read {one}", file=sys.stderr)
    return SHOWN


def _search(shelf: "Shelf", words: str, out: _Printer) -> int:
    from coach.content.article_search import ArticleIndex

    found = ArticleIndex(shelf).find(words)
    if not found:
        print(f"No guide contains {words!r}. Try a simpler word.", file=sys.stderr)
        return NOTHING
    for number, each in enumerate(found):
        if number:
            out.line()
        _print_found(each, out)
    return SHOWN


def _print_found(found: "SearchHit", out: _Printer) -> None:
    from coach.guides.layout import lay_out
    from coach.guides.prose import Paragraph, Run

    where = f": {found.section}" if found.section else ""
    out.line((found.link, _BOLD), (f"  {_safe(found.title)}{_safe(where)}", _QUIET))
    runs = (Run(each.text, _BOLD if each.hit else _PLAIN) for each in found.excerpt)
    page = lay_out((Paragraph(runs=tuple(runs)),), out.columns - 2)
    for line in page.lines:
        out.line(("  ", _PLAIN), *_pieces(line))


def _safe(text: str) -> str:
    from coach.guides.wrapping import safe

    return safe(text)


def _show(
    get: "Callable[[str], Article | None]", shelf: "Callable[[], Shelf]", link: str, out: _Printer
) -> int:
    """Show what ``get`` knows by its name; the whole shelf is asked only to help with a name."""
    from coach.guides.layout import ASCII_SIGNS, SIGNS, SPOKEN_SIGNS, lay_out

    slug, _, section = link.partition("#")
    article = get(slug)
    if article is None:
        return _refuse_name(slug, shelf())
    blocks: Blocks = article.section(section) if section else article.blocks()
    if not blocks:
        hint = did_you_mean(section, [each.anchor for each in article.sections()])
        return _refuse(f"{slug!r} has no section {section!r}.", hint)
    signs = SPOKEN_SIGNS if out.spoken else ASCII_SIGNS if out.ascii else SIGNS
    for line in lay_out(blocks, out.columns, signs=signs).lines:
        out.line(*_pieces(line))
    return SHOWN


def _refuse_name(slug: str, shelf: "Shelf") -> int:
    """Say what is wrong with the file of this name, or which name may have been meant."""
    for problem in shelf.problems:
        if problem.file.endswith((f"/{slug}.md", f"\\{slug}.md")):
            print(problem, file=sys.stderr)
    from coach.session.fear_words import says_harm

    known = [each.slug for each in shelf.articles]
    life = "Did you mean 'life-in-danger'?" if says_harm(slug.replace("-", " ")) else ""
    return _refuse(f"There's no guide {slug!r}.", life or did_you_mean(slug, known))


def _pieces(line: "Line") -> Iterator[tuple[str, frozenset[Look]]]:
    return ((span.text, span.looks) for span in line.spans)


def _refuse(what: str, hint: str) -> int:
    said = " ".join(filter(None, (what, hint, "To list all guides, run: coach read")))
    print(folded(said), file=sys.stderr)
    return USAGE
