"""Writes the labelled mailbox from its scripts: ``python -m tools.inbox_mailbox``.

The files lie in the repository, so that the tests read what programs would have written; this
makes them anew after a script was changed. Each persona has one format.
"""

import base64
import csv
import io
import json
import quopri
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

from tools.inbox_scripts import LABELLED, Line, Persona, Story, personas

FILES = LABELLED / "files"
STAMP = (2026, 11, 30, 9, 0, 0)


def main() -> None:
    """Write all files and the labels."""
    shutil.rmtree(FILES, ignore_errors=True)
    labels = []
    for persona in personas():
        folder = FILES / persona.id
        folder.mkdir(parents=True)
        _WRITERS[persona.format](persona, folder)
        labels += [_label(persona, story) for story in persona.stories]
    (LABELLED / "labels.json").write_text(
        json.dumps(labels, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    print(f"{len(labels)} conversations in {FILES.relative_to(LABELLED.parent.parent.parent)}")


def _label(persona: Persona, story: Story) -> dict[str, object]:
    return {
        "persona": persona.id,
        "me": persona.address or persona.name,
        "format": story.options.get("via") or persona.format,
        "held_out": persona.held,
        "slug": story.slug,
        "with": story.name,
        "situation": None if story.label == "-" else story.label,
        "reminders_sent": int(story.options["reminders"]) if "reminders" in story.options else None,
        "promised_for": story.options.get("promised"),
    }


# mail


def _identity(story: Story, number: int) -> str:
    return f"<{story.slug}.{number}@mail.example>"


def _party(name: str, address: str) -> str:
    if any(ord(each) > 126 for each in name):
        name = Header(name, "utf-8").encode()
    elif any(each in name for each in ",.()"):
        name = f'"{name}"'
    return f"{name} <{address}>"


def _sender(persona: Persona, story: Story, line: Line) -> tuple[str, str]:
    if line.mine:
        return persona.name, persona.address
    if line.who != "them":
        name, _, address = line.who.partition(" <")
        return name.strip(), address.strip(" >")
    if "noreply" in line.flags:
        return story.name, "no-reply@" + story.address.split("@")[1]
    return story.name, story.address


def _mail(persona: Persona, story: Story, number: int, *, style: str) -> bytes:
    """One message as bytes, with what it quotes in the style of a program."""
    line = story.lines[number]
    name, address = _sender(persona, story, line)
    me = _party(persona.name, persona.address)
    to = _party(story.name, story.address) if line.mine else me
    cc = ""
    if "to" in line.options:
        to, cc = line.options["to"], me if "cc" in line.flags else ""
    head = [
        ("From", _party(name, address)),
        ("To", to),
        *([("Cc", cc)] if cc else []),
        ("Subject", _subject(story, number)),
        ("Date", format_datetime(line.at)),
        ("Message-ID", _identity(story, number)),
        *_marks(story, line, number, style),
    ]
    if number and not (style == "eml" and number % 3 == 2):
        head.append(("In-Reply-To", _identity(story, number - 1)))
        head.append(("References", " ".join(_identity(story, n) for n in range(number))))
    kind, body = _body(persona, story, number, style=style)
    lines = [f"{key}: {value}" for key, value in (*head, *kind)]
    return ("\n".join(lines) + "\n\n").encode() + body


def _subject(story: Story, number: int) -> str:
    subject = story.subject
    if number and not subject.lower().startswith(("automatic", "invitation", "re:")):
        subject = f"{('Re', 'AW', 'RE')[number % 3]}: {subject}"
    if any(ord(each) > 126 for each in subject):
        return Header(subject, "utf-8").encode()
    return subject


def _marks(story: Story, line: Line, number: int, style: str) -> list[tuple[str, str]]:
    out = []
    if "list" in line.flags:
        out += [
            ("List-Id", f"<{story.slug}.list.example>"),
            ("List-Unsubscribe", "<mailto:u@l.example>"),
        ]
    if "auto" in line.flags and number % 2 and len(story.slug) % 2:
        out.append(("Auto-Submitted", "auto-replied"))
    if style == "thunderbird":
        out.append(("X-Mozilla-Status", "0009" if "deleted" in line.flags else "0001"))
    return out


def _body(
    persona: Persona, story: Story, number: int, *, style: str
) -> tuple[list[tuple[str, str]], bytes]:
    line = story.lines[number]
    if {"invite", "answer"} & set(line.options) or "cancel" in line.flags:
        return _calendar(persona, story, line)
    text = line.text
    if number and "auto" not in line.flags:
        text += _quoted(persona, story, number, style=style)
    if "html" in line.flags:
        page = "<html><head><style>p{x:y}</style></head><body>" + "".join(
            f"<p>{each}</p>" for each in line.text.split("\n")
        ) + '<div class="gmail_quote">On some day X wrote:<blockquote>Could you?</blockquote></div>'  # fmt: skip  # noqa: E501
        return [("Content-Type", "text/html; charset=utf-8")], page.encode()
    if len(story.slug) % 3 == 0:
        return (
            [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"),
             ("Content-Transfer-Encoding", "quoted-printable")],
            quopri.encodestring(text.encode()),
        )  # fmt: skip
    if len(story.slug) % 3 == 1:
        page = "<p>" + text.replace("\n", "<br>\n") + "</p>"
        body = (
            f"--=_b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
            f"--=_b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            f"{base64.encodebytes(page.encode()).decode()}\n--=_b--\n"
        )
        return [("Content-Type", 'multipart/alternative; boundary="=_b"')], body.encode()
    return [("Content-Type", "text/plain; charset=utf-8")], text.encode() + b"\n"


def _quoted(persona: Persona, story: Story, number: int, *, style: str) -> str:
    line, before = story.lines[number], story.lines[number - 1]
    name, address = _sender(persona, story, before)
    rows = before.text.split("\n")
    if "inline" in line.flags:
        return ""
    if style == "thunderbird":
        return (
            f"\n\n-----Original Message-----\nFrom: {name} <{address}>\nSent: {before.at:%d %B %Y %H:%M}\n"  # noqa: E501
            f"To: someone\nSubject: {story.subject}\n\n" + before.text
        )
    if style == "maildir":
        opening = f"Am {before.at:%d.%m.%Y um %H:%M} schrieb {name}:"
    elif style == "eml":
        return f"\n\nFrom: {name} <{address}>\nSent: {before.at:%A, %d %B %Y %H:%M}\nTo: x <x@y.example>\nSubject: {story.subject}\n\n{before.text}"  # noqa: E501
    else:
        opening = f"On {before.at:%a, %b %d, %Y at %I:%M %p} {name}\n<{address}> wrote:"
    return f"\n\n{opening}\n\n" + "\n".join(f"> {row}" for row in rows)


def _calendar(persona: Persona, story: Story, line: Line) -> tuple[list[tuple[str, str]], bytes]:
    method = (
        "REQUEST" if "invite" in line.options else "CANCEL" if "cancel" in line.flags else "REPLY"
    )
    day = line.options.get("invite", "2026-12-10").replace("-", "")
    rows = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VTIMEZONE",
        "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T000000", "END:STANDARD",
        "END:VTIMEZONE", "BEGIN:VEVENT", f"UID:{line.options['uid']}", f"SUMMARY:{story.subject}",
        f"DTSTART;TZID=Customized Time Zone:{day}T100000", f"ORGANIZER;CN=x:mailto:{story.address}",
        f"ATTENDEE;PARTSTAT={line.options.get('answer', 'NEEDS-ACTION')};RSVP=TRUE:mailto:{persona.address}",  # noqa: E501
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    body = (
        f"--=_c\nContent-Type: text/plain; charset=utf-8\n\n{line.text}\n"
        f"--=_c\nContent-Type: text/calendar; charset=utf-8; method={method}\n\n"
        + "\r\n".join(rows) + "\n--=_c--\n"
    )  # fmt: skip
    return [("Content-Type", 'multipart/mixed; boundary="=_c"')], body.encode()


def _in_order(persona: Persona) -> list[tuple[datetime, Story, int]]:
    found = [(line.at, story, n) for story in persona.stories for n, line in enumerate(story.lines)]
    return sorted(found, key=lambda each: (each[0], each[1].slug))


def _takeout(persona: Persona, folder: Path) -> None:
    out = []
    for at, story, number in reversed(_in_order(persona)):
        line = story.lines[number]
        labels = "Envoy\u00e9s,Ouvert" if line.mine else "Bo\u00eete de r\u00e9ception,Ouvert"
        raw = _mail(persona, story, number, style="gmail").decode()
        thread = 1583290388308600000 + sum(map(ord, story.slug)) * 977
        text = (
            f"From {thread + number}@xxx {at:%a %b %d %H:%M:%S} +0000 {at:%Y}\n"
            f"X-GM-THRID: {thread}\nX-Gmail-Labels: {Header(labels, 'utf-8').encode()}\n{raw}\n"
        )
        out.append(text.replace("\nFrom now", "\n>From now"))
    path = folder / "Takeout" / "Mail"
    path.mkdir(parents=True)
    whole = "\n".join(out).replace("\n", "\r\n").encode()
    (path / "All mail Including Spam and Trash.mbox").write_bytes(whole)


def _thunderbird(persona: Persona, folder: Path) -> None:
    boxes: dict[str, list[str]] = {"Inbox": [], "Sent": []}
    for at, story, number in _in_order(persona):
        line = story.lines[number]
        raw = _mail(persona, story, number, style="thunderbird").decode()
        boxes["Sent" if line.mine else "Inbox"].append(f"From - {at:%a %b %d %H:%M:%S %Y}\n{raw}\n")
    for name, held in boxes.items():
        (folder / name).write_text("\n".join(held), "utf-8")
        (folder / f"{name}.msf").write_text("// <!-- <mdb:mork:z v='1.4'/> -->", "utf-8")


def _maildir(persona: Persona, folder: Path) -> None:
    for number_of, (at, story, number) in enumerate(_in_order(persona)):
        line = story.lines[number]
        box = folder / ".Sent" if line.mine else folder
        for each in ("cur", "new", "tmp"):
            (box / each).mkdir(parents=True, exist_ok=True)
            (box / each / ".gitkeep").touch()
        flags = "RS" if "replied" in line.flags else "S"
        name = f"{int(at.timestamp())}.M{number_of}.host!2,{flags}"
        (box / "cur" / name).write_bytes(_mail(persona, story, number, style="maildir"))


def _eml(persona: Persona, folder: Path) -> None:
    for _, story, number in _in_order(persona):
        path = folder / f"{story.slug}-{number}.eml"
        path.write_bytes(_mail(persona, story, number, style="eml"))


def _notmuch(persona: Persona, folder: Path) -> None:
    threads = []
    for story in persona.stories:
        node: list[object] = []
        for number in reversed(range(len(story.lines))):
            node = [[_notmuch_message(persona, story, number), node]]
        threads.append(node)
    (folder / "notmuch.json").write_text(json.dumps(threads, ensure_ascii=False, indent=1), "utf-8")


def _notmuch_message(persona: Persona, story: Story, number: int) -> dict[str, object]:
    line = story.lines[number]
    name, address = _sender(persona, story, line)
    me = _party(persona.name, persona.address)
    text = line.text + (_quoted(persona, story, number, style="gmail") if number else "")
    if "list" in line.flags:
        text += "\n\n-- \nTo unsubscribe send an email to the list.\n"
    return {
        "id": _identity(story, number).strip("<>"),
        "match": True,
        "excluded": False,
        "filename": [f"/mail/{story.slug}.{number}"],
        "timestamp": int(line.at.timestamp()),
        "date_relative": "some day",
        "tags": ["sent"] if line.mine else ["inbox", *(["lists"] if "list" in line.flags else [])],
        "headers": {
            "Subject": story.subject if not number else f"Re: {story.subject}",
            "From": _party(name, address),
            "To": _party(story.name, story.address) if line.mine else
                  (f"dev <{story.address}>" if "list" in line.flags else me),
            "Date": format_datetime(line.at),
        },
        "body": [{"id": 1, "content-type": "multipart/alternative", "content": [
            {"id": 2, "content-type": "text/plain", "content": text},
            {"id": 3, "content-type": "text/html", "content-length": 10}]}],
    }  # fmt: skip


def _mixed(persona: Persona, folder: Path) -> None:
    found: list[dict[str, object]] = []
    for _, story, number in _in_order(persona):
        via = story.options["via"]
        line = story.lines[number]
        raw = _mail(persona, story, number, style="gmail")
        where = folder / ("Sent Messages" if line.mine else "INBOX")
        where.mkdir(exist_ok=True)
        if via.startswith("emlx"):
            name = f"{len(found)}{number}{len(story.slug)}" + (
                ".partial" if "partial" in via else ""
            )
            tail = (
                '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
                "<key>flags</key><integer>8590195713</integer></dict></plist>\n"
            )
            (where / f"{name}.emlx").write_bytes(f"{len(raw):<10}\n".encode() + raw + tail.encode())
        elif via == "mu":
            found.append(_mu(persona, story, number))
        else:
            if via == "eml-badid":
                raw = raw.replace(b"Message-ID: <", b"Message-ID: <[").replace(b".0@", b".0]@")
            if via == "eml-blanks":
                raw += b" " * 200_000 + b"x"
            if via == "eml-latin":
                raw = raw.decode().encode("latin-1", "replace").replace(b"charset=utf-8", b"")
            (where / f"{story.slug}-{number}.eml").write_bytes(raw)
    (folder / "mu.json").write_text(json.dumps(found, indent=1), "utf-8")


def _mu(persona: Persona, story: Story, number: int) -> dict[str, object]:
    line = story.lines[number]
    name, address = _sender(persona, story, line)
    stamp = int(line.at.timestamp())
    out: dict[str, object] = {
        ":path": f"/mail/{story.slug}",
        ":maildir": "/Sent" if line.mine else "/Inbox",
        ":message-id": _identity(story, number).strip("<>"),
        ":subject": story.subject,
        ":date": [stamp >> 16, stamp & 0xFFFF, 0],
        ":date-unix": stamp,
        ":from": [{":email": address, ":name": name}],
        ":to": [{":email": story.address if line.mine else persona.address, ":name": ""}],
        ":body-txt": line.text,
    }
    if "list" in line.flags:
        out[":list"] = "law.list.example"
    return out


# chats


def _whatsapp(persona: Persona, folder: Path) -> None:
    for story in persona.stories:
        rows = [
            f"{story.lines[0].at:%d/%m/%Y, %H:%M} - Messages and calls are end-to-end encrypted."
        ]
        rows += [
            f"{line.at:%d/%m/%Y, %H:%M} - {_chatter(persona, story, line)}: {line.text}"
            for line in story.lines
        ]
        (folder / f"WhatsApp Chat with {story.name}.txt").write_text(
            "\n".join(rows) + "\n", "utf-8"
        )


def _whatsapp_ios(persona: Persona, folder: Path) -> None:
    for story in persona.stories:
        first = story.lines[0]
        rows = [
            f"\u200e[{first.at:%d.%m.%y, %I:%M:%S\u202f%p}] {story.name}: \u200eMessages and calls are end-to-end encrypted."  # noqa: E501
        ]
        for line in story.lines:
            mark = "\u200e" if "media" in line.flags else ""
            text = f"\u200e{line.text}" if mark else line.text
            rows.append(
                f"{mark}[{line.at:%d.%m.%y, %I:%M:%S\u202f%p}] {_chatter(persona, story, line)}: {text}"  # noqa: E501
            )
        path = folder / f"WhatsApp Chat - {story.name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "_chat.txt", "\r\n".join(rows) + "\r\n")
            _put(archive, "../../evil.txt", "nothing")


def _chatter(persona: Persona, story: Story, line: Line) -> str:
    if line.mine:
        return persona.name
    return story.name if line.who == "them" else line.who


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, text.encode())


_TEN = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT"  # noqa: E501
    ",CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
).split(",")
_NINE = [each for each in _TEN[:10] if each != "RECIPIENT PROFILE URLS"]


def _linkedin_rows(persona: Persona) -> list[dict[str, str]]:
    rows = []
    mine = (persona.name, f"https://www.linkedin.com/in/{persona.id}-me")
    for story in persona.stories:
        other = (story.name, f"https://www.linkedin.com/in/{story.slug}")
        for line in reversed(story.lines):
            sponsored = "sponsored" in line.flags
            sender, receiver = (mine, other) if line.mine else (other, mine)
            rows.append({
                "CONVERSATION ID": f"2-{story.slug}",
                "CONVERSATION TITLE": "Sponsored Conversation" if sponsored else "",
                "FROM": sender[0], "SENDER PROFILE URL": "" if sponsored else sender[1],
                "TO": receiver[0], "RECIPIENT PROFILE URLS": receiver[1],
                "DATE": f"{line.at:%Y-%m-%d %H:%M:%S} UTC", "SUBJECT": "",
                "CONTENT": line.text if len(story.slug) % 2 else
                           f'<p class="spinmail-quill-editor__spin-break">{line.text}</p>',
                "FOLDER": "INBOX", "ATTACHMENTS": "",
                "IS MESSAGE DRAFT": "Yes" if "draft" in line.flags else "No",
                "IS CONVERSATION DRAFT": "No",
            })  # fmt: skip
    return rows


def _csv(names: list[str], rows: list[dict[str, str]], *, quoted: bool) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, names, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _linkedin(persona: Persona, folder: Path) -> None:
    first, last = persona.name.split(" ", 1)
    path = folder / "Complete_LinkedInDataExport_11-28-2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "Profile.csv", f"First Name,Last Name,Headline\r\n{first},{last},Analyst\r\n")
        _put(archive, "messages.csv", _csv(_TEN, _linkedin_rows(persona), quoted=True))


def _linkedin_old(persona: Persona, folder: Path) -> None:
    text = "\ufeff" + _csv(_NINE, _linkedin_rows(persona), quoted=False)
    (folder / "messages.csv").write_bytes(text.encode())


def _telegram(persona: Persona, folder: Path) -> None:
    chats = []
    for number, story in enumerate(persona.stories):
        held = []
        for place, line in enumerate(story.lines):
            parts = (
                [line.text[:5], {"type": "bold", "text": line.text[5:]}] if place % 2 else line.text
            )
            held.append({
                "id": place, "type": "message", "date": f"{line.at:%Y-%m-%dT%H:%M:%S}",
                "date_unixtime": str(int(line.at.timestamp())),
                "from": _chatter(persona, story, line),
                "from_id": "user1" if line.mine else f"user{number + 100}", "text": parts,
            })  # fmt: skip
        held.insert(0, {"id": 99, "type": "service", "action": "phone_call", "text": ""})
        chats.append({"name": story.name, "type": "personal_chat", "id": number, "messages": held})
    chats.append({"name": "News", "type": "public_channel", "id": 77, "messages": []})
    whole = {
        "personal_information": {"user_id": 1, "first_name": persona.name},
        "chats": {"list": chats},
    }
    (folder / "result.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


def _slack(persona: Persona, folder: Path) -> None:
    users = {"U0ME": (persona.name, persona.address)}
    direct, days = [], dict[str, list[object]]()
    for number, story in enumerate(persona.stories):
        user = f"U{sum(map(ord, story.name))}"
        users[user] = (story.name, story.address)
        channel = next(
            (line.options["channel"] for line in story.lines if "channel" in line.options), ""
        )
        place = channel or f"D{number}"
        if not channel:
            direct.append({"id": place, "members": ["U0ME", user]})
        for line in story.lines:
            key = f"{place}/{line.at:%Y-%m-%d}.json"
            days.setdefault(key, []).append({
                "type": "message", "user": "U0ME" if line.mine else user,
                "ts": f"{line.at.timestamp():.0f}.00{number:02}",
                "text": line.text.replace("<@me>", "<@U0ME>").replace("'", "&#39;"),
            })  # fmt: skip
    del users[f"U{sum(map(ord, 'Tunde Bello'))}"]
    people = [{"id": key, "name": name.lower(), "profile": {"real_name": name, "email": mail}}
              for key, (name, mail) in users.items()]  # fmt: skip
    with zipfile.ZipFile(folder / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "users.json", json.dumps(people))
        _put(archive, "channels.json", json.dumps([{"id": "C1", "name": "general"}]))
        _put(archive, "dms.json", json.dumps(direct))
        for key, held in days.items():
            _put(archive, key, json.dumps(held))


_WRITERS: dict[str, Callable[[Persona, Path], None]] = {
    "takeout": _takeout,
    "thunderbird": _thunderbird,
    "maildir": _maildir,
    "eml": _eml,
    "notmuch": _notmuch,
    "mixed": _mixed,
    "whatsapp": _whatsapp,
    "whatsapp-ios": _whatsapp_ios,
    "linkedin": _linkedin,
    "linkedin-old": _linkedin_old,
    "telegram": _telegram,
    "slack": _slack,
}

if __name__ == "__main__":
    main()
