"""Columns that every list of decisions shares."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from coach.guides.reading import Piece
from coach.journal.decisions import Summary
from coach.journal.due_dates import SAVED_EARLIER
from coach.journal.history import Past
from coach.journal.outcomes import outcome_brief
from coach.sanitize import one_line, visible
from coach.ui.widgets.lines import QUIET, quiet
from coach.ui.widgets.list_view import Column
from coach.vocabulary import SITUATIONS, Ending

_AHEAD = 14
"""Cells before a hit that are shown at most."""


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
        falls=True,
    )


def whom() -> Column:
    """With whom, and about what."""

    def cell(row: Summary) -> Content:
        if row.hidden:
            return Content(SAVED_EARLIER)
        person, topic = one_line(row.person), one_line(row.topic)
        if not person:
            return Content(topic) if topic else quiet("not said")
        return Content(person) + quiet(f" · {topic}") if topic else Content(person)

    return Column(id="with", title="With", cell=cell, width=14, grow=3)


def kind() -> Column:
    """Which situation it was, where there is room to say it."""

    def cell(row: Summary) -> Content:
        return quiet(SITUATIONS[row.situation])

    return Column(id="kind", title="Situation", cell=cell, width=28, least=110, sorts=False)


def decided(verdicts: Mapping[str, str], *, sorts: bool = True) -> Column:
    """What was decided: ``✓`` where something was sent, ``○`` where on purpose nothing was."""

    def cell(row: Summary) -> Content:
        mark = "✓" if row.ending is Ending.SENT else "○"
        if row.hidden:
            return Content(mark)
        return Content(f"{mark} {verdicts.get(row.verdict, row.verdict)}")

    return Column(id="decided", title="Decided", cell=cell, width=13, grow=2, most=28, sorts=sorts)


def outcome(*, sorts: bool = True) -> Column:
    """How it turned out, in a word; a dot where nobody has said."""

    def cell(row: Summary) -> Content:
        words = outcome_brief(row.situation)
        return Content(words[row.outcome]) if row.outcome else quiet("·")

    return Column(id="outcome", title="Outcome", cell=cell, width=9, sorts=sorts)


def marked(pieces: Sequence[Piece]) -> Content:
    """The words round a hit, which stands out and is not far from the beginning."""
    parts = [
        Content.styled(_on_one_line(each.text), "bold underline $accent" if each.hit else QUIET)
        for each in _ahead(pieces)
    ]
    return Content("").join(parts)


def _on_one_line(text: str) -> str:
    """The text as a list can show it, blanks at its ends kept."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def _ahead(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with only a few words before the first hit, so that it is seen."""
    if not pieces or pieces[0].hit or len(pieces[0].text) <= _AHEAD:
        return pieces
    cut = pieces[0].text[-_AHEAD:]
    return (Piece(f"…{cut[cut.find(' ') + 1 :]}"), *pieces[1:])
