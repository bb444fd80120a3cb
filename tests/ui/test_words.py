"""The editor for prose: findings are underlined where they stand, and no word is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.review.checks import Issue
from coach.ui.widgets.draft_editor import DraftEditor, _rows
from coach.vocabulary import Severity
from tests.ui.stage import STRANGE, staged

TEXT = "Sorry to bother you.\n\nJust checking in,\nas I said.\n"


def finding(text, found, severity=Severity.FIX):
    start = text.index(found)
    return Issue(
        rule="r",
        fault="f",
        severity=severity,
        start=start,
        end=start + len(found),
        text=found,
        message="m",
        why="w",
        suggest=None,
    )


def underlined(words):
    """What is underlined, row by row."""
    found = []
    for row in range(words.document.line_count):
        line = words.get_line(row)
        found += [
            (row, line.plain[span.start : span.end])
            for span in line.spans
            if getattr(span.style, "underline", False)
        ]
    return found


@pytest.mark.parametrize("severity", list(Severity))
async def test_a_finding_is_underlined_where_it_stands(severity):
    words = DraftEditor(TEXT)
    async with staged(words):
        words.mark([finding(TEXT, "checking in", severity)])
        assert underlined(words) == [(2, "checking in")]


async def test_a_finding_over_two_lines_is_underlined_on_both():
    words = DraftEditor(TEXT)
    async with staged(words):
        words.mark([finding(TEXT, "in,\nas I")])
        assert underlined(words) == [(2, "in,"), (3, "as I")]


async def test_marks_are_replaced_by_the_next_ones():
    words = DraftEditor(TEXT)
    async with staged(words):
        words.mark([finding(TEXT, "Sorry")])
        words.mark([finding(TEXT, "said")])
        assert underlined(words) == [(3, "said")]
        words.mark([])
        assert underlined(words) == []


async def test_marking_changes_no_word():
    words = DraftEditor(STRANGE)
    async with staged(words):
        words.mark([finding(STRANGE, "漢字 שלום")])
        assert words.text == STRANGE
        assert underlined(words) == [(0, "漢字 שלום")]


async def test_any_script_is_typed_and_pasted_as_it_is():
    words = DraftEditor()
    async with staged(words) as play:
        words.focus()
        await play.type("[b] 漢 ü")
        assert words.text == "[b] 漢 ü"


async def test_tab_leaves_the_editor_and_writes_nothing():
    words = DraftEditor("one")
    async with staged(words) as play:
        words.focus()
        await play.press("tab")
        assert words.text == "one"


TEXTS = st.text(alphabet="ab漢 \n\u200b", max_size=40)


@given(text=TEXTS, ends=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_a_span_cut_into_rows_is_the_same_characters(text, ends):
    begin, end = sorted(min(each, len(text)) for each in ends)
    lines = text.split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    cut = [lines[row][first:last] for row, first, last in _rows(starts, begin, end)]
    assert "".join(cut) == text[begin:end].replace("\n", "")


@given(text=TEXTS, index=st.integers(0, 40))
def test_a_place_is_found_again(text, index):
    words = DraftEditor(text)
    index = min(index, len(text))
    row, column = words.location_of(index)
    assert words.index_of((row, column)) == index
    assert text.split("\n")[row][:column] == text[index - column : index]
