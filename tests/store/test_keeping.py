"""Older journals, copies, damage and merging: what keeps a life's decisions over the years."""

import json
import os
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.journal.decisions import Note
from coach.problems import JournalError
from coach.store import backups, log_lines, migrations, verify
from coach.store.journal_store import FILE, open_journal
from coach.store.transfer import bring_in, to_json
from coach.vocabulary import Outcome
from tests.store.samples import NAUGHTY, NOON, decision, person, walk

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
    half = copy.with_name("journal-20260101T000000Z.jsonl.new")
    half.write_bytes(copy.read_bytes()[:500])
    assert list(backups.copies(journal.path)) == [copy]
    journal.back_up()
    assert not half.exists()


# -- older schemas ----------------------------------------------------------------------


def older(folder, schema):
    folder.mkdir(mode=0o700)
    shutil.copy(KEPT / f"schema-{schema}.jsonl", folder / FILE)
    return open_journal(folder)


def test_there_is_a_kept_file_and_a_step_for_every_older_schema():
    schemas = range(1, migrations.SCHEMA)
    assert [(KEPT / f"schema-{schema}.jsonl").exists() for schema in schemas] == [True] * len(
        schemas
    )
    assert list(migrations.STEPS) == list(schemas)


def test_a_journal_of_schema_1_gets_summaries_that_know_the_prediction(tmp_path):
    journal = older(tmp_path / "old", 1)
    second, first = journal.summaries()
    assert (first.id, first.percent, first.came_true) == ("decision-1", None, None)
    assert (second.percent, second.came_true, second.outcome) == (70, False, Outcome.SILENT)
    assert journal.decision("decision-2").summary() == second
    assert [each.id for each in journal.walks()] == ["walk-9"]
    assert verify.verify(journal.path).problems == []
    assert verify.verify(journal.path).schema == migrations.SCHEMA


def test_before_an_upgrade_a_copy_is_kept_and_said(tmp_path):
    journal = older(tmp_path / "old", 1)
    journal.walks()
    (notice,) = journal.notices()
    (copy,) = backups.copies(journal.path)
    assert str(copy) in notice
    assert copy.read_bytes() == (KEPT / "schema-1.jsonl").read_bytes()
    journal.close()
    again = open_journal(tmp_path / "old")
    assert len(again.summaries()) == 2
    assert again.notices() == ()


def test_an_upgrade_that_fails_leaves_the_journal_as_it_was(tmp_path, monkeypatch):
    journal = older(tmp_path / "old", 1)

    def fail(documents):
        yield next(iter(documents))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrations, "STEPS", {1: fail})
    with pytest.raises(JournalError, match="as it was"):
        journal.walks()
    assert journal.path.read_bytes() == (KEPT / "schema-1.jsonl").read_bytes()
    assert not journal.path.with_name(FILE + ".new").exists()


# -- copies -----------------------------------------------------------------------------


def test_a_copy_is_made_on_closing_once_a_day(journal):
    journal.record(decision(1))
    journal.close()
    (copy,) = backups.copies(journal.path)
    assert copy.read_bytes() == journal.path.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    journal.record(decision(2))
    journal.close()
    assert len(backups.copies(journal.path)) == 1


def dated(journal, days, label=""):
    made = datetime.now(UTC) - timedelta(days=days)
    folder = backups.folder_beside(journal.path)
    folder.mkdir(exist_ok=True)
    copy = folder / f"journal-{made:%Y%m%dT%H%M%SZ}{label}.jsonl"
    copy.write_bytes(b"")
    return copy


def test_a_copy_is_due_when_the_last_is_old_and_the_journal_has_changed(journal):
    journal.keep(walk(1))
    dated(journal, 2)
    assert backups.wanted(journal.path)
    long_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(journal.path, (long_ago, long_ago))
    assert not backups.wanted(journal.path)


def test_old_copies_are_thinned_and_labelled_and_foreign_files_stay(journal):
    journal.keep(walk(1))
    for days in (*range(1, 12), 40, 41, 70, 71, 100, 130, 400):
        dated(journal, days)
    label = dated(journal, 300, "-before-schema-2")
    mine = backups.folder_beside(journal.path) / "notes of mine.txt"
    mine.write_text("keep", encoding="utf-8")
    newest = journal.back_up()
    kept = backups.copies(journal.path)
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
    assert yesterday in backups.copies(journal.path)
    assert len(backups.copies(journal.path)) <= backups.NEWEST + 1


def test_two_copies_in_one_second_do_not_overwrite_each_other(journal):
    journal.record(decision(1))
    assert journal.back_up() != journal.back_up()


def test_a_copy_can_be_brought_back_into_a_new_journal(journal, other):
    journal.record(decision(1))
    journal.keep(walk(2))
    journal.keep_person(person(1))
    assert bring_in(other, journal.back_up()).added == 3
    assert other.summaries() == journal.summaries()
    assert other.walks() == journal.walks()
    assert other.people() == journal.people()


# -- verify and mend --------------------------------------------------------------------


def damaged(journal, change):
    journal.record_all([decision(number) for number in range(5)])
    journal.keep(walk(9))
    journal.close()
    journal.path.write_bytes(change(journal.path.read_bytes()))


def without_line(number):
    def change(data):
        lines = data.splitlines(keepends=True)
        return b"".join(lines[:number] + lines[number + 1 :])

    return change


def garbled_line(number):
    def change(data):
        lines = data.splitlines(keepends=True)
        lines[number] = b"\x00garbage\xff\n"
        return b"".join(lines)

    return change


def test_a_sound_journal_is_said_to_be_sound_and_counted(journal):
    journal.record(decision(1))
    journal.keep(walk(2))
    report = verify.verify(journal.path)
    assert report.problems == []
    assert report.counts == {"details": 1, "decisions": 1, "walks": 1}
    assert report.size == journal.path.stat().st_size


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (garbled_line(2), {"decision-0", "decision-2", "decision-3", "decision-4"}),
        (without_line(2), {"decision-0", "decision-2", "decision-3", "decision-4"}),
        (garbled_line(6), {f"decision-{number}" for number in range(5)}),
        (
            lambda data: data.replace(b"It is owed", b"It xs owed", 1),
            {f"decision-{n}" for n in range(5)},
        ),
        (lambda data: data[:-20], {f"decision-{number}" for number in range(5)}),
    ],
)
def test_mending_keeps_all_that_can_be_understood_and_the_file_as_it_was(journal, change, left):
    damaged(journal, change)
    broken = journal.path.read_bytes()
    assert verify.verify(journal.path).problems
    assert journal.path.read_bytes() == broken
    _, aside = verify.mend(journal.path)
    assert aside.read_bytes() == broken
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert verify.verify(journal.path).problems == []
    again = open_journal(journal.path.parent)
    assert {each.id for each in again.summaries()} == left
    assert all(again.decision(each.id).id == each.id for each in again.summaries())


def test_a_newer_journal_is_neither_mended_nor_brought_in(journal, other):
    other.keep(walk(1))
    other.close()
    body = f'"format":"{log_lines.FORMAT}","version":1,"schema":{migrations.SCHEMA + 1}'
    other.path.write_bytes(log_lines.seal(body.encode(), 0)[0])
    for use in (verify.verify, verify.mend, lambda path: bring_in(journal, path)):
        with pytest.raises(JournalError, match="newer version"):
            use(other.path)
    assert len(list(other.path.parent.glob("*damaged*"))) == 0


def test_a_file_that_is_no_journal_is_not_mended(journal):
    journal.path.parent.mkdir()
    journal.path.write_bytes(b'{"a": 1}\n')
    with pytest.raises(JournalError, match="not a journal"):
        verify.mend(journal.path)
    assert journal.path.read_bytes() == b'{"a": 1}\n'


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
    before = journal.path.read_bytes()
    merged = bring_in(journal, path)
    assert (merged.added, merged.completed, merged.same) == (0, 0, 2)
    assert journal.path.read_bytes() == before


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


def test_a_finished_walk_does_not_come_back_from_an_old_copy(journal, other):
    other.keep(walk(1))
    other.keep(walk(2, page=1))
    copy = other.back_up()
    journal.record(decision(1))
    later = walk(2, page=5, touched=NOON + timedelta(days=1))
    journal.keep(later)
    bring_in(journal, copy)
    assert journal.walks() == (later,)


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
    journal.keep(walk(1))
    before = journal.path.read_bytes()
    with pytest.raises(JournalError, match="Nothing was brought in"):
        bring_in(journal, path)
    assert journal.path.read_bytes() == before


def test_one_bad_decision_in_an_export_brings_nothing_in(journal, tmp_path):
    path = exported(tmp_path, [decision(1), decision(2)])
    data = json.loads(path.read_bytes())
    data["decisions"][1]["ending"] = "exploded"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(JournalError, match="ending"):
        bring_in(journal, path)
    assert journal.summaries() == ()


def test_a_damaged_copy_is_not_brought_in(journal, other):
    damaged(other, garbled_line(2))
    with pytest.raises(JournalError, match="is damaged"):
        bring_in(journal, other.path)


def test_a_missing_file_is_said(journal, tmp_path):
    with pytest.raises(JournalError, match="no such file"):
        bring_in(journal, tmp_path / "none.json")


def test_thousands_of_decisions_come_in_at_once(journal, tmp_path):
    many = [replace(decision(1, notes=()), id=f"d{number}") for number in range(2000)]
    assert bring_in(journal, exported(tmp_path, many)).added == 2000
    assert len(journal.summaries()) == 2000
