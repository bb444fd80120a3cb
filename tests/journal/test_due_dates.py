"""What is due, for whom, and what no longer comes up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal import due_dates as coming
from coach.journal.decisions import Person
from coach.journal.due_dates import DueKind
from coach.journal.people import name_key, unsafe_names
from coach.session.session import Hold, Session
from coach.vocabulary import Outcome, Situation, Step
from tests.journal.summaries import NOW, TODAY, summary


def session(**changes) -> Session:
    fields = {
        "id": "w",
        "started": NOW,
        "touched": NOW,
        "situation": Situation.OWING,
        "answers": {"person": "Ana", "topic": "the offer"},
    }
    return Session(**{**fields, **changes})


def due(*summaries, open_sessions=(), people=(), now=NOW, unsafe=frozenset()):
    return coming.due(open_sessions, summaries, people, now, unsafe)


# -- what is about fear -----------------------------------------------------------------


def test_what_fear_was_heard_in_comes_due_without_a_name_or_a_word():
    held = session(hold=Hold(since=NOW - timedelta(hours=1), until=NOW), fearful=True)
    (open_session,) = due(open_sessions=[held])
    (decision,) = due(summary(discreet=True))
    for found in (open_session, decision):
        assert (found.person, found.topic, found.what) == ("", "", "Saved earlier")
        assert "Ana" not in found.line(TODAY)
    (ahead,) = coming.upcoming([summary(discreet=True, next_on=TODAY + timedelta(days=2))], (), NOW)
    assert (ahead.person, ahead.what) == ("", "Saved earlier")


def test_what_fear_was_heard_in_about_somebody_unsafe_never_comes_due():
    held = session(hold=Hold(since=NOW - timedelta(hours=1), until=NOW), fearful=True)
    assert due(open_sessions=[held], unsafe=frozenset({name_key("Ana")})) == ()


# -- check-ins --------------------------------------------------------------------------


def test_a_check_in_is_due_on_its_day_and_not_before():
    assert due(summary(next_on=TODAY + timedelta(days=1))) == ()
    (found,) = due(summary())
    assert (found.kind, found.on, found.id) == (DueKind.CHECK_IN, TODAY, "d")
    assert found.line(TODAY) == "Today: Ana, the report. If no answer, let it go."


def test_a_check_in_that_was_missed_says_since_when():
    (found,) = due(summary(next_on=date(2026, 11, 19), person="", topic="", next_step=""))
    assert found.line(TODAY) == "Since Thu 19 Nov 2026: Check where this stands."


def test_what_was_skipped_for_a_month_is_not_brought_up_any_more():
    assert due(summary(next_on=TODAY - timedelta(days=30)))
    assert due(summary(next_on=TODAY - timedelta(days=31))) == ()


@pytest.mark.parametrize("outcome", Outcome)
def test_a_decision_with_an_outcome_is_not_due(outcome):
    assert due(summary(outcome=outcome)) == ()


def test_a_later_decision_about_the_same_matter_takes_its_place():
    older = summary(id="old", person="ANA ", topic="The  report")
    newer = summary(id="new", decided=NOW, next_on=TODAY + timedelta(days=5))
    assert due(older, newer) == ()
    assert [each.id for each in due(older, replace(newer, topic="something else"))] == ["old"]


def test_decisions_about_nobody_in_particular_do_not_take_each_others_place():
    found = due(summary(id="a", person=""), summary(id="b", person="", decided=NOW))
    assert {each.id for each in found} == {"a", "b"}


def test_the_oldest_comes_first():
    found = due(summary(id="a"), summary(id="b", next_on=TODAY - timedelta(days=2), topic="b"))
    assert [each.id for each in found] == ["b", "a"]


# -- safety -----------------------------------------------------------------------------


def test_a_person_once_marked_unsafe_is_never_suggested_under_any_spelling():
    unsafe = summary(id="u", unsafe=True, person="Maria Lopez", next_on=None)
    again = summary(id="x", person="maria  LOPEZ", topic="other")
    alias = summary(id="y", person="M. Lopez", topic="third")
    people = [Person(id="p", name="Maria Lopez", also=("M. Lopez",))]
    open_sessions = [session(answers={"person": "Maria lopez"}, hold=Hold(since=NOW, until=NOW))]
    assert due(unsafe, again, alias, people=people, open_sessions=open_sessions) == ()
    assert len(due(again, alias, people=people)) == 2


def test_a_person_marked_unsafe_by_hand_is_never_suggested():
    assert due(summary(), people=[Person(id="p", name="Anna", also=("ana",), unsafe=True)]) == ()


def test_names_known_to_be_unsafe_elsewhere_are_left_out():
    open_sessions = [session(hold=Hold(since=NOW, until=NOW))]
    assert due(summary(), open_sessions=open_sessions, unsafe=frozenset({"ana"})) == ()


def test_an_unsafe_decision_without_a_name_is_not_due():
    assert due(summary(unsafe=True, person="")) == ()
    assert len(due(summary(unsafe=True, person=""), summary(id="e", person=""))) == 1


def test_days_to_come_are_shown_apart_from_what_is_due():
    soon = summary(id="a", next_on=TODAY + timedelta(days=3))
    today = summary(id="b", topic="b", next_on=TODAY)
    far = summary(id="c", topic="c", next_on=TODAY + timedelta(days=40))
    unsafe = summary(id="d", topic="d", person="Bo", next_on=TODAY + timedelta(days=2), unsafe=True)
    found = coming.upcoming([soon, today, far, unsafe], [], NOW)
    assert [each.id for each in found] == ["a"]
    assert found[0].line(TODAY).startswith("By ")


# -- sessions ------------------------------------------------------------------------------


def test_a_pause_that_is_over_is_due():
    held = session(hold=Hold(since=NOW - timedelta(hours=1), until=NOW))
    (found,) = due(open_sessions=[held])
    assert (found.kind, found.id) == (DueKind.COOLED, "w")
    assert due(open_sessions=[held], now=NOW - timedelta(seconds=1)) == ()


def test_a_session_in_the_safety_branch_is_not_brought_up():
    assert due(open_sessions=[session(unsafe=True, hold=Hold(since=NOW, until=NOW))]) == ()


def test_an_answer_decided_on_has_a_clock_of_three_days():
    begun = session(step=Step.DRAFT)
    assert due(open_sessions=[begun]) == ()
    (found,) = due(open_sessions=[begun], now=NOW + timedelta(hours=25))
    assert (found.kind, found.on) == (DueKind.REPLY_BY, date(2026, 11, 25))
    assert found.line(date(2026, 11, 23)).startswith("By Wed 25 Nov 2026: Ana, the offer. ")
    assert due(open_sessions=[session()], now=NOW + timedelta(hours=25)) == ()


# -- predictions ------------------------------------------------------------------------


def test_a_guess_is_to_be_resolved_when_its_date_is_over_even_after_an_outcome():
    guess = summary(
        next_on=None, percent=60, percent_by=TODAY - timedelta(days=1), outcome=Outcome.SETTLED
    )
    (found,) = due(guess)
    assert found.kind is DueKind.PREDICTION
    assert "60%" in found.what
    assert due(replace(guess, came_true=False)) == ()


def test_what_could_not_come_due_is_not_pending():
    waiting = summary(id="a", next_on=TODAY + timedelta(days=90))
    done = summary(id="b", next_on=None)
    old = summary(id="c", next_on=TODAY - timedelta(days=40), topic="c")
    assert [each.id for each in coming.pending([waiting, done, old], [], TODAY)] == ["a"]


@given(
    st.lists(
        st.builds(
            summary,
            id=st.uuids().map(str),
            person=st.sampled_from(["", "Ana", "ana ", "Bo"]),
            topic=st.sampled_from(["", "x", "y"]),
            decided=st.integers(0, 50).map(lambda days: NOW - timedelta(days=days)),
            next_on=st.none() | st.integers(-60, 30).map(lambda days: TODAY + timedelta(days=days)),
            outcome=st.none() | st.sampled_from(Outcome),
            percent=st.none() | st.just(50),
            percent_by=st.integers(-60, 30).map(lambda days: TODAY + timedelta(days=days)),
            unsafe=st.sampled_from([False, False, False, True]),
        ),
        max_size=12,
    )
)
def test_the_pending_ones_are_enough_to_know_what_is_due(summaries):
    unsafe = unsafe_names(summaries, [])
    pending = coming.pending(summaries, [], TODAY)
    assert due(*pending, unsafe=unsafe) == due(*summaries)
    assert all(name_key(each.person) not in unsafe for each in due(*summaries))


def test_a_guess_is_asked_for_once_its_day_is_over():
    one = summary(next_on=None, percent=40, percent_by=TODAY)
    assert due(one) == ()
    (asked,) = due(one, now=NOW + timedelta(days=1))
    assert asked.what.startswith("Did they reply by Sun 22 Nov 2026?")


def test_an_open_session_comes_up_before_the_day_that_it_depends_on():
    def found(days):
        needed = (TODAY + timedelta(days=days)).isoformat()
        left = session(answers={"person": "Ana", "needed_by": needed})
        return [each.kind for each in due(open_sessions=[left])]

    assert found(2) == found(-1) == []
    assert found(1) == found(0) == [DueKind.NEEDED_BY]
