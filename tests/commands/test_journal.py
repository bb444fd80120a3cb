"""`coach journal`: listing, showing, exporting, importing, counting, verifying, copying."""

import csv
import io
import json
import os
import pty
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coach.cli import main
from coach.journal.decisions import Note
from coach.store.integrity import verify
from coach.store.journal_file import FILE
from coach.store.journal_store import open_journal
from coach.vocabulary import Ending, Outcome, Situation
from tests.commands.loading import loaded
from tests.store.samples import NAUGHTY, NOON, decision, open_session, person

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "store" / "kept"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return tmp_path / "journal"


@pytest.fixture
def filled(folder):
    """A journal with three decisions and a person."""
    journal = open_journal(folder)
    journal.record(decision(1))
    journal.record(decision(2, session=open_session(2, situation=Situation.OWING)))
    journal.record(
        decision(
            30, ending=Ending.NOT_SENT, sent=None, notes=(Note(at=NOON, text="unusual zebra word"),)
        )
    )
    journal.keep_person(person(1, name="Ana 1", also=("Annie",)))
    journal.close()
    return folder


def run(capfdbinary, *arguments):
    """Exit status, stdout and stderr of one command."""
    try:
        status = main(["journal", *arguments])
    except SystemExit as stop:
        status = stop.code
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


def ids(out):
    return [line.split()[1] for line in out.splitlines()]


# -- list and show ----------------------------------------------------------------------


def test_a_list_has_one_line_a_decision_newest_first(filled, capfdbinary):
    status, out, err = run(capfdbinary, "list")
    assert (status, err) == (0, "")
    assert ids(out) == ["decision-30", "decision-2", "decision-1"]
    assert out.splitlines()[2] == (
        "2026-11-20  decision-1   Write once more  replied   Ana 1, the report 1"
    )


def test_without_a_command_it_lists(filled, capfdbinary):
    assert ids(run(capfdbinary)[1]) == ids(run(capfdbinary, "list")[1])


def test_an_empty_journal_lists_nothing_and_is_no_fault(folder, capfdbinary):
    assert run(capfdbinary, "list")[:2] == (0, "")


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--situation", "owing"], ["decision-2"]),
        (["--verdict", "let_go"], []),
        (["--outcome", "open"], ["decision-30"]),
        (["--person", "annie"], ["decision-1"]),
        (["--since", "2026-11-21"], ["decision-30"]),
        (["--until", "2026-11-20"], ["decision-2", "decision-1"]),
        (["-n", "1"], ["decision-30"]),
        (["zebra", "UNUSUAL"], ["decision-30"]),
        (["zebra", "horse"], []),
    ],
)
def test_a_list_can_be_narrowed(filled, capfdbinary, options, left):
    status, out, _ = run(capfdbinary, "list", *options)
    assert (status, ids(out)) == (0, left)


@pytest.mark.parametrize("options", [["--since", "soon"], ["--situation", "nowhere"], ["--what"]])
def test_wrong_use_is_said_with_exit_status_2(filled, capfdbinary, options):
    status, out, err = run(capfdbinary, "list", *options)
    assert (status, out) == (2, "")
    assert options[-1] in err


def test_a_list_as_json_holds_the_summaries(filled, capfdbinary):
    _, out, _ = run(capfdbinary, "list", "--json")
    first = json.loads(out.splitlines()[0])
    assert (first["id"], first["ending"], first["nudges"]) == ("decision-30", "not_sent", 2)


def test_one_decision_is_shown_by_the_beginning_of_its_id(filled, capfdbinary):
    status, out, _ = run(capfdbinary, "show", "decision-3")
    assert status == 0
    assert "unusual zebra word" in out


@pytest.mark.parametrize("asked", [("list",), ("list", "--json"), ("show", "decision-9")])
def test_who_looks_on_sees_nothing_of_what_is_about_danger(folder, capfdbinary, asked):
    journal = open_journal(folder)
    about = replace(
        open_session(9).feel_unsafe(), answers={"person": "Rolf", "topic": "his messages"}
    )
    journal.record(decision(9, session=about))
    journal.close()
    _, out, _ = run(capfdbinary, *asked)
    assert not [each for each in ("Rolf", "his messages", "get_help", "unwanted") if each in out]
    assert "Rolf" in run(capfdbinary, *asked, "--hidden")[1]
    assert "Rolf" in run(capfdbinary, "export", "--format", "markdown")[1]


@pytest.mark.parametrize(
    ("typed", "said"), [("decision", "3 decisions begin"), ("decisoin-1", "'decision-1'?")]
)
def test_an_id_that_fits_none_or_many_is_refused(filled, capfdbinary, typed, said):
    status, out, err = run(capfdbinary, "show", typed)
    assert (status, out) == (2, "")
    assert said in err


def test_a_terminal_is_given_no_control_characters(folder, tmp_path):
    journal = open_journal(folder)
    journal.record(
        decision(1, session=open_session(1, answers={"person": NAUGHTY[1]}), next_step=NAUGHTY[1])
    )
    journal.close()
    for command in (["show", "decision-1"], ["list"]):
        leader, follower = pty.openpty()
        subprocess.run(
            [sys.executable, "-m", "coach", "journal", *command],
            cwd=ROOT,
            stdout=follower,
            stderr=subprocess.PIPE,
            env={**os.environ, "COACH_HOME": str(tmp_path)},
            timeout=60,
            check=True,
        )
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 65536):
                shown += piece
        except OSError:
            pass
        os.close(leader)
        text = shown.decode().replace("\r\n", "\n")
        assert "red" in text
        assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in text)


# -- export and import ------------------------------------------------------------------


def test_an_export_comes_into_another_journal_exactly(filled, capfdbinary, tmp_path, monkeypatch):
    status, out, err = run(
        capfdbinary, "export", "--format", "json", "-o", str(tmp_path / "x.json")
    )
    assert (status, out) == (0, "")
    assert "x.json" in err
    assert stat.S_IMODE((tmp_path / "x.json").stat().st_mode) == 0o600
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "second"))
    assert run(capfdbinary, "import", str(tmp_path / "x.json"))[1] == (
        "4 new, 0 completed, 0 here already.\n"
    )
    first, second = open_journal(filled), open_journal(tmp_path / "second" / "journal")
    assert second.summaries() == first.summaries()
    assert second.people() == first.people()


def test_an_export_never_overwrites_a_file(filled, capfdbinary, tmp_path):
    target = tmp_path / "mine.md"
    target.write_text("mine", encoding="utf-8")
    status, _, err = run(capfdbinary, "export", "-o", str(target))
    assert status == 1
    assert "wasn't written" in err
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("options", [["decision-1"], ["--person", "Annie"]])
def test_some_are_exported_as_csv(filled, capfdbinary, options):
    _, out, _ = run(capfdbinary, "export", "--format", "csv", *options)
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == ["decision-1"]


@pytest.mark.parametrize("kind", ["markdown", "json", "csv"])
def test_a_redacted_export_names_nobody(filled, capfdbinary, kind):
    status, out, _ = run(capfdbinary, "export", "--redact", "--format", kind)
    assert status == 0
    assert "Person 1" in out
    assert "Ana" not in out
    assert "Annie" not in out


def test_importing_what_is_no_export_is_refused(filled, capfdbinary, tmp_path):
    (tmp_path / "x").write_text("no", encoding="utf-8")
    status, out, err = run(capfdbinary, "import", str(tmp_path / "x"))
    assert (status, out) == (1, "")
    assert "Nothing was imported" in err


# -- stats, verify, backup --------------------------------------------------------------


def test_stats_count_and_are_silent_about_few_guesses(filled, capfdbinary):
    _, out, _ = run(capfdbinary, "stats")
    assert out.startswith("3 decisions, 0 sent with no outcome recorded, 0 unfinished")
    assert "They went quiet on me           1 of 1    21% to 100%" in out
    assert "Brier" not in out


def test_stats_score_guesses_once_there_are_enough(folder, capfdbinary):
    journal = open_journal(folder)
    said = Note(at=NOON, outcome=Outcome.REPLIED)
    journal.record_all([decision(number, notes=(said,)) for number in range(25)])
    journal.close()
    _, out, _ = run(capfdbinary, "stats")
    assert "25 with a known result. Brier score 0.09" in out


def test_a_sound_journal_verifies(filled, capfdbinary):
    status, out, _ = run(capfdbinary, "verify")
    assert status == 0
    assert "3 decisions" in out
    assert out.endswith("No damage found.\n")


def test_no_journal_verifies_too(folder, capfdbinary):
    status, _, err = run(capfdbinary, "verify")
    assert status == 0
    assert str(folder / FILE) in err


def test_a_damaged_journal_is_named_and_can_be_mended(filled, capfdbinary):
    path = filled / FILE
    broken = path.read_bytes().replace(b'"ending":"not_sent"', b'"ending":"exploded"')
    path.write_bytes(broken)
    status, _, err = run(capfdbinary, "show", "decision-30")
    assert status == 1
    assert "can't be understood" in err
    status, out, err = run(capfdbinary, "verify")
    assert status == 1
    assert "decisions 'decision-30': " in err
    assert path.read_bytes() == broken
    status, out, _ = run(capfdbinary, "verify", "--mend")
    assert status == 0
    assert "journal.damaged.db" in out
    assert ids(run(capfdbinary, "list")[1]) == ["decision-2", "decision-1"]
    assert run(capfdbinary, "verify")[0] == 0


def test_a_copy_is_made_and_listed(filled, capfdbinary):
    status, out, _ = run(capfdbinary, "backup")
    assert status == 0
    assert verify(Path(out.strip())).counts["decisions"] == 3
    assert out.strip() in run(capfdbinary, "backup", "--list")[1]


def test_the_move_of_an_older_journal_is_said_on_stderr(folder, capfdbinary):
    folder.mkdir(parents=True)
    shutil.copy(KEPT / "schema-2.jsonl", folder / "journal.jsonl")
    status, out, err = run(capfdbinary, "list")
    assert (status, ids(out)) == (0, ["decision-2", "decision-1"])
    assert "The old file is kept in" in err
    assert err.count("\n") == 1


def test_a_damaged_older_journal_stays_until_one_asks_for_what_can_be_read(folder, capfdbinary):
    folder.mkdir(parents=True)
    old = folder / "journal.jsonl"
    lines = (KEPT / "schema-2.jsonl").read_bytes().splitlines(keepends=True)
    lines[2] = b"garbage\n"
    old.write_bytes(b"".join(lines))
    status, _, err = run(capfdbinary, "list")
    assert status == 1
    assert "damaged in line 3" in err
    assert old.read_bytes() == b"".join(lines)
    assert run(capfdbinary, "verify", "--mend")[0] == 0
    assert ids(run(capfdbinary, "list")[1]) == ["decision-2", "decision-1"]


def test_it_never_imports_the_screen(filled):
    assert not loaded(filled.parent, "journal", "list") & {"textual", "rich", "markdown_it"}
