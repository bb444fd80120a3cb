"""Reading marks outlive the program, and no window loses another's."""

import json
import stat

import pytest

from coach.guides.reading import MarksError, Reading
from coach.platform.reading_marks import MarksFile


@pytest.fixture
def marks(tmp_path) -> MarksFile:
    return MarksFile(tmp_path / "data" / "marks.json")


def test_without_a_file_nothing_is_marked_and_none_is_made(marks):
    assert marks.now() == Reading()
    assert not marks.path.exists()


def test_marks_are_remembered(marks):
    marks.mark_read("short-no")
    marks.bookmark("good-nudge", True)
    again = MarksFile(marks.path).now()
    assert again == Reading(read=frozenset({"short-no"}), bookmarks=("good-nudge",))


def test_a_bookmark_can_be_taken_off_and_the_newest_is_last(marks):
    for slug in ("a", "b", "a"):
        marks.bookmark(slug, True)
    assert marks.now().bookmarks == ("b", "a")
    assert marks.bookmark("b", False).bookmarks == ("a",)


def test_two_windows_keep_each_others_marks(marks):
    other = MarksFile(marks.path)
    marks.bookmark("a", True)
    other.bookmark("b", True)
    assert marks.mark_read("c").bookmarks == ("a", "b")


def test_the_file_is_for_its_owner_alone(marks):
    marks.mark_read("a")
    assert stat.S_IMODE(marks.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(marks.path.parent.stat().st_mode) == 0o700
    assert [each.name for each in marks.path.parent.iterdir()] == ["marks.json"]


@pytest.mark.parametrize("damaged", ["{", "[]", '{"read": 3}', '{"bookmarks": [1]}', "\x00"])
def test_a_damaged_file_reads_as_nothing_marked_and_is_put_aside_not_lost(marks, damaged):
    marks.path.parent.mkdir()
    marks.path.write_text(damaged)
    assert marks.now() == Reading()
    marks.mark_read("a")
    assert marks.now().read == {"a"}
    assert marks.path.with_name("marks.json.damaged").read_text() == damaged


def test_a_mark_that_is_there_already_writes_nothing(marks):
    marks.mark_read("a")
    before = marks.path.stat().st_mtime_ns, marks.path.stat().st_ino
    marks.mark_read("a")
    assert (marks.path.stat().st_mtime_ns, marks.path.stat().st_ino) == before


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MarksError, match="couldn't be saved"):
        MarksFile(tmp_path / "file" / "marks.json").mark_read("a")


def test_names_in_any_script_come_back(marks):
    marks.bookmark("größe-日本-[b]", True)
    assert marks.now().bookmarks == ("größe-日本-[b]",)
    assert json.loads(marks.path.read_text(encoding="utf-8"))["bookmarks"]
