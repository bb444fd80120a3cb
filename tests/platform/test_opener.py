"""Opening links: only on a desktop, never in our terminal, never waiting."""

import os
import sys
import time

import pytest

from coach.platform.opener import DesktopOpener

LINK = "mailto:ana@example.org?subject=Hello"

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="macOS opens by another command")


def handler(folder, script):
    path = folder / "xdg-open"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return {"PATH": f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin", "DISPLAY": ":99"}


def eventually(check):
    until = time.monotonic() + 60
    while not check():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_handler_gets_the_link_whole_and_no_terminal(tmp_path, capfd):
    seen = tmp_path / "seen"
    environ = handler(
        tmp_path,
        "echo paint; echo paint >&2\n"
        f'{{ printf "%s\\n" "$1"; tty; ps -o sid= -p $$; }} > {seen}.new\n'
        f"mv {seen}.new {seen}",
    )
    said = DesktopOpener(environ).open(LINK)
    eventually(seen.exists)
    link, terminal, session = seen.read_text().split("\n")[:3]
    assert link == LINK
    assert terminal == "not a tty"
    assert int(session) != os.getsid(0)
    assert said.startswith("Asked the desktop to open it.")
    assert capfd.readouterr() == ("", "")


def test_a_message_opens_as_a_link_and_a_long_one_is_sent_to_the_file(tmp_path):
    seen = tmp_path / "seen"
    opener = DesktopOpener(handler(tmp_path, f'printf %s "$1" > {seen}'))
    opener.mail(to="ana@example.org", subject="One & two", body="Hi\nthere")
    assert seen.read_text() == "mailto:ana@example.org?subject=One%20%26%20two&body=Hi%0D%0Athere"
    seen.unlink()
    said = opener.mail(to="", subject="", body="x" * 5000)
    assert "Save it as an email file" in said
    assert not seen.exists()


def test_a_program_that_stays_is_not_waited_for(tmp_path):
    leave, ended = tmp_path / "leave", tmp_path / "ended"
    script = f"for _ in $(seq 600); do [ -e {leave} ] && break; sleep 0.1; done; touch {ended}"
    said = DesktopOpener(handler(tmp_path, script)).open(LINK)
    assert not ended.exists()
    leave.touch()
    eventually(ended.exists)
    assert said.startswith("Asked the desktop")


def test_a_handler_that_fails_is_said_so_with_what_to_do(tmp_path):
    said = DesktopOpener(handler(tmp_path, "exit 3")).open(LINK)
    assert said == (
        "The desktop couldn't open mailto:ana@example.org; "
        "copy the message or save it as a file instead."
    )


def test_without_a_desktop_nothing_is_started(tmp_path):
    environ = handler(tmp_path, f"touch {tmp_path}/started")
    del environ["DISPLAY"]
    said = DesktopOpener(environ).open("https://example.org/page?x=1")
    assert said.startswith("There's no desktop here that can open https://example.org/page;")
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "-h", "", "ftp://x"])
def test_only_mail_and_web_links_are_opened(tmp_path, link):
    environ = handler(tmp_path, f"touch {tmp_path}/started")
    assert DesktopOpener(environ).open(link) == "Only email and web links can be opened from here."
    assert not (tmp_path / "started").exists()


def test_a_mail_program_is_offered_only_where_a_desktop_can_take_the_whole_message(tmp_path):
    here, nowhere = DesktopOpener(handler(tmp_path, ":")), DesktopOpener({"PATH": "/nowhere"})
    assert here.mails(to="", subject="Hello", body="Short.")
    assert not here.mails(to="", subject="Hello", body="long " * 500)
    assert not nowhere.mails(to="", subject="Hello", body="Short.")
