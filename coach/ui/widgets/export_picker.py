"""Asking what is to be taken out of the journal: which decisions, in which form."""

from dataclasses import dataclass, field

from textual.message import Message

from coach.journal.exports import Form
from coach.ui.widgets.chooser import ChooserEntry
from coach.ui.widgets.picker import Picker

_SHOWN, _ALL = "shown", "all"
_REPLACED = "names replaced"
_FORMS = {
    Form.MARKDOWN: "Markdown, to read or print",
    Form.CSV: "CSV, for a spreadsheet",
    Form.JSON: "JSON, to import again",
}
_NOTE = "A new file, in the folder for saved files."


class Exporter(Picker):
    """Asks in one step, or in two where only some are shown, and says what is ``Wanted``."""

    @dataclass
    class Wanted(Message):
        """Take out all of them, or those shown, in this form, with their names or without."""

        form: Form
        everything: bool = field(kw_only=True)
        redacted: bool = field(kw_only=True)

    def __init__(self) -> None:
        super().__init__()
        self._everything = True
        self._all = 0

    def begin(self, all_: int, shown: int) -> None:
        """Ask for which of them; ``shown`` is how many the list is narrowed to."""
        self._all = all_
        if shown == all_:
            self._ask_for_form(_ALL)
            return
        entries = [
            ChooserEntry(f"The {shown:,} shown now" if shown > 1 else "The one shown now", _SHOWN),
            ChooserEntry(f"All {all_:,}", _ALL),
        ]
        self.offer("which", "Export", entries if shown else entries[1:])

    def on_picker_picked(self, event: Picker.Picked) -> None:
        """Which, then how."""
        event.stop()
        if event.kind == "which":
            self._ask_for_form(event.value)
            return
        form, _, redacted = event.value.partition(" ")
        self.close()
        self.post_message(
            self.Wanted(Form(form), everything=self._everything, redacted=bool(redacted))
        )

    def _ask_for_form(self, which: str) -> None:
        self._everything = which == _ALL
        whole = f"Export all {self._all:,}" if self._all > 1 else "Export the one decision"
        title = whole if self._everything else "Export what is shown"
        entries = [
            *(ChooserEntry(text, str(form)) for form, text in _FORMS.items()),
            *(ChooserEntry(text, f"{form} -", aside=_REPLACED) for form, text in _FORMS.items()),
        ]
        self.offer("form", title, entries, note=_NOTE)
