"""Markdown into an article's blocks.

Every character of the text is kept as text: tags are shown as they were
typed, and only HTML comments vanish.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.guides.prose import (
    NO_BREAK,
    PLAIN,
    Align,
    Anchors,
    Block,
    Blocks,
    Code,
    Heading,
    HorizontalRule,
    Item,
    Listing,
    Look,
    Looks,
    Paragraph,
    ProseTable,
    Quote,
    QuoteKind,
    Run,
    Runs,
    words,
)
from coach.vocabulary import Label

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {"strong": Look.STRONG, "em": Look.EM, "s": Look.STRIKE}
_LABELS = frozenset(map(str, Label))
_EXAMPLES = {
    "Invented example": QuoteKind.EXAMPLE,
    "Not like this": QuoteKind.BAD,
}
_COMMENT = re.compile(r"\s*<!--.*-->\s*", re.S)


def parse(text: str) -> Blocks:
    """Markdown as blocks. Any text is sound Markdown, so nothing can go wrong."""
    from markdown_it import MarkdownIt

    # Finding bare addresses is slow to set up, so it is done only where there may be one.
    linkify = "://" in text or "www." in text or "@" in text
    parser = MarkdownIt("gfm-like2", {"linkify": linkify, "html": True})
    return _Reader(parser.parse(text)).blocks()


_NAME = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
"""An anchor given by hand ("## Ask for one thing {#ask}"), so that a heading may be reworded."""


def _without_name(runs: Runs) -> tuple[Runs, str]:
    """The heading's runs without the anchor written behind them, and that anchor or nothing."""
    found = _NAME.search(runs[-1].text) if runs else None
    if found is None:
        return runs, ""
    last = replace(runs[-1], text=runs[-1].text[: found.start()])
    return (*runs[:-1], *([last] if last.text else [])), found[1]


class _Reader:
    """Walks the flat token list once and nests it into blocks."""

    def __init__(self, tokens: "list[Token]") -> None:
        self._tokens = tokens
        self._at = 0
        self._anchors = Anchors()

    def blocks(self, until: str = "") -> Blocks:
        """Everything up to the closing token ``until``, which is consumed."""
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == until:
                break
            found += self._block(token)
        return tuple(found)

    def _next(self) -> "Token":
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _block(self, token: "Token") -> list[Block]:
        make = _MAKERS.get(token.type)
        return make(self, token) if make else []

    def heading(self, token: "Token") -> list[Block]:
        runs, named = _without_name(_runs(self._next()))
        self._next()
        anchor = self._anchors.give(named or words(runs))
        return [Heading(level=int(token.tag[1]), runs=runs, anchor=anchor)]

    def paragraph(self, _: "Token") -> list[Block]:
        runs = _runs(self._next())
        self._next()
        return [Paragraph(runs=runs)] if words(runs).strip() else []

    def listing(self, token: "Token") -> list[Block]:
        close = token.type.replace("open", "close")
        first = int(token.attrs.get("start", 1)) if token.tag == "ol" else None
        items: list[Item] = []
        tight = True
        while (item := self._next()).type != close:
            tight = tight and self._tokens[self._at].hidden
            items.append(Item(blocks=self.blocks("list_item_close"), done=item.meta.get("checked")))
        return [Listing(items=tuple(items), first=first, tight=tight)]

    def quote(self, _: "Token") -> list[Block]:
        blocks = self.blocks("blockquote_close")
        return [_named(blocks)] if blocks else []

    def alert(self, _: "Token") -> list[Block]:
        title = ""
        if self._tokens[self._at].type == "alert_title_open":
            self._next()
            title = words(_runs(self._next()))
            self._next()
        return [Quote(blocks=self.blocks("alert_close"), kind=QuoteKind.ALERT, title=title)]

    def code(self, token: "Token") -> list[Block]:
        return [Code(text=token.content.rstrip("\n"))]

    def html(self, token: "Token") -> list[Block]:
        return [] if _COMMENT.fullmatch(token.content) else self.code(token)

    def rule(self, _: "Token") -> list[Block]:
        return [HorizontalRule()]

    def table(self, _: "Token") -> list[Block]:
        rows: list[list[Runs]] = []
        align: list[Align] = []
        while (part := self._next()).type != "table_close":
            if part.type == "tr_open":
                rows.append([])
            elif part.type in {"th_open", "td_open"}:
                if part.type == "th_open":
                    align.append(_align(part))
                rows[-1].append(_runs(self._next()))
        head, *rest = (tuple(row) for row in rows)
        return [ProseTable(head=head, rows=tuple(rest), align=tuple(align))]


_MAKERS = {
    "heading_open": _Reader.heading,
    "paragraph_open": _Reader.paragraph,
    "bullet_list_open": _Reader.listing,
    "ordered_list_open": _Reader.listing,
    "blockquote_open": _Reader.quote,
    "alert_open": _Reader.alert,
    "fence": _Reader.code,
    "code_block": _Reader.code,
    "html_block": _Reader.html,
    "hr": _Reader.rule,
    "table_open": _Reader.table,
}


def _align(cell: "Token") -> Align:
    style = str(cell.attrs.get("style", ""))
    return next((each for each in Align if style.endswith(each)), Align.LEFT)


def _named(blocks: Blocks) -> Quote:
    """A quote; words before its first colon may say that it is an example, good or bad."""
    first = blocks[0]
    if isinstance(first, Paragraph) and first.runs:
        title, colon, rest = first.runs[0].text.partition(":")
        if colon and title in _EXAMPLES:
            runs = (replace(first.runs[0], text=rest.lstrip()), *first.runs[1:])
            kept = (replace(first, runs=runs),) if words(runs).strip() else ()
            return Quote(blocks=(*kept, *blocks[1:]), kind=_EXAMPLES[title], title=title)
    return Quote(blocks=blocks)


def _runs(inline: "Token") -> Runs:
    """The styled text of an inline token; neighbours of one look are joined."""
    runs: list[Run] = []
    looks: list[Look] = []
    href = ""
    for token in inline.children or ():
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            href = ""
        elif token.tag in _STYLES and token.nesting:
            looks.append(_STYLES[token.tag]) if token.nesting > 0 else looks.pop()
        else:
            _add(runs, Run(_said(token), _with(token, looks, href), href))
    return tuple(map(_labelled, runs))


def _said(token: "Token") -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "html_inline" and _COMMENT.fullmatch(token.content):
        return ""
    return token.content


def _with(token: "Token", looks: list[Look], href: str) -> Looks:
    extra = [Look.CODE] if token.type == "code_inline" else []
    extra += [Look.LINK] if href else []
    return frozenset((*looks, *extra)) if looks or extra else PLAIN


def _add(runs: list[Run], run: Run) -> None:
    if runs and (runs[-1].looks, runs[-1].href) == (run.looks, run.href):
        runs[-1] = Run(runs[-1].text + run.text, run.looks, run.href)
    elif run.text:
        runs.append(run)


def _labelled(run: Run) -> Run:
    """A label that names the ground of a claim stands in brackets, quieter than other links."""
    if run.href and run.text in _LABELS:
        text = f"[{run.text.replace(' ', NO_BREAK)}]"
        return replace(run, text=text, looks=(run.looks - {Look.LINK}) | {Look.LABEL})
    return run
