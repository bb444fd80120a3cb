"""A decision at a glance, beside the list it stands in."""

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import Static

from coach.advice.questions import spoken_date
from coach.journal import history
from coach.journal.decisions import Decision
from coach.journal.outcomes import outcome_words
from coach.sanitize import one_line, visible
from coach.ui.widgets.lines import quiet

_LONGEST = 120
"""Cells of name and topic that are shown at most."""
_MOST_LINES = 14
"""Lines of a message that are shown at most."""


class DecisionPreview(Static):
    """With whom, what and why, the first lines sent, and what came of it."""

    def __init__(self, verdicts: Mapping[str, str]) -> None:
        super().__init__(Content(""))
        self._verdicts = verdicts

    def show(self, decision: Decision) -> None:
        """Show this one."""
        parts = [*self._head(decision), *_sent(decision), *_came(decision)]
        self.update(Content("\n").join(parts))

    def clear(self) -> None:
        """Show none."""
        self.update(Content(""))

    def _head(self, decision: Decision) -> list[Content]:
        session = decision.session
        whom = " · ".join(one_line(each) for each in (session.person, session.topic) if each)
        return [
            Content.styled(whom or "A conversation", "bold").truncate(_LONGEST, ellipsis=True),
            quiet(spoken_date(decision.decided.date())),
            Content(""),
            Content(history.decided(decision, self._verdicts)),
            quiet(visible(decision.assessment.reason)),
        ]


def _sent(decision: Decision) -> list[Content]:
    if decision.sent is None:
        return []
    told = visible(decision.sent.body).strip().splitlines()
    shown = "\n".join(told[:_MOST_LINES]).rstrip()
    more = "\n…" if len(told) > _MOST_LINES else ""
    return [_title("Sent"), Content(shown + more)]


def _came(decision: Decision) -> list[Content]:
    words = outcome_words(decision.session.situation)
    said = words[decision.outcome] if decision.outcome else "Not recorded yet."
    notes = [each for each in decision.notes if each.text]
    lines = [_title("How it turned out"), Content(said)]
    lines += [quiet(visible(each.text)) for each in notes[-2:]]
    if decision.outcome is None and decision.check_on:
        lines.append(quiet(f"Check again on {spoken_date(decision.check_on)}"))
    return lines


def _title(text: str) -> Content:
    return Content.styled(f"\n{text}", "$accent")
