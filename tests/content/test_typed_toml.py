"""Broken content is named by file and line, with a suggestion."""

from dataclasses import dataclass, field

import pytest

from coach.content.typed_toml import parse_toml
from coach.errors import ContentError


@dataclass(frozen=True)
class Row:
    id: str
    count: int = 0


@dataclass(frozen=True)
class Table:
    title: str
    rows: tuple[Row, ...] = ()
    named: dict[str, Row] = field(default_factory=dict)


def problem(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        parse_toml(text, Table, name="table.toml")
    return str(caught.value)


def test_sound_toml_becomes_the_value():
    text = 'title = "a"\n[[rows]]\nid = "x"\n[named.y]\nid = "y"\ncount = 2\n'
    assert parse_toml(text, Table, name="t") == Table("a", (Row("x"),), {"y": Row("y", 2)})


def test_an_unknown_key_is_named_with_its_line_and_the_nearest_known_one():
    text = 'title = "a"\n\n[[rows]]\nid = "x"\n[[rows]]\nid = "y"\ncuont = 3\n'
    assert problem(text) == "table.toml:7: 'cuont' isn't known here. Did you mean 'count'?"


def test_a_wrong_type_is_named_with_its_line():
    text = 'title = "a"\n[[rows]]\nid = "x"\n[[rows]]\nid = "y"\ncount = "three"\n'
    assert problem(text) == "table.toml:6: Expected `int`, got `str`"


def test_a_missing_key_is_named_at_the_row_that_lacks_it():
    text = 'title = "a"\n[[rows]]\nid = "x"\n\n[[rows]]\ncount = 1\n'
    assert problem(text) == "table.toml:5: Object missing required field `id`"


def test_broken_syntax_is_named_with_its_line():
    assert problem('title = "a"\nrows = [\n').startswith("table.toml:")
    assert problem("title = \n").startswith("table.toml:1: Invalid value")


def test_lines_count_from_where_the_text_stands_in_its_file():
    with pytest.raises(ContentError) as caught:
        parse_toml("title = 1", Table, name="a.md", first_line=2)
    assert str(caught.value) == "a.md:2: Expected `str`, got `int`"
