"""``coach config``: where the settings are, a file to begin with, and what counts now.

Exit status 0 done, 1 the file has errors or couldn't be written.
"""

import argparse
import sys
from pathlib import Path

FINE, FAULTY = 0, 1


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the program's parser."""
    parser = subparsers.add_parser(
        "config",
        help="show the settings, or write a commented settings file",
        description="Show where the settings file is, write a new one, or show the settings in"
        " use.",
        epilog="Exit status: 0 done, 1 the file has errors or couldn't be written.",
    )
    parser.add_argument(
        "what",
        choices=("path", "init", "show"),
        help="path: where the file is; init: write a file with every setting explained"
        " (never overwrites one); show: the settings in use",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; returns the exit status."""
    from coach.platform.paths import settings_file

    file = settings_file()
    if args.what == "init":
        return _init(file)
    if args.what == "show":
        return _show(file)
    print(file)
    return FINE


def _init(file: Path) -> int:
    from coach.platform.settings_writer import SettingsError, create

    try:
        made = create(file)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return FAULTY
    print(file)
    if not made:
        print("A settings file already exists. It wasn't changed.", file=sys.stderr)
    return FINE


def _show(file: Path) -> int:
    from coach.platform.settings_reader import load
    from coach.platform.settings_writer import written

    loaded = load(file)
    print(written(loaded.settings), end="")
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    return FAULTY if loaded.problems else FINE
