"""Reads the articles straight from their files, independent of the program's own reader."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

CONTENT = Path(__file__).resolve().parents[2] / "content"
ARTICLES = CONTENT / "articles"
SOURCES = CONTENT / "sources.toml"

LABELS = ("Research", "Vendor data", "Survey", "Official", "Advice", "House view")
OWN_VIEW = "how-we-know#labels"
"""Where a claim that is only ours points, when the evidence has no entry for it."""


@dataclass(frozen=True)
class Link:
    """A link as written: its words and its target."""

    text: str
    target: str

    @property
    def is_label(self) -> bool:
        """Whether it says what a claim stands on."""
        return self.target.startswith("source:") or self.text in LABELS

    @property
    def source(self) -> str:
        """The id of the source it names, or an empty string."""
        return self.target.removeprefix("source:") if self.target.startswith("source:") else ""


@dataclass
class Block:
    """A heading, paragraph, list item, quotation or table, without its label links' words."""

    kind: str
    level: int = 0
    text: str = ""
    links: list[Link] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    anchor: str = ""

    @property
    def labelled(self) -> bool:
        """Whether it says what it stands on."""
        return any(link.is_label for link in self.links)

    @property
    def width(self) -> int:
        """For a table: its width in terminal cells."""
        columns = zip(*self.rows, strict=True)
        widths = [max(len(cell) for cell in column) for column in columns]
        return sum(widths) + 3 * (len(widths) - 1)


@dataclass(frozen=True)
class Article:
    """One article as its file says it."""

    slug: str
    meta: dict[str, Any]
    body: str
    blocks: tuple[Block, ...]

    @property
    def links(self) -> list[Link]:
        """Every link, in order."""
        return [link for block in self.blocks for link in block.links]

    @property
    def headings(self) -> list[Block]:
        """Its headings, in order."""
        return [block for block in self.blocks if block.kind == "heading"]

    @property
    def anchors(self) -> list[str]:
        """What its headings are linked by."""
        return [heading.anchor or slug_of(heading.text) for heading in self.headings]

    @property
    def prose(self) -> list[str]:
        """What is read for its own sake: no headings, tables or quoted messages."""
        return [block.text for block in self.blocks if block.kind in {"paragraph", "item"}]

    @property
    def visible(self) -> str:
        """Everything a reader sees, label links aside."""
        cells = (cell for block in self.blocks for row in block.rows for cell in row)
        return "\n".join([*(block.text for block in self.blocks), *cells])


def slug_of(heading: str) -> str:
    """The anchor of a heading: lower case, spaces to "-", only a-z, 0-9 and "-"."""
    return re.sub(r"[^a-z0-9-]", "", heading.lower().replace(" ", "-"))


@cache
def read_article(slug: str) -> Article:
    """Read one article. Raises ``FileNotFoundError`` or ``ValueError`` in plain words."""
    path = ARTICLES / f"{slug}.md"
    if not path.exists():
        raise FileNotFoundError(f"content/articles/{slug}.md is not written yet")
    return parse(slug, path.read_text(encoding="utf-8"))


def parse(slug: str, text: str) -> Article:
    """Split front matter from body and the body into blocks."""
    match = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", text, re.DOTALL)
    if match is None:
        raise ValueError(f"{slug}.md does not begin with front matter between +++ lines")
    meta, body = tomllib.loads(match[1]), match[2]
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    return Article(slug, meta, body, tuple(_blocks(tree)))


@cache
def read_sources() -> dict[str, dict[str, Any]]:
    """Every source entry by id."""
    return tomllib.loads(SOURCES.read_text(encoding="utf-8"))


def _blocks(parent: SyntaxTreeNode, inside: str = "paragraph") -> Iterator[Block]:
    for node in parent.children:
        if node.type == "table":
            yield _table(node)
        elif node.type == "heading":
            text, links = _inline(node.children[0])
            text, _, name = text.removesuffix("}").partition("{#")
            yield Block("heading", int(node.tag[1]), text.strip(), links, anchor=name)
        elif node.type == "paragraph":
            text, links = _inline(node.children[0])
            yield Block(inside, 0, text, links)
        elif node.children:
            yield from _blocks(node, _kind(node, inside))
        else:
            yield Block(node.type, text=node.content)


def _kind(node: SyntaxTreeNode, inside: str) -> str:
    """What the paragraphs in a container are; whatever is quoted stays a quotation."""
    if "quote" in (inside, node.type.removeprefix("block")):
        return "quote"
    return "item" if node.type == "list_item" else inside


def _table(node: SyntaxTreeNode) -> Block:
    table = Block("table")
    for row in (child for part in node.children for child in part.children):
        cells = [_inline(cell.children[0]) for cell in row.children]
        table.rows.append([text for text, _ in cells])
        table.links.extend(link for _, links in cells for link in links)
    return table


def _inline(node: SyntaxTreeNode) -> tuple[str, list[Link]]:
    """The words of a run of text without its labels, and its links."""
    spoken: list[str] = []
    links: list[Link] = []
    for child in node.children:
        words, found = _span(child)
        spoken.append(words)
        links.extend(found)
    return re.sub(r"\s+([.,;:])", r"\1", "".join(spoken)).strip(), links


def _span(node: SyntaxTreeNode) -> tuple[str, list[Link]]:
    """The words and links of one piece of a run of text."""
    if node.type == "link":
        link = Link(_inline(node)[0], str(node.attrs["href"]))
        return ("" if link.is_label else link.text), [link]
    if node.type in {"softbreak", "hardbreak"}:
        return " ", []
    if node.type in {"html_inline", "image"}:
        return "", [Link(node.content, f"{node.type}:")]
    return _inline(node) if node.children else (node.content, [])
