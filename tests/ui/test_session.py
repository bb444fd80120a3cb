"""The session under the hand: what is kept, where escape leads, what a mouse can do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.content.loader import ContentFolder
from coach.platform.settings_reader import load
from coach.session.session import Draft
from coach.vocabulary import Situation, Step
from tests.journeys.driver import A_TUESDAY, Life
from tools.bench.world import PERSON, in_draft

BODY = "Hi Maren,\n\nJust checking in. Sorry to bother you again. Any news?\n\nAda"


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A life in which a session has come to a draft with faults in it."""
    from coach.platform.paths import journal_folder
    from coach.private_files import make_folder
    from coach.store.journal_store import open_journal

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    journal = open_journal(make_folder(journal_folder()))
    journal.keep(replace(in_draft(A_TUESDAY), draft=Draft(subject="The rooms", body=BODY)))
    journal.close()
    return Life(tmp_path)


async def to_the_draft(person):
    await person.sees(PERSON)
    await person.presses("enter")
    await person.sees("issue")


async def to_the_last_look(person):
    await to_the_draft(person)
    await person.goes_on()
    await person.sees("Take a last look")


async def test_a_finding_shows_what_can_be_done_and_a_click_does_it(life):
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.presses("f8")
        await person.sees("f2 why", "ignore: this draft / this session / always")
        await person.clicks("session / always")
        await person.sees("Ignored (this session)")
    (session,) = life.open_sessions()
    assert len(session.kept) == 1


async def test_what_is_kept_in_a_draft_stays_kept_when_one_writes_on(life):
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.presses("f8", "ctrl+f")
        await person.chooses("In this draft")
        await person.sees("Ignored (this draft)")
        await person.presses("ctrl+end")
        await person.types(" again")
        await person.rests()
        await person.sees("Ignored (this draft)")
    (session,) = life.open_sessions()
    assert len(session.draft.kept) == 1


@pytest.mark.parametrize("scope", ["In this draft", "In every draft of this session", "Always"])
async def test_what_is_kept_can_be_marked_again(life, scope):
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.presses("f8", "ctrl+f")
        await person.chooses(scope)
        await person.sees("Ignored (")
        await person.presses("ctrl+f")
        await person.sees_no("Ignored (")


async def test_what_is_always_kept_is_so_in_the_next_sitting_and_until_it_is_released(life):
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.presses("f8", "ctrl+f")
        await person.chooses("Always")
        await person.sees("Ignored (always)")
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.sees("Ignored (always)")
        await person.presses("f8", "shift+f8", "shift+f8")
        await person.sees("ctrl+f stop ignoring")
        await person.clicks("ctrl+f stop ignoring")
        await person.sees_no("Ignored (always)")
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.sees_no("Ignored (")


@pytest.mark.parametrize("line", ["More ways", "I sent a different version", "They've", "I have"])
async def test_escape_leads_one_level_back_before_it_leads_home(life, line):
    async with life.opens() as person:
        await to_the_last_look(person)
        await person.chooses(line)
        await person.sees_no("Take a last look")
        await person.presses("escape")
        await person.sees("Take a last look")
        await person.presses("escape")
        await person.sees("What has stalled?")


async def test_what_was_pasted_as_other_words_is_still_there_after_going_back(life):
    async with life.opens() as person:
        await to_the_last_look(person)
        await person.chooses("I sent a different version")
        await person.clears()
        await person.pastes("Quite other words.")
        await person.presses("escape")
        await person.chooses("I sent a different version")
        await person.sees("Quite other words.")


async def test_a_note_about_a_copy_covers_none_of_the_choices(life):
    async with life.opens() as person:
        await to_the_last_look(person)
        await person.presses("1")
        await person.sees("Copied.", "1 Copy the message", "7 I decided not to send it")


async def test_a_walk_is_thrown_away_from_home_and_brought_back(life):
    async with life.opens() as person:
        await person.sees(PERSON)
        await person.presses("d")
        await person.sees(f"Restore {PERSON}")
        assert life.open_sessions() == []
        await person.presses("u")
        await person.sees_no("Restore")
        await person.sees(PERSON)
    assert len(life.open_sessions()) == 1


async def test_the_same_by_mouse(life):
    async with life.opens() as person:
        await person.sees(PERSON)
        await person.rests()
        await person.clicks("✕")
        await person.sees(f"Restore {PERSON}")
        await person.rests()
        assert life.open_sessions() == []
        await person.clicks("Restore")
        await person.sees_no("Restore")
    assert len(life.open_sessions()) == 1


async def test_nothing_but_a_walk_can_be_thrown_away(life):
    async with life.opens() as person:
        await person.sees(PERSON)
        await person.presses("down", "d")
        await person.sees(PERSON)
        await person.sees_no("Restore")


async def test_keys_named_in_the_frame_can_be_clicked(life):
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        await person.clicks("f8 next")
        await person.sees("f2 why")
        await person.clicks("ctrl+t templates")
        await person.sees("Begin with")
        await person.clicks("esc to cancel")
        await person.sees_no("Begin with")


async def test_a_template_of_ones_own_is_edited_thrown_away_and_brought_back(life):
    async with life.opens() as person:
        await to_the_draft(person)
        await person.presses("ctrl+t")
        await person.chooses("Save this draft")
        await person.clears()
        await person.pastes("My [b]usual[/b]")
        await person.presses("enter")
        await person.presses("ctrl+t")
        await person.sees("My [b]usual[/b] (yours)")
        await person.clicks("f4 edit")
        await person.says("Hello {person}, any {news}?")
        await person.sees("{news} isn't a known field")
        await person.says("Hello {person}, any news of it?")
        await person.sees("Begin with", "any news of it?")
        await person.presses("delete")
        await person.sees("Restore My [b]usual[/b]")
        await person.chooses("Restore")
        await person.sees("My [b]usual[/b] (yours)", "any news of it?")


async def test_nothing_is_lost_when_the_window_is_dragged_in_every_step(life):
    async with life.opens(size=(120, 40)) as person:
        await to_the_draft(person)
        for keys in ([], ["ctrl+n"], ["5"]):
            await person.presses(*keys)
            await person.rests()
            before, focused = person.screen, person.app.focused
            for window in ((50, 15), (45, 12), (120, 40)):
                await person.resizes(*window)
            await person.rests()
            assert person.screen == before
            assert person.app.focused is focused


async def test_the_help_does_what_is_picked_in_it(life):
    async with life.opens(size=(60, 20)) as person:
        await to_the_draft(person)
        await person.asks_for_help()
        await person.chooses("Copy the message")
        await person.sees_no("Keys on this screen")
        assert life.clipboard.texts == [BODY]


async def test_escape_in_the_why_of_an_overrule_leads_back_to_the_what(life):
    async with life.opens() as person:
        await to_the_draft(person)
        await person.goes_back()
        await person.presses("ctrl+o")
        await person.chooses("Let it go")
        await person.presses("escape")
        await person.chooses("Wait")
        await person.types("Because.")
        await person.presses("enter")
        await person.sees("What you decided", "You decided this yourself. Because.")


async def test_why_leads_from_a_finding_to_what_is_said_of_that_very_fault(life):
    async with life.opens() as person:
        await to_the_draft(person)
        await person.presses("f8")
        slug, _, anchor = person.app.screen.finding().why.partition("#")
        article = ContentFolder().shelf.get(slug)
        section = next(each for each in article.sections() if each.anchor == anchor)
        await person.reads()
        await person.sees(section.title)


async def test_the_keys_of_the_draft_say_what_they_show(life):
    async with life.opens() as person:
        await to_the_draft(person)
        await person.sees("ctrl+o their view")
        await person.presses("ctrl+o")
        await person.sees("What they see first")


async def test_a_number_on_the_verdict_goes_back_to_an_answer_that_enter_keeps(life):
    async with life.opens() as person:
        await to_the_draft(person)
        await person.goes_back()
        await person.sees("press a number to change that answer")
        verdict = person.screen
        before = life.open_sessions()[0].answers
        await person.presses("1")
        await person.sees("an answer you gave", "Your answer so far", "Press enter to keep it")
        await person.presses("enter")
        await person.rests()
        assert person.screen == verdict
    assert life.open_sessions()[0].answers == before


async def test_an_empty_day_does_not_go_on_and_words_typed_on_a_list_do_nothing(life):
    async with life.opens() as person:
        await person.sees(PERSON)
        await person.chooses("They went quiet on me")
        await person.says("Mara")
        await person.says("the offer")
        await person.goes_on()
        await person.types("last thursday")
        await person.sees("only lines with “last thursday”", "What are you waiting for?")
        await person.presses("enter")
        await person.sees("No line has these words", "What are you waiting for?")
        await person.presses("escape")
        await person.chooses("A job application")
        await person.chooses("Email")
        await person.chooses("I did")
        await person.sees("When was the last message")
        await person.presses("enter")
        await person.sees("Enter a date", "When was the last message")


async def test_ones_own_name_is_asked_once_and_signs_from_then_on(life):
    life.asks_name = True
    async with life.opens() as person:
        await to_the_draft(person)
        await person.presses("ctrl+t")
        await person.sees("Begin with")
        await person.presses("enter")
        await person.chooses("Replace it")
        await person.sees("The name you sign with")
        await person.types("Kim")
        await person.presses("enter")
        await person.sees("Your draft")
        assert person.app.controllers.sessions.current.draft.body.endswith("Kim")
        await person.presses("ctrl+t")
        await person.sees("Begin with")
        await person.presses("enter")
        await person.sees("Your draft")
        await person.sees_no("The name you sign with")
    assert load(life.home / "coach" / "config.toml").settings.name == "Kim"


async def test_several_lines_pasted_into_a_field_of_one_line_are_joined(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.sees("Who went quiet?")
        await person.pastes("Ada\r\nLovelace\n")
        await person.sees("Ada Lovelace")


async def test_coming_back_to_the_draft_finds_the_cursor_where_it_was(life):
    async with life.opens() as person:
        await to_the_draft(person)
        await person.presses("ctrl+home", "down", "down", "end")
        await person.goes_on()
        await person.sees("Take a last look")
        await person.goes_back()
        await person.types("!?")
        assert "!?" in person.app.focused.text.splitlines()[2]


async def test_what_is_typed_right_before_the_key_of_the_next_issue_stays_where_it_was_typed(life):
    async with life.opens() as person:
        await to_the_draft(person)
        editor = person.app.focused
        await person.presses("f8")
        await person._pilot.press(*"Hello there", "f8", *"xyz")
        await person.rests()
        assert editor.text.startswith("Hi Maren,\n\nHello there")
        assert editor.text.count("xyz") == 1
        assert "therexyz" not in editor.text


async def test_undoing_beyond_the_first_change_leaves_the_draft_as_it_was_opened(life):
    async with life.opens() as person:
        await to_the_draft(person)
        editor = person.app.focused
        await person.presses("ctrl+home")
        await person.types("PS! ")
        await person.presses(*["ctrl+z"] * 12)
        assert editor.text == BODY
        assert person.app.is_running


async def test_a_session_taken_up_after_its_date_asks_first_what_has_become_of_it(life):
    from coach.platform.paths import journal_folder
    from coach.store.journal_store import open_journal

    journal = open_journal(journal_folder())
    left = in_draft(A_TUESDAY)
    needed = (life.clock.now().date() + timedelta(days=3)).isoformat()
    told = {"set_by": "outside", "needed_by": needed, "waiting_extra": ("other_offer",)}
    body = "Hi Maren,\n\nCould you tell me by Friday 20 November which room it is?\n\nAda"
    draft = Draft(subject="The rooms", body=body)
    touched = life.clock.now()
    journal.keep(replace(left, touched=touched, answers={**left.answers, **told}, draft=draft))
    journal.close()
    life.sleeps(days=6)
    async with life.opens() as person:
        await person.chooses(PERSON)
        await person.sees("Fri 20 Nov 2026, the date you gave")
        await person.chooses("No")
        await person.sees("Is any of this part of it?", "Someone else needs my answer")
        assert "✓ Someone else needs my answer" not in person.screen


async def test_a_tick_is_kept_by_going_back_before_it_is_settled(life):
    async with life.opens() as person:
        await person.chooses("They went quiet on me")
        await person.says("Mara")
        await person.says("the proposal")
        await person.goes_on()
        for said in ("A proposal or quote they asked for", "Email", "I did"):
            await person.chooses(said)
        await person.says("9 days ago")
        await person.says("0")
        for said in ("No", "To get the thing I asked for", "We're equals", "Strangers"):
            await person.chooses(said)
        await person.ticks("Several people need to hear")
        await person.goes_back()
        await person.chooses("Strangers")
        await person.sees("✓ Several people need to hear")


async def test_without_a_message_for_an_unsafe_answer_the_way_back_to_it_is_named(life):
    from coach.platform.paths import journal_folder
    from coach.store.journal_store import open_journal

    journal = open_journal(journal_folder())
    told = {"person": PERSON, "i_said": "not_safe"}
    begun = replace(
        in_draft(A_TUESDAY), situation=Situation.UNWANTED, answers=told, step=Step.ASSESS
    )
    journal.keep(replace(begun, page=99, draft=Draft()))
    journal.close()
    async with life.opens() as person:
        await person.sees("Saved earlier")
        await person.presses("enter")
        await person.sees("answer wouldn't be safe", "ctrl+r to change your answer")
        assert "press a number" not in person.screen
        await person.presses("ctrl+r")
        await person.sees("Have you said no to them", "● No: it wouldn't be safe")
        await person.chooses("Yes, clearly, once")
        await person.rests()
    (session,) = life.open_sessions()
    assert not session.in_danger
