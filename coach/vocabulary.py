"""The closed sets of words the whole program shares.

These ids stand in content, records, exports and ``--json``; they are a promise
to every file a user keeps, so they are never renamed without a migration.
"""

from enum import StrEnum


class Situation(StrEnum):
    """Which kind of stalled conversation this is."""

    WAITING = "waiting"
    OWING = "owing"
    UNWANTED = "unwanted"
    REPAIR = "repair"


SITUATIONS = {
    Situation.WAITING: "They went quiet on me",
    Situation.OWING: "I owe an answer",
    Situation.UNWANTED: "Someone keeps pushing me",
    Situation.REPAIR: "I went quiet and regret it",
}
"""The situations as a user would say them."""


class Step(StrEnum):
    """The four steps of a session, in order."""

    PAUSE = "pause"
    ASSESS = "assess"
    DRAFT = "draft"
    SEND = "send"


class Channel(StrEnum):
    """How the two sides write to each other."""

    EMAIL = "email"
    LINKEDIN = "linkedin"
    CHAT = "chat"
    LETTER = "letter"


WITH_SUBJECT = frozenset({Channel.EMAIL, Channel.LETTER})
"""Channels on which a message has a subject line."""


class VerdictId(StrEnum):
    """What the user is told to do."""

    WAIT = "wait"
    NUDGE = "nudge"
    FINAL_NUDGE = "final_nudge"
    SWITCH_CHANNEL = "switch_channel"
    ESCALATE = "escalate"
    LET_GO = "let_go"
    ANSWER = "answer"
    DECLINE = "decline"
    DEFER = "defer"
    REFER = "refer"
    BOUNDARY = "boundary"
    SILENCE = "silence"
    BLOCK_REPORT = "block_report"
    REPAIR_APOLOGY = "repair_apology"
    REENGAGE = "reengage"
    GET_HELP = "get_help"

    @property
    def sends(self) -> bool:
        """Whether this verdict ends in a message that needs a draft."""
        return self not in SENDS_NOTHING


SENDS_NOTHING = frozenset(
    {
        VerdictId.WAIT,
        VerdictId.LET_GO,
        VerdictId.SILENCE,
        VerdictId.BLOCK_REPORT,
        VerdictId.GET_HELP,
    }
)
"""Verdicts that are decisions like any other but send the other side nothing."""


class Warmth(StrEnum):
    """How close a message's words stand to its reader."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


class Label(StrEnum):
    """What kind of ground a claim stands on, as shown to the user."""

    RESEARCH = "Research"
    VENDOR = "Vendor data"
    SURVEY = "Survey"
    OFFICIAL = "Official"
    ADVICE = "Advice"
    HOUSE = "House view"


class Severity(StrEnum):
    """How much a finding in a draft weighs."""

    STOP = "stop"
    FIX = "fix"
    CONSIDER = "consider"


class Ending(StrEnum):
    """How a session was closed."""

    SENT = "sent"
    NOT_SENT = "not_sent"


class Outcome(StrEnum):
    """How a decision turned out, as the user later says."""

    REPLIED = "replied"
    REFUSED = "refused"
    SILENT = "silent"
    SETTLED = "settled"
    WORSE = "worse"
