"""What a record says of itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.journal.decisions import Decision, Note, Prediction
from coach.vocabulary import Outcome
from tests.journal.summaries import NOW, TODAY
from tests.store.samples import decision


def decided(*notes, by=TODAY):
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
