"""The words in ``coach ask``: begun, filled in, typed, and looked over until they may go on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from coach.advice.recommendation import Assessment
from coach.app import draft_review
from coach.app.services import Services
from coach.commands.prompts import Prompts, UnfinishedError
from coach.session import flow
from coach.session.session import Draft, Session
from coach.session.templates import fill, fitting, why_first
from coach.vocabulary import WITH_SUBJECT, Channel

_FILL = "Fill in what is open"
_GO_ON = "Go on with them"
_ANEW = "Begin again"
_AS_THEY_ARE = "Mean them as they are, and go on"


class AskDraft:
    """Where the words of one walk are written.

    ``become`` is told of every change at once, and returns the walk as it is then, so
    that nothing is lost where the input ends in the middle.
    """

    def __init__(
        self, services: Services, talk: Prompts, become: Callable[[Session], Session]
    ) -> None:
        self._services = services
        self._guide = services.guidance
        self._talk = talk
        self._become = become

    @property
    def _today(self) -> date:
        return self._services.clock.now().date()

    def write(self, session: Session, assessment: Assessment) -> None:
        """Begin with a template, a blank page or the words there are; then look them over."""
        verdict = flow.verdict_of(session, assessment)
        settings = self._services.settings
        templates = fitting(self._guide.templates, session, verdict, settings.warmth)
        if templates:
            why = why_first(templates[0], session, self._guide.deciding.questions)
            self._talk.say(f"\n{why}")
        titles = [*(each.title for each in templates), "A blank page"]
        if session.draft.body:
            titles.append("What is written already")
        chosen = self._talk.pick("Begin with", titles, first=True)
        if chosen < len(templates):
            known = flow.known(session, assessment, self._services.me, self._today)
            filled = fill(templates[chosen], known)
            subject = filled.subject if session.channel in WITH_SUBJECT else ""
            draft = Draft(subject=subject, body=filled.body, template=templates[chosen].id)
            session = self._become(replace(session, draft=self._filled(draft, session.channel)))
        elif chosen == len(templates):
            session = self._become(replace(session, draft=self._typed(session)))
        self._look_over(session, assessment)

    def _filled(self, draft: Draft, channel: Channel) -> Draft:
        self._talk.show(draft, channel)
        for slot in flow.open_places(self._guide, draft):
            self._talk.say(f"{slot}:")
            mark = f"‹{slot}›"
            words = self._talk.line() or mark
            draft = replace(
                draft,
                subject=draft.subject.replace(mark, words),
                body=draft.body.replace(mark, words),
            )
        return draft

    def _typed(self, session: Session) -> Draft:
        subject = ""
        if session.channel in WITH_SUBJECT:
            self._talk.say("Subject:")
            subject = self._talk.line()
        self._talk.say("Your words; a line with a single full stop ends them.")
        try:
            return Draft(subject=subject, body=self._talk.text())
        except UnfinishedError as begun:
            self._become(replace(session, draft=Draft(subject=subject, body=begun.args[0])))
            raise

    def _look_over(self, session: Session, assessment: Assessment) -> None:
        """What the checks say, and whether these words go on."""
        draft, always = session.draft, self._services.settings.keep
        report = draft_review.judged(self._guide, session, assessment, always)
        self._talk.show(draft, session.channel)
        self._talk.list(
            f"{report.words} words, {len(report.findings)} to look at",
            [draft_review.said(each) for each in report.findings],
        )
        self._talk.list("", [*draft_review.passed(draft.text, self._today)])
        missing = flow.open_places(self._guide, draft)
        self._talk.list("", [f"Still to fill in: {slot}." for slot in missing])
        options = [_FILL] if missing else []
        options += [_GO_ON, _ANEW]
        options += [_AS_THEY_ARE] if any(not each.kept for each in report.findings) else []
        chosen = options[self._talk.pick("These words?", options, first=not missing)]
        if chosen == _FILL:
            draft = self._filled(draft, session.channel)
            return self._look_over(self._become(replace(session, draft=draft)), assessment)
        if chosen == _ANEW:
            return None
        if chosen == _AS_THEY_ARE:
            kept = draft.kept | {each.rule for each in report.findings}
            session = replace(session, draft=replace(draft, kept=kept))
        self._become(flow.forward(self._guide, session, self._services.clock.now()))
        return None
