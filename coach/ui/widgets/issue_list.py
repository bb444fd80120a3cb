"""What the checks found in a draft, as a list to walk through, and what can be done about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message as UiMessage
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.app.draft_review import DraftReview
from coach.message import Message, MessageField
from coach.review.checks import Issue
from coach.session.kept_issues import Scope
from coach.ui.keys import live
from coach.ui.widgets.lines import QUIET, HangingLines, clickable, quiet
from coach.ui.widgets.pick_list import PickList
from coach.vocabulary import Severity

_MARKS = {
    Severity.STOP: ("✗", "$error"),
    Severity.FIX: ("!", "$warning"),
    Severity.CONSIDER: ("·", QUIET),
}
_KEY = "$accent"
SCOPES = {Scope.DRAFT: "this draft", Scope.SESSION: "this session", Scope.ALWAYS: "always"}
"""For how long a finding can be meant as it stands."""


@dataclass(frozen=True, slots=True)
class IssueSpot:
    """A place to look at: an open ``slot`` of the template, or what a check found.

    ``start`` and ``end`` count characters of its ``field`` and are the same where the
    whole message is meant. ``scope`` says for how long the user means it as it stands.
    """

    field: MessageField
    start: int
    end: int
    finding: Issue | None = None
    slot: str = ""
    scope: Scope | None = None

    @property
    def in_body(self) -> bool:
        """Whether it stands somewhere in the body."""
        return self.field is MessageField.BODY and self.start < self.end

    @property
    def in_subject(self) -> bool:
        """Whether it stands in the subject."""
        return self.field is MessageField.SUBJECT and self.start < self.end

    @property
    def same(self) -> tuple[str, str]:
        """What stays the same when the words around it change."""
        return (self.finding.rule, self.finding.text) if self.finding else ("", self.slot)


def spots(message: Message, found: DraftReview, scopes: Mapping[str, Scope]) -> list[IssueSpot]:
    """All places to look at: in the order of the words, then the whole, then what is kept.

    ``scopes`` says of the checks that are kept for how long.
    """
    issues = [
        IssueSpot(
            each.field,
            each.start,
            each.end,
            finding=each,
            scope=scopes.get(each.rule, Scope.DRAFT) if each.kept else None,
        )
        for each in found.review.findings
    ]
    slots = [_slot(message, slot) for slot in found.slots]
    return sorted([*slots, *issues], key=_place)


def _place(spot: IssueSpot) -> tuple[bool, bool, bool, int]:
    placed = spot.in_body or spot.in_subject
    return bool(spot.scope), not placed, spot.field is MessageField.BODY, spot.start


def _slot(message: Message, slot: str) -> IssueSpot:
    mark = f"‹{slot}›"
    field = MessageField.BODY if mark in message.body else MessageField.SUBJECT
    at = message.field(field).find(mark)
    return IssueSpot(field, at, at + len(mark), slot=slot)


class IssueList(PickList):
    """The places, the current one with its keys. A click or an arrow makes one current."""

    DEFAULT_CSS = """
    IssueList {
        height: 1fr; link-style: none; link-color: $accent; link-background-hover: transparent;
        link-style-hover: underline; link-color-hover: $accent;
        & > .option-list--option { padding: 0; }
        & > .option-list--option-highlighted,
        &:focus > .option-list--option-highlighted,
        & > .option-list--option-hover { background: transparent; color: $foreground; }
    }
    """

    @dataclass
    class Pointed(UiMessage):
        """This place is wanted."""

        index: int

    @dataclass
    class Asked(UiMessage):
        """Something is to be done about the current one.

        ``what`` is "why", "apply", "release", or a scope of ``SCOPES`` to keep it for.
        """

        what: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._spots: tuple[IssueSpot, ...] = ()
        self._current = -1

    def show(self, spots: Sequence[IssueSpot], current: int = -1) -> None:
        """Show these, the one at ``current`` with its keys; -1 means none is."""
        if tuple(spots) == self._spots:
            self.light(current)
            return
        self._spots, self._current = tuple(spots), current
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(
                Option(_line(self, spot, n == current)) for n, spot in enumerate(spots)
            )
            self.highlighted = current if current >= 0 else None

    def light(self, current: int) -> None:
        """Another one is the current one."""
        for index in {self._current, current} - {-1}:
            line = _line(self, self._spots[index], index == current)
            self.replace_option_prompt_at_index(index, line)
        self._current = current
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = current if current >= 0 else None
        self.call_after_refresh(self.scroll_to_highlight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Arrows go from one to the next."""
        event.stop()
        if self.has_focus:
            self.post_message(self.Pointed(event.option_index))

    async def on_click(self, event: events.Click) -> None:
        """A click on what can be done does it; elsewhere it makes the line the current one."""
        event.stop()
        event.prevent_default()
        index = event.style.meta.get("option")
        if action := event.style.meta.get("@click"):
            await self.run_action(action)
        elif isinstance(index, int):
            self.post_message(self.Pointed(index))

    def action_ask(self, what: str) -> None:
        """A click on what can be done."""
        self.post_message(self.Asked(what))


def _line(node: DOMNode, spot: IssueSpot, current: bool) -> HangingLines:
    rail = Content.styled("▌", _KEY) if current else Content(" ")
    if spot.finding is None:
        words = Content.styled(f"Fill in: {spot.slot}", "bold" if current else "")
        row = (Content.styled("○ ", _KEY), words)
        keys = [(Content("  "), quiet("type it in"))] if current else []
        return HangingLines(row, *keys, rail=rail, gap=1)
    rows = _kept(spot.finding, spot.scope) if spot.scope else _open(spot.finding, current)
    if current:
        rows.append((Content("  "), _deeds(node, spot, spot.finding)))
    return HangingLines(*rows, rail=rail, gap=1)


def _open(finding: Issue, current: bool) -> list[tuple[Content, Content]]:
    sign, colour = _MARKS[finding.severity]
    first, rest = _first_sentence(finding.message)
    said = Content.styled(first, "bold") if current else Content(first)
    said += Content.styled(rest, "" if current else QUIET)
    rows = [(Content.styled(f"{sign} ", colour), said)]
    if quoted := finding.text.strip():
        rows.append((Content("  "), quiet(f"“{' '.join(quoted.split())}”")))
    if finding.suggest is not None:
        rows.append((quiet("  → "), Content(finding.suggest or "leave it out")))
    return rows


def _kept(finding: Issue, scope: Scope) -> list[tuple[Content, Content]]:
    first, _ = _first_sentence(finding.message)
    quoted = " ".join(finding.text.split())
    said = f"Ignored ({SCOPES[scope]}): {first}" + (f" “{quoted}”" if quoted else "")
    return [(quiet("– "), quiet(said))]


def _deeds(node: DOMNode, spot: IssueSpot, finding: Issue) -> Content:
    deeds = [clickable(live(node, "f2 why", "read"), "ask('why')", _KEY)]
    if spot.scope:
        deeds.append(
            clickable(live(node, "ctrl+f stop ignoring", "draft.keep"), "ask('release')", _KEY)
        )
        return Content(" · ").join(deeds)
    if finding.suggest is not None and spot.in_body:
        deeds.append(clickable(live(node, "ctrl+l apply", "draft.apply"), "ask('apply')", _KEY))
    if finding.severity is not Severity.STOP:
        scopes = (clickable(words, f"ask('{id}')", _KEY) for id, words in SCOPES.items())
        keep = live(node, "ctrl+f ignore: ", "draft.keep")
        deeds.append(Content.styled(keep, _KEY) + Content(" / ").join(scopes))
    return Content(" · ").join(deeds)


def _first_sentence(message: str) -> tuple[str, str]:
    """What is found, and what to do about it."""
    head, stop, rest = message.partition(". ")
    return (f"{head}.", f" {rest}") if stop else (message, "")
