"""All that content says, as the rest of the program sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coach.advice.deciding import has_a_point
from coach.advice.questions import Facts, Question  # a script is read by its types

if TYPE_CHECKING:  # each part of content is imported when it is first asked for
    from collections.abc import Mapping, Sequence

    from coach.advice.deciding import Deciding
    from coach.errors import Problem
    from coach.guides.articles import Shelf
    from coach.review.checks import Checks
    from coach.session.aftercare import Aftercare
    from coach.session.safety import SafetyText
    from coach.session.templates import Template
    from coach.vocabulary import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The pause: the order of its questions, and those the tables do not know."""

    pause: tuple[str, ...]
    questions: tuple[Question, ...] = ()


class Guidance(Protocol):
    """Content, each part read when it is first asked for."""

    @property
    def version(self) -> str:
        """Which edition of the content this is, for records."""

    @property
    def deciding(self) -> Deciding:
        """Facts, tables, waiting times and verdict words."""

    @property
    def script(self) -> Script:
        """What the pause asks."""

    @property
    def aftercare(self) -> Aftercare:
        """What is said once a conversation is closed."""

    @property
    def safety(self) -> SafetyText:
        """What the safety page says."""

    @property
    def rules(self) -> Checks:
        """The checks on words."""

    @property
    def templates(self) -> Sequence[Template]:
        """Messages to begin from, the user's own among them."""

    @property
    def shelf(self) -> Shelf:
        """The articles."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the parts read so far; the rest works."""


def pause_questions(
    guidance: Guidance, situation: Situation, answers: Facts | None = None
) -> tuple[Question, ...]:
    """The questions of the pause in this situation, in order.

    With ``answers``, without those that have no point beside them.
    """
    intake: Mapping[str, Question] = {each.id: each for each in guidance.deciding.intake(situation)}
    told = {each.id: each for each in guidance.script.questions}
    known = {**intake, **told}
    asked = (id for id in guidance.script.pause if id in known)
    return tuple(known[id] for id in asked if answers is None or has_a_point(id, answers))
