"""What a command is connected to never breaks it: closed, narrow in its signs, or gone."""

import os
import shlex
import subprocess
import sys

import pytest

from tests.terminal.driver import ROOT, environment

COMMANDS = ["due", "doctor", "journal list", "journal stats", "read not-safe", "config show"]
COMMANDS += ["assess --list-facts", "completion bash"]


def coach(tmp_path, command, *, cwd=ROOT, **changes):
    """Run a command line in a shell and return what came of it."""
    line = f"{shlex.quote(sys.executable)} -m coach {command}"
    return subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        timeout=120,
        check=False,
        cwd=cwd,
        env=environment(tmp_path, {"PYTHONPATH": str(ROOT), **changes}),
    )


@pytest.mark.parametrize("command", [*COMMANDS, "check -s waiting -", "ask"])
def test_a_closed_input_is_an_empty_one(tmp_path, command):
    done = coach(tmp_path, f"{command} <&-")
    assert b"Traceback" not in done.stderr
    assert b"Something broke" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_lacks_signs_gets_the_rest(tmp_path, command, encoding):
    done = coach(tmp_path, f"{command} </dev/null", PYTHONIOENCODING=encoding)
    assert b"Traceback" not in done.stderr
    assert b"Something broke" not in done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.parametrize("command", ["doctor", "read", "config show", "ask"])
def test_plain_signs_reach_every_line(tmp_path, command):
    done = coach(tmp_path, f"--ascii {command} </dev/null")
    assert "Something broke" not in done.stderr.decode()
    said = done.stdout.decode() + done.stderr.decode()
    assert said.strip()
    assert not set(said) & set("─│●○✓✗·“”‘’–—→…›╭╮╰╯")


def test_a_name_of_a_file_cannot_act_on_the_terminal(tmp_path):
    name = shlex.quote("x\x1b[31m\x1b]0;hello\x07.json")
    done = coach(tmp_path, f"journal import {name}")
    assert done.returncode != 0
    assert b"\x1b]" not in done.stderr
    assert b"\x07" not in done.stderr


def test_a_folder_that_is_gone_is_said_in_one_line(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"cd {shlex.quote(str(gone))} && rmdir {shlex.quote(str(gone))} && exec "
    line += f"{shlex.quote(sys.executable)} -m coach due"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "COACH_HOME": "here", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1
    assert "no longer exists" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_whatever_breaks_is_said_in_one_line_and_shown_whole_when_asked(tmp_path):
    broken = (
        "import coach.commands.due_command as due\n"
        "def run(args): raise ZeroDivisionError('oh')\n"
        "due.run = run\n"
        "from coach.cli import main\n"
        "raise SystemExit(main(['due']))\n"
    )

    def run(**changes):
        return subprocess.run(
            [sys.executable, "-c", broken],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            cwd=ROOT,
            env=environment(tmp_path, changes),
        )

    plain = run()
    assert plain.returncode == 1
    assert "COACH_DEBUG=1" in plain.stderr
    assert len(plain.stderr.splitlines()) == 1
    assert "Traceback" in run(COACH_DEBUG="1").stderr
