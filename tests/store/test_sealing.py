"""A journal with a passphrase: nothing of it can be read, changed or moved about unseen."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import JournalError, JournalLocked
from coach.journal.decisions import Note
from coach.session.session import Draft
from coach.store import backups, integrity, locking, sealing
from coach.store.database import SqliteStorage
from coach.store.journal_file import FILE
from coach.store.journal_store import TinyJournal, open_journal
from coach.store.transfer import bring_in
from tests import naughty
from tests.store.samples import NAUGHTY, NOON, decision, filled_with, open_session, person

KEPT = Path(__file__).parent / "kept"
WORDS = "four odd words, grüße"
OTHER = "quite another sentence"
SECRETS = (b"Could you send", b"Ana 1", b"the report", b"the draft stands", b"Cancelled twice")


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Guessing is made expensive on purpose; tests need not pay for it."""
    monkeypatch.setattr(sealing, "COST", sealing.Cost(n=2**4))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def start(folder):
    """The journal as another start of the program sees it; ``words`` open it."""
    opened = []

    def again(words=""):
        journal = TinyJournal(folder / FILE, now=lambda: NOON)
        if words:
            journal.open_with(words)
        opened.append(journal)
        return journal

    yield again
    for each in opened:
        with contextlib.suppress(JournalError):
            each.close()


@pytest.fixture
def sealed(start, folder):
    """A sealed journal that has a little of everything, closed."""
    journal = start()
    fill(journal)
    journal.set_passphrase(WORDS)
    journal.close()
    return folder / FILE


def fill(journal):
    journal.record(decision(1))
    journal.keep(open_session(2))
    journal.keep_person(person(1))


def everything(journal):
    decisions = tuple(journal.decision(each.id) for each in journal.summaries())
    return decisions, journal.sessions(), journal.people()


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- what was kept comes back -----------------------------------------------------------


def test_all_that_was_kept_is_there_with_the_passphrase_and_goes_on(start, sealed):
    journal = start(WORDS)
    assert everything(journal) == ((decision(1),), (open_session(2),), (person(1),))
    journal.record(decision(3))
    journal.note("decision-3", Note(at=NOON, text="later"))
    journal.forget("decision-1")
    journal.close()
    again = start(WORDS)
    assert [each.id for each in again.summaries()] == ["decision-3"]
    assert again.decision("decision-3").notes[-1].text == "later"
    assert "later" in dict(again.texts())["decision-3"]


EVERY_NAUGHTY = (*NAUGHTY, *naughty.ALL)


@pytest.mark.parametrize("text", EVERY_NAUGHTY, ids=range(len(EVERY_NAUGHTY)))
def test_naughty_text_comes_through_every_field(start, text):
    one = filled_with(text)
    journal = start()
    journal.set_passphrase(WORDS)
    journal.record(one)
    journal.keep(open_session(2, draft=Draft(body=text)))
    journal.keep_person(person(1, name=text, also=(text,)))
    journal.close()
    again = start(WORDS)
    assert again.decision(one.id) == one
    assert again.sessions()[0].draft.body == text
    assert again.people()[0].name == text
    again.take_passphrase_off()
    assert start().decision(one.id) == one


@pytest.mark.parametrize("words", [text for text in EVERY_NAUGHTY if len(text) >= 8])
def test_any_text_will_do_as_a_passphrase(start, words):
    journal = start()
    fill(journal)
    journal.set_passphrase(words)
    journal.close()
    assert start(words).sessions() == (open_session(2),)


def test_letters_typed_in_another_way_are_the_same_passphrase(start, folder):
    start().set_passphrase("gr\u00fc\u00dfe an Zo\u00eb")
    assert start("gru\u0308\u00dfe an Zoe\u0308").sessions() == ()


# -- nothing can be read without it -----------------------------------------------------


def test_after_locking_no_word_of_it_is_left_in_the_folder(start, folder):
    journal = start()
    fill(journal)
    journal.back_up()
    journal.forget("decision-1")
    journal.restore("decision-1")
    journal.close()
    (folder / "journal.damaged.db").write_bytes(b"garbage\n" + (folder / FILE).read_bytes())
    (folder / "backups" / "journal-20200101T000000Z.db.new").write_bytes(b"Ana 1, half copied")
    (folder / "backups" / "journal-20200101T000000Z.db").write_bytes(b"a damaged copy: Ana 1")
    old = folder / "backups" / "journal-20200101T000000Z-before-0.2.jsonl"
    old.write_bytes((KEPT / "schema-2.jsonl").read_bytes())
    before = contents(folder)
    assert sum(any(word in data for word in SECRETS) for data in before.values()) == 6
    again = start()
    assert again.set_passphrase(WORDS) == []
    again.record(decision(5))
    again.back_up()
    for path, data in contents(folder).items():
        told = (*SECRETS, b'"session"', b"ana 1", b"2026-11-27")
        assert [word for word in told if word in data] == [], path
    assert again.take_passphrase_off() == []
    after = contents(folder)
    for path in (old, folder / "journal.damaged.db"):
        assert after[path] == before[path]
    assert everything(again)[1:] == ((open_session(2),), (person(1),))
    again.close()


def test_a_sealed_file_shows_no_columns_but_ids(start, sealed):
    told = sqlite3.connect(sealed).execute("select at, who, due, unsafe from summaries").fetchall()
    assert told == [(None, None, None, None)]


def test_equal_entries_do_not_look_equal(start, sealed):
    journal, seen = start(WORDS), set()
    for page in (1, 2, 1, 2):
        journal.keep(open_session(7, page=page))
        told = sqlite3.connect(sealed).execute("select json from sessions where id = 'walk-7'")
        seen.add(told.fetchone())
    assert len(seen) == 4


def test_a_sealed_journal_of_0_1_0_is_moved_and_stays_sealed(start, folder):
    folder.mkdir(mode=0o700)
    log = folder / "journal.jsonl"
    log.write_bytes((KEPT / "schema-2-sealed.jsonl").read_bytes())
    journal = start()
    assert journal.locked
    with pytest.raises(JournalLocked):
        journal.sessions()
    with pytest.raises(JournalLocked, match="doesn't open"):
        journal.open_with(WORDS)
    assert log.read_bytes() == (KEPT / "schema-2-sealed.jsonl").read_bytes()
    journal.open_with("for trials only")
    assert [each.id for each in journal.summaries()] == ["decision-2", "decision-1"]
    assert journal.sessions() == (open_session(9),)
    assert not log.exists()
    journal.close()
    assert not any(word in data for data in contents(folder).values() for word in SECRETS)
    assert start("for trials only").people() == (person(1),)


def test_a_copy_is_sealed_too_and_can_be_brought_back(start, sealed, tmp_path):
    journal = start(WORDS)
    copy = journal.back_up()
    assert not any(word in copy.read_bytes() for word in SECRETS)
    journal.forget("decision-1")
    assert bring_in(journal, copy).added == 1
    assert journal.decision("decision-1") == decision(1)
    other = open_journal(tmp_path / "other")
    with pytest.raises(JournalLocked):
        bring_in(other, copy)
    bring_in(other, copy, WORDS)
    assert other.decision("decision-1") == decision(1)
    other.close()


# -- without the passphrase -------------------------------------------------------------


def test_a_wrong_passphrase_is_said_and_changes_nothing(start, sealed, folder):
    before = contents(folder)
    stamps = {path: os.lstat(path).st_mtime_ns for path in before}
    journal = start()
    for _ in range(2):
        with pytest.raises(JournalLocked, match="doesn't open"):
            journal.open_with(OTHER)
    assert journal.locked
    assert contents(folder) == before
    assert {path: os.lstat(path).st_mtime_ns for path in before} == stamps
    journal.open_with(WORDS)
    assert journal.sessions() == (open_session(2),)


def test_without_the_passphrase_every_use_is_refused_in_one_line(start, sealed, folder):
    before = contents(folder)
    journal = start()
    uses = (
        journal.sessions,
        journal.summaries,
        journal.people,
        lambda: journal.glance(NOON.date()),
        journal.back_up,
        lambda: list(journal.texts()),
        lambda: journal.keep(open_session(9)),
        lambda: journal.record(decision(9)),
        lambda: journal.set_passphrase(OTHER),
        journal.take_passphrase_off,
    )
    for use in uses:
        with pytest.raises(JournalLocked) as said:
            use()
        assert said.value.openable
        assert "\n" not in str(said.value)
        assert str(sealed) in str(said.value)
    journal.close()
    assert contents(folder) == before


@pytest.mark.parametrize("words", ["", "short", "1234567"])
def test_a_passphrase_that_protects_nothing_is_not_taken(start, folder, words):
    journal = start()
    fill(journal)
    before = contents(folder)
    with pytest.raises(JournalError, match="At least 8 characters"):
        journal.set_passphrase(words)
    assert contents(folder) == before
    assert not journal.locked


def test_without_the_extra_one_line_says_what_to_install(start, sealed, monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.kdf.scrypt", None)
    monkeypatch.setattr(sealing, "find_spec", lambda name: None)
    journal = start()
    with pytest.raises(JournalLocked, match=r"pip install .follow-up-coach\[encrypt\]") as said:
        journal.sessions()
    assert not said.value.openable
    with pytest.raises(JournalError, match=r"pip install .follow-up-coach\[encrypt\]"):
        journal.open_with(WORDS)


def test_a_plain_journal_never_loads_the_extra(start, folder):
    fill(start())
    code = (
        "import sys; from pathlib import Path; from coach.store.journal_store import open_journal;"
        "j = open_journal(Path(sys.argv[1])); j.summaries(); j.close();"
        "print({'cryptography', 'coach.store.transfer'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "set()\n", done.stderr


def test_no_secret_is_shown_by_anything_that_may_be_printed(start, sealed):
    journal = start(WORDS)
    shown = [repr(each) for each in (journal, journal.file.key)]
    with pytest.raises(JournalLocked) as said:
        start(OTHER)
    shown += [repr(said.value), str(said.value.__cause__), str(said.value.__context__)]
    assert not any(words in each for each in shown for words in (WORDS, OTHER))


# -- tampering --------------------------------------------------------------------------


def change(path, command, *values):
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute(command, values)
        file.commit()


@pytest.mark.parametrize(
    "command",
    [
        "update sessions set json = (select json from people)",
        "update decisions set json = (select json from decisions where id = 'decision-3') "
        "where id = 'decision-1'",
        "update decisions set id = 'decision-9' where id = 'decision-1'",
        "update summaries set json = (select d.json from decisions d where d.id = summaries.id)",
        "update people set json = zeroblob(60)",
        """update people set json = '{"id":"person-1","name":"Eve"}'""",
    ],
)
def test_documents_that_were_swapped_renamed_or_made_up_are_found(start, sealed, command):
    journal = start(WORDS)
    journal.record(decision(3))
    journal.close()
    change(sealed, command)
    journal = start(WORDS)
    with pytest.raises((JournalError, KeyError)):
        everything(journal)
    journal.close()
    assert integrity.verify(sealed, locking.key_for(sealed, WORDS)).problems


def test_any_changed_byte_of_a_document_is_found(start, sealed):
    ((whole,),) = sqlite3.connect(sealed).execute("select json from people").fetchall()
    for at in range(0, len(whole), 3):
        data = whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :]
        change(sealed, "update people set json = ?", data)
        journal = start(WORDS)
        with pytest.raises(JournalError, match="is damaged"):
            journal.people()
        journal.close()


@pytest.mark.parametrize(
    ("field", "value"), [("n", 2**30), ("kdf", "md5"), ("cipher", "rot13"), ("salt", "?"), ("r", 0)]
)
def test_a_head_that_says_something_else_opens_nothing(start, sealed, field, value):
    change(sealed, f"update settings set json = json_set(json, '$.{field}', ?)", value)
    with pytest.raises(JournalError):
        start(WORDS)


def test_a_plain_journal_in_the_place_of_a_sealed_one_is_refused(start, sealed, tmp_path):
    other = open_journal(tmp_path / "other" / "journal")
    other.keep(open_session(5))
    other.close()
    shutil.copy(other.file.path, sealed)
    journal = start()
    for use in (
        journal.sessions,
        lambda: journal.glance(NOON.date()),
        lambda: journal.keep(open_session(9)),
    ):
        with pytest.raises(JournalError, match="yours had one") as said:
            use()
    marker = tmp_path / "journal.sealed"
    assert str(marker) in str(said.value)
    assert b"the draft stands" in sealed.read_bytes()
    marker.unlink()
    assert start().sessions() == (open_session(5),)


def test_a_sealed_journal_verifies_with_its_key_only_and_is_mended_sealed(start, sealed):
    with pytest.raises(JournalLocked):
        integrity.verify(sealed)
    key = locking.key_for(sealed, WORDS)
    assert integrity.verify(sealed, key).problems == []
    change(sealed, "update people set json = zeroblob(60)")
    integrity.mend(sealed, key)
    assert integrity.verify(sealed, key).problems == []
    journal = start(WORDS)
    assert everything(journal) == ((decision(1),), (open_session(2),), ())
    assert not any(word in data for data in contents(sealed.parent).values() for word in SECRETS)


# -- taking it off, and another one -----------------------------------------------------


def test_with_another_passphrase_the_first_opens_nothing_any_more(start, sealed, folder):
    journal = start(WORDS)
    journal.back_up()
    assert journal.set_passphrase(OTHER) == []
    journal.keep(open_session(6))
    journal.close()
    for path in (sealed, *backups.copies(sealed)):
        locking.key_for(path, OTHER)
        with pytest.raises(JournalLocked):
            locking.key_for(path, WORDS)
    assert {each.id for each in start(OTHER).sessions()} == {"walk-2", "walk-6"}


def test_copies_under_yet_another_passphrase_are_left_and_named(start, sealed, folder):
    journal = start(WORDS)
    strange = journal.back_up()
    kept = strange.read_bytes()
    journal.set_passphrase(OTHER)
    journal.set_passphrase("a third one, later")
    strange.write_bytes(kept)
    assert journal.set_passphrase("a fourth one, later") == [strange]
    assert journal.take_passphrase_off() == [strange]
    assert strange.read_bytes() == kept
    assert locking.sealed_around(sealed) == [strange]


def test_what_an_interrupted_locking_left_readable_is_sealed_on_the_next_opening(start, folder):
    journal = start()
    fill(journal)
    copy = journal.back_up()
    plain = copy.read_bytes()
    journal.set_passphrase(WORDS)
    journal.close()
    copy.write_bytes(plain)  # as if the program had been killed before it came to this one
    start(WORDS).sessions()
    assert not any(word in copy.read_bytes() for word in SECRETS)
    locking.key_for(copy, WORDS)


# -- two windows ------------------------------------------------------------------------


def test_another_window_is_shut_out_until_it_has_the_passphrase_too(start, folder):
    one, other = start(), start()
    fill(one)
    other.keep(open_session(3))
    one.set_passphrase(WORDS)
    for use in (
        other.sessions,
        lambda: other.glance(NOON.date()),
        lambda: other.keep(open_session(4)),
    ):
        with pytest.raises(JournalLocked):
            use()
    other.close()
    other.open_with(WORDS)
    other.keep(open_session(4))
    assert [each.id for each in one.sessions()] == ["walk-4", "walk-3", "walk-2"]
    one.note("decision-1", Note(at=NOON, text="from the first"))
    assert other.decision("decision-1").notes[-1].text == "from the first"


def test_a_window_goes_on_when_the_passphrase_is_taken_off_in_another(start, sealed):
    one, other = start(WORDS), start(WORDS)
    other.sessions()
    one.take_passphrase_off()
    other.keep(open_session(5))
    assert [each.id for each in start().sessions()] == ["walk-5", "walk-2"]


def test_a_sealed_journal_stays_small_and_sealed_while_one_types(start, sealed):
    journal = start(WORDS)
    for number in range(200):
        journal.keep(replace(open_session(1), page=number, draft=Draft(body="word " * 200)))
    assert sealed.stat().st_size < 300_000
    assert b"word word" not in sealed.read_bytes()
    journal.close()
    assert start(WORDS).sessions()[-1].page == 199


def test_an_interrupted_change_of_passphrase_is_completed_with_the_new_one_alone(start, folder):
    journal = start()
    fill(journal)
    journal.set_passphrase(WORDS)
    copy = journal.back_up()
    under_the_first = copy.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locking, "follow", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.set_passphrase("a second one, later")
    journal.close()
    assert copy.read_bytes() == under_the_first
    start("a second one, later").close()
    locking.key_for(copy, "a second one, later")
    with pytest.raises(JournalLocked):
        locking.key_for(copy, WORDS)


def test_a_change_that_never_came_to_the_journal_leaves_the_first_passphrase(start, folder):
    journal = start()
    fill(journal)
    journal.set_passphrase(WORDS)
    copy = journal.back_up()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteStorage, "reseal", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.set_passphrase("a second one, later")
    journal.close()
    assert start(WORDS).decision("decision-1").id == "decision-1"
    locking.key_for(copy, WORDS)


def interrupted(*_, **__):
    raise KeyboardInterrupt
