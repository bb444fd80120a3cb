"""What the journal keeps: decisions frozen as they were made, and notes added later."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from coach.domain.assessment import Assessment
from coach.domain.session import Session
from coach.domain.vocabulary import Channel, Ending, Outcome, Situation, VerdictId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Exactly what went out, and how it left this program ("copied", "saved as ...")."""

    subject: str
    body: str
    channel: Channel
    at: datetime
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """The chance of a reply by a date, in per cent (0, 10, .. 100), and why."""

    percent: int
    by: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something added after the decision. Notes are never overwritten."""

    at: datetime
    text: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One finished walk, with everything it was made of.

    ``assessment`` is kept as it was shown, with the version of the guidance
    (``guidance``) and of the program (``program``) that said it.
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

    @property
    def verdict(self) -> VerdictId:
        """What was decided: the user's own choice where they overruled the coach."""
        overrule = self.session.overrule
        return overrule.verdict if overrule else self.assessment.verdict.id

    @property
    def outcome(self) -> Outcome | None:
        """How it turned out, by the latest note that says so."""
        said = [note.outcome for note in self.notes if note.outcome is not None]
        return said[-1] if said else None

    def with_note(self, note: Note) -> "Decision":
        """With one more note."""
        return replace(self, notes=(*self.notes, note))

    def summary(self) -> "Summary":
        """The few hundred bytes that lists, home and people need."""
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
            next_on=self.next_on,
            nudges=_count(self.session.answers.get("nudges_sent", 0)),
            unsafe=self.session.unsafe or bool(self.session.answers.get("safety")),
            notes=len(self.notes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A decision as a line in a list."""

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


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
