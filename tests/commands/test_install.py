"""The program works however it is installed, and brings its content along."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def run(*argv: str, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        argv, cwd=cwd, env=clean, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_it_reads_its_articles_from_a_package(tmp_path, kind):
    built = tmp_path / "built"
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", str(venv), cwd=tmp_path)
    python = str(venv / "bin" / "python")
    if kind == "wheel":
        pip = ("-m", "pip", "wheel", "-q", "--no-deps", "-w", str(built), str(ROOT))
        run(python, *pip, cwd=tmp_path)
        (package,) = built.glob("*.whl")
        names = zipfile.ZipFile(package).namelist()
        assert "coach/content/articles/good-nudge.md" in names
        assert not any(name.startswith(("tests/", "content/")) for name in names)
    else:
        run(python, "-m", "pip", "install", "-q", "build", cwd=tmp_path)
        run(python, "-m", "build", "-q", "-s", "-o", str(built), str(ROOT), cwd=tmp_path)
        (package,) = built.glob("*.tar.gz")
    run(python, "-m", "pip", "install", "-q", str(package), cwd=tmp_path)
    coach = str(venv / "bin" / "coach")
    assert "The parts of a good nudge" in run(coach, "read", cwd=tmp_path)
    assert run(coach, "--version", cwd=tmp_path).startswith("coach ")
    facts = tmp_path / "facts.toml"
    facts.write_text("")
    decided = subprocess.run(
        [coach, "assess", "--situation", "waiting", "--facts", str(facts), "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert decided.returncode == 3
