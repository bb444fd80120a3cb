"""Speaking and listening on any terminal or pipe: a line out, a line in."""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from coach.advice.questions import Choice
from coach.app.pages import Line, Tone
from coach.errors import JournalError, OutboxError
from coach.message import Message
from coach.platform.standard_streams import folded
from coach.sanitize import visible
from coach.session.fear_words import fears, says_unsafe
from coach.session.nearest_choice import nearest
from coach.session.typed_answers import NotUnderstoodError, number_meant, says_none
from coach.vocabulary import WITH_SUBJECT, Channel

BACK = ("b", "back")
READ, MORE = ("?", "help"), ("??",)
WHOLE = ("r", "read")
READ_ALL = "r: read it all."
LEAVE = ("q", "quit")


class GoBackError(Exception):
    """The user wants one step back."""


class FeelsUnsafeError(Exception):
    """The user feels unsafe; everything else can wait."""


class SpeaksOfFearError(Exception):
    """What was typed may ask for the safety page."""


class WantsReadingError(Exception):
    """The user wants to read about this moment, the first lines or the ``whole`` of it."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__()
        self.whole = whole


class Prompts:
    """Says lines on standard output and takes answers from standard input.

    Every way of listening raises ``EOFError`` at the end of the input, or when
    the user wants to leave. ``reader`` reads about this moment, the first lines or the
    whole; then the same is asked again. It says whether there was anything to read.
    """

    def __init__(self) -> None:
        self._fearful: list[str] = []
        self._answered: frozenset[str] = frozenset()
        self.reader: Callable[[bool], bool] = lambda _whole: False

    @property
    def heard_fear(self) -> str:
        """What was typed that asks for the safety page, which wasn't offered for it yet."""
        return "\n".join(each for each in self._fearful if fears(each) - self._answered)

    def answered(self) -> None:
        """The safety page was offered for all that was typed: once for each sentence of fear."""
        self._answered = self._answered.union(*map(fears, self._fearful))
        self._fearful = []

    def say(self, text: str) -> None:
        """One or more lines; control characters in them are shown, never acted on.

        On a terminal, lines break between words.
        """
        print(folded(visible(text)), flush=True)

    def list(self, head: str, lines: Sequence[str]) -> None:
        """Lines under a heading; nothing where there are none."""
        if lines:
            self.say(f"\n{head}" if head else "")
            for line in lines:
                self.say(f"  {line}")

    def draw(self, lines: Sequence[Line]) -> None:
        """The lines of a page: headings apart, a message between two rules."""
        for each in lines:
            if each.tone is Tone.MESSAGE:
                self.say(f"\n--\n{each.text}\n--")
            elif each.tone is Tone.HEAD:
                self.say(f"\n{each.text}")
            else:
                mark = _spoken(each)
                self.say(f"  {mark}{each.text}" if each.mark else each.text)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Choices, each with its number."""
        for number, each in enumerate(choices, start=1):
            self.say(f"  {number}  {each.text}" + (f" ({each.help})" if each.help else ""))

    def choose(
        self,
        ask: str,
        choices: Sequence[Choice],
        *,
        first: bool = False,
        reader: Callable[[bool], bool] | None = None,
        whole: Callable[[], None] | None = None,
    ) -> str:
        """The id of the choice picked by its number or in its words, or close to them.

        An empty line is the ``first`` where so said; ``reader`` reads in place of the usual
        one, and ``whole`` says all of the page. Raises ``GoBackError``,
        ``FeelsUnsafeError``, ``SpeaksOfFearError`` or ``WantsReadingError`` where that is
        said instead.
        """

        def put() -> None:
            self.say(f"\n{ask}")
            self.offer(choices)

        put()
        while True:
            said = self._answer(put, reader=reader) or ("1" if first else "")
            if said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= len(choices):
                return choices[int(said[:4]) - 1].id
            if whole and said.casefold() in WHOLE:
                whole()
                put()
                continue
            found = nearest(said, [each.text for each in choices])
            if found is not None:
                self.say(f"Taken as: {choices[found].text}")
                return choices[found].id
            self.say(f"Type a number from 1 to {len(choices)}, or the words of one line.")

    def pick(self, ask: str, rows: Sequence[str]) -> int:
        """The index of the row picked, as ``choose`` does."""
        return int(self.choose(ask, [Choice(id=str(n), text=row) for n, row in enumerate(rows)]))

    def say_saved(self, save: Callable[[], str | None]) -> None:
        """Save something as a file, and say where, or what stood against it."""
        try:
            if where := save():
                self.say(f"Saved as {where}")
        except (JournalError, OutboxError) as error:
            self.say(str(error))

    def show(self, draft: Message, channel: Channel) -> None:
        """A message between two rules; a mail with its subject, though it be empty."""
        head = draft.head if channel in WITH_SUBJECT else ""
        head = head or ("Subject: (empty)\n\n" if channel is Channel.EMAIL else "")
        self.say(f"\n--\n{head}{draft.body}\n--")

    @property
    def on_terminal(self) -> bool:
        """Whether somebody sits at a terminal, which another program could take over."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def line(self, *, heard_later: bool = False) -> str:
        """What was answered, without blanks at its ends.

        Raises ``FeelsUnsafeError`` or ``SpeaksOfFearError`` where it asks for safety; with
        ``heard_later`` only the former, since the words are an answer to be kept first.
        """
        said = self.words().strip()
        if said.casefold() in LEAVE:
            raise EOFError
        if says_unsafe(said):
            raise FeelsUnsafeError
        if not heard_later and fears(said) - self._answered:
            raise SpeaksOfFearError
        return said

    def words(self) -> str:
        """A line exactly as it was typed, whatever it says; words of fear in it are remembered."""
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if not sys.stdin.isatty():
            print(flush=True)
        said = line.rstrip("\r\n")
        if fears(said):
            self._fearful.append(said)
        return said

    def number(self, ask: str, most: int) -> int | None:
        """A number from 0 to ``most``; None for an empty line or "none". Raises as ``choose``."""
        self.say(f"\n{ask}")
        while True:
            said = self._answer(partial(self.say, f"\n{ask}"))
            if not said or (said != "0" and says_none(said)):
                return None
            try:
                return number_meant(said, most, f"Type a number from 0 to {most}.")
            except NotUnderstoodError as error:
                self.say(str(error))

    def own_words(self, ask: str) -> str:
        """A line in the user's own words, to be kept; empty for none. Raises as ``choose``."""
        self.say(f"\n{ask}")
        return self._answer(partial(self.say, f"\n{ask}"), heard_later=True)

    def command(self, ask: str) -> str:
        """A line that says what to do, of which nothing is kept. Raises as ``choose`` does."""
        self.say(f"\n{ask}")
        return self._answer(partial(self.say, f"\n{ask}"))

    def _answer(
        self,
        put: Callable[[], None],
        *,
        heard_later: bool = False,
        reader: Callable[[bool], bool] | None = None,
    ) -> str:
        """A line that answers; raises where it says that something else comes first.

        What can be read is read here, and ``put`` asks the same again.
        """
        while True:
            said = self.line(heard_later=heard_later)
            word = said.casefold()
            if word in BACK:
                raise GoBackError
            if word not in (*READ, *MORE):
                return said
            if not (reader or self.reader)(word in MORE):
                raise WantsReadingError(whole=word in MORE)
            put()

    def text(self) -> str:
        """Several lines, up to one with a single full stop. Raises ``UnfinishedError``."""
        lines: list[str] = []
        try:
            while (line := self.words()) != ".":
                lines.append(line)
        except (EOFError, KeyboardInterrupt) as end:
            raise UnfinishedError("\n".join(lines)) from end
        return "\n".join(lines)


_SIGNS = ("→ ", "· ", "+ ", "- ", "○ ")
"""Signs that only set lines apart, or that the heading above them says in words."""


def _spoken(line: Line) -> str:
    """The sign before a line, in a word where it's read aloud as a tick or a cross."""
    if line.mark == "✗ ":
        if line.tone is Tone.QUIET:
            return "" if line.text.startswith(("Don't", "Never")) else "Don't: "
        return "Must change: "
    return {"✓ ": "Do: ", "! ": "Note: "}.get(line.mark, "" if line.mark in _SIGNS else line.mark)


class UnfinishedError(EOFError):
    """The input ended within a text; its first argument is what had come."""
