"""Handing over and putting down: the part of the app in which words leave and walks end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from coach.problems import ContentError, JournalError
from coach.ui.app_state import Ground
from coach.ui.messages import Become, Copy, Finish, HandOver, OpenDecision, SaveReminder, SaveText
from coach.vocabulary import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.app.ports import MailProgram
    from coach.journal.conversations import Before
    from coach.journal.decisions import Decision
    from coach.session.session import Session
    from coach.ui.screens.after_send_screen import AfterSendScreen


class HandingOver(Ground):
    """Takes the words out of the program, and puts a walk down."""

    _met: frozenset[tuple[str, str]] = frozenset()
    """The walks, by id, and the names that were looked for in them."""

    # Out of the program

    def on_copy(self, event: Copy) -> None:
        """Where it can be pasted from, and honestly said."""
        self._copy(event.text, event.handed)

    @work(thread=True, exclusive=True, group="copy")
    def _copy(self, text: str, handed: str) -> None:
        """Away from the screen: a clipboard program that hangs must not hang it."""
        said = self._services.clipboard.copy(text)
        self.call_from_thread(self._went_out, said, handed)

    def _went_out(self, said: str, handed: str) -> None:
        """Say where the words are; ``handed`` is how they left, for the record."""
        self.notify(said, timeout=6, markup=False)
        if handed:
            self._handed(handed)

    def _handed(self, how: str) -> None:
        """Remember how the words left, for the record."""
        if self.session is not None:
            self.session = replace(self.session, handed=how)

    async def on_hand_over(self, event: HandOver) -> None:
        """By another program, or as a file for one."""
        from coach.app.closing import Way

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
            self.call_from_thread(self._went_out, said, "opened in the mail program")

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
        where: list[str] = []
        self._write(lambda: where.append(save()))
        return "".join(where)

    def _saved_as(self, where: str) -> None:
        self.notify(f"Saved as {where}", timeout=8, markup=False)
        self._handed(f"saved as {where}")

    @work
    async def _write_on(self, session: Session, name: str) -> None:
        """In a mail program of the terminal, once the user has seen the command."""
        from coach.ui.screens.command_screen import ShowCommand

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

    def on_save_text(self, event: SaveText) -> None:
        """A plain text file."""
        outbox = self._services.outbox()
        where = self._saving(lambda: outbox.save_text(subject=event.subject, body=event.body))
        if where:
            self.notify(f"Saved as {where}", timeout=8, markup=False)

    # Putting down

    async def on_finish(self, event: Finish) -> None:
        """The decision is kept, and what comes next is shown."""
        from coach.app import closing
        from coach.ui.screens.after_send_screen import AfterSendScreen

        session, assessment = self.session, self._assessment()
        if session is None or assessment is None:
            return
        services = self._services
        now = services.clock.now()
        decision = replace(
            closing.finish(services.guidance, session, assessment, event.end, now),
            program=services.program,
        )
        if not self._keep(lambda: services.journal().record(decision)):
            return
        self._put_down()
        await self._go_home()
        try:
            care = services.guidance.aftercare
        except ContentError as error:  # the decision is kept all the same
            self._say_fault(error)
            self.post_message(OpenDecision(decision.id))
            return
        await self.push_screen(AfterSendScreen(decision, care))

    async def on_after_send_screen_wanted(self, event: AfterSendScreen.Wanted) -> None:
        """Done, the record, or the log as a file."""
        if event.what == "save_log":
            self._save_log(event.decision)
            return
        await self._go_home()
        if event.what == "record":
            self.post_message(OpenDecision(event.decision.id))

    def on_after_send_screen_logged(self, event: AfterSendScreen.Logged) -> None:
        """One more entry, kept with the decision."""
        from coach.journal.decisions import Note
        from coach.ui.screens.after_send_screen import AfterSendScreen

        note = Note(at=self._services.clock.now(), text=event.text)
        journal = self._services.journal()
        if self._keep(lambda: journal.note(event.decision.id, note)):
            screen = self.screen
            if isinstance(screen, AfterSendScreen):
                screen.renew(journal.decision(event.decision.id))

    def _save_log(self, decision: Decision) -> None:
        from coach.journal import incident_log

        services = self._services
        name, now = decision.session.person, services.clock.now()
        try:
            written = incident_log.gathered(services.journal(), name, decision.id)
        except JournalError as error:
            self._say_fault(error)
            return
        text = incident_log.log(name, written, now)
        if where := self._saving(lambda: services.outbox().save_log(title="log", text=text)):
            self.notify(f"Saved as {where}. Keep it where they cannot reach it.", timeout=10)

    # A conversation closed before

    def _known_already(self, session: Session) -> None:
        """A walk that is gone on with was asked before, if at all."""
        from coach.journal.people import name_key

        self._met |= {(session.id, name_key(session.person))}

    def _meet(self, session: Session) -> None:
        """Once a name is given: whether the conversation with them was closed."""
        from coach.journal.people import name_key

        key = (session.id, name_key(session.person))
        named = session.step is Step.PAUSE and session.page > 0 and key[1]
        if not named or key in self._met:
            return
        from coach.journal.conversations import closed_before

        self._met |= {key}
        before = closed_before(session.person, self._summaries, self._people)
        if before is not None:
            self._ask_before(session, before)

    @work
    async def _ask_before(self, session: Session, before: Before) -> None:
        from coach.journal.conversations import why_closed
        from coach.session.flow import to_safety
        from coach.ui.screens import reopening_screen

        try:
            lines = why_closed(before, self._services.journal(), self._verdict_titles())
        except JournalError:
            return
        title = "Safety first" if before.unsafe else "You had closed this"
        said = await self.push_screen_wait(
            reopening_screen.ReopeningScreen(title, lines, unsafe=before.unsafe)
        )
        if self.session is None:
            return
        if said == reopening_screen.LEAVE:
            await self._leave_closed(session, before)
        elif said == reopening_screen.SAFETY:
            self.post_message(Become(to_safety(self.session)))

    async def _leave_closed(self, session: Session, before: Before) -> None:
        """Throw the new walk away, and show what was decided then."""
        if not self._keep(lambda: self._services.journal().drop(session.id)):
            return
        self._put_down()
        await self._go_home()
        if before.summary is not None:
            self.post_message(OpenDecision(before.summary.id))
