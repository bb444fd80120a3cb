"""Who people are, under all their spellings."""

from datetime import timedelta

import pytest

from coach.journal.decisions import Note, Person
from coach.journal.people import history, joined, name_key, parted, person_named
from coach.vocabulary import Ending, Outcome, VerdictId
from tests.journal.summaries import NOW, summary


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", " ana  "), ("Ana María", "ANA  MARÍA"), ("Straße", "STRASSE"), ("ＡＮＡ", "ana")],
)
def test_two_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


def test_the_history_of_a_person_is_found_under_every_spelling():
    people = [Person(id="p", name="Ana Li", also=("Ana",))]
    summaries = [
        summary(id="a", person="ana", outcome=Outcome.SILENT),
        summary(id="b", person="Ana Li", decided=NOW, topic="other", nudges=0),
        summary(id="c", person="Bo"),
    ]
    found = history("ANA", summaries, people)
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
    assert history("Ana", summaries, []).reminders == 3


def test_nobody_has_a_history():
    assert history("  ", [summary(person="")], []).decisions == ()
    assert person_named("", [Person(id="p", name="")]) is None


def test_two_people_can_be_joined_and_parted_again():
    early, late = Note(at=NOW, text="one"), Note(at=NOW + timedelta(days=1), text="two")
    ana = Person(id="1", name="Ana", notes=(late,))
    anna = Person(id="2", name="Anna", also=("ana ",), notes=(early,), unsafe=True)
    both = joined(ana, anna)
    assert (both.id, both.name, both.also) == ("1", "Ana", ("Anna",))
    assert both.notes == (early, late)
    assert both.unsafe
    assert parted(both, "ANNA").also == ()
