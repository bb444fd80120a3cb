"""What happened is kept as it is typed, and found with its person."""

from dataclasses import replace
from datetime import UTC, datetime

from coach.journal.incident_log import of_session, open_logs
from coach.session import flow
from coach.session.safety import LOG, SafetyPart
from coach.session.session import Session
from coach.vocabulary import Situation
from tests.session.test_safety_first import GUIDE

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def at_log(**answers: str) -> Session:
    session = Session(id="w", started=NOW, touched=NOW, situation=Situation.UNWANTED)
    return replace(session, answers=answers, at_safety=SafetyPart.LOG)


def test_what_is_being_typed_is_in_the_log_before_it_is_finished():
    session = at_log().typing(LOG, "He waited at the gate.")
    assert [each.text for each in of_session(session)] == ["He waited at the gate."]
    assert session.logged
    assert not session.untouched


def test_going_back_from_the_log_finishes_the_entry_and_asks_nothing():
    session = flow.back(GUIDE, at_log().typing(LOG, "He called 40 times."), NOW)
    assert flow.view(GUIDE, session, NOW) == flow.SafetyView(part=SafetyPart.PAGE)
    assert [(each.at, each.text) for each in session.incidents] == [(NOW, "He called 40 times.")]
    assert LOG not in session.typed


def test_an_open_log_is_found_by_any_spelling_of_its_person():
    session = at_log(person="Rolf Maier").typing(LOG, "He waited.")
    other = at_log(person="Mara").typing(LOG, "Nothing.")
    assert open_logs([session, other], ("R. M.", "rolf  maier")) == (session,)
    assert open_logs([at_log(person="Rolf Maier")], ("rolf maier",)) == ()
