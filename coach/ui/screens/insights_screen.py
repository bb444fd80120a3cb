"""Insights: what came of it all, counted with care and without grades.

The charts are lines of text of our own. Plotext was tried on the
same figures: a bar for 4 of 4 looks as sure as one for 40 of 40, its scatter of guesses
takes 18 lines for four points, and it cannot draw a range that is wider on one side. A
sparkline needs many figures in order of time, and these are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from coach.journal.decisions import Summary
from coach.journal.history import Past
from coach.journal.rates import (
    ENOUGH_RESOLVED,
    Calibration,
    Luck,
    Rate,
    by_matter,
    by_reminders,
    calibration,
    luck,
    reply_rates,
)
from coach.ui.keys import also, keys
from coach.ui.textual_workarounds import LeftOnce
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import quiet
from coach.vocabulary import SITUATIONS, Situation

_EMPTY = (
    "Nothing to count yet. Once you have sent a message and recorded its outcome, your own"
    " reply rates appear here, each with its margin of error.\n\n"
    "Press esc to go back to the journal. There, press n to record an outcome."
)
_READ = "● your reply rate   ━ margin of error"
_REMINDERS = {"0": "None", "1": "One", "2": "Two", "3 or more": "Three or more"}
_LABEL = 28
"""Cells for the names of groups, so that all charts stand in line."""
_MOST = 12
"""Lines of one chart at most; the groups with the most decisions first."""
_FEW = 10
"""Below this many the range is so wide that it is said in words (E120)."""


class InsightsScreen(LeftOnce[None]):
    """Own reply rates, guesses against what came, and choices apart from luck."""

    BINDINGS = [
        *keys("past.leave", "help"),
        also("q", "leave"),
        also("j", "scroll(1)"),
        also("k", "scroll(-1)"),
        also("g", "scroll(-9999)"),
        also("G", "scroll(9999)"),
    ]

    DEFAULT_CSS = """
    InsightsScreen {
        & #counts {
            padding: 1 2; scrollbar-size-vertical: 1;
            & > Static { height: auto; max-width: 76; }
            & > .quiet { color: $foreground-muted; }
            & > .head { color: $accent; margin: 1 0 0 0; }
            & > .after { margin: 1 0 0 0; }
        }
    }
    """

    def __init__(self, past: Past, matters: Mapping[str, str]) -> None:
        super().__init__()
        self._past = past
        self._matters = matters

    def compose(self) -> ComposeResult:
        """One column to scroll."""
        with Vertical(id="work"), VerticalScroll(id="counts"):
            yield from self._parts(self._past.summaries)
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one("#work").border_title = "Insights"
        self.query_one("#counts").focus()

    def _parts(self, summaries: Sequence[Summary]) -> Iterator[Widget]:
        rates = reply_rates(summaries)
        n, replied = sum(each.n for each in rates), sum(each.replied for each in rates)
        said = len(_said(replied, n))  # no group has longer counts, so all charts stand in line
        if not rates:
            yield Static(Content(_EMPTY), classes="quiet")
        else:
            yield from _told(replied, n)
            yield from self._charts(summaries, rates, said)
        yield from _guesses(summaries, said)
        yield from _choices(luck(summaries))

    def _charts(
        self, summaries: Sequence[Summary], rates: Sequence[Rate], said: int
    ) -> Iterator[Widget]:
        charts = {
            "By situation": [
                _share(each, SITUATIONS[Situation(each.group)]) for each in _named(rates)
            ],
            "By what you were waiting for": [
                _share(each, self._matters.get(each.group, each.group))
                for each in _named(reply_rates(summaries, by_matter))
            ],
            "By number of reminders already sent": [
                _share(each, _REMINDERS.get(each.group, each.group))
                for each in reply_rates(summaries, by_reminders)
            ],
        }
        for n, (title, shares) in enumerate(charts.items()):
            if shares:
                yield Static(Content(title), classes="head")
                yield ShareBars(shares, label=_LABEL, said=said, scale=n == 0)
        yield Static(Content(_READ), classes="quiet after")

    def on_resize(self) -> None:
        """Draw the charts at the new width."""
        for each in self.query(ShareBars):
            each.refresh()

    def action_leave(self) -> None:
        """Back to the journal."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scroll a line."""
        self.query_one("#counts").scroll_relative(y=by, animate=False)


def _named(rates: Sequence[Rate]) -> Sequence[Rate]:
    """Those whose group is known, the biggest first."""
    return sorted((each for each in rates if each.group), key=lambda each: -each.n)[:_MOST]


def _share(rate: Rate, label: str, guess: float | None = None) -> Share:
    share, said = rate.replied / rate.n, _said(rate.replied, rate.n)
    return Share(label=label, said=said, share=share, low=rate.low, high=rate.high, guess=guess)


def _said(replied: int, n: int) -> str:
    return f"{replied:,} of {n:,}"


def _told(replied: int, n: int) -> Iterator[Widget]:
    messages = "one message" if n == 1 else f"{n:,} messages"
    sent = f"{replied:,} of {messages} with a known outcome got a reply."
    yield Static(Content(sent))
    yield Static(Content(_honest(n)), classes="quiet")


def _honest(n: int) -> str:
    if n < _FEW:
        return "Too few to rely on. Look again after ten or twenty messages."
    return "Take these as hints, and only compare similar conversations."


def _guesses(summaries: Sequence[Summary], said: int) -> Iterator[Widget]:
    """Guesses against what came of them; counted only until there are enough to say more.

    ``said`` is how many cells the counts of the other charts take.
    """
    made = [each for each in summaries if each.percent is not None]
    resolved = sum(each.came_true is not None for each in made)
    if not made:
        return
    yield Static(Content("Your guesses"), classes="head")
    found = calibration(summaries)
    if found is None:
        text = (
            f"{resolved} of {ENOUGH_RESOLVED} so far. With {ENOUGH_RESOLVED}, you can compare them."
        )
        yield Static(Content(text), classes="quiet")
        return
    yield Static(Content(_scored(found)))
    shares = [
        _share(each.rate, f"You said {each.percent}%", guess=each.percent / 100)
        for each in found.buckets
    ]
    yield ShareBars(shares, label=_LABEL, said=said)
    yield Static(Content("◇ your guess   ● replies in time"), classes="quiet after")


def _scored(found: Calibration) -> str:
    better = "closer" if found.brier < found.steady else "no closer"
    return (
        f"{found.n:,} with a known result. Their Brier score is {found.brier:.2f}. A score of 0"
        f" means every guess was right, and always saying 50% gives 0.25. Always guessing your"
        f" own average would have scored {found.steady:.2f}, so your guesses were {better} than"
        f" that."
    )


def _choices(found: Luck) -> Iterator[Widget]:
    """Choices and luck apart; nothing until some choice was judged."""
    rows = (
        ("Good decision, good outcome", found.well_and_well),
        ("Good decision, bad outcome", found.well_and_badly),
        ("Weak decision, good outcome", found.badly_and_well),
        ("Weak decision, bad outcome", found.badly_and_badly),
    )
    if not (found.asked or any(count for _, count in rows)):
        return
    yield Static(Content("Decisions and luck"), classes="head")
    lines = [Content(f"{name:<26}{count:>5,}") for name, count in rows]
    if found.asked:
        lines.append(
            Content(f"{'Would do the same again':<26}{found.again:>5,} of {found.asked:,}")
        )
    yield Static(Content("\n").join(lines))
    if found.badly_and_well:
        yield Static(
            Content(
                "A weak decision with a good outcome teaches the wrong lesson. Look at those first."
            ),
            classes="quiet",
        )


_WIDEST_TRACK, _NARROWEST_TRACK = 41, 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of ``n`` from 0 to 1, the range that fits it, and a guess to hold against it."""

    label: str
    said: str
    share: float
    low: float
    high: float
    guess: float | None = None


class ShareBars(Widget):
    """A line for each share: ``━`` is the range that fits, ``●`` the share, ``◇`` a guess."""

    DEFAULT_CSS = """
    ShareBars { height: auto; max-width: 76; }
    """

    def __init__(
        self, shares: Sequence[Share], *, label: int = 0, said: int = 0, scale: bool = True
    ) -> None:
        """``label`` and ``said`` are cells kept for these, so that charts stand in line."""
        super().__init__()
        self._shares = tuple(shares)
        self._label = label or max((Content(each.label).cell_length for each in shares), default=0)
        self._said = max([said, *(len(each.said) for each in shares)])
        self._scale = scale

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line each, and the scale above."""
        return len(self._shares) + self._scale

    def render(self) -> Content:
        """The scale and the shares."""
        width, said = self.content_size.width, self._said
        label = max(6, min(self._label, width * 2 // 5))
        track = max(_NARROWEST_TRACK, min(_WIDEST_TRACK, width - label - said - 4))
        scale = " " * (label + said + 4) + "0" + "50".center(track - 4) + "100"
        lines = [quiet(scale)] if self._scale else []
        lines += [_line(each, label, said, track) for each in self._shares]
        return Content("\n").join(lines)


def _line(each: Share, label: int, said: int, track: int) -> Content:
    name = Content(each.label).truncate(label, ellipsis=True)
    head = name.pad_right(label - name.cell_length)
    count = quiet(f"  {each.said:>{said}}  ")
    return head + count + _track(each, track)


def _track(each: Share, width: int) -> Content:
    def at(share: float) -> int:
        return round(share * (width - 1))

    marks = [("─", "$border-blurred")] * width
    for place in range(at(each.low), at(each.high) + 1):
        marks[place] = ("━", "$secondary")
    if each.guess is not None:
        marks[at(each.guess)] = ("◇", "$foreground")
    marks[at(each.share)] = ("●", "bold $accent")
    return Content("").join(Content.styled(sign, style) for sign, style in marks)
