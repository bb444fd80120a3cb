"""A life to measure in: ten thousand decisions, a session in its draft, two long articles."""

import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.advice.questions import Value
from coach.content.loader import ContentFolder
from coach.platform.paths import journal_folder, own_content
from coach.private_files import make_folder
from coach.session import flow
from coach.session.session import Draft, Session
from coach.store.journal_file import FILE
from coach.store.journal_store import open_journal
from coach.vocabulary import Situation, Step
from tests.plainest import plainest
from tools.bench_store import big_journal

PERSON = "Maren Holt"

PARAGRAPH = (
    "Thank you for the talk on Thursday. I have gone through the figures again, and the second "
    "option looks sound to me: it costs a little more in the first year and saves that by the "
    "third. Two things are still open on our side. The first is the date on which your team can "
    "start, since the rooms must be booked a month ahead. The second is who signs on your side "
    "while the director is away. Could you tell me both by Friday, so that I can book the rooms "
    "on Monday morning? If Friday is too soon, a date that suits you is just as good.\n\n"
)
DRAFT = (PARAGRAPH * 3).rstrip()
"""About 300 words."""


def prepare(home: Path, decisions: int) -> None:
    """Fill the folder that is to be ``COACH_HOME``."""
    with _at_home(home):
        folder = make_folder(journal_folder())
        big_journal(folder / FILE, decisions)
        journal = open_journal(folder)
        journal.keep(in_draft(datetime.now(UTC).replace(microsecond=0)))
        journal.close()
        articles = make_folder(own_content() / "articles")
        for order, kilobytes in enumerate((20, 200), start=1):
            (articles / f"long-{kilobytes}.md").write_text(_article(order, kilobytes))


def in_draft(now: datetime) -> Session:
    """A session that has come to its draft by now, with 300 words written."""
    guidance = ContentFolder()
    session = Session(id="bench", started=now, touched=now).begin(Situation.WAITING)
    told: dict[str, Value] = {
        "person": PERSON,
        "topic": "The rooms",
        "last_from": "me",
        "last_contact": (now - timedelta(days=40)).date().isoformat(),
        "strength": 2,
    }
    for _ in range(60):
        match flow.view(guidance, session, now):
            case flow.QuestionView(question=question):
                value = told.get(question.id, plainest(question))
                session = flow.answer(guidance, session, question.id, value)
            case flow.DraftView():
                return replace(session, draft=Draft(subject="The rooms", body=DRAFT))
            case flow.SendView():
                break
            case _:
                session = flow.forward(guidance, session, now)
    raise RuntimeError(f"the session came to {session.step} and not to {Step.DRAFT}")


def _article(order: int, kilobytes: int) -> str:
    head = f'+++\ntitle = "Long, {kilobytes} KB"\nsummary = "To measure."\norder = {order}\n+++\n\n'
    table = "| after | by mail | by chat |\n|---|---|---|\n| one week | 60 % | 80 % |\n\n"
    listed = "- the date\n- the sum, with **tax**\n- the [name](short-no) of who signs\n\n"
    parts, number = [f"Begins the article of {kilobytes} KB.\n\n"], 0
    while sum(map(len, parts)) < kilobytes * 1000:
        number += 1
        parts.append(f"## Section {number}\n\n{PARAGRAPH}{listed}{PARAGRAPH}{table}> {PARAGRAPH}")
    return head + "".join(parts)


@contextmanager
def _at_home(home: Path):
    before = os.environ.get("COACH_HOME")
    os.environ["COACH_HOME"] = str(home)
    try:
        yield
    finally:
        if before is None:
            del os.environ["COACH_HOME"]
        else:
            os.environ["COACH_HOME"] = before
