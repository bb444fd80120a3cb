"""What became of a decision: in words that fit its situation, and whether it went well."""

from collections.abc import Mapping

from coach.journal.decisions import Summary
from coach.vocabulary import Outcome, Situation, VerdictId

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REPLIED: "They replied",
    Outcome.REFUSED: "They said no",
    Outcome.SILENT: "Still no reply",
    Outcome.SETTLED: "It sorted itself out",
    Outcome.WORSE: "It got worse",
}
"""How it turned out, where several situations are spoken of at once."""

_PRESSED: Mapping[Outcome, str] = {
    **OUTCOMES,
    Outcome.REPLIED: "They kept writing",
    Outcome.REFUSED: "They didn't accept it",
    Outcome.SILENT: "They stopped",
}

BRIEF: Mapping[Outcome, str] = {
    Outcome.REPLIED: "replied",
    Outcome.REFUSED: "said no",
    Outcome.SILENT: "no reply",
    Outcome.SETTLED: "settled",
    Outcome.WORSE: "worse",
}
"""The same in a word, where a column has no room for more."""

_PRESSED_BRIEF: Mapping[Outcome, str] = {
    **BRIEF,
    Outcome.REPLIED: "kept on",
    Outcome.REFUSED: "refused",
    Outcome.SILENT: "stopped",
}

_FOR_PEACE = frozenset(
    {VerdictId.BOUNDARY, VerdictId.SILENCE, VerdictId.BLOCK_REPORT, VerdictId.GET_HELP}
)
_ASKS_NOTHING = frozenset(
    {VerdictId.LET_GO, VerdictId.ANSWER, VerdictId.DECLINE, VerdictId.DEFER, VerdictId.REFER}
)


def outcome_words(situation: Situation | None) -> Mapping[Outcome, str]:
    """How it turned out, as one says it in this situation: no answer is no silence to a pest."""
    return _PRESSED if situation is Situation.UNWANTED else OUTCOMES


def outcome_brief(situation: Situation | None) -> Mapping[Outcome, str]:
    """The same in a word."""
    return _PRESSED_BRIEF if situation is Situation.UNWANTED else BRIEF


def went_well(summary: Summary) -> bool | None:
    """Whether it turned out as the decision hoped for; None while nobody has said.

    A message that asks for something hopes for an answer. A no, a promise or
    letting go asks for nothing, so that quiet is as good. Whoever wanted peace
    (the situation, or the verdict) has it when they are quiet, and not when they go on.
    """
    if summary.outcome is None:
        return None
    return summary.outcome in _hoped_for(summary.situation, summary.verdict)


def _hoped_for(situation: Situation, verdict: VerdictId) -> frozenset[Outcome]:
    welcome = verdict in (VerdictId.ANSWER, VerdictId.DEFER, VerdictId.REFER)
    if verdict in _FOR_PEACE or (situation is Situation.UNWANTED and not welcome):
        return frozenset({Outcome.SILENT, Outcome.SETTLED})
    if verdict in _ASKS_NOTHING:
        return frozenset({Outcome.SILENT, Outcome.REPLIED, Outcome.SETTLED})
    return frozenset({Outcome.REPLIED, Outcome.SETTLED})
