"""One past decision, whole: what was known, decided, said, and how it turned out."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from coach.domain import walk
from coach.domain.questions import Question, spoken_date
from coach.domain.record import Decision
from coach.domain.vocabulary import Ending
from coach.ui.keys import keys


class DecisionScreen(Screen[None]):
    """Shows a record as it was frozen, and the notes added since."""

    BINDINGS = [
        *keys("decision.note", "leave", "help"),
        Binding("q", "leave", "Back", show=False),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
    ]

    class NoteWanted(Message):
        """The user wants to say how it turned out."""

        def __init__(self, decision: Decision) -> None:
            super().__init__()
            self.decision = decision

    def __init__(
        self,
        decision: Decision,
        questions: Mapping[str, Question],
        verdicts: Mapping[str, str],
        outcomes: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._decision = decision
        self._questions = questions
        self._verdicts = verdicts
        self._outcomes = outcomes

    def compose(self) -> ComposeResult:
        """One column to scroll."""
        with Vertical(id="work"), VerticalScroll(id="record"):
            yield Static(Content(""), id="text")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one("#work").border_title = "A decision"
        self.renew(self._decision)
        self.query_one("#record").focus()

    def renew(self, decision: Decision) -> None:
        """Show it as it is now, notes and all."""
        self._decision = decision
        text = Content("\n").join(self._parts(decision))
        self.query_one("#text", Static).update(text)

    def _parts(self, decision: Decision) -> list[Content]:
        session = decision.session
        whom = " · ".join(part for part in (session.person, session.topic) if part)
        parts = [Content.styled(f"{whom or 'A conversation'}", "bold")]
        parts.append(_quiet(f"{spoken_date(decision.decided.date())}, {decision.decided:%H:%M}"))
        parts += self._heading("Decided")
        parts.append(Content(self._verdicts.get(decision.verdict, decision.verdict)))
        if session.overrule:
            told = decision.assessment.verdict.text
            parts.append(Content(f"The coach had said: {told} You: {session.overrule.reason}"))
        parts.append(Content(decision.assessment.reason))
        if session.hold_overridden:
            parts.append(_quiet("Gone on without the pause that was offered."))
        parts += self._sent(decision)
        parts += self._heading("Next")
        on = f"{spoken_date(decision.next_on)}: " if decision.next_on else ""
        parts.append(Content(f"{on}{decision.next_step}"))
        parts += [Content(line) for line in walk.plan_lines(decision.assessment.plan)[1:]]
        parts += self._notes(decision)
        parts += self._answers(decision)
        parts.append(_quiet(f"\nGuidance {decision.guidance}, program {decision.program}."))
        return parts

    def _sent(self, decision: Decision) -> list[Content]:
        if decision.ending is not Ending.SENT or decision.sent is None:
            return [*self._heading("Nothing was sent"), _quiet("On purpose.")]
        sent = decision.sent
        when = f"{spoken_date(sent.at.date())}, {sent.at:%H:%M}"
        head = self._heading(f"Sent by {sent.channel}, {when}")
        subject = [Content.styled(sent.subject, "bold")] if sent.subject else []
        return [*head, *subject, Content(sent.body)]

    def _notes(self, decision: Decision) -> list[Content]:
        if not decision.notes:
            return [*self._heading("How it turned out"), _quiet("Not said yet: n")]
        lines = self._heading("How it turned out")
        for note in decision.notes:
            outcome = self._outcomes.get(note.outcome, "") if note.outcome else ""
            said = " ".join(part for part in (outcome and f"{outcome}.", note.text) if part)
            lines.append(Content(f"{spoken_date(note.at.date())}: {said}"))
        return lines

    def _answers(self, decision: Decision) -> list[Content]:
        lines = self._heading("What you knew")
        situation = decision.session.situation
        for id, value in decision.session.answers.items():
            question = self._questions.get(id)
            if question is None or id in ("person", "topic"):
                continue
            lines.append(_quiet(question.wording(situation)))
            lines.append(Content(question.text_of(value)))
        return lines

    def _heading(self, text: str) -> list[Content]:
        return [Content(""), Content.styled(text, "$accent")]

    def action_note(self) -> None:
        """Say how it turned out."""
        self.post_message(self.NoteWanted(self._decision))

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one("#record").scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one("#record").scroll_up(animate=False)


def _quiet(text: str) -> Content:
    return Content.styled(text, "$foreground-muted")
