"""Keeping the journal whole: verify, mend, copy."""

import argparse
import sys
from typing import TYPE_CHECKING

from coach.commands.journal_command.open_journal import BROKEN, DONE, key_of, opened

if TYPE_CHECKING:
    from coach.commands.journal_command.open_journal import Commands


def add(commands: "Commands") -> None:
    """Add verify and backup."""
    parser = commands.add_parser(
        "verify", help="check the journal file and everything in it; changes nothing"
    )
    parser.add_argument(
        "--mend",
        action="store_true",
        help="if the file is damaged, set it aside and save everything that can be read",
    )
    parser.set_defaults(command=_verify)
    parser = commands.add_parser("backup", help="make a backup copy now")
    parser.add_argument(
        "--list", action="store_true", help="list the backup copies instead of making one"
    )
    parser.set_defaults(command=_backup)


def _verify(args: argparse.Namespace) -> int:
    from coach.platform.paths import journal_folder
    from coach.store import legacy_journal
    from coach.store.integrity import mend, verify
    from coach.store.journal_file import FILE, OLD_FILE

    path = journal_folder() / FILE
    if args.mend and legacy_journal.is_log(path.with_name(OLD_FILE)):
        with opened(strict=False) as journal:  # moves what can be read of 0.1.0's journal
            journal.sessions()
    if not path.exists():
        print(f"There's no journal yet. It will be saved as {path}.", file=sys.stderr)
        return DONE
    key = key_of(path)
    report = verify(path, key)
    for problem in report.problems:
        print(problem, file=sys.stderr)
    counts = ", ".join(
        f"{count} {name}" for name, count in sorted(report.counts.items()) if name != "summaries"
    )
    print(f"{path}: {report.size} bytes; {counts or 'nothing in it yet'}")
    if not report.problems:
        print("No damage found.")
        return DONE
    if not args.mend:
        print(
            "The journal is damaged. Nothing was changed. To save everything that can be read,"
            " add --mend."
        )
        return BROKEN
    _, aside = mend(path, key)
    print(f"The journal is repaired. The damaged file is saved in {aside}.")
    return DONE


def _backup(args: argparse.Namespace) -> int:
    from coach.store.backups import copies

    with opened() as journal:
        if not args.list:
            print(journal.back_up())
            return DONE
        for copy in copies(journal.file.path):
            print(f"{copy.stat().st_size:12}  {copy}")
    return DONE
