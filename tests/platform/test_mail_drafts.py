"""Mails: what other programs read out of our files and links is what was written."""

import email
import email.policy
import os
import shutil
from urllib.parse import parse_qs, unquote, urlsplit

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.platform.mail_drafts import (
    LONGEST_LINK,
    TerminalMailPrograms,
    addresses,
    eml,
    mailto,
    one_line,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
ODD = "Dear Ana,\n\n[b]no[/b] \x1b[31m thanks =3D .\n.\nFrom here\n\nשלום 你好 a\u200bb 🙂 — l'été"


def parsed(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def test_another_program_reads_who_what_and_the_very_words():
    data = eml(
        to="Ana Silva <ana@example.org>",
        subject="The March invoice — a question",
        body=ODD,
        sender="Kim Ott <kim@example.com>",
    )
    mail = parsed(data)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Ana Silva <ana@example.org>"
    assert mail["From"] == "Kim Ott <kim@example.com>"
    assert mail["Subject"] == "The March invoice — a question"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == ODD


def test_a_draft_has_neither_date_nor_message_id_since_it_has_not_been_sent():
    mail = parsed(eml(to="a@example.org", subject="s", body="b"))
    assert mail["Date"] is None
    assert mail["Message-ID"] is None


def test_the_file_is_seven_bit_with_network_line_ends():
    data = eml(to="ana@example.org", subject="Ž", body=ODD)
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "nasty",
    [
        "\r\nBcc: x@evil.example",
        "\nBcc: x@evil.example\n\nhi",
        "\rBcc: a@b.c",
        "\u2028Bcc: x@evil.example",
        "\x0bBcc: a@b.c",
        "\x85Bcc: a@b.c",
    ],
)
def test_no_text_can_add_a_header(nasty):
    mail = parsed(
        eml(to=f"ana@example.org{nasty}", subject=f"hello{nasty}", body="b", sender=nasty)
    )
    assert mail["Bcc"] is None
    assert set(mail.keys()) <= {
        "X-Unsent",
        "To",
        "From",
        "Subject",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert "Bcc: " in mail["Subject"]


@given(subject=words, to=words, body=words)
def test_any_text_gives_a_file_that_reads_back(subject, to, body):
    mail = parsed(eml(to=to, subject=subject, body=body))
    assert {"Bcc", "Cc", "Date"}.isdisjoint(mail.keys())
    assert (mail["Subject"] or "").split() == one_line(subject).split()

    def lines(text):
        return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")

    assert lines(mail.get_content()) == lines(body)


def test_a_name_without_an_address_leaves_the_line_to_the_mail_program():
    assert parsed(eml(to="Ana Silva", subject="s", body="b"))["To"] is None
    assert parsed(eml(to="", subject="", body=""))["Subject"] is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana@example.org", ["ana@example.org"]),
        ("Silva, Ana <ana@example.org>, bo@example.org", ["ana@example.org", "bo@example.org"]),
        ("ana@example.org; bo@example.org", ["ana@example.org", "bo@example.org"]),
        ("Ana @ the office", []),
        ("ana@", []),
        ("<script>", []),
    ],
)
def test_addresses_are_found_in_what_was_typed(typed, meant):
    assert [each.addr_spec for each in addresses(typed)] == meant


def test_an_address_in_another_script_is_kept_as_it_is():
    head, _, _ = eml(to="用户@例子.example", subject="ü", body="b").decode().partition("\r\n\r\n")
    assert "To: 用户@例子.example" in head.split("\r\n")


def test_a_link_carries_the_words_by_the_rules_for_links():
    link = mailto(to="ana+x@example.org", subject="50% & more?", body="One\nTwo = 2\n🙂")
    assert link == (
        "mailto:ana+x@example.org?subject=50%25%20%26%20more%3F"
        "&body=One%0D%0ATwo%20%3D%202%0D%0A%F0%9F%99%82"
    )


@given(subject=words, body=words)
def test_any_link_says_the_same_after_decoding(subject, body):
    link = mailto(to="ana@example.org", subject=subject, body=body)
    if link is None:
        return
    parts = urlsplit(link)
    assert unquote(parts.path) == "ana@example.org"
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    assert set(fields) <= {"subject", "body"}
    assert fields.get("body", [""])[0] == "\r\n".join(body.splitlines())


def test_a_link_without_a_known_address_still_opens_a_draft():
    assert mailto(to="Ana", subject="Hello", body="") == "mailto:?subject=Hello"


def test_a_message_too_long_for_a_link_gets_none():
    assert mailto(to="a@example.org", subject="s", body="x" * LONGEST_LINK) is None
    assert len(mailto(to="a@example.org", subject="s", body="é" * 280) or "") <= LONGEST_LINK


def installed(folder, **scripts):
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o700)
    return TerminalMailPrograms({"PATH": str(folder)})


def offered(mail):
    return [each.name for each in mail.programs("a.eml", to="", subject="", body="")]


def test_only_installed_programs_are_offered_as_plain_commands(tmp_path):
    mail = installed(tmp_path, neomutt="", aerc="")
    file = "/home/kim/a b; rm -rf ~.eml"
    assert [each.argv for each in mail.programs(file, to="a@b.c", subject="x y", body="")] == [
        ("neomutt", "-H", file),
        ("aerc", "mailto:a@b.c?subject=x%20y"),
    ]
    long = mail.programs(file, to="", subject="", body="x" * LONGEST_LINK)
    assert [each.name for each in long] == ["neomutt"]
    assert (
        TerminalMailPrograms({"PATH": "/nowhere"}).programs(file, to="", subject="", body="") == ()
    )


def test_a_program_whose_edition_lost_the_command_is_not_offered(tmp_path):
    lost = installed(tmp_path, himalaya="echo no such subcommand >&2; exit 2")
    assert offered(lost) == []
    has = installed(tmp_path, himalaya='[ "$1 $2 $3" = "message mailto --help" ]')
    assert offered(has) == ["himalaya"]


def test_a_mail_program_that_fails_is_said_and_the_file_is_still_there(tmp_path):
    mail = installed(tmp_path, mutt="exit 3", neomutt='[ "$2" = good.eml ]')
    neomutt, mutt = mail.programs("good.eml", to="", subject="", body="")
    assert mail.open(neomutt) == ""
    assert mail.open(mutt) == "mutt ended with status 3. The saved email file is still there."
    (tmp_path / "mutt").unlink()
    assert mail.open(mutt).startswith("mutt couldn't be started: ")


@pytest.mark.skipif(not shutil.which("neomutt"), reason="needs neomutt")
def test_neomutt_opens_the_file_as_a_draft_with_its_very_words(tmp_path):
    file = tmp_path / "draft.eml"
    file.write_bytes(eml(to="Ana <ana@example.org>", subject="März, a question", body=ODD))
    config = tmp_path / "neomuttrc"
    seen = tmp_path / "seen"
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\ncp "$1" "{seen}"\n')
    editor.chmod(0o700)
    config.write_text(
        f'set editor="{editor}"\nset edit_headers=yes\nset autoedit=yes\nset folder="{tmp_path}"\n'
        f'set spoolfile="{tmp_path}/inbox"\nset record=""\nset charset=utf-8\nset postpone=no\n'
    )
    program = TerminalMailPrograms().programs(str(file), to="", subject="", body="")[0]
    child = pexpect.spawn(
        program.argv[0],
        ["-n", "-F", str(config), *program.argv[1:]],
        env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
        timeout=60,
    )
    child.expect("y:Send")
    child.send("q")
    child.close(force=True)
    text = seen.read_text()
    head, _, body = text.partition("\n\n")
    assert "To: Ana <ana@example.org>" in head
    assert "Subject: März, a question" in head
    assert body.rstrip("\n") == ODD
