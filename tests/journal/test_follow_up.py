"""What is asked once a decision has had its time, and what the answers add."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.content.loader import ContentFolder
from coach.journal.decisions import Note, Prediction
from coach.journal.due_dates import due
from coach.journal.follow_up import Ask, asked_next, asked_now, inquiry, next_session, noted
from coach.platform.typed_dates import TypedDates
from coach.session.typed_answers import NotUnderstoodError
from coach.vocabulary import Outcome, Situation, VerdictId
from tests.ui.past import NOW, ago, decided

READ = TypedDates().read
GUIDE = ContentFolder()
IMAGINED = Prediction(percent=40, by=ago(1).date(), feared="She is angry", expected="A short no")


def asked(one, *others, people=()):
    around = [each.summary() for each in (one, *others)]
    return asked_now(one.summary(), around, people, NOW)


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
    assert asked_next(one, Ask.OUTCOME) is Ask.WHEN
    assert asked_next(one, Ask.WHEN) is Ask.WORDS
    assert asked_next(one, Ask.WORDS) is Ask.WELL_DECIDED
    judged = one.with_note(Note(at=NOW, well_decided=True))
    assert asked_next(judged, Ask.WELL_DECIDED) is Ask.AGAIN
    assert asked_next(judged.with_note(Note(at=NOW, again=True)), Ask.AGAIN) is None


def test_what_was_judged_before_is_not_asked_again():
    one = decided("a", outcome=Outcome.REPLIED).with_note(Note(at=NOW, well_decided=False))
    assert asked_next(one, Ask.WORDS) is None


def test_putting_it_off_asks_nothing_more():
    assert asked_next(decided("a").with_note(Note(at=NOW, settled=True)), Ask.OUTCOME) is None


def test_a_guess_with_fears_beside_it_asks_what_happened_in_words_once():
    said = decided("a", outcome=Outcome.REPLIED, prediction=IMAGINED)
    assert asked_next(said, Ask.CAME_TRUE) is Ask.WORDS
    told = said.with_note(Note(at=NOW, text="She thanked me."))
    assert asked_next(told, Ask.CAME_TRUE) is None
    plain = decided("b", outcome=Outcome.REPLIED, guess=40)
    assert asked_next(plain, Ask.CAME_TRUE) is None


def test_fears_and_hopes_are_shown_where_what_happened_is_asked():
    put = inquiry(Ask.WORDS, decided("a", outcome=Outcome.REPLIED, prediction=IMAGINED))
    assert put.text == "What actually happened?"
    assert "You feared: She is angry" in put.note
    assert "You expected: A short no" in put.note
    assert put.choices == ()


def test_how_it_turned_out_is_asked_in_words_that_fit_the_situation():
    pressed = decided("a", situation=Situation.UNWANTED, verdict=VerdictId.SILENCE)
    texts = [each.text for each in inquiry(Ask.OUTCOME, pressed).choices]
    assert "They stopped" in texts
    assert "Still no reply" not in texts


@pytest.mark.parametrize("question", Ask)
def test_every_choice_offered_can_be_noted(question):
    one = decided("a", guess=40)
    for choice in inquiry(question, one).choices:
        if choice.id not in ("words", "unsaid"):
            assert noted(question, choice.id, NOW, READ) is not None
    assert noted(question, "", NOW, READ) is None


def test_looking_again_is_put_off_by_a_week():
    note = noted(Ask.OUTCOME, "later", NOW, READ)
    assert note is not None
    assert note.check_on == (NOW + timedelta(days=7)).date()


def test_who_was_in_danger_is_asked_for_no_judgement_and_offered_no_day_and_no_message():
    one = decided("d", verdict=VerdictId.GET_HELP)
    one = replace(one, session=replace(one.session, answers={"safety": ("afraid",)}))
    put = inquiry(Ask.OUTCOME, one)
    said = " ".join((put.note, *(each.text for each in put.choices)))
    assert "safety page" in said
    assert not any(each in said for each in ("week", "prepare", "decide what", "letting it go"))
    told = replace(one, notes=(Note(at=NOW, outcome=Outcome.WORSE),))
    assert asked_next(told, Ask.WORDS) is None


def test_how_it_turned_out_offers_each_outcome_once():
    texts = [each.text for each in inquiry(Ask.OUTCOME, decided("a")).choices]
    assert texts == [
        "They replied, and there's nothing left to do",
        "They replied: prepare your answer",
        "Still no reply: decide what to do now",
        "They paid",
        "They paid part of it: decide what to do now",
        "They said no",
        "It got worse",
        "Too early to say: ask again in a week",
        "I'm letting it go: don't ask again",
        "None of these: write a note",
    ]


@pytest.mark.parametrize("question", [Ask.OUTCOME, Ask.CAME_TRUE])
def test_every_reminder_can_be_silenced_for_good(question):
    one = decided("a", guess=40, by=NOW.date(), next_on=NOW.date())
    assert due((), [one.summary()], [], NOW)
    silenced = one.with_note(noted(question, "rest", NOW, READ))
    assert due((), [silenced.summary()], [], NOW) == ()


def test_the_day_an_outcome_came_decides_whether_a_guess_came_true():
    guessed = decided("a", days=9, guess=60, by=ago(3).date())
    replied = guessed.with_note(noted(Ask.OUTCOME, Outcome.REPLIED, NOW, READ))
    assert replied.came_true is None
    assert replied.with_note(noted(Ask.WHEN, "4 days ago", NOW, READ)).came_true is True
    assert replied.with_note(noted(Ask.WHEN, "yesterday", NOW, READ)).came_true is False
    with pytest.raises(NotUnderstoodError, match="not a date"):
        noted(Ask.WHEN, "soonish", NOW, READ)


def test_what_was_said_last_can_be_taken_back_and_all_is_offered_as_the_first_time():
    fresh = decided("a", days=9, guess=60, by=ago(3).date(), next_on=ago(2).date())
    for value, words in (("replied", "They replied"), ("rest", "I'm letting it go")):
        slipped = fresh.with_note(noted(Ask.OUTCOME, value, NOW, READ))
        told = slipped.with_note(Note(at=NOW, text="Kept.")).with_note(Note(at=NOW, on=NOW.date()))
        back = {each.id: each.text for each in inquiry(Ask.OUTCOME, told).choices}["take_back"]
        assert words in back
        again = told.without_last_said()
        assert [note.text for note in again.notes] == ["Kept."]
        assert inquiry(Ask.OUTCOME, again) == inquiry(Ask.OUTCOME, fresh)
        assert due((), [again.summary()], [], NOW) == due((), [fresh.summary()], [], NOW)


def test_a_guess_answered_by_a_slip_is_put_right_by_still_no_reply_or_taken_back():
    slipped = decided("a", guess=60).with_note(noted(Ask.CAME_TRUE, "yes", NOW, READ))
    assert slipped.without_last_said().came_true is None
    assert slipped.with_note(noted(Ask.OUTCOME, "still_nothing", NOW, READ)).came_true is False


@pytest.mark.parametrize("situation", Situation)
def test_the_outcome_lit_first_closes_nothing(situation):
    one = decided("a", situation=situation)
    put = inquiry(Ask.OUTCOME, one, NOW.date())
    lit = put.at or put.choices[0].id
    assert one.with_note(noted(Ask.OUTCOME, lit, NOW, READ)).over in (None, False)


def test_asking_again_never_goes_beyond_the_day_the_case_depends_on():
    def texts(needed):
        one = decided("a")
        answers = {**one.session.answers, "needed_by": needed.isoformat()}
        one = replace(one, session=replace(one.session, answers=answers))
        note = noted(Ask.OUTCOME, "later", NOW, READ, one)
        return note.check_on, [each.text for each in inquiry(Ask.OUTCOME, one, NOW.date()).choices]

    tomorrow = NOW.date() + timedelta(days=1)
    on, said = texts(tomorrow)
    assert on == tomorrow
    assert "Too early to say: ask again on Wed 18 Nov 2026" in said
    assert not any("Too early" in each for each in texts(NOW.date())[1])
    assert "Too early to say: ask again in a week" in texts(ago(3).date())[1]


def test_who_kept_on_pushing_leads_to_a_session_in_which_the_no_is_counted():
    seller = decided("a", situation=Situation.UNWANTED, verdict=VerdictId.DECLINE)
    first = inquiry(Ask.OUTCOME, seller).choices[0]
    assert first.text == "They kept writing: decide what to do now"
    on = next_session(seller, first.id, GUIDE, "w2", NOW)
    assert (on.situation, on.person) == (Situation.UNWANTED, seller.session.person)
    assert on.answers["i_said"] == "once"


def test_part_of_the_money_leads_on_to_a_session_that_knows_it():
    one = decided("a")
    answers = {**one.session.answers, "their_word": "promised"}
    on = next_session(
        replace(one, session=replace(one.session, answers=answers)), "paid_part", GUIDE, "w2", NOW
    )
    assert on.answers["their_word"] == "part_paid"
    assert on.answers["last_from"] == "them"
    assert on.answers["last_contact"] == NOW.date().isoformat()


def test_going_on_knows_the_day_that_the_message_itself_named():
    body = "Could you let me know by Friday where things stand?"
    wrote = decided("a", days=1)
    for words, known in ((body, True), ("Could you let me know?", False)):
        sent = replace(wrote, sent=replace(wrote.sent, body=words))
        on = next_session(sent, "still_nothing", ContentFolder(), "b", NOW)
        assert (on.answers.get("asked_by", "") > NOW.date().isoformat()) is known


def test_who_took_another_offer_or_kept_a_promise_can_say_so_and_it_closes_well():
    waiting = decided("a")
    answers = {**waiting.session.answers, "matter": "application"}
    waiting = replace(waiting, session=replace(waiting.session, answers=answers))
    owing = replace(waiting, session=replace(waiting.session, situation=Situation.OWING))
    assert "I did what I promised" not in {
        each.text for each in inquiry(Ask.OUTCOME, owing).choices
    }
    owing = replace(owing, sent=replace(owing.sent, body="You'll have it by Friday."))
    for one, said in ((waiting, "I took something else"), (owing, "I did what I promised")):
        choices = inquiry(Ask.OUTCOME, one).choices
        value = next(each.id for each in choices if each.text.startswith(said))
        note = noted(Ask.OUTCOME, value, NOW, READ, one)
        assert note.text.startswith(said)
        assert one.with_note(note).over is True
        assert next_session(one, value, GUIDE, "n", NOW) is None
