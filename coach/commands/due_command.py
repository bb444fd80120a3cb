"""``coach due``: what has come due, a line each; nothing when nothing has."""

import argparse
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from coach.journal.due_dates import Due


MOST_AHEAD = 366
"""Days ahead that can be asked for."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "due",
        help="what's due now; prints nothing if nothing is",
        description="Print one line for each thing that's due, and nothing if nothing is due."
        " It's meant for a shell prompt or cron. People you marked as unsafe are never named."
        " A locked journal isn't opened; stderr says so.",
        epilog="Exit status: 0 done, even if nothing is due; 1 the journal can't be read.",
    )
    parser.add_argument(
        "--ahead",
        type=_days,
        default=0,
        metavar="DAYS",
        help="also include what will be due within this many days",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.set_defaults(run=run)


def _days(typed: str) -> int:
    days = int(typed)
    if not 0 <= days <= MOST_AHEAD:
        raise ValueError
    return days


def run(args: argparse.Namespace) -> int:
    """Print what is due."""
    from coach.errors import JournalError, JournalLocked
    from coach.journal.due_dates import due, upcoming
    from coach.platform.clock import SystemClock
    from coach.platform.paths import journal_folder
    from coach.store.journal_store import open_journal

    now = SystemClock().now()
    journal = open_journal(journal_folder())
    try:
        seen = journal.glance(now.date())
        found = due(seen.sessions, seen.pending, seen.people, now, seen.unsafe)
        ahead = timedelta(days=args.ahead)
        found += upcoming(seen.pending, seen.people, now, seen.unsafe, ahead)
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        journal.close()
    except JournalLocked as error:
        print(error, file=sys.stderr)
        return 0
    except JournalError as error:
        print(error, file=sys.stderr)
        return 1
    _print(found, now, as_json=args.json)
    return 0


def _print(found: "Sequence[Due]", now: "datetime", *, as_json: bool) -> None:
    if as_json:
        import json

        for each in found:
            fields = {name: str(getattr(each, name)) for name in each.__slots__}
            print(json.dumps(fields, ensure_ascii=False))
        return
    from coach.platform.standard_streams import folded

    for each in found:
        print(folded(each.line(now.date())))
