"""What a moment of a session shows, as values: every front end draws these and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coach.advice.questions import Choice, Question, Value
from coach.app.closing import Way
from coach.app.draft_review import DraftReview
from coach.session.kept_issues import Scope
from coach.session.session import Draft, Hold


class Tone(StrEnum):
    """What a line is for, so that each front end can set it apart in its own way."""

    ASK = "ask"
    HELP = "help"
    VERDICT = "verdict"
    CLOSE = "close"
    TEXT = "text"
    QUIET = "quiet"
    HEAD = "head"
    BEFORE = "before"
    STOP = "stop"
    NOTE = "look"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, what it is for, and a sign such as "→ " that it hangs beside.

    ``answer`` is the number of the answer it leads back to; 0 leads nowhere.
    """

    text: str
    tone: Tone = Tone.TEXT
    mark: str = ""
    answer: int = 0


def section(head: str, lines: Sequence[Line]) -> list[Line]:
    """Lines below a heading; nothing where there are none."""
    return [Line(head, Tone.HEAD), *lines] if lines else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One moment of a session.

    ``title`` says where one is. ``ask`` is what is asked, ``lines`` what to read before
    answering, ``choices`` what can be picked, ``at`` the one lit first, and ``below`` what
    else there is to read. ``hint`` says how to answer. ``reading`` is the section that
    belongs to it ("slug#section").
    """

    title: str
    ask: str = ""
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    below: tuple[Line, ...] = ()
    at: str = ""
    hint: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage(Page):
    """A question. ``value`` is the answer so far, ``typed`` what was typed and not understood.

    ``may_wait`` says that it can be left for later; ``said_on`` is the day on which the other
    side named the date that is asked for, where that is known.
    """

    question: Question
    value: Value | None
    typed: str
    may_wait: bool
    said_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PausePage(Page):
    """A pause offered, under way or over. ``hold`` is the one under way, whose end is counted."""

    hold: Hold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPage(Page):
    """The safety page, its log or the question before it.

    On one that ``writes`` an entry of the log can be written; ``typed`` is what was so far.
    ``leaves`` says how it is closed at once, with {close} for the key or word; it stands below
    the first ``urgent`` lines.
    """

    leaves: str = ""
    urgent: int = 1

    writes: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvicePage(Page):
    """The recommendation. ``facts`` are the answers that decided, in the order of their numbers."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage(Page):
    """The draft. ``scopes`` says of each check that is kept for how long.

    ``editor`` names the program that opens where the user wants their own; empty for none.
    """

    draft: Draft
    with_subject: bool
    review: DraftReview
    scopes: Mapping[str, Scope]
    editor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPage(Page):
    """The last look; its further pages are those of ``coach.app.send_steps``.

    ``draft`` is None where nothing is sent. ``was`` is how strong it felt before, where
    that is asked again; ``ways`` are the ways to send that exist here; ``later`` is the next
    working morning, in quiet hours; ``guess_by`` is the day by which an answer may be
    guessed at. ``overtaken`` says that the other side has written meanwhile, ``due_today`` that
    it can't wait until tomorrow, ``handed`` that the message has left the program already.
    """

    draft: Draft | None
    now: datetime
    review: DraftReview | None = None
    ways: tuple[Way, ...] = ()
    was: int | None = None
    later: datetime | None = None
    guess_by: date | None = None
    overtaken: str = ""
    due_today: bool = False
    handed: bool = False
