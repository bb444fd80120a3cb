"""`coach journal lock`, `unlock` and `rekey`, typed at a real terminal."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from coach.cli import main
from coach.errors import JournalLocked
from coach.store import sealing
from coach.store.journal_file import FILE
from coach.store.journal_store import open_journal
from tests.commands.loading import loaded
from tests.store.samples import decision, open_session

ROOT = Path(__file__).parents[2]
WORDS, OTHER = "four odd words here", "quite other words"
PATIENCE = 60


@pytest.fixture
def life(tmp_path, monkeypatch):
    """A data folder whose journal holds a decision and has a copy."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    journal = open_journal(tmp_path / "journal")
    journal.record(decision(1))
    journal.keep(open_session(2))
    journal.back_up()
    journal.close()
    return tmp_path


@pytest.fixture
def locked(life, monkeypatch):
    """The same, with a passphrase that costs little to try."""
    monkeypatch.setattr(sealing, "COST", sealing.Cost(n=2**4))
    journal = open_journal(life / "journal")
    journal.set_passphrase(WORDS)
    journal.close()
    return life


@contextmanager
def terminal(life, *arguments):
    """A command at a terminal of its own."""
    program = pexpect.spawn(
        sys.executable,
        ["-m", "coach", *arguments],
        cwd=str(ROOT),
        env={**os.environ, "COACH_HOME": str(life), "PYTHONUTF8": "1"},
        timeout=PATIENCE,
        encoding="utf-8",
    )
    try:
        yield program
    finally:
        program.close(force=True)


def dialogue(life, arguments, *turns):
    """Go through questions and answers; returns exit status and all that was shown."""
    shown = ""
    with terminal(life, *arguments) as program:
        for prompt, answer in turns:
            program.expect_exact(prompt)
            shown += program.before + program.after
            program.waitnoecho(timeout=PATIENCE)
            program.sendline(answer)
        program.expect(pexpect.EOF)
        shown += program.before
        program.wait()
        return program.exitstatus, shown.replace("\r\n", "\n")


def without_terminal(life, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        cwd=ROOT,
        env={**os.environ, "COACH_HOME": str(life)},
        input=f"{WORDS}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )


def holds(life, word):
    files = (path for path in life.rglob("*") if path.is_file())
    return [path.name for path in files if word in path.read_bytes()]


LOCK = ("New passphrase", WORDS), ("Type it again", WORDS)
OPEN = ("Journal passphrase", WORDS)


def test_locking_warns_first_asks_twice_and_unlocking_brings_all_back(life):
    (copy,) = (life / "journal" / "backups").iterdir()
    status, shown = dialogue(life, ["journal", "lock"], *LOCK)
    assert status == 0
    assert shown.index("lost for good") < shown.index("New passphrase")
    assert WORDS not in shown
    assert holds(life, b"Could you send") == holds(life, b"Ana") == []
    status, shown = dialogue(life, ["journal", "list"], OPEN)
    assert status == 0
    assert "decision-1" in shown
    status, shown = dialogue(life, ["journal", "unlock"], OPEN)
    assert status == 0
    assert "has been removed" in shown
    assert b"Could you send" in copy.read_bytes()
    assert open_journal(life / "journal").decision("decision-1") == decision(1)


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        ([("New passphrase", "")], "Nothing was changed."),
        ([("New passphrase", "short"), ("New passphrase", "")], "At least 8 characters"),
        (
            [("New passphrase", WORDS), ("again", OTHER), ("New passphrase", "")],
            "passphrases differ",
        ),
    ],
)
def test_a_slip_while_setting_it_changes_nothing(life, turns, said):
    before = (life / "journal" / FILE).read_bytes()
    status, shown = dialogue(life, ["journal", "lock"], *turns)
    assert status == 2
    assert said in shown
    assert (life / "journal" / FILE).read_bytes() == before


def test_another_passphrase_is_set_with_the_one_there_is(locked):
    turns = (OPEN, ("New passphrase", OTHER), ("Type it again", OTHER))
    assert dialogue(locked, ["journal", "rekey"], *turns)[0] == 0
    journal = open_journal(locked / "journal")
    with pytest.raises(JournalLocked):
        journal.open_with(WORDS)
    journal.open_with(OTHER)
    assert journal.sessions() == (open_session(2),)
    journal.close()


def test_a_wrong_passphrase_may_be_corrected_and_three_are_enough(locked):
    wrong = ("Journal passphrase", OTHER)
    status, shown = dialogue(locked, ["journal", "list"], wrong, OPEN)
    assert status == 0
    assert shown.count("doesn't open the journal") == 1
    before = (locked / "journal" / FILE).read_bytes()
    status, shown = dialogue(locked, ["journal", "list"], wrong, wrong, wrong)
    assert status == 1
    assert shown.count("doesn't open the journal") == 3
    assert "Traceback" not in shown
    assert OTHER not in shown
    assert (locked / "journal" / FILE).read_bytes() == before


def test_ctrl_c_at_the_question_ends_quietly(locked):
    with terminal(locked, "journal", "list") as program:
        program.expect_exact("Journal passphrase")
        program.waitnoecho(timeout=PATIENCE)
        program.sendintr()
        program.expect(pexpect.EOF)
        assert "Traceback" not in program.before
        program.wait()
        assert program.exitstatus == 130


@pytest.mark.parametrize(
    "command",
    [["list"], ["show", "d"], ["export"], ["stats"], ["verify"], ["backup"], ["unlock"], ["rekey"]],
)
def test_without_a_terminal_nothing_is_opened_and_one_line_says_why(locked, command):
    done = without_terminal(locked, "journal", *command)
    assert (done.returncode, done.stdout) == (2, "")
    assert "only enter the journal's passphrase at a terminal" in done.stderr
    assert done.stderr.count("\n") == 1


def test_locking_needs_a_terminal_too(life):
    done = without_terminal(life, "journal", "lock")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert not open_journal(life / "journal").locked


def test_the_session_in_prompts_asks_for_it_first(locked):
    prompt, answer = OPEN
    with terminal(locked, "ask") as program:
        program.expect_exact(prompt)
        program.waitnoecho(timeout=PATIENCE)
        program.sendline(answer)
        program.expect_exact("Continue: Ana 2")
        program.sendline("q")
        program.expect(pexpect.EOF)
    done = without_terminal(locked, "ask")
    assert done.returncode == 2
    assert "only enter the journal's passphrase at a terminal" in done.stderr


def test_due_stays_quiet_about_a_locked_journal(locked):
    done = without_terminal(locked, "due")
    assert (done.returncode, done.stdout) == (0, "")
    assert "locked with a passphrase" in done.stderr
    assert done.stderr.count("\n") == 1


def test_due_says_it_without_loading_what_it_cannot_use(locked):
    assert not loaded(locked, "due") & {"textual", "cryptography"}


def test_the_doctor_finds_a_locked_journal_in_order(locked, capsys):
    main(["doctor"])
    (line,) = [each for each in capsys.readouterr().out.splitlines() if each.startswith("journal")]
    assert "works" in line
    assert "locked with a passphrase" in line


def test_a_sealed_journal_is_verified_and_mended_at_the_terminal(locked):
    path = locked / "journal" / FILE
    turn = ("Passphrase of journal.db", WORDS)
    status, shown = dialogue(locked, ["journal", "verify"], turn)
    assert status == 0
    assert "No damage found." in shown
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("update sessions set json = x'00'")
        file.commit()
    status, shown = dialogue(locked, ["journal", "verify", "--mend"], turn)
    assert status == 0
    assert "The journal is repaired." in shown
    assert holds(locked, b"Could you send") == []
    assert "decision-1" in dialogue(locked, ["journal", "list"], OPEN)[1]


def test_a_copy_with_an_earlier_passphrase_is_asked_for_it(locked, tmp_path):
    (copy,) = (locked / "journal" / "backups").iterdir()
    journal = open_journal(tmp_path / "second" / "journal")
    journal.keep(open_session(5))
    journal.close()
    turn = (f"Passphrase of {copy.name}", WORDS)
    status, shown = dialogue(tmp_path / "second", ["journal", "import", str(copy)], turn)
    assert status == 0
    assert "2 new, 0 completed" in shown


def test_unlocking_completes_what_was_interrupted(locked):
    (copy,) = (locked / "journal" / "backups").iterdir()
    sealed = copy.read_bytes()
    journal = open_journal(locked / "journal")
    journal.open_with(WORDS)
    journal.take_passphrase_off()
    journal.close()
    copy.write_bytes(sealed)
    turn = (f"Passphrase of {copy.name}", WORDS)
    assert dialogue(locked, ["journal", "unlock"], turn)[0] == 0
    assert b"Could you send" in copy.read_bytes()
    assert dialogue(locked, ["journal", "unlock"])[0] == 2


@pytest.mark.parametrize("command", ["lock", "list"])
def test_without_the_extra_one_line_says_what_to_install(locked, command, monkeypatch, capsys):
    if command == "lock":
        journal = open_journal(locked / "journal")
        journal.open_with(WORDS)
        journal.take_passphrase_off()
        journal.close()
    monkeypatch.setattr(sealing, "find_spec", lambda name: None)
    assert main(["journal", command]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert 'pip install "follow-up-coach[encrypt]"' in err
    assert err.count("\n") == 1
