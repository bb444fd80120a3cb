"""A long list: gone through by key and mouse, made line by line as it is seen."""

import pytest
from textual.content import Content

from coach.ui.widgets.list_view import Column, ColumnList, Order
from tests.ui.stage import STRANGE, staged

HEIGHT = 10
PAGE = HEIGHT - 1
"""Rows that are seen at once, below the heads."""


class Asked:
    """Makes cells, and remembers for which rows it was asked."""

    def __init__(self):
        self.rows = []

    def __call__(self, row):
        self.rows.append(row)
        return Content(f"row {row}")


def ledger_of(cell):
    return ColumnList([Column(id="row", title="Row", cell=cell, width=20, grow=1)])


def seen(play):
    """The rows on the screen, without their heads and the mark of the cursor."""
    return [line[3:] for line in play.screen.splitlines()[1:]]


async def after(*keys):
    """Where the cursor is after these keys, and whether its row is seen."""
    ledger = ledger_of(Asked())
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(1000))
        await play.rests()
        ledger.focus()
        await play.press(*keys)
        assert f"row {ledger.cursor}" in seen(play)
        return ledger.cursor


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["down"], 1),
        (["j", "j", "k"], 1),
        (["up"], 0),
        (["end"], 999),
        (["G", "down"], 999),
        (["G", "g"], 0),
        (["pagedown"], PAGE - 1),
        (["space", "space", "pageup"], PAGE - 1),
        (["down"] * 15, 15),
        ([*["down"] * 15, *["up"] * 12], 3),
        (["end", "pageup"], 999 - (PAGE - 1)),
    ],
)
async def test_a_key_moves_and_the_row_is_in_sight(keys, row):
    assert await after(*keys) == row


async def test_an_empty_list_takes_every_key_quietly():
    ledger = ledger_of(Asked())
    async with staged(ledger, ColumnList.Opened, size=(40, HEIGHT)) as play:
        ledger.focus()
        await play.press("down", "end", "pagedown", "enter", "up")
        await play.pilot.click(ledger, offset=(3, 3))
        assert play.said == []


async def test_enter_opens_the_row_under_the_cursor():
    ledger = ledger_of(Asked())
    async with staged(ledger, ColumnList.Opened, size=(40, HEIGHT)) as play:
        ledger.show(range(50))
        await play.rests()
        ledger.focus()
        await play.press("pagedown", "down", "enter")
        assert [each.index for each in play.said] == [PAGE]


async def test_a_click_opens_its_row_also_when_scrolled():
    ledger = ledger_of(Asked())
    async with staged(ledger, ColumnList.Opened, size=(40, HEIGHT)) as play:
        ledger.show(range(50))
        await play.rests()
        ledger.focus()
        await play.press("end")
        await play.pilot.click(ledger, offset=(3, 2))
        await play.rests()
        assert [each.index for each in play.said] == [50 - PAGE + 1]


async def test_a_click_below_the_last_row_opens_nothing():
    ledger = ledger_of(Asked())
    async with staged(ledger, ColumnList.Opened, size=(40, HEIGHT)) as play:
        ledger.show(range(3))
        await play.pilot.click(ledger, offset=(3, 6))
        await play.rests()
        assert play.said == []


async def test_only_lines_that_are_seen_are_made():
    asked = Asked()
    ledger = ledger_of(asked)
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(100_000))
        await play.rests()
        ledger.focus()
        await play.press("down", "end")
        assert len(set(asked.rows)) <= 3 * HEIGHT
        assert max(asked.rows) == 99_999


async def test_a_step_draws_the_two_rows_that_changed():
    asked = Asked()
    ledger = ledger_of(asked)
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(100))
        await play.rests()
        ledger.focus()
        await play.press("down")
        asked.rows.clear()
        await play.press("down")
        assert set(asked.rows) <= {1, 2}
        assert " › row 2" in play.screen.splitlines()


async def test_scrolling_by_one_row_makes_one_row():
    asked = Asked()
    ledger = ledger_of(asked)
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(100))
        await play.rests()
        ledger.focus()
        await play.press(*["down"] * (PAGE + 2))
        asked.rows.clear()
        await play.press("down")
        assert set(asked.rows) <= {PAGE + 2, PAGE + 3}


async def test_new_rows_are_shown_from_their_top():
    ledger = ledger_of(Asked())
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(100))
        await play.rests()
        ledger.focus()
        await play.press("end")
        ledger.show(range(200, 205))
        await play.rests()
        assert ledger.cursor == 0
        assert seen(play)[:5] == [f"row {row}" for row in range(200, 205)]


async def test_a_row_too_long_is_cut_and_one_of_any_script_stands_as_it_is():
    ledger = ledger_of(lambda row: Content(str(row)))
    async with staged(ledger, size=(30, HEIGHT)) as play:
        ledger.show(["x" * 100, "漢字" * 40, STRANGE[:24], "[b]bold[/b]"])
        await play.rests()
        first, second, third, fourth = seen(play)[:4]
        assert first.endswith("…")
        assert len(first) <= 30
        assert second.endswith("…")
        assert "[b]Ada[/b]" in third
        assert fourth == "[b]bold[/b]"


async def test_the_cursor_stays_in_sight_when_the_window_shrinks():
    ledger = ledger_of(Asked())
    async with staged(ledger, size=(40, 20)) as play:
        ledger.show(range(100))
        await play.rests()
        ledger.focus()
        await play.press("pagedown")
        await play.pilot.resize_terminal(40, 8)
        await play.rests()
        await play.press("up")
        assert f"row {ledger.cursor}" in seen(play)


async def test_the_cursor_may_be_put_on_a_row_far_down_and_is_seen():
    ledger = ledger_of(Asked())
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(100), cursor=57)
        await play.rests()
        assert "row 57" in seen(play)
        assert [line for line in play.screen.splitlines() if "›" in line] == [" › row 57"]


async def test_heads_stay_when_the_list_is_scrolled():
    ledger = ledger_of(Asked())
    async with staged(ledger, size=(40, HEIGHT)) as play:
        ledger.show(range(100))
        await play.rests()
        ledger.focus()
        await play.press("end")
        assert play.screen.splitlines()[0].strip() == "Row"


async def test_a_click_on_a_head_names_its_column_and_opens_nothing():
    ledger = ColumnList(
        [
            Column(id="day", title="Day", cell=lambda row: Content(f"d{row}"), width=8),
            Column(id="who", title="Who", cell=lambda row: Content(f"w{row}"), width=10, grow=1),
            Column(id="note", title="Note", cell=lambda row: Content("n"), width=6, sorts=False),
        ]
    )
    async with staged(ledger, ColumnList.HeadPicked, ColumnList.Opened, size=(60, HEIGHT)) as play:
        ledger.show(range(9), sorted_by=Order("day", falling=True))
        await play.rests()
        heads = play.screen.splitlines()[0]
        assert "Day ▾" in heads
        for head in ("Day", "Who", "Note"):
            await play.pilot.click(ledger, offset=(heads.index(head), 0))
        await play.rests()
        assert [type(each).__name__ for each in play.said] == ["HeadPicked", "HeadPicked"]
        assert [each.column for each in play.said] == ["day", "who"]


async def test_a_column_shows_only_where_there_is_room_for_it():
    ledger = ColumnList(
        [
            Column(id="who", title="Who", cell=lambda row: Content(f"w{row}"), width=10, grow=1),
            Column(id="how", title="How", cell=lambda row: Content("h"), width=5, least=50),
        ]
    )
    async with staged(ledger, size=(60, HEIGHT)) as play:
        ledger.show(range(3))
        await play.rests()
        assert "How" in play.screen
        await play.pilot.resize_terminal(44, HEIGHT)
        await play.rests()
        assert "How" not in play.screen
        assert "w2" in play.screen
