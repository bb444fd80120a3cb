"""The user's own editor, and a draft that is never lost in it.

The text lies in a private folder while it is edited. Whatever the editor does,
nothing is raised here: a screen that is suspended around this must come back.
"""

import os
import shlex
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from coach.app.ports import Edited
from coach.platform.programs import installed, run
from coach.private_files import make_folder, write_new

_AS_A_LAST_RESORT = ("nano", "vim", "vi")
_AT_ONCE = 0.5
"""Seconds in which nobody edits anything."""

_LARGEST = 1_000_000
"""Bytes beyond which a file is not taken for a message."""


class ExternalEditor:
    """``$VISUAL``, else ``$EDITOR``, else one that is installed; arguments are understood.

    ``folder`` says where the text lies meanwhile; it is made when needed.
    """

    def __init__(
        self, folder: Callable[[], Path], environ: Mapping[str, str] | None = None
    ) -> None:
        self._folder = folder
        self._environ = os.environ if environ is None else environ

    def edit(self, text: str) -> Edited:
        """Let the user edit the text in the terminal, and wait for them.

        Never raises. On any fault the text comes back as it was, with a
        sentence that names the fault; what was typed in a failed editor is
        kept in a file which that sentence names.
        """
        try:
            command = self.command()
            if not command:
                return Edited(text=text, problem=_NO_EDITOR)
            return self._edit(text, command)
        except (OSError, ValueError) as error:
            return Edited(text=text, problem=f"The editor couldn't be started: {error}. {_SAFE}")

    def command(self) -> tuple[str, ...]:
        """The editor and its arguments; empty when there is none.

        Raises ``ValueError`` when the setting has unbalanced quotes.
        """
        for variable in ("VISUAL", "EDITOR"):
            named = shlex.split(self._environ.get(variable, ""))
            if named:
                return tuple(named)
        return next(((each,) for each in _AS_A_LAST_RESORT if installed(each, self._environ)), ())

    def name(self) -> str:
        """The name of the program that would open; empty where there is none."""
        try:
            command = self.command()
        except ValueError:
            return ""
        return Path(command[0]).name if command else ""

    def _edit(self, text: str, command: tuple[str, ...]) -> Edited:
        from tempfile import mkdtemp

        folder = Path(mkdtemp(prefix="draft-", dir=make_folder(self._folder())))
        file = folder / "message.txt"
        before = text.encode("utf-8", errors="replace")
        write_new(file, before)
        began = time.monotonic()
        status = run((*command, str(file)), self._environ)
        after = file.read_bytes() if file.is_file() else None
        problem = _problem(status, before, after, time.monotonic() - began)
        new = None if problem or after is None else _text(after)
        if new is None and after not in (None, before):
            return Edited(
                text=text, problem=f"{problem or _UNREADABLE} What you wrote is kept in {file}."
            )
        _clear(folder)
        return Edited(text=text if new is None else _same_end(text, new), problem=problem)


_SAFE = "The draft hasn't changed."
_NO_EDITOR = f"No editor was found. Set $EDITOR to the one you want to use. {_SAFE}"
_UNREADABLE = f"What came back from the editor isn't a message in UTF-8. {_SAFE}"


def _problem(status: int, before: bytes, after: bytes | None, seconds: float) -> str:
    if status:
        said = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        return f"The editor {said}. {_SAFE}"
    if after is None:
        return f"The editor closed without saving a file. {_SAFE}"
    if after == before and seconds < _AT_ONCE:
        return (
            f"The editor closed straight away and nothing was changed. {_SAFE} "
            "If your editor opens its own window, add its option to wait, such as --wait."
        )
    return ""


def _text(data: bytes) -> str | None:
    if len(data) > _LARGEST:
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


def _same_end(before: str, after: str) -> str:
    """Without the last line break that editors add of their own accord."""
    added = after.endswith("\n") and not before.endswith("\n")
    return after[:-1] if added else after


def _clear(folder: Path) -> None:
    """Take the folder away, with the editor's own traces in it."""
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)
