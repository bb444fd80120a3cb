"""What opening does with files that are not quite ours, and that it leaves them alone."""

import os
import socket
import stat
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from coach.errors import JournalError
from coach.store.database import APPLICATION, SCHEMA
from coach.store.journal_file import FILE
from coach.store.journal_store import open_journal
from tests.store.samples import NOON, decision, open_session
from tools.crash import child

NOBODY = 65534
KEPT = Path(__file__).parent / "kept"

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may change owner and user")


@pytest.fixture
def sound(tmp_path):
    """The bytes of a journal with two decisions and a session."""
    folder = tmp_path / "sound"
    journal = open_journal(folder)
    journal.record(decision(1))
    journal.record(decision(2))
    journal.keep(open_session(3))
    journal.close()
    return (folder / FILE).read_bytes()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "journal"
    folder.mkdir(mode=0o700)
    return folder


def sql(command):
    """The same file after this command; made in memory, where there is no write-ahead log."""

    def change(data):
        with closing(connect(":memory:")) as file:
            file.deserialize(data[:18] + b"\1\1" + data[20:])
            file.executescript(command)
            return file.serialize()

    return change


def another_programs():
    with closing(connect(":memory:")) as file:
        file.execute("create table mine (a)")
        return file.serialize()


FOREIGN = {
    "one newline": lambda data: b"\n",
    "zeros": lambda data: bytes(len(data)),
    "zeros and a newline": lambda data: bytes(len(data)) + b"\n",
    "random bytes": lambda data: bytes(range(256)) * 40 + b"\n",
    "another program's JSON": lambda data: b'{"_default": {"1": {"a": 1}}}',
    "another program's JSON lines": lambda data: b'{"a": 1}\n{"a": 2}\n',
    "a list": lambda data: b"[1, 2]\n",
    "null": lambda data: b"null\n",
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "git conflict marks around all": lambda data: b"<<<<<<< HEAD\n" + data,
    "zeros after SQLite's first bytes": lambda data: b"SQLite format 3\x00" + bytes(4000),
    "another program's SQLite": lambda data: another_programs(),
    "another kind of SQLite file": sql("pragma application_id = 7"),
    "a later schema": sql(f"pragma user_version = {SCHEMA + 1}"),
    "a spreadsheet of it": lambda data: b"id,decided\r\n1,2026\r\n",
    "0.1.0's journal under the new name": lambda data: (KEPT / "schema-2.jsonl").read_bytes(),
    "cut in half": lambda data: data[: len(data) // 2],
}
DAMAGED = {
    "a missing table": sql("drop table summaries; drop table sessions"),
    "a document that is no JSON": sql(
        "update summaries set json = 'x'; update sessions set json = x'ff'"
    ),
    "documents of another kind": sql(
        "update summaries set json = '{}'; update sessions set json = '{}'"
    ),
    "zeros in the middle": lambda data: data[:4096] + bytes(len(data) - 8192) + data[-4096:],
}


@pytest.mark.parametrize("kind", [*FOREIGN, *DAMAGED])
def test_a_file_that_is_not_a_sound_journal_is_refused_and_left_alone(folder, sound, kind):
    data = (FOREIGN | DAMAGED)[kind](sound)
    (folder / FILE).write_bytes(data)
    journal = open_journal(folder)
    for use in (journal.summaries, journal.sessions):
        with pytest.raises(JournalError) as said:
            use()
        message = str(said.value)
        assert str(folder / FILE) in message or "can't be understood" in message
        assert "\n" not in message
    if kind in FOREIGN:
        with pytest.raises(JournalError, match=r"left alone|Nothing was changed"):
            journal.keep(open_session(9))
    journal.close()
    assert (folder / FILE).read_bytes()[100:] == data[100:]
    if kind in FOREIGN:
        assert {each.name for each in folder.iterdir()} == {FILE}


def test_a_newer_journal_is_said_to_be_newer(folder, sound):
    (folder / FILE).write_bytes(FOREIGN["a later schema"](sound))
    with pytest.raises(JournalError, match="newer version"):
        open_journal(folder).summaries()


def begun(path):
    with closing(connect(path)) as file:
        file.execute("pragma journal_mode=wal")
        file.execute("pragma user_version=0")


def test_an_empty_or_just_begun_file_becomes_a_journal(folder):
    for begin in (lambda path: path.write_bytes(b""), begun):
        (folder / FILE).unlink(missing_ok=True)
        begin(folder / FILE)
        journal = open_journal(folder)
        journal.keep(open_session(1))
        journal.close()
        assert open_journal(folder).sessions() == (open_session(1),)
        with closing(connect(folder / FILE)) as file:
            assert file.execute("pragma application_id").fetchone() == (APPLICATION,)


def test_a_missing_file_and_folder_are_made_when_something_is_saved(tmp_path):
    folder = tmp_path / "a" / "b"
    journal = open_journal(folder)
    assert not folder.exists()
    journal.keep(open_session(1))
    assert (folder / FILE).exists()


def make_folder(path):
    path.mkdir()


def make_link(path):
    target = path.with_name("elsewhere")
    target.write_bytes(b"")
    path.symlink_to(target)


def make_dangling_link(path):
    path.symlink_to(path.with_name("nowhere"))


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(path.parent)  # a socket's path must be short
        one.bind(path.name)


STRANGE = {
    "a folder": make_folder,
    "a symbolic link": make_link,
    "a dangling link": make_dangling_link,
    "a pipe": os.mkfifo,
    "a socket": make_socket,
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_not_a_plain_file_is_refused_at_once(folder, kind, monkeypatch):
    monkeypatch.chdir(folder)
    STRANGE[kind](folder / FILE)
    with pytest.raises(JournalError, match=r"symbolic link|folder, not|pipe|socket"):
        open_journal(folder).sessions()
    assert not (folder / "nowhere").exists()


@as_root
def test_a_device_is_refused(folder):
    os.mknod(folder / FILE, stat.S_IFCHR | 0o600, os.makedev(1, 7))
    with pytest.raises(JournalError, match="device"):
        open_journal(folder).sessions()


def test_a_file_where_the_folder_should_be_is_said(tmp_path):
    (tmp_path / "journal").write_text("mine", encoding="utf-8")
    with pytest.raises(JournalError, match="is a file, and the journal needs a folder"):
        open_journal(tmp_path / "journal").sessions()
    assert (tmp_path / "journal").read_text(encoding="utf-8") == "mine"


@as_root
def test_a_file_of_another_user_is_refused(folder, sound):
    (folder / FILE).write_bytes(sound)
    os.chown(folder / FILE, NOBODY, NOBODY)
    with pytest.raises(JournalError, match="belongs to another user"):
        open_journal(folder).summaries()


# -- without permission: in a process that is not root -------------------------------------


def used_by_nobody(folder, prepare):
    """Use the journal as a user who is not root; returns what it answered.

    In a child process that has imported everything: it may not be able to read
    the program's own files any more.
    """
    open_journal(folder.parent / "warm").keep(open_session(1))
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
        for parent in folder.parents[:4]:  # as deep as pytest makes its folders
            parent.chmod(0o755)
    prepare()

    def use(pipe):
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        journal = open_journal(folder)
        uses = {
            "glanced": lambda: journal.glance(NOON.date()).decisions,
            "read": lambda: len(journal.summaries()),
            "kept": lambda: journal.keep(open_session(9)),
        }
        with os.fdopen(pipe, "w") as out:
            for name, one in uses.items():
                try:
                    print(name, one(), file=out)
                except JournalError as error:
                    print(name, "refused:", error, file=out)
            for notice in journal.notices():
                print("notice", notice, file=out)
            journal.close()

    with child(use) as (_, pipe), os.fdopen(os.dup(pipe)) as answers:
        return answers.read()


def test_a_read_only_journal_can_be_read_and_says_why_not_written(folder, sound):
    path = folder / FILE
    path.write_bytes(sound)
    said = used_by_nobody(folder, lambda: path.chmod(0o400))
    assert "read 2\n" in said
    assert "kept refused: " in said
    assert "can't be written (permission denied)" in said
    assert "notice " in said
    assert path.read_bytes() == sound


def test_a_journal_in_a_read_only_folder_can_be_read(folder, sound):
    (folder / FILE).write_bytes(sound)
    said = used_by_nobody(folder, lambda: folder.chmod(0o500))
    assert "read 2\n" in said
    assert "kept refused: " in said
    assert (folder / FILE).read_bytes() == sound
    folder.chmod(0o700)


def test_a_journal_without_permission_is_refused(folder, sound):
    path = folder / FILE
    path.write_bytes(sound)
    said = used_by_nobody(folder, lambda: path.chmod(0o000))
    assert "read refused: " in said
    assert "permission denied" in said
    assert "COACH_HOME" in said


def test_a_folder_that_may_not_be_entered_is_said(folder, sound):
    (folder / FILE).write_bytes(sound)
    said = used_by_nobody(folder, lambda: folder.chmod(0o000))
    folder.chmod(0o700)
    assert "glanced refused: " in said
    assert "read refused: " in said
    assert "permission denied" in said
