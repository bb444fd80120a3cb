"""``coach inbox`` as it is called."""

import json
from datetime import date

import pytest

from coach import cli
from coach.inbox.closed import Mark
from coach.platform.mailbox_messages import MailboxMessages
from tests.inbox.building import mailbox, raw
from tools.inbox_scripts import LABELLED

KEYS = [
    "id", "source", "situation", "with", "topic", "medium", "last_from", "last_on", "days",
    "reminders_sent", "promised_for", "reason", "sure",
]  # fmt: skip
TODAY = ["--today", "2026-11-30"]


def _run(capfd, *words):
    status = cli.main(["inbox", *map(str, words)])
    out, err = capfd.readouterr()
    return status, out, err


def test_json_has_the_fields_that_are_promised(capfd):
    status, out, _ = _run(capfd, LABELLED / "files" / "ana", "--json", *TODAY)

    found = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert all(list(each) == KEYS for each in found)
    assert {each["situation"] for each in found} == {"waiting", "owing", "repair", "unwanted"}


def test_all_names_each_thread_with_why_it_has_not_stalled(capfd):
    _, out, _ = _run(capfd, LABELLED / "files" / "ana", "--json", "--all", *TODAY)

    found = [json.loads(line) for line in out.splitlines()]
    assert any(each["situation"] is None for each in found)
    assert all(each["reason"] for each in found)


def test_who_is_me_is_guessed_and_said(capfd):
    _, _, err = _run(capfd, LABELLED / "files" / "ana", *TODAY)

    assert "ana@lopezstudio.example" in err


def test_a_missing_file_is_wrong_use(capfd):
    status, out, err = _run(capfd, "/no/such/file")

    assert (status, out) == (2, "")
    assert err == "coach inbox: /no/such/file: there's no such file or folder.\n"


def test_a_file_of_no_known_format_is_wrong_use(capfd, tmp_path):
    (tmp_path / "note").write_text("just a note")

    assert _run(capfd, tmp_path / "note")[0] == 2


def test_a_pst_says_what_to_do(capfd, tmp_path):
    (tmp_path / "mail.pst").write_bytes(b"!BDN" + b"\0" * 100)

    status, _, err = _run(capfd, tmp_path / "mail.pst")

    assert status == 2
    assert "readpst" in err


def test_nothing_stalled_is_one(capfd, tmp_path):
    (tmp_path / "a.eml").write_bytes(raw(9, "tom@x.example", "Thanks, all done."))

    assert _run(capfd, tmp_path, "--me", "ana@me.example", *TODAY)[0] == 1


def test_what_is_shown_cannot_act_on_a_terminal(capfd, tmp_path):
    text = "Could you \x1b[31msend\u202e me the file?"
    (tmp_path / "a.eml").write_bytes(raw(9, "To\x1bm <tom@x.example>", text))

    _, out, _ = _run(capfd, tmp_path, "--me", "ana@me.example", *TODAY)

    assert "send" in out
    assert not {"\x1b", "\u202e"} & set(out)


@pytest.mark.parametrize("stop", [0, 3])
def test_ctrl_c_shows_what_was_read_so_far(capfd, monkeypatch, stop):
    given = MailboxMessages.messages

    def interrupted(self, names, tally):
        for number, message in enumerate(given(self, names, tally)):
            if number == stop:
                raise KeyboardInterrupt
            yield message

    monkeypatch.setattr(MailboxMessages, "messages", interrupted)

    status, _, _ = _run(
        capfd, LABELLED / "files" / "ana", "--me", "ana@lopezstudio.example", *TODAY
    )

    assert status == 130


def test_nothing_is_written(capfd, tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    _run(capfd, LABELLED / "files", "--me", "ana@lopezstudio.example", *TODAY)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_was_closed_in_the_program_is_not_listed(capfd, tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    file = mailbox(tmp_path)
    first = json.loads(_run(capfd, file, "--json", *TODAY)[1].splitlines()[0])
    services = cli.services()
    services.threads().put(Mark(first["id"], date.fromisoformat(first["last_on"]), "me"))
    services.journal().close()

    status, out, err = _run(capfd, file, "--json", *TODAY)

    assert status == 0
    assert first["id"] not in out
    assert "1 that you closed or put off" in err
    assert first["id"] in _run(capfd, file, "--json", "--all", *TODAY)[1]


def test_what_was_not_listed_before_is_marked_new(capfd, tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    file = mailbox(tmp_path)
    assert "· new" not in _run(capfd, file, *TODAY)[1]
    services = cli.services()
    services.threads().put(Mark("another", date(2026, 11, 1), "me", decided=False))
    services.journal().close()

    assert "· new" in _run(capfd, file, *TODAY)[1]


def _many(folder, count):
    for number in range(count):
        sender = f"Tom Nr{number} <tom{number}@x.example>"
        text = raw(9, sender, "Could you send me a price?", subject=f"Fence {number}")
        (folder / f"{number}.eml").write_bytes(text)
    return folder


def test_a_list_that_is_cut_says_so_and_json_is_whole(capfd, tmp_path):
    folder = _many(tmp_path, 25)

    _, out, err = _run(capfd, folder, "--me", "ana@me.example", *TODAY)
    whole = _run(capfd, folder, "--me", "ana@me.example", "--json", *TODAY)

    assert len(out.splitlines()) == 40
    assert "20 of 25" in err
    assert "--all" in err
    assert len(whole[1].splitlines()) == 25
    assert "20 of 25" not in whole[2]


def test_reading_goes_on_where_it_was_stopped(capfd, tmp_path):
    folder = _many(tmp_path, 5)

    _, out, _ = _run(capfd, folder, "--me", "ana@me.example", "--json", "--skip", 3, *TODAY)

    assert len(out.splitlines()) == 2
