"""A passphrase is asked for at a terminal, and taken from nowhere else."""

import getpass
import io
import sys
import warnings

import pytest

from coach.errors import JournalLocked
from coach.platform import passphrase_prompt


class Locked:
    """A journal that one passphrase opens."""

    def __init__(self):
        self.tried = []

    def open_with(self, passphrase):
        self.tried.append(passphrase)
        if passphrase != "right":
            raise JournalLocked("This passphrase doesn't open the journal.")


class AtTerminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def typed(monkeypatch):
    """Somebody at a terminal who types these, one after the other."""
    monkeypatch.setattr(sys, "stdin", AtTerminal())

    def type_in(*words):
        rest = list(words)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: rest.pop(0))

    return type_in


def test_a_pipe_is_not_asked(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("right\n"))
    journal = Locked()
    with pytest.raises(
        passphrase_prompt.NoTerminalError, match="only enter the journal's passphrase at a terminal"
    ):
        passphrase_prompt.open_locked(journal)
    assert journal.tried == []


def test_a_slip_may_be_corrected_and_the_words_are_not_repeated(typed, capsys):
    typed("wrogn", "right")
    journal = Locked()
    passphrase_prompt.open_locked(journal)
    assert journal.tried == ["wrogn", "right"]
    out, err = capsys.readouterr()
    assert (out, err) == ("", "This passphrase doesn't open the journal.\n")


def test_after_three_tries_it_stays_locked(typed, capsys):
    typed("a", "b", "c", "right")
    journal = Locked()
    with pytest.raises(JournalLocked, match="doesn't open"):
        passphrase_prompt.open_locked(journal)
    assert journal.tried == ["a", "b", "c"]
    assert capsys.readouterr().err.count("\n") == 2


def test_a_terminal_that_would_show_it_is_not_used(typed, monkeypatch):
    typed()

    def shown(prompt):
        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=2)

    monkeypatch.setattr(getpass, "getpass", shown)
    with pytest.raises(passphrase_prompt.NoTerminalError, match="would show"):
        passphrase_prompt.ask("Passphrase: ")


def test_the_end_of_input_is_no_passphrase(typed, monkeypatch):
    typed()

    def ended(prompt):
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", ended)
    with pytest.raises(JournalLocked, match="No passphrase was given"):
        passphrase_prompt.open_locked(Locked())
