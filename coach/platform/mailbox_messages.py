"""Reads the messages of files and folders, whatever they are, and completes typed paths."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from coach.inbox import mail, mailbox_reader
from coach.inbox.mailbox_reader import Tally
from coach.inbox.threads import Message
from coach.platform import mailbox_files
from coach.platform.mailbox_files import Bundle, Found

STANDARD_INPUT = "-"
"""The name that stands for what is piped in."""

MOST_NAMES = 200
"""Names in a folder that are looked at to complete a path."""


class MailboxMessages:
    """Fulfils ``coach.app.ports.MessageFiles``. Read only."""

    def messages(self, names: Sequence[str], tally: Tally) -> Iterator[Message]:
        """The messages in these files and folders; what can't be read is in the tally."""
        for name in names:
            if name == STANDARD_INPUT:
                yield from _file(mailbox_files.standard_input(), tally)
                continue
            for each in mailbox_files.walk(Path(name).expanduser(), tally.notices.append):
                if not isinstance(each, Bundle):
                    yield from _file(each, tally)
                    continue
                place = mailbox_reader.Place(each.name)
                together = mailbox_reader.archive(each.members, each.read, place, tally)
                if together is not None:
                    yield from together
                    continue
                for file in each.files():
                    yield from _file(file, tally)

    def exists(self, typed: str) -> bool:
        """Whether there's a file or folder under this path."""
        try:
            return bool(typed) and Path(typed).expanduser().exists()
        except (OSError, ValueError, RuntimeError):
            return False

    def completions(self, typed: str) -> Sequence[str]:
        """Paths that go on from what is typed, folders with a slash at their end."""
        folder, _, start = typed.rpartition("/")
        above = f"{folder}/" if "/" in typed else ""
        try:
            with os.scandir(Path(above or ".").expanduser()) as entries:
                fitting = sorted(
                    (each for each in entries if _fits(each.name, start)),
                    key=lambda each: each.name.casefold(),
                )
            return [
                f"{above}{each.name}{'/' if each.is_dir() else ''}" for each in fitting[:MOST_NAMES]
            ]
        except (OSError, ValueError, RuntimeError):
            return ()


def _fits(name: str, start: str) -> bool:
    return name.casefold().startswith(start.casefold()) and (
        start.startswith(".") or not name.startswith(".")
    )


def _file(file: Found, tally: Tally) -> Iterator[Message]:
    skipped = any(mail.is_skipped_folder(each) for each in file.folders[1:])
    if skipped or set("TD") & set(file.flags):
        return
    place = mailbox_reader.Place(
        name=f"{file.name}:maildir" if file.maildir else file.name,
        sent=any(map(mail.is_sent_folder, file.folders)),
        replied="R" in file.flags,
    )
    try:
        with file.open() as stream:
            yield from mailbox_reader.messages(stream, place, tally)
    except OSError as error:
        tally.notices.append(f"{file.name}: {error.strerror or error}.")
