"""The session: one stalled conversation through pause, assess, draft and send."""

from dataclasses import replace
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from coach.advice.questions import Choice
from coach.app import safety_pages
from coach.app.closing import Way, ways
from coach.app.controllers import Controllers
from coach.app.draft_review import DraftReview
from coach.app.pages import (
    AdvicePage,
    DraftPage,
    Page,
    PausePage,
    QuestionPage,
    SafetyPage,
    SendPage,
)
from coach.app.presenter import reading
from coach.app.send_steps import Ended, Held, Leaves
from coach.app.session_pages import LEAVE_CLOSED, SAFETY_ADVICE
from coach.errors import JournalError
from coach.journal.conversations import Conversation
from coach.review.checks import Issue
from coach.session.kept_issues import Scope
from coach.session.session import Draft, Session
from coach.ui.dialogs.dialog import PickDialog
from coach.ui.dialogs.draft_dialogs import DraftDialogs, scope_dialog
from coach.ui.dialogs.session_dialogs import OverruleDialog
from coach.ui.keys import keys, live
from coach.ui.messages import Finished, GoHome, Read, SettingChanged, Turned
from coach.ui.results import done, tried
from coach.ui.sending import Sending
from coach.ui.side_article import ReadingBeside
from coach.ui.widgets.draft_pane import DraftPane
from coach.ui.widgets.key_line import KeyLine
from coach.ui.widgets.lines import clickable, quiet
from coach.ui.widgets.question_card import QuestionCard
from coach.ui.widgets.send_pane import SendPane
from coach.ui.widgets.session_panes import PausePane, RecommendationPane, SafetyPane, Stepper
from coach.vocabulary import Severity, Step

_DRAFT_ACTIONS = frozenset({"finding", "apply", "keep", "templates", "editor", "eye"})
_SEND_ACTIONS = frozenset({"copy", "hand_over"})


class SessionScreen(Screen[None]):
    """Draws the pages of the session and hands what is answered to its controller."""

    BINDINGS = [
        *keys("walk.next", "walk.back", "walk.unsafe", "read", "leave"),
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

    def __init__(self, controllers: Controllers) -> None:
        super().__init__()
        self._controllers = controllers
        self._sessions = controllers.sessions
        self._dialogs = DraftDialogs(self, controllers)
        self._sending = Sending(self, controllers)
        self._page: Page | None = None
        self._before = self._sessions.current
        self._beside = ReadingBeside(self, controllers.reading)
        self._cursor = 0

    def compose(self) -> ComposeResult:
        """A line on top, the work, what was said so far, the line of keys."""
        with Horizontal(id="top"):
            yield Stepper()
            yield Static(Content(""), id="whom")
        with Horizontal(id="panes"):
            yield Container(id="work")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(Content(""), id="so-far")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show the first page, and each that follows."""
        self._ends_listening = self._sessions.listen(self._changed)
        await self._show()

    def on_unmount(self) -> None:
        """What happens to the session from now on is not shown here."""
        self._ends_listening()

    def remember(self) -> None:
        """Names were met before; offer them where a name is asked."""
        for card in self.query(QuestionCard):
            card.offer(self._sessions.memory.names)
        self._meet()

    # What is shown

    def _changed(self, session: Session) -> None:
        """Show what the session has become; the draft's pane shows its own words already."""
        before, self._before = self._before, session
        self._meet()
        if not (self.has_class("-desk") and _same_but_draft(before, session)):
            self.call_next(self._show)
        if before.step is not session.step is Step.DRAFT and not session.draft.body:
            self.call_after_refresh(self._choose_template)

    def _meet(self) -> None:
        """Where the conversation with them was closed before, ask first."""
        if self._sessions.session and (met := self._sessions.met()) is not None:
            self._ask_to_reopen(met)

    def renew(self) -> None:
        """Another session goes on here: draw all of it anew."""
        self._cursor = 0
        self._page, self._before = None, self._sessions.current
        self.call_next(self._show)

    async def _show(self) -> None:
        session = self._sessions.session
        if session is None or not self.is_attached:
            return
        page = self._sessions.page()
        stepper = self.query_one(Stepper)
        stepper.step, stepper.display = session.step, not session.in_danger
        named = () if session.discreet else (session.person, session.topic)
        whom = " · ".join(part for part in named if part)
        self.query_one("#whom", Static).update(_way_back(Content(whom), session, page))
        self.query_one("#so-far", Static).update(_so_far(self._sessions.presenter.so_far(session)))
        if self._page is not None and _same_pane(self._page, page):
            for card in self.query(QuestionCard):
                card.listen()
            if isinstance(page, SendPage):
                await self._has_left(page)
            return
        if isinstance(page, QuestionPage):
            self.post_message(Turned())
        self._page = page
        if desk := self.desk():
            self._cursor = desk.at
        work = self.query_one("#work", Container)
        async with self.batch():
            await work.remove_children()
            await work.mount(self._pane(page))
        work.border_title = page.title
        work.border_subtitle = _tools(
            page,
            live(self, page.hint, "walk.back"),
            live(self, "ctrl+o to decide differently", "walk.overrule"),
        )
        self.set_class(isinstance(page, DraftPage), "-desk")

    async def _has_left(self, page: SendPage) -> None:
        """The message was copied or saved just now: what comes next is lit, not the same again."""
        before, self._page = self._page, page
        if isinstance(before, SendPage) and before.at != page.at:
            for pane in self.query(SendPane):
                await pane.has_left(page)

    def _pane(self, page: Page) -> Widget:
        sessions, sending = self._sessions, self._controllers.sending
        match page:
            case QuestionPage():
                dates = sessions.services.dates()
                today, names = sessions.now.date(), sessions.memory.names
                return QuestionCard(page, today=today, read_date=dates.read, known_people=names)
            case PausePage():
                return PausePane(page, sessions.services.clock.now)
            case SafetyPage():
                return SafetyPane(page)
            case AdvicePage():
                return RecommendationPane(page)
            case DraftPage():
                judged = partial(self._judged, page)
                return DraftPane(page, judged, sessions.scopes, self._cursor)
            case SendPage():
                return SendPane(page, sending.beside, sending.programs)
        raise AssertionError(page)

    def _judged(self, page: DraftPage, draft: Draft) -> DraftReview:
        """What stands against this draft; of a session that has ended, what stood against it."""
        return self._sessions.review(draft) if self._sessions.session else page.review

    @work
    async def _ask_to_reopen(self, met: Conversation) -> None:
        """Whether a conversation that was closed is to be opened again."""
        try:
            page = self._sessions.reopening(met)
        except JournalError:
            return
        lines = [each.text for each in page.lines]
        asks = PickDialog(page.title, lines, page.choices, otherwise=page.at, note=page.ask)
        picked = await self.app.push_screen_wait(asks)
        if self._sessions.session is None:
            return
        if picked == SAFETY_ADVICE:
            self._sessions.to_safety()
        elif picked == LEAVE_CLOSED and done(self, self._sessions.drop):
            self.post_message(GoHome(met.closed.id if met.closed else ""))

    # Questions, pause, recommendation

    def on_question_card_answered(self, event: QuestionCard.Answered) -> None:
        """An answer leads on."""
        self._sessions.answer(event.question, event.value)

    def on_question_card_skipped(self) -> None:
        """On without an answer, where that may be."""
        self._sessions.skip()

    def on_question_card_typing(self, event: QuestionCard.Typing) -> None:
        """Keep what is typed, and stay."""
        self._sessions.typing(event.question, event.text)

    def on_question_card_mistyped(self, event: QuestionCard.Mistyped) -> None:
        """Keep what was typed, and stay."""
        self._sessions.mistype(event.question, event.text)

    def on_pause_pane_picked(self, event: PausePane.Picked) -> None:
        """A pause, or not."""
        if event.what == "unsendable":
            self.run_worker(self._dialogs.write_privately())
        elif self._sessions.pause(event.what):
            self.post_message(GoHome())

    async def on_pause_pane_time_has_come(self) -> None:
        """Ask how it is now."""
        await self._show()

    def on_recommendation_pane_reconsider(self, event: RecommendationPane.Reconsider) -> None:
        """Back to one answer."""
        self._sessions.change(event.fact)

    @work
    async def action_overrule(self) -> None:
        """Decide otherwise."""
        if not isinstance(self._page, AdvicePage):
            return
        choices = self._sessions.presenter.other_verdicts(self._sessions.current)
        overrule = await self.app.push_screen_wait(
            OverruleDialog(choices, asks_why=not self._sessions.current.in_danger)
        )
        if overrule is not None and self._sessions.session is not None:
            self._controllers.drafts.overrule(overrule)

    # Safety

    def on_safety_pane_picked(self, event: SafetyPane.Picked) -> None:
        """What was chosen on the safety page."""
        if self._sessions.session is None:
            return  # a held key has left it already
        match event.what:
            case safety_pages.READ:
                self.post_message(Read(self._sessions.page().reading))
            case safety_pages.CLOSE:
                self.post_message(GoHome())
            case safety_pages.SAVE_LOG:
                self._save_log()
            case safety_pages.MISTAKE if self._sessions.current.logged:
                self._ask_if_mistaken()
            case picked:
                self._sessions.choose_safety(picked)

    @work
    async def _ask_if_mistaken(self) -> None:
        """Once something stands in the log, one slip doesn't take the safety page away."""
        text = "You've added entries to the log. Did you really open the safety page by mistake?"
        stays = Choice(id="no", text="No, stay on the safety page")
        leaves = Choice(id="yes", text="Yes, it was a mistake")
        asks = PickDialog("Safety", [text], (stays, leaves), leaves="esc to stay", otherwise="no")
        if await self.app.push_screen_wait(asks) == "yes" and self._sessions.session is not None:
            self._sessions.choose_safety(safety_pages.MISTAKE)

    def _save_log(self) -> None:
        if where := tried(self, self._sessions.save_safety_log):
            said = f"Saved as {where}. Keep the file where they can't get at it."
            self.notify(said, timeout=10, markup=False)

    def on_safety_pane_typing(self, event: SafetyPane.Typing) -> None:
        """Keep what is typed into the log."""
        self._sessions.type_incident(event.text)

    def on_safety_pane_wrote(self) -> None:
        """One entry is finished."""
        self._sessions.write_incident()

    # The draft

    def desk(self) -> DraftPane | None:
        """The draft's pane, while there is something to write."""
        found = self.query(DraftPane)
        return found.first() if found else None

    def finding(self) -> Issue | None:
        """The issue one is at, in the draft."""
        pane = self.desk()
        return pane.current() if pane else None

    def on_draft_pane_wrote(self, event: DraftPane.Wrote) -> None:
        """The draft is this now."""
        self._sessions.write(event.draft)

    def on_draft_pane_kept(self, event: DraftPane.Kept) -> None:
        """Kept, or marked again, by a click."""
        self._keep(event.rule, event.scope)

    def _keep(self, rule: str, scope: Scope | None) -> None:
        always = self._sessions.keep_issue(rule, scope)
        if always is not None:
            self.post_message(SettingChanged("keep", sorted(always)))
        if pane := self.desk():
            pane.judge()

    @work
    async def action_keep(self) -> None:
        """Mean it as it stands, for as long as the user says; or mark it again."""
        issue = self.finding()
        if issue is None:
            return
        if issue.kept:
            self._keep(issue.rule, None)
        elif issue.severity is Severity.STOP:
            said = live(self, "Remove this before you send. Press f2 to see why.", "read")
            self.notify(said, markup=False)
        elif scope := await self.app.push_screen_wait(scope_dialog(issue.message)):
            self._keep(issue.rule, Scope(scope))

    def action_finding(self, by: int) -> None:
        """To the next issue, or the one before."""
        if pane := self.desk():  # after the keys that are still on their way to the field
            (self.focused or pane).call_later(pane.step, by)

    def action_apply(self) -> None:
        """Take the suggestion."""
        if (pane := self.desk()) and not pane.apply():
            said = live(
                self, "There's no suggestion for this issue. Press f2 to read more.", "read"
            )
            self.notify(said, markup=False)

    def action_eye(self) -> None:
        """Show what the other side sees first."""
        if self.desk():
            self._dialogs.preview()

    def action_editor(self) -> None:
        """Write in one's own editor."""
        pane = self.desk()
        if pane and (draft := self._dialogs.edit_outside()):
            pane.fill(draft)

    def action_templates(self) -> None:
        """Begin from another template."""
        if self.desk():
            self._choose_template()

    @work(exclusive=True, group="templates")
    async def _choose_template(self) -> None:
        draft = await self._dialogs.begin()
        if draft is not None and (pane := self.desk()):
            pane.fill(draft)

    # Sending

    def on_send_pane_settled(self, event: SendPane.Settled) -> None:
        """What sending makes of the session."""
        if self._sessions.session is None:
            return  # a held key has ended it already
        match event.result:
            case Leaves(way=way, program=program):
                self._sending.hand_over(way, program)
            case Ended(end=end):
                if decision := tried(self, lambda: self._controllers.sending.finish(end)):
                    self.post_message(Finished(decision))
            case Held() as held if self._sessions.send_step(held):
                self.post_message(GoHome())
            case Held():
                pass
            case result:
                self._sessions.send_step(result)

    def action_copy(self) -> None:
        """Copy the message."""
        self._sending.hand_over(Way.COPY)

    def action_hand_over(self) -> None:
        """Save it as a file: for a mail program where it is an email."""
        mail = Way.FILE in ways(self._sessions.current.channel)
        self._sending.hand_over(Way.FILE if mail else Way.TEXT)

    # Keys

    async def action_next(self) -> None:
        """On: settle what is asked, or take the next step."""
        for card in self.query(QuestionCard):
            card.settle()
            return
        for pane in self.query(SendPane):
            await pane.settle()
            return
        for safety in self.query(SafetyPane):
            safety.settle()
            return
        self._sessions.forward()

    async def action_previous(self) -> None:
        """Back, with everything kept."""
        for card in self.query(QuestionCard):
            if (ticked := card.ticked()) is not None:
                self._sessions.tick(*ticked)
        if not await self._back_in_sending():
            self._sessions.back()

    async def _back_in_sending(self) -> bool:
        for pane in self.query(SendPane):
            return await pane.back()
        return False

    def action_unsafe(self) -> None:
        """Straight to the safety page, from anywhere; pressing it again changes nothing."""
        self._sessions.to_safety()

    async def action_leave(self) -> None:
        """One level back: from the reading, a step of sending, the issues; else home."""
        if await self._beside.leave():
            return
        desk = self.desk()
        if isinstance(self._page, SafetyPage) and not self._sessions.current.safety_only:
            self._sessions.back()
        elif not (await self._back_in_sending() or (desk and desk.returns())):
            self.post_message(GoHome())

    @property
    def leaves_one_step(self) -> bool:
        """Whether leaving goes one step back and not home."""
        return any(each.goes_back for each in self.query(SendPane))

    async def action_read(self) -> None:
        """Open the section that belongs to this moment: beside the work where there is room."""
        place = reading(self._sessions.page(), self.finding())
        if not (self.has_class("-wide") and await self._beside.open(place)):
            self.post_message(Read(place))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of a step only in it."""
        session = self._sessions.session
        if session is None:  # it has ended, and this screen is on its way out
            return action in ("leave", "quit", "help", "app.quit", "app.help")
        step = session.step
        if action in _DRAFT_ACTIONS:
            return step is Step.DRAFT
        if action == "overrule":
            return step is Step.ASSESS
        return step in (Step.DRAFT, Step.SEND) if action in _SEND_ACTIONS else True


def _same_but_draft(before: Session, now: Session) -> bool:
    """Whether nothing but the draft, and the time of it, differs."""
    return replace(before, draft=now.draft, touched=now.touched) == now


def _same_pane(shown: Page, page: Page) -> bool:
    """Whether the pane that stands there shows this page already, with what is typed in it."""
    match shown, page:
        case QuestionPage(), QuestionPage():
            return (shown.may_wait, shown.question.id) == (page.may_wait, page.question.id)
        case DraftPage(), DraftPage():
            return True
        case SafetyPage(writes=True), SafetyPage(writes=True):
            return shown.lines == page.lines
        case SendPage(), SendPage():
            same = replace(shown, now=page.now, lines=page.lines)
            return replace(same, handed=page.handed, at=page.at) == page
        case _:
            return shown == page


def _tools(page: Page, hint: str, overrules: str) -> Content:
    """Keys that belong to this page alone, to be clicked as well."""
    if not isinstance(page, AdvicePage):
        return Content("")
    otherwise = clickable(overrules, "screen.overrule")
    return Content(f"{hint} · ") + otherwise if hint else otherwise


def _way_back(whom: Content, session: Session, page: Page) -> Content:
    """Whom it is about; where fear was ever named, with the way back to the safety page."""
    if not session.discreet or isinstance(page, SafetyPage):
        return whom
    way = clickable("ctrl+g safety page", "screen.unsafe")
    return Content("  ").join((way, whom)) if whom else way


def _so_far(answers: tuple[tuple[str, str], ...]) -> Content:
    """What was asked and answered until now."""
    return Content("").join(quiet(f"{ask}\n") + Content(f"{said}\n\n") for ask, said in answers)
