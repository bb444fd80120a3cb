"""The part of the walk's screen in which words are written: its keys, and what is kept as it is."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from coach.session import kept_issues
from coach.session.kept_issues import Scope
from coach.session.session import Draft, Session
from coach.ui.messages import KeepAlways, Want, Wish
from coach.vocabulary import Severity

if TYPE_CHECKING:
    from coach.review.checks import Issue
    from coach.ui.widgets.draft_pane import DraftPane


class Drafting(Screen[None]):
    """Passes the draft's keys on to the desk, where there is one.

    The walk's screen brings what the bare methods below name.
    """

    _always: frozenset[str]

    @property
    def _walk(self) -> Session:
        raise NotImplementedError

    def _become(self, session: Session) -> None:
        raise NotImplementedError

    def desk(self) -> "DraftPane | None":
        """The desk, while there are words to write."""
        from coach.ui.widgets.draft_pane import DraftPane

        found = self.query(DraftPane)
        return found.first() if found else None

    def finding(self) -> "Issue | None":
        """The finding one is at, in the draft."""
        pane = self.desk()
        return pane.current() if pane else None

    def fill(self, draft: Draft) -> None:
        """Put these words on the desk."""
        if pane := self.desk():
            pane.fill(draft)

    def keep(self, rule: str, scope: Scope | None) -> None:
        """Mean what this rule finds for so long; for None, mark it again."""
        session, always = self._walk, self._always
        session = (
            kept_issues.keep(session, rule, scope) if scope else kept_issues.release(session, rule)
        )
        self._always = always | {rule} if scope is Scope.ALWAYS else always - {rule}
        self._become(session)
        if self._always != always:
            self.post_message(KeepAlways(self._always))
        if pane := self.desk():
            pane.judge()

    def on_draft_pane_kept(self, event: "DraftPane.Kept") -> None:
        """Kept, or marked again, by a click."""
        self.keep(event.rule, event.scope)

    # Keys

    def action_finding(self, by: int) -> None:
        """To the next finding, or the one before."""
        if pane := self.desk():
            pane.step(by)

    def action_apply(self) -> None:
        """Take the suggestion."""
        if (pane := self.desk()) and not pane.apply():
            self.notify("There is no ready wording here; f2 says more about it.", markup=False)

    def action_keep(self) -> None:
        """Mean it as it stands, for as long as the user says; or mark it again."""
        finding = self.finding()
        if finding is None:
            return
        if finding.kept:
            self.keep(finding.rule, None)
        elif finding.severity is Severity.STOP:
            self.notify("This has to go before it can leave; f2 says why.", markup=False)
        else:
            self.post_message(Want(Wish.KEEP))

    def action_eye(self) -> None:
        """Show what the other side sees first."""
        if self.desk():
            self.post_message(Want(Wish.EYE))

    def action_editor(self) -> None:
        """Write in one's own editor."""
        if self.desk():
            self.post_message(Want(Wish.EDITOR))

    def action_templates(self) -> None:
        """Begin from another template."""
        if self.desk():
            self.post_message(Want(Wish.TEMPLATES))
