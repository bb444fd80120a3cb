"""A small app around the reader, and articles to read in it."""

from pathlib import Path

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from coach.content.article_files import load
from coach.guides.articles import Shelf
from coach.ui.app import CoachApp
from coach.ui.messages import Copy
from coach.ui.theme import OURS
from coach.ui.widgets.article_pane import ArticlePane
from coach.ui.widgets.article_view import ArticleView

LONG = "\n\n".join(f"Paragraph {n} has a few words to fill a line or so." for n in range(40))

ARTICLES = {
    "first": f"""The lead with [another](second#two) and *weight*.

## Ground

It is so [Research](source:e1). See [below](#below) or [outside](https://example.org/page).

> Invented example: Dear Amira, thank you for the draft you sent me on Monday.
> It came in one piece and it arrived.

{LONG}

## Below

The end is here, says [House view](source:e2).
""",
    "second": f"## One\n\n{LONG}\n\n## Two\n\nHere is two. [Back](first#ground)",
    "hard": "Dear [name], [@click=app.quit]quit[/] \x1b[31mred\x07 漢字 🙂 مرحبا \u202e\u200b [/b]",
}

SOURCES = """
[e1]
label = "Research"
claim = "A claim somebody studied."
[[e1.works]]
author = "Someone"
year = 2001
title = "A study"
address = "https://example.org/study"
[e2]
label = "House view"
claim = "A claim of our own."
"""


def shelf_in(folder: Path, **more: str) -> Shelf:
    """The articles above and more, read from real files."""
    (folder / "articles").mkdir()
    (folder / "sources.toml").write_text(SOURCES)
    for slug, text in {**ARTICLES, **more}.items():
        front = f'+++\ntitle = "Title of {slug} [b]"\nsummary = "What {slug} says."\n'
        front += 'situations = ["waiting"]\nsteps = ["draft"]\n+++\n'
        (folder / "articles" / f"{slug}.md").write_text(front + text, encoding="utf-8")
    return load(folder)


class Stage(App[None]):
    """Shows one widget or screen and keeps what it says."""

    CSS_PATH = CoachApp.CSS_PATH
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (50, "-normal"), (110, "-wide")]

    def __init__(self, shown: Widget | Screen[None]) -> None:
        super().__init__()
        self._shown = shown
        self.copied: list[str] = []
        self.opened: list[str] = []
        self.followed: list[str] = []
        self.read: list[str] = []
        for theme in OURS:
            self.register_theme(theme)
        self.theme = "harbour"

    def compose(self) -> ComposeResult:
        if not isinstance(self._shown, Screen):
            yield self._shown

    def on_mount(self) -> None:
        if isinstance(self._shown, Screen):
            self.push_screen(self._shown)

    def on_copy(self, event: Copy) -> None:
        self.copied.append(event.text)

    def on_article_pane_open_address(self, event: ArticlePane.OpenAddress) -> None:
        self.opened.append(event.address)

    def on_article_view_link_followed(self, event: ArticleView.LinkFollowed) -> None:
        self.followed.append(event.href)

    def on_article_view_read_through(self, event: ArticleView.ReadThrough) -> None:
        self.read.append(event.article.slug)


def screen_text(app: App[None]) -> list[str]:
    """What a person sees, line by line."""
    width, height = app.size
    return [
        "".join(segment.text for segment in strip).ljust(width)
        for strip in app.screen._compositor.render_strips(app.size)[:height]
    ]
