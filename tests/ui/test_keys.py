"""Every key of the program: named once, free of what terminals and editors swallow."""

import importlib
import pkgutil
import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import coach.ui
from coach.app.controllers import Controllers
from coach.app.settings import Settings
from coach.content.loader import ContentFolder
from coach.session.session import Session
from coach.ui.keys import KEYS, keys
from coach.ui.screens.session_screen import SessionScreen
from coach.vocabulary import Step
from tests.clock import FixedClock
from tests.sweep import over
from tests.terminal.driver import ROOT

SWALLOWED = {
    "ctrl+a": "screen",
    "ctrl+b": "tmux",
    "ctrl+s": "stops the terminal",
    "ctrl+z": "suspends",
    "ctrl+j": "is enter",
    "ctrl+m": "is enter",
    "ctrl+i": "is tab",
    "ctrl+h": "is backspace",
    "ctrl+left_square_bracket": "is escape",
    "ctrl+backslash": "quits",
    "f6": "belongs to the editor",
    "f7": "belongs to the editor",
    "f10": "opens menus",
    "f11": "makes windows large",
}
IN_THE_EDITOR = {"ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+d", "ctrl+x", "ctrl+c", "ctrl+v"}


def declared():
    """Every binding of every screen and widget of ours, with where it stands."""
    for module in pkgutil.walk_packages(coach.ui.__path__, "coach.ui."):
        for thing in vars(importlib.import_module(module.name)).values():
            ours = isinstance(thing, type) and thing.__module__ == module.name
            if ours and issubclass(thing, Screen | Widget) and "BINDINGS" in vars(thing):
                for binding in Binding.make_bindings(thing.BINDINGS):
                    yield f"{thing.__name__}", binding


ALL = [
    *(("keys", binding) for key in KEYS for binding in Binding.make_bindings([key])),
    *declared(),
]


def test_there_are_bindings_to_look_at():
    assert len(ALL) > 60


@over("binding", KEYS, ids=lambda binding: binding.id)
def test_each_key_has_a_name_a_label_and_a_sentence(binding):
    assert re.fullmatch(r"[a-z]+(\.[a-z_]+)?", binding.id)
    assert binding.tooltip
    assert binding.tooltip[0].isupper()
    assert 0 < len(binding.description) <= 8


def test_no_two_keys_have_one_name():
    ids = [binding.id for binding in KEYS]
    assert len(set(ids)) == len(ids)


def test_a_name_means_one_thing_wherever_it_stands():
    meant = {}
    for where, binding in ALL:
        if binding.id:
            action = binding.action.rpartition(".")[2]
            assert meant.setdefault(binding.id, action) == action, f"{binding.id} in {where}"


def test_every_key_with_a_name_or_a_place_in_the_footer_is_in_the_one_list():
    listed = {binding.id for binding in KEYS}
    assert not [
        (where, each)
        for where, each in declared()
        if (each.id or each.show) and each.id not in listed
    ]


def test_no_key_is_one_that_terminals_swallow():
    bad = [(where, each.key) for where, each in ALL if each.key in SWALLOWED]
    assert not bad


def test_no_key_needs_alt_with_a_letter():
    assert not [each.key for _, each in ALL if each.key.startswith("alt+")]


def test_keys_that_must_work_while_writing_are_not_the_editors_own():
    while_writing = [each for each in KEYS if each.id.startswith(("walk.", "draft.", "send."))]
    assert not [each.id for each in while_writing if set(each.key.split(",")) & IN_THE_EDITOR]


def test_keys_that_must_work_while_writing_are_no_plain_characters():
    everywhere = [each for each in KEYS if each.id.startswith(("walk.", "draft.", "send."))]
    assert not [each.id for each in everywhere if len(each.key) == 1]


def test_no_key_means_two_things_on_one_screen():
    for where in {where for where, _ in ALL} - {"keys", "SessionScreen"}:
        mine = [each.key for there, each in ALL if there == where]
        assert len(set(mine)) == len(mine), f"{where} has one key twice: {sorted(mine)}"


@pytest.mark.parametrize("step", list(Step))
def test_no_key_means_two_things_at_one_step_of_the_session(step):
    now = datetime(2026, 11, 17, tzinfo=UTC)
    services = SimpleNamespace(guidance=ContentFolder(), settings=Settings(), clock=FixedClock(now))
    controllers = Controllers.over(services)
    controllers.sessions.resume(Session(id="w", started=now, touched=now, step=step))
    screen = SessionScreen(controllers)
    works = [
        each.key
        for where, each in ALL
        if where == "SessionScreen" and screen.check_action(each.action.partition("(")[0], ())
    ]
    assert len(works) > 5
    assert len(set(works)) == len(works)


def test_every_key_that_the_readme_names_is_in_the_list():
    table = (ROOT / "README.md").read_text().partition("## Keys")[2].partition("\n## ")[0]
    named = {
        key
        for row in table.splitlines()
        if row.startswith("|")
        for key in re.findall("`([^`]+)`", row.split("|")[1])
    }
    listed = {key for each in KEYS for key in each.key.split(",")} | {"ctrl+p"}
    assert len(named) > 10
    said = {"esc": "escape", "/": "slash"}
    assert {said.get(key, key) for key in named} <= listed


def test_shown_keys_come_in_the_order_asked_for_and_hidden_ones_after():
    found = keys("walk.next", "help", hidden=("quit",))
    assert [each.id for each in found] == ["walk.next", "help", "quit"]
    assert [each.show for each in found] == [True, True, False]
    assert found[0].tooltip


def test_an_unknown_name_is_an_error_at_once():
    with pytest.raises(KeyError):
        keys("walk.fly")
