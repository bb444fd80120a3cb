"""The draft on its desk: written, judged when the keys rest, mended on request only."""

import re
from dataclasses import replace

import pytest
from textual.widgets import Input, OptionList

from coach.app.draft_review import DraftReview
from coach.app.pages import DraftPage
from coach.message import MessageField
from coach.review.checks import Duty, Issue, Review, WordGuide
from coach.session.session import Draft
from coach.ui.widgets.draft_checklist import DraftChecklist
from coach.ui.widgets.draft_editor import DraftEditor
from coach.ui.widgets.draft_pane import DraftPane, _told
from coach.vocabulary import Severity
from tests.ui.stage import STRANGE, staged

RULES = {
    r"(?i)just checking in": ("checking", Severity.FIX, "could you tell me"),
    r"(?i)sorry to bother you": ("sorry", Severity.CONSIDER, ""),
    r"(?i)or else": ("threat", Severity.STOP, None),
}
BODY = "Dear Ada,\n\nSorry to bother you. Just checking in, or else."


def judge(draft):
    """Finds three plain faults, in the subject and in the body."""
    found = [
        Issue(
            rule=name,
            fault=name,
            severity=severity,
            start=match.start(),
            end=match.end(),
            text=match[0],
            message=f"About {name}.",
            why="short-no",
            suggest=suggest,
            field=field,
        )
        for field in MessageField
        for pattern, (name, severity, suggest) in RULES.items()
        for match in re.finditer(pattern, draft.field(field))
    ]
    duties = (Duty(id="ask", text="One clear ask", met="?" in draft.body),)
    slots = tuple(re.findall("‹([^›]+)›", draft.body))
    return DraftReview(review=report(draft.text, findings=tuple(found), duties=duties), slots=slots)


def report(text, **more):
    """What is said of a text in which nothing was found, or this."""
    plain = Review(
        ready=not more.get("findings"),
        words=len(text.split()),
        language="en",
        unchecked=(),
        findings=(),
        duties=(),
        guide=None,
    )
    return replace(plain, **more)


def desk(body=BODY, subject="", judge=judge):
    draft = Draft(subject=subject, body=body)
    page = DraftPage(
        title="Draft", draft=draft, with_subject=bool(subject), review=judge(draft), scopes={}
    )
    return DraftPane(page, judge)


async def judged(play):
    """Until the draft was judged, and what was found is on the screen."""
    await play.rests()
    await play.until(lambda: not play.pilot.app.query_one(DraftPane).pending)
    await play.rests()


def selected(writing):
    return writing.query_one(DraftEditor).selected_text


async def test_one_can_write_at_once_and_each_change_is_told():
    writing = desk("")
    async with staged(writing, DraftPane.Wrote) as play:
        await play.type("Hi [b] 漢")
        assert play.said[-1].draft.body == "Hi [b] 漢"


async def test_the_words_are_judged_when_the_keys_rest_and_counted():
    writing = desk("")
    async with staged(writing) as play:
        await play.type("Just checking in")
        await play.sees("About checking.")
        assert "3 words · 1 issue" in play.screen


async def test_a_draft_with_nothing_to_look_at_is_called_ready():
    async with staged(desk("Could you tell me by Friday?")) as play:
        await play.sees("ready")
        assert "✓ One clear ask" in play.screen


async def test_findings_are_told_apart_without_colour():
    async with staged(desk(), size=(120, 40)) as play:
        await judged(play)
        for line in ("· About sorry.", "! About checking.", "✗ About threat."):
            assert line in play.screen


async def test_the_way_leads_through_the_places_and_round_again():
    writing = desk()
    async with staged(writing) as play:
        await judged(play)
        seen = []
        for _ in range(4):
            writing.step(1)
            await play.rests()
            seen.append(selected(writing))
        assert seen == ["Sorry to bother you", "Just checking in", "or else", "Sorry to bother you"]
        writing.step(-1)
        await play.rests()
        assert selected(writing) == "or else"


async def test_a_suggestion_is_taken_only_when_asked_for_and_undo_takes_it_back():
    writing = desk()
    async with staged(writing) as play:
        await judged(play)
        writing.step(1)
        writing.step(1)
        assert writing.query_one(DraftEditor).text == BODY
        assert writing.apply()
        await play.rests()
        assert "could you tell me, or else" in writing.query_one(DraftEditor).text
        await play.press("ctrl+z")
        assert writing.query_one(DraftEditor).text == BODY


async def test_where_nothing_is_suggested_nothing_is_changed():
    writing = desk("Answer or else.")
    async with staged(writing) as play:
        await judged(play)
        writing.step(1)
        assert not writing.apply()
        assert writing.query_one(DraftEditor).text == "Answer or else."


async def test_the_finding_one_is_at_is_known_so_that_it_can_be_read_about_or_kept():
    writing = desk()
    async with staged(writing) as play:
        await judged(play)
        assert writing.current() is None
        writing.step(1)
        assert writing.current().rule == "sorry"


async def test_a_slot_still_open_is_listed_and_gone_to():
    writing = desk("Dear ‹name›,\n\nCould you send it by Friday?")
    async with staged(writing) as play:
        await play.sees("Fill in: name")
        writing.step(1)
        await play.type("Ada")
        assert writing.query_one(DraftEditor).text.startswith("Dear Ada,")


async def test_the_subject_is_judged_with_the_words_and_marks_stay_in_place():
    writing = desk("Just checking in", subject="Sorry to bother you")
    async with staged(writing, DraftPane.Wrote) as play:
        await play.sees("2 issue")
        writing.step(1)
        await play.rests()
        assert selected(writing) == "Just checking in"
        writing.query_one("#subject", Input).value = "Rooms"
        await judged(play)
        assert play.said[-1].draft.subject == "Rooms"
        assert "1 issue" in play.screen
        writing.step(1)
        assert selected(writing) == "Just checking in"


async def test_enter_in_the_subject_leads_on_to_the_words():
    writing = desk("One", subject="Rooms")
    async with staged(writing) as play:
        writing.query_one("#subject").focus()
        await play.press("enter", "x")
        assert "x" in writing.query_one(DraftEditor).text


async def test_enter_on_a_line_of_the_list_takes_its_suggestion():
    writing = desk()
    async with staged(writing) as play:
        await judged(play)
        writing.query_one("#findings", OptionList).focus()
        await play.press("home", "enter")
        assert "Sorry to bother" not in writing.query_one(DraftEditor).text


async def test_another_draft_can_be_put_on_the_desk_and_taken_back():
    writing = desk("One")
    async with staged(writing, DraftPane.Wrote) as play:
        writing.fill(Draft(body=STRANGE, template="t"))
        await judged(play)
        assert play.said[-1].draft.template == "t"
        assert writing.query_one(DraftEditor).text == STRANGE
        await play.press("ctrl+z")
        assert writing.query_one(DraftEditor).text == "One"


async def test_undo_brings_back_the_subject_with_its_words_and_redo_both_anew():
    writing = desk("One", subject="First")
    async with staged(writing, DraftPane.Wrote) as play:
        writing.fill(Draft(subject="Second", body="Two", template="t"))
        await judged(play)
        await play.press("ctrl+z")
        assert (writing.draft.subject, writing.draft.body) == ("First", "One")
        assert writing.query_one("#subject", Input).value == "First"
        await play.press("ctrl+y")
        assert (writing.draft.subject, writing.draft.template) == ("Second", "t")
        writing.query_one("#subject", Input).value = "My own"
        await play.press("ctrl+z")
        assert (writing.draft.subject, writing.draft.body) == ("My own", "One")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_there_is_room_to_write_in_every_window(size):
    writing = desk(subject="Rooms")
    async with staged(writing, size=size) as play:
        await judged(play)
        words = writing.query_one(DraftEditor)
        assert words.has_focus
        assert words.content_size.height >= 3
        assert "About" in play.screen


async def test_no_word_is_cut_off_when_the_window_is_dragged_wide():
    sentence = "I am really sorry, but maybe later when things calm down."
    writing = desk(" ".join([sentence] * 3))
    async with staged(writing, size=(80, 24)) as play:
        await judged(play)
        await play.pilot.resize_terminal(120, 40)
        await judged(play)
        frame = writing.query_one(DraftEditor).region
        rows = [row[frame.x + 1 : frame.right - 1] for row in play.screen.splitlines()]
        assert " ".join(" ".join(rows[1:8]).split()) == " ".join([sentence] * 3)


def told(body: str, **more) -> str:
    return _told(DraftReview(review=report(body, **more)), ())


def test_no_words_are_never_called_ready():
    assert told("", ready=False) == "empty"
    assert "ready" not in told("", ready=True)


def test_the_count_is_held_against_what_is_usual_for_such_a_message():
    guide = WordGuide(count=62, most=90, unit="words")
    assert told("a word", guide=guide) == "62 of about 90 words · ready"


async def test_what_was_not_checked_is_said():
    def not_english(draft):
        unchecked = ("paragraph 2: not English (German)",)
        return DraftReview(review=report(draft.text, unchecked=unchecked))

    async with staged(desk("x", judge=not_english)) as play:
        await play.until(lambda: "Not checked: paragraph 2: not English (German)." in play.screen)


async def test_a_finding_in_the_subject_is_gone_to_as_well():
    writing = desk("Could you tell me by Friday?", subject="Just checking in")
    async with staged(writing) as play:
        await judged(play)
        writing.step(1)
        await play.rests()
        assert writing.query_one("#subject", Input).selected_text == "Just checking in"
        assert writing.current() is not None


async def test_what_is_typed_after_going_to_the_subject_stands_there_and_nowhere_else():
    body = "Could you tell me by Friday?"
    writing = desk(body, subject="Just checking in")
    async with staged(writing) as play:
        await judged(play)
        writing.step(1)
        await play.type("Rooms")
        assert writing.query_one("#subject", Input).value == "Rooms"
        assert writing.query_one(DraftEditor).text == body


def test_duties_are_a_list_in_a_column_and_flow_where_it_is_wide():
    duties = [Duty(id=str(n), text=f"Duty number {n}", met=n != 2) for n in range(12)]
    assert DraftChecklist(duties).get_height({}, 40) == 12
    assert DraftChecklist(duties).get_height({}, 76) == 1
    assert DraftChecklist(duties[:3]).get_height({}, 76) == 1


async def test_the_beginning_and_the_end_of_a_draft_are_one_key_away():
    writing = desk("Hi Ada,\n\nany news?\n\nKim")
    async with staged(writing) as play:
        words = writing.query_one(DraftEditor)
        await play.press("ctrl+end", "!")
        await play.press("ctrl+home", ">")
        assert words.text == ">Hi Ada,\n\nany news?\n\nKim!"


async def test_it_is_said_at_which_of_the_issues_one_is():
    writing = desk()
    async with staged(writing) as play:
        await judged(play)
        writing.step(1)
        writing.step(1)
        await play.sees("2 of 3")
