"""Consoles that know nothing but ASCII."""

import pytest

from tests.terminal.driver import COACH, Terminal


@pytest.fixture
def plain(tmp_path):
    with Terminal((*COACH, "--ascii"), home=tmp_path, size=(80, 24)) as terminal:
        terminal.until("Open your journal")
        yield terminal


def test_a_whole_step_is_drawn_in_plain_signs(plain):
    plain.press("1")
    seen = plain.until("Pause")
    assert seen.isascii()
    plain.press("f1")
    assert plain.until("Show the keys for this screen").isascii()


def test_what_the_user_writes_keeps_its_letters(plain):
    plain.press("1")
    plain.until("Pause")
    plain.type("Zoë Ångström")
    assert "Zoë Ångström" in plain.until("Zoë Ångström")
