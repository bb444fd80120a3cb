"""What the journal asks: what to show only, and what to take out into a file."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import App

from coach.advice.questions import spoken_date
from coach.journal.exports import Export, Form
from coach.journal.filters import OPEN, By, Filters, Limit, counted, narrowed, spans
from coach.journal.history import Past
from coach.journal.outcomes import OUTCOMES
from coach.sanitize import one_line
from coach.ui.dialogs.dialog import LineDialog, NarrowDialog
from coach.ui.widgets.pick_list import Entry
from coach.vocabulary import SITUATIONS, Outcome, Situation

_WAYS = {
    By.PERSON: "Person",
    By.SITUATION: "Situation",
    By.VERDICT: "Decision",
    By.OUTCOME: "Outcome",
    By.SINCE: "From a date",
    By.UNTIL: "Up to a date",
}
_TYPED_DAY = "another date"
_DAYS = "3 weeks ago, 12 Nov, 2026-11-12"

_SHOWN, _ALL = "shown", "all"
_REPLACED = "names replaced"
_FORMS = {
    Form.MARKDOWN: "Markdown, to read or print",
    Form.CSV: "CSV, for a spreadsheet",
    Form.JSON: "JSON, to import again",
}
_NOTE = "A new file, in the folder for saved files."


@dataclass(frozen=True, slots=True)
class Wording:
    """What narrows, in words; ``verdicts`` are their names."""

    verdicts: Mapping[str, str]

    def of(self, limit: Limit) -> str:
        """One thing that narrows, as it stands above the list."""
        match limit.by:
            case By.WORDS:
                return f'"{one_line(limit.value)}"'
            case By.PERSON:
                return f"with {one_line(limit.value)}"
            case By.SINCE | By.UNTIL:
                name = "since" if limit.by is By.SINCE else "up to"
                return f"{name} {spoken_date(date.fromisoformat(limit.value))}"
            case _:
                return self.called(limit.by, limit.value)

    def called(self, by: By, value: str) -> str:
        """What there is to narrow to, as it stands in a list of such."""
        match by:
            case By.SITUATION:
                return SITUATIONS[Situation(value)]
            case By.VERDICT:
                return self.verdicts.get(value, value)
            case By.OUTCOME:
                return "Not recorded yet" if value == OPEN else OUTCOMES[Outcome(value)]
            case _:
                return value

    def found(
        self, by: By, past: Past, filters: Filters, hits: Container[str] | None
    ) -> Sequence[Entry]:
        """What the decisions that the other limits leave can be narrowed to."""
        if by is By.SINCE:
            return [
                *(
                    Entry(said, day.isoformat(), spoken_date(day))
                    for said, day in spans(past.today)
                ),
                Entry("Another date", _TYPED_DAY),
            ]
        rows = narrowed(past.summaries, filters.to(by, ""), past.people, hits)
        return [
            Entry(self.called(by, value), value, aside=f"{count:,}")
            for value, count in counted(by, rows, past.people).most_common()
        ]


async def pick_filter(
    app: App[None],
    wording: Wording,
    filters: Filters,
    found: Callable[[By], Sequence[Entry]],
    read_day: Callable[[str], date | None],
) -> tuple[By, str] | None:
    """First by what, then to what; None where all stays as it is."""
    now = {each.by: wording.of(each) for each in filters.limits}
    ways = [Entry(text, str(by), aside=now.get(by, "")) for by, text in _WAYS.items()]
    way = await app.push_screen_wait(NarrowDialog("Show only", ways))
    if not way:
        return None
    by, value = By(way), _TYPED_DAY
    if by is not By.UNTIL:
        value = await app.push_screen_wait(NarrowDialog(_WAYS[by], found(by)))
    if value == _TYPED_DAY:
        value = await _typed_day(app, _WAYS[by], read_day)
    return (by, value) if value else None


async def _typed_day(app: App[None], title: str, read: Callable[[str], date | None]) -> str:
    """A day as it is typed, asked for until it can be read."""
    typed, note = "", ""
    while True:
        asks = LineDialog(title, typed, placeholder=_DAYS, note=note, leaves="esc to close")
        said = await app.push_screen_wait(asks)
        if said is None:
            return ""
        if day := read(said):
            return day.isoformat()
        typed, note = said, f"That's not a date I can read: {one_line(said)}"


async def pick_export(app: App[None], all_: int, shown: Sequence[str] | None) -> Export | None:
    """Which decisions and in which form; ``shown`` are the ids of those that filters leave, if any.

    Which of them is asked only where it makes a difference.
    """
    which = _ALL
    if shown is not None and len(shown) != all_:
        those = f"The {len(shown):,} shown now" if len(shown) > 1 else "The decision shown now"
        entries = [*([Entry(those, _SHOWN)] if shown else []), Entry(f"All {all_:,}", _ALL)]
        which = await app.push_screen_wait(NarrowDialog("Export", entries))
    if not which:
        return None
    whole = f"Export all {all_:,}" if all_ > 1 else "Export this one decision"
    forms = [
        Entry(text, f"{form}{redacted}", aside=_REPLACED if redacted else "")
        for redacted in ("", " -")
        for form, text in _FORMS.items()
    ]
    title = whole if which == _ALL else "Export what's shown"
    picked = await app.push_screen_wait(NarrowDialog(title, forms, note=_NOTE))
    form, _, redacted = picked.partition(" ")
    if not form:
        return None
    ids = tuple(shown) if shown is not None and which == _SHOWN else None
    return Export(ids=ids, form=Form(form), redacted=bool(redacted))
