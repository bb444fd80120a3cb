"""Copying, against the real xclip and the real tmux where they are installed."""

import os
import shutil
import stat
import subprocess
import time

import pytest

from coach.platform.clipboard import LONGEST_FOR_TERMINAL, SystemClipboard

WORDS = "Dear Ana, [b]no[/b] \x1b[31m thanks\n\nשלום 你好 a\u200bb 🙂 — l'été\n"


@pytest.fixture
def display():
    if not (shutil.which("Xvfb") and shutil.which("xclip")):
        pytest.skip("needs Xvfb and xclip")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x8", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(timeout=60)


@pytest.fixture
def tmux(tmp_path):
    if not shutil.which("tmux"):
        pytest.skip("needs tmux")
    socket = tmp_path / "tmux.sock"
    command = ["tmux", "-S", str(socket), "-f", os.devnull]
    subprocess.run([*command, "new-session", "-d", "-x", "80", "-y", "24", "cat"], check=True)
    yield command, {"PATH": os.environ["PATH"], "TMUX": f"{socket},1,0"}
    subprocess.run([*command, "kill-server"], check=False)


def program(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_xclip_holds_exactly_what_was_copied(display):
    environ = {"PATH": os.environ["PATH"], "DISPLAY": display}
    said = SystemClipboard(environ=environ).copy(WORDS)
    pasted = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"], env=environ, capture_output=True, timeout=60
    )
    assert pasted.stdout.decode() == WORDS
    assert said == "Copied with xclip. If the paste is empty, save the message as a file instead."


def test_copying_returns_at_once_though_xclip_stays_behind(display):
    began = time.perf_counter()
    SystemClipboard(environ={"PATH": os.environ["PATH"], "DISPLAY": display}).copy(WORDS)
    assert time.perf_counter() - began < 30


def test_the_tmux_buffer_holds_exactly_what_was_copied(tmux):
    command, environ = tmux
    said = SystemClipboard(environ=environ).copy(WORDS)
    shown = subprocess.run([*command, "show-buffer"], capture_output=True, check=True, timeout=60)
    assert shown.stdout.decode() == WORDS
    assert "tmux" in said
    assert said.endswith("save the message as a file instead.")


def test_an_older_tmux_without_the_newer_option_still_gets_the_text(tmp_path):
    environ = program(tmp_path, "tmux", f'[ "$2" = -w ] && exit 1\ncat > {tmp_path}/buffer')
    said = SystemClipboard(environ=environ | {"TMUX": "x"}).copy(WORDS)
    assert (tmp_path / "buffer").read_text() == WORDS
    assert "tmux" in said


def test_a_display_that_is_gone_is_not_called_copied(tmp_path, capfd):
    if not shutil.which("xclip"):
        pytest.skip("needs xclip")
    handed = []
    environ = {"PATH": os.environ["PATH"], "DISPLAY": ":4711"}
    said = SystemClipboard(handed.append, environ=environ).copy("words")
    assert handed == ["words"]
    assert said.startswith("Sent to your terminal, which may not have copied it.")
    assert capfd.readouterr() == ("", "")


def test_a_hanging_program_is_given_up_and_the_next_way_taken(tmp_path, monkeypatch):
    monkeypatch.setattr("coach.platform.clipboard._PATIENCE", 0.2)
    handed = []
    environ = program(tmp_path, "xclip", "exec sleep 30") | {"DISPLAY": ":1"}
    environ["PATH"] = f"{tmp_path}{os.pathsep}/bin"
    began = time.perf_counter()
    SystemClipboard(handed.append, environ=environ).copy("words")
    assert handed == ["words"]
    assert time.perf_counter() - began < 25


def test_a_program_that_leaves_without_reading_is_no_crash(tmp_path):
    environ = program(tmp_path, "xclip", "exit 3") | {"DISPLAY": ":1", "PATH": str(tmp_path)}
    said = SystemClipboard(environ=environ).copy("x" * 1_000_000)
    assert said.startswith("No clipboard can be reached from here.")


def test_with_nothing_to_copy_to_it_says_so_and_what_to_do():
    said = SystemClipboard(environ={"PATH": "/nowhere"}).copy("words")
    assert said == "No clipboard can be reached from here. Save the message as a file instead."


def test_a_text_too_long_for_the_terminal_is_not_half_copied():
    handed = []
    clipboard = SystemClipboard(handed.append, environ={"PATH": "/nowhere"})
    assert clipboard.copy("x" * (LONGEST_FOR_TERMINAL + 1)).startswith("No clipboard")
    assert handed == []


def test_the_ways_are_named_best_first(tmp_path):
    for name in ("xclip", "tmux"):
        program(tmp_path, name, "cat > /dev/null")
    clipboard = SystemClipboard(environ={"PATH": str(tmp_path), "DISPLAY": ":1", "TMUX": "x"})
    assert clipboard.ways() == ("xclip", "tmux")
    assert SystemClipboard(environ={"PATH": str(tmp_path)}).ways() == ()
