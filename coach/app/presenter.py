"""Turns each view of a session into the page that every front end draws."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coach.advice.questions import Choice, Question, spoken_date
from coach.advice.recommendation import Assessment, plan_lines
from coach.app import closing
from coach.app.closing import Way
from coach.app.draft_review import DraftReview, review_draft
from coach.app.pages import (
    AdvicePage,
    DraftPage,
    Line,
    Page,
    SendPage,
    Tone,
)
from coach.app.safety_pages import life_advice, safety_page, warned_of
from coach.app.services import Services
from coach.app.session_pages import advice_page, last_look, pause_page, points, question_page
from coach.journal.decisions import Person, Summary
from coach.journal.outcomes import outcome_words
from coach.journal.people import history, name_key, unsafe_names
from coach.review.checks import Issue
from coach.session import flow
from coach.session.guidance import pause_questions
from coach.session.guide_references import reading_of
from coach.session.kept_issues import kept
from coach.session.safety import AFRAID, LEFT_OPEN, disclosed_by
from coach.session.session import Session
from coach.session.typed_answers import said_on
from coach.vocabulary import WITH_SUBJECT, Situation, Step, VerdictId

_EVENING = 18
"""The hour from which a date that is today counts as passed in a draft."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the journal knows, for names to offer and earlier decisions to show."""

    summaries: tuple[Summary, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names met before, the last one first; nobody who is never to be contacted."""
        unsafe = unsafe_names(self.summaries, self.people)
        shown = (each for each in self.summaries if not each.hidden)
        named = (each.person for each in shown if name_key(each.person) not in unsafe)
        return tuple(dict.fromkeys(name for name in named if name))

    def of(self, person: str, verdicts: Mapping[str, str]) -> tuple[str, ...]:
        """Earlier decisions with this person and the private note, as lines."""
        past = history(person, self.summaries, self.people)
        lines = [
            f"{spoken_date(each.decided.date())}: {verdicts[each.verdict]}"
            + (f", {each.topic}" if each.topic else "")
            + (f" ({outcome_words(each.situation)[each.outcome].lower()})" if each.outcome else "")
            for each in past.decisions[:3]
            if not each.hidden
        ]
        notes = past.person.notes if past.person else ()
        lines += [f"Your note, {spoken_date(each.at.date())}: {each.text}" for each in notes[-2:]]
        return (f"Earlier with {past.name}:", *lines) if lines else ()


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
                page = question_page(view, session.situation, title=title, may_wait=pausing)
                if session.lapsed and view.question.id == "set_by":
                    page = replace(page, lines=(_lapsed(session.lapsed), *page.lines))
                return replace(page, said_on=said_on(view.question, session.answers))
            case flow.PauseView(hold=hold):
                over = hold is not None and hold.over(self._now)
                due_today = session.due_by(self._now.date())
                return pause_page(view, session.strength, over=over, due_today=due_today)
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
        assert isinstance(assessment, Assessment), "only a session with a decision has a draft"
        ignored = self.services.settings.keep
        evening = self._now.hour >= _EVENING  # nobody answers by a day that is nearly over
        judged = today + timedelta(days=evening)
        return review_draft(self.services.guidance, session, assessment, ignored, judged)

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
        """What the user may decide instead; in danger, nothing that names a day or an answer."""
        words = self.services.guidance.deciding.words
        return tuple(
            Choice(id=id, text=each.name)
            for id, each in words.items()
            if id in LEFT_OPEN or not session.in_danger
        )

    # The recommendation

    def numbered(self, page: AdvicePage, session: Session, before: tuple[str, ...]) -> AdvicePage:
        """The page with each answer under the number it had ``before``, also where it counts less.

        An answer that was changed can so be changed again, though it decides nothing now.
        """
        told = session.facts()
        kept = tuple(each for each in before if each in page.facts or each in told)
        facts = (*kept, *(each for each in page.facts if each not in kept))
        at = [n for n, line in enumerate(page.lines) if line.answer]
        if facts == page.facts or not at:
            return page
        texts = {page.facts[line.answer - 1]: line for line in page.lines if line.answer}
        lines = []
        for number, fact in enumerate(facts, start=1):
            line = texts.get(fact) or Line(self._answer(session, fact))
            lines.append(replace(line, mark=f"{number}  ", answer=number))
        rest = (page.lines[: at[0]], page.lines[at[-1] + 1 :])
        return replace(page, lines=(*rest[0], *lines, *rest[1]), facts=facts)

    def _answer(self, session: Session, fact: str) -> str:
        question = self.questions[fact]
        said = question.text_of(session.facts()[fact])
        return f"{question.wording(session.situation)} {said}"

    def _advice(self, session: Session, view: flow.AdviceView, memory: Memory) -> AdvicePage:
        overrule, felt = session.overrule, session.answers.get("feelings")
        page = advice_page(
            view,
            before=() if session.in_danger else memory.of(session.person, self.verdict_names),
            overrule=overrule,
            instead=self._closes(session, overrule.verdict) if overrule else "",
            afraid=isinstance(felt, tuple) and AFRAID in felt,
        )
        quiet, today = self.services.settings.quiet, self._now.date()
        if view.plan.by == today and quiet.covers(self._now) and not session.in_danger:
            latest = _latest(session, today)
            late = closing.time_advice(quiet, self._now, due_today=True, latest=latest)
            page = replace(page, lines=(*page.lines[:1], Line(late, Tone.NOTE), *page.lines[1:]))
        if disclosed_by(session.answers) and not page.facts:
            page = replace(page, hint="ctrl+r to change your answer")
        return replace(page, reading=reading_of(self.services.guidance, view.assessment))

    # The draft and the last look

    def _draft(self, session: Session, assessment: Assessment) -> DraftPage:
        plan = flow.plan_of(self.services.guidance, session, assessment, self._now.date())
        return DraftPage(
            title="Draft",
            lines=points(plan),
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
        today = now.date()
        latest = _latest(session, today)
        theirs = session.situation is Situation.WAITING and latest is None
        planned = plan.by is not None and plan.by <= today and not theirs
        due_today = session.due_by(today) or planned
        page = SendPage(
            title="Send and close" if verdict.sends else "Close",
            ask=look.title if verdict.sends else self._closes(session, verdict),
            draft=session.outgoing if verdict.sends else None,
            now=now,
            review=self.review(session) if verdict.sends else None,
            ways=self._ways(session) if verdict.sends else (),
            was=session.strength if closing.rates_again(session, assessment) else None,
            later=closing.working_morning(quiet, now)
            if quiet.covers(now) and not due_today
            else None,
            guess_by=closing.guess_by(session, verdict, plan),
            overtaken=look.overtaken if verdict.sends or verdict is VerdictId.WAIT else "",
            due_today=due_today,
            handed=bool(session.handed),
            reading=reading_of(guidance, assessment),
        )
        times = (
            closing.time_advice(quiet, now, due_today=due_today, latest=latest),
            closing.reply_advice(session, now),
        )
        when = " ".join(each for each in times if each)
        safety = guidance.safety
        careful = (safety.danger_dos, safety.danger_donts) if warned_of(session) else None
        dos, donts = life_advice(session, safety) or careful or (words.dos, words.donts)
        advice = [*(Line(each, Tone.QUIET, "✓ ") for each in dos)]
        advice += [Line(each, Tone.QUIET, "✗ ") for each in donts]
        return last_look(page, when=when, advice=advice, plan=plan_lines(plan))

    def _closes(self, session: Session, verdict: VerdictId) -> str:
        """What is decided, in a sentence; in danger nothing that they'd notice comes first."""
        guidance = self.services.guidance
        careful = guidance.safety.close.get(verdict) if warned_of(session) else None
        return careful or guidance.deciding.words[verdict].sentence(flow.situation_of(session))

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


def _lapsed(day: str) -> Line:
    """What is to be said anew of a date given before: it has passed."""
    said = spoken_date(date.fromisoformat(day))
    text = f"{said}, the date you gave before, has passed. Answer this as things stand today."
    return Line(text, Tone.NOTE)


def _where(session: Session, view: flow.QuestionView) -> str:
    if session.looking_at:
        return "Assess · an answer you gave"
    return f"{session.step.value.capitalize()} · question {view.number}"


def _latest(session: Session, today: date) -> date | None:
    """The last day on which what is advised can still help; today where harm is near."""
    extra, needed = session.answers.get("waiting_extra"), session.answers.get("needed_by")
    if isinstance(extra, tuple) and "harm" in extra:
        return today
    day = date.fromisoformat(str(needed)) if needed else None
    return day if day and day >= today else None
