"""``coach check``: files and pipes in, findings and an exit status out."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from coach.cli import main
from coach.session.session import Draft, Session
from coach.store.journal_store import open_journal
from coach.vocabulary import Situation

ROOT = Path(__file__).parents[2]

READY = (
    "Subject: Lease\n\nHello Ann,\n\n"
    "Will you sign the lease by Friday? A short no is fine too.\n\nTom\n"
)
NOT_READY = "Subject: Lease\n\nHello Ann,\n\nJust checking in again.\n\nTom\n"


def coach(*args: str, text: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    given = text.encode() if isinstance(text, str) else text
    return subprocess.run(
        [sys.executable, "-m", "coach", "check", *args],
        cwd=ROOT,
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize(("text", "status"), [(READY, 0), (NOT_READY, 1)])
def test_the_exit_status_says_whether_a_draft_is_ready(text, status):
    assert coach("--situation", "waiting", text=text).returncode == status
    assert coach("-", "--situation", "waiting", text=text).returncode == status


def test_json_has_the_documented_shape_and_exact_places():
    done = coach("--situation", "waiting", "--json", text=NOT_READY)
    (report,) = objects(done)
    assert set(report) == {"ready", "words", "language", "unchecked", "safety", "findings"}
    assert (report["ready"], report["language"], report["unchecked"]) == (False, "en", [])
    for finding in report["findings"]:
        assert list(finding) == [
            "rule",
            "fault",
            "severity",
            "start",
            "end",
            "text",
            "message",
            "why",
            "suggest",
        ]
        assert NOT_READY[finding["start"] : finding["end"]] == finding["text"]
    assert "just_checking_in" in {each["fault"] for each in report["findings"]}


def test_places_count_from_the_start_of_the_file_line_ends_and_emoji_included(tmp_path):
    text = "Subject: Lease 🏠\r\n\r\nCiao Ánn,\r\n\r\nI’m so sorry to bother you.\r\n"
    path = tmp_path / "draft.txt"
    path.write_bytes(text.encode())
    (report,) = objects(coach(str(path), "--situation", "waiting", "--json"))
    finding = next(each for each in report["findings"] if each["fault"] == "over_apology")
    assert text[finding["start"] : finding["end"]] == finding["text"]
    assert "sorry" in finding["text"]


def test_several_files_give_one_object_a_line_in_order(tmp_path):
    for name, text in (("a", READY), ("b", NOT_READY), ("c", READY)):
        (tmp_path / name).write_text(text)
    done = coach(*(str(tmp_path / name) for name in "abc"), "--situation", "waiting", "--json")
    assert [each["ready"] for each in objects(done)] == [True, False, True]
    assert done.returncode == 1


GERMAN = (
    "Subject: Rechnung 12\n\nHallo Petra,\n\nich wollte noch einmal nach der Rechnung fragen,"
    " die im Mai nicht bezahlt wurde.\n\nTom\n"
)


def test_another_language_is_neither_ready_nor_not_ready_but_not_checked():
    done = coach("--situation", "waiting", "--json", text=GERMAN)
    assert (done.returncode, objects(done)[0]["ready"]) == (3, None)
    assert b"Not checked" in coach("--situation", "waiting", text=GERMAN).stdout


def test_what_needs_no_language_is_still_checked_in_another():
    shouted = GERMAN.replace("Rechnung 12", "DRINGEND!!!", 1)
    done = coach("--situation", "waiting", "--json", text=shouted)
    assert (done.returncode, objects(done)[0]["ready"]) == (1, False)


def test_the_verdict_and_the_channel_count():
    silent = coach("--situation", "waiting", "--verdict", "wait", "--json", text=READY)
    assert "stop" in {each["severity"] for each in objects(silent)[0]["findings"]}
    shouted = READY.replace("Lease", "PAY NOW", 1)
    assert coach("--situation", "waiting", text=shouted).returncode == 1
    assert coach("--situation", "waiting", "--channel", "letter", text=shouted).returncode == 0


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--situation", "nowhere"),
        ("--situation", "waiting", "--verdict", "hope"),
        ("--situation", "waiting", "/nowhere/at/all.txt"),
    ],
)
def test_a_wrong_call_is_status_2_and_says_why(args):
    done = coach(*args, text=READY)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_not_text_is_named_and_the_others_are_judged(tmp_path):
    (tmp_path / "bad").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "good").write_text(READY)
    done = coach(str(tmp_path / "bad"), str(tmp_path / "good"), "--situation", "waiting", "--json")
    assert done.returncode == 2
    assert b"This isn't UTF-8 text." in done.stderr
    assert [each["ready"] for each in objects(done)] == [True]


def test_people_are_told_line_and_column_and_what_to_do():
    done = coach("--situation", "waiting", text=NOT_READY).stdout.decode()
    assert "5:1: fix: " in done
    assert done.rstrip().endswith("Not ready, 7 words.")


def test_what_was_marked_not_an_issue_is_exported_as_training_lines(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    journal = open_journal(tmp_path / "journal")
    now = datetime.now().astimezone()
    body = "Hello Ann,\n\nJust checking in again.\n\nIs the lease signed?\n\nTom"
    draft = Draft(body=body, kept=frozenset({"just-checking-in"}))
    session = Session(id="w", started=now, touched=now, answers={"situation": "waiting"})
    journal.keep(replace(session, situation=Situation.WAITING, draft=draft))
    journal.close()
    assert main(["check", "--export-kept"]) == 0
    assert capfd.readouterr().out == "clean\twaiting\t?\tJust checking in again.\n"


def test_control_characters_in_a_draft_do_not_reach_the_terminal():
    done = coach("--situation", "waiting", text="I need it ASAP\x1b[31m, at once\x07.")
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


def test_textual_tinydb_and_markdown_are_never_imported():
    script = (
        "import sys; from coach.cli import main\n"
        "status = main(['check', '--situation', 'waiting', '--json'])\n"
        "heavy = {'textual', 'rich', 'tinydb', 'markdown_it', 'asyncio'} & set(sys.modules)\n"
        "print(status, sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        input=READY.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr.decode().strip() == "0 []"


def test_the_situation_has_a_short_form_as_the_help_shows_it(tmp_path, capsys):
    from coach.cli import main

    file = tmp_path / "note.txt"
    file.write_text("Hello Mara, could you tell me by Friday whether it suits you? A no is fine.\n")
    assert main(["check", "-s", "waiting", str(file)]) in (0, 1)
    assert "words" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("I can't go on. I want to die.", "life-in-danger#yours"),
        ("He said he would kill himself if I leave. He hit me.", "life-in-danger#both"),
    ],
)
def test_a_draft_that_tells_of_wanting_to_die_is_not_held_back(text, page):
    done = coach("--situation", "owing", text=text)
    assert done.returncode == 3
    said = done.stdout.decode()
    assert f"coach read {page}" in said
    assert "matters more than any wording" in said
    assert not re.search(r"\bready\b", said.casefold())
    assert "words," not in said.replace("better words", "")
    (report,) = objects(coach("--situation", "owing", "--json", text=text))
    assert (report["ready"], report["safety"]) == (None, page)


@pytest.mark.parametrize(
    ("text", "page"), [("He hit me, and I am scared of you.", "not-safe#stop-here")]
)
def test_words_of_fear_or_violence_are_never_ready(text, page):
    done = coach("--situation", "owing", text=text)
    assert done.returncode == 1
    said = done.stdout.decode()
    assert f"coach read {page}" in said
    assert "don't have to send anything" in said
    assert "Not ready" not in said
    assert "words" not in said
    (report,) = objects(coach("--situation", "owing", "--json", text=text))
    assert (report["ready"], report["safety"]) == (False, page)
