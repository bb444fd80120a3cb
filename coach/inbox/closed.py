"""What was decided about threads that were found: closed, or put off until a day.

Kept as hashes, so that the list tells nothing about anyone. A thread stays closed when the same
files are read again, unless they've written since: then it may be open anew. Pure; whoever keeps
the list has ``ClosedThreads``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:  # the journal reads marks, and has no use for all the phrases
    from coach.inbox.verdict import Finding


@dataclass(frozen=True, slots=True)
class Mark:
    """What was decided about one thread."""

    id: str
    """The finding's id, a hash."""
    last_on: date
    """The day of its last message when it was decided."""
    last_from: Literal["me", "them"]
    until: date | None = None
    """The day until which it's put off; None where it's closed for good."""
    situation: str = ""
    decided: bool = True
    """Whether the user closed it or put it off; else it was only seen in a list."""


class ClosedThreads(Protocol):
    """Where the marks are kept."""

    def marks(self) -> Iterable[Mark]:
        """All marks."""

    def put(self, mark: Mark) -> None:
        """Keep a mark; it takes the place of one with the same id."""

    def put_all(self, marks: Iterable[Mark]) -> None:
        """Keep many marks at once."""

    def remove(self, id: str) -> None:
        """Forget a mark."""


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """A finding next to what is known of its thread from before."""

    finding: Finding
    news: Literal["new", "still stalled", "answered since", "open again"]


def closed(finding: Finding) -> Mark:
    """The mark that closes a thread for good."""
    return Mark(finding.id, finding.last_on, finding.last_from, situation=finding.situation or "")


def put_off(finding: Finding, until: date) -> Mark:
    """The mark that hides a thread until a day."""
    return replace(closed(finding), until=until)


def seen(finding: Finding) -> Mark:
    """The mark that remembers a thread was listed."""
    return replace(closed(finding), decided=False)


def is_hidden(finding: Finding, mark: Mark | None, today: date) -> bool:
    """Whether a thread isn't to be shown: closed or put off, and nothing has come since.

    A later reminder of the user's own doesn't open a closed thread again; a message of theirs does.
    """
    if mark is None or not mark.decided:
        return False
    if mark.until is not None:
        return today < mark.until and finding.last_on <= mark.last_on
    return not (finding.last_on > mark.last_on and finding.last_from == "them")


def shown(findings: Iterable[Finding], marks: Iterable[Mark], today: date) -> list[Finding]:
    """The stalled threads that weren't closed or put off."""
    known = {each.id: each for each in marks}
    return [
        each
        for each in findings
        if each.situation and not is_hidden(each, known.get(each.id), today)
    ]


def found_again(findings: Sequence[Finding], before: Mapping[str, Mark]) -> list[FoundAgain]:
    """What has changed since an earlier reading, whose stalled threads are in ``before``."""
    out = []
    for each in findings:
        mark = before.get(each.id)
        if mark is None:
            if each.situation:
                out.append(FoundAgain(each, "new"))
        elif each.situation is None:
            if each.last_on >= mark.last_on and each.last_from != mark.last_from:
                out.append(FoundAgain(each, "answered since"))
        elif each.situation != mark.situation and each.last_on > mark.last_on:
            out.append(FoundAgain(each, "open again"))
        else:
            out.append(FoundAgain(each, "still stalled"))
    return out


def answered(findings: Iterable[Finding], before: Mapping[str, Mark]) -> list[Finding]:
    """The threads in which the answer has come since; of one closed for good nothing is said."""
    again = found_again([*findings], before)
    told = [each.finding for each in again if each.news == "answered since"]
    marks = {each.id: before[each.id] for each in told}
    return [each for each in told if not marks[each.id].decided or marks[each.id].until]
