"""Columns that every list of decisions shares."""

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from coach.domain.outcomes import outcome_brief
from coach.domain.record import Summary
from coach.domain.retelling import Past
from coach.domain.vocabulary import Ending
from coach.ui.widgets.ledger import Column

QUIET = "$foreground-muted"


def quiet(text: str) -> Content:
    """Words that stand back."""
    return Content.styled(text, QUIET)


def short_day(day: date, today: date) -> str:
    """A day in a column: "3 Nov", and the year where it is not this one."""
    year = "" if day.year == today.year else f" ’{day:%y}"
    return f"{day.day:>2} {day:%b}{year}"


def when(past: Past, *, sorts: bool = True) -> Column:
    """The day of the decision, with room for the year where the past goes back beyond this one."""
    rows = past.summaries
    this_year = not past.older and all(
        each.decided.year == past.today.year for each in (*rows[:1], *rows[-1:])
    )
    return Column(
        id="when",
        title="When",
        cell=lambda row: quiet(short_day(row.decided.date(), past.today)),
        width=6 if this_year else 10,
        sorts=sorts,
    )


def decided(verdicts: Mapping[str, str], *, sorts: bool = True) -> Column:
    """What was decided: ``✓`` where something was sent, ``○`` where on purpose nothing was."""

    def cell(row: Summary) -> Content:
        mark = "✓" if row.ending is Ending.SENT else "○"
        return Content(f"{mark} {verdicts.get(row.verdict, row.verdict)}")

    return Column(id="decided", title="Decided", cell=cell, width=13, grow=2, most=28, sorts=sorts)


def outcome(*, sorts: bool = True) -> Column:
    """How it turned out, in a word; a dot where nobody has said."""

    def cell(row: Summary) -> Content:
        words = outcome_brief(row.situation)
        return Content(words[row.outcome]) if row.outcome else quiet("·")

    return Column(id="outcome", title="Outcome", cell=cell, width=9, sorts=sorts)
