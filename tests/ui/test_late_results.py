"""What comes back after its widget has gone changes nothing and breaks nothing."""

import asyncio
from datetime import date
from threading import Event

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Input

from coach.advice.questions import AnswerKind, Choice, Question
from coach.app.safety_pages import READ
from coach.app.session_pages import question_page
from coach.session.flow import QuestionView
from coach.ui.app import CoachApp
from coach.ui.dialogs.dialog import NarrowDialog
from coach.ui.fear_listener import left_in_fear
from coach.ui.textual_workarounds import ProseField
from coach.ui.widgets.article_pane import ArticlePane
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.draft_editor import DraftEditor
from coach.ui.widgets.find_line import FindLine
from coach.ui.widgets.follow_up_card import FollowUpCard
from coach.ui.widgets.library_list import LibraryList
from coach.ui.widgets.list_view import ColumnList
from coach.ui.widgets.path_input import PathInput
from coach.ui.widgets.pick_list import Entry, PickList
from coach.ui.widgets.question_card import QuestionCard
from coach.ui.widgets.session_panes import SafetyPane
from tests.ui.past import decided, remember
from tests.ui.stage import Stage as BareStage
from tests.ui.stage import staged

TODAY = date(2026, 11, 17)


class Slow:
    """Reads a day only when it is let go."""

    def __init__(self) -> None:
        self.asked, self.go = Event(), Event()

    def __call__(self, typed: str, today: date, *, ahead: bool = False) -> date:
        self.asked.set()
        self.go.wait(10)
        return today


class Stage(App[None]):
    CSS_PATH = CoachApp.CSS_PATH

    def __init__(self, slow: Slow) -> None:
        super().__init__()
        question = Question(id="when", kind=AnswerKind.DATE, ask="When?")
        view = QuestionView(question=question, number=1, of=1, value=None, typed="")
        page = question_page(view, None, title="", may_wait=False)
        self.card = QuestionCard(page, today=TODAY, read_date=slow)

    def compose(self) -> ComposeResult:
        yield self.card


async def waited(app, pilot, holds) -> None:
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to this")


async def reading(app, pilot, slow) -> None:
    """Type a day and wait until it is being read, away from the keys."""
    await pilot.press(*"9 days")
    await waited(app, pilot, slow.asked.is_set)


async def test_a_day_read_after_the_card_has_gone_is_not_shown_and_breaks_nothing():
    slow = Slow()
    app = Stage(slow)
    async with app.run_test() as pilot:
        await reading(app, pilot, slow)
        await app.card.remove()
        slow.go.set()
        await waited(app, pilot, lambda: not app.workers._workers)
    assert app._exception is None


async def test_a_day_read_while_the_parts_of_the_card_are_going_breaks_nothing():
    slow = Slow()
    app = Stage(slow)
    async with app.run_test() as pilot:
        await reading(app, pilot, slow)
        await app.card.query(".wrong, Input").remove()
        slow.go.set()
        await waited(app, pilot, lambda: not app.workers._workers)
        app.card._fit()
        app.card._name_what_is_hidden()
        await pilot.pause()
    assert app._exception is None


async def test_a_day_is_shown_only_for_the_words_that_stand_there_now():
    slow = Slow()
    app = Stage(slow)
    async with app.run_test() as pilot:
        await reading(app, pilot, slow)
        app.card.query_one("Input").value = "other words"
        slow.go.set()
        await asyncio.sleep(0)
        app.card._show_day("9 days", TODAY)
        assert str(app.card.query_one(".wrong").content) == ""
    assert app._exception is None


async def test_a_field_that_was_taken_away_is_painted_blank_until_the_next_layout():
    field = ProseField("Hi Ana")
    async with BareStage(field).run_test():
        await field.remove()
        assert [each.text for each in field.render_lines(Region(0, 0, 6, 2))] == [" " * 6] * 2


async def test_a_key_after_its_field_was_taken_away_asks_nothing():
    field = ProseField("I'm scared of him")
    async with BareStage(field).run_test():
        await field.remove()
        assert not left_in_fear(field, events.Key("tab", None), None)


async def test_a_screen_put_up_while_the_program_ends_breaks_nothing(life):
    async with life.opens() as person:
        person.app.exit()
        person.app.push_screen(Missing())
    assert person.app._exception is None
    assert person.app._exit


class Missing(Screen[None]):
    """Stands for any screen mounted without its children."""

    def on_mount(self) -> None:
        self.query_one("#gone")


async def test_an_answer_to_the_question_before_is_no_answer_to_this_one():
    card = FollowUpCard()
    async with staged(card, FollowUpCard.Answered) as play:
        await card.ask("outcome", "How did it turn out?", (Choice(id="3", text="Badly"),))
        late = card.query_one(Choices)
        await card.ask("words", "Anything to remember?", ())
        card.on_choices_chosen(Choices.Chosen(("3",), late))
        await play.press(*"done", "enter")
    assert [(each.question, each.value) for each in play.said] == [("words", "done")]


async def test_a_path_entered_while_its_field_is_taken_away_breaks_nothing(life):
    async with life.opens() as person:
        await person.presses("m")
        await person.sees("Which file or folder")
        field = person.app.screen.query_one(PathInput)
        await field.remove()
        person.app.screen.post_message(Input.Submitted(field, "/no/such/place"))
        await person.sees("There's no such file")


async def test_a_letter_in_a_palette_that_is_going_breaks_nothing(life):
    async with life.opens() as person:
        await person.presses("ctrl+p")
        palette = person.app.screen
        await palette.query("*").remove()
        palette._gather_commands("read")
        await person.rests()
    assert person.app._exception is None


async def test_a_line_picked_just_before_others_took_its_place_opens_none_of_them(life):
    async with life.opens() as person:
        await person.presses("r")
        await person.sees("by situation")
        library = person.app.screen.query_one(LibraryList)
        listed = library.query_one(PickList)
        late = PickList.OptionSelected(listed, listed.options[-1], listed.option_count - 1)
        await person.presses("slash", *"offer")
        library.post_message(late)
        await person.rests()
        assert not person.app.screen.query(ArticlePane)


async def test_a_key_that_edits_a_field_does_not_leave_it():
    field = DraftEditor("I'm scared of him")
    async with BareStage(field).run_test():
        for stays in ("up", "ctrl+end", "backspace", "enter", "ctrl+a"):
            assert not left_in_fear(field, events.Key(stays, None), None), stays
        assert left_in_fear(field, events.Key("ctrl+n", None), None)


async def test_a_decision_opened_just_before_the_list_was_filtered_is_the_one_that_opens(life):
    remember([decided(f"d{n}", days=n + 1, person=f"Person {n}") for n in range(3)])
    async with life.opens() as person:
        await person.opens_the_journal()
        screen = person.app.screen
        last = screen._rows[-1]
        await person.presses("slash", *"Person 0")
        await person.sees("1 of 3")
        screen.post_message(ColumnList.Opened(2, last))
        await person.sees("A decision", "Person 2")


async def test_a_screen_taken_away_before_it_stood_breaks_nothing(life):
    async with life.opens() as person:
        person.app.push_screen(Missing())
        person.app.pop_screen()
        await person.rests()
        await person.sees("What has stalled?")
    assert person.app._exception is None


async def test_what_is_found_after_the_line_for_it_has_gone_is_not_counted():
    line = FindLine("answer")
    async with BareStage(line).run_test():
        await line.query("*").remove()
        line.count(0, 3)


async def test_a_choice_on_a_safety_page_that_was_left_does_nothing(life):
    async with life.opens() as person:
        await person.presses("s")
        screen = person.app.screen
        await person.goes_home()
        screen.on_safety_pane_picked(SafetyPane.Picked(READ))
        await person.sees("What has stalled?")


async def test_a_key_that_comes_before_the_dialog_stands_or_after_it_went_does_nothing():
    class Ask(App[None]):
        CSS_PATH = CoachApp.CSS_PATH

    app = Ask()
    async with app.run_test() as pilot:
        entries = [Entry(value=str(n), text=str(n)) for n in range(20)]
        dialog = NarrowDialog("Which one?", entries)
        assert not dialog.check_action("move", (1,))
        await app.push_screen(dialog)
        await pilot.pause()
        assert dialog.check_action("move", (1,))
        dialog.dismiss("")
        assert not dialog.check_action("move", (1,))
