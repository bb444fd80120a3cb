"""All that content says, as the rest of the program sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coach.domain.questions import Question  # a script is read by its types

if TYPE_CHECKING:  # each part of content is imported when it is first asked for
    from collections.abc import Mapping, Sequence

    from coach.domain.aftercare import Aftercare
    from coach.domain.articles import Shelf
    from coach.domain.checks import Rule
    from coach.domain.deciding import Deciding
    from coach.domain.problems import Problem
    from coach.domain.templates import Template
    from coach.domain.vocabulary import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The pause: the order of its questions, and those the tables do not know."""

    pause: tuple[str, ...]
    questions: tuple[Question, ...] = ()


class Guide(Protocol):
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
    def rules(self) -> Sequence[Rule]:
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


def pause_questions(guide: Guide, situation: Situation) -> tuple[Question, ...]:
    """The questions of the pause in this situation, in order."""
    intake: Mapping[str, Question] = {each.id: each for each in guide.deciding.intake(situation)}
    told = {each.id: each for each in guide.script.questions}
    known = {**intake, **told}
    return tuple(known[id] for id in guide.script.pause if id in known)
