"""The walk: one stalled conversation through pause, assess, draft and send."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from coach.advice.questions import AnswerKind
from coach.app.services import Services
from coach.journal.decisions import Person, Summary
from coach.session import flow
from coach.session.session import TEN_MINUTES, Session, tomorrow_morning
from coach.ui import session_panes
from coach.ui.draft_keys import Drafting
from coach.ui.keys import keys
from coach.ui.messages import Become, Finish, HandOver, Read, Want, Wish
from coach.ui.session_panes import Memory, SessionPanes
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.pause_pane import PausePane
from coach.ui.widgets.question_card import QuestionCard
from coach.ui.widgets.recommendation_view import RecommendationPane
from coach.ui.widgets.stepper import Stepper
from coach.vocabulary import Step

if TYPE_CHECKING:
    from coach.app.closing import Way
    from coach.ui.widgets.draft_pane import DraftPane
    from coach.ui.widgets.send_pane import SendPane


class SessionScreen(Drafting):
    """Shows the session it is given and says what it should become."""

    BINDINGS = [
        *keys("walk.next", "walk.back", "read", "walk.unsafe", "leave"),
        *keys(
            hidden=(
                "help",
                "journal",
                "walk.overrule",
                "draft.templates",
                "draft.editor",
                "draft.eye",
                "draft.copy",
                "draft.next_finding",
                "draft.previous_finding",
                "draft.apply",
                "draft.keep",
                "send.file",
            )
        ),
    ]

    session: reactive[Session | None] = reactive(None, init=False)
    """The walk as it stands."""

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__()
        self._services = services
        self._always = services.settings.keep
        self._panes = SessionPanes(services, lambda: self._walk, lambda: self._always)
        self._memory = Memory()
        self._shown: tuple[object, ...] = ()
        self._came_from: Widget | None = None
        self.set_reactive(SessionScreen.session, session)

    def compose(self) -> ComposeResult:
        """A line on top, the work, what was said so far, the footer."""
        with Horizontal(id="top"):
            yield Stepper()
            yield Static(Content(""), id="whom")
        with Horizontal(id="panes"):
            yield Container(id="work")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(Content(""), id="so-far")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the first thing."""
        await self._show()

    async def watch_session(self, before: Session | None, now: Session | None) -> None:
        """Show what the session has become; the desk shows its own words already."""
        if self.is_mounted and not (self.has_class("-desk") and _same_but_words(before, now)):
            await self._show()

    def remember(self, summaries: tuple[Summary, ...], people: tuple[Person, ...]) -> None:
        """What the journal knows, for names to offer and earlier decisions to show."""
        self._memory = Memory(summaries, people)
        for card in self.query(QuestionCard):
            card.offer(self._memory.names)

    # What is shown

    @property
    def _now(self) -> datetime:
        return self._services.clock.now()

    @property
    def _walk(self) -> Session:
        return cast(Session, self.session)

    def _view(self) -> flow.View:
        return flow.view(self._services.guidance, self._walk, self._now)

    async def _show(self) -> None:
        session, view = self._walk, self._view()
        self.query_one(Stepper).step = session.step
        whom = " · ".join(part for part in (session.person, session.topic) if part)
        self.query_one("#whom", Static).update(Content(whom))
        self.query_one("#so-far", Static).update(
            session_panes.so_far(self._services.guidance, session)
        )
        shown = session_panes.identity(view, session, self._now)
        if shown == self._shown:
            for card in self.query(QuestionCard):
                card.listen()
            return
        self._shown = shown
        work = self.query_one("#work", Container)
        async with self.batch():
            await work.remove_children()
            await work.mount(self._panes.pane(view, self._memory))
        work.border_title = session_panes.title(view, session)
        work.border_subtitle = session_panes.tools(view)
        self.set_class(isinstance(view, flow.DraftView), "-desk")

    # What the pieces say

    def _become(self, session: Session) -> None:
        """Be this at once, so that a quick next key builds on it, and say so."""
        self.session = replace(session, touched=self._now)
        self.post_message(Become(self._walk))

    def on_question_card_answered(self, event: QuestionCard.Answered) -> None:
        """An answer leads on."""
        guidance = self._services.guidance
        self._become(flow.answer(guidance, self._walk, event.question.id, event.value))

    def on_question_card_skipped(self) -> None:
        """On without an answer, where that may be."""
        view = self._view()
        if isinstance(view, flow.QuestionView) and self._walk.step is Step.PAUSE:
            cleared = self._walk.unanswer(view.question.id).typing(view.question.id, "")
            self._become(flow.forward(self._services.guidance, cleared, self._now))

    def on_question_card_typing(self, event: QuestionCard.Typing) -> None:
        """Keep what is typed, and stay."""
        if event.question.kind in (AnswerKind.TEXT, AnswerKind.LONG_TEXT):
            self._become(self._walk.answer(event.question.id, event.text))
        else:
            self._become(self._walk.typing(event.question.id, event.text))

    def on_question_card_mistyped(self, event: QuestionCard.Mistyped) -> None:
        """Keep what was typed, and stay."""
        self._become(self._walk.mistype(event.question.id, event.text))

    async def on_pause_pane_picked(self, event: PausePane.Picked) -> None:
        """A pause, or not."""
        now = self._now
        match event.what:
            case "ten":
                self._become(self._walk.hold_until(now + TEN_MINUTES, now))
            case "tomorrow":
                self._become(self._walk.hold_until(tomorrow_morning(now), now))
                self.post_message(Want(Wish.HOME))
            case "unsendable":
                self.post_message(Want(Wish.UNSENDABLE))
            case _:
                await self.action_next()

    async def on_pause_pane_time_has_come(self) -> None:
        """Ask how it is now."""
        await self._show()

    def on_recommendation_pane_reconsider(self, event: RecommendationPane.Reconsider) -> None:
        """Back to one answer."""
        self._become(flow.change(self._services.guidance, self._walk, event.fact))

    def on_draft_pane_wrote(self, event: "DraftPane.Wrote") -> None:
        """The words are these now."""
        kept = self._walk.draft.kept
        self._become(replace(self._walk, draft=replace(event.draft, kept=kept)))

    def on_send_pane_rated(self, event: "SendPane.Rated") -> None:
        """How strong it feels before it leaves."""
        self._become(self._walk.rate_again(event.strength))

    def on_send_pane_held(self, event: "SendPane.Held") -> None:
        """A pause before it leaves; a long one is waited out elsewhere."""
        now = self._now
        self._become(self._walk.hold_until(event.until, now))
        if event.until - now > TEN_MINUTES:
            self.post_message(Want(Wish.HOME))

    def on_send_pane_leaves(self, event: "SendPane.Leaves") -> None:
        """The words go out of here."""
        self._hand_over(event.way, event.program)

    def on_send_pane_ended(self, event: "SendPane.Ended") -> None:
        """Put down."""
        self.post_message(Finish(event.end))

    def on_send_pane_returned(self, event: "SendPane.Returned") -> None:
        """Back to the words or the verdict; or to who wrote last, with their answer."""
        if event.answered:
            from coach.app.closing import with_answer

            self._become(with_answer(self._services.guidance, self._walk))
        else:
            self._become(flow.back(self._services.guidance, self._walk, self._now))

    # Keys

    async def action_next(self) -> None:
        """On: settle the question, or take the next step."""
        view = self._view()
        if isinstance(view, flow.QuestionView):
            self.query_one(QuestionCard).settle()
        elif last := self._last_look():
            await last.settle()
        else:
            self._become(flow.forward(self._services.guidance, self._walk, self._now))

    async def action_previous(self) -> None:
        """Back, with everything kept."""
        last = self._last_look()
        if not (last and await last.back()):
            self._become(flow.back(self._services.guidance, self._walk, self._now))

    def _last_look(self) -> "SendPane | None":
        if self._walk.step is not Step.SEND:
            return None
        from coach.ui.widgets.send_pane import SendPane

        found = self.query(SendPane)
        return found.first() if found else None

    def action_unsafe(self) -> None:
        """Straight to the safety advice, from anywhere; pressing it again changes nothing."""
        self._become(flow.to_safety(self._walk))

    def action_overrule(self) -> None:
        """Decide otherwise."""
        if isinstance(self._view(), flow.AdviceView):
            self.post_message(Want(Wish.OVERRULE))

    async def action_leave(self) -> None:
        """One level back: from the reading, a list of the last look, the findings; else home."""
        if pane := self.query("#reading"):
            await pane.remove()
            self.remove_class("-reading")
            if self._came_from is not None and self._came_from.is_attached:
                self._came_from.focus()
            return
        last, desk = self._last_look(), self.desk()
        if (last and await last.back()) or (desk and desk.returns()):
            return
        self.post_message(Want(Wish.HOME))

    async def action_read(self) -> None:
        """Open the section that belongs to this moment: beside the work where there is room."""
        place = session_panes.reading(self._services.guidance, self._view(), self.finding())
        if not self.has_class("-wide"):
            self.post_message(Read(place))
            return
        from coach.ui.widgets.article_pane import ArticlePane

        if self.query("#reading"):
            pane = self.query_one("#reading", ArticlePane)
        else:
            self._came_from = self.focused
            pane = ArticlePane(self._services.guidance.shelf, self._services.marks(), id="reading")
            self.add_class("-reading")
            await self.query_one("#panes").mount(pane)
        if pane.open(place):
            pane.focus_text()
        else:
            await pane.remove()
            self.remove_class("-reading")
            self.post_message(Read(place))

    def action_copy(self) -> None:
        """Copy the message."""
        from coach.app.closing import Way

        self._hand_over(Way.COPY)

    def action_hand_over(self) -> None:
        """Save it as a file: for a mail program where it is a mail."""
        from coach.app.closing import Way, ways

        self._hand_over(Way.FILE if Way.FILE in ways(self._walk.channel) else Way.TEXT)

    def _hand_over(self, way: "Way", program: str = "") -> None:
        """Let the words leave, unless something stands against it."""
        if blocked := self._panes.standing().blocked:
            self.notify(blocked, severity="warning", timeout=8, markup=False)
        else:
            self.post_message(HandOver(way, program))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the draft only where there is a draft."""
        if action in ("finding", "apply", "keep", "templates", "editor", "eye"):
            return self._walk.step is Step.DRAFT
        if action == "overrule":
            return self._walk.step is Step.ASSESS
        if action in ("copy", "hand_over"):
            return self._walk.step in (Step.DRAFT, Step.SEND)
        return True


def _same_but_words(before: Session | None, now: Session | None) -> bool:
    """Whether nothing but the draft, and the time of it, differs."""
    if before is None or now is None:
        return False
    return replace(before, draft=now.draft, touched=now.touched) == now
