"""What the walk shows at each point of it: a pane, its title and keys, and what goes beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from coach.advice.questions import Question, spoken_date
from coach.advice.recommendation import Assessment, plan_lines
from coach.app.services import Services
from coach.journal.decisions import Person, Summary
from coach.problems import ContentError
from coach.session import flow
from coach.session.guidance import Guidance, pause_questions
from coach.session.session import Draft, Session
from coach.ui.widgets.hanging_lines import clickable
from coach.ui.widgets.pause_pane import PausePane
from coach.ui.widgets.question_card import QuestionCard
from coach.ui.widgets.recommendation_view import RecommendationPane
from coach.ui.widgets.tones import quiet
from coach.vocabulary import WITH_SUBJECT, Situation, Step, VerdictId

if TYPE_CHECKING:
    from coach.app.closing import Way
    from coach.app.draft_review import ReviewState
    from coach.review.checks import Issue
    from coach.ui.widgets.draft_pane import DraftPane
    from coach.ui.widgets.send_pane import SendPane


@dataclass(frozen=True, slots=True)
class Memory:
    """What the journal knows, for names to offer and earlier decisions to show."""

    summaries: tuple[Summary, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names met before, the last one first."""
        return tuple(dict.fromkeys(each.person for each in self.summaries if each.person))

    def of(self, person: str, verdicts: Mapping[VerdictId, str]) -> tuple[str, ...]:
        """Earlier decisions with this person and the private note, as lines."""
        from coach.journal.outcomes import outcome_words
        from coach.journal.people import history

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


class SessionPanes:
    """Makes the pane for each view of one walk.

    ``walked`` gives the session as it is when a pane asks, and ``always`` the rules
    whose findings are kept for good.
    """

    def __init__(
        self,
        services: Services,
        walked: Callable[[], Session],
        always: Callable[[], frozenset[str]],
    ) -> None:
        self._services = services
        self._walked = walked
        self._always = always

    def pane(self, view: flow.View, memory: Memory) -> Widget:
        """What is shown for this view."""
        session = self._walked()
        match view:
            case flow.QuestionView():
                return QuestionCard(
                    view,
                    session.situation,
                    today=self._services.clock.now().date(),
                    read_date=self._services.dates().read,
                    known_people=memory.names,
                    may_wait=session.step is Step.PAUSE,
                )
            case flow.PauseView(hold=hold):
                return PausePane(hold, session.strength, self._services.clock.now)
            case flow.AdviceView():
                return self._verdict(session, view, memory)
            case flow.DraftView(assessment=assessment):
                return self._desk(session, assessment)
            case flow.SendView(assessment=assessment):
                return self._last_look(session, assessment)

    def standing(self) -> "ReviewState":
        """What still stands against the words as they are now."""
        from coach.app.draft_review import standing

        session, guidance = self._walked(), self._services.guidance
        assessment = flow.assess(guidance, session, self._services.clock.now().date())
        assert isinstance(assessment, Assessment), "only a decided walk has words or an end"
        today = self._services.clock.now().date()
        return standing(guidance, session, assessment, self._always(), today)

    def _verdict(
        self, session: Session, view: flow.AdviceView, memory: Memory
    ) -> RecommendationPane:
        words = self._services.guidance.deciding.words
        overrule = session.overrule
        return RecommendationPane(
            view.assessment,
            plan=view.plan,
            overrule=overrule,
            overrule_text=words[overrule.verdict].sentence(_situation(session)) if overrule else "",
            before=memory.of(session.person, {id: each.name for id, each in words.items()}),
        )

    def _desk(self, session: Session, assessment: Assessment) -> "DraftPane":
        from coach.app.draft_review import at_the_desk
        from coach.review.checks import Checker, Review
        from coach.session.kept_issues import kept
        from coach.ui.widgets.draft_pane import DraftPane

        checker = Checker(self._services.guidance.rules)
        verdict = flow.verdict_of(session, assessment)

        def judge(text: str) -> Review:
            now = self._walked()
            setting = partial(
                checker.check,
                situation=_situation(now),
                verdict=verdict,
                channel=now.channel,
                kept=frozenset(kept(now, self._always())),
            )
            slots = open_places(Draft(body=text, template=now.draft.template))
            return at_the_desk(setting, text, now, slots, self._services.clock.now().date())

        def open_places(draft: Draft) -> tuple[str, ...]:
            return flow.open_places(self._services.guidance, draft)

        return DraftPane(
            session.draft,
            judge,
            open_places,
            with_subject=session.channel in WITH_SUBJECT,
            scopes=lambda: kept(self._walked(), self._always()),
        )

    def _last_look(self, session: Session, assessment: Assessment) -> "SendPane":
        from coach.app import closing, draft_review
        from coach.ui.widgets.send_details import SendDetails
        from coach.ui.widgets.send_pane import SendPane

        services = self._services
        guidance, now, quiet = services.guidance, services.clock.now(), services.settings.quiet
        verdict = flow.verdict_of(session, assessment)
        words = guidance.deciding.words[verdict]
        look = closing.last_look_words(session, verdict)
        plan = flow.plan_of(guidance, session, assessment, now.date())
        when = (closing.time_advice(quiet, now), closing.reply_advice(session, now))
        told = SendDetails(
            draft=None,
            title=words.sentence(_situation(session)),
            now=now,
            advice=[*(f"✓ {each}" for each in words.dos), *(f"✗ {each}" for each in words.donts)],
            plan=plan_lines(plan),
            later=closing.working_morning(quiet, now) if quiet.covers(now) else None,
            guess_by=closing.guess_by(session, verdict, plan),
            beside=self._beside,
            overtaken=look.overtaken if verdict.sends or verdict is VerdictId.WAIT else "",
        )
        if not verdict.sends:
            return SendPane(told)
        return SendPane(
            replace(
                told,
                draft=session.draft,
                title=look.title,
                when=[each for each in when if each],
                standing=draft_review.standing(
                    guidance, session, assessment, self._always(), now.date()
                ),
                ways=self._ways(session),
                programs=self._mail_programs,
                was=session.strength if closing.rates_again(session, assessment) else None,
            )
        )

    def _beside(self) -> Sequence[Question]:
        """What is asked beside a guess; nothing where content cannot say it."""
        try:
            return self._services.guidance.aftercare.beside
        except ContentError:
            return ()

    def _ways(self, session: Session) -> "tuple[Way, ...]":
        """The ways out that make sense here and exist on this machine."""
        from coach.app.closing import Way, ways

        draft = session.draft
        found = ways(session.channel)
        if self._services.opener().mails(to=session.person, subject=draft.subject, body=draft.body):
            return found
        return tuple(way for way in found if way is not Way.MAIL)

    def _mail_programs(self) -> tuple[str, ...]:
        """The mail programs of the terminal that could open the draft; may take two seconds."""
        session = self._walked()
        found = self._services.terminal_mail().programs(
            "", to=session.person, subject=session.draft.subject, body=session.draft.body
        )
        return tuple(each.name for each in found)


def identity(view: flow.View, session: Session, now: datetime) -> tuple[object, ...]:
    """What must differ for another pane to be shown."""
    match view:
        case flow.QuestionView(question=question):
            return ("ask", session.step, question.id)
        case flow.PauseView(hold=hold):
            return ("cool", hold, hold.over(now) if hold else False)
        case flow.AdviceView(assessment=assessment, plan=plan):
            return ("found", assessment, session.overrule, plan)
        case flow.DraftView():
            return ("write",)
        case flow.SendView(assessment=assessment):
            return ("close", assessment, session.draft, session.strength_after, session.overrule)


def title(view: flow.View, session: Session) -> str:
    """What the frame says on top."""
    match view:
        case flow.QuestionView() if session.looking_at:
            return "Assess · an answer you gave"
        case flow.QuestionView(number=number, of=of):
            name = session.step.value.capitalize()
            pausing = session.step is Step.PAUSE
            return f"{name} · {number} of {of}" if pausing else f"{name} · question {number}"
        case flow.PauseView():
            return "Pause"
        case flow.AdviceView():
            return "What you decided" if session.overrule else "What I would do"
        case flow.DraftView():
            return "Draft"
        case flow.SendView():
            return "Send and close"


def tools(view: flow.View) -> Content:
    """Keys that belong to this pane alone, to be clicked as well."""
    if not isinstance(view, flow.AdviceView):
        return Content("")
    return Content("number: back to that answer · ") + clickable(
        "ctrl+o decides otherwise", "screen.overrule"
    )


def reading(guidance: Guidance, view: flow.View, finding: "Issue | None") -> str:
    """The section that belongs to this moment; empty for the library."""
    from coach.session.guide_references import reading_of

    match view:
        case flow.QuestionView(question=question):
            return question.read
        case flow.PauseView():
            return "cool-off#calm-down"
        case flow.DraftView(assessment=assessment):
            return finding.why if finding else reading_of(guidance, assessment)
        case flow.SendView(assessment=assessment) | flow.AdviceView(assessment=assessment):
            return reading_of(guidance, assessment)


def so_far(guidance: Guidance, session: Session) -> Content:
    """What was asked and answered until now."""
    told = Content("")
    if session.situation is None:
        return told
    asked = {each.id: each for each in pause_questions(guidance, session.situation)}
    asked |= {id: each for id, each in guidance.deciding.questions.items() if id not in asked}
    for id, question in asked.items():
        if id in session.answers:
            ask = question.wording(session.situation)
            told += quiet(f"{ask}\n")
            told += Content(f"{question.text_of(session.answers[id])}\n\n")
    return told


def _situation(session: Session) -> Situation:
    assert session.situation is not None, "a walk begins with its situation"
    return session.situation
