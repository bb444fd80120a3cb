"""The pages of safety: what to do first, whom to turn to, the log, and the question before them."""

from collections.abc import Sequence

from coach.advice.questions import Choice, spoken_date
from coach.app.pages import Line, SafetyPage, Tone, section
from coach.session.safety import (
    FRAUD,
    HARM,
    LOG,
    OWN_HARM,
    SELF_HARM,
    Incident,
    SafetyPart,
    SafetyText,
)
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
LIVES = (
    Choice(id=SELF_HARM, text="The other person"),
    Choice(id=OWN_HARM, text="Me"),
    Choice(id=NO, text="No, continue"),
)
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
        case _:
            return question(part, text, partner=session.answers.get("tie") == "partner")


def question(part: SafetyPart, text: SafetyText, *, partner: bool = False) -> SafetyPage:
    """The question before the page; of a ``partner`` what they have done, as a rule known."""
    match part:
        case SafetyPart.LIFE:
            return _asks(text.life, text.life_note, LIVES, text)
        case SafetyPart.PRESSED:
            return _asks(
                text.gentle_partner if partner else text.gentle, text.gentle_note, _FEARS, text
            )
        case _:
            return _asks(text.offer, text.offer_note, OFFERED, text)


def _page(session: Session, text: SafetyText) -> SafetyPage:
    first, *then = first_lines(session, text)
    near = [] if _about_life(session) else [Line(text.device)]
    lines = [first, *near, *then, *helpers(session, text), Line(text.believed)]
    choices = [_WRITE, _READ, *(() if session.safety_only else (_BACK,)), _CLOSE]
    if session.unsafe and not session.signs and not session.safety_only:
        choices.append(_MISTAKE)
    return SafetyPage(
        title="Safety",
        ask=text.ask,
        lines=tuple(lines),
        choices=tuple(choices),
        reading=text.read,
        leaves=text.leaves,
    )


def first_lines(session: Session, text: SafetyText) -> list[Line]:
    """What to do first, for what was ticked here."""
    signs, afraid = set(session.signs), session.guarded
    if _about_life(session):
        first = []  # nobody to be warned about
    else:
        first = [Line(text.fraud if signs == FRAUD and not afraid else text.first)]
    harm = [Line(text.own_harm)] if OWN_HARM in signs else []
    harm += [Line(text.harm)] if SELF_HARM in signs else []
    now = text.own_now if OWN_HARM in signs else text.now
    return [Line(now, Tone.VERDICT), *harm, *first]


def life_advice(
    session: Session, text: SafetyText
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What to do and not to do where nothing but a life is in danger; None elsewhere."""
    if not _about_life(session):
        return None
    if OWN_HARM in session.signs:
        return text.own_dos, text.own_donts
    return text.harm_dos, text.harm_donts


def _about_life(session: Session) -> bool:
    """Whether a life is all that was named: no danger from them, and no fear of them."""
    return bool(session.signs) and set(session.signs) <= HARM and not session.guarded


def helpers(session: Session, text: SafetyText) -> list[Line]:
    """Who can help, by kind; where only a life is in danger, nobody who plans for stalking."""
    life = _about_life(session)
    told = [each for each in text.whom if each.for_harm or not life]
    whom = [Line(f"{each.who}: {each.what}", mark="· ") for each in told]
    return section("Who can help", whom)


def _log(session: Session, text: SafetyText) -> SafetyPage:
    return SafetyPage(
        title="Log of what happened",
        ask="What happened?",
        lines=(*written(session.incidents), *(Line(each, Tone.HELP) for each in text.log)),
        choices=(_PAGE, _SAVE, _CLOSE),
        reading="not-safe#log",
        writes=True,
        leaves=text.leaves,
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
