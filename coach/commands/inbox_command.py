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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.inbox.me import Me
    from coach.inbox.reading import Collection, Tally
    from coach.inbox.threads import Message
    from coach.platform.mailbox_files import Found

FOUND, NONE, USAGE, STOPPED = 0, 1, 2, 130


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "inbox",
        help="which conversations have stalled, from your mail and chat files",
        description="Read mail and chat files and name the conversations that have stalled: who"
        " hasn't answered you, whom you haven't answered, and who keeps writing. Reads mbox"
        " (Gmail Takeout, Thunderbird), Maildir, .eml, .emlx, .msg, LinkedIn, WhatsApp, Telegram"
        " and Slack exports, and JSON from notmuch and mu. Read only: nothing is stored or sent.",
        epilog="Exit status: 0 found, 1 none, 2 called wrongly.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="files or folders; '-' reads a pipe"
    )
    parser.add_argument(
        "--me", action="append", default=[], metavar="ADDRESS",
        help="your address, or your name in chats; repeat it for each (default: a guess, shown)",
    )  # fmt: skip
    parser.add_argument(
        "--since", type=_date, metavar="DATE", help="leave out messages before this day"
    )
    parser.add_argument(
        "--today", type=_date, metavar="DATE", help="the day to count from (default: today)"
    )
    parser.add_argument(
        "--all", action="store_true", help="every conversation, with why it hasn't stalled"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a date like 2026-03-14") from None


def run(args: argparse.Namespace) -> int:
    """Read the files, find what has stalled, and print it."""
    from coach.inbox import grouping, report, stalled
    from coach.inbox.reading import Collection, Tally

    if missing := next((n for n in args.files if n != "-" and not Path(n).exists()), None):
        return _usage(f"{report.shown(missing)}: there's no such file or folder.")
    tally, held = Tally(on_progress=_Progress()), Collection()
    interrupted = _fill(args.files, held, tally, args.since)
    _tell(tally, held)
    if not tally.messages and tally.unknown and not interrupted:
        return _usage(f"{report.shown(tally.unknown[0])}: no mail or chat format that is known.")
    if not tally.messages and tally.notices:
        return USAGE
    if not len(held):
        print("No messages were found.", file=sys.stderr)
        return STOPPED if interrupted else NONE
    me = _me(args.me, held.messages)
    if not me:
        return _usage("Can't tell who you are. Give your address or name with --me.")
    found = stalled.findings(
        grouping.threads(held.messages), me, args.today or datetime.now().astimezone().date()
    )
    shown = found if args.all else stalled.stalled(found)
    _print([report.as_json(each) for each in shown] if args.json else report.lines(shown))
    if interrupted:
        print("Stopped early: this is from what was read so far.", file=sys.stderr)
        return STOPPED
    if any(each.situation for each in found):
        return FOUND
    if not shown:
        print("Nothing has stalled.", file=sys.stderr)
    return NONE


def _fill(names: "Sequence[str]", held: "Collection", tally: "Tally", since: date | None) -> bool:
    """Read all files; returns whether ctrl+c stopped it."""
    floor = datetime(since.year, since.month, since.day, tzinfo=UTC).date() if since else date.min
    try:
        for message in _messages(names, tally):
            if message.on >= floor:
                held.add(message)
    except KeyboardInterrupt:
        return True
    return False


def _messages(names: "Sequence[str]", tally: "Tally") -> "Iterator[Message]":
    from coach.inbox import reading
    from coach.platform import mailbox_files
    from coach.platform.mailbox_files import Bundle

    for name in names:
        if name == "-":
            yield from _file(mailbox_files.standard_input(), tally)
            continue
        for each in mailbox_files.walk(Path(name), tally.notices.append):
            if not isinstance(each, Bundle):
                yield from _file(each, tally)
                continue
            together = reading.archive(each.members, each.read, reading.Place(each.name), tally)
            if together is not None:
                yield from together
                continue
            for file in each.files():
                yield from _file(file, tally)


def _file(file: "Found", tally: "Tally") -> "Iterator[Message]":
    from coach.inbox import mail, reading

    if any(mail.is_skipped_folder(each) for each in file.folders[1:]) or set("TD") & set(
        file.flags
    ):
        return
    place = reading.Place(
        name=f"{file.name}:maildir" if file.maildir else file.name,
        sent=any(map(mail.is_sent_folder, file.folders)),
        replied="R" in file.flags,
    )
    try:
        with file.open() as stream:
            yield from reading.messages(stream, place, tally)
    except OSError as error:
        tally.notices.append(f"{file.name}: {error.strerror or error}.")


def _me(words: "Sequence[str]", messages: "Sequence[Message]") -> "Me":
    """The user as given, else as guessed; a guess is shown."""
    from coach.inbox import me
    from coach.inbox.report import shown

    parties = me.given(words, messages)
    known = me.Me(parties)
    unseen = {each.source for each in messages}
    if words:
        unseen -= {each.source for each in messages if known.wrote(each)}
    guesses = me.propose([each for each in messages if each.source in unseen]) if unseen else []
    if words:
        guesses = [each for each in guesses if "@" not in each.party.address]
    if guesses:
        names = ", ".join(shown(f"{g.party.name} {g.party.address}") for g in guesses)
        print(f"Taken to be you: {names}. If that's wrong, give --me.", file=sys.stderr)
    return me.Me([*parties, *(each.party for each in guesses)])


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
