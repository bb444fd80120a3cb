"""Telegram Desktop's "machine-readable JSON": one chat, or a whole account."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from coach.inbox.headers import at_epoch
from coach.inbox.threads import Kind, Message, Party, clipped

_SKIP = ("saved_messages", "replies", "verification_codes", "bot_chat")
_GROUPS = ("private_group", "private_supergroup", "public_supergroup")


def is_export(value: Any) -> bool:
    """Whether this is an export of Telegram."""
    if not isinstance(value, dict):
        return False
    chats = value.get("chats")
    if isinstance(chats, dict) and isinstance(chats.get("list"), list):
        return True
    return isinstance(value.get("messages"), list) and "type" in value


def messages(value: Mapping[str, Any]) -> Iterator[Message]:
    """The messages of all chats between people."""
    me = ""
    information = value.get("personal_information")
    if isinstance(information, dict):
        me = f"user{information.get('user_id', '')}"
    chats = value.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else [value]
    for chat in listed if isinstance(listed, list) else ():
        if isinstance(chat, dict):
            yield from _chat(chat, me)


def _chat(chat: Mapping[str, Any], me: str) -> Iterator[Message]:
    kind = str(chat.get("type", ""))
    held = chat.get("messages")
    if kind in _SKIP or kind.endswith("_channel") or not isinstance(held, list):
        return
    name = str(chat.get("name") or "")
    for each in held:
        if isinstance(each, dict) and each.get("type") == "message":
            with suppress(ValueError, TypeError, OverflowError, OSError):
                yield _message(
                    each, thread=f"telegram:{chat.get('id', name)}", title=name,
                    group=kind in _GROUPS, me=me,
                )  # fmt: skip


def _message(each: Mapping[str, Any], *, thread: str, title: str, group: bool, me: str) -> Message:
    at, on = _when(each)
    text = _text(each)
    kind: Kind = "text" if text.strip() else "media"
    sender = str(each.get("from_id") or "")
    return Message(
        id=f"{thread}/{each.get('id')}",
        at=at,
        on=on,
        sender=Party(str(each.get("from") or "")[:120], sender),
        source="telegram",
        medium="chat",
        thread=thread,
        text=clipped(text),
        kind=kind,
        mine=bool(me) and sender == me,
        group=group,
        title=title,
    )


def _when(each: Mapping[str, Any]) -> tuple[float, date]:
    seconds = float(each.get("date_unixtime") or 0)
    written = each.get("date")
    local = datetime.fromisoformat(written) if isinstance(written, str) else None
    if not seconds:
        if local is None:
            raise ValueError
        seconds = local.timestamp()
    return (seconds, local.date()) if local else at_epoch(seconds)


def _text(each: Mapping[str, Any]) -> str:
    parts = each.get("text_entities") or each.get("text") or ""
    if isinstance(parts, str):
        return parts
    out = []
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, dict):
            out.append(str(part.get("text") or ""))
    return "".join(out)
