"""Which decisions a command is about: by options, by words, by the beginning of an id."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.commands.arguments import day
from coach.vocabulary import Outcome, Situation, VerdictId

if TYPE_CHECKING:
    from coach.journal.decisions import Summary
    from coach.store.journal_store import TinyJournal

NO_FILTERS = dict.fromkeys(("situation", "verdict", "outcome", "person", "since", "until"), "")
"""What the options are when none is given."""


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that narrow."""
    from coach.journal.filters import OPEN

    for name, ids in (
        ("--situation", list(Situation)),
        ("--verdict", list(VerdictId)),
        ("--outcome", [*Outcome, OPEN]),
    ):
        parser.add_argument(name, default="", choices=ids, metavar="ID", help=", ".join(ids))
    parser.add_argument(
        "--person", default="", metavar="NAME", help="a person's name, in any of its spellings"
    )
    parser.add_argument("--since", type=day, metavar="YYYY-MM-DD")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD")


def wanted(journal: "TinyJournal", args: argparse.Namespace) -> "list[Summary]":
    """The decisions that the options leave, newest first."""
    from coach.journal.filters import By, Filters, Limit, narrowed

    said = ((by, getattr(args, by, "")) for by in By)
    limits = tuple(Limit(by, str(value)) for by, value in said if value and by is not By.WORDS)
    people = journal.people() if args.person else ()
    return [*narrowed(journal.summaries(), Filters(limits), people)]


def with_words(
    journal: "TinyJournal", found: "Sequence[Summary]", words: Sequence[str]
) -> "list[Summary]":
    """Those of them that hold all these words."""
    sought = [word.casefold() for word in words]
    texts = ((id, text.casefold()) for id, text in journal.texts())
    hits = {id for id, text in texts if all(word in text for word in sought)}
    return [each for each in found if each.id in hits]


def ids(journal: "TinyJournal", typed: Sequence[str]) -> list[str] | None:
    """The ids that these begin, or None after saying which one is wrong."""
    known = [each.id for each in journal.summaries()]
    found: list[str] = []
    for beginning in typed:
        hits = [id for id in known if id == beginning] or [
            id for id in known if id.startswith(beginning)
        ]
        if len(hits) != 1:
            _say_wrong(beginning, hits, known)
            return None
        found += hits
    return found


def _say_wrong(typed: str, hits: Sequence[str], known: Sequence[str]) -> None:
    from coach.errors import did_you_mean

    if hits:
        print(f"{len(hits)} decisions begin with {typed!r}; type more of it.", file=sys.stderr)
    else:
        hint = did_you_mean(typed, known) or 'See "coach journal list".'
        print(f"There's no decision {typed!r}. {hint}", file=sys.stderr)
