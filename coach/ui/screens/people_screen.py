"""People: everyone decisions were made about, and one of them at a time."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coach.advice.questions import spoken_date
from coach.app.controllers import Controllers
from coach.app.journal_controller import JournalController
from coach.journal.decisions import Note, Person, Summary
from coach.journal.history import Past, acquaintances, namesake
from coach.journal.outcomes import BRIEF, OUTCOMES
from coach.journal.people import History, history, joined, name_key, parted, person_named
from coach.problems import JournalError
from coach.sanitize import one_line, visible
from coach.session.safety import Incident
from coach.ui import list_columns
from coach.ui.faults import done
from coach.ui.keys import also, keys
from coach.ui.list_columns import short_day
from coach.ui.messages import OpenDecision, OpenPerson
from coach.ui.widgets.chooser import ChooserEntry
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.list_view import Column, ColumnList, Order
from coach.ui.widgets.picker import Picker
from coach.ui.widgets.tones import quiet

_EMPTY = (
    "Nobody here yet. Once a walk names who it is about, that person stands here: what you"
    " decided, how often you reminded them, and what came of it.\n\n"
    "Esc goes back to the journal, and from there home, where a number starts a walk."
)
_NOTE_HINT = (
    "Two lines are enough: what happened and when, and what you will do differently."
    " No motives, no names for them; others may read it one day."
)


class PeopleScreen(Screen[None]):
    """Everyone, the latest first; a key or a head sorts otherwise."""

    BINDINGS = [
        *keys("past.leave", "journal.order", "help", hidden=("journal.reverse",)),
        also("q", "leave"),
    ]

    DEFAULT_CSS = """
    PeopleScreen { & #empty { padding: 1 3; } }
    """

    def __init__(self, past: Past, journal: JournalController) -> None:
        super().__init__()
        self._past = past
        self._journal = journal
        self._rows: tuple[History, ...] = ()
        self._order = Order("last", falling=True)

    def compose(self) -> ComposeResult:
        """The list, or what will be here."""
        with Vertical(id="work"):
            yield Static(Content(_EMPTY), id="empty")
            yield ColumnList(())
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to go through."""
        self.query_one("#work").border_title = "People"
        self.renew(self._past)
        self.query_one(ColumnList).focus()
        self._ends_listening = self._journal.listen(self._changed)

    def on_unmount(self) -> None:
        """What changes from now on is not shown here."""
        self._ends_listening()

    def _changed(self) -> None:
        with suppress(JournalError):
            self.renew(self._journal.past())

    def renew(self, past: Past) -> None:
        """Show everyone there is now."""
        self._past = past
        self._rows = acquaintances(past)
        count = len(self._rows)
        self.query_one("#empty").display = not count
        self.query_one(ColumnList).display = bool(count)
        work = self.query_one("#work")
        work.border_subtitle = f"{count:,} {'person' if count == 1 else 'people'}" if count else ""
        self._show()

    def _show(self) -> None:
        ledger = self.query_one(ColumnList)
        at = self._rows[ledger.cursor].name if ledger.cursor < len(self._rows) else ""
        ledger.set_columns((_last(self._past), *_COLUMNS))
        worth = _SORTS[self._order.column]
        self._rows = tuple(sorted(self._rows, key=worth, reverse=self._order.falling))
        place = next((n for n, each in enumerate(self._rows) if each.name == at), 0)
        ledger.show(self._rows, cursor=place, sorted_by=self._order)

    def on_column_list_head_picked(self, event: ColumnList.HeadPicked) -> None:
        """Sort by this column; the other way round if it is so already."""
        event.stop()
        self._sort(event.column)

    def on_column_list_moved(self, event: ColumnList.Moved) -> None:
        """Nothing to show for it."""
        event.stop()

    def on_column_list_opened(self, event: ColumnList.Opened) -> None:
        """One of them."""
        event.stop()
        self.post_message(OpenPerson(self._rows[event.index].name))

    def action_order(self) -> None:
        """Sort by the next column."""
        ids = list(_SORTS)
        self._sort(ids[(ids.index(self._order.column) + 1) % len(ids)])

    def action_reverse(self) -> None:
        """The same order the other way round."""
        self._sort(self._order.column)

    def _sort(self, column: str) -> None:
        self._order = self._order.by(column, falling=column != "name")
        self._show()

    def action_leave(self) -> None:
        """Back to the journal."""
        self.dismiss()


class PersonScreen(Screen[None]):
    """One person: what was decided, what came of it, and the private note."""

    BINDINGS = [
        *keys("past.leave", "person.note", "person.same", "person.part", "person.unsafe"),
        *keys(hidden=("help",)),
        also("q", "leave"),
    ]

    DEFAULT_CSS = """
    PersonScreen {
        layers: base above;
        & #work { layers: base above; align: center middle; }
        & #about { padding: 1 2; height: auto; max-height: 60%; max-width: 80; }
        & ColumnList { max-width: 90; }
    }
    """

    def __init__(self, past: Past, name: str, controllers: Controllers) -> None:
        super().__init__()
        self._past = past
        self._name_typed = name
        self._journal = controllers.journal
        self._services = controllers.sessions.services
        self._verdicts = controllers.sessions.presenter.verdict_names
        self._history = history(name, past.summaries, past.people)

    def compose(self) -> ComposeResult:
        """Who they are to the user, then their decisions."""
        with Vertical(id="work"):
            yield Static(Content(""), id="about")
            yield ColumnList(self._columns())
            yield Picker()
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to go through."""
        self.renew(self._past)
        self.query_one(ColumnList).focus()
        self._ends_listening = self._journal.listen(self._changed)

    def on_unmount(self) -> None:
        """What changes from now on is not shown here."""
        self._ends_listening()

    def _changed(self) -> None:
        with suppress(JournalError):
            self.renew(self._journal.past())

    def _keep(self, person: Person, instead_of: tuple[str, ...] = ()) -> None:
        done(self, lambda: self._journal.keep_person(person, instead_of))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is picked, the other keys rest."""
        own = action in ("note", "same", "part", "unsafe")
        return not (own and self.is_mounted and self.query_one(Picker).display)

    def renew(self, past: Past) -> None:
        """Show what is known now."""
        self._past = past
        found = history(self._name_typed, past.summaries, past.people)
        self._history = found
        self.query_one("#work").border_title = Content(one_line(found.name))
        self.query_one("#about", Static).update(
            Content("\n").join([*_about(found), *self._logged(past)])
        )
        ledger = self.query_one(ColumnList)
        ledger.set_columns(self._columns())
        ledger.show(found.decisions, cursor=ledger.cursor)

    def _logged(self, past: Past) -> list[Content]:
        """The log of what happened, the latest entries."""
        written: list[Incident] = []
        done(self, lambda: written.extend(self._journal.incidents(self._name_typed, past)))
        if not written:
            return []
        return [
            Content.styled("\nLog of what happened", "$accent"),
            *(
                quiet(f"{spoken_date(each.at.date())}  ") + Content(visible(each.text))
                for each in written[-4:]
            ),
        ]

    def _columns(self) -> tuple[Column, ...]:
        return (
            list_columns.when(self._past, sorts=False),
            Column(id="topic", title="About", cell=_topic, width=10, grow=3, sorts=False),
            list_columns.decided(self._verdicts, sorts=False),
            list_columns.outcome(sorts=False),
        )

    def on_column_list_moved(self, event: ColumnList.Moved) -> None:
        """Nothing to show for it."""
        event.stop()

    def on_column_list_opened(self, event: ColumnList.Opened) -> None:
        """Open one of their decisions."""
        event.stop()
        self.post_message(OpenDecision(self._history.decisions[event.index].id))

    # What is kept about them

    @property
    def _person(self) -> Person:
        return namesake(self._history.name, self._past, self._services.new_id())

    @property
    def _picker(self) -> Picker:
        return self.query_one(Picker)

    def action_note(self) -> None:
        """Add to the private note; how to write one is said once, with the first."""
        hint = "" if self._history.person and self._history.person.notes else _NOTE_HINT
        title = f"How {one_line(self._history.name)} behaved"
        self._picker.ask("note", title, "facts and dates (enter keeps it)", note=hint)

    def action_same(self) -> None:
        """Another spelling of the same person."""
        entries = [
            ChooserEntry(
                one_line(each.name), each.name, aside=_counted(len(each.decisions), "decision")
            )
            for each in acquaintances(self._past)
            if name_key(each.name) != name_key(self._history.name)
        ]
        if not entries:
            self.notify("There is nobody else here yet.", markup=False)
            return
        title = f"The same person as {one_line(self._history.name)}"
        self._picker.offer("same", title, entries, note="Their records are kept as they are.")

    def action_part(self) -> None:
        """A spelling that means somebody else after all."""
        person = self._history.person
        if person is None or not person.also:
            self.notify("Only one spelling is known here; s adds another.", markup=False)
            return
        entries = [ChooserEntry(one_line(each), each) for each in person.also]
        self._picker.offer("part", "Which one is somebody else?", entries)

    def action_unsafe(self) -> None:
        """Never, or again, suggest to write to them."""
        person = self._person
        if person.unsafe or not self._history.unsafe:
            self._keep(replace(person, unsafe=not person.unsafe))
        else:
            self.notify("A walk with them said so; that stays as it was.", markup=False)

    def on_picker_picked(self, event: Picker.Picked) -> None:
        """Keep what was said about them."""
        event.stop()
        self._picker.close()
        self.query_one(ColumnList).focus()
        person = self._person
        match event.kind:
            case "note" if event.value:
                note = Note(at=self._services.clock.now(), text=event.value)
                self._keep(person.with_note(note))
            case "same":
                other = person_named(event.value, self._past.people)
                gone = (other.id,) if other and other.id != person.id else ()
                both = joined(person, other or Person(id="", name=event.value))
                self._keep(both, gone)
            case "part":
                self._keep(parted(person, event.value))

    def on_picker_closed(self, event: Picker.Closed) -> None:
        """Back to their decisions."""
        event.stop()
        self.query_one(ColumnList).focus()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()


def _about(found: History) -> list[Content]:
    """A person in lines: names, safety, counts, outcomes, the private note."""
    lines = []
    if found.person and found.person.also:
        also = ", ".join(one_line(each) for each in found.person.also)
        lines.append(quiet(f"Also {also}"))
    if found.unsafe:
        marked = bool(found.person and found.person.unsafe)
        back = quiet("  x takes it back") if marked else Content("")
        lines.append(Content.styled("! Unsafe: never suggested for contact.", "$error") + back)
    reminders = _counted(found.reminders, "reminder")
    lines.append(Content(f"{_counted(len(found.decisions), 'decision')}, {reminders} in all"))
    if found.outcomes:
        told = (f"{OUTCOMES[id].lower()}:\u00a0{n}" for id, n in found.outcomes.items())
        text = ", ".join(told)
        lines.append(quiet(text[0].upper() + text[1:]))
    notes = found.person.notes if found.person else ()
    lines.append(Content.styled("\nYour private note", "$accent"))
    if not notes:
        lines.append(quiet("Nothing noted. n adds how they behaved: facts and dates."))
    for note in notes[-4:]:
        day = quiet(f"{spoken_date(note.at.date())}  ")
        lines.append(day + Content(visible(note.text)))
    if len(notes) > 4:
        lines.append(quiet(f"and {len(notes) - 4} before"))
    return lines


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _name(row: History) -> Content:
    also = row.person.also if row.person else ()
    aside = f"  also {', '.join(map(one_line, also))}" if also else ""
    mark = Content.styled("! ", "$error") if row.unsafe else Content("")
    return mark + Content(one_line(row.name)) + quiet(aside)


def _last(past: Past) -> Column:
    days = [each.decided.year for each in past.summaries]
    this_year = all(year == past.today.year for year in days)

    def cell(row: History) -> Content:
        if not row.decisions:
            return Content("")
        return quiet(short_day(row.decisions[0].decided.date(), past.today))

    return Column(id="last", title="Last", cell=cell, width=6 if this_year else 10)


def _number(count: int) -> Content:
    return Content(str(count)) if count else quiet("·")


def _came(row: History) -> Content:
    said = (f"{BRIEF[id]} {n}" for id, n in sorted(row.outcomes.items()))
    return quiet(", ".join(said))


def _noted(row: History) -> Content:
    return _number(len(row.person.notes) if row.person else 0)


def _topic(row: Summary) -> Content:
    return Content(one_line(row.topic)) if row.topic else quiet("not said")


_COLUMNS = (
    Column(id="name", title="Name", cell=_name, width=14, grow=2),
    Column(
        id="decisions",
        title="Decisions",
        cell=lambda row: _number(len(row.decisions)),
        width=11,
        right=True,
    ),
    Column(
        id="reminders",
        title="Reminders",
        cell=lambda row: _number(row.reminders),
        width=11,
        right=True,
        least=70,
    ),
    Column(id="notes", title="Notes", cell=_noted, width=7, right=True, least=90),
    Column(id="came", title="Outcomes", cell=_came, width=12, grow=2, least=110, sorts=False),
)

_SORTS: Mapping[str, Callable[[History], Any]] = {
    "last": lambda row: row.decisions[0].decided.timestamp() if row.decisions else 0.0,
    "name": lambda row: name_key(row.name),
    "decisions": lambda row: len(row.decisions),
    "reminders": lambda row: row.reminders,
    "notes": lambda row: len(row.person.notes) if row.person else 0,
}
