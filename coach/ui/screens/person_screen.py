"""One person: what was decided with them, what came of it, and what is kept about them."""

from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.advice.questions import spoken_date
from coach.app.controllers import Controllers
from coach.journal.decisions import Note, Person, Summary
from coach.journal.due_dates import SAVED_EARLIER
from coach.journal.history import Past, acquaintances, namesake
from coach.journal.outcomes import OUTCOMES
from coach.journal.people import History, history, joined, name_key, parted, person_named
from coach.sanitize import one_line, visible
from coach.ui import list_columns
from coach.ui.base_screens import PastScreen
from coach.ui.decision_lines import VEILED
from coach.ui.dialogs.dialog import LineDialog, NarrowDialog
from coach.ui.keys import keys
from coach.ui.messages import OpenDecision
from coach.ui.results import done, tried
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import counted, quiet
from coach.ui.widgets.list_view import Column, ColumnList
from coach.ui.widgets.pick_list import Entry

_NOTE_HINT = (
    "Two lines are enough: what happened and when, and what you'll do differently."
    " Leave out motives and insults: someone else may read this one day."
)


class PersonScreen(PastScreen):
    """One person: what was decided, what came of it, and the private note."""

    BINDINGS = [
        *keys("past.leave", "decision.show", "person.note", "person.same"),
        *keys("person.part", "person.unsafe"),
        *keys(hidden=("help",)),
    ]

    DEFAULT_CSS = """
    PersonScreen {
        & #about { padding: 1 2; height: auto; max-height: 60%; max-width: 80; }
        & ColumnList { max-width: 90; }
    }
    """

    def __init__(self, past: Past, name: str, controllers: Controllers) -> None:
        super().__init__(controllers.journal)
        self._past = past
        self._name_typed = name
        self._services = controllers.sessions.services
        self._verdicts = controllers.sessions.presenter.verdict_names
        self._history = history(name, past.summaries, past.people)
        self._shown = False
        """Whether what is about danger is shown, as the user asked for it."""

    def compose(self) -> ComposeResult:
        """Who they are to the user, then their decisions."""
        with Vertical(id="work"):
            yield Static(Content(""), id="about")
            yield ColumnList(self._columns())
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to go through."""
        self.renew(self._past)
        self.query_one(ColumnList).focus()

    def _keep(self, person: Person, instead_of: tuple[str, ...] = ()) -> None:
        done(self, lambda: self._journal.keep_person(person, instead_of))

    def renew(self, past: Past) -> None:
        """Show what is known now."""
        self._past = past
        found = history(self._name_typed, past.summaries, past.people)
        self._history = found
        veiled = found.hidden and not self._shown
        self.query_one("#work").border_title = Content(
            SAVED_EARLIER if veiled else one_line(found.name)
        )
        lines = [quiet(VEILED)] if veiled else [*_about(found), *self._logged(past)]
        self.query_one("#about", Static).update(Content("\n").join(lines))
        ledger = self.query_one(ColumnList)
        ledger.set_columns(self._columns())
        ledger.show(found.decisions, cursor=ledger.cursor)

    def _logged(self, past: Past) -> list[Content]:
        """The log of what happened, the latest entries."""
        if not self._shown and any(each.hidden for each in self._history.decisions):
            return []
        written = tried(self, lambda: self._journal.incidents(self._name_typed, past))
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
            Column(id="topic", title="About", cell=self._topic, width=10, grow=3, sorts=False),
            list_columns.decided(self._verdicts, sorts=False),
            list_columns.outcome(sorts=False),
        )

    def _topic(self, row: Summary) -> Content:
        if row.hidden and not self._shown:
            return quiet(SAVED_EARLIER)
        return Content(one_line(row.topic)) if row.topic else quiet("not said")

    def on_column_list_opened(self, event: ColumnList.Opened) -> None:
        """Open one of their decisions."""
        event.stop()
        self.post_message(OpenDecision(event.row.id))

    # What is kept about them

    @property
    def _person(self) -> Person:
        return namesake(self._history.name, self._past, self._services.new_id())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is kept out of sight can be shown."""
        if action == "show":
            return not self._shown and any(each.hidden for each in self._history.decisions)
        return super().check_action(action, parameters)

    def action_show(self) -> None:
        """Show what is kept out of sight."""
        self._shown = True
        self.renew(self._past)
        self.refresh_bindings()

    @work(exclusive=True, group="pick")
    async def action_note(self) -> None:
        """Add to the private note; how to write one is said once, with the first."""
        hint = "" if self._history.person and self._history.person.notes else _NOTE_HINT
        title = f"How {one_line(self._history.name)} behaved"
        placeholder = "facts and dates (enter to save)"
        asks = LineDialog(title, placeholder=placeholder, note=hint, leaves="esc to close")
        if said := await self.app.push_screen_wait(asks):
            self._keep(self._person.with_note(Note(at=self._services.clock.now(), text=said)))

    @work(exclusive=True, group="pick")
    async def action_same(self) -> None:
        """Another spelling of the same person."""
        entries = [
            Entry(one_line(each.name), each.name, aside=counted(len(each.decisions), "decision"))
            for each in acquaintances(self._past)
            if name_key(each.name) != name_key(self._history.name)
        ]
        if not entries:
            self.notify("There's nobody else here yet.", markup=False)
            return
        title = f"The same person as {one_line(self._history.name)}"
        asks = NarrowDialog(title, entries, note="The records of both stay as they are.")
        if name := await self.app.push_screen_wait(asks):
            person, other = self._person, person_named(name, self._past.people)
            gone = (other.id,) if other and other.id != person.id else ()
            self._keep(joined(person, other or Person(id="", name=name)), gone)

    @work(exclusive=True, group="pick")
    async def action_part(self) -> None:
        """A spelling that means somebody else after all."""
        person = self._history.person
        if person is None or not person.also:
            self.notify("There's only one spelling. Press s to add another.", markup=False)
            return
        entries = [Entry(one_line(each), each) for each in person.also]
        asks = NarrowDialog("Which spelling belongs to someone else?", entries)
        if name := await self.app.push_screen_wait(asks):
            self._keep(parted(self._person, name))

    def action_unsafe(self) -> None:
        """Never, or again, suggest to write to them."""
        person = self._person
        if person.unsafe or not self._history.unsafe:
            self._keep(replace(person, unsafe=not person.unsafe))
        else:
            self.notify(
                "You said in a session that this person is unsafe, so they stay marked as unsafe.",
                markup=False,
            )


def _about(found: History) -> list[Content]:
    """A person in lines: names, safety, counts, outcomes, the private note."""
    lines = []
    if found.person and found.person.also:
        also = ", ".join(one_line(each) for each in found.person.also)
        lines.append(quiet(f"Also {also}"))
    if found.unsafe:
        marked = bool(found.person and found.person.unsafe)
        back = quiet("  press x to undo") if marked else Content("")
        lines.append(Content.styled("! Unsafe: never suggested for contact.", "$error") + back)
    reminders = counted(found.reminders, "reminder")
    lines.append(Content(f"{counted(len(found.decisions), 'decision')}, {reminders} in all"))
    if found.outcomes:
        told = (f"{OUTCOMES[id].lower()}:\u00a0{n}" for id, n in found.outcomes.items())
        text = ", ".join(told)
        lines.append(quiet(text[0].upper() + text[1:]))
    notes = found.person.notes if found.person else ()
    lines.append(Content.styled("\nYour private note", "$accent"))
    if not notes:
        lines.append(quiet("No notes yet. Press n to note how they behaved: facts and dates."))
    for note in notes[-4:]:
        day = quiet(f"{spoken_date(note.at.date())}  ")
        lines.append(day + Content(visible(note.text)))
    if len(notes) > 4:
        lines.append(quiet(f"and {len(notes) - 4} before"))
    return lines
