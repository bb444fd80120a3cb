"""The driver itself: it sees what a person would see, and notices what was left broken."""

import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.driver import Terminal, environment
from tests.terminal.emulator import Emulator

_HELLO = """
from textual.app import App
from textual.content import Content
from textual.widgets import Input, Static

class Hello(App):
    BINDINGS = [("ctrl+t", "tell", "Tell")]

    def compose(self):
        yield Static(Content("Hello [there] 你好"))
        yield Input()

    def on_resize(self, event):
        self.query_one(Static).update(Content(f"{event.size.width} wide"))

    def on_click(self, event):
        self.query_one(Static).update(Content(f"clicked {event.screen_x},{event.screen_y}"))

    def action_tell(self):
        self.copy_to_clipboard("told [you]")

Hello().run()
"""


@pytest.fixture
def hello(tmp_path):
    with Terminal([sys.executable, "-c", _HELLO], home=tmp_path, size=(40, 10)) as terminal:
        terminal.until("40 wide")
        yield terminal


def test_what_is_typed_and_pasted_comes_out(hello):
    hello.press("tab")
    hello.type("abc ü你")
    hello.until("abc ü你")
    hello.paste(" [x] ")
    hello.until("abc ü你 [x]")


def test_a_new_size_reaches_the_program(hello):
    hello.resize(60, 12)
    hello.until("60 wide")


def test_a_click_lands_where_the_text_stands(hello):
    hello.type("here")
    hello.until("here")
    hello.click("here")
    hello.until(r"clicked 3,2")


def test_what_is_given_to_the_terminals_clipboard_is_known(hello):
    hello.press("ctrl+t")
    hello.settle()
    assert hello.clipboard() == ["told [you]"]


def test_a_program_that_ends_well_leaves_nothing_behind(hello):
    hello.press("ctrl+q")
    assert hello.wait() == 0
    assert hello.terminal_restored()


def test_a_killed_program_is_seen_to_leave_the_terminal_broken(hello):
    hello.kill(signal.SIGKILL)
    assert hello.wait() == -signal.SIGKILL
    assert {"the alternate screen", "a hidden cursor", "mouse reports", "raw keys"} <= (
        hello.left_behind()
    )


def test_waiting_in_vain_ends_and_shows_the_screen(hello):
    with pytest.raises(AssertionError, match=r"(?s)waited for 'never'.*40 wide"):
        hello.until("never", timeout=0.3)


def test_waiting_on_an_ended_program_ends_at_once(tmp_path):
    with Terminal([sys.executable, "-c", "print('bye')"], home=tmp_path) as terminal:
        with pytest.raises(AssertionError, match="the program ended"):
            terminal.until("never")
        assert "bye" in terminal.screen()


def test_no_python_variable_reaches_the_program(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("XDG_DATA_HOME", "/elsewhere")
    given = environment(tmp_path, {"NO_COLOR": "1", "COLORTERM": ""})
    assert not [name for name in given if name.startswith(("PYTHON", "XDG"))]
    assert given["NO_COLOR"] == "1"
    assert "COLORTERM" not in given
    assert Path(given["COACH_HOME"]).is_relative_to(tmp_path)


# The terminal in memory


def test_sequences_that_pyte_does_not_know_are_not_drawn():
    terminal = Emulator(40, 3)
    terminal.feed(b"a\x1b[>1ub\x1b[?2026$pc\x1b]52;c;aGk=\x07d\x1b[2 qe\x1bP+q544e\x1b\\f\x1b[?4mg")
    assert terminal.lines[0] == "abcdefg"
    assert terminal.clipboard == ["aGk="]


def test_a_sequence_cut_in_two_is_put_together():
    terminal = Emulator(40, 3)
    for byte in "ü\x1b[31mred\x1b]0;title\x07!".encode():
        terminal.feed(bytes([byte]))
    assert terminal.lines[0] == "üred!"
    assert terminal.colours() == {"red"}


def test_a_zero_width_character_does_not_swallow_the_rest():
    terminal = Emulator(40, 3)
    terminal.feed("a\u200bb\u2060c e\u0301 ❤\ufe0f!".encode())
    assert terminal.lines[0].startswith("abc é")
    assert terminal.lines[0].endswith("!")


def test_what_lay_under_the_alternate_screen_comes_back():
    terminal = Emulator(40, 3)
    terminal.feed(b"before\x1b[?1049hfull\x1b[?1049l after")
    assert terminal.lines[0] == "before after"


def test_repeated_and_scrolled_text_stands_where_a_terminal_puts_it():
    terminal = Emulator(10, 3)
    terminal.feed(b"-\x1b[4b\r\ntwo\r\nthree\x1b[S")
    assert terminal.lines == ["two", "three", ""]
    terminal.feed(b"\x1b[2T")
    assert terminal.lines == ["", "", "two"]


def test_frames_are_counted_when_they_are_whole():
    terminal = Emulator(10, 3)
    terminal.feed(b"\x1b[?2026hhalf")
    assert (terminal.painting, terminal.frames) == (True, 0)
    terminal.feed(b"\x1b[?2026l")
    assert (terminal.painting, terminal.frames) == (False, 1)


def test_questions_are_answered_as_a_terminal_does():
    terminal = Emulator(10, 3)
    terminal.feed(b"\x1b[?2026$p\x1b[?2048$p\x1b[6n")
    assert terminal.answers() == b"\x1b[?2026;2$y\x1b[?2048;0$y\x1b[1;1R"
    assert terminal.answers() == b""


def test_the_time_from_a_key_to_its_paint_is_told(hello):
    hello.press("tab")
    hello.settle()
    assert hello.reaction("x") > 0
    assert "x" in hello.screen()
    assert hello.quits() > 0
    assert hello.wait() == 0
