"""The last look: what is about to leave, and putting the decision down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from coach.advice.questions import AnswerKind, Question
from coach.app.closing import End, Way
from coach.app.draft_review import DraftReview
from coach.app.pages import Line, SendPage, Tone
from coach.app.send_steps import Ended, Held, Leaves, Rated, Returned, offers
from coach.app.session_pages import last_look
from coach.review.checks import Issue, Review
from coach.session.session import Draft
from coach.ui.widgets.send_pane import SendPane
from coach.vocabulary import Ending, Severity
from tests.ui.stage import STRANGE, staged

NOW = datetime(2026, 11, 21, 23, 10, tzinfo=UTC)
DRAFT = Draft(subject="The [b]rooms[/b]", body=f"Dear Ada,\n\n{STRANGE}\n\nMaren")
PAGE = SendPage(
    title="Send and close",
    ask="A last look.",
    draft=DRAFT,
    now=NOW,
    ways=(Way.COPY, Way.FILE, Way.TEXT),
    overtaken="They've replied",
)
SILENT = SendPage(title="Send and close", ask="Let it go.", draft=None, now=NOW)


def found(*findings: Issue) -> DraftReview:
    """A review that found these."""
    return DraftReview(
        review=Review(
            ready=not findings,
            words=9,
            language="en",
            unchecked=(),
            findings=findings,
            duties=(),
            guide=None,
        )
    )


def pane(page: SendPage, *, beside=(), programs=(), **told) -> SendPane:
    """The pane of this last look; without a review, nothing was found."""
    if page.draft and page.review is None:
        page = replace(page, review=found())
    return SendPane(last_look(page, **told), lambda: beside, lambda: programs)


def results(play) -> list[object]:
    """What the pane asked the session to become."""
    return [each.result for each in play.said]


def finding(severity: Severity, message: str, **more) -> Issue:
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
        **more,
    )


async def picked(play, text: str) -> None:
    """Press the number of the line with this text."""
    line = next(each for each in play.screen.splitlines() if text in each)
    await play.press(line.replace("›", " ").split()[0])


async def test_the_message_leaves_the_way_that_was_picked():
    async with staged(pane(PAGE), SendPane.Settled) as play:
        await picked(play, "Copy the message")
        await picked(play, "Save it as an email file")
        await picked(play, "More ways")
        await picked(play, "Save it as a text file")
        assert results(play) == [Leaves(Way.COPY), Leaves(Way.FILE), Leaves(Way.TEXT)]


async def test_where_it_is_no_mail_nothing_of_mail_is_offered():
    async with staged(pane(replace(PAGE, ways=(Way.COPY, Way.TEXT)))) as play:
        assert "Save it as a text file" in play.screen
        assert "mail" not in play.screen
        assert "More ways" not in play.screen


async def test_the_mail_program_of_a_desktop_comes_before_the_file():
    ways = (Way.COPY, Way.MAIL, Way.FILE, Way.TEXT)
    async with staged(pane(replace(PAGE, ways=ways))) as play:
        assert "Open it in your email program" in play.screen
        assert "Save it as an email file" not in play.screen
        await picked(play, "More ways")
        assert "Save it as an email file" in play.screen


async def test_mail_programs_of_the_terminal_are_offered_by_name():
    ways = (Way.COPY, Way.FILE, Way.PROGRAM, Way.TEXT)
    offered = pane(replace(PAGE, ways=ways), programs=("neomutt", "aerc"))
    async with staged(offered, SendPane.Settled) as play:
        await picked(play, "More ways")
        await picked(play, "aerc")
        assert results(play) == [Leaves(Way.PROGRAM, "aerc")]


async def test_sent_is_the_end_where_no_answer_is_hoped_for():
    async with staged(pane(PAGE), SendPane.Settled) as play:
        await picked(play, "I have sent it")
        assert results(play) == [Ended(End(ending=Ending.SENT))]


@pytest.mark.parametrize(
    ("keys", "percent"),
    [(("6", "enter"), 60), (("enter",), None), (("0", "enter"), 0), (("1", "0", "enter"), 100)],
)
async def test_the_chance_of_an_answer_takes_two_keys_and_none_one(keys, percent):
    parcel = replace(PAGE, guess_by=date(2026, 12, 1))
    async with staged(pane(parcel), SendPane.Settled) as play:
        await picked(play, "I have sent it")
        assert "How likely is a reply by Tue 1 Dec 2026?" in play.screen
        await play.press(*keys)
        assert results(play)[-1] == Ended(End(ending=Ending.SENT, percent=percent))


async def test_what_is_not_sent_is_not_guessed_at():
    parcel = replace(PAGE, guess_by=date(2026, 12, 1))
    async with staged(pane(parcel), SendPane.Settled) as play:
        await picked(play, "I decided not to send it")
        assert "The draft isn't kept." in play.screen
        assert results(play) == []
        await picked(play, "Close it without sending")
        assert results(play) == [Ended(End(ending=Ending.NOT_SENT))]


async def test_other_words_take_the_place_of_the_draft_when_pasted():
    closing = pane(PAGE)
    async with staged(closing, SendPane.Settled) as play:
        await picked(play, "I sent a different version")
        field = closing.query_one(TextArea)
        play.pilot.app.post_message(Paste(STRANGE))
        await play.rests()
        assert field.text == STRANGE
        await closing.settle()
        await play.rests()
        assert results(play)[-1] == Ended(End(ending=Ending.SENT, words=STRANGE))


async def test_a_stray_key_wipes_nothing_where_the_version_sent_is_asked_for():
    closing = pane(PAGE)
    async with staged(closing, SendPane.Settled) as play:
        await picked(play, "I sent a different version")
        await play.press("4", "enter")
        assert closing.query_one(TextArea).text == f"{DRAFT.body}4\n"


async def test_no_words_at_all_are_not_taken_for_a_message():
    closing = pane(PAGE)
    async with staged(closing, SendPane.Settled) as play:
        await picked(play, "I sent a different version")
        closing.query_one(TextArea).text = " \n"
        await closing.settle()
        await play.rests()
        assert play.said == []
        assert "What did you send?" in play.screen


async def test_an_answer_that_came_meanwhile_ends_the_walk_or_leads_back():
    async with staged(pane(PAGE), SendPane.Settled) as play:
        await picked(play, "They've replied")
        await picked(play, "Reconsider with their reply")
        await picked(play, "Close this session")
        again, overtaken = results(play)
        assert again == Returned(answered=True)
        assert overtaken == Ended(End(ending=Ending.NOT_SENT, answered=True))


async def test_a_decision_to_stay_silent_is_put_down_too():
    async with staged(pane(SILENT), SendPane.Settled) as play:
        assert "Copy" not in play.screen
        assert "I have sent it" not in play.screen
        await picked(play, "Save this decision")
        await picked(play, "Back to the recommendation")
        assert results(play) == [Ended(End(ending=Ending.NOT_SENT)), Returned()]


async def test_the_message_is_shown_exactly_as_it_will_go():
    async with staged(pane(PAGE), size=(100, 40)) as play:
        assert "The [b]rooms[/b]" in play.screen
        assert "[@click=app.quit]x[/]" in play.screen
        assert "Dear Ada," in play.screen


async def test_what_must_not_go_stands_above_and_keeps_it_from_leaving():
    stopped = found(finding(Severity.STOP, "This tells them where you live."))
    async with staged(pane(replace(PAGE, review=stopped))) as play:
        lines = play.screen.splitlines()
        warned = next(n for n, line in enumerate(lines) if "✗ This tells them" in line)
        first = next(n for n, line in enumerate(lines) if "Edit the draft" in line)
        assert warned < first
        assert "Copy the message" not in play.screen
        assert "I have sent it" not in play.screen


async def test_what_was_left_and_what_was_kept_on_purpose_are_named_and_may_go():
    review = found(
        finding(Severity.FIX, "No clear question."),
        finding(Severity.FIX, "Two apologies.", kept=True),
    )
    async with staged(pane(replace(PAGE, review=review))) as play:
        assert "! No clear question." in play.screen
        assert "· Ignored: Two apologies." in play.screen
        assert "Copy the message" in play.screen


async def test_what_ran_hot_is_asked_again_before_anything_is_shown():
    async with staged(pane(replace(PAGE, was=9)), SendPane.Settled) as play:
        assert "how strong is the feeling now?" in play.screen
        assert "You said 9 out of 10" in play.screen
        assert "Copy the message" not in play.screen
        await play.press("3", "enter")
        assert results(play) == [Rated(3)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ten more minutes", Held(NOW + timedelta(minutes=10))),
        ("Leave it until tomorrow", Held(datetime(2026, 11, 22, 9, tzinfo=UTC))),
        ("Continue now", Rated(8)),
    ],
)
async def test_while_it_is_still_hot_a_pause_is_offered_and_may_be_refused(line, said):
    async with staged(pane(replace(PAGE, was=9)), SendPane.Settled) as play:
        await play.press("8", "enter")
        assert "Still 8 out of 10" in play.screen
        assert play.said == []
        await picked(play, line)
        assert results(play) == [said]


async def test_in_quiet_hours_it_can_be_left_until_the_morning():
    morning = datetime(2026, 11, 23, 9, tzinfo=UTC)
    async with staged(pane(replace(PAGE, later=morning)), SendPane.Settled) as play:
        await picked(play, "Leave it until Monday morning")
        assert results(play) == [Held(morning)]


async def test_back_leads_to_the_last_look_first():
    closing = pane(PAGE)
    async with staged(closing) as play:
        assert not await closing.back()
        await picked(play, "I sent a different version")
        assert await closing.back()
        await play.rests()
        assert "Copy the message" in play.screen


async def test_advice_plan_and_time_are_there_to_be_read():
    advice = [Line("Mute the thread", Tone.QUIET, "✓ ")]
    async with staged(pane(SILENT, advice=advice, plan=["Fri 20 Nov 2026: look again"])) as play:
        for text in ("✓ Mute the thread", "look again"):
            assert text in play.screen
        assert "When you send it" not in play.screen, "nothing is sent"
    async with staged(pane(PAGE, when="It is Saturday 23:10.")) as play:
        assert "It is Saturday 23:10." in play.screen


async def test_what_does_not_fit_is_reached_by_paging():
    long = replace(PAGE, draft=Draft(body="line\n" * 60 + "the very last"))
    async with staged(pane(long), size=(80, 24)) as play:
        assert "the very last" not in play.screen
        await play.press(*["pagedown"] * 5)
        assert "the very last" in play.screen


async def test_with_many_findings_the_choices_are_all_in_sight_and_the_findings_below():
    left = tuple(finding(Severity.FIX, f"Fault number {n}. Mend it.") for n in range(12))
    closing = pane(replace(PAGE, review=found(*left)))
    async with staged(closing, size=(80, 24)) as play:
        assert "12 open issues; see below." in play.screen
        for text in ("1  Copy the message", "4  I have sent it", "8  Back to the draft"):
            assert text in play.screen
        assert "Fault number 11" not in play.screen
        await play.press("end")
        await play.sees("Fault number 11")
        await play.press("home")
        await play.sees("Copy the message")


@pytest.mark.parametrize("ways", [(Way.COPY, Way.MAIL, Way.FILE, Way.TEXT), (Way.COPY, Way.TEXT)])
@pytest.mark.parametrize("overtaken", ["They've again", ""])
@pytest.mark.parametrize("stops", [(), (finding(Severity.STOP, "No."),)])
async def test_the_choices_are_numbered_without_a_gap(ways, overtaken, stops):
    parcel = replace(PAGE, ways=ways, overtaken=overtaken, review=found(*stops))
    async with staged(pane(parcel), size=(80, 30)) as play:
        for number, choice in enumerate(offers(parcel), start=1):
            assert f"{number}  {choice.text}" in play.screen
        assert ("They've again" in play.screen) is bool(overtaken)


async def test_beside_a_chance_fear_and_hope_are_asked_and_may_be_passed_over():
    beside = tuple(
        Question(id=id, kind=AnswerKind.TEXT, ask=f"{id}?", optional=True)
        for id in ("feared", "expected")
    )
    guessed = pane(replace(PAGE, guess_by=date(2026, 12, 1)), beside=beside)
    async with staged(guessed, SendPane.Settled) as play:
        await picked(play, "I have sent it")
        await play.press("6", "enter")
        assert "feared?" in play.screen
        await play.type("A row")
        await play.press("enter")
        assert "expected?" in play.screen
        await play.press("enter")
        assert results(play)[-1] == Ended(End(ending=Ending.SENT, percent=60, feared="A row"))


async def test_going_back_from_a_line_beside_the_chance_keeps_what_was_written():
    beside = tuple(
        Question(id=id, kind=AnswerKind.TEXT, ask=f"{id}?") for id in ("feared", "expected")
    )
    closing = pane(replace(PAGE, guess_by=date(2026, 12, 1)), beside=beside)
    async with staged(closing, SendPane.Settled) as play:
        await picked(play, "I have sent it")
        await play.press("6", "enter")
        await play.type("A row")
        await play.press("enter")
        assert await closing.back()
        await play.rests()
        assert "A row" in play.screen
        assert await closing.back()
        await play.rests()
        assert "How likely" in play.screen
        assert "60%" in play.screen


async def test_without_a_chance_nothing_more_is_asked():
    beside = (Question(id="feared", kind=AnswerKind.TEXT, ask="feared?"),)
    guessed = pane(replace(PAGE, guess_by=date(2026, 12, 1)), beside=beside)
    async with staged(guessed, SendPane.Settled) as play:
        await picked(play, "I have sent it")
        await play.press("enter")
        assert results(play)[-1] == Ended(End(ending=Ending.SENT))


async def test_once_the_message_has_left_next_says_it_was_sent_and_leaves_no_second_one():
    asks = pane(PAGE)
    async with staged(asks, SendPane.Settled) as play:
        await asks.settle()
        await play.rests()
        assert results(play) == [Leaves(Way.COPY)]
        await asks.has_left(last_look(replace(PAGE, review=found(), handed=True)))
        await play.rests()
        await asks.settle()
        await play.rests()
        assert results(play)[1:] == [Ended(End(ending=Ending.SENT))]
