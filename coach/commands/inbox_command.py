"""``coach inbox``: which conversations have stalled, from files of mail and chats.

Read only; nothing is stored or sent. Exit status 0 when some were found, 1 when none, 2 when it
was called wrongly or a file is missing, 130 when it was stopped.
"""

import argparse
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands.arguments import day, names_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.inbox.closed import Mark
    from coach.inbox.mailbox_reader import Collection, Tally
    from coach.inbox.own_addresses import Me
    from coach.inbox.threads import Message
    from coach.inbox.verdict import Finding

FOUND, NONE, USAGE, STOPPED = 0, 1, 2, 130


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "inbox",
        help="which conversations have stalled, from your email and chat files",
        description="Read email and chat files and list the conversations that have stalled:"
        " people who haven't answered you, people you haven't answered, and people who keep"
        " writing. It reads mbox"
        " (Gmail Takeout, Thunderbird), Maildir, .eml, .emlx, .msg, LinkedIn, WhatsApp, Telegram"
        " and Slack exports, and JSON from notmuch and mu. Nothing is changed, stored or sent.",
        epilog="Exit status: 0 found, 1 none, 2 usage error.",
    )
    names_files(
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="files or folders; '-' reads from stdin"
        )
    )
    parser.add_argument(
        "--me", action="append", default=[], metavar="ADDRESS",
        help="your address, or your name in chats; repeat the option for each one (default:"
        " coach guesses, and tells you its guess)",
    )  # fmt: skip
    parser.add_argument(
        "--since", type=day, metavar="DATE", help="leave out messages before this day"
    )
    parser.add_argument(
        "--skip", type=int, default=0, metavar="N",
        help="skip the first N messages, which were read before you pressed ctrl+c",
    )  # fmt: skip
    parser.add_argument(
        "--today", type=day, metavar="DATE", help="the day to count back from (default: today)"
    )
    parser.add_argument(
        "--all", action="store_true",
        help="list every conversation, the stalled ones first (default: at most twenty)",
    )  # fmt: skip
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object per line, for every stalled conversation",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the files, find what has stalled, and print it."""
    from coach.inbox import closed, grouping, report, stalled
    from coach.inbox.mailbox_reader import Collection, Tally

    if missing := next((n for n in args.files if n != "-" and not Path(n).exists()), None):
        return _usage(f"{report.shown(missing)}: there's no such file or folder.")
    tally, held = Tally(passed_over=args.skip, on_progress=_Progress()), Collection()
    interrupted = _fill(args.files, held, tally, args.since)
    _tell(tally, held)
    if not tally.messages and tally.unknown and not interrupted:
        return _usage(f"{report.shown(tally.unknown[0])}: not a known email or chat format.")
    if not tally.messages and tally.notices:
        return USAGE
    if not len(held):
        print("No messages were found.", file=sys.stderr)
        return STOPPED if interrupted else NONE
    me = _me(args.me, held.messages)
    if not me:
        return _usage("Can't tell who you are. Give your address or name with --me.")
    today = args.today or datetime.now().astimezone().date()
    found = stalled.findings(grouping.threads(held.messages), me, today)
    marks = _marks(args)
    open_ones = closed.shown(found, marks, today)
    most = len(open_ones) if args.json else stalled.MOST
    shown = found if args.all else stalled.stalled(open_ones, most)
    new = {each.id for each in shown} - {each.id for each in marks} if marks else set()
    _print([report.as_json(each) for each in shown] if args.json else report.lines(shown, new=new))
    if not args.all and len(shown) < len(open_ones):
        count = f"{len(shown)} of {len(open_ones)} stalled conversations are listed"
        print(
            f"{count}: those most likely to have stalled. To list them all, add --all or --json.",
            file=sys.stderr,
        )
    _tell_news(found, marks, hidden=0 if args.all else _hidden(found, marks, today))
    if interrupted:
        print("Stopped early. These are the results so far; to read the rest, add"
              f" --skip {tally.messages}.", file=sys.stderr)  # fmt: skip
        return STOPPED
    if any(each.situation for each in shown):
        return FOUND
    if not shown:
        print("Nothing has stalled.", file=sys.stderr)
    return NONE


def _fill(names: "Sequence[str]", held: "Collection", tally: "Tally", since: date | None) -> bool:
    """Read all files; returns whether ctrl+c stopped it."""
    from coach.platform.mailbox_messages import MailboxMessages

    floor = datetime(since.year, since.month, since.day, tzinfo=UTC).date() if since else date.min
    try:
        for message in MailboxMessages().messages(names, tally):
            if message.on >= floor:
                held.add(message)
    except KeyboardInterrupt:
        return True
    return False


def _marks(args: argparse.Namespace) -> "Sequence[Mark]":
    """What was closed, put off or seen in the program; nothing where that can't be read."""
    from coach.errors import JournalError

    try:
        return tuple(args.services().threads().marks())
    except JournalError as error:
        print(f"Closed conversations may be listed too: {error}", file=sys.stderr)
        return ()


def _hidden(found: "Sequence[Finding]", marks: "Sequence[Mark]", today: date) -> int:
    from coach.inbox import closed

    stalled = sum(each.situation is not None for each in found)
    return stalled - len(closed.shown(found, marks, today))


def _tell_news(found: "Sequence[Finding]", marks: "Sequence[Mark]", hidden: int) -> None:
    """Say on standard error what was answered since, and how many aren't listed."""
    from coach.inbox import closed, report

    for each in closed.answered(found, {mark.id: mark for mark in marks}):
        name = report.shown(each.who.name or each.who.address)
        print(f"Answered since: {name}, {report.shown(report.topic(each))}.", file=sys.stderr)
    if hidden:
        print(f"{hidden} that you closed or put off aren't listed; --all lists them.",
              file=sys.stderr)  # fmt: skip


def _me(words: "Sequence[str]", messages: "Sequence[Message]") -> "Me":
    """The user as given, else as guessed; a guess is shown."""
    from coach.inbox import own_addresses
    from coach.inbox.report import shown

    parties = own_addresses.given(words, messages)
    known = own_addresses.Me(parties)
    unseen = {each.source for each in messages}
    if words:
        unseen -= {each.source for each in messages if known.wrote(each)}
    guesses = (
        own_addresses.propose([each for each in messages if each.source in unseen])
        if unseen
        else []
    )
    if words:
        guesses = [each for each in guesses if "@" not in each.party.address]
    if guesses:
        names = ", ".join(shown(f"{g.party.name} {g.party.address}") for g in guesses)
        print(
            f"Your address, as far as coach can tell: {names}. If that's wrong, use --me.",
            file=sys.stderr,
        )
    return own_addresses.Me([*parties, *(each.party for each in guesses)])


def _tell(tally: "Tally", held: "Collection") -> None:
    """Say on standard error what was read and what couldn't be."""
    from coach.inbox.report import shown

    _Progress().say(f"{tally.messages:,} messages read.", end="\n")
    for notice in tally.notices[:20]:
        print(shown(notice), file=sys.stderr)
    if tally.broken_count:
        print(f"{tally.broken_count} broken messages were left out: {shown(tally.broken[0])}.",
              file=sys.stderr)  # fmt: skip
    if held.horizon > 0:
        day = datetime.fromtimestamp(held.horizon, UTC).date()
        print(f"There were too many messages; those before {day} were left out.", file=sys.stderr)


class _Progress:
    """A line on standard error that is written over, at most five times a second.

    It goes to the terminal itself: the stream that commands print to lets no carriage return by.
    """

    def __init__(self) -> None:
        self._stream = sys.__stderr__
        self._on = self._stream is not None and self._stream.isatty()
        self._last = 0.0

    def __call__(self, tally: "Tally") -> None:
        now = time.monotonic()
        if now - self._last > 0.2:
            self._last = now
            size = f", {tally.bytes >> 20:,} MB" if tally.bytes >> 20 else ""
            self.say(f"{tally.messages:,} messages{size}")

    def say(self, text: str, end: str = "") -> None:
        """Write over the line, where it's a terminal that reads along."""
        if self._on and self._stream is not None:
            self._stream.write(f"\r{text:<40}{end}")
            self._stream.flush()


def _print(lines: "Sequence[str]") -> None:
    for line in lines:
        print(line)


def _usage(message: str) -> int:
    print(f"coach inbox: {message}", file=sys.stderr)
    return USAGE
