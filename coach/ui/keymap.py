"""Keys as the user wants them, checked before they count."""

from collections.abc import Iterator, Mapping

from textual.keys import Keys

from coach.problems import did_you_mean
from coach.ui.keys import KEYS

_MODIFIERS = ("ctrl+", "shift+", "alt+")
_SIGNS = ("slash", "comma", "full_stop", "minus")
_NAMED = {key.value for key in Keys}.union(_SIGNS)
_IDS = tuple(binding.id for binding in KEYS if binding.id)


def keymap(wanted: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The keys that can count, by binding id, and a sentence for each that cannot."""
    good: dict[str, str] = {}
    problems: list[str] = []
    for id, keys in wanted.items():
        wrong = [key for key in keys.split(",") if not _is_key(key.strip())]
        if id not in _IDS:
            problems.append(f"Settings, keys: {id!r} isn't a key's id. {did_you_mean(id, _IDS)}")
        elif wrong:
            problems.append(
                f"Settings, keys: {wrong[0]!r} isn't a key. {id!r} keeps its usual key."
            )
        else:
            good[id] = keys
    problems += _clashes(good)
    return good, tuple(problems)


def _clashes(good: Mapping[str, str]) -> Iterator[str]:
    """Two ids that were given one and the same key: only one of them would work."""
    taken: dict[str, str] = {}
    for id, keys in good.items():
        for key in (each.strip() for each in keys.split(",")):
            if key in taken:
                yield f"Settings, keys: {key!r} is given to both {taken[key]!r} and {id!r}."
            taken.setdefault(key, id)


def _is_key(key: str) -> bool:
    bare = key
    for modifier in _MODIFIERS:
        bare = bare.removeprefix(modifier)
    return len(bare) == 1 or bare in _NAMED
