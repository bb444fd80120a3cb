"""The journal as the program uses it: open sessions, decisions, people, and home."""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import JournalError
from coach.journal.decisions import Decision, Note, Person, Summary
from coach.journal.due_dates import pending
from coach.journal.people import unsafe_names
from coach.journal.repository import Clash, Journal
from coach.session.session import Draft, Session
from coach.store.codec import from_json, to_document
from coach.store.database import SqliteStorage
from coach.store.journal_file import FILE
from coach.store.journal_store import TinyJournal, open_journal
from coach.vocabulary import Outcome
from tests import naughty
from tests.store.samples import NAUGHTY, NOON, decision, filled_with, open_session, person


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


SAMPLE = open_session(1, unsafe=True, hold_overridden=True)


# -- sessions ------------------------------------------------------------------------------


def test_a_session_comes_back_exactly_with_all_its_fields(journal, again):
    journal.keep(SAMPLE)
    assert again().sessions() == (SAMPLE,)


def test_an_empty_session_comes_back_exactly(journal, again):
    bare = Session(id="w", started=NOON, touched=NOON)
    journal.keep(bare)
    assert again().sessions() == (bare,)


def test_saving_a_session_again_replaces_it_whole(journal, again):
    journal.keep(open_session(1))
    shorter = open_session(1, answers={}, typed={}, hold=None, overrule=None, draft=Draft())
    journal.keep(shorter)
    assert again().sessions() == (shorter,)


def test_sessions_come_with_the_last_touched_first(journal, again):
    for number in (2, 3, 1):
        journal.keep(open_session(number))
    assert [each.id for each in again().sessions()] == ["walk-3", "walk-2", "walk-1"]


def test_a_dropped_session_is_gone_and_dropping_it_twice_is_no_fault(journal, again):
    journal.keep(open_session(1))
    journal.drop("walk-1")
    journal.drop("walk-1")
    assert again().sessions() == ()


def test_a_session_saved_in_the_hour_that_comes_twice_is_kept(journal, again):
    """Times in such an hour equal nothing in another zone, so values cannot be compared."""
    twice = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    journal.keep(open_session(1, touched=twice))
    (found,) = again().sessions()
    assert found.touched.isoformat() == twice.isoformat()


def test_a_time_without_a_zone_is_refused(journal):
    with pytest.raises(JournalError, match="wouldn't come back"):
        journal.keep(open_session(1, touched=datetime(2026, 11, 20)))
    assert journal.sessions() == ()


@pytest.mark.parametrize("value", [1.5, float("nan"), None, [1], {"a": 1}, object()])
def test_an_answer_of_no_known_kind_is_refused(journal, value):
    with pytest.raises(JournalError, match="can't be saved"):
        journal.keep(open_session(1, answers={"x": value}))
    assert journal.sessions() == ()


def test_half_a_character_is_refused_politely_and_nothing_else_is_lost(journal):
    journal.keep(open_session(1))
    with pytest.raises(JournalError, match="half a character"):
        journal.keep(open_session(1, draft=Draft(body="before \ud800 after")))
    assert journal.sessions() == (open_session(1),)


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
        again = from_json(as_kept(value).encode(), kind)
        assert as_kept(again) == as_kept(value)

    comes_back()


def test_a_number_of_any_size_is_kept(journal, again):
    journal.keep(open_session(1, answers={"nudges_sent": 10**30}))
    assert again().sessions()[0].answers == {"nudges_sent": 10**30}


# -- text -------------------------------------------------------------------------------

EVERY_NAUGHTY = (*NAUGHTY, *naughty.ALL)


@pytest.mark.parametrize("text", EVERY_NAUGHTY, ids=range(len(EVERY_NAUGHTY)))
def test_naughty_text_comes_through_every_field(tmp_path, text):
    one = filled_with(text)
    journal = open_journal(tmp_path)
    journal.record(one)
    journal.keep(open_session(2, id=f"{text}y", body=text))
    journal.keep_person(person(1, name=text, also=(text,)))
    journal.close()
    again = open_journal(tmp_path)
    assert again.glance(NOON.date()).sessions[0].draft.body == text
    assert again.decision(one.id) == one
    assert again.summaries() == (one.summary(),)
    assert again.sessions()[0].draft.body == text
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
    one = open_session(1, body=text, answers={"person": text, key: text}, typed={key: text})
    journal = open_journal(tmp_path)
    journal.keep(one)
    again = open_journal(tmp_path)
    assert again.sessions() == (one,)
    again.close()
    journal.close()


def test_a_megabyte_of_text_comes_back(journal, again):
    one = open_session(1, body="a longer word \U0001f469 " * 50_000)
    journal.keep(one)
    assert again().sessions() == (one,)


# -- decisions --------------------------------------------------------------------------


def test_a_decision_comes_back_exactly_with_all_its_fields(journal, again):
    journal.record(decision(1))
    assert again().decision("decision-1") == decision(1)
    assert again().summaries() == (decision(1).summary(),)


def test_recording_a_decision_ends_its_session(journal, again):
    journal.keep(open_session(1))
    journal.keep(open_session(2))
    journal.record(decision(1))
    assert [each.id for each in again().sessions()] == ["walk-2"]


def test_a_late_autosave_does_not_open_a_finished_session_again(journal):
    one = open_session(1)
    journal.keep(one)
    journal.record(decision(1, id=one.id, session=one))
    journal.keep(replace(one, touched=one.touched + timedelta(seconds=1)))
    assert journal.sessions() == ()


def test_going_on_in_another_window_keeps_the_words_and_makes_a_second_decision(journal, again):
    one = open_session(1)
    first = decision(1, id=one.id, session=one, decided=one.touched)
    journal.record(first)
    other = again()
    later = open_session(1, body="other words", touched=one.touched + timedelta(minutes=5))
    other.keep(later)
    assert journal.sessions() == (later,)
    second = decision(1, id=one.id, session=later, decided=later.touched)
    other.record(second)
    assert journal.sessions() == ()
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
    other.keep(open_session(5))
    assert [each.text for each in journal.decision("decision-1").notes] == [
        "from the other",
        "from the first",
    ]
    assert [each.id for each in journal.sessions()] == ["walk-5"]
    assert other.summaries() == journal.summaries()


def test_several_windows_may_make_a_new_journal_at_once(tmp_path):
    wrong = []

    def opens(path, ready):
        ready.wait(60)
        try:
            SqliteStorage(path).close()
        except Exception as error:
            wrong.append(error)

    for number in range(15):
        ready = threading.Barrier(5)
        path = tmp_path / f"{number}.db"
        windows = [threading.Thread(target=opens, args=(path, ready)) for _ in range(5)]
        for each in windows:
            each.start()
        for each in windows:
            each.join(60)
    assert wrong == []


def test_several_threads_may_use_one_journal(journal, again):
    other = again()
    wrong = []

    def use(one, number):
        try:
            for step in range(25):
                one.record(decision(1000 * number + step, notes=()))
                one.keep(open_session(number, id=f"mine-{number}", page=step))
                assert len(one.summaries()) > step
                assert any(each.id == f"mine-{number}" for each in one.sessions())
                one.glance(NOON.date())
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
    assert len(journal.sessions()) == 4


def test_closing_while_another_thread_saves_neither_hangs_nor_loses(journal, again):
    saved = []

    def save():
        for step in range(200):
            with contextlib.suppress(JournalError):
                journal.keep(open_session(1, page=step))
                saved.append(step)

    thread = threading.Thread(target=save)
    thread.start()
    while thread.is_alive():
        journal.close()
    thread.join(60)
    assert again().sessions()[0].page == saved[-1]


def test_closing_in_one_window_does_not_hinder_the_other(journal, again):
    journal.record(decision(1))
    other = again()
    other.summaries()
    journal.close()
    other.record(decision(2))
    assert len(journal.summaries()) == 2


# -- home -------------------------------------------------------------------------------


def test_home_knows_sessions_decisions_and_people_at_the_next_start(journal, again):
    journal.record(decision(1, notes=()))
    journal.record(decision(2, next_on=None, prediction=None))
    journal.keep(open_session(7))
    journal.keep_person(person(1))
    whole = journal.glance(NOON.date())
    journal.close()
    assert again().glance(NOON.date()) == whole
    assert whole.decisions == 2
    assert [each.id for each in whole.pending] == ["decision-1"]
    assert [each.id for each in whole.sessions] == ["walk-7"]


def test_home_follows_what_another_window_saves(journal, again):
    journal.keep(open_session(1))
    journal.glance(NOON.date())
    other = again()
    other.record(decision(5, notes=()))
    other.keep_person(person(3))
    home = journal.glance(NOON.date())
    assert (home.decisions, len(home.people), len(home.pending)) == (1, 1, 1)


@pytest.mark.parametrize("read_before", [True, False])
def test_home_asks_about_the_same_decisions_as_reading_all_would(tmp_path, read_before):
    """Only some rows are read; what they say of the rest must not differ."""
    journal = open_journal(tmp_path)
    for number in range(200):
        days = NOON.date() + timedelta(days=number % 90 - 45)
        journal.record(
            decision(
                number,
                next_on=days if number % 3 else None,
                prediction=None if number % 4 else decision(1).prediction,
                notes=() if number % 5 else decision(1).notes,
                session=open_session(number, unsafe=number % 37 == 0),
            )
        )
    journal.keep_person(person(3, unsafe=True))
    if read_before:
        journal.summaries()
    home, everything, people = journal.glance(NOON.date()), journal.summaries(), journal.people()
    assert home.pending == pending(everything, people, NOON.date())
    assert home.unsafe == unsafe_names(everything, people)
    assert home.newest == tuple(everything[:60])
    journal.close()


def test_a_first_start_makes_nothing_until_something_is_saved(journal, tmp_path):
    assert journal.glance(NOON.date()).decisions == 0
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_person_marked_unsafe_is_never_pending(journal):
    journal.record(decision(1, notes=(), session=open_session(1, unsafe=True)))
    journal.record(decision(41, notes=()))
    assert journal.glance(NOON.date()).pending == ()
    assert journal.glance(NOON.date()).unsafe == {"ana 1"}


# -- reading without us -----------------------------------------------------------------


def test_a_life_can_be_read_with_sqlite_alone(journal):
    journal.record(decision(1))
    journal.close()
    with contextlib.closing(sqlite3.connect(journal.file.path)) as plain:
        ((body,),) = plain.execute("select json ->> '$.sent.body' from decisions").fetchall()
    assert body == decision(1).sent.body


# -- two windows on one session ---------------------------------------------------------


def test_two_windows_on_one_session_keep_both_and_say_so(journal, again):
    journal.keep(open_session(1, body="the first words"))
    other = again()
    (taken,) = other.sessions()
    newer = replace(taken, draft=Draft(body="an hour of words"))
    assert other.keep(newer) is None
    mine = open_session(1, body="one key more")
    clash = journal.keep(mine)
    assert clash == Clash(kept=replace(mine, id="walk-1-2"), newer=newer)
    assert {each.draft.body for each in again().sessions()} == {"an hour of words", "one key more"}


def test_going_on_after_a_clash_goes_on_in_ones_own_session(journal, again):
    journal.keep(open_session(1, body="the first words"))
    other = again()
    (taken,) = other.sessions()
    other.keep(replace(taken, page=5))
    for page in (7, 8, 9):
        assert journal.keep(open_session(1, page=page)) is not None
    assert {each.page for each in other.sessions()} == {5, 9}
    journal.record(decision(1, session=open_session(1, page=9)))
    assert [each.page for each in other.sessions()] == [5]


def test_the_state_a_save_was_made_from_can_be_said(journal, again):
    first, second = open_session(1, page=1), open_session(1, page=2)
    journal.keep(first)
    again().keep(second, base=first)
    assert journal.keep(open_session(1, page=3), base=second) is None
    clash = journal.keep(open_session(1, page=4), base=first)
    assert clash is not None
    assert clash.newer.page == 3


def test_a_session_taken_up_again_from_the_list_is_no_clash(journal, again):
    journal.keep(open_session(1, page=1))
    other = again()
    other.sessions()
    other.keep(open_session(1, page=2))
    (newest,) = journal.sessions()
    assert journal.keep(replace(newest, page=3)) is None
    assert [each.page for each in journal.sessions()] == [3]


# -- what is deleted --------------------------------------------------------------------


def words_in_folder(journal, words):
    files = (each for each in journal.file.path.parent.rglob("*") if each.is_file())
    return [each.name for each in files if words in each.read_bytes()]


def test_a_deleted_decision_can_be_brought_back_after_a_restart(journal, again):
    journal.record(decision(1))
    journal.forget("decision-1")
    journal.close()
    later = again()
    (gone,) = later.deleted()
    assert (gone.id, gone.deleted, gone.decision) == ("decision-1", NOON, decision(1))
    assert later.restore("decision-1") == decision(1)
    assert later.decision("decision-1") == decision(1)
    assert later.deleted() == ()
    with pytest.raises(KeyError):
        later.restore("decision-1")


def test_after_thirty_days_a_deleted_decision_is_gone_from_the_copies_too(journal, tmp_path):
    journal.record(decision(1, next_step="a zebra step"))
    journal.record(decision(2))
    journal.back_up()
    journal.forget("decision-1")
    journal.close()
    assert words_in_folder(journal, b"a zebra step")
    late = TinyJournal(tmp_path / FILE, now=lambda: NOON + timedelta(days=31))
    late.sessions()
    late.close()
    assert words_in_folder(journal, b"a zebra step") == []
    assert [each.id for each in late.summaries()] == ["decision-2"]
    late.close()


@pytest.mark.parametrize("deleted_before", [True, False])
def test_now_and_for_good_leaves_no_word_in_the_folder(journal, deleted_before):
    journal.record(decision(1, next_step="a zebra step"))
    journal.record(decision(2))
    journal.back_up()
    if deleted_before:
        journal.forget("decision-1")
    assert journal.forget("decision-1", now=True).next_step == "a zebra step"
    assert journal.deleted() == ()
    assert words_in_folder(journal, b"a zebra step") == []


def test_words_undone_before_sending_do_not_outlive_the_session(journal):
    journal.record(decision(1))
    journal.keep(open_session(2, unsendable="a zebra insult"))
    journal.back_up()
    journal.keep(open_session(2, unsendable=""))
    journal.record(decision(2, session=open_session(2, unsendable="")))
    assert words_in_folder(journal, b"a zebra insult") != [journal.file.path.name]
    journal.close()
    assert words_in_folder(journal, b"a zebra insult") == []


# -- cost -------------------------------------------------------------------------------


def test_typing_for_an_hour_leaves_a_small_file(journal):
    for number in range(2000):
        journal.keep(open_session(1, touched=NOON + timedelta(seconds=number), body="word " * 600))
    assert sum(each.stat().st_size for each in journal.file.path.parent.iterdir()) < 9_000_000
    journal.close()
    assert [each.name for each in journal.file.path.parent.iterdir()] == [FILE]
    assert journal.file.path.stat().st_size < 150_000
