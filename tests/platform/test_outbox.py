"""Saved files: named safely, private, and never in place of another."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import OutboxError
from coach.platform.outbox import FileOutbox, safe_name


def outbox(tmp_path):
    return FileOutbox(lambda: tmp_path / "out")


def test_a_saved_mail_is_the_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        where = outbox(tmp_path).save_mail(to="a@example.org", subject="March invoice", body="Hi")
    finally:
        os.umask(before)
    assert where == str(tmp_path / "out/march-invoice.eml")
    assert stat.S_IMODE(Path(where).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(where).parent.stat().st_mode) == 0o700


def test_a_second_file_of_the_same_name_stands_beside_the_first(tmp_path):
    box = outbox(tmp_path)
    said = [box.save_text(subject="Invoice", body=body) for body in ("one", "two", "three")]
    assert [Path(each).name for each in said] == ["invoice.txt", "invoice-2.txt", "invoice-3.txt"]
    assert Path(said[0]).read_text() == "Subject: Invoice\n\none"


def test_a_message_saved_again_has_the_plain_name_and_the_one_before_says_that_it_is_older(
    tmp_path,
):
    box = outbox(tmp_path)
    sharp = box.save_mail(to="", subject="Invoice", body="one")
    kind = box.save_mail(to="", subject="Invoice", body="two", instead_of=sharp)
    assert kind == sharp
    assert "two" in Path(kind).read_text()
    assert "one" in Path(kind).with_stem("invoice-older").read_text()


def test_a_link_in_the_way_is_not_followed(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/invoice.txt").symlink_to(tmp_path / "elsewhere")
    where = outbox(tmp_path).save_text(subject="Invoice", body="words")
    assert Path(where).name == "invoice-2.txt"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("Re: März & Straße?", "re-märz-strasse"),
        ("你好 again", "你好-again"),
        ("🙂\x1b[31m", "31m"),
        ("\n", "message"),
        ("", "message"),
    ],
)
def test_a_name_is_safe_and_still_says_what_it_is(title, name):
    assert safe_name(title) == name


@given(title=st.text(max_size=400))
def test_any_title_gives_a_name_a_file_system_takes(title):
    name = safe_name(title)
    assert 0 < len(name.encode()) <= 80
    assert "/" not in name
    assert "\x00" not in name
    assert not name.startswith((".", "-"))


def test_a_folder_that_cannot_be_made_is_said_with_what_still_works(tmp_path):
    (tmp_path / "out").write_text("a file in the way")
    with pytest.raises(OutboxError, match="Copy the message instead"):
        outbox(tmp_path).save_mail(to="", subject="s", body="b")
    assert (tmp_path / "out").read_text() == "a file in the way"


def test_a_full_disk_leaves_no_half_file(tmp_path):
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from coach.errors import OutboxError\n"
        "from coach.platform.outbox import FileOutbox\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try: FileOutbox(lambda: Path(sys.argv[1])).save_text(subject='s', body='x' * 5000)\n"
        "except OutboxError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "couldn't be saved" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_log_is_saved_byte_by_byte_so_that_its_hashes_hold(tmp_path):
    text = "Log\n\nSHA-256 of all lines above: 00\n"
    where = Path(outbox(tmp_path).save_log(title="log", text=text))
    assert where.read_bytes() == text.encode()
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
