"""A message leaves the program: copied, as a file, or in a mail program that takes the terminal."""

import shlex
from functools import partial

from textual.screen import Screen

from coach.advice.questions import Choice
from coach.app.closing import Way
from coach.app.controllers import Controllers
from coach.app.send_controller import HandedOver, SendController
from coach.errors import OutboxError
from coach.journal.decisions import Decision
from coach.session.session import Session
from coach.ui.dialogs.dialog import PickDialog
from coach.ui.results import deliver, say_fault, tried

_LONGEST = 600
"""Characters of a command that are shown."""

_ANSWERS = (
    Choice(id="yes", text="Run it", help="Coach will wait until that program closes."),
    Choice(id="no", text="Cancel"),
)


def save_log(screen: Screen[None], sending: SendController, one: Decision) -> None:
    """Save the log of a decision as a text file, and say where it is."""
    if where := tried(screen, lambda: sending.save_log(one)):
        said = f"Saved as {where}. Store the file where they can't reach it."
        screen.notify(said, timeout=10, markup=False)


class Sending:
    """Lets the message of a session leave from its screen, and says where it is."""

    def __init__(self, screen: Screen[None], controllers: Controllers) -> None:
        self._screen = screen
        self._sessions, self._sending = controllers.sessions, controllers.sending

    def hand_over(self, way: Way, program: str = "") -> None:
        """Let the message leave, unless something stands against it."""
        if self._sessions.session is None:
            return
        if blocked := self._sessions.review().blocked:
            self._screen.notify(blocked, severity="warning", timeout=8, markup=False)
        elif way is Way.PROGRAM:
            self._screen.run_worker(self._by_program(program))
        else:  # away from the screen: a clipboard program that hangs must not hang it
            leave = partial(self._leave, self._sessions.current, way)
            self._screen.run_worker(leave, thread=True, exclusive=True, group="leave")

    def _leave(self, session: Session, way: Way) -> None:
        handed = self._sending.hand_over(session, way)
        deliver(self._screen, partial(self._left, handed))

    async def _by_program(self, name: str) -> None:
        """In a mail program of the terminal, once the user has seen the command."""
        try:
            found = self._sending.program(name)
        except OutboxError as error:
            say_fault(self._screen, error)
            return
        if found is None:
            return
        program, where = found
        whole = shlex.join(program.argv)
        command = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]} ..."
        asks = PickDialog("Run this command?", [command], _ANSWERS, otherwise="no")
        if await self._screen.app.push_screen_wait(asks) == "yes":
            with self._screen.app.suspend():
                handed = self._sending.run(program, where)
            self._left(handed)

    def _left(self, handed: HandedOver) -> None:
        """Say where the message is, and remember it for the record."""
        if handed.how:
            self._screen.notify(handed.said, timeout=8, markup=False)
            self._sessions.handed(handed.how)
        else:
            say_fault(self._screen, handed.said)
