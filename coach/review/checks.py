"""What can be said of a message: the checks, where they apply, and what they found.

A check names one fault in the situations where it is one; the apology a repair
needs is the fault a refusal has. There are four kinds:

- ``learnt``: a sentence is told by the model, which learnt the fault from examples.
- ``structure``: the build of the whole message decides; see ``coach.review.structure``.
- ``length``: more words or characters than ``most``.
- ``duty``: a line of the checklist and nothing else; never an issue.

A message is *ready* when it has words and no ``stop`` and no ``fix`` is left standing;
what the user means to keep as it is does not stand in the way, except a ``stop``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach.message import MessageField
from coach.vocabulary import Channel, Severity, Situation, VerdictId

if TYPE_CHECKING:
    from coach.review.model import Model


class RuleKind(StrEnum):
    """How a rule looks at a text."""

    LEARNT = "learnt"
    STRUCTURE = "structure"
    LENGTH = "length"
    DUTY = "duty"


class Rule(NamedTuple):
    """One check.

    ``verdicts`` empty means whatever was decided, nothing decided yet included;
    ``never`` holds verdicts it is silent in; ``matters`` and ``not_matters`` do the same
    for what is awaited. ``shape`` names the structure or duty.
    ``suggest`` replaces what was found ("" takes it out; None: nothing is safe to
    suggest), ``replace`` does so for single phrases in a sentence that was told.
    ``duty`` is its line in the checklist, met when it finds nothing.
    """

    id: str
    fault: str
    kind: RuleKind
    severity: Severity
    situations: frozenset[Situation]
    message: str
    why: str
    verdicts: frozenset[VerdictId] = frozenset()
    never: frozenset[VerdictId] = frozenset()
    channels: frozenset[Channel] = frozenset()
    matters: frozenset[str] = frozenset()
    not_matters: frozenset[str] = frozenset()
    most: int = 0
    unit: str = "words"
    shape: str = ""
    suggest: str | None = None
    replace: Mapping[str, str] = MappingProxyType({})
    duty: str = ""

    def applies(self, setting: "ReviewSetting") -> bool:
        """Whether it has anything to say in this setting."""
        return (
            setting.situation in self.situations
            and (not self.verdicts or setting.verdict in self.verdicts)
            and setting.verdict not in self.never
            and (not self.channels or setting.channel in self.channels)
            and (not self.matters or setting.matter in self.matters)
            and setting.matter not in self.not_matters
        )


class Checks(Sequence[Rule]):
    """Every rule, with the model that the learnt ones ask; as a sequence, the rules."""

    def __init__(self, rules: Sequence[Rule], model: "Model | None" = None) -> None:
        self.rules = tuple(rules)
        self.model = model

    def __len__(self) -> int:
        return len(self.rules)

    def __getitem__(self, at: int) -> Rule:  # type: ignore[override]
        return self.rules[at]


class ReviewSetting(NamedTuple):
    """Where a text is to be sent: the situation, what was decided, the channel, and the matter.

    ``matter`` is the id of what is awaited (``invoice``), empty where nobody said.
    """

    situation: Situation
    verdict: VerdictId | None = None
    channel: Channel = Channel.EMAIL
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing a rule found.

    ``start`` and ``end`` count characters of the text as given, or of the field
    where a message was given in fields; both are 0 where the whole message is
    meant. ``kept`` says the user means to keep it.
    """

    rule: str
    fault: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    why: str
    suggest: str | None
    kept: bool = False
    field: MessageField = MessageField.BODY

    @property
    def placed(self) -> bool:
        """Whether it stands somewhere, rather than being about the whole message."""
        return self.start < self.end

    @property
    def blocks(self) -> bool:
        """Whether the draft is not ready because of it."""
        return self.severity is Severity.STOP or (self.severity is Severity.FIX and not self.kept)


class Duty(NamedTuple):
    """A line of the checklist for the whole message."""

    id: str
    text: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGuide:
    """How long a message of this kind should be at most, and how long it is."""

    count: int
    most: int
    unit: str

    @property
    def over(self) -> bool:
        """Whether it is longer."""
        return self.count > self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that can be said of a text.

    ``unchecked`` names what was not judged, and why. ``judged`` is False where most
    of it is in another language: it is then never ready, and not ready only if the
    checks that need no language found something. ``more`` counts issues beyond
    those listed.
    """

    ready: bool
    words: int
    language: str
    unchecked: tuple[str, ...]
    findings: tuple[Issue, ...]
    duties: tuple[Duty, ...]
    guide: WordGuide | None
    judged: bool = True
    more: int = 0
