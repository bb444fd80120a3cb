"""A Slack export: one folder of day files for each conversation.

An ordinary export holds public channels only; direct messages are in the owner's full export.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from coach.inbox.headers import at_epoch
from coach.inbox.notmuch_mu import load
from coach.inbox.threads import Message, Party, clipped

Reader = Callable[[str], str]
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^>]*)>")
_LINK = re.compile(r"<((?:https?|mailto)[^|>]*)(?:\|([^>]*))?>")
_SPOKEN = frozenset({"", "thread_broadcast", "me_message", "file_share"})


def is_export(names: Iterable[str]) -> bool:
    """Whether an archive with these members is an export of Slack."""
    plain = {each.rsplit("/", 1)[-1] for each in names}
    return "users.json" in plain and ("channels.json" in plain or "dms.json" in plain)


def messages(names: Iterable[str], read: Reader) -> Iterator[Message]:
    """The messages of all conversations; ``read`` gives the text of a member."""
    held = sorted(names)
    root = next(each for each in held if each.endswith("users.json"))[: -len("users.json")]
    users = _users(load(read(f"{root}users.json")))
    direct: dict[str, list[str]] = {}
    for name in ("dms.json", "mpims.json"):
        if f"{root}{name}" in held:
            direct |= _members(load(read(f"{root}{name}")))
    for name in held:
        parts = name[len(root) :].split("/")
        if len(parts) == 2 and parts[1].endswith(".json") and parts[1][:1].isdigit():
            yield from _day(load(read(name)), parts[0], users, direct.get(parts[0]))


def _users(value: Any) -> dict[str, Party]:
    found = {}
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and each.get("id"):
            profile = each.get("profile") if isinstance(each.get("profile"), dict) else {}
            assert isinstance(profile, dict)
            name = profile.get("real_name") or each.get("real_name") or each.get("name") or ""
            mail = str(profile.get("email") or "").lower()
            found[str(each["id"])] = Party(str(name)[:120], mail or str(each["id"]))
    return found


def _members(value: Any) -> dict[str, list[str]]:
    found = {}
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            members = [str(m) for m in each.get("members") or ()]
            for key in ("id", "name"):
                if each.get(key):
                    found[str(each[key])] = members
    return found


def _day(
    value: Any, folder: str, users: Mapping[str, Party], members: list[str] | None
) -> Iterator[Message]:
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict) or str(each.get("subtype") or "") not in _SPOKEN:
            continue
        if "bot_id" in each or not each.get("user"):
            continue
        with suppress(ValueError, TypeError, OverflowError, OSError):
            yield _message(each, folder, users, members)


def _message(
    each: Mapping[str, Any], folder: str, users: Mapping[str, Party], members: list[str] | None
) -> Message:
    stamp = str(each["ts"])
    at, on = at_epoch(float(stamp))
    user = str(each["user"])
    sender = users.get(user, Party(user, user))
    two = members is not None and len(members) == 2
    # in a channel each thread is a conversation of its own; a direct one is a single stream
    thread = folder if two else f"{folder}/{each.get('thread_ts') or stamp}"
    others = [users.get(m, Party(m, m)) for m in members or () if m != user]
    text = _plain(str(each.get("text") or ""), users)
    return Message(
        id=f"slack:{folder}/{stamp}/{user}",
        at=at,
        on=on,
        sender=sender,
        to=tuple(others),
        source="slack",
        medium="chat",
        thread=thread,
        subject="" if members else f"#{folder}",
        text=clipped(text),
        kind="text" if text.strip() else "media",
        group=not two,
        title="" if two else f"#{folder}",
    )


def _plain(text: str, users: Mapping[str, Party]) -> str:
    def name(found: re.Match[str]) -> str:
        party = users.get(found[1])
        return f"@{party.name if party else found[1]}"

    text = _CHANNEL.sub(r"#\1", _MENTION.sub(name, text[:20_000]))
    return html.unescape(_LINK.sub(lambda m: m[2] or m[1], text))
