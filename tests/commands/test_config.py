"""`coach config` and `coach completion`, run as a user runs them."""

import os
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def coach(life, *arguments):
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        env={**kept, "COACH_HOME": str(life), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )


def test_path_prints_where_the_file_is_and_makes_nothing(tmp_path):
    done = coach(tmp_path / "life", "config", "path")
    assert done.stdout == f"{tmp_path}/life/config.toml\n"
    assert done.returncode == 0
    assert not (tmp_path / "life").exists()


def test_init_writes_an_explained_file_for_its_owner_and_says_where(tmp_path):
    done = coach(tmp_path / "life", "config", "init")
    file = tmp_path / "life/config.toml"
    assert done.stdout == f"{file}\n"
    assert done.stderr == ""
    assert "# How you sign your messages." in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_init_never_writes_over_a_file_and_says_so(tmp_path):
    (tmp_path / "config.toml").write_text('name = "Kim"\n')
    done = coach(tmp_path, "config", "init")
    assert done.returncode == 0
    assert done.stderr == "A settings file already exists. It wasn't changed.\n"
    assert (tmp_path / "config.toml").read_text() == 'name = "Kim"\n'


def test_init_where_nothing_can_be_written_says_why(tmp_path):
    (tmp_path / "file").write_text("")
    done = coach(tmp_path / "file/life", "config", "init")
    assert done.returncode == 1
    assert "couldn't be written" in done.stderr
    assert done.stdout == ""


def test_show_prints_what_counts_as_a_file_and_faults_beside_it(tmp_path):
    (tmp_path / "config.toml").write_text(
        'name = "Kim [x]"\ncolour = 1\n[keys]\n"walk.next" = "f7"\n[quiet]\nfrom = "21:00"\n'
    )
    done = coach(tmp_path, "config", "show")
    shown = tomllib.loads(done.stdout)
    assert shown["name"] == "Kim [x]"
    assert shown["theme"] == "harbour"
    assert shown["keys"] == {"walk.next": "f7"}
    assert shown["quiet"] == {"from": "21:00", "until": "07:00", "weekends": True}
    assert f"{tmp_path}/config.toml:2: 'colour' isn't a setting." in done.stderr
    assert done.returncode == 1


def test_what_show_prints_can_be_used_as_the_file(tmp_path):
    (tmp_path / "config.toml").write_text('name = "Kim"\nascii = true\nwarmth = "warm"\n')
    shown = coach(tmp_path, "config", "show").stdout
    (tmp_path / "config.toml").write_text(shown)
    again = coach(tmp_path, "config", "show")
    assert {'name = "Kim"', "ascii = true", 'warmth = "warm"'} <= {*shown.splitlines()}
    assert (again.stdout, again.stderr, again.returncode) == (shown, "", 0)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_commands_from_the_script(tmp_path):
    script = coach(tmp_path, "completion", "bash").stdout
    (tmp_path / "coach.bash").write_text(script)
    ask = (
        f"source {tmp_path}/coach.bash; COMP_WORDS=(coach doc); COMP_CWORD=1;"
        ' _shtab_coach coach doc coach; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["doctor"]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_the_names_of_articles_ones_own_among_them(tmp_path):
    own = tmp_path / "content" / "articles"
    own.mkdir(parents=True)
    (own / "short-notes.md").write_text('+++\ntitle = "Mine"\n+++\nx')
    (tmp_path / "coach").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coach "$@"\n')
    (tmp_path / "coach").chmod(0o700)
    (tmp_path / "coach.bash").write_text(coach(tmp_path, "completion", "bash").stdout)
    ask = (
        f"PATH={tmp_path}:$PATH; source {tmp_path}/coach.bash; COMP_WORDS=(coach read short);"
        ' COMP_CWORD=2; _shtab_coach coach short read; echo "${COMPREPLY[@]}"'
    )
    env = {**os.environ, "COACH_HOME": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", ask], capture_output=True, text=True, timeout=60, env=env, cwd=ROOT
    )
    assert done.stdout.split() == ["short-no", "short-notes"]


@pytest.mark.parametrize(("shell", "mark"), [("zsh", "#compdef coach"), ("tcsh", "complete coach")])
def test_the_other_shells_get_a_script_of_their_own(tmp_path, shell, mark):
    done = coach(tmp_path, "completion", shell)
    assert mark in done.stdout
    assert "doctor" in done.stdout
    assert done.returncode == 0


def test_an_unknown_shell_is_wrong_use(tmp_path):
    done = coach(tmp_path, "completion", "elvish")
    assert done.returncode == 2
    assert done.stdout == ""
