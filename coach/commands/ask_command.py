"""``coach ask``: a full session as plain numbered prompts, on any terminal.

It draws the same pages as the screens and leaves the same record. Questions go to
standard output, one answer is read a line; the end of input keeps the session for later.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from coach.advice.questions import AnswerKind, spoken_date
from coach.app import safety_pages
from coach.app.controllers import Controllers
from coach.app.pages import (
    AdvicePage,
    DraftPage,
    Line,
    Page,
    PausePage,
    QuestionPage,
    SafetyPage,
    SendPage,
    Tone,
)
from coach.app.services import Services
from coach.app.session_pages import LEAVE_CLOSED, SAFETY_ADVICE, time_left
from coach.commands import read_command
from coach.commands.ask_draft import AskDraft
from coach.commands.ask_home import AskHome
from coach.commands.ask_safety import AskSafety
from coach.commands.ask_send import AskSend
from coach.commands.prompts import (
    BACK,
    MORE,
    READ,
    READ_ALL,
    WHOLE,
    FeelsUnsafeError,
    GoBackError,
    Prompts,
    SpeaksOfFearError,
    WantsReadingError,
)
from coach.errors import ContentError, JournalError
from coach.journal.decisions import Decision
from coach.journal.follow_up import (
    ONLY_WORDS,
    TAKE_BACK,
    Ask,
    asked_next,
    inquiry,
    noted,
    unfinished,
)
from coach.platform.passphrase_prompt import NoTerminalError
from coach.platform.standard_streams import clear
from coach.session.safety import SafetyPart
from coach.session.session import Overrule
from coach.session.typed_answers import (
    DoubtedError,
    NotUnderstoodError,
    read_back,
    says_none,
    understand,
)
from coach.vocabulary import VerdictId

T = TypeVar("T")

DONE, BROKEN, WRONG_USE, STILL_OPEN = 0, 1, 2, 3

_LOOKING_BACK = "reading-the-odds"
"""What there is to read while one looks back."""

_WORDS = (AnswerKind.TEXT, AnswerKind.LONG_TEXT)

_HOW = """\
Answer with a number, or type the words of a choice. Press enter to continue where that's allowed.
Type b to go back, ? to read about it, unsafe for the safety page, or q to leave. All is saved."""

_NO_NAMES = frozenset({"continue", "next", "start", "done", "ok", "menu", "home", "exit"})
"""Words that are meant for the program where a name is asked."""

_FIRST_LINES = 14
"""Lines that are read where somebody asks about a moment; the rest is read on request."""

_IN_TEN = "The program closes now. Run coach ask again in ten minutes, or earlier."


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "ask",
        help="a full session as plain numbered prompts, on any terminal",
        description="A full session as plain numbered prompts, for screen readers, slow"
        " connections and scripts. Questions go to stdout. Each line of input is one answer."
        " Sessions are saved as in the full-screen program. To save and leave, press ctrl+c or"
        " ctrl+d, type q, or end the input.",
        epilog="Exit status: 0 decision saved, 1 the journal or the content is broken, 2 the"
        " journal is locked and there's no terminal to ask for its passphrase, 3 saved for later.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Go to the end, or keep what there is. ``args.services`` makes the services."""
    services = args.services()
    for notice in services.notices:
        print(notice, file=sys.stderr)
    asker = Asker(services)
    try:
        return asker.go()
    except (EOFError, KeyboardInterrupt):
        return _kept(asker)
    except (JournalError, ContentError) as error:
        print(error, file=sys.stderr)
        return WRONG_USE if isinstance(error, NoTerminalError) else BROKEN


def _kept(asker: "Asker") -> int:
    try:
        asker.keep()
    except JournalError as error:
        print(f"\n{error}", file=sys.stderr)
        return BROKEN
    if asker.wiped():
        return STILL_OPEN
    if asker.told and not asker.begun:
        print("\nSaved.", flush=True)
        return DONE
    begun = "Saved. To continue later, run: coach ask" if asker.begun else "No session was started."
    print(f"\n{begun}", flush=True)
    return STILL_OPEN


class Asker:
    """Draws the pages of one session as prompts. It is saved after every answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.told = False
        self._talk = Prompts()
        self._controllers = Controllers.over(services, terminal=self._talk.on_terminal)
        self._sessions = self._controllers.sessions
        self._draft = AskDraft(self._controllers, self._talk)
        self._send = AskSend(self._controllers, self._talk)
        self._home = AskHome(self._controllers, self._talk, self._send)
        self._safety = AskSafety(self._controllers, self._talk)
        self._talk.reader = self._read_here
        self._advised: Sequence[Line] = ()

    def go(self) -> int:
        """From the first question to the decision kept; the exit status."""
        self._talk.say("Follow-up coach. Nothing is sent from here; nothing leaves this computer.")
        self._talk.say(_HOW)
        while not self.begun:
            self._heard(self._begin)
        while True:
            self.keep()
            try:
                status = self._heard(self._step)
            except GoBackError:
                self._sessions.back()
            else:
                if status is not None:
                    return status

    def _heard(self, step: Callable[[], T]) -> T | None:
        """What this step makes of it; where safety was asked for, the next page is about that."""
        try:
            done = step()
        except FeelsUnsafeError:
            self._to_safety()
        except SpeaksOfFearError:
            self._offer_safety()
        else:
            if self._talk.heard_fear:
                self._offer_safety()
            return done
        return None

    @property
    def begun(self) -> bool:
        """Whether there is a session."""
        return self._sessions.session is not None

    def wiped(self) -> bool:
        """Whether the screen was cleared: it is, where the safety page was seen on a terminal."""
        return self._safety.seen and clear()

    def keep(self) -> None:
        """Save the session as it stands."""
        self._sessions.save()

    def _to_safety(self) -> None:
        """The safety page: of the session one is in, else one of its own."""
        if self.begun:
            self._sessions.to_safety()
        else:
            self._sessions.open_safety()

    def _offer_safety(self) -> None:
        """Ask whether the safety page is wanted for these words; nothing is claimed by it."""
        words = self._talk.heard_fear
        self._talk.answered()
        if self.begun:
            self._sessions.offer_safety(words)
            return
        part = self._sessions.asked_by(words)
        if part and (picked := self._wants_safety(part)) != safety_pages.NO:
            self._sessions.open_safety(picked)

    def _wants_safety(self, part: SafetyPart) -> str:
        """What is picked; whoever asks about the page is shown it."""
        page = safety_pages.question(part, self._services.guidance.safety)
        try:
            return self._talk.choose(page.ask, page.choices)
        except GoBackError:
            return safety_pages.NO
        except (FeelsUnsafeError, SpeaksOfFearError, WantsReadingError):
            return safety_pages.YES

    def _step(self) -> int | None:
        """One page shown and answered; a status where the session ends here for now."""
        if (left := self._meet()) is not None:
            return left
        page = self._sessions.page()
        if self._sessions.current.discreet and not isinstance(page, SafetyPage):
            self._talk.say("\nTo see the safety page at any time, type: unsafe")
        return self._shown(page)

    def _shown(self, page: Page) -> int | None:
        match page:
            case SafetyPage() as page:
                return self._left() if self._safety.show(page) else None
            case QuestionPage() as page:
                self._ask(page)
            case PausePage() as page:
                return self._pause(page)
            case AdvicePage() as page:
                self._advise(page)
            case DraftPage():
                self._draft.write()
            case SendPage() as page:
                return self._end(page)
        return None

    def _left(self) -> int:
        """The safety page was closed: all that was said stays, and nothing else is begun."""
        if self._sessions.current.untouched:
            self._sessions.drop()
        else:
            self.keep()
        if not self.wiped():
            self._talk.say("Saved. To find it again, run: coach ask")
        return STILL_OPEN

    def _end(self, page: SendPage) -> int | None:
        decision = self._send.settle(page)
        if decision is not None:
            self._heard(partial(self._send.afterwards, decision))
            return None if self.begun else DONE
        return self._held() if self._sessions.current.hold else None

    # Where to begin

    def _begin(self) -> None:
        """Home, where a session is begun, gone on with or thrown away, and outcomes are told."""
        try:
            decision = self._home.begin()
        except GoBackError:
            return
        if decision:
            self._follow_up(decision)

    def _follow_up(self, id: str) -> None:
        """What came of a decision: the same questions, and the same notes, as on the screen."""
        journal = self._controllers.journal
        telling = journal.telling(id, journal.past())
        decision = telling.decision
        left = unfinished(decision, self._sessions.now) if self._home.finishing else telling.ask
        question = left or Ask.OUTCOME
        asked: list[tuple[Ask, Decision]] = []
        while (value := self._heard_out(id, decision, question)) is not None:
            if value == BACK[0]:
                question, before = asked.pop() if asked else (Ask.OUTCOME, decision)
                if decision.notes != before.notes:
                    decision = journal.without_last_note(id)
                continue
            if value == ONLY_WORDS:
                asked.append((question, decision))
                question = Ask.WORDS
                continue
            if value == TAKE_BACK:
                decision = journal.take_back(id)
                self._talk.say("Taken back.")
                continue
            goes_on = journal.going_on(decision, value) if question is Ask.OUTCOME else None
            try:
                read = self._services.dates().read
                note = noted(question, value, self._sessions.now, read, decision)
            except NotUnderstoodError as error:
                self._talk.say(str(error))
                continue
            asked.append((question, decision))
            if note:
                decision, self.told = journal.note(id, note), True
            if goes_on is not None:
                self._sessions.begin(goes_on)
                return
            following = asked_next(decision, question)
            if following is None:
                self._talk.say("Saved.")
                return
            question = following

    def _heard_out(self, id: str, decision: Decision, question: Ask) -> str | None:
        """The answer; an outcome that is left while its day is asked for isn't kept."""
        try:
            return self._inquire(decision, question)
        except EOFError:
            if question is Ask.WHEN:
                self._controllers.journal.without_last_note(id)
                self.told = False
            raise

    def _inquire(self, decision: Decision, question: Ask) -> str | None:
        """The answer to this question; None where the user leaves it open."""
        put = inquiry(question, decision, self._sessions.now.date())
        ask = f"{put.text}\n{put.note}".strip()
        try:
            if put.choices:
                return self._talk.choose(ask, put.choices)
            skips = "" if question is Ask.WHEN else " Press enter to skip."
            said = self._talk.own_words(f"{ask}{skips}")
            return "" if says_none(said) else said
        except WantsReadingError as wish:
            most = 0 if wish.whole else _FIRST_LINES
            if read_command.show(self._controllers.reading.shelf, _LOOKING_BACK, most=most):
                self._talk.say("To read all of it, type ??")
            return self._inquire(decision, question)
        except GoBackError:
            return None if question is Ask.OUTCOME else BACK[0]

    def _meet(self) -> int | None:
        """Once a name is given: whether the conversation with them was closed, and why."""
        met = self._sessions.met()
        if met is None:
            return None
        page = self._sessions.reopening(met)
        self._talk.list(page.title, [each.text for each in page.lines])
        picked = self._talk.choose(page.ask or "What will you do?", page.choices)
        if picked == LEAVE_CLOSED:
            self._sessions.drop()
            self._talk.say("The conversation stays closed. This session was deleted.")
            return DONE
        if picked == SAFETY_ADVICE:
            self._to_safety()
        return None

    # One question

    def _ask(self, page: QuestionPage) -> None:
        self._put(page)
        in_words = page.question.kind in _WORDS
        while not self._answered(page, self._talk.line(heard_later=in_words)):
            self.keep()

    def _put(self, page: QuestionPage) -> None:
        """The question, its choices, what was said so far, and how it is answered."""
        question = page.question
        self._talk.say(f"\n{page.title}. {page.ask}")
        several = question.kind is AnswerKind.MANY
        if several and page.value == ():  # one comes back to it: the list is heard if wanted
            self._talk.say(
                "Nothing is ticked. Press enter to keep it that way, or type r to read the list."
            )
            return
        self._talk.draw(page.lines)
        self._talk.offer(page.choices)
        if several:
            self._talk.say("Type one or more numbers with spaces between them, or type none.")
        if page.value is not None:
            self._talk.say(
                f"Your answer so far: {question.text_of(page.value)}. Press enter to keep it."
            )
        elif several:
            self._talk.say("Press enter for none.")
        elif page.may_wait:
            self._talk.say("Press enter to leave it open.")

    def _answered(self, page: QuestionPage, said: str) -> bool:
        """Whether this line leads on; where not, what would was said in one line."""
        word = said.casefold()
        if word in BACK:
            before = self._sessions.view()
            self._sessions.back()
            if self._sessions.view() == before:
                self._talk.say("There's nothing before this question.")
                return False
        elif word in (*READ, *MORE):
            self._read(whole=word in MORE)
            if self._talk.heard_fear:
                return True
            self._talk.say(f"\n{page.ask}")
            self._talk.offer(page.choices)
            return False
        elif word in WHOLE and page.question.kind is AnswerKind.MANY:
            self._talk.offer(page.choices)
            return False
        elif page.question.id == "person" and word in _NO_NAMES:
            self._talk.say("Type a name, or press enter to leave it open.")
            return False
        elif not said:
            return self._pass_over(page)
        elif page.question.kind in _WORDS and says_none(said) and page.may_wait:
            self._sessions.skip()
        else:
            return self._understand(page, said)
        return True

    def _understand(self, page: QuestionPage, said: str) -> bool:
        question, today = page.question, self._sessions.now.date()
        read = self._services.dates().read
        try:
            value = understand(question, said, today, read, page.said_on)
        except NotUnderstoodError as error:
            if isinstance(error, DoubtedError) and said == page.typed:
                self._sessions.answer(question, error.value)
                return True
            self._talk.say(str(error))
            self._sessions.mistype(question, said)
            return False
        named = question.text_of(value)
        several = question.kind is AnswerKind.MANY and value != ()
        chosen = several or (question.kind is AnswerKind.CHOICE and not said[0].isdigit())
        if question.kind is AnswerKind.DATE:
            self._talk.say(f"Taken as: {read_back(question, said, today, read, page.said_on)}.")
        elif chosen and named.casefold() != said.casefold():
            self._talk.say(f"Taken as: {named}.")
        self._sessions.answer(question, value)
        return True

    def _pass_over(self, page: QuestionPage) -> bool:
        """An empty line keeps the answer there is; else it means none, or leaves it open."""
        if page.value is not None:
            self._sessions.answer(page.question, page.value)
        elif page.question.kind is AnswerKind.MANY:
            self._sessions.answer(page.question, ())
        elif page.may_wait:
            self._sessions.skip()
        else:
            self._talk.say("The recommendation depends on this question. Please answer it.")
            return False
        return True

    # The other pages

    def _pause(self, page: PausePage) -> int | None:
        """A pause offered, under way, or over; a status where it is taken."""
        if page.hold is not None:
            self._talk.say(f"\n{time_left(page.hold, self._sessions.now)}.")
        self._talk.draw(page.lines)
        told = (replace(each, help=_IN_TEN) if each.id == "ten" else each for each in page.choices)
        picked = self._talk.choose(page.ask, tuple(told))
        if picked == "unsendable":
            self._draft.write_privately()
            return None
        self._sessions.pause(picked)
        return self._held() if picked in ("ten", "tomorrow") else None

    def _held(self) -> int:
        """The session waits."""
        self.keep()
        hold = self._sessions.current.hold
        assert hold is not None, "a pause was taken"
        day = spoken_date(hold.until.date())
        self._talk.say(f"Saved. The break ends on {day}, {hold.until:%H:%M}. Then run: coach ask")
        return STILL_OPEN

    def _advise(self, page: AdvicePage) -> None:
        heard, self._advised = self._advised, page.lines
        self._talk.say(f"\n{page.title}")
        head = [each for each in page.lines if each.tone is Tone.VERDICT]
        self._talk.draw(head if heard else page.lines)
        change = "Type a number to change that answer" if page.facts else "Type b to go back"
        ask = f"{READ_ALL} Press enter to continue. {change}, or o to decide differently."
        said = self._talk.command(ask)
        while said and not self._weighed(page, said):
            said = self._talk.command(f"I didn't understand {said!r}. {ask}")
        if not said:
            self._sessions.forward()

    def _weighed(self, page: AdvicePage, said: str) -> bool:
        """Whether this changes an answer, or decides otherwise."""
        if said.casefold() in WHOLE:
            self._advised = ()
            return True
        if said.casefold() in ("o", "otherwise", "decide differently"):
            self._overrule()
            return True
        if said.isascii() and said.isdigit() and 0 < int(said[:4]) <= len(page.facts):
            self._sessions.change(page.facts[int(said[:4]) - 1])
            return True
        return False

    def _overrule(self) -> None:
        choices = self._sessions.presenter.other_verdicts(self._sessions.current)
        picked = self._talk.choose("What will you do instead?", choices)
        why = ""
        if not self._sessions.current.in_danger:  # nobody in danger owes a reason
            self._talk.say("Why, in a few words? Press enter to skip.")
            why = self._talk.line(heard_later=True)
        self._controllers.drafts.overrule(Overrule(verdict=VerdictId(picked), reason=why))

    def _read_here(self, whole: bool) -> bool:
        """Read about this moment of the session; False outside of one."""
        if self.begun:
            self._read(whole=whole)
        return self.begun

    def _read(self, *, whole: bool = False) -> None:
        """The first lines of what there is to read about this moment, or the ``whole``."""
        if not whole:
            self._talk.say(_HOW)
        if place := self._sessions.page().reading:
            shelf = self._controllers.reading.shelf
            if read_command.show(shelf, place, most=0 if whole else _FIRST_LINES):
                self._talk.say("To read all of it, type ??")
