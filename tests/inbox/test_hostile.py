"""No file may stop the reading, nor take long, nor much memory, whatever is in it."""

import time

import pytest

from coach.inbox import grouping, stalled
from coach.inbox.mailbox_reader import Collection, Tally
from coach.inbox.own_addresses import Me
from coach.inbox.threads import Party
from coach.platform.mailbox_messages import MailboxMessages
from tests.inbox.mutating import hostile, mutated
from tools.inbox_scripts import TODAY

ME = Me([Party("Ana Lopez", "ana@lopezstudio.example"), Party("Dan")])
CAP = 5.0
"""Seconds for one file, on a busy machine; most take a few thousandths."""


def _read(path):
    held, tally = Collection(), Tally()
    begun = time.process_time()
    for message in MailboxMessages().messages([str(path)], tally):
        held.add(message)
    stalled.findings(grouping.threads(held.messages), ME, TODAY)
    return time.process_time() - begun


@pytest.mark.parametrize(("name", "raw"), hostile(), ids=[name for name, _ in hostile()])
def test_a_file_made_to_break_the_reader_does_not(tmp_path, name, raw):
    path = tmp_path / name
    path.write_bytes(raw)

    assert _read(path) < CAP


@pytest.mark.parametrize("count", [100, pytest.param(2000, marks=pytest.mark.slow)])
def test_mutated_files_are_read_without_a_crash(tmp_path, count):
    slow = []
    for name, raw in mutated(count):
        path = tmp_path / name
        path.write_bytes(raw)
        if (took := _read(path)) > CAP:
            slow.append((name, took))
        path.unlink()

    assert not slow


def test_nothing_is_written_anywhere_by_a_zip_that_points_outside(tmp_path):
    name, raw = next(each for each in hostile() if each[0] == "bomb.zip")
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(raw)

    _read(folder / name)

    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["bomb.zip"]
