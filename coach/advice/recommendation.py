"""What the decision tables answer: a question still open, or an assessment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.advice.questions import Question, Value, spoken_date
from coach.vocabulary import VerdictId


class Sure(StrEnum):
    """How firmly the verdict stands.

    ``CLEAR``: no answer you might as well have given turns it. ``FAIRLY``: one does.
    ``CLOSE``: several do, or one that was "not sure". ``UNREAD``: none or one does, but the
    user wrote something that no table can read.
    """

    CLEAR = "clear"
    FAIRLY = "fairly"
    CLOSE = "close"
    UNREAD = "unread"


FIRMNESS = {
    Sure.CLEAR: "firm: only a very different answer would change the advice",
    Sure.FAIRLY: "fairly firm: if you'd answered one question differently, the advice could change",
    Sure.CLOSE: (
        "a close call: if you'd answered any of several questions differently, the"
        " advice could change"
    ),
    Sure.UNREAD: (
        "firm, going by the answers you chose: what you wrote in your own words isn't"
        " taken into account"
    ),
}
"""How firm a recommendation is, as it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """The next question, when the facts do not decide yet.

    ``asked`` are the questions of the table answered so far, in order;
    ``at_most`` is how many more may follow, this one included.
    """

    question: Question
    asked: tuple[str, ...]
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One verdict, and what it says to this user in a sentence a friend would say.

    ``covered`` marks a second one whose meaning the first sentence holds already.
    """

    id: VerdictId
    text: str
    covered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """An answer that decided, in the words it was asked and answered in."""

    fact: str
    value: Value
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration:
    """An argument beside the deciding one, and where to read more."""

    text: str
    read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The nearest other answer to one fact that turns the verdict."""

    fact: str
    to: Value
    verdict: VerdictId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One line of the plan: by ``on`` (a local date, or None), if ``when``, do ``then``.

    ``leads_to`` are the verdicts that the tables will give on that day, where they were asked.
    """

    on: date | None
    when: str
    then: str
    leads_to: tuple[VerdictId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do, by when, and the if-then for what follows.

    ``why_then`` says why that day, ``how`` the medium, ``first`` whom to turn to first;
    ``say`` and ``avoid`` are points for the message, ``meanwhile`` what else to do until then.
    ``left_out`` names what the tables could not take into account.
    """

    do: str
    by: date | None
    steps: tuple[PlanStep, ...] = ()
    why_then: str = ""
    how: str = ""
    first: str = ""
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A verdict with its reason, both sides, and what happens next.

    ``verdicts`` has the deciding one first and at most one more; ``row`` is the
    id of the table row that decided; ``read`` are "slug#section" links. The first
    of ``would_change`` are those that make it a close call, where it is one.
    """

    row: str
    verdicts: tuple[Verdict, ...]
    reason: str
    because: tuple[Because, ...]
    supporting: tuple[Consideration, ...]
    opposing: tuple[Consideration, ...]
    would_change: tuple[Change, ...]
    sure: Sure
    plan: Plan
    read: tuple[str, ...]
    asked: tuple[str, ...]
    comfort: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The deciding verdict."""
        return self.verdicts[0]

    @property
    def said(self) -> tuple[str, ...]:
        """The verdicts as sentences to show, without one that another covers."""
        return tuple(each.text for each in self.verdicts if not each.covered)


def firmness(found: Assessment) -> str:
    """How firm it is, in a line; empty where nothing is weighed, as where someone is in danger."""
    weighed = found.supporting or found.opposing or found.would_change
    if not weighed and found.sure is not Sure.UNREAD:
        return ""
    firm, _, why = FIRMNESS[found.sure].partition(": ")
    return f"How firm: {firm}. {why[:1].upper()}{why[1:]}."


def plan_lines(plan: Plan) -> list[str]:
    """The plan as lines: what to do by when, and the if-thens."""
    by = f" By {spoken_date(plan.by)}." if plan.by else ""
    return [f"{plan.do}{by}", *map(_if_then, plan.steps)]


def _if_then(step: PlanStep) -> str:
    day = spoken_date(step.on) if step.on else ""
    if day and "by then" in step.when:
        return f"If {step.when.replace('by then', f'by {day}')}: {step.then}."
    on = f" ({day})" if day else ""
    return f"If {step.when}{on}: {step.then}." if step.when else f"{step.then}{on}."
