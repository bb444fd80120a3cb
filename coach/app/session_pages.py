"""What each page of a session says: a question, a pause, the recommendation, the last look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coach.advice.questions import AnswerKind, Choice, Question, spoken_date
from coach.advice.recommendation import (
    Assessment,
    Plan,
    Sure,
    firmness,
    plan_lines,
)
from coach.app.draft_review import said
from coach.app.pages import (
    AdvicePage,
    Line,
    Page,
    PausePage,
    QuestionPage,
    SendPage,
    Tone,
    section,
)
from coach.app.send_steps import OFFER, SENT, TOMORROW, in_time, offers
from coach.session import flow
from coach.session.session import Hold, Overrule
from coach.session.typed_answers import TO_COME
from coach.vocabulary import Situation

COOL_OFF = "cool-off#calm-down"
"""What there is to read while one takes a pause."""

_HINTS = {
    AnswerKind.MANY: "press a number · enter to continue",
    AnswerKind.SCALE: "press a digit or ← → · enter to continue",
    AnswerKind.DATE: "12 nov · 9 days ago · last tuesday · 2026-11-12 · enter to continue",
    AnswerKind.COUNT: "type a number · enter to continue",
    AnswerKind.TEXT: "enter to continue",
    AnswerKind.LONG_TEXT: "ctrl+n to continue",
    AnswerKind.CHOICE: "press a number, or enter for the highlighted choice",
    AnswerKind.YES_NO: "press 1 or 2",
}
_AHEAD = "12 dec · in 10 days · next tuesday · 2026-12-12 · enter to continue"
_NARROWED = "press a number · or type a word to shorten the list, then enter"
_NARROWED_MANY = "press a number or space · type to shorten the list · enter to continue"
_NUMBERED = 9
"""Choices up to which each has a number."""

YES_NO = (Choice(id="yes", text="Yes"), Choice(id="no", text="No"))

UNSENDABLE = Choice(
    id="unsendable",
    text="Write what you'd never send",
    help="This page can't be copied or sent.",
)
_WAITING = (
    UNSENDABLE,
    Choice(id="on", text="Continue now", help="Ends the pause. Your saved decision will say so."),
)
_RESTED = (
    Choice(id="rested", text="Continue"),
    Choice(id="ten", text="Ten more minutes"),
    TOMORROW,
)

LEAVE_CLOSED, SAFETY_ADVICE, GO_ON = "leave", "safety", "on"
"""What may be done with a conversation that was closed before."""

_LEAVE = Choice(id=LEAVE_CLOSED, text="Leave it closed", help="Deletes this session.")
_SAFETY = Choice(id=SAFETY_ADVICE, text="Go to the safety advice")
_NEW = Choice(id=GO_ON, text="Something new has happened: continue")
_OTHER = Choice(id=GO_ON, text="This is someone else with the same name: continue")

_CLOSE = "How firm: a close call. The answers that would change it are listed below."
_NAMED = 4
"""How many answers are named that would change a recommendation."""

_FEW = 2
"""Issues up to which each is named above the choices of the last look."""

_MOST_STOPS = 3
"""Lines that say what must go first, above those choices; all of them stand below."""


# -- questions and pauses -------------------------------------------------------------


def question_page(
    view: flow.QuestionView, situation: Situation | None, *, title: str, may_wait: bool
) -> QuestionPage:
    """A question as it is put in this situation; ``may_wait``: it can be left for later."""
    question = view.question
    return QuestionPage(
        title=title,
        ask=question.wording(situation),
        lines=(Line(question.help, Tone.HELP),) if question.help else (),
        choices=YES_NO if question.kind is AnswerKind.YES_NO else question.choices,
        hint=_hint(question),
        reading=question.reading(situation),
        question=question,
        value=view.value,
        typed=view.typed,
        may_wait=may_wait,
    )


def _hint(question: Question) -> str:
    hint = _HINTS[question.kind]
    if len(question.choices) > _NUMBERED:
        hint = _NARROWED_MANY if question.kind is AnswerKind.MANY else _NARROWED
    if question.id in TO_COME:
        hint = _AHEAD
    return hint + (" · optional" if question.optional else "")


def advice_page(
    view: flow.AdviceView,
    *,
    before: Sequence[str] = (),
    overrule: Overrule | None = None,
    instead: str = "",
    afraid: bool = False,
) -> AdvicePage:
    """From what is known of the person down to what would change the recommendation.

    The user's own choice comes first; ``instead`` says it in a sentence. Who named being
    ``afraid`` of them reads what was written for that before anything else.
    """
    found = view.assessment
    lines = [Line(each, Tone.BEFORE) for each in before]
    if overrule is None:
        advice = [*_verdict(found), *_next(view.plan)]
        lines += [*_comfort(found), *advice] if afraid else [*advice, *_comfort(found)]
    else:
        own = f"You decided this yourself. {overrule.reason}".strip()
        lines += [Line(instead, Tone.VERDICT), Line(own, Tone.QUIET), *_next(view.plan)]
        lines += [Line("What the coach recommended", Tone.HEAD), *_verdict(found)]
        lines += _comfort(found)
    return AdvicePage(
        title="What you decided" if overrule else "Recommendation",
        lines=(*lines, *_weighing(found)),
        hint="press a number to change that answer" if found.because else "",
        facts=tuple(each.fact for each in found.because),
    )


def last_look(
    page: SendPage, *, when: str = "", advice: Sequence[Line] = (), plan: Sequence[str] = ()
) -> SendPage:
    """The last look with all there is to read and to choose.

    The choices come before what is long, so that they are seen.
    """
    below = [
        *_message(page),
        *section("When you send it" if page.draft else "To keep in mind", advice),
        *section("What happens next", [Line(each, Tone.QUIET, "→ ") for each in plan]),
    ]
    choices = offers(page)
    return replace(
        page,
        lines=tuple(_above(page, when)),
        below=tuple(below),
        choices=choices,
        at=SENT.id if page.handed and SENT in choices else choices[0].id,
    )


def pause_page(
    view: flow.PauseView, strength: int, *, over: bool, due_today: bool = False
) -> PausePage:
    """A pause offered to who feels this strong (0-10), under way, or ``over``.

    It ends today where something is ``due_today``.
    """
    choices: tuple[Choice, ...]
    if over:
        ask, told = (
            "Your pause is over. How do you feel now?",
            "You can rate the feeling again before you send.",
        )
        choices = in_time(_RESTED, due_today=due_today)
    elif view.hold is not None:
        ask = "Take a break from this."
        told = (
            "Stand up, stretch and breathe slowly. Don't rehearse your answer. "
            "This session will be there when you come back."
        )
        choices = _WAITING
    else:
        ask = f"That's strong: {strength} out of 10."
        told = (
            "Writing is easier after a short break, but it's up to you whether you take one."
            " Your answers are saved."
        )
        choices = (*in_time(OFFER, due_today=due_today), UNSENDABLE)
    return PausePage(
        title="Pause",
        ask=ask,
        lines=(Line(told, Tone.HELP),),
        choices=choices,
        reading=COOL_OFF,
        hold=None if over else view.hold,
    )


def time_left(hold: Hold, now: datetime) -> str:
    """How long a pause lasts yet: in minutes and seconds, or until when where it is long."""
    left = hold.until - now
    if left > timedelta(hours=1):
        return f"Pausing until {spoken_date(hold.until.date())}, {hold.until:%H:%M}"
    minutes, seconds = divmod(max(0, int(left.total_seconds())), 60)
    return f"{minutes}:{seconds:02} left"


def reopening_page(lines: Sequence[str], *, unsafe: bool) -> Page:
    """Before a closed conversation is opened again; ``at`` is what going on in haste means."""
    return Page(
        title="Safety first" if unsafe else "You closed this conversation",
        ask="" if unsafe else "What has changed since?",
        lines=tuple(map(Line, lines)),
        choices=(_LEAVE, _SAFETY, _OTHER) if unsafe else (_LEAVE, _NEW),
        at=SAFETY_ADVICE if unsafe else GO_ON,
    )


# -- parts of pages -------------------------------------------------------------------


def _verdict(found: Assessment) -> Iterator[Line]:
    """What a friend would say first; of a close call, that it is one."""
    yield from (Line(text, Tone.VERDICT) for text in found.said)
    if _close(found):
        yield Line(_CLOSE, Tone.CLOSE)
    yield Line(found.reason)


def _comfort(found: Assessment) -> list[Line]:
    return section("For you", [Line(each, Tone.QUIET) for each in found.comfort])


def _close(found: Assessment) -> bool:
    """Whether it is a close call, and it can be said on what."""
    return found.sure is Sure.CLOSE and bool(found.would_change)


def _next(plan: Plan) -> Iterator[Line]:
    """What to do, by when and why then, how, to whom first, what to say; then what follows."""
    do, *steps = plan_lines(plan)
    named = (("How", plan.how), ("First", plan.first))
    ways = [f"{name}: {text}" for name, text in named if text]
    why = [Line(plan.why_then, Tone.QUIET, "  ")] if plan.why_then else []
    yield from section("Next", [Line(do, mark="→ "), *why, *_marked("→ ", ways)])
    yield from points(plan)
    yield from section("In the meantime", _marked("· ", plan.meanwhile))
    yield from section("After that", _marked("→ ", steps))
    yield from _marked("! ", plan.left_out, Tone.NOTE)


def points(plan: Plan) -> tuple[Line, ...]:
    """What to say in the message, and what to leave out."""
    say = section("What to say", _marked("· ", plan.say))
    return (*say, *section("What to leave out", _marked("· ", plan.avoid)))


def _weighing(found: Assessment) -> Iterator[Line]:
    close = _close(found)
    because = [
        Line(each.text, mark=f"{n}  ", answer=n) for n, each in enumerate(found.because, start=1)
    ]
    yield from section("Why (press a number to change that answer)", because)
    yield from section("Reasons for", _marked("+ ", (each.text for each in found.supporting)))
    yield from section("Reasons against", _marked("- ", (each.text for each in found.opposing)))
    changes = [each.text for each in found.would_change[:_NAMED]]
    yield from section("What would change the advice", _marked("· ", changes))
    if not close and (firm := firmness(found)):
        yield Line(firm, Tone.HEAD)


def _above(page: SendPage, when: str) -> Iterator[Line]:
    """What is read before choosing: the time, what must go first, what was left or kept."""
    if page.review is None:
        return
    if when:
        yield Line(when, Tone.HELP)
    review = page.review
    stops = [*review.missing, *map(said, review.stops)]
    yield from (Line(each, Tone.STOP, "✗ ") for each in stops[:_MOST_STOPS])
    if len(stops) > _MOST_STOPS:
        yield Line(f"{len(stops) - _MOST_STOPS} more, below.", Tone.STOP, "✗ ")
    if not review.checked:
        yield Line(review.not_checked, Tone.NOTE, "! ")
    if len(review.left) + len(review.kept) <= _FEW:
        yield from (Line(said(each), Tone.NOTE, "! ") for each in review.left)
        yield from (Line(f"Ignored: {said(each)}", Tone.NOTE, "· ") for each in review.kept)
    elif not review.left:
        yield Line(f"{len(review.kept)} issues ignored; see below.", Tone.NOTE, "· ")
    else:
        beside = f", {len(review.kept)} ignored" if review.kept else ""
        told = f"{len(review.left)} open issues{beside}; see below."
        yield Line(told, Tone.NOTE, "! ")


def _message(page: SendPage) -> Iterator[Line]:
    """The message as it leaves, and what was found in it."""
    if page.draft is None or page.review is None:
        return
    subject = f"{page.draft.subject}\n\n" if page.draft.subject else ""
    yield Line(f"{subject}{page.draft.body}", Tone.MESSAGE)
    found = [Line(each[2:], mark=each[:2]) for each in page.review.lines]
    yield from section("Issues in this message", found)


def _marked(mark: str, texts: Iterable[str], tone: Tone = Tone.TEXT) -> list[Line]:
    return [Line(each, tone, mark) for each in texts]
