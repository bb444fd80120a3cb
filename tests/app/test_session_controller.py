"""The owner of the session: what it becomes, and when it is saved, without any screen."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from coach.app.session_controller import CEILING, PAUSE, SessionController
from coach.app.settings import Settings
from coach.content.loader import ContentFolder
from coach.errors import JournalError
from coach.journal.decisions import Person
from coach.journal.repository import Clash
from coach.session.session import Draft
from coach.vocabulary import Situation, Step
from tests.app.test_closing import NOW, WAITING, walked
from tests.clock import FixedClock

GUIDE = ContentFolder()


class Seconds:
    """A clock in seconds that stands until it is moved."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Kept:
    """A journal that remembers what was saved, and may refuse."""

    def __init__(self):
        self.saved = []
        self.bases = []
        self.dropped = []
        self.refuses = False
        self.clash = None

    def keep(self, session, base=None):
        self.bases.append(base)
        if self.refuses:
            raise JournalError("The disk is full.")
        self.saved.append(session)
        return self.clash

    def drop(self, id):
        self.dropped.append(id)


@pytest.fixture
def journal():
    return Kept()


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def sessions(journal, seconds):
    services = SimpleNamespace(
        guidance=GUIDE,
        settings=Settings(),
        clock=FixedClock(NOW),
        journal=lambda: journal,
        new_id=lambda: "s1",
    )
    return SessionController(services, seconds)


def typed(sessions, text):
    question = sessions.page().question
    sessions.typing(question, text)


def test_a_change_is_saved_half_a_second_after_the_last_key(sessions, seconds):
    sessions.start(Situation.WAITING)
    sessions.save()
    assert sessions.save_in is None
    typed(sessions, "M")
    assert sessions.save_in == pytest.approx(PAUSE)
    seconds.now += 0.3
    typed(sessions, "Ma")
    assert sessions.save_in == pytest.approx(PAUSE)


def test_while_keys_keep_coming_it_is_due_a_second_after_the_first(sessions, seconds):
    sessions.start(Situation.WAITING)
    sessions.save()
    for n in range(12):
        typed(sessions, "M" * (n + 1))
        seconds.now += 0.1
    assert sessions.save_in < 0
    assert CEILING <= 1


def test_what_could_not_be_saved_stays_unsaved_and_is_tried_again(sessions, journal, seconds):
    sessions.start(Situation.WAITING)
    journal.refuses = True
    with pytest.raises(JournalError):
        sessions.save()
    journal.refuses = False
    sessions.save()
    assert journal.saved == [sessions.current]
    sessions.save()
    assert len(journal.saved) == 1


def test_where_another_window_saved_too_this_one_goes_on_under_its_own_id(sessions, journal):
    sessions.start(Situation.WAITING)
    mine, theirs = replace(sessions.current, id="s1-2"), sessions.current
    journal.clash = Clash(kept=mine, newer=theirs)
    assert sessions.save() == journal.clash
    assert sessions.current.id == "s1-2"


def test_every_listener_hears_of_a_change_at_once_and_until_it_ends(sessions):
    heard = []
    sessions.start(Situation.WAITING)
    ends = sessions.listen(heard.append)
    typed(sessions, "Mara")
    assert heard == [sessions.current]
    ends()
    typed(sessions, "Mara L")
    assert len(heard) == 1


def test_leaving_before_anything_was_said_leaves_nothing_behind(sessions, journal):
    sessions.start(Situation.WAITING)
    sessions.leave()
    assert journal.dropped == ["s1"]
    assert journal.saved == []
    assert sessions.session is None


def test_a_last_word_of_a_session_that_has_ended_is_not_taken(sessions, journal):
    sessions.start(Situation.WAITING)
    last = sessions.current
    sessions.forget()
    sessions.become(last)
    assert sessions.session is None
    assert sessions.save_in is None


def test_somebody_unsafe_is_met_once_and_only_once(sessions):
    sessions.remember((), (Person(id="p", name="Rolf", unsafe=True),))
    sessions.start(Situation.WAITING)
    question = sessions.page().question
    sessions.answer(question, "Rolf")
    met = sessions.met()
    assert met is not None
    assert met.unsafe
    assert sessions.met() is None


def test_a_resumed_session_is_not_asked_again(sessions):
    sessions.remember((), (Person(id="p", name="Mara", unsafe=True),))
    sessions.resume(walked())
    assert sessions.met() is None


def test_each_save_says_which_state_it_goes_on_from(sessions, journal):
    left = walked()
    sessions.resume(left)
    sessions.write(replace(left.draft, body="more words"))
    sessions.save()
    saved = sessions.current
    sessions.write(replace(left.draft, body="yet more words"))
    sessions.save()
    assert journal.bases == [left, saved]


def test_after_a_clash_one_can_go_on_with_the_other_windows_version(sessions, journal):
    sessions.start(Situation.WAITING)
    mine, theirs = replace(sessions.current, id="s1-2"), replace(sessions.current, page=2)
    journal.clash = Clash(kept=mine, newer=theirs)
    sessions.save()
    journal.clash = None
    sessions.switch(theirs)
    assert sessions.current == theirs
    sessions.forward()
    sessions.save()
    assert journal.bases[-1] == theirs


@pytest.mark.parametrize(
    "late",
    [
        lambda each: each.write_incident(),
        lambda each: each.type_incident("he rang again"),
        lambda each: each.choose_safety("write"),
        lambda each: each.to_log(),
        lambda each: each.to_safety(),
        lambda each: each.offer_safety(),
        lambda each: each.save_safety_log(),
        lambda each: each.forward(),
        lambda each: each.skip(),
    ],
)
def test_what_comes_after_a_session_has_ended_changes_nothing(sessions, late):
    sessions.start(Situation.WAITING)
    sessions.leave()
    late(sessions)
    assert sessions.session is None


def test_late_in_the_day_the_next_morning_is_named_and_a_date_of_today_is_not_ready(sessions):
    answers = {**WAITING, "needed_by": "2026-11-19", "set_by": "outside", "cost": "date"}
    offered = walked({**answers, "waiting_extra": ("other_offer",), "nudges_sent": 1})
    body = "Hello Mara,\n\nThis is about the proposal. Could you answer by 17 November?\n\nAli"
    draft = Draft(subject="The proposal", body=body)
    said, ready = {}, {}
    for hour in (10, 22):
        sessions.services.clock = FixedClock(NOW.replace(hour=hour))
        sessions.begin(replace(offered, step=Step.ASSESS, draft=draft))
        said[hour] = "\n".join(each.text for each in sessions.page().lines)
        ready[hour] = sessions.review().ready
    assert "first thing tomorrow morning" not in said[10]
    assert "first thing tomorrow morning" in said[22]
    assert not ready[22]
