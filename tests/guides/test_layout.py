"""Blocks become lines that fit, keep every word, and know their place."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.guides.layout import ASCII_SIGNS, lay_out
from coach.guides.page import WIDEST
from coach.guides.prose import (
    Align,
    Code,
    Heading,
    HorizontalRule,
    Item,
    Listing,
    Look,
    Paragraph,
    ProseTable,
    Quote,
    QuoteKind,
    Run,
)
from coach.guides.wrapping import cells

TEXTS = st.text(
    st.sampled_from("abc de[]/*_\\\n\t\x1b\u200b\u202e漢字かな🙂e\u0301\u00a0ßéا"), max_size=200
)


def para(text: str, **more: str) -> Paragraph:
    return Paragraph(runs=(Run(text),), **more)


def lines(*blocks, width: int = 40, **more) -> list[str]:
    return [line.text for line in lay_out(blocks, width, **more).lines]


def whole(page) -> str:
    return page.copied((0, 0), (len(page.lines), 10_000))


def test_text_wraps_at_spaces():
    text = "one two three four five six"
    assert lines(para(text), width=14) == ["one two three", "four five six"]


def test_an_address_breaks_after_a_slash_rather_than_within_a_word():
    text = "example.org/some/long/path"
    assert lines(para(text), width=18) == ["example.org/some/", "long/path"]


def test_a_word_longer_than_the_line_is_cut_rather_than_lost():
    page = lay_out((para("x" * 100),), 30)
    assert [len(line.text) for line in page.lines] == [30, 30, 30, 10]
    assert whole(page) == "x" * 100


def test_wide_characters_take_two_cells():
    assert lines(para("漢字" * 10), width=20) == ["漢字" * 5, "漢字" * 5]


def test_no_line_is_ever_wider_than_seventy_six_cells():
    page = lay_out((para("word " * 100),), 400)
    assert max(cells(line.text) for line in page.lines) <= WIDEST


@given(TEXTS, st.integers(12, 80))
@example("[[[[[\u0301\u0301かかか\u0301", 12)  # as many cells as characters, none of them one each
def test_every_line_fits_whatever_the_text(text, width):
    blocks = (para(text), Quote(blocks=(para(text),)), Code(text=text))
    page = lay_out(blocks, width)
    assert all(cells(line.text) <= width for line in page.lines)


@given(TEXTS)
def test_no_control_character_reaches_the_terminal(text):
    page = lay_out((para(text), Code(text=text)), 40)
    assert not any(
        ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in page.lines for char in line.text
    )


PIECES = st.sampled_from(["word", "[b]", "漢字", "x" * 60, "🙂", "مرحبا"])


@given(st.lists(PIECES, min_size=1), st.integers(12, 76))
def test_copying_everything_gives_back_the_text_unwrapped(words, width):
    text = " ".join(words)
    assert whole(lay_out((Quote(blocks=(para(text),)),), width)) == text


WIDTHS = st.integers(12, 76)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=60), WIDTHS, WIDTHS)
def test_a_place_means_the_same_words_at_any_width(lengths, width, other):
    blocks = (para("head"), para(" ".join("x" * length for length in lengths)), para("end"))
    page, wider = lay_out(blocks, width), lay_out(blocks, other)
    for number, line in enumerate(page.lines):
        there = wider.line_of(page.place_of(number))
        assert wider.lines[there].at <= line.at
        assert there + 1 == len(wider.lines) or wider.lines[there + 1].at > line.at


@given(TEXTS, WIDTHS)
def test_every_line_is_found_again_by_its_place(text, width):
    cells = table(("a", "b"), (text.replace("\n", " "), "x" * 30), (text.replace("\n", " "), "y"))
    heading = Heading(level=2, runs=(Run("Title"),), anchor="title")
    blocks = (para(text or "x"), heading, cells, HorizontalRule(), Code(text=text), para("end"))
    page = lay_out(blocks, width)
    assert [page.line_of(page.place_of(n)) for n in range(len(page.lines))] == [
        *range(len(page.lines))
    ]


def test_a_heading_has_air_above_and_is_a_place_to_go_to():
    blocks = (para("before"), Heading(level=2, runs=(Run("Next"),), anchor="next"), para("after"))
    page = lay_out(blocks, 40)
    assert [line.text for line in page.lines] == ["before", "", "", "Next", "", "after"]
    assert page.anchors["next"] == 3
    assert [section.title for section in page.contents] == ["Next"]


def test_nested_lists_have_signs_of_their_own_and_hang():
    inner = Listing(items=(Item(blocks=(para("inner"),)),))
    outer = Listing(
        items=(Item(blocks=(para("a long outer item"), inner)), Item(blocks=(para("b"),)))
    )
    assert lines(outer, width=12) == ["• a long", "  outer item", "  ◦ inner", "• b"]


def test_numbers_line_up_and_tasks_show_whether_they_are_done():
    numbered = Listing(first=9, items=tuple(Item(blocks=(para(each),)) for each in "ab"))
    assert lines(numbered) == [" 9. a", "10. b"]
    tasks = Listing(
        items=(Item(blocks=(para("a"),), done=True), Item(blocks=(para("b"),), done=False))
    )
    assert lines(tasks) == ["☑ a", "☐ b"]
    assert lines(tasks, signs=ASCII_SIGNS) == ["[x] a", "[ ] b"]


def test_a_quote_has_a_bar_on_every_line_and_its_name_above():
    quote = Quote(blocks=(para("one two"), para("three")), kind=QuoteKind.EXAMPLE, title="Example")
    assert lines(quote, width=12) == ["▎ Example", "▎ one two", "▎ ", "▎ three"]


def test_a_bad_example_is_told_apart_by_more_than_its_name():
    page = lay_out((Quote(blocks=(para("x"),), kind=QuoteKind.BAD, title="Not like this"),), 40)
    assert Look.WARNING in page.lines[0].spans[0].looks


def test_what_is_copied_from_a_quote_or_a_list_has_no_signs():
    listing = Listing(items=(Item(blocks=(para("item"),)),))
    assert whole(lay_out((Quote(blocks=(para("words to send"),)), listing), 12)) == (
        "words to send\n\nitem"
    )


def table(*rows: tuple[str, ...], align: tuple[Align, ...] = ()) -> ProseTable:
    cells = tuple(tuple((Run(text),) for text in row) for row in rows)
    columns = align or (Align.LEFT,) * len(rows[0])
    return ProseTable(head=cells[0], rows=cells[1:], align=columns)


def test_a_table_that_fits_stands_in_columns():
    set_out = lines(table(("When", "Do"), ("day 1", "ask"), ("day 10", "call")))
    assert set_out == ["When    Do", "──────  ────", "day 1   ask", "day 10  call"]


def test_columns_are_aligned_as_the_writer_said():
    sums = table(("Item", "Sum"), ("a", "1"), ("b", "100"), align=(Align.CENTER, Align.RIGHT))
    assert lines(sums)[2:] == [" a      1", " b    100"]


def test_cells_too_wide_wrap_within_their_column():
    wide = table(("When", "Do"), ("on the first day", "ask whether it arrived"), ("later", "call"))
    assert lines(wide, width=26) == [
        "When          Do",
        "────────────  ────────────",
        "on the first  ask whether",
        "day           it arrived",
        "",
        "later         call",
    ]


def test_a_table_without_room_is_told_row_by_row():
    narrow = table(("When", "What", "Who"), ("on the first day", "ask politely", "the manager"))
    assert lines(narrow, width=20) == [
        "When: on the first",
        "day",
        "What: ask politely",
        "Who: the manager",
    ]


def test_code_keeps_its_spaces_and_fills_a_panel():
    page = lay_out((Code(text="a  b\n\n  c"),), 20)
    assert [line.text for line in page.lines] == [" a  b".ljust(20), " " * 20, "   c".ljust(20)]
    assert all(Look.CODE in span.looks for line in page.lines for span in line.spans)


def test_links_are_numbered_across_looks_and_lines():
    runs = (
        Run("see ", frozenset()),
        Run("one ", frozenset({Look.LINK}), "a"),
        Run("link", frozenset({Look.LINK, Look.STRONG}), "a"),
        Run(" and "),
        Run("another", frozenset({Look.LINK}), "b"),
    )
    page = lay_out((Paragraph(runs=runs),), 12)
    assert [(link.text, link.href) for link in page.links] == [("one link", "a"), ("another", "b")]
    assert {span.link for line in page.lines for span in line.spans} == {-1, 0, 1}


def test_words_are_found_across_the_end_of_a_line():
    page = lay_out((para("they will never circle back to you"),), 22)
    (hit,) = page.find("CIRCLE  back")
    assert [page.lines[each.line].text[each.start : each.end] for each in hit] == ["circle", "back"]


def test_a_find_behind_a_bar_marks_the_words_and_not_the_bar():
    page = lay_out((Quote(blocks=(para("no thanks"),)),), 40)
    (hit,) = page.find("no")
    assert (hit[0].start, hit[0].end) == (2, 4)


@pytest.mark.parametrize("wanted", ["", "   ", "absent", "(", "[a-z]"])
def test_nothing_is_found_where_nothing_stands(wanted):
    assert lay_out((para("some words"),), 40).find(wanted) == ()


def test_a_rule_is_a_line():
    assert lines(para("a"), HorizontalRule(), width=20)[2] == "─" * 20


def test_every_line_belongs_to_the_section_above_it():
    one = Heading(level=2, runs=(Run("One"),), anchor="one")
    deeper = Heading(level=3, runs=(Run("Deeper"),), anchor="deeper")
    page = lay_out((para("lead"), one, para("x"), deeper, para("y")), 40)
    told = [page.section_at(number) for number in range(len(page.lines))]
    assert told == [""] * 3 + ["one"] * 4 + ["deeper"] * 3
    for section in ("", "one", "deeper"):
        assert {told[number] for number in page.lines_of(section)} == {section}
