"""The draft: subject, words, and what the checks found, side by side or below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from coach.domain.checks import Finding, Report
from coach.domain.session import Draft
from coach.domain.vocabulary import Severity
from coach.ui.widgets.words import Words

QUIET = 0.15
"""Seconds without a key before the words are judged again."""

_MARKS = {Severity.STOP: "✗", Severity.FIX: "!", Severity.CONSIDER: "·"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to look at: characters into the body, its line in the list, its finding."""

    start: int
    end: int
    line: Content
    finding: Finding | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Its first character and the one after its last."""
        return self.start, self.end

    @property
    def placed(self) -> bool:
        """Whether it stands somewhere in the body, and does not concern the whole."""
        return 0 <= self.start < self.end


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
            padding: 0 1; max-width: 80; border-title-color: $accent;
            border-subtitle-color: $foreground-muted;
            &:focus { border: round $border; }
        }
        & #margin { height: auto; max-height: 7; padding: 0 1; }
        & #margin > OptionList {
            height: auto; max-height: 5; border: none; padding: 0; background: transparent;
            &:focus { border: none; background: transparent; }
        }
        & #duties { color: $foreground-muted; height: auto; }
    }
    """

    class Wrote(Message):
        """The draft is this now."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft

    def __init__(
        self,
        draft: Draft,
        judge: Callable[[str], Report],
        open_places: Callable[[Draft], Sequence[str]],
        *,
        with_subject: bool,
    ) -> None:
        super().__init__()
        self._draft = draft
        self._judge = judge
        self._open_places = open_places
        self._with_subject = with_subject
        self._spots: list[Spot] = []
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
        words.border_title = "Your words · f8 look through · f4 editor · ctrl+t begin anew"
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

    def _up_to_date(self) -> None:
        """Judge now what was typed since, so that places are where they are said to be."""
        if self._timer is not None:
            self.judge()

    def judge(self) -> None:
        """Check the words and show what was found."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        offset = len(self._draft.head)
        report = self._judge(self._draft.text)
        words = self.query_one(Words)
        in_body = [
            replace(each, start=each.start - offset, end=each.end - offset)
            for each in report.findings
            if each.start >= offset and each.end > each.start
        ]
        words.mark(in_body)
        self._show(report)

    def _show(self, report: Report) -> None:
        self._spots = _spots(self._draft, report, self._open_places(self._draft))
        count = len(self._spots)
        look = f"{count} to look at" if count else "ready"
        self.query_one(Words).border_subtitle = f"{report.words} words · {look}"
        duties = [f"{'✓' if duty.met else '○'} {duty.text}" for duty in report.duties]
        self.query_one("#duties", Static).update(Content("\n".join(duties)))
        box = self.query_one("#findings", OptionList)
        box.clear_options()
        box.add_options([Option(spot.line) for spot in self._spots])

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
        """To the next place to look at after the cursor, or the one before it."""
        self._up_to_date()
        placed = [n for n, spot in enumerate(self._spots) if spot.placed]
        if not placed:
            return
        words = self.query_one(Words)
        low, high = sorted(map(words.index_of, words.selection))
        here = next((n for n in placed if self._spots[n].span == (low, high)), None)
        if here is not None:
            self._point_at(placed[(placed.index(here) + by) % len(placed)])
        elif by > 0:
            self._point_at(next((n for n in placed if self._spots[n].start >= low), placed[0]))
        else:
            before = [n for n in placed if self._spots[n].start < low]
            self._point_at(before[-1] if before else placed[-1])

    def current(self) -> Finding | None:
        """The finding one is at."""
        return self._spots[self._current].finding if 0 <= self._current < len(self._spots) else None

    def apply(self) -> bool:
        """Put the suggestion in the place of what was found; undo takes it back."""
        if self._timer is not None:
            return False
        finding = self.current()
        if finding is None or finding.suggest is None:
            return False
        spot = self._spots[self._current]
        if not spot.placed:
            return False
        words = self.query_one(Words)
        begin, end = words.location_of(spot.start), words.location_of(spot.end)
        words.replace(finding.suggest, begin, end, maintain_selection_offset=False)
        words.focus()
        return True

    def _point_at(self, index: int) -> None:
        """Select the place in the words, and show its line in the list."""
        self._current = index
        box = self.query_one("#findings", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            box.highlighted = index
        spot = self._spots[index]
        if spot.placed:
            words = self.query_one(Words)
            words.move_cursor(words.location_of(spot.start))
            words.move_cursor(words.location_of(spot.end), select=True)


def _spots(draft: Draft, report: Report, open_places: Sequence[str]) -> list[Spot]:
    """All places to look at, in the order of the words; what concerns the whole comes last."""
    offset = len(draft.head)
    found = [
        Spot(
            start=each.start - offset,
            end=each.end - offset,
            line=_finding_line(each),
            finding=each,
        )
        for each in report.findings
    ]
    slots = [_slot(draft, slot) for slot in open_places]
    return sorted([*slots, *found], key=lambda spot: (not spot.placed, spot.start))


def _slot(draft: Draft, slot: str) -> Spot:
    start = draft.body.find(f"‹{slot}›")
    return Spot(start=start, end=start + len(slot) + 2, line=Content(f"○ fill in: {slot}"))


def _finding_line(finding: Finding) -> Content:
    quoted = f" “{finding.text.strip()}”" if finding.text.strip() else ""
    line = Content(f"{_MARKS[finding.severity]} {finding.message}{quoted}")
    if finding.suggest is not None:
        put = finding.suggest or "leave it out"
        line += Content.styled(f"\n  → {put}", "$foreground-muted")
    return line
