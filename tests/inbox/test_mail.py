"""Mail as programs write it: separators, headers, quotes, bodies."""

import io

import pytest

from coach.inbox import emlx, grouping, html_text, mail, mbox, quotes
from tests.inbox.building import raw, thread

TAKEOUT = (
    b"From 1583290388308606088@xxx Mon Nov 06 04:42:58 +0000 2017\r\n"
    b"X-GM-THRID: 1583290388308606088\r\nX-Gmail-Labels: =?UTF-8?Q?Envoy=C3=A9s,Ouvert?=\r\n"
    b"From: Ana <ana@me.example>\r\nDate: Mon, 6 Nov 2017 05:42:58 +0100\r\nMessage-ID: <1@x>\r\n\r\n"  # noqa: E501
    b"Hello\r\n\r\nFrom what I see it works.\r\n>From now on too.\r\n\r\n"
    b"From 1583290388308606089@xxx Mon Nov 06 05:42:58 +0000 2017\r\n"
    b"From: Tom <tom@x.example>\r\nDate: Mon, 6 Nov 2017 06:42:58 +0100\r\nMessage-ID: <2@x>\r\n\r\nHi\r\n"  # noqa: E501
)


def test_a_line_that_begins_with_from_is_no_separator():
    found = [mail.message(each) for _, each in mbox.split(io.BytesIO(TAKEOUT))]

    assert [each.id for each in found] == ["1@x", "2@x"]
    assert "From now on too." in found[0].text
    assert found[0].mine
    assert not found[1].mine
    assert found[0].thread == "gm:1583290388308606088"


@pytest.mark.parametrize("chunk", [1, 7, 100, 4096])
def test_separators_are_found_across_the_ends_of_chunks(monkeypatch, chunk):
    monkeypatch.setattr(mbox, "CHUNK", chunk)

    assert len(list(mbox.split(io.BytesIO(TAKEOUT)))) == 2


def test_the_rest_of_a_huge_message_is_not_kept():
    huge = TAKEOUT.replace(b"Hello", b"Hello\r\n" * 500_000)

    sizes = [len(each) for _, each in mbox.split(io.BytesIO(huge), longest=1 << 20)]

    assert len(sizes) == 2
    assert max(sizes) == 1 << 20


@pytest.mark.parametrize(
    "header",
    [
        "Message-ID: <[abc]@x>",
        "To: <>",
        "Subject: =?klingon?b?!!!?=",
        "Date: 99 Foo 20xx",
        'From: "a" <b@c>, <',
        "Content-Type: multipart/mixed; boundary=",
        "Content-Transfer-Encoding: base64",
    ],
)
def test_no_header_stops_it(header):
    assert mail.message(raw(3, "tom@x.example", "Hi", extra=f"{header}\r\n")) is not None


def test_thunderbirds_deleted_messages_are_left_out():
    deleted = raw(3, "tom@x.example", "Hi", extra="X-Mozilla-Status: 0009\r\n")

    assert mail.message(deleted) is None


@pytest.mark.parametrize(
    "quote",
    [
        "On Mon, Nov 6, 2017 at 4:42 AM Tom Reid <tom@x.example> wrote:\n> Could you?",
        "On Mon, Nov 6, 2017 at 4:42 AM Tom Reid\n<tom@x.example> wrote:\n\n> Could you?\n> Yes",
        "-----Original Message-----\nFrom: Tom\nSent: Monday\nTo: Ana\nSubject: x\n\nCould you?",
        "From: Tom Reid <tom@x.example>\nSent: Monday, 6 November 2017\nTo: Ana\nSubject: x\n\nCould you?",  # noqa: E501
        "Von: Tom\nGesendet: Montag, 6. November 2017\nAn: Ana\nBetreff: x\n\nKannst du?",
        "*From:* Tom\n*Sent:* Monday\n*To:* Ana\n*Subject:* x\n\nCould you?",
        "Le lun. 6 nov. 2017 à 04:42, Tom <tom@x.example> a écrit :\n> Pourrais-tu ?",
        "Den man. 6. nov. 2017 kl. 04.42 skrev Tom <tom@x.example>:\n> Kan du?",
        "Am 06.11.2017 um 04:42 schrieb Tom:\n> Kannst du?",
        "2017年11月6日(月) 4:42 Tom <tom@x.example>:\n> いいですか?",
        "________________________________\nFrom: Tom\nTo: Ana\n\nCould you?",
        "---------- Forwarded message ---------\nFrom: Tom\nCould you?",
        "-- \nTom Reid\nCould you visit our shop?",
        "Sent from my iPhone",
    ],
)
def test_what_is_quoted_is_cut(quote):
    assert quotes.new_words(f"It's the green one.\n\n{quote}\n") == "It's the green one."


def test_answers_between_quotes_are_kept():
    text = "On Monday Bo wrote:\n> Which one?\nThe green.\n> And when?\nFriday."

    assert quotes.new_words(text) == "The green.\nFriday."


def test_prose_that_looks_like_a_quote_is_kept():
    text = "From Monday on I'm away.\n\nOn Monday Bo wrote a letter to: the mayor."

    assert quotes.new_words(text) == text


def test_html_is_read_up_to_its_quote():
    page = "<style>x</style><p>Hello<br>you &amp; me</p><div class='gmail_quote'>Could you?</div>"

    assert html_text.text_of(page) == "Hello\nyou & me"


def test_emlx_and_its_flags():
    inner = raw(3, "tom@x.example", "Hi")
    plist = b"<?xml version='1.0'?><plist version='1.0'><dict><key>flags</key><integer>%d</integer></dict></plist>"  # noqa: E501
    whole = b"%-10d\n%s" % (len(inner), inner)

    assert emlx.is_emlx(whole)
    assert emlx.message(whole + plist % 4).replied
    assert emlx.message(whole + plist % 2) is None


def test_references_alone_do_not_join_two_subjects():
    first = thread((9, "them", "Hello"), subject="One")[0]
    extra = f"References: <{first.id}>\r\n"
    second = thread((8, "them", "Hello"), subject="Two", extra=extra)[0]
    third = thread((7, "them", "Hello"), subject="Re: One", extra=extra)[0]

    assert len(grouping.threads([first, second, third])) == 2


def test_doubles_are_read_once():
    message = thread((9, "them", "Hello"))[0]

    assert len(grouping.threads([message, message])[0].messages) == 1
