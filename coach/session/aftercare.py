"""What content says for the time after a conversation is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coach.advice.questions import Question
from coach.vocabulary import Channel


class Deed(StrEnum):
    """What may be done in other programs after a conversation is closed."""

    KEEP = "keep"
    REPORT = "report"
    MUTE = "mute"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """What content says for the time after: steps by channel and deed, and the log.

    ``beside`` are the questions for a line each beside the guess, asked once a chance
    was named; every one of them may be passed over, and ``End.with_line`` takes the answer.
    """

    steps: Mapping[Channel, Mapping[Deed, tuple[str, ...]]]
    names: Mapping[Deed, str]
    before: str
    log: tuple[str, ...]
    talk_first: str = ""
    changes: str = ""
    beside: tuple[Question, ...] = ()
