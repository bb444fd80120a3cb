"""What may be done in other programs once a conversation is closed, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coach.domain.questions import Question
from coach.domain.record import Decision
from coach.domain.vocabulary import Channel, Ending, Situation, VerdictId


class Deed(StrEnum):
    """What may be done in other programs after a conversation is closed."""

    KEEP = "keep"
    REPORT = "report"
    MUTE = "mute"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """What content says for the time after: steps by channel and deed, the log, the helpers.

    ``beside`` are the questions for a line each beside the guess, asked once a chance
    was named; every one of them may be passed over, and ``End.with_line`` takes the answer.
    """

    steps: Mapping[Channel, Mapping[Deed, tuple[str, ...]]]
    names: Mapping[Deed, str]
    before: str
    whom: tuple[str, ...]
    log: tuple[str, ...]
    talk_first: str = ""
    changes: str = ""
    beside: tuple[Question, ...] = ()


_DEEDS: Mapping[VerdictId, tuple[Deed, ...]] = {
    VerdictId.BLOCK_REPORT: (Deed.KEEP, Deed.REPORT, Deed.BLOCK),
    VerdictId.GET_HELP: (Deed.KEEP,),
    VerdictId.BOUNDARY: (Deed.KEEP, Deed.MUTE, Deed.BLOCK),
    VerdictId.SILENCE: (Deed.MUTE, Deed.BLOCK),
    VerdictId.LET_GO: (Deed.MUTE,),
}


def deeds(decision: Decision) -> tuple[Deed, ...]:
    """What may now be done about the channel, in order.

    Nothing before a limit has been said: block after closing, not in place of it.
    """
    verdict = decision.verdict
    if verdict.sends and decision.ending is not Ending.SENT:
        return ()
    found = _DEEDS.get(verdict, ())
    if verdict is VerdictId.SILENCE and decision.session.situation is not Situation.UNWANTED:
        return tuple(each for each in found if each is not Deed.BLOCK)
    if decision.session.in_danger and Deed.KEEP not in found:
        return (Deed.KEEP, *found)
    return found


def told(care: Aftercare, decision: Decision) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps for this decision and its channel, as (heading, lines)."""
    mine: Mapping[Deed, tuple[str, ...]] = care.steps.get(decision.session.channel, {})
    return tuple((care.names[each], mine[each]) for each in deeds(decision) if each in mine)
