"""What the journal keeps: decisions frozen as they were made, and notes added later."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from coach.advice.recommendation import Assessment, Plan
from coach.message import Message
from coach.session.session import Session
from coach.vocabulary import Channel, Ending, Outcome, Situation, VerdictId

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Message):
    """Exactly what went out, and how it left this program ("copied", "saved as ...")."""

    channel: Channel
    at: datetime
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """The chance of a reply by a date, in per cent (0, 10, .. 100), and why (E119, E120).

    ``feared`` and ``expected`` are in the user's own words, to be laid beside
    what happened.
    """

    percent: int
    by: date
    why: str = ""
    feared: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something added after the decision; the latest that says something can be taken back.

    ``came_true`` resolves the prediction: whether a reply came by its date.
    ``well_decided`` judges the choice by what was known then, apart from luck
    (E118); ``again`` is whether the user would do the same again. A check-in is
    moved by ``check_on`` and laid to rest by ``settled``. ``on`` is the day on which the
    outcome came, where that was said; else it's taken for the day of the note.
    """

    at: datetime
    text: str = ""
    outcome: Outcome | None = None
    came_true: bool | None = None
    well_decided: bool | None = None
    again: bool | None = None
    check_on: date | None = None
    settled: bool = False
    on: date | None = None

    @property
    def says(self) -> bool:
        """Whether it says how things stand, which a slip may have said; words alone don't."""
        told = (self.outcome, self.came_true, self.check_on)
        return self.settled or any(each is not None for each in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One finished session, with everything it was made of.

    ``assessment`` is kept as it was shown, with the version of the guidance
    (``guidance``) and of the program (``program``) that said it. ``findings`` are
    the checks that still had something to say when it went out. ``own_plan`` is
    the plan of a session in which the user decided otherwise than advised.
    """

    id: str
    decided: datetime
    ending: Ending
    session: Session
    assessment: Assessment
    sent: Sent | None
    next_step: str
    next_on: date | None
    findings: tuple[str, ...] = ()
    strength_after: int | None = None
    prediction: Prediction | None = None
    guidance: str = ""
    program: str = ""
    notes: tuple[Note, ...] = ()
    own_plan: Plan | None = None

    @property
    def hidden(self) -> bool:
        """Whether nothing of it is shown before the user asks for it: it's about danger."""
        return self.session.discreet

    @property
    def withheld(self) -> bool:
        """Whether a message was to go out, and in the end none did."""
        return self.verdict.sends and self.ending is not Ending.SENT

    @property
    def plan(self) -> Plan:
        """The plan that goes with what was decided; that of a message not sent is void."""
        if self.withheld:
            return Plan(do="No next step, because you didn't send the message.", by=None)
        return self.own_plan or self.assessment.plan

    @property
    def verdict(self) -> VerdictId:
        """What was decided: the user's own choice where they overruled the coach."""
        overrule = self.session.overrule
        return overrule.verdict if overrule else self.assessment.verdict.id

    @property
    def outcome(self) -> Outcome | None:
        """How it turned out, by the latest note that says so."""
        return _latest([note.outcome for note in self.notes])

    @property
    def over_by(self) -> Note | None:
        """The latest note that ends the conversation or opens it again; silence does neither."""
        said = (each for each in reversed(self.notes) if each.outcome is not Outcome.SILENT)
        return next((each for each in said if each.outcome or each.settled), None)

    @property
    def over(self) -> bool | None:
        """Whether what was noted ends the conversation; None where nothing noted says so.

        A no from somebody who keeps pushing ends nothing.
        """
        note = self.over_by
        if note is None:
            return None
        unwanted = self.session.situation is Situation.UNWANTED
        ends = {Outcome.SETTLED} if unwanted else {Outcome.REFUSED, Outcome.SETTLED}
        return note.outcome in ends if note.outcome else True

    @property
    def check_on(self) -> date | None:
        """When to look at it again: as planned, as moved since, or never (settled)."""
        day = self.next_on
        for note in self.notes:
            day = None if note.settled else note.check_on or day
        return day

    @property
    def came_true(self) -> bool | None:
        """Whether a reply came by the predicted date; None while nobody has said.

        A silent outcome says no, whatever was said before it; a reply by that date says
        yes. One noted later, with no day, may have come late, so it is asked for.
        """
        if self.prediction is None:
            return None
        silent = Outcome.SILENT
        said = _latest([False if note.outcome is silent else note.came_true for note in self.notes])
        if said is not None:
            return said
        first = next((note for note in self.notes if note.outcome is not None), None)
        came = reply_came(first.outcome) if first else None
        if not came or first is None:
            return came
        day = next((note.on for note in self.notes if note.on), None)
        if day is not None:
            return day <= self.prediction.by
        return None if first.at.date() > self.prediction.by else came

    def with_note(self, note: Note) -> "Decision":
        """With one more note."""
        return replace(self, notes=(*self.notes, note))

    @property
    def last_said(self) -> Note | None:
        """The latest note that says how things stand; it can be taken back."""
        return next((note for note in reversed(self.notes) if note.says), None)

    def without_last_said(self) -> "Decision":
        """Without that note and the day told for it; whatever was written in words stays."""
        taken = self.last_said
        if taken is None:
            return self
        at = max(n for n, note in enumerate(self.notes) if note is taken)
        words = (Note(at=taken.at, text=taken.text),) if taken.text else ()
        after = (note for note in self.notes[at + 1 :] if note.on is None)
        return replace(self, notes=(*self.notes[:at], *words, *after))

    def summary(self) -> "Summary":
        """The few hundred bytes that lists, home and people need."""
        settled = any(note.settled for note in self.notes)
        return Summary(
            id=self.id,
            decided=self.decided,
            situation=self.session.situation or Situation.WAITING,
            person=self.session.person,
            topic=self.session.topic,
            matter=str(self.session.answers.get("matter", "")),
            verdict=self.verdict,
            ending=self.ending,
            outcome=self.outcome,
            next_step=self.next_step,
            next_on=self.check_on,
            nudges=_count(self.session.answers.get("nudges_sent", 0)),
            unsafe=self.session.in_danger,
            notes=len(self.notes),
            percent=self.prediction.percent if self.prediction else None,
            percent_by=self.prediction.by if self.prediction and not settled else None,
            came_true=self.came_true,
            well_decided=_latest([note.well_decided for note in self.notes]),
            again=_latest([note.again for note in self.notes]),
            over=self.over,
            discreet=self.session.discreet,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A decision that was deleted, which can be brought back for some time."""

    id: str
    deleted: datetime
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A decision as a line in a list.

    ``next_on`` is the day of the next check-in as it stands now; ``nudges`` the
    reminders already sent when it was made; ``percent``, ``percent_by`` and
    ``came_true`` its prediction; ``over`` whether what was noted since ends the conversation.
    A ``discreet`` one shows neither name nor words outside of the journal; one kept before
    that was noted equals one kept now.
    """

    id: str
    decided: datetime
    situation: Situation
    person: str
    topic: str
    matter: str
    verdict: VerdictId
    ending: Ending
    outcome: Outcome | None
    next_step: str
    next_on: date | None
    nudges: int
    unsafe: bool
    notes: int
    percent: int | None = None
    percent_by: date | None = None
    came_true: bool | None = None
    well_decided: bool | None = None
    again: bool | None = None
    over: bool | None = None
    discreet: bool = field(default=False, compare=False)

    @property
    def hidden(self) -> bool:
        """Whether a list shows neither its name nor what was decided: it's about danger."""
        return self.unsafe or self.discreet

    @property
    def withheld(self) -> bool:
        """Whether a message was to go out, and in the end none did."""
        return self.verdict.sends and self.ending is not Ending.SENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the user keeps about one person.

    ``also`` holds other spellings that mean the same person; ``notes`` are the
    private note of how they behaved: facts and dates (E116). A person marked
    ``unsafe`` is never suggested for contact.
    """

    id: str
    name: str
    also: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    unsafe: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name that means them, the one they go by first."""
        return (self.name, *self.also)

    def with_note(self, note: Note) -> "Person":
        """With one more note."""
        return replace(self, notes=(*self.notes, note))


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSummary:
    """What home, ``coach due`` and a first look at the journal need, without the rest of it.

    ``pending`` are the decisions that may come due; ``newest`` the first page of
    the list, newest first; ``decisions`` counts all; ``unsafe`` holds the name
    keys of everyone ever marked unsafe.
    """

    decisions: int = 0
    sessions: tuple[Session, ...] = ()
    pending: tuple[Summary, ...] = ()
    newest: tuple[Summary, ...] = ()
    people: tuple[Person, ...] = ()
    unsafe: frozenset[str] = frozenset()


_ANSWERS = {Outcome.REPLIED: True, Outcome.REFUSED: True, Outcome.SILENT: False}
"""Outcomes that say whether a reply came at all. A no is a reply."""


def reply_came(outcome: Outcome | None) -> bool | None:
    """Whether this outcome means that they answered; None where it does not say."""
    return _ANSWERS.get(outcome) if outcome else None


def _latest(said: Sequence[T | None]) -> T | None:
    return next((each for each in reversed(said) if each is not None), None)


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
