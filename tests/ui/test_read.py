"""The reading room: find an article, read it, follow it, come back to the very same place."""

import pytest
from textual.widgets import Input, OptionList

from coach.content.article_search import ArticleIndex
from coach.guides.article_notes import Use, UseKind
from coach.platform.reading_marks import MarksFile
from coach.ui.dialogs.dialog import ListDialog
from coach.ui.screens.reading_screen import ReadingScreen
from coach.ui.widgets.article_pane import ArticlePane
from coach.ui.widgets.article_view import ArticleView
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.library_list import LibraryList
from tests.ui.reading import Stage, screen_text, shelf_in


@pytest.fixture
def shelf(tmp_path):
    return shelf_in(tmp_path)


@pytest.fixture
def marks(tmp_path):
    return MarksFile(tmp_path / "marks.json")


@pytest.fixture
def room(shelf, marks):
    """Makes the app with the reading room open."""

    def make(start: str = "", of=None) -> Stage:
        return Stage(ReadingScreen(of or shelf, marks, ArticleIndex(of or shelf), start))

    return make


def shown(app) -> str:
    return "\n".join(screen_text(app))


def reading(app) -> str:
    """The slug of the article that is open."""
    return app.screen.query_one(ArticlePane).article.slug


def view(app) -> ArticleView:
    return app.screen.query_one(ArticleView)


async def test_the_library_lists_articles_with_what_they_say(room):
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "They went quiet" in shown(app)
        assert "Title of first [b]" in shown(app)
        assert "What first says." in shown(app)
        await pilot.press("s")
        assert "While you write" in shown(app)


async def test_enter_opens_an_article_and_escape_leads_back_to_the_same_line(room):
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        opened = reading(app)
        assert f"Title of {opened} [b]" in shown(app)
        await pilot.press("escape")
        assert "They went quiet" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert reading(app) == opened


async def test_side_by_side_when_wide_and_one_at_a_time_when_not(room):
    app = room()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "Choose a guide to read it here." in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(LibraryList).region.right <= view(app).region.x
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not app.screen.query_one(LibraryList).display
        assert view(app).size.width > 70


async def test_a_search_shows_finds_with_the_words_and_opens_there_with_them_marked(room):
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"claim noone")
        await pilot.press(*["backspace"] * 11, *"here is tw")
        assert "Title of second [b] › Two" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert reading(app) == "second"
        assert view(app).section == "two"
        await pilot.press("escape", "escape")
        assert app.screen.query_one(LibraryList).words == "here is tw"
        await pilot.press("escape")
        assert "They went quiet" in shown(app)


async def test_words_that_stand_apart_are_marked_each_where_a_search_leads(room):
    app = room()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"amira monday", "enter")
        await pilot.pause()
        assert reading(app) == "first"
        assert len(view(app).hits) == 2
        await pilot.press("slash", *"amira monday")
        await pilot.pause()
        assert len(view(app).hits) == 0


async def test_a_search_without_finds_says_so(room):
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"zebra", "enter")
        assert "No guide contains these words." in shown(app)


async def test_arrows_lead_from_the_search_to_what_it_found(room):
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"paragraph", "down", "down", "enter")
        await pilot.pause()
        assert reading(app)


async def test_one_who_came_for_a_section_is_back_with_one_escape(room):
    app = room("second#two")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "▸ Two" in shown(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, ReadingScreen)


async def test_a_name_that_is_not_on_the_shelf_opens_the_library_and_says_so(room):
    app = room("nowhere#x")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "They went quiet" in shown(app)
        assert "There's no guide 'nowhere'" in shown(app)


async def test_links_lead_on_and_back_leads_to_the_very_same_screen(room):
    app = room("first")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab", "tab", "j", "j")
        before = screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert view(app).section == "sources"
        await pilot.press("left")
        await pilot.pause()
        assert screen_text(app) == before
        await pilot.press("shift+tab", "enter")
        await pilot.pause()
        assert (reading(app), view(app).section) == ("second", "two")
        await pilot.press("left", "right")
        await pilot.pause()
        assert (reading(app), view(app).section) == ("second", "two")


async def test_contents_lead_to_a_section(room):
    app = room("first")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c")
        for name in ("Ground", "Below", "Sources"):
            assert name in shown(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "▸ Below" in shown(app)
        await pilot.press("left")
        await pilot.pause()
        assert "Title of first" in shown(app)


async def test_links_are_listed_with_where_they_lead(room):
    app = room("first")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f")
        for text in (
            "another  Title of second [b]",
            "[Research]  A claim somebody studied.",
            "below  in this article",
            "outside  https://example.org/page",
        ):
            assert text in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("f", "down", "enter")
        await pilot.pause()
        assert view(app).section == "sources"


async def test_one_key_leads_from_a_section_to_the_sources_it_rests_on(room):
    app = room("first#ground")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("s")
        marked = [line for line in screen_text(app) if "▸" in line]
        assert len(marked) == 1
        assert "Research  A claim somebody studied." in marked[0]


async def test_an_address_outside_is_shown_and_opens_only_when_asked(room):
    app = room("first")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*["tab"] * 4, "enter")
        await pilot.pause()
        assert "https://example.org/page" in shown(app)
        assert app.opened == app.copied == []
        await pilot.press("enter")
        await pilot.pause()
        assert app.copied == ["https://example.org/page"]
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert app.opened == ["https://example.org/page"]
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert view(app).has_focus
        assert len(app.opened) == len(app.copied) == 1


async def test_a_link_to_nowhere_says_so_and_stays(tmp_path, marks):
    (tmp_path / "more").mkdir()
    shelf = shelf_in(tmp_path / "more", lost="[gone](nowhere)")
    app = Stage(ReadingScreen(shelf, marks, ArticleIndex(shelf), "lost"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "There's no guide 'nowhere'" in shown(app)
        assert reading(app) == "lost"


async def test_words_are_found_while_typing_and_escape_takes_the_marks_off(room):
    app = room("second")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"paragraph 39")
        assert "1 of 1" in shown(app)
        assert "Paragraph 39" in shown(app)
        await pilot.press("x")
        assert "not found" in shown(app)
        await pilot.press("backspace", "enter")
        assert view(app).has_focus
        assert len(view(app).hits) == 1
        await pilot.press("slash", "escape")
        assert view(app).hits == ()
        assert isinstance(app.screen, ReadingScreen)


async def test_bookmarks_are_remembered_and_come_first(room, marks):
    app = room("second")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("b")
        assert "bookmarked" in shown(app)
    assert marks.now().bookmarks == ("second",)
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Bookmarks" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert reading(app) == "second"
        await pilot.press("b")
    assert marks.now().bookmarks == ()


async def test_an_article_read_to_its_end_is_marked_as_read(room, marks):
    app = room("first")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert marks.now().read == frozenset()
        await pilot.press(*["space"] * 6)
        await pilot.pause()
        assert marks.now().read == {"first"}
        await pilot.press("l")
        assert "Title of first [b] · read" in shown(app)


async def test_marks_that_cannot_be_saved_are_said_and_do_no_harm(shelf, tmp_path):
    (tmp_path / "file").write_text("")
    marks = MarksFile(tmp_path / "file" / "marks.json")
    app = Stage(ReadingScreen(shelf, marks, ArticleIndex(shelf), "first"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "couldn't be" in shown(app)
        assert reading(app) == "first"


async def test_an_article_says_where_the_walk_uses_it(room, shelf):
    used = shelf.with_uses(
        lambda: [Use(link="second#two", kind=UseKind.QUESTION, name="Have they answered?")]
    )
    app = room("second", of=used)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("G")
        assert "Where a session uses this guide" in shown(app)
        assert "Asked: Have they answered?" in shown(app)


async def test_files_that_could_not_be_read_are_named_at_the_end_of_the_list(tmp_path, marks):
    shelf = shelf_in(tmp_path)
    (tmp_path / "articles" / "bad.md").write_text("nothing")
    from coach.content.article_files import load

    broken = load(tmp_path)
    app = Stage(ReadingScreen(broken, marks, ArticleIndex(broken)))
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert len(broken.articles) == len(shelf.articles)
        assert "bad.md:1" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_every_key_in_the_footer_can_be_seen(room, size):
    app = room()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert not app.screen.query_one(KeyLine).is_cut
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query_one(KeyLine).is_cut
        assert "Contents" in screen_text(app)[-1]
        assert "Sources" in screen_text(app)[-1]


async def test_keys_of_the_text_rest_while_a_list_is_open(room):
    app = room("first")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c", "f", "s", "b")
        assert "Contents" in shown(app)
        assert isinstance(app.focused, OptionList)


async def test_a_very_long_paste_into_the_search_is_cut(room):
    app = room()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash")
        app.screen.query_one(LibraryList).query_one(Input).value = "word " * 50_000
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_the_pane_works_by_itself_beside_other_things(shelf):
    pane = ArticlePane(shelf)
    app = Stage(pane)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert pane.open("second#two")
        pane.focus_text()
        await pilot.pause()
        assert "▸ Two" in shown(app)
        assert not pane.open("nowhere")
        await pilot.press("b")
        await pilot.press("c", "up", "enter")
        await pilot.pause()
        assert view(app).section == "one"


@pytest.mark.parametrize(
    "owner", [ArticleView, ArticlePane, LibraryList, ListDialog, ReadingScreen]
)
def test_every_key_has_a_name_to_remap_it_by_and_says_what_it_does(owner):
    for binding in owner.BINDINGS:
        assert binding.id, binding
        assert binding.tooltip, binding
        assert len(binding.description) <= 8, binding


async def test_an_empty_shelf_is_no_fault(tmp_path, marks):
    from coach.guides.articles import Shelf

    app = Stage(ReadingScreen(Shelf(), marks, ArticleIndex(Shelf())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "slash", *"words", "enter", "escape", "s")
        assert "0 articles" in shown(app)


async def test_nothing_is_imported_for_reading_before_it_is_read():
    import subprocess
    import sys

    code = (
        "import sys, coach.ui.screens.reading_screen, coach.content.loader;"
        "assert not {'markdown_it', 'sqlite3'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


async def test_a_list_stays_while_the_mouse_is_elsewhere_and_goes_with_escape(room):
    app = room("first")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await pilot.click(offset=(5, 1))
        assert "Contents" in shown(app)
        await pilot.press("escape")
        assert view(app).has_focus
        assert isinstance(app.screen, ReadingScreen)
