"""Files to hand over to other programs: private, safely named, never over another."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coach.app.ports import Reminder
from coach.errors import OutboxError
from coach.platform.mail_drafts import eml, one_line
from coach.private_files import free_name, make_folder, write_new

_LONGEST_NAME = 80
"""Bytes of a file name before its ending; file systems take 255."""


class FileOutbox:
    """A folder into which mails, texts and calendar files are written.

    ``folder`` is asked for when the first file is written; ``sender`` is the
    user's own address for saved mails and may be empty.
    """

    def __init__(self, folder: Callable[[], Path], sender: str = "") -> None:
        self._folder = folder
        self._sender = sender

    def save_mail(self, *, to: str, subject: str, body: str, instead_of: str = "") -> str:
        """Write an unsent message that mail programs open as a draft; returns where.

        The file it comes ``instead_of`` is kept under a name that says it's older.
        Raises ``OutboxError``.
        """
        data = eml(to=to, subject=subject, body=body, sender=self._sender)
        _set_aside(instead_of)
        return self.save(subject or "message", ".eml", data)

    def save_text(self, *, subject: str, body: str, instead_of: str = "") -> str:
        """Write the words as they are, the subject as a first line; returns where.

        ``instead_of`` as in ``save_mail``.
        """
        _set_aside(instead_of)
        line = one_line(subject)
        head = f"Subject: {line}\n\n" if line else ""
        return self.save(subject or "message", ".txt", f"{head}{body}".encode(errors="replace"))

    def save_log(self, *, title: str, text: str) -> str:
        """Write the text exactly as it is, so that its hashes hold; returns where."""
        return self.save(title, ".txt", text.encode(errors="replace"))

    def save_export(self, *, title: str, ending: str, data: bytes) -> str:
        """Write what was taken out of the journal; returns where. Raises ``OutboxError``."""
        return self.save(title, ending, data, instead="The journal hasn't changed")

    def save_reminder(self, reminder: Reminder, now: datetime) -> str:
        """Write a calendar file with an alarm; returns where. Raises ``OutboxError``."""
        from coach.platform.calendar import ics

        return self.save(reminder.title or "reminder", ".ics", ics((reminder,), now))

    def save(
        self,
        title: str,
        ending: str,
        data: bytes,
        *,
        instead: str = "Copy the message instead",
    ) -> str:
        """Write a new file named after ``title``; returns where.

        Raises ``OutboxError``, which says what to do ``instead``.
        """
        try:
            folder = make_folder(self._folder())
            path = free_name(folder / f"{safe_name(title)}{ending}")
            write_new(path, data)
            return str(path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutboxError(
                f"The file couldn't be saved in {self._folder()}: {reason}. "
                f"{instead}; nothing else was changed."
            ) from error


def _set_aside(file: str) -> None:
    """Rename an older file of the same message, so that the newest has the plain name."""
    path = Path(file)
    with suppress(OSError):
        if file and path.is_file():
            path.rename(free_name(path.with_stem(f"{path.stem}-older")))


def safe_name(title: str) -> str:
    """A file name from any text: letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFC", title).casefold()
    words = "-".join(re.findall(r"[^\W_]+", plain))
    cut = words.encode("utf-8", errors="ignore")[:_LONGEST_NAME].decode("utf-8", errors="ignore")
    return cut.strip("-") or "message"
