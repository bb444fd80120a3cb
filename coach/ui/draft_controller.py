"""At the desk: the part of the app in which the words of a walk come about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from coach.ui.app_state import Ground

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.advice.recommendation import Assessment
    from coach.session.session import Draft, Session
    from coach.session.templates import Template
    from coach.ui.messages import KeepAlways
    from coach.ui.screens.session_screen import SessionScreen


class AtTheDesk(Ground):
    """Templates, the user's editor, the reader's eye, what is kept, and the page never sent."""

    _thrown_away: Template | None = None
    """The template of the user's own that can be brought back."""

    def _walking(self) -> SessionScreen | None:
        """The walk's screen, where it is on top."""
        from coach.ui.screens.session_screen import SessionScreen

        return self.screen if isinstance(self.screen, SessionScreen) else None

    def _fill(self, draft: Draft) -> None:
        """Put these words on the desk; there, undo takes them back."""
        if screen := self._walking():
            screen.fill(draft)

    # Templates

    @work
    async def _choose_template(self) -> None:
        from coach.session import flow
        from coach.session.session import Draft
        from coach.session.templates import fill, fitting, why_first
        from coach.ui.screens import template_screen

        session, assessment = self.session, self._assessment()
        if session is None or assessment is None:
            return
        verdict = flow.verdict_of(session, assessment)
        known = self._known(session, assessment)
        usual = self._services.settings.warmth
        fit = fitting(self._services.guidance.templates, session, verdict, usual)
        templates = [(each, fill(each, known)) for each in fit]
        has_words = bool(session.draft.body.strip())
        questions = self._services.guidance.deciding.questions
        why = why_first(fit[0], session, questions) if fit else ""
        thrown_away = self._thrown_away.title if self._thrown_away else ""
        picked = await self.push_screen_wait(
            template_screen.TemplateScreen(
                templates, has_words=has_words, thrown_away=thrown_away, why=why
            )
        )
        match picked:
            case template_screen.Picked(what=template_screen.BEGIN, index=index):
                template, filled = templates[index]
                self._fill(Draft(subject=filled.subject, body=filled.body, template=template.id))
            case template_screen.Picked(what=template_screen.EDIT, index=index):
                self._edit_template(templates[index][0])
            case template_screen.Picked(what=template_screen.DELETE, index=index):
                self._throw_away(templates[index][0])
            case template_screen.Picked(what=template_screen.UNDO):
                self._bring_template_back()
            case template_screen.Picked(what=template_screen.BLANK):
                self._fill(Draft())
            case template_screen.Picked(what=template_screen.MINE):
                self._keep_template(session, assessment)
            case template_screen.Picked(what=template_screen.UNSENDABLE):
                self._write_unsendable()

    def _known(self, session: Session, assessment: Assessment) -> Mapping[str, str]:
        """What can be filled in by itself."""
        from coach.session import flow

        return flow.known(session, assessment, self._services.me, self._today)

    @work
    async def _keep_template(self, session: Session, assessment: Assessment) -> None:
        """The words on the desk become a template of the user's own, names taken out."""
        from coach.session.flow import verdict_of
        from coach.session.templates import Template, from_draft
        from coach.ui.screens.dialogs import AskWords

        title = await self.push_screen_wait(AskWords("A name for your template", session.topic))
        if title is None:
            return
        known = self._known(session, assessment)
        template = Template(
            id="",
            title=title,
            subject=from_draft(session.draft.subject, known),
            body=from_draft(session.draft.body, known),
            situations=(session.situation,) if session.situation else (),
            verdicts=(verdict_of(session, assessment),),
            own=True,
        )
        if self._save_template(template):
            self.notify(f"Kept as a template of yours: {title}", markup=False)

    @work
    async def _edit_template(self, template: Template) -> None:
        """Another name or other words for one of the user's own."""
        from coach.ui.screens.own_template_screen import OwnTemplateScreen

        changed = await self.push_screen_wait(OwnTemplateScreen(template))
        if changed is not None:
            self._save_template(changed)
        self._choose_template()

    def _throw_away(self, template: Template) -> None:
        """One of the user's own goes; the list it stood in offers to bring it back."""
        if self._write(lambda: self._services.own_templates().delete(template.id)):
            self._thrown_away = template
        self._choose_template()

    def _bring_template_back(self) -> None:
        back, self._thrown_away = self._thrown_away, None
        if back is not None:
            self._save_template(back)
        self._choose_template()

    def _save_template(self, template: Template) -> bool:
        return self._write(lambda: self._services.own_templates().save(template))

    # Writing and looking

    def _edit(self) -> None:
        """The user's own editor, with the screen out of its way."""
        if self.session is None:
            return
        with self.suspend():
            edited = self._services.editor().edit(self.session.draft.body)
        if edited.problem:
            self.notify(edited.problem, severity="warning", timeout=10, markup=False)
        if edited.text != self.session.draft.body:
            self._fill(replace(self.session.draft, body=edited.text))

    def _show_eye(self) -> None:
        """What the other side sees first."""
        from coach.review.inbox_preview import glimpse
        from coach.ui.screens.preview_screen import PreviewScreen

        if self.session is None:
            return
        draft, me = self.session.draft, self._services.me
        self.push_screen(
            PreviewScreen(glimpse(draft.text, sender=me, channel=self.session.channel), me)
        )

    @work
    async def _write_unsendable(self) -> None:
        """A page for oneself; only what the user wants kept is kept, with the walk."""
        from coach.session.flow import to_safety
        from coach.ui.screens.private_page_screen import PrivatePageScreen

        if self.session is None:
            return
        page = await self.push_screen_wait(PrivatePageScreen(self.session.unsendable))
        if self.session is None:
            return
        session = replace(self.session, unsendable=page.kept)
        self.session = to_safety(session) if page.unsafe else session

    # What is kept as it stands

    @work
    async def _keep_finding(self) -> None:
        """Mean a finding as it stands, for as long as the user says."""
        from coach.ui.screens.dialogs import AskScope

        screen = self._walking()
        finding = screen.finding() if screen else None
        if screen is None or finding is None:
            return
        scope = await self.push_screen_wait(AskScope(finding.message))
        if scope is not None:
            screen.keep(finding.rule, scope)

    def on_keep_always(self, event: KeepAlways) -> None:
        """What is never to be marked, from now on and for walks begun later."""
        settings = replace(self._services.settings, keep=event.rules)
        self._services = replace(self._services, settings=settings)
        self._remember("keep", sorted(event.rules))
