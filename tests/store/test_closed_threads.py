"""Marks of found threads: kept, undone, sealed, and added to a journal from before they existed."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from coach.errors import JournalLocked
from coach.inbox.closed import Mark
from coach.store.database import SCHEMA
from coach.store.integrity import mend, verify
from coach.store.journal_store import JournalThreads, open_journal
from tests.store.samples import open_session

MARK = Mark("0123456789abcdef", date(2026, 11, 3), "me", situation="waiting")


def kept(folder):
    journal = open_journal(folder)
    JournalThreads(journal).put(MARK)
    journal.close()
    return folder / "journal.db"


def test_a_mark_is_kept_replaced_and_removed(tmp_path):
    kept(tmp_path)
    journal = open_journal(tmp_path)
    threads = JournalThreads(journal)
    assert threads.marks() == (MARK,)
    later = Mark(MARK.id, MARK.last_on, "me", until=date(2026, 12, 1))
    threads.put(later)
    assert threads.marks() == (later,)
    threads.remove(MARK.id)
    assert threads.marks() == ()
    journal.close()


def test_asking_for_marks_makes_no_file(tmp_path):
    assert JournalThreads(open_journal(tmp_path / "none")).marks() == ()
    assert not (tmp_path / "none").exists()


def test_a_journal_of_the_schema_before_gets_the_table_and_keeps_the_rest(tmp_path):
    journal = open_journal(tmp_path)
    journal.keep(open_session(1))
    journal.close()
    file = tmp_path / "journal.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as old:
        old.execute("drop table threads")
        old.execute("pragma user_version=3")
    journal = open_journal(tmp_path)
    assert [each.id for each in journal.sessions()] == [open_session(1).id]
    JournalThreads(journal).put(MARK)
    journal.close()
    with closing(sqlite3.connect(file)) as new:
        assert new.execute("pragma user_version").fetchone() == (SCHEMA,)
    assert not verify(file).problems


def test_mending_keeps_the_marks(tmp_path):
    file = kept(tmp_path)
    mend(file)
    assert JournalThreads(open_journal(tmp_path)).marks() == (MARK,)


def test_a_passphrase_seals_the_marks_too(tmp_path):
    pytest.importorskip("cryptography")
    file = kept(tmp_path)
    journal = open_journal(tmp_path)
    journal.set_passphrase("a long passphrase")
    journal.close()
    assert b"2026-11-03" not in file.read_bytes()
    with pytest.raises(JournalLocked):
        JournalThreads(open_journal(tmp_path)).marks()
