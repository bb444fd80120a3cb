"""All articles as a list: grouped, or as a search found them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Spacing
from textual.message import Message
from textual.timer import Timer
from textual.visual import Padding
from textual.widgets import Input
from textual.widgets.option_list import Option

from coach.guides.articles import Article, Group, Shelf
from coach.guides.reading import Finder, Reading, SearchHit
from coach.guides.wrapping import safe
from coach.ui.keys import keys
from coach.ui.widgets.article_view import LARGE
from coach.ui.widgets.lines import QUIET, counted, quiet
from coach.ui.widgets.pick_list import PickList

LONGEST_SEARCH = 80

_INDENT = Spacing(left=2)

_A_LOOK = 0.15
"""Seconds that a row is lit before its article is thought to be wanted."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A line of the list: its words, and the link it opens; none for a heading."""

    prompt: Content
    link: str = ""


class LibraryList(Vertical):
    """Lists the shelf by situation or by step, and searches all of it.

    Says what is to be opened: ``Picked``.
    """

    BINDINGS = keys(
        "library.search",
        "library.regroup",
        "library.stop",
        hidden=("library.to_list",),
    )

    DEFAULT_CSS = """
    LibraryList {
        & > Input {
            border: none; height: 1; padding: 0 1; background: $panel;
            &:focus { border: none; }
        }
        & > PickList {
            height: 1fr; scrollbar-gutter: stable;
            & > .option-list--option-disabled { color: $foreground; }
        }
    }
    """

    @dataclass
    class Picked(Message):
        """This is to be opened; ``words`` were searched for to get there."""

        link: str
        words: str = ""

    def __init__(self, shelf: Shelf, finder: Finder, reading: Reading) -> None:
        super().__init__(classes="frame")
        self._shelf = shelf
        self._finder = finder
        self._reading = reading
        self._by_step = False
        self._links: list[str] = []
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line to search with above the list."""
        yield Input(placeholder="/ to search every guide", max_length=LONGEST_SEARCH)
        yield PickList()

    def on_mount(self) -> None:
        """Show all there is."""
        self._fill()

    @property
    def words(self) -> str:
        """What is searched for now."""
        return self.query_one(Input).value.strip()

    def remember(self, reading: Reading) -> None:
        """Show these marks; the list stays where it is."""
        self._reading = reading
        self._fill()

    def focus_list(self) -> None:
        """Put the keys to the list."""
        self.query_one(PickList).focus()

    def action_search(self) -> None:
        """Ask for words."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    def action_regroup(self) -> None:
        """By situation or by step, whichever it is not now."""
        self._by_step = not self._by_step
        self._fill()

    def action_to_list(self) -> None:
        """From the search to what it found."""
        self.focus_list()

    def action_stop(self) -> None:
        """Forget the search; without one, escape is someone else's."""
        if not self.words and not self.query_one(Input).has_focus:
            raise SkipAction
        self.query_one(Input).value = ""
        self.focus_list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the best find."""
        event.stop()
        options = self.query_one(PickList)
        if options.highlighted is not None:
            options.action_select()

    def on_option_list_option_selected(self, event: PickList.OptionSelected) -> None:
        """Open an article."""
        event.stop()
        if self.query_one(PickList).has(event):
            self.post_message(self.Picked(self._links[event.option_index], self.words))

    def _fill(self) -> None:
        options = self.query_one(PickList)
        at = options.highlighted
        before = self._links[at] if at is not None and at < len(self._links) else ""
        rows = self._rows()
        self._links = [row.link for row in rows]
        kept = before in self._links and bool(before) and not self.words
        options.refill(map(_option, rows), self._links.index(before) if kept else self._first())

    def _first(self) -> int | None:
        return next((number for number, link in enumerate(self._links) if link), None)

    def on_option_list_option_highlighted(self, event: PickList.OptionHighlighted) -> None:
        """With the first article, its heading comes into sight too."""
        event.stop()
        if event.option_index == self._first():
            self.query_one(PickList).scroll_home(animate=False)
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_A_LOOK, partial(self._read_ahead, event.option_index))

    def _read_ahead(self, index: int) -> None:
        """Read the article that is being looked at, so that it opens the sooner."""
        link = self._links[index] if index < len(self._links) else ""
        article = self._shelf.get(link.partition("#")[0])
        if article is not None and len(article.text) < LARGE:
            self.run_worker(article.body, thread=True, exclusive=True, group="ahead")

    def _rows(self) -> list[LibraryRow]:
        if self.words:
            found = self._finder.find(self.words)
            self.border_title = Content("Library")
            self.border_subtitle = Content(counted(len(found), "find"))
            return found_rows(found)
        way = "by step" if self._by_step else "by situation"
        self.border_title = Content("Library")
        self.border_subtitle = Content(f"{counted(len(self._shelf.articles), 'article')} · {way}")
        groups = self._shelf.by_step() if self._by_step else self._shelf.by_situation()
        return [
            *_bookmark_rows(self._shelf, self._reading),
            *(row for group in groups for row in group_rows(group, self._reading)),
            *_problem_rows(self._shelf),
        ]


def _option(row: LibraryRow) -> Option:
    """Headings stand out to the left of what is under them."""
    prompt = Padding(row.prompt, _INDENT) if row.link else row.prompt
    return Option(prompt, disabled=not row.link)


def _bookmark_rows(shelf: Shelf, reading: Reading) -> list[LibraryRow]:
    marked = [shelf.get(slug) for slug in reversed(reading.bookmarks)]
    articles = tuple(article for article in marked if article is not None)
    group = Group(title="Bookmarks", articles=articles)
    return group_rows(group, replace(reading, bookmarks=())) if articles else []


def group_rows(group: Group, reading: Reading) -> list[LibraryRow]:
    """A heading, and a row for each article of the group."""
    heading = Content.styled(f"\n{group.title}", "bold $accent")
    return [LibraryRow(heading), *(_article_row(article, reading) for article in group.articles)]


def _article_row(article: Article, reading: Reading) -> LibraryRow:
    said = [
        "read" if article.slug in reading.read else "",
        "bookmarked" if article.slug in reading.bookmarks else "",
        "your own" if article.own else "",
    ]
    aside = "".join(f" · {each}" for each in said if each)
    title = Content(article.title) + quiet(aside)
    if not article.summary:
        return LibraryRow(title, article.slug)
    return LibraryRow(title + quiet(f"\n{article.summary}"), article.slug)


def found_rows(found: Sequence[SearchHit]) -> list[LibraryRow]:
    """A row for each find: article and section, and the words found in their sentence."""
    if not found:
        return [LibraryRow(quiet("\nNo guide contains these words. Try a simpler one."))]
    return [_found_row(each) for each in found]


def _found_row(found: SearchHit) -> LibraryRow:
    where = f" › {found.section}" if found.section else ""
    head = Content(found.title) + quiet(where)
    excerpt = [Content("\n")]
    for piece in found.excerpt:
        style = "bold underline $accent" if piece.hit else QUIET
        excerpt.append(Content.styled(safe(piece.text), style))
    return LibraryRow(head + Content("").join(excerpt), found.link)


def _problem_rows(shelf: Shelf) -> list[LibraryRow]:
    if not shelf.problems:
        return []
    heading = Content.styled("\nThese files couldn't be read", "bold $error")
    return [
        LibraryRow(heading),
        *(LibraryRow(Content(safe(str(problem)))) for problem in shelf.problems),
    ]
