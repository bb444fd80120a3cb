"""Editing in the user's own editor, in a real terminal where that matters."""

import os
import shutil
import stat
import sys
import threading
from pathlib import Path

import pexpect
import pytest

from coach.platform.editor import ExternalEditor

TEXT = "Dear Ana,\n\n[b]hello[/b] 🙂 שלום"


def script(folder, body):
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o700)
    return {"PATH": os.environ["PATH"], "EDITOR": f"'{path}'"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "editing"


def edit(folder, environ, text=TEXT):
    return ExternalEditor(lambda: folder, environ).edit(text)


def test_what_the_editor_saved_comes_back(folder, tmp_path):
    edited = edit(folder, script(tmp_path, 'printf "\\nBest, Kim\\n" >> "$1"'))
    assert edited.text == f"{TEXT}\nBest, Kim"
    assert edited.problem == ""
    assert list(folder.iterdir()) == []


def test_arguments_and_visual_before_editor_are_understood(folder, tmp_path):
    environ = script(tmp_path, 'echo "$1/$2" > "$3"')
    environ["VISUAL"] = f"{environ['EDITOR']} --wait 'two words'"
    environ["EDITOR"] = "false"
    assert edit(folder, environ).text == "--wait/two words"


def test_the_words_are_private_while_they_are_edited(folder, tmp_path):
    environ = script(tmp_path, f'stat -c %a "$1" > {tmp_path}/mode; echo x >> "$1"')
    before = os.umask(0)
    try:
        edit(folder, environ)
    finally:
        os.umask(before)
    assert (tmp_path / "mode").read_text().strip() == "600"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("exit 1", "ended with status 1"),
        ("kill -9 $$", "ended by signal 9"),
        ('rm "$1"', "without saving a file"),
        ("exit 0", "closed straight away"),
    ],
)
def test_a_failing_editor_leaves_the_draft_and_says_what_happened(folder, tmp_path, body, says):
    edited = edit(folder, script(tmp_path, body))
    assert edited.text == TEXT
    assert says in edited.problem
    assert "The draft hasn't changed" in edited.problem


@pytest.mark.parametrize("body", ['echo new >> "$1"; exit 1', 'printf "\\377\\376x" > "$1"'])
def test_what_was_typed_in_an_editor_that_failed_is_kept_and_named(folder, tmp_path, body):
    edited = edit(folder, script(tmp_path, body))
    assert edited.text == TEXT
    [kept] = folder.glob("*/message.txt")
    assert edited.problem.endswith(f"What you wrote is kept in {kept}.")
    assert kept.read_bytes() != TEXT.encode()


@pytest.mark.parametrize("named", ["/no/such/editor", "'unbalanced", "/etc"])
def test_an_editor_that_cannot_be_started_is_named(folder, named):
    edited = edit(folder, {"PATH": os.environ["PATH"], "EDITOR": named})
    assert edited.text == TEXT
    assert "couldn't be started" in edited.problem


def test_without_any_editor_it_says_which_setting_to_make(folder):
    edited = edit(folder, {"PATH": "/nowhere"})
    assert edited.text == TEXT
    assert "Set $EDITOR" in edited.problem


def test_a_folder_that_cannot_be_made_is_no_crash(folder, tmp_path):
    folder.write_text("in the way")
    edited = edit(folder, script(tmp_path, 'echo x >> "$1"'))
    assert edited.text == TEXT
    assert "couldn't be started" in edited.problem


def test_it_works_off_the_main_thread_too(folder, tmp_path):
    environ = script(tmp_path, 'echo more > "$1"')
    done = []
    thread = threading.Thread(target=lambda: done.append(edit(folder, environ)))
    thread.start()
    thread.join(timeout=60)
    assert done[0].text == "more"


PROGRAM = """
import sys, termios
from pathlib import Path
from coach.platform.editor import ExternalEditor
before = termios.tcgetattr(0)
edited = ExternalEditor(lambda: Path(sys.argv[1])).edit("Dear Ana,")
same = termios.tcgetattr(0) == before
print(f"<<{edited.text!r} {edited.problem!r} same={same}>>")
"""


def in_terminal(tmp_path, editor):
    environ = {k: v for k, v in os.environ.items() if k not in ("VISUAL", "EDITOR")}
    return pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, str(tmp_path / "editing")],
        env={**environ, "EDITOR": editor, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        cwd=str(Path(__file__).parents[2]),
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 80),
    )


@pytest.mark.skipif(not shutil.which("nano"), reason="needs nano")
def test_nano_in_a_terminal_gives_back_what_was_typed_and_the_terminal_as_it_was(tmp_path):
    child = in_terminal(tmp_path, "nano -R -L")
    child.expect("message.txt")
    child.send("Hello. ")
    child.send("\x0f")
    child.expect("Wrote|File Name")
    child.send("\r\x18")
    child.expect("<<(.*)>>")
    assert child.match[1] == "'Hello. Dear Ana,' '' same=True"


def test_the_terminal_is_as_it_was_after_an_editor_that_was_killed_in_raw_mode(tmp_path):
    raw = tmp_path / "raw"
    raw.write_text("#!/bin/sh\nstty raw -echo\nsleep 0.2\nkill -9 $$\n")
    raw.chmod(0o700)
    child = in_terminal(tmp_path, str(raw))
    child.expect("<<(.*)>>")
    assert "signal 9" in child.match[1]
    assert child.match[1].endswith("same=True")


def test_ctrl_c_belongs_to_the_editor_and_does_not_end_the_program(tmp_path):
    slow = tmp_path / "slow"
    slow.write_text(
        '#!/bin/sh\ntrap "echo caught > \\"$1\\"; exit 0" INT\necho ready\n'
        "for turn in $(seq 600); do sleep 0.1; done\n"  # a shell heeds a trap between two of them
    )
    slow.chmod(0o700)
    child = in_terminal(tmp_path, str(slow))
    child.expect("ready")
    child.sendintr()
    child.expect("<<(.*)>>")
    assert child.match[1] == "'caught' '' same=True"
