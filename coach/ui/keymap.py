"""Keys as the user wants them, checked before they count."""

from collections.abc import Mapping, Sequence
from functools import cache

from textual.binding import Binding
from textual.keys import Keys

from coach.errors import did_you_mean
from coach.ui.keys import KEYS, default_keys

_MODIFIERS = ("ctrl+", "shift+", "alt+")
_SIGNS = ("slash", "comma", "full_stop", "minus")
_NAMED = {key.value for key in Keys}.union(_SIGNS)
_IDS = tuple(binding.id for binding in KEYS if binding.id)


_TERMINAL = {
    "ctrl+i": "tab",
    "ctrl+j": "enter",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that no terminal can tell from another."""

_WRITING = ("walk.", "draft.", "send.")
"""How the ids of bindings begin that are needed while words are typed."""

_TYPED = (
    *("help", "quit", "journal", "read", "leave", "picker.close", "chooser.close"),
    *("library.stop", "library.to_list", "read.stop"),
)
"""Others that are needed then."""

_SCREENS = (("walk.", "draft.", "send."), ("home.",), ("journal.", "decision.note"))
"""Bindings that one screen has together, by how their ids begin; else each word is a screen."""


def keymap(wanted: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The keys that can count, by binding id, and a sentence for each that cannot."""
    good: dict[str, str] = {}
    problems: list[str] = []
    for id, keys in wanted.items():
        why = _refused(id, [each.strip() for each in keys.split(",")])
        if why:
            problems.append(f"Settings, keys: {why}")
        else:
            good[id] = keys
    for id, why in _clashes(good):
        good.pop(id)
        problems.append(f"Settings, keys: {why}")
    return good, tuple(problems)


def _refused(id: str, keys: Sequence[str]) -> str:
    """Why this binding cannot have these keys; empty where it can."""
    if id not in _IDS:
        return f"{id!r} isn't the id of a key. {did_you_mean(id, _IDS)}"
    for key in keys:
        if not _is_key(key):
            return f"{key!r} isn't a key. {id!r} hasn't changed."
        if taker := _taker(id, key):
            return f"{key!r} {taker}, so {id!r} wouldn't receive it. {id!r} hasn't changed."
    return ""


def _taker(id: str, key: str) -> str:
    """What takes this key before the binding does, where the binding is needed."""
    if key in _TERMINAL:
        return f"is {_TERMINAL[key]}"
    typed = id in _TYPED or id.startswith(_WRITING)
    if typed and (len(key) == 1 or key in (*_SIGNS, "space", "enter", "tab")):
        return "is typed in a field"
    if key in default_keys(id):
        return ""
    if typed and key in _fields():
        return "belongs to the field you type in"
    if key in _lists():
        return "moves in lists"
    return ""


@cache
def _fields() -> frozenset[str]:
    """Every key that a field of one line or of many has for itself."""
    from textual.widgets import Input, TextArea

    bindings = Binding.make_bindings([*TextArea.BINDINGS, *Input.BINDINGS])
    return frozenset(each.key for each in bindings) - {"escape"}


@cache
def _lists() -> frozenset[str]:
    from textual.widgets import OptionList

    return frozenset(each.key for each in Binding.make_bindings(OptionList.BINDINGS))


def _clashes(good: Mapping[str, str]) -> list[tuple[str, str]]:
    """Ids whose key another binding of the same screen has: only one of them would work."""
    found: list[tuple[str, str]] = []
    taken: dict[str, list[str]] = {}
    for id in _IDS:
        if id not in good:
            for key in default_keys(id):
                taken.setdefault(key, []).append(id)
    for id, keys in good.items():
        for key in (each.strip() for each in keys.split(",")):
            other = next((each for each in taken.get(key, ()) if _together(id, each)), "")
            if other:
                found.append((id, f"{key!r} is given to both {other!r} and {id!r}."))
                break
            taken.setdefault(key, []).append(id)
    return found


def _together(one: str, other: str) -> bool:
    """Whether two bindings are there at the same time; those without a dot always are."""
    if "." not in one or "." not in other:
        return True
    if one.partition(".")[0] == other.partition(".")[0]:
        return True
    return any(one.startswith(each) and other.startswith(each) for each in _SCREENS)


def _is_key(key: str) -> bool:
    bare = key
    for modifier in _MODIFIERS:
        bare = bare.removeprefix(modifier)
    return len(bare) == 1 or bare in _NAMED
