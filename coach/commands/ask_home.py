"""Where ``coach ask`` begins: what is due, what is open, and what else there is to do."""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from coach.advice.questions import spoken_date
from coach.app.controllers import Controllers
from coach.app.journal_controller import HomeView
from coach.commands import read_command
from coach.commands.ask_send import AskSend
from coach.commands.prompts import GoBackError, Prompts, WantsReadingError
from coach.errors import JournalLocked
from coach.journal.decisions import Summary
from coach.journal.due_dates import SAVED_EARLIER
from coach.journal.follow_up import unfinished
from coach.journal.history import Past
from coach.journal.outcomes import outcome_brief
from coach.journal.people import name_key, unsafe_names
from coach.platform.passphrase_prompt import open_locked
from coach.session.session import Session
from coach.vocabulary import SITUATIONS, Ending, Outcome

_TELLABLE = 12
"""Decisions offered to be looked back on before their day, the latest ones."""

_MOST_LOGS = 3
"""People whose log is offered, the latest ones."""

_ASK = "What has stalled?"
_WHICH_ARTICLE = "Which guide? Type its number or its name. Press enter to go back to the start."

_SAFETY = "Safety page: if you're afraid, or someone may end their life"


class AskHome:
    """Offers what home offers; a session is begun or gone on with by the controller.

    ``finishing`` says that looking back is taken up where it was left.
    """

    def __init__(self, controllers: Controllers, talk: Prompts, send: AskSend) -> None:
        self._controllers = controllers
        self._sessions = controllers.sessions
        self._talk = talk
        self._send = send
        self._thrown: list[Session] = []
        self.finishing = False

    def begin(self) -> str:
        """One choice made; the id of a decision to look back on, where that was chosen."""
        past, self.finishing = self._past(), False
        home = self._controllers.journal.home()
        for notice in home.notices:
            print(notice, file=sys.stderr)
        rows, acts = self._offered(home, past)
        try:
            done = acts[self._talk.pick(_ASK, rows)]()
        except GoBackError:
            return ""
        except WantsReadingError:
            self._read()
            return ""
        return done if isinstance(done, str) else ""

    def _past(self) -> Past:
        """The journal, opened with its passphrase if it has one."""
        journal = self._controllers.journal
        try:
            return journal.past()
        except JournalLocked as error:
            if not error.openable:
                raise
            open_locked(self._sessions.services.journal())
            return journal.past()

    def _offered(self, home: HomeView, past: Past) -> tuple[list[str], list[Callable[[], object]]]:
        """The rows to choose from, and what each does."""
        left = home.summary.sessions
        due = [each for each in home.due if not any(each.id == one.id for one in left)]
        told = [each for each in _open(past) if not any(each.id == one.id for one in due)]
        if due or left:
            self._talk.say(f"\nDue: {len(home.due)}. Open: {len(left)}.")
        offered: list[tuple[str, Callable[[], object]]] = [
            *((text, partial(self._sessions.start, id)) for id, text in SITUATIONS.items()),
            ("Read a guide", self._read),  # the numbers of these are the same on every day
            (_SAFETY, self._sessions.open_safety),
            *(
                (f"Continue: {name}", partial(self._sessions.resume, each))
                for name, each in zip(_told_apart(left), left, strict=True)
            ),
            *((f"Due. {each.line(home.today)}", partial(str, each.id)) for each in due),
        ]
        logs = home.logs[:_MOST_LOGS]
        offered += [(_named(each), partial(self._keep_log, each, past)) for each in logs]
        for each in self._unfinished(told):
            offered.append((f"Finish looking back: {_named(each)}", partial(self._finish, each.id)))
        if told:
            offered.append(("Say how an earlier decision turned out", lambda: self._which(told)))
        if left:
            offered.append(("Discard an open session", lambda: self._throw_away(left)))
        if self._thrown:
            gone = self._thrown[-1]
            text = "Undo the deletion" if gone.discreet else f"Restore: {_named(gone)}"
            offered.append((text, self._bring_back))
        return [text for text, _ in offered], [act for _, act in offered]

    def _keep_log(self, one: Summary, past: Past) -> None:
        journal = self._controllers.journal
        decision = self._sessions.services.journal().decision(one.id)
        self._send.keep_log(decision, journal.incidents(one.person, past))

    def _unfinished(self, told: Sequence[Summary]) -> list[Summary]:
        """Those of which the last questions were left, within a week."""
        journal, now = self._sessions.services.journal(), self._sessions.now
        open_ones = [each for each in told if each.outcome and each.again is None][:_MOST_LOGS]
        return [each for each in open_ones if unfinished(journal.decision(each.id), now)]

    def _finish(self, id: str) -> str:
        self.finishing = True
        return id

    def _which(self, told: Sequence[Summary]) -> str:
        rows = [
            f"{spoken_date(each.decided.date())}: {_named(each)}{_ended(each)}" for each in told
        ]
        return told[self._talk.pick("Which decision?", rows)].id

    def _throw_away(self, left: Sequence[Session]) -> None:
        rows = [*_told_apart(left), "None of them"]
        number = self._talk.pick("Which session? You can restore it until you leave.", rows)
        if number < len(left):
            self._thrown.append(self._sessions.throw_away(left[number]))
            for_good = " It's gone for good once you leave." if left[number].discreet else ""
            self._talk.say(f"Discarded.{for_good}")

    def _bring_back(self) -> None:
        self._sessions.services.journal().keep(self._thrown.pop())
        self._talk.say("Restored.")

    def _read(self) -> None:
        """The list of guides, then those that are named, until nothing is."""
        shelf = self._controllers.reading.shelf
        found = (each for group in shelf.by_situation() for each in group.articles)
        guides = tuple({each.slug: each for each in found}.values())
        listed = True
        while True:
            if listed:
                rows = [f"{n}  {each.title}" for n, each in enumerate(guides, start=1)]
                self._talk.list("Guides", rows)
            try:
                name = self._talk.command(_WHICH_ARTICLE)
            except WantsReadingError:
                listed = True
                continue
            if not name:
                return
            numbered = name.isascii() and name.isdigit() and 0 < int(name[:4]) <= len(guides)
            read_command.show(shelf, guides[int(name[:4]) - 1].slug if numbered else name)
            listed = False


def _open(past: Past) -> list[Summary]:
    """What was sent, the latest first; nobody who is to be left alone.

    What may still be answered comes before that of which is known how it turned out.
    """
    unsafe = unsafe_names(past.summaries, past.people)
    found = (
        each
        for each in past.summaries
        if each.ending is Ending.SENT and name_key(each.person) not in unsafe
    )
    latest = sorted(found, key=lambda each: each.decided, reverse=True)
    still_open = (None, Outcome.SILENT)
    return sorted(latest, key=lambda each: each.outcome not in still_open)[:_TELLABLE]


def _ended(one: Summary) -> str:
    return f" ({outcome_brief(one.situation)[one.outcome]})" if one.outcome else ""


def _told_apart(left: Sequence[Session]) -> list[str]:
    """Whom and what each is about; of those that read the same, when they were left as well."""
    names = [_named(each) for each in left]
    return [
        f"{name}, left {spoken_date(each.touched.date())}, {each.touched:%H:%M}"
        if names.count(name) > 1
        else name
        for name, each in zip(names, left, strict=True)
    ]


def _named(one: Session | Summary) -> str:
    """Whom and what; of what is about fear or danger nothing but its day."""
    if one.discreet or (isinstance(one, Summary) and one.unsafe):
        on = one.decided if isinstance(one, Summary) else one.touched
        return f"{SAVED_EARLIER}, {spoken_date(on.date())}"
    return f"{one.person or 'someone'}, {one.topic or 'no topic'}"
