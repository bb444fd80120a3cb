"""What lies where: the top level is fixed, content holds no code, pictures no text."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FOLDERS = {"coach", "content", "docs", "screenshots", "tests", "tools"}
FILES = {
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "pyproject.toml",
}
MADE_BY_TOOLS = {"build", "dist", "__pycache__", "PKG-INFO"}
ROOMS = [
    *("advice", "app", "commands", "content", "guides", "journal", "platform", "review"),
    *("session", "store", "ui"),
]
CONTENT = {".md", ".toml", ".tsv", ".jsonl"}


def _ours(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.iterdir()
        if not path.name.startswith(".")
        and path.name not in MADE_BY_TOOLS
        and path.suffix != ".egg-info"
    ]


def test_the_top_level_holds_what_it_is_meant_to_and_nothing_else():
    here = _ours(ROOT)
    assert {path.name for path in here if path.is_dir()} <= FOLDERS
    assert {path.name for path in here if path.is_file()} <= FILES
    assert {"coach", "content", "tests", "screenshots"} <= {path.name for path in here}
    assert (ROOT / "pyproject.toml").is_file()


def test_content_holds_texts_and_tables_and_no_code():
    files = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    assert len(files) > 20
    strange = [path for path in files if path.suffix not in CONTENT]
    assert not strange


def test_pictures_are_all_that_lies_in_screenshots():
    files = [path for path in _ours(ROOT / "screenshots") if path.is_file()]
    assert {path.suffix for path in files} <= {".png", ".svg"}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_tests(room):
    tests = list((ROOT / "tests" / room).glob("test_*.py"))
    assert tests, f"tests/{room} is empty"


@pytest.mark.parametrize("name", ["util", "helper", "manager", "misc", "common"])
def test_no_module_is_named_after_nothing(name):
    modules = list((ROOT / "coach").rglob("*.py"))
    assert len(modules) > 20
    assert not [path for path in modules if name in path.stem]


def test_what_runs_for_every_change_is_the_test_command_that_the_readme_names():
    readme = (ROOT / "README.md").read_text()
    run = (ROOT / ".ci" / "run").read_text()
    named = [line.strip() for line in readme.splitlines() if "bin/pytest" in line]
    assert len(named) == 1
    assert named[0] in run


def test_every_picture_that_a_text_shows_is_there():
    shown = [
        (path.name, target)
        for path in ROOT.glob("*.md")
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", path.read_text())
    ]
    assert shown
    assert [(name, target) for name, target in shown if not (ROOT / target).is_file()] == []


def test_every_file_that_a_text_leads_to_is_there():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name} leads to {target}"
