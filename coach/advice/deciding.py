"""Everything content says about deciding: questions, tables, waiting times, words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coach.advice.facts import NO_OUTSIDE_DAY, Known, sources
from coach.advice.questions import Facts, Question
from coach.advice.tables import AdviceRow, Argument, Comfort, DecisionTable, PlanRule, TableRow
from coach.advice.timing import Wait
from coach.vocabulary import Situation, VerdictId

ALWAYS_ASKED = frozenset({"channel", "strength", "uncovered"})
"""Asked in every pause: where the words go, whether it runs too hot to write them, what is left."""


ANSWERS_LATER = frozenset({"later", "undecided", "other"})
"""Answers to "what is your honest answer?" after which the day of the answer is asked."""


def has_a_point(question: str, facts: Facts) -> bool:
    """Whether a question of the opening can still say something new.

    The day by which it matters is asked only where somebody else has set one, the day
    of the user's own answer only where that answer is still to come.
    """
    if question == "answer_on":
        return facts.get("my_answer") in ANSWERS_LATER
    if question == "needed_by":
        return facts.get("set_by", "none") not in NO_OUTSIDE_DAY
    return True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VerdictWords:
    """What is said with a verdict: its name, its sentence, its plan, do's and don'ts."""

    name: str
    text: str
    do: str
    by: str = ""
    texts: Mapping[Situation, str] = field(default_factory=dict)
    steps: tuple[PlanRule, ...] = ()
    dos: tuple[str, ...] = ()
    donts: tuple[str, ...] = ()

    def sentence(self, situation: Situation) -> str:
        """The verdict in a sentence a friend would say, in this situation."""
        return self.texts.get(situation, self.text)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deciding:
    """Everything content says about deciding. Safety stands before every situation.

    ``ticks`` are rows of advice of last resort, one for each circumstance that can be ticked:
    they speak where no other row that holds speaks of that tick. ``changing`` are the questions
    whose answer the days to come may change, as who they are to you never does.
    """

    questions: Mapping[str, Question]
    pause: frozenset[str]
    waits: Mapping[str, Wait]
    safety: DecisionTable
    tables: Mapping[Situation, DecisionTable]
    words: Mapping[VerdictId, VerdictWords]
    comforts: tuple[Comfort, ...] = ()
    advice: tuple[AdviceRow, ...] = ()
    ticks: tuple[AdviceRow, ...] = ()
    opening: Mapping[Situation, tuple[str, ...]] = field(default_factory=dict)
    changing: frozenset[str] = frozenset()

    def rows(self, situation: Situation) -> tuple[TableRow, ...]:
        """The rows of this situation in order, safety first."""
        return self.safety.rows + self.tables[situation].rows

    def arguments(self, situation: Situation) -> tuple[Argument, ...]:
        """The considerations of this situation, its own before the shared ones."""
        return self.tables[situation].arguments + self.safety.arguments

    def intake(self, situation: Situation) -> tuple[Question, ...]:
        """The questions the pause asks because this situation can use them.

        What is felt is asked where a line for it is kept here: it changes no verdict.
        """
        felt = (fact for each in self.comforts_in(situation) for fact in each.when)
        opening = self.opening.get(situation, ())
        used = {*self.used(situation), *ALWAYS_ASKED, *opening, *felt}
        return tuple(
            question for id, question in self.questions.items() if id in self.pause and id in used
        )

    def comforts_in(self, situation: Situation) -> Iterator[Comfort]:
        """The lines for what may be felt in this situation."""
        return (
            each for each in self.comforts if not each.situations or situation in each.situations
        )

    def used(self, situation: Situation) -> tuple[str, ...]:
        """The ids of all questions whose answers this situation's rows can look at."""
        facts = dict.fromkeys(fact for row in self.rows(situation) for fact in row.when)
        return tuple(dict.fromkeys(source for fact in facts for source in sources(fact)))

    def looked_at(self, situation: Situation) -> frozenset[str]:
        """The ids of all questions whose answers shape a recommendation in this situation."""
        return frozenset({*self.used(situation), *self.opening.get(situation, ())})

    def next_in_opening(self, situation: Situation, facts: Facts) -> Question | None:
        """The first question of the opening that is not answered and has a point here."""
        open_ids = (id for id in self.opening.get(situation, ()) if id not in facts)
        return next((self.questions[id] for id in open_ids if has_a_point(id, facts)), None)

    def known(self, facts: Facts, today: date) -> Known:
        """The facts as rows read them on this local day."""
        return Known(facts, self.waits, today)
