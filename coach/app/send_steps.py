"""The steps of sending, from how it feels now to the guess: the same in every front end.

A ``SendState`` says where one is; ``send_page`` what that shows and how it is answered;
``answered`` leads on to another state, or to what the session becomes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from coach.advice.questions import Choice, Question, spoken_date
from coach.app.closing import End, Way
from coach.app.pages import Line, Page, SendPage, Tone
from coach.session.session import HOT, pause_until
from coach.vocabulary import Ending

WAYS = {
    Way.COPY: Choice(id="copy", text="Copy the message"),
    Way.MAIL: Choice(
        id="mail",
        text="Open it in your email program",
        help="Opens as a draft. You send it yourself.",
    ),
    Way.FILE: Choice(
        id="file", text="Save it as an email file", help="Opens as a draft in your email program."
    ),
    Way.TEXT: Choice(id="text", text="Save it as a text file"),
}
"""The ways to send, except those by a mail program of the terminal, which are found by name."""

_COUNTED = "Starts a countdown here. You can close the program while you wait."
TOMORROW = Choice(
    id="tomorrow",
    text="Leave it until tomorrow morning",
    help="It'll be on the home screen at 9.",
)
_ON = Choice(id="on", text="Continue now", help="Your saved decision will show that you continued.")
OFFER = (Choice(id="ten", text="Take ten minutes", help=_COUNTED), TOMORROW, _ON)
"""What is offered where the feeling is strong."""

_HOUR = Choice(id="hour", text="Take an hour", help="It'll be on the home screen in an hour.")
_STILL_HOT = (Choice(id="ten", text="Ten more minutes", help=_COUNTED), TOMORROW, _ON)


def in_time(choices: Sequence[Choice], *, due_today: bool) -> tuple[Choice, ...]:
    """These pauses; where something is due today, an hour in place of the night."""
    return tuple(_HOUR if due_today and each is TOMORROW else each for each in choices)


_MORE = Choice(id="more", text="More ways to send")
SENT = Choice(id="sent", text="I have sent it")
_CHANGED = Choice(id="changed", text="I sent a different version")
_NOT_SENT = Choice(id="unsent", text="I decided not to send it")
_WORDS = Choice(id="back", text="Back to the draft")
_MEND = Choice(id="back", text="Edit the draft")
_DOWN = Choice(
    id="not_sent",
    text="Save this decision",
    help="Saves the decision in your journal. Nothing is sent.",
)
_VERDICT = Choice(id="back", text="Back to the recommendation")
_LOOK = Choice(id="look", text="Back to the last look")
_OVERTAKEN = (
    Choice(id="again", text="Reconsider with their reply", help="Your draft is saved."),
    Choice(
        id="overtaken", text="Close this session", help="It's saved as not sent, with your reason."
    ),
    _LOOK,
)
_SURELY = (
    Choice(id="not_sent", text="Close it without sending", help="The draft isn't kept."),
    _LOOK,
)
_PROGRAM = "program:"


_UNSENT = End(ending=Ending.NOT_SENT)


class SendStep(Enum):
    """Where sending stands."""

    RATE = auto()
    HOT = auto()
    LOOK = auto()
    MORE = auto()
    ANSWERED = auto()
    UNSENT = auto()
    WORDS = auto()
    GUESS = auto()
    BESIDE = auto()


class SendInput(Enum):
    """How a step is answered: a choice's id, a number, per cent or None, text, or a line."""

    CHOICE = auto()
    SCALE = auto()
    PERCENT = auto()
    TEXT = auto()
    LINE = auto()


INPUTS = {
    SendStep.RATE: SendInput.SCALE,
    SendStep.GUESS: SendInput.PERCENT,
    SendStep.WORDS: SendInput.TEXT,
    SendStep.BESIDE: SendInput.LINE,
}
"""How each step is answered; all others by a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendState:
    """One step: ``strength`` was just said, ``end`` is the end so far, ``asked`` the line asked.

    ``words`` are those sent in place of the draft, as far as they were typed.
    """

    step: SendStep
    strength: int = 0
    end: End = _UNSENT
    words: str = ""
    asked: int = 0

    @property
    def input(self) -> SendInput:
        """How this step is answered."""
        return INPUTS.get(self.step, SendInput.CHOICE)


@dataclass(frozen=True, slots=True)
class Rated:
    """How strong it feels now, 0 to 10, and the user goes on with it."""

    strength: int


@dataclass(frozen=True, slots=True)
class Held:
    """The user leaves it until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Leaves:
    """The message is to leave this way; ``program`` names a mail program of the terminal."""

    way: Way
    program: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """The session ends like this."""

    end: End


@dataclass(frozen=True, slots=True)
class Returned:
    """Back to the draft or the recommendation; ``answered`` says that they have written."""

    answered: bool = False


SendResult = Rated | Held | Leaves | Ended | Returned
"""What sending asks the session to become."""


def first(page: SendPage) -> SendState:
    """Where sending begins: with how it feels, where it ran hot, else with the last look."""
    step = SendStep.LOOK if page.was is None else SendStep.RATE
    return SendState(step=step, words=page.draft.body if page.draft else "")


def send_page(
    page: SendPage, state: SendState, beside: Sequence[Question], programs: Sequence[str]
) -> Page:
    """What this step shows. ``beside`` are the questions beside a guess."""
    match state.step:
        case SendStep.RATE:
            ask = "Before you send: how strong is the feeling now?"
            return _asked(page, ask, f"You said {page.was} out of 10 at the start.")
        case SendStep.HOT:
            ask = f"Still {state.strength} out of 10. The message can wait; it's saved."
            return _asked(page, ask, choices=in_time(_STILL_HOT, due_today=page.due_today))
        case SendStep.MORE | SendStep.UNSENT:
            unsent = state.step is SendStep.UNSENT
            ask = "Did you decide not to send it?" if unsent else "How do you want to send it?"
            choices = _SURELY if unsent else _more(page, programs)
            return replace(_asked(page, ask, choices=choices), at=_LOOK.id if unsent else "")
        case SendStep.ANSWERED:
            told = "You may not need this message now, or it may need to say something else."
            return _asked(page, f"{page.overtaken}.", told, choices=_OVERTAKEN)
        case SendStep.WORDS:
            told = "Paste the version you sent. It will be saved next to the draft."
            return _asked(page, "What did you send?", told)
        case SendStep.GUESS:
            assert page.guess_by is not None, "a guess needs a date to reply by"
            ask = f"How likely is a reply by {spoken_date(page.guess_by)}?"
            return _asked(page, ask, "Optional. Later you can see how good your guesses are.")
        case SendStep.BESIDE:
            question = beside[state.asked]
            return _asked(page, question.ask, question.help)
        case SendStep.LOOK:
            return page


def _asked(page: SendPage, ask: str, told: str = "", choices: Sequence[Choice] = ()) -> Page:
    lines = (Line(told, Tone.HELP),) if told else ()
    return Page(
        title=page.title, ask=ask, lines=lines, choices=tuple(choices), reading=page.reading
    )


# -- what can be chosen ---------------------------------------------------------------


def offers(page: SendPage) -> tuple[Choice, ...]:
    """What can be chosen at the last look, in order."""
    answered = (Choice(id="answered", text=page.overtaken),) if page.overtaken else ()
    if page.draft is None:
        return (_DOWN, _VERDICT, *answered)
    if page.review and page.review.blocked:
        return (_MEND, _CHANGED, *answered, _NOT_SENT)
    later = (_later(page.later),) if page.later else ()
    return (*_first_ways(page), SENT, _CHANGED, *answered, _NOT_SENT, _WORDS, *later)


def _first_ways(page: SendPage) -> tuple[Choice, ...]:
    known = [WAYS[way] for way in page.ways if way in WAYS]
    plain = [Choice(id=each.id, text=each.text) for each in known[:2]]
    more = len(known) > len(plain) or Way.PROGRAM in page.ways
    return (*plain, _MORE) if more else tuple(plain)


def _more(page: SendPage, programs: Sequence[str]) -> tuple[Choice, ...]:
    """All the ways to send, these mail programs of the terminal among them, and the way back."""
    choices: list[Choice] = []
    for way in page.ways:
        choices += map(_program, programs) if way is Way.PROGRAM else [WAYS[way]]
    return (*choices, _LOOK)


def _later(morning: datetime) -> Choice:
    return Choice(id="later", text=f"Leave it until {morning:%A} morning, {morning:%H:%M}")


def _program(name: str) -> Choice:
    return Choice(
        id=f"{_PROGRAM}{name}",
        text=f"Continue in {name}",
        help="Opens in this terminal. You'll see the command first.",
    )


# -- what an answer leads to ----------------------------------------------------------

_ENTERED = {
    "look": SendStep.LOOK,
    "more": SendStep.MORE,
    "answered": SendStep.ANSWERED,
    "unsent": SendStep.UNSENT,
    "changed": SendStep.WORDS,
}
_LEAVING = frozenset(choice.id for choice in WAYS.values())


def chosen(page: SendPage, state: SendState, id: str) -> SendState | SendResult:
    """What this choice leads to."""
    if state.step is SendStep.HOT:
        return _cooled(page.now, state.strength, id)
    if id in _ENTERED:
        return replace(state, step=_ENTERED[id])
    if id in _LEAVING or id.startswith(_PROGRAM):
        way, _, program = id.partition(":")
        return Leaves(Way(way), program)
    if id == "sent":
        return _ends(page, state, End(ending=Ending.SENT))
    if id == "not_sent":  # a silence that waits for an answer is guessed at too
        return _ends(page, state, _UNSENT) if page.draft is None else Ended(_UNSENT)
    if id == "later" and page.later:
        return Held(page.later)
    if id == "overtaken":
        return Ended(replace(_UNSENT, answered=True))
    return Returned(answered=id == "again")


def rated(state: SendState, strength: int) -> SendState | SendResult:
    """How strong it is now; what is still strong is offered a pause."""
    if strength >= HOT:
        return replace(state, step=SendStep.HOT, strength=strength)
    return Rated(strength)


def sent_words(page: SendPage, state: SendState, words: str) -> SendState | SendResult:
    """These words went out in place of the draft; none at all are no message."""
    typed = replace(state, words=words)
    if not words.strip():
        return typed
    return _ends(page, typed, End(ending=Ending.SENT, words=words))


def guessed(
    state: SendState, percent: int | None, beside: Sequence[Question]
) -> SendState | SendResult:
    """The chance of an answer; beside one, what is feared and expected is asked too."""
    return _next_line(replace(state, end=replace(state.end, percent=percent), asked=-1), beside)


def said_beside(state: SendState, line: str, beside: Sequence[Question]) -> SendState | SendResult:
    """A line beside the guess, or none."""
    end = state.end.with_line(beside[state.asked].id, line)
    return _next_line(replace(state, end=end), beside)


def one_back(state: SendState) -> SendState | None:
    """The step before, with what was typed kept; None where this is the first."""
    if state.step in (SendStep.LOOK, SendStep.RATE):
        return None
    if state.step is SendStep.BESIDE and state.asked:
        return replace(state, asked=state.asked - 1)
    before = {SendStep.HOT: SendStep.RATE, SendStep.BESIDE: SendStep.GUESS}
    return replace(state, step=before.get(state.step, SendStep.LOOK))


def _next_line(state: SendState, beside: Sequence[Question]) -> SendState | SendResult:
    following = state.asked + 1
    if state.end.percent is None or following >= len(beside):
        return Ended(state.end)
    return replace(state, step=SendStep.BESIDE, asked=following)


def _ends(page: SendPage, state: SendState, end: End) -> SendState | SendResult:
    if page.guess_by is None:
        return Ended(end)
    return replace(state, step=SendStep.GUESS, end=end)


def _cooled(now: datetime, strength: int, id: str) -> SendResult:
    until = pause_until(id, now)
    return Held(until) if until else Rated(strength)
