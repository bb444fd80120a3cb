"""Turns each view of a session into the page that every front end draws."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coach.advice.questions import AnswerKind, Choice, Question, spoken_date
from coach.advice.recommendation import Assessment, Change, Consideration, Plan, Sure, plan_lines
from coach.app import closing
from coach.app.closing import Way
from coach.app.draft_review import DraftReview, review_draft, said
from coach.app.pages import (
    AdvicePage,
    DraftPage,
    Line,
    Page,
    PausePage,
    QuestionPage,
    SendPage,
    Tone,
    section,
)
from coach.app.safety_pages import safety_page
from coach.app.send_steps import OFFER, offers
from coach.app.services import Services
from coach.journal.decisions import Person, Summary
from coach.journal.outcomes import outcome_words
from coach.journal.people import history, name_key, unsafe_names
from coach.review.checks import Issue
from coach.session import flow
from coach.session.guidance import pause_questions
from coach.session.guide_references import reading_of
from coach.session.kept_issues import kept
from coach.session.session import Hold, Overrule, Session
from coach.vocabulary import WITH_SUBJECT, Situation, Step, VerdictId

COOL_OFF = "cool-off#calm-down"
"""What there is to read while one takes a pause."""

_HINTS = {
    AnswerKind.MANY: "a number ticks · enter goes on",
    AnswerKind.SCALE: "a digit or ← → marks · enter goes on",
    AnswerKind.DATE: "12 nov · 9 days ago · last tuesday · 2026-11-12 · enter goes on",
    AnswerKind.COUNT: "type a number · enter goes on",
    AnswerKind.TEXT: "enter goes on",
    AnswerKind.LONG_TEXT: "ctrl+n goes on",
    AnswerKind.CHOICE: "a number chooses and goes on · so does enter",
    AnswerKind.YES_NO: "1 or 2 chooses and goes on",
}
_LETTERED = "a number chooses and goes on · a letter marks, enter takes it"
_NUMBERED = 9
"""Choices up to which each has a number."""

YES_NO = (Choice(id="yes", text="Yes"), Choice(id="no", text="No"))

UNSENDABLE = Choice(
    id="unsendable", text="Write what you would never send", help="A page that cannot leave here."
)
_WAITING = (
    UNSENDABLE,
    Choice(id="on", text="Go on now", help="The pause is ended; that is kept too."),
)
_RESTED = (
    Choice(id="rested", text="Go on, calmer"),
    Choice(id="ten", text="Ten more minutes"),
    Choice(id="tomorrow", text="Tomorrow morning after all"),
)

LEAVE_CLOSED, SAFETY_ADVICE, GO_ON = "leave", "safety", "on"
"""What may be done with a conversation that was closed before."""

_LEAVE = Choice(id=LEAVE_CLOSED, text="Leave it closed", help="This walk is thrown away.")
_SAFETY = Choice(id=SAFETY_ADVICE, text="Go to the safety advice")
_NEW = Choice(id=GO_ON, text="Something new has happened: go on")
_OTHER = Choice(id=GO_ON, text="It is somebody else of this name: go on")

_CLEAR = "Clear: with most other answers it would be the same."
_CLOSE = "A close call. It turns with:"
_NAMED = 2
"""Answers named under the headline of a close call; the others follow below."""

_FEW = 2
"""Issues up to which each is named above the choices of the last look."""

_MOST_STOPS = 3
"""Lines that say what must go first, above those choices; all of them stand below."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the journal knows, for names to offer and earlier decisions to show."""

    summaries: tuple[Summary, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names met before, the last one first; nobody who is never to be contacted."""
        unsafe = unsafe_names(self.summaries, self.people)
        named = (each.person for each in self.summaries if name_key(each.person) not in unsafe)
        return tuple(dict.fromkeys(name for name in named if name))

    def of(self, person: str, verdicts: Mapping[str, str]) -> tuple[str, ...]:
        """Earlier decisions with this person and the private note, as lines."""
        past = history(person, self.summaries, self.people)
        lines = [
            f"{spoken_date(each.decided.date())}: {verdicts[each.verdict]}"
            + (f", {each.topic}" if each.topic else "")
            + (f" ({outcome_words(each.situation)[each.outcome].lower()})" if each.outcome else "")
            for each in past.decisions[:3]
        ]
        notes = past.person.notes if past.person else ()
        lines += [f"Your note, {spoken_date(each.at.date())}: {each.text}" for each in notes[-2:]]
        return (f"With {past.name} before:", *lines) if lines else ()


@dataclass(frozen=True, slots=True)
class Presenter:
    """Makes pages of sessions. ``services`` are those of this moment, settings and all.

    ``terminal`` says whether a mail program could take over this terminal.
    """

    services: Services
    terminal: bool = True

    @property
    def _now(self) -> datetime:
        return self.services.clock.now()

    @property
    def verdict_names(self) -> Mapping[str, str]:
        """What each verdict is called, by its id."""
        return {id: words.name for id, words in self.services.guidance.deciding.words.items()}

    @property
    def questions(self) -> Mapping[str, Question]:
        """Every question a session can ask, by its id."""
        guidance = self.services.guidance
        return {each.id: each for each in guidance.script.questions} | dict(
            guidance.deciding.questions
        )

    def page(self, session: Session, memory: Memory) -> Page:
        """What this session shows now. Raises ``ContentError``."""
        view = flow.view(self.services.guidance, session, self._now)
        match view:
            case flow.QuestionView():
                pausing = session.step is Step.PAUSE
                title = _where(session, view)
                return question_page(view, session.situation, title=title, may_wait=pausing)
            case flow.PauseView(hold=hold):
                over = hold is not None and hold.over(self._now)
                return pause_page(view, session.strength, over=over)
            case flow.SafetyView(part=part):
                return safety_page(session, part, self.services.guidance.safety)
            case flow.AdviceView():
                return self._advice(session, view, memory)
            case flow.DraftView(assessment=assessment):
                return self._draft(session, assessment)
            case flow.SendView(assessment=assessment):
                return self._send(session, assessment)

    def review(self, session: Session) -> DraftReview:
        """What stands against the draft as it is now."""
        today = self._now.date()
        assessment = flow.assess(self.services.guidance, session, today)
        assert isinstance(assessment, Assessment), "only a decided session has a draft"
        ignored = self.services.settings.keep
        return review_draft(self.services.guidance, session, assessment, ignored, today)

    def so_far(self, session: Session) -> tuple[tuple[str, str], ...]:
        """What was asked and answered until now, as pairs."""
        if session.situation is None:
            return ()
        guidance = self.services.guidance
        asked = {each.id: each for each in pause_questions(guidance, session.situation)}
        asked |= {id: q for id, q in guidance.deciding.questions.items() if id not in asked}
        return tuple(
            (question.wording(session.situation), question.text_of(session.answers[id]))
            for id, question in asked.items()
            if id in session.answers
        )

    def other_verdicts(self, session: Session) -> tuple[Choice, ...]:
        """What the user may decide instead; where they are in danger, nothing is sent."""
        words = self.services.guidance.deciding.words
        return tuple(
            Choice(id=id, text=each.name)
            for id, each in words.items()
            if not (session.in_danger and id.sends)
        )

    # The recommendation

    def _advice(self, session: Session, view: flow.AdviceView, memory: Memory) -> AdvicePage:
        words, overrule = self.services.guidance.deciding.words, session.overrule
        page = advice_page(
            view,
            before=() if session.in_danger else memory.of(session.person, self.verdict_names),
            overrule=overrule,
            instead=words[overrule.verdict].sentence(_situation(session)) if overrule else "",
        )
        return replace(page, reading=reading_of(self.services.guidance, view.assessment))

    # The draft and the last look

    def _draft(self, session: Session, assessment: Assessment) -> DraftPage:
        return DraftPage(
            title="Draft",
            draft=session.draft,
            with_subject=session.channel in WITH_SUBJECT,
            review=self.review(session),
            scopes=kept(session, self.services.settings.keep),
            editor=self.services.editor().name(),
            reading=reading_of(self.services.guidance, assessment),
        )

    def _send(self, session: Session, assessment: Assessment) -> SendPage:
        guidance, now = self.services.guidance, self._now
        quiet = self.services.settings.quiet
        verdict = flow.verdict_of(session, assessment)
        words, look = guidance.deciding.words[verdict], closing.last_look_words(session, verdict)
        plan = flow.plan_of(guidance, session, assessment, now.date())
        page = SendPage(
            title="Send and close",
            ask=look.title if verdict.sends else words.sentence(_situation(session)),
            draft=session.draft if verdict.sends else None,
            now=now,
            review=self.review(session) if verdict.sends else None,
            ways=self._ways(session) if verdict.sends else (),
            was=session.strength if closing.rates_again(session, assessment) else None,
            later=closing.working_morning(quiet, now) if quiet.covers(now) else None,
            guess_by=closing.guess_by(session, verdict, plan),
            overtaken=look.overtaken if verdict.sends or verdict is VerdictId.WAIT else "",
            reading=reading_of(guidance, assessment),
        )
        times = (closing.time_advice(quiet, now), closing.reply_advice(session, now))
        when = " ".join(each for each in times if each)
        advice = [*(Line(each, Tone.QUIET, "✓ ") for each in words.dos)]
        advice += [Line(each, Tone.QUIET, "✗ ") for each in words.donts]
        return last_look(page, when=when, advice=advice, plan=plan_lines(plan))

    def _ways(self, session: Session) -> tuple[Way, ...]:
        """The ways to send that make sense here and exist on this machine, the best first."""
        draft = session.draft
        mails = self.services.opener().mails(
            to=session.person, subject=draft.subject, body=draft.body
        )
        absent = {Way.MAIL: not mails, Way.PROGRAM: not self.terminal}
        return tuple(way for way in closing.ways(session.channel) if not absent.get(way))


def reading(page: Page, issue: Issue | None) -> str:
    """The section that belongs to this moment; of a draft, that of the issue one is at."""
    return issue.why if issue else page.reading


# -- questions and pauses -------------------------------------------------------------


def question_page(
    view: flow.QuestionView, situation: Situation | None, *, title: str, may_wait: bool
) -> QuestionPage:
    """A question as it is put in this situation; ``may_wait``: it can be left for later."""
    question = view.question
    return QuestionPage(
        title=title,
        ask=question.wording(situation),
        lines=(Line(question.help, Tone.HELP),) if question.help else (),
        choices=YES_NO if question.kind is AnswerKind.YES_NO else question.choices,
        hint=_hint(question),
        reading=question.reading(situation),
        question=question,
        value=view.value,
        typed=view.typed,
        may_wait=may_wait,
    )


def _where(session: Session, view: flow.QuestionView) -> str:
    if session.looking_at:
        return "Assess · an answer you gave"
    name = session.step.value.capitalize()
    if session.step is Step.PAUSE:
        return f"{name} · {view.number} of {view.of}"
    return f"{name} · question {view.number}"


def _hint(question: Question) -> str:
    lettered = question.kind is AnswerKind.CHOICE and len(question.choices) > _NUMBERED
    hint = _LETTERED if lettered else _HINTS[question.kind]
    return hint + (" · may stay empty" if question.optional else "")


def advice_page(
    view: flow.AdviceView,
    *,
    before: Sequence[str] = (),
    overrule: Overrule | None = None,
    instead: str = "",
) -> AdvicePage:
    """From what is known of the person down to what would change the recommendation.

    The user's own choice comes first; ``instead`` says it in a sentence.
    """
    found = view.assessment
    lines = [Line(each, Tone.BEFORE) for each in before]
    if overrule is None:
        lines += [*_verdict(found), *_next(view.plan)]
    else:
        own = f"You decided this yourself. {overrule.reason}".strip()
        lines += [Line(instead, Tone.VERDICT), Line(own, Tone.QUIET), *_next(view.plan)]
        lines += [Line("What I would have done", Tone.HEAD), *_verdict(found)]
    return AdvicePage(
        title="What you decided" if overrule else "What I would do",
        lines=(*lines, *_weighing(found)),
        hint="number: back to that answer",
        facts=tuple(each.fact for each in found.because),
    )


def last_look(
    page: SendPage, *, when: str = "", advice: Sequence[Line] = (), plan: Sequence[str] = ()
) -> SendPage:
    """The last look with all there is to read and to choose.

    The choices come before what is long, so that they are seen.
    """
    below = [
        *_message(page),
        *section("While you send it" if page.draft else "To keep in mind", advice),
        *section("What happens next", [Line(each, Tone.QUIET, "→ ") for each in plan]),
    ]
    choices = offers(page)
    blocked = page.review is not None and bool(page.review.blocked)
    return replace(
        page,
        lines=tuple(_above(page, when)),
        below=tuple(below),
        choices=choices,
        at=choices[-1 if blocked else 0].id,
    )


def pause_page(view: flow.PauseView, strength: int, *, over: bool) -> PausePage:
    """A pause offered to who feels this strong (0-10), under way, or ``over``."""
    choices: tuple[Choice, ...]
    if over:
        ask, told = (
            "The time has come. How is it now?",
            "You may rate it again later, before sending.",
        )
        choices = _RESTED
    elif view.hold is not None:
        ask = "A pause, on purpose."
        told = (
            "Stand up, breathe slowly, look out of a window. Not: rehearse the answer. "
            "Esc takes you home; the walk waits there."
        )
        choices = _WAITING
    else:
        ask = f"That is strong: {strength} of 10."
        told = (
            "It is easier to find the words after a short break. Everything you said "
            "stays here, and you decide."
        )
        choices = (*OFFER, UNSENDABLE)
    return PausePage(
        title="Pause",
        ask=ask,
        lines=(Line(told, Tone.HELP),),
        choices=choices,
        reading=COOL_OFF,
        hold=None if over else view.hold,
    )


def time_left(hold: Hold, now: datetime) -> str:
    """How long a pause lasts yet: in minutes and seconds, or until when where it is long."""
    left = hold.until - now
    if left > timedelta(hours=1):
        return f"Pausing until {spoken_date(hold.until.date())}, {hold.until:%H:%M}"
    minutes, seconds = divmod(max(0, int(left.total_seconds())), 60)
    return f"{minutes}:{seconds:02} left"


def reopening_page(lines: Sequence[str], *, unsafe: bool) -> Page:
    """Before a closed conversation is opened again; ``at`` is what going on in haste means."""
    return Page(
        title="Safety first" if unsafe else "You had closed this",
        ask="" if unsafe else "What has changed since?",
        lines=tuple(map(Line, lines)),
        choices=(_LEAVE, _SAFETY, _OTHER) if unsafe else (_LEAVE, _NEW),
        at=SAFETY_ADVICE if unsafe else GO_ON,
    )


# -- parts of pages -------------------------------------------------------------------


def _verdict(found: Assessment) -> Iterator[Line]:
    """What a friend would say first; of a close call, with the answers that turn it."""
    yield from (Line(each.text, Tone.VERDICT) for each in found.verdicts)
    if _close(found):
        yield Line(_CLOSE, Tone.CLOSE)
        yield from _marked("· ", found.would_change[:_NAMED], Tone.QUIET)
    yield Line(found.reason)
    yield from (Line(each, Tone.QUIET) for each in found.comfort)


def _close(found: Assessment) -> bool:
    """Whether it is a close call, and it can be said on what."""
    return found.sure is Sure.CLOSE and bool(found.would_change)


def _next(plan: Plan) -> list[Line]:
    return section("Next", [Line(each, mark="→ ") for each in plan_lines(plan)])


def _weighing(found: Assessment) -> Iterator[Line]:
    close = _close(found)
    because = [
        Line(each.text, mark=f"{n}  ", answer=n) for n, each in enumerate(found.because, start=1)
    ]
    yield from section("Why (a number goes back to that answer)", because)
    yield from section("For it", _marked("+ ", found.supporting))
    yield from section("Against it", _marked("- ", found.opposing))
    head = "What else would change it" if close else "What would change it"
    yield from section(head, _marked("· ", found.would_change[_NAMED if close else 0 :]))
    if not close and found.would_change:
        yield Line(_CLEAR, Tone.HEAD)


def _above(page: SendPage, when: str) -> Iterator[Line]:
    """What is read before choosing: the time, what must go first, what was left or kept."""
    if page.review is None:
        return
    if when:
        yield Line(when, Tone.HELP)
    review = page.review
    stops = [*review.missing, *map(said, review.stops)]
    yield from (Line(each, Tone.STOP, "✗ ") for each in stops[:_MOST_STOPS])
    if len(stops) > _MOST_STOPS:
        yield Line(f"{len(stops) - _MOST_STOPS} more, below.", Tone.STOP, "✗ ")
    if not review.checked:
        yield Line(review.not_checked, Tone.NOTE, "! ")
    if len(review.left) + len(review.kept) <= _FEW:
        yield from (Line(said(each), Tone.NOTE, "! ") for each in review.left)
        yield from (Line(f"Kept on purpose: {said(each)}", Tone.NOTE, "· ") for each in review.kept)
    elif not review.left:
        yield Line(f"{len(review.kept)} things are kept on purpose; see below.", Tone.NOTE, "· ")
    else:
        beside = f", {len(review.kept)} kept on purpose" if review.kept else ""
        told = f"{len(review.left)} left as they were found{beside}; see below."
        yield Line(told, Tone.NOTE, "! ")


def _message(page: SendPage) -> Iterator[Line]:
    """The message as it leaves, and what was found in it."""
    if page.draft is None or page.review is None:
        return
    subject = f"{page.draft.subject}\n\n" if page.draft.subject else ""
    yield Line(f"{subject}{page.draft.body}", Tone.MESSAGE)
    found = [Line(each[2:], mark=each[:2]) for each in page.review.lines]
    yield from section("Found in it", found)


def _marked(
    mark: str, told: Sequence[Consideration | Change], tone: Tone = Tone.TEXT
) -> list[Line]:
    return [Line(each.text, tone, mark) for each in told]


def _situation(session: Session) -> Situation:
    assert session.situation is not None, "a session begins with its situation"
    return session.situation
