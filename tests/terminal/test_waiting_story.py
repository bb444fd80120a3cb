"""The waiting story through the installed command, in a real terminal at 80x24."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing

import pytest

from coach.session.session import Session
from coach.store.journal_store import open_journal
from coach.vocabulary import Step
from tests.terminal.driver import PATIENCE, ROOT, Terminal, environment


@pytest.fixture
def opens(tmp_path):
    """Opens the program on one and the same home, as often as the story needs."""
    with ExitStack() as stack:

        def open_it() -> Terminal:
            terminal = stack.enter_context(Terminal(home=tmp_path))
            terminal.until("What has stalled?")
            terminal.settle()
            return terminal

        yield open_it


def until_saved(home, holds: Callable[[Session], bool]) -> None:
    """Wait until what is on the disk holds this; how soon that is, is tested where time stands."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for file in home.rglob("journal.db"):
            with closing(open_journal(file.parent)) as journal:
                if any(map(holds, journal.sessions())):
                    return
        time.sleep(0.05)
    raise AssertionError("the program never saved it")


def says(terminal: Terminal, question: str, answer: str, *, key: str = "enter") -> None:
    terminal.until(question)
    terminal.settle(quiet=0.4)
    terminal.type(answer)
    terminal.press(key)


def picks(terminal: Terminal, question: str, key: str) -> None:
    terminal.until(question)
    terminal.settle(quiet=0.4)
    terminal.press(key)


def chooses(terminal: Terminal, text: str) -> None:
    """Press the number that stands before a choice."""
    terminal.settle(quiet=0.4)
    found = re.search(rf"(\w)  {re.escape(text)}", terminal.screen())
    assert found, f"{text!r} is not there:\n{terminal.screen()}"
    terminal.press(found[1])


SETTING = (
    ("an agreed date", "1"),
    ("most want from writing again", "1"),
    ("Who holds the power", "3"),
    ("How well do you know", "1"),
    ("Who else is involved", "enter"),
    ("Is any of this part of it", "enter"),
)
"""What the opening asks beside the matter itself, and the key that answers it."""


def tells_it(terminal: Terminal) -> None:
    """From home to the first question of the assessment."""
    terminal.press("1")
    says(terminal, "Who went quiet?", "Mara")
    says(terminal, "What is it about", "the March proposal")
    picks(terminal, "is any of this going on", "enter")
    picks(terminal, "What are you waiting for", "b")
    terminal.press("enter")
    picks(terminal, "How do you usually contact", "1")
    picks(terminal, "Who wrote last?", "1")
    says(terminal, "When was the last message", "10 days ago")
    says(terminal, "How many reminders", "0")
    for question, key in SETTING:
        picks(terminal, question, key)
    says(terminal, "What happened?", "She asked for a quote.", key="ctrl+n")
    says(terminal, "What do you make of it?", "Too dear.", key="ctrl+n")
    says(terminal, "these questions don't cover", "")
    picks(terminal, "How do you feel", "enter")
    picks(terminal, "How strong is what", "5")
    terminal.press("enter")
    terminal.until("What's the last thing they said about this?")


def decides(terminal: Terminal) -> None:
    """From there to the verdict."""
    picks(terminal, "What's the last thing they said", "1")
    picks(terminal, "harmless reason", "1")
    terminal.until("The usual wait has passed")


def journal(tmp_path) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "coach", "journal", "export", "--format", "json"],
        env=environment(tmp_path, {}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    exported = json.loads(done.stdout)
    return exported if isinstance(exported, list) else exported["decisions"]


def test_from_the_first_question_to_the_journal(opens, tmp_path):
    terminal = opens()
    tells_it(terminal)
    decides(terminal)
    terminal.press("ctrl+n")
    terminal.until("Begin with")
    terminal.settle(quiet=0.4)
    terminal.press("end")
    chooses(terminal, "A blank page")
    terminal.until("Your draft")
    terminal.settle(quiet=0.2)
    terminal.paste("Hello Mara, may I plan your work in? A yes or no by Friday helps. Jo")
    terminal.until("Hello Mara")
    terminal.press("ctrl+n")
    terminal.until("Take a last look")
    terminal.settle(quiet=0.2)
    chooses(terminal, "I have sent it")
    terminal.until("How likely is a reply")
    terminal.settle(quiet=0.2)
    terminal.press("6", "enter")
    terminal.until("What do you fear")
    terminal.press("enter")
    terminal.until("what do you expect")
    terminal.press("enter")
    terminal.until("Your decision is saved")
    terminal.quits()
    assert terminal.left_behind() == set()
    (decision,) = journal(tmp_path)
    assert "Hello Mara" in json.dumps(decision)


ENDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)


def test_a_killed_session_is_offered_again_with_all_that_was_saved(opens, tmp_path):
    terminal = opens()
    tells_it(terminal)
    until_saved(tmp_path, lambda session: session.step is Step.ASSESS)
    for number in ENDS:
        terminal.kill(number)
        terminal.wait()

        terminal = opens()
        terminal.until("Mara · the March proposal")
        terminal.press("enter")
        terminal.until("What's the last thing they said about this?")
    decides(terminal)
    until_saved(tmp_path, lambda session: "known_reason" in session.answers)
    terminal.kill(signal.SIGKILL)
    terminal.wait()

    terminal = opens()
    terminal.until("Mara · the March proposal")
    terminal.press("enter")
    terminal.until("The usual wait has passed")


def test_words_typed_and_saved_before_a_kill_are_there_again(opens, tmp_path):
    terminal = opens()
    terminal.press("1")
    says(terminal, "Who went quiet?", "Mara")
    terminal.until("What is it about")
    terminal.settle(quiet=0.4)
    terminal.type("the [b]March[/b] proposal 你好 שלום")
    until_saved(tmp_path, lambda session: "שלום" in str(session))
    terminal.kill(signal.SIGKILL)
    terminal.wait()

    terminal = opens()
    terminal.press("enter")
    terminal.until("[b]March[/b] proposal 你好")
