"""docs/journal-format.md says what is true: its examples are run on a real journal."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.store import backups, log_lines, migrations, sealing, verify
from coach.store.journal_store import FILE, open_journal
from tests.store.samples import decision, person, walk

DOCUMENT = (Path(__file__).parents[2] / "docs" / "journal-format.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    journal = open_journal(tmp_path)
    for number in range(3):
        journal.keep(walk(number))
        journal.record(decision(number))
    journal.keep_person(person(1))
    journal.keep(walk(9))
    journal.forget("decision-1")
    journal.close()
    return tmp_path


def block(beginning):
    """The indented block of the document that begins like this."""
    found = re.search(rf"(?m)^    {re.escape(beginning)}.*(?:\n    .*)*", DOCUMENT)
    assert found
    return "\n".join(line[4:] for line in found[0].splitlines())


def last_words(told):
    """By table and id, what these lines say in the end."""
    found = {}
    for line in told:
        for table, documents in json.loads(line)["put"].items():
            found.setdefault(table, {}).update(documents)
    return {
        table: {id: document for id, document in documents.items() if document is not None}
        for table, documents in found.items()
    }


def test_the_checksums_are_those_the_document_computes(folder):
    code = block("import json, zlib")
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, timeout=60)
    path = folder / FILE
    path.write_bytes(path.read_bytes().replace(b"Could", b"Would", 1))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=False, timeout=60, capture_output=True
    )
    assert b"AssertionError" in done.stderr


def test_a_sealed_journal_is_read_by_the_code_in_the_document(folder, monkeypatch):
    monkeypatch.setattr(sealing, "COST", sealing.Cost(n=2**4))
    plain = (folder / FILE).read_bytes()
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
    assert last_words(done.stdout.splitlines()) == last_words(plain.splitlines()[1:])


def test_the_document_names_the_first_line_that_is_sealed(folder):
    journal = open_journal(folder)
    journal.set_passphrase("four odd words")
    journal.close()
    head = json.loads((folder / FILE).read_bytes().splitlines()[0])
    shown = json.loads(block('{"sum":"…","format":"follow-up-coach journal","version":2'))
    unsaid = {"sum": "…", "salt": "…", "key": "…"}
    assert list(head) == list(shown)
    assert {**head, **unsaid} == shown


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_every_decision_as_the_document_says(folder):
    done = subprocess.run(
        ["bash", "-c", block("jq -r")], cwd=folder, check=True, timeout=60, capture_output=True
    )
    assert done.stderr == b""
    assert b"2026-11-20  Ana 2  Could you send" in done.stdout


def test_the_document_names_the_header_that_is_written(folder):
    head = (folder / FILE).read_bytes().splitlines()[0].decode()
    body = head.split(",", 1)[1]
    assert body in DOCUMENT
    assert (
        body
        == f'"format":"{log_lines.FORMAT}","version":{log_lines.VERSION},"schema":{migrations.SCHEMA}}}'
    )


def test_the_document_names_every_table_and_no_other(folder):
    tables = set(re.findall(r"(?m)^\| `(\w+)` \| a ", DOCUMENT))
    assert tables == set(verify.KINDS)
    assert set(verify.verify(folder / FILE).tables) == tables


def test_the_document_says_how_many_copies_are_kept():
    words = {3: "three", 5: "five"}
    said = (
        f"the {words[backups.NEWEST]} newest, one\na day for {words[backups.DAYS]} days, "
        f"one a month for {words[backups.MONTHS]} months, and {words[backups.LABELLED]} made"
    )
    assert said in DOCUMENT
