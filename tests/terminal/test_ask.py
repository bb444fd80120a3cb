"""`coach ask` at a real terminal: asked, answered, left, and taken up again."""

import re

import pytest

from tests.terminal.driver import COACH, Terminal

ASK = (*COACH, "ask")


@pytest.fixture
def asks(tmp_path):
    with Terminal(ASK, home=tmp_path, size=(80, 40)) as terminal:
        terminal.until("What has stalled?")
        yield terminal


def answers(terminal: Terminal, question: str, line: str) -> None:
    terminal.until(question)
    terminal.type(line)
    terminal.press("enter")


def test_ctrl_d_keeps_the_session_and_the_next_start_goes_on(asks, tmp_path):
    answers(asks, "I went quiet and regret it", "1")
    answers(asks, "Who went quiet?", "Ada [ops] 你")
    asks.until("What is it about")
    asks.press("ctrl+d")
    assert asks.wait() == 3
    assert "Saved. To continue later" in asks.screen()
    with Terminal(ASK, home=tmp_path) as again:
        again.until("Continue: Ada [ops] 你")


def test_ctrl_c_keeps_the_session_without_a_traceback(asks, tmp_path):
    answers(asks, "I went quiet and regret it", "1")
    answers(asks, "Who went quiet?", "Ada")
    asks.until("What is it about")
    asks.press("ctrl+c")
    assert asks.wait() == 3
    shown = asks.screen()
    assert "Saved. To continue later" in shown
    assert "Traceback" not in shown
    assert asks.left_behind() == set()


def test_the_safety_story_ends_with_people_to_turn_to(asks):
    answers(asks, "I went quiet and regret it", "3")
    answers(asks, "Who keeps pushing you?", "him")
    answers(asks, "What is it about", "unsafe")
    asks.until("Who can help")
    answers(asks, "Save and close", "4")
    assert asks.wait() == 3
    assert asks.screen().strip() == ""
    assert asks.left_behind() == set()


@pytest.mark.parametrize("way", ["q", "ctrl+c", "ctrl+d"])
def test_who_leaves_after_the_safety_page_leaves_nothing_on_the_screen(asks, way):
    answers(asks, "I went quiet and regret it", "unsafe")
    answers(asks, "Write down what happened", "1")
    asks.until("It clears the screen and closes this at once")
    answers(asks, "Every line is saved", "He was at my door.")
    asks.settle()
    if way == "q":
        asks.type("q")
        way = "enter"
    asks.press(way)
    assert asks.wait() == 3
    assert asks.screen().strip() == ""


def test_a_terminal_that_can_only_print_is_not_promised_a_clear_screen(tmp_path):
    env = {"TERM": "dumb", "LANG": "C.UTF-8"}
    with Terminal(ASK, home=tmp_path, size=(80, 60), env=env) as terminal:
        answers(terminal, "I went quiet and regret it", "unsafe")
        terminal.until("close the whole window")
        answers(terminal, "Write down what happened", "q")
        terminal.until("Saved. To continue later")
        assert terminal.wait() == 3


def test_a_terminal_that_can_only_print_is_enough(tmp_path):
    with Terminal(ASK, home=tmp_path, env={"TERM": "dumb", "LANG": "C.UTF-8"}) as terminal:
        terminal.until("What has stalled?")
        terminal.type("q\n")
        assert terminal.wait() == 3
        assert "No session was started." in terminal.screen()


TOLD = (
    *("1", "Mara", "the quote", "", "proposal", "email", "me", "9 days ago", "0", "none"),
    *("answer", "equals", "stranger", "", "", "I sent it on the 8th.", "", "", "anxious", "4"),
    *("1", "1", ""),
)
WRITTEN = (
    "a blank page",
    "The quote",
    "Hello Mara,",
    "have you decided by Friday?",
    "Jo",
    ".",
    "1",
)
SENT = ("i have sent it", "", "done")


def test_from_the_first_question_to_how_it_turned_out_typed_at_a_terminal(asks, tmp_path):
    for line in (*TOLD, *WRITTEN, *SENT):
        asks.type(f"{line}\n")
    assert asks.wait() == 0, asks.screen()
    with Terminal(ASK, home=tmp_path, size=(80, 40)) as later:
        later.until("What has stalled?")
        for line in ("say how an earlier decision", "mara", "1", "", "q"):
            later.type(f"{line}\n")
        assert later.wait() == 0, later.screen()
        assert "Saved." in later.screen()


@pytest.mark.parametrize(
    "words", [("--help",), ("journal", "--help"), ("journal", "stats"), ("read", "no-such-guide")]
)
def test_at_forty_columns_no_word_is_cut_in_two(tmp_path, words):
    shown = {}
    for columns in (40, 120):
        with Terminal((*COACH, *words), home=tmp_path, size=(columns, 120)) as terminal:
            terminal.wait()
            shown[columns] = set(re.findall(r"[\w=~/.-]{3,}", terminal.screen()))
    cut = {each for each in shown[40] - shown[120] if not each.startswith("-")}
    assert not cut
