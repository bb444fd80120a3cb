"""One of the user's own templates, to be changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from coach.session.templates import FIELDS, Template, lone_brace, unknown_fields
from coach.ui.dialogs.dialog import Dialog
from coach.ui.keys import also
from coach.ui.widgets.lines import clickable


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
        yield TextArea(template.body, highlight_cursor_line=False, tab_behavior="focus")

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
        return "Give it a name and some text."
    text = f"{template.title}\n{template.subject}\n{template.body}"
    if unknown := unknown_fields(text):
        return f"{{{unknown[0]}}} is not a known field. Use the names above."
    if lone_brace(text) is not None:
        return "To write a brace, type it twice: {{ or }}."
    return ""
