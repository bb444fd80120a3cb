"""Stalled conversations found in real files and kept in a real journal, without any screen."""

from dataclasses import replace

import pytest

from coach import cli
from coach.app import inbox_pages
from coach.app.inbox_controller import InboxController
from coach.app.journal_controller import JournalController
from coach.app.session_controller import SessionController
from coach.journal.decisions import Person
from coach.session import flow
from coach.session.typed_answers import NotUnderstoodError
from coach.vocabulary import Outcome, Situation
from tests.clock import FixedClock
from tests.inbox.building import ADDRESS, LEA, TOM, mailbox, raw
from tests.ui.past import NOW, ago, decided, remember


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    return tmp_path


def controller():
    services = replace(cli.services(), clock=FixedClock(NOW), new_id=lambda: "s1")
    sessions = SessionController(services)
    return InboxController(sessions, JournalController(sessions))


def found_in(inbox, file):
    inbox.read([str(file)])
    return inbox.find([each.party for each in inbox.candidates() if each.likely])


def names(found):
    return {each.who.name for each in found.rows}


def test_who_is_me_is_proposed_first_and_the_others_can_be_ticked(home):
    inbox = controller()
    inbox.read([str(mailbox(home))])
    first, *others = inbox.candidates()
    assert first.party.address == ADDRESS
    assert first.likely
    assert {each.party.name for each in others} == {"Tom Reid", "Lea Park"}


def test_what_was_closed_stays_closed_when_the_files_are_read_again(home):
    inbox, file = controller(), mailbox(home)
    found = found_in(inbox, file)
    tom = next(each for each in found.rows if each.who.name == "Tom Reid")
    inbox.close(tom)
    assert names(inbox.again()) == {"Lea Park"}
    again = found_in(controller(), file)
    assert names(again) == {"Lea Park"}
    assert again.hidden == 1
    assert not again.new


def test_what_is_put_off_comes_back_on_its_day(home):
    inbox, file = controller(), mailbox(home)
    inbox.put_off(found_in(inbox, file).rows[0], 7)
    assert len(inbox.again().rows) == 1
    later = controller()
    later._sessions.services.clock.moment = ago(-8)
    assert len(found_in(later, file).rows) == 2


def test_undo_takes_back_one_after_the_other_and_then_nothing(home):
    inbox = controller()
    for each in found_in(inbox, mailbox(home)).rows:
        inbox.close(each)
    assert not inbox.again().rows
    assert inbox.undo()
    assert inbox.undo()
    assert len(inbox.again().rows) == 2
    assert not inbox.undo()


def test_a_newer_export_says_what_is_new_and_what_was_answered(home):
    found_in(controller(), mailbox(home))
    more = [
        raw(14, TOM, "Yes, that works. Thank you!", subject="Fence", number=5),
        raw(29, "Kim <kim@z.example>", "Could you send me the plan?", subject="Plan", number=6),
        raw(60, ADDRESS, "The plan follows.", to="Kim <kim@z.example>", subject="Hello", number=7),
    ]
    again = found_in(controller(), mailbox(home, *more))
    assert [each.who.name for each in again.answered] == ["Tom Reid"]
    assert not found_in(controller(), mailbox(home, *more)).answered, "it's said once"
    assert {each.who.name for each in again.rows if each.id in again.new} == {"Kim"}


def test_a_decision_that_waits_is_closed_with_what_they_wrote(home):
    remember([decided("a", days=20, person="tom  reid", topic="Fence", next_on=ago(1).date())])
    inbox = controller()
    reply = raw(14, TOM, "Yes, 900 works.", subject="Fence", number=5)
    (replied,) = found_in(inbox, mailbox(home, reply)).replied
    inbox.close_decision(replied.summary.id)
    assert not inbox.again().replied
    assert inbox._sessions.services.journal().decision("a").outcome is Outcome.REPLIED


def test_nothing_is_offered_for_a_decision_they_have_not_answered(home):
    remember([decided("a", days=15, person="Tom Reid", topic="Fence", next_on=ago(1).date())])
    assert not found_in(controller(), mailbox(home)).replied


def test_somebody_marked_unsafe_is_never_listed(home):
    remember([], [Person(id="p", name="Tom Reid", unsafe=True)])
    assert names(found_in(controller(), mailbox(home))) == {"Lea Park"}


def test_what_is_known_begins_the_session_and_only_the_rest_is_asked(home):
    inbox = controller()
    tom = next(e for e in found_in(inbox, mailbox(home)).rows if e.who.name == "Tom Reid")
    known = inbox.known(tom)
    assert known["nudges_sent"] == 1
    assert str(known["happened"]).startswith("I asked")
    session = inbox.session(tom, known)
    assert session.situation is Situation.WAITING
    view = flow.view(inbox._sessions.services.guidance, session, NOW)
    assert isinstance(view, flow.QuestionView)
    assert view.question.id == "safety"
    assert {"person", "topic", "channel", "last_contact", "nudges_sent"} <= session.carried


def test_a_changed_line_is_understood_as_in_a_session(home):
    inbox = controller()
    tom = found_in(inbox, mailbox(home)).rows[0]
    assert inbox.understood(tom, "last_contact", "12 nov") == "2026-11-12"
    assert inbox.understood(tom, "channel", "chat") == "chat"
    with pytest.raises(NotUnderstoodError):
        inbox.understood(tom, "last_contact", "some day")


def test_reading_can_be_stopped_and_says_so(home):
    inbox = controller()
    reading = inbox.read([str(mailbox(home))], stop=lambda: True)
    assert reading.stopped
    assert len(reading.messages) == 1


def test_quotes_are_folded_in_what_is_shown(home):
    quoted = "Yes, gladly.\n\nOn Mon, 2 Nov 2026, Ana wrote:\n> the whole old text\n> and more"
    more = raw(35, LEA, quoted, subject="Talk", number=8)
    inbox = controller()
    lea = next(e for e in found_in(inbox, mailbox(home, more)).rows if e.who.name == "Lea Park")
    page = inbox_pages.thread_page(lea, inbox.is_mine)
    told = "\n".join(line.text for line in page.below)
    assert "Yes, gladly." in told
    assert "old text" not in told


def test_paths_are_completed_and_hidden_files_left_out(home):
    (home / "Mail").mkdir()
    (home / "Maildir.mbox").write_text("")
    (home / ".mail").write_text("")
    inbox = controller()
    assert inbox.completions(f"{home}/mai") == [f"{home}/Mail/", f"{home}/Maildir.mbox"]
    assert not inbox.completions("/no/such/folder/x")
    assert not inbox.exists("/no/such\0file")
