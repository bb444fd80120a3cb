"""The reading room: the library, and the article that is open."""

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.guides.articles import Shelf
from coach.guides.reading import Finder, Marks
from coach.ui.keys import keys
from coach.ui.textual_workarounds import LeftOnce
from coach.ui.widgets.article_pane import ArticlePane
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.library_list import LibraryList

_EMPTY = (
    "Choose a guide to read it here.\n\n"
    "Each guide answers one question first, then says why, what to do, and what nobody"
    " knows. Every claim names its source.\n\n"
    "enter to open a guide · / to search all of them"
)


class ReadingScreen(LeftOnce[None]):
    """LibraryList and article: side by side where there is room, else one at a time.

    ``start`` ("slug" or "slug#section") opens an article at once and by itself;
    escape then leads straight back to where one came from. Dismisses itself
    when left.
    """

    BINDINGS = keys("help", "reading.leave", "reading.close", hidden=("reading.library",))

    DEFAULT_CSS = """
    ReadingScreen {
        & > Horizontal { height: 1fr; }
        & LibraryList { width: 1fr; }
        & ArticlePane { width: 1fr; display: none; }
        &.-reading ArticlePane { display: block; }
        & .empty {
            display: none; width: 1fr; height: 1fr;
            border: round $border-blurred; padding: 1 3; color: $foreground-muted;
        }
        &.-reading LibraryList { display: none; }
        &.-wide .empty { display: block; }
        &.-wide LibraryList { display: block; width: 46; }
        &.-wide ArticlePane { display: block; }
    }
    """

    def __init__(self, shelf: Shelf, marks: Marks, finder: Finder, start: str = "") -> None:
        super().__init__()
        self._shelf = shelf
        self._marks = marks
        self._finder = finder
        self._start = start
        self._came_for_one = False

    def compose(self) -> ComposeResult:
        """Room for the library on the left and the article on the right."""
        yield Horizontal()
        yield KeyLine()

    async def on_mount(self) -> None:
        """Open what one came for, or show the library."""
        if self._start and await self.open(self._start):
            self._came_for_one = True
            return
        await self._show_library()
        await self._room.mount(Static(Content(_EMPTY), classes="empty"))
        if self._start:
            name = self._start.partition("#")[0]
            self.notify(f"There's no guide {name!r}. Here's the full list.", markup=False)

    @property
    def _room(self) -> Horizontal:
        return self.query_one(Horizontal)

    async def open(self, link: str) -> bool:
        """Show "slug" or "slug#section"; False when there is no such article."""
        if self._shelf.get(link.partition("#")[0]) is None:
            return False
        if not self.query(ArticlePane):
            await self.query(".empty").remove()
            await self._room.mount(ArticlePane(self._shelf, self._marks))
        pane = self.query_one(ArticlePane)
        self.add_class("-reading")
        pane.open(link)
        pane.focus_text()
        return True

    async def _show_library(self) -> None:
        if not self.query(LibraryList):
            library = LibraryList(self._shelf, self._finder, self._marks.now())
            await self._room.mount(library, before=0 if self._room.children else None)
        self.remove_class("-reading")
        self.query_one(LibraryList).focus_list()

    async def on_library_list_picked(self, event: LibraryList.Picked) -> None:
        """Open what was picked, with the words searched for marked."""
        event.stop()
        if await self.open(event.link) and event.words:
            self.query_one(ArticlePane).find(event.words, loosely=True)

    def on_article_pane_marked(self, event: ArticlePane.Marked) -> None:
        """Show new marks in the library."""
        event.stop()
        for library in self.query(LibraryList):
            library.remember(event.reading)

    def on_descendant_focus(self) -> None:
        """What one is in stays in sight when the window gets too narrow for both."""
        self.set_class(not self._in_library, "-reading")

    @property
    def _in_library(self) -> bool:
        return any(library.has_focus_within for library in self.query(LibraryList))

    def action_close(self) -> None:
        """Away from the reading, however far one has gone in it."""
        self.dismiss()

    async def action_library(self) -> None:
        """Show all articles; the open one stays where it is."""
        if self._in_library:
            raise SkipAction
        self._came_for_one = False
        await self._show_library()

    async def action_leave(self) -> None:
        """From a followed link back; from an article to the library; from there away.

        Whoever came for one article goes away from that one.
        """
        if not self._in_library and any(pane.returns() for pane in self.query(ArticlePane)):
            return
        if self._in_library or self._came_for_one:
            self.dismiss()
        else:
            await self.action_library()
