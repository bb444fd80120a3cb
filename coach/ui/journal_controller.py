"""Looking back: the part of the app that works with past decisions and people."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.screen import Screen
from textual.worker import get_current_worker

from coach.problems import JournalError, JournalLocked, OutboxError
from coach.ui.app_state import Ground

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.journal.decisions import Decision, HomeSummary, Summary
    from coach.journal.exports import Export
    from coach.journal.follow_up import Ask
    from coach.journal.history import Past, Telling
    from coach.ui.decision_search import DecisionIndex, MatchedIds
    from coach.ui.messages import (
        AddNote,
        BringBack,
        Forget,
        KeepPerson,
        OpenDecision,
        OpenPerson,
    )
    from coach.ui.screens.journal_screen import JournalScreen

S = TypeVar("S", bound=Screen[Any])

_TOLD = 30
"""Decisions of one conversation that are read for its timeline, the latest ones."""


class LookingBack(Ground):
    """Opens the journal's screens and does what they ask for."""

    _taken_out: tuple[Decision, ...] = ()
    """Decisions deleted since the start, the last one at the end."""
    _index: tuple[tuple[Summary, ...], DecisionIndex] | None = None
    """What was indexed, and the index."""
    _seen: HomeSummary | None = None
    """What was last seen of the journal without opening it."""
    _indexing = Lock()

    def _past(self) -> Past:
        """What the journal holds now. Raises ``JournalError``."""
        from coach.journal.history import Past

        journal = self._services.journal()
        self._summaries = tuple(journal.summaries())
        people = tuple(journal.people())
        return Past(summaries=self._summaries, people=people, today=self._today)

    def _look(self, show: Callable[[Past], object]) -> None:
        """Show something of the past; ask for its passphrase, or say why it cannot be read."""
        try:
            show(self._past())
        except JournalLocked as error:
            self._look_again(error, show)
        except (JournalError, KeyError) as error:
            self.notify(f"It cannot be opened: {error}", severity="error", markup=False)

    @work
    async def _look_again(self, error: JournalLocked, show: Callable[[Past], object]) -> None:
        """Show it once the passphrase was given."""
        if await self._unlocks(error):
            self._look_at_journal()
            self._look(show)

    async def _unlocks(self, error: JournalLocked) -> bool:
        """Ask for the passphrase; whether the journal is worth another look."""
        from coach.ui.screens.passphrase_screen import AskPassphrase

        if not error.openable:
            self.notify(str(error), severity="error", markup=False)
            return False
        return await self.push_screen_wait(AskPassphrase(self._services.journal().open_with))

    def _change(self, save: Callable[[], object]) -> bool:
        """Save a change to a decision, which another window may have deleted meanwhile."""
        try:
            return self._keep(save)
        except KeyError:
            self.notify("It is not in the journal any more.", severity="warning", markup=False)
            return False

    # The list

    async def action_journal(self) -> None:
        """Past decisions; back to them, where they are open below."""
        from coach.ui.screens.journal_screen import JournalScreen

        if any(isinstance(each, JournalScreen) for each in self.screen_stack):
            while not isinstance(self.screen, JournalScreen):
                await self.pop_screen()
            return
        dates = self._services.dates()

        def show(past: Past) -> None:
            titles = self._verdict_titles()
            self.push_screen(
                JournalScreen(past, titles, lambda typed: dates.read(typed, past.today))
            )

        first = self._first_page()
        if first is None:
            self._look(show)
        else:
            show(first)
            self.call_after_refresh(self._read_the_rest)

    def _first_page(self) -> Past | None:
        """The newest decisions as last seen, where the journal would have to be opened for more."""
        from coach.journal.history import Past

        seen = self._seen
        if seen is None or not seen.newest or self._services.journal().opened:
            return None
        older = seen.decisions - len(seen.newest)
        return Past(summaries=seen.newest, older=older, people=seen.people, today=self._today)

    @work(thread=True, exclusive=True, group="rest")
    def _read_the_rest(self) -> None:
        """Open the journal away from the screen, and show all of it."""
        try:
            self._past()
        except JournalError as error:
            said = f"It cannot be opened: {error}"
            self.call_from_thread(self.notify, said, severity="error", markup=False)
        else:
            self.call_from_thread(self._renew_lists)

    def _renew_lists(self) -> None:
        from coach.ui.screens.journal_screen import JournalScreen

        def show(past: Past) -> None:
            for screen in self._open(JournalScreen):
                screen.renew(past)

        self._look(show)

    async def on_home_screen_journal_wanted(self) -> None:
        """From home."""
        await self.action_journal()

    def on_journal_screen_words_wanted(self, event: JournalScreen.WordsWanted) -> None:
        """Find words in all decisions, away from the screen."""
        self._find(event.words)

    @work(thread=True, exclusive=True, group="find")
    def _find(self, words: str) -> None:
        worker = get_current_worker()
        try:
            hits = self._indexed().find(words)
        except JournalError as error:
            self.call_from_thread(self.notify, str(error), severity="error", markup=False)
            return
        if not worker.is_cancelled:
            self.call_from_thread(self._found, words, hits)

    def _indexed(self) -> DecisionIndex:
        """The index of the journal as it is now; made again only when the journal changed."""
        from coach.ui.decision_search import DecisionIndex

        with self._indexing:
            journal = self._services.journal()
            summaries = tuple(journal.summaries())
            if self._index is None or self._index[0] is not summaries:
                self._index = (summaries, DecisionIndex(journal.texts()))
            return self._index[1]

    def _found(self, words: str, hits: MatchedIds) -> None:
        from coach.ui.screens.journal_screen import JournalScreen

        for screen in self._open(JournalScreen):
            screen.found(words, hits)

    def on_journal_screen_glance_wanted(self, event: JournalScreen.GlanceWanted) -> None:
        """Read the decision under the cursor."""
        from coach.ui.screens.journal_screen import JournalScreen

        def show(_: Past) -> None:
            decision = self._services.journal().decision(event.id)
            for screen in self._open(JournalScreen):
                screen.glance(decision)

        self._look(show)

    # Out into a file

    async def action_export(self) -> None:
        """From anywhere: to the journal, and there ask what is to be exported."""
        from coach.ui.screens.journal_screen import JournalScreen

        await self.action_journal()
        for screen in self._open(JournalScreen):
            screen.call_after_refresh(screen.action_export)

    def on_journal_screen_export_wanted(self, event: JournalScreen.ExportWanted) -> None:
        """Decisions as a file in the folder for saved files."""
        self._export(event.export)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, wish: Export) -> None:
        """Away from the screen: a lifetime's journal takes a moment."""
        try:
            count, where = self._exported(wish)
        except (JournalError, OutboxError) as error:
            self.call_from_thread(self._say_fault, error)
            return
        except KeyError:
            self.call_from_thread(self._say_fault, "One of them was deleted meanwhile; try again.")
            return
        said = f"{count:,} {'decision' if count == 1 else 'decisions'} saved as {where}."
        if wish.redacted:
            said += " Read it before you pass it on: names that only stand in sentences remain."
        self.call_from_thread(self.notify, said, timeout=12, markup=False)

    def _exported(self, wish: Export) -> tuple[int, str]:
        """How many decisions went where. Raises what the journal and the outbox raise."""
        from coach.journal.exports import ENDINGS, Form, markdown, table
        from coach.journal.redaction import Redaction

        services, journal = self._services, self._services.journal()
        ids = [each.id for each in journal.summaries()] if wish.ids is None else wish.ids
        decisions, people = [journal.decision(id) for id in ids], list(journal.people())
        if wish.redacted:
            decisions, people = Redaction.all(decisions, people)
        now = services.clock.now()
        match wish.form:
            case Form.JSON:
                data = services.as_json(decisions, people if wish.ids is None else [], now)
            case Form.CSV:
                data = table(decisions).encode(errors="replace")
            case Form.MARKDOWN:
                data = markdown(decisions).encode(errors="replace")
        title = f"decisions {now:%Y-%m-%d}{' without names' if wish.redacted else ''}"
        where = services.outbox().save_export(title=title, ending=ENDINGS[wish.form], data=data)
        return len(decisions), where

    # One decision

    async def on_open_decision(self, event: OpenDecision) -> None:
        """One of them, in place of another that is open on top."""
        from coach.ui.screens.decision_screen import DecisionScreen

        if isinstance(self.screen, DecisionScreen):
            await self.pop_screen()
        self._look(lambda past: self._show_telling(self._telling(event.id, past)))

    def on_journal_screen_note_wanted(self, event: JournalScreen.NoteWanted) -> None:
        """One of them, to say how it turned out."""
        from coach.journal.follow_up import Ask

        self._look(lambda past: self._show_telling(self._telling(event.id, past, Ask.OUTCOME)))

    def _telling(self, id: str, past: Past, ask: Ask | None = None) -> Telling:
        from coach.journal.follow_up import asked_now
        from coach.journal.history import Telling, conversation

        journal = self._services.journal()
        decision = journal.decision(id)
        summary = decision.summary()
        around = conversation(summary, past)
        told = [journal.decision(each.id) for each in around[-_TOLD:] if each.id != id]
        whole = tuple(sorted([*told, decision], key=lambda each: each.decided))
        asked = ask or asked_now(summary, around, past.people, self._services.clock.now())
        return Telling(decision=decision, around=whole, ask=asked)

    def _show_telling(self, telling: Telling) -> None:
        from coach.ui.screens.decision_screen import DecisionScreen

        guidance = self._services.guidance
        questions = {each.id: each for each in guidance.script.questions}
        questions |= guidance.deciding.questions
        clock = self._services.clock
        self.push_screen(DecisionScreen(telling, questions, self._verdict_titles(), clock.now))

    async def on_add_note(self, event: AddNote) -> None:
        """Keep what came of it, and show it everywhere."""
        journal = self._services.journal()
        if self._change(lambda: journal.note(event.id, event.note)):
            await self._renew()

    async def on_forget(self, event: Forget) -> None:
        """Delete it; it is held until the program ends, to be brought back."""
        from coach.ui.screens.decision_screen import DecisionScreen

        taken: list[Decision] = []
        journal = self._services.journal()
        if not self._change(lambda: taken.append(journal.forget(event.id))):
            return
        self._taken_out = (*self._taken_out, *taken)
        if isinstance(self.screen, DecisionScreen):
            await self.pop_screen()
        await self._renew()
        self.notify("Deleted. In the journal, u brings it back.", timeout=4, markup=False)

    async def on_bring_back(self, event: BringBack) -> None:
        """As if it had not been deleted."""
        if not self._taken_out:
            self.notify("Nothing was deleted since the start.", markup=False)
            return
        last = self._taken_out[-1]
        if self._keep(lambda: self._services.journal().record(last)):
            self._taken_out = self._taken_out[:-1]
            await self._renew(at=last.id)

    # People and insights

    def on_journal_screen_people_wanted(self) -> None:
        """Everyone."""
        from coach.ui.screens.people_screen import PeopleScreen

        self._look(lambda past: self.push_screen(PeopleScreen(past)))

    def on_open_person(self, event: OpenPerson) -> None:
        """One of them."""
        from coach.ui.screens.people_screen import PersonScreen

        services, titles = self._services, self._verdict_titles()
        self._look(
            lambda past: self.push_screen(
                PersonScreen(past, event.name, titles, services.clock.now, services.new_id)
            )
        )

    async def on_keep_person(self, event: KeepPerson) -> None:
        """What is known about them now."""
        journal = self._services.journal()

        def save() -> None:
            journal.keep_person(event.person)
            for id in event.instead_of:
                journal.forget_person(id)

        if self._keep(save):
            await self._renew()

    def on_journal_screen_insights_wanted(self) -> None:
        """What came of it all."""
        from coach.ui.screens.insights_screen import InsightsScreen

        matters = {id: wait.text for id, wait in self._services.guidance.deciding.waits.items()}
        self._look(lambda past: self.push_screen(InsightsScreen(past, matters)))

    # After a change

    def _open(self, kind: type[S]) -> list[S]:
        return [each for each in self.screen_stack if isinstance(each, kind)]

    async def _renew(self, at: str = "") -> None:
        """Show on every open screen how things stand now; ``at`` is what the list goes to."""
        from coach.sanitize import one_line
        from coach.ui.screens.decision_screen import DecisionScreen
        from coach.ui.screens.journal_screen import JournalScreen
        from coach.ui.screens.people_screen import PeopleScreen, PersonScreen

        try:
            past = self._past()
        except JournalError:
            return
        last = self._taken_out[-1].session if self._taken_out else None
        gone = (last.person or last.topic or "A decision") if last else ""
        for screen in self.screen_stack:
            if isinstance(screen, DecisionScreen):
                with suppress(JournalError, KeyError):
                    await screen.renew(self._telling(screen.decision.id, past))
            elif isinstance(screen, JournalScreen):
                screen.renew(past, at)
                screen.deleted(one_line(gone))
            elif isinstance(screen, PeopleScreen | PersonScreen):
                screen.renew(past)
        self._look_at_journal()
