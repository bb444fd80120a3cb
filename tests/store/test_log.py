"""The log under TinyDB: everything TinyDB does works on it, and nothing is lost or made up."""

import contextlib
import errno
import json
import os
import stat

import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete, increment

from coach.problems import JournalError
from coach.store import journal_log as logs
from coach.store import log_lines, private_files
from coach.store.journal_log import Log
from coach.store.lazy_document import Database, Kept, Row
from coach.store.log_reading import DamagedError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "log.jsonl"


@pytest.fixture
def open_log(path):
    """Open a database on the log; all are closed at the end."""
    opened = []

    def again(**options):
        opened.append(TinyDB(path, storage=Log, **options))
        return opened[-1]

    yield again
    for database in opened:
        database.close()


def contents(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# -- what TinyDB promises ---------------------------------------------------------------


def test_what_was_inserted_is_there_after_opening_again(open_log):
    open_log().insert({"name": "Ana", "nested": {"list": [1, 2, {"x": None}]}})
    assert open_log().all() == [{"name": "Ana", "nested": {"list": [1, 2, {"x": None}]}}]


def test_a_document_updated_in_place_is_saved(open_log):
    database = open_log()
    database.insert_multiple([{"n": 1, "old": True}, {"n": 2}])
    database.update({"seen": True}, where("n") == 1)
    database.update(increment("n"), where("seen") == True)  # noqa: E712
    database.update(delete("old"), where("seen") == True)  # noqa: E712
    assert open_log().all() == [{"n": 2, "seen": True}, {"n": 2}]


def test_an_upsert_inserts_once_and_updates_afterwards(open_log):
    database = open_log()
    database.upsert({"id": "a", "n": 1}, where("id") == "a")
    database.upsert({"id": "a", "n": 2}, where("id") == "a")
    assert open_log().all() == [{"id": "a", "n": 2}]


def test_removed_documents_stay_away_and_their_numbers_are_not_given_again(open_log):
    database = open_log()
    database.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    database.remove(where("n") == 2)
    again = open_log()
    assert [document["n"] for document in again] == [1, 3]
    assert again.insert({"n": 4}) == 4


def test_dropped_tables_and_truncated_ones_are_empty(open_log):
    database = open_log()
    database.table("a").insert({"n": 1})
    database.table("b").insert({"n": 1})
    database.drop_table("a")
    database.table("b").truncate()
    again = open_log()
    assert len(again.table("a")) == len(again.table("b")) == 0
    again.table("c").insert({"n": 1})
    again.drop_tables()
    assert len(open_log().table("c")) == 0


def test_changing_an_answer_does_not_change_the_journal(open_log):
    database = open_log()
    database.insert({"list": [1]})
    database.all()[0]["list"].append(2)
    database.get(where("list").exists())["list"].append(3)
    assert database.all() == [{"list": [1]}]
    database.insert({"list": []})
    assert open_log().all() == [{"list": [1]}, {"list": []}]


def test_a_table_can_be_changed_while_somebody_walks_through_it(open_log):
    database = open_log()
    database.insert_multiple([{"n": n} for n in range(5)])
    seen = []
    for document in database:
        seen.append(document["n"])
        database.insert({"n": 100 + document["n"]})
    assert seen == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), ("a",), {1: 2}])
def test_what_json_would_change_is_refused(open_log, value):
    database = open_log()
    with pytest.raises(ValueError, match="would not come back"):
        database.insert({"value": value})
    assert open_log().all() == []


def test_ids_may_be_text(path):
    with Database(path, storage=Log) as database:
        database.table("walks").put([Row({"n": 1}, 'a "quoted" ✓ id')])
        database.table("walks").put([Row({"n": 2}, 'a "quoted" ✓ id')])
    with Database(path, storage=Log) as database:
        assert database.table("walks").by_id('a "quoted" ✓ id') == {"n": 2}
        assert len(database.table("walks")) == 1


# -- the file ---------------------------------------------------------------------------


def test_the_file_is_json_lines_and_the_first_names_format_and_version(open_log, path):
    open_log(schema=7).insert({"text": "Grüße\n"})
    head, line = contents(path)
    assert (head["format"], head["version"], head["schema"]) == (log_lines.FORMAT, 1, 7)
    assert line["put"] == {"_default": {"1": {"text": "Grüße\n"}}}


def test_only_the_owner_can_read_the_file_and_its_folder(open_log, path):
    open_log()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.with_suffix(".lock").stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(open_log, path):
    open_log().close()
    path.chmod(0o644)
    open_log()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_without_a_change_writes_nothing(open_log, path):
    database = open_log()
    database.insert({"n": 1})
    size = path.stat().st_size
    database.remove(where("n") == 5)
    database.update({"n": 1}, where("n") == 5)
    assert path.stat().st_size == size


def test_bulky_documents_stay_in_the_file_and_come_before_what_points_to_them(path):
    with Database(path, storage=Log, bulky=("details",)) as database:
        with database.storage.together():
            database.table("decisions").put([Row({"short": 1}, "d")])
            database.table("details").put([Row({"long": "text"}, "d")])
        database.table("details").put([Row({"long": "other"}, 'e" :')])
        database.table("details").without("d")
        assert database.table("details").by_id('e" :') == {"long": "other"}
    tables = [next(iter(each["put"])) for each in contents(path)[1:]]
    assert tables[:2] == ["details", "decisions"]
    with Database(path, storage=Log, bulky=("details",)) as database:
        assert database.table("details").by_id('e" :') == {"long": "other"}
        assert database.table("details").by_id("d") is None
        assert len(database.table("details")) == 1


def test_an_acknowledged_write_has_reached_the_disk(open_log, path, monkeypatch):
    database = open_log()
    synced = []

    def sync(fd, really=private_files.sync):
        really(fd)
        synced.append(os.fstat(fd).st_size)

    monkeypatch.setattr(private_files, "sync", sync)
    database.insert({"n": 1})
    assert synced == [path.stat().st_size]


# -- transactions -----------------------------------------------------------------------


def test_writes_in_one_transaction_are_saved_all_or_none(open_log):
    database = open_log()
    database.table("a").insert({"n": 1})
    with contextlib.suppress(RuntimeError), database.storage.together():
        database.table("a").insert({"n": 2})
        database.table("b").insert({"n": 3})
        assert len(database.table("a")) == 2
        raise RuntimeError
    assert len(database.table("a")) == 1
    assert len(database.table("b")) == 0
    assert len(open_log().table("a")) == 1


def test_a_transaction_is_one_append_and_one_sync(open_log, path, monkeypatch):
    database = open_log()
    syncs = []
    monkeypatch.setattr(private_files, "sync", syncs.append)
    with database.storage.together():
        database.table("a").insert({"n": 2})
        with database.storage.together():
            database.table("b").insert({"n": 3})
    assert len(syncs) == 1
    assert len(contents(path)) == 2


# -- two windows ------------------------------------------------------------------------


def test_two_windows_see_each_other_and_lose_nothing(open_log):
    one, other = open_log(), open_log()
    one.insert({"from": "one"})
    other.insert({"from": "other"})
    assert [each["from"] for each in one] == ["one", "other"]
    assert one.all() == other.all() == open_log().all()


def test_a_window_follows_when_another_one_compacts(open_log):
    one, other = open_log(), open_log()
    one.insert({"n": 0})
    for number in range(5):
        one.update({"n": number})
        other.storage.compact()
    one.insert({"n": 10})
    assert [each["n"] for each in other] == [4, 10]


def test_a_plain_write_after_another_window_compacted_changes_only_its_own(open_log):
    """Found by the crash harness: the stale copies of a bare write were all written back."""
    one, other = open_log(), open_log()
    one.insert_multiple([{"n": 1}, {"n": 2}])
    read = one.storage.read()
    other.update({"n": 20}, where("n") == 2)
    other.insert({"n": 3})
    other.storage.compact()
    read["_default"] = {key: doc for key, doc in read["_default"].items() if key != "1"}
    one.storage.write(read)
    assert [each["n"] for each in open_log()] == [20, 3]


def test_a_journal_that_is_busy_too_long_says_so(open_log, path, monkeypatch):
    database = open_log()
    monkeypatch.setattr(logs, "LOCK_SECONDS", 0.05)
    other = open_log()
    with database.storage.together(), pytest.raises(JournalError, match="Another window"):
        other.insert({"n": 1})


def test_a_journal_that_was_moved_away_is_not_written_to_any_more(open_log, path):
    database = open_log()
    database.insert({"n": 1})
    path.rename(path.with_name("moved"))
    with pytest.raises(JournalError, match="moved or deleted"):
        database.insert({"n": 2})
    assert database.all() == [{"n": 1}]


# -- compaction -------------------------------------------------------------------------


def test_compaction_keeps_every_document_and_drops_dead_weight(open_log, path):
    database = open_log(bulky=("big",))
    database.table("big").insert({"text": "x" * 1000})
    for number in range(200):
        database.upsert({"id": "a", "n": number}, where("id") == "a")
    before, size = database.all(), path.stat().st_size
    database.storage.compact()
    assert path.stat().st_size < size / 5
    assert database.all() == open_log(bulky=("big",)).all() == before
    assert database.table("big").all() == [{"text": "x" * 1000}]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_journal_heavy_with_dead_weight_is_compacted_on_closing(open_log, path, monkeypatch):
    monkeypatch.setattr(logs, "WORTH_COMPACTING", 1000)
    database = open_log()
    database.insert({"n": 0})
    for number in range(200):
        database.update({"n": number})
    database.close()
    assert len(contents(path)) == 2


def test_much_autosaving_never_lets_the_file_grow_without_end(open_log, path, monkeypatch):
    monkeypatch.setattr(logs, "MUST_COMPACT", 20_000)
    database = open_log()
    for number in range(300):
        database.upsert({"id": "a", "text": f"{number}" * 100}, where("id") == "a")
    assert path.stat().st_size < 30_000
    assert database.get(where("id") == "a")["text"].startswith("299")


def test_a_killed_compaction_leaves_nothing_behind(open_log, path):
    open_log().insert({"n": 1})
    leftover = path.with_name(path.name + ".new")
    leftover.write_text("half", encoding="utf-8")
    assert open_log().all() == [{"n": 1}]
    assert not leftover.exists()


# -- a full disk ------------------------------------------------------------------------


def fail_after(monkeypatch, count):
    """Let the disk take only so many bytes from now on."""
    room = [count]

    def write(fd, data, really=os.write):
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        part = data[: room[0]]
        room[0] -= len(part)
        return really(fd, part)

    monkeypatch.setattr(private_files.os, "write", write)


@pytest.mark.parametrize("room", [0, 1, 10, 60])
def test_a_full_disk_refuses_the_save_and_keeps_all_before_it(open_log, path, monkeypatch, room):
    database = open_log()
    database.insert({"n": 1})
    size = path.stat().st_size
    with monkeypatch.context() as patch:
        fail_after(patch, room)
        with pytest.raises(JournalError, match="no space left"):
            database.insert({"text": "x" * 1000})
        assert database.all() == [{"n": 1}]
    assert path.stat().st_size == size
    database.insert({"n": 2})
    assert [each["n"] for each in open_log()] == [1, 2]


def test_a_change_that_could_not_be_saved_is_not_seen(open_log, monkeypatch):
    database = open_log()
    database.insert({"n": 1})
    with monkeypatch.context() as patch:
        fail_after(patch, 5)
        with pytest.raises(JournalError):
            database.update({"n": 2})
    assert database.all() == [{"n": 1}]


def test_when_a_half_line_cannot_be_taken_back_nothing_more_is_written(open_log, path, monkeypatch):
    database = open_log()
    database.insert({"n": 1})

    def fail(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        fail_after(patch, 30)
        patch.setattr(private_files.os, "ftruncate", fail)
        with pytest.raises(JournalError):
            database.insert({"n": 2})
    with pytest.raises(JournalError, match="start the program again"):
        database.insert({"n": 3})
    again = open_log()
    assert again.all() == [{"n": 1}]
    assert "cut short" in again.storage.notices[0]


def test_a_compaction_without_room_leaves_the_file_as_it_was(open_log, path, monkeypatch):
    database = open_log()
    database.insert_multiple([{"n": n} for n in range(100)])
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        fail_after(patch, 500)
        with pytest.raises(JournalError, match="as it was"):
            database.storage.compact()
    assert path.read_bytes() == before
    assert not path.with_name(path.name + ".new").exists()
    database.insert({"n": 100})
    assert len(open_log()) == 101


# -- damage -----------------------------------------------------------------------------


def test_a_line_cut_short_is_set_aside_and_said(open_log, path):
    database = open_log()
    database.insert({"n": 1})
    database.insert({"n": 2})
    database.close()
    whole = path.read_bytes()
    for cut in range(whole.rindex(b"\n", 0, -1) + 2, len(whole)):
        path.write_bytes(whole[:cut])
        again = open_log()
        assert again.all() == [{"n": 1}]
        (notice,) = again.storage.notices
        (aside,) = path.parent.glob("*cut-short*")
        assert aside.name in notice
        assert whole.endswith(aside.read_bytes() + whole[cut:])
        assert stat.S_IMODE(aside.stat().st_mode) == 0o600
        again.insert({"n": 3})
        again.close()
        assert len(open_log()) == 2
        aside.unlink()


def test_any_single_changed_byte_before_the_last_line_is_found(open_log, path):
    database = open_log()
    for number in range(3):
        database.insert({"n": number, "text": "words"})
    database.close()
    whole = path.read_bytes()
    body = range(len(whole))
    for at in body:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
        try:
            found = TinyDB(path, storage=Log)
        except JournalError:
            assert path.read_bytes()[:at] == whole[:at]
            continue
        # Only the very last newline may look like a line cut short; it was set aside, and said.
        assert at == len(whole) - 1
        assert found.storage.notices
        found.close()
        next(path.parent.glob("*cut-short*")).unlink()


@pytest.mark.parametrize("change", ["removed", "doubled", "moved"])
def test_lines_that_are_missing_doubled_or_moved_are_found(open_log, path, change):
    database = open_log()
    for number in range(4):
        database.insert({"n": number})
    database.close()
    head, *rest = path.read_bytes().splitlines(keepends=True)
    changed = {
        "removed": [rest[0], *rest[2:]],
        "doubled": [rest[0], *rest],
        "moved": [rest[1], rest[0], *rest[2:]],
    }[change]
    path.write_bytes(b"".join([head, *changed]))
    before = path.read_bytes()
    with pytest.raises(DamagedError, match=r"damaged in line [23], at byte \d+") as said:
        open_log()
    assert str(path) in str(said.value)
    assert path.read_bytes() == before


def test_damage_found_while_open_stops_writing(open_log, path):
    one = open_log()
    one.insert({"n": 1})
    with path.open("ab") as file:
        file.write(b'{"sum":"00000000","put":{}}\n')
    with pytest.raises(DamagedError):
        one.insert({"n": 2})
    assert path.read_bytes().endswith(b'{"sum":"00000000","put":{}}\n')


def test_a_kept_document_shows_its_own_values_only():
    kept = Kept(b'{"a":[1]}')
    kept["a"].append(2)
    assert dict(kept) == {"a": [1]}
    kept["b"] = 1
    assert (len(kept), list(kept), kept.changed) == (2, ["a", "b"], True)
    del kept["a"]
    assert dict(kept) == {"b": 1}
