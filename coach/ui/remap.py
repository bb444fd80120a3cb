"""Keys as the user wants them, checked before they count."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

from coach.domain.problems import did_you_mean

_MODIFIERS = ("ctrl+", "shift+", "alt+")
_NAMED = {key.value for key in Keys}


def all_bindings() -> Mapping[str, Binding]:
    """Every binding of the program that has an id, by it."""
    from coach.ui.keys import KEYS

    found = {binding.id: binding for binding in KEYS if binding.id}
    for room in ("screens", "widgets"):
        package = import_module(f"coach.ui.{room}")
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            found |= {each.id: each for each in _declared(module.name) if each.id}
    return found


def keymap(wanted: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The keys that can count, by binding id, and a sentence for each that cannot."""
    known = all_bindings()
    good: dict[str, str] = {}
    problems: list[str] = []
    for id, keys in wanted.items():
        wrong = [key for key in keys.split(",") if not _is_key(key.strip())]
        if id not in known:
            problems.append(f"Settings, keys: {id!r} is no key's id. {did_you_mean(id, known)}")
        elif wrong:
            problems.append(f"Settings, keys: {wrong[0]!r} is no key. {id!r} stays as it was.")
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
    return len(bare) == 1 or bare in _NAMED or bare in ("slash", "comma", "full_stop", "minus")


def _declared(module: str) -> Iterator[Binding]:
    for thing in vars(import_module(module)).values():
        if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__ == module:
            yield from (
                each for each in vars(thing).get("BINDINGS", ()) if isinstance(each, Binding)
            )
