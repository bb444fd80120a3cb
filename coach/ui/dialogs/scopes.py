"""For how long an issue is kept as it is."""

from coach.advice.questions import Choice
from coach.session.kept_issues import Scope
from coach.ui.dialogs.dialog import PickDialog

_SCOPES = (
    Choice(id=Scope.DRAFT, text="In this draft"),
    Choice(id=Scope.WALK, text="In this walk, whatever I draft"),
    Choice(id=Scope.ALWAYS, text="Always", help="Settings list it under keep; take it out there."),
)


def scope_dialog(message: str) -> PickDialog:
    """Asks for how long this issue is meant as it stands; nothing leaves it marked."""
    return PickDialog("Keep it as it is", (), _SCOPES, leaves="esc leaves it marked", note=message)
