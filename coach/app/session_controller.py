"""Owns the one session: every change goes through here, is told at once, and is saved."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from coach.advice.questions import AnswerKind, Question, Value
from coach.advice.recommendation import Assessment
from coach.app import safety_pages
from coach.app.closing import with_answer
from coach.app.draft_review import DraftReview
from coach.app.pages import AdvicePage, Page
from coach.app.presenter import Memory, Presenter
from coach.app.send_steps import Held, Rated, Returned
from coach.app.services import Services
from coach.app.session_pages import reopening_page
from coach.journal import incident_log
from coach.journal.conversations import Conversation, conversation_with, why_closed
from coach.journal.decisions import Person, Summary
from coach.journal.people import name_key
from coach.journal.repository import Clash
from coach.session import flow, kept_issues, safety
from coach.session.continuation import looked_at_again
from coach.session.fear_words import fears
from coach.session.kept_issues import Scope
from coach.session.safety import LOG, Incident, SafetyPart
from coach.session.session import TEN_MINUTES, Draft, Overrule, Session, pause_until
from coach.vocabulary import Situation, Step

P = ParamSpec("P")
T = TypeVar("T")


PAUSE = 0.5
"""Seconds without a change after which the session is saved."""

CEILING = 1.0
"""Seconds that a change may wait while others keep coming: what a crash may cost at most."""


def _while_in_session(
    change: Callable[Concatenate["SessionController", P], T],
) -> Callable[Concatenate["SessionController", P], T | None]:
    """What is asked of a session that has ended is not done: a key or a timer came too late."""

    @wraps(change)
    def asked(self: "SessionController", /, *args: P.args, **more: P.kwargs) -> T | None:
        return change(self, *args, **more) if self.session is not None else None

    return asked


class SessionController:
    """The session as it stands, and what may be done to it.

    What changes it calls every listener, in the same moment; ``save`` raises
    ``JournalError`` and leaves the session unsaved, so that a later save tries again.
    ``monotonic`` is a clock in seconds that only goes forward; ``asks_name`` says whether
    the user's own name may still be asked for, which is done once.
    """

    def __init__(
        self,
        services: Services,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        terminal: bool = True,
    ) -> None:
        self.services = services
        self.memory = Memory()
        self._monotonic = monotonic
        self._terminal = terminal
        self._session: Session | None = None
        self._base: Session | None = None
        self._unsaved: tuple[float, float] | None = None  # the first change, and the last
        self._met: set[str] = set()
        self._numbered: dict[str, tuple[str, ...]] = {}
        self._heard_outside: frozenset[str] = frozenset()
        self.asks_name = True
        self._listeners: list[Callable[[Session], None]] = []

    # What there is

    @property
    def session(self) -> Session | None:
        """The session one is in; None on home."""
        return self._session

    @property
    def current(self) -> Session:
        """The session one is in; there must be one."""
        assert self._session is not None, "a session has begun"
        return self._session

    @property
    def now(self) -> datetime:
        """This moment, with the user's own zone."""
        return self.services.clock.now()

    @property
    def assessment(self) -> Assessment | None:
        """What is advised; None while it is not known."""
        if self._session is None:
            return None
        found = flow.assess(self.services.guidance, self._session, self.now.date())
        return found if isinstance(found, Assessment) else None

    @property
    def presenter(self) -> Presenter:
        """Makes the pages of this moment."""
        return Presenter(self.services, self._terminal)

    def view(self) -> flow.View:
        """Where the session stands."""
        return flow.view(self.services.guidance, self.current, self.now)

    def page(self) -> Page:
        """What it shows now."""
        page = self.presenter.page(self.current, self.memory)
        if not isinstance(page, AdvicePage):
            return page
        named = self._numbered.get(self.current.id, ())
        page = self.presenter.numbered(page, self.current, named)
        self._numbered[self.current.id] = page.facts
        return page

    def review(self, draft: Draft | None = None) -> DraftReview:
        """What stands against this draft in this session; without one, against its own."""
        session = self.current
        if draft is not None:
            session = replace(session, draft=replace(draft, kept=session.draft.kept))
        return self.presenter.review(session)

    def scopes(self) -> dict[str, Scope]:
        """For how long each check is kept, by check; empty outside a session."""
        if self._session is None:
            return {}
        return dict(kept_issues.kept(self._session, self.services.settings.keep))

    def remember(self, summaries: tuple[Summary, ...], people: tuple[Person, ...]) -> None:
        """What the journal knows of people and earlier decisions."""
        self.memory = Memory(summaries, people)

    def listen(self, listener: Callable[[Session], None]) -> Callable[[], None]:
        """Call this after each change of the session; what is returned ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # Begin and end

    def start(self, situation: Situation) -> Session:
        """A new session. Raises ``ContentError`` where none can be begun."""
        fresh = Session(id=self.services.new_id(), started=self.now, touched=self.now)
        self._base = None
        return self.begin(fresh.begin(situation))

    def begin(self, session: Session) -> Session:
        """Enter a new session in which something is known already. Raises ``ContentError``."""
        entered = self._enter(session)
        self._mark_unsaved()
        return entered

    def resume(self, session: Session) -> Session:
        """Go on with one that was left; it was asked about its person before, if at all."""
        self._met.add(_person(session))
        self._base = session
        guidance, today = self.services.guidance, self.now.date()
        self._enter(session)
        if (now := looked_at_again(session, guidance, today)) is not session:
            self.become(now)
        if self.current.at_safety in (SafetyPart.LOG, SafetyPart.WRITTEN):
            self.become(replace(self.current, at_safety=SafetyPart.PAGE))  # others may look on
        return self.current

    def _enter(self, session: Session) -> Session:
        _ = self.services.guidance.deciding, self.services.guidance.script
        self._session, self._unsaved = session, None
        return session

    def switch(self, session: Session) -> None:
        """Go on with this one instead, as with one that was left; the other is saved first."""
        self.save()
        self.resume(session)

    def leave(self) -> Clash | None:
        """Be in no session; this one is saved, or dropped where nothing was said in it.

        Returns what another window saved meanwhile, if it did; both are kept then.
        """
        if self._session is not None and self._session.untouched:
            self.drop()
        clash = self.save()
        self.forget()
        return clash

    def drop(self) -> None:
        """Take this session out of the journal and be in none."""
        self.services.journal().drop(self.current.id)
        self.forget()

    def throw_away(self, session: Session) -> Session:
        """Drop an open session, one is not in; returns it as it stands in the journal by now."""
        journal = self.services.journal()
        found = next((each for each in journal.sessions() if each.id == session.id), session)
        journal.drop(session.id)
        if found.follows:  # what led to it is open again, and asked about as before
            with suppress(KeyError):
                journal.take_back(found.follows)
        return found

    def forget(self) -> None:
        """Be in no session; nothing of it is left to be saved."""
        self._session = self._base = self._unsaved = None

    # Saving

    @property
    def save_in(self) -> float | None:
        """Seconds until the session is to be saved, at most 0 where it is late; None if saved."""
        if self._unsaved is None:
            return None
        first, last = self._unsaved
        return min(last + PAUSE, first + CEILING) - self._monotonic()

    def save(self, *, always: bool = False) -> Clash | None:
        """Save the session now, if it changed, or ``always``. Raises ``JournalError``.

        Where another window changed it too, both are kept: this one goes on under an id
        of its own, and the clash says what the other is.
        """
        clash = None
        if self._session is not None and (always or self._unsaved is not None):
            clash = self.services.journal().keep(self._session, self._base)
            if clash is not None:
                self._session = clash.kept
            self._base = self._session
        self._unsaved = None
        return clash

    def become(self, session: Session) -> Session:
        """Be this from now on, touched in this moment."""
        if self._session is None:  # a last word of a session that has ended
            return session
        self._session = replace(session, touched=self.now)
        self._mark_unsaved()
        for listener in tuple(self._listeners):
            listener(self._session)
        return session

    def _mark_unsaved(self) -> None:
        now = self._monotonic()
        self._unsaved = (self._unsaved[0] if self._unsaved else now, now)

    # Answers

    @_while_in_session
    def answer(self, question: Question, value: Value) -> None:
        """An answer leads on."""
        self.become(flow.answer(self.services.guidance, self.current, question.id, value))

    @_while_in_session
    def skip(self) -> None:
        """On without an answer, where that may be."""
        view = self.view()
        if isinstance(view, flow.QuestionView) and self.current.step is Step.PAUSE:
            cleared = self.current.unanswer(view.question.id).typing(view.question.id, "")
            self.become(flow.forward(self.services.guidance, cleared, self.now))

    @_while_in_session
    def typing(self, question: Question, text: str) -> None:
        """Keep what is being typed, and stay."""
        if question.kind in (AnswerKind.TEXT, AnswerKind.LONG_TEXT):
            self.become(flow.typed(self.current.answer(question.id, text), text))
        else:
            self.become(self.current.typing(question.id, text))

    @_while_in_session
    def tick(self, question: Question, ids: tuple[str, ...]) -> None:
        """Keep what is ticked so far, and stay."""
        self.become(self.current.answer(question.id, ids))

    @_while_in_session
    def mistype(self, question: Question, text: str) -> None:
        """Keep what was typed and not understood, and stay."""
        self.become(self.current.mistype(question.id, text))

    @_while_in_session
    def change(self, fact: str) -> None:
        """Back to one answer; the others stay."""
        self.become(flow.change(self.services.guidance, self.current, fact))

    @_while_in_session
    def forward(self) -> None:
        """One step on."""
        self.become(flow.forward(self.services.guidance, self.current, self.now))

    @_while_in_session
    def back(self) -> None:
        """One step back; nothing is lost."""
        self.become(flow.back(self.services.guidance, self.current, self.now))

    @_while_in_session
    def overrule(self, choice: Overrule) -> None:
        """The user decides otherwise."""
        today = self.now.date()
        chosen = flow.overruled(self.services.guidance, self.current, choice, today)
        self.become(flow.heard(chosen, choice.reason))

    # Safety

    def open_safety(self, picked: str = safety_pages.YES) -> Session:
        """The safety page, from home. Raises ``ContentError`` where nothing can be begun.

        ``picked`` is what was said to the question before it, if there was one.
        """
        session = self.start(Situation.UNWANTED)
        self.become(replace(session, safety_only=True))
        self.choose_safety(picked)
        return self.current

    @_while_in_session
    def to_safety(self) -> None:
        """Straight to the safety page."""
        self.become(flow.to_safety(self.services.guidance, self.current))

    def asked_by(self, words: str) -> SafetyPart | None:
        """What these words ask for that was not offered yet, in this session or outside of any."""
        session, marks = self._session, fears(words)
        if session is None:
            return flow.part_for(marks - self._heard_outside)
        if session.at_safety is not None:
            return None
        danger = session.warned
        return flow.part_for(marks - session.heard, session.signs, in_danger=danger)

    @_while_in_session
    def offer_safety(self, words: str) -> None:
        """Ask whether the safety page is wanted, once for each sentence of fear in these words."""
        self.become(flow.offer_safety(self.current, words))

    def offer_safety_beside(self, words: str) -> None:
        """Remember that it's asked for these words beside the session, or in none."""
        marks = fears(words)
        if self._session is None:
            self._heard_outside |= marks
        else:
            heard = self._session.heard | marks
            self.become(replace(self._session, heard=heard, fearful=True))

    @_while_in_session
    def to_log(self) -> None:
        """To the log of what happened."""
        self.become(replace(self.current, at_safety=SafetyPart.LOG))

    @_while_in_session
    def type_incident(self, text: str) -> None:
        """Keep what is being typed into the log."""
        self.become(self.current.typing(LOG, text))

    @_while_in_session
    def write_incident(self) -> None:
        """Make what was typed an entry of the log."""
        self.become(flow.write_incident(self.current, self.now))

    @_while_in_session
    def choose_safety(self, picked: str) -> None:
        """What was picked on the safety page, where it changes the session."""
        match picked:
            case safety_pages.YES:
                self.to_safety()
            case safety.SELF_HARM | safety.OWN_HARM | safety.BOTH:
                self.become(flow.tell_of_harm(self.services.guidance, self.current, picked))
            case safety_pages.WRITE:
                self.to_log()
            case safety_pages.PAGE:
                written = flow.write_incident(self.current, self.now)
                asks = written.at_safety is SafetyPart.DESPAIR
                self.become(written if asks else replace(written, at_safety=SafetyPart.PAGE))
            case safety_pages.SHOW:
                written = flow.write_incident(self.current, self.now)
                asks = written.at_safety is SafetyPart.DESPAIR
                self.become(written if asks else replace(written, at_safety=SafetyPart.WRITTEN))
            case safety_pages.TAKE_OUT:
                taken = self.current.without_last_incident()
                self.become(replace(taken, at_safety=SafetyPart.PAGE))
            case safety_pages.BACK | safety_pages.NO:
                self.become(flow.leave_safety(self.current, self.now))
            case safety_pages.MISTAKE:
                self.become(self.current.opened_by_mistake())
            case _:
                self.write_incident()

    @_while_in_session
    def save_safety_log(self) -> str:
        """Save the log of this session and person; where. Raises as ``journal`` and ``outbox``."""
        self.write_incident()
        self.save()
        return self.save_log(self.current.person, "", incident_log.of_session(self.current))

    def save_log(self, name: str, decision: str, more: Sequence[Incident] = ()) -> str:
        """Save the log of this person and decision, and ``more``; where. Raises as above."""
        known = incident_log.gathered(self.services.journal(), name, decision)
        written = sorted(dict.fromkeys((*known, *more)), key=lambda each: each.at)
        text = incident_log.log(name, written, self.now)
        return self.services.outbox().save_log(title="log", text=text)

    @_while_in_session
    def pause(self, what: str) -> bool:
        """Take a pause of "ten" minutes, an "hour" or until "tomorrow", or go on.

        Returns whether it is waited out elsewhere.
        """
        until = pause_until(what, self.now)
        if until is None:
            self.forward()
            return False
        return bool(self.hold(until))

    @_while_in_session
    def hold(self, until: datetime) -> bool:
        """Pause until then; whether that is so long that it is waited out elsewhere."""
        now = self.now
        self.become(self.current.hold_until(until, now))
        return until - now > TEN_MINUTES

    # The draft

    @_while_in_session
    def write(self, draft: Draft) -> None:
        """The draft is this now; what is kept in it stays kept."""
        before = self.current.draft
        handed = self.current.handed if draft.text == before.text else ""
        now = replace(draft, kept=before.kept)
        self.become(replace(self.current, draft=now, handed=handed))

    @_while_in_session
    def write_privately(self, text: str) -> None:
        """Keep this as the page that is never sent; empty keeps none."""
        self.become(flow.heard(replace(self.current, unsendable=text), text))

    @_while_in_session
    def keep_issue(self, rule: str, scope: Scope | None) -> frozenset[str] | None:
        """Mean what this check finds for so long; for None, mark it again.

        Returns what the settings are to keep from now on, where that changed.
        """
        always = self.services.settings.keep
        wanted = always | {rule} if scope is Scope.ALWAYS else always - {rule}
        if wanted != always:
            settings = replace(self.services.settings, keep=wanted)
            self.services = replace(self.services, settings=settings)
        session = self.current
        self.become(
            kept_issues.keep(session, rule, scope) if scope else kept_issues.release(session, rule)
        )
        return wanted if wanted != always else None

    # Sending

    def handed(self, how: str) -> None:
        """Remember how the message left, for the record."""
        if self._session is not None:
            self.become(replace(self._session, handed=how))

    @_while_in_session
    def send_step(self, result: Rated | Held | Returned) -> bool:
        """What a step of sending makes of it; whether that is waited out elsewhere."""
        match result:
            case Rated(strength=strength):
                self.become(self.current.rate_again(strength))
            case Held(until=until):
                return bool(self.hold(until))
            case Returned(answered=True):
                self.become(with_answer(self.services.guidance, self.current))
            case Returned():
                self.back()
        return False

    # A conversation closed before

    @_while_in_session
    def met(self) -> Conversation | None:
        """Once a name is given: the conversation with them, where it was closed; asked once."""
        session = self.current
        key = _person(session)
        named = session.step is Step.PAUSE and session.page > 0 and session.person
        if not named or key in self._met:
            return None
        self._met.add(key)
        found = conversation_with(session.person, self.memory.summaries, self.memory.people)
        return found if found.warns else None

    def reopening(self, conversation: Conversation) -> Page:
        """When and why it was closed, and what may be done now. Raises ``JournalError``."""
        names = self.presenter.verdict_names
        lines = why_closed(conversation, self.services.journal(), names)
        return reopening_page(lines, unsafe=conversation.unsafe)


def _person(session: Session) -> str:
    return f"{session.id} {name_key(session.person)}"
