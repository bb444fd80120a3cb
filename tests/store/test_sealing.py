"""A journal with a passphrase: nothing of it can be read, changed or moved about unseen."""

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from coach.journal.decisions import Note
from coach.problems import JournalError, JournalLocked
from coach.session.session import Draft
from coach.store import (
    backups,
    home_index,
    journal_log,
    log_lines,
    private_files,
    resealing,
    sealing,
    verify,
)
from coach.store.journal_store import FILE, TinyJournal, open_journal
from coach.store.log_reading import DamagedError
from coach.store.transfer import bring_in
from tests import naughty
from tests.store.samples import NAUGHTY, NOON, decision, filled_with, person, walk

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
    journal.keep(walk(2))
    journal.keep_person(person(1))


def everything(journal):
    decisions = tuple(journal.decision(each.id) for each in journal.summaries())
    return decisions, journal.walks(), journal.people()


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rewritten(path, change):
    """Change the lines after the first, and give each the checksum that it then needs."""
    head, *rest = path.read_bytes().splitlines(keepends=True)
    chain, bodies = (
        log_lines.Chain(log_lines.claimed(head)),
        change([log_lines.body_of(each) for each in rest]),
    )
    path.write_bytes(head + b"".join(chain.write(body) for body in bodies))


# -- what was kept comes back -----------------------------------------------------------


def test_all_that_was_kept_is_there_with_the_passphrase_and_goes_on(start, sealed):
    journal = start(WORDS)
    assert everything(journal) == ((decision(1),), (walk(2),), (person(1),))
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
    journal.keep(walk(2, draft=Draft(body=text)))
    journal.keep_person(person(1, name=text, also=(text,)))
    journal.close()
    again = start(WORDS)
    assert again.decision(one.id) == one
    assert again.walks()[0].draft.body == text
    assert again.people()[0].name == text
    again.take_passphrase_off()
    assert start().decision(one.id) == one


@pytest.mark.parametrize("words", [text for text in EVERY_NAUGHTY if len(text) >= 8])
def test_any_text_will_do_as_a_passphrase(start, words):
    journal = start()
    fill(journal)
    journal.set_passphrase(words)
    journal.close()
    assert start(words).walks() == (walk(2),)


def test_letters_typed_in_another_way_are_the_same_passphrase(start, folder):
    start().set_passphrase("gr\u00fc\u00dfe an Zo\u00eb")
    assert start("gru\u0308\u00dfe an Zoe\u0308").walks() == ()


# -- nothing can be read without it -----------------------------------------------------


def test_after_locking_no_word_of_it_is_left_in_the_folder(start, folder):
    journal = start()
    fill(journal)
    journal.back_up()
    journal.close()  # leaves the glance
    (folder / "journal.cut-short-20260101-000000.jsonl").write_bytes(b'{"sum":"x","Ana 1')
    (folder / "journal.damaged.jsonl").write_bytes(b"garbage\n" + (folder / FILE).read_bytes())
    (folder / "glance.json.new").write_bytes(b"Ana 1, half written")
    old = folder / "backups" / "journal-20200101T000000Z-before-schema-2.jsonl"
    shutil.copy(start()._log().path, old)
    assert sum(any(word in data for word in SECRETS) for data in contents(folder).values()) == 7
    again = start()
    assert again.set_passphrase(WORDS) == []
    again.record(decision(5))
    again.back_up()
    again.close()
    names = {path.name for path in contents(folder)}
    assert {old.name, "journal.damaged.jsonl", "journal.cut-short-20260101-000000.jsonl"} <= names
    for path, data in contents(folder).items():
        assert [word for word in (*SECRETS, b'"put"', b"details") if word in data] == [], path
    assert not home_index.place(folder / FILE).exists()


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
    bring_in(other, copy, sealing.key_for(copy, WORDS))
    assert other.decision("decision-1") == decision(1)
    other.close()


def test_equal_entries_do_not_look_equal(start, sealed):
    journal = start(WORDS)
    for page in (1, 2, 1, 2):
        journal.keep(walk(7, page=page))
    told = [log_lines.body_of(line)[30:] for line in sealed.read_bytes().splitlines(True)]
    assert len(set(told)) == len(told)


def test_a_file_written_anew_has_another_inner_key(start, sealed):
    journal = start(WORDS)
    before = sealed.read_bytes().splitlines()
    journal._log().compact()
    after = sealed.read_bytes().splitlines()
    assert json.loads(before[0])["salt"] == json.loads(after[0])["salt"]
    assert json.loads(before[0])["key"] != json.loads(after[0])["key"]


def test_a_line_taken_back_is_never_sealed_again_under_the_same_nonce(start, sealed, monkeypatch):
    journal = start(WORDS)
    tried = []
    whole = private_files.write_all

    def fail(fd, data):
        tried.append(bytes(data))
        whole(fd, data[:40])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(private_files, "write_all", fail)
        with pytest.raises(JournalError, match="could not be saved"):
            journal.keep(walk(8))
    journal.keep(walk(8))
    (once,) = tried
    again = sealed.read_bytes().splitlines(True)[-1]
    nonces = {sealing._sealed(line)[16:28] for line in (once, again)}
    assert len(nonces) == 2
    assert start(WORDS).walks() == journal.walks()


# -- without the passphrase -------------------------------------------------------------


def test_a_wrong_passphrase_is_said_and_changes_nothing(start, sealed, folder):
    before = contents(folder)
    stamps = {path: os.lstat(path).st_mtime_ns for path in before}
    journal = start()
    for _ in range(2):
        with pytest.raises(JournalLocked, match="does not open"):
            journal.open_with(OTHER)
    assert journal.locked
    assert contents(folder) == before
    assert {path: os.lstat(path).st_mtime_ns for path in before} == stamps
    journal.open_with(WORDS)
    assert journal.walks() == (walk(2),)


def test_without_the_passphrase_every_use_is_refused_in_one_line(start, sealed, folder):
    before = contents(folder)
    journal = start()
    uses = (
        journal.walks,
        journal.summaries,
        journal.people,
        journal.glance,
        journal.back_up,
        lambda: list(journal.texts()),
        lambda: journal.keep(walk(9)),
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
        journal.walks()
    assert not said.value.openable
    with pytest.raises(JournalError, match=r"pip install .follow-up-coach\[encrypt\]"):
        journal.open_with(WORDS)


def test_a_plain_journal_never_loads_the_extra(start, folder):
    fill(start())
    code = (
        "import sys; from pathlib import Path; from coach.store.journal_store import open_journal;"
        "j = open_journal(Path(sys.argv[1])); j.summaries(); j.close();"
        "print({'cryptography', 'coach.store.resealing'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "set()\n", done.stderr


def test_no_secret_is_shown_by_anything_that_may_be_printed(start, sealed):
    journal = start(WORDS)
    shown = [repr(each) for each in (journal, journal.key, journal._log()._seen.chain)]
    with pytest.raises(JournalLocked) as said:
        start(OTHER)
    shown += [repr(said.value), str(said.value.__cause__), str(said.value.__context__)]
    assert not any(words in each for each in shown for words in (WORDS, OTHER))


# -- tampering --------------------------------------------------------------------------


def test_any_single_changed_byte_is_found(start, sealed):
    whole = sealed.read_bytes()
    for at in range(len(whole)):
        for flip in (0x01, 0x20):
            sealed.write_bytes(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
            journal = start()
            try:
                journal.open_with(WORDS)
                journal.summaries()
            except JournalError:
                continue
            # Only the very last newline may look like a line cut short; it was set aside, and said.
            assert at == len(whole) - 1
            assert "cut short" in journal.notices()[0]
            next(sealed.parent.glob("*cut-short*")).unlink()


def test_a_changed_byte_is_found_whoever_computes_the_checksums_anew(start, sealed):
    """The checksums are no protection against somebody; the seal is."""
    whole = sealed.read_bytes()
    count = len(whole.splitlines()) - 1
    for number in range(count):
        for at in range(8, len(whole.splitlines()[number + 1]) - 30, 7):

            def change(bodies, number=number, at=at):
                body = bytearray(bodies[number])
                body[at] = ord("A") if body[at] != ord("A") else ord("B")
                return [*bodies[:number], bytes(body), *bodies[number + 1 :]]

            sealed.write_bytes(whole)
            rewritten(sealed, change)
            assert sealed.read_bytes() != whole
            with pytest.raises(DamagedError, match=rf"line {number + 2}"):
                start(WORDS)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("removed", lambda told: [told[0], *told[2:]]),
        ("the first removed", lambda told: told[1:]),
        ("doubled", lambda told: [told[0], *told]),
        ("the last doubled", lambda told: [*told, told[-1]]),
        ("moved", lambda told: [told[1], told[0], *told[2:]]),
        ("a plain line put in", lambda told: [*told, b'"put":{"walks":{"x":null}}']),
    ],
)
def test_lines_that_are_missing_doubled_or_moved_are_found(start, sealed, kind, change):
    rewritten(sealed, change)
    before = sealed.read_bytes()
    with pytest.raises(DamagedError, match=r"damaged in line \d"):
        start(WORDS)
    assert sealed.read_bytes() == before


def test_a_line_of_an_earlier_file_does_not_fit_into_the_next(start, sealed):
    journal = start(WORDS)
    journal._log().compact()
    early = sealed.read_bytes().splitlines(True)
    journal._log().compact()
    late = sealed.read_bytes().splitlines(True)
    assert len(early) == len(late)
    journal.close()
    rewritten(sealed, lambda told: [log_lines.body_of(early[1]), *told[1:]])
    with pytest.raises(DamagedError, match="line 2"):
        start(WORDS)


@pytest.mark.parametrize(
    "fields",
    [{"n": 2**5}, {"schema": 1}, {"p": 2}, {"salt": "AAAAAAAAAAAAAAAAAAAAAA=="}],
)
def test_a_first_line_that_says_something_else_opens_nothing(start, sealed, fields):
    head, *rest = sealed.read_bytes().splitlines(keepends=True)
    said = {**json.loads(head), **fields}
    del said["sum"]
    body = json.dumps(said, separators=(",", ":")).encode()[1:-1]
    sealed.write_bytes(log_lines.seal(body, 0)[0] + b"".join(rest))
    with pytest.raises(JournalLocked, match="does not open"):
        start(WORDS)


@pytest.mark.parametrize("fields", [{"n": 2**40}, {"n": 1000}, {"r": 10**6}, {"kdf": "md5"}])
def test_a_first_line_that_asks_for_too_much_is_refused_before_anything_is_tried(
    start, sealed, fields
):
    head = {**json.loads(sealed.read_bytes().splitlines()[0]), **fields}
    del head["sum"]
    body = json.dumps(head, separators=(",", ":")).encode()[1:-1]
    sealed.write_bytes(log_lines.seal(body, 0)[0])
    with pytest.raises(JournalError, match="in a way that this program does not know"):
        start(WORDS)


def test_a_line_cut_short_is_set_aside_and_all_before_it_is_here(start, sealed):
    journal = start(WORDS)
    journal.keep(walk(3))
    journal.close()
    whole = sealed.read_bytes()
    for cut in (1, 2, 30, 400):
        sealed.write_bytes(whole[:-cut])
        again = start(WORDS)
        assert again.walks() == (walk(2),)
        assert "cut short" in again.notices()[0]
        again.close()


# -- verify and mend --------------------------------------------------------------------


def test_a_sound_sealed_journal_verifies_with_its_key_only(start, sealed):
    report = verify.verify(sealed, sealing.key_for(sealed, WORDS))
    assert (report.problems, dict(report.counts)) == (
        [],
        {"walks": 1, "decisions": 1, "details": 1, "people": 1},
    )
    with pytest.raises(JournalLocked):
        verify.verify(sealed)


@pytest.mark.parametrize("change", ["removed", "garbage", "changed"])
def test_mending_loses_no_line_but_the_one_that_is_damaged_and_keeps_the_seal(
    start, sealed, change
):
    journal = start(WORDS)
    for number in range(10, 15):
        journal.keep(walk(number))
    journal.close()
    told = sealed.read_bytes().splitlines(True)
    number = next(n for n, line in enumerate(told) if n == len(told) - 3)
    line = told[number]
    put = {
        "removed": [],
        "garbage": [b"garbage\n"],
        "changed": [line[:60] + (b"A" if line[60:61] != b"A" else b"B") + line[61:]],
    }
    sealed.write_bytes(b"".join([*told[:number], *put[change], *told[number + 1 :]]))
    key = sealing.key_for(sealed, WORDS)
    assert verify.verify(sealed, key).problems
    verify.mend(sealed, key)
    assert not any(word in data for data in contents(sealed.parent).values() for word in SECRETS)
    assert {each.id for each in start(WORDS).walks()} == {
        "walk-2", "walk-10", "walk-11", "walk-13", "walk-14",
    }  # fmt: skip


# -- taking it off, and another one -----------------------------------------------------


def test_taking_the_passphrase_off_makes_every_file_as_it_was(start, folder):
    journal = start()
    fill(journal)
    journal.back_up()
    journal._log().close()
    (folder / "journal.damaged.jsonl").write_bytes(b"\x00not a journal\r\nAna 1")
    before = {path: data for path, data in contents(folder).items() if path.suffix == ".jsonl"}
    again = start()
    again.set_passphrase(WORDS)
    assert set(contents(folder).values()).isdisjoint(before.values())
    assert again.take_passphrase_off() == []
    after = contents(folder)
    assert {path: after[path] for path in before if path.name != FILE} == {
        path: data for path, data in before.items() if path.name != FILE
    }
    plain = start()
    assert not plain.locked
    assert everything(plain) == ((decision(1),), (walk(2),), (person(1),))
    assert verify.verify(folder / FILE).problems == []


def test_with_another_passphrase_the_first_opens_nothing_any_more(start, sealed, folder):
    journal = start(WORDS)
    journal.back_up()
    assert journal.set_passphrase(OTHER) == []
    journal.keep(walk(6))
    journal.close()
    for path in (sealed, *backups.copies(sealed)):
        sealing.key_for(path, OTHER)
        with pytest.raises(JournalLocked):
            sealing.key_for(path, WORDS)
    assert {each.id for each in start(OTHER).walks()} == {"walk-2", "walk-6"}


def test_copies_under_yet_another_passphrase_are_left_and_named(start, sealed, folder):
    journal = start(WORDS)
    strange = journal.back_up()
    kept = strange.read_bytes()
    journal.set_passphrase(OTHER)
    strange.write_bytes(kept)
    assert journal.set_passphrase("a third one, later") == [strange]
    assert journal.take_passphrase_off() == [strange]
    assert strange.read_bytes() == kept
    assert resealing.sealed_around(sealed) == [strange]


def test_what_an_interrupted_locking_left_readable_is_sealed_on_the_next_opening(start, folder):
    journal = start()
    fill(journal)
    copy = journal.back_up()
    plain = copy.read_bytes()
    journal.set_passphrase(WORDS)
    journal.close()
    copy.write_bytes(plain)  # as if the program had been killed before it came to this one
    start(WORDS).walks()
    assert not any(word in copy.read_bytes() for word in SECRETS)
    sealing.key_for(copy, WORDS)


def test_a_full_disk_leaves_the_journal_as_it_was(start, folder, monkeypatch):
    journal = start()
    fill(journal)
    before = (folder / FILE).read_bytes()

    def fail(fd, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(private_files, "write_all", fail)
        with pytest.raises(JournalError, match="It is as it was"):
            journal.set_passphrase(WORDS)
    assert (folder / FILE).read_bytes() == before
    journal.keep(walk(4))
    assert not start().locked
    assert len(start().walks()) == 2


# -- two windows ------------------------------------------------------------------------


def test_another_window_is_shut_out_until_it_has_the_passphrase_too(start, folder):
    one, other = start(), start()
    fill(one)
    other.keep(walk(3))
    one.set_passphrase(WORDS)
    for use in (other.walks, other.glance, lambda: other.keep(walk(4))):
        with pytest.raises(JournalLocked):
            use()
    other.close()
    assert not home_index.place(folder / FILE).exists()
    other.open_with(WORDS)
    other.keep(walk(4))
    assert [each.id for each in one.walks()] == ["walk-4", "walk-3", "walk-2"]
    one.note("decision-1", Note(at=NOON, text="from the first"))
    assert other.decision("decision-1").notes[-1].text == "from the first"


def test_a_window_goes_on_when_the_passphrase_is_taken_off_in_another(start, sealed):
    one, other = start(WORDS), start(WORDS)
    other.walks()
    one.take_passphrase_off()
    other.keep(walk(5))
    assert [each.id for each in start().walks()] == ["walk-5", "walk-2"]


def test_compaction_in_one_window_is_followed_by_the_other(start, sealed):
    one, other = start(WORDS), start(WORDS)
    assert other.decision("decision-1") == decision(1)
    one._log().compact()
    assert other.decision("decision-1") == decision(1)
    other.keep(walk(5))
    assert len(one.walks()) == 2


def test_a_sealed_journal_stays_small_and_sealed_while_one_types(start, sealed, monkeypatch):
    monkeypatch.setattr(journal_log, "MUST_COMPACT", 64 * 1024)
    journal = start(WORDS)
    for number in range(200):
        journal.keep(replace(walk(1), page=number, draft=Draft(body="word " * 200)))
    assert sealed.stat().st_size < 300_000
    assert b"word word" not in sealed.read_bytes()
    journal.close()
    assert start(WORDS).walks()[-1].page == 199


def test_an_older_schema_is_brought_up_to_date_and_its_copy_is_sealed(start, folder):
    from tests.store.test_keeping import KEPT

    folder.mkdir(mode=0o700)
    old = (KEPT / "schema-1.jsonl").read_bytes()
    _, *rest = old.splitlines(keepends=True)
    key = sealing.new_key(WORDS)
    first, chain = key.begin(1)
    told = [chain.write(log_lines.body_of(line)) for line in rest]
    (folder / FILE).write_bytes(first + b"".join(told))
    journal = start(WORDS)
    assert [each.percent for each in journal.summaries()] == [70, None]
    (copy,) = backups.copies(folder / FILE)
    assert b"decision-1" not in copy.read_bytes() + (folder / FILE).read_bytes()


def test_an_interrupted_change_of_passphrase_is_completed_with_the_new_one_alone(start, folder):
    journal = start()
    fill(journal)
    journal.set_passphrase(WORDS)
    copy = journal.back_up()
    under_the_first = copy.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resealing, "follow", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.set_passphrase("a second one, later")
    journal.close()
    assert copy.read_bytes() == under_the_first
    start("a second one, later").close()
    sealing.key_for(copy, "a second one, later")
    with pytest.raises(JournalLocked):
        sealing.key_for(copy, WORDS)
    assert not list(folder.glob("*.rekey"))


def test_a_change_that_never_came_to_the_journal_leaves_the_first_passphrase(start, folder):
    journal = start()
    fill(journal)
    journal.set_passphrase(WORDS)
    copy = journal.back_up()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(journal._log()), "reseal", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.set_passphrase("a second one, later")
    journal.close()
    assert start(WORDS).decision("decision-1").id == "decision-1"
    sealing.key_for(copy, WORDS)
    assert not list(folder.glob("*.rekey"))


def interrupted(*_, **__):
    raise KeyboardInterrupt
