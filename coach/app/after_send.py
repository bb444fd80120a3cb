"""What may be done once a conversation is closed: its pages, and steps in other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.advice.questions import Choice, spoken_date
from coach.advice.recommendation import plan_lines
from coach.app.closing import reminder
from coach.app.pages import Line, Page, section
from coach.app.safety_pages import first_lines, helpers, warned_of
from coach.journal.decisions import Decision
from coach.session.aftercare import Aftercare, Deed
from coach.session.guidance import Guidance
from coach.session.safety import SafetyText
from coach.vocabulary import Ending, Situation, VerdictId

_DEEDS: Mapping[VerdictId, tuple[Deed, ...]] = {
    VerdictId.BLOCK_REPORT: (Deed.KEEP, Deed.REPORT, Deed.BLOCK),
    VerdictId.GET_HELP: (Deed.KEEP,),
    VerdictId.BOUNDARY: (Deed.KEEP, Deed.MUTE, Deed.BLOCK),
    VerdictId.SILENCE: (Deed.MUTE, Deed.BLOCK),
    VerdictId.LET_GO: (Deed.MUTE,),
}

_DONE = Choice(id="done", text="Done")
_RECORD = Choice(id="record", text="View the saved decision")
_BACK = Choice(id="next", text="Back")
SAVE_LOG = Choice(id="save_log", text="Save it as a text file", help="With SHA-256 hashes.")


class AfterStep(StrEnum):
    """The pages after sending; each is also the id of the choice that opens it."""

    NEXT = "next"
    STEPS = "steps"
    LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterPage(Page):
    """A page after sending; on one that ``writes``, a line can be written too."""

    title: str = "Decision saved"
    writes: bool = False


def deeds(decision: Decision) -> tuple[Deed, ...]:
    """What may now be done about the channel, in order.

    Nothing before a limit has been said: block after closing, not in place of it.
    """
    verdict = decision.verdict
    if decision.withheld:
        return ()
    found = _DEEDS.get(verdict, ())
    if verdict is VerdictId.SILENCE and decision.session.situation is not Situation.UNWANTED:
        return tuple(each for each in found if each is not Deed.BLOCK)
    if warned_of(decision.session):
        return (Deed.KEEP,)
    if decision.session.in_danger and Deed.KEEP not in found:
        return (Deed.KEEP, *found)
    return found


def told(care: Aftercare, decision: Decision) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps for this decision and its channel, as (heading, lines)."""
    mine: Mapping[Deed, tuple[str, ...]] = care.steps.get(decision.session.channel, {})
    return tuple((care.names[each], mine[each]) for each in deeds(decision) if each in mine)


def after_page(
    step: AfterStep, decision: Decision, guidance: Guidance, entries: Sequence[str] = ()
) -> AfterPage:
    """What this page says and offers; ``entries`` were written into the log just now."""
    care = guidance.aftercare
    match step:
        case AfterStep.NEXT:
            return _next(decision, care, guidance.safety)
        case AfterStep.STEPS:
            return _steps(decision, care)
        case AfterStep.LOG:
            lines = [Line(each, mark="· ") for each in care.log]
            lines += [Line(f"Saved: {each}") for each in entries]
            ask = "A log of what happened"
            return AfterPage(ask=ask, lines=(*lines,), choices=(SAVE_LOG, _BACK), writes=True)


def _next(one: Decision, care: Aftercare, safety: SafetyText) -> AfterPage:
    helped = one.session.in_danger or one.verdict is VerdictId.GET_HELP
    lines = first_lines(one.session, safety) if helped else []
    plan = section("What happens next", [Line(each) for each in _to_come(one)])
    end = "There's nothing more to do here now."
    if helped:
        end = "You don't have to handle this alone."
    elif one.check_on and one.ending is Ending.SENT:
        end = f"On {spoken_date(one.check_on)} you'll be asked how it turned out."
    ask = f"Your decision is saved in the journal. {end}"
    below = [*helpers(one.session, safety), *plan] if helped else []
    choices = [_DONE]
    if (entry := reminder(one)) is not None:
        text = f"Save {spoken_date(entry.when)} as a calendar file"
        choices.append(Choice(id="calendar", text=text))
    if steps := told(care, one):
        names = ", ".join(name.lower() for name, _ in steps)
        choices.append(Choice(id=AfterStep.STEPS, text=f"Show the steps: {names}"))
    if one.session.in_danger or one.verdict is VerdictId.BLOCK_REPORT:
        choices.append(Choice(id=AfterStep.LOG, text="Keep a log of what happened"))
    return AfterPage(
        ask=ask, lines=tuple(lines or plan), choices=(*choices, _RECORD), below=tuple(below)
    )


def _steps(one: Decision, care: Aftercare) -> AfterPage:
    lines = [Line(care.before)]
    if one.session.in_danger:
        lines.append(Line(care.talk_first))
    for name, steps in told(care, one):
        lines += section(name, [Line(f"{n}. {each}") for n, each in enumerate(steps, start=1)])
    lines.append(Line(care.changes))
    return AfterPage(ask="Your next steps", lines=tuple(lines), choices=(_BACK,))


def _to_come(one: Decision) -> list[str]:
    """The plan, without what was done already or was left on purpose."""
    if one.ending is Ending.SENT:
        return plan_lines(one.plan)[1:]
    return [] if one.verdict.sends else plan_lines(one.plan)
