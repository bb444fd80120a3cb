"""``coach ask``: the whole session as plain numbered prompts, on any terminal.

It draws the same pages as the screens and leaves the same record. Questions go to
standard output, one answer is read a line; the end of input keeps the session for later.
"""

import argparse
import sys

from coach.advice.questions import AnswerKind, spoken_date
from coach.app.controllers import Controllers
from coach.app.journal_controller import HomeView
from coach.app.pages import AdvicePage, DraftPage, PausePage, QuestionPage, SendPage
from coach.app.presenter import LEAVE_CLOSED, SAFETY_ADVICE, time_left
from coach.app.services import Services
from coach.commands.ask_draft import AskDraft
from coach.commands.ask_send import AskSend
from coach.commands.prompts import (
    BACK,
    READ,
    UNSAFE,
    FeelsUnsafeError,
    GoBackError,
    Prompts,
    WantsReadingError,
)
from coach.journal.decisions import Decision
from coach.journal.follow_up import ONLY_WORDS, Ask, asked_next, inquiry, noted
from coach.platform.passphrase_prompt import NoTerminalError, open_locked
from coach.problems import ContentError, JournalError, JournalLocked
from coach.session.session import Overrule
from coach.session.typed_answers import NotUnderstoodError, understand
from coach.vocabulary import SITUATIONS, Situation, Step, VerdictId

DONE, BROKEN, WRONG_USE, STILL_OPEN = 0, 1, 2, 3

_HOW = """\
Answer with a number or in words. Press enter to continue.
b: back   ?: read about it   unsafe: I feel unsafe   q: save and leave"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "ask",
        help="the whole session as plain numbered prompts, on any terminal",
        description="The whole session as plain numbered prompts: for screen readers, slow"
        " connections and scripts. Questions go to stdout. Each line of input is one answer."
        " Sessions are saved as in the full-screen program. To save and leave, press ctrl+c or"
        " ctrl+d, type q, or end the input.",
        epilog="Exit status: 0 decision saved, 1 the journal or the content is broken, 2 the"
        " journal is locked and there is no terminal to ask for its passphrase, 3 saved for later.",
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
    begun = "Saved. To continue later: coach ask" if asker.begun else "No session was started."
    print(f"\n{begun}", flush=True)
    return STILL_OPEN


class Asker:
    """Draws the pages of one session as prompts. It is saved after every answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._talk = Prompts()
        self._controllers = Controllers.over(services, terminal=self._talk.on_terminal)
        self._sessions = self._controllers.sessions
        self._draft = AskDraft(self._controllers, self._talk)
        self._send = AskSend(self._controllers, self._talk)

    def go(self) -> int:
        """From the first question to the decision kept; the exit status."""
        self._talk.say("Follow-up coach. Nothing is sent from here; nothing leaves this computer.")
        self._talk.say(_HOW)
        while not self.begun:
            self._begin()
        while True:
            self.keep()
            try:
                status = self._step()
            except GoBackError:
                self._sessions.back()
            except FeelsUnsafeError:
                self._sessions.to_safety()
            except WantsReadingError:
                self._read()
            else:
                if status is not None:
                    return status

    @property
    def begun(self) -> bool:
        """Whether there is a session."""
        return self._sessions.session is not None

    def keep(self) -> None:
        """Save the session as it stands."""
        self._sessions.save()

    def _step(self) -> int | None:
        """One page shown and answered; a status where the session ends here for now."""
        match self._sessions.page():
            case QuestionPage() as page:
                self._ask(page)
                return self._meet()
            case PausePage() as page:
                return self._pause(page)
            case AdvicePage() as page:
                self._advise(page)
            case DraftPage():
                self._draft.write()
            case SendPage() as page:
                return self._end(page)
        return None

    def _end(self, page: SendPage) -> int | None:
        decision = self._send.settle(page)
        if decision is not None:
            self._send.afterwards(decision)
            return DONE
        return self._held() if self._sessions.current.hold else None

    # Where to begin

    def _begin(self) -> None:
        home = self._home()
        left = home.summary.sessions
        due = [each for each in home.due if not any(each.id == one.id for one in left)]
        rows = [*SITUATIONS.values()]
        rows += [
            f"Continue: {each.person or 'someone'}, {each.topic or 'no topic'}" for each in left
        ]
        rows += [f"Due. {each.line(home.today)}" for each in due]
        try:
            number = self._talk.pick("What has stalled?", rows)
        except (GoBackError, WantsReadingError):
            return
        except FeelsUnsafeError:
            self._sessions.start(Situation.UNWANTED)
            self._sessions.to_safety()
            return
        begun = number - len(SITUATIONS)
        if begun < 0:
            self._sessions.start(list(SITUATIONS)[number])
        elif begun < len(left):
            self._sessions.resume(left[begun])
        else:
            self._follow_up(due[begun - len(left)].id)

    def _home(self) -> HomeView:
        """What there is to go on with; the journal is opened, with its passphrase if it has one."""
        journal = self._controllers.journal
        try:
            journal.past()
        except JournalLocked as error:
            if not error.openable:
                raise
            open_locked(self._services.journal())
            journal.past()
        home = journal.home()
        for notice in home.notices:
            print(notice, file=sys.stderr)
        return home

    def _follow_up(self, id: str) -> None:
        """What came of a decision: the same questions, and the same notes, as on the screen."""
        journal = self._controllers.journal
        telling = journal.telling(id, journal.past())
        decision, question = telling.decision, telling.ask or Ask.OUTCOME
        while (value := self._inquire(decision, question)) is not None:
            if value == ONLY_WORDS:
                question = Ask.WORDS
                continue
            goes_on = journal.going_on(decision, value) if question is Ask.OUTCOME else None
            note = noted(question, value, self._sessions.now)
            decision = journal.note(id, note) if note else decision
            if goes_on is not None:
                self._sessions.begin(goes_on)
                return
            following = asked_next(decision, question)
            if following is None:
                self._talk.say("Saved.")
                return
            question = following

    def _inquire(self, decision: Decision, question: Ask) -> str | None:
        """The answer to this question; None where the user leaves it open."""
        put = inquiry(question, decision)
        self._talk.say(f"\n{put.note}" if put.note else "")
        try:
            if not put.choices:
                return self._talk.own_words(put.text)
            return put.choices[self._talk.pick(put.text, [each.text for each in put.choices])].id
        except (GoBackError, FeelsUnsafeError, WantsReadingError):
            return None

    def _meet(self) -> int | None:
        """Once a name is given: whether the conversation with them was closed, and why."""
        met = self._sessions.met()
        if met is None:
            return None
        page = self._sessions.reopening(met)
        self._talk.list(page.title, [each.text for each in page.lines])
        match self._talk.choose(page.ask or "What will you do?", page.choices):
            case picked if picked == LEAVE_CLOSED:
                self._sessions.drop()
                self._talk.say("The conversation stays closed. This session was deleted.")
                return DONE
            case picked if picked == SAFETY_ADVICE:
                self._sessions.to_safety()
        return None

    # One question

    def _ask(self, page: QuestionPage) -> None:
        question = page.question
        self._talk.say(f"\n{page.title}. {page.ask}")
        self._talk.draw(page.lines)
        self._talk.offer(page.choices)
        if question.kind is AnswerKind.MANY:
            self._talk.say(
                "Type one or more numbers with spaces between them. Press enter for none."
            )
        if page.value is not None:
            self._talk.say(f"Your answer so far: {question.text_of(page.value)}")
        said = self._talk.line()
        if said in BACK:
            self._sessions.back()
        elif said in READ:
            self._read()
        elif said in UNSAFE:
            self._sessions.to_safety()
        elif not said:
            self._pass_over(page)
        else:
            self._understand(page, said)

    def _understand(self, page: QuestionPage, said: str) -> None:
        question, today = page.question, self._sessions.now.date()
        try:
            value = understand(question, said, today, self._services.dates().read)
        except NotUnderstoodError as error:
            self._talk.say(str(error))
            self._sessions.mistype(question, said)
            return
        if question.kind is AnswerKind.DATE:
            self._talk.say(f"Understood as {question.text_of(value)}.")
        self._sessions.answer(question, value)

    def _pass_over(self, page: QuestionPage) -> None:
        """An empty line keeps the answer there is; else it means none, or skips."""
        if page.value is not None:
            self._sessions.answer(page.question, page.value)
        elif page.question.kind is AnswerKind.MANY:
            self._sessions.answer(page.question, ())
        elif self._sessions.current.step is Step.PAUSE:
            self._sessions.skip()
        else:
            self._talk.say("The recommendation depends on this question. Please answer it.")

    # The other pages

    def _pause(self, page: PausePage) -> int | None:
        """A pause offered, under way, or over; a status where it is taken."""
        if page.hold is not None:
            self._talk.say(f"\n{time_left(page.hold, self._sessions.now)}.")
        self._talk.draw(page.lines)
        picked = self._talk.choose(page.ask, page.choices)
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
        self._talk.say(f"Saved until {day}, {hold.until:%H:%M}. To continue then: coach ask")
        return STILL_OPEN

    def _advise(self, page: AdvicePage) -> None:
        self._talk.say(f"\n{page.title}")
        self._talk.draw(page.lines)
        said = self._talk.own_words(
            "enter: continue. A number: change that answer. o: decide differently."
        )
        if said == "o":
            self._overrule()
        elif said.isascii() and said.isdigit() and 0 < int(said[:4]) <= len(page.facts):
            self._sessions.change(page.facts[int(said[:4]) - 1])
        elif not said:
            self._sessions.forward()

    def _overrule(self) -> None:
        choices = self._sessions.presenter.other_verdicts(self._sessions.current)
        picked = self._talk.choose("What will you do instead?", choices)
        self._talk.say("Why, in a few words?")
        self._sessions.overrule(Overrule(verdict=VerdictId(picked), reason=self._talk.line()))

    def _read(self) -> None:
        """What there is to read about this moment."""
        from coach.commands import read_command

        read_command.show(self._controllers.reading.shelf, self._sessions.page().reading)
