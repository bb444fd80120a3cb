"""One page for one moment: both front ends open the same reading and offer the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coach.app.closing import End, Way
from coach.app.controllers import Controllers
from coach.app.pages import DraftPage, SendPage
from coach.app.presenter import reading
from coach.app.send_steps import (
    Ended,
    Held,
    SendState,
    SendStep,
    chosen,
    first,
    guessed,
    send_page,
)
from coach.app.session_pages import pause_page
from coach.commands.ask_command import Asker
from coach.platform.paths import journal_folder
from coach.session.flow import PauseView
from coach.session.session import Draft, Hold, Overrule
from coach.store.journal_store import open_journal
from coach.vocabulary import Ending, Outcome, Situation, Step, VerdictId
from tests.app.test_closing import NOW, WAITING, walked
from tests.journeys.driver import Life
from tests.ui.past import decided, remember

BODY = "Hello Mara,\n\nHave you decided? A yes or a no by Friday is fine.\n\nAli"


def moments():
    """A session at each of the eight moments at which something can be read."""
    at_end = walked(draft=Draft(subject="The proposal", body=BODY))
    asked = {key: WAITING[key] for key in ("person", "topic", "matter")}
    hold = Hold(since=NOW, until=NOW + timedelta(minutes=10))
    return {
        "pause": replace(at_end, step=Step.PAUSE, page=2, answers=asked),
        "question": replace(at_end, step=Step.ASSESS, answers=dict(WAITING)),
        "an answer gone back to": replace(at_end, step=Step.ASSESS, looking_at="said_last"),
        "cooling off": replace(at_end, hold=hold),
        "recommendation": replace(at_end, step=Step.ASSESS),
        "draft": replace(at_end, step=Step.DRAFT),
        "last look": at_end,
        "owing": replace(at_end, step=Step.PAUSE, page=2, situation=Situation.OWING, answers=asked),
    }


@pytest.fixture
def life(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    return Life(tmp_path)


@pytest.mark.parametrize("moment", moments())
async def test_f2_and_the_question_mark_open_the_same_section(life, monkeypatch, moment):
    journal = open_journal(journal_folder())
    journal.keep(moments()[moment])
    journal.close()
    opened = {}

    async with life.opens() as person:
        monkeypatch.setattr(
            type(person.app), "on_read", lambda app, event: opened.update(screen=event.place)
        )
        await person.sees("Mara")
        await person.presses("enter")
        await person.presses("f2")
        await person.rests()

    from coach import cli
    from coach.commands import read_command

    monkeypatch.setattr(
        read_command,
        "show",
        lambda shelf, place, *, most: bool(opened.setdefault("prompts", place)),
    )
    asker = Asker(replace(cli.services(), clock=life.clock))
    asker._sessions.resume(moments()[moment])
    asker._read()
    assert opened["screen"]
    assert opened["screen"] == opened["prompts"]


def controllers(life, session):
    from coach import cli

    made = Controllers.over(
        replace(cli.services(), clock=life.clock, opener=lambda: life.opener), terminal=True
    )
    made.sessions.resume(session)
    return made


def test_the_draft_and_the_last_look_agree_on_what_stands_and_on_ready(life):
    rude = Draft(subject="Re", body="Sorry, so sorry, I am really sorry to bother you again!!!")
    made = controllers(life, replace(moments()["draft"], draft=rude))
    page = made.sessions.page()
    assert isinstance(page, DraftPage)
    made.sessions.forward()
    last = made.sessions.page()
    assert isinstance(last, SendPage)
    assert last.review == page.review
    assert last.review.ready is page.review.ready


def test_what_the_settings_keep_is_kept_in_every_review(life):
    rude = Draft(subject="Re", body="Just checking in. Sorry, so sorry, I am really sorry!!!")
    made = controllers(life, replace(moments()["last look"], draft=rude))
    left = made.sessions.review().left
    assert left
    from coach.session.kept_issues import Scope

    for each in left:
        made.sessions.keep_issue(each.rule, Scope.ALWAYS)
    assert not made.sessions.review().left
    assert not made.sessions.page().review.left
    decision = made.sending.finish(End(ending=Ending.SENT))
    assert {each.rule for each in left} <= set(decision.findings)


@pytest.mark.parametrize("desktop", [True, False])
@pytest.mark.parametrize("channel", ["email", "chat", "linkedin", "letter"])
def test_the_ways_to_send_are_those_that_exist_here(life, desktop, channel):
    life.opener.desktop = desktop
    session = moments()["last look"]
    made = controllers(life, replace(session, answers={**session.answers, "channel": channel}))
    ways = made.sessions.page().ways
    assert ways[0] is Way.COPY
    assert (Way.MAIL in ways) is (desktop and channel == "email")
    assert (Way.FILE in ways) is (channel == "email")


def test_what_was_decided_with_them_before_is_told_with_how_it_turned_out(life):
    remember([decided("old", person="Mara", outcome=Outcome.REPLIED, days=20)])
    made = controllers(life, moments()["recommendation"])
    made.journal.past()
    before = [each.text for each in made.sessions.page().lines if each.tone == "before"]
    assert before[0] == "Earlier with Mara:"
    assert "(they replied)" in before[1]


def test_what_came_of_a_decision_is_noted_by_prompts_as_on_the_screen(life, monkeypatch, capsys):
    from coach import cli

    due = decided("d1", days=9, next_on=(NOW - timedelta(days=1)).date(), person="Tom")
    remember([due])
    lines = iter(["7", "1", "yesterday", "He rang.", "1", "1"])
    monkeypatch.setattr("coach.commands.prompts.Prompts.words", lambda self: next(lines))
    asker = Asker(replace(cli.services(), clock=life.clock))
    asker._begin()
    (kept,) = life.decisions()
    assert kept.outcome is Outcome.REPLIED
    assert "He rang." in [each.text for each in kept.notes]
    assert kept.summary().well_decided is True
    assert kept.summary().again is True


# -- the steps of sending ---------------------------------------------------------------


def test_a_silence_that_waits_for_an_answer_is_guessed_at_and_an_unsent_message_is_not():
    page = SendPage(title="", draft=None, now=NOW, guess_by=NOW.date())
    assert chosen(page, first(page), "not_sent") == SendState(step=SendStep.GUESS)
    unsent = replace(page, draft=Draft(body="x"))
    asked = chosen(unsent, first(unsent), "unsent")
    assert isinstance(asked, SendState)
    assert chosen(unsent, asked, "not_sent") == Ended(End(ending=Ending.NOT_SENT))


def test_without_a_chance_nothing_is_asked_beside_it():
    state = SendState(step=SendStep.GUESS, end=End(ending=Ending.SENT))
    assert guessed(state, None, ()) == Ended(End(ending=Ending.SENT))


def test_the_morning_after_a_hot_evening_is_nine_o_clock():
    page = SendPage(title="", draft=Draft(body="x"), now=datetime(2026, 11, 21, 23, tzinfo=UTC))
    hot = SendState(step=SendStep.HOT, strength=9)
    assert chosen(page, hot, "tomorrow") == Held(datetime(2026, 11, 22, 9, tzinfo=UTC))


def test_of_a_draft_the_reading_is_that_of_the_issue_one_is_at(life):
    rude = Draft(subject="Re", body="Sorry, so sorry, I am really sorry to bother you again!!!")
    made = controllers(life, replace(moments()["draft"], draft=rude))
    page = made.sessions.page()
    issue = page.review.review.findings[0]
    assert reading(page, issue) == issue.why
    assert reading(page, None) == page.reading


def test_the_line_lit_first_on_the_way_out_never_closes_the_session(life):
    gap = Draft(subject="The proposal", body="Dear Mara,\n\nHave you ‹what you need›?\n\nAli")
    for draft in (gap, Draft(subject="The proposal", body=BODY), Draft()):
        made = controllers(life, replace(moments()["last look"], draft=draft))
        page = made.sessions.page()
        lit = chosen(page, first(page), page.at)
        assert not isinstance(lit, Ended), page.at
        for step in (SendStep.UNSENT, SendStep.ANSWERED):
            asked = send_page(page, SendState(step=step), (), ())
            lit = chosen(page, SendState(step=step), asked.at or asked.choices[0].id)
            assert not isinstance(lit, Ended), step


def test_no_pause_lasts_until_tomorrow_where_something_is_due_today():
    offered = pause_page(PauseView(hold=None), 8, over=False, due_today=True)
    assert [each.id for each in offered.choices] == ["ten", "hour", "on", "unsendable"]
    session = walked().answer("needed_by", NOW.date().isoformat())
    assert session.due_by(NOW.date())
    assert session.due_by(NOW.date() - timedelta(days=1))
    assert not session.due_by(NOW.date() - timedelta(days=2))


def test_a_subject_written_for_an_email_stays_behind_on_a_channel_that_has_none(life):
    from coach import cli

    controllers = Controllers.over(replace(cli.services(), clock=life.clock))
    session = walked(draft=Draft(subject="The proposal", body=BODY)).answer("channel", "linkedin")
    page = controllers.sessions.presenter.page(session, controllers.sessions.memory)
    assert page.draft == Draft(body=BODY)
    assert not any("The proposal" in each.text for each in page.below)


def test_what_the_plan_wants_done_today_isnt_left_for_the_morning(life):
    offer = {"waiting_extra": ("other_offer",), "set_by": "outside", "matter": "final_round"}
    day = {"needed_by": (NOW + timedelta(days=4)).date().isoformat(), "their_word": "talking"}
    at_end = moments()["last look"]
    hurried = replace(at_end, answers={**at_end.answers, **offer, **day, "nudges_sent": 0})
    for session, due_today in ((at_end, False), (hurried, True)):
        page = controllers(life, session).sessions.page()
        assert isinstance(page, SendPage)
        assert page.due_today is due_today


def test_a_template_nobody_changed_goes_with_the_recommendation_it_was_for(life):
    made = controllers(life, replace(moments()["draft"], draft=Draft()))
    template, filled = made.drafts.beginnings().templates[0]
    for words, stays in (("", False), ("Mine. ", True)):
        begun = made.drafts.begun(template, filled)
        made.sessions.write(replace(begun, body=words + begun.body))
        made.drafts.overrule(Overrule(verdict=VerdictId.ESCALATE, reason=""))
        assert bool(made.sessions.current.draft.body) is stays
        made.drafts.overrule(Overrule(verdict=made.sessions.assessment.verdict.id, reason=""))
