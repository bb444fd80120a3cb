"""The journal: past decisions, newest first."""

from collections.abc import Sequence
from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from coach.domain.record import Summary
from coach.domain.vocabulary import Ending
from coach.ui.keys import keys
from coach.ui.messages import OpenDecision
from coach.ui.widgets.ledger import Ledger
from coach.ui.words import OUTCOMES

_EMPTY = """\
Nothing here yet. Each walk you finish is kept here: what you knew, what you
decided and why, the exact words, and later how it turned out.

Esc goes home, where a number starts a walk."""


class JournalScreen(Screen[None]):
    """A list to go through, narrowed as one types."""

    BINDINGS = [
        *keys("leave", "help"),
        Binding("slash", "find", "Find", id="journal.find", tooltip="Narrow the list by words"),
        Binding("q", "leave", "Home", show=False),
    ]

    def __init__(self, summaries: Sequence[Summary], verdicts: dict[str, str]) -> None:
        super().__init__()
        self._all = summaries
        self._rows = summaries
        self._verdicts = verdicts

    def compose(self) -> ComposeResult:
        """A search line, the list, or what will be here."""
        with Vertical(id="work"):
            yield Input(placeholder="name, topic, verdict", id="find")
            yield Static(Content(_EMPTY), id="empty")
            yield Ledger(self._line)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Ready to go through."""
        self.query_one("#find").display = False
        self.query_one("#work").border_title = "Journal"
        self.renew(self._all)
        self.query_one(Ledger).focus()

    def renew(self, summaries: Sequence[Summary]) -> None:
        """Show these decisions, still narrowed."""
        self._all = summaries
        self.query_one("#empty").display = not summaries
        self.query_one(Ledger).display = bool(summaries)
        self._narrow(self.query_one("#find", Input).value)

    def _line(self, row: object) -> Content:
        summary = cast(Summary, row)
        day = summary.decided
        whom = " · ".join(part for part in (summary.person, summary.topic) if part) or "-"
        mark = "✓" if summary.ending is Ending.SENT else "○"
        outcome = OUTCOMES[summary.outcome] if summary.outcome else ""
        return (
            Content.styled(f" {day:%Y-%m-%d}  ", "$foreground-muted")
            + Content(
                f"{mark} {self._verdicts.get(summary.verdict, summary.verdict)}".ljust(26)[:26]
            )
            + Content(f"  {whom}")
            + Content.styled(f"  {outcome}", "$foreground-muted")
        )

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        rows = (
            [each for each in self._all if _holds(self._haystack(each), wanted)]
            if wanted
            else self._all
        )
        self._rows = rows
        self.query_one(Ledger).show(rows)
        count = f"{len(rows)} of {len(self._all)}" if wanted else f"{len(rows)}"
        noun = "decision" if len(rows) == 1 and not wanted else "decisions"
        self.query_one("#work").border_subtitle = f"{count} {noun}"

    def _haystack(self, summary: Summary) -> str:
        outcome = OUTCOMES[summary.outcome] if summary.outcome else ""
        verdict = self._verdicts.get(summary.verdict, "")
        day = f"{summary.decided:%Y-%m-%d}"
        return " ".join((summary.person, summary.topic, verdict, outcome, day)).casefold()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        event.stop()
        self._narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list."""
        event.stop()
        self.query_one(Ledger).focus()

    def on_ledger_opened(self, event: Ledger.Opened) -> None:
        """Open a decision."""
        event.stop()
        self.post_message(OpenDecision(self._rows[event.index].id))

    def action_find(self) -> None:
        """Narrow the list."""
        field = self.query_one("#find", Input)
        field.display = True
        field.focus()

    def action_leave(self) -> None:
        """First leave the narrowing, then the screen."""
        field = self.query_one("#find", Input)
        if field.display:
            field.value = ""
            field.display = False
            self.query_one(Ledger).focus()
        else:
            self.dismiss()


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
