"""What may be done in other programs once a conversation is closed, step by step."""

from collections.abc import Mapping

from coach.journal.decisions import Decision
from coach.session.aftercare import Aftercare, Deed
from coach.vocabulary import Ending, Situation, VerdictId

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
