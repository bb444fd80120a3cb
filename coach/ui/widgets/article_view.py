"""Shows one article: laid out, links by key and mouse, finds marked, passages copied."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual.actions import SkipAction
from textual.events import Click, Leave, MouseMove, Resize
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from coach.guides.article_notes import SOURCES_ANCHOR, USES_ANCHOR
from coach.guides.articles import Article, target
from coach.guides.layout import lay_out
from coach.guides.page import Hit, Link, Page, Stretch
from coach.ui.keys import keys
from coach.ui.messages import Copy
from coach.ui.widgets.line_paint import LINK_META, Mark
from coach.ui.widgets.page_view import READING_WIDTH, PageView

LARGE = 30_000
"""Characters from which an article is laid out in a thread, so that keys stay quick."""

_TARGET_SIGN = "▸"


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """Where a reader is in an article, so that they can come back to the very same place.

    ``place`` holds for any width; ``link`` is the focused link by its number;
    ``marked`` are the anchors that were jumped to.
    """

    place: int = 0
    link: int = -1
    marked: tuple[str, ...] = ()


TOP = ReadingPosition()


class ArticleView(PageView, can_focus=True):
    """A scroll of one article.

    ``show`` puts an article in; the view never opens anything itself but says
    what is wanted: ``LinkFollowed``, ``ReadThrough``, ``Copy``.
    """

    BINDINGS = keys(
        "read.settle",
        hidden=(
            "read.down",
            "read.up",
            "read.page_down",
            "read.top",
            "read.end",
            "read.next_link",
            "read.previous_link",
            "read.follow",
            "read.next_hit",
            "read.previous_hit",
            "read.copy",
        ),
    )

    focused_link: reactive[int] = reactive(-1)
    """The link that enter would follow, by its number on the page; -1 for none."""

    hovered_link: reactive[int] = reactive(-1)
    """The link under the mouse; -1 for none."""

    current_hit: reactive[int] = reactive(-1)
    """The find that was last gone to, by its number; -1 for none."""

    @dataclass
    class LinkFollowed(Message):
        """A link was followed; ``href`` is as the writer wrote it."""

        href: str

    @dataclass
    class ReadThrough(Message):
        """The end of the text came into sight for the first time."""

        article: Article

    def __init__(self) -> None:
        super().__init__()
        self._article: Article | None = None
        self._hits: tuple[Hit, ...] = ()
        self._wanted = ""
        self._loosely = False
        self._anchor = ""
        self._spot = TOP
        self._marked: tuple[str, ...] = ()
        self._read_through = False
        self._seen = 0
        self._whole: set[str] = set()
        self._hits_on: dict[int, list[tuple[int, Stretch]]] = {}

    # What is shown

    @property
    def article(self) -> Article | None:
        """The article shown, or None."""
        return self._article

    @property
    def spot(self) -> ReadingPosition:
        """Where the reader is."""
        return ReadingPosition(
            self._page.place_of(self.scroll_offset.y), self.focused_link, self._marked
        )

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All finds of the last search."""
        return self._hits

    @property
    def section(self) -> str:
        """The anchor of the section being read; empty above the first.

        It is the one at the top of the screen, or one that was jumped to and is
        still in sight, for the last sections cannot come to the top.
        """
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        jumped = (line for line in self._marked_lines if top <= line < bottom)
        return self._page.section_at(max(jumped, default=top + 2))

    def show(self, article: Article, anchor: str = "", spot: ReadingPosition = TOP) -> None:
        """Show an article at an anchor, or at a spot kept from before, or from its top."""
        self._article = article
        self._anchor, self._spot = anchor, spot
        self._wanted, self.current_hit = "", -1
        self._read_through = False
        self._seen = 0
        self._page = Page(width=0)  # nothing is laid out yet: a view out of sight has no room
        self._lay_out()

    def goto(self, *anchors: str) -> bool:
        """Bring a section or a source into view and mark it; False when none has that name.

        Of several, all are marked and the topmost is brought into view.
        """
        marked = tuple(anchor for anchor in anchors if anchor in self._page.anchors)
        if not marked:
            return False
        self._marked = marked
        self.focused_link = -1
        self._repaint()
        self._jump(min(self._marked_lines) - 1)
        return True

    @property
    def _marked_lines(self) -> frozenset[int]:
        anchors = self._page.anchors
        return frozenset(anchors[each] for each in self._marked if each in anchors)

    def section_sources(self) -> tuple[str, ...]:
        """The anchors of the sources that the section being read points to."""
        lines = self._page.lines_of(self.section)
        hrefs = (link.href for link in self._page.links if link.line in lines)
        anchors = (target(href).anchor for href in hrefs if href.startswith("source:"))
        return tuple(dict.fromkeys(anchors))

    def find(self, wanted: str, *, loosely: bool = False) -> int:
        """Mark every place where these words stand, go to the nearest below, return how many.

        ``loosely``: where they stand nowhere together, each by itself will do.
        """
        self._wanted, self._loosely = wanted.strip(), loosely
        self._look_for()
        top = self.scroll_offset.y
        below = (number for number, hit in enumerate(self._hits) if hit[0].line >= top)
        self._go_to_hit(next(below, 0) if self._hits else -1)
        return len(self._hits)

    def _look_for(self) -> None:
        self._hits = self._page.find(self._wanted, loosely=self._loosely)
        self._hits_on.clear()
        for number, hit in enumerate(self._hits):
            for stretch in hit:
                self._hits_on.setdefault(stretch.line, []).append((number, stretch))
        self._repaint()

    def next_hit(self, step: int = 1) -> None:
        """Go to the next find, or the one before with a step of -1; the last leads to the first."""
        if self._hits:
            self._go_to_hit((self.current_hit + step) % len(self._hits))

    def _go_to_hit(self, number: int) -> None:
        self.current_hit = number
        if number >= 0:
            self._reveal(self._hits[number][0].line)

    def passage(self) -> str:
        """The text to copy: what is selected, or else the section being read."""
        if self.text_selection is not None:
            return self.get_selection(self.text_selection)[0]
        lines = self._page.lines_of(self.section)
        return self._page.copied((lines.start, 0), (lines.stop - 1, 2 * READING_WIDTH))

    def action_copy_passage(self) -> None:
        """Ask for the passage to be copied."""
        if self._page.lines:
            self.post_message(Copy(self.passage()))

    # Laying out

    def on_resize(self, _: Resize) -> None:
        """Lay out anew when the width has changed, keeping the place."""
        if self._article is not None and self._page.width != self._text_width:
            if self._page.lines:
                self._anchor, self._spot = "", self.spot
            self._lay_out()
        else:
            self._repaint()

    def _lay_out(self) -> None:
        article = self._article
        if article is None or not self.size.width:
            return
        width = self._text_width
        if article.slug in self._whole:
            self._put(article, _page(article, width))
            return
        work = partial(self._lay_out_aside, article, width)
        begin = partial(self.run_worker, work, thread=True, exclusive=True, group="layout")
        if len(article.text) < LARGE:
            self._put(article, _page(article, width, uses=False))
            self.call_after_refresh(begin)  # the first look goes before the rest
        else:
            self._page = Page(width=width)
            self._fit()
            begin()

    def _lay_out_aside(self, article: Article, width: int) -> None:
        page = _page(article, width)
        with suppress(RuntimeError):  # the app may have ended meanwhile
            self.app.call_from_thread(self._complete, article, page)

    def _complete(self, article: Article, page: Page) -> None:
        """Put the whole page in place of the one begun with, or of none."""
        if article is not self._article or page.width != self._page.width:
            return
        if len(article.text) < LARGE:
            self._whole.add(article.slug)
        if not self._page.lines:
            self._put(article, page)
        elif len(page.lines) > len(self._page.lines):
            self._page = page
            self.virtual_size = Size(self.virtual_size.width, len(page.lines))
            self._look_for()

    def _put(self, article: Article, page: Page) -> None:
        if article is not self._article:
            return
        self._page = page
        self._marked = self._spot.marked
        self.focused_link = self._spot.link if self._spot.link < len(page.links) else -1
        self.hovered_link = -1
        self._fit()
        if not (self._anchor and self.goto(self._anchor)):
            self._jump(page.line_of(self._spot.place) if self._spot.place else 0)
        self._look_for()
        if self.current_hit < 0 or self.current_hit >= len(self._hits):
            self.find(self._wanted, loosely=self._loosely)
        self.call_after_refresh(self._notice_end)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Notice when the end comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._notice_end()

    def _notice_end(self) -> None:
        """Say so when all of the text was in sight, from its top to its end, without a jump."""
        if self._article is None or self._read_through or not self._page.lines:
            return
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        if self._page.place_of(top) <= max(self._seen, self._spot.place):
            self._seen = max(self._seen, self._page.place_of(bottom))
        anchors = self._page.anchors
        ends = [anchors[each] for each in (SOURCES_ANCHOR, USES_ANCHOR) if each in anchors]
        end = min(ends, default=len(self._page.lines)) - 1
        if self._seen >= self._page.place_of(end):
            self._read_through = True
            self.post_message(self.ReadThrough(self._article))

    # Painting

    def _link_style(self, link: int) -> str:
        if link == self.focused_link:
            return "focused-link"
        return "hovered-link" if link == self.hovered_link else ""

    @property
    def _waits(self) -> bool:
        return self._article is not None and not self._page.lines

    def _sign(self, line: int) -> str:
        return _TARGET_SIGN if line in self._marked_lines else ""

    def _marks(self, line: int) -> Sequence[Mark]:
        return [self._mark(*hit) for hit in self._hits_on.get(line, ())]

    def _mark(self, hit: int, stretch: Stretch) -> Mark:
        style = "current-hit" if hit == self.current_hit else "hit"
        return Mark(stretch.start, stretch.end, style)

    # Links

    @property
    def links(self) -> tuple[Link, ...]:
        """All links of the page, in order."""
        return self._page.links

    def follow(self, link: int) -> None:
        """Follow a link by its number."""
        self.post_message(self.LinkFollowed(self._page.links[link].href))

    def action_link(self, step: int) -> None:
        """Focus the next link, or the one before; past the last, focus leaves the view."""
        number = self._link_from(step)
        if number is None:
            self.focused_link = -1
            raise SkipAction
        self.focused_link = number
        self._reveal(self._page.links[number].line)

    def _link_from(self, step: int) -> int | None:
        links = self._page.links
        if self.focused_link >= 0:
            number = self.focused_link + step
            return number if 0 <= number < len(links) else None
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        if step > 0:
            return next((n for n, link in enumerate(links) if link.line >= top), None)
        before = [n for n, link in enumerate(links) if link.line < bottom]
        return before[-1] if before else None

    def action_follow(self) -> None:
        """Follow the focused link."""
        if self.focused_link < 0:
            raise SkipAction
        self.follow(self.focused_link)

    def action_hit(self, step: int) -> None:
        """To the next find, or the one before."""
        if not self._hits:
            raise SkipAction
        self.next_hit(step)

    def action_settle(self) -> None:
        """Take marks and focus off again; when there are none, escape is someone else's."""
        if not self._hits and self.focused_link < 0 and self.text_selection is None:
            raise SkipAction
        self.find("")
        self.focused_link = -1
        self.screen.clear_selection()

    def watch_focused_link(self) -> None:
        """Show which link enter follows."""
        self._repaint()

    def watch_hovered_link(self) -> None:
        """Show which link a click follows."""
        self._repaint()

    def watch_current_hit(self) -> None:
        """Show which find this is."""
        self._repaint()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Notice the link under the mouse."""
        self.hovered_link = event.style.meta.get(LINK_META, -1)

    def on_leave(self, _: Leave) -> None:
        """No link under the mouse any more."""
        self.hovered_link = -1

    def on_click(self, event: Click) -> None:
        """Follow a clicked link, unless the mouse was selecting."""
        link = event.style.meta.get(LINK_META, -1)
        if link >= 0 and not (self.text_selection and self.passage()):
            event.stop()
            self.follow(link)


def _page(article: Article, width: int, *, uses: bool = True) -> Page:
    return lay_out(article.blocks(uses=uses), width, measure=cell_len)
