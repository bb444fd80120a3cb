"""The pages of safety: what to do first, whom to turn to, the log, and the question before them."""

from collections.abc import Sequence

from coach.advice.questions import Choice, spoken_date
from coach.app.pages import Line, SafetyPage, Tone, section
from coach.session.safety import FRAUD, LOG, SELF_HARM, Incident, SafetyPart, SafetyText
from coach.session.session import Session

YES, NO, WRITE, READ, BACK = "yes", "no", "log", "read", "back"
CLOSE, MISTAKE, SAVE_LOG, PAGE = "close", "mistake", "save_log", "page"
"""What can be chosen on them."""

_WRITE = Choice(id=WRITE, text="Write down what happened")
_READ = Choice(id=READ, text="Read more")
_BACK = Choice(id=BACK, text="Go back to what I was doing")
_CLOSE = Choice(id=CLOSE, text="Save and close")
_MISTAKE = Choice(id=MISTAKE, text="I opened this by mistake")
_PAGE = Choice(id=PAGE, text="Back to the safety page")
_SAVE = Choice(id=SAVE_LOG, text="Save the log as a text file")
OFFERED = (Choice(id=YES, text="Yes"), Choice(id=NO, text="No, continue"))
_FEARS = (
    Choice(id=YES, text="Yes, or I'm not sure: show me the safety page"),
    Choice(id=NO, text="No, continue"),
)


def safety_page(session: Session, part: SafetyPart, text: SafetyText) -> SafetyPage:
    """This part of it, for this session."""
    match part:
        case SafetyPart.PAGE:
            return _page(session, text)
        case SafetyPart.LOG:
            return _log(session, text)
        case SafetyPart.ASK:
            return _asks(text.offer, text.offer_note, OFFERED, text)
        case SafetyPart.PRESSED:
            return _asks(text.gentle, text.gentle_note, _FEARS, text)


def _page(session: Session, text: SafetyText) -> SafetyPage:
    lines = [*first_lines(session, text), *helpers(text), Line(text.believed), Line(text.device)]
    choices = [_WRITE, _READ, *(() if session.safety_only else (_BACK,)), _CLOSE]
    if session.unsafe and not session.signs and not session.safety_only:
        choices.append(_MISTAKE)
    return SafetyPage(
        title="Safety",
        ask=text.ask,
        lines=tuple(lines),
        choices=tuple(choices),
        reading=text.read,
    )


def first_lines(session: Session, text: SafetyText) -> list[Line]:
    """What to do first, for what was ticked here."""
    fraud_only = set(session.signs) == FRAUD and not session.unsafe
    lines = [Line(text.now, Tone.VERDICT), Line(text.fraud if fraud_only else text.first)]
    if SELF_HARM in session.signs:
        lines.insert(1, Line(text.harm))
    return lines


def helpers(text: SafetyText) -> list[Line]:
    """Who can help, by kind."""
    whom = [Line(f"{each.who}: {each.what}", mark="· ") for each in text.whom]
    return section("Who can help", whom)


def _log(session: Session, text: SafetyText) -> SafetyPage:
    return SafetyPage(
        title="Log of what happened",
        ask="What happened?",
        lines=(*written(session.incidents), *(Line(each, Tone.HELP) for each in text.log)),
        choices=(_PAGE, _SAVE, _CLOSE),
        reading="not-safe#log",
        writes=True,
        typed=session.typed.get(LOG, ""),
    )


def written(incidents: Sequence[Incident]) -> list[Line]:
    """What stands in a log, the latest first."""
    entries = [
        Line(f"{spoken_date(each.at.date())}, {each.at:%H:%M}: {each.text}", mark="· ")
        for each in reversed(incidents)
    ]
    return section("Written down", entries)


def _asks(ask: str, note: str, choices: tuple[Choice, ...], text: SafetyText) -> SafetyPage:
    return SafetyPage(
        title="Safety", ask=ask, lines=(Line(note, Tone.HELP),), choices=choices, reading=text.read
    )
