"""A log of contacts: dated facts about one person, with hashes that show later changes.

It holds what was written down as facts and what the user sent; never feelings,
guesses or advice, since the other side may come to read it (E104).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256

from coach.advice.questions import spoken_date
from coach.journal.decisions import Decision, Note, Person
from coach.journal.people import history, name_key
from coach.journal.repository import Journal
from coach.session.safety import Incident
from coach.session.session import Session

_RULE = "-" * 72


def entries(
    decisions: Iterable[Decision],
    person: Person | None = None,
    sessions: Iterable[Session] = (),
) -> tuple[Incident, ...]:
    """All facts kept in these decisions and sessions and about this person, in order of time."""
    found = [entry for each in decisions for entry in _of_decision(each)]
    found += [entry for each in sessions for entry in of_session(each)]
    found += _of_notes(person.notes if person else ())
    return tuple(sorted(dict.fromkeys(found), key=lambda entry: entry.at))


def gathered(journal: Journal, name: str, id: str) -> tuple[Incident, ...]:
    """All facts the journal holds about this person, or about this decision where nobody is named.

    Raises ``JournalError``.
    """
    people = journal.people()
    past = history(name, journal.summaries(), people)
    ids = dict.fromkeys((*(each.id for each in past.decisions), id))
    known = [journal.decision(each) for each in ids if each]
    spellings = past.person.spellings if past.person else (name,)
    return entries(known, past.person, open_logs(journal.sessions(), spellings))


def open_logs(sessions: Iterable[Session], names: Iterable[str]) -> tuple[Session, ...]:
    """The open sessions with someone of these names in which incidents were written down."""
    keys = {name_key(each) for each in names} - {""}
    return tuple(each for each in sessions if name_key(each.person) in keys and of_session(each))


def of_session(session: Session) -> tuple[Incident, ...]:
    """The log of this session, with what is still being typed into it."""
    return session.write_incident(session.touched).incidents


def kept_with(one: Decision) -> tuple[Incident, ...]:
    """The log of this decision: what its session wrote down, and what was noted since."""
    return (*of_session(one.session), *_of_notes(one.notes))


def _of_decision(one: Decision) -> Iterator[Incident]:
    happened = str(one.session.answers.get("happened", "")).strip()
    if happened:
        yield Incident(at=one.decided, text=happened)
    if one.sent:
        words = "\n\n".join(part for part in (one.sent.subject, one.sent.body) if part)
        yield Incident(at=one.sent.at, text=f"I wrote ({one.sent.channel}):\n{words}")
    yield from kept_with(one)


def _of_notes(notes: Iterable[Note]) -> list[Incident]:
    return [Incident(at=note.at, text=note.text.strip()) for note in notes if note.text.strip()]


def log(name: str, written: Sequence[Incident], made: datetime) -> str:
    """The log as a text to save: entries with a hash each, and one over all above it.

    The hash of an entry is SHA-256 over its lines as UTF-8, joined by line
    feeds, without a last one; the final one covers every byte above its line.
    """
    head = (
        f"Log of contacts: {name.strip() or 'no name given'}",
        f"Made {_moment(made)}, {len(written)} {'entry' if len(written) == 1 else 'entries'}",
        "The date on each entry is the day it was written.",
        "",
    )
    body = [line for number, entry in enumerate(written, 1) for line in _entry(number, entry)]
    foot = (
        _RULE,
        "To check that nothing was changed, work out the SHA-256 of all lines but the last",
        "(head -n -1 FILE | sha256sum). It must match the one in the last line.",
    )
    above = "".join(f"{line}\n" for line in (*head, *body, *foot))
    return f"{above}SHA-256 of all lines above: {digest(above)}\n"


def digest(text: str) -> str:
    """SHA-256 over the text as UTF-8, in hexadecimal digits."""
    return sha256(text.encode("utf-8", errors="replace")).hexdigest()


def _entry(number: int, entry: Incident) -> Iterator[str]:
    block = "\n".join((f"{number}. {_moment(entry.at)}", entry.text))
    yield from (_RULE, block, f"SHA-256: {digest(block)}")


def _moment(at: datetime) -> str:
    zone = at.strftime("%z")
    return f"{spoken_date(at.date())}, {at:%H:%M} UTC{zone[:3]}:{zone[3:5]}"
