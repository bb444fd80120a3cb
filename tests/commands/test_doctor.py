"""`coach doctor`, run as a user runs it, on sound and on broken machines."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from coach.commands import doctor_command
from coach.session.session import Session

ROOT = Path(__file__).parents[2]


@pytest.fixture
def life(tmp_path):
    return tmp_path / "life"


def environment(life, **more):
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "LC_ALL")}
    return {**kept, "COACH_HOME": str(life), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def examined(life, **more):
    """The report as a mapping from what was looked at to its findings, and the exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "coach", "doctor", "--json"],
        env=environment(life, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    report = {}
    for line in map(json.loads, done.stdout.splitlines()):
        report.setdefault(line["of"], []).append((line["state"], line["said"]))
    return report, done.returncode


def test_on_a_new_machine_only_what_is_not_here_is_missing_and_nothing_is_made(life):
    report, _ = examined(life, EDITOR="cat -u")
    own = {of: found for of, found in report.items() if of != "content"}
    assert not [each for found in own.values() for each in found if each[0] == "broken"]
    assert report["journal"][0][0] == "not here"
    assert report["editor"] == [("works", "cat -u")]
    assert not life.exists()


def test_a_journal_that_is_sound_and_private_is_counted(life, session):
    keep(life, session)
    report, _ = examined(life)
    assert report["journal"] == [("works", f"0 decisions, 1 open, in {life}/journal")]


def test_a_journal_others_can_read_is_named_with_the_remedy(life, session):
    keep(life, session)
    (life / "journal").chmod(0o755)
    report, status = examined(life)
    assert report["journal"][0] == (
        "broken",
        f"Others can read {life}/journal. To stop that: chmod 700 '{life}/journal'",
    )
    assert status == 1


@pytest.mark.parametrize("name", ["journal.db", "journal.jsonl"])
def test_a_damaged_journal_is_named_and_left_alone(life, name):
    file = life / "journal" / name
    file.parent.mkdir(parents=True, mode=0o700)
    file.write_bytes(b"\x00" * 100)
    file.chmod(0o600)
    report, status = examined(life)
    assert [state for state, _ in report["journal"]] == ["broken"]
    assert "journal" in report["journal"][0][1]
    assert status == 1
    assert file.read_bytes() == b"\x00" * 100


def test_a_data_folder_that_others_can_write_to_is_named(life):
    life.mkdir()
    life.chmod(0o777)
    report, status = examined(life)
    assert "Others can change files in" in report["journal"][0][1]
    assert status == 1


def test_settings_with_a_fault_are_named_by_file_and_line(life):
    life.mkdir()
    (life / "config.toml").write_text('name = "Kim"\nthem = "paper"\n')
    report, status = examined(life)
    [(state, said)] = report["settings"]
    assert state == "broken"
    assert said == f"{life}/config.toml:2: 'them' isn't a setting. Did you mean 'theme'?"
    assert status == 1


def test_an_article_of_ones_own_with_a_fault_is_named(life):
    (life / "content/articles").mkdir(parents=True)
    (life / "content/articles/mine.md").write_text("no front matter\n")
    report, status = examined(life)
    assert any(state == "broken" and "mine.md" in said for state, said in report["content"])
    assert status == 1


@pytest.mark.parametrize(
    ("editor", "says"),
    [("no-such-editor -x", "no-such-editor isn't installed"), ("'half", "can't be understood")],
)
def test_an_editor_that_cannot_start_is_broken(life, editor, says):
    report, status = examined(life, VISUAL=editor)
    [(state, said)] = report["editor"]
    assert state == "broken"
    assert says in said
    assert status == 1


def test_a_home_that_cannot_be_written_is_broken(tmp_path):
    (tmp_path / "file").write_text("")
    report, status = examined(tmp_path / "file/life")
    assert report["data"][0][0] == "broken"
    assert status == 1


def test_a_pipe_is_told_of_the_plain_session(life):
    report, _ = examined(life)
    assert report["terminal"][0] == (
        "not here",
        "This is a pipe. Without a screen, use: coach ask",
    )


def test_a_terminal_is_described_and_a_small_one_advised(life):
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "doctor"],
        env=environment(life, TERM="xterm-256color"),
        cwd=str(ROOT),
        encoding="utf-8",
        dimensions=(10, 40),
        timeout=60,
    )
    child.expect("xterm-256color, 40 by 10; make it at least 40 by 12")
    child.expect(pexpect.EOF)


def test_a_check_that_itself_fails_is_a_finding_and_the_rest_goes_on(monkeypatch):
    def fails():
        raise RuntimeError("oh")
        yield

    monkeypatch.setattr(
        doctor_command, "CHECKS", (("first", fails), ("program", doctor_command.program))
    )
    first, second = doctor_command.examine()
    assert (first.of, first.state, first.said) == ("first", "broken", "RuntimeError: oh")
    assert second.state == "works"


@pytest.fixture
def session():
    from datetime import UTC, datetime

    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    return Session(id="one", started=now, touched=now)


def keep(life, session):
    from coach.store.journal_store import open_journal

    journal = open_journal(life / "journal")
    journal.keep(session)
    journal.close()


def test_a_look_a_check_and_a_key_that_do_not_exist_are_named(tmp_path, monkeypatch):
    from coach.commands.doctor_command import State, settings
    from coach.platform.paths import settings_file
    from coach.private_files import make_folder

    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    make_folder(settings_file().parent)
    settings_file().write_text(
        'theme = "harbor"\nkeep = ["over-apolgy"]\nflavour = 1\n[keys]\n"walk.nxt" = "f5"\n'
    )
    lines = list(settings())
    assert all(each.state is State.BROKEN for each in lines)
    said = "\n".join(each.said for each in lines)
    assert "'harbor' isn't a theme. Did you mean 'harbour'?" in said
    assert "'over-apolgy' isn't a check." in said
    assert "'flavour' isn't a setting" in said
    assert "'walk.nxt' isn't the id of a key." in said
