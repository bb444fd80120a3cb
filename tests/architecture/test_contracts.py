"""The import rules hold, and each of them bites."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = {
    each["id"]: each["name"]
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}

VIOLATIONS = [
    # contract, the module that breaks it, what it imports
    ("layers", "coach.vocabulary", "coach.advice"),
    ("layers", "coach.advice.planted", "coach.review"),
    ("layers", "coach.guides.planted", "coach.session"),
    ("layers", "coach.inbox.planted", "coach.advice"),
    ("layers", "coach.session.planted", "coach.journal"),
    ("layers", "coach.journal.planted", "coach.app"),
    ("layers", "coach.app.planted", "coach.content"),
    ("layers", "coach.content.planted", "coach.store"),
    ("layers", "coach.store.planted", "coach.platform"),
    ("layers", "coach.platform.planted", "coach.ui"),
    ("layers", "coach.ui.planted", "coach.content"),
    ("layers", "coach.ui.widgets.planted", "coach.commands"),
    ("layers", "coach.commands.planted", "coach.cli"),
    ("textual-only-in-ui", "coach.app.planted", "textual.message"),
    ("textual-only-in-ui", "coach.session.planted", "rich.text"),
    ("textual-only-in-ui", "coach.store.planted", "textual.widgets"),
    ("textual-only-in-ui", "coach.platform.planted", "textual"),
    ("tinydb-only-in-store", "coach.journal.planted", "tinydb"),
    ("tinydb-only-in-store", "coach.ui.screens.planted", "tinydb"),
    ("tinydb-only-in-store", "coach.app.planted", "tinydb.storages"),
    ("tinydb-only-in-store", "coach.ui.planted", "sqlite3"),
    *(
        ("pure-rooms", "coach.advice.planted", module)
        for module in ("os", "pathlib", "time", "random", "tomllib", "msgspec", "subprocess")
    ),
    ("markdown-only-in-content", "coach.guides.planted", "markdown_it"),
    ("markdown-only-in-content", "coach.ui.planted", "markdown_it.token"),
    ("screens-apart", "coach.ui.screens.planted", "coach.ui.screens.home_screen"),
    ("screens-apart", "coach.ui.screens.home_screen", "coach.ui.screens.session_screen"),
    ("widgets-below", "coach.ui.widgets.planted", "coach.ui.screens.home_screen"),
    ("widgets-below", "coach.ui.widgets.planted", "coach.ui.app"),
]


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package in this folder, to one contract."""
    code = "from importlinter.cli import lint_imports_command as lint; lint()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo", "--contract", contract],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """A copy of the package that may be spoilt."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "coach", tmp_path / "coach", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("contract", CONTRACTS)
def test_the_program_keeps_the_contract(contract):
    done = lint(ROOT, contract)
    assert done.returncode == 0, done.stdout + done.stderr


def plant(folder: Path, module: str, imports: str) -> None:
    """Import it within a function, since that is where a forbidden import would hide."""
    file = folder.joinpath(*module.split(".")).with_suffix(".py")
    kept = file.read_text() if file.exists() else '"""Planted."""\n'
    name = imports.replace(".", "_")
    file.write_text(f"{kept}\n\ndef planted_{name}() -> None:\n    import {imports}\n")


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_planted_violation_is_caught(copy, contract):
    planted = [(module, imports) for each, module, imports in VIOLATIONS if each == contract]
    for module, imports in planted:
        plant(copy, module, imports)

    done = lint(copy, contract)

    assert done.returncode == 1, done.stdout + done.stderr
    for module, imports in planted:
        to = imports if imports.startswith("coach") else imports.partition(".")[0]
        assert f"{module} -> {to} " in done.stdout, f"it broke for another reason:\n{done.stdout}"


def test_no_contract_is_left_without_a_violation_that_shows_its_teeth():
    assert {contract for contract, _, _ in VIOLATIONS} == set(CONTRACTS)
