"""With what to begin: the templates that fit, a blank page, or a page for oneself."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.advice.questions import Choice
from coach.app.draft_controller import MINE, UNDO, Beginnings
from coach.session.templates import Template
from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.lines import clickable

FEWEST_LINES = 4
"""Lines of the list, however few can be chosen."""
BEGIN, DELETE, EDIT = "begin", "delete", "edit"

_EDIT = clickable("f4 edit", "screen.own('edit')")
_DELETE = clickable("delete to remove it", "screen.own('delete')")
_LEAVE = clickable("esc to cancel", "screen.cancel")


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked: a template's place in the list, or one of the words above."""

    what: str
    index: int = -1


class TemplateDialog(Dialog[Picked | None]):
    """A list with a preview. None leaves all as it is."""

    TITLE_TEXT = "Begin with"
    BINDINGS = [
        also("delete,ctrl+d", "own('delete')"),
        also("f4", "own('edit')"),
        also("pagedown", "page(1)", priority=True),
        also("pageup", "page(-1)", priority=True),
    ]

    def __init__(self, offered: Beginnings) -> None:
        super().__init__()
        self._offered = offered
        self._here = ""

    def pieces(self) -> ComposeResult:
        """The list above, the words of the line under the cursor below."""
        choices = list(self._offered.choices)
        if self._offered.has_words:
            choices.append(Choice(id=MINE, text="Save this draft as a template"))
        at = choices[0].id
        if gone := self._offered.thrown_away:  # in sight, but not where enter would take it
            choices.insert(0, Choice(id=UNDO, text=f"Bring back {gone}"))
        yield Static(Content(self._offered.why), id="why-first")
        listed = Choices(choices, at=at)
        listed.styles.max_height = max(FEWEST_LINES, len(choices))
        yield listed
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(Content(""), id="words")

    def on_choices_highlighted(self, event: Choices.Highlighted) -> None:
        """Show the words of the line under the cursor."""
        event.stop()
        self._here = event.choice.id
        template = self._template()
        words = self._offered.templates[int(self._here)][1].body if template else ""
        self.query_one("#words", Static).update(Content(words))
        self.query_one("#preview").scroll_home(animate=False)
        deeds = [_EDIT, _DELETE, _LEAVE] if template and template.own else [_LEAVE]
        self.query_one("#dialogue").border_subtitle = Content(" · ").join(deeds)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """This one."""
        event.stop()
        id = event.ids[0]
        self.dismiss(Picked(BEGIN, int(id)) if id.isdigit() else Picked(id))

    def action_own(self, what: str) -> None:
        """Edit one of the user's own, or throw it away."""
        template = self._template()
        if template and template.own:
            self.dismiss(Picked(what, int(self._here)))

    def action_page(self, by: int) -> None:
        """Read on in the words, or back."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=by * max(1, preview.size.height - 1), animate=False)

    def _template(self) -> Template | None:
        return self._offered.templates[int(self._here)][0] if self._here.isdigit() else None
