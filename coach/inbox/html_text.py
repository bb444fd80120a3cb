"""The words of an HTML message, up to what it quotes. Nothing is rendered or fetched."""

import re
from html.parser import HTMLParser

LIMIT = 120_000
"""Characters of HTML that are read; beyond them there's rarely anything the sender typed."""

_SILENT = frozenset({"style", "script", "head", "title", "template", "noscript"})
_BLOCK = frozenset(
    "p div br tr li ul ol table h1 h2 h3 h4 h5 h6 section article header footer".split()
)
_QUOTE = re.compile(
    r"gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|appendonsend"
    r"|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|protonmail_quote",
    re.IGNORECASE,
)


_OPEN = re.compile(r"<(?![^<>]{0,4000}>)")
"""A tag that doesn't end: html.parser looks for its end again at each of them."""


class _Done(Exception):  # noqa: N818  (the quote was reached)
    pass


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        if self._quotes(tag, attrs) and any(each.strip() for each in self.out):
            raise _Done
        if tag in _BLOCK:
            self.out.append("\n")
        if tag == "p":
            self.out.append("\n")

    @staticmethod
    def _quotes(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        if tag == "blockquote":
            return True
        return any(
            name in ("class", "id", "name") and value and _QUOTE.search(value)
            for name, value in attrs
        )

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1
        if tag in ("p", "div", "tr", "li"):
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))

    def handle_startendtag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCK:
            self.out.append("\n")


def _without_comments(html: str) -> str:
    """The markup without comments and declarations: html.parser is quadratic on open ones."""
    out, place = [], 0
    while (begin := html.find("<!", place)) >= 0:
        out.append(html[place:begin])
        comment = html.startswith("--", begin + 2)
        end = html.find("-->" if comment else ">", begin + 2)
        if end < 0:
            out.append(html[begin + 2 :].replace("<!", " "))
            return "".join(out)
        place = end + (3 if comment else 1)
    out.append(html[place:])
    return "".join(out).replace("<?", " ")


def text_of(html: str) -> str:
    """The words of an HTML message."""
    words = _Words()
    try:
        words.feed(_OPEN.sub("&lt;", _without_comments(html[:LIMIT])))
        words.close()
    except _Done:
        pass
    except Exception:
        words.out.append("")
    lines = (" ".join(line.split()) for line in "".join(words.out).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
