"""``coach doctor``: what works on this machine, what is not here, what is broken.

The report is plain lines on standard output. Exit status 0 when nothing is
broken (what is merely not here is no fault), 1 when something is.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.app.settings import Settings

FINE, BROKEN = 0, 1

_OTHERS, _WRITE = 0o077, 0o022
_SMALLEST = (40, 12)


class State(StrEnum):
    """How a thing is; the words stand in the report."""

    WORKS = "works"
    ABSENT = "not here"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One finding: of what, how it is, and what there is to know or do."""

    of: str
    state: State
    said: str


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the program's parser."""
    parser = subparsers.add_parser(
        "doctor",
        help="what works on this computer and what doesn't",
        description="Show what works on this computer and what doesn't. Changes nothing.",
        epilog="Exit status: 0 nothing is broken, 1 something is broken.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything and report; returns the exit status."""
    broken = 0
    for line in examine():
        print(_json(line) if args.json else f"{line.of:<10} {line.state:<9} {line.said}")
        broken += line.state is State.BROKEN
    if broken:
        print(f"{broken} broken. Everything else works.", file=sys.stderr)
    return BROKEN if broken else FINE


def examine() -> Iterator[CheckLine]:
    """Every finding of every check, in order; a check that fails is a finding itself."""
    for name, check in CHECKS:
        try:
            yield from check()
        except Exception as error:  # the doctor reports what breaks, whatever it is
            yield CheckLine(name, State.BROKEN, f"{type(error).__name__}: {error}")


def program() -> Iterator[CheckLine]:
    """Which program and Python this is."""
    from platform import python_version

    from coach import __version__

    yield CheckLine("program", State.WORKS, f"coach {__version__} on Python {python_version()}")


def content() -> Iterator[CheckLine]:
    """Whether all that the program says can be read, the user's own additions included."""
    from coach.content import article_files, check_files
    from coach.content.loader import ContentFolder
    from coach.content.shipped_content import shipped
    from coach.errors import ContentError
    from coach.platform.paths import own_content

    guidance = ContentFolder(own=own_content())
    problems: list[object] = []
    counts: list[str] = []
    for part, called in _PARTS.items():
        try:
            found = getattr(guidance, part)
            if called:
                counts.append(f"{len(getattr(found, 'articles', found))} {called}")
        except ContentError as error:
            problems += error.problems
    problems += [*guidance.problems, *article_files.faults(guidance.shelf, shipped())]
    problems += check_files.problems(shipped() / "checks")
    for problem in dict.fromkeys(problems):
        yield CheckLine("content", State.BROKEN, str(problem))
    if not problems:
        yield CheckLine("content", State.WORKS, ", ".join(counts))


_PARTS = {
    "deciding": "",
    "script": "",
    "aftercare": "",
    "rules": "checks",
    "templates": "templates",
    "shelf": "articles",
}
"""Each part of the content, and what to call its pieces where they are counted."""


def settings() -> Iterator[CheckLine]:
    """Whether the settings file is sound."""
    from coach.platform.paths import settings_file
    from coach.platform.settings_reader import load

    file = settings_file()
    loaded = load(file)
    yield from _open_to_others("config", file.parent)
    unknown = list(_unknown(loaded.settings))
    for problem in (*loaded.problems, *unknown):
        yield CheckLine("settings", State.BROKEN, str(problem))
    if not file.exists():
        yield CheckLine("settings", State.ABSENT, f"{file} (to write one: coach config init)")
    elif not loaded.problems and not unknown:
        yield CheckLine("settings", State.WORKS, str(file))


def _unknown(settings: "Settings") -> Iterator[str]:
    """What the settings name and nothing is called: a look, a check, a key or its id."""
    from coach.content.check_files import load
    from coach.content.shipped_content import shipped
    from coach.errors import did_you_mean

    if settings.keys:
        from coach.ui.keymap import keymap

        yield from keymap(settings.keys)[1]
    if settings.theme != "harbour":
        from textual.theme import BUILTIN_THEMES

        from coach.ui.theme import OURS

        themes = [*(each.name for each in OURS), *BUILTIN_THEMES]
        if settings.theme not in themes:
            hint = did_you_mean(settings.theme, themes)
            yield f"Settings, theme: {settings.theme!r} isn't a theme. {hint}".strip()
    if settings.keep:
        rules = [each.id for each in load(shipped() / "checks")]
        for id in sorted(settings.keep.difference(rules)):
            yield f"Settings, keep: {id!r} isn't a check. {did_you_mean(id, rules)}".strip()


def journal() -> Iterator[CheckLine]:
    """Whether the journal can be read, and by its owner alone."""
    from coach.errors import JournalError, JournalLocked
    from coach.platform.paths import home, journal_folder
    from coach.store.journal_file import FILE, OLD_FILE
    from coach.store.journal_store import open_journal

    folder = journal_folder()
    yield from _open_to_others("journal", home(), _WRITE)
    yield from _open_to_others("journal", folder)
    if not ((folder / FILE).exists() or (folder / OLD_FILE).exists()):
        yield CheckLine("journal", State.ABSENT, f"{folder} (created when you save something)")
        return
    yield from _open_to_others("journal", folder / FILE)
    opened = open_journal(folder)
    try:
        kept, open_sessions = len(opened.summaries()), len(opened.sessions())
        said = f"{kept} {_many('decision', kept)}, {open_sessions} open, in {folder}"
        yield CheckLine("journal", State.WORKS, said)
    except JournalLocked as error:
        state = State.WORKS if error.openable else State.BROKEN
        yield CheckLine("journal", state, str(error))
    except JournalError as error:
        yield CheckLine("journal", State.BROKEN, str(error))
    finally:
        opened.close()


def terminal() -> Iterator[CheckLine]:
    """Whether the full screen can be shown here."""
    name = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield CheckLine(
            "terminal", State.ABSENT, "This is a pipe. Without a screen, use: coach ask"
        )
    elif name in ("", "dumb"):
        said = f"TERM={name or '(empty)'} can't show full screen. Use: coach ask"
        yield CheckLine("terminal", State.ABSENT, said)
    else:
        width, height = os.get_terminal_size()
        small = width < _SMALLEST[0] or height < _SMALLEST[1]
        advice = f"; make it at least {_SMALLEST[0]} by {_SMALLEST[1]}" if small else ""
        yield CheckLine("terminal", State.WORKS, f"{name}, {width} by {height}{advice}")
    if "utf" not in (sys.stdout.encoding or "").lower():
        said = f"{sys.stdout.encoding} can't show every letter. A UTF-8 locale can."
        yield CheckLine("letters", State.BROKEN, said)


def clipboard() -> Iterator[CheckLine]:
    """By what a message can be copied."""
    from coach.platform.clipboard import SystemClipboard

    ways = SystemClipboard().ways()
    if ways:
        yield CheckLine("clipboard", State.WORKS, ", then ".join(ways))
    else:
        said = "There's no clipboard program. Coach asks the terminal to copy, which may not work."
        yield CheckLine("clipboard", State.ABSENT, said)


def mail() -> Iterator[CheckLine]:
    """By what a message can be opened in a mail program."""
    from coach.platform.mail_drafts import TerminalMailPrograms
    from coach.platform.opener import DesktopOpener

    opener = DesktopOpener().command()
    programs = [
        each.name for each in TerminalMailPrograms().programs("", to="", subject="", body="")
    ]
    ways = [f"email links by {opener[0]}"] if opener else []
    ways += [f"drafts in {', '.join(programs)}"] if programs else []
    if ways:
        yield CheckLine("mail", State.WORKS, "; ".join(ways))
    else:
        yield CheckLine(
            "mail",
            State.ABSENT,
            "There's no desktop or email program here. You can still save email files.",
        )


def editor() -> Iterator[CheckLine]:
    """Whether the user's own editor can be started."""
    from shutil import which

    from coach.platform.editor import ExternalEditor
    from coach.platform.paths import editing_folder

    try:
        command = ExternalEditor(editing_folder).command()
    except ValueError as error:
        yield CheckLine("editor", State.BROKEN, f"$VISUAL or $EDITOR can't be understood: {error}")
        return
    if not command:
        yield CheckLine("editor", State.ABSENT, "Set $EDITOR to the one you prefer.")
    elif which(command[0]) is None:
        yield CheckLine("editor", State.BROKEN, f"{command[0]} isn't installed; change $EDITOR.")
    else:
        yield CheckLine("editor", State.WORKS, " ".join(command))


def folders() -> Iterator[CheckLine]:
    """Whether files can be saved where they should go."""
    from coach.platform.paths import home, outbox_folder, own_content

    for of, folder in (("data", home()), ("outbox", outbox_folder())):
        yield from _open_to_others(of, folder)
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            yield CheckLine(of, State.BROKEN, f"{folder}: can't write to {there}.")
        elif there == folder:
            yield CheckLine(of, State.WORKS, str(folder))
        else:
            yield CheckLine(of, State.ABSENT, f"{folder} (created when needed)")
    own = own_content()
    if own.is_dir():
        yield CheckLine("your own", State.WORKS, str(own))
    else:
        yield CheckLine("your own", State.ABSENT, f"{own} (for your own guides and templates)")


Check = Callable[[], Iterator[CheckLine]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("program", program),
    ("content", content),
    ("settings", settings),
    ("journal", journal),
    ("terminal", terminal),
    ("clipboard", clipboard),
    ("mail", mail),
    ("editor", editor),
    ("folders", folders),
)
"""What is looked at, in this order. A new check is one more line here."""


def _open_to_others(of: str, path: Path, what: int = _OTHERS) -> Iterator[CheckLine]:
    if path.exists() and path.stat().st_mode & what:
        mode = "700" if path.is_dir() else "600"
        can = "change files in" if what == _WRITE else "read"
        said = f"Others can {can} {path}. To stop that: chmod {mode} '{path}'"
        yield CheckLine(of, State.BROKEN, said)


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _json(line: CheckLine) -> str:
    import json

    return json.dumps({"of": line.of, "state": line.state, "said": line.said}, ensure_ascii=False)
