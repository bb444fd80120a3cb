"""Telling a conversation again: its order, what it asks now, and why it is closed."""

from datetime import timedelta

import pytest

from coach.domain.record import Note, Person
from coach.domain.retelling import (
    Ask,
    Past,
    acquaintances,
    asked_next,
    asked_now,
    closed,
    conversation,
    namesake,
    timeline,
)
from coach.domain.vocabulary import Ending, Outcome, VerdictId
from tests.ui.past import NOW, ago, decided

MARA = Person(id="m", name="Mara Lindqvist", also=("M. Lindqvist",))


def past(*decisions, people=()):
    summaries = tuple(each.summary() for each in decisions)
    return Past(summaries=summaries, people=tuple(people), today=NOW.date())


def asked(one, *others, people=()):
    everything = past(one, *others, people=people)
    around = conversation(one.summary(), everything)
    return asked_now(one.summary(), around, people, NOW)


def test_a_conversation_is_one_topic_with_one_person_under_all_spellings():
    one = decided("one", days=9)
    two = decided("two", days=3, person="m. lindqvist", topic="The March  proposal")
    lunch = decided("lunch", days=2, topic="lunch")
    other = decided("other", days=1, person="Tom")
    found = conversation(two.summary(), past(two, one, lunch, other, people=[MARA]))
    assert [each.id for each in found] == ["one", "two"]


def test_without_a_name_or_a_topic_a_decision_stands_alone():
    one, two = decided("one", topic=""), decided("two", topic="")
    assert conversation(one.summary(), past(one, two)) == (one.summary(),)


def test_decisions_and_notes_stand_in_order_of_time():
    first = decided("first", days=9, notes=[Note(at=ago(2), text="late")])
    second = decided("second", days=5)
    told = [(each.decision.id, each.note is not None) for each in timeline([second, first])]
    assert told == [("first", False), ("second", False), ("first", True)]


def test_a_due_guess_is_asked_for_before_a_due_check_in():
    both = decided("a", days=9, guess=60, by=ago(2).date(), next_on=ago(3).date())
    assert asked(both) is Ask.CAME_TRUE
    assert asked(decided("a", days=9, next_on=ago(3).date())) is Ask.OUTCOME


@pytest.mark.parametrize(
    "quiet",
    [
        decided("a", days=9),
        decided("a", days=9, next_on=(NOW + timedelta(days=1)).date()),
        decided("a", days=9, next_on=ago(3).date(), outcome=Outcome.REPLIED),
        decided("a", days=0.1, next_on=NOW.date()),
        decided("a", days=90, next_on=ago(60).date()),
    ],
    ids=["nothing to come", "still ahead", "already said", "decided today", "long past"],
)
def test_nothing_is_asked_without_need(quiet):
    assert asked(quiet) is None


def test_a_later_decision_on_the_matter_answers_for_the_older_one():
    old = decided("a", days=9, next_on=ago(3).date())
    assert asked(old, decided("b", days=1)) is None


def test_after_the_outcome_come_words_then_the_choice_then_doing_it_again():
    one = decided("a", outcome=Outcome.REPLIED)
    assert asked_next(one, Ask.OUTCOME) is Ask.WORDS
    assert asked_next(one, Ask.WORDS) is Ask.WELL_DECIDED
    judged = one.with_note(Note(at=NOW, well_decided=True))
    assert asked_next(judged, Ask.WELL_DECIDED) is Ask.AGAIN
    assert asked_next(judged.with_note(Note(at=NOW, again=True)), Ask.AGAIN) is None


def test_what_was_judged_before_is_not_asked_again():
    one = decided("a", outcome=Outcome.REPLIED).with_note(Note(at=NOW, well_decided=False))
    assert asked_next(one, Ask.WORDS) is None


def test_putting_it_off_asks_nothing_more():
    assert asked_next(decided("a").with_note(Note(at=NOW, settled=True)), Ask.OUTCOME) is None


def test_letting_go_closes_with_its_reason():
    found = closed(decided("a", days=4, verdict=VerdictId.LET_GO, reason="It is the answer."))
    assert found is not None
    assert (found.on, found.reason) == (ago(4).date(), "It is the answer.")


def test_an_open_matter_is_not_closed():
    assert closed(decided("a")) is None
    assert closed(decided("a", verdict=VerdictId.WAIT)) is None


def test_a_no_that_was_never_sent_closes_nothing():
    assert closed(decided("a", verdict=VerdictId.DECLINE, ending=Ending.NOT_SENT)) is None
    assert closed(decided("a", verdict=VerdictId.DECLINE)) is not None


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.SETTLED])
def test_an_end_that_came_closes(outcome):
    found = closed(decided("a", days=4, outcome=outcome))
    assert found is not None
    assert found.outcome is outcome


def test_an_answer_opens_what_had_been_let_go():
    assert closed(decided("a", verdict=VerdictId.LET_GO, outcome=Outcome.REPLIED)) is None


def test_letting_it_rest_closes_and_later_news_opens_again():
    rested = decided("a").with_note(Note(at=ago(1), settled=True))
    assert closed(rested) is not None
    assert closed(rested.with_note(Note(at=NOW, outcome=Outcome.REPLIED))) is None


def test_everyone_stands_once_with_those_only_kept_in_a_note():
    kept = Person(id="k", name="Kim", notes=(Note(at=NOW, text="Late."),))
    found = acquaintances(
        past(
            decided("a"),
            decided("b", person="M. LINDQVIST", nudges=2),
            decided("c", person="Tom"),
            decided("d", person=""),
            people=[MARA, kept],
        )
    )
    assert {each.name: len(each.decisions) for each in found} == {
        "Mara Lindqvist": 2,
        "Tom": 1,
        "Kim": 0,
    }


def test_a_namesake_is_who_is_kept_or_somebody_new():
    assert namesake("m. lindqvist", past(people=[MARA]), "new") is MARA
    assert namesake(" Tom  Okafor ", past(), "new") == Person(id="new", name="Tom Okafor")
