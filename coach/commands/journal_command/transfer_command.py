"""Moving decisions out of the journal and in: export and import."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands.arguments import names_files
from coach.commands.journal_command.decision_selection import add_filters, ids, wanted
from coach.commands.journal_command.open_journal import (
    BROKEN,
    DONE,
    WRONG_USE,
    opened,
    passphrase_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.commands.journal_command.open_journal import Commands
    from coach.journal.decisions import Decision, Person


def add(commands: "Commands") -> None:
    """Add export and import."""
    parser = commands.add_parser("export", help="decisions as Markdown, JSON or CSV")
    parser.add_argument(
        "id", nargs="*", help="export only these (default: every decision that matches the options)"
    )
    add_filters(parser)
    parser.add_argument("--format", choices=["markdown", "json", "csv"], default="markdown")
    parser.add_argument(
        "--redact",
        action="store_true",
        help="replace the names of the people in your journal, email addresses, links and long"
        " numbers; read the result before you share it",
    )
    names_files(
        parser.add_argument(
            "-o", "--output", type=Path, metavar="FILE", help="write to this new file"
        )
    )
    parser.set_defaults(command=_export)
    parser = commands.add_parser("import", help="merge a JSON export or a copy of a journal")
    names_files(parser.add_argument("file", type=Path))
    parser.set_defaults(command=_import)


def _export(args: argparse.Namespace) -> int:
    with opened() as journal:
        chosen = ids(journal, args.id) if args.id else [each.id for each in wanted(journal, args)]
        if chosen is None:
            return WRONG_USE
        decisions = [journal.decision(each) for each in chosen]
        everything = not args.id and args.format == "json"
        people = list(journal.people()) if everything or args.redact else []
    if args.redact:
        from coach.journal.redaction import Redaction

        decisions, people = Redaction.all(decisions, people)
    return _hand_over(_exported(args.format, decisions, people if everything else []), args.output)


def _exported(kind: str, decisions: "Sequence[Decision]", people: "Sequence[Person]") -> bytes:
    from coach.journal import exports

    if kind == "json":
        from coach.platform.clock import SystemClock
        from coach.store.transfer import to_json

        return to_json(decisions, people, SystemClock().now())
    text = exports.table(decisions) if kind == "csv" else exports.markdown(decisions)
    return text.encode("utf-8")


def _hand_over(data: bytes, output: Path | None) -> int:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    from coach.private_files import write_new

    try:
        write_new(output, data)
    except OSError as error:
        print(f"{output} wasn't written: {error.strerror or error}.", file=sys.stderr)
        return BROKEN
    print(f"Written to {output}.", file=sys.stderr)
    return DONE


def _import(args: argparse.Namespace) -> int:
    from coach.errors import JournalLocked
    from coach.store.transfer import bring_in

    with opened() as journal:
        try:
            merged = bring_in(journal, args.file)
        except JournalLocked:  # a copy with a passphrase that is not this journal's
            merged = bring_in(journal, args.file, passphrase_of(args.file))
    print(f"{merged.added} new, {merged.completed} completed, {merged.same} here already.")
    return DONE
