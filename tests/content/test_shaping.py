"""The quick road gives what msgspec gives, and is unsure of all else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.content import shaping, typed_toml
from coach.content.loader import ContentFolder
from coach.content.shaping import UnsureError, shaped


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    at_least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    name: str
    count: int = 3
    on: bool = False
    colours: tuple[Colour, ...] = ()
    said: Mapping[Colour, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    when: Mapping[str, bool | int | str | tuple[str, ...] | Leaf] = field(default_factory=dict)
    under: "tuple[Tree, ...]" = ()


def test_sound_data_becomes_the_value():
    data = {
        "name": "a",
        "colours": ["red"],
        "words": ["x"],
        "said": {"blue": "b"},
        "when": {"a": True, "b": 2, "c": ["d"], "e": {"at_least": 1}},
        "under": [{"name": "b", "count": 4}],
    }
    assert shaped(data, Tree) == Tree(
        name="a",
        colours=(Colour.RED,),
        words=frozenset({"x"}),
        said={Colour.BLUE: "b"},
        when={"a": True, "b": 2, "c": ("d",), "e": Leaf(at_least=1)},
        under=(Tree(name="b", count=4),),
    )


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": 1},
        {"name": "a", "count": True},
        {"name": "a", "count": "3"},
        {"name": "a", "on": 1},
        {"name": "a", "colours": ["green"]},
        {"name": "a", "colours": "red"},
        {"name": "a", "nmae": "b"},
        {"name": "a", "when": {"e": {"at_most": 1}}},
        {"name": "a", "when": {"e": 1.5}},
        {"name": "a", "said": {"green": "b"}},
        {"name": "a", "under": [{}]},
        [],
    ],
    ids=str,
)
def test_what_is_not_plainly_sound_is_left_to_msgspec(data):
    with pytest.raises(UnsureError):
        shaped(data, Tree)


_WORDS = some.sampled_from(["name", "count", "on", "colours", "when", "under", "red", "x"])
_DATA = some.recursive(
    some.one_of(some.booleans(), some.integers(-3, 3), _WORDS, some.floats(0, 1)),
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(_DATA | some.dictionaries(_WORDS, _DATA).map(lambda each: each | {"name": "a"}))
def test_whatever_takes_the_quick_road_is_what_msgspec_makes_of_it(data):
    try:
        quick = shaped(data, Tree)
    except UnsureError:
        return
    assert quick == msgspec.convert(data, Tree)


@dataclass
class Held:
    value: object


def test_all_content_that_comes_with_the_program_takes_the_quick_road(monkeypatch):
    told: list[tuple[bytes, bytes]] = []

    def as_json(value):  # field by field: msgspec leaves out what only the class holds
        return msgspec.json.encode(asdict(Held(value)), order="deterministic")

    def both(data, kind):
        quick = shaping.shaped(data, kind)
        told.append((as_json(quick), as_json(msgspec.convert(data, kind))))
        return quick

    def never(_data, _kind, _text, name, _line):
        raise AssertionError(f"{name} takes the long road")

    monkeypatch.setattr(typed_toml, "shaped", both)
    monkeypatch.setattr(typed_toml, "_checked", never)
    guidance = ContentFolder()
    for part in ("deciding", "script", "aftercare", "rules", "templates", "shelf"):
        assert getattr(guidance, part)
    assert len(told) > 50
    assert all(quick == slow for quick, slow in told)
