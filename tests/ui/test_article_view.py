"""An article on the screen: to be read, followed, searched and copied from."""

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from coach.ui.widgets.article_view import LARGE, ArticleView
from tests.ui.reading import LONG, Stage, screen_text, shelf_in


@pytest.fixture
def shelf(tmp_path):
    return shelf_in(tmp_path, big="## Start\n\n" + (LONG + "\n\n") * (LARGE // len(LONG) + 2))


@pytest.fixture
def view():
    return ArticleView()


def line_with(app, text: str) -> tuple[int, int]:
    """Column and row of a text on the screen."""
    for row, line in enumerate(screen_text(app)):
        if text in line:
            return line.index(text), row
    raise AssertionError(f"{text!r} is not on the screen")


async def show(app, pilot, article, *args, **more) -> ArticleView:
    view = app.query_one(ArticleView)
    view.focus()
    view.show(article, *args, **more)
    await pilot.pause()
    return view


@pytest.mark.parametrize(("width", "margin"), [(80, 3), (120, 23), (200, 63), (40, 3)])
async def test_text_is_centred_and_never_wider_than_its_measure(shelf, view, width, margin):
    app = Stage(view)
    async with app.run_test(size=(width, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        shown = [line[: width - 1].rstrip() for line in screen_text(app)]
        assert shown[0] == " " * margin + "Title of first [b]"
        assert max(len(line) for line in shown) <= margin + 72


async def test_text_of_users_comes_through_unharmed_and_does_nothing(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("hard"))
        shown = "\n".join(screen_text(app))
        assert "Dear [name], [@click=app.quit]quit[/] ␛[31mred␇ 漢字 🙂" in shown
        assert "\x1b" not in shown
        await pilot.click(offset=line_with(app, "quit]quit"))
        assert app.is_running


async def test_an_anchor_is_shown_near_the_top_and_marked(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("second"), "two")
        column, row = line_with(app, "Two")
        assert screen_text(app)[row][:column].strip() == "▸"
        assert not view.goto("nowhere")


async def test_tab_goes_through_the_links_and_enter_follows(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        await pilot.press("tab", "enter")
        await pilot.press("tab", "tab", "enter")
        await pilot.press("shift+tab", "enter")
        assert app.followed == ["second#two", "#below", "source:e1"]


async def test_a_link_out_of_sight_is_brought_into_sight(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        await pilot.press(*["tab"] * 5)
        assert view.links[view.focused_link].href == "source:e2"
        line_with(app, "[House")


async def test_a_click_follows_a_link_and_text_beside_it_does_not(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        column, row = line_with(app, "another")
        await pilot.click(offset=(column - 2, row))
        assert app.followed == []
        await pilot.click(offset=(column + 1, row))
        assert app.followed == ["second#two"]


async def test_the_link_under_the_mouse_is_told_apart(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        column, row = line_with(app, "another")
        await pilot.hover(offset=(column + 1, row))
        assert view.links[view.hovered_link].href == "second#two"
        await pilot.hover(offset=(column - 2, row))
        assert view.hovered_link == -1


async def drag(app, pilot, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, move and let go as a terminal reports it; the app makes a click of it by itself."""
    for kind, (x, y), button in (
        (MouseDown, start, 1),
        (MouseMove, ((start[0] + end[0]) // 2, end[1]), 1),
        (MouseMove, end, 1),
        (MouseUp, end, 1),
    ):
        app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))
        await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("width", [80, 130])
async def test_a_passage_selected_with_the_mouse_copies_unwrapped_and_without_its_bar(
    shelf, view, width
):
    app = Stage(view)
    async with app.run_test(size=(width, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        column, row = line_with(app, "Dear Amira")
        end, last = line_with(app, "arrived.")
        await drag(app, pilot, (column, row), (end + len("arrived."), last))
        said = (
            "Dear Amira, thank you for the draft you sent me on Monday."
            " It came in one piece and it arrived."
        )
        assert app.screen.get_selected_text() == said
        selected = view.get_component_rich_style("page--selected").bgcolor
        painted = [each for each in view.render_line(last) if each.style.bgcolor == selected]
        assert painted
        assert "▎" not in "".join(each.text for each in painted)
        await pilot.press("y")
        assert app.copied == [said]


async def test_dragging_over_a_link_selects_and_does_not_follow(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        column, row = line_with(app, "another")
        await drag(app, pilot, (column - 5, row), (column + 3, row))
        assert app.followed == []
        assert app.screen.get_selected_text() == "with anot"


async def test_without_a_selection_the_section_being_read_is_copied(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"), "below")
        await pilot.press("y")
        assert app.copied == ["Below\n\nThe end is here, says [House view]."]


async def test_finds_are_counted_gone_through_and_come_round(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        assert view.find("paragraph 3") == 11
        places = [view.current_hit]
        for key in ("n", "n", "N", "N", "N"):
            await pilot.press(key)
            places.append(view.current_hit)
        assert places == [0, 1, 2, 1, 0, 10]
        line_with(app, "Paragraph 39")
        await pilot.press("escape")
        assert view.hits == ()


async def test_the_find_one_is_at_stays_when_the_window_changes(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(120, 30)) as pilot:
        await show(app, pilot, shelf.get("first"))
        view.find("paragraph")
        await pilot.press(*["n"] * 20)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert view.current_hit == 20
        line_with(app, "Paragraph 20")


async def test_the_place_is_kept_when_the_window_changes(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(120, 30)) as pilot:
        await show(app, pilot, shelf.get("second"))
        await pilot.press("space", "space")
        top = next(line.strip() for line in screen_text(app) if "Paragraph" in line)
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        shown = [line.strip() for line in screen_text(app)]
        assert top.startswith(next(line for line in shown if line.startswith("Paragraph")))


async def test_a_place_given_back_is_the_very_same(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("second"))
        await pilot.press("space", "j", "j")
        before, spot = screen_text(app), view.spot
        await show(app, pilot, shelf.get("first"))
        await show(app, pilot, shelf.get("second"), spot=spot)
        assert screen_text(app) == before


async def test_the_end_of_the_text_is_noticed_once(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        assert app.read == []
        await pilot.press(*["space"] * 6, "g", "G")
        assert app.read == ["first"]


async def test_a_jump_to_the_end_is_not_reading(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        await pilot.press("G")
        view.goto("sources")
        await show(app, pilot, shelf.get("first"), "sources")
        assert app.read == []


async def test_paging_keeps_two_lines_in_sight(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("second"))
        before = screen_text(app)
        await pilot.press("space")
        assert [line[:77] for line in screen_text(app)[:2]] == [line[:77] for line in before[-2:]]


async def test_a_large_article_opens_while_the_screen_still_answers(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        view.show(shelf.get("big"), "start")
        assert "Opening ..." in "\n".join(screen_text(app)) or not view.page.lines
        await app.workers.wait_for_complete()
        await pilot.pause()
        line_with(app, "Start")
        assert len(view.page.lines) > 1000


async def test_an_article_shown_before_there_is_room_waits_for_it(shelf, view):
    view.styles.display = "none"
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        view.show(shelf.get("second"), "two")
        view.find("two")
        view.styles.display = "block"
        await pilot.pause()
        line_with(app, "▸ Two")
        assert view.current_hit >= 0


@pytest.mark.parametrize("theme", ["harbour", "paper", "ansi-dark"])
async def test_a_change_of_colours_repaints_every_line(shelf, view, theme):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        app.theme = "textual-light"
        await pilot.pause()
        before = view.render_line(0)
        app.theme = theme
        await pilot.pause()
        assert view.render_line(0) != before
        fresh = view.get_component_rich_style("page--title", partial=True)
        title = next(each for each in view.render_line(0) if "Title" in each.text)
        assert title.style.color == fresh.color
        assert view.render_line(0).text == before.text


async def test_another_article_shown_while_out_of_sight_is_there_when_it_comes_back(shelf, view):
    app = Stage(view)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        view.display = False
        await pilot.pause()
        await pilot.pause()
        view.show(shelf.get("second"))
        await pilot.pause()
        view.display = True
        await pilot.pause()
        line_with(app, "Title of second")


def contrast(style) -> float:
    """How far text stands out from its ground, by the formula of WCAG."""

    def light(colour) -> float:
        parts = [part / 255 for part in colour.get_truecolor()]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(style.color), light(style.bgcolor)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["harbour", "paper"])
async def test_every_look_can_be_read_in_both_themes(shelf, view, theme):
    app = Stage(view)
    app.theme = theme
    async with app.run_test(size=(80, 24)):
        for name in sorted(ArticleView.COMPONENT_CLASSES - {"page--selected"}):
            style = view.rich_style + view.get_component_rich_style(name, partial=True)
            assert contrast(style) >= 4.5, name


@pytest.mark.parametrize("theme", ["harbour", "paper", "ansi-dark"])
async def test_what_is_selected_can_be_read_and_is_told_apart(shelf, view, theme):
    app = Stage(view)
    app.theme = theme
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, shelf.get("first"))
        column, row = line_with(app, "It is so")
        before = [each.style for each in view.render_line(row) if each.text.strip()]
        await drag(app, pilot, (column, row), (column + 60, row))
        after = [each.style for each in view.render_line(row) if each.text.strip()]
        assert len(after) == len(before) > 3
        for plain, selected in zip(before, after, strict=True):
            assert selected.bgcolor != plain.bgcolor or selected.reverse
            if theme != "ansi-dark":
                assert contrast(selected) >= 4.5


@pytest.mark.parametrize("size", [(12, 4), (5, 2), (20, 3)])
async def test_even_a_tiny_window_does_no_harm(shelf, view, size):
    app = Stage(view)
    async with app.run_test(size=size) as pilot:
        await show(app, pilot, shelf.get("first"), "ground")
        await pilot.press("tab", "space", "n", "y")
        view.find("the")
        await pilot.pause()
        assert len(screen_text(app)) == size[1]
