"""The page of texts is true, and no text is so general that it shows in more than a third."""

import re
import shutil

import pytest

from coach.vocabulary import Situation
from tests.sweep import over
from tools.advice_texts_page import MADE_FROM, PAGE, ROOT, page, stamp

MAKE_IT = "run python -m tools.advice_texts_page"


def parts() -> tuple[str, str]:
    """The text of the page, and the stamp in its last line."""
    text, mark, rest = PAGE.read_text(encoding="utf-8").rpartition("<!-- ")
    return text, mark + rest


def test_the_page_was_made_from_the_tables_and_the_code_as_they_are():
    text, stamped = parts()
    assert stamped == stamp(text), MAKE_IT


@pytest.mark.slow
def test_made_anew_the_page_says_the_same():
    assert parts()[0] == page(), MAKE_IT


def test_the_page_shows_texts_of_every_situation():
    text, _ = parts()
    for situation in Situation:
        assert re.search(
            rf"^## .*`{situation.value}`, [1-9][\d,]* rec.*\n(.*\n){{3}}\| \d", text, re.M
        )


def test_no_text_shows_in_more_than_a_third_of_the_recommendations():
    shown = re.findall(r"^\| (\d+\.\d)% \| (.*) \|$", parts()[0], re.M)
    assert shown
    assert [text for share, text in shown if float(share) > 33.3] == []


@pytest.fixture(scope="module")
def a_copy(tmp_path_factory):
    """All that the page is made from, to change."""
    root = tmp_path_factory.mktemp("copy")
    for each in (file for pattern in MADE_FROM for file in ROOT.glob(pattern)):
        copied = root / each.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(each, copied)
    return root


@over("pattern", MADE_FROM)
def test_a_change_of_a_table_or_of_the_code_is_noticed(a_copy, pattern):
    before = stamp("", a_copy)
    file = next(a_copy.glob(pattern))
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert stamp("", a_copy) != before


def test_a_change_of_the_page_by_hand_is_noticed():
    assert stamp("28.2%") != stamp("28.3%")


def test_where_lines_end_in_another_way_the_stamp_is_the_same(a_copy):
    before = stamp("", a_copy)
    for each in a_copy.rglob("*.toml"):
        each.write_bytes(each.read_bytes().replace(b"\n", b"\r\n"))
    assert stamp("", a_copy) == before
