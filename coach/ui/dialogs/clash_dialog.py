"""Two windows changed one session: which of them is to go on here."""

from coach.advice.questions import Choice
from coach.journal.repository import Clash
from coach.session.session import Session
from coach.ui.dialogs.dialog import PickDialog

_TITLE = "Changed in another window"
THEIRS, MINE = "theirs", "mine"
_LONGEST = 160
"""Characters shown of a version's last words."""


def clash_dialog(clash: Clash) -> PickDialog:
    """Asks which version goes on here; returns THEIRS, or something else for this window's own.

    Both stay kept. It may come up in the middle of a word, so only arrows and enter choose.
    """
    lines = [
        "Another window saved this session after you opened it here.",
        f"The other window, {clash.newer.touched:%H:%M}: {_in_short(clash.newer)}",
        f"This window, {clash.kept.touched:%H:%M}: {_in_short(clash.kept)}",
    ]
    choices = (
        Choice(id=THEIRS, text="Go on with the other window's version"),
        Choice(id=MINE, text="Go on with this window's version"),
    )
    note = "Both are kept. You'll find the other one on home."
    return PickDialog(
        _TITLE,
        lines,
        choices,
        leaves="esc: this window's version",
        otherwise=MINE,
        note=note,
        numbered=False,
    )


def _in_short(session: Session) -> str:
    """Where a version stands, and how its words end."""
    words = " ".join(session.draft.body.split())
    where = f"at {session.step.value}, {len(session.answers)} answered"
    if not words:
        return where
    end = words if len(words) <= _LONGEST else f"… {words[-_LONGEST:]}"
    return f"{where}, draft: {end}"
