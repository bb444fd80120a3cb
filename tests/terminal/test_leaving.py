"""Every way out, and back from other programs: the terminal is as it was, and nothing is lost."""

import os
import shutil
import signal
import stat
import sys

import pytest

from tests.terminal.driver import COACH, Terminal

_WALK = """
import os, sys
sys.argv = ["coach"]
from dataclasses import replace
from datetime import datetime, timedelta
from coach.cli import services
from coach.session.session import Draft, Session
from coach.vocabulary import Situation, Step
now = datetime.now().astimezone()
made = services()
session = Session(
    id="w", started=now, touched=now, situation=Situation.WAITING, step=Step.DRAFT,
    answers={
        "person": "Mara", "topic": "the proposal", "matter": "proposal", "channel": "email",
        "last_from": "me", "last_contact": (now.date() - timedelta(days=30)).isoformat(),
        "nudges_sent": 0, "safety": (), "strength": 4,
    },
    draft=Draft(body="Hello Mara, yes or no?"),
)
from coach.session import flow
while hasattr(found := flow.assess(made.guidance, session, now.date()), "question"):
    session = session.answer(found.question.id, found.question.choices[0].id)
made.journal().keep(session)
made.journal().close()
"""


def program(folder, name: str, text: str) -> str:
    """An executable script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def at_the_desk(tmp_path):
    """Opens the program on a session with a draft that is being written."""
    opened = []

    def open_it(**env: str) -> Terminal:
        with Terminal([sys.executable, "-c", _WALK], home=tmp_path) as made:
            assert made.wait() == 0, made.screen()
        terminal = Terminal(home=tmp_path, env=env)
        opened.append(terminal)
        terminal.until("Continue")
        terminal.settle()
        terminal.press("enter")
        terminal.until("Hello Mara, yes or no?")
        terminal.settle()
        return terminal

    yield open_it
    for terminal in opened:
        terminal.__exit__(None, None, None)


def leaves_well(terminal: Terminal) -> None:
    terminal.settle()
    terminal.press("ctrl+q")
    assert terminal.wait() == 0, terminal.screen()
    assert terminal.left_behind() == set()
    assert "Traceback" not in terminal.screen()


# -- the editor --------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("nano") is None, reason="nano is not installed")
def test_words_written_in_nano_come_back_to_the_desk(at_the_desk):
    terminal = at_the_desk(EDITOR="nano")
    terminal.press("f4")
    terminal.until("Write Out")
    terminal.settle()
    terminal.type("Written in nano. ")
    terminal.until("Written in nano. Hello")
    terminal.press("ctrl+o", "enter")
    terminal.settle()
    terminal.press("ctrl+x")
    terminal.until_gone("Write Out")
    terminal.until("Written in nano. Hello Mara, yes or no?")
    leaves_well(terminal)


def test_an_editor_that_fails_leaves_the_words_and_says_so(at_the_desk):
    terminal = at_the_desk(EDITOR="false")
    terminal.press("f4")
    terminal.until("ended with status 1")
    terminal.until("Hello Mara, yes or no?")
    terminal.type("x")
    leaves_well(terminal)


def test_an_editor_that_is_not_there_is_named(at_the_desk):
    terminal = at_the_desk(EDITOR="no-such-editor --wait")
    terminal.press("f4")
    terminal.until("couldn't be started")
    terminal.until("Hello Mara, yes or no?")
    leaves_well(terminal)


def test_an_editor_that_leaves_the_terminal_raw_and_dies_is_cleaned_up_after(at_the_desk, tmp_path):
    wild = program(tmp_path, "wild", "stty raw -echo; printf '\\033[?1049h\\033[?25l'; kill -9 $$")
    terminal = at_the_desk(VISUAL=wild)
    terminal.press("f4")
    terminal.until("was ended by signal 9")
    terminal.until("Hello Mara, yes or no?")
    leaves_well(terminal)


# -- a mail program of the terminal ------------------------------------------------------


def test_a_mail_program_is_shown_as_a_command_first_and_gives_the_screen_back(
    at_the_desk, tmp_path
):
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, "neomutt", 'echo "This is a mail program for $2"; read line')
    terminal = at_the_desk(PATH=f"{folder}:{os.environ['PATH']}")
    terminal.press("ctrl+n")
    terminal.until("More ways")
    terminal.settle()
    terminal.press("3")
    terminal.until("Continue in neomutt")
    terminal.settle()
    terminal.press("3")
    terminal.until("Run this command?")
    shown = terminal.settle()
    assert "neomutt -H" in shown
    terminal.press("enter")
    terminal.until("This is a mail program for")
    terminal.press("enter")
    terminal.until("Back from neomutt")
    leaves_well(terminal)


# -- ends --------------------------------------------------------------------------------


def test_ctrl_c_does_not_end_it_by_accident(at_the_desk):
    terminal = at_the_desk()
    terminal.press("ctrl+c")
    terminal.until("Hello Mara, yes or no?")
    leaves_well(terminal)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_typed_last_is_there_after_an_end_from_outside(at_the_desk, tmp_path, ending):
    terminal = at_the_desk()
    terminal.type("Typed last. ")
    terminal.until("Typed last.")
    terminal.kill(ending)
    terminal.wait()
    assert terminal.left_behind() == set()
    with Terminal(home=tmp_path) as again:
        again.until("Continue")
        again.settle()
        again.press("enter")
        again.until("Typed last.")


def test_put_aside_and_taken_up_again_by_the_shell(at_the_desk, tmp_path):
    terminal = at_the_desk()
    terminal.kill(signal.SIGTSTP)
    terminal.settle()
    terminal.kill(signal.SIGCONT)
    terminal.settle()
    terminal.type("Still here. ")
    terminal.until("Still here.")
    leaves_well(terminal)


_CRASH = """
import sys
from coach import cli
from coach.ui.app import CoachApp
def broken(self):
    secret = "what was typed"
    raise RuntimeError("broken on purpose")
CoachApp.action_help = broken
sys.argv = ["coach"]
raise SystemExit(cli.main([]))
"""


def test_a_crash_gives_the_terminal_back_and_shows_no_words(tmp_path):
    with Terminal([sys.executable, "-c", _CRASH], home=tmp_path) as terminal:
        terminal.until("What has stalled?")
        terminal.settle()
        terminal.press("f1")
        assert terminal.wait() != 0
        assert terminal.left_behind() == set()
        shown = terminal.screen()
        assert "it's our fault" in shown
        assert "what was typed" not in shown


def test_without_a_terminal_nothing_is_printed_that_acts_on_one(tmp_path):
    with Terminal([*COACH, "due"], home=tmp_path) as terminal:
        assert terminal.wait() == 0
        assert terminal.screen().strip() == ""
        assert terminal.left_behind() == set()
