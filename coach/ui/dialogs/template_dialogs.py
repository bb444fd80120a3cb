"""With what to begin: the templates that fit, a blank page; and one of one's own, changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from coach.advice.questions import Choice
from coach.app.draft_controller import MINE, UNDO, Beginnings
from coach.session.templates import FIELDS, Template, lone_brace, unknown_fields
from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.textual_workarounds import ProseField
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
            choices.insert(0, Choice(id=UNDO, text=f"Restore {gone}"))
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


class OwnTemplateDialog(Dialog[Template | None]):
    """Its name, subject and words. Returns it as changed; None leaves it as it was."""

    TITLE_TEXT = "Your template"
    TALL = True
    BINDINGS = [also("ctrl+n", "keep")]

    DEFAULT_CSS = """
    OwnTemplateDialog {
        & .name { color: $foreground-muted; }
        & Input { border: none; height: 1; padding: 0; margin: 0 0 1 0; background: $panel; }
        & .wrong { color: $error; height: auto; display: none; }
    }
    """

    def __init__(self, template: Template, fields: Mapping[str, str] = FIELDS) -> None:
        super().__init__()
        self._template = template
        self._fields = fields

    def pieces(self) -> ComposeResult:
        """Three fields, and what may stand in braces."""
        template = self._template
        yield Static("Name", classes="name")
        yield Input(template.title, id="title", select_on_focus=False)
        yield Static("Subject (optional)", classes="name")
        yield Input(template.subject, id="subject", select_on_focus=False)
        told = ", ".join(f"{{{field}}} {what}" for what, field in self._named())
        yield Static(Content(f"Filled in for you: {told}."), classes="name")
        yield Static(Content(""), classes="wrong")
        yield ProseField(template.body)

    def _named(self) -> Iterable[tuple[str, str]]:
        """What can be filled in, each fact by the first field that has it."""
        first: dict[str, str] = {}
        for field, what in self._fields.items():
            first.setdefault(what, field)
        return first.items()

    def ready(self) -> None:
        """Ready to write."""
        keeps = clickable("ctrl+n to save", "screen.keep")
        leaves = clickable("esc to cancel", "screen.cancel")
        self.query_one("#dialogue").border_subtitle = Content(" · ").join([keeps, leaves])
        self.query_one(TextArea).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next field."""
        event.stop()
        self.focus_next()

    def action_keep(self) -> None:
        """Keep it, unless something in it could not be read again."""
        changed = replace(
            self._template,
            title=self.query_one("#title", Input).value.strip(),
            subject=self.query_one("#subject", Input).value.strip(),
            body=self.query_one(TextArea).text.strip(),
        )
        if wrong := _wrong(changed):
            line = self.query_one(".wrong", Static)
            line.update(Content(wrong))
            line.display = True
        else:
            self.dismiss(changed)


def _wrong(template: Template) -> str:
    """What keeps it from being a template, in a sentence; empty where nothing does."""
    if not template.title or not template.body:
        return "Give the template a name and some text."
    text = f"{template.title}\n{template.subject}\n{template.body}"
    if unknown := unknown_fields(text):
        return f"{{{unknown[0]}}} isn't a known field. Use the names above."
    if lone_brace(text) is not None:
        return "To write a brace, type it twice: {{ or }}."
    return ""
