"""TinyDB over SQLite: its public calls do what TinyDB's do, durably, and for several windows."""

import contextlib
import os
import sqlite3
import stat

import pytest
from tinydb import where

from coach.errors import JournalError
from coach.store import database
from coach.store.database import SqliteStorage
from coach.store.row_tables import Database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "life" / "journal.db"


@pytest.fixture
def window(path):
    """Another window on the same file."""
    opened = []

    def start():
        opened.append(Database(SqliteStorage(path)))
        return opened[-1]

    yield start
    for each in opened:
        with contextlib.suppress(JournalError):
            each.close()


@pytest.fixture
def people(window):
    table = window().table("people")
    table.insert_multiple(
        [
            {"id": "a", "name": "Ana", "at": 1.0, "who": "ana", "due": ""},
            {"id": "b", "name": "Ben", "at": 3.0, "who": "ben", "due": "2026-12-01"},
            {"id": "c", "name": "Cleo", "at": 2.0, "who": "cleo", "due": "2026-11-01"},
        ]
    )
    return table


def ids(documents):
    return [each["id"] for each in documents]


QUERIES = [
    (where("id") == "b", ["b"]),
    (where("name") == "Ben", ["b"]),
    (where("due") >= "2026-11-15", ["b"]),
    ((where("due") >= "2026-10-01") & (where("who") == "cleo"), ["c"]),
    ((where("who") == "ana") | (where("name") == "Ben"), ["b", "a"]),
    (where("who").one_of(["ana", "cleo"]), ["c", "a"]),
    (~(where("who") == "ana"), ["b", "c"]),
    (where("name").test(str.startswith, "C"), ["c"]),
    (where("nothing") == 1, []),
]


@pytest.mark.parametrize(("query", "found"), QUERIES, ids=range(len(QUERIES)))
def test_a_query_finds_the_same_whether_columns_or_documents_answer_it(people, query, found):
    assert ids(people.search(query)) == found
    assert [each["id"] for each in people if query(each)] == found
    assert people.contains(query) is bool(found)
    assert people.count(query) == len(found)


def test_documents_come_with_the_latest_first_and_are_the_callers_own(people):
    assert ids(people) == ids(people.all()) == ["b", "c", "a"]
    people.all()[0]["name"] = "changed"
    assert people.get(where("id") == "b")["name"] == "Ben"
    assert people.get(doc_id=1)["name"] == "Ana"
    assert people.get(doc_id=9) is None
    assert ids(people.get(doc_ids=[1, 3])) == ["c", "a"]


def test_documents_are_updated_inserted_and_removed_as_in_tinydb(people, window):
    assert people.update({"name": "Anna"}, where("who") == "ana") == [1]
    assert people.upsert({"id": "d", "name": "Dan", "at": 9.0}, where("id") == "d") == [4]
    assert people.upsert({"id": "d", "name": "Don", "at": 9.0}, where("id") == "d") == [4]
    people.update(lambda document: document.update(name="Bo"), where("id") == "b")
    assert people.remove(where("id") == "c") == [3]
    again = window().table("people")
    assert [each["name"] for each in again] == ["Don", "Bo", "Anna"]
    again.truncate()
    assert len(people) == 0


def test_the_whole_can_be_read_and_replaced_as_tinydb_does(people, window):
    db = window()
    everything = db.storage.read()
    assert everything["people"]["2"]["name"] == "Ben"
    db.drop_tables()
    assert len(people) == 0
    db.storage.write(everything)
    assert ids(people) == ["b", "c", "a"]


def test_two_documents_with_one_id_are_refused(people):
    with pytest.raises(JournalError):
        people.insert({"id": "a"})
    assert len(people) == 3


def test_writes_in_one_transaction_are_saved_all_or_none(people, window):
    def fail():
        with people._file.together():
            people.insert({"id": "d"})
            people.remove(where("id") == "a")
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        fail()
    assert ids(window().table("people")) == ids(people) == ["b", "c", "a"]


def test_a_save_is_one_transaction_with_one_sync(people):
    with contextlib.closing(sqlite3.connect(people._file.path)) as other:
        before = other.execute("pragma data_version").fetchone()
        with people._file.together():
            people.insert({"id": "d"})
            people.update({"name": "x"}, where("id") == "d")
            assert other.execute("pragma data_version").fetchone() == before
            assert other.execute("select count(*) from people").fetchone() == (3,)
        assert other.execute("select count(*) from people").fetchone() == (4,)
    assert people._file._connection.execute("pragma synchronous").fetchone() == (2,)


def test_only_the_owner_can_read_the_file_and_every_folder_that_was_made(path, tmp_path):
    before = os.umask(0)
    try:
        deep = tmp_path / "x" / "y" / "journal.db"
        db = Database(SqliteStorage(deep))
        db.table("people").insert({"id": "a"})
        files = [*deep.parent.iterdir()]
        assert len(files) == 3
        assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
        folders = (deep.parent, deep.parent.parent)
        assert {stat.S_IMODE(each.stat().st_mode) for each in folders} == {0o700}
        db.close()
    finally:
        os.umask(before)


def test_a_file_that_others_could_read_is_closed_to_them(people, path, window):
    path.chmod(0o644)
    window()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_journal_that_is_busy_too_long_says_so(people, path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    late = Database(SqliteStorage(path)).table("people")
    with people._file.together(), pytest.raises(JournalError, match="Another window has been busy"):
        late.insert({"id": "z"})
    late.insert({"id": "z"})
    late._file.close()


def test_a_journal_that_was_moved_or_replaced_is_not_written_to_any_more(people, path):
    path.rename(path.with_name("moved.db"))
    with pytest.raises(JournalError, match="moved or replaced"):
        people.insert({"id": "z"})
    path.write_bytes(b"")
    with pytest.raises(JournalError, match="moved or replaced"):
        people.insert({"id": "z"})


def test_a_removed_document_leaves_no_word_on_the_disk(people, path):
    people.insert({"id": "z", "name": "a zebra word" * 400})
    people._file.clear_traces()
    assert b"a zebra word" in path.read_bytes()
    people.update({"name": "Zoe"}, where("id") == "z")
    people._file.clear_traces()
    assert all(b"a zebra word" not in each.read_bytes() for each in path.parent.iterdir())


def test_a_copy_is_one_file_with_all_that_was_saved(people, tmp_path):
    people.insert({"id": "z", "name": "in the write-ahead log"})
    copy = tmp_path / "copy.db"
    people._file.copy_to(copy)
    with contextlib.closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("select count(*) from people").fetchone() == (4,)
        assert plain.execute("pragma journal_mode").fetchone() == ("delete",)


def test_a_full_disk_refuses_the_save_and_keeps_all_before_it(window, path):
    """As SQLite says it: a limit on the pages of the file."""
    people = window().table("people")
    connection = people._file._connection
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count={pages + 10}")
    saved = []

    def save_on():
        for number in range(1000):
            people.insert({"id": f"{number}", "body": "word " * 2000})
            saved.append(f"{number}")

    with pytest.raises(JournalError, match="Everything saved before is safe"):
        save_on()
    assert saved
    assert sorted(ids(window().table("people"))) == sorted(saved)
