"""Every field of the program that takes words is heard: found by walking, not by a list of them.

The routes below lead to fields; a field that is made anywhere in ``coach.ui`` and lies on
no route fails the last test, so that nobody adds one that isn't walked to.
"""

import ast
import sys
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

import coach.ui
from coach.journal.decisions import Person
from coach.platform.paths import journal_folder
from coach.private_files import make_folder
from coach.store.journal_store import open_journal
from tests.journeys.driver import Life
from tests.ui.past import ago, decided, remember
from tools.bench.world import PERSON, in_draft

FEAR = "I'm scared of him."
MOST_QUESTIONS = 30
OFFER = "Do you want the safety page?"
OURS = Path(coach.ui.__file__).parent

ROUTES = {
    "a name": ["1"],
    "a story": ["1", "story"],
    "the draft": ["draft"],
    "its subject": ["draft", "shift+tab"],
    "another decision": ["draft", "ctrl+r", "ctrl+o", "1"],
    "the page never sent": ["draft", "ctrl+t", "@First, write what you'd never send"],
    "a template's name": ["draft", "ctrl+t", "@Save this draft"],
    "a template's words": ["draft", "ctrl+t", "@Save this draft", "enter", "ctrl+t", "f4"],
    "words sent instead": ["draft", "ctrl+n", "@I sent a different version"],
    "what is feared": ["draft", "ctrl+n", "@I have sent it", "5", "enter"],
    "an outcome": ["f3", "enter", "n", "@write a note"],
    "a search of decisions": ["f3", "slash"],
    "a filter by day": ["f3", "f", "5", "5"],
    "a note on somebody": ["f3", "p", "enter", "n"],
    "a search of guides": ["f2", "slash"],
    "a search in a guide": ["f2", "down", "enter", "slash"],
    "a file of messages": ["m"],
    "a setting": ["ctrl+p", "s", "e", "t", "t", "i", "n", "g", "s", "enter", "1"],
}
"""Keys from home; "@..." chooses a line by its words, "draft" opens the session with a draft,
and "story" goes on to the question about what happened."""

HEARD_ELSEWHERE = {
    "coach.ui.dialogs.passphrase_dialog": "what is typed there is never looked at",
    "coach.ui.widgets.session_panes": "that is the safety page",
    "coach.ui.screens.after_send_screen": "played on its own below",
}


@pytest.fixture
def lives(tmp_path, monkeypatch):
    """Makes a life with a draft, a decision and a person."""
    monkeypatch.setenv("TZ", "UTC")

    def one(name):
        monkeypatch.setenv("COACH_HOME", str(tmp_path / name / "coach"))
        return lived(tmp_path / name)

    return one


def lived(home):
    life, journal = Life(home), open_journal(make_folder(journal_folder()))
    journal.keep(in_draft(life.clock.now()))
    journal.keep_person(Person(id="p", name="Ada"))
    journal.close()
    remember([decided("d", person="Ada", topic="the boiler", next_on=ago(-20).date())])
    return life


@pytest.fixture
def made(monkeypatch):
    """The modules of ours in which a field was made, as they are met."""
    found = set()
    for kind in (Input, TextArea):
        original = kind.__init__

        def noted(self, *args, original=original, **more):
            frame = sys._getframe(1)
            while frame and not (
                frame.f_globals["__name__"].startswith("coach.ui.")
                and frame.f_locals.get("self") is not self  # a kind of our own
            ):
                frame = frame.f_back
            if frame:
                found.add(frame.f_globals["__name__"])
            original(self, *args, **more)

        monkeypatch.setattr(kind, "__init__", noted)
    return found


async def goes(person, route):
    """By these keys, until a field has the keys of the route behind it."""
    for step in route:
        if step == "draft":
            await person.chooses(PERSON)
        elif step.startswith("@"):
            await person.chooses(step[1:])
        elif step == "story":
            await comes_to_the_story(person)
        else:
            await person.presses(step)
        await person.rests()


async def comes_to_the_story(person):
    for _ in range(MOST_QUESTIONS):
        if isinstance(person.app.focused, TextArea):
            return
        if isinstance(person.app.focused, Input):
            await person.says("1")
        elif "is any of this going on" in person.words:
            await person.goes_on()
        else:
            await person.presses("1", "enter", "ctrl+n")
        await person.rests()


async def says_fear(person):
    field = person.app.focused
    assert isinstance(field, Input | TextArea), f"no field has the keys:\n{person.screen}"
    if field.value if isinstance(field, Input) else field.text:
        await person.clears()
    await person.pastes(FEAR)
    if isinstance(field, Input):
        await person.presses("enter")
    else:
        await person.presses("escape" if person.app.screen.is_modal else "ctrl+n")
    await person.rests()


async def test_words_of_fear_are_heard_in_every_field(lives, made):
    deaf = []
    for name, route in ROUTES.items():
        async with lives(name).opens() as person:
            await person.sees(PERSON)
            try:
                await goes(person, route)
                await says_fear(person)
                await person.sees(OFFER, within=3)
            except AssertionError as why:
                deaf.append(f"{name}: {why}")
    assert not deaf, "\n".join(deaf)
    assert fields_in_the_source() == made | set(HEARD_ELSEWHERE), "a field lies on no route"


def fields_in_the_source():
    """The modules that make an Input, a TextArea, or a kind of one of them."""
    trees = {path: ast.parse(path.read_text()) for path in OURS.rglob("*.py")}
    kinds = {"Input", "TextArea"}
    for tree in trees.values():
        for each in ast.walk(tree):
            if isinstance(each, ast.ClassDef) and {ast.unparse(b) for b in each.bases} & kinds:
                kinds = kinds | {each.name}
    return {
        "coach.ui." + ".".join(path.relative_to(OURS).with_suffix("").parts)
        for path, tree in trees.items()
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and ast.unparse(each.func) in kinds
    }
