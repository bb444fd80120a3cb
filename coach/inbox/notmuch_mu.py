"""What ``notmuch show --format=json`` and ``mu find --format=json`` print."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from coach.inbox import automatic_mail, headers, html_text, quotes
from coach.inbox.threads import NOBODY, Message, Party, clipped

DEPTH = 60
_SKIP = frozenset({"spam", "trash", "draft", "drafts", "deleted"})


def load(text: str) -> Any:
    """The JSON in a text; mu may print one object a line."""
    try:
        return json.loads(text)
    except RecursionError:
        return None
    except ValueError:
        found = []
        for line in text.splitlines():
            try:
                found.append(json.loads(line.strip().rstrip(",")))
            except (ValueError, RecursionError):
                continue
        return found


def is_notmuch(value: Any) -> bool:
    """Whether this is what ``notmuch show`` prints."""
    while isinstance(value, list) and value:
        value = value[0]
    return isinstance(value, dict) and "headers" in value and "body" in value


def is_mu(value: Any) -> bool:
    """Whether this is what ``mu find`` prints."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and any(
        key.lstrip(":") in ("message-id", "maildir", "docid") for key in first
    )


def notmuch(value: Any) -> Iterator[Message]:
    """The messages in all threads; each child follows its parent."""
    if isinstance(value, list):
        for number, thread in enumerate(value):
            yield from _nested(thread, f"notmuch:{number}", "", 0)


def _nested(value: Any, thread: str, parent: str, depth: int) -> Iterator[Message]:
    if not isinstance(value, list) or depth > DEPTH:
        return
    if len(value) == 2 and isinstance(value[0], dict | None) and isinstance(value[1], list):
        identity = parent
        if isinstance(value[0], dict):
            made = _from_notmuch(value[0], parent)
            if made is not None:
                identity = made.id
                yield made
        for child in value[1]:
            yield from _nested(child, thread, identity, depth + 1)
        return
    for each in value:
        yield from _nested(each, thread, parent, depth + 1)


def _from_notmuch(value: Mapping[str, Any], parent: str) -> Message | None:
    given = value.get("headers")
    tags = {str(each) for each in value.get("tags") or () if isinstance(each, str)}
    if not isinstance(given, dict) or tags & _SKIP:
        return None
    fields = {str(k).lower(): str(v) for k, v in given.items() if isinstance(v, str)}
    return _built(
        fields,
        _body(value.get("body"), 0),
        identity=str(value.get("id", "")),
        parent=parent,
        seconds=value.get("timestamp"),
        mine="sent" in tags,
        replied="replied" in tags,
    )


def _body(parts: Any, depth: int) -> str:
    html = ""
    for part in parts if isinstance(parts, list) and depth < 8 else ():
        if not isinstance(part, dict):
            continue
        kind, content = str(part.get("content-type", "")), part.get("content")
        if isinstance(content, list):
            inner = _body(content, depth + 1)
            if inner:
                return inner
        elif isinstance(content, str) and kind == "text/plain":
            return content
        elif isinstance(content, str) and kind == "text/html":
            html = html or html_text.text_of(content)
    return html


def mu(value: Any) -> Iterator[Message]:
    """The messages in a list of objects, with or without colons before the keys."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            made = _from_mu({str(key).lstrip(":"): held for key, held in each.items()})
            if made is not None:
                yield made


def _from_mu(value: Mapping[str, Any]) -> Message | None:
    flags = {str(each) for each in value.get("flags") or () if isinstance(each, str)}
    folder = str(value.get("maildir", "")).rsplit("/", 1)[-1].casefold()
    if flags & {"draft", "trashed"} or folder in _SKIP:
        return None
    fields = {"subject": str(value.get("subject") or "")}
    for name in ("from", "to", "cc"):
        fields[name] = ", ".join(_contact(each) for each in value.get(name) or () if each)
    if "list" in value or "mailing-list" in value or "list" in flags:
        fields["list-id"] = "list"
    parents = value.get("references") or value.get("in-reply-to") or ""
    parent = parents[-1] if isinstance(parents, list) and parents else parents
    return _built(
        fields,
        str(value.get("body-txt") or value.get("body") or ""),
        identity=str(value.get("message-id", "")),
        parent=parent if isinstance(parent, str) else "",
        seconds=value.get("date-unix") or _emacs_time(value.get("date")),
        mine=folder in ("sent", "sent mail", "sent items"),
        replied="replied" in flags,
    )


def _contact(value: Any) -> str:
    if isinstance(value, dict):
        plain = {str(key).lstrip(":"): held for key, held in value.items()}
        name = str(plain.get("name") or "").replace('"', "")
        return f'"{name}" <{plain.get("email", "")}>'
    return str(value)


def _emacs_time(value: Any) -> float | None:
    if isinstance(value, list) and len(value) >= 2 and all(isinstance(v, int) for v in value[:2]):
        return float(value[0] * 65536 + value[1])
    return float(value) if isinstance(value, int | float) else None


def _built(
    fields: dict[str, str], body: str, *, identity: str, parent: str, seconds: Any,
    mine: bool, replied: bool,
) -> Message | None:  # fmt: skip
    when = headers.moment(fields.get("date", ""))
    if when is None and isinstance(seconds, int | float) and 0 < seconds < 4e9:
        when = headers.at_epoch(float(seconds))
    if when is None or not identity:
        return None
    senders = headers.parties(fields.get("from", ""))
    sender: Party = senders[0] if senders else NOBODY
    text = quotes.new_words(body)
    bulk = automatic_mail.is_bulk(fields, sender.address) or automatic_mail.says_automatic(text)
    return Message(
        id=identity[:250],
        at=when[0],
        on=when[1],
        sender=sender,
        source="notmuch" if "date" in fields else "mu",
        to=headers.parties(fields["to"]) if fields.get("to") else (),
        cc=headers.parties(fields["cc"]) if fields.get("cc") else (),
        parents=(parent,) if parent else (),
        subject=headers.decoded(fields.get("subject", ""))[:500],
        text=clipped(text),
        auto=automatic_mail.is_auto_answer(fields, text),
        bulk=bulk,
        unsubscribe=automatic_mail.reads_like_bulk(body),
        mine=mine,
        replied=replied,
    )
