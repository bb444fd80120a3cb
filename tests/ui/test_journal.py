"""The journal: gone through, found in, narrowed, sorted, and mended after a slip."""

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from coach.journal.decisions import Person as Kept
from coach.platform.paths import journal_folder
from coach.store.journal_store import TinyJournal, open_journal
from coach.ui.widgets.key_line import KeyLine
from coach.vocabulary import Outcome, Situation, VerdictId
from tests.ui.past import ago, decided, remember
from tests.ui.stage import STRANGE

SOME = (
    decided("a", days=1, person="Mara Lindqvist", topic="the March proposal"),
    decided(
        "b",
        days=2,
        person="Tom Okafor",
        topic="the invoice",
        verdict=VerdictId.LET_GO,
        outcome=Outcome.SILENT,
    ),
    decided(
        "c",
        days=40,
        person="Ana Sousa",
        topic="a reference",
        verdict=VerdictId.DECLINE,
        situation=Situation.OWING,
        outcome=Outcome.SETTLED,
        body="I cannot write it, and wish you a good start in Lisbon.",
    ),
    decided("d", days=400, person="Mara Lindqvist", topic="an old matter"),
)


def rows(person):
    """The lines of the list, without frame, heads and what is below."""
    lines = [line.strip("│ ›") for line in person.screen.splitlines()]
    head = next(n for n, line in enumerate(lines) if line.startswith("When"))
    return [line for line in lines[head + 1 :] if line[:2].strip().isdigit()]


def name(row):
    return re.split(r"\s{2,}", row)[1].split()[0]


async def test_decisions_stand_newest_first_with_whom_what_and_outcome(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.sees("4 decisions")
        first, second, third, fourth = rows(person)
        assert first.startswith("16 Nov")
        assert "Mara Lindqvist · the March" in first
        assert "✓ Write once more" in first
        assert "○ Let it go" in second
        assert second.endswith("no reply")
        assert "Ana Sousa" in third
        assert fourth.startswith("13 Oct ’25")


async def test_an_empty_journal_says_what_will_be_here_and_two_keys(life):
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.sees("No decisions yet", "Press esc to go home")
        await person.presses("d", "n", "enter", "o", "backspace")
        await person.sees("No decisions yet")


async def test_words_are_found_in_messages_and_marked_where_they_stand(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("slash")
        await person.types("lisbon")
        await person.sees("1 of 4 decisions", "…start in Lisbon.")
        await person.presses("enter")
        await person.sees('"lisbon" ✕')
        await person.presses("enter")
        await person.sees("A decision", "Ana Sousa · a reference")


async def test_words_that_stand_nowhere_leave_a_line_that_says_how_to_go_back(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("slash")
        await person.types("zebra")
        await person.sees("No decision matches", "0 of 4 decisions")
        await person.presses("enter", "backspace")
        await person.sees("4 decisions")


async def test_limits_add_up_and_come_off_one_by_one(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f")
        await person.chooses("Person")
        await person.chooses("Mara Lindqvist  2")
        await person.sees("with Mara Lindqvist ✕", "2 of 4 decisions")
        await person.presses("f")
        await person.chooses("From a date")
        await person.chooses("The last 30 days")
        await person.sees("since Sun 18 Oct 2026 ✕", "1 of 4 decisions")
        await person.presses("escape")
        await person.sees("with Mara Lindqvist ✕", "2 of 4 decisions")
        await person.presses("backspace")
        await person.sees("4 decisions")
        await person.presses("escape")
        await person.sees("What has stalled?")


@pytest.mark.parametrize(
    ("way", "choice", "words", "left"),
    [
        ("Situation", "I owe an answer", "I owe an answer ✕", ["Ana"]),
        ("Decision", "Let it go", "Let it go ✕", ["Tom"]),
        ("Outcome", "It sorted itself out", "It sorted itself out ✕", ["Ana"]),
        ("Outcome", "Not recorded yet", "Not recorded yet ✕", ["Mara", "Mara"]),
    ],
)
async def test_every_way_to_narrow_says_what_it_leaves(life, way, choice, words, left):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f")
        await person.chooses(way)
        await person.chooses(choice)
        await person.sees(words, f"{len(left)} of 4")
        assert [name for name in left if name not in "\n".join(rows(person))] == []
        assert len(rows(person)) == len(left)


async def test_a_day_is_typed_as_one_says_it_and_a_wrong_one_is_asked_again(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f")
        await person.chooses("Up to a date")
        await person.types("the day the music died")
        await person.presses("enter")
        await person.sees("That's not a date I can read: the day the music died")
        await person.clears()
        await person.types("10 november")
        await person.presses("enter")
        await person.sees("up to Tue 10 Nov 2026 ✕", "2 of 4")


async def test_a_name_is_met_under_all_its_spellings(life):
    joined = Kept(id="p", name="Mara Lindqvist", also=("M. Lindqvist",))
    remember([*SOME, decided("e", days=5, person="m. lindqvist", topic="lunch")], [joined])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f", "1")
        await person.chooses("Mara Lindqvist  3")
        await person.sees("3 of 5", "m. lindqvist · lunch")


async def test_a_click_takes_a_limit_off(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f")
        await person.chooses("Outcome")
        await person.chooses("Still no reply")
        await person.sees("1 of 4")
        await person.clicks("Still no reply ✕")
        await person.sees("4 decisions")


async def test_a_key_or_a_head_sorts_and_again_turns_it_round(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("o")
        await person.sees("With ▴")
        assert [name(row) for row in rows(person)] == ["Ana", "Mara", "Mara", "Tom"]
        await person.presses("O")
        await person.sees("With ▾")
        assert [name(row) for row in rows(person)] == ["Tom", "Mara", "Mara", "Ana"]
        await person.clicks("Outcome")
        await person.sees("Outcome ▴")
        await person.clicks("When")
        await person.sees("When ▾")
        await person.clicks("When")
        assert rows(person)[0].startswith("13 Oct ’25")


async def test_a_deleted_decision_comes_back_by_the_key_that_is_said(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("down", "d")
        await person.sees(
            "is deleted. Press u to restore it",
            "30 days to restore it",
            "Tom Okafor is deleted. Press u to restore it",
        )
        assert len(life.decisions()) == 3
        await person.presses("u")
        await person.sees("4 decisions", "› 15 Nov  Tom Okafor · the invoice")
        await person.sees_no("is deleted")
    assert [each.id for each in life.decisions()] == ["a", "b", "c", "d"]
    assert life.decisions()[1] == SOME[1]


async def test_undo_goes_back_one_deletion_at_a_time(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("d", "d")
        await person.sees("Tom Okafor is deleted")
        await person.clicks("Tom Okafor is deleted")
        await person.sees("Mara Lindqvist is deleted")
        await person.presses("u", "u")
        await person.sees("nothing to restore")
    assert len(life.decisions()) == 4


async def test_on_a_wide_screen_the_decision_under_the_cursor_is_shown(life):
    remember(SOME)
    async with life.opens((130, 30)) as person:
        await person.opens_the_journal()
        await person.sees("Could you tell me by Friday?", "Not recorded yet.")
        await person.presses("down", "down")
        await person.sees("a good start in Lisbon", "It sorted itself out")
        await person.resizes(80, 24)
        await person.sees_no("a good start in Lisbon")


async def test_while_something_is_picked_no_key_reaches_the_list(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f", "d", "i", "p")
        await person.sees("Show only", "4 decisions")
        await person.presses("escape")
        await person.sees_no("Show only")
    assert len(life.decisions()) == 4


async def test_many_names_are_narrowed_by_typing(life):
    many = [decided(f"n{n}", days=n, person=f"Person {n:02}") for n in range(1, 30)]
    remember(many)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("f", "1")
        await person.types("27")
        await person.presses("enter")
        await person.sees("with Person 27 ✕", "1 of 29")


async def test_the_cursor_stays_on_its_decision_when_the_order_changes(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("down", "o", "enter")
        await person.sees("A decision", "Tom Okafor · the invoice")


async def test_n_asks_at_once_how_it_turned_out_and_a_number_keeps_it(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("n", "1", "enter")
        await person.sees("Anything to remember?")
    assert life.decisions()[0].outcome is Outcome.REPLIED


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_text_of_any_kind_stands_in_its_columns_at_any_width(life, size):
    strange = [
        decided("s1", days=1, person=STRANGE, topic="漢字の件" * 9),
        decided("s2", days=2, person="名前" * 20, topic=""),
        decided("s3", days=3, person="", topic=""),
        decided("s4", days=4, person="x" * 200, outcome=Outcome.REPLIED),
    ]
    remember(strange)
    async with life.opens(size) as person:
        await person.opens_the_journal()
        await person.sees("4 decisions", "not said", "replied")
        assert "\x1b" not in person.screen
        assert not person.app.screen.query_one(KeyLine).is_cut
        await person.presses("slash")
        await person.types("friday")
        await person.sees("4 of 4")
        await person.presses("enter", "enter")
        await person.sees("A decision")


async def test_a_note_made_meanwhile_can_be_found(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("slash")
        await person.types("heron")
        await person.sees("No decision matches")
        await person.presses("enter", "backspace")
        await person.presses("n", "1", "enter")
        await person.types("We met by the heron pond")
        await person.presses("enter", "escape", "escape")
        await person.sees("4 decisions")
        await person.presses("slash")
        await person.types("heron")
        await person.sees("1 of 4")


async def test_the_year_stands_only_where_it_is_needed(life):
    remember([each for each in SOME if each.decided > ago(60)])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.sees("3 decisions")
        assert "’" not in person.screen


async def test_f3_comes_back_to_the_list_that_is_open_below(life):
    later = replace(SOME[0], id="z", decided=SOME[0].decided + timedelta(hours=2))
    remember([*SOME, later])
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("enter")
        await person.sees("A decision")
        depth = len(person.app.screen_stack)
        await person.opens_the_journal()
        await person.sees("5 decisions")
        assert len(person.app.screen_stack) == depth - 1


async def test_a_decision_deleted_in_another_window_is_missed_politely(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("enter")
        await person.sees("A decision")
        other = open_journal(journal_folder())
        other.forget("a")
        other.close()
        await person.presses("n", "1")
        await person.sees("That decision is no longer in the journal.")
        await person.presses("d")
    assert [each.id for each in life.decisions()] == ["b", "c", "d"]


async def test_nothing_is_left_at_the_side_when_nothing_fits(life):
    remember(SOME)
    async with life.opens((130, 30)) as person:
        await person.opens_the_journal()
        await person.sees("Could you tell me by Friday?")
        await person.presses("slash")
        await person.types("zebra")
        await person.sees("No decision matches")
        await person.sees_no("Could you tell me by Friday?")
        assert person.screen.splitlines()[1].strip("│ ").startswith("zebra")


async def test_the_first_page_is_there_while_the_rest_is_still_being_read(life, monkeypatch):
    remember([decided(f"m{n}", days=n, topic=f"matter {n}") for n in range(1, 101)])
    read_on, summaries = threading.Event(), TinyJournal.summaries

    def slowly(journal):
        assert read_on.wait(10)
        return summaries(journal)

    monkeypatch.setattr(TinyJournal, "summaries", slowly)
    async with life.opens() as person:
        await person.rests()
        await person.presses("f3")
        await person.sees("matter 1 ")
        assert "100 decisions" in person.screen
        await person.presses("end")
        await person.sees("matter 60 ")
        read_on.set()
        for _ in range(100):  # until the rest has been read
            await person.presses("end")
            await person.rests()
            if "matter 100 " in person.screen:
                break
        await person.sees("matter 100 ")


# Out into a file


async def exports(person, *keys):
    """Press e and these keys; returns the text of the file that is saved."""
    await person.presses("e", *keys)
    await person.sees("saved as")
    (file,) = person.life.handed_over()
    return file.name, file.read_text(encoding="utf-8")


async def test_all_decisions_are_exported_as_markdown_and_it_says_where(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("e")
        await person.sees("Export all 4", "Markdown, to read", "CSV, for a spreadsheet", "JSON")
        await person.presses("1")
        await person.sees("4 decisions saved as", "decisions-2026-11-17.md")
        (file,) = life.handed_over()
        text = file.read_text(encoding="utf-8")
        assert text.count("\n# ") + text.startswith("# ") == 4
        assert "a good start in Lisbon" in text


async def test_only_those_shown_are_exported_where_the_list_is_narrowed(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("slash")
        await person.types("Lisbon")
        await person.presses("enter")
        await person.sees("1 of 4")
        await person.presses("e")
        await person.sees("The decision shown now", "All 4")
        await person.presses("1", "2")
        await person.sees("1 decision saved as")
        (file,) = life.handed_over()
        text = file.read_text(encoding="utf-8")
        assert file.suffix == ".csv"
        assert "Ana Sousa" in text
        assert "Mara" not in text


async def test_an_export_without_names_has_none_and_asks_to_be_read_first(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("e")
        await person.sees("names replaced")
        name, text = await exports(person, "escape", "e", "4")
        await person.sees("Read the file before you share it")
        assert name == "decisions-2026-11-17-without-names.md"
        assert "Person 1" in text
        assert not re.search("Mara|Okafor|Sousa", text)


async def test_an_export_as_json_can_be_brought_in_elsewhere(life, tmp_path):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await exports(person, "3")
    from coach.store.transfer import bring_in

    (file,) = life.handed_over()
    other = open_journal(tmp_path / "other")
    assert bring_in(other, file).added == 4
    other.close()


async def test_export_is_found_by_its_name_from_home(life):
    remember(SOME)
    async with life.opens() as person:
        await person.presses("ctrl+p")
        await person.types("export")
        await person.sees("Export past decisions to a file")
        await person.presses("enter")
        await person.sees("Export all 4", "Markdown, to read")


async def test_an_empty_journal_has_nothing_to_export(life):
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("e")
        await person.sees("nothing to export")
        assert life.handed_over() == []


async def test_a_decision_deleted_in_an_earlier_sitting_comes_back(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("down", "d")
        await person.sees("30 days to restore it")
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.sees("3 decisions")
        await person.presses("u")
        await person.sees("4 decisions")
    assert len(life.decisions()) == 4


async def test_deleting_for_good_asks_first_and_leaves_nothing_to_bring_back(life):
    remember(SOME)
    async with life.opens() as person:
        await person.opens_the_journal()
        await person.presses("d", "D")
        await person.sees("can't be brought back")
        await person.presses("enter")
        await person.sees_no("can't be brought back")
        await person.sees("3 decisions")
        await person.presses("D", "2")
        await person.sees("2 decisions")
        await person.presses("D", "3")
        await person.sees_no("can't be brought back")
        await person.presses("u")
        await person.sees("nothing to restore")
    assert len(life.decisions()) == 2
