"""docs/journal-format.md says what is true: its examples are run on a real journal."""

import contextlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from coach.store import backups, database, integrity, sealing
from coach.store.journal_file import FILE
from coach.store.journal_store import open_journal
from tests.store.samples import decision, open_session, person

DOCUMENT = (Path(__file__).parents[2] / "docs" / "journal-format.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    journal = open_journal(tmp_path / "journal")
    for number in range(3):
        journal.keep(open_session(number))
        journal.record(decision(number))
    journal.keep_person(person(1))
    journal.keep(open_session(9))
    journal.forget("decision-1")
    journal.close()
    return tmp_path / "journal"


def block(beginning):
    """The indented block of the document that begins like this."""
    found = re.search(rf"(?m)^    {re.escape(beginning)}.*(?:\n    .*)*", DOCUMENT)
    assert found
    return "\n".join(line[4:] for line in found[0].splitlines())


def test_a_sealed_journal_is_read_by_the_code_in_the_document(folder, monkeypatch):
    monkeypatch.setattr(sealing, "COST", sealing.Cost(n=2**4))
    plain = integrity.verify(folder / FILE).documents
    journal = open_journal(folder)
    journal.set_passphrase("gr\u00fc\u00dfe an alle")
    journal.close()
    code = block("import base64, getpass").replace("getpass.getpass()", "input()")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=folder,
        input="gru\u0308\u00dfe an alle\n".encode(),
        check=True,
        timeout=60,
        capture_output=True,
    )
    told = {tuple(line.split(" ", 1)) for line in done.stdout.decode().splitlines()}
    assert told == {(name, raw.decode()) for name, rows in plain.items() for raw in rows.values()}


def test_the_document_names_how_it_is_locked(folder):
    journal = open_journal(folder)
    journal.set_passphrase("four odd words")
    journal.close()
    with contextlib.closing(sqlite3.connect(folder / FILE)) as file:
        ((raw,),) = file.execute("select json from settings").fetchall()
    shown = json.loads(block('{"id":"seal"'))
    unsaid = dict.fromkeys(("salt", "mark", "key", "before"), "…")
    assert list(json.loads(raw)) == list(shown)
    assert {**json.loads(raw), **unsaid} == shown


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="sqlite3 is not installed")
def test_the_sqlite3_program_reads_every_decision_as_the_document_says(folder):
    done = subprocess.run(
        ["bash", "-c", block("sqlite3 journal.db")],
        cwd=folder,
        check=True,
        timeout=60,
        capture_output=True,
    )
    assert done.stderr == b""
    assert b"2026-11-20|Ana 2|Could you send" in done.stdout


def test_the_command_for_sqlite3_is_sound(folder):
    asked = re.search('"(.*)"', block("sqlite3 journal.db"))
    with contextlib.closing(sqlite3.connect(folder / FILE)) as file:
        day, who, body = file.execute(asked[1]).fetchall()[-1]
    assert (day, who) == ("2026-11-20", "Ana 2")
    assert body.startswith("Could you send")


def test_the_document_names_the_header_that_is_written(folder):
    assert f"`application_id` is {database.APPLICATION}" in DOCUMENT
    assert f"the schema, {database.SCHEMA}." in DOCUMENT


def test_the_document_names_every_table_column_and_file(folder):
    tables = set(re.findall(r"(?m)^\| `(\w+)` \| ", DOCUMENT))
    assert tables == set(database.TABLES) == {*integrity.KINDS, "settings"}
    assert all(f"`{column}`" in DOCUMENT for column in (*database.COLUMNS, "doc_id", "id", "json"))


def test_the_document_says_how_many_copies_are_kept():
    words = {3: "three", 5: "five"}
    said = (
        f"the {words[backups.NEWEST]} newest, one a day for {words[backups.DAYS]} days, "
        f"one a month for {words[backups.MONTHS]} months, and {words[backups.LABELLED]} with"
    )
    assert said in " ".join(DOCUMENT.split())
