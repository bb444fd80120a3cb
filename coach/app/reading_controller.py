"""What there is to read: the articles, marks and search, and a link opened outside."""

from coach.app.services import Services
from coach.guides.articles import Shelf
from coach.guides.reading import Finder, Marks


class ReadingController:
    """The library as the front ends use it; each part is made when it is first asked for."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def shelf(self) -> Shelf:
        """The articles. Raises ``ContentError``."""
        return self._services.guidance.shelf

    @property
    def marks(self) -> Marks:
        """What was read, and the bookmarks."""
        return self._services.marks()

    @property
    def finder(self) -> Finder:
        """The search over all articles."""
        return self._services.finder()

    def open_outside(self, address: str) -> str:
        """Open an address the user has seen and asked for; a sentence says what came of it."""
        return self._services.opener().open(address)
