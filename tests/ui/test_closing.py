"""The last look: what is about to leave, and putting the decision down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from textual.widgets import TextArea

from coach.advice.questions import AnswerKind, Question
from coach.app.closing import End, Way
from coach.app.draft_review import ReviewState
from coach.review.checks import Issue
from coach.session.session import Draft
from coach.ui.widgets.send_details import SendDetails
from coach.ui.widgets.send_pane import SendPane
from coach.vocabulary import Ending, Severity
from tests.ui.stage import STRANGE, staged

NOW = datetime(2026, 11, 21, 23, 10, tzinfo=UTC)
DRAFT = Draft(subject="The [b]rooms[/b]", body=f"Dear Ada,\n\n{STRANGE}\n\nMaren")
PARCEL = SendDetails(
    draft=DRAFT,
    title="A last look.",
    now=NOW,
    ways=(Way.COPY, Way.FILE, Way.TEXT),
    overtaken="They have written meanwhile",
)
SILENT = SendDetails(draft=None, title="Let it go.", now=NOW)
SAID = (SendPane.Leaves, SendPane.Ended, SendPane.Returned, SendPane.Held, SendPane.Rated)


def finding(severity: Severity, message: str) -> Issue:
    return Issue(
        rule=message,
        fault="",
        severity=severity,
        start=0,
        end=1,
        text="x",
        message=message,
        why="",
        suggest=None,
    )


async def picked(play, text: str) -> None:
    """Press the number of the line with this text."""
    line = next(each for each in play.screen.splitlines() if text in each)
    await play.press(line.split()[0])


async def test_the_message_leaves_the_way_that_was_picked():
    async with staged(SendPane(PARCEL), *SAID) as play:
        await picked(play, "Copy the message")
        await picked(play, "Save it as a mail file")
        await picked(play, "More ways")
        await picked(play, "Save it as a text file")
        assert [each.way for each in play.said] == [Way.COPY, Way.FILE, Way.TEXT]


async def test_where_it_is_no_mail_nothing_of_mail_is_offered():
    async with staged(SendPane(replace(PARCEL, ways=(Way.COPY, Way.TEXT)))) as play:
        assert "Save it as a text file" in play.screen
        assert "mail" not in play.screen
        assert "More ways" not in play.screen


async def test_the_mail_program_of_a_desktop_comes_before_the_file():
    ways = (Way.COPY, Way.MAIL, Way.FILE, Way.TEXT)
    async with staged(SendPane(replace(PARCEL, ways=ways))) as play:
        assert "Open it in the mail program" in play.screen
        assert "Save it as a mail file" not in play.screen
        await picked(play, "More ways")
        assert "Save it as a mail file" in play.screen


async def test_mail_programs_of_the_terminal_are_offered_by_name():
    ways = (Way.COPY, Way.FILE, Way.PROGRAM, Way.TEXT)
    parcel = replace(PARCEL, ways=ways, programs=lambda: ("neomutt", "aerc"))
    async with staged(SendPane(parcel), *SAID) as play:
        await picked(play, "More ways")
        await picked(play, "aerc")
        assert [(each.way, each.program) for each in play.said] == [(Way.PROGRAM, "aerc")]


async def test_sent_is_the_end_where_no_answer_is_hoped_for():
    async with staged(SendPane(PARCEL), *SAID) as play:
        await picked(play, "I have sent it")
        assert [each.end for each in play.said] == [End(ending=Ending.SENT)]


@pytest.mark.parametrize(
    ("keys", "percent"),
    [(("6", "enter"), 60), (("enter",), None), (("0", "enter"), 0), (("1", "0", "enter"), 100)],
)
async def test_the_chance_of_an_answer_takes_two_keys_and_none_one(keys, percent):
    parcel = replace(PARCEL, guess_by=date(2026, 12, 1))
    async with staged(SendPane(parcel), *SAID) as play:
        await picked(play, "I have sent it")
        assert "How likely is an answer by Tue 1 Dec 2026?" in play.screen
        await play.press(*keys)
        assert play.said[-1].end == End(ending=Ending.SENT, percent=percent)


async def test_what_is_not_sent_is_not_guessed_at():
    parcel = replace(PARCEL, guess_by=date(2026, 12, 1))
    async with staged(SendPane(parcel), *SAID) as play:
        await picked(play, "I decided not to send it")
        assert [each.end for each in play.said] == [End(ending=Ending.NOT_SENT)]


async def test_other_words_take_the_place_of_the_draft_when_pasted():
    closing = SendPane(PARCEL)
    async with staged(closing, *SAID) as play:
        await picked(play, "I sent other words")
        field = closing.query_one(TextArea)
        assert field.selected_text == DRAFT.body
        field.text = STRANGE
        await closing.settle()
        await play.pilot.pause()
        assert play.said[-1].end == End(ending=Ending.SENT, words=STRANGE)


async def test_no_words_at_all_are_not_taken_for_a_message():
    closing = SendPane(PARCEL)
    async with staged(closing, *SAID) as play:
        await picked(play, "I sent other words")
        closing.query_one(TextArea).text = " \n"
        await closing.settle()
        await play.pilot.pause()
        assert play.said == []
        assert "What did you send?" in play.screen


async def test_an_answer_that_came_meanwhile_ends_the_walk_or_leads_back():
    async with staged(SendPane(PARCEL), *SAID) as play:
        await picked(play, "They have written meanwhile")
        await picked(play, "Look at it again")
        await picked(play, "Close this walk")
        again, overtaken = play.said
        assert again.answered
        assert overtaken.end == End(ending=Ending.NOT_SENT, answered=True)


async def test_a_decision_to_stay_silent_is_put_down_too():
    async with staged(SendPane(SILENT), *SAID) as play:
        assert "Copy" not in play.screen
        assert "I have sent it" not in play.screen
        await picked(play, "Write the decision down")
        await picked(play, "Back to the verdict")
        ended, returned = play.said
        assert ended.end == End(ending=Ending.NOT_SENT)
        assert isinstance(returned, SendPane.Returned)


async def test_the_message_is_shown_exactly_as_it_will_go():
    async with staged(SendPane(PARCEL), size=(100, 40)) as play:
        assert "The [b]rooms[/b]" in play.screen
        assert "[@click=app.quit]x[/]" in play.screen
        assert "Dear Ada," in play.screen


async def test_what_must_not_go_stands_above_and_keeps_it_from_leaving():
    standing = ReviewState(stops=(finding(Severity.STOP, "This tells them where you live."),))
    async with staged(SendPane(replace(PARCEL, standing=standing))) as play:
        lines = play.screen.splitlines()
        warned = next(n for n, line in enumerate(lines) if "✗ This tells them" in line)
        first = next(n for n, line in enumerate(lines) if "Mend the words" in line)
        assert warned < first
        assert "Copy the message" not in play.screen
        assert "I have sent it" not in play.screen


async def test_what_was_left_and_what_was_kept_on_purpose_are_named_and_may_go():
    standing = ReviewState(
        left=(finding(Severity.FIX, "No clear question."),),
        kept=(finding(Severity.FIX, "Two apologies."),),
    )
    async with staged(SendPane(replace(PARCEL, standing=standing))) as play:
        assert "! No clear question." in play.screen
        assert "· Kept on purpose: Two apologies." in play.screen
        assert "Copy the message" in play.screen


async def test_what_ran_hot_is_asked_again_before_anything_is_shown():
    async with staged(SendPane(replace(PARCEL, was=9)), *SAID) as play:
        assert "how strong is it now?" in play.screen
        assert "It was 9 of 10" in play.screen
        assert "Copy the message" not in play.screen
        await play.press("3", "enter")
        assert [each.strength for each in play.said] == [3]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ten more minutes", NOW + timedelta(minutes=10)),
        ("Leave it until tomorrow", datetime(2026, 11, 22, 9, tzinfo=UTC)),
        ("Go on now", 8),
    ],
)
async def test_while_it_is_still_hot_a_pause_is_offered_and_may_be_refused(line, said):
    async with staged(SendPane(replace(PARCEL, was=9)), *SAID) as play:
        await play.press("8", "enter")
        assert "Still 8 of 10" in play.screen
        assert play.said == []
        await picked(play, line)
        (message,) = play.said
        assert getattr(message, "until", None) or message.strength == said


async def test_in_quiet_hours_it_can_be_left_until_the_morning():
    morning = datetime(2026, 11, 23, 9, tzinfo=UTC)
    async with staged(SendPane(replace(PARCEL, later=morning)), *SAID) as play:
        await picked(play, "Leave it until Monday morning")
        assert [each.until for each in play.said] == [morning]


async def test_back_leads_to_the_last_look_first():
    closing = SendPane(PARCEL)
    async with staged(closing) as play:
        assert not await closing.back()
        await picked(play, "I sent other words")
        assert await closing.back()
        await play.pilot.pause()
        assert "Copy the message" in play.screen


async def test_advice_plan_and_time_are_there_to_be_read():
    parcel = replace(
        SILENT,
        when=["It is Saturday 23:10."],
        advice=["✓ Mute the thread"],
        plan=["Fri 20 Nov 2026: look again"],
    )
    async with staged(SendPane(parcel)) as play:
        for text in ("It is Saturday 23:10.", "✓ Mute the thread", "look again"):
            assert text in play.screen
        assert "While you send it" not in play.screen, "nothing is sent"


async def test_what_does_not_fit_is_reached_by_paging():
    long = replace(PARCEL, draft=Draft(body="line\n" * 60 + "the very last"))
    async with staged(SendPane(long), size=(80, 24)) as play:
        assert "the very last" not in play.screen
        await play.press(*["pagedown"] * 5)
        assert "the very last" in play.screen


async def test_with_many_findings_the_choices_are_all_in_sight_and_the_findings_below():
    left = tuple(finding(Severity.FIX, f"Fault number {n}. Mend it.") for n in range(12))
    closing = SendPane(replace(PARCEL, standing=ReviewState(left=left)))
    async with staged(closing, size=(80, 24)) as play:
        assert "12 left as they were found; see below." in play.screen
        for text in ("1  Copy the message", "4  I have sent it", "8  Back to the words"):
            assert text in play.screen
        assert "Fault number 11" not in play.screen
        await play.press("end")
        await play.pilot.pause(0.2)
        assert "Fault number 11" in play.screen
        await play.press("home")
        await play.pilot.pause(0.2)
        assert "Copy the message" in play.screen


@pytest.mark.parametrize("ways", [(Way.COPY, Way.MAIL, Way.FILE, Way.TEXT), (Way.COPY, Way.TEXT)])
@pytest.mark.parametrize("overtaken", ["They have written again", ""])
@pytest.mark.parametrize("stops", [(), (finding(Severity.STOP, "No."),)])
async def test_the_choices_are_numbered_without_a_gap(ways, overtaken, stops):
    parcel = replace(PARCEL, ways=ways, overtaken=overtaken, standing=ReviewState(stops=stops))
    async with staged(SendPane(parcel), size=(80, 30)) as play:
        for number, choice in enumerate(parcel.offers(), start=1):
            assert f"{number}  {choice.text}" in play.screen
        assert ("They have written again" in play.screen) is bool(overtaken)


async def test_beside_a_chance_fear_and_hope_are_asked_and_may_be_passed_over():
    beside = tuple(
        Question(id=id, kind=AnswerKind.TEXT, ask=f"{id}?", optional=True)
        for id in ("feared", "expected")
    )
    parcel = replace(PARCEL, guess_by=date(2026, 12, 1), beside=lambda: beside)
    async with staged(SendPane(parcel), *SAID) as play:
        await picked(play, "I have sent it")
        await play.press("6", "enter")
        assert "feared?" in play.screen
        await play.type("A row")
        await play.press("enter")
        assert "expected?" in play.screen
        await play.press("enter")
        assert play.said[-1].end == End(ending=Ending.SENT, percent=60, feared="A row")


async def test_going_back_from_a_line_beside_the_chance_keeps_what_was_written():
    beside = tuple(
        Question(id=id, kind=AnswerKind.TEXT, ask=f"{id}?") for id in ("feared", "expected")
    )
    closing = SendPane(replace(PARCEL, guess_by=date(2026, 12, 1), beside=lambda: beside))
    async with staged(closing, *SAID) as play:
        await picked(play, "I have sent it")
        await play.press("6", "enter")
        await play.type("A row")
        await play.press("enter")
        assert await closing.back()
        await play.pilot.pause()
        assert "A row" in play.screen
        assert await closing.back()
        await play.pilot.pause()
        assert "How likely" in play.screen
        assert "60 in 100" in play.screen


async def test_without_a_chance_nothing_more_is_asked():
    beside = (Question(id="feared", kind=AnswerKind.TEXT, ask="feared?"),)
    parcel = replace(PARCEL, guess_by=date(2026, 12, 1), beside=lambda: beside)
    async with staged(SendPane(parcel), *SAID) as play:
        await picked(play, "I have sent it")
        await play.press("enter")
        assert play.said[-1].end == End(ending=Ending.SENT)
