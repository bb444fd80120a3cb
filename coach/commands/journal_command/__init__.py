"""``coach journal``: past decisions looked at, moved out and in, and kept safe."""

import argparse
import sys
from typing import TYPE_CHECKING

from coach.commands.journal_command import lookup, maintenance, passphrase_command, transfer_command
from coach.commands.journal_command.open_journal import BROKEN, WRONG_USE

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.commands.journal_command.open_journal import Commands


def add(subparsers: "Commands") -> None:
    """Add the command and its own commands to the command line."""
    parser = subparsers.add_parser(
        "journal",
        help="past decisions: list, show, export, import, verify, back up",
        description="List, show, export, import, check or back up your decisions, which are"
        " stored on your own computer. Without a command, it lists them.",
        epilog="Exit status: 0 done, 1 the journal can't be read, is damaged or stays locked, "
        "2 usage error. If the journal is locked, you're asked for its passphrase, but only at"
        " a terminal.",
    )
    parser.set_defaults(run=run, **lookup.DEFAULTS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for part in (lookup, transfer_command, maintenance, passphrase_command):
        part.add(commands)


def run(args: argparse.Namespace) -> int:
    """Run one of the commands on the user's journal."""
    from coach.errors import JournalError
    from coach.platform.passphrase_prompt import NoTerminalError

    command: Callable[[argparse.Namespace], int] = args.command
    try:
        return command(args)
    except NoTerminalError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except JournalError as error:
        print(error, file=sys.stderr)
        return BROKEN
