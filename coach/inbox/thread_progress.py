"""Follows a thread turn by turn and keeps what is open: asked and promised, on each side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coach.inbox import phrases
from coach.inbox.cues import Cues, stems
from coach.inbox.named_days import named_day
from coach.inbox.threads import Party
from coach.inbox.turns import Turn

_WHO = re.compile(r"\b(?:who|wer|qui|qui\u00e9n)\b")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_YES_OR_NO = re.compile(
    r"(?:yes|yep|yeah|sure|no|nope|ja|klar|gerne?|nein|oui|non|bien s\u00fbr|s\u00ed)\b"
)
SHORT, SOON = 16, 4
"""Words and days within which a statement after one's own question tells how it was decided."""
FORGOTTEN = 6
"""Turns of theirs after which a question of mine that none of them took up isn't open."""


@dataclass(slots=True)
class Open:
    """Something asked that has no answer yet."""

    first: Turn
    last: Turn
    repeats: int = 0
    promised: str = ""
    """What they said they'd do, as written."""
    promised_on: date | None = None
    promised_for: date | None = None
    back_on: date | None = None
    """Until when an automatic answer says that they're away."""
    passed_by: int = 0
    upset: bool = False
    """They've said that the silence hurts, or given up."""
    told: str = ""
    """What they've said besides their promise, which answers some of what I asked."""


@dataclass(slots=True)
class Promise:
    """Something promised that hasn't been done yet."""

    turn: Turn
    due: date | None
    to: Party | None = None
    """Who had asked for it, where someone had."""


@dataclass(slots=True)
class Course:
    """What is open at the end of a thread."""

    mine: Open | None = None
    theirs: Open | None = None
    my_promise: Promise | None = None
    their_promise: Promise | None = None
    refused: Turn | None = None
    """The turn in which I said no, in so many words."""
    hard_no: bool = False
    stopped: bool = False
    """I asked not to be written to."""
    run: list[Turn] = field(default_factory=list)
    """Their turns since I last wrote."""
    since_refused: list[Turn] = field(default_factory=list)
    i_wrote: int = 0
    ended: str = ""
    """Why nothing is open, where the last turns say so."""


def follow(turns: Sequence[Turn]) -> Course:
    """Go through the turns, oldest first."""
    course = Course()
    for turn in turns:
        if turn.message.bulk:
            continue
        if _is_automatic(turn):
            _automatic(course, turn)
        elif turn.mine:
            _mine(course, turn)
        else:
            _theirs(course, turn)
    return course


def _is_automatic(turn: Turn) -> bool:
    """Whether a machine answered, by its header or by what it says."""
    if turn.mine:
        return False
    short = turn.cues.words < 90 and not turn.cues.asks
    receipt = short and phrases.ACKNOWLEDGES.search(turn.message.text.casefold())
    return turn.message.auto or bool(receipt)


def _automatic(course: Course, turn: Turn) -> None:
    if course.mine is None:
        return
    if turn.cues.promises or turn.cues.by_others:
        course.mine.promised_on, course.mine.promised_for = turn.on, turn.cues.promised_for
        return
    days = [named_day(each, turn.on) for each in _until(turn.message.text)]
    ahead = [day for day in days if day and day >= turn.on]
    if ahead:
        course.mine.back_on = max(ahead)


def _until(text: str) -> list[str]:
    return [each for line in text.split("\n") for each in line.split(". ")][:20]


def _mine(course: Course, turn: Turn) -> None:
    cues = turn.cues
    course.i_wrote += 1
    course.run = []
    if cues.retracts:
        course.mine = None
        course.ended = "You withdrew your question."
    elif cues.settles:
        course.mine = None
        course.ended = "You wrote that it's settled."
    if turn.message.kind in ("answer", "cancel"):
        course.theirs = None
        course.ended = "You answered the invitation."
        return
    if cues.declines or cues.hard_no or cues.stops:
        course.stopped = course.stopped or cues.stops
        course.refused, course.since_refused = turn, []
        course.hard_no = course.hard_no or cues.hard_no
        course.theirs = course.my_promise = None
        course.ended = "You said no."
    _i_answer(course, turn)
    _i_ask(course, turn)


def _i_ask(course: Course, turn: Turn) -> None:
    cues = turn.cues
    if cues.thanks and phrases.RECEIVED.search(turn.message.text.casefold()):
        course.mine = course.their_promise = None
    if _wants(turn):
        if course.mine is None:
            course.mine = Open(turn, turn)
        elif turn.on > course.mine.last.on or cues.nudges:
            course.mine.last = turn
            course.mine.repeats += 1
            course.mine.back_on = None
        else:
            course.mine.last = turn
        course.their_promise = None
    elif course.mine is not None and _settles(course.mine, turn):
        course.mine = None
    elif course.mine is not None and _writes_on(course.mine, turn):
        course.mine.last = turn
        course.mine.repeats += 1


def _writes_on(mine: Open, turn: Turn) -> bool:
    """Whether a later message of mine, without a question, still comes back to the open one."""
    cues = turn.cues
    later = (turn.on - mine.last.on).days >= 2
    return later and cues.words >= 3 and not (cues.small_talk or cues.thanks or cues.promises)


def _wants(turn: Turn) -> bool:
    return bool(turn.cues.asks) or turn.message.kind == "invite"


def _i_answer(course: Course, turn: Turn) -> None:
    cues, theirs = turn.cues, course.theirs
    asked_by = theirs.last.who if theirs else None
    if cues.promises and (not cues.delivers or cues.rest):
        if _answers_besides(theirs, turn):
            course.theirs = None
        course.my_promise = Promise(turn, cues.promised_for, asked_by)
    elif cues.agrees and not cues.delivers and theirs and theirs.last.cues.deliverable:
        course.my_promise = Promise(turn, None, asked_by)
    elif theirs and _is_enough(theirs.last.cues, cues) and not course.my_promise:
        course.theirs = None
        course.ended = "You both laughed about it." if cues.laughs else "You answered."
    elif (cues.small_talk or cues.not_now or cues.not_yet) and not cues.delivers:
        return
    elif course.my_promise is not None:
        if cues.delivers or (cues.other_words >= 4 and not _excuses(cues)):
            course.my_promise = course.theirs = None
            course.ended = "You did what you had promised."
    elif theirs is not None and not (theirs.last.cues.deliverable and _is_courtesy(cues)):
        course.theirs = None
        course.ended = "You answered."


def _is_enough(asked: Cues, told: Cues) -> bool:
    """Whether any word answers what asked nothing, or laughter what wants nothing done."""
    idle = told.small_talk and told.laughs and not asked.deliverable
    return idle or bool(asked.heartfelt and not asked.asks)


def _answers_besides(theirs: Open | None, turn: Turn) -> bool:
    """Whether it says yes or no, and adds what I'll do, which gives or tells nothing."""
    cues = turn.cues
    return (
        theirs is not None
        and not theirs.last.cues.deliverable
        and bool(_YES_OR_NO.match(turn.message.text.casefold().lstrip()))
        and not phrases.STRONG_PROMISE.search(cues.promises.casefold())
    )


def _excuses(cues: Cues) -> bool:
    return bool(cues.promises) or (bool(cues.asks) and cues.other_words < 8)


def _theirs(course: Course, turn: Turn) -> None:
    cues = turn.cues
    course.run.append(turn)
    if course.refused is not None:
        course.since_refused.append(turn)
    if turn.message.kind == "cancel":
        course.theirs = None
        course.ended = "They called the invitation off."
        return
    if cues.retracts:
        course.theirs = course.my_promise = None
        course.ended = "They no longer need an answer."
    elif cues.settles:
        course.mine = course.theirs = course.my_promise = None
        course.ended = "It was settled by phone, or without you."
    if course.their_promise is not None and not cues.small_talk and not _puts_off(cues):
        course.their_promise = None
    asked = course.mine
    _they_answer(course, turn)
    replies = asked is not None and course.mine is None
    if cues.weak and (replies or (cues.acknowledges and course.ended == "You answered.")):
        return
    if cues.declines:
        course.mine = course.their_promise = None
        course.ended = "They said no."
    _they_ask(course, turn)


def _they_ask(course: Course, turn: Turn) -> None:
    cues, theirs = turn.cues, course.theirs
    if theirs is None:
        personal = cues.heartfelt or (cues.letter and not course.i_wrote)
        if _wants(turn) or (personal and not cues.settles):
            course.theirs = Open(turn, turn)
        return
    theirs.upset |= cues.gives_up or "??" in turn.message.text
    if _wants(turn):
        if not _puts_it_to_others(theirs, turn):
            theirs.last = turn
            theirs.repeats += 1
    elif turn.for_me and theirs.last.who.key != turn.who.key:
        theirs.last = replace(theirs.last, named=True)
    elif _settled_by_another(course, turn) or _settles(theirs, turn):
        course.theirs = None
        course.ended = "It was settled without you."


def _puts_it_to_others(theirs: Open, turn: Turn) -> bool:
    """Whether somebody else asks the round, while I've been asked by name."""
    return theirs.last.named and not turn.named and theirs.last.who.key != turn.who.key


def _settles(held: Open, turn: Turn) -> bool:
    """Whether who asked tells soon afterwards, in a few words, how it was decided."""
    cues = turn.cues
    if cues.words > SHORT or (turn.on - held.last.on).days > SOON or held.last.on == turn.on:
        return False
    if cues.promises or cues.nudges or cues.pressure or cues.gives_up or cues.small_talk:
        return False
    asked = " ".join((*held.first.cues.asks, *held.last.cues.asks))
    return bool(stems(asked) & stems(turn.message.text))


def _settled_by_another(course: Course, turn: Turn) -> bool:
    """Whether someone else in a group has answered what wasn't put to me by name."""
    return (
        course.theirs is not None
        and course.theirs.last.who.key != turn.who.key
        and not course.theirs.last.named
        and not (turn.cues.small_talk or _is_courtesy(turn.cues))
    )


def _is_courtesy(cues: Cues) -> bool:
    """Whether it thanks, or says that something came, and no more."""
    return cues.acknowledges and cues.other_words <= 2 and not (cues.delivers or cues.settles)


def _they_answer(course: Course, turn: Turn) -> None:
    cues = turn.cues
    if course.mine is None:
        if (cues.promises or cues.by_others) and not cues.declines:
            course.their_promise = Promise(turn, cues.promised_for)
        elif cues.thanks and not cues.asks and course.theirs is None and not course.my_promise:
            course.ended = "It ended with thanks."
        return
    if turn.media and _may_be_a_file(course.mine):
        course.mine = None
        course.ended = "They answered."
        return
    if (turn.media and not cues.words) or (turn.message.kind == "text" and _passes_by(cues)):
        course.mine.passed_by += 1
        if course.mine.passed_by >= FORGOTTEN:
            course.mine = None
        return
    given = cues.delivers and not (cues.rest or cues.not_yet)
    if _puts_off(cues) and not (cues.declines or given or _names_who(course.mine, cues)):
        course.mine.promised_on, course.mine.promised_for = turn.on, cues.promised_for
        course.mine.promised = cues.promises
        course.mine.told = turn.message.text
    elif cues.agrees and not cues.delivers and course.mine.last.cues.deliverable:
        course.mine.promised_on = turn.on
    elif not _only_asks_back(course.mine, turn):
        course.mine = None
        course.ended = "They answered."


def _puts_off(cues: Cues) -> bool:
    """Whether it says that the answer comes later, or through someone else."""
    return bool(cues.promises) or cues.by_others or cues.not_now or cues.not_yet


def _names_who(mine: Open, cues: Cues) -> bool:
    """Whether I asked who will do it, and it's said."""
    asked = " ".join((*mine.first.cues.asks, *mine.last.cues.asks)).casefold()
    return cues.by_others and not cues.promises and bool(_WHO.search(asked))


def _may_be_a_file(mine: Open) -> bool:
    """Whether a picture or a file may be what I asked for."""
    asked = (*mine.first.cues.asks, *mine.last.cues.asks)
    return any(phrases.ON_FILE.search(each.casefold()) for each in asked)


def _passes_by(cues: Cues) -> bool:
    """Whether a message has nothing to do with the open question."""
    return cues.small_talk or (cues.unrelated and not cues.thanks)


def _only_asks_back(mine: Open, turn: Turn) -> bool:
    """Whether it's nothing but a question: no yes before it, nor the words of mine."""
    told = turn.message.text.casefold()
    for each in turn.cues.asks:
        told = told.replace(each.casefold(), " ")
    asked = " ".join(mine.last.cues.asks).casefold()
    again = set(_LONG_WORD.findall(told)) & set(_LONG_WORD.findall(asked))
    answers = turn.cues.other_words > 3 or len(again) >= 2 or bool(_YES_OR_NO.match(told.lstrip()))
    return bool(turn.cues.asks) and not answers
