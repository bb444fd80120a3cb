"""A past to look back on: decisions put into a real journal before the program opens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coach.journal.decisions import Decision, Note, Person, Prediction, Sent
from coach.platform.paths import journal_folder
from coach.session.session import Draft
from coach.store.journal_store import open_journal
from coach.vocabulary import Channel, Ending, Outcome, Situation, VerdictId
from tests.store.samples import assessment, open_session

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
"""The moment at which stories begin (tests/journeys/driver.py)."""


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def decided(
    id: str,
    *,
    days: float = 3,
    person: str = "Mara Lindqvist",
    topic: str = "the March proposal",
    verdict: VerdictId = VerdictId.NUDGE,
    situation: Situation = Situation.WAITING,
    outcome: Outcome | None = None,
    notes: Sequence[Note] = (),
    guess: int | None = None,
    by: date | None = None,
    next_on: date | None = None,
    body: str = "Could you tell me by Friday? A no is fine too.",
    nudges: int = 0,
    reason: str = "A colleague who owes an answer may be reminded.",
    **more: object,
) -> Decision:
    """One finished session, made this many days ago."""
    at = ago(days)
    sends = verdict.sends
    answers = {"person": person, "topic": topic, "matter": "invoice", "nudges_sent": nudges}
    session = open_session(
        1,
        id=id,
        started=at,
        touched=at,
        situation=situation,
        answers={**answers, "strength": 6},
        typed={},
        hold=None,
        overrule=None,
        draft=Draft(subject="A question", body=body),
    )
    told = list(notes)
    if outcome is not None:
        told.insert(0, Note(at=at + timedelta(days=1), outcome=outcome))
    prediction = Prediction(percent=guess, by=by or ago(1).date()) if guess is not None else None
    fields: dict[str, object] = {
        "id": id,
        "decided": at,
        "ending": Ending.SENT if sends else Ending.NOT_SENT,
        "session": session,
        "assessment": replace(assessment(verdict), reason=reason),
        "sent": Sent(subject="A question", body=body, channel=Channel.EMAIL, at=at)
        if sends
        else None,
        "next_step": "Let it go",
        "next_on": next_on,
        "strength_after": 2,
        "prediction": prediction,
        "guidance": "1",
        "notes": tuple(told),
    }
    return Decision(**{**fields, **more})  # type: ignore[arg-type]


def remember(decisions: Sequence[Decision], people: Sequence[Person] = ()) -> None:
    """Put all this into the user's journal."""
    journal = open_journal(journal_folder())
    journal.record_all(list(decisions))
    for person in people:
        journal.keep_person(person)
    journal.close()


def known_people() -> list[Person]:
    """Who is kept in the journal on disk."""
    journal = open_journal(journal_folder())
    try:
        return list(journal.people())
    finally:
        journal.close()
