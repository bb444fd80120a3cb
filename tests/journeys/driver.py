"""A person at the program, for whole stories told as tests.

    async def test_a_story(life):
        async with life.opens() as person:
            await person.chooses("They went quiet on me")
            await person.sees("Who went quiet?")
            await person.says("Ada")
            ...
        life.sleeps(days=1)
        async with life.opens() as person:
            await person.sees("Ada")

``Life`` is all that outlives one sitting: the real journal, outbox, content and
settings in a folder of the test, and a clock that stands until it is moved.
``Person`` does what a person does, by keys and mouse, and looks at the screen.
Every wait has an end; when it is reached, the error shows the screen.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea
from wcwidth import wcswidth

from coach import cli
from coach.app.ports import Edited
from coach.journal.decisions import Decision
from coach.platform.paths import journal_folder, outbox_folder
from coach.session.session import Session
from coach.store.journal_store import open_journal
from coach.ui.app import CoachApp
from tests.clock import FixedClock
from tests.settling import settled
from tools import pictures

A_TUESDAY = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
"""When stories begin, unless they say otherwise: 17 November 2026, ten in the morning."""

A_LOOK = 0.05
"""Seconds between two looks at a screen that stands still, for what a timer brings."""

PATIENCE = 60.0
"""Seconds after which what should come at once counts as never coming; a bound for a hang only."""


@dataclass
class PaperClipboard:
    """Keeps what was copied."""

    texts: list[str] = field(default_factory=list)

    def copy(self, text: str) -> str:
        self.texts.append(text)
        return "Copied. Paste it where you write."


@dataclass
class PaperOpener:
    """Keeps the links that were opened."""

    links: list[str] = field(default_factory=list)
    desktop: bool = False

    def open(self, link: str) -> str:
        self.links.append(link)
        return "Opened."

    def mail(self, *, to: str, subject: str, body: str) -> str:
        return self.open(f"mailto:{to}?{subject}")

    def mails(self, *, to: str, subject: str, body: str) -> bool:
        return self.desktop


@dataclass
class PaperEditor:
    """Another editor, in which ``writes`` is what the user does to the text."""

    writes: Callable[[str], str] = lambda text: text

    def edit(self, text: str) -> Edited:
        return Edited(text=self.writes(text))

    def name(self) -> str:
        return "paper"


class Life:
    """One user's machine over days: folder, clock, clipboard, opened links, editor."""

    def __init__(self, home: Path, now: datetime = A_TUESDAY) -> None:
        self.home = home
        self.clock = FixedClock(now)
        self.clipboard = PaperClipboard()
        self.opener = PaperOpener()
        self.editor = PaperEditor()
        self.asks_name = False
        self._ids = count(1)

    @asynccontextmanager
    async def opens(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator["Person"]:
        """One sitting. At its end the program is quit, if it still runs."""
        services = replace(
            cli.services(),
            clock=self.clock,
            clipboard=self.clipboard,
            opener=lambda: self.opener,
            editor=lambda: self.editor,
            new_id=lambda: f"walk-{next(self._ids)}",
        )
        app = CoachApp(services)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(pilot, self)
            await settled(app)
            app.controllers.sessions.asks_name = self.asks_name
            yield person
            await person.quits()
        services.journal().close()

    def sleeps(self, **time: float) -> None:
        """Let time go by: ``sleeps(days=1)``, ``sleeps(minutes=10)``."""
        self.clock.advance(timedelta(**time))

    def decisions(self) -> list[Decision]:
        """What the journal holds on disk, newest first."""
        journal = open_journal(journal_folder())
        try:
            return [journal.decision(each.id) for each in journal.summaries()]
        finally:
            journal.close()

    def open_sessions(self) -> list[Session]:
        """The unfinished sessions on disk, the last touched first."""
        journal = open_journal(journal_folder())
        try:
            return list(journal.sessions())
        finally:
            journal.close()

    def handed_over(self) -> list[Path]:
        """The files saved for other programs, by name."""
        folder = outbox_folder()
        return sorted(folder.iterdir()) if folder.is_dir() else []


class Person:
    """Someone at the keyboard, who looks at the screen."""

    def __init__(self, pilot: Pilot[None], life: Life) -> None:
        self._pilot = pilot
        self.app = pilot.app
        self.life = life

    # Looking

    @property
    def screen(self) -> str:
        """What stands on the screen, rows without blanks at their ends."""
        return "\n".join(pictures.grid(self.app))

    @property
    def words(self) -> str:
        """The same with frames and line ends taken out, to find sentences that wrap."""
        return " ".join(self.screen.translate(_FRAMES).split())

    async def sees(self, *texts: str, within: float = PATIENCE) -> None:
        """Wait until all these texts are on the screen, wrapped or not."""
        wanted = [" ".join(text.split()) for text in texts]

        def seen() -> bool:
            words = self.words  # drawn once for all of them: to draw is what takes the time
            wanted[:] = [each for each in wanted if each not in words]
            return not wanted

        await self._until(seen, " and ".join(map(repr, texts)), within)

    async def sees_no(self, *texts: str, within: float = PATIENCE) -> None:
        """Wait until none of these texts is on the screen."""
        for text in texts:
            gone = " ".join(text.split())
            await self._until(
                lambda gone=gone: gone not in self.words, f"the end of {text!r}", within
            )

    async def finds(self, *texts: str) -> None:
        """Find these texts, one after the other, paging down as far as it goes."""
        for text in texts:
            wanted = " ".join(text.split())
            before = ""
            while wanted not in self.words:
                if self.words == before:
                    raise AssertionError(f"{text!r} is nowhere. The screen:\n{self._framed()}")
                before = self.words
                await self.presses("pagedown")

    async def looks(self, name: str) -> None:
        """Take a picture of this moment, where pictures are wanted (tests/pictures.py)."""
        await self._rests()
        if pictures.wanted():
            await pictures.shoot(self._pilot, name)

    async def rests(self) -> None:
        """Wait until the screen stands still: what was asked for is done and drawn."""
        await settled(self.app, and_soon=True)
        self._raises()

    # Doing

    async def presses(self, *keys: str) -> None:
        """Press keys by Textual's names: "enter", "ctrl+n", "f2", "x"."""
        for key in keys:
            self.app._held.key = ""  # whoever presses a key has let go of the one before
            await self._pilot.press(key)
        await self._rests()

    async def types(self, text: str) -> None:
        """Type a text into what has the focus."""
        await self._pilot.press(*("enter" if each == "\n" else each for each in text))
        await self._rests()

    async def pastes(self, text: str) -> None:
        """Paste a text into what has the focus."""
        self.app.post_message(events.Paste(text))
        await self._rests()

    async def clears(self) -> None:
        """Empty the field that has the focus."""
        field = self.app.focused
        assert isinstance(field, Input | TextArea), self._no_field()
        field.select_all()
        await self.presses("delete")

    async def says(self, text: str) -> None:
        """Put an answer in place of what stood there, in one go, and go on."""
        await self.clears()
        await self.pastes(text)
        await self.goes_on()

    async def chooses(self, text: str) -> None:
        """Go to the line with this text by arrows, and press enter."""
        await self._goes_to(text)
        await self.presses("enter")

    async def ticks(self, *texts: str) -> None:
        """Tick the lines with these texts, where several may be chosen."""
        for text in texts:
            await self._goes_to(text)
            await self.presses("space")

    async def rates(self, number: int) -> None:
        """Settle on a number from 0 to 10."""
        await self.presses(*(("1", "0") if number == 10 else (str(number),)), "enter")

    async def clicks(self, text: str) -> None:
        """Click on the first character of a text on the screen."""
        await self._pilot.click(offset=self._place(text))
        await self._rests()

    async def points_at(self, text: str) -> None:
        """Move the pointer to the first character of a text on the screen."""
        await self._pilot.hover(offset=self._place(text))
        await self._rests()

    def _place(self, text: str) -> Offset:
        for row, line in enumerate(pictures.grid(self.app)):
            if (at := line.find(text)) >= 0:
                return Offset(max(0, wcswidth(line[:at])), row)
        raise AssertionError(f"{text!r} is not on the screen:\n{self._framed()}")

    async def resizes(self, columns: int, lines: int) -> None:
        """Drag the window to this size."""
        await pictures.resize(self._pilot, columns, lines)

    # Going about

    async def goes_on(self) -> None:
        """To what follows."""
        await self.presses("ctrl+n")

    async def goes_back(self) -> None:
        """One step back."""
        await self.presses("ctrl+r")

    async def goes_home(self) -> None:
        """Leave, by as many escapes as it takes."""
        for _ in range(6):
            if len(self.app.screen_stack) == 1:
                return
            await self.presses("escape")
        raise AssertionError(f"there is no way home. The screen:\n{self._framed()}")

    async def reads(self) -> None:
        """Open the reading that belongs to this moment."""
        await self.presses("f2")

    async def opens_the_journal(self) -> None:
        """Look at past decisions."""
        await self.presses("f3")

    async def asks_for_help(self) -> None:
        """What can be done here."""
        await self.presses("f1")

    async def feels_unsafe(self) -> None:
        """Say so, by the key that is there on every step."""
        await self.presses("ctrl+g")

    async def copies(self) -> str:
        """Copy the message; returns what can be pasted then."""
        await self.presses("f5")
        assert self.life.clipboard.texts, f"nothing was copied. The screen:\n{self._framed()}"
        return self.life.clipboard.texts[-1]

    async def quits(self) -> None:
        """Quit, if the program still runs."""
        if self.app.is_running and not self.app._exit:
            await self._pilot.press("ctrl+q")

    # Within

    async def _goes_to(self, text: str) -> None:
        box, index = self._option(text)
        for _ in range(30):
            if self.app.focused is box:
                break
            await self.presses("tab")
        for _ in range(box.option_count):
            if box.highlighted == index:
                return
            await self.presses("down" if (box.highlighted or 0) < index else "up")
        raise AssertionError(f"{text!r} cannot be reached. The screen:\n{self._framed()}")

    def _option(self, text: str) -> tuple[OptionList, int]:
        for box in self.app.screen.query(OptionList):
            if not box.display:
                continue
            for index in range(box.option_count):
                option = box.get_option_at_index(index)
                if not option.disabled and text in _plain(option.prompt):
                    return box, index
        raise AssertionError(f"there is no choice {text!r}. The screen:\n{self._framed()}")

    async def _rests(self) -> None:
        await self._pilot.pause()
        self._raises()

    async def _until(self, holds: Callable[[], bool], what: str, within: float) -> None:
        end = time.monotonic() + within
        await settled(self.app)
        while not holds():
            self._raises()
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what} in vain. The screen:\n{self._framed()}")
            await settled(self.app)
            await asyncio.sleep(A_LOOK)

    def _raises(self) -> None:
        if error := self.app._exception:
            raise error

    def _no_field(self) -> str:
        return f"no field has the focus. The screen:\n{self._framed()}"

    def _framed(self) -> str:
        return "\n".join(f"  | {line}" for line in pictures.grid(self.app))


def _plain(prompt: object) -> str:
    return prompt.plain if isinstance(prompt, Content) else str(prompt)


_FRAMES = {ord(each): " " for each in "─│╭╮╰╯━┃▏▎▍▌▋▊▉█▔▁▕▐"}
