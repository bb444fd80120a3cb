"""The real program in a real terminal: how it starts, fits in, and ends."""

import signal
import subprocess
import sys

import pytest

from tests.terminal.driver import ROOT, Terminal, environment

HOME = "What has stalled?"


@pytest.fixture
def coach(tmp_path):
    with Terminal(home=tmp_path) as terminal:
        terminal.until(HOME)
        terminal.settle()
        yield terminal


def test_the_first_thing_one_sees_is_home(coach):
    shown = coach.screen()
    assert "Follow-up coach" in shown
    for line in (
        "They went quiet on me",
        "I owe an answer",
        "Someone keeps pushing me",
        "I went quiet",
    ):
        assert line in shown
    assert "Quit" in shown.splitlines()[-1]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_ended_from_outside_it_leaves_the_terminal_as_it_was(coach, ending):
    coach.kill(ending)
    coach.wait()
    assert coach.left_behind() == set()


def test_ctrl_q_ends_without_a_question_and_leaves_the_terminal_as_it_was(coach):
    coach.press("ctrl+q")
    assert coach.wait() == 0
    assert coach.left_behind() == set()
    assert "Traceback" not in coach.screen()


def test_a_closed_window_ends_it(coach):
    coach.hang_up()
    coach.wait()


def test_a_terminal_without_a_screen_is_told_the_plain_command(tmp_path):
    with Terminal(home=tmp_path, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait() == 2
        assert "coach ask" in terminal.screen()
        assert terminal.left_behind() == set()


def test_without_a_terminal_it_says_so_and_names_the_plain_command(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "coach"],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        env=environment(tmp_path, {}),
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "coach ask" in done.stderr


def test_with_its_output_sent_elsewhere_it_does_not_start(tmp_path):
    script = "exec 1>/dev/null; exec " + f"'{sys.executable}' -m coach"
    with Terminal(["/bin/sh", "-c", script], home=tmp_path) as terminal:
        assert terminal.wait() == 2


def test_no_color_is_heeded_and_all_is_still_to_be_read(tmp_path):
    with Terminal(home=tmp_path, env={"NO_COLOR": "1"}) as terminal:
        shown = terminal.until(HOME)
        terminal.settle()
        assert "They went quiet on me" in shown
        assert not {name for name in terminal.colours() if _is_a_hue(name)}


def test_a_small_window_still_shows_every_choice(tmp_path):
    with Terminal(home=tmp_path, size=(60, 20)) as terminal:
        terminal.until("They went quiet on me")
        shown = terminal.settle()
        for line in ("I owe an answer", "Someone keeps pushing me", "I went quiet and regret it"):
            assert line in shown


def test_a_tiny_window_says_that_it_needs_a_larger_one(tmp_path):
    with Terminal(home=tmp_path, size=(40, 10)) as terminal:
        terminal.until("larger")
        terminal.resize(80, 24)
        terminal.until(HOME)


def test_a_window_dragged_large_and_small_is_followed(coach):
    for columns, lines in ((120, 40), (60, 20), (80, 24)):
        coach.resize(columns, lines)
        coach.settle()
        shown = coach.until("I went quiet and regret it")
        assert len(shown.splitlines()) <= lines
        assert "Quit" in shown.splitlines()[-1]


def test_a_session_that_was_begun_is_offered_at_the_next_start(tmp_path):
    with Terminal(home=tmp_path) as terminal:
        terminal.until(HOME)
        terminal.settle()
        terminal.press("1")
        terminal.until("Who went quiet?")
        terminal.type("Ada [ops]")
        terminal.until("Ada [ops]")
        terminal.kill(signal.SIGTERM)
        terminal.wait()
    with Terminal(home=tmp_path) as terminal:
        terminal.until("Continue")
        terminal.until("Ada [ops]")


def test_everything_written_lies_below_the_users_own_folder(tmp_path):
    with Terminal(home=tmp_path) as terminal:
        terminal.until(HOME)
        terminal.settle()
        terminal.press("1")
        terminal.until("Who went quiet?")
        terminal.press("ctrl+q")
        terminal.wait()
    written = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert written == {"coach"}
    for path in (tmp_path / "coach").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, f"others may look into {path}"


def _is_a_hue(name: str) -> bool:
    """Whether a colour is more than a shade of grey."""
    if len(name) != 6 or any(each not in "0123456789abcdef" for each in name):
        return name not in ("black", "white", "brightblack")
    red, green, blue = (int(name[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 12


BREAKS = """
import sys
from coach.cli import main
from coach.ui.app import CoachApp
def breaks(self): raise RuntimeError("no such luck")
CoachApp.action_journal = breaks
sys.exit(main())
"""


def test_a_fault_of_ours_is_owned_said_and_loses_nothing(tmp_path):
    with Terminal([sys.executable, "-c", BREAKS], home=tmp_path) as terminal:
        terminal.until("Open your journal")
        terminal.press("1")
        terminal.until("Who went quiet?")
        terminal.type("Mara")
        terminal.press("enter")
        terminal.settle()
        terminal.press("f3")
        assert terminal.wait() == 1
        said = terminal.screen()
        assert "no such luck" in said
        assert "textual run" not in said
    with Terminal(home=tmp_path) as terminal:
        terminal.until("Mara")
