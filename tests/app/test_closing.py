"""The last yard's rules: time, plans, what is kept, what follows, and what was closed before."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.recommendation import plan_lines
from coach.app import after_send, closing, draft_review
from coach.app.closing import LOOK_BACK, End, Way
from coach.app.settings import Quiet
from coach.content.loader import ContentFolder
from coach.journal import conversations, history, incident_log
from coach.journal.decisions import Note, Person, Sent
from coach.journal.due_dates import due, reply_by
from coach.message import Message
from coach.review.checks import ReviewSetting
from coach.session.aftercare import Deed
from coach.session.flow import assess, verdict_of
from coach.session.session import Draft, Overrule, Session
from coach.session.templates import open_slots
from coach.vocabulary import (
    Channel,
    Ending,
    Outcome,
    Situation,
    Step,
    VerdictId,
)
from tests.store.samples import decision
from tests.sweep import over

GUIDE = ContentFolder()
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
QUIET = Quiet()

WAITING = {
    "person": "Mara",
    "topic": "the proposal",
    "matter": "proposal",
    "channel": "email",
    "last_from": "me",
    "last_contact": "2026-11-08",
    "nudges_sent": 0,
    "safety": (),
    "strength": 4,
    "said_last": "nothing",
    "harmless": "no",
}


def walked(answers=WAITING, **changes) -> Session:
    """A session that has come to its verdict; open questions get their first choice."""
    session = Session(
        id="w",
        started=NOW,
        touched=NOW,
        situation=Situation.WAITING,
        step=Step.SEND,
        answers=dict(answers),
        draft=Draft(body="Hello Mara, have you decided? A yes or no by Friday is fine."),
    )
    while hasattr(found := assess(GUIDE, session, NOW.date()), "question"):
        session = session.answer(found.question.id, found.question.choices[0].id)
    return replace(session, **changes)


def ended(session: Session, **end):
    found = assess(GUIDE, session, NOW.date())
    return closing.finish(GUIDE, session, found, End(**{"ending": Ending.SENT, **end}), NOW)


def overruled(verdict: VerdictId) -> Session:
    return walked(overrule=Overrule(verdict=verdict, reason="I know them."))


# -- time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ((2026, 11, 17, 10, 0), "It's Tuesday 10:00."),
        ((2026, 11, 17, 23, 0), "It's Tuesday 23:00. This can wait until tomorrow morning."),
        ((2026, 11, 18, 5, 0), "It's Wednesday 05:00. This can wait until this morning."),
        ((2026, 11, 20, 22, 0), "It's Friday 22:00. This can wait until Monday morning."),
        ((2026, 11, 21, 23, 10), "It's Saturday 23:10. This can wait until Monday morning."),
    ],
)
def test_the_time_is_advice_and_names_the_next_working_morning(moment, said):
    assert closing.time_advice(QUIET, datetime(*moment, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        (None, "If you can't reach anyone now, do this first thing tomorrow morning."),
        (
            date(2026, 11, 18),
            "If you can't reach anyone now, do this first thing tomorrow morning.",
        ),
        (date(2026, 11, 17), ""),
    ],
)
def test_what_is_due_today_is_left_for_the_morning_only_where_that_is_in_time(latest, said):
    night = datetime(2026, 11, 17, 22, 28, tzinfo=UTC)
    told = closing.time_advice(QUIET, night, due_today=True, latest=latest)
    assert told == f"It's Tuesday 22:28. {said}".strip()


def test_a_day_promised_in_the_message_is_when_it_comes_due():
    body = "Hi Mara,\n\nI'm sorry I've kept you waiting. You'll have it by Friday 20 November.\n"
    decision = ended(walked(draft=Draft(body=body)))
    assert decision.next_on == date(2026, 11, 20)
    assert "You promised" in decision.next_step


def test_a_date_before_which_to_answer_is_not_ready_on_that_day():
    body = "Hello Mara,\n\nCould you let me know before Tuesday 17 November?\n\nAli"
    assert not reviewed(walked(draft=Draft(subject="The proposal", body=body))).ready


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    st.times(),
    st.times(),
    st.booleans(),
)
def test_a_morning_to_wait_for_always_lies_ahead_and_within_a_week_or_so(at, start, end, weekends):
    now = at.replace(tzinfo=timezone(timedelta(hours=2)))
    morning = closing.working_morning(Quiet(start=start, end=end, weekends=weekends), now)
    assert now < morning <= now + timedelta(days=9)


def test_quiet_hours_that_end_late_push_the_morning_back():
    late = Quiet(start=time(18), end=time(11))
    assert closing.working_morning(late, NOW.replace(hour=20)).time() == time(11)


def test_the_three_days_run_from_deciding_and_not_from_the_last_look():
    owing = walked(situation=Situation.OWING, decided=NOW, touched=NOW + timedelta(days=2))
    assert reply_by(owing) == NOW + timedelta(hours=72)
    (found,) = due([owing], [], [], NOW + timedelta(hours=25))
    assert found.on == date(2026, 11, 20)
    assert due([owing], [], [], NOW + timedelta(hours=23)) == ()


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (0, "Best sent by Fri 20 Nov 2026, 10:00: you have three days."),
        (30, "Best sent by Fri 20 Nov 2026, 10:00: you have two days."),
        (50, "Best sent by Fri 20 Nov 2026, 10:00: you have about a day."),
        (65, "Best sent by Fri 20 Nov 2026, 10:00: you have a few hours."),
        (71.5, "Best sent by Fri 20 Nov 2026, 10:00: you have an hour."),
        (80, "Three days have passed since you decided. Today is still better than tomorrow."),
    ],
)
def test_the_clock_of_an_answer_owed_is_said_kindly(after, said):
    owing = walked(situation=Situation.OWING, decided=NOW)
    assert closing.reply_advice(owing, NOW + timedelta(hours=after)) == said


def test_a_real_date_within_the_three_days_is_the_one_to_keep():
    owing = Session(
        id="w",
        started=NOW,
        touched=NOW,
        situation=Situation.OWING,
        step=Step.SEND,
        decided=NOW,
        answers={"needed_by": "2026-11-18"},
    )
    assert closing.reply_advice(owing, NOW) == "Best sent by Wed 18 Nov 2026, when they need it."
    later = replace(owing, answers={"needed_by": "2026-12-18"})
    assert "you have three days" in closing.reply_advice(later, NOW)


def test_where_no_answer_is_owed_no_clock_runs():
    assert closing.reply_advice(walked(decided=NOW), NOW) == ""


# -- how it feels -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({}, False),
        ({"hold_overridden": True}, True),
        ({"hold_overridden": True, "strength_after": 3}, False),
    ],
)
def test_only_what_ran_hot_is_asked_again_and_only_once(changes, asks):
    session = walked(**changes)
    assert closing.rates_again(session, assess(GUIDE, session, NOW.date())) is asks


def test_nothing_is_asked_again_where_nothing_goes_out():
    session = replace(overruled(VerdictId.WAIT), hold_overridden=True)
    assert not closing.rates_again(session, assess(GUIDE, session, NOW.date()))


def test_a_new_pause_has_it_asked_again():
    assert walked().rate_again(8).hold_until(NOW, NOW).strength_after is None


@pytest.mark.parametrize(
    ("situation", "verdict", "title"),
    [
        ("waiting", "nudge", "Take a last look. Have they replied since?"),
        ("waiting", "answer", "Take a last look before you send your answer."),
        ("owing", "decline", "Take a last look before you send your answer."),
        ("unwanted", "boundary", "Take a last look before you send it."),
        ("repair", "repair_apology", "Take a last look before you send it."),
    ],
)
def test_only_who_waits_is_asked_whether_an_answer_has_come(situation, verdict, title):
    session = replace(walked(), situation=Situation(situation))
    words = closing.last_look_words(session, VerdictId(verdict))
    assert words.title == title
    assert words.overtaken.startswith("They've ")


# -- what stands ------------------------------------------------------------------------


def reviewed(session: Session, ignored: frozenset[str] = frozenset()):
    found = assess(GUIDE, session, NOW.date())
    return draft_review.review_draft(GUIDE, session, found, ignored, NOW.date())


def test_a_place_left_open_in_a_template_keeps_the_words_from_leaving():
    template = next(each for each in GUIDE.templates if "‹" in each.body)
    draft = Draft(body=template.body, template=template.id)
    session = walked(draft=draft)
    found = reviewed(session)
    assert found.blocked.startswith("Still to fill in: ")


def test_a_day_that_has_passed_since_it_was_written_is_never_ready_and_does_not_block():
    session = walked(draft=Draft(body="Hello Mara, have you decided? A no by 13 November is fine."))
    found = reviewed(session)
    assert not found.blocked
    assert not found.ready
    assert "! It's too late for this date. Give a future date. “by 13 November”" in found.lines


def test_a_day_that_is_today_is_pointed_out_and_may_stay():
    body = "Hello Mara,\n\nThis is about the proposal. Could you answer by 17 November?\n\nAli"
    found = reviewed(walked(draft=Draft(subject="The proposal", body=body)))
    (issue,) = found.review.findings
    assert issue.message.startswith("This date is today.")
    assert found.ready


def on_the_desk(body: str, slots: tuple[str, ...] = (), situation: str = "waiting"):
    """What the desk says of these words on the 17th: whether ready, and the duties that are met."""
    message = Message(subject="The proposal", body=body)
    setting = ReviewSetting(Situation(situation))
    found = draft_review.review_message(GUIDE, message, setting, slots=slots, today=NOW.date())
    return found.ready, {each.text for each in found.review.duties if each.met}


def test_a_question_that_is_still_to_be_written_ticks_nothing_and_nothing_is_ready():
    slot = "Your one question, in a line"
    body = "Hello Mara,\n\nThis is about the proposal. {}? A word by 24 November is fine.\n\nAli"
    ready, met = on_the_desk(body.format(f"‹{slot}›"), (slot,))
    assert not ready
    assert "A question they can answer" not in met
    assert "A date that is real" in met
    ready, met = on_the_desk(body.format("Shall I send it, or not"))
    assert ready
    assert {"A question they can answer", "A date that is real"} <= met


def test_a_day_that_is_over_is_no_date_to_answer_by():
    body = "Hello Mara,\n\nOur last message is from Tuesday 3 November. Is it a yes or a no?\n\nAli"
    assert "A date that is real" not in on_the_desk(body)[1]
    assert "A date that is real" in on_the_desk(body.replace("3 Nov", "24 Nov"))[1]


def test_what_happens_now_is_not_ticked_while_it_is_still_to_be_written():
    slot = "I will send it by 24 November"
    body = "Hello Mara,\n\nYou heard nothing from me for a month. I am sorry. {}.\n\nAli"
    assert "What happens now" not in on_the_desk(body.format(f"‹{slot}›"), (slot,), "repair")[1]
    assert "What happens now" in on_the_desk(body.format(slot), (), "repair")[1]


@over("template", GUIDE.templates, ids=lambda each: each.id)
def test_no_template_shows_a_tick_for_a_question_or_a_deed_that_is_not_written_yet(template):
    slots = open_slots(template.body)
    wanted = {"question": "A question they can answer", "put it right": "What happens now"}
    for situation in template.situations:
        _, met = on_the_desk(template.body, slots, situation)
        assert not [duty for word, duty in wanted.items() if duty in met and word in str(slots)]


def test_the_day_one_fell_silent_still_names_the_gap():
    body = "Hello Mara,\n\nI have not written since 3 November. I am sorry. It's attached.\n\nAli"
    assert "The gap, mentioned once" in on_the_desk(body, (), "repair")[1]


def test_no_words_are_no_message():
    session = walked(draft=Draft())
    found = reviewed(session)
    assert found.blocked == "The draft is empty."


def test_what_was_kept_on_purpose_may_go_and_is_recorded():
    rude = Draft(body="Hello Mara, sorry, so sorry, I am really sorry to bother you. Yes or no?")
    session = walked(draft=rude)
    loose = reviewed(session)
    assert loose.left
    assert not loose.blocked
    rules = frozenset(each.rule for each in loose.left)
    meant = replace(session, draft=replace(rude, kept=rules))
    assert not reviewed(meant).left
    assert {each.rule for each in reviewed(meant).kept} == rules
    assert rules <= set(ended(meant).findings)


# -- the plan and the record ------------------------------------------------------------


def test_who_decides_otherwise_gets_the_plan_of_that_decision():
    let_go = ended(overruled(VerdictId.LET_GO), ending=Ending.NOT_SENT)
    assert let_go.plan != let_go.assessment.plan
    assert "closed" in let_go.plan.do
    assert let_go.next_on == date(2026, 12, 17)


def test_who_follows_the_advice_keeps_its_plan():
    assert ended(walked()).own_plan is None


@over("verdict", VerdictId)
def test_every_decision_of_ones_own_has_a_plan_and_can_be_put_down(verdict):
    session = overruled(verdict)
    for ending in Ending:
        decision = ended(session, ending=ending)
        assert decision.verdict is verdict
        assert decision.plan.do


def test_nobody_is_sent_on_before_the_day_that_their_own_letter_gives():
    draft = Draft(body="Hello Mara,\n\nPlease let me know by 21 December.\n\nJo")
    assert ended(walked()).next_on < date(2026, 12, 21)
    assert ended(walked(draft=draft)).next_on == date(2026, 12, 21)


def test_a_deadline_set_by_something_else_comes_due_whatever_is_decided():
    told = {**WAITING, "set_by": "outside", "needed_by": "2026-11-20"}
    for verdict in (VerdictId.LET_GO, VerdictId.WAIT, VerdictId.NUDGE):
        session = walked(told, overrule=Overrule(verdict=verdict, reason="My own."))
        decision = ended(session, ending=Ending.SENT if verdict.sends else Ending.NOT_SENT)
        assert decision.next_on <= date(2026, 11, 20)


def test_of_what_was_sent_and_waits_for_nothing_one_is_asked_once_how_it_turned_out():
    decline = ended(overruled(VerdictId.DECLINE))
    assert decline.next_on == decline.decided.date() + LOOK_BACK
    assert "how did it turn out" in decline.next_step


def test_what_was_not_sent_is_not_asked_after():
    assert ended(walked(), ending=Ending.NOT_SENT).next_on is None


def test_a_message_that_was_not_sent_leaves_no_plan_and_the_record_says_so():
    kept = ended(overruled(VerdictId.REPAIR_APOLOGY), ending=Ending.NOT_SENT)
    assert kept.withheld
    assert plan_lines(kept.plan) == ["No next step, because you didn't send the message."]
    names = {id: each.name for id, each in GUIDE.deciding.words.items()}
    assert history.decided(kept, names) == f"Not sent: {names[VerdictId.REPAIR_APOLOGY]}"
    assert history.decided(kept.summary(), names) == history.decided(kept, names)


def test_a_message_that_went_out_and_a_silence_kept_are_called_what_they_were():
    names = {id: each.name for id, each in GUIDE.deciding.words.items()}
    sent = ended(walked())
    silent = ended(overruled(VerdictId.LET_GO), ending=Ending.NOT_SENT)
    for each in (sent, silent):
        assert not each.withheld
        assert history.decided(each, names) == names[each.verdict]
    assert len(plan_lines(sent.plan)) > 1


def test_a_guess_is_kept_with_the_day_of_the_plan():
    decision = ended(walked(), percent=30)
    assert decision.prediction is not None
    assert (decision.prediction.percent, decision.prediction.by) == (30, decision.next_on)


def test_what_one_fears_and_expects_is_kept_beside_the_guess():
    end = End(ending=Ending.SENT, percent=30)
    for question, line in zip(
        GUIDE.aftercare.beside, ("She laughs at it. ", "A short no."), strict=True
    ):
        assert question.optional
        end = end.with_line(question.id, line)
    decision = closing.finish(GUIDE, walked(), assess(GUIDE, walked(), NOW.date()), end, NOW)
    assert decision.prediction is not None
    assert decision.prediction.feared == "She laughs at it."
    assert decision.prediction.expected == "A short no."


@pytest.mark.parametrize("verdict", [VerdictId.DECLINE, VerdictId.BOUNDARY, VerdictId.SILENCE])
def test_where_no_answer_is_hoped_for_none_is_guessed_at(verdict):
    assert ended(overruled(verdict), percent=30).prediction is None


def test_other_words_are_what_was_sent_and_the_draft_stays():
    session = walked()
    decision = ended(session, words="Yes or no?")
    assert decision.sent is not None
    assert decision.sent.body == "Yes or no?"
    assert decision.session.draft == session.draft


def test_an_answer_meanwhile_is_the_outcome_and_nothing_more_is_due():
    decision = ended(walked(), ending=Ending.NOT_SENT, answered=True)
    assert decision.outcome is Outcome.REPLIED
    assert decision.check_on is None
    assert decision.prediction is None


# -- safety -----------------------------------------------------------------------------


@over("danger", ["unsafe", "threats", "afraid"])
@over("verdict", VerdictId)
def test_no_earlier_wish_leads_to_a_message_once_there_is_danger(danger, verdict):
    session = overruled(verdict)
    session = session.feel_unsafe() if danger == "unsafe" else session.answer("safety", (danger,))
    while hasattr(found := assess(GUIDE, session, NOW.date()), "question"):
        session = session.answer(found.question.id, found.question.choices[0].id)
    assert not verdict_of(session, found).sends


def test_in_danger_there_is_no_guess_and_no_calendar():
    decision = ended(walked().feel_unsafe(), ending=Ending.NOT_SENT, percent=50)
    assert decision.prediction is None
    assert closing.reminder(replace(decision, next_on=date(2026, 12, 1))) is None


# -- the calendar -----------------------------------------------------------------------


def test_a_moved_date_moves_its_entry_and_makes_no_second_one():
    decision = ended(walked())
    moved = decision.with_note(Note(at=NOW, check_on=date(2026, 12, 9)))
    before, after = closing.reminder(decision), closing.reminder(moved)
    assert before is not None
    assert after is not None
    assert before.key == after.key
    assert after.when == date(2026, 12, 9)
    assert "Mara" in before.title


def test_without_a_date_there_is_no_entry():
    assert closing.reminder(ended(walked(), ending=Ending.NOT_SENT)) is None


# -- afterwards -------------------------------------------------------------------------


def test_a_limit_is_said_before_anything_is_blocked():
    limit = overruled(VerdictId.BOUNDARY)
    assert after_send.deeds(ended(limit, ending=Ending.NOT_SENT)) == ()
    assert after_send.deeds(ended(limit)) == (Deed.KEEP, Deed.MUTE, Deed.BLOCK)


def test_evidence_is_kept_before_anything_is_reported_or_blocked():
    decision = ended(overruled(VerdictId.BLOCK_REPORT), ending=Ending.NOT_SENT)
    assert after_send.deeds(decision) == (Deed.KEEP, Deed.REPORT, Deed.BLOCK)


def test_who_is_to_get_help_first_is_not_told_how_to_block():
    decision = ended(walked().feel_unsafe(), ending=Ending.NOT_SENT)
    assert Deed.BLOCK not in after_send.deeds(decision)


@over("channel", Channel)
@over("deed", Deed)
def test_every_channel_has_steps_for_every_deed(channel, deed):
    assert GUIDE.aftercare.steps[channel][deed]
    assert GUIDE.aftercare.names[deed]


@pytest.mark.parametrize("channel", [each for each in Channel if each is not Channel.EMAIL])
def test_only_a_mail_is_handed_to_mail_programs(channel):
    assert closing.ways(channel) == (Way.COPY, Way.TEXT)


# -- a conversation closed before -------------------------------------------------------


def record(verdict: VerdictId, *notes: Note, days: int = 0, **changes):
    session = overruled(verdict)
    sends = verdict.sends
    kept = ended(session, ending=Ending.SENT if sends else Ending.NOT_SENT)
    at = NOW + timedelta(days=days)
    return replace(kept, id=f"{verdict}-{days}", decided=at, notes=notes, **changes).summary()


def warns(*summaries) -> bool:
    """Whether a new session with Mara warns that the conversation was closed."""
    return conversations.conversation_with("Mara", summaries, []).warns


@pytest.mark.parametrize("verdict", sorted(conversations.CLOSING))
def test_a_closed_conversation_is_known_again_under_any_spelling(verdict):
    found = conversations.conversation_with("  MARA ", [record(verdict)], [])
    assert found.warns
    assert found.closed.verdict is verdict


@pytest.mark.parametrize("verdict", [VerdictId.NUDGE, VerdictId.WAIT, VerdictId.ANSWER])
def test_an_open_conversation_is_no_closed_one(verdict):
    assert not warns(record(verdict))


def test_a_limit_that_was_never_sent_closed_nothing():
    unsent = record(VerdictId.BOUNDARY, ending=Ending.NOT_SENT)
    assert not warns(unsent)


def test_what_was_opened_again_since_is_closed_no_more():
    again = [record(VerdictId.LET_GO), record(VerdictId.ANSWER, days=3)]
    assert not warns(*again)
    replied = record(VerdictId.LET_GO, Note(at=NOW, outcome=Outcome.REPLIED))
    assert not warns(replied)


@pytest.mark.parametrize("outcome", [None, *Outcome])
@pytest.mark.parametrize("rests", [False, True])
@pytest.mark.parametrize("verdict", [VerdictId.NUDGE, VerdictId.LET_GO, VerdictId.DECLINE])
def test_the_warning_the_record_and_the_follow_up_mean_the_same_by_closed(verdict, outcome, rests):
    kept = ended(overruled(verdict))
    notes = [Note(at=NOW, outcome=outcome)] if outcome else []
    notes += [Note(at=NOW, settled=True)] if rests else []
    decision = replace(kept, notes=tuple(notes))
    closed = conversations.closed(decision) is not None
    assert warns(decision.summary()) is closed
    if closed and decision.over:
        later = NOW + timedelta(days=40)
        assert not due([], [decision.summary()], [], later.replace(tzinfo=UTC))


def test_somebody_marked_unsafe_is_known_even_without_a_decision():
    rolf = Person(id="p", name="Rolf", also=("R.",), unsafe=True)
    found = conversations.conversation_with("r.", [], [rolf])
    assert found.warns
    assert found.unsafe


# -- the log ----------------------------------------------------------------------------


def test_a_log_holds_facts_in_order_and_no_feelings():
    session = walked({**WAITING, "happened": "He waited at the gate.", "story": "He hates me."})
    one = ended(session)
    later = one.with_note(Note(at=NOW + timedelta(days=2), text="He called twice."))
    person = Person(id="p", name="Mara", notes=(Note(at=NOW - timedelta(days=1), text="Shouted."),))
    texts = [each.text for each in incident_log.entries([later], person)]
    assert texts[0] == "Shouted."
    assert texts[1] == "He waited at the gate."
    assert texts[2].startswith("I wrote (email):")
    assert texts[3] == "He called twice."
    assert not any("hates" in each for each in texts)


@given(st.lists(st.text(min_size=1), max_size=5), st.text(max_size=20))
def test_the_last_hash_covers_every_byte_above_it(texts, name):
    written = [incident_log.Incident(at=NOW, text=each) for each in texts]
    text = incident_log.log(name, written, NOW)
    above, _, last = text.rstrip("\n").rpartition("\n")
    data = f"{above}\n".encode(errors="replace")
    assert last == f"SHA-256 of all lines above: {sha256(data).hexdigest()}"


def test_a_changed_word_changes_the_hash_of_its_entry_alone():
    def hashes(*texts):
        log = incident_log.log(
            "Rolf", [incident_log.Incident(at=NOW, text=each) for each in texts], NOW
        )
        return [line for line in log.splitlines() if line.startswith("SHA-256:")]

    before, after = hashes("one", "two"), hashes("one", "too")
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_what_was_sent_stands_in_the_log_word_by_word():
    sent = Sent(subject="Stop", body="Do not write to me.", channel=Channel.EMAIL, at=NOW)
    (entry,) = incident_log.entries([replace(decision(1), session=walked(), sent=sent, notes=())])
    assert entry.text == "I wrote (email):\nStop\n\nDo not write to me."
