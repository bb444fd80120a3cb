"""`coach due`: one line each, quiet when nothing is due, never someone unsafe, and quick."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.cli import main
from coach.journal.decisions import Person
from coach.session.session import Hold, Session
from coach.store.journal_file import FILE
from coach.store.journal_store import open_journal
from tests.commands.loading import loaded
from tests.store.samples import decision

ROOT = Path(__file__).parents[2]


@pytest.fixture
def journal(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return open_journal(tmp_path / "journal")


def now():
    return datetime.now().astimezone()


def held(person="Ana", topic="the report"):
    hour = timedelta(hours=1)
    return Session(
        id="w",
        started=now() - hour,
        touched=now() - hour,
        answers={"person": person, "topic": topic},
        hold=Hold(since=now() - hour, until=now() - timedelta(minutes=1)),
    )


def test_with_no_journal_it_is_quiet_and_makes_nothing(journal, capsys, tmp_path):
    assert main(["due"]) == 0
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_with_nothing_due_it_is_quiet(journal, capsys):
    journal.record(decision(1, next_on=None, prediction=None))
    journal.close()
    assert main(["due"]) == 0
    assert capsys.readouterr() == ("", "")


def test_each_thing_due_is_one_line(journal, capsys):
    today = now().date()
    journal.keep(held(topic="line\nbreak \x1b[31m"))
    journal.record(decision(1, notes=(), next_on=today, prediction=None, next_step="Let it go."))
    journal.close()
    assert main(["due"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert "Today: Ana 1, the report 1. Let it go." in lines


def test_what_comes_due_soon_is_shown_when_asked_for(journal, capsys):
    soon = now().date() + timedelta(days=3)
    journal.record(decision(1, notes=(), next_on=soon, prediction=None, next_step="Let it go."))
    journal.close()
    assert main(["due"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["due", "--ahead", "5"]) == 0
    assert "Let it go." in capsys.readouterr().out


def test_nobody_marked_unsafe_is_named(journal, capsys):
    journal.keep(held("Maria"))
    journal.keep_person(Person(id="p", name="maria", unsafe=True))
    journal.close()
    assert main(["due"]) == 0
    assert capsys.readouterr().out == ""


def test_a_second_look_is_as_good_as_the_first(journal, capsys):
    journal.keep(held())
    journal.file.database.file.close()  # as if killed
    assert main(["due"]) == 0
    first = capsys.readouterr().out
    assert main(["due"]) == 0
    assert capsys.readouterr().out == first != ""


def test_json_has_one_object_a_line(journal, capsys):
    journal.keep(held())
    journal.close()
    assert main(["due", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "kind": "cooled",
        "on": str((now() - timedelta(minutes=1)).date()),
        "id": "w",
        "person": "Ana",
        "topic": "the report",
        "what": "Your pause is over. Continue when you're ready.",
    }


def test_a_journal_that_cannot_be_read_is_said_on_stderr(journal, capsys, tmp_path):
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / FILE).write_bytes(b"not ours\n")
    assert main(["due"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "left alone" in err


def test_it_imports_no_screen_and_no_database_it_does_not_need(journal, tmp_path):
    journal.keep(held())
    journal.close()
    heavy = {"textual", "cryptography", "icalendar"}
    assert not loaded(tmp_path, "due") & {*heavy, "markdown_it"}
