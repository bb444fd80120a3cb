"""The draft: subject, words, and what the checks found, side by side or below."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea
from textual.widgets.input import Selection

from coach.app.draft_review import DraftReview
from coach.app.pages import DraftPage
from coach.message import MessageField
from coach.review.checks import Duty, Issue
from coach.session.kept_issues import Scope
from coach.session.session import Draft
from coach.ui.keys import live
from coach.ui.widgets.draft_checklist import DraftChecklist
from coach.ui.widgets.draft_editor import DraftEditor
from coach.ui.widgets.issue_list import SCOPES, IssueList, IssueSpot, spots
from coach.ui.widgets.lines import clickable
from coach.ui.widgets.page_pane import drawn

JUDGED_AFTER = 0.15
"""Seconds without a key before the words are judged again."""

_TOOLS = (
    ("draft.next_finding", "f8 next", "screen.finding(1)"),
    ("draft.eye", "ctrl+o their view", "screen.eye"),
    ("draft.templates", "ctrl+t templates", "screen.templates"),
    ("draft.editor", "f4 {editor}", "screen.editor"),
)
_EMPTY = "No issues found. It's still worth reading it once more yourself"
_BLANK = "Nothing is written yet. Anything that could be misread shows up here"
_GRAVE = "These words matter more than the message. {safety}: where to find help"


class DraftPane(Vertical):
    """Edits a draft. It says what was written; it never changes anything unasked."""

    DEFAULT_CSS = """
    DraftPane {
        & > #subject-row {
            height: 1; margin: 0 1;
            & > Static { width: 9; color: $foreground-muted; }
            & > Input { border: none; height: 1; padding: 0; width: 1fr; background: transparent; }
        }
        & > #desk { height: 1fr; layout: vertical; }
        & DraftEditor {
            height: 1fr; min-height: 5; padding: 0 1; max-width: 80;
            border-title-color: $foreground-muted; border-subtitle-color: $foreground-muted;
        }
        & #margin { height: 45%; max-height: 13; min-height: 4; padding: 0 1 0 2; max-width: 80; }
        &.-clean #margin { height: 5; }
        & #duties { height: auto; max-height: 3; margin: 0 0 1 0; }
        & #points { height: auto; display: none; color: $foreground-muted; }
        & #unchecked { height: auto; color: $foreground-muted; display: none; }
    }
    """

    @dataclass
    class Wrote(Message):
        """The draft is this now; what is kept in it is not said."""

        draft: Draft

    @dataclass
    class Kept(Message):
        """The user means what this rule finds, for so long; None takes it back."""

        rule: str
        scope: Scope | None

    def __init__(
        self,
        page: DraftPage,
        review: Callable[[Draft], DraftReview],
        scopes: Callable[[], Mapping[str, Scope]] = dict,
        at: int = 0,
    ) -> None:
        """``review`` judges a draft; ``scopes`` says of each kept check for how long it is kept.

        The cursor begins after ``at`` characters of the body.
        """
        super().__init__()
        self._at = at
        self._draft = page.draft
        self._points = page.lines
        self._with_subject = page.with_subject
        self._editor = page.editor or "editor"
        self._review = review
        self._scopes = scopes
        self._spots: list[IssueSpot] = []
        self._timer: Timer | None = None
        self._current = -1
        self._told = ""
        self._left_at: object = None
        self._beside: object = None
        self._fills: list[tuple[Draft, Draft]] = []

    def compose(self) -> ComposeResult:
        """Subject, editor, margin; beside a wide editor also what the advice says to put in it."""
        if self._with_subject:
            with Horizontal(id="subject-row"):
                yield Static("Subject", markup=False)
                yield Input(self._draft.subject, id="subject", select_on_focus=False)
        with Horizontal(id="desk"):
            yield DraftEditor(self._draft.body, id="body")
            with Vertical(id="margin"):
                yield Static(DraftChecklist(()), id="duties")
                yield Static(Content(""), id="unchecked")
                yield IssueList(id="findings")
                with Vertical(id="points"):
                    yield from drawn(self._points)

    def on_mount(self) -> None:
        """Ready to write; the first judgement after the first paint."""
        words = self.query_one(DraftEditor)
        words.border_title = Content(" · ").join(
            [
                Content.styled("Your draft", "$accent"),
                *(
                    clickable(live(self, said.format(editor=self._editor), id), action)
                    for id, said, action in _TOOLS
                ),
            ]
        )
        words.move_cursor(words.location_of(min(self._at, len(self._draft.body))))
        words.focus()
        self.call_after_refresh(self.judge)

    @property
    def at(self) -> int:
        """After how many characters of the body the cursor stands."""
        words = self.query_one(DraftEditor)
        return words.index_of(words.cursor_location)

    @property
    def draft(self) -> Draft:
        """What stands there now."""
        return self._draft

    def fill(self, draft: Draft) -> None:
        """Put another draft on the desk; undo takes it back."""
        words = self.query_one(DraftEditor)
        self._fills.append((replace(self._draft, body=words.text), draft))
        if self._with_subject:
            self.query_one("#subject", Input).value = draft.subject
        words.replace(draft.body, words.document.start, words.document.end)
        words.move_cursor((0, 0))
        self._draft = draft
        words.focus()
        self._changed()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is written, and judge it when the keys are quiet."""
        event.stop()
        now = replace(self._draft, body=event.text_area.text)
        if self._with_subject and (whole := _filled_by_undo(self._fills, self._draft, now)):
            now = replace(now, subject=whole.subject, template=whole.template)
            self.query_one("#subject", Input).value = now.subject
        self._become(now)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The subject is part of it."""
        event.stop()
        self._become(replace(self._draft, subject=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the subject on to the words."""
        event.stop()
        self.query_one(DraftEditor).focus()

    def _become(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._changed()

    def _changed(self) -> None:
        self.post_message(self.Wrote(self._draft))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(JUDGED_AFTER, self.judge)

    @property
    def pending(self) -> bool:
        """Whether what was written last is still to be judged."""
        return self._timer is not None or self._beside is None

    # What was found

    def _up_to_date(self) -> None:
        """Judge now what was typed since, so that places are where they are said to be."""
        self._become(replace(self._draft, body=self.query_one(DraftEditor).text))
        if self._timer is not None:
            self.judge()

    def judge(self) -> None:
        """Check the message and show what was found."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self.is_attached or not self.query(IssueList):
            return
        found = self._review(self._draft)
        self.query_one(DraftEditor).mark(
            [
                each
                for each in found.review.findings
                if each.field is MessageField.BODY and each.placed and not each.kept
            ]
        )
        self._show(found)

    def _show(self, found: DraftReview) -> None:
        here, report = self._here(), found.review
        self._spots = spots(self._draft, found, self._scopes())
        self._current = _nearest(self._spots, here)
        self._told = _told(found, self._spots)
        self._count()
        self.query_one(IssueList).show(self._spots, self._current)
        said = found.not_checked or ("" if self._spots else _EMPTY if report.words else _BLANK)
        if found.grave:
            said = _GRAVE.format(safety=live(self, "ctrl+g", "walk.unsafe"))
        gaps = [Duty("gaps", "No gaps left to fill in", met=False)] if found.slots else []
        duties = (*report.duties, *gaps)
        if (duties, said) != self._beside:  # or each letter would lay all out anew
            self._beside = (duties, said)
            self.query_one("#duties", Static).update(DraftChecklist(duties))
            line = self.query_one("#unchecked", Static)
            line.update(Content(said))
            line.display = bool(said)
        self.set_class(not self._spots, "-clean")

    def _count(self) -> None:
        """Say how the draft stands, and at which of the issues one is."""
        at = f" · {self._current + 1} of {len(self._spots)}" if self._current >= 0 else ""
        self.query_one(DraftEditor).border_subtitle = Content(f"{self._told}{at}")

    def _here(self) -> IssueSpot | None:
        return self._spots[self._current] if 0 <= self._current < len(self._spots) else None

    def current(self) -> Issue | None:
        """The finding one is at."""
        here = self._here()
        return here.finding if here else None

    # Going through it

    def step(self, by: int) -> None:
        """To the next place to look at after the cursor, or the one before it."""
        self._up_to_date()
        if not self._spots:
            return
        words = self.query_one(DraftEditor)
        if self._current >= 0 and self._left_at == words.selection:
            self._point_at((self._current + by) % len(self._spots))
            return
        low = min(map(words.index_of, words.selection))
        placed = [n for n, spot in enumerate(self._spots) if spot.in_body and not spot.scope]
        after = [n for n in placed if self._spots[n].start >= low]
        before = [n for n in placed if self._spots[n].start < low]
        wanted = after[:1] if by > 0 else before[-1:]
        self._point_at(wanted[0] if wanted else 0 if by > 0 else len(self._spots) - 1)

    def on_issue_list_pointed(self, event: IssueList.Pointed) -> None:
        """A line of the list was gone to."""
        event.stop()
        self._up_to_date()
        if event.index < len(self._spots):
            self._point_at(event.index)

    def _point_at(self, index: int) -> None:
        """Select the place where it stands, and show its line in the list."""
        self._current = index
        self._count()
        self.query_one(IssueList).light(index)
        spot = self._spots[index]
        words = self.query_one(DraftEditor)
        if spot.in_body:
            words.move_cursor(words.location_of(spot.start))
            words.move_cursor(words.location_of(spot.end), select=True)
        elif spot.in_subject and self._with_subject:
            self.query_one("#subject", Input).selection = Selection(spot.start, spot.end)
        self._left_at = words.selection
        if any(each.has_focus for each in self.query("#subject, #body")):
            # what is typed next replaces what is selected
            self.query_one("#subject" if spot.in_subject else "#body").focus()

    def apply(self) -> bool:
        """Put the suggestion in the place of what was found; undo takes it back."""
        spot = self._here()
        if self._timer is not None or spot is None or not spot.in_body or spot.scope:
            return False
        if spot.finding is None or spot.finding.suggest is None:
            return False
        words = self.query_one(DraftEditor)
        begin, end = words.location_of(spot.start), words.location_of(spot.end)
        words.replace(spot.finding.suggest, begin, end, maintain_selection_offset=False)
        words.focus()
        return True

    async def on_issue_list_asked(self, event: IssueList.Asked) -> None:
        """What is to be done about the current one."""
        event.stop()
        finding = self.current()
        if finding is None:
            return
        match event.what:
            case "why":
                await self.run_action("screen.read")
            case "apply":
                self.apply()
            case "release":
                self.post_message(self.Kept(finding.rule, None))
            case scope if scope in SCOPES:
                self.post_message(self.Kept(finding.rule, Scope(scope)))

    def on_option_list_option_selected(self, event: IssueList.OptionSelected) -> None:
        """Enter on a finding takes its suggestion, or goes to the place."""
        event.stop()
        if not self.query_one(IssueList).has(event):
            return
        self._point_at(event.option_index)
        spot = self._spots[event.option_index]
        if not self.apply():
            self.query_one("#subject" if spot.in_subject else "#body").focus()

    def returns(self) -> bool:
        """From the list or the subject back to the words; False where one is there already."""
        words = self.query_one(DraftEditor)
        if words.has_focus:
            return False
        words.focus()
        return True


def _filled_by_undo(fills: Iterable[tuple[Draft, Draft]], was: Draft, now: Draft) -> Draft | None:
    """The draft that undo or redo brings back with these words; its subject belongs to them."""
    for before, after in fills:
        for left, back in ((after, before), (before, after)):
            if (was.body, was.subject, now.body) == (left.body, left.subject, back.body):
                return back if left.body != back.body else None
    return None


def _nearest(found: Sequence[IssueSpot], here: IssueSpot | None) -> int:
    """Where the place one was at stands now; -1 where it is gone."""
    same = [n for n, spot in enumerate(found) if here is not None and spot.same == here.same]
    return min(same, key=lambda n: abs(found[n].start - here.start), default=-1) if here else -1


def _told(found: DraftReview, shown: Sequence[IssueSpot]) -> str:
    """How many words of how many, and whether they are ready, or were not checked."""
    report = found.review
    if not report.words:
        return "empty"
    guide = report.guide
    told = f"{guide.count} of about {guide.most} {guide.unit}" if guide else f"{report.words} words"
    kept = sum(1 for spot in shown if spot.scope)
    look = len(shown) - kept
    parts = [told]
    if found.grave:
        parts.append("it mentions fear or harm: help comes first")
    elif found.ready:
        parts.append(f"ready, {look} to consider" if look else "ready")
    elif look:
        parts.append(f"{look} {'issue' if look == 1 else 'issues'}")
    if not found.checked:
        parts.append("not checked")
    if kept:
        parts.append(f"{kept} ignored")
    return " · ".join(parts)
