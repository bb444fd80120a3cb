"""What a command loads, seen in an interpreter of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_RUN = """
import sys
from coach.cli import main
main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


def loaded(home: Path, *argv: str) -> set[str]:
    """The modules that this command has loaded by its end, each by its own first name too."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *argv],
        env={**os.environ, "COACH_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    names = done.stderr.splitlines()[-1].split()
    return {*names, *(name.partition(".")[0] for name in names)}
