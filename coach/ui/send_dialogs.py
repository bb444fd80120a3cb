"""Before another program takes over the terminal: the command, as it will be run."""

import shlex

from textual.app import App

from coach.advice.questions import Choice
from coach.app.send_controller import HandedOver, SendController
from coach.problems import OutboxError
from coach.ui.dialogs.dialog import PickDialog

_LONGEST = 600
"""Characters of a command that are shown."""

_ANSWERS = (
    Choice(id="yes", text="Run it", help="Coach waits until it ends."),
    Choice(id="no", text="Cancel"),
)


async def run_mail_program(app: App[None], sending: SendController, name: str) -> HandedOver | None:
    """The draft in a mail program of the terminal, once the user has seen the command."""
    try:
        found = sending.program(name)
    except OutboxError as error:
        return HandedOver(str(error))
    if found is None:
        return None
    program, where = found
    whole = shlex.join(program.argv)
    command = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]} ..."
    asks = PickDialog("Run this command?", [command], _ANSWERS, otherwise="no")
    if await app.push_screen_wait(asks) != "yes":
        return None
    with app.suspend():
        return sending.run(program, where)
