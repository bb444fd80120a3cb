"""The journal as the program uses it: walks, decisions, people, and a glance at them."""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.journal.decisions import Decision, Note, Person, Summary
from coach.journal.repository import Journal
from coach.problems import JournalError
from coach.session.session import Draft, Session
from coach.store import home_index
from coach.store.codec import from_document, to_document
from coach.store.journal_store import FILE, TinyJournal, open_journal
from coach.vocabulary import Outcome
from tests import naughty
from tests.store.samples import NAUGHTY, NOON, decision, filled_with, person, walk


@pytest.fixture
def journal(tmp_path):
    journal = TinyJournal(tmp_path / FILE, now=lambda: NOON)
    yield journal
    journal.close()


@pytest.fixture
def again(tmp_path):
    """The same journal as the next start sees it."""
    opened = []

    def start():
        opened.append(TinyJournal(tmp_path / FILE, now=lambda: NOON))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def test_it_is_the_journal_that_the_program_asks_for(journal):
    fulfilled: Journal = journal
    assert [
        name for name in dir(Journal) if not name.startswith("_") and not hasattr(fulfilled, name)
    ] == []


SAMPLE = walk(1, unsafe=True, hold_overridden=True)


# -- walks ------------------------------------------------------------------------------


def test_a_walk_comes_back_exactly_with_all_its_fields(journal, again):
    journal.keep(SAMPLE)
    assert again().walks() == (SAMPLE,)


def test_an_empty_walk_comes_back_exactly(journal, again):
    bare = Session(id="w", started=NOON, touched=NOON)
    journal.keep(bare)
    assert again().walks() == (bare,)


def test_saving_a_walk_again_replaces_it_whole(journal, again):
    journal.keep(walk(1))
    shorter = walk(1, answers={}, typed={}, hold=None, overrule=None, draft=Draft())
    journal.keep(shorter)
    assert again().walks() == (shorter,)


def test_walks_come_with_the_last_touched_first(journal, again):
    for number in (2, 3, 1):
        journal.keep(walk(number))
    assert [each.id for each in again().walks()] == ["walk-3", "walk-2", "walk-1"]


def test_a_dropped_walk_is_gone_and_dropping_it_twice_is_no_fault(journal, again):
    journal.keep(walk(1))
    journal.drop("walk-1")
    journal.drop("walk-1")
    assert again().walks() == ()


def test_a_walk_saved_in_the_hour_that_comes_twice_is_kept(journal, again):
    """Times in such an hour equal nothing in another zone, so values cannot be compared."""
    twice = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    journal.keep(walk(1, touched=twice))
    (found,) = again().walks()
    assert found.touched.isoformat() == twice.isoformat()


def test_a_time_without_a_zone_is_refused(journal):
    with pytest.raises(JournalError, match="would not come back"):
        journal.keep(walk(1, touched=datetime(2026, 11, 20)))
    assert journal.walks() == ()


@pytest.mark.parametrize("value", [1.5, float("nan"), None, [1], {"a": 1}, object()])
def test_an_answer_of_no_known_kind_is_refused(journal, value):
    with pytest.raises(JournalError, match="cannot be saved"):
        journal.keep(walk(1, answers={"x": value}))
    assert journal.walks() == ()


def test_half_a_character_is_refused_politely_and_nothing_else_is_lost(journal):
    journal.keep(walk(1))
    with pytest.raises(JournalError, match="half a character"):
        journal.keep(walk(1, draft=Draft(body="before \ud800 after")))
    assert journal.walks() == (walk(1),)


# -- every value there can be ------------------------------------------------------------

ZONES = st.sampled_from(
    [UTC, ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=-3, minutes=-30))]
)
st.register_type_strategy(
    datetime, st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=ZONES)
)
st.register_type_strategy(
    Mapping, lambda kind: st.dictionaries(*map(st.from_type, get_args(kind)), max_size=3)
)


def as_kept(value):
    """The value as JSON: times of different zones compare by what is written."""
    return json.dumps(to_document(value), sort_keys=True)


@pytest.mark.parametrize("kind", [Session, Decision, Summary, Person])
def test_every_value_of_every_kind_comes_back_whatever_fields_it_has(kind):
    """Fields that the domain gets later are covered without a change here."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(kind))
    def comes_back(value):
        again = from_document(to_document(value), kind)
        assert as_kept(again) == as_kept(value)

    comes_back()


def test_a_number_of_any_size_is_kept(journal, again):
    journal.keep(walk(1, answers={"nudges_sent": 10**30}))
    assert again().walks()[0].answers == {"nudges_sent": 10**30}


# -- text -------------------------------------------------------------------------------

EVERY_NAUGHTY = (*NAUGHTY, *naughty.ALL)


@pytest.mark.parametrize("text", EVERY_NAUGHTY, ids=range(len(EVERY_NAUGHTY)))
def test_naughty_text_comes_through_every_field(tmp_path, text):
    one = filled_with(text)
    journal = open_journal(tmp_path)
    journal.record(one)
    journal.keep(walk(2, id=f"{text}y", body=text))
    journal.keep_person(person(1, name=text, also=(text,)))
    journal.close()
    again = open_journal(tmp_path)
    assert again.glance().walks[0].draft.body == text
    assert again.decision(one.id) == one
    assert again.summaries() == (one.summary(),)
    assert again.walks()[0].draft.body == text
    assert again.people()[0].name == text
    again.close()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    key=st.text(min_size=1, max_size=20).filter(str.isprintable),
)
def test_any_text_comes_back_exactly(tmp_path, text, key):
    one = walk(1, body=text, answers={"person": text, key: text}, typed={key: text})
    journal = open_journal(tmp_path)
    journal.keep(one)
    again = open_journal(tmp_path)
    assert again.walks() == (one,)
    again.close()
    journal.close()


def test_a_megabyte_of_text_comes_back(journal, again):
    one = walk(1, body="a longer word \U0001f469 " * 50_000)
    journal.keep(one)
    assert again().walks() == (one,)


# -- decisions --------------------------------------------------------------------------


def test_a_decision_comes_back_exactly_with_all_its_fields(journal, again):
    journal.record(decision(1))
    assert again().decision("decision-1") == decision(1)
    assert again().summaries() == (decision(1).summary(),)


def test_recording_a_decision_ends_its_walk(journal, again):
    journal.keep(walk(1))
    journal.keep(walk(2))
    journal.record(decision(1))
    assert [each.id for each in again().walks()] == ["walk-2"]


def test_a_late_autosave_does_not_open_a_finished_walk_again(journal):
    one = walk(1)
    journal.keep(one)
    journal.record(decision(1, id=one.id, session=one))
    journal.keep(replace(one, touched=one.touched + timedelta(seconds=1)))
    assert journal.walks() == ()


def test_going_on_in_another_window_keeps_the_words_and_makes_a_second_decision(journal, again):
    one = walk(1)
    first = decision(1, id=one.id, session=one, decided=one.touched)
    journal.record(first)
    other = again()
    later = walk(1, body="other words", touched=one.touched + timedelta(minutes=5))
    other.keep(later)
    assert journal.walks() == (later,)
    second = decision(1, id=one.id, session=later, decided=later.touched)
    other.record(second)
    assert journal.walks() == ()
    assert journal.decision(one.id) == first
    assert journal.decision(f"{one.id}-2").session == later
    other.record(second)
    assert len(journal.summaries()) == 2


def test_decisions_come_newest_first(journal):
    for number in (1, 3, 2):
        journal.record(decision(number))
    assert [each.id for each in journal.summaries()] == ["decision-3", "decision-2", "decision-1"]


def test_an_unknown_decision_is_a_key_error(journal):
    with pytest.raises(KeyError):
        journal.decision("none")
    with pytest.raises(KeyError):
        journal.note("none", Note(at=NOON))
    with pytest.raises(KeyError):
        journal.forget("none")


def test_notes_are_added_and_what_was_decided_stays_as_it_was(journal, again):
    journal.record(decision(1, notes=()))
    journal.note("decision-1", Note(at=NOON, text="one"))
    told = journal.note("decision-1", Note(at=NOON, text="two", outcome=Outcome.REFUSED))
    found = again().decision("decision-1")
    assert told == found
    assert [each.text for each in found.notes] == ["one", "two"]
    assert found == decision(1, notes=found.notes)
    (summary,) = again().summaries()
    assert (summary.outcome, summary.notes) == (Outcome.REFUSED, 2)


def test_a_deleted_decision_is_gone_and_recording_it_brings_it_back(journal, again):
    journal.record(decision(1))
    deleted = journal.forget("decision-1")
    assert again().summaries() == ()
    journal.record(deleted)
    assert again().decision("decision-1") == decision(1)


def test_many_are_recorded_in_one_go(journal, again):
    journal.record_all([decision(number) for number in range(50)])
    assert len(again().summaries()) == 50


def test_the_words_of_a_decision_can_be_searched(journal):
    journal.record(decision(1, notes=(Note(at=NOON, text="she rang back"),)))
    journal.record(decision(2))
    found = dict(journal.texts())
    assert list(found) == ["decision-2", "decision-1"]
    for words in ("Ana 1", "the report 1", "A no is fine too", "she rang back", "let it go"):
        assert words in found["decision-1"]


# -- people -----------------------------------------------------------------------------


def test_what_is_kept_about_people_comes_back_by_name(journal, again):
    for number in (2, 1):
        journal.keep_person(person(number))
    journal.keep_person(person(1).with_note(Note(at=NOON, text="Apologised.")))
    found = again().people()
    assert [each.name for each in found] == ["Ana 1", "Ana 2"]
    assert [each.text for each in found[0].notes][-1] == "Apologised."
    journal.forget_person("person-2")
    assert len(again().people()) == 1


# -- two windows ------------------------------------------------------------------------


def test_two_windows_see_each_others_saves_and_lose_none(journal, again):
    other = again()
    journal.record(decision(1, notes=()))
    other.note("decision-1", Note(at=NOON, text="from the other"))
    journal.note("decision-1", Note(at=NOON, text="from the first"))
    other.keep(walk(5))
    assert [each.text for each in journal.decision("decision-1").notes] == [
        "from the other",
        "from the first",
    ]
    assert [each.id for each in journal.walks()] == ["walk-5"]
    assert other.summaries() == journal.summaries()


def test_several_threads_may_use_one_journal(journal, again):
    other = again()
    wrong = []

    def use(one, number):
        try:
            for step in range(25):
                one.record(decision(1000 * number + step, notes=()))
                one.keep(walk(number, id=f"mine-{number}", page=step))
                assert len(one.summaries()) > step
                assert any(each.id == f"mine-{number}" for each in one.walks())
                one.glance()
        except Exception as error:
            wrong.append(error)

    threads = [
        threading.Thread(target=use, args=(one, n)) for n, one in enumerate([journal] * 3 + [other])
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert wrong == []
    assert len(journal.summaries()) == len(other.summaries()) == 100
    assert len(journal.walks()) == 4


def test_closing_while_another_thread_saves_neither_hangs_nor_loses(journal, again):
    saved = []

    def save():
        for step in range(200):
            with contextlib.suppress(JournalError):
                journal.keep(walk(1, page=step))
                saved.append(step)

    thread = threading.Thread(target=save)
    thread.start()
    while thread.is_alive():
        journal.close()
    thread.join(60)
    assert again().walks()[0].page == saved[-1]


def test_closing_in_one_window_does_not_hinder_the_other(journal, again):
    journal.record(decision(1))
    other = again()
    other.summaries()
    journal.close()
    other.record(decision(2))
    assert len(journal.summaries()) == 2


# -- the glance -------------------------------------------------------------------------


def test_after_closing_home_is_known_without_opening_the_journal(journal, again):
    journal.record(decision(1, notes=()))
    journal.record(decision(2, next_on=None, prediction=None))
    journal.keep(walk(7))
    journal.keep_person(person(1))
    whole = journal.glance()
    journal.close()
    next_start = again()
    assert next_start.glance() == whole
    assert next_start._database is None
    assert whole.decisions == 2
    assert [each.id for each in whole.pending] == ["decision-1"]
    assert [each.id for each in whole.walks] == ["walk-7"]


def test_a_glance_of_an_earlier_state_is_not_believed(journal, again):
    journal.keep(walk(1))
    journal.close()
    killed = again()
    killed.keep(walk(2))
    killed._database.storage.close()
    assert len(again().glance().walks) == 2


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"null", b'{"version":1}', bytes(99), "ü".encode("latin-1")]
)
def test_a_damaged_glance_is_made_anew(journal, again, data):
    journal.keep(walk(1))
    journal.close()
    home_index.place(journal.path).write_bytes(data)
    later = again()
    assert [each.id for each in later.glance().walks] == ["walk-1"]
    later.close()
    assert home_index.read(journal.path) is not None


def test_a_first_start_makes_nothing_until_something_is_saved(journal, tmp_path):
    assert journal.glance().decisions == 0
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_person_marked_unsafe_is_never_pending(journal):
    journal.record(decision(1, notes=(), session=walk(1, unsafe=True)))
    journal.record(decision(41, notes=()))
    assert journal.glance().pending == ()
    assert journal.glance().unsafe == {"ana 1"}


def test_looking_at_the_glance_imports_neither_tinydb_nor_filelock(journal):
    journal.record(decision(1))
    journal.close()
    code = (
        "import sys; from pathlib import Path; from coach.store.journal_store import open_journal;"
        "print(open_journal(Path(sys.argv[1])).glance().decisions,"
        " {'tinydb', 'filelock', 'textual', 'sqlite3'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(journal.path.parent)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "1 set()\n"


# -- reading without us -----------------------------------------------------------------


def test_a_life_can_be_read_line_by_line_without_this_program(journal):
    journal.record(decision(1))
    journal.close()
    lines = [json.loads(line) for line in journal.path.read_text(encoding="utf-8").splitlines()]
    details = next(line["put"]["details"] for line in lines if "details" in line.get("put", {}))
    assert details["decision-1"]["sent"]["body"] == decision(1).sent.body


# -- cost -------------------------------------------------------------------------------


def test_typing_for_an_hour_leaves_a_small_file(journal):
    for number in range(2000):
        journal.keep(walk(1, touched=NOON + timedelta(seconds=number), body="word " * 600))
    assert journal.path.stat().st_size < 9_000_000
    journal.close()
    assert journal.path.stat().st_size < 10_000
