"""After a session: what comes next, and what may still be done."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from coach.app.after_send import AfterStep, after_page
from coach.app.closing import reminder
from coach.app.controllers import Controllers
from coach.journal.decisions import Decision
from coach.session.guidance import Guidance
from coach.ui.keys import also, keys
from coach.ui.messages import SaveReminder
from coach.ui.results import done
from coach.ui.sending import save_log
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.page_pane import PagePane, asked, drawn


class AfterSendScreen(Screen[None]):
    """Says what comes next, and hands over steps, a date for the calendar, and a log."""

    DEFAULT_CSS = """
    AfterSendScreen {
        & #page > .apart { margin: 1 0 0 0; }
        & #page > Choices { margin: 1 0; }
    }
    """

    BINDINGS = [*keys("past.leave", "journal", "help"), also("q", "leave")]

    @dataclass
    class Left(Message):
        """The user is done with this decision, or wants to see its record."""

        decision: Decision
        to_record: bool = False

    def __init__(self, decision: Decision, guidance: Guidance, controllers: Controllers) -> None:
        super().__init__()
        self._decision = decision
        self._guidance = guidance
        self._controllers = controllers
        self._entries: list[str] = []
        self._step = AfterStep.NEXT

    def compose(self) -> ComposeResult:
        """One pane."""
        with Vertical(id="work") as work:
            work.border_title = "Decision saved"
            yield PagePane(*self._pieces(), id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to choose."""
        self._pane.focus_first()

    @property
    def _pane(self) -> PagePane:
        return self.query_one("#page", PagePane)

    def _pieces(self) -> list[Widget]:
        page = after_page(self._step, self._decision, self._guidance, self._entries)
        field = [Input(placeholder="Date, time, what happened, who saw it (enter)")]
        return [
            asked(page.ask),
            *drawn(page.lines),
            *(field if page.writes else []),
            Choices(page.choices),
            *drawn(page.below),
        ]

    async def _show(self, step: AfterStep) -> None:
        self._step = step
        await self._pane.show(iter(self._pieces()))

    async def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The line that was picked."""
        event.stop()
        match event.ids[0]:
            case "calendar":
                if (entry := reminder(self._decision)) is not None:
                    self.post_message(SaveReminder(entry))
            case "save_log":
                save_log(self, self._controllers.sending, self._decision)
            case "done" | "record" as picked:
                self.post_message(self.Left(self._decision, picked == "record"))
            case step:
                await self._show(AfterStep(step))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """One more entry."""
        event.stop()
        if text := event.value.strip():
            if done(self, lambda: self._log(text)):
                self._entries.append(text)
            await self._show(AfterStep.LOG)

    def _log(self, text: str) -> None:
        self._decision = self._controllers.journal.log(self._decision.id, text)

    async def action_leave(self) -> None:
        """Back to the first page, or done."""
        if self._step is AfterStep.NEXT:
            self.post_message(self.Left(self._decision))
        else:
            await self._show(AfterStep.NEXT)
