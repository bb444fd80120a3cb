"""Decisions as lines of a list, for the tests of what is computed from them."""

from datetime import UTC, datetime, timedelta

from coach.journal.decisions import Summary
from coach.vocabulary import Ending, Situation, VerdictId

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


def summary(**changes) -> Summary:
    fields = {
        "id": "d",
        "decided": NOW - timedelta(days=10),
        "situation": Situation.WAITING,
        "person": "Ana",
        "topic": "the report",
        "matter": "work",
        "verdict": VerdictId.NUDGE,
        "ending": Ending.SENT,
        "outcome": None,
        "next_step": "If no answer, let it go.",
        "next_on": TODAY,
        "nudges": 1,
        "unsafe": False,
        "notes": 0,
    }
    return Summary(**{**fields, **changes})
