"""The command line: the one place that builds the real services and hands them over.

Only what a command needs is imported. Exit codes: 0 done, 1 the answer is no
(not ready, something is broken), 2 usage error, 3 a question is still open.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from coach import __version__
from coach.errors import StartError

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from coach.app.ports import (
        Clipboard,
        Dates,
        Editor,
        MessageFiles,
        Opener,
        Outbox,
        TemplateKeeper,
        TerminalMail,
    )
    from coach.app.services import Services
    from coach.guides.reading import Finder, Marks
    from coach.inbox.closed import ClosedThreads
    from coach.journal.decisions import Decision, Person
    from coach.session.guidance import Guidance
    from coach.store.journal_store import TinyJournal

COMMANDS = {
    "ask": "a full session as plain numbered prompts, on any terminal",
    "assess": "a recommendation from facts in a file",
    "check": "check drafts, from files or a pipe",
    "read": "list, search and show the guides",
    "journal": "past decisions: list, show, export, import, verify, back up",
    "due": "what's due now; prints nothing if nothing is",
    "inbox": "which conversations have stalled, from your email and chat files",
    "doctor": "what works on this computer and what doesn't",
    "config": "show the settings, or write a commented settings file",
    "completion": "completion for bash, zsh or tcsh",
}


_TEACHING = """\
to start:
  coach                          a whole session, full screen
  coach ask                      the same as plain questions and answers
  coach read                     list the guides
  coach check -s waiting note.txt
                                 check a message you have written
  coach due                      what is due, for your shell's start-up file or cron
  coach doctor                   what works on this computer

exit status: 0 done; 1 no (not ready, or something is broken); 2 usage error;
3 a question is still open; 130 ended by ctrl+c.

Results go to stdout, messages to stderr. Everything is saved in folders of
your own, or in one folder with COACH_HOME=FOLDER.
Nothing is ever sent, and nothing leaves this computer."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the return value is the exit status.

    Whatever breaks ends in one line; ``COACH_DEBUG=1`` shows where.
    """
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:
        if os.environ.get("COACH_DEBUG"):
            raise
        print(
            f"Something broke, and it's our fault ({type(error).__name__}: {error}). "
            "What you saved is safe. To see where it broke, set COACH_DEBUG=1.",
            file=sys.stderr,
        )
        return 1


def _run(arguments: list[str]) -> int:
    if not arguments:
        return full_screen()
    gc.disable()  # a command is over before there is garbage worth collecting
    args = parser(_command_in(arguments)).parse_args(arguments)
    if not hasattr(args, "run"):
        return full_screen(ascii=args.ascii)
    from coach.platform.standard_streams import prepare

    prepare(ascii=args.ascii)
    return int(args.run(args))


def _command_in(arguments: Sequence[str]) -> str:
    return next((each for each in arguments if not each.startswith("-")), "")


def parser(only: str = "") -> "argparse.ArgumentParser":
    """The command line's grammar; with ``only``, just the part that command needs."""
    import argparse

    from coach.platform.standard_streams import columns, wrapped

    width = columns(1) - 2

    class Plain(argparse.ArgumentParser):
        def __init__(self, **given: Any) -> None:
            given.setdefault(
                "formatter_class", lambda prog: argparse.HelpFormatter(prog, width=width)
            )
            super().__init__(**given)

    class Folding(argparse.HelpFormatter):
        def _fill_text(self, text: str, width: int, indent: str) -> str:
            lines = (part for line in text.splitlines() for part in wrapped(line, width))
            return "\n".join(f"{indent}{line}" for line in lines)

    root = argparse.ArgumentParser(
        prog="coach",
        description=(
            "A calm coach for one stalled conversation. Without a command it opens full screen."
        ),
        epilog=_TEACHING,
        formatter_class=lambda prog: Folding(prog, width=width),
    )
    root.set_defaults(whole=parser, services=services)
    root.add_argument(
        "--ascii", action="store_true", help="ASCII characters only, for old consoles"
    )
    root.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = root.add_subparsers(
        title="commands",
        metavar="COMMAND",
        parser_class=Plain,
    )
    for name in [only] if only in COMMANDS else _existing():
        import_module(f"coach.commands.{name}_command").add(commands)
    return root


def _existing() -> list[str]:
    from importlib.util import find_spec

    return [name for name in COMMANDS if find_spec(f"coach.commands.{name}_command")]


def full_screen(*, ascii: bool = False) -> int:
    """Open the app, where there is a terminal that can show it; ``ascii``: in plain signs."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        print("This is a full-screen program and needs a terminal.", file=sys.stderr)
        print("To use coach without the full screen, run: coach ask", file=sys.stderr)
        return 2
    gc.disable()  # until the first paint: a fifth of the start is saved
    os.environ.setdefault("ESCDELAY", "25")  # milliseconds that the escape key waits
    from coach.errors import JournalError
    from coach.platform.clipboard import SystemClipboard
    from coach.ui.app import CoachApp

    clipboard = SystemClipboard()
    given = services(clipboard)
    if ascii:
        given = replace(given, settings=replace(given.settings, ascii=True))
    app = CoachApp(given)
    clipboard.terminal = app.copy_to_clipboard
    app.run()
    with suppress(JournalError):
        given.journal().close()
    return _leave_at_once(app.return_code or 0)


def _leave_at_once(status: int) -> NoReturn:
    """End without tearing the interpreter down: all is saved, and 80 ms are spared."""
    with suppress(OSError):  # the window may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def services(clipboard: "Clipboard | None" = None) -> "Services":
    """The real services; what a front end may never need is made when first asked for."""
    from coach.app.services import Services
    from coach.content.loader import ContentFolder
    from coach.platform import paths, settings_reader
    from coach.platform.clipboard import SystemClipboard
    from coach.platform.clock import SystemClock

    guidance = ContentFolder(own=paths.own_content())
    loaded = settings_reader.load(paths.settings_file())
    folder = paths.journal_folder()
    fresh = not folder.exists()
    journal = cache(_journal)
    return Services(
        guidance=guidance,
        journal=journal,
        finder=cache(lambda: _finder(guidance)),
        marks=cache(_marks),
        clock=SystemClock(),
        dates=cache(_dates),
        clipboard=clipboard or SystemClipboard(),
        outbox=cache(lambda: _outbox(loaded.settings.sender)),
        editor=cache(_editor),
        opener=cache(_opener),
        terminal_mail=cache(_terminal_mail),
        own_templates=cache(_own_templates),
        message_files=cache(_message_files),
        threads=cache(lambda: _threads(journal())),
        as_json=_as_json,
        remember=_remember,
        new_id=lambda: os.urandom(16).hex(),
        settings=loaded.settings,
        program=__version__,
        fresh=fresh,
        still_fresh=lambda: fresh and not os.path.lexists(folder),
        notices=tuple(map(str, loaded.problems)),
    )


def _journal() -> "TinyJournal":
    from coach.platform import paths
    from coach.store.journal_store import open_journal

    return open_journal(paths.journal_folder())


def _message_files() -> "MessageFiles":
    from coach.platform.mailbox_messages import MailboxMessages

    return MailboxMessages()


def _threads(journal: "TinyJournal") -> "ClosedThreads":
    from coach.store.journal_store import JournalThreads

    return JournalThreads(journal)


def _as_json(decisions: "Sequence[Decision]", people: "Sequence[Person]", now: "datetime") -> bytes:
    from coach.store.transfer import to_json

    return to_json(decisions, people, now)


def _finder(guidance: "Guidance") -> "Finder":
    from coach.content.article_search import ArticleIndex

    return ArticleIndex(guidance.shelf)


def _marks() -> "Marks":
    from coach.platform import paths
    from coach.platform.reading_marks import MarksFile

    return MarksFile(paths.journal_folder() / "marks.json")


def _dates() -> "Dates":
    from coach.platform.typed_dates import TypedDates

    return TypedDates()


def _outbox(sender: str) -> "Outbox":
    from coach.platform import paths
    from coach.platform.outbox import FileOutbox

    return FileOutbox(paths.outbox_folder, sender)


def _editor() -> "Editor":
    from coach.platform import paths
    from coach.platform.editor import ExternalEditor

    return ExternalEditor(paths.editing_folder)


def _opener() -> "Opener":
    from coach.platform.opener import DesktopOpener

    return DesktopOpener()


def _terminal_mail() -> "TerminalMail":
    from coach.platform.mail_drafts import TerminalMailPrograms

    return TerminalMailPrograms()


def _own_templates() -> "TemplateKeeper":
    from coach.content.template_files import OwnTemplates
    from coach.platform import paths

    return OwnTemplates(paths.own_content() / "templates")


def _remember(key: str, value: object) -> None:
    from coach.errors import OutboxError
    from coach.platform import paths, settings_writer

    try:
        settings_writer.remember(paths.settings_file(), key, value)
    except settings_writer.SettingsError as error:
        raise OutboxError(str(error)) from error


if __name__ == "__main__":
    raise SystemExit(main())
