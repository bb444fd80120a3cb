"""Telling a conversation again: its order, and why it is closed."""

import pytest

from coach.journal.conversations import closed
from coach.journal.decisions import Note, Person
from coach.journal.history import Past, acquaintances, conversation, namesake, timeline
from coach.vocabulary import Ending, Outcome, Situation, VerdictId
from tests.ui.past import NOW, ago, decided

MARA = Person(id="m", name="Mara Lindqvist", also=("M. Lindqvist",))


def past(*decisions, people=()):
    summaries = tuple(each.summary() for each in decisions)
    return Past(summaries=summaries, people=tuple(people), today=NOW.date())


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


def test_silence_leaves_closed_what_had_been_let_go():
    found = closed(decided("a", days=4, verdict=VerdictId.LET_GO, outcome=Outcome.SILENT))
    assert found is not None
    assert found.on == ago(4).date()


def test_somebody_who_presses_and_will_not_accept_it_has_not_closed_it():
    pressed = {"situation": Situation.UNWANTED, "verdict": VerdictId.BOUNDARY}
    assert closed(decided("a", **pressed, outcome=Outcome.REFUSED)) is None
    assert closed(decided("a", **pressed, outcome=Outcome.SILENT)) is not None


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
