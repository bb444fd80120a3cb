"""One question about what came of a decision, to be answered by a number or left."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from coach.advice.questions import Choice
from coach.ui.keys import also, keys
from coach.ui.messages import Turned
from coach.ui.widgets.choices import Choices


class FollowUpCard(Vertical):
    """Hidden until it asks. Says what was ``Answered``, or that it was ``Left`` open."""

    BINDINGS = [
        *keys("decision.leave_open"),
        also("ctrl+n", "settle"),
    ]

    DEFAULT_CSS = """
    FollowUpCard {
        height: auto; display: none; padding: 1 2 0 2;
        & > .ask { text-style: bold; height: auto; max-width: 76; }
        & > .note { color: $foreground-muted; height: auto; max-width: 76; }
        & > Choices { margin: 1 0 0 0; }
        & > Input {
            border: none; height: 1; padding: 0 1; margin: 1 0 0 0; background: $panel;
            max-width: 76;
            &:focus { border: none; }
        }
    }
    """

    @dataclass
    class Answered(Message):
        """To this question this was answered: a choice's id, or what was typed."""

        question: str
        value: str

    @dataclass
    class Left(Message):
        """The question was left open."""

        question: str

    question = ""
    """What is being asked now; empty when nothing is."""

    def compose(self) -> ComposeResult:
        """The question and what it means; the answers come with it."""
        yield Static(Content(""), classes="ask")
        yield Static(Content(""), classes="note")

    async def ask(
        self, question: str, text: str, choices: Sequence[Choice], *, note: str = "", at: str = ""
    ) -> None:
        """Ask this, the choice ``at`` lit first; without choices something is typed.

        A key held since the question before doesn't answer this one.
        """
        self.post_message(Turned())
        self.question = ""  # what still comes from the field that goes is no answer to this
        self.query_one(".ask", Static).update(Content(text))
        quiet = self.query_one(".note", Static)
        quiet.update(Content(note))
        quiet.display = bool(note)
        await self.query("Choices, Input").remove()
        answer = (
            Choices(choices, at=at)
            if choices
            else Input(placeholder="enter to continue · esc to skip")
        )
        await self.mount(answer)
        self.question = question
        self.display = True
        answer.focus()

    def done(self) -> None:
        """Nothing is asked any more."""
        self.question = ""
        self.display = False

    def on_choices_highlighted(self, event: Choices.Highlighted) -> None:
        """Nothing to show for it."""
        event.stop()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A number, enter or a click."""
        event.stop()
        self._answer(event.choices, event.ids[0])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed."""
        event.stop()
        self._answer(event.input, event.value.strip())

    def _answer(self, field: object, value: str) -> None:
        """Say it, unless a held key answers what is asked no more."""
        if self.question and field in self.children:
            self.post_message(self.Answered(self.question, value))

    async def action_settle(self) -> None:
        """Go on with what is typed or under the cursor."""
        for field in self.query(Input):
            await field.action_submit()
        for choices in self.query(Choices):
            choices.settle()

    def action_leave_open(self) -> None:
        """Leave it open."""
        asked = self.question
        self.done()
        self.post_message(self.Left(asked))
