"""The end of ``coach ask``: the steps of sending, and what may be done after them."""

import shlex
from collections.abc import Sequence
from functools import partial

from coach.advice.questions import Choice, Question
from coach.app import send_steps
from coach.app.after_send import AfterStep, after_page
from coach.app.closing import Way, reminder
from coach.app.controllers import Controllers
from coach.app.pages import Line, Page, SendPage
from coach.app.safety_pages import written
from coach.app.send_controller import HandedOver
from coach.app.send_steps import (
    Ended,
    Leaves,
    SendInput,
    SendResult,
    SendState,
    SendStep,
    one_back,
    send_page,
)
from coach.commands.prompts import READ_ALL, GoBackError, Prompts, WantsReadingError
from coach.errors import ContentError, JournalError, OutboxError
from coach.journal.decisions import Decision
from coach.journal.exports import plain
from coach.session.safety import Incident

_WRITE = Choice(id="write", text="Add to the log of what happened")

_SHOW = "Show what's in the log? Others may see this screen."


class AskSend:
    """Takes one session through sending, and its decision to the last thing that may be done."""

    def __init__(self, controllers: Controllers, talk: Prompts) -> None:
        self._sessions = controllers.sessions
        self._sending = controllers.sending
        self._journal = controllers.journal
        self._talk = talk
        self._beside: Sequence[Question] = ()
        self._read: Sequence[Line] = ()
        self._programs: Sequence[str] = ()

    # Sending

    def settle(self, page: SendPage) -> Decision | None:
        """Through its steps: the decision where the session ended, None where it goes on."""
        state = send_steps.first(page)
        while True:
            to = self._one_step(page, state)
            if isinstance(to, Leaves):
                self._leave(to)
            elif isinstance(to, Ended):
                return self._sending.finish(to.end)
            elif isinstance(to, SendState):
                state = to
            else:
                self._sessions.send_step(to)
                return None

    def _one_step(self, page: SendPage, state: SendState) -> SendState | SendResult:
        if state.step is SendStep.MORE and Way.PROGRAM in page.ways:
            self._programs = self._sending.programs()
        shown = send_page(page, state, self._beside, self._programs)
        try:
            return self._answered(page, state, shown)
        except GoBackError:
            before = one_back(state)
            if before is None:
                raise
            return before

    def _answered(self, page: SendPage, state: SendState, shown: Page) -> SendState | SendResult:
        talk = self._talk
        lines = (*shown.below, *shown.lines)
        if lines and lines == self._read:
            talk.say(f"\n{READ_ALL}")
        else:
            talk.draw(lines)
        if state.step is SendStep.LOOK:
            self._read = lines
        match state.input:
            case SendInput.CHOICE:
                picked = talk.choose(shown.ask, shown.choices, whole=partial(talk.draw, lines))
                return send_steps.chosen(page, state, picked)
            case SendInput.SCALE:
                strength = talk.number(f"{shown.ask} 0 to 10.", 10)
                return state if strength is None else send_steps.rated(state, strength)
            case SendInput.PERCENT:
                ask = f"{shown.ask} From 0 to 10: 3 means 30%. Press enter for no guess."
                tens = talk.number(ask, 10)
                self._beside = self._sending.beside()
                return send_steps.guessed(state, None if tens is None else 10 * tens, self._beside)
            case SendInput.TEXT:
                talk.say(f"{shown.ask} To finish, type a full stop on its own and press enter.")
                typed = send_steps.sent_words(page, state, talk.text())
                nothing = isinstance(typed, SendState) and typed.step is SendStep.WORDS
                return send_steps.first(page) if nothing else typed
            case SendInput.LINE:
                line = talk.own_words(f"{shown.ask} Press enter to skip.")
                return send_steps.said_beside(state, line, self._beside)

    def _leave(self, leaves: Leaves) -> None:
        """Let the message leave, unless something stands against it, and say what came of it."""
        if blocked := self._sessions.review().blocked:
            self._talk.say(blocked)
            return
        handed = (
            self._by_program(leaves.program)
            if leaves.way is Way.PROGRAM
            else self._sending.hand_over(self._sessions.current, leaves.way)
        )
        if handed is not None:
            self._talk.say(handed.said)
            if handed.how:
                self._sessions.handed(handed.how)

    def _by_program(self, name: str) -> HandedOver | None:
        """In a mail program that takes over the terminal, once its command was seen."""
        try:
            found = self._sending.program(name)
        except OutboxError as error:
            return HandedOver(str(error))
        if found is None:
            return None
        program, where = found
        self._talk.list(
            "This command will run, then you'll come back here:", [shlex.join(program.argv)]
        )
        if self._talk.pick("Run it?", ["Yes", "No"]) == 1:
            return None
        return self._sending.run(program, where)

    # After it

    def afterwards(self, decision: Decision) -> None:
        """What comes next, said once; then what may still be done, as long as the user likes."""
        self._talk.say("\nDone. Your decision is saved in the journal.")
        self._from(decision, AfterStep.NEXT)

    def keep_log(self, decision: Decision, incidents: Sequence[Incident]) -> None:
        """The log that was kept with a decision: what stands in it, and what may be added."""
        if incidents:
            count = len(incidents)
            self._talk.say(f"Written down: {count} {'entry' if count == 1 else 'entries'}.")
            try:
                shown = self._talk.pick(_SHOW, ["No", "Yes"]) == 1
            except (GoBackError, WantsReadingError):
                shown = False
            self._talk.draw(written(incidents) if shown else [])
        self._from(decision, AfterStep.LOG)

    def _from(self, decision: Decision, step: AfterStep | None) -> None:
        try:
            while step is not None:
                decision, step = self._after(decision, step)
        except (EOFError, KeyboardInterrupt):
            return
        except ContentError as error:  # the decision is kept all the same
            self._talk.say(str(error))

    def _after(self, decision: Decision, step: AfterStep) -> tuple[Decision, AfterStep | None]:
        """One thing more; the page after it, None for the end."""
        page = after_page(step, decision, self._sessions.services.guidance)
        self._talk.draw((*page.lines, *page.below))
        choices = ((_WRITE,) if page.writes else ()) + page.choices
        try:
            picked = self._talk.choose(page.ask, choices, first=step is AfterStep.NEXT)
        except (GoBackError, WantsReadingError):
            return decision, AfterStep.NEXT
        match picked:
            case "done":
                return decision, None
            case "write":
                decision = self._log(decision)
            case "save_log":
                self._talk.say_saved(lambda: self._sending.save_log(decision))
            case "calendar" if entry := reminder(decision):
                self._talk.say_saved(lambda: self._sending.save_reminder(entry))
            case "record":
                self._talk.say(plain(decision))
            case _:
                return decision, AfterStep(picked)
        return decision, step

    def _log(self, decision: Decision) -> Decision:
        text = self._talk.line(heard_later=True)
        if text:
            try:
                decision = self._journal.log(decision.id, text)
            except JournalError as error:
                self._talk.say(str(error))
            else:
                self._talk.say("Saved.")
        return decision
