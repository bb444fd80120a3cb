"""An article to read: contents, links, sources, search, and the way back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from coach.guides.article_notes import GROUND_ANCHOR, SOURCES_ANCHOR
from coach.guides.articles import Article, Shelf, Target, target
from coach.guides.page import Link
from coach.guides.reading import Marks, MarksError, Reading
from coach.ui.dialogs.dialog import ListDialog
from coach.ui.keys import keys
from coach.ui.messages import Copy
from coach.ui.widgets.article_view import TOP, ArticleView, ReadingPosition
from coach.ui.widgets.find_line import FindLine
from coach.ui.widgets.pick_list import Entry

_TEXT_ACTIONS = frozenset(
    {"contents", "sources", "find", "bookmark", "links", "step_back", "step_on"}
)


@dataclass(frozen=True, slots=True)
class Stop:
    """An article on the way, and the spot in it that one left from."""

    slug: str
    spot: ReadingPosition = TOP


@dataclass(frozen=True, slots=True)
class ReadingHistory:
    """Stops in order; ``at`` is where one is now, -1 before the first."""

    stops: tuple[Stop, ...] = ()
    at: int = -1

    @property
    def here(self) -> Stop:
        """The stop one is at. Raises ``IndexError`` before the first."""
        return self.stops[self.at]

    def leaving(self, spot: ReadingPosition) -> "ReadingHistory":
        """With the spot remembered that one leaves this stop from."""
        if self.at < 0:
            return self
        left = replace(self.here, spot=spot)
        return replace(self, stops=(*self.stops[: self.at], left, *self.stops[self.at + 1 :]))

    def to(self, slug: str) -> "ReadingHistory":
        """One stop further; what lay ahead before is forgotten."""
        return ReadingHistory((*self.stops[: self.at + 1], Stop(slug)), self.at + 1)

    def step(self, step: int) -> "ReadingHistory | None":
        """One stop back (-1) or on (1); None where the trail ends."""
        at = self.at + step
        return replace(self, at=at) if 0 <= at < len(self.stops) else None


class ArticlePane(Vertical):
    """Reads articles of one shelf, each where a link leads, with the way back kept.

    Works by itself on any screen: ``open("slug#section")``, then focus it.
    Asks upward for what it cannot do: ``Copy``, ``OpenAddress``.
    """

    BINDINGS = keys(
        "read.contents",
        "read.sources",
        "read.find",
        "read.stop",
        hidden=("read.bookmark", "read.links", "read.back", "read.forward"),
    )

    DEFAULT_CSS = "ArticlePane > ArticleView { height: 1fr; }"

    @dataclass
    class OpenAddress(Message):
        """The user asks to have an address outside opened, having seen it."""

        address: str

    @dataclass
    class Marked(Message):
        """A read mark or a bookmark has changed."""

        reading: Reading

    def __init__(self, shelf: Shelf, marks: Marks | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="frame")
        self._shelf = shelf
        self._marks = marks
        self._reading = marks.now() if marks else Reading()
        self._trail = ReadingHistory()
        self._entered_at = 0
        self._led: dict[str, Target] = {}
        self._words = ""
        self._described = ("", "")

    def compose(self) -> ComposeResult:
        """The text; lists and the line to find words come when they are asked for."""
        yield ArticleView()

    def on_mount(self) -> None:
        """Keep the line under the text up to date."""
        self.watch(self._view, "scroll_y", self._describe, init=False)

    @property
    def _view(self) -> ArticleView:
        return self.query_one(ArticleView)

    @property
    def article(self) -> Article | None:
        """The article shown."""
        return self._view.article

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While keys go to the line to find words, the keys of the text rest."""
        finding = any(each.has_focus_within for each in self.query(FindLine))
        if action in _TEXT_ACTIONS and finding:
            return False
        return super().check_action(action, parameters)

    def focus_text(self) -> None:
        """Put the keys to the text."""
        self._view.focus()

    # Going places

    def open(self, link: str) -> bool:
        """Show "slug", "slug#section" or "#section"; False when there is no such article."""
        found = self._go(target(link, self._here))
        if not link.startswith("#"):
            self._entered_at = self._trail.at
        return found

    def returns(self) -> bool:
        """From a followed link back to where it stands; False where none was followed."""
        if self._trail.at <= self._entered_at:
            return False
        self._step(-1)
        return True

    @property
    def _here(self) -> str:
        return self.article.slug if self.article else ""

    def _go(self, where: Target) -> bool:
        if where.ground:
            self._led[where.slug] = where
        article = self._on_shelf(where.slug)
        if article is None:
            return False
        self._step_to(article.slug)
        same = self.article == article
        if not (same and self._view.goto(where.anchor)):
            self._show(article, anchor=where.anchor)
        return True

    def _on_shelf(self, slug: str) -> Article | None:
        """The article, with the ground of the verdict that led to it."""
        article = self._shelf.get(slug)
        return article and article.standing_on(self._led.get(slug, Target()).ground)

    def _step_to(self, slug: str) -> None:
        self._trail = self._trail.leaving(self._view.spot).to(slug)

    def _show(self, article: Article, *, anchor: str = "", spot: ReadingPosition = TOP) -> None:
        self._view.show(article, anchor, spot)
        self._describe()

    def action_step_back(self) -> None:
        """To where one was before, at the very same place."""
        self._step(-1)

    def action_step_on(self) -> None:
        """To where one was before going back."""
        self._step(1)

    def _step(self, step: int) -> None:
        trail = self._trail.leaving(self._view.spot).step(step)
        article = self._on_shelf(trail.here.slug) if trail else None
        if trail is None or article is None:
            raise SkipAction
        self._trail = trail
        self._show(article, spot=trail.here.spot)

    def on_article_view_link_followed(self, event: ArticleView.LinkFollowed) -> None:
        """Go where the link leads, or show the address it leads to."""
        event.stop()
        where = target(event.href, self._here)
        if where.address:
            self._ask_about(where.address)
        elif not self._go(where):
            self.notify(f"There's no guide {where.slug!r}.", markup=False)

    def _ask_about(self, address: str) -> None:
        entries = [
            Entry("Copy the link", "copy"),
            Entry("Open in your browser", "open"),
            Entry("Cancel", "stay"),
        ]

        def picked(what: str) -> None:
            if what == "copy":
                self.post_message(Copy(address))
            elif what == "open":
                self.post_message(self.OpenAddress(address))

        self._pick(ListDialog("Open this link?", entries, note=address), picked)

    # Lists over the text

    def _pick(self, asks: ListDialog, then: Callable[[str], object]) -> None:
        """Let one be picked; back to the text in any case."""

        def picked(value: str | None) -> None:
            if self.is_attached:  # the safety key leaves the dialog and all below it
                self.focus_text()
                if value:
                    then(value)

        self.app.push_screen(asks, picked)

    def action_contents(self) -> None:
        """Offer all sections of the article."""
        contents = [each for each in self._view.page.contents if each.level > 1]
        if not contents:
            raise SkipAction
        here = self._view.section
        at = next((n for n, each in enumerate(contents) if each.anchor == here), 0)
        entries = [Entry(each.title, each.anchor, indent=2 * (each.level - 2)) for each in contents]
        asks = ListDialog("Contents", entries, at=at)
        self._pick(asks, lambda anchor: self.open(f"#{anchor}"))

    def action_links(self) -> None:
        """Offer all links of the article, the next one on the screen lit."""
        links = self._view.links
        if not links:
            raise SkipAction
        entries = [
            Entry(link.text, str(number), aside=self._leads(link))
            for number, link in enumerate(links)
        ]
        top = self._view.scroll_offset.y
        at = next((n for n, link in enumerate(links) if link.line >= top), 0)
        self._pick(ListDialog("Links", entries, at=at), lambda number: self._follow(int(number)))

    def _follow(self, link: int) -> None:
        self._view.focused_link = link
        self._view.follow(link)

    def _leads(self, link: Link) -> str:
        """Where a link leads, in a few words; nothing when its own words say so."""
        where = target(link.href, self._here)
        if where.address:
            return "" if link.text in where.address else where.address
        if link.href.startswith("source:") and self.article:
            source = self.article.sources.get(link.href.removeprefix("source:"))
            return source.claim if source else ""
        article = self._shelf.get(where.slug)
        return article.title if article and where.slug != self._here else "in this article"

    async def _put_away(self) -> None:
        """Take the line to find words away, and give the keys to the text."""
        self.focus_text()
        await self.query(FindLine).remove()

    def action_sources(self) -> None:
        """To what the verdict stands on that led here, or to the sources of the section, marked."""
        if SOURCES_ANCHOR not in self._view.page.anchors:
            raise SkipAction
        led = self._led.get(self._here)
        at_verdict = led is not None and self._view.section == led.anchor
        anchors = (GROUND_ANCHOR,) if at_verdict else self._view.section_sources()
        self._step_to(self._here)
        self._view.goto(*(anchors or (SOURCES_ANCHOR,)))

    # Finding words

    def find(self, words: str, *, loosely: bool = False) -> None:
        """Mark these words in the text and go to the first below."""
        self._words = words
        self._view.find(words, loosely=loosely)
        for line in self.query(FindLine):
            line.count(self._view.current_hit, len(self._view.hits))

    async def action_find(self) -> None:
        """Ask for words to find."""
        if self.article is None:
            raise SkipAction
        await self.query(FindLine).remove()
        line = FindLine(self._words)
        await self.mount(line)
        line.begin()

    def on_find_line_wanted(self, event: FindLine.Wanted) -> None:
        """Find while typing."""
        event.stop()
        self.find(event.words)

    async def on_find_line_settled(self, event: FindLine.Settled) -> None:
        """Back to the text, with the finds marked."""
        event.stop()
        await self._put_away()

    async def action_stop_finding(self) -> None:
        """Close the line to find words; the marks go too."""
        if not self.query(FindLine):
            raise SkipAction
        self.find("")
        await self._put_away()

    # Marks

    def action_bookmark(self) -> None:
        """Set or take off the bookmark."""
        article = self.article
        if article is None or self._marks is None:
            raise SkipAction
        on = article.slug not in self._reading.bookmarks
        with self._saving():
            self._reading = self._marks.bookmark(article.slug, on)
        self._describe()

    def on_article_view_read_through(self, event: ArticleView.ReadThrough) -> None:
        """Remember that it was read to its end."""
        event.stop()
        if self._marks is not None and event.article.slug not in self._reading.read:
            with self._saving():
                self._reading = self._marks.mark_read(event.article.slug)
            self._describe()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        try:
            yield
        except MarksError as error:
            self.notify(str(error), markup=False)
        else:
            self.post_message(self.Marked(self._reading))

    # The line under the text

    def _describe(self) -> None:
        """Name the article once its title is out of sight, and say how far down one is."""
        article = self.article
        if article is None:
            return
        title = article.title if self._view.scroll_offset.y else "Reading"
        bookmarked = "bookmarked" if article.slug in self._reading.bookmarks else ""
        read = "read" if article.slug in self._reading.read else ""
        below = " · ".join(filter(None, (self._how_far(), read, bookmarked)))
        if (title, below) != self._described:
            self._described = title, below
            self.border_title, self.border_subtitle = Content(title), below

    def _how_far(self) -> str:
        far, end = self._view.scroll_offset.y, self._view.max_scroll_y
        return f"{round(100 * far / end)} %" if far and end else ""
