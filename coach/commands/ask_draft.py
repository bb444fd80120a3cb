"""The draft in ``coach ask``: begun, filled in, typed, and looked over until it may go on."""

from dataclasses import replace

from coach.advice.questions import Choice
from coach.app.controllers import Controllers
from coach.app.draft_controller import BLANK, UNSENDABLE
from coach.app.draft_review import said
from coach.commands.prompts import Prompts, UnfinishedError
from coach.session import flow
from coach.session.kept_issues import Scope
from coach.session.session import Draft
from coach.vocabulary import WITH_SUBJECT

_THERE = Choice(id="there", text="The draft you have")
_FILL = Choice(id="fill", text="Fill in the gaps")
_GO_ON = Choice(id="on", text="Continue with this draft")
_ANEW = Choice(id="anew", text="Start again")
_AS_THEY_ARE = Choice(id="keep", text="Ignore the issues and continue")
_KEEP_PAGE = Choice(id="keep", text="Save it with this decision")
_THROW_PAGE = Choice(id="throw", text="Delete it")


class AskDraft:
    """Where the draft of a session is written. Every change goes to the session at once."""

    def __init__(self, controllers: Controllers, talk: Prompts) -> None:
        self._drafts = controllers.drafts
        self._sessions = controllers.sessions
        self._talk = talk

    def write(self) -> None:
        """Begin with a template, a blank page or the draft there is; then look it over."""
        offered = self._drafts.beginnings()
        assert offered is not None, "what is written was decided"
        if offered.why:
            self._talk.say(f"\n{offered.why}")
        there = [_THERE] if offered.has_words else []
        picked = self._talk.choose("Begin with", [*offered.choices, *there], first=True)
        if picked == UNSENDABLE:
            self.write_privately()
            return
        if picked == BLANK:
            self._sessions.write(self._typed())
        elif picked != _THERE.id:
            begun = self._drafts.begun(*offered.templates[int(picked)])
            self._talk.show(begun, self._sessions.current.channel)
            self._sessions.write(self._filled(begun))
        while self._look_over():
            pass

    def write_privately(self) -> None:
        """A page for oneself; only what the user wants kept is kept, with the session."""
        self._talk.say(
            "Say it all. It's never sent. To finish, type a full stop alone and press enter."
        )
        text = self._talk.text()
        if text.strip():
            picked = self._talk.choose("What should happen to it?", (_THROW_PAGE, _KEEP_PAGE))
            self._sessions.write_privately(text if picked == _KEEP_PAGE.id else "")

    def _filled(self, draft: Draft) -> Draft:
        for slot in flow.open_places(self._sessions.services.guidance, draft):
            self._talk.say(f"{slot}:")
            mark = f"‹{slot}›"
            words = self._talk.line() or mark
            draft = replace(
                draft,
                subject=draft.subject.replace(mark, words),
                body=draft.body.replace(mark, words),
            )
        return draft

    def _typed(self) -> Draft:
        subject = ""
        if self._sessions.current.channel in WITH_SUBJECT:
            self._talk.say("Subject:")
            subject = self._talk.line()
        self._talk.say("Write your message. To finish, type a full stop alone and press enter.")
        try:
            return Draft(subject=subject, body=self._talk.text())
        except UnfinishedError as begun:
            self._sessions.write(Draft(subject=subject, body=begun.args[0]))
            raise

    def _look_over(self) -> bool:
        """What the checks say, and whether it goes on; true where it is to be looked over again."""
        review, session = self._sessions.review(), self._sessions.current
        found = review.review.findings
        self._talk.show(session.draft, session.channel)
        look = (
            "ready"
            if review.ready
            else f"{len(found) or 'no'} {'issue' if len(found) == 1 else 'issues'}"
        )
        head = f"{review.review.words} words, {look}"
        self._talk.list(head, [*map(said, found), *review.notices, *review.missing] or ["-"])
        options = [_FILL] if review.slots else []
        options += [_GO_ON, _ANEW]
        options += [_AS_THEY_ARE] if any(not each.kept for each in found) else []
        match self._talk.choose(
            "What do you want to do with this draft?", options, first=not review.slots
        ):
            case _FILL.id:
                self._sessions.write(self._filled(session.draft))
                return True
            case _AS_THEY_ARE.id:
                for rule in {each.rule for each in found}:
                    self._sessions.keep_issue(rule, Scope.DRAFT)
                self._sessions.forward()
            case _GO_ON.id:
                self._sessions.forward()
        return False
