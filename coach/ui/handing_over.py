"""Handing over and putting down: the part of the app in which words leave and walks end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.app import App
from textual.worker import get_current_worker

from coach.domain.problems import ContentError, JournalError, OutboxError
from coach.domain.vocabulary import Step
from coach.ui.messages import Become, Copy, Finish, HandOver, OpenDecision, SaveReminder

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.domain.assessment import Assessment
    from coach.domain.ports import MailProgram
    from coach.domain.record import Decision, Person, Summary
    from coach.domain.reopening import Before
    from coach.domain.services import Services
    from coach.domain.session import Session
    from coach.ui.screens.parting import Parting


class HandingOver(App[None]):
    """Takes the words out of the program, and puts a walk down.

    The app proper brings what the bare methods below name.
    """

    session: Session | None
    _services: Services
    _saved: Session | None
    _summaries: tuple[Summary, ...]
    _people: tuple[Person, ...] = ()
    _met: frozenset[tuple[str, str]] = frozenset()

    def _keep(self, save: Callable[[], object]) -> bool:
        raise NotImplementedError

    async def _go_home(self) -> None:
        raise NotImplementedError

    def _assessment(self) -> Assessment | None:
        raise NotImplementedError

    # Out of the program

    def on_copy(self, event: Copy) -> None:
        """Where it can be pasted from, and honestly said."""
        self._copy(event.text, event.handed)

    @work(thread=True, exclusive=True, group="copy")
    def _copy(self, text: str, handed: str) -> None:
        """Away from the screen: a clipboard program that hangs must not hang it."""
        said = self._services.clipboard.copy(text)
        self.call_from_thread(self._copied, said, handed)

    def _copied(self, said: str, handed: str) -> None:
        self.notify(said, timeout=6, markup=False)
        if handed:
            self._handed(handed)

    def _handed(self, how: str) -> None:
        """Remember how the words left, for the record."""
        if self.session is not None:
            self.session = replace(self.session, handed=how)

    async def on_hand_over(self, event: HandOver) -> None:
        """By another program, or as a file for one."""
        from coach.domain.closing import Way

        session = self.session
        if session is None:
            return
        match event.way:
            case Way.COPY:
                self._copy(session.draft.body, "copied")
            case Way.MAIL:
                self._open_mail(session)
            case Way.PROGRAM:
                self._write_on(session, event.program)
            case Way.FILE:
                if where := self._save_mail(session):
                    self._saved_as(where)
            case Way.TEXT:
                if where := self._saving(lambda: self._save_text(session)):
                    self._saved_as(where)

    @work(thread=True, exclusive=True, group="open")
    def _open_mail(self, session: Session) -> None:
        """Ask the desktop, which may take a third of a second to refuse."""
        draft, opener = session.draft, self._services.opener()
        said = opener.mail(to=session.person, subject=draft.subject, body=draft.body)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._copied, said, "opened in the mail program")

    def _save_mail(self, session: Session) -> str:
        draft, outbox = session.draft, self._services.outbox()
        return self._saving(
            lambda: outbox.save_mail(to=session.person, subject=draft.subject, body=draft.body)
        )

    def _save_text(self, session: Session) -> str:
        draft = session.draft
        return self._services.outbox().save_text(subject=draft.subject, body=draft.body)

    def _saving(self, save: Callable[[], str]) -> str:
        """Where a file was saved; empty, and said so, where it could not be."""
        try:
            return save()
        except OutboxError as error:
            self.notify(str(error), severity="error", timeout=8, markup=False)
            return ""

    def _saved_as(self, where: str) -> None:
        self.notify(f"Saved as {where}", timeout=8, markup=False)
        self._handed(f"saved as {where}")

    @work
    async def _write_on(self, session: Session, name: str) -> None:
        """In a mail program of the terminal, once the user has seen the command."""
        from coach.ui.screens.command import ShowCommand

        where = self._save_mail(session)
        program = self._program(session, name, where) if where else None
        if program is None or not await self.push_screen_wait(ShowCommand(program.argv)):
            return
        with self.suspend():
            problem = self._services.terminal_mail().open(program)
        if not problem:
            self._handed(f"opened in {program.name}")
        self.notify(
            problem or f"Back from {program.name}. The draft is kept in {where} as well.",
            severity="warning" if problem else "information",
            timeout=8,
            markup=False,
        )

    def _program(self, session: Session, name: str, file: str) -> MailProgram | None:
        draft = session.draft
        found = self._services.terminal_mail().programs(
            file, to=session.person, subject=draft.subject, body=draft.body
        )
        return next((each for each in found if each.name == name), None)

    def on_save_reminder(self, event: SaveReminder) -> None:
        """A date for the calendar, as a file."""
        outbox, now = self._services.outbox(), self._services.clock.now()
        if where := self._saving(lambda: outbox.save_reminder(event.reminder, now)):
            said = f"Saved as {where}. Open it with your calendar; a later one moves the entry."
            self.notify(said, timeout=8, markup=False)

    # Putting down

    async def on_finish(self, event: Finish) -> None:
        """The decision is kept, and what comes next is shown."""
        from coach.domain import closing
        from coach.ui.screens.parting import Parting

        session, assessment = self.session, self._assessment()
        if session is None or assessment is None:
            return
        services = self._services
        now = services.clock.now()
        decision = replace(
            closing.finish(services.guide, session, assessment, event.end, now),
            program=services.program,
        )
        if not self._keep(lambda: services.journal().record(decision)):
            return
        self._saved = self.session
        self.session = None
        await self._go_home()
        try:
            care = services.guide.aftercare
        except ContentError as error:  # the decision is kept all the same
            self.notify(str(error), severity="error", timeout=12, markup=False)
            self.post_message(OpenDecision(decision.id))
            return
        await self.push_screen(Parting(decision, care))

    async def on_parting_wanted(self, event: Parting.Wanted) -> None:
        """Done, the record, or the log as a file."""
        if event.what == "save_log":
            self._save_log(event.decision)
            return
        await self._go_home()
        if event.what == "record":
            self.post_message(OpenDecision(event.decision.id))

    def on_parting_logged(self, event: Parting.Logged) -> None:
        """One more entry, kept with the decision."""
        from coach.domain.record import Note
        from coach.ui.screens.parting import Parting

        note = Note(at=self._services.clock.now(), text=event.text)
        journal = self._services.journal()
        if self._keep(lambda: journal.note(event.decision.id, note)):
            screen = self.screen
            if isinstance(screen, Parting):
                screen.renew(journal.decision(event.decision.id))

    def _save_log(self, decision: Decision) -> None:
        from coach.domain import evidence

        services = self._services
        name, now = decision.session.person, services.clock.now()
        try:
            written = evidence.gathered(services.journal(), name, decision.id)
        except JournalError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
            return
        text = evidence.log(name, written, now)
        if where := self._saving(lambda: services.outbox().save_log(title="log", text=text)):
            self.notify(f"Saved as {where}. Keep it where they cannot reach it.", timeout=10)

    # A conversation closed before

    def _known_already(self, session: Session) -> None:
        """A walk that is gone on with was asked before, if at all."""
        from coach.domain.people import name_key

        self._met |= {(session.id, name_key(session.person))}

    def _meet(self, session: Session) -> None:
        """Once a name is given: whether the conversation with them was closed."""
        from coach.domain.people import name_key

        key = (session.id, name_key(session.person))
        named = session.step is Step.PAUSE and session.page > 0 and key[1]
        if not named or key in self._met:
            return
        from coach.domain.reopening import closed_before

        self._met |= {key}
        before = closed_before(session.person, self._summaries, self._people)
        if before is not None:
            self._ask_before(session, before)

    @work
    async def _ask_before(self, session: Session, before: Before) -> None:
        from coach.domain.reopening import why_closed
        from coach.ui.screens import reopening

        services = self._services
        words = services.guide.deciding.words
        names = {id: each.name for id, each in words.items()}
        try:
            lines = why_closed(before, services.journal(), names)
        except JournalError:
            return
        title = "Safety first" if before.unsafe else "You had closed this"
        said = await self.push_screen_wait(reopening.Reopening(title, lines, unsafe=before.unsafe))
        if self.session is None:
            return
        if said == reopening.LEAVE:
            await self._leave_closed(session, before)
        elif said == reopening.SAFETY:
            unsafe = replace(self.session.feel_unsafe(), step=Step.ASSESS, looking_at="")
            self.post_message(Become(unsafe))

    async def _leave_closed(self, session: Session, before: Before) -> None:
        """Throw the new walk away, and show what was decided then."""
        if not self._keep(lambda: self._services.journal().drop(session.id)):
            return
        self._saved = self.session
        self.session = None
        await self._go_home()
        if before.summary is not None:
            self.post_message(OpenDecision(before.summary.id))
