"""For how long an issue is kept as it is."""

from coach.advice.questions import Choice
from coach.session.kept_issues import Scope
from coach.ui.dialogs.dialog import PickDialog

_SCOPES = (
    Choice(id=Scope.DRAFT, text="In this draft"),
    Choice(id=Scope.WALK, text="In every draft of this session"),
    Choice(
        id=Scope.ALWAYS, text="Always", help="To undo this, remove it from keep in the settings."
    ),
)


def scope_dialog(message: str) -> PickDialog:
    """Asks for how long this issue is meant as it stands; nothing leaves it marked."""
    return PickDialog("Ignore this issue", (), _SCOPES, leaves="esc to cancel", note=message)
