"""Chats and exports in the forms they have come in."""

import json

import pytest

from coach.inbox import linkedin, notmuch_mu, slack, telegram, whatsapp


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("[04/03/25, 14:05:09] Priya N: hi", "2025-03-04"),
        ("\u200e[04/03/25, 2:05:09\u202fPM] Priya N: hi", "2025-03-04"),
        ("04/03/2025, 14:05 - Priya N: hi", "2025-03-04"),
        ("3/14/25, 2:05 PM - Priya N: hi", "2025-03-14"),
        ("3/14/25, 2:05\u202fp. m. - Priya N: hi", "2025-03-14"),
        ("14.3.2025 klo 14.05 - Priya N: hi", "2025-03-14"),
        ("2025/03/14, 14:05 - Priya N: hi", "2025-03-14"),
        ("14-03-2025 14:05 - Priya N: hi", "2025-03-14"),
        ("[14.03.25, 14:05:09] Priya N: hi", "2025-03-14"),
        ("[14/03/2025 14:05:09] Priya N: hi", "2025-03-14"),
        ("13. 6. 2018. 21:25 - Priya N: hi", "2018-06-13"),
        ("[2025-03-14, 14:05:09] Priya N: hi", "2025-03-14"),
    ],
)
def test_whatsapps_dates(line, day):
    found = list(whatsapp.messages(f"{line}\nand more\n", "Priya N"))

    assert whatsapp.is_chat(line)
    assert [(str(each.on), each.sender.name, each.text) for each in found] == [
        (day, "Priya N", "hi\nand more")
    ]


def test_the_month_comes_first_where_the_dates_tell_so():
    text = "01/02/25, 10:00 - A: x\n01/31/25, 10:00 - B: y\n"

    assert [str(each.on) for each in whatsapp.messages(text, "B")] == ["2025-01-02", "2025-01-31"]


def test_what_the_program_itself_writes_in_a_chat_is_left_out():
    text = (
        "[04/03/25, 14:05:09] Choir: \u200eAnita added you\n"
        "[04/03/25, 14:05:10] Choir: \u200eMessages and calls are end-to-end encrypted.\n"
        "[04/03/25, 14:06:09] Bo: \u200eimage omitted\n[04/03/25, 14:07:09] Bo: This "
        "message was deleted\n"
        "[04/03/25, 14:08:09] Cy: Hi\n[04/03/25, 14:08:10] Di: Hi"
    )

    kinds = [each.kind for each in whatsapp.messages(text, "Choir")]

    assert kinds == ["media", "deleted", "text", "text"]


@pytest.mark.parametrize(
    "text",
    [
        "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\nBo,Ana,2020-01-02T10:00:00,,hi,"
        "INCOMING,INBOX\n",
        "\ufeffCONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE "
        "URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
        "1,,Bo,https://www.linkedin.com/in/bo,Ana,2020-01-02 10:00:00 UTC,,hi,INBOX\n",
        '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE '
        'URL","TO","RECIPIENT PROFILE URLS",'
        '"DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS '
        'CONVERSATION DRAFT"\n'
        '"1","","Bo","https://www.linkedin.com/in/bo","Ana, MBA","https://www.linkedin.com/in/ana",'
        '"2020-01-02 10:00:00 UTC","","<p>hi</p>","INBOX","","No","No"\n',
    ],
)
def test_linkedins_forms(text):
    (found,) = linkedin.messages(text)

    assert (found.sender.name, str(found.on), found.text) == ("Bo", "2020-01-02", "hi")
    assert linkedin.is_messages(text.encode())


def test_a_newline_in_a_linkedin_message_stays_in_it():
    text = (
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,CONTENT,FOLDER\n"
        '1,Bo,https://linkedin.com/in/bo,Ana,2020-01-02 10:00:00 UTC,"one\ntwo",INBOX\n'
    )

    assert next(linkedin.messages(text)).text == "one\ntwo"


def test_telegram_single_chat_and_text_as_a_list():
    value = {
        "name": "Bo", "type": "personal_chat", "id": 1,
        "messages": [
            {"id": 1, "type": "message", "date": "2026-01-02T10:00:00", "date_unixtime": "1767348000",  # noqa: E501
             "from": "Bo", "from_id": "user2", "text": ["see ", {"type": "bold", "text": "this"}]},
            {"id": 2, "type": "service", "text": ""},
        ],
    }  # fmt: skip

    assert telegram.is_export(value)
    assert [each.text for each in telegram.messages(value)] == ["see this"]


def test_slack_names_whom_the_export_knows_and_keeps_the_others():
    files = {
        "users.json": json.dumps([{"id": "U1", "profile": {"real_name": "Bo", "email": "b@x"}}]),
        "channels.json": "[]",
        "general/2026-01-02.json": json.dumps(
            [{"type": "message", "user": "U9", "ts": "1767348000.1", "text": "hi <@U1> &amp; all"}]
        ),
    }

    (found,) = slack.messages(files, files.__getitem__)

    assert (found.sender.name, found.text) == ("U9", "hi @Bo & all")


def test_mu_with_and_without_colons():
    plain = {"message-id": "1@x", "subject": "S", "date-unix": 1767348000,
             "from": [{"email": "b@x.example", "name": "Bo"}]}  # fmt: skip
    colons = {f":{key}": value for key, value in plain.items()}

    for value in ([plain], [colons]):
        assert notmuch_mu.is_mu(value)
        assert [each.sender.name for each in notmuch_mu.mu(value)] == ["Bo"]
