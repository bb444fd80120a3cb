"""Reading beside the work: an article in a pane of its own, where the window has room for it."""

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from coach.app.controllers import ReadingController
    from coach.ui.widgets.article_pane import ArticlePane


class ReadingBeside:
    """Puts the pane into ``#panes`` of a screen, and the keys back to where they were after."""

    def __init__(self, screen: Screen[None], library: "ReadingController") -> None:
        self._screen, self._library = screen, library
        self._came_from: Widget | None = None

    def _pane(self) -> "ArticlePane | None":
        from coach.ui.widgets.article_pane import ArticlePane

        return next(iter(self._screen.query("#reading").results(ArticlePane)), None)

    async def open(self, place: str) -> bool:
        """Show this article; False where there is none of that name."""
        from coach.ui.widgets.article_pane import ArticlePane

        pane = self._pane()
        if pane is None:
            self._came_from = self._screen.focused
            pane = ArticlePane(self._library.shelf, self._library.marks, id="reading")
            self._screen.add_class("-reading")
            await self._screen.query_one("#panes").mount(pane)
        if pane.open(place):
            pane.focus_text()
            return True
        await self._put_away()
        return False

    async def leave(self) -> bool:
        """One step back in what is read, or out of it; False where nothing is open."""
        if not self._screen.query("#reading"):
            return False
        pane = self._pane()
        if pane is None or not pane.returns():
            await self._put_away()
            if self._came_from is not None and self._came_from.is_attached:
                self._came_from.focus()
        return True

    async def _put_away(self) -> None:
        await self._screen.query("#reading").remove()
        self._screen.remove_class("-reading")
