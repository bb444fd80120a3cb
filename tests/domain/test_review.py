"""Looking ahead and back: due things and people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import review
from coach.domain.record import Decision, Note, Person, Prediction, Summary
from coach.domain.review import DueKind
from coach.domain.session import Hold, Session
from coach.domain.vocabulary import Ending, Outcome, Situation, Step, VerdictId

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


def summary(**changes) -> Summary:
    fields = {
        "id": "d",
        "decided": NOW - timedelta(days=10),
        "situation": Situation.WAITING,
        "person": "Ana",
        "topic": "the report",
        "matter": "work",
        "verdict": VerdictId.NUDGE,
        "ending": Ending.SENT,
        "outcome": None,
        "next_step": "If no answer, let it go.",
        "next_on": TODAY,
        "nudges": 1,
        "unsafe": False,
        "notes": 0,
    }
    return Summary(**{**fields, **changes})


def session(**changes) -> Session:
    fields = {
        "id": "w",
        "started": NOW,
        "touched": NOW,
        "situation": Situation.OWING,
        "answers": {"person": "Ana", "topic": "the offer"},
    }
    return Session(**{**fields, **changes})


def due(*summaries, walks=(), people=(), now=NOW, unsafe=frozenset()):
    return review.due(walks, summaries, people, now, unsafe)


# -- check-ins --------------------------------------------------------------------------


def test_a_check_in_is_due_on_its_day_and_not_before():
    assert due(summary(next_on=TODAY + timedelta(days=1))) == ()
    (found,) = due(summary())
    assert (found.kind, found.on, found.id) == (DueKind.CHECK_IN, TODAY, "d")
    assert found.line(TODAY) == "Today: Ana, the report. If no answer, let it go."


def test_a_check_in_that_was_missed_says_since_when():
    (found,) = due(summary(next_on=date(2026, 11, 19), person="", topic="", next_step=""))
    assert found.line(TODAY) == "Since Thu 19 Nov 2026: Look at it again."


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
    walks = [session(answers={"person": "Maria lopez"}, hold=Hold(since=NOW, until=NOW))]
    assert due(unsafe, again, alias, people=people, walks=walks) == ()
    assert len(due(again, alias, people=people)) == 2


def test_a_person_marked_unsafe_by_hand_is_never_suggested():
    assert due(summary(), people=[Person(id="p", name="Anna", also=("ana",), unsafe=True)]) == ()


def test_names_known_to_be_unsafe_elsewhere_are_left_out():
    walks = [session(hold=Hold(since=NOW, until=NOW))]
    assert due(summary(), walks=walks, unsafe=frozenset({"ana"})) == ()


def test_an_unsafe_decision_without_a_name_is_not_due():
    assert due(summary(unsafe=True, person="")) == ()
    assert len(due(summary(unsafe=True, person=""), summary(id="e", person=""))) == 1


# -- walks ------------------------------------------------------------------------------


def test_a_pause_that_is_over_is_due():
    held = session(hold=Hold(since=NOW - timedelta(hours=1), until=NOW))
    (found,) = due(walks=[held])
    assert (found.kind, found.id, found.is_walk) == (DueKind.COOLED, "w", True)
    assert due(walks=[held], now=NOW - timedelta(seconds=1)) == ()


def test_a_walk_in_the_safety_branch_is_not_brought_up():
    assert due(walks=[session(unsafe=True, hold=Hold(since=NOW, until=NOW))]) == ()


def test_an_answer_decided_on_has_a_clock_of_three_days():
    begun = session(step=Step.DRAFT)
    assert due(walks=[begun]) == ()
    (found,) = due(walks=[begun], now=NOW + timedelta(hours=25))
    assert (found.kind, found.on) == (DueKind.REPLY_BY, date(2026, 11, 25))
    assert found.line(date(2026, 11, 23)).startswith("By Wed 25 Nov 2026: Ana, the offer. ")
    assert due(walks=[session()], now=NOW + timedelta(hours=25)) == ()


# -- predictions ------------------------------------------------------------------------


def test_a_guess_is_to_be_resolved_when_its_date_has_come_even_after_an_outcome():
    guess = summary(next_on=None, percent=60, percent_by=TODAY, outcome=Outcome.SETTLED)
    (found,) = due(guess)
    assert found.kind is DueKind.PREDICTION
    assert "60 per cent" in found.what
    assert due(replace(guess, came_true=False)) == ()


def test_what_could_not_come_due_is_not_pending():
    waiting = summary(id="a", next_on=TODAY + timedelta(days=90))
    done = summary(id="b", next_on=None)
    old = summary(id="c", next_on=TODAY - timedelta(days=40), topic="c")
    assert [each.id for each in review.pending([waiting, done, old], [], TODAY)] == ["a"]


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
    unsafe = review.unsafe_names(summaries, [])
    pending = review.pending(summaries, [], TODAY)
    assert due(*pending, unsafe=unsafe) == due(*summaries)
    assert all(review.name_key(each.person) not in unsafe for each in due(*summaries))


# -- people -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", " ana  "), ("Ana María", "ANA  MARÍA"), ("Straße", "STRASSE"), ("ＡＮＡ", "ana")],
)
def test_two_spellings_of_one_name_have_one_key(one, other):
    assert review.name_key(one) == review.name_key(other)


def test_the_history_of_a_person_is_found_under_every_spelling():
    people = [Person(id="p", name="Ana Li", also=("Ana",))]
    summaries = [
        summary(id="a", person="ana", outcome=Outcome.SILENT),
        summary(id="b", person="Ana Li", decided=NOW, topic="other", nudges=0),
        summary(id="c", person="Bo"),
    ]
    found = review.history("ANA", summaries, people)
    assert [each.id for each in found.decisions] == ["b", "a"]
    assert (found.name, found.person) == ("Ana Li", people[0])
    assert dict(found.outcomes) == {Outcome.SILENT: 1}


def test_reminders_are_counted_once_for_each_matter():
    summaries = [
        summary(id="a", nudges=0, verdict=VerdictId.NUDGE),
        summary(id="b", nudges=1, verdict=VerdictId.FINAL_NUDGE),
        summary(id="c", nudges=2, verdict=VerdictId.LET_GO),
        summary(id="d", nudges=1, verdict=VerdictId.NUDGE, topic="other", ending=Ending.NOT_SENT),
    ]
    assert review.history("Ana", summaries, []).reminders == 3


def test_nobody_has_a_history():
    assert review.history("  ", [summary(person="")], []).decisions == ()
    assert review.person_named("", [Person(id="p", name="")]) is None


def test_two_people_can_be_joined_and_parted_again():
    early, late = Note(at=NOW, text="one"), Note(at=NOW + timedelta(days=1), text="two")
    ana = Person(id="1", name="Ana", notes=(late,))
    anna = Person(id="2", name="Anna", also=("ana ",), notes=(early,), unsafe=True)
    both = review.joined(ana, anna)
    assert (both.id, both.name, both.also) == ("1", "Ana", ("Anna",))
    assert both.notes == (early, late)
    assert both.unsafe
    assert review.parted(both, "ANNA").also == ()


# -- what records say of themselves -----------------------------------------------------


def decided(*notes, by=TODAY):
    from tests.storage.samples import decision

    guess = Prediction(percent=50, by=by)
    return replace(decision(1), notes=notes, prediction=guess, next_on=TODAY)


@pytest.mark.parametrize(
    ("notes", "came"),
    [
        ((), None),
        ((Note(at=NOW, outcome=Outcome.SILENT),), False),
        ((Note(at=NOW, outcome=Outcome.REFUSED),), True),
        ((Note(at=NOW + timedelta(days=1), outcome=Outcome.REPLIED),), None),
        ((Note(at=NOW, outcome=Outcome.SILENT), Note(at=NOW, outcome=Outcome.REPLIED)), False),
        ((Note(at=NOW, outcome=Outcome.SILENT), Note(at=NOW, came_true=True)), True),
        ((Note(at=NOW, outcome=Outcome.SETTLED),), None),
    ],
)
def test_a_guess_is_resolved_by_what_was_noted(notes, came):
    assert decided(*notes).came_true is came


def test_without_a_guess_nothing_came_true():
    one: Decision = replace(decided(Note(at=NOW, came_true=True)), prediction=None)
    assert one.came_true is None


def test_a_check_in_can_be_moved_and_laid_to_rest():
    later = TODAY + timedelta(days=7)
    moved = decided(Note(at=NOW, check_on=later), Note(at=NOW, text="nothing new"))
    assert moved.check_on == moved.summary().next_on == later
    assert moved.next_on == TODAY
    assert moved.with_note(Note(at=NOW, settled=True)).check_on is None


# -- text -------------------------------------------------------------------------------


def test_a_list_shows_no_control_characters_and_one_line():
    assert review.one_line("a\x1b[31m\nb\x9bc\t\u200d d") == "a\ufffd[31m b\ufffdc \u200d d"
    assert review.visible("a\nb\x00") == "a\nb\ufffd"
