"""The walk: one stalled conversation through pause, assess, draft and send."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from coach.domain import walk
from coach.domain.assessment import Assessment
from coach.domain.guide import pause_questions
from coach.domain.questions import Kind, spoken_date
from coach.domain.record import Person, Summary
from coach.domain.services import Services
from coach.domain.session import TEN_MINUTES, Draft, Session, tomorrow_morning
from coach.domain.vocabulary import Channel, Situation, Step, VerdictId
from coach.ui.keys import keys
from coach.ui.messages import Become, Finish, HandOver, Read
from coach.ui.widgets.card import Card
from coach.ui.widgets.closing import Closing, Parcel
from coach.ui.widgets.cooling import Cooling
from coach.ui.widgets.found import Found
from coach.ui.widgets.stepper import Stepper
from coach.ui.words import OUTCOMES

if TYPE_CHECKING:
    from coach.domain.checks import Finding
    from coach.domain.closing import Way
    from coach.ui.widgets.writing import Writing

_LAST_LOOK = "A last look. Has an answer come in the meantime?"
_WITH_SUBJECT = (Channel.EMAIL, Channel.LETTER)


class WalkScreen(Screen[None]):
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

    class Wanted(Message):
        """A dialogue is wanted: "templates", "overrule" or "journal"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    session: reactive[Session | None] = reactive(None, init=False)
    """The walk as it stands."""

    def __init__(self, services: Services, session: Session) -> None:
        super().__init__()
        self._services = services
        self._summaries: tuple[Summary, ...] = ()
        self._people: tuple[Person, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._came_from: Widget | None = None
        self.set_reactive(WalkScreen.session, session)

    def compose(self) -> ComposeResult:
        """A line on top, the work, what was said so far, the footer."""
        with Horizontal(id="top"):
            yield Stepper()
            yield Static(Content(""), id="whom")
        with Horizontal(id="panes"):
            yield Container(id="work")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(Content(""), id="so-far")
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        """Show the first thing."""
        await self._show()

    async def watch_session(self, before: Session | None, now: Session | None) -> None:
        """Show what the session has become; the desk shows its own words already."""
        if self.is_mounted and not (self.has_class("-desk") and _same_but_words(before, now)):
            await self._show()

    def remember(self, summaries: tuple[Summary, ...], people: tuple[Person, ...]) -> None:
        """What the journal knows, for names to offer and earlier decisions to show."""
        self._summaries, self._people = summaries, people
        for card in self.query(Card):
            card.offer(self._names())

    def _names(self) -> tuple[str, ...]:
        names = [each.person for each in self._summaries if each.person]
        return tuple(dict.fromkeys(names))

    def _known(self, session: Session) -> tuple[str, ...]:
        """Earlier decisions with this person and the private note, as lines."""
        from coach.domain.review import history

        past = history(session.person, self._summaries, self._people)
        words = self._services.guide.deciding.words
        lines = [
            f"{spoken_date(each.decided.date())}: {words[each.verdict].name}"
            + (f", {each.topic}" if each.topic else "")
            + (f" ({OUTCOMES[each.outcome].lower()})" if each.outcome else "")
            for each in past.decisions[:3]
        ]
        notes = past.person.notes if past.person else ()
        lines += [f"Your note, {spoken_date(each.at.date())}: {each.text}" for each in notes[-2:]]
        return (f"With {past.name} before:", *lines) if lines else ()

    # What is shown

    @property
    def _now(self) -> datetime:
        return self._services.clock.now()

    @property
    def _walk(self) -> Session:
        return cast(Session, self.session)

    async def _show(self) -> None:
        session = self._walk
        view = walk.view(self._services.guide, session, self._now)
        self.query_one(Stepper).step = session.step
        self._show_whom(session)
        self._show_so_far(session)
        key = _identity(view, session, self._now)
        if key == self._shown:
            for card in self.query(Card):
                card.listen()
            return
        self._shown = key
        work = self.query_one("#work", Container)
        async with self.batch():
            await work.remove_children()
            await work.mount(self._pane(view, session))
        work.border_title = _title(view, session)
        work.border_subtitle = _tools(view)
        self.set_class(isinstance(view, walk.Writing), "-desk")

    def _pane(self, view: walk.View, session: Session) -> Widget:
        match view:
            case walk.Asking():
                return Card(
                    view,
                    session.situation,
                    today=self._now.date(),
                    read_date=self._services.dates.read,
                    known_people=self._names(),
                )
            case walk.Cooling(hold=hold):
                return Cooling(hold, session.strength, self._services.clock.now)
            case walk.Found():
                return self._verdict(session, view)
            case walk.Writing():
                return self._desk_for(session)
            case walk.Closing(assessment=assessment):
                return self._last_look(session, assessment)

    def _verdict(self, session: Session, view: walk.Found) -> Found:
        words = self._services.guide.deciding.words
        overrule = session.overrule
        return Found(
            view.assessment,
            plan=view.plan,
            overrule=overrule,
            overrule_text=words[overrule.verdict].name if overrule else "",
            before=self._known(session),
        )

    def _desk_for(self, session: Session) -> "Writing":
        from coach.domain.checks import Checker, Report
        from coach.ui.widgets.writing import Writing

        checker = Checker(self._services.guide.rules)
        verdict = walk.verdict_of(session, self._assessment())

        def judge(text: str) -> Report:
            now = self._walk
            assert now.situation is not None, "a walk begins with its situation"
            return checker.check(
                text,
                situation=now.situation,
                verdict=verdict,
                channel=now.channel,
                kept=now.draft.kept | now.kept | self._services.settings.keep,
            )

        def open_places(draft: Draft) -> tuple[str, ...]:
            return walk.open_places(self._services.guide, draft)

        with_subject = session.channel in _WITH_SUBJECT
        return Writing(session.draft, judge, open_places, with_subject=with_subject)

    def _last_look(self, session: Session, assessment: Assessment) -> Closing:
        from coach.domain import closing

        services = self._services
        guide, now = services.guide, self._now
        verdict = walk.verdict_of(session, assessment)
        words = guide.deciding.words[verdict]
        plan = walk.plan_of(guide, session, assessment, now.date())
        sends = verdict.sends
        quiet = services.settings.quiet
        when = (closing.time_advice(quiet, now), closing.reply_advice(session, now))
        return Closing(
            Parcel(
                draft=session.draft if sends else None,
                title=_LAST_LOOK if sends else words.sentence(_situation(session)),
                now=now,
                when=[each for each in when if each] if sends else (),
                advice=[
                    *(f"✓ {each}" for each in words.dos),
                    *(f"✗ {each}" for each in words.donts),
                ],
                plan=walk.plan_lines(plan),
                standing=closing.standing(guide, session, assessment, services.settings.keep)
                if sends
                else closing.Standing(),
                ways=self._ways(session),
                was=session.strength if closing.rates_again(session, assessment) else None,
                later=closing.working_morning(quiet, now) if quiet.covers(now) else None,
                guess_by=closing.guess_by(session, verdict, plan),
                may_be_answered=sends or verdict is VerdictId.WAIT,
                programs=self._mail_programs,
            )
        )

    def _ways(self, session: Session) -> "tuple[Way, ...]":
        """The ways out that make sense here and exist on this machine."""
        from coach.domain.closing import Way, ways

        draft = session.draft
        found = ways(session.channel)
        if self._services.opener.mails(to=session.person, subject=draft.subject, body=draft.body):
            return found
        return tuple(way for way in found if way is not Way.MAIL)

    def _mail_programs(self) -> tuple[str, ...]:
        """The mail programs of the terminal that could open the draft; may take two seconds."""
        session = self._walk
        found = self._services.terminal_mail.programs(
            "", to=session.person, subject=session.draft.subject, body=session.draft.body
        )
        return tuple(each.name for each in found)

    def _assessment(self) -> Assessment:
        result = walk.assess(self._services.guide, self._walk, self._now.date())
        assert isinstance(result, Assessment), "only a decided walk has words or an end"
        return result

    def _show_whom(self, session: Session) -> None:
        whom = " · ".join(part for part in (session.person, session.topic) if part)
        self.query_one("#whom", Static).update(Content(whom))

    def _show_so_far(self, session: Session) -> None:
        if session.situation is None:
            return
        told = Content("")
        guide = self._services.guide
        asked = {each.id: each for each in pause_questions(guide, session.situation)}
        asked |= {id: each for id, each in guide.deciding.questions.items() if id not in asked}
        for id, question in asked.items():
            if id in session.answers:
                told += Content.styled(
                    f"{question.wording(session.situation)}\n", "$foreground-muted"
                )
                told += Content(f"{question.text_of(session.answers[id])}\n\n")
        self.query_one("#so-far", Static).update(told)

    # What the pieces say

    def _become(self, session: Session) -> None:
        """Be this at once, so that a quick next key builds on it, and say so."""
        self.session = replace(session, touched=self._now)
        self.post_message(Become(self._walk))

    def on_card_answered(self, event: Card.Answered) -> None:
        """An answer leads on."""
        guide = self._services.guide
        self._become(walk.answer(guide, self._walk, event.question.id, event.value))

    def on_card_skipped(self) -> None:
        """On without an answer, where that may be."""
        view = walk.view(self._services.guide, self._walk, self._now)
        if isinstance(view, walk.Asking) and self._walk.step is Step.PAUSE:
            cleared = self._walk.unanswer(view.question.id).typing(view.question.id, "")
            self._become(walk.forward(self._services.guide, cleared, self._now))

    def on_card_typing(self, event: Card.Typing) -> None:
        """Keep what is typed, and stay."""
        if event.question.kind in (Kind.TEXT, Kind.LONG_TEXT):
            self._become(self._walk.answer(event.question.id, event.text))
        else:
            self._become(self._walk.typing(event.question.id, event.text))

    def on_card_mistyped(self, event: Card.Mistyped) -> None:
        """Keep what was typed, and stay."""
        self._become(self._walk.mistype(event.question.id, event.text))

    async def on_cooling_picked(self, event: Cooling.Picked) -> None:
        """A pause, or not."""
        now = self._now
        match event.what:
            case "ten":
                self._become(self._walk.hold_until(now + TEN_MINUTES, now))
            case "tomorrow":
                self._become(self._walk.hold_until(tomorrow_morning(now), now))
                self.post_message(self.Wanted("home"))
            case "unsendable":
                self.post_message(self.Wanted("unsendable"))
            case _:
                await self.action_next()

    async def on_cooling_time_has_come(self) -> None:
        """Ask how it is now."""
        await self._show()

    def on_found_reconsider(self, event: Found.Reconsider) -> None:
        """Back to one answer."""
        self._become(walk.change(self._services.guide, self._walk, event.fact))

    def on_writing_wrote(self, event: "Writing.Wrote") -> None:
        """The words are these now."""
        self._become(replace(self._walk, draft=event.draft))

    def on_closing_rated(self, event: Closing.Rated) -> None:
        """How strong it feels before it leaves."""
        self._become(self._walk.rate_again(event.strength))

    def on_closing_held(self, event: Closing.Held) -> None:
        """A pause before it leaves; a long one is waited out elsewhere."""
        now = self._now
        self._become(self._walk.hold_until(event.until, now))
        if event.until - now > TEN_MINUTES:
            self.post_message(self.Wanted("home"))

    def on_closing_leaves(self, event: Closing.Leaves) -> None:
        """The words go out of here."""
        self._hand_over(event.way, event.program)

    def on_closing_ended(self, event: Closing.Ended) -> None:
        """Put down."""
        self.post_message(Finish(event.end))

    def on_closing_returned(self, event: Closing.Returned) -> None:
        """Back to the words or the verdict; or to who wrote last, with their answer."""
        if event.answered:
            from coach.domain.closing import with_answer

            self._become(with_answer(self._services.guide, self._walk))
        else:
            self._become(walk.back(self._services.guide, self._walk, self._now))

    # Keys

    async def action_next(self) -> None:
        """On: settle the question, or take the next step."""
        view = walk.view(self._services.guide, self._walk, self._now)
        if isinstance(view, walk.Asking):
            self.query_one(Card).settle()
        elif isinstance(view, walk.Closing):
            await self.query_one(Closing).settle()
        else:
            self._become(walk.forward(self._services.guide, self._walk, self._now))

    async def action_previous(self) -> None:
        """Back, with everything kept."""
        for last in self.query(Closing):
            if await last.back():
                return
        self._become(walk.back(self._services.guide, self._walk, self._now))

    def action_unsafe(self) -> None:
        """Straight to the safety advice, from anywhere; pressing it again changes nothing."""
        session = self._walk.feel_unsafe()
        self._become(replace(session, step=Step.ASSESS, looking_at=""))

    def action_overrule(self) -> None:
        """Decide otherwise."""
        if isinstance(self._view(), walk.Found):
            self.post_message(self.Wanted("overrule"))

    def action_templates(self) -> None:
        """Begin from another template."""
        if isinstance(self._view(), walk.Writing):
            self.post_message(self.Wanted("templates"))

    async def action_leave(self) -> None:
        """Close the reading beside the work; else home, and the walk is kept."""
        pane = self.query("#reading")
        if not pane:
            self.post_message(self.Wanted("home"))
            return
        await pane.remove()
        self.remove_class("-reading")
        if self._came_from is not None and self._came_from.is_attached:
            self._came_from.focus()

    async def action_read(self) -> None:
        """Open the section that belongs to this moment: beside the work where there is room."""
        if not self.has_class("-wide"):
            self.post_message(Read(self._reading()))
            return
        from coach.ui.widgets.article_pane import ArticlePane

        place = self._reading()
        if self.query("#reading"):
            pane = self.query_one("#reading", ArticlePane)
        else:
            self._came_from = self.focused
            pane = ArticlePane(self._services.guide.shelf, self._services.marks(), id="reading")
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
        from coach.domain.closing import Way

        self._hand_over(Way.COPY)

    def action_hand_over(self) -> None:
        """Save it as a file: for a mail program where it is a mail."""
        from coach.domain.closing import Way, ways

        self._hand_over(Way.FILE if Way.FILE in ways(self._walk.channel) else Way.TEXT)

    def _hand_over(self, way: "Way", program: str = "") -> None:
        """Let the words leave, unless something stands against it."""
        from coach.domain.closing import standing

        services = self._services
        found = standing(services.guide, self._walk, self._assessment(), services.settings.keep)
        if found.blocked:
            self.notify(found.blocked, severity="warning", timeout=8, markup=False)
        else:
            self.post_message(HandOver(way, program))

    def action_editor(self) -> None:
        """Write in one's own editor."""
        if self._desk():
            self.post_message(self.Wanted("editor"))

    def action_finding(self, by: int) -> None:
        """To the next finding, or the one before."""
        if pane := self._desk():
            pane.step(by)

    def action_apply(self) -> None:
        """Take the suggestion."""
        if (pane := self._desk()) and not pane.apply():
            self.notify("There is no ready wording here; f2 says more about it.", markup=False)

    def action_keep(self) -> None:
        """Mean it as it stands: for this draft, this walk, or always."""
        pane = self._desk()
        if pane and pane.current():
            self.post_message(self.Wanted("keep"))

    def action_eye(self) -> None:
        """Show what the other side sees first."""
        if self._desk():
            self.post_message(self.Wanted("eye"))

    def judge(self) -> None:
        """Judge the words again."""
        if pane := self._desk():
            pane.judge()

    def finding(self) -> "Finding | None":
        """The finding one is at, in the draft."""
        pane = self._desk()
        return pane.current() if pane else None

    def fill(self, draft: Draft) -> None:
        """Put these words on the desk."""
        if pane := self._desk():
            pane.fill(draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the draft only where there is a draft."""
        if action in ("finding", "apply", "keep", "templates", "editor", "eye"):
            return self._walk.step is Step.DRAFT
        if action == "overrule":
            return self._walk.step is Step.ASSESS
        if action in ("copy", "hand_over"):
            return self._walk.step in (Step.DRAFT, Step.SEND)
        return True

    def _desk(self) -> "Writing | None":
        from coach.ui.widgets.writing import Writing

        found = self.query(Writing)
        return found.first() if found else None

    def _view(self) -> walk.View:
        return walk.view(self._services.guide, self._walk, self._now)

    def _reading(self) -> str:
        match self._view():
            case walk.Asking(question=question):
                return question.read
            case walk.Cooling():
                return "cool-off#calm-down"
            case walk.Writing():
                pane = self._desk()
                finding = pane.current() if pane else None
                return finding.why if finding else self._assessment().read[0]
            case walk.Closing(assessment=assessment) | walk.Found(assessment=assessment):
                return assessment.read[0] if assessment.read else ""


def _same_but_words(before: Session | None, now: Session | None) -> bool:
    """Whether nothing but the draft, and the time of it, differs."""
    if before is None or now is None:
        return False
    return replace(before, draft=now.draft, touched=now.touched) == now


def _identity(view: walk.View, session: Session, now: datetime) -> tuple[object, ...]:
    """What must differ for another pane to be shown."""
    match view:
        case walk.Asking(question=question):
            return ("ask", session.step, question.id)
        case walk.Cooling(hold=hold):
            return ("cool", hold, hold.over(now) if hold else False)
        case walk.Found(assessment=assessment):
            return ("found", assessment, session.overrule)
        case walk.Writing():
            return ("write",)
        case walk.Closing(assessment=assessment):
            return ("close", assessment, session.draft, session.strength_after, session.overrule)


def _title(view: walk.View, session: Session) -> str:
    match view:
        case walk.Asking(number=number, of=of):
            name = session.step.value.capitalize()
            return (
                f"{name} · {number} of {of}"
                if session.step is Step.PAUSE
                else f"{name} · question {number}"
            )
        case walk.Cooling():
            return "Pause"
        case walk.Found():
            return "What I would do"
        case walk.Writing():
            return "Draft"
        case walk.Closing():
            return "Send and close"


def _tools(view: walk.View) -> str:
    """Keys that belong to this pane alone."""
    if isinstance(view, walk.Found):
        return "a number changes an answer · ctrl+o decides otherwise"
    return ""


def _situation(session: Session) -> Situation:
    assert session.situation is not None, "a walk begins with its situation"
    return session.situation
