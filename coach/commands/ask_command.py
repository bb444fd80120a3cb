"""``coach ask``: the whole walk as plain numbered prompts, on any terminal.

The same domain as the screens, and the same record. Questions go to standard
output, one answer is read a line; the end of input keeps the walk for later.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from coach.advice.questions import AnswerKind, Question, spoken_date
from coach.advice.recommendation import Assessment, plan_lines
from coach.app import closing
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
)
from coach.journal import conversations
from coach.journal.people import history, name_key
from coach.platform.passphrase_prompt import NoTerminalError, open_locked
from coach.problems import ContentError, JournalError, JournalLocked
from coach.session import flow
from coach.session.session import TEN_MINUTES, Overrule, Session, tomorrow_morning
from coach.session.typed_answers import NotUnderstoodError, understand
from coach.vocabulary import SITUATIONS, Situation, Step, VerdictId

DONE, BROKEN, WRONG_USE, STILL_OPEN = 0, 1, 2, 3

_HOW = """\
Answer with a number or in words. An empty line goes on.
b: back   ?: read about it   unsafe: I feel unsafe   q: leave, all is kept"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "ask",
        help="the whole walk as plain numbered prompts, on any terminal",
        description="The whole walk as plain numbered prompts: for screen readers, slow lines and "
        "scripts. Questions go to standard output, one answer is read a line, and the same "
        "record is kept as by the full screen. ctrl+c, ctrl+d, q or the end of the input keep "
        "the walk for later.",
        epilog="Exit status: 0 put down, 1 the journal or the content is broken, 2 the journal is "
        "locked and there is no terminal to ask for its passphrase, 3 kept for later.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Walk to the end, or keep what there is. ``args.services`` makes the services."""
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
    begun = "Kept. Go on any time with: coach ask" if asker.begun else "Nothing was begun."
    print(f"\n{begun}", flush=True)
    return STILL_OPEN


class Asker:
    """Goes through one walk with prompts. ``session`` is saved after every answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._guide = services.guidance
        self._talk = Prompts()
        self._desk = AskDraft(services, self._talk, self._become)
        self._last = AskSend(services, self._talk)
        self._session: Session | None = None
        self._met = ""

    # The way

    def go(self) -> int:
        """From the first question to the decision put down; the exit status."""
        self._say("Follow-up coach. Nothing is sent from here; nothing leaves this machine.")
        self._say(_HOW)
        self._begin()
        while True:
            self.keep()
            try:
                status = self._step()
            except GoBackError:
                self._become(flow.back(self._guide, self._walk, self._now))
            except FeelsUnsafeError:
                self._unsafe()
            else:
                if status is not None:
                    return status

    def _step(self) -> int | None:
        """One thing shown and answered; a status where the walk ends here for now."""
        match self._view():
            case flow.QuestionView(question=question, number=number, of=of):
                counted = f"{number} of {of}" if self._walk.step is Step.PAUSE else f"{number}"
                self._ask(question, counted)
                return self._meet()
            case flow.PauseView():
                return self._cool()
            case flow.AdviceView() as found:
                self._found(found)
            case flow.DraftView(assessment=assessment):
                self._desk.write(self._walk, assessment)
            case flow.SendView(assessment=assessment):
                return self._close(assessment)
        return None

    @property
    def begun(self) -> bool:
        """Whether there is a walk."""
        return self._session is not None

    def keep(self) -> None:
        """Save the walk as it stands."""
        if self._session is not None:
            self._services.journal().keep(self._session)

    @property
    def _walk(self) -> Session:
        assert self._session is not None, "a walk has begun"
        return self._session

    @property
    def _now(self) -> datetime:
        return self._services.clock.now()

    def _view(self) -> flow.View:
        return flow.view(self._guide, self._walk, self._now)

    def _become(self, session: Session) -> Session:
        self._session = replace(session, touched=self._now)
        return self._session

    def _begin(self) -> None:
        journal = self._services.journal()
        try:
            walks = journal.sessions()
        except JournalLocked as error:
            if not error.openable:
                raise
            open_locked(journal)
            walks = journal.sessions()
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        rows = [f"Go on: {each.person or 'someone'}, {each.topic or 'no topic'}" for each in walks]
        try:
            number = self._talk.pick("What has stalled?", [*SITUATIONS.values(), *rows])
        except GoBackError:
            return self._begin()
        except FeelsUnsafeError:
            self._new(Situation.UNWANTED)
            return self._unsafe()
        if number < len(SITUATIONS):
            self._new(list(SITUATIONS)[number])
        else:
            self._session = walks[number - len(SITUATIONS)]
            self._met = name_key(self._walk.person)
        return None

    def _new(self, situation: Situation) -> None:
        now = self._now
        fresh = Session(id=self._services.new_id(), started=now, touched=now)
        self._session = fresh.begin(situation)

    def _meet(self) -> int | None:
        """Once a name is given: whether the conversation with them was closed, and why."""
        session = self._walk
        key = name_key(session.person)
        if session.step is not Step.PAUSE or session.page == 0 or key in ("", self._met):
            return None
        self._met = key
        journal = self._services.journal()
        before = conversations.closed_before(session.person, journal.summaries(), journal.people())
        if before is None:
            return None
        words = self._guide.deciding.words
        names: Mapping[str, str] = {id: each.name for id, each in words.items()}
        head = "Safety first" if before.unsafe else "You had closed this"
        self._talk.list(head, conversations.why_closed(before, journal, names))
        rows = ["Leave it closed", "Something new has happened: go on"]
        if before.unsafe:
            rows = [rows[0], "It is somebody else of this name: go on", "Go to the safety advice"]
        match self._talk.pick("What will you do?", rows):
            case 0:
                journal.drop(session.id)
                self._say("Left closed. This walk was thrown away.")
                return DONE
            case 2:
                self._unsafe()
        return None

    # One question

    def _ask(self, question: Question, place: str) -> None:
        session = self._walk
        said = question.wording(session.situation)
        self._say(f"\n{session.step.value.capitalize()} {place}. {said}")
        if question.help:
            self._say(question.help)
        for number, choice in enumerate(question.choices, start=1):
            self._say(f"  {number}  {choice.text}" + (f" ({choice.help})" if choice.help else ""))
        if question.kind is AnswerKind.YES_NO:
            self._say("  1  Yes\n  2  No")
        if question.kind is AnswerKind.MANY:
            self._say("Several numbers, with spaces between them; an empty line for none.")
        if question.id in session.answers:
            self._say(f"So far: {question.text_of(session.answers[question.id])}")
        self._take(question, self._talk.line())

    def _take(self, question: Question, said: str) -> None:
        if said in BACK:
            self._become(flow.back(self._guide, self._walk, self._now))
        elif said in READ:
            self._read(question.reading(self._walk.situation))
        elif said in UNSAFE:
            self._unsafe()
        elif not said:
            self._skip(question)
        else:
            self._understand(question, said)

    def _understand(self, question: Question, said: str) -> None:
        try:
            value = understand(question, said, self._now.date(), self._services.dates().read)
        except NotUnderstoodError as error:
            self._say(str(error))
            self._become(self._walk.mistype(question.id, said))
            return
        if question.kind is AnswerKind.DATE:
            self._say(f"Taken as {question.text_of(value)}.")
        self._become(flow.answer(self._guide, self._walk, question.id, value))

    def _skip(self, question: Question) -> None:
        """An empty line keeps the answer there is; else it means none, or skips."""
        session = self._walk
        if question.id in session.answers:
            value = session.answers[question.id]
            self._become(flow.answer(self._guide, session, question.id, value))
        elif question.kind is AnswerKind.MANY:
            self._become(flow.answer(self._guide, session, question.id, ()))
        elif session.step is Step.PAUSE:
            skipped = session.unanswer(question.id).typing(question.id, "")
            self._become(flow.forward(self._guide, skipped, self._now))
        else:
            self._say("This one decides; please answer it.")

    def _unsafe(self) -> None:
        self._become(flow.to_safety(self._walk))

    # The other steps

    def _cool(self) -> int | None:
        """A pause offered, under way, or over; a status where it is taken."""
        hold, now = self._walk.hold, self._now
        rested = hold is not None and hold.over(now)
        if rested:
            self._say("\nThe time has come. How is it now?")
        elif hold is not None:
            self._say(f"\nA pause until {spoken_date(hold.until.date())}, {hold.until:%H:%M}.")
        else:
            self._say(f"\nThat is strong: {self._walk.strength} of 10. A short break may help.")
        on = "Go on, calmer" if rested else "Go on now"
        options = [on, "Take ten minutes", "Leave it until tomorrow morning"]
        choice = self._talk.pick("What will you do?", options)
        if choice == 0:
            self._become(flow.forward(self._guide, self._walk, now))
            return None
        until = now + TEN_MINUTES if choice == 1 else tomorrow_morning(now)
        self._become(self._walk.hold_until(until, now))
        return self._held()

    def _held(self) -> int:
        """The walk waits."""
        self.keep()
        hold = self._walk.hold
        assert hold is not None, "a pause was taken"
        day = spoken_date(hold.until.date())
        self._say(f"Kept until {day}, {hold.until:%H:%M}. Go on then with: coach ask")
        return STILL_OPEN

    def _found(self, found: flow.AdviceView) -> None:
        assessment = found.assessment
        self._list("", self._known())
        self._say("\nWhat I would do")
        for verdict in assessment.verdicts:
            self._say(verdict.text)
        self._say(assessment.reason)
        self._list("", assessment.comfort)
        if self._walk.overrule:
            self._say(f"\nYou decided otherwise: {self._name(self._walk.overrule.verdict)}.")
        self._list("Next", plan_lines(found.plan))
        self._list("Why", _numbered(each.text for each in assessment.because))
        self._list("For it", [each.text for each in assessment.supporting])
        self._list("Against it", [each.text for each in assessment.opposing])
        self._list("What would change it", [each.text for each in assessment.would_change])
        self._say("Empty line: go on. A number: change that answer. o: decide otherwise.")
        said = self._talk.line()
        if said in BACK:
            self._become(flow.back(self._guide, self._walk, self._now))
        elif said in READ:
            self._read(assessment.read[0] if assessment.read else "")
        elif said in UNSAFE:
            self._unsafe()
        elif said == "o":
            self._overrule()
        elif said.isascii() and said.isdigit() and 0 < int(said) <= len(assessment.because):
            fact = assessment.because[int(said) - 1].fact
            self._become(flow.change(self._guide, self._walk, fact))
        elif not said:
            self._become(flow.forward(self._guide, self._walk, self._now))

    def _known(self) -> list[str]:
        """Earlier decisions with this person, and the private note."""
        journal = self._services.journal()
        past = history(self._walk.person, journal.summaries(), journal.people())
        lines = [
            f"{spoken_date(each.decided.date())}: {self._name(each.verdict)}, {each.topic}"
            for each in past.decisions[:3]
        ]
        notes = past.person.notes if past.person else ()
        lines += [f"Your note, {spoken_date(each.at.date())}: {each.text}" for each in notes[-2:]]
        return [f"With {past.name} before:", *lines] if lines else []

    def _overrule(self) -> None:
        unsafe = self._walk.in_danger
        ids = [id for id in VerdictId if not (unsafe and id.sends)]
        chosen = ids[self._talk.pick("What will you do instead?", [self._name(id) for id in ids])]
        self._say("Why, in a few words?")
        choice = Overrule(verdict=chosen, reason=self._talk.line())
        self._become(flow.overruled(self._guide, self._walk, choice, self._now.date()))

    def _close(self, assessment: Assessment) -> int | None:
        """One round of the last yard; a status where the walk ends or waits."""
        said = self._last.settle(self._walk, assessment)
        if isinstance(said, Session):
            self._become(said)
            return self._held() if said.hold else None
        decision = replace(
            closing.finish(self._guide, self._walk, assessment, said, self._now),
            program=self._services.program,
        )
        self._services.journal().record(decision)
        self._session = None
        self._last.afterwards(decision)
        return DONE

    # Speaking

    def _say(self, text: str) -> None:
        self._talk.say(text)

    def _list(self, head: str, lines: Sequence[str]) -> None:
        self._talk.list(head, lines)

    def _name(self, verdict: VerdictId) -> str:
        return self._guide.deciding.words[verdict].name

    def _read(self, place: str) -> None:
        from coach.commands import read_command

        read_command.show(self._guide.shelf, place)


def _numbered(lines: Iterable[str]) -> list[str]:
    return [f"{number}  {line}" for number, line in enumerate(lines, start=1)]
