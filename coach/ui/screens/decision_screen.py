"""One past decision: as it was frozen, what came of it, and the conversation it belongs to."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.advice.questions import Choice
from coach.app.after_send import SAVE_LOG
from coach.app.closing import reminder
from coach.app.controllers import Controllers
from coach.errors import JournalError
from coach.journal.decisions import Decision, Note
from coach.journal.exports import markdown
from coach.journal.follow_up import ONLY_WORDS, TAKE_BACK, Ask, asked_next, inquiry, noted
from coach.journal.history import Telling
from coach.session.session import Session
from coach.session.typed_answers import NotUnderstoodError
from coach.ui import decision_lines
from coach.ui.base_screens import PastScreen
from coach.ui.keys import also, keys
from coach.ui.messages import Begin, Copy, OpenDecision, OpenPerson, SaveReminder, SaveText
from coach.ui.results import DELETED, done
from coach.ui.sending import save_log
from coach.ui.widgets.follow_up_card import FollowUpCard
from coach.ui.widgets.key_line import KeyLine

_LOG = "log"
_WRITE_LOG = Choice(id="write", text="Write down what happened")
_LOG_CHOICES = (_WRITE_LOG, SAVE_LOG)


class DecisionScreen(PastScreen):
    """Shows a record. What it has come due with is asked first; a number answers it."""

    BINDINGS = [
        *keys(
            *("past.leave", "decision.show", "decision.note", "decision.weigh"),
            *("decision.copy", "journal.delete"),
        ),
        *keys(
            hidden=(
                "decision.save",
                "decision.calendar",
                "decision.log",
                "decision.person",
                "decision.earlier",
                "decision.later",
                "journal",
                "help",
            )
        ),
        also("j", "scroll(1)"),
        also("k", "scroll(-1)"),
        also("g", "scroll(-9999)"),
        also("G", "scroll(9999)"),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (110, "-wide")]
    DEFAULT_CSS = """
    DecisionScreen {
        & #record { padding: 1 2; scrollbar-size-vertical: 1; }
        & #record > * { max-width: 76; height: auto; }
        & #side { width: 44; padding: 1 2 0 3; }
        & #along { margin: 1 0 0 0; }
        &.-wide #along { display: none; }
        &.-veiled #side { display: none; }
        & .message { border-left: outer $border-blurred; padding: 0 0 0 1; margin: 0 0 0 0; }
        & #beside { margin: 1 0 0 0; layout: horizontal; }
        & #beside > Static { width: 1fr; padding: 0 2 0 0; height: auto; }
        &.-narrow #beside { layout: vertical; }
        &.-narrow #beside > Static { margin: 0 0 1 0; }
    }
    """

    def __init__(self, telling: Telling, controllers: Controllers) -> None:
        super().__init__(controllers.journal)
        self._telling = telling
        self._sending = controllers.sending
        self._clock = controllers.sessions.services.clock
        self._read_date = controllers.sessions.services.dates().read
        presenter = controllers.sessions.presenter
        self._recounting = decision_lines.DecisionLines(
            presenter.verdict_names, presenter.questions
        )
        self._said: Ask | None = None
        self._veiled = telling.decision.hidden
        """Whether it shows no more than its day, as somebody may be looking on."""

    def compose(self) -> ComposeResult:
        """What is asked, the record, and the conversation at the side where there is room."""
        with Horizontal(id="panes"):
            with Vertical(id="work"):
                yield FollowUpCard()
                with VerticalScroll(id="record"):
                    yield Static(Content(""), id="head")
                    yield Static(Content(""), id="message", classes="message")
                    yield Static(Content(""), id="came")
                    with Container(id="beside"):
                        yield from (Static(Content("")) for _ in range(3))
                    yield Static(Content(""), id="along")
                    yield Static(Content(""), id="rest")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(Content.styled("This conversation\n", "$accent"))
                yield Static(Content(""), id="aside")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready to answer, or to scroll."""
        self.query_one("#work").border_title = "A decision"
        self._show()
        self._record.focus()
        if self._telling.ask:
            self.call_next(self.ask, self._telling.ask)

    def _changed(self) -> None:
        self.call_next(self._show_again)

    async def _show_again(self) -> None:
        with suppress(JournalError, KeyError):
            await self._renew(self._journal.telling(self.decision.id, self._journal.past()))

    async def _renew(self, telling: Telling) -> None:
        """Show it as it is now, notes and all, and ask what may follow."""
        self._telling = telling
        self._show()
        said, self._said = self._said, None
        following = asked_next(telling.decision, said) if said else None
        if following:
            await self.ask(following)
        elif said:
            self._asking_done()
        if said:
            self.call_after_refresh(self._show_what_came)

    def _show_what_came(self) -> None:
        """Bring into view what was just said."""
        if not self.is_attached:  # left meanwhile
            return
        self._record.scroll_to_widget(self.query_one("#came"), animate=False, top=True)

    @property
    def decision(self) -> Decision:
        """The decision that is shown."""
        return self._telling.decision

    @property
    def _record(self) -> VerticalScroll:
        return self.query_one("#record", VerticalScroll)

    # Showing

    def _show(self) -> None:
        one = self.decision
        self.set_class(self._veiled, "-veiled")
        if self._veiled:
            self._put("#head", decision_lines.veiled(one, decision_lines.VEILED))
            for each in self.query("#message, #came, #beside, #along, #rest"):
                each.display = False
            return
        self._put("#head", self._recounting.head(one))
        self._put("#message", decision_lines.message(one))
        self._put("#came", [*decision_lines.logged(one), *decision_lines.came(one)])
        columns, places = decision_lines.beside(one), self.query("#beside > Static").results(Static)
        self.query_one("#beside").display = bool(columns)
        for place, text in zip(places, columns.values(), strict=False):
            place.update(text)
        moments = decision_lines.rail(self._recounting.moments(self._telling.around, one.id))
        for each in self.query("#along, #aside").results(Static):
            each.update(moments)
        self.query_one("#along").display = len(self._telling.around) > 1
        rest = (
            decision_lines.afterwards(one),
            self._recounting.known(one),
            decision_lines.kept(one),
        )
        self._put("#rest", [line for part in rest for line in part])

    def _put(self, id: str, lines: Sequence[Content]) -> None:
        static = self.query_one(id, Static)
        static.update(Content("\n").join(lines))
        static.display = bool(lines)

    # Asking

    async def ask(self, question: Ask) -> None:
        """Ask this above the record."""
        put = inquiry(question, self.decision, self._clock.now().date())
        card = self.query_one(FollowUpCard)
        await card.ask(question, put.text, put.choices, note=put.note, at=put.at)

    async def on_follow_up_card_answered(self, event: FollowUpCard.Answered) -> None:
        """Add it to the record, or go on where there is nothing to add."""
        event.stop()
        if event.question == _LOG:
            await self._to_log(event.value)
            return
        question = Ask(event.question)
        if event.value == ONLY_WORDS:
            await self.ask(Ask.WORDS)
            return
        if event.value == TAKE_BACK:
            if done(self, lambda: self._journal.take_back(self.decision.id)):
                await self._show_again()
                await self.ask(question)
            return
        if question is Ask.OUTCOME and (on := self._journal.going_on(self.decision, event.value)):
            self._go_on(on, event.value)
            return
        try:
            note = self._noted(question, event.value)
        except NotUnderstoodError as error:
            put = inquiry(question, self.decision)
            await self.query_one(FollowUpCard).ask(question, put.text, (), note=str(error))
            return
        self._said = question
        if note is None:
            await self._renew(replace(self._telling, ask=None))
        else:
            done(self, lambda: self._journal.note(self.decision.id, note))

    def _noted(self, question: Ask, value: str) -> Note | None:
        return noted(question, value, self._clock.now(), self._read_date, self.decision)

    def _go_on(self, session: Session, value: str) -> None:
        """Note what is known now, and enter the next session."""
        note = self._noted(Ask.OUTCOME, value)
        self._asking_done()
        if note and done(self, lambda: self._journal.note(self.decision.id, note)):
            self.post_message(Begin(session))

    def on_follow_up_card_left(self, event: FollowUpCard.Left) -> None:
        """It stays open."""
        event.stop()
        self._asking_done()

    def _asking_done(self) -> None:
        self.query_one(FollowUpCard).done()
        self._record.focus()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody who was in danger is asked to judge what they decided."""
        if action == "weigh" and self.decision.session.in_danger:
            return False
        if action == "show":
            return self._veiled
        return super().check_action(action, parameters)

    def action_show(self) -> None:
        """Show what is kept out of sight."""
        self._veiled = False
        self._show()
        self.refresh_bindings()

    async def action_note(self) -> None:
        """Say how it turned out."""
        await self.ask(Ask.OUTCOME)

    async def action_weigh(self) -> None:
        """Judge the choice apart from its luck."""
        await self.ask(Ask.WELL_DECIDED)

    async def action_log(self) -> None:
        """The log of what happened: add to it, or save it as a file."""
        await self.query_one(FollowUpCard).ask(_LOG, "Log of what happened", _LOG_CHOICES)

    async def _to_log(self, value: str) -> None:
        if value == _WRITE_LOG.id:
            note = "Date, time, what happened, who saw it."
            await self.query_one(FollowUpCard).ask(_LOG, "What happened?", (), note=note)
        elif value == SAVE_LOG.id:
            self._asking_done()
            save_log(self, self._sending, self.decision)
        else:
            self._asking_done()
            if value:
                done(self, lambda: self._journal.log(self.decision.id, value))

    def action_copy(self) -> None:
        """The whole record, as Markdown."""
        self.post_message(Copy(markdown([self.decision])))

    def action_save(self) -> None:
        """The whole record, as a file."""
        one = self.decision
        name = " ".join(part for part in (one.session.person, one.session.topic) if part)
        self.post_message(SaveText(name or "A decision", markdown([one])))

    def action_calendar(self) -> None:
        """Its next date, as a file for a calendar."""
        if (entry := reminder(self.decision)) is not None:
            self.post_message(SaveReminder(entry))
        else:
            self.notify("This decision has no date to save.", markup=False)

    def action_delete(self) -> None:
        """Delete it; the journal can bring it back."""
        if done(self, lambda: self._journal.delete(self.decision.id)):
            self.app.notify(DELETED, timeout=4, markup=False)
            self.dismiss()

    def action_person(self) -> None:
        """All that is known of them."""
        if self.decision.session.person:
            self.post_message(OpenPerson(self.decision.session.person))

    def action_turn(self, by: int) -> None:
        """The decision before or after in this conversation."""
        ids = [each.id for each in self._telling.around]
        at = ids.index(self.decision.id) + by if self.decision.id in ids else -1
        if 0 <= at < len(ids):
            self.post_message(OpenDecision(ids[at]))

    def on_click(self, event: events.Click) -> None:
        """Another decision of this conversation, on the rail."""
        id = event.style.meta.get("moment")
        if isinstance(id, str) and id not in ("", self.decision.id):
            self.post_message(OpenDecision(id))

    def action_scroll(self, by: int) -> None:
        """Scroll a line."""
        self._record.scroll_relative(y=by, animate=False)
