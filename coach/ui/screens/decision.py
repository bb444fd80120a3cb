"""One past decision: as it was frozen, what came of it, and the conversation it belongs to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from coach.domain import retelling
from coach.domain.closing import reminder
from coach.domain.exports import markdown
from coach.domain.questions import Choice, Question, spoken_date
from coach.domain.record import Decision, Note
from coach.domain.retelling import Ask, Telling
from coach.domain.review import luck, one_line, visible
from coach.domain.vocabulary import Ending, Outcome
from coach.domain.walk import plan_lines
from coach.ui.keys import keys
from coach.ui.messages import (
    AddNote,
    Copy,
    Forget,
    OpenDecision,
    OpenPerson,
    SaveReminder,
    SaveText,
)
from coach.ui.widgets.afterwards import Afterwards
from coach.ui.widgets.timeline import Moment, Timeline
from coach.ui.words import OUTCOMES

_QUIET = "$foreground-muted"
_LATER, _REST, _ONLY_WORDS = "later", "rest", "words"
_YES, _NO, _UNSAID = "yes", "no", "unsaid"
_A_WEEK = timedelta(days=7)
_LONGEST_NAME = 150
"""Cells of name and topic above a record: two lines."""

_WELL = (
    Choice(id=_YES, text="Yes, by what I knew then"),
    Choice(id=_NO, text="No, I could have known better"),
    Choice(id=_UNSAID, text="Leave it open"),
)
_AGAIN = (
    Choice(id=_YES, text="Yes"),
    Choice(id=_NO, text="No"),
    Choice(id=_UNSAID, text="Leave it open"),
)
_CAME = (
    Choice(id=_YES, text="Yes, by then"),
    Choice(id=_NO, text="No, not by then"),
    Choice(id=_UNSAID, text="Leave it open"),
)


class DecisionScreen(Screen[None]):
    """Shows a record. What it has come due with is asked first; a number answers it."""

    BINDINGS = [
        *keys("past.leave", "decision.note", "decision.weigh", "decision.copy", "journal.delete"),
        *keys(
            hidden=(
                "decision.save",
                "decision.calendar",
                "decision.person",
                "decision.earlier",
                "decision.later",
                "journal",
                "help",
            )
        ),
        Binding("q", "leave", "Back", show=False),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    DEFAULT_CSS = """
    DecisionScreen {
        & #record { padding: 1 2; scrollbar-size-vertical: 1; }
        & #record > * { max-width: 76; height: auto; }
        & #side { width: 44; padding: 1 2 0 3; }
        & #along { margin: 1 0 0 0; }
        &.-wide #along { display: none; }
        & .message { border-left: outer $border-blurred; padding: 0 0 0 1; margin: 0 0 0 0; }
        & #beside { margin: 1 0 0 0; }
        & #beside > Static { width: 1fr; padding: 0 2 0 0; height: auto; }
    }
    """

    def __init__(
        self,
        telling: Telling,
        questions: Mapping[str, Question],
        verdicts: Mapping[str, str],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._telling = telling
        self._questions = questions
        self._verdicts = verdicts
        self._now = now
        self._said: Ask | None = None

    def compose(self) -> ComposeResult:
        """What is asked, the record, and the conversation at the side where there is room."""
        with Horizontal(id="panes"):
            with Vertical(id="work"):
                yield Afterwards()
                with VerticalScroll(id="record"):
                    yield Static(Content(""), id="head")
                    yield Static(Content(""), id="message", classes="message")
                    yield Static(Content(""), id="came")
                    with Horizontal(id="beside"):
                        for id in ("feared", "expected", "happened"):
                            yield Static(Content(""), id=id)
                    yield Timeline(id="along")
                    yield Static(Content(""), id="rest")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(Content.styled("This conversation\n", "$accent"))
                yield Timeline(id="aside")
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        """Ready to answer, or to scroll."""
        self.query_one("#work").border_title = "A decision"
        self._show()
        self._record.focus()
        if self._telling.ask:
            await self.ask(self._telling.ask)

    async def renew(self, telling: Telling) -> None:
        """Show it as it is now, notes and all, and ask what may follow."""
        self._telling = telling
        self._show()
        said, self._said = self._said, None
        following = retelling.asked_next(telling.decision, said) if said else None
        if following:
            await self.ask(following)
        elif said:
            self._asking_done()
        if said:
            self.call_after_refresh(self._show_what_came)

    def _show_what_came(self) -> None:
        """Bring into view what was just said."""
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
        self._put("#head", [*self._whom(one), *_closed(one), *self._decided(one)])
        message = _message(one)
        self._put("#message", [message] if message else [])
        self._put("#came", [*_came(one), *_weighed(one), *_guessed(one), *_next(one)])
        self._show_beside(one)
        moments = self._moments()
        along = self.query_one("#along", Timeline)
        along.show(moments)
        along.display = len(self._telling.around) > 1
        self.query_one("#aside", Timeline).show(moments)
        self._put("#rest", [*_plan(one), *_feeling(one), *self._known(one), *_kept(one)])

    def _put(self, id: str, lines: Iterable[Content]) -> None:
        text = list(lines)
        static = self.query_one(id, Static)
        static.update(Content("\n").join(text))
        static.display = bool(text)

    def _whom(self, one: Decision) -> list[Content]:
        session = one.session
        parts = [one_line(part) for part in (session.person, session.topic) if part]
        when = f"{spoken_date(one.decided.date())}, {one.decided:%H:%M}"
        whom = Content.styled(" · ".join(parts) or "A conversation", "bold")
        return [whom.truncate(_LONGEST_NAME, ellipsis=True), _quiet(when)]

    def _decided(self, one: Decision) -> list[Content]:
        lines = [*_heading("Decided"), Content(self._verdicts.get(one.verdict, one.verdict))]
        overrule = one.session.overrule
        if overrule:
            lines.append(Content(visible(f"Against the advice: {overrule.reason}")))
            lines.append(_quiet(visible(f"The coach had said: {one.assessment.verdict.text}")))
        shut = retelling.closed(one)
        if shut is None or shut.reason != one.assessment.reason:
            lines.append(_quiet(visible(one.assessment.reason)))
        if one.session.hold_overridden:
            lines.append(_quiet("Gone on without the pause that was offered."))
        if one.ending is Ending.SENT and one.sent:
            when = f"{spoken_date(one.sent.at.date())}, {one.sent.at:%H:%M}"
            return [*lines, *_heading(f"Sent by {one.sent.channel}, {when}")]
        return [*lines, *_heading("Nothing was sent"), _quiet("On purpose.")]

    def _show_beside(self, one: Decision) -> None:
        """What was feared and expected beside what happened, where it was written down."""
        guess = one.prediction
        told = bool(guess and (guess.feared or guess.expected))
        self.query_one("#beside").display = told
        if guess and told:
            happened = [OUTCOMES[one.outcome]] if one.outcome else []
            happened += [visible(note.text) for note in one.notes if note.text]
            texts = {
                "feared": ("Feared", guess.feared or "Nothing written down"),
                "expected": ("Expected", guess.expected or "Nothing written down"),
                "happened": ("Happened", "\n".join(happened) or "Not said yet"),
            }
            for id, (title, text) in texts.items():
                lines = [Content.styled(title, "$accent"), Content(visible(text))]
                self.query_one(f"#{id}", Static).update(Content("\n").join(lines))

    def _moments(self) -> list[Moment]:
        return [self._moment(event) for event in retelling.timeline(self._telling.around)]

    def _moment(self, event: retelling.Event) -> Moment:
        one, note = event.decision, event.note
        day = spoken_date(event.at.date())
        if note is None:
            sent = f"sent by {one.sent.channel}" if one.sent else "nothing sent"
            title = self._verdicts.get(one.verdict, one.verdict)
            here = one.id == self.decision.id
            return Moment(day=day, text=title, aside=sent, opens=one.id, here=here, decision=True)
        return Moment(day=day, text=_noted(note), aside=visible(note.text), opens=one.id)

    def _known(self, one: Decision) -> list[Content]:
        lines = _heading("What you knew")
        situation = one.session.situation
        for id, value in one.session.answers.items():
            question = self._questions.get(id)
            if question is None or id in ("person", "topic", "strength", "feelings"):
                continue
            lines.append(_quiet(question.wording(situation)))
            lines.append(Content(visible(question.text_of(value))))
        return lines

    # Asking

    async def ask(self, question: Ask) -> None:
        """Ask this above the record."""
        text, choices, note = self._wording(question)
        await self.query_one(Afterwards).ask(question, text, choices, note=note)

    def _wording(self, question: Ask) -> tuple[str, tuple[Choice, ...], str]:
        guess = self.decision.prediction
        match question:
            case Ask.CAME_TRUE:
                by = spoken_date(guess.by) if guess else "then"
                said = f"You gave it {guess.percent} in 100." if guess else ""
                return f"Did they answer by {by}?", _CAME, said
            case Ask.OUTCOME:
                step = one_line(self.decision.next_step)
                note = f"Planned: {step}" if self.decision.outcome is None and step else ""
                return "How did it turn out?", self._outcomes(), note
            case Ask.WORDS:
                return "Anything to remember?", (), "Facts and dates, if you like. Esc leaves it."
            case Ask.WELL_DECIDED:
                return (
                    "Was it a sound choice, luck aside?",
                    _WELL,
                    "A good choice can meet a bad week, and a poor one can get lucky.",
                )
            case Ask.AGAIN:
                return "Would you do the same again?", _AGAIN, ""

    def _outcomes(self) -> tuple[Choice, ...]:
        said = tuple(Choice(id=id, text=text) for id, text in OUTCOMES.items())
        words = Choice(id=_ONLY_WORDS, text="Only words")
        if self.decision.outcome is not None:
            return (*said, words)
        later = Choice(id=_LATER, text="Nothing yet: look again in a week")
        rest = Choice(id=_REST, text="Nothing, and I let it rest")
        return (*said, later, rest, words)

    async def on_afterwards_answered(self, event: Afterwards.Answered) -> None:
        """Add it to the record, or go on where there is nothing to add."""
        event.stop()
        question = Ask(event.question)
        if event.value == _ONLY_WORDS:
            await self.ask(Ask.WORDS)
            return
        note = self._note(question, event.value)
        self._said = question
        if note is None:
            await self.renew(replace(self._telling, ask=None))
        else:
            self.post_message(AddNote(self.decision.id, note))

    def _note(self, question: Ask, value: str) -> Note | None:
        """What this answer adds; None where it adds nothing."""
        now = self._now()
        if not value or value == _UNSAID:
            return None
        match question:
            case Ask.WORDS:
                return Note(at=now, text=value)
            case Ask.CAME_TRUE:
                return Note(at=now, came_true=value == _YES)
            case Ask.WELL_DECIDED:
                return Note(at=now, well_decided=value == _YES)
            case Ask.AGAIN:
                return Note(at=now, again=value == _YES)
        if value == _LATER:
            return Note(at=now, check_on=now.date() + _A_WEEK)
        if value == _REST:
            return Note(at=now, settled=True)
        return Note(at=now, outcome=Outcome(value))

    def on_afterwards_left(self, event: Afterwards.Left) -> None:
        """It stays open."""
        event.stop()
        self._asking_done()

    def _asking_done(self) -> None:
        self.query_one(Afterwards).done()
        self._record.focus()

    # Keys

    async def action_note(self) -> None:
        """Say how it turned out."""
        await self.ask(Ask.OUTCOME)

    async def action_weigh(self) -> None:
        """Judge the choice apart from its luck."""
        await self.ask(Ask.WELL_DECIDED)

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
            self.notify("There is no date to save.", markup=False)

    def action_delete(self) -> None:
        """Delete it; the journal can bring it back."""
        self.post_message(Forget(self.decision.id))

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

    def on_timeline_opened(self, event: Timeline.Opened) -> None:
        """Another decision of this conversation."""
        event.stop()
        if event.id != self.decision.id:
            self.post_message(OpenDecision(event.id))

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scroll a line."""
        self._record.scroll_relative(y=by, animate=False)


def _quiet(text: str) -> Content:
    return Content.styled(text, _QUIET)


def _heading(text: str) -> list[Content]:
    return [Content(""), Content.styled(text, "$accent")]


def _closed(one: Decision) -> list[Content]:
    """Why it is closed comes first, so that it is not opened again by habit."""
    found = retelling.closed(one)
    if found is None:
        return []
    on = spoken_date(found.on)
    why = f"{OUTCOMES[found.outcome]}." if found.outcome else visible(found.reason)
    lines = [*_heading(f"Closed on {on}"), Content(why or "You let it rest.")]
    return [*lines, _quiet("It stays closed unless something new has happened.")]


def _message(one: Decision) -> Content | None:
    if one.ending is not Ending.SENT or one.sent is None:
        return None
    subject = one.sent.subject
    head = Content.styled(f"{visible(subject)}\n\n", "bold") if subject else Content("")
    return head + Content(visible(one.sent.body))


def _came(one: Decision) -> list[Content]:
    lines = _heading("How it turned out")
    told = [note for note in one.notes if note.outcome or note.text]
    if not told:
        return [*lines, _quiet("Not said yet: n")]
    for note in told:
        said = [f"{OUTCOMES[note.outcome]}."] if note.outcome else []
        said += [visible(note.text)] if note.text else []
        lines.append(_quiet(f"{spoken_date(note.at.date())}  ") + Content(" ".join(said)))
    return lines


def _noted(note: Note) -> str:
    """What a note says beside its words."""
    said = {
        True: "A sound choice, luck aside.",
        False: "Not the soundest choice, luck aside.",
    }
    parts = [f"{OUTCOMES[note.outcome]}." if note.outcome else ""]
    parts.append(said[note.well_decided] if note.well_decided is not None else "")
    if note.again is not None:
        parts.append("You would do the same again." if note.again else "You would do otherwise.")
    if note.came_true is not None:
        parts.append("The guess came true." if note.came_true else "The guess did not come true.")
    if note.check_on:
        parts.append(f"Look again {spoken_date(note.check_on)}.")
    parts.append("Let rest." if note.settled else "")
    return " ".join(part for part in parts if part) or "A note."


def _weighed(one: Decision) -> list[Content]:
    """The choice and its luck, named apart; nothing until the choice was judged."""
    short = one.summary()
    found = luck([short])
    fields = (
        (found.well_and_well, "A sound choice, and good luck."),
        (found.well_and_badly, "A sound choice, and bad luck."),
        (found.badly_and_well, "Not the soundest choice, and good luck."),
        (found.badly_and_badly, "Not the soundest choice, and no luck."),
    )
    said = [text for count, text in fields if count]
    if not said and short.well_decided is not None:
        said = ["A sound choice." if short.well_decided else "Not the soundest choice."]
    if short.again is not None:
        said.append("You would do the same again." if short.again else "You would do otherwise.")
    return [*_heading("The choice, luck aside"), Content(" ".join(said))] if said else []


def _guessed(one: Decision) -> list[Content]:
    guess = one.prediction
    if guess is None:
        return []
    came = {True: "They did.", False: "They did not.", None: "Not said yet."}[one.came_true]
    line = f"{guess.percent} in 100 that they answer by {spoken_date(guess.by)}. {came}"
    why = [_quiet(visible(guess.why))] if guess.why else []
    return [*_heading("Your guess"), Content(line), *why]


def _next(one: Decision) -> list[Content]:
    """When to look again, where that is still open and the plan does not say it itself."""
    if one.outcome is not None or one.check_on is None or one.check_on == one.next_on:
        return []
    return [*_heading("Next"), Content(f"Look again {spoken_date(one.check_on)}.")]


def _plan(one: Decision) -> list[Content]:
    lines = [Content(visible(line)) for line in plan_lines(one.plan)]
    return [*_heading("The plan"), *lines]


def _feeling(one: Decision) -> list[Content]:
    before = one.session.answers.get("strength")
    after = one.strength_after
    if before is None and after is None:
        return []
    parts = [f"{before} of 10 before"] if before is not None else []
    parts += [f"{after} of 10 after"] if after is not None else []
    return [*_heading("How strong it felt"), Content(", ".join(parts) + ".")]


def _kept(one: Decision) -> list[Content]:
    said = [f"guidance {one.guidance}"] if one.guidance else []
    said += [f"program {one.program}"] if one.program else []
    return [Content(""), _quiet(f"Kept as it was shown then: {', '.join(said)}.")] if said else []
