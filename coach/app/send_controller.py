"""How a message leaves the program, and how a session ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.advice.questions import Question
from coach.app import closing
from coach.app.closing import End, Way
from coach.app.ports import MailProgram, Reminder
from coach.app.session_controller import SessionController
from coach.errors import ContentError, OutboxError
from coach.journal.decisions import Decision
from coach.session.session import Session


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What is said of a message that was to leave; ``how`` it left, empty where it did not."""

    said: str
    how: str = ""


class SendController:
    """Takes the draft out of the program, and writes the decision into the journal."""

    def __init__(self, sessions: SessionController) -> None:
        self._sessions = sessions
        self._saved: dict[tuple[str, Way], str] = {}

    # Out of the program

    def hand_over(self, session: Session, way: Way) -> HandedOver:
        """Let the draft of this session leave; may take a second. Never raises."""
        draft, services = session.outgoing, self._sessions.services
        to, subject, body = session.person, draft.subject, draft.body
        try:
            match way:
                case Way.COPY:
                    return HandedOver(services.clipboard.copy(body), "copied")
                case Way.MAIL:
                    said = services.opener().mail(to=to, subject=subject, body=body)
                    return HandedOver(said, "opened in your email program")
                case Way.FILE:
                    where = self._save_mail(session)
                case _:
                    older, outbox = self._saved.get((session.id, way), ""), services.outbox()
                    where = outbox.save_text(subject=subject, body=body, instead_of=older)
                    self._saved[session.id, way] = where
        except OutboxError as error:
            return HandedOver(str(error))
        return HandedOver(f"Saved as {where}", f"saved as {where}")

    def programs(self) -> tuple[str, ...]:
        """The mail programs of the terminal that could open the draft; may take two seconds."""
        return tuple(each.name for each in self._programs(""))

    def program(self, name: str) -> tuple[MailProgram, str] | None:
        """This mail program with the draft saved for it, and where; None where it is not here.

        Raises ``OutboxError``.
        """
        where = self._save_mail(self._sessions.current)
        found = next((each for each in self._programs(where) if each.name == name), None)
        return (found, where) if found else None

    def _save_mail(self, session: Session) -> str:
        """Save the draft as an email file, in place of the one it was saved as before."""
        key, draft = (session.id, Way.FILE), session.outgoing
        self._saved[key] = self._sessions.services.outbox().save_mail(
            to=session.person,
            subject=draft.subject,
            body=draft.body,
            instead_of=self._saved.get(key, ""),
        )
        return self._saved[key]

    def run(self, program: MailProgram, where: str) -> HandedOver:
        """Run it in this terminal and wait for its end. Never raises."""
        problem = self._sessions.services.terminal_mail().open(program)
        if problem:
            return HandedOver(problem)
        said = f"Back from {program.name}. The draft is also saved in {where}."
        return HandedOver(said, f"opened in {program.name}")

    def _programs(self, file: str) -> Sequence[MailProgram]:
        session = self._sessions.current
        draft = session.draft
        mail = self._sessions.services.terminal_mail()
        return mail.programs(file, to=session.person, subject=draft.subject, body=draft.body)

    # The end

    def beside(self) -> tuple[Question, ...]:
        """What is asked beside a guess; nothing where content cannot say it."""
        try:
            return tuple(self._sessions.services.guidance.aftercare.beside)
        except ContentError:
            return ()

    def finish(self, end: End) -> Decision:
        """Write the decision into the journal and be in no session. Raises ``JournalError``.

        What another window made of this session meanwhile stays open there.
        """
        self._sessions.save(always=True)
        session, assessment = self._sessions.current, self._sessions.assessment
        assert assessment is not None, "only a session with a decision can end"
        services = self._sessions.services
        ended = closing.finish(
            services.guidance,
            session,
            assessment,
            end,
            self._sessions.now,
            ignored=services.settings.keep,
        )
        decision = replace(ended, program=services.program)
        services.journal().record(decision)
        self._sessions.forget()
        return decision

    # After it

    def save_log(self, decision: Decision) -> str:
        """Save the log as a file; returns where. Raises ``JournalError`` and ``OutboxError``."""
        return self._sessions.save_log(decision.session.person, decision.id)

    def save_reminder(self, reminder: Reminder) -> str:
        """Save a date for the calendar as a file; returns where. Raises ``OutboxError``."""
        return self._sessions.services.outbox().save_reminder(reminder, self._sessions.now)
