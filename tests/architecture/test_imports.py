"""What is loaded when: plain commands never load the screen, home loads almost nothing."""

import json
import pkgutil
import subprocess
import sys

import pytest

import coach.commands
from tests.terminal.driver import ROOT, environment

COMMANDS = sorted(
    each.name.removesuffix("_command")
    for each in pkgutil.iter_modules(coach.commands.__path__)
    if each.name.endswith("_command")
)
ORDINARY_USE = {
    "assess": (["assess"], "situation = 'waiting'\n"),
    "ask": (["ask"], ""),
    "check": (["check", "--situation", "waiting"], "Could you send me the figures by Friday?\n"),
    "completion": (["completion", "bash"], ""),
    "config": (["config", "show"], ""),
    "doctor": (["doctor"], ""),
    "due": (["due"], ""),
    "journal": (["journal", "list"], ""),
    "read": (["read"], ""),
}
PURE = ("advice", "review", "session", "journal", "guides", "inbox")
SCREEN = ("textual", "rich")

_RUN = """
import json, sys
from coach.cli import main
try:
    status = main(sys.argv[2:])
except SystemExit as end:
    status = end.code
json.dump({"status": status, "modules": sorted(sys.modules)}, open(sys.argv[1], "w"))
"""


def run(tmp_path, argv, stdin=""):
    """The exit status of a command, and the modules that it loaded."""
    said = tmp_path / "said.json"
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(said), *argv],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment(tmp_path, {}),
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(said.read_text())
    return found["status"], set(found["modules"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_plain_command_never_loads_the_screen(tmp_path, command):
    argv, stdin = ORDINARY_USE[command]
    status, modules = run(tmp_path, argv, stdin)
    assert status in (0, 1, 2, 3)
    assert f"coach.commands.{command}_command" in modules, "the command did not run"
    assert sorted(modules.intersection(SCREEN)) == []


def test_the_commands_looked_at_are_the_ones_there_are():
    assert "check" in COMMANDS
    assert set(COMMANDS) <= set(ORDINARY_USE), "say above how the new command is used"


@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["nonsense"]])
def test_help_and_refusals_load_no_screen_either(tmp_path, argv):
    _, modules = run(tmp_path, argv)
    assert sorted(modules.intersection(SCREEN)) == []


def test_home_is_ready_before_anything_it_does_not_show_is_loaded(tmp_path):
    script = (
        "import sys; from coach.cli import services; import coach.ui.app;"
        "coach.ui.app.CoachApp(services());"
        "print(*sorted(sys.modules), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=environment(tmp_path, {}),
        cwd=ROOT,
    )
    loaded = set(done.stdout.split())
    assert "textual.app" in loaded
    heavy = {
        *("markdown_it", "mdit_py_plugins", "pygments", "tinydb", "msgspec", "sqlite3"),
        *("email", "tomllib", "tomlkit", "icalendar", "pyperclip"),
    }
    assert sorted(loaded & heavy) == []
    ours = {each for each in loaded if each.split(".")[:2] in (["coach", room] for room in PURE)}
    assert not ours - {f"coach.{room}" for room in PURE}
