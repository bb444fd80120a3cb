"""Filters a list of decisions: first by what, then to what."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual.message import Message

from coach.advice.questions import spoken_date
from coach.journal.filters import OPEN, By, Filters, Limit, counted, narrowed, spans
from coach.journal.history import Past
from coach.journal.outcomes import OUTCOMES
from coach.sanitize import one_line
from coach.ui.widgets.chooser import ChooserEntry
from coach.ui.widgets.picker import Picker
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


class FilterPicker(Picker):
    """Asks in two steps and says what it is ``Narrowed`` to, or that it was ``Closed``."""

    @dataclass
    class Narrowed(Message):
        """The list is to show only these."""

        by: By
        value: str

    def __init__(self, wording: Wording, read_day: Callable[[str], date | None]) -> None:
        super().__init__()
        self._wording = wording
        self._read_day = read_day
        self._by = By.PERSON
        self._past: Past | None = None
        self._narrowing = Filters()
        self._hits: Container[str] | None = None

    def begin(self, past: Past, narrowing: Filters, hits: Container[str] | None) -> None:
        """Ask by what, of a list that is narrowed like this already."""
        self._past, self._narrowing, self._hits = past, narrowing, hits
        now = {each.by: self._wording.of(each) for each in narrowing.limits}
        self.offer(
            "way",
            "Show only",
            [ChooserEntry(text, str(by), aside=now.get(by, "")) for by, text in _WAYS.items()],
        )

    def on_picker_picked(self, event: Picker.Picked) -> None:
        """A way to narrow, then to what."""
        event.stop()
        if event.kind == "way":
            self._by = By(event.value)
            self._ask_for_a_day() if self._by is By.UNTIL else self._offer_values()
            return
        day = self._read_day(event.value) if event.kind == "day" else None
        value = event.value if event.kind != "day" else day.isoformat() if day else ""
        if value == _TYPED_DAY:
            self._ask_for_a_day()
        elif value:
            self.close()
            self.post_message(self.Narrowed(self._by, value))
        else:
            self.say(f"That's not a date I can read: {one_line(event.value)}")

    def _ask_for_a_day(self) -> None:
        self.ask("day", _WAYS[self._by], _DAYS)

    def _offer_values(self) -> None:
        assert self._past is not None
        entries = _stretches(self._past.today) if self._by is By.SINCE else self._found(self._past)
        self.offer("value", _WAYS[self._by], entries)

    def _found(self, past: Past) -> Sequence[ChooserEntry]:
        """What the decisions that the other limits leave can be narrowed to."""
        others = self._narrowing.to(self._by, "")
        rows = narrowed(past.summaries, others, past.people, self._hits)
        return [
            ChooserEntry(self._wording.called(self._by, value), value, aside=f"{count:,}")
            for value, count in counted(self._by, rows, past.people).most_common()
        ]


def _stretches(today: date) -> Sequence[ChooserEntry]:
    days = [
        ChooserEntry(text, day.isoformat(), aside=spoken_date(day)) for text, day in spans(today)
    ]
    return [*days, ChooserEntry("Another date", _TYPED_DAY)]
