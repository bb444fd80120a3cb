"""The draft: subject, words, and what the checks found, side by side or below."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from coach.domain.checks import Finding, Report
from coach.domain.session import Draft
from coach.domain.templates import open_slots
from coach.domain.vocabulary import Severity
from coach.ui.widgets.words import Words

QUIET = 0.15
"""Seconds without a key before the words are judged again."""

_MARKS = {Severity.STOP: "✗", Severity.FIX: "!", Severity.CONSIDER: "·"}


def as_file(draft: Draft) -> tuple[str, int]:
    """The draft as the checks read it, and where its body begins in it."""
    if not draft.subject:
        return draft.body, 0
    head = f"Subject: {draft.subject}\n\n"
    return head + draft.body, len(head)


class Writing(Vertical):
    """Edits a draft. It says what was written; it never changes anything unasked."""

    DEFAULT_CSS = """
    Writing {
        & > #subject-row {
            height: 1; margin: 0 1;
            & > Static { width: 9; color: $foreground-muted; }
            & > Input { border: none; height: 1; padding: 0; width: 1fr; background: transparent; }
        }
        & > #desk { height: 1fr; layout: vertical; }
        & Words {
            height: 1fr; min-height: 5; border: round $border-blurred; background: transparent;
            padding: 0 1; max-width: 80;
            &:focus { border: round $border; }
        }
        & #margin { height: auto; max-height: 7; padding: 0 1; }
        & #margin > OptionList {
            height: auto; max-height: 5; border: none; padding: 0; background: transparent;
            &:focus { border: none; background: transparent; }
        }
        & #duties { color: $foreground-muted; height: auto; }
    }
    .-wide Writing {
        & > #desk { layout: horizontal; }
        & #margin { width: 40; max-height: 100%; height: 1fr; padding: 0 1 0 2; }
        & #margin > OptionList { max-height: 1fr; }
    }
    """

    class Wrote(Message):
        """The draft is this now."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft

    def __init__(
        self, draft: Draft, judge: Callable[[str], Report], *, with_subject: bool, guide: str = ""
    ) -> None:
        super().__init__()
        self._draft = draft
        self._judge = judge
        self._with_subject = with_subject
        self._report: Report | None = None
        self._timer: Timer | None = None
        self._current = -1

    def compose(self) -> ComposeResult:
        """Subject, editor, margin."""
        if self._with_subject:
            with Horizontal(id="subject-row"):
                yield Static("Subject", markup=False)
                yield Input(self._draft.subject, id="subject")
        with Horizontal(id="desk"):
            yield Words(self._draft.body, id="body")
            with Vertical(id="margin"):
                yield Static(Content(""), id="duties")
                yield OptionList(id="findings", markup=False)

    def on_mount(self) -> None:
        """Ready to write; the first judgement after the first paint."""
        words = self.query_one(Words)
        words.border_title = "Your words"
        words.focus()
        self.call_after_refresh(self.judge)

    @property
    def draft(self) -> Draft:
        """What stands there now."""
        return self._draft

    def fill(self, draft: Draft) -> None:
        """Put another draft on the desk; undo takes it back."""
        words = self.query_one(Words)
        if self._with_subject:
            self.query_one("#subject", Input).value = draft.subject
        words.replace(draft.body, words.document.start, words.document.end)
        self._draft = draft
        words.focus()
        self._changed()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is written, and judge it when the keys are quiet."""
        event.stop()
        self._become(replace(self._draft, body=event.text_area.text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """The subject is part of it."""
        event.stop()
        self._become(replace(self._draft, subject=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the subject on to the words."""
        event.stop()
        self.query_one(Words).focus()

    def _become(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._changed()

    def _changed(self) -> None:
        self.post_message(self.Wrote(self._draft))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET, self.judge)

    def judge(self) -> None:
        """Check the words and show what was found."""
        text, offset = as_file(self._draft)
        self._report = report = self._judge(text)
        words = self.query_one(Words)
        in_body = [
            replace(each, start=each.start - offset, end=each.end - offset)
            for each in report.findings
            if each.start >= offset and each.end > each.start
        ]
        words.mark(in_body)
        self._show(report)

    def _show(self, report: Report) -> None:
        slots = open_slots(f"{self._draft.subject}\n{self._draft.body}")
        count = len(report.findings) + len(slots)
        look = f"{count} to look at" if count else "ready"
        self.query_one(Words).border_subtitle = f"{report.words} words · {look}"
        duties = [f"{'✓' if duty.met else '○'} {duty.text}" for duty in report.duties]
        self.query_one("#duties", Static).update(Content("\n".join(duties)))
        options = [
            Option(Content(f"○ fill in: {slot}"), id=f"slot-{n}") for n, slot in enumerate(slots)
        ]
        options += [
            Option(self._line(each), id=f"finding-{n}") for n, each in enumerate(report.findings)
        ]
        box = self.query_one("#findings", OptionList)
        box.clear_options()
        box.add_options(options)

    def _line(self, finding: Finding) -> Content:
        quoted = f" “{finding.text.strip()}”" if finding.text.strip() else ""
        line = Content(f"{_MARKS[finding.severity]} {finding.message}{quoted}")
        if finding.suggest is not None:
            put = finding.suggest or "leave it out"
            line += Content.styled(f"\n  → {put}", "$foreground-muted")
        return line

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Going through the list moves the cursor in the words."""
        event.stop()
        if self.query_one("#findings", OptionList).has_focus:
            self._point_at(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a finding takes its suggestion, or goes to the place."""
        event.stop()
        self._point_at(event.option_index)
        if not self.apply():
            self.query_one(Words).focus()

    def step(self, by: int) -> None:
        """To the next finding, or the one before."""
        box = self.query_one("#findings", OptionList)
        if not box.option_count:
            return
        self._current = (self._current + by) % box.option_count
        box.highlighted = self._current
        self._point_at(self._current)

    def current(self) -> Finding | None:
        """The finding one is at."""
        slots = self._slots()
        if self._report is None or self._current < len(slots):
            return None
        index = self._current - len(slots)
        return self._report.findings[index] if index < len(self._report.findings) else None

    def apply(self) -> bool:
        """Put the suggestion in the place of what was found; undo takes it back."""
        finding = self.current()
        if finding is None or finding.suggest is None or finding.end <= finding.start:
            return False
        _, offset = as_file(self._draft)
        if finding.start < offset:
            return False
        words = self.query_one(Words)
        begin = words.location_of(finding.start - offset)
        end = words.location_of(finding.end - offset)
        words.replace(finding.suggest, begin, end, maintain_selection_offset=False)
        words.focus()
        return True

    def keep(self) -> bool:
        """Mean the finding as it stands."""
        finding = self.current()
        if finding is None:
            return False
        self._become(replace(self._draft, kept=self._draft.kept | {finding.rule}))
        return True

    def _slots(self) -> tuple[str, ...]:
        return open_slots(f"{self._draft.subject}\n{self._draft.body}")

    def _point_at(self, index: int) -> None:
        self._current = index
        slots = self._slots()
        words = self.query_one(Words)
        if index < len(slots):
            begin = self._draft.body.find(f"‹{slots[index]}›")
            end = begin + len(slots[index]) + 2
        else:
            finding = self.current()
            _, offset = as_file(self._draft)
            if finding is None or finding.start < offset:
                return
            begin, end = finding.start - offset, finding.end - offset
        if begin >= 0:
            words.move_cursor(words.location_of(begin))
            words.move_cursor(words.location_of(end), select=True)
