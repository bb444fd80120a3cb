"""Older journals, copies, damage and merging: what keeps a life's decisions over the years."""

import json
import os
import random
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest

from coach.errors import JournalError
from coach.journal.decisions import Note
from coach.store import backups, integrity
from coach.store.journal_store import open_journal
from coach.store.transfer import bring_in, to_json
from coach.vocabulary import Outcome
from tests.store.samples import NAUGHTY, NOON, decision, open_session, person

KEPT = Path(__file__).parent / "kept"


@pytest.fixture
def journal(tmp_path):
    journal = open_journal(tmp_path / "journal")
    yield journal
    journal.close()


@pytest.fixture
def other(tmp_path):
    journal = open_journal(tmp_path / "other")
    yield journal
    journal.close()


def test_a_copy_that_a_kill_cut_short_is_no_copy_and_goes_with_the_next(journal):
    journal.record(decision(1))
    copy = journal.back_up()
    half = copy.with_name("journal-20260101T000000Z.db.new")
    half.write_bytes(copy.read_bytes()[:500])
    assert list(backups.copies(journal.file.path)) == [copy]
    journal.back_up()
    assert not half.exists()


# -- journals of 0.1.0 ------------------------------------------------------------------


def older(folder, name="schema-2.jsonl", change=bytes):
    folder.mkdir(mode=0o700, parents=True)
    (folder / "journal.jsonl").write_bytes(change((KEPT / name).read_bytes()))
    return open_journal(folder)


def test_a_journal_of_schema_1_is_moved_with_all_it_holds(tmp_path):
    journal = older(tmp_path / "old", "schema-1.jsonl")
    second, first = journal.summaries()
    assert (first.id, first.percent, first.came_true) == ("decision-1", None, None)
    assert (second.percent, second.came_true, second.outcome) == (70, False, Outcome.SILENT)
    assert journal.decision("decision-2").summary() == second
    assert [each.id for each in journal.sessions()] == ["walk-9"]
    assert integrity.verify(journal.file.path).problems == []
    journal.close()


def test_a_journal_of_schema_2_is_moved_exactly(tmp_path):
    journal = older(tmp_path / "old")
    said = Note(at=NOON, text="she rang back", outcome=Outcome.REPLIED)
    assert journal.decision("decision-1") == decision(1)
    assert journal.decision("decision-2") == decision(2).with_note(said)
    assert [each.id for each in journal.summaries()] == ["decision-2", "decision-1"]
    assert journal.sessions() == (open_session(9),)
    assert journal.people() == (person(1),)
    journal.close()


def test_the_old_file_is_kept_as_a_copy_and_said_once(tmp_path):
    journal = older(tmp_path / "old")
    journal.sessions()
    (notice,) = journal.notices()
    (copy,) = backups.copies(journal.file.path)
    assert str(copy) in notice
    assert copy.read_bytes() == (KEPT / "schema-2.jsonl").read_bytes()
    assert not journal.file.path.with_name("journal.jsonl").exists()
    journal.close()
    again = open_journal(tmp_path / "old")
    assert len(again.summaries()) == 2
    assert again.notices() == ()
    again.close()


@pytest.mark.parametrize("cut", [1, 40, 900])
def test_a_last_line_that_was_cut_short_was_never_said_to_be_saved(tmp_path, cut):
    journal = older(tmp_path / "old", change=lambda data: data[:-cut])
    assert len(journal.summaries()) == 2
    assert integrity.verify(journal.file.path).problems == []
    journal.close()


def test_a_move_that_was_interrupted_is_done_again(tmp_path, monkeypatch):
    journal = older(tmp_path / "old")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("coach.private_files.put_in_place", full)
        with pytest.raises(JournalError, match="no space left"):
            journal.sessions()
    assert journal.file.path.with_name("journal.jsonl").exists()
    assert len(journal.summaries()) == 2
    assert not journal.file.path.with_name("journal.jsonl").exists()
    journal.close()


def test_a_damaged_old_journal_is_left_alone_with_its_line(tmp_path):
    journal = older(tmp_path / "old", change=lambda data: data.replace(b"Could", b"Would", 1))
    broken = journal.file.path.with_name("journal.jsonl").read_bytes()
    with pytest.raises(JournalError, match=r"damaged in line \d+"):
        journal.summaries()
    assert journal.file.path.with_name("journal.jsonl").read_bytes() == broken
    journal.file.strict = False
    assert len(journal.summaries()) == 2
    journal.close()


def test_a_copy_that_0_1_0_made_can_be_brought_in(journal):
    assert bring_in(journal, KEPT / "schema-2.jsonl").added == 4


# -- copies -----------------------------------------------------------------------------


def test_a_copy_is_made_on_closing_once_a_day(journal):
    journal.record(decision(1))
    journal.close()
    (copy,) = backups.copies(journal.file.path)
    assert integrity.verify(copy).counts == {"decisions": 1, "summaries": 1}
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    journal.record(decision(2))
    journal.close()
    assert len(backups.copies(journal.file.path)) == 1


def dated(journal, days, label=""):
    made = datetime.now(UTC) - timedelta(days=days)
    folder = backups.folder_beside(journal.file.path)
    folder.mkdir(exist_ok=True)
    copy = folder / f"journal-{made:%Y%m%dT%H%M%SZ}{label}.db"
    copy.write_bytes(b"")
    return copy


def test_a_copy_is_due_when_the_last_is_old_and_the_journal_has_changed(journal):
    journal.keep(open_session(1))
    dated(journal, 2)
    assert backups.wanted(journal.file.path)
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(journal.file.path, (long_ago, long_ago))
    assert not backups.wanted(journal.file.path)


def test_old_copies_are_thinned_and_labelled_and_foreign_files_stay(journal):
    journal.keep(open_session(1))
    for days in (*range(1, 12), 40, 41, 70, 71, 100, 130, 400):
        dated(journal, days)
    label = dated(journal, 300, "-before-schema-2")
    mine = backups.folder_beside(journal.file.path) / "notes of mine.txt"
    mine.write_text("keep", encoding="utf-8")
    newest = journal.back_up()
    kept = backups.copies(journal.file.path)
    assert kept[0] == newest
    assert label in kept
    ages = sorted((datetime.now(UTC) - backups._when(copy)).days for copy in kept if copy != label)
    assert ages[:5] == [0, 1, 2, 3, 4]
    assert len(ages) <= backups.NEWEST + backups.DAYS + backups.MONTHS
    assert any(age > 30 for age in ages)
    assert mine.exists()


def test_many_copies_in_one_day_do_not_push_out_those_of_other_days(journal):
    journal.record(decision(1))
    yesterday = dated(journal, 1)
    for _ in range(8):
        journal.back_up()
    assert yesterday in backups.copies(journal.file.path)
    assert len(backups.copies(journal.file.path)) <= backups.NEWEST + 1


def test_two_copies_in_one_second_do_not_overwrite_each_other(journal):
    journal.record(decision(1))
    assert journal.back_up() != journal.back_up()


def test_a_copy_can_be_brought_back_into_a_new_journal(journal, other):
    journal.record(decision(1))
    journal.keep(open_session(2))
    journal.keep_person(person(1))
    assert bring_in(other, journal.back_up()).added == 3
    assert other.summaries() == journal.summaries()
    assert other.sessions() == journal.sessions()
    assert other.people() == journal.people()


# -- verify and mend --------------------------------------------------------------------


def damaged(journal, change):
    journal.record_all([decision(number) for number in range(5)])
    journal.keep(open_session(9))
    journal.close()
    journal.file.path.write_bytes(change(journal.file.path.read_bytes()))


def sql(command):
    def change(data):
        with closing(connect(":memory:")) as file:
            file.deserialize(data[:18] + b"\1\1" + data[20:])  # not in WAL mode, which memory lacks
            file.execute(command)
            file.commit()
            return file.serialize()

    return change


def test_a_sound_journal_is_said_to_be_sound_and_counted(journal):
    journal.record(decision(1))
    journal.keep(open_session(2))
    report = integrity.verify(journal.file.path)
    assert report.problems == []
    assert report.counts == {"decisions": 1, "summaries": 1, "sessions": 1}


ALL = {f"decision-{number}" for number in range(5)}
DAMAGE = {
    "a document that is no JSON": (
        sql("update decisions set json = x'00ff' where id = 'decision-1'"),
        ALL - {"decision-1"},
    ),
    "a document of another kind": (
        sql("update decisions set json = '{}' where id = 'decision-2'"),
        ALL - {"decision-2"},
    ),
    "a document under another id": (
        sql("update decisions set id = 'x' where id = 'decision-3'"),
        ALL - {"decision-3"},
    ),
    "a decision without its summary": (sql("delete from summaries where id = 'decision-1'"), ALL),
    "a summary without its decision": (
        sql("delete from decisions where id = 'decision-1'"),
        ALL - {"decision-1"},
    ),
    "a summary that says something else": (
        sql("update summaries set json = replace(json, 'let it go', 'call') where doc_id = 1"),
        ALL,
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_mending_keeps_all_that_can_be_understood_and_the_file_as_it_was(journal, kind):
    change, left = DAMAGE[kind]
    damaged(journal, change)
    broken = journal.file.path.read_bytes()
    assert integrity.verify(journal.file.path).problems
    _, aside = integrity.mend(journal.file.path)
    assert connect(aside).execute("select count(*) from people").fetchone() == (0,)
    assert len(aside.read_bytes()) == len(broken)
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert integrity.verify(journal.file.path).problems == []
    again = open_journal(journal.file.path.parent)
    assert {each.id for each in again.summaries()} == left
    assert all(again.decision(each.id).id == each.id for each in again.summaries())
    assert again.sessions() == (open_session(9),)
    again.close()


def test_whatever_the_file_becomes_mending_ends_in_one_that_verifies_or_changes_nothing(journal):
    damaged(journal, bytes)
    sound, rng = journal.file.path.read_bytes(), random.Random(5)
    mended = 0
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(rng.choice((1, 3, 40))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if rng.random() < 0.2:
            del data[rng.randrange(len(data)) :]
        for each in journal.file.path.parent.glob("journal.*"):
            each.unlink()
        journal.file.path.write_bytes(data)
        try:
            report, aside = integrity.mend(journal.file.path)
        except JournalError:
            assert journal.file.path.read_bytes() == data
            continue
        mended += 1
        assert integrity.verify(journal.file.path).problems == []
        kept = integrity.verify(journal.file.path).documents["decisions"]
        assert report.problems or len(kept) == 5
        assert aside.exists()
    assert mended > 50


def test_a_newer_journal_is_neither_mended_nor_brought_in(journal, other):
    other.keep(open_session(1))
    other.close()
    with closing(connect(other.file.path)) as file:
        file.execute("pragma user_version = 99")
    for use in (integrity.verify, integrity.mend, lambda path: bring_in(journal, path)):
        with pytest.raises(JournalError, match="newer version"):
            use(other.file.path)
    assert len(list(other.file.path.parent.glob("*damaged*"))) == 0


def test_a_file_that_is_no_journal_is_not_mended(journal):
    journal.file.path.parent.mkdir()
    journal.file.path.write_bytes(b'{"a": 1}\n')
    with pytest.raises(JournalError, match="isn't a journal"):
        integrity.mend(journal.file.path)
    assert journal.file.path.read_bytes() == b'{"a": 1}\n'


# -- out and in -------------------------------------------------------------------------


def exported(tmp_path, decisions, people=()):
    path = tmp_path / "export.json"
    path.write_bytes(to_json(decisions, people, NOON))
    return path


def test_what_was_exported_comes_in_exactly(journal, tmp_path):
    one = decision(1, next_step="".join(NAUGHTY))
    merged = bring_in(journal, exported(tmp_path, [one, decision(2)], [person(1)]))
    assert merged.added == 3
    assert journal.decision("decision-1") == one
    assert journal.people() == (person(1),)


def test_importing_twice_changes_nothing(journal, tmp_path):
    path = exported(tmp_path, [decision(1)], [person(1)])
    bring_in(journal, path)
    before = journal.file.path.read_bytes()
    merged = bring_in(journal, path)
    assert (merged.added, merged.completed, merged.same) == (0, 0, 2)
    assert journal.file.path.read_bytes() == before


def test_notes_of_both_sides_are_kept_in_order(journal, tmp_path):
    early, late = Note(at=NOON, text="early"), Note(at=NOON + timedelta(days=1), text="late")
    journal.record(decision(1, notes=(late,)))
    bring_in(journal, exported(tmp_path, [decision(1, notes=(early,))]))
    assert journal.decision("decision-1").notes == (early, late)


def test_an_older_export_does_not_undo_what_is_newer_here(journal, tmp_path):
    newer = decision(1).with_note(Note(at=NOON + timedelta(days=9), outcome=Outcome.SETTLED))
    journal.record(newer)
    journal.keep_person(person(1, unsafe=True, also=("Annie",)))
    merged = bring_in(journal, exported(tmp_path, [decision(1)], [person(1)]))
    assert merged.added == 0
    assert journal.decision("decision-1") == newer
    (kept,) = journal.people()
    assert kept.unsafe
    assert set(kept.also) == {"Annie", "A. 1"}


def test_a_finished_session_does_not_come_back_from_an_old_copy(journal, other):
    other.keep(open_session(1))
    other.keep(open_session(2, page=1))
    copy = other.back_up()
    journal.record(decision(1))
    later = open_session(2, page=5, touched=NOON + timedelta(days=1))
    journal.keep(later)
    bring_in(journal, copy)
    assert journal.sessions() == (later,)


BAD_EXPORTS = {
    "not JSON": b"hello",
    "another program's": b'{"decisions": []}',
    "a later version": to_json([], [], NOON).replace(b'"version": 1', b'"version": 9'),
    "another kind": b'{"format":"something else","version":1,"exported":"2026-01-01T00:00:00Z"}',
    "empty": b"",
    "not UTF-8": b'{"format":"\xff"}',
}


@pytest.mark.parametrize("kind", BAD_EXPORTS)
def test_a_file_that_is_no_export_brings_nothing_in(journal, tmp_path, kind):
    path = tmp_path / "export.json"
    path.write_bytes(BAD_EXPORTS[kind])
    journal.keep(open_session(1))
    before = journal.file.path.read_bytes()
    with pytest.raises(JournalError, match="Nothing was imported"):
        bring_in(journal, path)
    assert journal.file.path.read_bytes() == before


def edited(tmp_path, *places, value):
    """An export in which the value at this place is another."""
    data = json.loads(to_json([decision(1), decision(2)], [person(1)], NOON))
    *way, last = places
    at = data
    for step in way:
        at = at[step]
    at[last] = value
    path = tmp_path / "export.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


FIRST = ("decisions", 1)


@pytest.mark.parametrize(
    ("places", "value", "said"),
    [
        ((*FIRST, "decided"), "0001-01-01T00:00:00+14:00", "$.decisions[1].decided"),
        ((*FIRST, "decided"), "9999-12-31T23:59:59-12:00", "$.decisions[1].decided"),
        ((*FIRST, "next_on"), "9999-12-31", "$.decisions[1].next_on"),
        ((*FIRST, "notes", 0, "at"), "0001-01-01T00:00:00Z", "$.decisions[1].notes[0].at"),
        ((*FIRST, "prediction", "by"), "0001-01-01", "$.decisions[1].prediction.by"),
        ((*FIRST, "prediction", "percent"), 1000, "$.decisions[1]"),
        ((*FIRST, "assessment", "verdicts"), [], "$.decisions[1].assessment.verdicts is empty"),
        ((*FIRST, "session", "hold", "until"), "9999-12-31T23:59:59Z", "session.hold.until"),
        ((*FIRST, "session", "answers", "last_contact"), "9999-12-31", "answers.last_contact"),
        ((*FIRST, "session", "answers", "channel"), "pigeon", "$.decisions[1]"),
        (("people", 0, "notes", 0, "at"), "0001-01-01T00:00:00Z", "$.people[0].notes[0].at"),
    ],
)
def test_what_no_reader_can_cope_with_is_refused_with_its_place(
    journal, tmp_path, places, value, said
):
    with pytest.raises(JournalError, match="Nothing was imported") as refused:
        bring_in(journal, edited(tmp_path, *places, value=value))
    assert said in str(refused.value)
    assert journal.summaries() == ()


def test_one_bad_decision_in_an_export_brings_nothing_in(journal, tmp_path):
    path = exported(tmp_path, [decision(1), decision(2)])
    data = json.loads(path.read_bytes())
    data["decisions"][1]["ending"] = "exploded"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(JournalError, match="ending"):
        bring_in(journal, path)
    assert journal.summaries() == ()


def test_a_damaged_copy_is_not_brought_in(journal, other):
    damaged(other, DAMAGE["a document that is no JSON"][0])
    with pytest.raises(JournalError, match="is damaged"):
        bring_in(journal, other.file.path)


def test_a_missing_file_is_said(journal, tmp_path):
    with pytest.raises(JournalError, match="no such file"):
        bring_in(journal, tmp_path / "none.json")


def test_thousands_of_decisions_come_in_at_once(journal, tmp_path):
    many = [replace(decision(1, notes=()), id=f"d{number}") for number in range(2000)]
    assert bring_in(journal, exported(tmp_path, many)).added == 2000
    assert len(journal.summaries()) == 2000
