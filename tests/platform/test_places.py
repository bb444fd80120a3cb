"""Folders: where they are, and that nobody else can look into them."""

import os
import stat
import sys

import pytest

from coach import private_files
from coach.platform import paths


@pytest.fixture
def portable(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "life"))
    return tmp_path / "life"


def test_coach_home_holds_everything(portable):
    assert paths.home() == portable
    assert paths.journal_folder() == portable / "journal"
    assert paths.settings_file() == portable / "config.toml"
    assert paths.own_content() == portable / "content"
    assert paths.outbox_folder() == portable / "outbox"
    assert paths.editing_folder() == portable / "editing"
    assert not portable.exists()


def test_a_tilde_and_a_relative_home_are_understood(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COACH_HOME", "~/life")
    assert paths.home() == tmp_path / "life"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_HOME", "there")
    assert paths.home() == tmp_path / "there"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS knows no XDG folders")
def test_without_it_the_usual_folders_are_taken(monkeypatch, tmp_path):
    monkeypatch.setenv("COACH_HOME", " ")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert paths.journal_folder() == tmp_path / "data/follow-up-coach/journal"
    assert paths.settings_file() == tmp_path / "config/follow-up-coach/config.toml"
    assert paths.own_content() == tmp_path / "config/follow-up-coach/content"
    assert paths.outbox_folder() == tmp_path / "Documents/Follow-up coach"


def test_a_folder_made_here_is_the_owners_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        made = private_files.make_folder(tmp_path / "a/b/c")
    finally:
        os.umask(before)
    for folder in (made, made.parent, made.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_exists_keeps_its_mode(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    theirs.chmod(0o755)
    assert private_files.make_folder(theirs) == theirs
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o755


def test_a_file_in_the_way_is_said_so(tmp_path):
    (tmp_path / "journal").write_text("mine")
    with pytest.raises(OSError, match="journal"):
        private_files.make_folder(tmp_path / "journal")
    assert (tmp_path / "journal").read_text() == "mine"
