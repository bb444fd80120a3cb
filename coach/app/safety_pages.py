"""The pages of safety: what to do first, whom to turn to, the log, and the question before them."""

from collections.abc import Sequence

from coach.advice.questions import Choice, spoken_date
from coach.app.pages import Line, SafetyPage, Tone, section
from coach.session.safety import (
    BOTH,
    FRAUD,
    HARM,
    HURT,
    LOG,
    OWN_HARM,
    PARTNER,
    SELF_HARM,
    Incident,
    SafetyPart,
    SafetyText,
)
from coach.session.session import Session

YES, NO, WRITE, READ, BACK = "yes", "no", "log", "read", "back"
CLOSE, MISTAKE, SAVE_LOG, PAGE, TAKE_OUT = "close", "mistake", "save_log", "page", "take_out"
SHOW = "show"
"""What can be chosen on them."""

_WRITE = Choice(id=WRITE, text="Write down what happened")
_READ = Choice(id=READ, text="Read more")
_BACK = Choice(id=BACK, text="Go back to what I was doing")
_CLOSE = Choice(id=CLOSE, text="Save and close")
_MISTAKE = Choice(id=MISTAKE, text="I opened this by mistake")
_PAGE = Choice(id=PAGE, text="Back to the safety page")
_SHOW = Choice(id=SHOW, text="Show what's written down")
_SAVE = Choice(id=SAVE_LOG, text="Save the log as a text file")
OFFERED = (Choice(id=YES, text="Yes"), Choice(id=NO, text="No, continue"))
LIVES = (
    Choice(id=SELF_HARM, text="The other person"),
    Choice(id=OWN_HARM, text="Me"),
    Choice(
        id=BOTH, text="The other person: they say it to make me stay or answer, or they frighten me"
    ),
    Choice(id=NO, text="No, continue"),
)
DESPAIR = (
    Choice(id=OWN_HARM, text="Show me where to find help"),
    Choice(id=TAKE_OUT, text="Remove this entry from the log"),
    Choice(id=SELF_HARM, text="It's about the other person"),
    Choice(id=PAGE, text="Leave it as it is"),
)
"""What may be done where words of ending one's life were written into the log."""
_FEARS = (
    Choice(id=YES, text="Yes, or I'm not sure: show me the safety page"),
    Choice(id=NO, text="No, continue"),
)


LIFE, YOURS = "life-in-danger", "life-in-danger#yours"
THEIRS, OF_BOTH = "life-in-danger#theirs", "life-in-danger#both"
"""Where it is written what helps when a life is in danger."""


def reading_for(session: Session, text: SafetyText) -> str:
    """The guide that fits what was named: a life, danger from them, or both."""
    signs = set(session.signs)
    if OWN_HARM in signs:
        return YOURS
    if SELF_HARM in signs:
        return THEIRS if _about_life(session) else OF_BOTH
    return text.read


def safety_page(session: Session, part: SafetyPart, text: SafetyText) -> SafetyPage:
    """This part of it, for this session."""
    match part:
        case SafetyPart.PAGE:
            return _page(session, text)
        case SafetyPart.LOG | SafetyPart.WRITTEN:
            return _log(session, text, shown=part is SafetyPart.WRITTEN)
        case _:
            return question(part, text, partner=session.answers.get("tie") == PARTNER)


def question(part: SafetyPart, text: SafetyText, *, partner: bool = False) -> SafetyPage:
    """The question before the page; of a ``partner`` what they have done, as a rule known."""
    match part:
        case SafetyPart.LIFE:
            return _asks(text.life, text.life_note, LIVES, LIFE)
        case SafetyPart.DESPAIR:
            return _asks(text.despair, text.despair_note, DESPAIR, YOURS)
        case SafetyPart.PRESSED:
            return _asks(
                text.gentle_partner if partner else text.gentle,
                text.gentle_note,
                _FEARS,
                text.read,
            )
        case _:
            return _asks(text.offer, text.offer_note, OFFERED, text.read)


def _page(session: Session, text: SafetyText) -> SafetyPage:
    first, *then = first_lines(session, text)
    life = _about_life(session)
    near = [] if life else [Line(text.device)]
    lines = [first, *near, *then, *helpers(session, text), Line(text.believed)]
    mine = OWN_HARM in session.signs  # such words are for who helps, not for a log
    choices = [*((_READ,) if mine else (_WRITE, _READ)), _CLOSE]
    if not session.safety_only:
        choices.insert(-1, _BACK)
    if mine:
        choices.append(_WRITE)
    if session.unsafe and not session.signs and not session.safety_only:
        choices.append(_MISTAKE)
    return SafetyPage(
        title="Safety",
        ask=text.life_first if life else text.ask,
        lines=tuple(lines),
        urgent=1 + len(then) if life else 1,  # nobody in despair is first told how to hide it
        choices=tuple(choices),
        reading=reading_for(session, text),
        leaves=text.leaves,
    )


def first_lines(session: Session, text: SafetyText) -> list[Line]:
    """What to do first, for what was ticked here."""
    signs, afraid = set(session.signs), session.guarded
    if _about_life(session):
        first = []  # nobody to be warned about
    else:
        first = [Line(text.fraud if signs == FRAUD and not afraid else text.first)]
    if HURT in signs or (afraid and session.told_of_harm):
        first.append(Line(text.hurt))
    harm = [Line(text.own_harm), Line(text.own_near)] if OWN_HARM in signs else []
    if SELF_HARM in signs:
        harm += [Line(text.both)] if first else [Line(text.harm), Line(text.harm_pressed)]
    now = text.own_now if OWN_HARM in signs else text.now
    if OWN_HARM in signs:
        return [Line(now, Tone.VERDICT), *harm, *first]
    return [Line(now, Tone.VERDICT), *first, *harm]


def life_advice(
    session: Session, text: SafetyText
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What to do and not to do where nothing but a life is in danger; None elsewhere."""
    if not _about_life(session):
        return None
    if OWN_HARM in session.signs:
        return text.own_dos, text.own_donts
    return text.harm_dos, text.harm_donts


def warned_of(session: Session) -> bool:
    """Whether somebody is a danger to the user, so that no change comes before advice."""
    if _about_life(session) or not session.in_danger:
        return False
    return session.guarded or set(session.signs) != FRAUD


def _about_life(session: Session) -> bool:
    """Whether a life is all that was named: no danger from them, and no fear of them."""
    return bool(session.signs) and set(session.signs) <= HARM and not session.guarded


def helpers(session: Session, text: SafetyText) -> list[Line]:
    """Who can help, by kind; where only a life is in danger, nobody who plans for stalking."""
    life = _about_life(session)
    told = [each for each in text.whom if each.for_harm or not life]
    if session.answers.get("tie") == PARTNER:
        told.sort(key=lambda each: not each.for_partner)
    whom = [Line(f"{each.who}: {each.what}", mark="· ") for each in told]
    return section("Who can help", whom)


def _log(session: Session, text: SafetyText, *, shown: bool) -> SafetyPage:
    """What was written before stands there only once it's asked for: others may look on."""
    count = len(session.incidents)
    told = [Line(f"Written down: {count} {'entry' if count == 1 else 'entries'}.")] if count else []
    entries = written(session.incidents) if shown else told
    return SafetyPage(
        title="Log of what happened",
        ask="What happened?",
        lines=(*entries, *(Line(each, Tone.HELP) for each in text.log)),
        choices=(_PAGE, *((_SHOW,) if told and not shown else ()), _SAVE, _CLOSE),
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


def _asks(ask: str, note: str, choices: tuple[Choice, ...], read: str) -> SafetyPage:
    return SafetyPage(
        title="Safety", ask=ask, lines=(Line(note, Tone.HELP),), choices=choices, reading=read
    )
