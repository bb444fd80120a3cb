"""``coach ask``: the whole walk as plain numbered prompts, on any terminal.

The same domain as the screens, and the same record. Questions go to standard
output, one answer is read a line; the end of input keeps the walk for later.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from coach.domain import closing, walk
from coach.domain.assessment import Assessment
from coach.domain.ports import OutboxError
from coach.domain.questions import Kind, Question, spoken_date
from coach.domain.services import Services
from coach.domain.session import TEN_MINUTES, Draft, Overrule, Session, tomorrow_morning
from coach.domain.templates import fill, fitting
from coach.domain.typed import NotUnderstoodError, understand
from coach.domain.vocabulary import Channel, Ending, Situation, Step, VerdictId

STILL_OPEN = 3

_SITUATIONS = {
    Situation.WAITING: "They went quiet on me",
    Situation.OWING: "I owe an answer",
    Situation.UNWANTED: "They press me",
    Situation.REPAIR: "I went quiet and regret it",
}

_LAST = ("Save it as a mail file", "I have sent it", "I decided not to send it", "Back")

_HOW = """\
Answer with a number or in words. An empty line goes on.
b: back   ?: read about it   unsafe: I feel unsafe   q: leave, all is kept"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "ask",
        help="the whole walk as plain numbered prompts, on any terminal",
        description=__doc__.partition("\n\n")[2].strip(),
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Walk to the end, or keep what there is. ``args.services`` makes the services."""
    asker = Asker(args.services())
    try:
        return asker.go()
    except (EOFError, KeyboardInterrupt):
        asker.keep()
        print("\nKept. Go on any time with: coach ask", flush=True)
        return STILL_OPEN


class _Said:
    """What the user may say anywhere, instead of an answer."""

    BACK = ("b", "back")
    READ = ("?", "help")
    UNSAFE = ("unsafe",)
    LEAVE = ("q", "quit")


class Asker:
    """Goes through one walk with prompts. ``session`` is saved after every answer."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._guide = services.guide
        self._session: Session | None = None

    # The way

    def go(self) -> int:
        """From the first question to the decision put down; the exit status."""
        self._say("Follow-up coach. Nothing is sent from here; nothing leaves this machine.")
        self._say(_HOW)
        self._begin()
        while True:
            self.keep()
            match self._view():
                case walk.Asking(question=question, number=number, of=of):
                    counted = f"{number} of {of}" if self._walk.step is Step.PAUSE else f"{number}"
                    self._ask(question, counted)
                case walk.Cooling():
                    if not self._cool():
                        return 0
                case walk.Found(assessment=assessment):
                    self._found(assessment)
                case walk.Writing(assessment=assessment):
                    self._write(assessment)
                case walk.Closing(assessment=assessment):
                    if self._close(assessment):
                        return 0

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

    def _view(self) -> walk.View:
        return walk.view(self._guide, self._walk, self._now)

    def _become(self, session: Session) -> None:
        self._session = replace(session, touched=self._now)

    def _begin(self) -> None:
        walks = self._services.journal().walks()
        rows = [f"Go on: {each.person or 'someone'}, {each.topic or 'no topic'}" for each in walks]
        number = self._pick("What has stalled?", [*_SITUATIONS.values(), *rows])
        if number < len(_SITUATIONS):
            now = self._now
            fresh = Session(id=self._services.new_id(), started=now, touched=now)
            self._session = fresh.begin(list(_SITUATIONS)[number])
        else:
            self._session = walks[number - len(_SITUATIONS)]

    # One question

    def _ask(self, question: Question, place: str) -> None:
        session = self._walk
        self._say(f"\n{session.step.value.capitalize()} {place}. {_wording(question, session)}")
        if question.help:
            self._say(question.help)
        for number, choice in enumerate(question.choices, start=1):
            self._say(f"  {number}  {choice.text}" + (f" ({choice.help})" if choice.help else ""))
        if question.kind is Kind.YES_NO:
            self._say("  1  Yes\n  2  No")
        if question.kind is Kind.MANY:
            self._say("Several numbers, with spaces between them; an empty line for none.")
        if question.id in session.answers:
            self._say(f"So far: {question.text_of(session.answers[question.id])}")
        self._take(question, self._line())

    def _take(self, question: Question, said: str) -> None:
        if said in _Said.BACK:
            self._become(walk.back(self._guide, self._walk, self._now))
        elif said in _Said.READ:
            self._read(question.read)
        elif said in _Said.UNSAFE:
            self._unsafe()
        elif not said:
            self._skip(question)
        else:
            self._understand(question, said)

    def _understand(self, question: Question, said: str) -> None:
        try:
            value = understand(question, said, self._now.date(), self._services.dates.read)
        except NotUnderstoodError as error:
            self._say(str(error))
            self._become(self._walk.mistype(question.id, said))
            return
        self._become(walk.answer(self._guide, self._walk, question.id, value))

    def _skip(self, question: Question) -> None:
        """An empty line keeps the answer there is; else it means none, or skips."""
        session = self._walk
        if question.id in session.answers:
            value = session.answers[question.id]
            self._become(walk.answer(self._guide, session, question.id, value))
        elif question.kind is Kind.MANY:
            self._become(walk.answer(self._guide, session, question.id, ()))
        elif session.step is Step.PAUSE:
            self._become(walk.forward(self._guide, session, self._now))
        else:
            self._say("This one decides; please answer it.")

    def _unsafe(self) -> None:
        self._become(replace(self._walk.feel_unsafe(), step=Step.ASSESS, looking_at=""))

    # The other steps

    def _cool(self) -> bool:
        """Whether the walk goes on now."""
        hold, now = self._walk.hold, self._now
        if hold is not None and not hold.over(now):
            self._say(f"\nA pause until {spoken_date(hold.until.date())}, {hold.until:%H:%M}.")
        else:
            self._say(f"\nIt runs hot: {self._walk.strength} of 10. A short break costs nothing.")
        options = ["Take ten minutes", "Leave it until tomorrow morning", "Go on now"]
        choice = self._pick("What will you do?", options)
        if choice == 2:
            self._become(walk.forward(self._guide, self._walk, now))
            return True
        until = now + TEN_MINUTES if choice == 0 else tomorrow_morning(now)
        self._become(self._walk.hold_until(until, now))
        self.keep()
        self._say(f"Kept until {until:%H:%M}. Go on then with: coach ask")
        return False

    def _found(self, assessment: Assessment) -> None:
        self._say("\nWhat I would do")
        for verdict in assessment.verdicts:
            self._say(verdict.text)
        self._say(assessment.reason)
        self._list("", assessment.comfort)
        self._list("Next", walk.plan_lines(assessment.plan))
        self._list("Why", _numbered(each.text for each in assessment.because))
        self._list("For it", [each.text for each in assessment.supporting])
        self._list("Against it", [each.text for each in assessment.opposing])
        self._list("What would change it", [each.text for each in assessment.would_change])
        if self._walk.overrule:
            self._say(f"You decided otherwise: {self._name(self._walk.overrule.verdict)}.")
        self._say("Empty line: go on. A number: change that answer. o: decide otherwise.")
        said = self._line()
        if said in _Said.BACK:
            self._become(walk.back(self._guide, self._walk, self._now))
        elif said in _Said.READ:
            self._read(assessment.read[0] if assessment.read else "")
        elif said in _Said.UNSAFE:
            self._unsafe()
        elif said == "o":
            self._overrule()
        elif said.isascii() and said.isdigit() and 0 < int(said) <= len(assessment.because):
            fact = assessment.because[int(said) - 1].fact
            self._become(walk.change(self._guide, self._walk, fact))
        elif not said:
            self._become(walk.forward(self._guide, self._walk, self._now))

    def _overrule(self) -> None:
        unsafe = bool(self._walk.facts().get("safety"))
        ids = [id for id in VerdictId if not (unsafe and id.sends)]
        chosen = ids[self._pick("What will you do instead?", [self._name(id) for id in ids])]
        self._say("Why, in a few words?")
        self._become(replace(self._walk, overrule=Overrule(verdict=chosen, reason=self._line())))

    def _write(self, assessment: Assessment) -> None:
        session = self._walk
        verdict = walk.verdict_of(session, assessment)
        templates = fitting(self._guide.templates, session, verdict)
        titles = [*(each.title for each in templates), "A blank page"]
        if session.draft.body:
            titles.append("What is written already")
        chosen = self._pick("Begin with", titles)
        if chosen < len(templates):
            known = walk.known(session, assessment, self._services.me, self._now.date())
            filled = fill(templates[chosen], known)
            draft = Draft(subject=filled.subject, body=filled.body, template=templates[chosen].id)
            self._become(replace(session, draft=self._filled(draft)))
        elif chosen == len(templates):
            self._become(replace(session, draft=self._typed_draft()))
        self._review(verdict)

    def _filled(self, draft: Draft) -> Draft:
        self._show(draft)
        for slot in walk.open_places(self._guide, draft):
            self._say(f"{slot}:")
            words = self._line() or f"‹{slot}›"
            mark = f"‹{slot}›"
            draft = replace(
                draft,
                subject=draft.subject.replace(mark, words),
                body=draft.body.replace(mark, words),
            )
        return draft

    def _typed_draft(self) -> Draft:
        subject = ""
        if self._walk.channel in (Channel.EMAIL, Channel.LETTER):
            self._say("Subject:")
            subject = self._line()
        self._say("Your words; a line with a single full stop ends them.")
        lines: list[str] = []
        while (line := self._line()) != ".":
            lines.append(line)
        return Draft(subject=subject, body="\n".join(lines))

    def _review(self, verdict: VerdictId) -> None:
        from coach.domain.checks import check

        session = self._walk
        assert session.situation is not None, "a walk begins with its situation"
        draft = session.draft
        head = f"Subject: {draft.subject}\n\n" if draft.subject else ""
        report = check(
            self._guide.rules,
            head + draft.body,
            situation=session.situation,
            verdict=verdict,
            channel=session.channel,
            kept=draft.kept,
        )
        self._show(draft)
        self._list(
            f"{report.words} words, {len(report.findings)} to look at",
            [
                f"{each.message} “{each.text}”" if each.text else each.message
                for each in report.findings
            ],
        )
        if self._pick("These words?", ["Go on with them", "Begin again"]) == 0:
            self._become(walk.forward(self._guide, self._walk, self._now))

    def _close(self, assessment: Assessment) -> bool:
        """Whether the decision was put down."""
        session = self._walk
        verdict = walk.verdict_of(session, assessment)
        words = self._guide.deciding.words[verdict]
        self._list(words.name, [f"Do: {each}" for each in words.dos])
        self._list("", [f"Not: {each}" for each in words.donts])
        if not verdict.sends:
            if self._pick("Put the decision down?", ["Yes", "Back to the verdict"]) == 0:
                return self._put_down(assessment, Ending.NOT_SENT)
        else:
            self._show(session.draft)
            options = [
                "Save it as a mail file",
                "I have sent it",
                "I decided not to send it",
                "Back",
            ]
            choice = self._pick("A last look. Has an answer come meanwhile?", options)
            if choice == 0:
                self._save_mail()
                return False
            if choice in (1, 2):
                return self._put_down(assessment, Ending.SENT if choice == 1 else Ending.NOT_SENT)
        self._become(walk.back(self._guide, session, self._now))
        return False

    def _save_mail(self) -> None:
        draft = self._walk.draft
        if walk.open_places(self._guide, draft):
            self._say("Something is still to be filled in.")
            return
        try:
            where = self._services.outbox.save_mail(to="", subject=draft.subject, body=draft.body)
        except OutboxError as error:
            self._say(str(error))
        else:
            self._say(f"Saved as {where}")

    def _put_down(self, assessment: Assessment, ending: Ending) -> bool:
        draft = self._walk.draft
        if ending is Ending.SENT and walk.open_places(self._guide, draft):
            self._say("Something is still to be filled in.")
            return False
        end = closing.End(ending=ending)
        decision = closing.finish(self._guide, self._walk, assessment, end, self._now)
        self._services.journal().record(replace(decision, program=self._services.program))
        self._say("Kept in the journal.")
        if decision.next_on:
            self._say(f"{spoken_date(decision.next_on)}: {decision.next_step}")
        return True

    # Speaking and listening

    def _pick(self, ask: str, rows: Sequence[str]) -> int:
        """The index of the row chosen by its number."""
        while True:
            self._say(f"\n{ask}")
            for number, row in enumerate(rows, start=1):
                self._say(f"  {number}  {row}")
            said = self._line()
            if said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= len(rows):
                return int(said) - 1
            if said in _Said.UNSAFE and self._session is not None:
                self._say("Finish this choice, then say it at the next question.")
            self._say(f"A number from 1 to {len(rows)}, please.")

    def _line(self) -> str:
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if not sys.stdin.isatty():
            print(flush=True)
        said = line.strip()
        if said in _Said.LEAVE:
            raise EOFError
        return said

    def _say(self, text: str) -> None:
        print(text, flush=True)

    def _list(self, head: str, lines: Sequence[str]) -> None:
        if lines:
            self._say(f"\n{head}" if head else "")
            for line in lines:
                self._say(f"  {line}")

    def _show(self, draft: Draft) -> None:
        subject = f"Subject: {draft.subject}\n\n" if draft.subject else ""
        self._say(f"\n--\n{subject}{draft.body}\n--")

    def _name(self, verdict: VerdictId) -> str:
        return self._guide.deciding.words[verdict].name

    def _read(self, place: str) -> None:
        from coach.commands import read

        read.show(self._guide.shelf, place)


def _wording(question: Question, session: Session) -> str:
    return question.wording(session.situation)


def _numbered(lines: Iterable[str]) -> list[str]:
    return [f"{number}  {line}" for number, line in enumerate(lines, start=1)]
