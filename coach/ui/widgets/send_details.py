"""What the last look is given and offers: the words, what stands against them, the ways out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from coach.advice.questions import Choice, Question
from coach.app.closing import Way
from coach.app.draft_review import ReviewState, said
from coach.session.session import Draft

WAYS = {
    Way.COPY: Choice(id="copy", text="Copy the message"),
    Way.MAIL: Choice(
        id="mail", text="Open it in the mail program", help="As a draft; you send it there."
    ),
    Way.FILE: Choice(
        id="file", text="Save it as a mail file", help="It opens as a draft in a mail program."
    ),
    Way.TEXT: Choice(id="text", text="Save it as a text file"),
}
_MORE = Choice(id="more", text="More ways to hand it over")
_SENT = Choice(id="sent", text="I have sent it")
_CHANGED = Choice(id="changed", text="I sent other words")
_NOT_SENT = Choice(id="not_sent", text="I decided not to send it")
_WORDS = Choice(id="back", text="Back to the words")
_MEND = Choice(id="back", text="Mend the words")
_DOWN = Choice(id="not_sent", text="Write the decision down", help="Nothing goes out. It is kept.")
_VERDICT = Choice(id="back", text="Back to the verdict")
_LOOK = Choice(id="look", text="Back to the last look")

OVERTAKEN = (
    Choice(id="again", text="Look at it again with what they wrote", help="The draft stays."),
    Choice(id="overtaken", text="Close this walk", help="Kept as not sent, and why."),
    _LOOK,
)
FEW = 2
"""Findings up to which each is named above the choices."""

MOST_STOPS = 3
"""Lines that say what must go first, above the choices; all of them stand below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDetails:
    """All that the last look shows.

    ``draft`` is None where nothing is sent. ``was`` is how strong it felt before,
    where that is to be asked again; ``ways`` are the ways out that exist here, and
    ``programs`` finds the mail programs of the terminal, which may take a moment;
    ``later`` is the next working morning, in quiet hours; ``guess_by`` is the day
    by which an answer may be guessed at, and ``beside`` the questions for a line
    beside the guess. ``overtaken`` says that the other side has written meanwhile,
    and is empty where that changes nothing.
    """

    draft: Draft | None
    title: str
    now: datetime
    when: Sequence[str] = ()
    advice: Sequence[str] = ()
    plan: Sequence[str] = ()
    standing: ReviewState = field(default_factory=ReviewState)
    ways: Sequence[Way] = ()
    was: int | None = None
    later: datetime | None = None
    guess_by: date | None = None
    beside: Callable[[], Sequence[Question]] = tuple
    overtaken: str = ""
    programs: Callable[[], Sequence[str]] = tuple

    def offers(self) -> tuple[Choice, ...]:
        """What can be chosen, in order."""
        answered = (Choice(id="answered", text=self.overtaken),) if self.overtaken else ()
        if self.draft is None:
            return (_DOWN, _VERDICT, *answered)
        if self.standing.blocked:
            return (_CHANGED, *answered, _NOT_SENT, _MEND)
        later = (_later(self.later),) if self.later else ()
        return (*self._first_ways(), _SENT, _CHANGED, *answered, _NOT_SENT, _WORDS, *later)

    def _first_ways(self) -> tuple[Choice, ...]:
        known = [WAYS[way] for way in self.ways if way in WAYS]
        plain = [Choice(id=each.id, text=each.text) for each in known[:2]]
        return (*plain, _MORE) if len(known) > len(plain) else tuple(plain)

    def more(self, programs: Sequence[str]) -> tuple[Choice, ...]:
        """All the ways out, these mail programs of the terminal among them, and the way back."""
        choices: list[Choice] = []
        for way in self.ways:
            if way is Way.PROGRAM:
                choices += map(_program, programs)
            else:
                choices.append(WAYS[way])
        return (*choices, _LOOK)

    def stops(self) -> list[str]:
        """What keeps the words from leaving, a line each, the rest counted."""
        standing = self.standing
        lines = [*standing.missing, *map(said, standing.stops)]
        shown = [f"✗ {line}" for line in lines[:MOST_STOPS]]
        rest = len(lines) - len(shown)
        return [*shown, f"✗ {rest} more, below."] if rest else shown

    def notes(self) -> list[str]:
        """What was left or is kept on purpose: a line each for one or two, else their number."""
        left, kept = self.standing.left, self.standing.kept
        if len(left) + len(kept) <= FEW:
            return [
                *(f"! {said(each)}" for each in left),
                *(f"· Kept on purpose: {said(each)}" for each in kept),
            ]
        if not left:
            return [f"· {len(kept)} things are kept on purpose; see below."]
        beside = f", {len(kept)} kept on purpose" if kept else ""
        return [f"! {len(left)} left as they were found{beside}; see below."]


def _later(morning: datetime) -> Choice:
    return Choice(id="later", text=f"Leave it until {morning:%A} morning, {morning:%H:%M}")


def _program(name: str) -> Choice:
    return Choice(
        id=f"program:{name}",
        text=f"Write it on in {name}",
        help="Here in this terminal; the command is shown first.",
    )
