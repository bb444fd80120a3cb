"""The end of ``coach ask``: the last look, handing over, putting down, and what comes after."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from coach.advice.questions import spoken_date
from coach.advice.recommendation import Assessment, plan_lines
from coach.app import after_send, closing, draft_review
from coach.app.closing import End, Way
from coach.app.services import Services
from coach.commands.prompts import FeelsUnsafeError, GoBackError, Prompts
from coach.journal import incident_log
from coach.journal.decisions import Decision, Note
from coach.problems import ContentError, JournalError, OutboxError
from coach.session import flow
from coach.session.session import HOT, TEN_MINUTES, Session, tomorrow_morning
from coach.vocabulary import Ending, VerdictId

_WAYS = {
    Way.COPY: "Copy the message",
    Way.MAIL: "Open it in the mail program",
    Way.FILE: "Save it as a mail file",
    Way.PROGRAM: "Write on in a mail program of this terminal",
    Way.TEXT: "Save it as a text file",
}

Act = Callable[[], "Session | End | None"]
"""What a line of the last look does: another session, the end, or only something on the side."""


class AskSend:
    """Takes one walk over its last yard.

    ``settle`` is called with the walk as it is then; it returns the walk as it
    is afterwards, or how it ends.
    """

    def __init__(self, services: Services, talk: Prompts) -> None:
        self._services = services
        self._guide = services.guidance
        self._talk = talk

    @property
    def _now(self) -> datetime:
        return self._services.clock.now()

    def settle(self, session: Session, assessment: Assessment) -> Session | End:
        """One round: how strong it feels, then the last look."""
        if closing.rates_again(session, assessment):
            return self._rate(session)
        verdict = flow.verdict_of(session, assessment)
        self._advise(session, verdict)
        rows = self._rows(session, assessment)
        title = (
            closing.last_look_words(session, verdict).title
            if verdict.sends
            else self._guide.deciding.words[verdict].name
        )
        chosen = self._talk.pick(title, [text for text, _ in rows])
        return rows[chosen][1]() or session

    def _rate(self, session: Session) -> Session:
        said = self._talk.number(
            f"Before it leaves: how strong is it now, 0 to 10? It was {session.strength}.", 10
        )
        if said is None:
            return session
        if said < HOT:
            return session.rate_again(said)
        options = ["Ten more minutes", "Leave it until tomorrow morning", "Go on now"]
        now = self._now
        match self._talk.pick(f"Still {said} of 10. Words can wait; nothing is lost.", options):
            case 0:
                return session.hold_until(now + TEN_MINUTES, now)
            case 1:
                return session.hold_until(tomorrow_morning(now), now)
            case _:
                return session.rate_again(said)

    def _advise(self, session: Session, verdict: VerdictId) -> None:
        words = self._guide.deciding.words[verdict]
        if verdict.sends:
            self._talk.show(session.draft, session.channel)
            said = (
                closing.time_advice(self._services.settings.quiet, self._now),
                closing.reply_advice(session, self._now),
            )
            self._talk.say(" ".join(each for each in said if each))
        self._talk.list(words.name, [f"Do: {each}" for each in words.dos])
        self._talk.list("", list(words.donts))

    # The lines of the last look

    def _rows(self, session: Session, assessment: Assessment) -> list[tuple[str, Act]]:
        verdict = flow.verdict_of(session, assessment)
        not_sent = partial(self._end, session, assessment, Ending.NOT_SENT)
        overtaken = closing.last_look_words(session, verdict).overtaken
        answered = (overtaken, partial(self._answered, session, overtaken))
        back = ("Back", partial(flow.back, self._guide, session, self._now))
        if not verdict.sends:
            meanwhile = [answered] if verdict is VerdictId.WAIT else []
            return [("Write the decision down", not_sent), *meanwhile, back]
        keep, today = self._services.settings.keep, self._now.date()
        standing = draft_review.standing(self._guide, session, assessment, keep, today)
        self._talk.list("Still standing", standing.lines)
        changed = ("I sent other words", partial(self._changed, session, assessment))
        dropped = ("I decided not to send it", not_sent)
        if standing.blocked:
            return [changed, answered, dropped, back]
        sent = ("I have sent it", partial(self._end, session, assessment, Ending.SENT))
        return [
            *self._ways(session),
            *self._later(session),
            sent,
            changed,
            answered,
            dropped,
            back,
        ]

    def _ways(self, session: Session) -> list[tuple[str, Act]]:
        draft = session.draft
        mails = self._services.opener().mails(
            to=session.person, subject=draft.subject, body=draft.body
        )
        return [
            (_WAYS[way], partial(self._hand_over, session, way))
            for way in closing.ways(session.channel)
            if self._offered(way, mails=mails)
        ]

    def _offered(self, way: Way, *, mails: bool) -> bool:
        if way is Way.PROGRAM:
            return self._talk.on_terminal
        return mails or way is not Way.MAIL

    def _later(self, session: Session) -> list[tuple[str, Act]]:
        quiet, now = self._services.settings.quiet, self._now
        if not quiet.covers(now):
            return []
        morning = closing.working_morning(quiet, now)
        text = f"Leave it until {morning:%A} morning, {morning:%H:%M}"
        return [(text, lambda: session.hold_until(morning, now))]

    def _hand_over(self, session: Session, way: Way) -> Session:
        draft, services = session.draft, self._services
        to, subject, body = session.person, draft.subject, draft.body
        try:
            match way:
                case Way.COPY:
                    said, how = services.clipboard.copy(body), "copied"
                case Way.MAIL:
                    said = services.opener().mail(to=to, subject=subject, body=body)
                    how = "opened in the mail program"
                case Way.PROGRAM:
                    return self._write_on(session)
                case Way.FILE:
                    where = services.outbox().save_mail(to=to, subject=subject, body=body)
                    said, how = f"Saved as {where}", f"saved as {where}"
                case _:
                    where = services.outbox().save_text(subject=subject, body=body)
                    said, how = f"Saved as {where}", f"saved as {where}"
        except OutboxError as error:
            self._talk.say(str(error))
            return session
        self._talk.say(said)
        return replace(session, handed=how)

    def _write_on(self, session: Session) -> Session:
        """In a mail program that takes over the terminal, once its command was seen.

        Raises ``OutboxError`` where the draft cannot be saved for it.
        """
        draft, mail = session.draft, self._services.terminal_mail()
        to, subject, body = session.person, draft.subject, draft.body
        names = [each.name for each in mail.programs("", to=to, subject=subject, body=body)]
        if not names:
            self._talk.say(
                "No mail program for the terminal was found: neomutt, mutt, aerc, himalaya."
            )
            return session
        chosen = self._talk.pick("Which one?", [*names, "Back"])
        if chosen == len(names):
            return session
        where = self._services.outbox().save_mail(to=to, subject=subject, body=body)
        found = mail.programs(where, to=to, subject=subject, body=body)
        program = next(each for each in found if each.name == names[chosen])
        self._talk.list("This will be run, and comes back here:", [shlex.join(program.argv)])
        if self._talk.pick("Run it?", ["Yes", "No"]) == 1:
            return session
        problem = mail.open(program)
        kept = f"Back from {program.name}. The draft is kept in {where} as well."
        self._talk.say(problem or kept)
        return session if problem else replace(session, handed=f"opened in {program.name}")

    def _answered(self, session: Session, overtaken: str) -> Session | End:
        options = ["Look at it again with what they wrote", "Close this walk as not sent", "Back"]
        match self._talk.pick(f"{overtaken}.", options):
            case 0:
                return closing.with_answer(self._guide, session)
            case 1:
                return End(ending=Ending.NOT_SENT, answered=True)
            case _:
                return session

    def _changed(self, session: Session, assessment: Assessment) -> Session | End:
        self._talk.say("What did you send? A line with a single full stop ends it.")
        words = self._talk.text()
        if not words.strip():
            return session
        return self._end(session, assessment, Ending.SENT, words)

    def _end(
        self, session: Session, assessment: Assessment, ending: Ending, words: str | None = None
    ) -> End:
        verdict = flow.verdict_of(session, assessment)
        plan = flow.plan_of(self._guide, session, assessment, self._now.date())
        by = closing.guess_by(session, verdict, plan)
        hoped = by is not None and (ending is Ending.SENT or not verdict.sends)
        percent = self._guess(spoken_date(by)) if by is not None and hoped else None
        end = End(ending=ending, words=words, percent=percent)
        return end if percent is None else self._beside(end)

    def _beside(self, end: End) -> End:
        """A line each of what is feared and expected; an empty one passes."""
        for question in self._guide.aftercare.beside:
            said = self._talk.own_words(f"{question.ask}\n{question.help} An empty line goes on.")
            end = end.with_line(question.id, said)
        return end

    def _guess(self, by: str) -> int | None:
        said = self._talk.number(
            f"How likely is an answer by {by}, in tens: 0 to 10? An empty line makes no guess.", 10
        )
        return None if said is None else 10 * said

    # Afterwards

    def afterwards(self, decision: Decision) -> None:
        """What comes next, said once; then what may still be done, as long as the user likes."""
        try:
            self._tell(decision)
            while self._after(decision):
                pass
        except (EOFError, KeyboardInterrupt):
            return
        except ContentError as error:  # the decision is kept all the same
            self._talk.say(str(error))

    def _tell(self, decision: Decision) -> None:
        talk, care = self._talk, self._guide.aftercare
        talk.say("\nIt is put down, and kept in the journal.")
        if decision.session.in_danger or decision.verdict is VerdictId.GET_HELP:
            talk.list("Whom to turn to", care.whom)
        lines = plan_lines(decision.plan)
        if decision.ending is Ending.SENT:
            talk.list("What happens next", lines[1:])
        elif not decision.verdict.sends:
            talk.list("What happens next", lines)

    def _after(self, decision: Decision) -> bool:
        """One more thing; whether there may be another."""
        care = self._guide.aftercare
        rows: list[tuple[str, Callable[[], None] | None]] = [("Done", None)]
        entry = closing.reminder(decision)
        if entry is not None:
            text = f"Save {spoken_date(entry.when)} as a calendar file"
            outbox = self._services.outbox()
            rows.append((text, lambda: self._save(lambda: outbox.save_reminder(entry, self._now))))
        if told := after_send.told(care, decision):
            rows.append(("Step by step", lambda: self._steps(decision, told)))
        if decision.session.in_danger or decision.verdict is VerdictId.BLOCK_REPORT:
            rows.append(("Write in the log of what happened", lambda: self._log(decision)))
            rows.append(("Save the log as a text file", lambda: self._save_log(decision)))
        if len(rows) == 1:
            return False
        try:
            chosen = self._talk.pick("Anything else?", [text for text, _ in rows], first=True)
        except (GoBackError, FeelsUnsafeError):
            return True
        _, act = rows[chosen]
        if act:
            act()
        return act is not None

    def _steps(self, decision: Decision, told: Sequence[tuple[str, Sequence[str]]]) -> None:
        care = self._guide.aftercare
        self._talk.say(care.before)
        if decision.session.in_danger:
            self._talk.say(care.talk_first)
        for name, lines in told:
            self._talk.list(name, [f"{n}. {line}" for n, line in enumerate(lines, start=1)])
        self._talk.say(care.changes)

    def _log(self, decision: Decision) -> None:
        self._talk.list("A log of what happened", self._guide.aftercare.log)
        text = self._talk.line()
        if not text:
            return
        try:
            self._services.journal().note(decision.id, Note(at=self._now, text=text))
        except JournalError as error:
            self._talk.say(str(error))
        else:
            self._talk.say("Written down.")

    def _save_log(self, decision: Decision) -> None:
        name, outbox = decision.session.person, self._services.outbox()
        try:
            written = incident_log.gathered(self._services.journal(), name, decision.id)
        except JournalError as error:
            self._talk.say(str(error))
            return
        text = incident_log.log(name, written, self._now)
        self._save(lambda: outbox.save_log(title="log", text=text))

    def _save(self, save: Callable[[], str]) -> None:
        try:
            self._talk.say(f"Saved as {save()}")
        except OutboxError as error:
            self._talk.say(str(error))
