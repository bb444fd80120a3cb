"""The reading room: the library, and the article that is open."""

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from coach.domain.articles import Shelf
from coach.domain.reader import Finder, Marks
from coach.ui.widgets.article_pane import ArticlePane
from coach.ui.widgets.library import Library

_EMPTY = (
    "What you choose opens here.\n\n"
    "Each article answers one question first, then says why, what to do, and what nobody"
    " knows. Every claim names its ground.\n\n"
    "enter opens an article · / searches all of them"
)


class ReadScreen(Screen[None]):
    """Library and article: side by side where there is room, else one at a time.

    ``start`` ("slug" or "slug#section") opens an article at once; escape then
    leads straight back to where one came from. Dismisses itself when left.
    """

    BINDINGS = [
        Binding("escape", "leave", "Back", id="reading.leave", tooltip="Back to where you were"),
        Binding(
            "l", "library", "Library", show=False, id="reading.library", tooltip="All articles"
        ),
    ]

    DEFAULT_CSS = """
    ReadScreen {
        & > Horizontal { height: 1fr; }
        & Library { width: 1fr; }
        & .opened { width: 1fr; display: none; }
        & .opened > ArticlePane { display: none; }
        & .opened > .empty {
            border: round $border-blurred; padding: 1 3; height: 1fr; color: $foreground-muted;
        }
        &.-reading .opened > .empty { display: none; }
        &.-reading .opened > ArticlePane { display: block; }
        &.-reading Library { display: none; }
        &.-reading .opened { display: block; }
        &.-wide .opened { display: block; }
        &.-wide Library { display: block; width: 46; }
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
        """The library on the left, the article on the right."""
        with Horizontal():
            yield Library(self._shelf, self._finder, self._marks.now())
            with Vertical(classes="opened"):
                yield Static(Content(_EMPTY), classes="empty")
                yield ArticlePane(self._shelf, self._marks)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Open what one came for, or show the library."""
        self._came_for_one = bool(self._start) and self.open(self._start)
        if not self._came_for_one:
            self._library.focus_list()
            if self._start:
                name = self._start.partition("#")[0]
                self.notify(f"There is no article {name!r}; here are all of them.", markup=False)

    @property
    def _library(self) -> Library:
        return self.query_one(Library)

    @property
    def _pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    def open(self, link: str) -> bool:
        """Show "slug" or "slug#section"; False when there is no such article."""
        if not self._pane.open(link):
            return False
        self.add_class("-reading")
        self._pane.focus_text()
        return True

    def on_library_picked(self, event: Library.Picked) -> None:
        """Open what was picked, with the words searched for marked."""
        event.stop()
        if self.open(event.link) and event.words:
            self._pane.find(event.words)

    def on_article_pane_marked(self, event: ArticlePane.Marked) -> None:
        """Show new marks in the library."""
        event.stop()
        self._library.remember(event.reading)

    @property
    def _in_library(self) -> bool:
        return self._library.has_focus_within

    def action_library(self) -> None:
        """Show all articles; the open one stays where it is."""
        if self._in_library:
            raise SkipAction
        self._came_for_one = False
        if not self.has_class("-wide"):
            self.remove_class("-reading")
        self._library.focus_list()

    def action_leave(self) -> None:
        """From an article to the library; from there, or from the one one came for, away."""
        if self._in_library or self._came_for_one:
            self.dismiss()
        else:
            self.action_library()
