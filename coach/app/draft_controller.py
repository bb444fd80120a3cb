"""How a draft comes about: what to begin from, templates of one's own, another editor."""

from dataclasses import dataclass

from coach.advice.questions import Choice
from coach.app.ports import Edited
from coach.app.session_controller import SessionController
from coach.review.inbox_preview import InboxPreview, glimpse
from coach.session import flow
from coach.session.session import Draft, Overrule
from coach.session.templates import Filled, Template, fill, fitting, from_draft, why_first
from coach.vocabulary import WITH_SUBJECT, VerdictId

BLANK, UNSENDABLE, MINE, UNDO = "blank", "unsendable", "mine", "undo"
"""What can be chosen besides a template, whose id is its number in the list."""

KEEP_MINE = Choice(id="mine", text="Keep my draft")
REPLACE = Choice(id="replace", text="Replace it")
REPLACES = "This replaces the draft you've written."
"""What is asked before a template takes the place of the user's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """What a draft can begin from: the templates, filled in, the nearest first.

    ``why`` says what puts the first one first; ``has_words`` that something is written
    already, ``edited`` that these words are the user's own; ``thrown_away`` is the title of
    the template of the user's own deleted last.
    """

    templates: tuple[tuple[Template, Filled], ...] = ()
    why: str = ""
    has_words: bool = False
    edited: bool = False
    thrown_away: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All that can be begun from, and the page that is never sent."""
        return (
            *(
                Choice(id=str(n), text=f"{each.title} (yours)" if each.own else each.title)
                for n, (each, _) in enumerate(self.templates)
            ),
            Choice(id=BLANK, text="A blank page"),
            Choice(id=UNSENDABLE, text="First, write what you'd never send"),
        )


class DraftController:
    """Begins drafts and keeps the user's own templates. Keeping one raises ``OutboxError``."""

    def __init__(self, sessions: SessionController) -> None:
        self._sessions = sessions
        self._thrown_away: Template | None = None

    def beginnings(self) -> Beginnings | None:
        """What to begin from in this session; None while nothing is to be written."""
        session, assessment = self._sessions.session, self._sessions.assessment
        if session is None or assessment is None:
            return None
        services = self._sessions.services
        guidance = services.guidance
        verdict = flow.verdict_of(session, assessment)
        fit = fitting(guidance.templates, session, verdict, services.settings.warmth)
        known = self._known()
        filled = tuple((each, fill(each, known, services.settings.english)) for each in fit)
        body = session.draft.body
        return Beginnings(
            templates=filled,
            why=why_first(fit[0], session, guidance.deciding.questions) if fit else "",
            has_words=bool(body.strip()),
            edited=bool(body.strip()) and all(body != words.body for _, words in filled),
            thrown_away=self._thrown_away.title if self._thrown_away else "",
        )

    def overrule(self, choice: Overrule) -> None:
        """The user decides otherwise; a template as it was filled in belonged to what was said."""
        offered, before = self.beginnings(), self._verdict()
        self._sessions.overrule(choice)
        if offered and offered.has_words and not offered.edited and self._verdict() != before:
            self._sessions.write(Draft())

    def _verdict(self) -> VerdictId | None:
        session, found = self._sessions.session, self._sessions.assessment
        return flow.verdict_of(session, found) if session and found else None

    def begun(self, template: Template, filled: Filled) -> Draft:
        """A draft from a template; it has a subject only where one is sent."""
        with_subject = self._sessions.current.channel in WITH_SUBJECT
        subject = filled.subject if with_subject else ""
        return Draft(subject=subject, body=filled.body, template=template.id)

    def keep_as_template(self, title: str) -> Template:
        """The draft as a template of the user's own, names taken out."""
        session, assessment = self._sessions.current, self._sessions.assessment
        assert assessment is not None, "there's no decision yet to write a draft for"
        known = self._known()
        return self.save(
            Template(
                id="",
                title=title,
                subject=from_draft(session.draft.subject, known),
                body=from_draft(session.draft.body, known),
                situations=(session.situation,) if session.situation else (),
                verdicts=(flow.verdict_of(session, assessment),),
                own=True,
            )
        )

    def save(self, template: Template) -> Template:
        """Keep one of the user's own, over the one it was."""
        return self._sessions.services.own_templates().save(template)

    def throw_away(self, template: Template) -> None:
        """Delete one of the user's own; ``bring_back`` undoes it."""
        self._sessions.services.own_templates().delete(template.id)
        self._thrown_away = template

    def bring_back(self) -> None:
        """Keep again the one deleted last."""
        back, self._thrown_away = self._thrown_away, None
        if back is not None:
            self.save(back)

    def edit(self) -> Edited:
        """The body as the user's own editor leaves it; takes as long as the user does."""
        return self._sessions.services.editor().edit(self._sessions.current.draft.body)

    def editor_name(self) -> str:
        """Which editor that is, to be said before it opens; empty where there is none."""
        return self._sessions.services.editor().name()

    def preview(self) -> InboxPreview:
        """What the other side sees first."""
        session, me = self._sessions.current, self._sessions.services.me
        return glimpse(session.draft.text, sender=me, channel=session.channel)

    def _known(self) -> dict[str, str]:
        """What can be filled in by itself."""
        session, assessment = self._sessions.current, self._sessions.assessment
        assert assessment is not None, "there's no decision yet to write a draft for"
        today = self._sessions.now.date()
        services = self._sessions.services
        plan = flow.plan_of(services.guidance, session, assessment, today)
        return dict(flow.known(session, plan, services.me, today))
