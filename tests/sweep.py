"""One test for a whole list: every entry is tried, and all that fail are named at once.

    @over("text", TEXTS)
    def test_any_text_comes_through(text): ...

It reads like ``pytest.mark.parametrize`` and takes the same values, names and ids, for tests
without ``async`` whose fixtures may be shared by all entries.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps

import pytest


def over(
    names: str | tuple[str, ...],
    entries: Iterable[object],
    ids: Callable[[object], object] | Iterable[object] | None = None,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run the test below for each entry; it fails with the list of those that failed."""
    named = tuple(each.strip() for each in names.split(",")) if isinstance(names, str) else names
    listed = list(entries)
    spoken = list(ids) if ids is not None and not callable(ids) else None

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def sweep(**given: object) -> None:
            failed = []
            for number, entry in enumerate(listed):
                values = _values(entry, len(named))
                try:
                    test(**given, **dict(zip(named, values, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    name = spoken[number] if spoken else _name(entry, values, ids)
                    failed.append(f"{name}: {error or type(error).__name__}")
            if failed:
                pytest.fail(f"{len(failed)} of {len(listed)}:\n" + "\n".join(failed))
            assert listed, "there is nothing to try"

        signature = inspect.signature(test)
        left = [each for name, each in signature.parameters.items() if name not in named]
        del sweep.__wrapped__
        sweep.__signature__ = signature.replace(parameters=left)
        return sweep

    return decorate


def _values(entry: object, count: int) -> tuple[object, ...]:
    if isinstance(entry, type(pytest.param())):
        return entry.values
    return (entry,) if count == 1 else tuple(entry)


def _name(entry: object, values: tuple[object, ...], ids: object) -> str:
    if isinstance(entry, type(pytest.param())) and entry.id:
        return entry.id
    return " · ".join(str(ids(each)) if callable(ids) else repr(each)[:80] for each in values)
