"""Importing a room of the machine costs next to nothing: libraries load on first use."""

import subprocess
import sys
from pathlib import Path

import pytest

import coach.platform

MODULES = sorted(path.stem for path in Path(coach.platform.__file__).parent.glob("[a-z]*.py"))
HEAVY = (
    "platformdirs",
    "pyperclip",
    "icalendar",
    "tomlkit",
    "tomllib",
    "shtab",
    "email.message",
    "subprocess",
    "zoneinfo",
    "textual",
    "msgspec",
)


@pytest.mark.parametrize("module", MODULES)
def test_no_module_loads_what_it_may_never_need(module):
    script = (
        f"import sys, coach.platform.{module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
