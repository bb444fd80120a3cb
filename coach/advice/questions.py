"""Questions the session can ask, and the values that answer them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coach.vocabulary import Situation

Value = bool | int | str | tuple[str, ...]
"""An answer. Dates are ISO strings; a choice is its id; ``many`` is a tuple of ids."""

Facts = Mapping[str, Value]
"""What is known so far, by question id. A missing id is not known yet."""

SAFETY = "safety"
"""The question that asks for signs of danger."""

UNCOVERED = "uncovered"
"""The question for what no other covers: words of the user's own, which no table reads."""

HIGHEST_SCALE = 10
"""The strongest answer to a question of kind ``SCALE``; the weakest is 0."""


class AnswerKind(StrEnum):
    """The shape of an answer."""

    CHOICE = "choice"
    MANY = "many"
    YES_NO = "yes_no"
    COUNT = "count"
    SCALE = "scale"
    DATE = "date"
    TEXT = "text"
    LONG_TEXT = "long_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to choose: its id, its words, and a line that helps to choose.

    ``near`` are the ids of answers that a reasonable person might have given instead; ``group``
    heads the lines it stands with in a long list.
    """

    id: str
    text: str
    help: str = ""
    near: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing the session can learn.

    ``ask`` is the sentence shown; ``asks`` overrides it by situation. ``help`` is a
    quiet line below it, ``meaning`` says to programs what an answer means. ``read``
    names the article section that belongs to the question ("slug#section"), and
    ``reads`` another one by situation. One that is ``optional`` may be passed over.
    """

    id: str
    kind: AnswerKind
    ask: str
    meaning: str = ""
    asks: Mapping[Situation, str] = field(default_factory=dict)
    help: str = ""
    choices: tuple[Choice, ...] = ()
    read: str = ""
    reads: Mapping[Situation, str] = field(default_factory=dict)
    optional: bool = False

    def wording(self, situation: Situation | None) -> str:
        """The sentence to show in this situation."""
        return self.asks.get(situation, self.ask) if situation else self.ask

    def reading(self, situation: Situation | None) -> str:
        """The section that belongs to it in this situation; empty where none does."""
        return self.reads.get(situation, self.read) if situation else self.read

    def choice(self, id: str) -> Choice | None:
        """The choice with this id, or None."""
        return next((choice for choice in self.choices if choice.id == id), None)

    def text_of(self, value: Value) -> str:
        """The answer as a person would read it."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, tuple):
            texts = [self._choice_text(each) for each in value]
            between = "; " if any("," in each for each in texts) else ", "
            return between.join(texts) or "None of these"
        if self.kind is AnswerKind.DATE:
            return spoken_date(date.fromisoformat(str(value)))
        return self._choice_text(str(value))

    def _choice_text(self, id: str) -> str:
        choice = self.choice(id)
        return choice.text if choice else id


def spoken_date(day: date) -> str:
    """A date as it is said in the program: "Tue 1 Dec 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def spoken_day(day: date) -> str:
    """A date within a sentence of the program: "Tue 1 Dec"."""
    return f"{day:%a} {day.day} {day:%b}"


def written_day(day: date) -> str:
    """A date as one writes it in a message: "Tuesday 1 December"."""
    return f"{day:%A} {day.day} {day:%B}"
